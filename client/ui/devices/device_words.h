// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What windows call a computer of the account, and the question before one is removed.
// Threads: main.
#pragma once

#include "client/core/workspace.h"

class QWidget;

namespace chat121::ui {

// Safe to stand in a line of our own; "A computer" if it has not said its name.
QString nameOf(const OwnDevice &device);
QString dateInWords(UnixTime time);

bool askToRemove(const OwnDevice &device, QWidget *parent);

} // namespace chat121::ui
