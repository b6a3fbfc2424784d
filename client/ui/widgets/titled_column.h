// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a dialog begins: its margins, and its window title as the first line.
//
// Ownership: the layout is the dialog's. Threads: main.
#pragma once

class QDialog;
class QVBoxLayout;

namespace chat121::ui {

// REQUIRES: the dialog has its window title, and no layout yet
QVBoxLayout *titledColumn(QDialog &dialog);

} // namespace chat121::ui
