// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/text/customer_words.h"

#include "common/base/limits.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr qint64 kDaysByName = 6; // further days by their date

struct CustomerWords {
    Q_DECLARE_TR_FUNCTIONS(CustomerWords)
};

} // namespace

bool isLanguageTag(const QString &text)
{
    const bool has_room = !text.isEmpty() && text.size() <= limits::kLanguageBytesMax;
    return has_room && text.at(0).isLetter() && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-');
           });
}

QString languageWords(const QString &tag)
{
    const QLocale locale(tag);
    const QString name = locale.language() == QLocale::C ? QString() : locale.nativeLanguageName();
    return name.isEmpty() ? tag : CustomerWords::tr("%1 (%2)").arg(name, tag);
}

QString localTimeWords(const QString &zone, UnixTime now, const QLocale &locale)
{
    const QTimeZone there(zone.toLatin1());
    if (zone.isEmpty() || !there.isValid()) return zone;
    const QTime time = QDateTime::fromMSecsSinceEpoch(now.ms).toTimeZone(there).time();
    return CustomerWords::tr("%1 (%2)").arg(locale.toString(time, QLocale::ShortFormat), zone);
}

QString openingWords(UnixTime at, UnixTime now, const QLocale &locale)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(at.ms);
    const qint64 days = QDateTime::fromMSecsSinceEpoch(now.ms).date().daysTo(then.date());
    const QString time = locale.toString(then.time(), QLocale::ShortFormat);
    //: "They are back today at 14:00, your time."
    if (days <= 0) return CustomerWords::tr("today at %1").arg(time);
    if (days == 1) return CustomerWords::tr("tomorrow at %1").arg(time);
    //: "They are back on Monday at 9:00, your time." Also with a date in place of the weekday.
    const QString on = CustomerWords::tr("on %1 at %2");
    if (days <= kDaysByName) return on.arg(locale.dayName(then.date().dayOfWeek()), time);
    return on.arg(locale.toString(then.date(), QLocale::ShortFormat), time);
}

QString contextWords(const CustomerContext &context, UnixTime now, const QLocale &locale)
{
    QStringList words;
    if (!context.language.isEmpty()) words.append(languageWords(context.language));
    if (!context.zone.isEmpty()) words.append(localTimeWords(context.zone, now, locale));
    if (!context.page.isEmpty()) words.append(CustomerWords::tr("page %1").arg(context.page));
    return words.join(CustomerWords::tr(", "));
}

} // namespace chat121::ui
