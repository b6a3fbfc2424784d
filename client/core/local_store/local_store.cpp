// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/local_store.h"

#include "client/core/local_store/database.h"
#include "client/core/local_store/migrator.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

QString storePath(const QString &directory)
{
    return QDir(directory).filePath(u"store.sqlite"_s);
}

Result<void> prepareDirectory(const QString &directory)
{
    constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkpath(directory)) return Error{Code::Forbidden, u"the profile's directory cannot be made"_s};
    if (QFile::permissions(directory) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                         QFile::ReadOther | QFile::WriteOther | QFile::ExeOther))
        QFile::setPermissions(directory, kOwnerOnly);
    return success();
}

// Before SQLite makes it with the permissions of the umask, or finds out by a lock that fails that it
// may not write. Nothing is opened that exists: closing it would end the locks of this process on it.
Result<void> prepareFile(const QString &path)
{
    const QFileInfo info(path);
    if (info.exists() && !(info.isReadable() && info.isWritable()))
        return Error{Code::Forbidden, u"the store's file cannot be read and written"_s};
    if (info.exists()) return success();
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return Error{Code::Forbidden, u"the store's file cannot be made"_s};
    if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return Error{Code::Forbidden, u"the store's file cannot be protected"_s};
    return success();
}

// Fails with Crypto when the store was sealed under another key.
Result<void> checkKey(Database &database)
{
    constexpr QByteArrayView kCheck = "chat121 store";
    RawItems items(database);
    TRY_ASSIGN(
        const std::optional<qint64> rows,
        database.number(u"SELECT count(*) FROM item WHERE kind = ?"_s, {static_cast<int>(ItemKind::Check)}));
    if (rows.value_or(0) == 0) return items.save(ItemKind::Check, kCheck, 0, kCheck);
    TRY_ASSIGN(const std::optional<QByteArray> check, items.find(ItemKind::Check, kCheck));
    if (check != kCheck.toByteArray()) return Error{Code::Crypto, u"another key made this store"_s};
    return success();
}

// The full check also compares every index with its table: 0.15 s for 100,000 messages, which is too
// long at each start of a large store. There the quick one has to do; what it does not see are index
// entries that point nowhere. In a very large one (a million messages: 0.5 s) it looks at the tables that
// hold keys and what is to be sent; damage among the messages shows when they are read.
QStringList checksFor(qint64 bytes)
{
    constexpr qint64 kFullCheckBytes = 8 * 1024 * 1024;
    if (bytes <= kFullCheckBytes) return {u"PRAGMA integrity_check(1)"_s};
    if (bytes <= limits::kQuickCheckBytesMax) return {u"PRAGMA quick_check(1)"_s};
    return {u"PRAGMA quick_check('item')"_s, u"PRAGMA quick_check('outbox')"_s};
}

Result<void> checkStructure(Database &database, const QString &path)
{
    for (const QString &check : checksFor(QFileInfo(path).size())) {
        TRY_ASSIGN(QSqlQuery query, database.run(check, {}));
        if (!query.next() || query.value(0).toString() != "ok"_L1)
            return Error{Code::Malformed, u"the store's structure is damaged"_s};
    }
    return success();
}

Result<void> eraseFile(const QString &path)
{
    QFile file(path);
    if (!file.exists()) return success();
    if (file.open(QIODevice::ReadWrite)) {
        const QByteArray zeros(64 * 1024, '\0');
        for (qint64 left = file.size(); left > 0; left -= zeros.size())
            file.write(zeros.constData(), qMin<qint64>(left, zeros.size()));
        file.close();
    }
    if (!file.remove()) return Error{Code::Forbidden, u"a file of the store cannot be removed"_s};
    return success();
}

} // namespace

struct LocalStore::Parts {
    explicit Parts(std::unique_ptr<Database> opened)
        : database(std::move(opened))
    {
    }

    std::unique_ptr<Database> database;
    ProfileTable profile{*database};
    LogTable logs{*database};
    MessageTable messages{*database};
    UnarchivedTable unarchived{*database};
    OutboxTable outbox{*database};
    RequestTable requests{*database};
    SearchTable search{*database};
    ItemTable<ConversationRecord> conversations{*database};
    ItemTable<GroupEpochRecord> group_epochs{*database};
    ItemTable<GroupRatchetsRecord> group_ratchets{*database};
    ItemTable<PendingCommitRecord> pending_commits{*database};
    ItemTable<KeyPackageRecord> key_packages{*database};
    ItemTable<DepartmentKeyRecord> department_keys{*database};
    ItemTable<PreviewRecord> previews{*database};
    ItemTable<DraftRecord> drafts{*database};
    ItemTable<PersonRecord> people{*database};
    ItemTable<ContactRecord> contacts{*database};
    ItemTable<TrustRecord> trust{*database};
    ItemTable<NoteDraftRecord> note_drafts{*database};
    ItemTable<StaffNoteRecord> staff_notes{*database};
    ItemTable<LockedEntryRecord> locked_entries{*database};
    ItemTable<CannedReplyRecord> canned_replies{*database};
    ItemTable<ReplyUseRecord> reply_uses{*database};
    ItemTable<WaitingChangeRecord> waiting_changes{*database};
    ItemTable<WrapUpRecord> wrap_ups{*database};
    ItemTable<IntakeRecord> intakes{*database};
    ItemTable<LaterRecord> later{*database};
    ItemTable<RatingRecord> ratings{*database};
    ItemTable<SnoozeRecord> snoozes{*database};
    ItemTable<NoteRecord> notes{*database};
};

