// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a department asks its customers before the first words. Plain values; any thread.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace chat121 {

// A question in one language, and what can be chosen; nothing: the customer writes.
struct QuestionWording {
    QString language{}; // a BCP 47 tag; empty, and first: for everybody else
    QString text{};
    QStringList choices{};

    bool operator==(const QuestionWording &) const = default;
};

// As the owner lays it down.
struct StartQuestion {
    bool is_required = false;
    QList<QuestionWording> wordings{};

    bool operator==(const StartQuestion &) const = default;
};

// As a customer is asked, in the customer's language.
struct AskedQuestion {
    QString text{};
    QStringList choices{};
    bool is_required = false;

    bool operator==(const AskedQuestion &) const = default;
};

struct StartAnswer {
    QString question{}; // as it was read
    QString answer{};

    bool operator==(const StartAnswer &) const = default;
};

// What a customer's client offers about itself, when the customer wants it; empty parts say nothing.
struct CustomerContext {
    QString language{}; // a BCP 47 tag
    QString zone{};     // of the IANA data base
    QString page{};     // or program, as the invitation says that it stood there

    bool isEmpty() const { return language.isEmpty() && zone.isEmpty() && page.isEmpty(); }
    bool operator==(const CustomerContext &) const = default;
};

} // namespace chat121
