// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes names that others chose safe to show in one line next to our own words.
#pragma once

#include <QString>

namespace chat121::ui {

// Without bidirectional controls, zero-width characters, line breaks and other controls; runs of
// white space become one space. Joiners inside a word stay, since scripts need them.
QString cleanName(const QString &name);

// One or two letters for a picture of a person; empty for an empty name.
QString initialsOf(const QString &name);

// `name` between first-strong isolates: its direction cannot reach the words around it.
QString isolated(const QString &name);

// The direction of one paragraph of remote text: by its first strong character.
Qt::LayoutDirection directionOf(QStringView paragraph, Qt::LayoutDirection fallback);

} // namespace chat121::ui
