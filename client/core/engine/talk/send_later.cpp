// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/talk/send_later.h"

#include <algorithm>

namespace chat121::engine {

SendLater::SendLater(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &SendLater::look);
}

void SendLater::begin()
{
    m_has_begun = true;
    look();
}

// Else the words are the writer's again.
bool SendLater::isFine(ConversationId conversation, const QString &text)
{
    const auto refuse = [&](ProblemKind kind) {
        Q_EMIT m_context.announcer.talkFailed(conversation, problem(kind));
        Q_EMIT m_context.announcer.unsaid(conversation, text);
        return false;
    };
    if (text.toUtf8().size() > limits::kTextBytesMax) return refuse(ProblemKind::MessageTooLong);
    if (m_ledger.erasures().find(conversation) != nullptr) return refuse(ProblemKind::ConversationErased);
    return true;
}

void SendLater::put(ConversationId conversation, const QString &text, UnixTime due_at)
{
    if (text.trimmed().isEmpty() || !isFine(conversation, text)) return;
    const auto waiting = m_context.store.later().count();
    if (waiting && *waiting >= limits::kLaterMessagesMax) {
        Q_EMIT m_context.announcer.talkFailed(conversation, problem(ProblemKind::OutboxFull));
        Q_EMIT m_context.announcer.unsaid(conversation, text);
        return;
    }
    save({m_context.newMessageId(), conversation, {text}, due_at, false});
}

void SendLater::change(ConversationId conversation, const MessageId &id, const QString &text, UnixTime due_at)
{
    if (text.trimmed().isEmpty() || !isFine(conversation, text)) return;
    const auto known = m_context.store.later().find(id);
    if (!known) return m_context.storeFailed(known.error());
    if (!*known || (*known)->conversation != conversation) {
        Q_EMIT m_context.announcer.unsaid(conversation, text); // it has left meanwhile as it was
        return;
    }
    save({id, conversation, {text}, due_at, false});
}

void SendLater::save(const LaterRecord &record)
{
    LaterRecord kept = record;
    kept.due_at = qBound(UnixTime{}, record.due_at, m_context.clock.now() + limits::kLaterMax);
    if (const auto saved = m_context.store.later().save(kept); !saved) {
        Q_EMIT m_context.announcer.talkFailed(record.conversation, storeProblem(saved.error()));
        Q_EMIT m_context.announcer.unsaid(record.conversation, record.text.text);
        return;
    }
    m_ledger.announce(record.conversation);
    look();
}

void SendLater::cancel(ConversationId conversation, const MessageId &id)
{
    const auto known = m_context.store.later().find(id);
    if (!known) return m_context.storeFailed(known.error());
    if (!*known || (*known)->conversation != conversation) return;
    if (const auto removed = m_context.store.later().remove(id); !removed)
        return m_context.storeFailed(removed.error());
    m_ledger.announce(conversation);
}

void SendLater::look()
{
    if (!m_has_begun) return;
    const auto all = m_context.store.later().all();
    if (!all) return m_context.storeFailed(all.error());
    QList<LaterRecord> waiting = *all;
    waiting.removeIf([](const LaterRecord &record) { return record.is_held; });
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const LaterRecord &a, const LaterRecord &b) { return a.due_at < b.due_at; });
    const UnixTime now = m_context.clock.now();
    while (!waiting.isEmpty() && waiting.constFirst().due_at <= now) {
        const LaterRecord record = waiting.constFirst();
        if (const auto left = leave(record); !left) {
            // The list is as it was: a full outbox passes, a full disk is said.
            if (left.error().code != Code::Busy) m_context.storeFailed(left.error());
            break;
        }
        waiting.removeFirst();
        m_ledger.announce(record.conversation);
        m_outbox.flush(record.conversation);
    }
    wakeFor(waiting);
}

// Off the list and into the outbox, in one transaction.
Result<void> SendLater::leave(const LaterRecord &record)
{
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY_ASSIGN(const auto said, m_context.store.messages().find(record.conversation, record.id));
    if (!said && !m_ledger.facts(record.conversation).is_writable) {
        LaterRecord held = record;
        held.is_held = true;
        TRY(m_context.store.later().save(held));
        return transaction.commit();
    }
    TRY(m_context.store.later().remove(record.id));
    if (!said) TRY(m_outbox.put(record.conversation, record.id, record.text.text));
    return transaction.commit();
}

void SendLater::wakeFor(const QList<LaterRecord> &waiting)
{
    m_wake.stop();
    if (waiting.isEmpty()) return;
    const auto left = waiting.constFirst().due_at - m_context.clock.now();
    m_wake.start(std::clamp<std::chrono::milliseconds>(left, std::chrono::seconds(1), limits::kLaterLook));
}

} // namespace chat121::engine
