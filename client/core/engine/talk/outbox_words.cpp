// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the person here says: words, answers, and about messages after them. See outbox.h.
#include "client/core/engine/notices/words.h"
#include "client/core/engine/talk/outbox.h"
#include "common/base/text.h"

namespace chat121::engine {

namespace {

bool isSameKind(const content::Item &a, const content::Item &b)
{
    return a.index() == b.index();
}

} // namespace

void Outbox::sealFallbacks()
{
    m_context.sealer.setFallback([this](const GroupKey &group, const content::Item &item) {
        return words::fallbackOf(item, m_ledger.nameOf(m_context.identity.self(), group.log));
    });
}

// The words of a row, as they are said (again).
Result<content::Item> Outbox::itemOf(ConversationId conversation, const TimelineRow &row) const
{
    if (row.quote.isEmpty()) return content::Item(content::TextMessage{row.text});
    TRY_ASSIGN(const auto quoted, m_context.store.messages().find(conversation, row.quote.message));
    const bool has_words = quoted && quoted->kind == RowKind::Message;
    const QString excerpt = has_words ? excerptOf(quoted->text) : QString();
    return content::Item(
        content::Reply{row.quote.message, {cutToBytes(excerpt, limits::kExcerptBytesMax)}, {row.text}});
}

TimelineRow Outbox::wordsOf(ConversationId conversation, const MessageId &id, const QString &text) const
{
    TimelineRow row;
    row.id = id;
    row.author = m_context.identity.account();
    row.sent_at = m_context.clock.now();
    row.state = SendState::Queued;
    row.is_mine = true;
    row.author_name = m_ledger.nameOf(m_context.identity.self(), conversation);
    row.author_role = m_ledger.roleOf(m_context.identity.self());
    row.text = text;
    return row;
}

Result<void> Outbox::put(ConversationId conversation, const MessageId &id, const QString &text)
{
    const TimelineRow row = wordsOf(conversation, id, text);
    TRY(put(conversation, Purpose::Say, {row.id, row.sent_at, content::TextMessage{{text}}}));
    TRY(m_ledger.put(conversation, row));
    QMetaObject::invokeMethod(this, &Outbox::waitingChanged, Qt::QueuedConnection);
    return success();
}

void Outbox::answer(ConversationId conversation, const MessageId &answered, const QString &text)
{
    if (text.toUtf8().size() > limits::kTextBytesMax) {
        Q_EMIT m_context.announcer.talkFailed(conversation, problem(ProblemKind::MessageTooLong));
        Q_EMIT m_context.announcer.unsaid(conversation, text);
        return;
    }
    if (m_ledger.erasures().find(conversation) != nullptr) {
        Q_EMIT m_context.announcer.talkFailed(conversation, problem(ProblemKind::ConversationErased));
        Q_EMIT m_context.announcer.unsaid(conversation, text);
        return;
    }
    TimelineRow row = wordsOf(conversation, m_context.newMessageId(), text);
    if (m_ledger.isOpen(conversation)) row.quote.message = answered; // else nobody could look it up

    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(const content::Item item, itemOf(conversation, row));
        TRY(put(conversation, Purpose::Say, {row.id, row.sent_at, item}));
        TRY(m_ledger.put(conversation, row));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) {
        const bool is_full = waiting() >= limits::kOutboxMessagesMax;
        Q_EMIT m_context.announcer.talkFailed(conversation, is_full ? problem(ProblemKind::OutboxFull)
                                                                    : storeProblem(saved.error()));
        Q_EMIT m_context.announcer.unsaid(conversation, text);
        return;
    }
    Q_EMIT waitingChanged();
    flush(conversation);
}

void Outbox::sayAgain(ConversationId conversation, const MessageId &failed)
{
    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(const auto row, m_context.store.messages().find(conversation, failed));
        if (!row || !row->is_mine || row->state != SendState::Failed) return success();
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(const content::Item item, itemOf(conversation, *row));
        TRY(put(conversation, Purpose::Say, {failed, row->sent_at, item}));
        TRY(m_ledger.setState(conversation, failed, SendState::Queued));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) m_context.storeFailed(saved.error());
    Q_EMIT waitingChanged();
    flush(conversation);
}

