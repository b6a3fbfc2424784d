// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a conversation ended, as staff note it for each other when it is closed. The server never has any of
// it. Threads: any.
#pragma once

#include <QString>
#include <QStringList>

#include <array>

namespace chat121 {

// Travels as a number: never renumber, never reuse.
enum class Outcome : quint16 {
    None = 0, // nothing was said about it
    Solved = 1,
    Answered = 2,
    FollowUp = 3,
    PassedOn = 4,
    NotReached = 5,
    Unwanted = 6,
};

inline constexpr std::array kOutcomes = {Outcome::Solved,   Outcome::Answered,   Outcome::FollowUp,
                                         Outcome::PassedOn, Outcome::NotReached, Outcome::Unwanted};

struct WrapUp {
    Outcome outcome = Outcome::None;
    QStringList tags; // common/base/tags.h
    QString remark;

    bool isEmpty() const { return outcome == Outcome::None && tags.isEmpty() && remark.trimmed().isEmpty(); }
    bool operator==(const WrapUp &) const = default;
};

// As in a list. One that this program does not know: another one; None: empty.
QString outcomeName(Outcome outcome);

// Outcome and tags on one line: "Solved · #refund #vip". Empty: nothing was said.
QString wrapUpLine(Outcome outcome, const QStringList &tags);

} // namespace chat121
