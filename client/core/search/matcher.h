// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The last word on what matches: a message is opened and judged by itself, so that the index may
// name too many. And what is shown of it.
// Pure functions; any thread.
#pragma once

#include "client/core/local_store/message_table.h"
#include "client/core/search/query.h"
#include "client/core/search/segment.h"

#include <QSet>

namespace chat121::search {

// Where to look, as the engine knows it: the conversations' tags in the store. Nothing: everywhere.
using Conversations = std::optional<QSet<qint64>>;

bool hasLink(QStringView text);

// What the index keeps of a message beside its terms.
Doc docOf(const StoredRow &stored);

// By what the index keeps: false is final, true may still turn out to be false.
bool mayMatch(const Query &query, const Doc &doc);
bool matches(const Query &query, const Conversations &conversations, const StoredRow &stored);

struct Mark {
    qsizetype first = 0; // in the snippet
    qsizetype size = 0;

    bool operator==(const Mark &) const = default;
};

// One line of the text around the first thing that was found, and the places of all of them in it.
struct Snippet {
    QString text;
    QList<Mark> marks;
};

Snippet snippetOf(const QString &text, const QList<Needle> &words);

} // namespace chat121::search
