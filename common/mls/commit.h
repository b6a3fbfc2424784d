// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Making and reading commits: RFC 9420, Section 12.4. The Group is the only user.
#pragma once

#include "common/mls/group.h"
#include "common/mls/group_state.h"

namespace chat121::mls {

// Section 12.4.1. Of `state` it changes only the handshake ratchet, and only when it succeeds.
struct CommitBuilder {
    static Result<PendingCommit> build(const Party &party, GroupState &state, const CommitRequest &request);
    static QByteArray save(const PendingCommit &pending);
    static Result<PendingCommit> restore(QByteArrayView bytes);

private:
    static Result<void> finish(const Party &party, const GroupState &state, const AppliedProposals &applied,
                               const NewPath *path, AuthenticatedContent &content, PendingCommit &pending);
};

// Section 12.4.2. REQUIRES: the signature of `message`, and its membership tag if it has one, have
// been verified; its group and epoch are those of `state`.
struct CommitReader {
    static Result<StagedCommit> read(const Party &party, const GroupState &state,
                                     const AuthenticatedContent &message);
};

// Section 12.4.3.1.
Result<std::unique_ptr<GroupState>> joinByWelcome(const Party &party, const Welcome &welcome,
                                                  const KeyPackageBundle &bundle,
                                                  const std::optional<QByteArray> &ratchet_tree);

// Section 12.4.3.2.
struct ExternalJoinState {
    std::unique_ptr<GroupState> state;
    QByteArray commit;
};
Result<ExternalJoinState> joinByExternalCommit(const Party &party, const GroupInfo &info,
                                               const LeafConfig &own, std::optional<LeafIndex> replaces);

// The tree of a GroupInfo, verified with its signature. `beside` is used when it brings none.
Result<RatchetTree> verifiedTree(const GroupInfo &info, const std::optional<QByteArray> &beside);

} // namespace chat121::mls
