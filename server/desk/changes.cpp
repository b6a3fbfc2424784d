// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/changes.h"

#include "server/desk/queue.h"
#include "server/relay/commit_order.h"
#include "server/store/account_rows.h"
#include "server/store/hand_over_rows.h"
#include "server/store/organisation_rows.h"

namespace chat121::desk {

using protocol::ConversationState;
using store::ConversationRow;
using store::Delivery;
using store::Outcome;

Result<protocol::DeskEntry> entryOf(store::Sql &sql, const ConversationRow &row)
{
    TRY_ASSIGN(const auto log, store::findLog(sql, row.id));
    TRY_ASSIGN(const bool is_online, store::isOnline(sql, row.guest));
    protocol::DeskEntry entry;
    entry.conversation = row.id;
    entry.department = row.department;
    entry.guest = row.guest;
    entry.state = row.state;
    entry.mode = row.mode;
    entry.language = {row.language};
    entry.waiting_since = row.waiting_since;
    entry.place = static_cast<quint64>(qMax(qint64(0), row.place));
    entry.taker = row.taker;
    entry.generation = log ? relay::nextGeneration(*log) : 0;
    entry.is_guest_online = is_online;
    entry.offered_to = row.offered_to;
    entry.offered_until = row.offered_until;
    entry.alarm = row.alarm;
    TRY_ASSIGN(const auto hand_over, store::findHandOver(sql, row.id));
    if (hand_over) {
        entry.receiver = hand_over->receiver;
        entry.receiver_until = hand_over->until;
        entry.is_accepted = hand_over->accepted_at.has_value();
        entry.stay = hand_over->stay;
    }
    return entry;
}

protocol::AgentEntry entryOf(const store::AgentRow &row)
{
    protocol::AgentEntry entry{row.account,   row.status, row.capacity, static_cast<quint32>(row.load),
                               row.is_online, {}};
    for (const QString &language : row.languages)
        entry.languages.items.append(language);
    return entry;
}

Result<void> addConversation(store::Sql &sql, const ConversationRow &row, Outcome &outcome)
{
    TRY_ASSIGN(const protocol::DeskEntry entry, entryOf(sql, row));
    protocol::DeskChanged change;
    change.entries.items.append(entry);
    outcome.deliveries.append({{.kind = store::Audience::Kind::Department, .department = row.department},
                               protocol::encodeFrame(change),
                               store::Keeping::Ephemeral});
    return success();
}

Result<void> addAgent(store::Sql &sql, AccountId agent, Outcome &outcome)
{
    TRY_ASSIGN(const auto row, store::findAgent(sql, agent));
    if (!row) return success();
    protocol::DeskChanged change;
    change.agents.items.append(entryOf(*row));
    outcome.deliveries.append(
        {{.kind = store::Audience::Kind::Staff}, protocol::encodeFrame(change), store::Keeping::Ephemeral});
    return success();
}

// --- customers ------------------------------------------------------------------------------------

namespace {

Delivery standing(const ConversationRow &row, quint32 position, quint32 on_duty, const QList<qint64> &waits)
{
    const protocol::QueueChanged change{
        row.id, row.state, position, on_duty, estimateSeconds(position, on_duty, waits), row.taker};
    return {{.kind = store::Audience::Kind::Account, .account = row.guest},
            protocol::encodeFrame(change),
            store::Keeping::Ephemeral};
}

} // namespace

Result<void> addStanding(store::Sql &sql, const ConversationRow &row, Outcome &outcome, DeviceId arriving)
{
    TRY_ASSIGN(const quint32 on_duty, store::countOnDuty(sql, row.department));
    quint32 position = 0;
    QList<qint64> waits;
    if (row.state == ConversationState::Waiting) {
        TRY_ASSIGN(const QList<ConversationRow> waiting, store::waitingIn(sql, row.department));
        position = positionOf(waiting, row.id);
        TRY_ASSIGN(waits, store::recentWaits(sql, row.department, limits::kRecentWaits));
    }
    outcome.deliveries.append(standing(row, position, on_duty, waits));
    // Its log-in still runs: it is not yet one of the account's.
    if (arriving.isValid()) outcome.deliveries.last().to = {.devices = {arriving}};
    return success();
}

Result<void> addQueue(store::Sql &sql, DepartmentId department, Outcome &outcome)
{
    TRY_ASSIGN(const QList<ConversationRow> waiting, store::waitingIn(sql, department));
    if (waiting.isEmpty()) return success();
    TRY_ASSIGN(const quint32 on_duty, store::countOnDuty(sql, department));
    TRY_ASSIGN(const QList<qint64> waits, store::recentWaits(sql, department, limits::kRecentWaits));
    for (qsizetype i = 0; i < qMin(waiting.size(), limits::kQueueUpdatesMax); ++i)
        outcome.deliveries.append(standing(waiting.at(i), static_cast<quint32>(i) + 1, on_duty, waits));
    return success();
}

Result<void> addQueuesOf(store::Sql &sql, AccountId agent, Outcome &outcome)
{
    TRY_ASSIGN(const auto account, store::findAccount(sql, agent));
    TRY_ASSIGN(const QList<store::DepartmentRow> departments, store::departments(sql));
    for (const store::DepartmentRow &department : departments) {
        if (account && account->serves(department.id)) TRY(addQueue(sql, department.id, outcome));
    }
    return success();
}

} // namespace chat121::desk
