// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person is told of what, by their choice: pure functions, no clock.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/attention/notice.h"

#include <chrono>

namespace chat121::ui {

struct Occasion {
    enum class Kind : quint8 {
        Offered,      // a customer is the reader's to take, for a moment
        Asked,        // a colleague asks the reader to go on with a conversation, likewise
        Waits,        // a customer came into the queue
        WaitsLong,    // ... and is still there at the first threshold
        WaitsTooLong, // ... and at the second; said again until somebody takes it
        NobodyTakes,  // ... and at the last one: who is away hears of it, too
        Wrote,        // somebody in a conversation of the reader's
        StaysHere,    // what the reader wished to hand over
        CameBack,     // a conversation that the reader had put off until now
        YourTurn,     // the customer's wait is over
        PickedUp,     // and a message that they left is being answered
    };

    Kind kind = Kind::Wrote;
    ConversationId conversation{};
    QString name{};       // whose it is; remote
    QString department{}; // its name
    DepartmentId department_id{};
};

// Nothing: not now, or not at all. `minute` of the local day.
std::optional<Notice> noticeOf(const Occasion &occasion, const NotificationChoice &choice, DutyStatus duty,
                               int minute);

// How urgent a wait is: 0, then 1, 2 and 3 from each step on.
int urgencyOf(std::chrono::milliseconds waited, const WaitSteps &steps);

} // namespace chat121::ui
