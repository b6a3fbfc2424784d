// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a customer found a conversation that is closed: one to five, and a word. Only its members have it.
// Threads: any.
#pragma once

#include "common/base/clock.h"
#include "common/base/limits.h"

#include <QString>

namespace chat121 {

struct Rating {
    int stars = 0; // 1 to limits::kRatingStarsMax; 0: none was given
    QString remark{};

    bool isGiven() const { return stars > 0; }
    bool operator==(const Rating &) const = default;
};

// Of one conversation, as its window shows it.
struct TalkRating {
    Rating given{};          // the last one that counts
    bool is_asked = false;   // customers: it is over, and they have neither rated it nor said no to that
    bool is_open = false;    // customers: it may be given or changed now
    bool is_leaving = false; // customers: one is kept here until the server has it

    bool operator==(const TalkRating &) const = default;
};

// "Very good". Empty: of no rating.
QString ratingName(int stars);

// The signs and the word: "★★★★☆ Good". Empty: of no rating.
QString ratingText(int stars);

} // namespace chat121
