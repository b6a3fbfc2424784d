// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/history/archive_writer.h"

#include "common/base/text.h"

namespace chat121::engine {

namespace {

constexpr int kRowsAtOnce = 120;

// Programs from before know rows without marks only.
content::ArchivedItem archivedRow(ConversationId conversation, const TimelineRow &row)
{
    const content::ArchivedRow plain{conversation,
                                     row.id,
                                     row.sequence,
                                     row.author,
                                     row.sent_at,
                                     static_cast<quint8>(row.kind),
                                     static_cast<quint8>(row.state),
                                     row.is_fallback,
                                     {cutToBytes(row.author_name, limits::kNameBytesMax)},
                                     {cutToBytes(row.author_role, limits::kNameBytesMax)},
                                     {cutToBytes(row.text, limits::kTextBytesMax)}};
    if (!row.changed.isValid() && row.quote.isEmpty()) return plain;
    content::ArchivedMarkedRow marked{plain, row.changed, row.edited_at, row.quote.message, {}, {}};
    marked.claim = cutToBytes(row.quote.claim, limits::kExcerptBytesMax);
    for (const RowReaction &reaction : row.reactions)
        marked.reactions.items.append(
            {reaction.account, {cutToBytes(reaction.name, limits::kNameBytesMax)}, {reaction.emoji}});
    return marked;
}

} // namespace

ArchiveWriter::ArchiveWriter(Context &context, Ledger &ledger, const ArchiveRules &rules,
                             std::optional<ArchiveState> &state, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_rules(rules)
    , m_state(state)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ArchiveWriter::flush);
    m_read_timer.setSingleShot(true);
    connect(&m_read_timer, &QTimer::timeout, this, &ArchiveWriter::changed);
}

void ArchiveWriter::setOpen(bool is_open)
{
    m_is_open = is_open;
    if (is_open) return changed();
    m_is_sending = false; // the answer does not come any more, or is not waited for
    m_timer.stop();
}

void ArchiveWriter::changed()
{
    if (m_is_open && !m_is_sending && !m_timer.isActive()) m_timer.start(limits::kArchiveDelay);
}

void ArchiveWriter::reviewConversations()
{
    const QList<ConversationId> ids = m_ledger.ids();
    m_to_review = QSet<ConversationId>(ids.cbegin(), ids.cend());
    changed();
}

// Any batch that leaves earlier takes it along. Under a shield only from now on: chance has drawn the time.
void ArchiveWriter::read(ConversationId conversation)
{
    if (!m_is_open) return; // all are reviewed when it is
    m_to_review.insert(conversation);
    if (!m_read_timer.isActive()) m_read_timer.start(limits::kArchiveReadDelay);
}

// --- a batch --------------------------------------------------------------------------------------

void ArchiveWriter::flush()
{
    if (!m_is_open || m_is_sending || !m_state) return;
    auto batch = collect();
    if (!batch) return m_context.storeFailed(batch.error());
    if (const auto dropped = dropStale(*batch); !dropped) return m_context.storeFailed(dropped.error());
    if (batch->message.items.items.isEmpty()) {
        if (batch->stale.isEmpty()) return;
        Q_EMIT appended(m_state->top); // nothing new is there, but less is missing
        m_timer.start(0);
        return;
    }
    if (m_state->keyring.newest().made_at + limits::kArchiveKeyLife < m_context.clock.now() &&
        m_state->keyring.keys.size() < static_cast<size_t>(limits::kArchiveKeysKept)) {
        Q_EMIT keyIsOld();
        return;
    }
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    batch->message.request = *request;
    m_is_sending = true;
    m_context.connection.request<protocol::ArchiveAppended>(
        batch->message,
        [this, batch = *batch](const Reply<protocol::ArchiveAppended> &reply) { onAppended(batch, reply); });
}

