// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/ledger/ledger.h"

#include "client/core/engine/notices/words.h"
#include "client/core/engine/profile/profile_store.h"

namespace chat121::engine {

Ledger::Ledger(Context &context)
    : m_context(context)
    , m_erasures(context.store)
{
}

Result<void> Ledger::load()
{
    TRY_ASSIGN(const auto records, m_context.store.conversations().all());
    for (const ConversationRecord &record : records)
        m_records.insert(record.id, record);
    TRY(m_erasures.load());
    TRY_ASSIGN(m_telling, loadTelling(m_context.store));
    TRY_ASSIGN(const auto people, m_context.store.people().all());
    for (const PersonRecord &person : people) {
        const auto chain = decode<identity::StaffChain>(person.chain.bytes);
        if (!chain) continue;
        // Whoever is over keeps the name.
        const auto staff = identity::recogniseStaff(*chain, m_context.identity.anchors().root_key);
        if (staff) m_staff.insert(staff->account, *staff);
    }
    return success();
}

// --- records --------------------------------------------------------------------------------------

void Ledger::rememberBefore(ConversationId id)
{
    if (m_before.contains(id)) return;
    const ConversationRecord *known = find(id);
    m_before.insert(id, known != nullptr ? std::optional(*known) : std::nullopt);
}

void Ledger::keep(const ConversationRecord &record)
{
    rememberBefore(record.id);
    m_records.insert(record.id, record);
}

void Ledger::transactionUndone()
{
    m_erasures.transactionUndone();
    const auto before = std::exchange(m_before, {});
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!it.value()) {
            m_records.remove(it.key());
            m_context.announcer.unlisted(it.key());
            continue;
        }
        m_records.insert(it.key(), *it.value());
        m_context.policy.setFacts(it.key(), {false, it.value()->department, it.value()->guest});
        announce(it.key());
    }
}

const ConversationRecord *Ledger::find(ConversationId id) const
{
    const auto found = m_records.constFind(id);
    return found == m_records.cend() ? nullptr : &*found;
}

ConversationRecord Ledger::recordOr(ConversationId id) const
{
    if (const ConversationRecord *known = find(id)) return *known;
    ConversationRecord record;
    record.id = id;
    return record;
}

Result<void> Ledger::save(const ConversationRecord &record)
{
    TRY(m_context.store.conversations().save(record));
    keep(record);
    m_context.policy.setFacts(record.id, {false, record.department, record.guest});
    announce(record.id);
    return success();
}

Result<void> Ledger::forget(ConversationId id)
{
    TRY(m_context.store.conversations().remove(id));
    TRY(m_context.store.intakes().remove(id));
    rememberBefore(id);
    m_records.remove(id);
    m_offerings.remove(id);
    m_returning.remove(id);
    m_context.announcer.unlisted(id);
    return success();
}

ConversationDetails Ledger::detailsOf(const ConversationRecord &record)
{
    const auto details = decode<ConversationDetails>(record.details.bytes);
    return details ? *details : ConversationDetails{};
}

void Ledger::setDetails(ConversationRecord &record, const ConversationDetails &details)
{
    record.details = encode(details);
}

// --- rows -----------------------------------------------------------------------------------------

Result<void> Ledger::put(ConversationId id, const TimelineRow &row)
{
    TRY(m_context.store.messages().put(id, row));
    tell(id, row);
    if (row.kind == RowKind::System) return success();
    ConversationRecord record = recordOr(id);
    record.last_at = row.sent_at;
    record.preview = row.text.simplified().left(160);
    return save(record);
}

Result<void> Ledger::line(ConversationId id, Sequence sequence, int number, const QString &text)
{
    Writer name;
    name.u64(id.value);
    name.u64(sequence.value);
    name.u32(static_cast<quint32>(number));
    const crypto::Hash hash = crypto::sha256({"chat121 timeline line", name.bytes()});
    return notice(id, sequence, *MessageId::from(hash.view().first(MessageId::kSize)), text);
}

Result<void> Ledger::notice(ConversationId id, Sequence sequence, const MessageId &message,
                            const QString &text)
{
    TimelineRow row;
    row.id = message;
    row.sequence = sequence;
    row.sent_at = m_context.clock.now();
    row.kind = RowKind::System;
    row.text = text;
    return put(id, row);
}

