// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One conversation as a list shows it: a plain value that crosses from the engine to the main thread.
#pragma once

#include "common/base/clock.h"
#include "common/base/ids.h"

#include <QMetaType>
#include <QString>

#include <chrono>

namespace chat121 {

enum class ConversationState : quint8 {
    Waiting, // in the queue, nobody has taken it
    Mine,    // I am a member
    Team,    // another agent has it; shown, not readable
    Closed,
};

// From when on a wait is too long, by the alarms of its department; without any, by what is usual.
struct WaitSteps {
    std::chrono::seconds warn{60};
    std::chrono::seconds late{180};
    std::chrono::seconds last{0}; // everybody hears of it, who is away as well; 0: never

    bool operator==(const WaitSteps &) const = default;
};

struct ConversationRow {
    ConversationId id{};
    ConversationState state = ConversationState::Waiting;
    bool is_typing = false; // the customer
    bool is_online = false; // the customer
    int unread = 0;
    UnixTime waiting_since{};     // 0: not waiting
    quint64 place = 0;            // in the queue: of those who wait, and of messages, the lowest is next
    bool is_left_message = false; // whoever waits comes before it
    UnixTime offered_until{};     // 0: it is offered to nobody; until then it is theirs to take
    UnixTime last_at{};           // of the newest message
    QString title{};              // the customer's name, as they gave it
    QString department{};
    QString preview{};            // the newest message, one line; empty when it cannot be read
    QString wrap_up{};            // closed: how it ended and its tags, one line
    QString taken_by{};           // the agent's name, when somebody has it
    QString offered_to{};         // the agent's name
    bool is_offered_here = false; // to the reader
    UnixTime returns_at{};        // to the queue, unless the reader answers the customer; 0: it stays
    int alarm = 0;                // how many of the department's alarms it has waited for
    WaitSteps steps{};
    // Of one that a colleague is asked to go on with.
    UnixTime hand_over_until{}; // 0: nobody is asked
    QString hand_over_to{};     // the colleague's name
    QString hand_over_note{};   // what the agent has noted for the reader; empty for others
    bool is_hand_over_accepted = false;
    bool is_hand_over_mine = false; // the reader has it
    bool is_hand_over_here = false; // the reader is asked
    bool is_taken_here = false;     // by the reader, who may hand it over
    AccountId customer{};           // the same one's conversations belong together; 0: not known
    UnixTime snoozed_until{};       // of one's own or a closed one, put off here; 0: it is not
    bool is_back = false;           // that time has come, and the reader has not
    int rating = 0;                 // closed: by its customer, 1 to 5; 0: none

    bool operator==(const ConversationRow &) const = default;
};

} // namespace chat121

Q_DECLARE_METATYPE(chat121::ConversationRow)