Result<ArchiveWriter::Batch> ArchiveWriter::collect()
{
    Batch batch;
    TRY(collectRows(batch));
    const QSet<ConversationId> to_review = m_to_review;
    for (const ConversationId conversation : to_review) {
        if (batch.isFull()) break;
        if (m_ledger.mayLeave(conversation)) TRY(review(conversation, batch));
    }
    return batch;
}

Result<void> ArchiveWriter::review(ConversationId conversation, Batch &batch)
{
    const bool is_kept =
        m_ledger.policyOf(conversation).is_archived && !m_ledger.erasures().isErased(conversation);
    TRY_ASSIGN(const auto known, archivedFacts(m_context.store, conversation));
    const bool is_collected = batch.facts.contains(conversation);
    const bool is_there = is_collected || !known.isEmpty(); // else its first row brings it
    if (is_kept && !is_there && m_ledger.isShielded(conversation)) return success();
    m_to_review.remove(conversation);
    if (!is_kept || !is_there) return success();
    if (!is_collected) TRY(collectFacts(conversation, batch));
    return collectRead(conversation, batch);
}

// What is kept in another region than this server's waits, and what is behind it does not.
Result<void> ArchiveWriter::collectRows(Batch &batch)
{
    const QList<ConversationId> ids = m_ledger.ids();
    qint64 last = 0;
    bool has_skipped = true;
    while (has_skipped && batch.rows.isEmpty() && batch.stale.isEmpty()) {
        TRY_ASSIGN(const auto messages, m_context.store.unarchived().oldest(ids, last, kRowsAtOnce));
        has_skipped = false;
        for (const UnarchivedMessage &message : messages) {
            if (batch.isFull()) break;
            last = message.row;
            if (message.conversation.isValid() && !m_ledger.mayLeave(message.conversation)) {
                has_skipped = true;
                continue;
            }
            TRY(collectRow(message, batch));
        }
    }
    return success();
}

Result<void> ArchiveWriter::dropStale(const Batch &batch)
{
    if (batch.stale.isEmpty()) return success();
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    for (const qint64 row : batch.stale)
        TRY(m_context.store.unarchived().remove(row));
    return transaction.commit();
}

Result<void> ArchiveWriter::collectRow(const UnarchivedMessage &message, Batch &batch)
{
    const MessagePlace above{message.place.place, message.place.row + 1};
    MessagePage page;
    if (message.conversation.isValid()) {
        TRY_ASSIGN(page, m_context.store.messages().older(message.conversation, above, 1));
    }
    const bool is_there = !page.rows.isEmpty() && page.first == message.place;
    const TimelineRow row = is_there ? page.rows.constFirst() : TimelineRow{};
    if (row.id.isZero() || !m_rules.isAllowed(message.conversation, row.sent_at)) {
        batch.stale.append(message.row);
        return success();
    }
    if (!batch.facts.contains(message.conversation)) TRY(collectFacts(message.conversation, batch));
    if (!m_ledger.isShielded(message.conversation)) TRY(collectRead(message.conversation, batch));
    add(archivedRow(message.conversation, row), batch);
    batch.rows.insert(message.row, row.changed);
    return success();
}

Result<void> ArchiveWriter::collectFacts(ConversationId id, Batch &batch)
{
    const ConversationRecord record = m_ledger.recordOr(id);
    const content::ArchivedConversation facts{id,
                                              record.department,
                                              record.guest,
                                              record.taker,
                                              record.generation,
                                              record.state == protocol::ConversationState::Closed,
                                              {cutToBytes(record.title.text, limits::kNameBytesMax)}};
    const archive::EntryId entry = archive::entryIdOf(m_state->keyring, facts);
    TRY_ASSIGN(const auto known, archivedFacts(m_context.store, id));
    batch.facts.insert(id, entry);
    if (!known.contains(entry)) add(facts, batch);
    return success();
}

