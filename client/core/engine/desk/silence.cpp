// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/silence.h"

#include <algorithm>

namespace chat121::engine {

Silence::Silence(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
    m_watch.begin(m_context.clock.steady());
    m_timer.setInterval(limits::kSilenceInterval);
    connect(&m_timer, &QTimer::timeout, this, &Silence::look);
    m_timer.start();
}

void Silence::loggedIn()
{
    m_watch.begin(m_context.clock.steady());
}

void Silence::reacted(ConversationId conversation)
{
    m_watch.reacted(conversation, m_context.clock.steady());
    if (m_told.contains(conversation)) look();
}

void Silence::look()
{
    if (!m_context.session.isCaughtUp()) return tell({});
    const SilenceWatch::Look seen = m_watch.look(unanswered(), m_context.clock.steady());
    tell(seen.until);
    if (seen.is_nobody_there) Q_EMIT fellSilent();
    for (const ConversationId conversation : seen.over)
        Q_EMIT tooLong(conversation);
}

// A conversation that nobody gives back by hand: of this person, and of a department that says a time.
QList<Unanswered> Silence::unanswered() const
{
    QList<Unanswered> all;
    for (const ConversationId id : m_ledger.ids()) {
        const ConversationRecord record = m_ledger.recordOr(id);
        const bool is_own = record.state == protocol::ConversationState::Taken &&
                            record.taker == m_context.identity.account() && m_ledger.isMember(id) &&
                            !Ledger::detailsOf(record).is_group_over;
        if (!is_own || m_ledger.policyOf(id).routing.silent_s == 0) continue;
        const auto found = unansweredIn(record);
        if (!found) m_context.storeFailed(found.error());
        if (found && *found) all.append(**found);
    }
    return all;
}

// From the newest row down to what answers it. Nothing: the customer does not wait for a word.
Result<std::optional<Unanswered>> Silence::unansweredIn(const ConversationRecord &record) const
{
    TRY_ASSIGN(const auto page, m_context.store.messages().newest(record.id, limits::kTalkPageRows));
    Unanswered found;
    found.conversation = record.id;
    found.allowed = std::chrono::seconds(m_ledger.policyOf(record.id).routing.silent_s);
    bool is_unanswered = false;
    for (auto row = page.rows.crbegin(); row != page.rows.crend(); ++row) {
        if (row->kind == RowKind::System) continue;
        if (row->kind == RowKind::Note) {
            if (row->is_mine && !is_unanswered && found.own.isZero()) found.own = row->id;
            continue;
        }
        const bool is_customers = row->author == record.guest;
        if (!is_customers) break;
        const bool has_reaction =
            std::ranges::any_of(row->reactions, [](const RowReaction &one) { return one.is_mine; });
        if (!is_unanswered && has_reaction) break;
        is_unanswered = true;
    }
    if (!is_unanswered) return std::optional<Unanswered>();
    return std::optional(found);
}

void Silence::tell(const QHash<ConversationId, SilenceWatch::Time> &until)
{
    const auto before = std::exchange(m_told, until);
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        if (!until.contains(it.key())) m_ledger.setReturning(it.key(), {});
    for (auto it = until.cbegin(); it != until.cend(); ++it) {
        const bool is_told = before.contains(it.key()) && before.value(it.key()) == it.value();
        if (is_told) continue;
        m_ledger.setReturning(it.key(), m_context.clock.now() + (it.value() - m_context.clock.steady()));
    }
}

} // namespace chat121::engine
