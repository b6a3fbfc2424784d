// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the person here tells others beside their words. Who does not tell is not told: what the others say of
// themselves is passed over, here and in what windows show. See ledger.h.
#include "client/core/engine/ledger/ledger.h"

namespace chat121::engine {

bool Ledger::isReadingTold(ConversationId id) const
{
    return isTold(m_telling.reading, policyOf(id).talk.is_reading_told);
}

bool Ledger::isTypingTold(ConversationId id) const
{
    return !isShielded(id) && isTold(m_telling.typing, policyOf(id).talk.is_typing_told);
}

void Ledger::setTelling(const TellingChoice &choice)
{
    if (m_telling == choice) return;
    m_telling = choice;
    const QSet<ConversationId> opened = m_context.announcer.opened();
    for (const ConversationId id : opened)
        announce(id);
}

} // namespace chat121::engine
