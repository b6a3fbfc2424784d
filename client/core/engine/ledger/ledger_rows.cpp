// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rows of the staff's lists. See ledger.h.
#include "client/core/engine/ledger/ledger.h"

namespace chat121::engine {

namespace {

// Membership is asked of the group, which costs a look at the disk: not for the thousands that are closed.
template <typename IsMember>
chat121::ConversationState placeOf(const ConversationRecord &record, AccountId self, IsMember is_member)
{
    switch (record.state) {
    case protocol::ConversationState::Waiting:
        return chat121::ConversationState::Waiting;
    case protocol::ConversationState::Closed:
        return chat121::ConversationState::Closed;
    case protocol::ConversationState::Taken:
        break;
    }
    const bool is_mine = record.taker == self || is_member();
    return is_mine ? chat121::ConversationState::Mine : chat121::ConversationState::Team;
}

// One alarm is a late one at once; of three the last is for everybody.
WaitSteps stepsOf(const identity::RoutingRules &rules)
{
    const QList<quint16> &alarms = rules.alarms_s.items;
    if (alarms.isEmpty()) return {};
    WaitSteps steps;
    steps.warn = std::chrono::seconds(alarms.constFirst());
    steps.late = std::chrono::seconds(alarms.at(alarms.size() > 1 ? 1 : 0));
    steps.last = std::chrono::seconds(alarms.size() > 2 ? alarms.at(2) : 0);
    return steps;
}

QString lineOf(const WrapUpRecord &wrap_up)
{
    QStringList tags;
    for (const WrapUpRecord::Tag &tag : wrap_up.tags.items)
        tags.append(tag.name.text);
    return wrapUpLine(static_cast<Outcome>(wrap_up.outcome), tags);
}

// What the person here has put off, where that is theirs to do.
void showSnooze(const SnoozeRecord &snooze, ConversationRow &row)
{
    const bool is_possible =
        row.state == chat121::ConversationState::Mine || row.state == chat121::ConversationState::Closed;
    if (!is_possible) return;
    row.is_back = snooze.is_back;
    if (!snooze.is_back) row.snoozed_until = snooze.until;
}

} // namespace

// With what its agent has noted last, for the one who is asked.
void Ledger::showHandOver(const ConversationRecord &record, ConversationRow &row) const
{
    const Offering offering = m_offerings.value(record.id);
    const AccountId self = m_context.identity.account();
    if (!offering.receiver.isValid()) return;
    row.hand_over_until = offering.receiver_until;
    row.hand_over_to = nameOf(offering.receiver);
    row.is_hand_over_accepted = offering.is_accepted;
    row.is_hand_over_mine = record.taker == self;
    row.is_hand_over_here = offering.receiver == self;
    if (!row.is_hand_over_here) return;
    const auto notes = m_context.store.staffNotes().allOf(record.id.value);
    if (!notes) return;
    UnixTime newest{};
    for (const StaffNoteRecord &note : *notes) {
        if (note.author != record.taker || note.said_at < newest) continue;
        newest = note.said_at;
        row.hand_over_note = note.text.text;
    }
}

ConversationRow Ledger::listRow(const ConversationRecord &record) const
{
    ConversationRow row = rowWithoutWrapUp(record);
    const auto snooze = m_context.store.snoozes().find(record.id);
    if (snooze && *snooze) showSnooze(**snooze, row);
    if (row.state != chat121::ConversationState::Closed) return row;
    const auto wrap_up = m_context.store.wrapUps().find(record.id);
    if (wrap_up && *wrap_up) row.wrap_up = lineOf(**wrap_up);
    const auto rating = m_context.store.ratings().find(record.id);
    if (rating && *rating) row.rating = (*rating)->stars;
    return row;
}

Result<QList<ConversationRow>> Ledger::listRows() const
{
    TRY_ASSIGN(const auto wrap_ups, m_context.store.wrapUps().all());
    QHash<ConversationId, QString> lines;
    for (const WrapUpRecord &wrap_up : wrap_ups)
        lines.insert(wrap_up.conversation, lineOf(wrap_up));
    TRY_ASSIGN(const auto ratings, m_context.store.ratings().all());
    QHash<ConversationId, int> stars;
    for (const RatingRecord &rating : ratings)
        stars.insert(rating.conversation, rating.stars);
    TRY_ASSIGN(const auto snoozes, m_context.store.snoozes().all());
    QHash<ConversationId, SnoozeRecord> put_off;
    for (const SnoozeRecord &snooze : snoozes)
        put_off.insert(snooze.conversation, snooze);
    QList<ConversationRow> rows;
    for (const ConversationRecord &record : m_records) {
        rows.append(rowWithoutWrapUp(record));
        if (put_off.contains(record.id)) showSnooze(put_off.value(record.id), rows.last());
        if (rows.constLast().state != chat121::ConversationState::Closed) continue;
        rows.last().wrap_up = lines.value(record.id);
        rows.last().rating = stars.value(record.id);
    }
    return rows;
}

ConversationRow Ledger::rowWithoutWrapUp(const ConversationRecord &record) const
{
    ConversationRow row;
    row.id = record.id;
    row.state = placeOf(record, m_context.identity.account(), [&] { return isMember(record.id); });
    row.is_typing = m_typing.value(record.id, false);
    row.is_online = isOnline(record.guest);
    if (row.state == chat121::ConversationState::Mine) {
        const auto unread = m_context.store.messages().unreadCount(record.id, record.read_up_to);
        if (unread) row.unread = *unread;
        row.returns_at = m_returning.value(record.id);
    }
    if (record.state == protocol::ConversationState::Waiting) {
        const Offering offering = m_offerings.value(record.id);
        row.waiting_since = record.waiting_since;
        row.place = offering.place;
        row.is_left_message = record.mode == protocol::StartMode::LeaveMessage;
        row.alarm = offering.alarm;
        row.steps = stepsOf(policyOf(record.id).routing);
        row.offered_until = offering.to.isValid() ? offering.until : UnixTime{};
        row.is_offered_here = offering.to == m_context.identity.account();
        row.offered_to = nameOf(offering.to);
    }
    row.is_taken_here =
        record.state == protocol::ConversationState::Taken && record.taker == m_context.identity.account();
    if (record.state == protocol::ConversationState::Taken) showHandOver(record, row);
    row.customer = record.guest;
    row.last_at = record.last_at;
    row.title = titleOf(record);
    row.department = departmentName(record.department);
    row.preview = record.preview.text;
    row.taken_by = nameOf(record.taker);
    return row;
}

} // namespace chat121::engine
