// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/demo/people.h"

namespace chat121::e2e {

namespace {

QString lookAt(DrivenWindow &person)
{
    return QStringLiteral("%1; on the screen: %2; printed: %3")
        .arg(person.error(), person.tree().join(QStringLiteral(" | ")),
             QString::fromUtf8(person.output().right(400)));
}

} // namespace

bool openFirstTime(Report &report, DrivenWindow &person)
{
    const bool is_open = person.start() && person.waitVisible(QStringLiteral("firstScreen"));
    return report.step(QStringLiteral("%1 opens the program").arg(person.name()), is_open, lookAt(person));
}

bool openAgain(Report &report, DrivenWindow &person)
{
    const bool is_open = opensAgain(person);
    return report.step(QStringLiteral("%1 opens the program again").arg(person.name()), is_open,
                       lookAt(person));
}

bool foundOrganisation(Report &report, DrivenWindow &founder, const QString &link,
                       const QString &organisation, const QString &name)
{
    const bool done = foundsByWindow(founder, link, organisation, name);
    return report.step(QStringLiteral("%1 sets up the organisation %2").arg(name, organisation), done,
                       lookAt(founder));
}

bool joinAsStaff(Report &report, DrivenWindow &agent, const QString &link, const QString &name)
{
    const bool done = joinsAsStaff(agent, link, name);
    return report.step(QStringLiteral("%1 joins by invitation").arg(name), done, lookAt(agent));
}

bool joinAsCustomer(Report &report, DrivenWindow &customer, const QString &link, const QString &name)
{
    const bool done = joinsAsCustomer(customer, link, name);
    return report.step(QStringLiteral("%1 comes in by invitation, without an account").arg(name), done,
                       lookAt(customer));
}

QString makeInvitation(Report &report, DrivenWindow &staff, const QString &button)
{
    const QString link = makesInvitation(staff, button);
    report.step(QStringLiteral("%1 makes an invitation").arg(staff.name()), !link.isEmpty(), lookAt(staff));
    return link;
}

qsizetype timesShown(DrivenWindow &person, const QString &text)
{
    return person.rows(QStringLiteral("timeline")).filter(text).size();
}

} // namespace chat121::e2e
