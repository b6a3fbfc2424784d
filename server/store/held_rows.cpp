// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/held_rows.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace chat121::store {

namespace {

using About = protocol::HeldAbout;

constexpr qsizetype kTextMax = limits::kNameBytesMax / 4; // characters
constexpr auto kOwnDevice = "device IN (SELECT id FROM device WHERE account = ?)";

constexpr Holding kHoldings[] = {
    {"account", About::Asker, "id = ?", 1},
    {"agent", About::Asker, "account = ?", 1},
    {"answer", About::Asker, kOwnDevice, 1},
    {"archive", About::Asker, "account = ?", 1},
    {"archive_entry", About::Asker, "log = (SELECT log FROM archive WHERE account = ?)", 1},
    {"conversation", About::Conversation, "log = ?", 1},
    {"cursor", About::Conversation, "log = ?", 1},
    {"department", About::Conversation, "id = (SELECT department FROM conversation WHERE log = ?)", 1},
    {"device", About::Asker, "account = ?", 1},
    {"device_link", About::Asker, "account = ?", 1},
    {"envelope", About::Conversation, "log = ? OR about = ?", 2},
    {"erasure", About::Conversation, "log = ?", 1},
    {"group_info", About::Conversation, "log = ?", 1},
    {"guest_block", About::Asker, "guest = ?", 1},
    {"guest_invitation", About::Asker, "created_by = ?", 1},
    {"hand_over", About::Conversation, "conversation = ?", 1},
    {"key_log", About::Server, "", 0},
    {"key_package", About::Asker, kOwnDevice, 1},
    {"log", About::Conversation, "id = ?", 1},
    {"member", About::Conversation, "log = ?", 1},
    {"migration", About::Server, "", 0},
    {"offer_pass", About::Conversation, "conversation = ?", 1},
    {"online", About::Asker, "account = ?", 1},
    {"organisation", About::Server, "", 0},
    {"password", About::Asker, "account = ?", 1},
    {"rate", About::Server, "", 0},
    {"registrar", About::Server, "", 0},
    {"retention_clock", About::Server, "", 0},
    {"setup_token", About::Server, "", 0},
    {"spent_key_package", About::Asker, kOwnDevice, 1},
    {"staff_invitation_use", About::Asker, "account = ?", 1},
};

QString selectionOf(const TableShape &table)
{
    QStringList names;
    for (const ColumnShape &column : table.columns)
        names.append(column.is_bytes ? u"LENGTH(%1)"_s.arg(column.name) : column.name);
    return names.join(u", "_s);
}

protocol::HeldValue valueOf(const Rows &rows, int index, const ColumnShape &column)
{
    using Kind = protocol::HeldValueKind;
    if (rows.isNull(index)) return {};
    if (rows.isText(index)) return {Kind::Text, 0, {rows.text(index).left(kTextMax)}};
    const auto number = static_cast<quint64>(rows.number(index));
    return {column.is_bytes ? Kind::Bytes : Kind::Number, number, {}};
}

} // namespace

std::span<const Holding> holdings()
{
    return kHoldings;
}

Result<QList<TableShape>> tablesOf(Sql &sql)
{
    QList<TableShape> tables;
    TRY_ASSIGN(Rows rows, sql.query(sql.dialect().all_columns));
    while (rows.next()) {
        if (tables.isEmpty() || tables.last().name != rows.text(0)) tables.append({rows.text(0), {}});
        const bool is_bytes = rows.text(2).compare(sql.dialect().blob_type, Qt::CaseInsensitive) == 0;
        tables.last().columns.append({rows.text(1), is_bytes});
    }
    return tables;
}

Result<bool> takesPart(Sql &sql, ConversationId conversation, AccountId account)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT 1 FROM conversation WHERE log = ? AND (guest = ? OR taker = ?) "
                                    "UNION SELECT 1 FROM member WHERE log = ? AND account = ? "
                                    "AND to_sequence IS NULL"_s,
                                    {conversation, account, account, conversation, account}));
    return rows.next();
}

Result<protocol::HeldTable> heldIn(Sql &sql, const TableShape &table, const Holding &holding, quint64 id,
                                   quint32 first, qsizetype rows_max)
{
    protocol::HeldTable held;
    held.name = table.name;
    held.about = holding.about;
    for (const ColumnShape &column : table.columns)
        held.columns.items.append(column.name);
    if (holding.about == About::Server) return held;

    const QString condition = QString::fromLatin1(holding.condition);
    std::vector<Value> values(static_cast<size_t>(holding.places), Value(id));
    {
        TRY_ASSIGN(Rows count,
                   sql.queryList(u"SELECT COUNT(*) FROM %1 WHERE %2"_s.arg(table.name, condition), values));
        if (count.next()) held.rows_total = static_cast<quint64>(count.number(0));
    }
    values.insert(values.end(), {Value(rows_max), Value(first)});
    TRY_ASSIGN(Rows rows, sql.queryList(u"SELECT %1 FROM %2 WHERE %3 ORDER BY 1, 2 LIMIT ? OFFSET ?"_s.arg(
                                            selectionOf(table), table.name, condition),
                                        values));
    while (rows.next()) {
        protocol::HeldRow row;
        for (int index = 0; index < table.columns.size(); ++index)
            row.values.items.append(valueOf(rows, index, table.columns.at(index)));
        held.rows.items.append(row);
    }
    return held;
}

} // namespace chat121::store
