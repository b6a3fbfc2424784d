// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/desk.h"

#include "client/core/engine/groups/team_place.h"
#include "client/core/engine/membership/staffing.h"
#include "client/core/engine/notices/words.h"

namespace chat121::engine {

Desk::Desk(Context &context, Ledger &ledger, Outbox &outbox, Membership &membership, Previews &previews,
           Staffing &staffing, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
    , m_membership(membership)
    , m_previews(previews)
    , m_staffing(staffing)
{
    m_badges.setInterval(limits::kBadgeInterval);
    connect(&m_badges, &QTimer::timeout, this, [this] {
        if (m_context.session.isLoggedIn()) fetchStaff();
    });
    m_badges.start();
}

void Desk::failed(const Problem &problem)
{
    Q_EMIT m_context.announcer.actionFailed(problem);
}

// --- coming in ------------------------------------------------------------------------------------

Result<void> Desk::load()
{
    for (const identity::Department &department : m_context.identity.ownDepartments())
        m_context.policy.setFacts(department.team, {true, department.id, {}});
    for (const ConversationId id : m_ledger.ids()) {
        const ConversationRecord record = m_ledger.recordOr(id);
        m_context.policy.setFacts(id, {false, record.department, record.guest});
    }
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString::fromLatin1(kDutyNote)));
    TRY(loadTaking());
    TRY(loadLanguages());
    if (!note) return success();
    TRY_ASSIGN(const Duty duty, decode<Duty>(note->value.bytes));
    m_duty = static_cast<DutyStatus>(qMin<quint8>(duty.status, static_cast<quint8>(DutyStatus::Available)));
    m_capacity = duty.capacity;
    m_has_duty = true;
    return success();
}

void Desk::loggedIn()
{
    m_anew.clear();
    m_unanswered.clear();
    m_told.clear();
    m_membership.resumePending();
    if (m_has_duty) sendDuty();
    fetchStaff();
    const auto request = m_context.store.requests().next();
    if (!request) return failed(storeProblem(request.error()));
    m_context.connection.request<protocol::DeskChanged>(
        protocol::FetchDesk{*request}, [this](const Reply<protocol::DeskChanged> &reply) {
            const auto *change = std::get_if<protocol::DeskChanged>(&reply);
            if (change == nullptr) return;
            deskChanged(*change);
            resumeTaking(change->entries.items);
            if (!m_has_duty) sendDuty(); // the account has no status yet: else it was followed
        });
}

void Desk::caughtUp()
{
    enterTeams();
    refreshTeams();
    for (const identity::Department &department : m_context.identity.ownDepartments())
        m_previews.keysChanged(department.id);
}

void Desk::enterTeams()
{
    for (const identity::Department &department : m_context.identity.ownDepartments()) {
        const auto place = teamPlaceOf(m_context.store, department.team);
        if (!place) return m_context.storeFailed(place.error());
        const GroupKey group = place->group();
        const bool is_inside = m_context.groups.isMember(group) && !place->isMovedOn();
        if (is_inside || m_membership.isWishing(group.log) || m_context.committer.isPending(group)) continue;
        if (!place->mayEnter(m_context.clock.now())) {
            tellOfTeam(group.log, problem(ProblemKind::TeamKeysUnusable));
            continue;
        }
        Wish wish;
        wish.kind = Wish::Kind::EnterTeam;
        wish.group = group;
        wish.done = [this, log = group.log](const Problem &problem) {
            const bool passes = problem.is_retryable; // tried again after the next log-in
            if (!problem.isEmpty() && !passes) tellOfTeam(log, problem);
        };
        m_membership.wish(std::move(wish));
    }
}

// Each sentence once on a connection: it is tried every hour. What a server says first silences nothing that
// is found out about it later.
void Desk::tellOfTeam(LogId team, const Problem &problem)
{
    const std::pair<LogId, QString> told{team, problem.sentence};
    if (m_told.contains(told)) return;
    m_told.insert(told);
    Q_EMIT m_context.announcer.warned(problem);
}

// What kept this device out may be over.
void Desk::teamChanged(LogId team)
{
    if (!m_membership.isWishing(team)) enterTeams();
}

void Desk::hourPassed()
{
    enterTeams();
    refreshTeams();
}

// Once a day, so that a stolen device loses what comes, and long before the published key ends.
void Desk::refreshTeams()
{
    const UnixTime horizon = m_context.clock.now() - limits::kDepartmentKeyRotation;
    for (const identity::Department &department : m_context.identity.ownDepartments()) {
        const GroupKey group = m_ledger.groupOf(department.team);
        const auto keys = m_context.store.departmentKeys().allOf(department.id.value);
        const bool is_busy = m_membership.isWishing(group.log) || m_context.committer.isPending(group);
        if (!m_context.groups.isMember(group) || !keys || is_busy) continue;
        const bool is_fresh =
            std::any_of(keys->cbegin(), keys->cend(),
                        [horizon](const DepartmentKeyRecord &key) { return key.made_at > horizon; });
        if (is_fresh) continue;
        Wish wish;
        wish.kind = Wish::Kind::Refresh;
        wish.group = group;
        m_membership.wish(std::move(wish));
    }
}

