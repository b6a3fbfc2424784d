// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Variables of canned replies: "Dear {customer.name}". A name is put in once, as plain text: what stands in a
// name is not read again. A variable that nobody knows, or whose value is empty, stays as it is written and
// is a blank, which somebody fills in before the words leave.
//
// Pure functions; any thread.
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace chat121 {

using ReplyValues = QHash<QString, QString>; // "customer.name": "Maria K."

// The names that this program fills in.
QStringList replyVariables();

struct Blank {
    qsizetype first = 0;
    qsizetype size = 0;
    bool operator==(const Blank &) const = default;
};

struct FilledReply {
    QString text;
    QList<Blank> blanks; // in `text`, in order
};

FilledReply fillIn(const QString &text, const ReplyValues &values);

// "customer.name", "order": each once, in order.
QStringList variablesIn(const QString &text);

// The first of these variables that stands in `text`; none: size 0.
Blank firstBlank(const QString &text, const QStringList &names);

} // namespace chat121
