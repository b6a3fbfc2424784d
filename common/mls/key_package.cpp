// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/key_package.h"

#include "common/mls/suite.h"

namespace chat121::mls {

// KeyPackageTBS is every field but the signature.
void KeyPackage::writeToBeSigned(Writer &writer) const
{
    codec::put(writer, version);
    codec::put(writer, cipher_suite);
    codec::put(writer, init_key);
    codec::put(writer, leaf_node);
    codec::put(writer, extensions);
}

void KeyPackage::sign(const crypto::SigningKey &key)
{
    SignContent to_sign("KeyPackageTBS");
    writeToBeSigned(to_sign.content());
    signature.bytes = to_sign.sign(key);
}

bool KeyPackage::verifies() const
{
    SignContent signed_content("KeyPackageTBS");
    writeToBeSigned(signed_content.content());
    return signed_content.verifies(leaf_node.signature_key.bytes, signature.bytes);
}

QByteArray KeyPackage::reference() const
{
    return keyPackageRef(encode(*this));
}

Result<void> validateKeyPackage(const KeyPackage &package)
{
    // Verify that the cipher suite and protocol version of the KeyPackage match those in the
    // GroupContext.
    const bool known = package.version == kVersionMls10 && package.cipher_suite == kSuite3;
    if (!known) return Error{Code::Unsupported, QStringLiteral("key package of another cipher suite")};

    // Verify that the leaf_node of the KeyPackage is valid for a KeyPackage according to
    // Section 7.3. (The rest of it: tree_validation.h)
    TRY(require(package.leaf_node.source == LeafNodeSource::KeyPackage, "leaf node source"));
    TRY(require(package.leaf_node.verifies({}), "leaf node signature"));

    // Verify that the signature on the KeyPackage is valid using the public key in
    // leaf_node.credential.
    TRY(require(package.verifies(), "key package signature"));

    // Verify that the value of leaf_node.encryption_key is different from the value of the
    // init_key field.
    TRY(require(package.leaf_node.encryption_key != package.init_key, "init key is the leaf's key"));
    TRY(require(package.init_key.bytes.size() == crypto::HpkePublicKey::kSize, "init key length"));
    return require(!hasDuplicates(package.extensions), "an extension twice");
}

} // namespace chat121::mls
