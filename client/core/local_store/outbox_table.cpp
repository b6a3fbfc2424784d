// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/outbox_table.h"

#include "client/core/local_store/database.h"
#include "client/core/local_store/item_table.h"
#include "common/crypto/secret.h"

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kOutbox = "outbox";

QByteArray placeOf(quint64 order, qint64 conversation, quint64 request)
{
    Writer writer;
    writer.raw(kOutbox);
    writer.u64(order);
    writer.u64(static_cast<quint64>(conversation));
    writer.u64(request);
    return writer.take();
}

QByteArray sealEntry(Database &database, const OutboxEntry &entry, qint64 conversation)
{
    QByteArray content = encode(entry);
    QByteArray sealed = database.seal(placeOf(entry.order, conversation, entry.request.value), content);
    crypto::wipe(content);
    return sealed;
}

Result<OutboxEntry> unsealEntry(const Database &database, const QSqlQuery &query)
{
    const quint64 order = query.value(0).toULongLong();
    const QByteArray place = placeOf(order, query.value(1).toLongLong(), query.value(2).toULongLong());
    TRY_ASSIGN(QByteArray content, database.unseal(place, query.value(3).toByteArray()));
    auto entry = decode<OutboxEntry>(content);
    crypto::wipe(content);
    if (entry) entry->order = order;
    return entry;
}

Result<QList<OutboxEntry>> unsealEntries(const Database &database, QSqlQuery query)
{
    QList<OutboxEntry> entries;
    while (query.next()) {
        TRY_ASSIGN(OutboxEntry entry, unsealEntry(database, query));
        entries.append(std::move(entry));
    }
    return entries;
}

std::optional<OutboxEntry> firstOf(QList<OutboxEntry> entries)
{
    if (entries.isEmpty()) return std::nullopt;
    return entries.takeFirst();
}

} // namespace

Result<quint64> OutboxTable::put(const OutboxEntry &entry)
{
    TRY_ASSIGN(Transaction transaction, m_database.begin());
    TRY_ASSIGN(const int waiting, count());
    if (waiting >= limits::kOutboxMessagesMax) return Error{Code::Busy, u"the outbox is full"_s};
    RawItems items(m_database);
    TRY_ASSIGN(const quint64 last, items.counter(kOutbox));
    OutboxEntry numbered = entry;
    numbered.order = last + 1;
    TRY(items.saveCounter(kOutbox, numbered.order));
    const qint64 conversation = m_database.tag(kOutbox, entry.conversation.value);
    TRY(m_database.run(
        u"INSERT INTO outbox (entry, conversation, request, sealed) VALUES (?, ?, ?, ?)"_s,
        {numbered.order, conversation, entry.request.value, sealEntry(m_database, numbered, conversation)}));
    TRY(transaction.commit());
    return numbered.order;
}

Result<void> OutboxTable::update(const OutboxEntry &entry)
{
    const qint64 conversation = m_database.tag(kOutbox, entry.conversation.value);
    TRY_ASSIGN(
        const int rows,
        m_database.changed(
            u"UPDATE outbox SET conversation = ?, request = ?, sealed = ? WHERE entry = ?"_s,
            {conversation, entry.request.value, sealEntry(m_database, entry, conversation), entry.order}));
    if (rows == 0) return Error{Code::NotFound, u"no such entry in the outbox"_s};
    return success();
}

Result<void> OutboxTable::remove(quint64 order)
{
    TRY(m_database.run(u"DELETE FROM outbox WHERE entry = ?"_s, {order}));
    return success();
}

Result<std::optional<OutboxEntry>> OutboxTable::find(quint64 order) const
{
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(u"SELECT entry, conversation, request, sealed FROM outbox WHERE entry = ?"_s,
                              {order}));
    TRY_ASSIGN(QList<OutboxEntry> entries, unsealEntries(m_database, std::move(query)));
    return firstOf(std::move(entries));
}

Result<std::optional<OutboxEntry>> OutboxTable::findRequest(RequestId request) const
{
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(u"SELECT entry, conversation, request, sealed FROM outbox WHERE request = ?"_s,
                              {request.value}));
    TRY_ASSIGN(QList<OutboxEntry> entries, unsealEntries(m_database, std::move(query)));
    return firstOf(std::move(entries));
}

Result<QList<OutboxEntry>> OutboxTable::all() const
{
    TRY_ASSIGN(
        QSqlQuery query,
        m_database.run(u"SELECT entry, conversation, request, sealed FROM outbox ORDER BY entry"_s, {}));
    return unsealEntries(m_database, std::move(query));
}

Result<QList<OutboxEntry>> OutboxTable::allOf(ConversationId conversation) const
{
    TRY_ASSIGN(QSqlQuery query, m_database.run(u"SELECT entry, conversation, request, sealed FROM outbox "
                                               "WHERE conversation = ? ORDER BY entry"_s,
                                               {m_database.tag(kOutbox, conversation.value)}));
    return unsealEntries(m_database, std::move(query));
}

Result<int> OutboxTable::count() const
{
    TRY_ASSIGN(const std::optional<qint64> rows, m_database.number(u"SELECT count(*) FROM outbox"_s, {}));
    return static_cast<int>(rows.value_or(0));
}

} // namespace chat121
