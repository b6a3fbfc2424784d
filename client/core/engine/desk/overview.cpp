// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/overview.h"

#include <algorithm>
#include <limits>

namespace chat121::engine {

namespace {

int countOf(quint32 count)
{
    return static_cast<int>(qMin<quint32>(count, std::numeric_limits<int>::max()));
}

template <typename Value>
QList<Value> byName(QList<Value> values)
{
    std::sort(values.begin(), values.end(), [](const Value &a, const Value &b) {
        const int order = a.name.localeAwareCompare(b.name);
        return order != 0 ? order < 0 : a.name < b.name;
    });
    return values;
}

} // namespace

Overview::Overview(Context &context, Ledger &ledger, Desk &desk, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_desk(desk)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(limits::kOverviewDelay);
    connect(&m_soon, &QTimer::timeout, this, &Overview::tell);
    m_again.setInterval(limits::kOverviewInterval);
    connect(&m_again, &QTimer::timeout, this, &Overview::ask);
}

bool Overview::mayLook(const Identity &identity)
{
    switch (identity.self().role()) {
    case identity::Role::Owner:
    case identity::Role::Admin:
    case identity::Role::Supervisor:
        return true;
    case identity::Role::Agent:
    case identity::Role::Bot:
    case identity::Role::Guest:
        break;
    }
    return false;
}

void Overview::begin(UnixTime day)
{
    if (!mayLook(m_context.identity)) return;
    if (m_day != day) m_days.clear();
    m_day = day;
    m_is_watched = true;
    m_again.start();
    ask();
    tell();
}

void Overview::end()
{
    m_is_watched = false;
    m_again.stop();
    m_soon.stop();
}

// --- what comes -----------------------------------------------------------------------------------

void Overview::seen(const QList<protocol::DeskEntry> &entries, bool is_all)
{
    if (is_all) m_open.clear();
    for (const protocol::DeskEntry &entry : entries) {
        if (entry.state == protocol::ConversationState::Closed)
            m_open.remove(entry.conversation);
        else if (m_open.size() < limits::kOverviewTalksMax || m_open.contains(entry.conversation))
            m_open.insert(entry.conversation, entry);
    }
    changed();
}

void Overview::changed()
{
    if (m_is_watched && !m_soon.isActive()) m_soon.start();
}

void Overview::loggedIn()
{
    m_is_asking = false; // who asked before hears no answer any more
    if (m_is_watched) ask();
}

void Overview::ask()
{
    if (m_is_asking || !m_context.session.isLoggedIn()) return;
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    m_is_asking = true;
    m_context.connection.request<protocol::Day>(
        protocol::FetchDay{*request, m_day}, [this, day = m_day](const Reply<protocol::Day> &reply) {
            m_is_asking = false;
            const auto *answer = std::get_if<protocol::Day>(&reply);
            if (answer == nullptr || day != m_day) return;
            m_days.clear();
            for (const protocol::DayEntry &entry : answer->departments.items)
                m_days.insert(entry.department,
                              {countOf(entry.taken), countOf(entry.closed), countOf(entry.waits),
                               std::chrono::seconds(entry.median_wait_s),
                               std::chrono::seconds(entry.longest_wait_s)});
            changed();
        });
}

// --- what is told ---------------------------------------------------------------------------------

void Overview::countTalks(Counts &counts) const
{
    for (const protocol::DeskEntry &entry : m_open) {
        const auto department = counts.find(entry.department);
        if (department == counts.end()) continue;
        const bool is_waiting = entry.state == protocol::ConversationState::Waiting;
        if (!is_waiting) {
            ++department->taken;
            department->handed += entry.receiver.isValid() ? 1 : 0;
        } else if (entry.mode == protocol::StartMode::Live) {
            department->waiting.append(entry.waiting_since);
            department->offered += entry.offered_to.isValid() ? 1 : 0;
        } else {
            ++department->messages;
        }
    }
    for (DepartmentOverview &department : counts)
        std::sort(department.waiting.begin(), department.waiting.end());
}

// Whose chain does not verify does not exist here. Somebody of several departments counts in each of them.
QList<Colleague> Overview::countPeople(Counts &counts) const
{
    QList<Colleague> people;
    for (const protocol::AgentEntry &agent : m_desk.agents()) {
        const identity::VerifiedStaff *staff = m_ledger.staff(agent.account);
        if (staff == nullptr || m_context.identity.organisation().isDismissed(*staff)) continue;
        const Colleague person = m_desk.colleagueOf(agent, *staff);
        bool is_ours = false;
        for (DepartmentOverview &department : counts) {
            if (!staff->serves(department.id)) continue;
            is_ours = true;
            if (!person.is_online || person.status == DutyStatus::Away) continue;
            ++department.on_duty;
            department.load += person.load;
            department.capacity += person.capacity;
        }
        if (is_ours) people.append(person);
    }
    return byName(people);
}

void Overview::tell()
{
    if (!m_is_watched) return;
    Counts counts;
    for (const identity::Department &department : m_context.identity.ownDepartments()) {
        DepartmentOverview overview;
        overview.id = department.id;
        overview.name = department.name.text;
        for (const quint16 alarm : department.policy.routing.alarms_s.items)
            overview.alarms_s.append(alarm);
        const auto day = m_days.constFind(department.id);
        if (day != m_days.cend()) overview.day = *day;
        counts.insert(department.id, overview);
    }
    countTalks(counts);
    DeskOverview overview;
    overview.people = countPeople(counts);
    overview.departments = byName(counts.values());
    Q_EMIT m_context.announcer.overviewChanged(overview);
}

} // namespace chat121::engine
