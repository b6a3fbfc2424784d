// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/snoozes.h"

#include <algorithm>

namespace chat121::engine {

Snoozes::Snoozes(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &Snoozes::look);
}

void Snoozes::begin()
{
    m_has_begun = true;
    look();
}

bool Snoozes::isPossible(ConversationId conversation) const
{
    const ConversationRecord *record = m_ledger.find(conversation);
    if (record == nullptr || m_ledger.erasures().find(conversation) != nullptr) return false;
    const chat121::ConversationState state = m_ledger.listRow(*record).state;
    return state == chat121::ConversationState::Mine || state == chat121::ConversationState::Closed;
}

void Snoozes::snooze(ConversationId conversation, UnixTime until)
{
    const UnixTime now = m_context.clock.now();
    const auto count = m_context.store.snoozes().count();
    const bool has_room = count && *count < limits::kSnoozesMax;
    if (until <= now || !isPossible(conversation) || !has_room)
        return Q_EMIT m_context.announcer.actionFailed(problem(ProblemKind::NotAllowed));
    const SnoozeRecord record{conversation, qMin(until, now + limits::kLaterMax), false};
    if (const auto saved = m_context.store.snoozes().save(record); !saved)
        return Q_EMIT m_context.announcer.actionFailed(storeProblem(saved.error()));
    m_ledger.announce(conversation);
    look();
}

void Snoozes::end(ConversationId conversation)
{
    const auto known = m_context.store.snoozes().find(conversation);
    if (!known) return m_context.storeFailed(known.error());
    if (!*known) return;
    if (const auto removed = m_context.store.snoozes().remove(conversation); !removed)
        return m_context.storeFailed(removed.error());
    m_ledger.announce(conversation);
}

void Snoozes::said(ConversationId conversation, AccountId author)
{
    const ConversationRecord *record = m_ledger.find(conversation);
    if (record != nullptr && record->guest == author) end(conversation);
}

void Snoozes::seen(const QList<protocol::DeskEntry> &entries)
{
    for (const protocol::DeskEntry &entry : entries) {
        const bool is_colleagues = entry.state == protocol::ConversationState::Taken &&
                                   entry.taker != m_context.identity.account() &&
                                   !m_ledger.isMember(entry.conversation);
        if (entry.state == protocol::ConversationState::Waiting || is_colleagues) end(entry.conversation);
    }
}

void Snoozes::look()
{
    if (!m_has_begun) return;
    const auto all = m_context.store.snoozes().all();
    if (!all) return m_context.storeFailed(all.error());
    const UnixTime now = m_context.clock.now();
    QList<SnoozeRecord> waiting;
    for (const SnoozeRecord &record : *all) {
        if (!isPossible(record.conversation))
            end(record.conversation); // gone, or somebody else's
        else if (!record.is_back && (record.until > now || !comeBack(record)))
            waiting.append(record);
    }
    wakeFor(waiting);
}

// False: the disk has refused, and it is tried again.
bool Snoozes::comeBack(const SnoozeRecord &record)
{
    SnoozeRecord back = record;
    back.is_back = true;
    if (const auto saved = m_context.store.snoozes().save(back); !saved) {
        m_context.storeFailed(saved.error());
        return false;
    }
    m_ledger.announce(record.conversation);
    m_context.announcer.flush();
    Q_EMIT m_context.announcer.snoozeEnded(record.conversation);
    return true;
}

void Snoozes::wakeFor(const QList<SnoozeRecord> &waiting)
{
    m_wake.stop();
    if (waiting.isEmpty()) return;
    const auto next =
        std::min_element(waiting.begin(), waiting.end(),
                         [](const SnoozeRecord &a, const SnoozeRecord &b) { return a.until < b.until; });
    const std::chrono::milliseconds left = next->until - m_context.clock.now();
    m_wake.start(std::clamp<std::chrono::milliseconds>(left, std::chrono::seconds(1), limits::kLaterLook));
}

} // namespace chat121::engine
