// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/silence_watch.h"

#include "common/base/limits.h"

#include <algorithm>

namespace chat121::engine {

void SilenceWatch::begin(Time now)
{
    m_waits.clear();
    m_reacted = now;
}

void SilenceWatch::reacted(ConversationId conversation, Time now)
{
    m_reacted = now;
    if (const auto wait = m_waits.find(conversation); wait != m_waits.end()) wait->since = now;
}

SilenceWatch::Look SilenceWatch::look(const QList<Unanswered> &unanswered, Time now)
{
    Look look;
    QHash<ConversationId, Wait> waits;
    for (const Unanswered &one : unanswered) {
        const auto known = m_waits.constFind(one.conversation);
        Wait wait{one.own, now};
        if (known != m_waits.cend() && known->own == one.own) wait.since = known->since;
        const Time until = wait.since + one.allowed;
        const Time warning = std::min<Time>(limits::kSilenceWarning, one.allowed / 2);
        if (now >= until) {
            look.over.append(one.conversation);
            look.is_nobody_there = look.is_nobody_there || now - m_reacted >= one.allowed;
            wait.since = now;
        } else if (until - now <= warning) {
            look.until.insert(one.conversation, until);
        }
        waits.insert(one.conversation, wait);
    }
    m_waits = waits;
    return look;
}

} // namespace chat121::engine