Result<void> Ledger::stored(ConversationId id, const MessageId &message, Sequence sequence)
{
    TRY_ASSIGN(auto row, m_context.store.messages().find(id, message));
    const bool is_placed = row && row->sequence.isValid() && row->state != SendState::Queued;
    if (!row || is_placed) return success(); // said again: it keeps its place
    // Words that waited in the waiting room stand where the group begins, before every answer.
    const bool has_waited = row->state == SendState::Sent;
    row->sequence = has_waited ? placeOfPreviews(id, sequence) : sequence;
    // The others may have had it, as a preview or before a crash here, and said so already.
    const Heard heard = heardOf(id, detailsOf(recordOr(id)).receipts.items, {});
    row->state = SendState::Sent;
    if (row->sequence <= heard.delivered) row->state = SendState::Delivered;
    if (row->sequence <= heard.read) row->state = SendState::Read;
    if (row->kind == RowKind::System) row->state = SendState::None;
    TRY(m_context.store.messages().setSequence(id, message, row->sequence, row->state));
    tell(id, *row);
    return success();
}

Result<void> Ledger::setState(ConversationId id, const MessageId &message, SendState state)
{
    TRY_ASSIGN(auto row, m_context.store.messages().find(id, message));
    if (!row) return success();
    row->state = state;
    TRY(m_context.store.messages().setState(id, message, state));
    tell(id, *row);
    return success();
}

Result<void> Ledger::raiseToSent(ConversationId id, const MessageId &message)
{
    TRY_ASSIGN(const auto row, m_context.store.messages().find(id, message));
    if (!row || row->state != SendState::Queued) return success();
    return setState(id, message, SendState::Sent);
}

// Devices of an account that was there before, or stays, are told as what they are.
Result<void> Ledger::membershipLines(ConversationId id, Sequence sequence, const MembershipChange &change)
{
    const auto contains = [](const QList<identity::VerifiedMember> &list,
                             const identity::VerifiedMember &member) {
        return std::any_of(list.cbegin(), list.cend(), [&](const identity::VerifiedMember &other) {
            return other.account() == member.account();
        });
    };
    const auto others = change.is_entry ? QList<identity::VerifiedMember>() : unchangedBy(id, change);
    int number = 0;
    for (const identity::VerifiedMember &member : change.joined) {
        if (member.staff() != nullptr) know(*member.staff());
        const QString name = nameOf(member, id);
        const QString role = roleOf(member);
        QString text = words::joined(name, role);
        if (contains(others, member)) text = words::oneMoreDevice(name, role);
        if (contains(change.left, member)) text = words::newDevice(name, role);
        TRY(line(id, sequence, number++, text));
    }
    for (const identity::VerifiedMember &member : change.left) {
        if (contains(change.joined, member)) continue;
        const QString name = nameOf(member, id);
        const QString role = roleOf(member);
        const bool is_there = contains(others, member);
        TRY(line(id, sequence, number++,
                 is_there ? words::oneDeviceLess(name, role) : words::left(name, role)));
        const bool has_said = attendanceOf(id, member.account()) != content::AttendanceSaid::Speaking;
        if (!is_there && has_said) TRY(attends(id, member.account(), content::AttendanceSaid::Speaking));
    }
    announce(id);
    return success();
}

// Members that were there before and still are.
QList<identity::VerifiedMember> Ledger::unchangedBy(ConversationId id, const MembershipChange &change) const
{
    QList<identity::VerifiedMember> unchanged;
    const auto members = m_context.sealer.members(groupOf(id));
    if (!members) return unchanged;
    for (const identity::VerifiedMember &member : *members) {
        const bool is_new = std::any_of(change.joined.cbegin(), change.joined.cend(),
                                        [&](const identity::VerifiedMember &other) {
                                            return other.device.device == member.device.device;
                                        });
        if (!is_new) unchanged.append(member);
    }
    return unchanged;
}

Result<void> Ledger::doubt(ConversationId id, Sequence sequence)
{
    TRY_ASSIGN(const auto page, m_context.store.messages().newest(id, limits::kTalkPageRows));
    for (const TimelineRow &row : page.rows) {
        const bool is_open = row.is_mine && row.state == SendState::Sent && row.sequence.isValid();
        if (is_open && row.sequence <= sequence) TRY(setState(id, row.id, SendState::Failed));
    }
    return success();
}

Result<void> Ledger::generationBegan(const GroupKey &group, Sequence sequence, quint64 epoch)
{
    ConversationRecord record = recordOr(group.log);
    ConversationDetails details = detailsOf(record);
    details.generation = group.generation;
    details.began = sequence;
    details.began_epoch = epoch;
    setDetails(record, details);
    return save(record);
}

Result<void> Ledger::groupStarted(const GroupKey &group, Sequence sequence)
{
    ConversationRecord record = recordOr(group.log);
    record.generation = group.generation;
    record.state = protocol::ConversationState::Taken;
    record.taker = m_context.identity.account();
    ConversationDetails details = detailsOf(record);
    details.is_group_over = false;
    details.attending = {}; // of the group before it
    setDetails(record, details);
    TRY(m_context.store.conversations().save(record));
    keep(record);
    TRY(generationBegan(group, sequence, 1));
    return placePreviews(group.log, sequence);
}

