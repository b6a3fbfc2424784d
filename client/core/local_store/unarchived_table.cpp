// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/unarchived_table.h"

#include "client/core/local_store/database.h"

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kUnnumbered = 1ll << 62; // as in message_table.cpp

} // namespace

Result<QList<UnarchivedMessage>> UnarchivedTable::oldest(const QList<ConversationId> &known, qint64 after,
                                                         int count) const
{
    QHash<qint64, ConversationId> conversations;
    for (const ConversationId id : known)
        conversations.insert(m_database.tag("message", id.value), id);
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(u"SELECT message.row, message.conversation, message.place FROM unarchived "
                              "JOIN message ON message.row = unarchived.row WHERE unarchived.row > ? "
                              "ORDER BY unarchived.row LIMIT ?"_s,
                              {after, count}));
    QList<UnarchivedMessage> messages;
    while (query.next()) {
        const qint64 row = query.value(0).toLongLong();
        messages.append(
            {row, conversations.value(query.value(1).toLongLong()), {query.value(2).toLongLong(), row}});
    }
    return messages;
}

Result<bool> UnarchivedTable::isEmpty() const
{
    TRY_ASSIGN(const std::optional<qint64> found,
               m_database.number(u"SELECT 1 FROM unarchived LIMIT 1"_s, {}));
    return !found.has_value();
}

Result<void> UnarchivedTable::remove(qint64 row)
{
    TRY(m_database.run(u"DELETE FROM unarchived WHERE row = ?"_s, {row}));
    return success();
}

Result<void> UnarchivedTable::addAll()
{
    TRY(m_database.run(u"INSERT OR IGNORE INTO unarchived (row) SELECT row FROM message WHERE place < ?"_s,
                       {kUnnumbered}));
    return success();
}

Result<bool> UnarchivedTable::hasTalked(const QList<ConversationId> &without) const
{
    QSet<qint64> hidden;
    for (const ConversationId id : without)
        hidden.insert(m_database.tag("message", id.value));
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(u"SELECT DISTINCT mine.conversation FROM message AS mine "
                              "WHERE mine.is_mine = 1 AND mine.place < ? "
                              "AND EXISTS (SELECT 1 FROM message AS other WHERE other.conversation = "
                              "mine.conversation AND other.is_counted = 1) LIMIT ?"_s,
                              {kUnnumbered, hidden.size() + 1}));
    while (query.next())
        if (!hidden.contains(query.value(0).toLongLong())) return true;
    return false;
}

} // namespace chat121
