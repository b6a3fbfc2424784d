// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/offers.h"

#include "common/base/log.h"
#include "server/desk/changes.h"
#include "server/desk/routing.h"
#include "server/relay/access.h"
#include "server/store/organisation_rows.h"
#include "server/store/routing_rows.h"
#include "server/store/running.h"

namespace chat121::desk {

using protocol::AgentStatus;
using protocol::Reason;
using store::Outcome;
using store::Refusal;
using store::Verdict;

namespace {

Result<QList<WaitingCustomer>> waitingCustomers(store::Sql &sql)
{
    QHash<ConversationId, QList<Pass>> passes;
    TRY_ASSIGN(const QList<store::PassRow> rows, store::allPasses(sql));
    for (const store::PassRow &row : rows)
        passes[row.conversation].append({row.agent, row.at});

    QList<WaitingCustomer> result;
    TRY_ASSIGN(const QList<store::WaitingRow> waiting, store::allWaiting(sql, limits::kRoutedWaitingMax));
    for (const store::WaitingRow &row : waiting) {
        const store::ConversationRow &one = row.conversation;
        WaitingCustomer customer{one.id,    one.department, one.mode,
                                 one.place, one.language,   one.waiting_since,
                                 one.alarm, row.last_agent, passes.value(one.id),
                                 {}};
        if (one.offered_to.isValid()) customer.offer = Offer{one.offered_to, one.offered_until};
        result.append(customer);
    }
    return result;
}

Result<QList<RoutedAgent>> agentsOnDuty(store::Sql &sql)
{
    QHash<AccountId, QHash<DepartmentId, qint64>> loads;
    TRY_ASSIGN(const QList<store::LoadRow> rows, store::allLoads(sql));
    for (const store::LoadRow &row : rows)
        loads[row.agent].insert(row.department, row.count);

    QList<RoutedAgent> result;
    TRY_ASSIGN(const QList<store::OnDutyRow> agents, store::availableAgents(sql));
    for (const store::OnDutyRow &row : agents)
        result.append({row.account, AgentStatus::Available, true, row.capacity, loads.value(row.account),
                       row.departments, row.languages, row.turn});
    return result;
}

Result<Snapshot> snapshotOf(store::Sql &sql, UnixTime now)
{
    Snapshot snapshot;
    snapshot.now = now;
    TRY_ASSIGN(const QList<store::DepartmentRow> departments, store::departments(sql));
    for (const store::DepartmentRow &row : departments)
        snapshot.departments.append({row.id, row.rules});
    TRY_ASSIGN(snapshot.waiting, waitingCustomers(sql));
    TRY_ASSIGN(snapshot.agents, agentsOnDuty(sql));
    return snapshot;
}

Result<void> keepPlan(store::Sql &sql, const RoutingPlan &plan, UnixTime now)
{
    for (const LapsedOffer &lapsed : plan.lapsed) {
        TRY(store::putOffer(sql, lapsed.conversation, {}, {}));
        TRY(store::putPass(sql, {lapsed.conversation, lapsed.agent, now}));
        TRY_ASSIGN(const auto known, store::findAgent(sql, lapsed.agent));
        if (!known) continue;
        store::AgentRow agent = *known;
        agent.status = AgentStatus::Away;
        TRY(store::putAgent(sql, agent));
    }
    for (const ConversationId id : plan.withdrawn)
        TRY(store::putOffer(sql, id, {}, {}));
    for (const PlannedOffer &planned : plan.offers) {
        TRY(store::putOffer(sql, planned.conversation, planned.offer.agent, planned.offer.until));
        TRY(store::putTurn(sql, planned.offer.agent, now));
    }
    for (const WaitAlarm &alarm : plan.alarms)
        TRY(store::putAlarm(sql, alarm.conversation, alarm.level));
    return success();
}

// The department sees who has it; whom it is offered to is told at once.
Result<void> tellOffer(store::Sql &sql, const PlannedOffer &planned, const store::Caller &arriving,
                       Outcome &outcome)
{
    TRY_ASSIGN(const auto row, store::findConversation(sql, planned.conversation));
    if (!row) return success();
    const QByteArray message =
        protocol::encodeFrame(protocol::Offered{row->id, row->department, planned.offer.until});
    outcome.deliveries.append(
        {{.kind = store::Audience::Kind::Account, .account = planned.offer.agent, .except = arriving.device},
         message,
         store::Keeping::Ephemeral});
    if (planned.offer.agent == arriving.account)
        outcome.deliveries.append({{.devices = {arriving.device}}, message, store::Keeping::Ephemeral});
    return success();
}

Result<void> tellPlan(store::Sql &sql, const RoutingPlan &plan, const store::Caller &arriving,
                      Outcome &outcome)
{
    QList<ConversationId> changed = plan.withdrawn;
    QList<AccountId> away;
    for (const LapsedOffer &lapsed : plan.lapsed) {
        changed.append(lapsed.conversation);
        if (!away.contains(lapsed.agent)) away.append(lapsed.agent);
    }
    for (const PlannedOffer &planned : plan.offers)
        changed.append(planned.conversation);
    for (const WaitAlarm &alarm : plan.alarms)
        changed.append(alarm.conversation);
    QSet<ConversationId> told;
    for (const ConversationId id : std::as_const(changed)) {
        if (told.contains(id)) continue;
        told.insert(id);
        TRY_ASSIGN(const auto row, store::findConversation(sql, id));
        if (row) TRY(addConversation(sql, *row, outcome));
    }
    for (const PlannedOffer &planned : plan.offers)
        TRY(tellOffer(sql, planned, arriving, outcome));
    for (const AccountId agent : std::as_const(away)) {
        TRY(addAgent(sql, agent, outcome));
        TRY(addQueuesOf(sql, agent, outcome));
    }
    return success();
}

} // namespace

Result<void> routeWaiting(store::Sql &sql, UnixTime now, Outcome &outcome, const store::Caller &arriving)
{
    TRY_ASSIGN(const bool is_due, store::isRoutingDue(sql));
    if (!is_due) return success();
    TRY_ASSIGN(Snapshot snapshot, snapshotOf(sql, now));
    const RoutingPlan plan = planRouting(std::move(snapshot));
    if (plan.isEmpty()) return success();
    TRY(keepPlan(sql, plan, now));
    if (!plan.lapsed.isEmpty())
        qCDebug(lcDesk) << "offers were not taken in time, and their agents are away:" << plan.lapsed.size();
    return tellPlan(sql, plan, arriving, outcome);
}

Result<void> notePass(store::Sql &sql, const store::ConversationRow &row, AccountId agent, UnixTime now)
{
    TRY_ASSIGN(const auto department, store::findDepartment(sql, row.department));
    if (!department || !department->rules.isAutomatic()) return success();
    return store::putPass(sql, {row.id, agent, now});
}

Verdict<Outcome> declineOffer(store::Sql &sql, const store::Request &request,
                              const protocol::DeclineOffer &message)
{
    TRY_ASSIGN(const auto row, store::findConversation(sql, message.conversation));
    if (!row) TRY(relay::judgeNotErased(sql, message.conversation));
    if (!row || !request.caller.serves(row->department)) return relay::unknownLog();
    const bool is_theirs =
        row->state == protocol::ConversationState::Waiting && row->offered_to == request.caller.account;
    if (!is_theirs) return Refusal{Code::Conflict, Reason::NotWaiting};
    TRY(store::putOffer(sql, row->id, {}, {}));
    TRY(store::putPass(sql, {row->id, request.caller.account, request.now}));
    Outcome outcome = store::done(message.request);
    TRY_ASSIGN(const auto changed, store::findConversation(sql, row->id));
    if (changed) TRY(addConversation(sql, *changed, outcome));
    TRY(routeWaiting(sql, request.now, outcome));
    return outcome;
}

} // namespace chat121::desk
