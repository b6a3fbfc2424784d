// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/message_table.h"

#include "client/core/local_store/database.h"
#include "client/core/local_store/records.h"
#include "common/crypto/secret.h"

#include <algorithm>

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kUnnumbered = 1ll << 62; // beyond every sequence
constexpr QByteArrayView kDomain = "message";
const QString kSelectUnindexed =
    u"SELECT m.row, m.message, m.place, m.state, m.is_mine, m.is_counted, m.sealed, m.conversation, c.change "
    "FROM search_change c CROSS JOIN message m ON m.row = c.row "_s;

// What is sealed of a row.
struct Content {
    MessageId id{};
    AccountId author{};
    UnixTime sent_at{};
    quint8 kind = 0;
    bool is_fallback = false;
    RecordText author_name{};
    RecordText author_role{};
    RecordText text{};
    auto fields() { return std::tie(id, author, sent_at, kind, is_fallback, author_name, author_role, text); }
};

// The same of a row that answers another one, or was changed by what was said later.
struct StoredReaction {
    AccountId account{};
    RecordText name{};
    RecordText emoji{};
    auto fields() { return std::tie(account, name, emoji); }
};
struct Marks {
    Sequence changed{};
    UnixTime edited_at{};
    MessageId quoted{};
    RecordText claim{};
    List<StoredReaction, limits::kReactionsMax> reactions{};
    bool is_starred = false;
    auto fields() { return std::tie(changed, edited_at, quoted, claim, reactions, is_starred); }
};
struct MarkedContent {
    Content content{};
    Marks marks{};
    auto fields() { return std::tie(content, marks); }
};

// The columns in clear; the seal covers all but `state` and `row`.
struct Columns {
    qint64 conversation = 0;
    qint64 message = 0; // 0: NULL
    qint64 place = 0;
    int state = 0;
    bool is_mine = false;
    bool is_counted = false;
};

QByteArray placeOf(const Columns &columns)
{
    Writer writer;
    writer.raw(kDomain);
    writer.u64(static_cast<quint64>(columns.conversation));
    writer.u64(static_cast<quint64>(columns.message));
    writer.u64(static_cast<quint64>(columns.place));
    writer.u8(columns.is_mine ? 1 : 0);
    writer.u8(columns.is_counted ? 1 : 0);
    return writer.take();
}

QVariant messageColumn(qint64 message)
{
    return message == 0 ? QVariant(QMetaType::fromType<qint64>()) : QVariant(message);
}

qint64 messageTag(const Database &database, const MessageId &id)
{
    if (id.isZero()) return 0;
    const qint64 tag = database.tag("message id", id.view());
    return tag == 0 ? 1 : tag;
}

Columns columnsOf(const Database &database, ConversationId conversation, const TimelineRow &row)
{
    Columns columns;
    columns.conversation = database.tag(kDomain, conversation.value);
    columns.message = messageTag(database, row.id);
    columns.place = row.sequence.isValid() ? static_cast<qint64>(row.sequence.value) : kUnnumbered;
    columns.state = static_cast<int>(row.state);
    columns.is_mine = row.is_mine;
    columns.is_counted = !row.is_mine && row.kind != RowKind::System;
    return columns;
}

Marks marksOf(const TimelineRow &row)
{
    Marks marks{row.changed, row.edited_at, row.quote.message, row.quote.claim, {}, row.is_starred};
    for (const RowReaction &reaction : row.reactions)
        marks.reactions.items.append({reaction.account, reaction.name, reaction.emoji});
    return marks;
}

void setMarks(TimelineRow &row, const Marks &marks)
{
    row.changed = marks.changed;
    row.edited_at = marks.edited_at;
    row.quote.message = marks.quoted;
    row.quote.claim = marks.claim.text;
    row.is_starred = marks.is_starred;
    for (const StoredReaction &reaction : marks.reactions.items)
        row.reactions.append({reaction.account, reaction.name.text, reaction.emoji.text});
}

