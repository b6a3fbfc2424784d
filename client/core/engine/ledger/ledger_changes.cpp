// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said about messages after them, and how their rows are shown. See ledger.h.
#include "client/core/engine/ledger/ledger.h"

#include <algorithm>

namespace chat121::engine {

namespace {

QString previewOf(const TimelineRow &row)
{
    return row.text.simplified().left(160);
}

Result<MessageChange> changeOf(const WaitingChangeRecord &record)
{
    TRY_ASSIGN(content::Content content, content::decodeContent(record.content.bytes));
    return MessageChange{record.envelope.sequence, record.author, record.author_name.text,
                         record.author_role.text, std::move(content)};
}

} // namespace

MessageChange Ledger::ownChange(ConversationId id, Sequence sequence, const content::Content &content) const
{
    const identity::VerifiedMember self = m_context.identity.self();
    return {sequence, m_context.identity.account(), nameOf(self, id), roleOf(self), content};
}

Result<void> Ledger::change(ConversationId id, const MessageChange &change)
{
    const auto about = aboutOf(change.content.item);
    if (!about) return success();
    TRY_ASSIGN(const auto known, m_context.store.messages().find(id, *about));
    if (!known) return keepWaiting(id, change);
    if (change.sequence <= known->changed) return success(); // it came with the row, out of the archive
    TimelineRow row = *known;
    if (!applyTo(row, change)) return success();
    row.changed = change.sequence;
    return rewrite(id, *known, row);
}

// A member who speaks of messages that nobody has fills their own share only.
Result<void> Ledger::keepWaiting(ConversationId id, const MessageChange &change)
{
    TRY_ASSIGN(const auto waiting, m_context.store.waitingChanges().allOf(id.value));
    const auto theirs =
        std::count_if(waiting.cbegin(), waiting.cend(),
                      [&](const WaitingChangeRecord &record) { return record.author == change.author; });
    if (theirs >= limits::kChangesWaitingMax) return success();
    return m_context.store.waitingChanges().save({{id, change.sequence},
                                                  change.author,
                                                  {change.author_name},
                                                  {change.author_role},
                                                  {content::encodeContent(change.content)}});
}

Result<bool> Ledger::applyWaiting(ConversationId id, TimelineRow &row)
{
    TRY_ASSIGN(auto waiting, m_context.store.waitingChanges().allOf(id.value));
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const WaitingChangeRecord &a, const WaitingChangeRecord &b) {
                         return a.envelope.sequence < b.envelope.sequence;
                     });
    bool is_another = false;
    for (const WaitingChangeRecord &record : std::as_const(waiting)) {
        TRY_ASSIGN(const MessageChange change, changeOf(record));
        if (aboutOf(change.content.item) != row.id) continue;
        TRY(m_context.store.waitingChanges().remove(record.key()));
        if (change.sequence <= row.changed || !applyTo(row, change)) continue;
        row.changed = change.sequence;
        is_another = true;
    }
    return is_another;
}

Result<void> Ledger::rewrite(ConversationId id, const TimelineRow &before, const TimelineRow &after)
{
    TRY(m_context.store.messages().putChanged(id, after));
    if (m_rewritten) TRY(m_rewritten(id, {before.id, before.changed}));
    tell(id, after);
    ConversationRecord record = recordOr(id);
    const bool is_listed = record.preview.text == previewOf(before) && previewOf(before) != previewOf(after);
    if (!is_listed && before.kind != after.kind) announce(id); // there is less to be read
    if (!is_listed) return success();
    record.preview = previewOf(after);
    return save(record);
}

Result<void> Ledger::star(ConversationId id, const MessageId &message, bool is_starred)
{
    TRY_ASSIGN(auto row, m_context.store.messages().find(id, message));
    const bool is_word = row && row->kind != RowKind::System;
    if (!is_word || row->is_starred == is_starred) return success();
    row->is_starred = is_starred;
    TRY(m_context.store.messages().put(id, *row));
    tell(id, *row);
    return success();
}

// --- as they are shown ----------------------------------------------------------------------------

void Ledger::tell(ConversationId id, const TimelineRow &row)
{
    if (m_context.announcer.isOpen(id)) m_context.announcer.rows(id, shown(id, {row}));
}

void Ledger::tellRow(ConversationId id, const MessageId &message)
{
    const auto row = m_context.store.messages().find(id, message);
    if (!row) return m_context.storeFailed(row.error());
    if (*row) tell(id, **row);
}

QList<MessageChange> Ledger::unstoredChanges(ConversationId id) const
{
    QList<MessageChange> changes;
    const auto entries = m_context.store.outbox().allOf(id);
    if (!entries) return changes;
    for (const OutboxEntry &entry : *entries) {
        const auto content = content::decodeContent(entry.content.bytes);
        if (content && aboutOf(content->item)) changes.append(ownChange(id, {}, *content));
    }
    return changes;
}

QList<TimelineRow> Ledger::shown(ConversationId id, QList<TimelineRow> rows) const
{
    const QList<MessageChange> unstored = unstoredChanges(id);
    const bool is_read_shown = isReadingTold(id);
    for (TimelineRow &row : rows) {
        if (!is_read_shown && row.state == SendState::Read) row.state = SendState::Delivered;
        for (const MessageChange &change : unstored)
            if (aboutOf(change.content.item) == row.id) applyTo(row, change);
        for (RowReaction &reaction : row.reactions)
            reaction.is_mine = reaction.account == m_context.identity.account();
        if (row.quote.isEmpty()) continue;
        const auto quoted = m_context.store.messages().find(id, row.quote.message);
        row.quote.is_here = quoted && quoted->has_value();
        if (row.quote.is_here) row.quote.show(shownQuoted(**quoted, unstored));
        if (!row.quote.is_here) row.quote.text = row.quote.claim;
    }
    return rows;
}

TimelineRow Ledger::shownQuoted(TimelineRow row, const QList<MessageChange> &unstored) const
{
    for (const MessageChange &change : unstored)
        if (aboutOf(change.content.item) == row.id) applyTo(row, change);
    return row;
}

} // namespace chat121::engine
