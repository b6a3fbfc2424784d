// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the customer found the conversation. See guest.h.
#include "client/core/engine/desk/guest.h"

#include "common/base/text.h"

namespace chat121::engine {

void Guest::rate(const Rating &rating)
{
    const ConversationId id = conversation();
    const bool is_sound = rating.stars >= 1 && rating.stars <= limits::kRatingStarsMax;
    if (!is_sound || !m_ledger.rating(id).is_open) return;
    const content::Content said{
        m_context.newMessageId(), m_context.clock.now(),
        content::Rating{static_cast<quint8>(rating.stars),
                        {cutToBytes(rating.remark.simplified(), limits::kRatingRemarkBytesMax)}}};
    const auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY(m_outbox.put(id, Purpose::Afterword, said));
        TRY(m_ledger.ratingSaid(id, Ledger::RatingStep::Leaving));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) {
        m_ledger.announce(id);
        return Q_EMIT m_context.announcer.talkFailed(id, storeProblem(saved.error()));
    }
    m_outbox.flush(id);
}

void Guest::skipRating()
{
    const ConversationId id = conversation();
    if (!m_ledger.rating(id).is_asked) return;
    const auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY(m_ledger.ratingSaid(id, Ledger::RatingStep::Skipped));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) m_context.storeFailed(saved.error());
}

} // namespace chat121::engine
