// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/text/customer_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

namespace chat121::ui {

namespace {

struct CustomerWords {
    Q_DECLARE_TR_FUNCTIONS(CustomerWords)
};

} // namespace

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

QString contextWords(const CustomerContext &context, UnixTime now, const QLocale &locale)
{
    QStringList words;
    if (!context.language.isEmpty()) words.append(languageWords(context.language));
    if (!context.zone.isEmpty()) words.append(localTimeWords(context.zone, now, locale));
    if (!context.page.isEmpty()) words.append(CustomerWords::tr("page %1").arg(context.page));
    return words.join(CustomerWords::tr(", "));
}

} // namespace chat121::ui
