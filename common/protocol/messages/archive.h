// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The archive: an account's own sealed history, and the keys that recovery words open.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// The archive of the asking account. Answer: Archive.
struct FetchArchive {
    static constexpr auto kType = MessageType::FetchArchive;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

// `version` 0: nobody has made recovery words, and there is no log. The log is read with Since.
struct Archive {
    static constexpr auto kType = MessageType::Archive;
    RequestId request{};
    quint64 version = 0; // of `keys`
    ArchiveKeys keys{};
    LogId log{};
    quint64 incarnation = 0;
    Sequence head{};
    Sequence floor{};
    auto fields() { return std::tie(request, version, keys, log, incarnation, head, floor); }
};

// Compare-and-swap: version `replaces` (0: none) becomes `replaces` + 1. `finder`: the SHA-256 of what
// the words give to find the keys without an account; zero: they are not to be found so.
// Answer: Archive, or Refused(Conflict) when the version is another one.
struct PutArchiveKeys {
    static constexpr auto kType = MessageType::PutArchiveKeys;
    RequestId request{};
    quint64 replaces = 0;
    ArchiveKeys keys{};
    Hash finder{};
    auto fields() { return std::tie(request, replaces, keys, finder); }
};

// One sealed entry. `id` names what is in it: of two entries with one id the first stays.
struct ArchiveItem {
    FixedBytes<16> id{};
    Sealed sealed{};
    auto fields() { return std::tie(id, sealed); }
};

// Appends what is not there yet to the asking account's archive. Answer: ArchiveAppended; sent again,
// it adds nothing.
struct AppendArchive {
    static constexpr auto kType = MessageType::AppendArchive;
    RequestId request{};
    List<ArchiveItem, bounds::kArchiveEntriesPerAppend> items{};
    auto fields() { return std::tie(request, items); }
};

struct ArchiveAppended {
    static constexpr auto kType = MessageType::ArchiveAppended;
    RequestId request{};
    Sequence head{};
    quint32 added = 0; // the others were there
    auto fields() { return std::tie(request, head, added); }
};

// Empties entries of the asking account's archive: what they were about is not to be archived any more.
// They do not come back. Ids that are not there are passed over. Answer: Done.
struct ForgetArchived {
    static constexpr auto kType = MessageType::ForgetArchived;
    RequestId request{};
    List<FixedBytes<16>, bounds::kArchiveEntriesPerAppend> ids{};
    auto fields() { return std::tie(request, ids); }
};

// Unasked, to the account's other devices: the archive has grown, or has newer keys.
struct ArchiveGrown {
    static constexpr auto kType = MessageType::ArchiveGrown;
    Sequence head{};
    quint64 version = 0;
    auto fields() { return std::tie(head, version); }
};

// Before log-in: the sealed keys that `identifier` finds, which only the words give.
// Answer: Recovery, or Refused(NoArchive).
struct FetchRecovery {
    static constexpr auto kType = MessageType::FetchRecovery;
    RequestId request{};
    FixedBytes<32> identifier{};
    auto fields() { return std::tie(request, identifier); }
};

struct Recovery {
    static constexpr auto kType = MessageType::Recovery;
    RequestId request{};
    AccountId account{};
    quint64 version = 0;
    ArchiveKeys keys{};
    Chain staff_chain{}; // staff: encode(identity::StaffChain); guests: empty
    auto fields() { return std::tie(request, account, version, keys, staff_chain); }
};

} // namespace chat121::protocol
