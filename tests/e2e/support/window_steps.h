// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person does in front of a window to come in: the clicks and words, page by page. False as
// soon as a step is not possible; the window's error() and tree() say why.
#pragma once

#include "tests/e2e/support/driven_window.h"

namespace chat121::e2e {

// From the first screen to what the invitation leads to.
bool openInvitation(DrivenWindow &person, const QString &link);
// Where no key store answers a passphrase is asked for before, in between or never: until `next` is
// there.
bool passPassphrasePage(DrivenWindow &person, const QString &next);

bool foundsByWindow(DrivenWindow &founder, const QString &link, const QString &organisation,
                    const QString &name);
bool joinsAsStaff(DrivenWindow &agent, const QString &link, const QString &name);
bool joinsAsCustomer(DrivenWindow &customer, const QString &link, const QString &name);

// A link that the staff member's window makes ("inviteColleagueButton", "inviteCustomersButton"); empty when
// it does not.
QString makesInvitation(DrivenWindow &staff, const QString &button);

// The program once more, unlocked where it is locked.
bool opensAgain(DrivenWindow &person);

// Types and presses Enter. The bubble is there at once.
bool say(DrivenWindow &person, const QString &text);

} // namespace chat121::e2e