void Desk::commitDropped(const GroupKey &group)
{
    if (m_context.policy.facts(group.log).is_team) enterTeams();
}

void Desk::groupChanged(const GroupKey &group)
{
    const LogFacts facts = m_context.policy.facts(group.log);
    if (facts.is_team) return m_previews.keysChanged(facts.department);
    m_ledger.announce(group.log);
    m_outbox.flush(group.log);
}

// The team's group went on by a commit that this device could not follow, and whose state it has given up,
// or in the next generation: the group is entered anew; what this device has on its way there is answered
// first.
void Desk::teamDiverged(const GroupKey &group)
{
    qCInfo(lcClient) << "the team group of log" << group.log.value << "cannot be followed: entered anew";
    if (m_membership.isWishing(group.log) || m_context.committer.isPending(group))
        m_diverged.insert(group.log);
    enterTeams();
}

void Desk::teamSettled(LogId log)
{
    if (m_diverged.remove(log)) enterTeams();
}

// --- the lists ------------------------------------------------------------------------------------

void Desk::deskChanged(const protocol::DeskChanged &change)
{
    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        QSet<ConversationId> present;
        for (const protocol::DeskEntry &entry : change.entries.items) {
            present.insert(entry.conversation);
            if (!m_ledger.erasures().isErased(entry.conversation)) TRY(onEntry(entry));
        }
        if (change.is_complete) TRY(onGone(present));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) m_context.storeFailed(saved.error());
    for (const protocol::DeskEntry &entry : change.entries.items) {
        m_outbox.flush(entry.conversation);
        m_membership.returnTo(entry.conversation);
    }
    takeAnew();
    Q_EMIT seen(change.entries.items, change.is_complete);
    onAgents(change.agents.items);
}

Result<void> Desk::onEntry(const protocol::DeskEntry &entry)
{
    ConversationRecord record = m_ledger.recordOr(entry.conversation);
    ConversationDetails details = Ledger::detailsOf(record);
    const bool was_in_group = m_ledger.isMember(entry.conversation) && !details.is_group_over;
    const bool is_over = was_in_group && entry.state != protocol::ConversationState::Taken;
    record.department = entry.department;
    // Once there was a group, it says who the customer is.
    if (!record.guest.isValid() || !m_ledger.isMember(entry.conversation)) record.guest = entry.guest;
    record.state = entry.state;
    record.mode = entry.mode;
    record.taker = entry.taker;
    record.waiting_since = entry.waiting_since;
    details.is_group_over = details.is_group_over || is_over;
    Ledger::setDetails(record, details);
    m_ledger.setOffering(entry.conversation, {entry.offered_to, entry.offered_until, entry.alarm,
                                              entry.receiver, entry.receiver_until, entry.is_accepted,
                                              entry.stay == protocol::HandOverStay::Stay, entry.place});
    TRY(m_ledger.save(record));
    m_ledger.setOnline(entry.guest, entry.is_guest_online);
    const bool is_done = entry.state == protocol::ConversationState::Closed;
    const bool is_others =
        entry.state == protocol::ConversationState::Taken && entry.taker != m_context.identity.account();
    const bool was_unanswered = is_over && m_unanswered.remove(entry.conversation);
    if (is_over) {
        TRY_ASSIGN(const auto cursor, m_context.store.logs().find(entry.conversation));
        TRY(m_ledger.line(entry.conversation, cursor ? cursor->head : Sequence{}, kOverLine,
                          is_done          ? words::closed()
                          : was_unanswered ? words::returnedUnanswered()
                                           : words::returned()));
        TRY(m_outbox.giveUp(entry.conversation));
    } else if (details.is_group_over && (is_others || is_done)) {
        TRY(m_outbox.giveUp(entry.conversation)); // what waited for this agent's next group
    }
    if (is_others || is_done) TRY(m_previews.forget(entry.conversation));
    return success();
}

// The whole desk came: what it no longer lists is closed, or was never ours to see.
Result<void> Desk::onGone(const QSet<ConversationId> &present)
{
    for (const ConversationId id : m_ledger.ids()) {
        ConversationRecord record = m_ledger.recordOr(id);
        const bool is_closed = record.state == protocol::ConversationState::Closed;
        if (present.contains(id) || is_closed) continue;
        if (!m_ledger.isMember(id)) {
            TRY(m_previews.forget(id));
            TRY(m_ledger.forget(id));
            continue;
        }
        record.state = protocol::ConversationState::Closed;
        TRY(m_ledger.save(record));
    }
    return success();
}

