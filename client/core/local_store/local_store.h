// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What this device knows, on disk: one SQLite file in the profile's directory, every row sealed.
//
//     auto opened = LocalStore::open(directory, key, random, clock);
//     auto transaction = store.begin();
//     store.messages().put(...); store.groups().save(...); store.logs().save(...);
//     transaction->commit();            // on disk (fsync) when this returns success
//
// Ownership: the store owns its connection and its tables; the tables are named by reference.
// Threads: the one that opened it. The file is locked for the process: a second one gets Busy.
//
// Errors of everything here:
//   Busy         another process has this profile open
//   Unsupported  made by a newer version of this program
//   Malformed    the file is damaged (structure)
//   Crypto       a row does not open: damaged, swapped, or the key belongs to another store
//   TooLarge     the disk is full; nothing changed, and trying again works when there is space
//   Forbidden    read-only
//   NotFound     no such row
//   Storage      anything else that the disk said
#pragma once

#include "client/core/local_store/item_table.h"
#include "client/core/local_store/log_table.h"
#include "client/core/local_store/message_table.h"
#include "client/core/local_store/outbox_table.h"
#include "client/core/local_store/profile_table.h"
#include "client/core/local_store/records.h"
#include "client/core/local_store/request_table.h"
#include "client/core/local_store/search_table.h"
#include "client/core/local_store/transaction.h"
#include "client/core/local_store/unarchived_table.h"
#include "common/crypto/secret.h"

#include <functional>
#include <memory>

namespace chat121 {

class Database;

class LocalStore {
public:
    // Makes the directory (0700) and the file (0600) when they are absent.
    static Result<std::unique_ptr<LocalStore>> open(const QString &directory, const crypto::Secret32 &key,
                                                    RandomSource &random);
    ~LocalStore();
    LocalStore(const LocalStore &) = delete;
    LocalStore &operator=(const LocalStore &) = delete;

    // Whether a store (of any state) is in this directory.
    static bool existsIn(const QString &directory);

    // Overwrites and removes the store's files. The vault is erased by itself: KeyVault::erase.
    static Result<void> erase(const QString &directory);

    // Everything until commit() is one transaction; leaving the scope without it undoes everything.
    // A begin() inside of another joins it: the outermost decides.
    Result<Transaction> begin();
    // For what lives in memory beside it: the outermost transaction has begun, or is undone.
    void whenBegun(const std::function<void()> &call);
    void whenUndone(const std::function<void()> &call);
    void whenCommitted(const std::function<void()> &call);

    // What was replaced or deleted stays, sealed, in the write-ahead log until this is called: writes the
    // log back and empties it. Nothing to do when nothing was written since. REQUIRES: no transaction
    Result<void> dropOldCopies();

    ProfileTable &profile();
    LogTable &logs();
    MessageTable &messages();
    UnarchivedTable &unarchived();
    OutboxTable &outbox();
    RequestTable &requests();
    SearchTable &search();
    ItemTable<ConversationRecord> &conversations();
    ItemTable<GroupEpochRecord> &groupEpochs();
    ItemTable<GroupRatchetsRecord> &groupRatchets();
    ItemTable<PendingCommitRecord> &pendingCommits();
    ItemTable<KeyPackageRecord> &keyPackages();
    ItemTable<DepartmentKeyRecord> &departmentKeys();
    ItemTable<PreviewRecord> &previews();
    ItemTable<DraftRecord> &drafts();
    ItemTable<PersonRecord> &people();
    ItemTable<ContactRecord> &contacts();
    ItemTable<TrustRecord> &trust();
    ItemTable<NoteDraftRecord> &noteDrafts();
    ItemTable<StaffNoteRecord> &staffNotes();
    ItemTable<LockedEntryRecord> &lockedEntries();
    ItemTable<CannedReplyRecord> &cannedReplies();
    ItemTable<ReplyUseRecord> &replyUses();
    ItemTable<WaitingChangeRecord> &waitingChanges();
    ItemTable<WrapUpRecord> &wrapUps();
    ItemTable<IntakeRecord> &intakes();
    ItemTable<LaterRecord> &later();
    ItemTable<RatingRecord> &ratings();
    ItemTable<SnoozeRecord> &snoozes();
    ItemTable<NoteRecord> &notes(); // small values of the engine, by name

    // For tests of a full disk: the file may not grow beyond this. 0: no bound.
    Result<void> limitPages(int pages);

private:
    struct Parts;
    explicit LocalStore(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace chat121
