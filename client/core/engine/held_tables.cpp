// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/held_tables.h"

namespace chat121::engine {

namespace {

HeldTable::About aboutOf(protocol::HeldAbout about)
{
    switch (about) {
    case protocol::HeldAbout::Conversation:
        return HeldTable::About::Conversation;
    case protocol::HeldAbout::Asker:
        return HeldTable::About::Myself;
    case protocol::HeldAbout::Server:
        break;
    }
    return HeldTable::About::Server;
}

HeldCell cellOf(const protocol::HeldValue &value)
{
    const auto number = static_cast<qint64>(value.number);
    switch (value.kind) {
    case protocol::HeldValueKind::Number:
        return {HeldCell::Kind::Number, number, {}};
    case protocol::HeldValueKind::Text:
        return {HeldCell::Kind::Text, 0, value.text.text};
    case protocol::HeldValueKind::Bytes:
        return {HeldCell::Kind::Bytes, number, {}};
    case protocol::HeldValueKind::Nothing:
        break;
    }
    return {};
}

} // namespace

QList<HeldTable> heldTables(const protocol::HeldRows &answer)
{
    QList<HeldTable> tables;
    for (const protocol::HeldTable &told : answer.tables.items) {
        HeldTable table;
        table.name = told.name.text;
        table.about = aboutOf(told.about);
        table.total = static_cast<qint64>(told.rows_total);
        for (const protocol::Name &column : told.columns.items)
            table.columns.append(column.text);
        for (const protocol::HeldRow &row : told.rows.items) {
            QList<HeldCell> cells;
            for (const protocol::HeldValue &value : row.values.items)
                cells.append(cellOf(value));
            table.rows.append(cells);
        }
        tables.append(table);
    }
    return tables;
}

} // namespace chat121::engine
