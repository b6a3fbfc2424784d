// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How hard a password would be to guess, roughly: by what it is made of, without what is easy about it
// (repeated letters, rows of neighbours, the words that everybody takes). A hint, never a refusal.
// Threads: any.
#pragma once

#include <QStringView>

namespace chat121::ui {

enum class Strength : quint8 { TooShort, Weak, Fair, Strong };

Strength strengthOf(QStringView password);

} // namespace chat121::ui
