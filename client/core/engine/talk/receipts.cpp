// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/talk/receipts.h"

namespace chat121::engine {

Receipts::Receipts(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
    , m_times(context.clock, context.random)
    , m_reading_times(context.clock, context.random)
{
    m_look.setSingleShot(true);
    m_look.setTimerType(Qt::PreciseTimer); // as long as was drawn
    connect(&m_look, &QTimer::timeout, this, &Receipts::sendDue);
}

void Receipts::markRead(ConversationId conversation)
{
    const ConversationRecord *known = m_ledger.find(conversation);
    const auto shown = shownUpTo(conversation);
    if (!shown) return m_context.storeFailed(shown.error());
    if (known == nullptr || *shown <= known->read_up_to) return;
    ConversationRecord record = *known;
    record.read_up_to = *shown;
    if (const auto saved = m_ledger.save(record); !saved) return m_context.storeFailed(saved.error());
    m_reading_times.put(conversation, delayOf(conversation));
    schedule(conversation);
}

// A device that is not in the group has the rows of the account's archive, and no log.
Result<Sequence> Receipts::shownUpTo(ConversationId conversation) const
{
    TRY_ASSIGN(const auto cursor, m_context.store.logs().find(conversation));
    Sequence shown = cursor ? cursor->head : Sequence{};
    if (m_ledger.isMember(conversation)) return shown;
    TRY_ASSIGN(const auto page, m_context.store.messages().newest(conversation, limits::kTalkPageRows));
    for (const TimelineRow &row : page.rows)
        shown = std::max(shown, row.sequence);
    return shown;
}

void Receipts::catchUp()
{
    for (const ConversationId conversation : m_ledger.ids())
        schedule(conversation);
}

bool Receipts::isDue(ConversationId conversation) const
{
    const ConversationRecord *record = m_ledger.find(conversation);
    const bool is_open = record != nullptr && record->state == protocol::ConversationState::Taken &&
                         m_ledger.isMember(conversation) && !m_ledger.isHeld(conversation);
    if (!is_open) return false;
    const ConversationDetails details = Ledger::detailsOf(*record);
    const auto undelivered = m_context.store.messages().unreadCount(conversation, details.told_delivered);
    if (undelivered && *undelivered > 0) return true;
    if (!m_ledger.isReadingTold(conversation)) return false;
    const auto unread = m_context.store.messages().unreadCount(conversation, details.told_read);
    const auto unseen = m_context.store.messages().unreadCount(conversation, record->read_up_to);
    return unread && unseen && *unread > *unseen;
}

void Receipts::schedule(ConversationId conversation)
{
    if (!m_times.isPut(conversation) && isDue(conversation)) m_times.put(conversation, delayOf(conversation));
    lookAgain();
}

ReceiptTimes::Delay Receipts::delayOf(ConversationId conversation) const
{
    using Delay = ReceiptTimes::Delay;
    return m_ledger.isShielded(conversation) ? Delay::ByChance : Delay::Short;
}

void Receipts::sendDue()
{
    for (const ConversationId conversation : m_times.takeDue())
        if (isDue(conversation)) send(conversation);
    for (const ConversationId conversation : m_reading_times.takeDue())
        Q_EMIT readOn(conversation);
    lookAgain();
}

void Receipts::lookAgain()
{
    auto next = m_times.next();
    if (const auto other = m_reading_times.next()) next = std::min(next.value_or(*other), *other);
    if (next) m_look.start(std::min<std::chrono::milliseconds>(*next, limits::kReceiptLookInterval));
}

void Receipts::send(ConversationId conversation)
{
    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(const auto cursor, m_context.store.logs().find(conversation));
        ConversationRecord record = m_ledger.recordOr(conversation);
        ConversationDetails details = Ledger::detailsOf(record);
        details.told_delivered = cursor ? cursor->head : Sequence{};
        if (m_ledger.isReadingTold(conversation))
            details.told_read = std::max(details.told_read, record.read_up_to);
        Ledger::setDetails(record, details);
        TRY(m_ledger.save(record));
        const content::Receipt receipt{details.told_delivered, details.told_read};
        TRY(m_outbox.put(conversation, Purpose::Receipt,
                         {m_context.newMessageId(), m_context.clock.now(), receipt}));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) m_context.storeFailed(saved.error());
    m_outbox.flush(conversation);
}

} // namespace chat121::engine
