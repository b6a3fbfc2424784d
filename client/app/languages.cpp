// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The language of the program; see languages.h.
#include "client/app/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace chat121::app {

namespace {

void install(const QLocale &locale, const QString &file, const QString &folder)
{
    auto *translator = new QTranslator(qApp);
    if (translator->load(locale, file, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

bool isLanguage(const QString &tag)
{
    return QLocale(tag).language() != QLocale::C;
}

void speak(const QString &tag)
{
    const QString own = QStringLiteral("chat121");
    const QString folder = QStringLiteral(":/chat121/translations");
    QLocale locale = tag.isEmpty() ? QLocale::system() : QLocale(tag);
    // A system that says nothing writes for programs: times with seconds, days without names.
    if (locale.language() == QLocale::C) locale = QLocale(QLocale::English, QLocale::World);
    QLocale::setDefault(locale);
    // English has only the plurals; it stands below every other language.
    install(QLocale(QLocale::English), own, folder);
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (locale.language() != QLocale::English) install(locale, own, folder);
}

} // namespace chat121::app
