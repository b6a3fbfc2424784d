// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds numbers in a text that its writer may not want to be kept by its readers: of payment cards, of
// bank accounts, of persons. By their form and, where there is one, their check digits, so that a number
// of an order or a telephone is seldom taken for one. Nothing leaves the computer.
//
// Sources: ISO/IEC 7812-1 (cards), ISO 13616 (IBAN), and each country's rule for its own number. Threads:
// any.
#pragma once

#include <QList>
#include <QString>

namespace chat121::ui {

struct PrivateNumber {
    enum class Kind : quint8 { Card, Account, Person };

    Kind kind = Kind::Card;
    qsizetype start = 0; // in UTF-16 units of the text
    qsizetype length = 0;

    bool operator==(const PrivateNumber &) const = default;
};

// In the order of the text; they do not overlap.
QList<PrivateNumber> privateNumbersIn(const QString &text);

// The letters and digits alone, as one would compare two of them.
QString digitsOf(const QString &text, const PrivateNumber &number);

// With dots in place of all but the last four letters and digits of each.
QString withNumbersHidden(QString text, const QList<PrivateNumber> &numbers);

} // namespace chat121::ui
