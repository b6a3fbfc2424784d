// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person types to search: words, "exact words", and filters.
//
//     invoice refund            both, anywhere in a message; a word from three letters on is found
//                               inside of other words too
//     "second invoice"          exactly these words, one after the other
//     from:anna from:"Maria K"  written by one of them; from:me
//     department:billing        in a conversation of this department
//     tag:refund                staff: noted or wrapped up with #refund; of several tags all
//     rating:5  rating:<3       in a conversation that its customer has rated so; also <=, >, >=
//     has:link  has:file  is:starred
//     before:2026-11-01         older than this day;  after:2026-11-01  from this day on
// The filters have German names too: von:, abteilung:, mit:, vor:, nach: or ab:, ist:markiert,
// schlagwort:, bewertung:.
//
// A pure function; any thread.
#pragma once

#include "client/core/search/terms.h"
#include "common/base/clock.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <optional>

namespace chat121::search {

enum class QueryFault : quint8 {
    None,
    NotADate, // after before: or after:
    NotAKind, // after has:, is: or rating:
    TooLong,
};

struct Query {
    QList<Needle> words;       // all of them
    QList<Needle> from;        // any of them ...
    bool is_from_me = false;   // ... or the reader
    QList<Needle> departments; // any of them
    QStringList tags;          // all of them, as tagOf() says them ...
    QList<Needle> tag_words;   // ... and the words that a text with them has
    quint8 ratings = 0;        // any of them, a bit each: 1 is rating 1; 0: rated or not
    bool has_link = false;
    bool has_file = false;
    bool is_starred = false;
    std::optional<UnixTime> after;  // this moment or later
    std::optional<UnixTime> before; // earlier than this moment

    QueryFault fault = QueryFault::None;
    QString faulty; // what was written there

    // Nothing to look for: everything would match.
    bool isEmpty() const;
    bool isFromAnybody() const { return from.isEmpty() && !is_from_me; }
};

// Days begin at midnight of `zone`.
Query parseQuery(const QString &text, const QTimeZone &zone);

} // namespace chat121::search