Result<void> Ledger::groupReturned(const GroupKey &group, Sequence sequence, quint64 epoch)
{
    ConversationRecord record = recordOr(group.log);
    ConversationDetails details = detailsOf(record);
    const bool is_known = details.generation == group.generation && details.began.isValid();
    record.generation = group.generation;
    record.state = protocol::ConversationState::Taken;
    details.is_group_over = false;
    setDetails(record, details);
    TRY(save(record));
    return is_known ? success() : generationBegan(group, sequence, epoch);
}

// The customer says them again when their device is there; an answer may come earlier, and belongs
// below its question.
Result<void> Ledger::placePreviews(ConversationId id, Sequence began)
{
    TRY_ASSIGN(const auto page, m_context.store.messages().newest(id, limits::kTalkPageRows));
    for (TimelineRow row : page.rows) {
        if (row.is_mine || row.sequence.isValid() || row.kind != RowKind::Message) continue;
        row.sequence = began;
        TRY(m_context.store.messages().setSequence(id, row.id, began, row.state));
        tell(id, row);
    }
    return success();
}

Sequence Ledger::placeOfPreviews(ConversationId id, Sequence said_again) const
{
    const ConversationRecord record = recordOr(id);
    const ConversationDetails details = detailsOf(record);
    const bool is_known = details.generation == record.generation && details.began.isValid();
    return is_known ? details.began : said_again;
}

bool Ledger::isRepeatAllowed(ConversationId id, Sequence first, quint32 generation) const
{
    const ConversationDetails details = detailsOf(recordOr(id));
    return details.generation == generation && first <= details.began; // at it: a preview
}

Result<void> Ledger::setGroupOver(ConversationId id, bool is_over)
{
    ConversationRecord record = recordOr(id);
    ConversationDetails details = detailsOf(record);
    details.is_group_over = is_over;
    setDetails(record, details);
    return save(record);
}

// Delivered: a device of each other account has it. Read: each other person has read it.
Ledger::Heard Ledger::heardOf(ConversationId id, const QList<PeerReceipt> &peers,
                              const Heard &of_nobody) const
{
    std::optional<Sequence> delivered;
    std::optional<Sequence> read;
    for (const RosterRow &reader : roster(id)) {
        if (reader.is_me) continue;
        const auto known = std::find_if(peers.cbegin(), peers.cend(), [&](const PeerReceipt &peer) {
            return peer.account == reader.account;
        });
        const PeerReceipt theirs = known == peers.cend() ? PeerReceipt{} : *known;
        delivered = std::min(delivered.value_or(theirs.delivered), theirs.delivered);
        read = std::min(read.value_or(theirs.read), theirs.read);
    }
    return {delivered.value_or(of_nobody.delivered), read.value_or(of_nobody.read)};
}

// The person has read on another computer, which has told the others.
Result<void> Ledger::ownReceipt(ConversationId id, const content::Receipt &receipt)
{
    ConversationRecord record = recordOr(id);
    ConversationDetails details = detailsOf(record);
    if (receipt.read <= record.read_up_to && receipt.read <= details.told_read) return success();
    record.read_up_to = std::max(record.read_up_to, receipt.read);
    details.told_read = std::max(details.told_read, receipt.read);
    setDetails(record, details);
    return save(record);
}

Result<void> Ledger::receipt(ConversationId id, const identity::VerifiedMember &author,
                             const content::Receipt &receipt)
{
    if (author.account() == m_context.identity.account()) return ownReceipt(id, receipt);
    ConversationRecord record = recordOr(id);
    ConversationDetails details = detailsOf(record);
    auto &peers = details.receipts.items;
    auto mine = std::find_if(peers.begin(), peers.end(),
                             [&](const PeerReceipt &peer) { return peer.account == author.account(); });
    if (mine == peers.end()) mine = peers.insert(peers.end(), {author.account(), {}, {}});
    mine->delivered = std::max({mine->delivered, receipt.delivered, receipt.read});
    const bool is_told = isReadingTold(id);
    if (is_told) mine->read = std::max(mine->read, receipt.read);

    const auto [delivered, read] = heardOf(id, peers, {mine->delivered, mine->read});
    setDetails(record, details);
    TRY(save(record));
    if (delivered.isValid()) {
        TRY(m_context.store.messages().raiseStates(id, delivered, SendState::Delivered));
        m_context.announcer.raised(id, {delivered, SendState::Delivered});
    }
    if (is_told && read.isValid()) {
        TRY(m_context.store.messages().raiseStates(id, read, SendState::Read));
        m_context.announcer.raised(id, {read, SendState::Read});
    }
    if (peers.size() > 1) announce(id); // who has read it
    return success();
}

} // namespace chat121::engine
