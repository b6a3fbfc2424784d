// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/text/language_name.h"

#include <QFontDatabase>
#include <QMap>
#include <QRawFont>

#include <algorithm>

namespace chat121::ui {

namespace {

// A family may claim letters that it does not have.
bool hasFont(QChar letter, QFontDatabase::WritingSystem system)
{
    if (system == QFontDatabase::Any) return false;
    const QStringList families = QFontDatabase::families(system);
    return std::ranges::any_of(families, [letter](const QString &family) {
        return QRawFont::fromFont(QFont(family)).supportsCharacter(letter);
    });
}

// Whether this computer has a font for these letters.
bool isShown(const QString &name)
{
    using Fonts = QFontDatabase;
    static const QMap<QChar::Script, Fonts::WritingSystem> systems = {
        {QChar::Script_Latin, Fonts::Latin},
        {QChar::Script_Greek, Fonts::Greek},
        {QChar::Script_Cyrillic, Fonts::Cyrillic},
        {QChar::Script_Armenian, Fonts::Armenian},
        {QChar::Script_Hebrew, Fonts::Hebrew},
        {QChar::Script_Arabic, Fonts::Arabic},
        {QChar::Script_Syriac, Fonts::Syriac},
        {QChar::Script_Thaana, Fonts::Thaana},
        {QChar::Script_Devanagari, Fonts::Devanagari},
        {QChar::Script_Bengali, Fonts::Bengali},
        {QChar::Script_Gurmukhi, Fonts::Gurmukhi},
        {QChar::Script_Gujarati, Fonts::Gujarati},
        {QChar::Script_Oriya, Fonts::Oriya},
        {QChar::Script_Tamil, Fonts::Tamil},
        {QChar::Script_Telugu, Fonts::Telugu},
        {QChar::Script_Kannada, Fonts::Kannada},
        {QChar::Script_Malayalam, Fonts::Malayalam},
        {QChar::Script_Sinhala, Fonts::Sinhala},
        {QChar::Script_Thai, Fonts::Thai},
        {QChar::Script_Lao, Fonts::Lao},
        {QChar::Script_Tibetan, Fonts::Tibetan},
        {QChar::Script_Myanmar, Fonts::Myanmar},
        {QChar::Script_Georgian, Fonts::Georgian},
        {QChar::Script_Khmer, Fonts::Khmer},
        {QChar::Script_Han, Fonts::SimplifiedChinese},
        {QChar::Script_Hiragana, Fonts::Japanese},
        {QChar::Script_Katakana, Fonts::Japanese},
        {QChar::Script_Hangul, Fonts::Korean},
    };
    static QMap<QChar::Script, bool> known;
    return std::ranges::all_of(name, [](QChar c) {
        const QChar::Script script = c.script();
        if (script <= QChar::Script_Common) return true;
        if (!known.contains(script)) known.insert(script, hasFont(c, systems.value(script, Fonts::Any)));
        return known.value(script);
    });
}

} // namespace

QString languageName(QLocale::Language language)
{
    if (language == QLocale::C) return {};
    const QString native = QLocale(language).nativeLanguageName();
    return native.isEmpty() || isShown(native) ? native : QLocale::languageToString(language);
}

} // namespace chat121::ui
