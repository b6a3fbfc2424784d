// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a text is one emoji, as people react with it: what others send as one is shown large and read out,
// and must not be words, or a pile of marks.
//
// Threads: any. Source: Unicode Technical Standard 51, Sections 1.4.6 to 1.4.9, by ranges of code points:
// what a later version of Unicode adds inside of them is an emoji already.
#pragma once

#include <QStringView>

namespace chat121 {

// One grapheme of at most limits::kReactionBytesMax bytes of UTF-8, of emoji and what joins them.
bool isEmoji(QStringView text);

} // namespace chat121
