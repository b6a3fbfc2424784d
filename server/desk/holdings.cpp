// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/holdings.h"

#include "server/store/held_rows.h"
#include "server/store/running.h"

namespace chat121::desk {

using protocol::HeldAbout;
using store::Holding;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

static const Holding *holdingOf(const QString &table)
{
    for (const Holding &holding : store::holdings()) {
        if (table == QLatin1StringView(holding.table)) return &holding;
    }
    return nullptr;
}

Verdict<Outcome> fetchHeldRows(store::Sql &sql, const Request &request,
                               const protocol::FetchHeldRows &message)
{
    const AccountId asker = request.caller.account;
    TRY_ASSIGN(const bool takes_part, store::takesPart(sql, message.conversation, asker));
    if (!takes_part) return Refusal{Code::Forbidden, protocol::Reason::NotAMember};

    const QString wanted = message.table.text;
    const qsizetype rows_max = wanted.isEmpty() ? limits::kHeldRowsAtFirst : limits::kHeldRowsPerReply;
    protocol::HeldRows reply{message.request, message.conversation, {}};
    TRY_ASSIGN(const QList<store::TableShape> tables, store::tablesOf(sql));
    for (const store::TableShape &table : tables) {
        const Holding *holding = holdingOf(table.name);
        if (holding == nullptr || (!wanted.isEmpty() && table.name != wanted)) continue;
        const quint64 id = holding->about == HeldAbout::Asker ? asker.value : message.conversation.value;
        TRY_ASSIGN(const auto held, store::heldIn(sql, table, *holding, id, message.first, rows_max));
        reply.tables.items.append(held);
    }
    if (reply.tables.items.isEmpty()) return Refusal{Code::NotFound};
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

} // namespace chat121::desk
