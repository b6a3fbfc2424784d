// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/leaf_node.h"

#include "common/mls/suite.h"

namespace chat121::mls {

void Extension::read(Reader &reader)
{
    type = reader.u16();
    data = reader.opaque(limits::kMessageBytesMax);
}

void Extension::write(Writer &writer) const
{
    writer.u16(type);
    writer.vector(data);
}

std::optional<QByteArray> Member::extension(quint16 type) const
{
    return findExtension(ExtensionList(extensions), type);
}

std::optional<QByteArray> findExtension(const ExtensionList &extensions, quint16 type)
{
    for (const Extension &extension : extensions.items)
        if (extension.type == type) return extension.data;
    return std::nullopt;
}

bool hasDuplicates(const ExtensionList &extensions)
{
    for (qsizetype i = 0; i < extensions.items.size(); ++i)
        for (qsizetype j = 0; j < i; ++j)
            if (extensions.items[i].type == extensions.items[j].type) return true;
    return false;
}

void LeafNode::writeUnsigned(Writer &writer) const
{
    codec::put(writer, encryption_key);
    codec::put(writer, signature_key);
    codec::put(writer, credential);
    codec::put(writer, capabilities);
    codec::put(writer, source);
    switch (source) {
    case LeafNodeSource::KeyPackage:
        codec::put(writer, lifetime);
        break;
    case LeafNodeSource::Update:
        break;
    case LeafNodeSource::Commit:
        codec::put(writer, parent_hash);
        break;
    }
    codec::put(writer, extensions);
}

void LeafNode::write(Writer &writer) const
{
    writeUnsigned(writer);
    codec::put(writer, signature);
}

void LeafNode::read(Reader &reader)
{
    codec::get(reader, encryption_key);
    codec::get(reader, signature_key);
    codec::get(reader, credential);
    codec::get(reader, capabilities);
    codec::get(reader, source);
    switch (source) {
    case LeafNodeSource::KeyPackage:
        codec::get(reader, lifetime);
        break;
    case LeafNodeSource::Update:
        break;
    case LeafNodeSource::Commit:
        codec::get(reader, parent_hash);
        break;
    }
    codec::get(reader, extensions);
    codec::get(reader, signature);
}

//     struct {
//         ... all fields of LeafNode but the signature
//         select (LeafNodeTBS.leaf_node_source) {
//             case key_package:
//                 struct{};
//             case update:
//             case commit:
//                 opaque group_id<V>;
//                 uint32 leaf_index;
//         };
//     } LeafNodeTBS;
void LeafNode::writeToBeSigned(Writer &writer, const Place &place) const
{
    writeUnsigned(writer);
    if (source != LeafNodeSource::KeyPackage) {
        writer.vector(place.group_id);
        writer.u32(place.leaf.value);
    }
}

void LeafNode::sign(const crypto::SigningKey &key, const Place &place)
{
    SignContent to_sign("LeafNodeTBS");
    writeToBeSigned(to_sign.content(), place);
    signature.bytes = to_sign.sign(key);
}

bool LeafNode::verifies(const Place &place) const
{
    SignContent signed_content("LeafNodeTBS");
    writeToBeSigned(signed_content.content(), place);
    return signed_content.verifies(signature_key.bytes, signature.bytes);
}

// Section 7.2: "Types that are not default types MUST be listed"; ours lists what the leaf carries.
LeafNode makeLeaf(const LeafConfig &config, const crypto::PublicKey &signature_key)
{
    LeafNode leaf;
    leaf.signature_key.bytes = signature_key.toByteArray();
    leaf.credential = {kCredentialBasic, config.identity};
    leaf.capabilities.versions.items = {kVersionMls10};
    leaf.capabilities.cipher_suites.items = {kSuite3};
    leaf.capabilities.credentials.items = {kCredentialBasic};
    leaf.capabilities.extensions.items = {kExtensionLastResort};
    for (const Extension &extension : config.extensions)
        if (!isDefaultExtension(extension.type)) leaf.capabilities.extensions.items.append(extension.type);
    leaf.extensions.items = config.extensions;
    return leaf;
}

Member toMember(LeafIndex leaf, const LeafNode &node)
{
    Member member;
    member.leaf = leaf;
    if (node.credential.type == kCredentialBasic) member.identity = node.credential.body.bytes;
    member.signature_key = crypto::PublicKey::from(node.signature_key.bytes).value_or(crypto::PublicKey{});
    member.extensions = node.extensions.items;
    return member;
}

} // namespace chat121::mls
