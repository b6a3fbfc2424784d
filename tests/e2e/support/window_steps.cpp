// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/window_steps.h"

#include "tests/e2e/support/wait.h"

namespace chat121::e2e {

using namespace Qt::StringLiterals;

namespace {

const QString kPassword = u"four plain words here"_s;
const QString kPassphrase = u"a passphrase for this computer"_s;

bool choosePassword(DrivenWindow &person)
{
    return person.type(u"passwordEdit"_s, kPassword) && person.type(u"passwordAgainEdit"_s, kPassword);
}

// Past the passphrase, into the window, connected.
bool arrives(DrivenWindow &person, const QString &window)
{
    return passPassphrasePage(person, window) && person.waitVisible(window, 60s) &&
           person.waitForText(u"statusLine"_s, u"Connected"_s);
}

} // namespace

bool openInvitation(DrivenWindow &person, const QString &link)
{
    // The page may still hold what was tried before.
    return person.clickWhenReady(u"inviteButton"_s) && person.waitVisible(u"invitationEdit"_s) &&
           person.press(u"invitationEdit"_s, u"Ctrl+A"_s) &&
           person.typeWhenReady(u"invitationEdit"_s, link) &&
           person.clickWhenReady(u"invitationContinueButton"_s);
}

bool passPassphrasePage(DrivenWindow &person, const QString &next)
{
    const bool is_somewhere =
        waitFor([&] { return person.isVisible(u"passphraseEdit"_s) || person.isVisible(next); }, 30s);
    if (!is_somewhere) return false;
    if (person.isVisible(next)) return true;
    return person.type(u"passphraseEdit"_s, kPassphrase) &&
           person.type(u"passphraseAgainEdit"_s, kPassphrase) && person.clickWhenReady(u"passphraseButton"_s);
}

bool foundsByWindow(DrivenWindow &founder, const QString &link, const QString &organisation,
                    const QString &name)
{
    return openInvitation(founder, link) && founder.typeWhenReady(u"organisationEdit"_s, organisation) &&
           founder.type(u"ownNameEdit"_s, name) && choosePassword(founder) &&
           founder.clickWhenReady(u"foundButton"_s) && arrives(founder, u"agentWindow"_s);
}

bool joinsAsStaff(DrivenWindow &agent, const QString &link, const QString &name)
{
    return openInvitation(agent, link) && agent.typeWhenReady(u"ownNameEdit"_s, name) &&
           choosePassword(agent) && agent.clickWhenReady(u"joinButton"_s) && arrives(agent, u"agentWindow"_s);
}

bool joinsAsCustomer(DrivenWindow &customer, const QString &link, const QString &name)
{
    return openInvitation(customer, link) && customer.waitVisible(u"consentLabel"_s) &&
           customer.typeWhenReady(u"ownNameEdit"_s, name) && customer.clickWhenReady(u"startButton"_s) &&
           arrives(customer, u"customerWindow"_s);
}

QString makesInvitation(DrivenWindow &staff, const QString &button)
{
    QString link;
    const auto is_made = [&] {
        link = staff.read(u"invitationLinkEdit"_s);
        return link.startsWith(u"chat121:"_s);
    };
    const bool made = staff.clickWhenReady(button) && staff.clickWhenReady(u"makeInvitationButton"_s) &&
                      waitFor(is_made, 20s);
    staff.clickWhenReady(u"invitationDoneButton"_s);
    return made ? link : QString();
}

bool opensAgain(DrivenWindow &person)
{
    const auto is_in = [&] {
        return person.isVisible(u"agentWindow"_s) || person.isVisible(u"customerWindow"_s);
    };
    const auto is_somewhere = [&] { return is_in() || person.isVisible(u"unlockEdit"_s); };
    if (!person.start() || !waitFor(is_somewhere, 30s)) return false;
    if (is_in()) return true;
    return person.type(u"unlockEdit"_s, kPassphrase) && person.clickWhenReady(u"unlockButton"_s) &&
           waitFor(is_in, 30s);
}

bool say(DrivenWindow &person, const QString &text)
{
    return person.typeWhenReady(u"composerEdit"_s, text) && person.press(u"composerEdit"_s, u"Return"_s);
}

} // namespace chat121::e2e
