// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What routing looks at, and what it leaves behind: waiting customers, who is on duty, offers and passes.
// SQL only: the rules are in server/desk/routing.h.
#pragma once

#include "server/store/desk_rows.h"

namespace chat121::store {

// Whether somebody waits where it is not by hand, an alarm may be raised, or an offer stands. Cheap.
Result<bool> isRoutingDue(Sql &sql);

struct WaitingRow {
    ConversationRow conversation{};
    AccountId last_agent{}; // of any conversation of this customer; 0: nobody
};
// Of all departments, in the order of the queue.
Result<QList<WaitingRow>> allWaiting(Sql &sql, qsizetype count_max);

struct PassRow {
    ConversationId conversation{};
    AccountId agent{};
    UnixTime at{};
};
Result<QList<PassRow>> allPasses(Sql &sql);
// The newest of each agent stays.
Result<void> putPass(Sql &sql, const PassRow &pass);
Result<void> deletePasses(Sql &sql, ConversationId conversation);

struct OnDutyRow {
    AccountId account{};
    QList<DepartmentId> departments{}; // empty: all
    quint8 capacity = 0;
    QStringList languages{};
    UnixTime turn{};
};
// Available, connected, and still staff.
Result<QList<OnDutyRow>> availableAgents(Sql &sql);

struct LoadRow {
    AccountId agent{};
    DepartmentId department{};
    qint64 count = 0; // conversations taken and not closed, or accepted from a colleague
};
Result<QList<LoadRow>> allLoads(Sql &sql);
Result<qint64> loadIn(Sql &sql, AccountId agent, DepartmentId department);

// `agent` 0: it is offered to nobody any more.
Result<void> putOffer(Sql &sql, ConversationId conversation, AccountId agent, UnixTime until);
Result<void> putAlarm(Sql &sql, ConversationId conversation, quint8 alarm);
Result<void> putTurn(Sql &sql, AccountId agent, UnixTime at);

// Taken conversations in which the others' word is not on any disk of the taker's, for longer than the
// department allows: nothing of the taker's runs that could show it.
Result<QList<ConversationRow>> silentConversations(Sql &sql, UnixTime now);

} // namespace chat121::store
