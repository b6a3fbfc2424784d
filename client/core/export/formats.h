// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The three forms, and the words that the two for people share: translation context "Transcript".
// Threads: any.
#pragma once

#include "client/core/export/format.h"

#include <QStringList>

namespace chat121::transcript {

std::unique_ptr<Format> makePage();
std::unique_ptr<Format> makeData();
std::unique_ptr<Format> makeText();

struct Fact {
    QString name, value;
};

// What stands above the rows, one fact after the other.
QList<Fact> factsForPeople(const Facts &facts);
QString notEncrypted();
QString titleOf(const Facts &facts);
QString unreadableRow();
QString unknownContent();                // beside the text that stands in for it
QString stateForPeople(SendState state); // empty: there is nothing to say
// What stands beside a row's author: its state, that it was edited and when, who reacted.
QStringList marksForPeople(const TimelineRow &row, const QTimeZone &zone);
QString answerForPeople(const TimelineRow &row); // what it answers; empty: nothing
QStringList totalsForPeople(const Totals &totals);

} // namespace chat121::transcript
