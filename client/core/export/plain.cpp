// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/export/plain.h"

#include <QDateTime>

namespace chat121::transcript {

namespace {

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
           c == QChar::ParagraphSeparator;
}

bool turnsDirection(char16_t c)
{
    const bool is_embedding = c >= 0x202A && c <= 0x202E;
    const bool is_isolate = c >= 0x2066 && c <= 0x2069;
    return is_embedding || is_isolate || c == 0x200E || c == 0x200F || c == 0x061C;
}

// An author's clock may say anything; RFC 3339 has years of four digits.
qint64 inYears(UnixTime time)
{
    constexpr qint64 kFirst = -62'135'500'000'000; // 0001-01-02: in every zone
    constexpr qint64 kLast = 253'402'200'000'000;  // 9999-12-30
    return qBound(kFirst, time.ms, kLast);
}

} // namespace

QString wellFormed(const QString &text)
{
    if (text.isValidUtf16()) return text;
    QString kept = text;
    for (qsizetype at = 0; at < kept.size(); ++at) {
        if (!kept.at(at).isSurrogate()) continue;
        const bool is_pair =
            kept.at(at).isHighSurrogate() && at + 1 < kept.size() && kept.at(at + 1).isLowSurrogate();
        if (is_pair)
            ++at;
        else
            kept[at] = QChar::ReplacementCharacter;
    }
    return kept;
}

QString readable(const QString &text)
{
    QString kept = wellFormed(text);
    kept.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (QChar &c : kept) {
        if (c == QLatin1Char('\r') || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = QLatin1Char('\n');
        else if (isControl(c) && c != QLatin1Char('\n') && c != QLatin1Char('\t'))
            c = QChar::ReplacementCharacter;
    }
    return kept;
}

QString oneLine(const QString &name)
{
    QString kept;
    kept.reserve(name.size());
    for (const QChar c : wellFormed(name)) {
        if (c.isSpace())
            kept.append(QLatin1Char(' '));
        else if (!isControl(c) && !turnsDirection(c.unicode()))
            kept.append(c);
    }
    return kept.simplified();
}

QString utc(UnixTime time)
{
    return QDateTime::fromMSecsSinceEpoch(inYears(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

QString local(UnixTime time, const QTimeZone &zone)
{
    const QDateTime there = QDateTime::fromMSecsSinceEpoch(inYears(time), zone);
    const int minutes = there.offsetFromUtc() / 60;
    const QString offset = QStringLiteral("%1%2:%3")
                               .arg(minutes < 0 ? QLatin1Char('-') : QLatin1Char('+'))
                               .arg(qAbs(minutes) / 60, 2, 10, QLatin1Char('0'))
                               .arg(qAbs(minutes) % 60, 2, 10, QLatin1Char('0'));
    return there.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss ")) + offset;
}

} // namespace chat121::transcript