QByteArray sealRow(Database &database, const Columns &columns, const TimelineRow &row)
{
    const Content content{row.id,          row.author,      row.sent_at,     static_cast<quint8>(row.kind),
                          row.is_fallback, row.author_name, row.author_role, row.text};
    const bool is_marked = row.changed.isValid() || !row.quote.isEmpty() || row.is_starred;
    QByteArray plain = is_marked ? encode(MarkedContent{content, marksOf(row)}) : encode(content);
    QByteArray sealed = database.seal(placeOf(columns), plain);
    crypto::wipe(plain);
    return sealed;
}

TimelineRow rowOf(const Columns &columns, const Content &content)
{
    TimelineRow row;
    row.id = content.id;
    if (columns.place != kUnnumbered) row.sequence = {static_cast<quint64>(columns.place)};
    row.author = content.author;
    row.sent_at = content.sent_at;
    row.kind = static_cast<RowKind>(qMin<int>(content.kind, static_cast<int>(RowKind::Note)));
    row.state = static_cast<SendState>(qBound(0, columns.state, static_cast<int>(SendState::Failed)));
    row.is_mine = columns.is_mine;
    row.is_fallback = content.is_fallback;
    row.author_name = content.author_name.text;
    row.author_role = content.author_role.text;
    row.text = content.text.text;
    return row;
}

// The columns that unsealRow() and readPage() take.
QString selectWhere(QLatin1StringView condition)
{
    return "SELECT row, message, place, state, is_mine, is_counted, sealed FROM message WHERE "_L1 +
           condition;
}

Result<TimelineRow> unsealRow(const Database &database, qint64 conversation, const QSqlQuery &query)
{
    Columns columns;
    columns.conversation = conversation;
    columns.message = query.value(1).toLongLong();
    columns.place = query.value(2).toLongLong();
    columns.state = query.value(3).toInt();
    columns.is_mine = query.value(4).toInt() != 0;
    columns.is_counted = query.value(5).toInt() != 0;
    TRY_ASSIGN(QByteArray plain, database.unseal(placeOf(columns), query.value(6).toByteArray()));
    // What is behind the fields of the one makes the other: no bytes are both.
    const auto content = decode<Content>(plain);
    const auto marked =
        content ? Result<MarkedContent>(MarkedContent{*content, {}}) : decode<MarkedContent>(plain);
    crypto::wipe(plain);
    if (!marked) return marked.error();
    TimelineRow row = rowOf(columns, marked->content);
    setMarks(row, marked->marks);
    return row;
}

// The query runs from the newest to the oldest and asked for one row more than `count`.
Result<MessagePage> readPage(const Database &database, qint64 conversation, QSqlQuery query, int count)
{
    MessagePage page;
    while (query.next()) {
        if (page.rows.size() == count) {
            page.has_older = true;
            break;
        }
        TRY_ASSIGN(TimelineRow row, unsealRow(database, conversation, query));
        page.rows.append(std::move(row));
        page.first = {query.value(2).toLongLong(), query.value(0).toLongLong()};
    }
    std::reverse(page.rows.begin(), page.rows.end());
    return page;
}

// The columns of unsealRow(), then the conversation and the change.
Result<QList<StoredRow>> readStored(const Database &database, QSqlQuery query)
{
    QList<StoredRow> rows;
    while (query.next()) {
        StoredRow stored;
        stored.row = query.value(0).toLongLong();
        stored.conversation = query.value(7).toLongLong();
        stored.change = query.value(8).toLongLong();
        // One that does not open has no words; whoever opens its conversation is told.
        auto value = unsealRow(database, stored.conversation, query);
        stored.is_readable = value.has_value();
        stored.value.kind = RowKind::System;
        if (value)
            stored.value = *std::move(value);
        else if (const qint64 place = query.value(2).toLongLong(); place != kUnnumbered)
            stored.value.sequence = {static_cast<quint64>(place)};
        rows.append(std::move(stored));
    }
    return rows;
}

} // namespace

Result<void> MessageTable::put(ConversationId conversation, const TimelineRow &row)
{
    const Columns columns = columnsOf(m_database, conversation, row);
    TRY(m_database.run(
        u"INSERT INTO message (conversation, message, place, state, is_mine, is_counted, sealed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation, message) DO UPDATE SET "
        "place = excluded.place, state = excluded.state, is_mine = excluded.is_mine, "
        "is_counted = excluded.is_counted, sealed = excluded.sealed"_s,
        {columns.conversation, messageColumn(columns.message), columns.place, columns.state,
         columns.is_mine ? 1 : 0, columns.is_counted ? 1 : 0, sealRow(m_database, columns, row)}));
    return success();
}

