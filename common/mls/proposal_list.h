// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The proposals of one commit: whether they may stand together, and what they do to the tree.
// RFC 9420, Sections 12.1 to 12.3. Pure functions; any thread.
#pragma once

#include "common/mls/framing.h"
#include "common/mls/ratchet_tree.h"

namespace chat121::mls {

struct ProposalItem {
    Proposal proposal;
    Sender sender;        // for a proposal by value: the committer
    QByteArray reference; // empty: by value

    bool byReference() const { return !reference.isEmpty(); }
};

using ProposalItems = QList<ProposalItem>;

// Applies an Add, Update or Remove; others leave the tree as it is. The place of an Add.
std::optional<LeafIndex> applyToTree(RatchetTree &tree, const Proposal &proposal, LeafIndex sender);

// Section 12.1: one proposal alone, against the tree as it is now.
Result<void> validateProposal(const ProposalItem &item, const RatchetTree &tree, const QByteArray &group_id);

// Section 12.2: the list of a commit by a member, or by a joiner (external commit).
Result<void> validateProposals(const ProposalItems &items, const Sender &committer);

// Section 12.4: whether a commit of these proposals must have a path.
bool needPath(const ProposalItems &items);

// What Section 12.3 leaves behind.
struct AppliedProposals {
    RatchetTree tree;
    ExtensionList extensions;
    QList<LeafIndex> added;
    QList<KeyPackage> packages; // of the added, in the same order
    QList<LeafIndex> updated;
    QList<Member> removed;
    QList<PreSharedKeyId> psks;
    std::optional<QByteArray> kem_output; // of an external commit
    bool changes_extensions = false;
};
// REQUIRES: both validations have succeeded
AppliedProposals applyProposals(const ProposalItems &items, const RatchetTree &tree,
                                const ExtensionList &extensions);

} // namespace chat121::mls
