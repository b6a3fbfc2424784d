// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When each conversation's receipt leaves: after a short while, so that several are one; under a metadata
// shield after a while that chance draws, so that the server is not shown when somebody has read.
//
// Ownership: borrows the clock and the source of random bytes. Threads: engine.
#pragma once

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/base/random.h"

#include <QHash>
#include <QList>

#include <optional>

namespace chat121::engine {

class ReceiptTimes {
public:
    enum class Delay : quint8 {
        Short,    // limits::kReceiptDelay
        ByChance, // limits::kShieldReceiptDelayMin to kShieldReceiptDelayMax
    };

    ReceiptTimes(const Clock &clock, RandomSource &random);

    bool isPut(ConversationId conversation) const { return m_due.contains(conversation); }
    // What has a time keeps it.
    void put(ConversationId conversation, Delay delay);
    // Those whose time has come; they have none any more.
    QList<ConversationId> takeDue();
    // Until the first one's time; nothing: none has any.
    std::optional<std::chrono::milliseconds> next() const;

private:
    std::chrono::milliseconds drawn(Delay delay);

    const Clock &m_clock;
    RandomSource &m_random;
    QHash<ConversationId, std::chrono::milliseconds> m_due; // of Clock::steady
};

} // namespace chat121::engine
