// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/routing.h"

#include <algorithm>
#include <tuple>

namespace chat121::desk {

using identity::RoutingPolicy;
using identity::RoutingRules;
using protocol::AgentStatus;

bool isSameLanguage(const QString &a, const QString &b)
{
    const auto primary = [](const QString &tag) {
        const qsizetype end = tag.indexOf(u'-');
        return QStringView(tag).left(end < 0 ? tag.size() : end);
    };
    return !primary(a).isEmpty() && primary(a).compare(primary(b), Qt::CaseInsensitive) == 0;
}

quint8 alarmLevel(const RoutingRules &rules, std::chrono::milliseconds waited)
{
    quint8 level = 0;
    for (const quint16 threshold : rules.alarms_s.items)
        if (waited >= std::chrono::seconds(threshold)) ++level;
    return level;
}

namespace {

// The snapshot while a plan is made of it: offers are counted as they come and go.
class Planner {
public:
    explicit Planner(Snapshot snapshot);
    RoutingPlan plan();

private:
    void lapse();
    void withdraw();
    void offer();
    void raiseAlarms();

    const RoutingRules *rulesOf(DepartmentId department) const;
    RoutedAgent *find(AccountId account);
    bool isOnDuty(const RoutedAgent &agent, DepartmentId department) const;
    bool hasRoom(const RoutedAgent &agent, DepartmentId department) const;
    RoutedAgent *bestFor(const WaitingCustomer &customer, const RoutingRules &rules);
    void count(const Offer &offer, DepartmentId department, int change);

