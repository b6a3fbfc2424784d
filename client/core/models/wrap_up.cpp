// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/models/wrap_up.h"

#include <QCoreApplication>

namespace chat121 {

namespace {

struct Outcomes {
    Q_DECLARE_TR_FUNCTIONS(Outcomes)
};

} // namespace

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        return {};
    case Outcome::Solved:
        return Outcomes::tr("Solved");
    case Outcome::Answered:
        return Outcomes::tr("Answered");
    case Outcome::FollowUp:
        return Outcomes::tr("To be followed up");
    case Outcome::PassedOn:
        return Outcomes::tr("Passed on");
    case Outcome::NotReached:
        return Outcomes::tr("The customer had gone");
    case Outcome::Unwanted:
        return Outcomes::tr("Unwanted or abuse");
    }
    return Outcomes::tr("Another outcome");
}

QString wrapUpLine(Outcome outcome, const QStringList &tags)
{
    QStringList hashed;
    for (const QString &tag : tags)
        hashed.append(QLatin1Char('#') + tag);
    QStringList parts{outcomeName(outcome), hashed.join(QLatin1Char(' '))};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" \u00b7 "));
}

} // namespace chat121
