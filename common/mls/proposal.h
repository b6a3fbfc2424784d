// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Proposals and commits as they travel: RFC 9420, Sections 7.6, 8.4, 12.1 and 12.4.
//
// Plain values; any thread. A proposal of a type that the RFC does not define has no length, so it
// cannot be told from what follows it: decoding fails with Unsupported.
#pragma once

#include "common/mls/key_package.h"
#include "common/mls/suite.h"

#include <variant>

namespace chat121::mls {

enum class PskType : quint8 { External = 1, Resumption = 2 };
enum class ResumptionUsage : quint8 { Application = 1, ReInit = 2, Branch = 3 };

//     struct {
//         PSKType psktype;
//         select (PreSharedKeyID.psktype) {
//             case external:
//                 opaque psk_id<V>;
//             case resumption:
//                 ResumptionPSKUsage usage;
//                 opaque psk_group_id<V>;
//                 uint64 psk_epoch;
//         };
//         opaque psk_nonce<V>;
//     } PreSharedKeyID;
struct PreSharedKeyId {
    PskType type = PskType::External;
    Data psk_id;
    ResumptionUsage usage = ResumptionUsage::Application;
    Data psk_group_id;
    quint64 psk_epoch = 0;
    Data psk_nonce;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const PreSharedKeyId &) const = default;
};

struct AddProposal {
    KeyPackage key_package;
    auto fields() { return std::tie(key_package); }
    bool operator==(const AddProposal &) const = default;
};

struct UpdateProposal {
    LeafNode leaf_node;
    auto fields() { return std::tie(leaf_node); }
    bool operator==(const UpdateProposal &) const = default;
};

struct RemoveProposal {
    LeafIndex removed;
    auto fields() { return std::tie(removed); }
    bool operator==(const RemoveProposal &) const = default;
};

struct PskProposal {
    PreSharedKeyId psk;
    auto fields() { return std::tie(psk); }
    bool operator==(const PskProposal &) const = default;
};

struct ReInitProposal {
    Data group_id;
    quint16 version = kVersionMls10;
    quint16 cipher_suite = kSuite3;
    ExtensionList extensions;
    auto fields() { return std::tie(group_id, version, cipher_suite, extensions); }
    bool operator==(const ReInitProposal &) const = default;
};

struct ExternalInitProposal {
    Data kem_output;
    auto fields() { return std::tie(kem_output); }
    bool operator==(const ExternalInitProposal &) const = default;
};

struct ContextExtensionsProposal {
    ExtensionList extensions;
    auto fields() { return std::tie(extensions); }
    bool operator==(const ContextExtensionsProposal &) const = default;
};

// RFC 9420, Section 17.4; the order is that of the variant in Proposal.
enum class ProposalType : quint16 {
    Add = 1,
    Update = 2,
    Remove = 3,
    Psk = 4,
    ReInit = 5,
    ExternalInit = 6,
    ContextExtensions = 7,
};

//     struct {
//         ProposalType proposal_type;
//         select (Proposal.proposal_type) { ... };
//     } Proposal;
struct Proposal {
    std::variant<AddProposal, UpdateProposal, RemoveProposal, PskProposal, ReInitProposal,
                 ExternalInitProposal, ContextExtensionsProposal>
        body;

    ProposalType type() const { return static_cast<ProposalType>(body.index() + 1); }

    template <typename T>
    const T *as() const
    {
        return std::get_if<T>(&body);
    }

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const Proposal &) const = default;
};

//     struct {
//         ProposalOrRefType type;
//         select (ProposalOrRef.type) {
//             case proposal:  Proposal proposal;
//             case reference: ProposalRef reference;
//         };
//     } ProposalOrRef;
struct ProposalOrRef {
    std::variant<Proposal, Data> value;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const ProposalOrRef &) const = default;
};

//     struct {
//         HPKEPublicKey encryption_key;
//         HPKECiphertext encrypted_path_secret<V>;
//     } UpdatePathNode;
struct UpdatePathNode {
    Data encryption_key;
    List<HpkeCiphertext, limits::kGroupMembersMax> encrypted_path_secret;

    auto fields() { return std::tie(encryption_key, encrypted_path_secret); }
    bool operator==(const UpdatePathNode &) const = default;
};

//     struct {
//         LeafNode leaf_node;
//         UpdatePathNode nodes<V>;
//     } UpdatePath;
struct UpdatePath {
    LeafNode leaf_node;
    List<UpdatePathNode, limits::kMlsPathNodesMax> nodes;

    auto fields() { return std::tie(leaf_node, nodes); }
    bool operator==(const UpdatePath &) const = default;
};

//     struct {
//         ProposalOrRef proposals<V>;
//         optional<UpdatePath> path;
//     } Commit;
struct Commit {
    List<ProposalOrRef, limits::kMlsProposalsMax> proposals;
    std::optional<UpdatePath> path;

    auto fields() { return std::tie(proposals, path); }
    bool operator==(const Commit &) const = default;
};

} // namespace chat121::mls

template <>
struct chat121::EnumRange<chat121::mls::PskType> {
    static constexpr auto min = chat121::mls::PskType::External;
    static constexpr auto max = chat121::mls::PskType::Resumption;
};
template <>
struct chat121::EnumRange<chat121::mls::ResumptionUsage> {
    static constexpr auto min = chat121::mls::ResumptionUsage::Application;
    static constexpr auto max = chat121::mls::ResumptionUsage::Branch;
};
