// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/history/archive_reader.h"

#include <algorithm>

namespace chat121::engine {

namespace {

constexpr quint64 kSequencesEnd = 1ull << 62; // as the local store has it

TimelineRow timelineRow(const content::ArchivedRow &row, AccountId self)
{
    TimelineRow result;
    result.id = row.id;
    result.sequence = row.sequence;
    result.author = row.author;
    result.sent_at = row.sent_at;
    result.kind = static_cast<RowKind>(qMin(row.kind, static_cast<quint8>(RowKind::Note)));
    result.is_mine = row.author.isValid() && row.author == self;
    result.is_fallback = row.is_fallback;
    result.author_name = row.author_name.text;
    result.author_role = row.author_role.text;
    result.text = row.text.text;
    if (result.kind == RowKind::System) result.is_mine = false; // a word of one's own that was deleted
    if (!result.is_mine) return result;
    const bool is_seen = row.state == static_cast<quint8>(SendState::Delivered) ||
                         row.state == static_cast<quint8>(SendState::Read);
    result.state = is_seen ? static_cast<SendState>(row.state) : SendState::Sent;
    return result;
}

TimelineRow timelineRow(const content::ArchivedMarkedRow &marked, AccountId self)
{
    TimelineRow row = timelineRow(marked.row, self);
    row.changed = marked.changed;
    row.edited_at = marked.edited_at;
    row.quote.message = marked.quoted;
    row.quote.claim = marked.claim.text;
    for (const content::ArchivedReaction &reaction : marked.reactions.items)
        row.reactions.append({reaction.account, reaction.name.text, reaction.emoji.text});
    return row;
}

} // namespace

struct ArchiveReader::Import {
    ArchiveState state;
    QHash<ConversationId, ConversationRecord> records;
    QList<content::ArchiveEntry> entries;
    QSet<QByteArray> ids;
    bool is_key_unknown = false;
};

ArchiveReader::ArchiveReader(Context &context, Ledger &ledger, std::optional<ArchiveState> &state,
                             QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_state(state)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ArchiveReader::step);
}

void ArchiveReader::setOpen(bool is_open)
{
    m_is_open = is_open;
    m_is_reading = false; // an answer to the older connection does not come any more
    m_are_keys_asked = false;
    m_ids.clear();
    if (is_open) m_retry.start(0);
}

void ArchiveReader::grown(Sequence head)
{
    m_head = std::max(m_head, head);
    if (m_is_open && !m_retry.isActive()) m_retry.start(0);
}

// --- what is next ---------------------------------------------------------------------------------

// What is new comes before what is old; windows are aligned, so that a page is never asked for twice.
std::optional<ArchiveReader::Window> ArchiveReader::next() const
{
    if (m_head > m_state->top) return Window{m_state->top, m_head};
    if (!m_state->isReading()) return std::nullopt;
    const quint64 below = (m_state->low.value - 1) / limits::kArchiveWindow * limits::kArchiveWindow;
    return Window{Sequence{qMax(below, m_state->at.value)}, m_state->low};
}

void ArchiveReader::step()
{
    if (!m_is_open || m_is_reading || !m_state) return;
    const auto window = next();
    if (!window) return;
    if (!m_state->top.isValid()) m_ids.clear(); // the beginning of all
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    protocol::Since message;
    message.request = *request;
    message.positions.items = {{m_state->log, m_state->incarnation, window->after}};
    m_is_reading = true;
    m_context.connection.request<protocol::Envelopes>(
        message,
        [this, window = *window](const Reply<protocol::Envelopes> &reply) { onPage(window, reply); });
}

void ArchiveReader::onPage(const Window &window, const Reply<protocol::Envelopes> &reply)
{
    m_is_reading = false;
    if (!m_is_open || !m_state) return;
    const auto *answer = std::get_if<protocol::Envelopes>(&reply);
    if (answer == nullptr) {
        m_retry.start(limits::kArchiveRetryDelay);
        return;
    }
    for (const protocol::Trimmed &trimmed : answer->trimmed.items) {
        if (trimmed.incarnation != m_state->incarnation) {
            m_ids.clear();
            Q_EMIT restoredOver();
            return;
        }
        m_floor = std::max(m_floor, trimmed.floor);
    }
    if (const auto saved = save(window, answer->envelopes.items); !saved) {
        if (saved.error().code == Code::NotFound) {
            Q_EMIT keysMissing();
            return;
        }
        m_context.storeFailed(saved.error());
        m_retry.start(limits::kArchiveRetryDelay);
        return;
    }
    Q_EMIT progressed();
    m_retry.start(0);
}

// --- one page -------------------------------------------------------------------------------------

