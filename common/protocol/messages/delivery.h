// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The delivery service of MLS: key packages, commits with their Welcomes, group infos; whom the server delivers
// to; and what happens when a member cannot follow.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

struct KeyPackageUpload {
    Hash reference{};
    UnixTime expires_at{};
    bool is_last_resort = false;
    PackageBytes package{};
    auto fields() { return std::tie(reference, expires_at, is_last_resort, package); }
};

// Answer: KeyPackagesPublished. A last-resort package replaces the older one.
struct PublishKeyPackages {
    static constexpr auto kType = MessageType::PublishKeyPackages;
    RequestId request{};
    List<KeyPackageUpload, bounds::kKeyPackagesPerUpload> packages{};
    auto fields() { return std::tie(request, packages); }
};

// Also unasked, when a package was handed out: how many one-time ones are left, and whether it was the
// last-resort one, which its owner then replaces.
struct KeyPackagesPublished {
    static constexpr auto kType = MessageType::KeyPackagesPublished;
    RequestId request{};
    quint32 available = 0;
    bool is_last_resort_used = false;
    auto fields() { return std::tie(request, available, is_last_resort_used); }
};

// One key package of each device of `account`, each handed out once; the asking device is left out.
// Staff may ask for staff; within a conversation that they share, members for each other.
struct FetchKeyPackages {
    static constexpr auto kType = MessageType::FetchKeyPackages;
    RequestId request{};
    AccountId account{};
    auto fields() { return std::tie(request, account); }
};

struct DeviceKeyPackage {
    DeviceId device{};
    PackageBytes package{};
    auto fields() { return std::tie(device, package); }
};

struct KeyPackages {
    static constexpr auto kType = MessageType::KeyPackages;
    RequestId request{};
    AccountId account{};
    List<DeviceKeyPackage, bounds::kWelcomesPerCommit> packages{};
    auto fields() { return std::tie(request, account, packages); }
};

struct WelcomeFor {
    DeviceId device{};
    CommitBytes welcome{}; // an MLSMessage(Welcome); goes to the inbox log of `device`
    auto fields() { return std::tie(device, welcome); }
};

struct DeviceOf {
    DeviceId device{};
    AccountId account{};
    auto fields() { return std::tie(device, account); }
};

// A commit of the group of (log, generation), sent in `epoch`; it makes epoch + 1. The first commit
// of a generation has epoch 0. The routing change (added, removed) is applied in the same
// transaction, within the sender's rights. An external commit adds the sender itself.
// A team group's commit brings the department's newest inbox key.
// Answer: Stored, or CommitConflict.
struct Commit {
    static constexpr auto kType = MessageType::Commit;
    RequestId request{};
    LogId log{};
    quint32 generation = 0;
    quint64 epoch = 0;
    bool is_external = false;
    CommitBytes commit{};
    GroupBytes group_info{}; // of the epoch that the commit makes
    List<WelcomeFor, bounds::kWelcomesPerCommit> welcomes{};
    List<DeviceOf, bounds::kWelcomesPerCommit> added{};
    List<DeviceOf, bounds::kWelcomesPerCommit> removed{};
    Chain department_key{}; // of a team: encode(identity::PublishedDepartmentKey); else empty
    auto fields()
    {
        return std::tie(request, log, generation, epoch, is_external, commit, group_info, welcomes, added,
                        removed, department_key);
    }
};

// Somebody else's commit closed the epoch: the current state, so that the loser can catch up.
struct CommitConflict {
    static constexpr auto kType = MessageType::CommitConflict;
    RequestId request{};
    LogId log{};
    quint32 generation = 0; // the log's current one
    quint64 epoch = 0;      // the log's current one
    auto fields() { return std::tie(request, log, generation, epoch); }
};

// For an external commit. Answer: GroupInfo, or Refused(NotFound) when the log has no group yet.
struct FetchGroupInfo {
    static constexpr auto kType = MessageType::FetchGroupInfo;
    RequestId request{};
    LogId log{};
    auto fields() { return std::tie(request, log); }
};

struct GroupInfo {
    static constexpr auto kType = MessageType::GroupInfo;
    RequestId request{};
    LogId log{};
    quint32 generation = 0;
    quint64 epoch = 0;
    GroupBytes group_info{};
    auto fields() { return std::tie(request, log, generation, epoch, group_info); }
};

// Whom does the server deliver this log to? For a device that it delivers to; any other hears that there is no
// such log. Answer: Members.
struct FetchMembers {
    static constexpr auto kType = MessageType::FetchMembers;
    RequestId request{};
    LogId log{};
    auto fields() { return std::tie(request, log); }
};

// As it was in this epoch. Members compare it with the leaves of their group in the same epoch.
struct Members {
    static constexpr auto kType = MessageType::Members;
    RequestId request{};
    LogId log{};
    quint32 generation = 0;
    quint64 epoch = 0;
    List<DeviceOf, bounds::kGroupMembersMax> devices{};
    auto fields() { return std::tie(request, log, generation, epoch, devices); }
};

// Staff: what a commit has said in clear is put right, in the epoch that the log is in and within the rights of
// a commit. A device that had the log before gets what it has missed; what is right already is left as it is.
// A device that is not delivered to may name itself alone, where it could come in from outside, or is of the
// account that has taken the conversation. Answer: Done; Refused(EpochClosed) when another commit came meanwhile.
struct Reroute {
    static constexpr auto kType = MessageType::Reroute;
    RequestId request{};
    LogId log{};
    quint32 generation = 0;
    quint64 epoch = 0;
    List<DeviceOf, bounds::kWelcomesPerCommit> added{};
    List<DeviceOf, bounds::kWelcomesPerCommit> removed{};
    auto fields() { return std::tie(request, log, generation, epoch, added, removed); }
};

// This device cannot merge the commit that closed `epoch`, or is a customer's whose account has none in the
// group any more: the conversation goes back to the head of its queue, for the next generation of its group.
// Answer: Done, also when it is over already.
struct CannotFollow {
    static constexpr auto kType = MessageType::CannotFollow;
    RequestId request{};
    ConversationId conversation{};
    quint32 generation = 0;
    quint64 epoch = 0; // the one that this device is left in
    auto fields() { return std::tie(request, conversation, generation, epoch); }
};

// To who had taken it: a member could not follow, it is back in the queue, and may be taken again at once.
struct StartAnew {
    static constexpr auto kType = MessageType::StartAnew;
    ConversationId conversation{};
    auto fields() { return std::tie(conversation); }
};

// To staff of its department: the team's group has another epoch, or began anew. A hint for who is not in it.
struct TeamChanged {
    static constexpr auto kType = MessageType::TeamChanged;
    LogId team{};
    auto fields() { return std::tie(team); }
};

} // namespace chat121::protocol
