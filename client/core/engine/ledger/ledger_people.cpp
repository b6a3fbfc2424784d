// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names and rosters: the half of Ledger that people see. The rows of lists are in ledger_rows.cpp.

#include "client/core/engine/ledger/ledger.h"

#include "client/core/engine/groups/team_place.h"
#include "client/core/engine/ledger/intake_record.h"
#include "client/core/engine/notices/words.h"
#include "common/identity/erasure.h"

#include <algorithm>

namespace chat121::engine {

namespace {

Attendance attendanceShown(content::AttendanceSaid said)
{
    switch (said) {
    case content::AttendanceSaid::Reading:
        return Attendance::Reading;
    case content::AttendanceSaid::Leaving:
        return Attendance::Leaving;
    case content::AttendanceSaid::Speaking:
        break;
    }
    return Attendance::Speaking;
}

} // namespace

// --- people ---------------------------------------------------------------------------------------

QString Ledger::nameOf(const identity::VerifiedMember &member, ConversationId id) const
{
    if (const identity::VerifiedStaff *staff = member.staff()) return staff->name;
    if (member.account() == m_context.identity.account() &&
        !m_context.identity.profile().own_name.text.isEmpty())
        return m_context.identity.profile().own_name.text;
    const ConversationRecord *record = find(id);
    const bool has_name =
        record != nullptr && record->guest == member.account() && !record->title.text.isEmpty();
    return has_name ? record->title.text : words::guest(member.account());
}

QString Ledger::roleOf(const identity::VerifiedMember &member) const
{
    const identity::VerifiedStaff *staff = member.staff();
    if (staff == nullptr) return words::guestRole();
    QStringList names;
    for (const DepartmentId department : staff->departments)
        names.append(departmentName(department));
    return names.isEmpty() ? words::role(staff->role) : names.join(QStringLiteral(", "));
}

QString Ledger::nameOf(AccountId account) const
{
    const identity::VerifiedStaff *known = staff(account);
    return known != nullptr ? known->name : QString();
}

const identity::VerifiedStaff *Ledger::staff(AccountId account) const
{
    const auto known = m_staff.constFind(account);
    return known == m_staff.cend() ? nullptr : &*known;
}

void Ledger::know(const identity::VerifiedStaff &staff)
{
    m_staff.insert(staff.account, staff);
}

QString Ledger::departmentName(DepartmentId id) const
{
    const auto department = m_context.identity.organisation().department(id);
    return department ? department->name.text : QString();
}

void Ledger::setOnline(AccountId account, bool is_online)
{
    if (isOnline(account) == is_online) return;
    m_online.insert(account, is_online);
    for (auto it = m_records.begin(); it != m_records.end(); ++it) {
        const bool shares =
            it->guest == account || it->taker == account || m_context.announcer.isOpen(it.key());
        if (shares) announce(it.key());
    }
}

content::AttendanceSaid Ledger::attendanceOf(ConversationId id, AccountId account) const
{
    const ConversationRecord *record = find(id);
    if (record == nullptr) return content::AttendanceSaid::Speaking;
    for (const Attending &one : detailsOf(*record).attending.items)
        if (one.account == account) return static_cast<content::AttendanceSaid>(one.said);
    return content::AttendanceSaid::Speaking;
}

Result<void> Ledger::attends(ConversationId id, AccountId account, content::AttendanceSaid said)
{
    ConversationRecord record = recordOr(id);
    ConversationDetails details = detailsOf(record);
    QList<Attending> &attending = details.attending.items;
    attending.removeIf([account](const Attending &one) { return one.account == account; });
    if (said != content::AttendanceSaid::Speaking && attending.size() < limits::kGroupMembersMax)
        attending.append({account, static_cast<quint16>(said)});
    setDetails(record, details);
    TRY(save(record));
    announce(id);
    return success();
}

// --- what windows show ----------------------------------------------------------------------------

GroupKey Ledger::groupOf(ConversationId id) const
{
    if (m_context.policy.facts(id).is_team) {
        const auto place = teamPlaceOf(m_context.store, id);
        return place ? place->group() : GroupKey{id, 0};
    }
    const ConversationRecord *record = find(id);
    return {id, record != nullptr ? record->generation : 0};
}

bool Ledger::isOpen(ConversationId id) const
{
    const ConversationRecord *record = find(id);
    return record != nullptr && record->state == protocol::ConversationState::Taken &&
           !detailsOf(*record).is_group_over;
}

QList<GroupKey> Ledger::openGroups() const
{
    QList<GroupKey> groups;
    for (const identity::Department &department : m_context.identity.ownDepartments())
        groups.append(groupOf(department.team));
    for (const ConversationId id : ids())
        if (isOpen(id)) groups.append(groupOf(id));
    return groups;
}

bool Ledger::isMember(ConversationId id) const
{
    return m_context.groups.isMember(groupOf(id));
}

QList<RosterRow> Ledger::roster(ConversationId id) const
{
    QList<RosterRow> rows;
    const auto members = m_context.sealer.members(groupOf(id));
    if (!members) return rows;
    const ConversationDetails details = detailsOf(recordOr(id));
    const bool is_read_shown = isReadingTold(id);
    for (const identity::VerifiedMember &member : *members) {
        const auto same = [&](const RosterRow &row) { return row.account == member.account(); };
        if (std::any_of(rows.cbegin(), rows.cend(), same)) continue;
        RosterRow row;
        row.account = member.account();
        row.is_me = member.account() == m_context.identity.account();
        for (const PeerReceipt &peer : details.receipts.items)
            if (is_read_shown && peer.account == row.account) row.read_up_to = peer.read;
        row.is_online = row.is_me || isOnline(member.account());
        row.name = nameOf(member, id);
        row.role = roleOf(member);
        row.is_reading = attendanceOf(id, row.account) != content::AttendanceSaid::Speaking;
        if (row.is_reading) row.role = words::withReading(row.role);
        row.is_verified = !row.is_me && m_context.contacts.isVerified(member);
        if (member.staff() != nullptr) row.signed_by = m_context.identity.organisation().document.name.text;
        rows.append(row);
    }
    return rows;
}

QString Ledger::titleOf(const ConversationRecord &record) const
{
    if (!m_context.identity.isStaff()) {
        QStringList names;
        for (const RosterRow &row : roster(record.id))
            if (!row.is_me) names.append(row.name);
        return names.isEmpty() ? m_context.identity.organisation().document.name.text
                               : names.join(QStringLiteral(", "));
    }
    return record.title.text.isEmpty() ? words::guest(record.guest) : record.title.text;
}

DepartmentId Ledger::departmentOf(ConversationId id) const
{
    const DepartmentId known = recordOr(id).department;
    return known.isValid() ? known : m_context.identity.profile().department;
}

identity::DepartmentPolicy Ledger::policyOf(ConversationId id) const
{
    const auto department = m_context.identity.organisation().department(departmentOf(id));
    return department ? department->policy : identity::DepartmentPolicy{};
}

bool Ledger::mayLeave(DepartmentId department) const
{
    return m_context.identity.organisation().mayBeKeptAt(department, m_context.connection.endpoint());
}

bool Ledger::mayLeave(LogId log) const
{
    return mayLeave(ownerOf(log));
}

bool Ledger::isShielded(LogId log) const
{
    return m_context.identity.organisation().isShielded(ownerOf(log));
}

crypto::Padding Ledger::paddingOf(DepartmentId department) const
{
    const bool is_shielded = m_context.identity.organisation().isShielded(department);
    return is_shielded ? crypto::Padding::Shield : crypto::Padding::Steps;
}

DepartmentId Ledger::ownerOf(LogId log) const
{
    const LogFacts facts = m_context.policy.facts(log);
    return facts.is_team ? facts.department : departmentOf(log);
}

SavingRight Ledger::savingRight(ConversationId id) const
{
    const identity::VerifiedMember &self = m_context.identity.self();
    if (self.staff() == nullptr) return SavingRight::Given;
    if (m_context.contacts.isOver(self)) return SavingRight::NotStaff;
    const auto department = m_context.identity.organisation().department(departmentOf(id));
    // Nobody has said that it is allowed.
    if (!department) return chat121::engine::savingRight(self.role(), identity::ExportRule::Nobody);
    const SavingRight by_rule = chat121::engine::savingRight(self.role(), department->policy.staff_export);
    const bool is_allowed = (detailsOf(recordOr(id)).allowed & bitOf(ConsentPurpose::Transcript)) != 0;
    return by_rule == SavingRight::Given && !is_allowed ? SavingRight::NotAllowed : by_rule;
}

bool Ledger::isSavingTold(ConversationId id) const
{
    return m_context.identity.isStaff() && isOpen(id) && isMember(id);
}

bool Ledger::isHeld(ConversationId id) const
{
    if (!mayLeave(id)) return true;
    const auto members = m_context.sealer.members(groupOf(id));
    return members && m_context.contacts.judge(id, *members).kind != Hold::Kind::None;
}

TalkHold Ledger::hold(ConversationId id) const
{
    const bool is_asking =
        !m_context.connection.endpoint().host.isEmpty(); // else there is no server to judge
    if (is_asking && !mayLeave(id))
        return {TalkHold::Kind::Elsewhere, {}, {}, words::elsewhere(policyOf(id).region.text)};
    const auto members = m_context.sealer.members(groupOf(id));
    const Hold hold = members ? m_context.contacts.judge(id, *members) : Hold{};
    TalkHold shown;
    if (hold.kind == Hold::Kind::None) return shown;
    const auto who = std::find_if(members->cbegin(), members->cend(),
                                  [&](const auto &member) { return member.account() == hold.person; });
    shown.person = hold.person;
    shown.name = nameOf(*who, id);
    switch (hold.kind) {
    case Hold::Kind::None:
        break;
    case Hold::Kind::Changed:
        shown.kind = TalkHold::Kind::Changed;
        shown.sentence =
            who->staff() != nullptr ? words::colleagueChanged(shown.name) : words::guestChanged(shown.name);
        break;
    case Hold::Kind::Mismatched:
        shown.kind = TalkHold::Kind::Mismatched;
        shown.sentence = words::wordsMismatched(shown.name);
        break;
    case Hold::Kind::Leaving:
        shown.kind = TalkHold::Kind::Leaving;
        shown.sentence = words::leaving(shown.name);
        break;
    }
    return shown;
}

TalkFacts Ledger::facts(ConversationId id) const
{
    const ConversationRecord record = recordOr(id);
    TalkFacts facts;
    facts.title = titleOf(record);
    facts.department = record.department;
    if (m_context.identity.isStaff()) facts.customer_name = record.title.text;
    facts.roster = roster(id);
    const bool is_open = record.state == protocol::ConversationState::Taken && isMember(id);
    facts.hold = hold(id);
    const identity::DepartmentPolicy policy = policyOf(id);
    facts.retention_days = static_cast<int>(policy.retention_days);
    facts.is_archived = policy.is_archived;
    facts.staff_saving = static_cast<StaffSaving>(policy.staff_export);
    const ConversationDetails details = detailsOf(record);
    facts.consents = {details.allowed, details.declined, details.asked};
    if (const auto terms = termsOf(id)) facts.terms = *terms;
    if (const auto start = intakeRecord(id)) {
        facts.answers = answersOf(*start);
        facts.context = contextOf(*start);
    }
    facts.region = policy.region.text;
    facts.is_shielded = isShielded(id);
    facts.is_reading_told = isReadingTold(id);
    facts.is_typing_told = facts.is_shielded || isTypingTold(id);
    facts.not_saved_because = sentenceOf(savingRight(id));
    facts.is_saving_told = isSavingTold(id);
    if (isMember(id) && m_context.identity.isStaff())
        facts.attendance = attendanceShown(attendanceOf(id, m_context.identity.account()));
    const bool is_talk = !m_context.identity.isStaff() || (is_open && !details.is_group_over);
    const bool is_speaking = facts.attendance == Attendance::Speaking;
    facts.is_writable = is_talk && is_speaking && m_erasures.find(id) == nullptr;
    facts.is_others = is_open && !details.is_group_over && record.taker != m_context.identity.account() &&
                      m_context.identity.isStaff();
    if (m_erasures.isWished(id)) facts.erasure = Talk::Erasure::Wished;
    if (m_erasures.isErased(id)) facts.erasure = Talk::Erasure::Done;
    facts.is_erasable = mayErase(id);
    facts.has_receipt = !receiptsIn(id).isEmpty();
    const identity::VerifiedStaff *self = m_context.identity.self().staff();
    facts.is_notable = self != nullptr && record.department.isValid() && self->serves(record.department) &&
                       m_erasures.find(id) == nullptr;
    facts.are_notes_locked = m_locked_notes.contains(record.department);
    facts.later = laterIn(id);
    facts.rating = rating(id);
    return facts;
}

QList<LaterMessage> Ledger::laterIn(ConversationId id) const
{
    QList<LaterMessage> later;
    const auto records = m_context.store.later().allOf(id.value);
    if (!records) return later;
    for (const LaterRecord &record : *records)
        later.append({record.id, record.text.text, record.due_at, record.is_held});
    std::stable_sort(later.begin(), later.end(),
                     [](const LaterMessage &a, const LaterMessage &b) { return a.due_at < b.due_at; });
    return later;
}

QList<identity::VerifiedStaff> Ledger::staffOf(DepartmentId department) const
{
    QList<identity::VerifiedStaff> people;
    for (const identity::VerifiedStaff &staff : m_staff)
        if (staff.serves(department)) people.append(staff);
    return people;
}

void Ledger::setNotesLocked(DepartmentId department, bool are_locked)
{
    if (m_locked_notes.contains(department) == are_locked) return;
    if (are_locked)
        m_locked_notes.insert(department);
    else
        m_locked_notes.remove(department);
    for (const ConversationId id : m_context.announcer.opened())
        if (departmentOf(id) == department) announce(id);
}

bool Ledger::mayErase(ConversationId id) const
{
    const ConversationRecord *record = find(id);
    if (m_erasures.find(id) != nullptr || record == nullptr) return false;
    if (!m_context.identity.isStaff()) {
        const bool has_begun = detailsOf(*record).is_started || record->last_at.ms > 0;
        return has_begun && id == m_context.identity.profile().conversation;
    }
    return isMember(id) && identity::mayErase(m_context.identity.self().role());
}

QList<ConversationId> Ledger::receiptsIn(ConversationId id) const
{
    const bool is_staff = m_context.identity.isStaff();
    QList<ConversationId> erased = is_staff ? QList<ConversationId>{id} : m_erasures.all();
    erased.removeIf([this](ConversationId one) { return !m_erasures.hasReceipt(one); });
    return erased;
}

void Ledger::announce(ConversationId id)
{
    const ConversationRecord *record = find(id);
    if (record == nullptr) return;
    if (m_context.announcer.isOpen(id)) m_context.announcer.facts(id, facts(id));
    if (m_context.identity.isStaff()) m_context.announcer.listed(listRow(*record));
}

void Ledger::setReturning(ConversationId id, UnixTime at)
{
    if (m_returning.value(id) == at) return;
    if (at == UnixTime{})
        m_returning.remove(id);
    else
        m_returning.insert(id, at);
    announce(id);
}

void Ledger::setTyping(ConversationId id, bool is_typing)
{
    if (m_typing.value(id, false) == is_typing) return;
    m_typing.insert(id, is_typing);
    announce(id);
}

} // namespace chat121::engine