Result<void> ArchiveReader::save(const Window &window, const QList<protocol::Envelope> &envelopes)
{
    const bool was_reading = m_state->isReading();
    Import page;
    page.state = m_state->clone();
    Sequence reached = std::max(window.after, Sequence{m_floor.value > 0 ? m_floor.value - 1 : 0});
    for (const protocol::Envelope &envelope : envelopes) {
        const bool is_next = envelope.log == m_state->log && envelope.sequence > reached;
        if (!is_next || envelope.sequence > window.to) continue;
        page.state.missing += static_cast<quint32>(envelope.sequence.value - reached.value - 1);
        reached = envelope.sequence;
        if (envelope.kind == protocol::EnvelopeKind::Application) read(envelope, page);
        if (envelope.kind == protocol::EnvelopeKind::Emptied) ++page.state.emptied;
    }
    if (page.is_key_unknown && !std::exchange(m_are_keys_asked, true))
        return Error{Code::NotFound, QStringLiteral("newer archive keys")};
    if (envelopes.isEmpty() && reached < window.to) { // the server has nothing where something was
        page.state.missing += static_cast<quint32>(window.to.value - reached.value);
        reached = window.to;
    }
    move(page.state, window, reached);

    TRY_ASSIGN(auto transaction, m_context.store.begin());
    for (const content::ArchiveEntry &entry : std::as_const(page.entries)) {
        if (const auto *row = std::get_if<content::ArchivedRow>(&entry.item))
            TRY(importRow({*row, {}, {}, {}, {}, {}}, page));
        if (const auto *row = std::get_if<content::ArchivedMarkedRow>(&entry.item))
            TRY(importRow(*row, page));
        if (const auto *erasure = std::get_if<content::ArchivedErasure>(&entry.item))
            page.state.erased += erasure->count;
        if (const auto *facts = std::get_if<content::ArchivedConversation>(&entry.item))
            TRY(importConversation(*facts, page));
        if (const auto *state = std::get_if<content::ArchivedReadState>(&entry.item))
            TRY(importReadState(*state, page));
    }
    TRY(saveRecords(page));
    TRY(saveArchiveState(m_context.store, kArchiveNote, page.state));
    TRY(transaction.commit());
    m_state = std::move(page.state);
    m_ids += page.ids;
    if (was_reading && !m_state->isReading()) finish();
    return success();
}

void ArchiveReader::move(ArchiveState &state, const Window &window, Sequence reached)
{
    if (window.to > state.top) { // new entries
        state.top = std::max(reached, state.top);
        return;
    }
    state.at = reached;
    if (reached < window.to) return;
    state.low = {(window.to.value - 1) / limits::kArchiveWindow * limits::kArchiveWindow};
    state.at = {};
}

void ArchiveReader::read(const protocol::Envelope &envelope, Import &page)
{
    auto entry = archive::openEntry(page.state.keyring, m_context.identity.account(), envelope.body.bytes);
    if (entry) {
        // A second copy in another's place would hide that the other is missing.
        const auto sealed = decode<content::SealedArchiveEntry>(envelope.body.bytes);
        if (page.ids.contains(sealed->id.toByteArray()) || m_ids.contains(sealed->id.toByteArray())) {
            ++page.state.damaged;
            return;
        }
        page.ids.insert(sealed->id.toByteArray());
        count(page.state, *entry);
        page.entries.append(*std::move(entry));
        return;
    }
    page.is_key_unknown = page.is_key_unknown || entry.error().code == Code::NotFound;
    if (entry.error().code != Code::Unsupported) ++page.state.damaged; // of a newer program: passed over
}

void ArchiveReader::count(ArchiveState &state, const content::ArchiveEntry &entry)
{
    auto &writers = state.writers.items;
    auto known = std::find_if(writers.begin(), writers.end(),
                              [&](const WriterCount &writer) { return writer.writer == entry.writer; });
    if (known == writers.end()) {
        if (writers.size() >= 1024) return;
        known = writers.insert(writers.end(), {entry.writer, 0, 0, 0});
    }
    if (entry.stored_before < known->claimed) {
        ++known->below;
        return;
    }
    if (entry.stored_before > known->claimed) {
        known->below += std::exchange(known->newest, 0);
        known->claimed = entry.stored_before;
    }
    ++known->newest;
}

// --- into the store -------------------------------------------------------------------------------

Result<void> ArchiveReader::importRow(const content::ArchivedMarkedRow &marked, Import &page)
{
    const content::ArchivedRow &archived = marked.row;
    const bool is_sound = archived.conversation.isValid() && archived.sequence.isValid() &&
                          archived.sequence.value < kSequencesEnd && !archived.id.isZero() &&
                          marked.changed.value < kSequencesEnd;
    if (!is_sound) return success();
    const RowVersion version{archived.id, marked.changed};
    if (!isAllowed(archived.conversation, page)) return m_eraser->owe(archived.conversation, {version});
    TRY_ASSIGN(const auto known, m_context.store.messages().find(archived.conversation, archived.id));
    // What it was before an edit or a deletion is not to stay.
    if (known && known->changed > marked.changed) return m_eraser->owe(archived.conversation, {version});
    if (known && known->changed == marked.changed) return success();
    if (known) TRY(m_eraser->owe(archived.conversation, {{known->id, known->changed}}));
    TimelineRow row = timelineRow(marked, m_context.identity.account());
    row.is_starred = known && known->is_starred && row.kind != RowKind::System;
    TRY_ASSIGN(const bool is_another, m_ledger.applyWaiting(archived.conversation, row));
    MessageTable &messages = m_context.store.messages();
    TRY(is_another ? messages.putChanged(archived.conversation, row)
                   : messages.putArchived(archived.conversation, row));
    if (is_another) TRY(m_eraser->owe(archived.conversation, {version}));
    m_ledger.tellRow(archived.conversation, row.id);

    ConversationRecord &record = recordIn(page, archived.conversation);
    if (row.kind == RowKind::System || row.sent_at <= record.last_at) return success();
    record.last_at = row.sent_at;
    record.preview = row.text.simplified().left(160);
    return success();
}

