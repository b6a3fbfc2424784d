// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which canned replies somebody means who types a few letters, the likeliest first.
//
// Each word that is looked for has to match. How well it does, best first: the whole shortcut; its beginning;
// the beginning of a word of the title; letters of the shortcut in their order; a part of the title; a part
// of the text. Among those alike come the language that is wanted, then what is used more often, then the
// shorter shortcut. Small and capital letters and accents make no difference.
//
// Pure functions; any thread.
#pragma once

#include "client/core/models/canned_reply.h"

namespace chat121 {

struct ReplyQuery {
    QString words;             // empty: all of them
    DepartmentId department{}; // not valid: of all
    QString language;          // comes first; empty: none does
};

// Places in `replies`.
QList<qsizetype> searchReplies(const QList<CannedReply> &replies, const ReplyQuery &query);

} // namespace chat121
