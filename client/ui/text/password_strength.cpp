// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/text/password_strength.h"

#include "common/base/limits.h"

#include <QString>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace chat121::ui {

namespace {

// Bits of guessing. The slow hash of a password adds some twenty more.
constexpr double kFairBits = 40;
constexpr double kStrongBits = 60;

// What lists of leaked passwords begin with; as one character each.
const char *const kCommon[] = {"password", "passwort", "kennwort", "qwertz", "qwerty", "iloveyou",
                               "welcome",  "admin",    "letmein",  "dragon", "monkey", "football",
                               "chat",     "live",     "hallo",    "hello",  "secret", "geheim"};

int poolOf(QStringView password)
{
    bool lower = false, upper = false, digit = false, other = false, foreign = false;
    for (const QChar character : password) {
        foreign = foreign || character.unicode() > 0x7f;
        digit = digit || character.isDigit();
        lower = lower || character.isLower();
        upper = upper || character.isUpper();
        other = other || !character.isLetterOrNumber();
    }
    return (lower ? 26 : 0) + (upper ? 26 : 0) + (digit ? 10 : 0) + (other ? 20 : 0) + (foreign ? 60 : 0);
}

// Letters that the one before does not give away: not the same, and no next step up or down.
int surprises(QStringView password)
{
    int count = 0;
    int step_before = 2;
    for (qsizetype i = 0; i < password.size(); ++i) {
        const int step = i == 0 ? 2 : password.at(i).unicode() - password.at(i - 1).unicode();
        const bool is_expected = step == 0 || (std::abs(step) == 1 && step == step_before);
        count += is_expected ? 0 : 1;
        step_before = step;
    }
    return count;
}

} // namespace

Strength strengthOf(QStringView password)
{
    if (password.size() < limits::kPasswordCharactersMin) return Strength::TooShort;
    QString rest = password.toString();
    for (const char *word : kCommon)
        rest.replace(QLatin1StringView(word), QStringLiteral("x"), Qt::CaseInsensitive);
    QString distinct;
    for (const QChar character : std::as_const(rest))
        if (!distinct.contains(character)) distinct.append(character);
    const int letters = std::min(surprises(rest), static_cast<int>(3 * distinct.size()));
    const double bits = letters * std::log2(std::max(2, poolOf(rest)));
    if (bits < kFairBits) return Strength::Weak;
    return bits < kStrongBits ? Strength::Fair : Strength::Strong;
}

} // namespace chat121::ui
