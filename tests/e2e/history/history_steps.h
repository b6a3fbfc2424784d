// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person does in front of a window about earlier conversations: writes recovery words on paper and
// types them on another computer. Each step leaves a picture, in CHAT121_PICTURES or in the build folder.
#pragma once

#include "tests/e2e/support/driven_window.h"

namespace chat121::e2e {

// Founds ACME as Olga and is on duty; the link for customers. Empty if a step is not possible.
QString opensForCustomers(DrivenWindow &owner, const QString &set_up_link);

// Takes the customer of that name out of the queue.
bool takesFromQueue(DrivenWindow &agent, const QString &name);

// Each of these texts stands in the conversation, once.
bool showsEach(DrivenWindow &window, const QStringList &texts);

// What a window looks like now; false if it cannot be kept.
bool keepPicture(DrivenWindow &window, const QString &name);

// From the offer to the words: they are shown, noted, and two of them are typed from the paper. Empty if a
// step is not possible; the window's error() says why. Pictures 2 to 4, with `prefix`.
QStringList writesWordsDown(DrivenWindow &person, const QString &prefix);

// Replaces what was typed before.
bool typesWords(DrivenWindow &person, const QString &words, const QString &button);

} // namespace chat121::e2e