ConversationRecord &ArchiveReader::recordIn(Import &page, ConversationId conversation) const
{
    if (!page.records.contains(conversation)) {
        ConversationRecord fresh = m_ledger.recordOr(conversation);
        const bool is_new = m_ledger.find(conversation) == nullptr;
        if (is_new && m_context.identity.isStaff()) fresh.state = protocol::ConversationState::Closed;
        page.records.insert(conversation, fresh);
    }
    return page.records[conversation];
}

// It may come before everything else of its conversation, which is told then.
Result<void> ArchiveReader::importReadState(const content::ArchivedReadState &state, Import &page)
{
    const bool is_sound =
        state.conversation.isValid() && state.up_to.isValid() && state.up_to.value < kSequencesEnd;
    if (!is_sound) return success();
    const archive::EntryId entry = archive::entryIdOf(page.state.keyring, state);
    if (!isAllowed(state.conversation, page)) return m_eraser->oweEntries({entry});
    TRY_ASSIGN(const auto outdated,
               addArchivedRead(m_context.store, state.conversation, {entry, state.up_to}));
    if (!outdated.isEmpty()) TRY(m_eraser->oweEntries(outdated));
    if (m_ledger.find(state.conversation) != nullptr) recordIn(page, state.conversation);
    return success();
}

// The department may have forbidden archives while no device of the account was there to erase it.
bool ArchiveReader::isAllowed(ConversationId conversation, const Import &page) const
{
    if (m_ledger.erasures().isErased(conversation)) return false;
    for (const content::ArchiveEntry &entry : page.entries) {
        const auto *facts = std::get_if<content::ArchivedConversation>(&entry.item);
        if (facts == nullptr || facts->conversation != conversation) continue;
        const auto department = m_context.identity.organisation().department(facts->department);
        if (department) return department->policy.is_archived;
    }
    return m_ledger.policyOf(conversation).is_archived;
}

// What the desk knows is newer; the title only comes from here.
Result<void> ArchiveReader::importConversation(const content::ArchivedConversation &facts, Import &page)
{
    if (!facts.conversation.isValid()) return success();
    if (m_ledger.erasures().isErased(facts.conversation))
        return m_eraser->oweEntries({archive::entryIdOf(page.state.keyring, facts)});
    TRY(addArchivedFacts(m_context.store, facts.conversation, archive::entryIdOf(page.state.keyring, facts)));
    const auto department = m_context.identity.organisation().department(facts.department);
    if (department && !department->policy.is_archived) return success(); // it is about to be erased
    const bool is_new = m_ledger.find(facts.conversation) == nullptr;
    const auto touched = page.records.constFind(facts.conversation);
    ConversationRecord record =
        touched != page.records.constEnd() ? *touched : m_ledger.recordOr(facts.conversation);
    if (is_new && m_context.identity.isStaff()) record.state = protocol::ConversationState::Closed;
    if (!record.department.isValid()) record.department = facts.department;
    if (!record.guest.isValid()) record.guest = facts.guest;
    if (!record.taker.isValid()) record.taker = facts.taker;
    if (record.title.text.isEmpty()) record.title = facts.title.text;
    if (is_new) record.generation = facts.generation;
    page.records.insert(facts.conversation, record);
    return success();
}

Result<void> ArchiveReader::saveRecords(const Import &page)
{
    for (ConversationRecord record : page.records) {
        TRY_ASSIGN(const Sequence read_up_to, archivedReadUpTo(m_context.store, record.id));
        record.read_up_to = std::max(record.read_up_to, read_up_to); // it stays read
        TRY(m_ledger.save(record));
    }
    return success();
}

// --- the end --------------------------------------------------------------------------------------

// Each writer has said how many entries of its own lay below: fewer mean that the server left some out.
void ArchiveReader::finish()
{
    m_ids.clear();
    quint64 left_out = m_state->missing;
    for (const WriterCount &writer : std::as_const(m_state->writers.items))
        if (writer.claimed > writer.below) left_out += writer.claimed - writer.below;
    left_out -= std::min({left_out, m_state->emptied, m_state->erased}); // by own devices
    if (m_floor.isValid()) left_out = m_state->missing;                  // retention has deleted the oldest
    if (left_out == 0 && m_state->damaged == 0) return;
    Q_EMIT damaged(QStringLiteral("archive: %1 damaged, %2 missing").arg(m_state->damaged).arg(left_out));
}

} // namespace chat121::engine