LocalStore::LocalStore(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
    m_parts->database->whenUndone([requests = &m_parts->requests] { requests->forgetReserved(); });
}

LocalStore::~LocalStore() = default;

Result<std::unique_ptr<LocalStore>> LocalStore::open(const QString &directory, const crypto::Secret32 &key,
                                                     RandomSource &random)
{
    TRY(prepareDirectory(directory));
    TRY(prepareFile(storePath(directory)));
    TRY_ASSIGN(std::unique_ptr<Database> database, Database::open(storePath(directory), key, random));
    TRY(migrate(*database));
    TRY(checkStructure(*database, storePath(directory)));
    TRY(checkKey(*database));
    return std::unique_ptr<LocalStore>(new LocalStore(std::make_unique<Parts>(std::move(database))));
}

bool LocalStore::existsIn(const QString &directory)
{
    return QFile::exists(storePath(directory));
}

Result<void> LocalStore::erase(const QString &directory)
{
    const QString path = storePath(directory);
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u"-journal"_s, u""_s})
        TRY(eraseFile(path + suffix));
    return success();
}

Result<Transaction> LocalStore::begin()
{
    return m_parts->database->begin();
}

void LocalStore::whenBegun(const std::function<void()> &call)
{
    m_parts->database->whenBegun(call);
}

void LocalStore::whenUndone(const std::function<void()> &call)
{
    m_parts->database->whenUndone(call);
}

void LocalStore::whenCommitted(const std::function<void()> &call)
{
    m_parts->database->whenCommitted(call);
}

Result<void> LocalStore::limitPages(int pages)
{
    constexpr int kNoBound = 1'073'741'823; // https://www.sqlite.org/limits.html
    const QString sql = u"PRAGMA max_page_count = %1"_s.arg(pages > 0 ? pages : kNoBound);
    TRY(m_parts->database->run(sql, {}));
    return success();
}

Result<void> LocalStore::dropOldCopies()
{
    return m_parts->database->emptyLog();
}

ProfileTable &LocalStore::profile()
{
    return m_parts->profile;
}
LogTable &LocalStore::logs()
{
    return m_parts->logs;
}
MessageTable &LocalStore::messages()
{
    return m_parts->messages;
}
UnarchivedTable &LocalStore::unarchived()
{
    return m_parts->unarchived;
}
OutboxTable &LocalStore::outbox()
{
    return m_parts->outbox;
}
RequestTable &LocalStore::requests()
{
    return m_parts->requests;
}
SearchTable &LocalStore::search()
{
    return m_parts->search;
}
ItemTable<ConversationRecord> &LocalStore::conversations()
{
    return m_parts->conversations;
}
ItemTable<GroupEpochRecord> &LocalStore::groupEpochs()
{
    return m_parts->group_epochs;
}
ItemTable<GroupRatchetsRecord> &LocalStore::groupRatchets()
{
    return m_parts->group_ratchets;
}
ItemTable<PendingCommitRecord> &LocalStore::pendingCommits()
{
    return m_parts->pending_commits;
}
ItemTable<KeyPackageRecord> &LocalStore::keyPackages()
{
    return m_parts->key_packages;
}
ItemTable<DepartmentKeyRecord> &LocalStore::departmentKeys()
{
    return m_parts->department_keys;
}
ItemTable<PreviewRecord> &LocalStore::previews()
{
    return m_parts->previews;
}
ItemTable<DraftRecord> &LocalStore::drafts()
{
    return m_parts->drafts;
}
ItemTable<PersonRecord> &LocalStore::people()
{
    return m_parts->people;
}
ItemTable<ContactRecord> &LocalStore::contacts()
{
    return m_parts->contacts;
}
ItemTable<TrustRecord> &LocalStore::trust()
{
    return m_parts->trust;
}
ItemTable<NoteDraftRecord> &LocalStore::noteDrafts()
{
    return m_parts->note_drafts;
}
ItemTable<StaffNoteRecord> &LocalStore::staffNotes()
{
    return m_parts->staff_notes;
}
ItemTable<LockedEntryRecord> &LocalStore::lockedEntries()
{
    return m_parts->locked_entries;
}
ItemTable<CannedReplyRecord> &LocalStore::cannedReplies()
{
    return m_parts->canned_replies;
}
ItemTable<ReplyUseRecord> &LocalStore::replyUses()
{
    return m_parts->reply_uses;
}
ItemTable<WaitingChangeRecord> &LocalStore::waitingChanges()
{
    return m_parts->waiting_changes;
}
ItemTable<WrapUpRecord> &LocalStore::wrapUps()
{
    return m_parts->wrap_ups;
}
ItemTable<IntakeRecord> &LocalStore::intakes()
{
    return m_parts->intakes;
}
ItemTable<LaterRecord> &LocalStore::later()
{
    return m_parts->later;
}
ItemTable<RatingRecord> &LocalStore::ratings()
{
    return m_parts->ratings;
}
ItemTable<SnoozeRecord> &LocalStore::snoozes()
{
    return m_parts->snoozes;
}
ItemTable<NoteRecord> &LocalStore::notes()
{
    return m_parts->notes;
}

} // namespace chat121