// Only where it makes a difference: the person's own words, lines and receipts are never unread.
Result<void> ArchiveWriter::collectRead(ConversationId id, Batch &batch)
{
    const content::ArchivedReadState state{id, m_ledger.recordOr(id).read_up_to};
    TRY_ASSIGN(const Sequence known, archivedReadUpTo(m_context.store, id));
    if (state.up_to <= known || batch.reads.contains(id)) return success();
    TRY_ASSIGN(const int unread_there, m_context.store.messages().unreadCount(id, known));
    TRY_ASSIGN(const int unread_here, m_context.store.messages().unreadCount(id, state.up_to));
    if (unread_there <= unread_here) return success();
    batch.reads.insert(id, {archive::entryIdOf(m_state->keyring, state), state.up_to});
    add(state, batch);
    return success();
}

void ArchiveWriter::add(const content::ArchivedItem &item, Batch &batch)
{
    const content::ArchiveEntry entry{m_context.identity.device(), m_state->stored, item};
    protocol::ArchiveItem sealed;
    sealed.id = archive::entryIdOf(m_state->keyring, item);
    sealed.sealed =
        archive::sealEntry(m_state->keyring, m_context.identity.account(), entry, m_context.random);
    batch.bytes += sealed.sealed.bytes.size();
    batch.message.items.items.append(sealed);
}

void ArchiveWriter::appendNow(const content::ArchivedItem &item, const std::function<void(bool)> &then)
{
    Batch batch;
    add(item, batch);
    const auto request = m_context.store.requests().next();
    if (!request) {
        m_context.storeFailed(request.error());
        return then(false);
    }
    batch.message.request = *request;
    m_context.connection.request<protocol::ArchiveAppended>(
        batch.message, [this, batch, then](const Reply<protocol::ArchiveAppended> &reply) {
            const auto *answer = std::get_if<protocol::ArchiveAppended>(&reply);
            if (answer == nullptr || !m_state) return then(false);
            const auto settled = settle(batch, *answer);
            if (!settled) m_context.storeFailed(settled.error());
            then(settled.has_value());
        });
}

// --- the answer -----------------------------------------------------------------------------------

void ArchiveWriter::onAppended(const Batch &batch, const Reply<protocol::ArchiveAppended> &reply)
{
    m_is_sending = false;
    if (!m_state || !m_is_open) return;
    const auto *answer = std::get_if<protocol::ArchiveAppended>(&reply);
    if (answer == nullptr) { // tried again later, at the latest with the next connection
        for (auto it = batch.facts.cbegin(); it != batch.facts.cend(); ++it)
            m_to_review.insert(it.key());
        m_timer.start(limits::kArchiveRetryDelay);
        return;
    }
    if (const auto settled = settle(batch, *answer); !settled) {
        m_context.storeFailed(settled.error());
        m_timer.start(limits::kArchiveRetryDelay);
        return;
    }
    Q_EMIT appended(answer->head);
    m_timer.start(0); // until nothing is left
}

Result<void> ArchiveWriter::settle(const Batch &batch, const protocol::ArchiveAppended &answer)
{
    ArchiveState next = m_state->clone();
    next.stored += answer.added;
    const bool is_alone = answer.head.value == next.top.value + answer.added;
    if (is_alone) next.top = answer.head; // nobody else's in between
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    for (auto it = batch.rows.cbegin(); it != batch.rows.cend(); ++it) {
        TRY_ASSIGN(const auto now, m_context.store.messages().at(it.key()));
        const bool is_same = !now || now->value.changed == it.value();
        if (is_same) TRY(m_context.store.unarchived().remove(it.key())); // else it has become another one
    }
    for (auto it = batch.facts.cbegin(); it != batch.facts.cend(); ++it)
        TRY(addArchivedFacts(m_context.store, it.key(), it.value()));
    for (auto it = batch.reads.cbegin(); it != batch.reads.cend(); ++it) {
        TRY_ASSIGN(const auto outdated, addArchivedRead(m_context.store, it.key(), it.value()));
        if (m_owe && !outdated.isEmpty()) TRY(m_owe(outdated));
    }
    TRY(saveArchiveState(m_context.store, kArchiveNote, next));
    TRY(transaction.commit());
    m_state = std::move(next);
    return success();
}

} // namespace chat121::engine
