// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The people of the demo, each in front of a window of their own, and what they do with it.
#pragma once

#include "tests/e2e/demo/report.h"
#include "tests/e2e/support/window_steps.h"

namespace chat121::e2e {

// Opens the program for the first time; gets past the passphrase page of a computer without a key
// store if there is one.
bool openFirstTime(Report &report, DrivenWindow &person);

// Starts the program again after it ended, and unlocks it.
bool openAgain(Report &report, DrivenWindow &person);

bool foundOrganisation(Report &report, DrivenWindow &founder, const QString &link,
                       const QString &organisation, const QString &name);
bool joinAsStaff(Report &report, DrivenWindow &agent, const QString &link, const QString &name);
bool joinAsCustomer(Report &report, DrivenWindow &customer, const QString &link, const QString &name);

// A link that the staff member's window made; empty when it did not.
QString makeInvitation(Report &report, DrivenWindow &staff, const QString &button);

// How often `text` stands in the person's timeline now.
qsizetype timesShown(DrivenWindow &person, const QString &text);

} // namespace chat121::e2e
