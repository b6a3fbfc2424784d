// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tells messages that are nothing but a few emoji; they are shown larger.
#pragma once

#include <QString>

namespace chat121::ui {

// One to three emoji (with their skin tones, joiners and variation selectors), nothing else.
bool isOnlyEmoji(const QString &text);

} // namespace chat121::ui
