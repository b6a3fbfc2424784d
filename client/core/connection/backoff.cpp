// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/connection/backoff.h"

namespace chat121 {

std::chrono::milliseconds Backoff::next(RandomSource &random)
{
    const std::chrono::milliseconds half = m_bound / 2;
    const auto span = static_cast<quint64>((m_bound - half).count()) + 1;
    quint64 drawn = 0;
    random.fill(&drawn, sizeof(drawn));
    m_bound = qMin(m_bound * 2, m_maximum);
    return half + std::chrono::milliseconds(static_cast<qint64>(drawn % span));
}

} // namespace chat121
