// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/models/reply_variables.h"

#include <QRegularExpression>

namespace chat121 {

namespace {

// A letter, then letters, digits, "_", "-" and ".", at most 40 in all: no code in braces is taken for one.
const QRegularExpression &variable()
{
    static const QRegularExpression expression(QStringLiteral("\\{([a-z][a-z0-9_.-]{0,39})\\}"));
    return expression;
}

} // namespace

QStringList replyVariables()
{
    return {QStringLiteral("customer.name"), QStringLiteral("agent.name"), QStringLiteral("department"),
            QStringLiteral("organisation"),  QStringLiteral("date"),       QStringLiteral("time")};
}

FilledReply fillIn(const QString &text, const ReplyValues &values)
{
    FilledReply filled;
    qsizetype done = 0;
    auto matches = variable().globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        filled.text += QStringView(text).mid(done, match.capturedStart() - done);
        done = match.capturedEnd();
        const QString value = values.value(match.captured(1));
        if (value.isEmpty()) filled.blanks.append({filled.text.size(), match.capturedLength()});
        filled.text += value.isEmpty() ? match.captured() : value;
    }
    filled.text += QStringView(text).mid(done);
    return filled;
}

QStringList variablesIn(const QString &text)
{
    QStringList names;
    auto matches = variable().globalMatch(text);
    while (matches.hasNext()) {
        const QString name = matches.next().captured(1);
        if (!names.contains(name)) names.append(name);
    }
    return names;
}

Blank firstBlank(const QString &text, const QStringList &names)
{
    auto matches = variable().globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (names.contains(match.captured(1))) return {match.capturedStart(), match.capturedLength()};
    }
    return {};
}

} // namespace chat121
