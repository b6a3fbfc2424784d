// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// GroupContext, GroupInfo, GroupSecrets and Welcome: RFC 9420, Sections 8.1, 12.4.3 and 12.4.3.1.
// Plain values; any thread.
#pragma once

#include "common/mls/proposal.h"

namespace chat121::mls {

//     struct {
//         ProtocolVersion version = mls10;
//         CipherSuite cipher_suite;
//         opaque group_id<V>;
//         uint64 epoch;
//         opaque tree_hash<V>;
//         opaque confirmed_transcript_hash<V>;
//         Extension extensions<V>;
//     } GroupContext;
struct GroupContext {
    quint16 version = kVersionMls10;
    quint16 cipher_suite = kSuite3;
    Data group_id;
    quint64 epoch = 0;
    Data tree_hash;
    Data confirmed_transcript_hash;
    ExtensionList extensions;

    auto fields()
    {
        return std::tie(version, cipher_suite, group_id, epoch, tree_hash, confirmed_transcript_hash,
                        extensions);
    }
    bool operator==(const GroupContext &) const = default;
};

//     struct {
//         GroupContext group_context;
//         Extension extensions<V>;
//         MAC confirmation_tag;
//         uint32 signer;
//         /* SignWithLabel(., "GroupInfoTBS", GroupInfoTBS) */
//         opaque signature<V>;
//     } GroupInfo;
struct GroupInfo {
    GroupContext group_context;
    ExtensionList extensions;
    Data confirmation_tag;
    LeafIndex signer;
    Data signature;

    auto fields() { return std::tie(group_context, extensions, confirmation_tag, signer, signature); }
    bool operator==(const GroupInfo &) const = default;

    void sign(const crypto::SigningKey &key);
    bool verifies(QByteArrayView public_key) const;

private:
    void writeToBeSigned(Writer &writer) const;
};

//     struct {
//         opaque joiner_secret<V>;
//         optional<PathSecret> path_secret;
//         PreSharedKeyID psks<V>;
//     } GroupSecrets;
struct GroupSecrets {
    Data joiner_secret;
    std::optional<Data> path_secret;
    List<PreSharedKeyId, limits::kMlsPskIdsMax> psks;

    auto fields() { return std::tie(joiner_secret, path_secret, psks); }
    bool operator==(const GroupSecrets &) const = default;
};

//     struct {
//         KeyPackageRef new_member;
//         HPKECiphertext encrypted_group_secrets;
//     } EncryptedGroupSecrets;
struct EncryptedGroupSecrets {
    Data new_member;
    HpkeCiphertext encrypted_group_secrets;

    auto fields() { return std::tie(new_member, encrypted_group_secrets); }
    bool operator==(const EncryptedGroupSecrets &) const = default;
};

//     struct {
//         CipherSuite cipher_suite;
//         EncryptedGroupSecrets secrets<V>;
//         opaque encrypted_group_info<V>;
//     } Welcome;
struct Welcome {
    quint16 cipher_suite = kSuite3;
    List<EncryptedGroupSecrets, limits::kGroupMembersMax> secrets;
    Data encrypted_group_info;

    auto fields() { return std::tie(cipher_suite, secrets, encrypted_group_info); }
    bool operator==(const Welcome &) const = default;
};

//     struct {
//         SignaturePublicKey signature_key;
//         Credential credential;
//     } ExternalSender;                  ExternalSender external_senders<V>; Section 12.1.8.1
struct ExternalSender {
    Data signature_key;
    Credential credential;

    auto fields() { return std::tie(signature_key, credential); }
};
using ExternalSenders = List<ExternalSender, limits::kMlsTypesMax>;

} // namespace chat121::mls
