// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Credentials, capabilities, extensions and leaf nodes: RFC 9420, Sections 5.3, 7.2 and 13.
//
// Plain values. Types of credentials, extensions, proposals, versions and suites are numbers and
// not enums here, because unknown ones must survive decoding and encoding byte for byte.
#pragma once

#include "common/base/limits.h"
#include "common/mls/member.h"

namespace chat121::mls {

// opaque<V> inside an MLS structure.
using Data = Opaque<limits::kMessageBytesMax>;
using TypeList = List<quint16, limits::kMlsTypesMax>;
using ExtensionList = List<Extension, limits::kMlsExtensionsMax>;

inline constexpr quint16 kVersionMls10 = 1;
inline constexpr quint16 kSuite3 = 3; // MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519

inline constexpr quint16 kCredentialBasic = 1;

// RFC 9420, Section 17.3
inline constexpr quint16 kExtensionApplicationId = 1;
inline constexpr quint16 kExtensionRatchetTree = 2;
inline constexpr quint16 kExtensionRequiredCapabilities = 3;
inline constexpr quint16 kExtensionExternalPub = 4;
inline constexpr quint16 kExtensionExternalSenders = 5;
inline constexpr quint16 kExtensionLastResort = 0x000A; // draft-ietf-mls-extensions

// Section 7.2: the default types, which need no listing in anybody's capabilities.
constexpr bool isDefaultExtension(quint16 type)
{
    return type >= kExtensionApplicationId && type <= kExtensionExternalSenders;
}

// Nothing if there is none.
std::optional<QByteArray> findExtension(const ExtensionList &extensions, quint16 type);
// "the extensions list MUST NOT contain more than one extension of any given type"
bool hasDuplicates(const ExtensionList &extensions);

//     struct {
//         CredentialType credential_type;
//         select (Credential.credential_type) {
//             case basic:
//                 opaque identity<V>;
//             case x509:
//                 Certificate certificates<V>;
//         };
//     } Credential;
//
// Both forms are one vector, and so an unknown one is read as one too.
struct Credential {
    quint16 type = kCredentialBasic;
    Data body;

    auto fields() { return std::tie(type, body); }
    bool operator==(const Credential &) const = default;
};

//     struct {
//         ProtocolVersion versions<V>;
//         CipherSuite cipher_suites<V>;
//         ExtensionType extensions<V>;
//         ProposalType proposals<V>;
//         CredentialType credentials<V>;
//     } Capabilities;
struct Capabilities {
    TypeList versions;
    TypeList cipher_suites;
    TypeList extensions;
    TypeList proposals;
    TypeList credentials;

    auto fields() { return std::tie(versions, cipher_suites, extensions, proposals, credentials); }
    bool operator==(const Capabilities &) const = default;
};

//     struct {
//         ExtensionType extension_types<V>;
//         ProposalType proposal_types<V>;
//         CredentialType credential_types<V>;
//     } RequiredCapabilities;
struct RequiredCapabilities {
    TypeList extension_types;
    TypeList proposal_types;
    TypeList credential_types;

    auto fields() { return std::tie(extension_types, proposal_types, credential_types); }
};

//     struct {
//         uint64 not_before;
//         uint64 not_after;
//     } Lifetime;                        in seconds
struct Lifetime {
    quint64 not_before = 0;
    quint64 not_after = 0;

    auto fields() { return std::tie(not_before, not_after); }
    bool operator==(const Lifetime &) const = default;
};

enum class LeafNodeSource : quint8 { KeyPackage = 1, Update = 2, Commit = 3 };

//     struct {
//         HPKEPublicKey encryption_key;
//         SignaturePublicKey signature_key;
//         Credential credential;
//         Capabilities capabilities;
//         LeafNodeSource leaf_node_source;
//         select (LeafNode.leaf_node_source) {
//             case key_package:
//                 Lifetime lifetime;
//             case update:
//                 struct{};
//             case commit:
//                 opaque parent_hash<V>;
//         };
//         Extension extensions<V>;
//         /* SignWithLabel(., "LeafNodeTBS", LeafNodeTBS) */
//         opaque signature<V>;
//     } LeafNode;
struct LeafNode {
    Data encryption_key;
    Data signature_key;
    Credential credential;
    Capabilities capabilities;
    LeafNodeSource source = LeafNodeSource::KeyPackage;
    Lifetime lifetime; // KeyPackage
    Data parent_hash;  // Commit
    ExtensionList extensions;
    Data signature;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const LeafNode &) const = default;

    // Where the leaf stands. Part of what is signed for Update and Commit, not for KeyPackage.
    struct Place {
        QByteArray group_id;
        LeafIndex leaf;
    };
    void sign(const crypto::SigningKey &key, const Place &place);
    bool verifies(const Place &place) const;

private:
    void writeUnsigned(Writer &writer) const;
    void writeToBeSigned(Writer &writer, const Place &place) const;
};

// A leaf of this device without source, lifetime, keys for encryption and signature.
LeafNode makeLeaf(const LeafConfig &config, const crypto::PublicKey &signature_key);

// The leaf as callers see it. An unusual signature key is shown as zero.
Member toMember(LeafIndex leaf, const LeafNode &node);

} // namespace chat121::mls

template <>
struct chat121::EnumRange<chat121::mls::LeafNodeSource> {
    static constexpr auto min = chat121::mls::LeafNodeSource::KeyPackage;
    static constexpr auto max = chat121::mls::LeafNodeSource::Commit;
};
