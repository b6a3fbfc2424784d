// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/talk/receipt_times.h"

#include "common/base/limits.h"

#include <algorithm>

namespace chat121::engine {

using std::chrono::milliseconds;

ReceiptTimes::ReceiptTimes(const Clock &clock, RandomSource &random)
    : m_clock(clock)
    , m_random(random)
{
}

milliseconds ReceiptTimes::drawn(Delay delay)
{
    if (delay == Delay::Short) return limits::kReceiptDelay;
    constexpr milliseconds kSpread = limits::kShieldReceiptDelayMax - limits::kShieldReceiptDelayMin;
    quint32 number = 0;
    m_random.fill(&number, sizeof(number));
    return limits::kShieldReceiptDelayMin + milliseconds(number % static_cast<quint32>(kSpread.count() + 1));
}

void ReceiptTimes::put(ConversationId conversation, Delay delay)
{
    if (!isPut(conversation)) m_due.insert(conversation, m_clock.steady() + drawn(delay));
}

QList<ConversationId> ReceiptTimes::takeDue()
{
    QList<ConversationId> due;
    const milliseconds now = m_clock.steady();
    for (auto it = m_due.cbegin(); it != m_due.cend();) {
        if (it.value() > now) {
            ++it;
            continue;
        }
        due.append(it.key());
        it = m_due.erase(it);
    }
    return due;
}

std::optional<milliseconds> ReceiptTimes::next() const
{
    const auto first = std::min_element(m_due.cbegin(), m_due.cend());
    if (first == m_due.cend()) return std::nullopt;
    return std::max(milliseconds(0), *first - m_clock.steady());
}

} // namespace chat121::engine
