// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/text/hours.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace chat121::ui {

namespace {

constexpr int kHourMinutes = 60;
constexpr int kDayMinutes = 24 * kHourMinutes;

// Digits of any script.
QString withPlainDigits(QString text)
{
    for (QChar &c : text)
        if (c.digitValue() >= 0) c = QChar(u'0' + c.digitValue());
    return text;
}

// Minutes of the day; its end is 24:00.
std::optional<int> clockOf(const QString &text, const QLocale &locale)
{
    static const QRegularExpression clock(QStringLiteral("^(\\d{1,2})(?:[:.](\\d{2}))?$"));
    if (const auto found = clock.match(withPlainDigits(text)); found.hasMatch()) {
        const int hours = found.captured(1).toInt(), minutes = found.captured(2).toInt();
        const int all = hours * kHourMinutes + minutes;
        return minutes < kHourMinutes && all <= kDayMinutes ? std::optional(all) : std::nullopt;
    }
    const QTime time = locale.toTime(text, QLocale::ShortFormat);
    if (!time.isValid()) return std::nullopt;
    return time.hour() * kHourMinutes + time.minute();
}

QString clockText(int minute, const QLocale &locale)
{
    if (minute == kDayMinutes) // no clock shows it
        return locale.toString(24) + u':' + locale.toString(0) + locale.toString(0);
    return locale.toString(QTime(minute / kHourMinutes, minute % kHourMinutes), QLocale::ShortFormat);
}

std::optional<OpenSpan> spanOf(const QString &text, const QLocale &locale)
{
    static const QRegularExpression dash(QStringLiteral("[-\u2010-\u2015\u2212]"));
    const QStringList ends = text.split(dash);
    if (ends.size() != 2) return std::nullopt;
    const auto begins = clockOf(ends.constFirst().trimmed(), locale);
    const auto closes = clockOf(ends.constLast().trimmed(), locale);
    if (!begins || !closes || *begins == kDayMinutes) return std::nullopt;
    const int length = *closes - *begins;
    return OpenSpan{*begins, length < 0 ? length + kDayMinutes : length};
}

} // namespace

ReadHours readHours(const QString &text, const QLocale &locale)
{
    static const QRegularExpression comma(QStringLiteral("[,;\u060C]"));
    ReadHours read;
    if (text.trimmed().isEmpty()) return read;
    const QStringList parts = text.split(comma);
    for (const QString &part : parts) {
        const auto span = spanOf(part, locale);
        if (!span) return {ReadHours::Fault::NotHours, {}};
        if (span->length_min == 0) return {ReadHours::Fault::NoLength, {}};
        read.spans.append(*span);
    }
    std::ranges::sort(read.spans, {}, &OpenSpan::begins_min);
    for (qsizetype i = 1; i < read.spans.size(); ++i) {
        const OpenSpan &before = read.spans.at(i - 1);
        if (before.begins_min + before.length_min > read.spans.at(i).begins_min)
            return {ReadHours::Fault::Overlap, {}};
    }
    return read;
}

QString hoursText(const QList<OpenSpan> &spans, const QLocale &locale)
{
    QStringList parts;
    for (const OpenSpan &span : spans) {
        const int end = span.begins_min + span.length_min;
        const int closes = end > kDayMinutes ? end - kDayMinutes : end;
        parts.append(clockText(span.begins_min, locale) + QStringLiteral(" \u2013 ") +
                     clockText(closes, locale));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace chat121::ui
