// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keys that put marks around words while one writes. The marks stand in the text as they are sent.
//
// Threads: main.
#pragma once

#include "client/ui/text/markup.h"

#include <QKeySequence>

class QPlainTextEdit;

namespace chat121::ui {

inline constexpr QKeyCombination kStrongKey = Qt::CTRL | Qt::Key_B;
inline constexpr QKeyCombination kEmphasisKey = Qt::CTRL | Qt::Key_I;

// Around what is selected (in each of its lines), else the word there, else at the cursor, which is then
// between them; away again where they are there already. One step to undo. REQUIRES: Strong or Emphasis
void toggleMark(QPlainTextEdit &edit, Mark mark);

} // namespace chat121::ui
