// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What this device knows of its account's archive: the words, the keys, and how far it has read and
// written. One sealed note of the local store, saved in the transaction of what it speaks about.
// Threads: engine. A value that wipes its keys.
#pragma once

#include "client/core/archive/keyring.h"
#include "client/core/local_store/local_store.h"

namespace chat121::engine {

// Entries of one device, as far as they were read; see content::ArchiveEntry::stored_before.
struct WriterCount {
    DeviceId writer{};
    quint64 claimed = 0; // the most that one of them says lies below it
    quint64 newest = 0;  // entries that say so
    quint64 below = 0;   // the others: at least as many as claimed, if the server has left none out
    auto fields() { return std::tie(writer, claimed, newest, below); }
};

struct ArchiveState {
    quint64 version = 0; // of the keys
    crypto::RecoverySecret words;
    archive::Keyring keyring;
    List<archive::WordsMark, limits::kFormerWordsKept> former{};
    bool is_noted = false; // the person says that the words are written down
    LogId log{};
    quint64 incarnation = 0;

    // Writing.
    DeviceId writer{};
    quint64 stored = 0; // entries of this device that the server took

    // Reading: what came later up to `top`; what was there, from `start` down to `low`, newest first.
    Sequence top{};
    Sequence start{};
    Sequence low{}; // 0: all of it
    Sequence at{};  // in the window below `low`: read up to here
    List<WriterCount, 1024> writers{};
    quint32 damaged = 0; // entries that did not open
    quint32 missing = 0; // sequences that the server left out
    quint64 erased = 0;  // entries that own devices say they have erased
    quint64 emptied = 0; // entries that are empty

    auto fields()
    {
        return std::tie(version, words, keyring, former, is_noted, log, incarnation, writer, stored, top,
                        start, low, at, writers, damaged, missing, erased, emptied);
    }

    bool isReading() const { return low.isValid(); }
    ArchiveState clone() const;
};

inline constexpr QLatin1StringView kArchiveNote("archive");
inline constexpr QLatin1StringView kArchiveWordsNote("archive words"); // the 16 bytes; see WayIn::comeBack
inline constexpr QLatin1StringView kArchivePendingNote("archive pending");   // sent, and not answered yet
inline constexpr QLatin1StringView kArchiveDeclinedNote("archive declined"); // nobody asks again

// What was archived about a conversation, by this device or another: the entries that would have to go
// with it. Empty: nothing of the conversation is in the archive, as far as is known here.
Result<QList<FixedBytes<16>>> archivedFacts(LocalStore &store, ConversationId conversation);
Result<void> addArchivedFacts(LocalStore &store, ConversationId conversation, const FixedBytes<16> &entry);

// How far the archive says that the person has read a conversation.
struct ArchivedRead {
    FixedBytes<16> entry{};
    Sequence up_to{};
    auto fields() { return std::tie(entry, up_to); }
};
using ArchivedReads = List<ArchivedRead, limits::kArchiveReadStatesKept>;
Result<ArchivedReads> archivedReads(LocalStore &store, ConversationId conversation);
Result<Sequence> archivedReadUpTo(LocalStore &store, ConversationId conversation); // by the furthest of them
// Gives what is outdated, once there is a pile of it: entries that are to be emptied.
Result<QList<FixedBytes<16>>> addArchivedRead(LocalStore &store, ConversationId conversation,
                                              const ArchivedRead &read);
Result<void> forgetArchivedReads(LocalStore &store, ConversationId conversation);

// Facts and read states.
Result<QList<FixedBytes<16>>> archivedAbout(LocalStore &store, ConversationId conversation);
Result<void> forgetArchivedAbout(LocalStore &store, ConversationId conversation);

Result<std::optional<ArchiveState>> loadArchiveState(LocalStore &store, QLatin1StringView note);
Result<void> saveArchiveState(LocalStore &store, QLatin1StringView note, const ArchiveState &state);

} // namespace chat121::engine