void Outbox::change(ConversationId conversation, const content::Item &item)
{
    const auto about = aboutOf(item);
    if (!about) return;
    const content::Content content{m_context.newMessageId(), m_context.clock.now(), item};
    std::optional<MessageId> gone;
    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(const auto row, m_context.store.messages().find(conversation, *about));
        if (!row) return success();
        TimelineRow after = m_ledger.shown(conversation, {*row}).constFirst();
        if (!applyTo(after, m_ledger.ownChange(conversation, {}, content))) return success();
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        if (std::holds_alternative<content::Deletion>(item)) {
            TRY_ASSIGN(const bool is_withdrawn, withdraw(conversation, *row));
            if (is_withdrawn) gone = row->id;
        }
        TRY(dropOlder(conversation, item));
        if (!gone && m_ledger.isOpen(conversation)) TRY(putChange(conversation, content, *row));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) {
        const bool is_full = waiting() >= limits::kOutboxMessagesMax;
        Q_EMIT m_context.announcer.talkFailed(conversation, is_full ? problem(ProblemKind::OutboxFull)
                                                                    : storeProblem(saved.error()));
        gone.reset();
    }
    if (gone) {
        m_context.announcer.flush();
        Q_EMIT m_context.announcer.rowsRemoved(conversation, {*gone});
    }
    m_ledger.tellRow(conversation, *about);
    Q_EMIT waitingChanged();
    flush(conversation);
}

// What was dropped before may have brought the row back to what it is.
Result<void> Outbox::putChange(ConversationId conversation, const content::Content &content,
                               const TimelineRow &row)
{
    TimelineRow after = m_ledger.shown(conversation, {row}).constFirst();
    if (!applyTo(after, m_ledger.ownChange(conversation, {}, content))) return success();
    return put(conversation, Purpose::Change, content);
}

// Words that cannot have left are taken back before anybody has them.
Result<bool> Outbox::withdraw(ConversationId conversation, const TimelineRow &row)
{
    if (row.sequence.isValid()) return false;
    TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(conversation));
    for (const OutboxEntry &entry : entries) {
        if (entry.message != row.id) continue;
        const bool may_have_left =
            !isWord(entry) || entry.isSealed() || entry.attempts > 0 || m_in_flight.contains(conversation);
        if (may_have_left) return false;
        TRY(m_context.store.outbox().remove(entry.order));
    }
    TRY(m_context.store.messages().remove(conversation, row.id));
    return true;
}

// A later word of the same kind takes the place of one that has not been sealed; a deletion of all of them.
Result<void> Outbox::dropOlder(ConversationId conversation, const content::Item &item)
{
    TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(conversation));
    for (const OutboxEntry &entry : entries) {
        if (purposeOf(entry) != Purpose::Change || entry.isSealed()) continue;
        TRY_ASSIGN(const auto content, content::decodeContent(entry.content.bytes));
        const bool is_for_all = std::holds_alternative<content::Deletion>(item);
        const bool is_replaced = is_for_all || isSameKind(content.item, item);
        if (is_replaced && aboutOf(content.item) == aboutOf(item))
            TRY(m_context.store.outbox().remove(entry.order));
    }
    return success();
}

// Inside of the transaction that removes it.
Result<void> Outbox::changeStored(const OutboxEntry &entry, Sequence sequence)
{
    TRY_ASSIGN(const auto content, content::decodeContent(entry.content.bytes));
    return m_ledger.change(entry.conversation, m_ledger.ownChange(entry.conversation, sequence, content));
}

// Likewise.
Result<void> Outbox::afterwordStored(const OutboxEntry &entry, Sequence sequence)
{
    TRY_ASSIGN(const auto content, content::decodeContent(entry.content.bytes));
    const auto *rating = std::get_if<content::Rating>(&content.item);
    return rating != nullptr ? m_ledger.rated(entry.conversation, sequence, entry.message, *rating)
                             : success();
}

// Nobody gets it: the row is what it was.
void Outbox::changeGivenUp(const OutboxEntry &entry)
{
    if (purposeOf(entry) != Purpose::Change) return;
    const auto content = content::decodeContent(entry.content.bytes);
    if (const auto about = content ? aboutOf(content->item) : std::nullopt)
        m_ledger.tellRow(entry.conversation, *about);
}

} // namespace chat121::engine
