// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tags: one word of letters, digits, '-' and '_', small letters, at most limits::kTagBytesMax bytes. In a
// text one stands behind a hash: "#refund". People type them as they like, and others send what they like, so
// everything goes through tagOf().
//
// Threads: any.
#pragma once

#include <QString>
#include <QStringList>

namespace chat121 {

// Of one word; what is no letter of a tag is left out. Empty: none is left.
QString tagOf(const QString &word);

// Of a line with commas, semicolons, spaces or hashes between them: each once, at most
// limits::kWrapUpTagsMax.
QStringList tagsIn(const QString &line);

// REQUIRES: tag == tagOf(tag). In capitals or small letters, and not as a part of another tag.
bool hasTag(const QString &text, const QString &tag);

} // namespace chat121
