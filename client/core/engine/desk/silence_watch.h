// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// For how long the person here has left customers without a word. No store, no clock: who calls says what is
// unanswered, and when it is.
//
// What is unanswered counts from the first look that finds it, or from what the person did about it last. So
// a start, or a connection that comes back, does not end what was quiet while nobody could answer.
//
// Threads: any, one at a time.
#pragma once

#include "client/core/models/timeline_row.h"
#include "common/base/ids.h"

#include <QHash>
#include <QList>

#include <chrono>

namespace chat121::engine {

struct Unanswered {
    ConversationId conversation{};
    MessageId own{};                     // the person's newest note since the customer's words; zero: none
    std::chrono::milliseconds allowed{}; // the department's time
};

class SilenceWatch {
public:
    using Time = std::chrono::milliseconds; // of a clock that only rises

    struct Look {
        QList<ConversationId> over{};        // to be given back now
        QHash<ConversationId, Time> until{}; // they end soon: limits::kSilenceWarning before, or half-way
        bool is_nobody_there = false;        // something is over, and nothing was done anywhere for as long
    };

    // Everything begins anew.
    void begin(Time now);
    void reacted(ConversationId conversation, Time now);
    // What is over is over once: it counts anew, in case it could not be given back.
    Look look(const QList<Unanswered> &unanswered, Time now);

private:
    struct Wait {
        MessageId own{};
        Time since{};
    };

    QHash<ConversationId, Wait> m_waits;
    Time m_reacted{};
};

} // namespace chat121::engine
