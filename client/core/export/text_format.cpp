// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Plain text: a row begins with its time in brackets, and what belongs to it is indented, so that no message
// can look like the beginning of another.
#include "client/core/export/formats.h"
#include "client/core/export/plain.h"

namespace chat121::transcript {

namespace {

const QString kIndent = QStringLiteral("    ");

class TextFormat final : public Format {
public:
    QByteArray head(const Facts &facts) override
    {
        m_zone = facts.zone;
        QString text = titleOf(facts) + QLatin1Char('\n') + notEncrypted() + QStringLiteral("\n\n");
        for (const Fact &fact : factsForPeople(facts))
            text += fact.name + QStringLiteral(": ") + fact.value + QLatin1Char('\n');
        return (text + QLatin1Char('\n')).toUtf8();
    }

    QByteArray row(const Entry &entry) override
    {
        if (!entry.row) return (QStringLiteral("[?] * ") + unreadableRow() + QLatin1Char('\n')).toUtf8();
        const TimelineRow &row = *entry.row;
        QString line = QLatin1Char('[') + local(row.sent_at, m_zone) + QStringLiteral("] ");
        QString words = readable(row.text);
        words.replace(QLatin1Char('\n'), QLatin1Char('\n') + kIndent);
        if (row.kind == RowKind::System)
            return (line + QStringLiteral("* ") + words + QLatin1Char('\n')).toUtf8();
        line += oneLine(row.author_name);
        if (!row.author_role.isEmpty())
            line += QStringLiteral(" (") + oneLine(row.author_role) + QLatin1Char(')');
        const QStringList marks = marksForPeople(row, m_zone);
        if (!marks.isEmpty())
            line += QStringLiteral(" [") + marks.join(QStringLiteral("; ")) + QLatin1Char(']');
        line += QStringLiteral(":\n");
        const QString answer = answerForPeople(row);
        if (!answer.isEmpty()) line += kIndent + QStringLiteral("> ") + answer + QLatin1Char('\n');
        return (line + kIndent + words + QLatin1Char('\n')).toUtf8();
    }

    QByteArray foot(const Totals &totals) override
    {
        return (QLatin1Char('\n') + totalsForPeople(totals).join(QLatin1Char(' ')) + QLatin1Char('\n'))
            .toUtf8();
    }

private:
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace

std::unique_ptr<Format> makeText()
{
    return std::make_unique<TextFormat>();
}

} // namespace chat121::transcript
