// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The KeyPackage structure: RFC 9420, Section 10. Plain values; any thread.
#pragma once

#include "common/mls/leaf_node.h"

namespace chat121::mls {

//     struct {
//         ProtocolVersion version;
//         CipherSuite cipher_suite;
//         HPKEPublicKey init_key;
//         LeafNode leaf_node;
//         Extension extensions<V>;
//         /* SignWithLabel(., "KeyPackageTBS", KeyPackageTBS) */
//         opaque signature<V>;
//     } KeyPackage;
struct KeyPackage {
    quint16 version = kVersionMls10;
    quint16 cipher_suite = kSuite3;
    Data init_key;
    LeafNode leaf_node;
    ExtensionList extensions;
    Data signature;

    auto fields() { return std::tie(version, cipher_suite, init_key, leaf_node, extensions, signature); }
    bool operator==(const KeyPackage &) const = default;

    void sign(const crypto::SigningKey &key);
    bool verifies() const;
    QByteArray reference() const;

private:
    void writeToBeSigned(Writer &writer) const;
};

// Section 10.1 "KeyPackage Validation", apart from what depends on a group.
Result<void> validateKeyPackage(const KeyPackage &package);

} // namespace chat121::mls
