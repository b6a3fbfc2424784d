// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/queue.h"

#include <algorithm>

namespace chat121::desk {

using store::ConversationRow;

bool isBefore(const ConversationRow &a, const ConversationRow &b)
{
    return std::tie(a.mode, a.place, a.id) < std::tie(b.mode, b.place, b.id);
}

qint64 placeAtEnd(const QList<ConversationRow> &waiting, UnixTime now)
{
    qint64 place = now.ms;
    for (const ConversationRow &row : waiting)
        place = qMax(place, row.place + 1);
    return place;
}

qint64 placeAtHead(const QList<ConversationRow> &waiting, UnixTime now)
{
    qint64 place = now.ms;
    for (const ConversationRow &row : waiting)
        place = qMin(place, row.place - 1);
    return place;
}

quint32 positionOf(const QList<ConversationRow> &waiting, ConversationId conversation)
{
    for (qsizetype i = 0; i < waiting.size(); ++i) {
        if (waiting.at(i).id == conversation) return static_cast<quint32>(i) + 1;
    }
    return 0;
}

quint32 estimateSeconds(quint32 position, quint32 agents_on_duty, QList<qint64> recent_waits_ms)
{
    constexpr qsizetype kFewest = 3;
    constexpr qint64 kRoundedTo = 30;
    constexpr qint64 kLongest = 3600;
    if (position == 0 || agents_on_duty == 0 || recent_waits_ms.size() < kFewest) return 0;

    const auto middle = recent_waits_ms.begin() + recent_waits_ms.size() / 2;
    std::nth_element(recent_waits_ms.begin(), middle, recent_waits_ms.end());
    const qint64 rounds =
        (position + agents_on_duty - 1) / agents_on_duty; // everybody on duty takes one each
    const qint64 seconds = *middle / 1000 * rounds;
    if (seconds > kLongest) return 0;
    return static_cast<quint32>((seconds / kRoundedTo + 1) * kRoundedTo);
}

} // namespace chat121::desk