Result<void> MessageTable::putArchived(ConversationId conversation, const TimelineRow &row)
{
    TRY(put(conversation, row));
    const Columns columns = columnsOf(m_database, conversation, row);
    TRY(m_database.run(u"DELETE FROM unarchived WHERE row = "
                       "(SELECT row FROM message WHERE conversation = ? AND message = ?)"_s,
                       {columns.conversation, messageColumn(columns.message)}));
    return success();
}

Result<void> MessageTable::putChanged(ConversationId conversation, const TimelineRow &row)
{
    TRY(put(conversation, row));
    const Columns columns = columnsOf(m_database, conversation, row);
    TRY(m_database.run(u"INSERT OR IGNORE INTO unarchived (row) SELECT row FROM message "
                       "WHERE conversation = ? AND message = ? AND place < ?"_s,
                       {columns.conversation, messageColumn(columns.message), kUnnumbered}));
    return success();
}

Result<std::optional<TimelineRow>> MessageTable::find(ConversationId conversation, const MessageId &id) const
{
    const qint64 tag = m_database.tag(kDomain, conversation.value);
    TRY_ASSIGN(QSqlQuery query, m_database.run(selectWhere("conversation = ? AND message = ?"_L1),
                                               {tag, messageColumn(messageTag(m_database, id))}));
    if (!query.next()) return std::optional<TimelineRow>();
    TRY_ASSIGN(TimelineRow row, unsealRow(m_database, tag, query));
    return std::optional<TimelineRow>(std::move(row));
}

Result<MessagePage> MessageTable::newest(ConversationId conversation, int count) const
{
    const qint64 tag = m_database.tag(kDomain, conversation.value);
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(selectWhere("conversation = ? ORDER BY place DESC, row DESC LIMIT ?"_L1),
                              {tag, count + 1}));
    return readPage(m_database, tag, std::move(query), count);
}

Result<MessagePage> MessageTable::older(ConversationId conversation, const MessagePlace &before,
                                        int count) const
{
    const qint64 tag = m_database.tag(kDomain, conversation.value);
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(selectWhere("conversation = ? AND place <= ? AND (place < ? OR row < ?) "
                                          "ORDER BY place DESC, row DESC LIMIT ?"_L1),
                              {tag, before.place, before.place, before.row, count + 1}));
    return readPage(m_database, tag, std::move(query), count);
}

Result<MessagePlace> MessageTable::placeOf(ConversationId conversation, const MessageId &id) const
{
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(
                   u"SELECT place, row FROM message WHERE conversation = ? AND message = ?"_s,
                   {m_database.tag(kDomain, conversation.value), messageColumn(messageTag(m_database, id))}));
    if (!query.next()) return Error{Code::NotFound, u"no such message"_s};
    return MessagePlace{query.value(0).toLongLong(), query.value(1).toLongLong()};
}

qint64 MessageTable::tagOf(ConversationId conversation) const
{
    return m_database.tag(kDomain, conversation.value);
}

Result<std::optional<StoredRow>> MessageTable::at(qint64 row) const
{
    TRY_ASSIGN(
        QSqlQuery query,
        m_database.run(u"SELECT row, message, place, state, is_mine, is_counted, sealed, conversation, 0 "
                       "FROM message WHERE row = ?"_s,
                       {row}));
    TRY_ASSIGN(QList<StoredRow> rows, readStored(m_database, std::move(query)));
    if (rows.isEmpty()) return std::optional<StoredRow>();
    return std::optional<StoredRow>(rows.takeFirst());
}

Result<QList<qint64>> MessageTable::rowsOf(ConversationId conversation) const
{
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(u"SELECT row FROM message WHERE conversation = ? ORDER BY place, row"_s,
                              {m_database.tag(kDomain, conversation.value)}));
    QList<qint64> rows;
    while (query.next())
        rows.append(query.value(0).toLongLong());
    return rows;
}