void Desk::onAgents(const QList<protocol::AgentEntry> &agents)
{
    bool is_anybody_new = false;
    for (const protocol::AgentEntry &agent : agents) {
        is_anybody_new = is_anybody_new || m_ledger.staff(agent.account) == nullptr;
        m_agents.insert(agent.account, agent);
        m_ledger.setOnline(agent.account, agent.is_online);
        if (agent.account == m_context.identity.account()) followDuty(agent);
    }
    if (is_anybody_new) fetchStaff();
    if (!agents.isEmpty()) announce();
}

Colleague Desk::colleagueOf(const protocol::AgentEntry &agent, const identity::VerifiedStaff &staff) const
{
    Colleague colleague;
    colleague.account = agent.account;
    colleague.name = staff.name;
    colleague.role = m_ledger.roleOf({staff, {}});
    colleague.status = static_cast<DutyStatus>(static_cast<int>(agent.status) - 1);
    colleague.is_online = agent.is_online;
    colleague.load = static_cast<int>(qMin<quint32>(agent.load, limits::kAgentCapacityMax));
    colleague.capacity = agent.capacity;
    for (const protocol::Language &language : agent.languages.items)
        colleague.languages.append(language.text);
    for (const DepartmentId department : staff.departments)
        colleague.departments.append(m_ledger.departmentName(department));
    colleague.is_removable = m_context.identity.profile().root_seed.has_value();
    colleague.is_replaceable = Staffing::mayInviteAgain(staff, m_context.identity);
    return colleague;
}

void Desk::announce()
{
    QList<Colleague> colleagues;
    for (const protocol::AgentEntry &agent : std::as_const(m_agents)) {
        const identity::VerifiedStaff *staff = m_ledger.staff(agent.account);
        const bool is_shown = staff != nullptr && agent.account != m_context.identity.account() &&
                              !m_context.identity.organisation().isDismissed(agent.account);
        if (!is_shown) continue; // unproven, or no longer a colleague
        colleagues.append(colleagueOf(agent, *staff));
    }
    std::sort(colleagues.begin(), colleagues.end(),
              [](const Colleague &a, const Colleague &b) { return a.name.localeAwareCompare(b.name) < 0; });
    Q_EMIT m_context.announcer.colleaguesChanged(colleagues);
    Q_EMIT m_context.announcer.languagesChanged(m_languages);
    Q_EMIT m_context.announcer.dutyChanged(m_duty, m_capacity, m_is_set_away);
    Q_EMIT peopleChanged();
}

void Desk::fetchStaff()
{
    const auto request = m_context.store.requests().next();
    if (m_is_fetching_staff || !request) return;
    m_is_fetching_staff = true;
    m_context.connection.request<protocol::Staff>(
        protocol::FetchStaff{*request}, [this](const Reply<protocol::Staff> &reply) {
            m_is_fetching_staff = false;
            if (const auto *answer = std::get_if<protocol::Staff>(&reply)) onStaff(*answer);
        });
}

// Whose chain does not verify does not exist for this client; who is over is renewed, if this client may.
void Desk::onStaff(const protocol::Staff &answer)
{
    const identity::VerifiedOrganisation &organisation = m_context.identity.organisation();
    QSet<AccountId> listed;
    for (const protocol::StaffEntry &entry : answer.staff.items) {
        const auto chain = decode<identity::StaffChain>(entry.staff_chain.bytes);
        if (!chain) continue;
        const auto staff = identity::recogniseStaff(*chain, m_context.identity.anchors().root_key);
        if (!staff || staff->account != entry.account) {
            Q_EMIT m_context.announcer.warned(problem(ProblemKind::StaffNotTrusted));
            continue;
        }
        const bool is_renewed = m_staffing.found(*staff, *chain);
        if (organisation.isDismissed(staff->account)) continue;
        if (m_context.contacts.isOver({*staff, {}}) && !is_renewed) {
            Q_EMIT m_context.announcer.warned(problem(ProblemKind::StaffNotTrusted));
            continue;
        }
        listed.insert(staff->account);
        remember(*staff, entry.staff_chain.bytes);
    }
    if (!answer.request.isValid()) return announce(); // one of them has changed
    m_agents.removeIf([&](const auto &agent) { return !listed.contains(agent.key()); });
    m_staffing.warnInTime();
    announce();
    for (const ConversationId id : m_ledger.ids())
        m_ledger.announce(id);
}

void Desk::remember(const identity::VerifiedStaff &staff, const QByteArray &chain)
{
    m_ledger.know(staff);
    PersonRecord person;
    person.account = staff.account;
    person.name = staff.name;
    person.chain = chain;
    if (const auto saved = m_context.store.people().save(person); !saved)
        m_context.storeFailed(saved.error());
    if (!m_agents.contains(staff.account))
        m_agents.insert(staff.account, {staff.account, protocol::AgentStatus::Away, 0, 0, false});
}

} // namespace chat121::engine
