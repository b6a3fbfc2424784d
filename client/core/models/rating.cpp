// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/models/rating.h"

#include <QCoreApplication>

namespace chat121 {

namespace {

struct Ratings {
    Q_DECLARE_TR_FUNCTIONS(Ratings)
};

constexpr QChar kFull(0x2605);
constexpr QChar kEmpty(0x2606);

} // namespace

QString ratingName(int stars)
{
    switch (stars) {
    case 1:
        return Ratings::tr("Very bad");
    case 2:
        return Ratings::tr("Bad");
    case 3:
        return Ratings::tr("All right");
    case 4:
        return Ratings::tr("Good");
    case 5:
        return Ratings::tr("Very good");
    default:
        return {};
    }
}

QString ratingText(int stars)
{
    if (stars < 1 || stars > limits::kRatingStarsMax) return {};
    return QString(stars, kFull) + QString(limits::kRatingStarsMax - stars, kEmpty) + QLatin1Char(' ') +
           ratingName(stars);
}

} // namespace chat121
