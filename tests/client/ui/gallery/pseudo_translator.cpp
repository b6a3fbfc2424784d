// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pseudo-locale; see pseudo_translator.h.
#include "tests/client/ui/gallery/pseudo_translator.h"

namespace chat121::test {

namespace {

constexpr char16_t kAlef = 0x05D0;
constexpr int kLetters = 27;
constexpr qsizetype kLonger = 3; // a third

// Qt's own texts have translations of their own.
bool isOfQt(const char *context)
{
    return QByteArrayView(context).startsWith('Q');
}

} // namespace

QString pseudo(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool is_argument = c == u'%' && i + 1 < text.size();
        if (is_argument) {
            result.append(c);
            result.append(text.at(++i));
        } else if (c.isLetter() && c.unicode() < 0x80) {
            result.append(QChar(kAlef + (c.toLower().unicode() - u'a') % kLetters));
        } else {
            result.append(c);
        }
    }
    return result;
}

QString PseudoTranslator::translate(const char *context, const char *source, const char *, int) const
{
    if (isOfQt(context)) return {};
    const QString text = QString::fromUtf8(source);
    const bool is_date_format = text.contains(u"MMMM");
    return is_date_format ? text : pseudo(text);
}

QString LongPseudoTranslator::translate(const char *context, const char *source, const char *, int) const
{
    const QString text = QString::fromUtf8(source);
    if (isOfQt(context) || text.contains(u"MMMM")) return {};
    const QString more = QStringView(text).left(text.size() / kLonger).toString().remove(u'%');
    return pseudo(text) + QLatin1Char(' ') + pseudo(more.trimmed());
}

} // namespace chat121::test
