// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/demo/people.h"

#include "tests/e2e/support/wait.h"

namespace chat121::e2e {

namespace {

const QString kPassphrase = QStringLiteral("a passphrase for this computer");

QString lookAt(DrivenWindow &person)
{
    return QStringLiteral("%1; on the screen: %2; printed: %3")
        .arg(person.error(), person.tree().join(QStringLiteral(" | ")),
             QString::fromUtf8(person.output().right(400)));
}

// The passphrase page comes before, in between or never: whatever the program asks for first.
bool passPassphrasePage(DrivenWindow &person, const QString &next)
{
    const bool is_somewhere = waitFor(
        [&] { return person.isVisible(QStringLiteral("passphraseEdit")) || person.isVisible(next); }, 30s);
    if (!is_somewhere) return false;
    if (person.isVisible(next)) return true;
    return person.type(QStringLiteral("passphraseEdit"), kPassphrase) &&
           person.type(QStringLiteral("passphraseAgainEdit"), kPassphrase) &&
           person.clickWhenReady(QStringLiteral("passphraseButton"));
}

bool openInvitation(DrivenWindow &person, const QString &link)
{
    return person.clickWhenReady(QStringLiteral("inviteButton")) &&
           person.typeWhenReady(QStringLiteral("invitationEdit"), link) &&
           person.clickWhenReady(QStringLiteral("invitationContinueButton"));
}

bool choosePassword(DrivenWindow &person)
{
    return person.type(QStringLiteral("passwordEdit"), kPassword) &&
           person.type(QStringLiteral("passwordAgainEdit"), kPassword);
}

} // namespace

bool openFirstTime(Report &report, DrivenWindow &person)
{
    const bool is_open = person.start() && person.waitVisible(QStringLiteral("firstScreen"));
    return report.step(QStringLiteral("%1 opens the program").arg(person.name()), is_open, lookAt(person));
}

bool openAgain(Report &report, DrivenWindow &person)
{
    const auto isIn = [&] {
        return person.isVisible(QStringLiteral("agentWindow")) ||
               person.isVisible(QStringLiteral("customerWindow"));
    };
    bool is_open = person.start();
    is_open =
        is_open && waitFor([&] { return isIn() || person.isVisible(QStringLiteral("unlockEdit")); }, 30s);
    if (is_open && !isIn()) {
        is_open = person.type(QStringLiteral("unlockEdit"), kPassphrase) &&
                  person.clickWhenReady(QStringLiteral("unlockButton")) && waitFor(isIn, 30s);
    }
    return report.step(QStringLiteral("%1 opens the program again").arg(person.name()), is_open,
                       lookAt(person));
}

bool foundOrganisation(Report &report, DrivenWindow &founder, const QString &link,
                       const QString &organisation, const QString &name)
{
    bool done = openInvitation(founder, link) &&
                founder.typeWhenReady(QStringLiteral("organisationEdit"), organisation) &&
                founder.type(QStringLiteral("ownNameEdit"), name) && choosePassword(founder) &&
                founder.clickWhenReady(QStringLiteral("foundButton"));
    done = done && passPassphrasePage(founder, QStringLiteral("agentWindow")) &&
           founder.waitVisible(QStringLiteral("agentWindow"), 60s) &&
           founder.waitForText(QStringLiteral("statusLine"), QStringLiteral("Connected"));
    return report.step(QStringLiteral("%1 sets up the organisation %2").arg(name, organisation), done,
                       lookAt(founder));
}

bool joinAsStaff(Report &report, DrivenWindow &agent, const QString &link, const QString &name)
{
    bool done = openInvitation(agent, link) && agent.typeWhenReady(QStringLiteral("ownNameEdit"), name) &&
                choosePassword(agent) && agent.clickWhenReady(QStringLiteral("joinButton"));
    done = done && passPassphrasePage(agent, QStringLiteral("agentWindow")) &&
           agent.waitVisible(QStringLiteral("agentWindow"), 60s) &&
           agent.waitForText(QStringLiteral("statusLine"), QStringLiteral("Connected"));
    return report.step(QStringLiteral("%1 joins by invitation").arg(name), done, lookAt(agent));
}

bool joinAsCustomer(Report &report, DrivenWindow &customer, const QString &link, const QString &name)
{
    bool done = openInvitation(customer, link) && customer.waitVisible(QStringLiteral("consentLabel")) &&
                customer.typeWhenReady(QStringLiteral("ownNameEdit"), name) &&
                customer.clickWhenReady(QStringLiteral("startButton"));
    done = done && passPassphrasePage(customer, QStringLiteral("customerWindow")) &&
           customer.waitVisible(QStringLiteral("customerWindow"), 60s) &&
           customer.waitForText(QStringLiteral("statusLine"), QStringLiteral("Connected"));
    return report.step(QStringLiteral("%1 comes in by invitation, without an account").arg(name), done,
                       lookAt(customer));
}

QString makeInvitation(Report &report, DrivenWindow &staff, const QString &button)
{
    QString link;
    const bool made = staff.clickWhenReady(button) &&
                      staff.clickWhenReady(QStringLiteral("makeInvitationButton")) &&
                      waitFor(
                          [&] {
                              link = staff.read(QStringLiteral("invitationLinkEdit"));
                              return link.startsWith(QStringLiteral("chat121:"));
                          },
                          20s);
    report.step(QStringLiteral("%1 makes an invitation").arg(staff.name()), made, lookAt(staff));
    staff.clickWhenReady(QStringLiteral("invitationDoneButton"));
    return made ? link : QString();
}

bool say(DrivenWindow &person, const QString &text)
{
    return person.typeWhenReady(QStringLiteral("composerEdit"), text) &&
           person.press(QStringLiteral("composerEdit"), QStringLiteral("Return"));
}

qsizetype timesShown(DrivenWindow &person, const QString &text)
{
    return person.rows(QStringLiteral("timeline")).filter(text).size();
}

} // namespace chat121::e2e
