// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/desk/routing_world.h"

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "server/desk/handlers.h"
#include "server/desk/liveness.h"
#include "server/desk/queue.h"
#include "server/relay/handlers.h"
#include "server/store/organisation_rows.h"
#include "server/store/routing_rows.h"

#include <algorithm>

namespace chat121::test {

using namespace store;
using namespace protocol;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using identity::RoutingPolicy;
using identity::RoutingRules;

namespace {

constexpr qsizetype kConversationsKept = 40; // closed ones beyond that are forgotten by the test
const QStringList kLanguages{u"de"_s, u"en-GB"_s, u"fr"_s};

void mustSucceed(const Verdict<Outcome> &verdict)
{
    if (!verdict) qFatal("refused: %s", qPrintable(verdict.error().detail));
}

} // namespace

// --- the truth ------------------------------------------------------------------------------------

bool Truth::isOnDuty(AccountId agent, DepartmentId department) const
{
    const AgentRow row = agents.value(agent);
    return row.is_online && row.status == AgentStatus::Available && serves(agent, department);
}

bool Truth::serves(AccountId agent, DepartmentId department) const
{
    const QList<DepartmentId> departments = served.value(agent);
    return departments.isEmpty() || departments.contains(department);
}

static bool isComingTo(const Truth &truth, const ConversationRow &row, AccountId agent)
{
    const HandOverRow hand_over = truth.hand_overs.value(row.id);
    return hand_over.receiver == agent && hand_over.accepted_at;
}

qint64 Truth::busy(AccountId agent) const
{
    return std::ranges::count(taken, agent, &ConversationRow::taker) +
           std::ranges::count_if(taken,
                                 [&](const ConversationRow &row) { return isComingTo(*this, row, agent); }) +
           std::ranges::count(waiting, agent, &ConversationRow::offered_to);
}

qint64 Truth::busyIn(AccountId agent, DepartmentId department) const
{
    return std::ranges::count_if(taken,
                                 [&](const ConversationRow &row) {
                                     const bool is_theirs =
                                         row.taker == agent || isComingTo(*this, row, agent);
                                     return is_theirs && row.department == department;
                                 }) +
           std::ranges::count_if(waiting, [&](const ConversationRow &row) {
               return row.offered_to == agent && row.department == department;
           });
}

AccountId Truth::whoCouldHave(const ConversationRow &row, UnixTime now) const
{
    const int limit = rules.value(row.department).capacity;
    for (auto agent = agents.cbegin(); agent != agents.cend(); ++agent) {
        if (!isOnDuty(agent.key(), row.department) || busy(agent.key()) >= agent->capacity) continue;
        if (limit != 0 && busyIn(agent.key(), row.department) >= limit) continue;
        const auto passed = passes.value(row.id);
        const bool is_recent =
            passed.contains(agent.key()) && now - passed.value(agent.key()) < limits::kOfferAgainAfter;
        if (!is_recent) return agent.key();
    }
    return {};
}

const Truth &RoutingWorld::truth()
{
    Truth truth;
    mustSucceed(fixture.read([&](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY_ASSIGN(const QList<AgentRow> agents, store::agents(sql));
        for (const AgentRow &agent : agents) {
            truth.agents.insert(agent.account, agent);
            TRY_ASSIGN(const QList<ConversationRow> held, takenBy(sql, agent.account));
            truth.taken += held;
        }
        for (const DepartmentId department : departments()) {
            TRY_ASSIGN(const auto row, findDepartment(sql, department));
            truth.rules.insert(department, row->rules);
            TRY_ASSIGN(const QList<ConversationRow> waiting, waitingIn(sql, department));
            truth.waiting += waiting;
        }
        QSet<ConversationId> open;
        for (const ConversationRow &row : truth.waiting + truth.taken)
            open.insert(row.id);
        for (auto known = started.cbegin(); known != started.cend(); ++known) {
            if (open.contains(known.key())) continue;
            TRY_ASSIGN(const auto row, findConversation(sql, known.key()));
            if (row && row->state == ConversationState::Closed) truth.closed.append(row->id);
        }
        TRY_ASSIGN(const QList<PassRow> passes, allPasses(sql));
        for (const PassRow &pass : passes)
            truth.passes[pass.conversation].insert(pass.agent, pass.at);
        return Outcome{};
    }));
    for (const HandOverRow &row : handOvers())
        truth.hand_overs.insert(row.conversation, row);
    std::ranges::sort(truth.waiting, desk::isBefore);
    for (const Caller &agent : std::as_const(m_agents))
        truth.served.insert(agent.account, agent.departments);
    m_truth = std::move(truth);
    return m_truth;
}

QSet<ConversationId> RoutingWorld::deskOf(const Caller &agent)
{
    QSet<ConversationId> seen;
    for (const DeskEntry &entry : fixture.ask<DeskChanged>(agent, FetchDesk{next()}).entries.items)
        seen.insert(entry.conversation);
    return seen;
}

ConversationId RoutingWorld::offeredTo(const Caller &agent) const
{
    for (const ConversationRow &row : m_truth.waiting)
        if (row.offered_to == agent.account) return row.id;
    return {};
}

bool RoutingWorld::wasTold(const ConversationRow &row) const
{
    return m_told.value(row.id) == std::pair(row.offered_to, row.offered_until);
}

void RoutingWorld::hear()
{
    for (const Delivery &delivery : fixture.takeDeliveries()) {
        if (const auto change = decodeFrame<DeskChanged>(delivery.message)) {
            for (const DeskEntry &entry : change->entries.items)
                shown.insert(entry.conversation, entry);
        } else if (const auto place = decodeFrame<QueueChanged>(delivery.message)) {
            positions.insert(place->conversation, place->position);
        } else if (const auto offered = decodeFrame<Offered>(delivery.message)) {
            for (const Caller &agent : std::as_const(m_agents)) {
                if (!delivery.to.includes(agent)) continue;
                m_told.insert(offered->conversation, {agent.account, offered->until});
                ++offers;
            }
        }
    }
}

// --- what happens ---------------------------------------------------------------------------------

RoutingWorld::RoutingWorld(const QString &backend, quint64 seed)
    : fixture(backend)
    , people(fixture)
    , m_random(seed)
{
    relay::addHandlers(fixture.table);
    desk::addHandlers(fixture.table);
    for (int i = 0; i < 8; ++i)
        m_guests.append(people.guest());
    for (const QList<DepartmentId> &served :
         {QList<DepartmentId>{}, QList<DepartmentId>{people.departments.support},
          QList<DepartmentId>{people.departments.support}, QList<DepartmentId>{people.departments.sales},
          QList<DepartmentId>{}})
        m_agents.append(people.staff(served));
    changesRules();
    changesRules();
    fixture.takeDeliveries();
}

ConversationId RoutingWorld::someConversation()
{
    return started.isEmpty() ? ConversationId{1} : pick(started.keys());
}

QByteArray RoutingWorld::step()
{
    forgetOld();
    const quint64 kind = m_random.below(100);
    if (kind < 40) return customersStep();
    return kind < 80 ? agentsStep() : worldsStep();
}

// So that most of what is picked is alive.
void RoutingWorld::forgetOld()
{
    if (started.size() <= kConversationsKept) return;
    for (const ConversationId id : std::as_const(m_truth.closed))
        started.remove(id);
    m_truth.closed.clear();
}

QByteArray RoutingWorld::customersStep()
{
    const Caller guest = pick(m_guests);
    const ConversationId some = someConversation();
    const StartMode mode = m_random.below(4) == 0 ? StartMode::LeaveMessage : StartMode::Live;
    const DepartmentId department = pick(departments());
    StartConversation message{next(), some, department, {pick(kLanguages)}, mode, {"opening"}};
    switch (m_random.below(8)) {
    case 0:
        (void)fixture.send(started.value(some, guest), CloseConversation{next(), some});
        return "a customer closes";
    case 1:
    case 2:
        if (fixture.send(started.value(some, guest), message))
            started.insert(some, started.value(some, guest));
        return "a customer starts again, or waits otherwise";
    default:
        message.conversation = {m_random.id()};
        if (fixture.send(guest, message)) started.insert(message.conversation, guest);
        return "a customer comes";
    }
}

void RoutingWorld::startsToTalk(const Caller &agent, ConversationId id)
{
    const auto taken = fixture.send(agent, Take{next(), id});
    if (!taken) return;
    ++takes;
    if (m_random.below(4) == 0) return; // and lets the lease run
    const Caller guest = started.value(id);
    Commit message;
    message.request = next();
    message.log = id;
    message.generation = decodeFrame<Taken>(taken->reply)->generation;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    message.added.items = {{guest.device, guest.account}};
    (void)fixture.send(agent, message);
}

QByteArray RoutingWorld::agentsStep()
{
    const Caller agent = pick(m_agents);
    if (!m_connected.contains(agent.account)) {
        comesOrGoes(agent);
        return "an agent comes";
    }
    const ConversationId offered = offeredTo(agent), some = someConversation();
    const ConversationId mine = offered.isValid() ? offered : some;
    if (m_random.below(3) == 0)
        if (const QByteArray did = handsOver(agent); !did.isEmpty()) return did;
    switch (m_random.below(10)) {
    case 0:
    case 1:
    case 2:
        startsToTalk(agent, mine);
        return "an agent takes what is offered";
    case 3:
        startsToTalk(agent, some);
        return "an agent takes by hand";
    case 4:
        (void)fixture.send(agent, DeclineOffer{next(), mine});
        return "an agent declines";
    case 5:
        (void)fixture.send(agent, ReturnToQueue{next(), some});
        return "an agent returns one";
    case 6:
    case 7:
        (void)fixture.send(agent, CloseConversation{next(), some});
        return "an agent closes";
    case 8:
        comesOrGoes(agent);
        return "an agent comes or goes";
    default:
        changesStatus(agent);
        return "an agent changes status";
    }
}

void RoutingWorld::comesOrGoes(const Caller &agent)
{
    const bool was_there = m_connected.remove(agent.account);
    if (!was_there) m_connected.insert(agent.account);
    mustSucceed(fixture.write([&](Sql &sql, UnixTime now) -> Verdict<Outcome> {
        if (was_there) return desk::disconnected(sql, agent, now);
        Outcome outcome;
        TRY(desk::arrived(sql, agent, now, outcome));
        return outcome;
    }));
}

void RoutingWorld::changesStatus(const Caller &agent)
{
    const AgentStatus status = m_random.below(4) != 0   ? AgentStatus::Available
                               : m_random.below(2) == 0 ? AgentStatus::Busy
                                                        : AgentStatus::Away;
    SetStatus message{next(), status, static_cast<quint8>(1 + m_random.below(5))};
    if (m_random.below(2) == 0) message.languages.items = {pick(kLanguages)};
    (void)fixture.send(agent, message);
}

QByteArray RoutingWorld::worldsStep()
{
    const quint64 kind = m_random.below(100);
    if (kind == 0) {
        restarts();
        return "the server starts again";
    }
    if (kind < 4) {
        changesRules();
        return "a department routes otherwise";
    }
    if (kind < 10) {
        timePasses(limits::kAgentGoneAfter);
        return "a long time passes";
    }
    timePasses(std::chrono::milliseconds(m_random.below(20'000)));
    return "time passes";
}

void RoutingWorld::changesRules()
{
    RoutingRules rules;
    rules.policy = static_cast<RoutingPolicy>(1 + m_random.below(4));
    rules.capacity = static_cast<quint8>(m_random.below(4));
    rules.offer_s = static_cast<quint16>(limits::kOfferSecondsMin + m_random.below(40));
    if (m_random.below(2) == 0) rules.alarms_s.items = {30, 90};
    const DepartmentId department = pick(departments());
    fixture.mustWrite([&](Sql &sql) { return setRouting(sql, department, rules); });
    runDeadlines();
}

void RoutingWorld::timePasses(std::chrono::milliseconds span)
{
    fixture.clock.advance(span);
    runDeadlines();
}

void RoutingWorld::runDeadlines()
{
    mustSucceed(fixture.write([](Sql &sql, UnixTime now) { return desk::runDeadlines(sql, now); }));
}

void RoutingWorld::restarts()
{
    fixture.stop();
    fixture.start();
    m_connected.clear();
    mustSucceed(fixture.write([](Sql &sql, UnixTime now) { return desk::serverStarted(sql, now); }));
}

// --- the end --------------------------------------------------------------------------------------

Caller RoutingWorld::leaveOne()
{
    const Caller last = m_agents.first(); // serves all
    for (const Caller &agent : std::as_const(m_agents)) {
        const bool is_last = agent.account == last.account;
        if (m_connected.contains(agent.account) != is_last) comesOrGoes(agent);
    }
    fixture.ask<protocol::Done>(last, SetStatus{next(), AgentStatus::Away, 1});
    for (const ConversationRow &row : truth().taken)
        if (row.taker == last.account) fixture.ask<protocol::Done>(last, CloseConversation{next(), row.id});
    for (const DepartmentId department : departments())
        fixture.mustWrite([&](Sql &sql) {
            return setRouting(sql, department, {RoutingPolicy::LeastBusy, 0, 30, 0, {}});
        });
    timePasses(limits::kAgentGoneAfter + limits::kTakeLease);
    timePasses(limits::kOfferAgainAfter);
    return last;
}

} // namespace chat121::test