    Snapshot m_snapshot;
    QHash<DepartmentId, RoutingRules> m_rules;
    QHash<AccountId, QHash<DepartmentId, qint64>> m_busy; // conversations and offers
    RoutingPlan m_plan;
};

Planner::Planner(Snapshot snapshot)
    : m_snapshot(std::move(snapshot))
{
    for (const RoutedDepartment &department : std::as_const(m_snapshot.departments))
        m_rules.insert(department.id, department.rules);
    for (const RoutedAgent &agent : std::as_const(m_snapshot.agents))
        m_busy.insert(agent.account, agent.load);
    std::ranges::sort(m_snapshot.waiting, {}, [](const WaitingCustomer &one) {
        return std::tuple(one.mode, one.place, one.conversation);
    });
    for (const WaitingCustomer &customer : std::as_const(m_snapshot.waiting))
        if (customer.offer) count(*customer.offer, customer.department, +1);
}

RoutingPlan Planner::plan()
{
    lapse();
    withdraw();
    offer();
    raiseAlarms();
    return m_plan;
}

void Planner::count(const Offer &offer, DepartmentId department, int change)
{
    m_busy[offer.agent][department] += change;
}

const RoutingRules *Planner::rulesOf(DepartmentId department) const
{
    const auto found = m_rules.constFind(department);
    return found == m_rules.cend() ? nullptr : &*found;
}

RoutedAgent *Planner::find(AccountId account)
{
    for (RoutedAgent &agent : m_snapshot.agents)
        if (agent.account == account) return &agent;
    return nullptr;
}

bool Planner::isOnDuty(const RoutedAgent &agent, DepartmentId department) const
{
    const bool serves = agent.departments.isEmpty() || agent.departments.contains(department);
    return serves && agent.is_online && agent.status == AgentStatus::Available;
}

qint64 sum(const QHash<DepartmentId, qint64> &counts)
{
    qint64 all = 0;
    for (const qint64 one : counts)
        all += one;
    return all;
}

// For one more.
bool Planner::hasRoom(const RoutedAgent &agent, DepartmentId department) const
{
    const QHash<DepartmentId, qint64> busy = m_busy.value(agent.account);
    const RoutingRules *rules = rulesOf(department);
    const bool has_here =
        rules == nullptr || rules->capacity == 0 || busy.value(department) < rules->capacity;
    return has_here && sum(busy) < agent.capacity;
}

// Whoever lets one lapse is away, so that the others of theirs fall away too.
void Planner::lapse()
{
    for (WaitingCustomer &customer : m_snapshot.waiting) {
        if (!customer.offer || customer.offer->until > m_snapshot.now) continue;
        RoutedAgent *agent = find(customer.offer->agent);
        const RoutingRules *rules = rulesOf(customer.department);
        const bool could = agent && rules && rules->isAutomatic() && agent->is_online;
        if (!could) continue; // then it is withdrawn
        m_plan.lapsed.append({customer.conversation, agent->account});
        count(*customer.offer, customer.department, -1);
        customer.passes.removeIf([&](const Pass &pass) { return pass.agent == agent->account; });
        customer.passes.append({agent->account, m_snapshot.now});
        customer.offer.reset();
    }
    for (const LapsedOffer &lapsed : std::as_const(m_plan.lapsed))
        find(lapsed.agent)->status = AgentStatus::Away;
}

// The youngest first: who has waited longest keeps an offer that there is room for.
void Planner::withdraw()
{
    for (auto customer = m_snapshot.waiting.rbegin(); customer != m_snapshot.waiting.rend(); ++customer) {
        if (!customer->offer) continue;
        const RoutingRules *rules = rulesOf(customer->department);
        const RoutedAgent *agent = find(customer->offer->agent);
        count(*customer->offer, customer->department, -1);
        const UnixTime until = customer->offer->until;
        const bool runs = until > m_snapshot.now &&
                          until <= m_snapshot.now + std::chrono::seconds(limits::kOfferSecondsMax);
        const bool stands = runs && rules && rules->isAutomatic() && agent &&
                            isOnDuty(*agent, customer->department) && hasRoom(*agent, customer->department);
        if (stands) {
            count(*customer->offer, customer->department, +1);
            continue;
        }
        m_plan.withdrawn.append(customer->conversation);
        customer->offer.reset();
    }
}

// Not when the clock was set back: nobody waits for that.
bool isRecent(UnixTime passed_at, UnixTime now)
{
    return passed_at <= now && now - passed_at < limits::kOfferAgainAfter;
}

RoutedAgent *Planner::bestFor(const WaitingCustomer &customer, const RoutingRules &rules)
{
    using Rank = std::tuple<UnixTime, bool, bool, qint64, UnixTime, AccountId>; // the lowest is next
    RoutedAgent *best = nullptr;
    Rank best_rank;
    for (RoutedAgent &agent : m_snapshot.agents) {
        if (!isOnDuty(agent, customer.department) || !hasRoom(agent, customer.department)) continue;
        UnixTime passed_at{}; // 0: not at all
        for (const Pass &pass : customer.passes)
            if (pass.agent == agent.account) passed_at = pass.at;
        if (passed_at.ms != 0 && isRecent(passed_at, m_snapshot.now)) continue;

        const bool is_stranger =
            rules.policy != RoutingPolicy::LastAgent || agent.account != customer.last_agent;
        const bool is_foreign = std::ranges::none_of(agent.languages, [&](const QString &language) {
            return isSameLanguage(language, customer.language);
        });
        const qint64 load = rules.policy == RoutingPolicy::RoundRobin ? 0 : sum(m_busy.value(agent.account));
        const Rank rank{passed_at, is_stranger, is_foreign, load, agent.last_turn, agent.account};
        if (best && rank >= best_rank) continue;
        best = &agent;
        best_rank = rank;
    }
    return best;
}

void Planner::offer()
{
    for (WaitingCustomer &customer : m_snapshot.waiting) {
        const RoutingRules *rules = rulesOf(customer.department);
        if (customer.offer || !rules || !rules->isAutomatic()) continue;
        RoutedAgent *agent = bestFor(customer, *rules);
        if (!agent) continue;
        customer.offer = Offer{agent->account, m_snapshot.now + std::chrono::seconds(rules->offer_s)};
        count(*customer.offer, customer.department, +1);
        agent->last_turn = m_snapshot.now;
        m_plan.offers.append({customer.conversation, *customer.offer});
    }
}

// Whoever left a message does not sit and wait.
void Planner::raiseAlarms()
{
    for (const WaitingCustomer &customer : std::as_const(m_snapshot.waiting)) {
        const RoutingRules *rules = rulesOf(customer.department);
        if (!rules || customer.mode != protocol::StartMode::Live) continue;
        const quint8 level = alarmLevel(*rules, m_snapshot.now - customer.waiting_since);
        if (level > customer.alarm) m_plan.alarms.append({customer.conversation, level});
    }
}

} // namespace

RoutingPlan planRouting(Snapshot snapshot)
{
    return Planner(std::move(snapshot)).plan();
}

} // namespace chat121::desk