Result<QList<StoredRow>> MessageTable::unindexedAfter(qint64 change, int count) const
{
    TRY_ASSIGN(
        QSqlQuery query,
        m_database.run(kSelectUnindexed + u"WHERE change > ? ORDER BY change LIMIT ?"_s, {change, count}));
    return readStored(m_database, std::move(query));
}

Result<QList<StoredRow>> MessageTable::unindexedBefore(qint64 change, int count) const
{
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(kSelectUnindexed + u"WHERE change < ? ORDER BY change DESC LIMIT ?"_s,
                              {change, count}));
    return readStored(m_database, std::move(query));
}

Result<void> MessageTable::setSequence(ConversationId conversation, const MessageId &id, Sequence sequence,
                                       SendState state)
{
    TRY_ASSIGN(std::optional<TimelineRow> row, find(conversation, id));
    if (!row) return Error{Code::NotFound, u"no such message"_s};
    row->sequence = sequence;
    row->state = state;
    return put(conversation, *row);
}

Result<void> MessageTable::setState(ConversationId conversation, const MessageId &id, SendState state)
{
    TRY_ASSIGN(const int rows,
               m_database.changed(u"UPDATE message SET state = ? WHERE conversation = ? AND message = ?"_s,
                                  {static_cast<int>(state), m_database.tag(kDomain, conversation.value),
                                   messageColumn(messageTag(m_database, id))}));
    if (rows == 0) return Error{Code::NotFound, u"no such message"_s};
    return success();
}

Result<void> MessageTable::raiseStates(ConversationId conversation, Sequence sequence, SendState state)
{
    TRY(m_database.run(u"UPDATE message SET state = ? WHERE conversation = ? AND place <= ? AND is_mine = 1 "
                       "AND state < ?"_s,
                       {static_cast<int>(state), m_database.tag(kDomain, conversation.value),
                        static_cast<qint64>(sequence.value), static_cast<int>(state)}));
    return success();
}

Result<int> MessageTable::unreadCount(ConversationId conversation, Sequence after) const
{
    TRY_ASSIGN(const std::optional<qint64> rows,
               m_database.number(u"SELECT count(*) FROM message WHERE conversation = ? AND place > ? "
                                 "AND place < ? AND is_counted = 1"_s,
                                 {m_database.tag(kDomain, conversation.value),
                                  static_cast<qint64>(after.value), kUnnumbered}));
    return static_cast<int>(rows.value_or(0));
}

Result<int> MessageTable::count(ConversationId conversation) const
{
    TRY_ASSIGN(const std::optional<qint64> rows,
               m_database.number(u"SELECT count(*) FROM message WHERE conversation = ?"_s,
                                 {m_database.tag(kDomain, conversation.value)}));
    return static_cast<int>(rows.value_or(0));
}

Result<QList<RowVersion>> MessageTable::removeOlder(ConversationId conversation, UnixTime time, int count)
{
    const qint64 tag = m_database.tag(kDomain, conversation.value);
    QList<RowVersion> removed;
    QVariantList over;
    {
        TRY_ASSIGN(
            QSqlQuery query,
            m_database.run(selectWhere("conversation = ? AND place < ? ORDER BY place, row LIMIT ?"_L1),
                           {tag, kUnnumbered, count}));
        while (query.next()) {
            TRY_ASSIGN(const TimelineRow row, unsealRow(m_database, tag, query));
            if (row.sent_at >= time) continue;
            removed.append({row.id, row.changed});
            over.append(query.value(0));
        }
    }
    for (const QVariant &row : std::as_const(over))
        TRY(m_database.run(u"DELETE FROM message WHERE row = ?"_s, {row}));
    return removed;
}

Result<void> MessageTable::remove(ConversationId conversation, const MessageId &id)
{
    TRY(m_database.run(
        u"DELETE FROM message WHERE conversation = ? AND message = ?"_s,
        {m_database.tag(kDomain, conversation.value), messageColumn(messageTag(m_database, id))}));
    return success();
}

Result<void> MessageTable::removeAll(ConversationId conversation)
{
    TRY(m_database.run(u"DELETE FROM message WHERE conversation = ?"_s,
                       {m_database.tag(kDomain, conversation.value)}));
    return success();
}

} // namespace chat121
