// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What windows are told of the account, its keys and its computers. Values; any thread.
#pragma once

#include "client/core/models/problem.h"
#include "common/base/clock.h"

#include <QString>

#include <algorithm>
#include <chrono>

namespace chat121 {

// The shorter of two times until a window locks; 0: never.
inline std::chrono::minutes earlierLock(std::chrono::minutes one, std::chrono::minutes other)
{
    constexpr std::chrono::minutes never{0};
    if (one == never || other == never) return one + other;
    return std::min(one, other);
}

// The archive of the account's conversations, and the recovery words that open it on a new computer.
struct HistoryStatus {
    enum class State : quint8 {
        Unknown, // the server has not been asked yet
        NotKept, // nobody has made recovery words
        Locked,  // there is one, and this computer does not know the words
        Kept,    // this computer adds to it and follows it
    };

    State state = State::Unknown;
    bool is_offered = false; // a good moment to say in one sentence that there are recovery words
    bool is_noted = false;   // the person says that they are written down
    bool is_allowed = true;  // by the rules of at least one department of the person's
    bool is_behind = false;  // something of this computer is not in it yet
    bool is_reading = false; // earlier conversations are being read
    int read_percent = 0;

    bool operator==(const HistoryStatus &) const = default;
};

// The key that signs for the organisation: on the founder's computer, or wherever it was restored.
struct RootKeyStatus {
    bool is_owners = false;  // the person is an owner: it concerns them
    bool is_here = false;    // this computer has it, and its owner may sign
    bool is_saved = false;   // as a file or on paper
    bool is_offered = false; // a good moment to say in one sentence that it should be

    bool operator==(const RootKeyStatus &) const = default;
};

// What this client has proven of the server's record of keys.
struct KeyLogFacts {
    quint64 size = 0; // statements in it; 0: nothing is proven yet
    QString root;     // hex
    int waiting = 0;  // statements that are still to be proven
    int faults = 0;   // found so far, and kept as evidence

    bool operator==(const KeyLogFacts &) const = default;
};

// How far another computer is with being let in from here.
struct LinkStatus {
    enum class Step : quint8 {
        None,
        Opening,
        Shown,     // `code`, or `link` which carries it with the address, is to be brought over
        Asked,     // a computer has it: the person confirms, or not
        Answering, // and that is on its way
        Granted,
        Denied,
        Over,   // the code
        Failed, // `problem`
    };

    Step step = Step::None;
    QString code; // "7K3M-..."
    QString link;
    UnixTime until{};
    QString computer; // that asks, as it calls itself
    QString number;   // "482 913", on both screens
    Problem problem;
};

// What the new computer knows while it waits for the other one.
struct LinkRequest {
    QString organisation;
    QString own_name;
    QString number;
};

} // namespace chat121
