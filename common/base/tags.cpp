// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/base/tags.h"

#include "common/base/limits.h"
#include "common/base/text.h"

namespace chat121 {

namespace {

bool isTagLetter(char32_t letter)
{
    return letter == U'-' || letter == U'_' || QChar::isLetterOrNumber(letter) || QChar::isMark(letter);
}

bool isBetween(QChar c)
{
    return c.isSpace() || c == u'#' || c == u',' || c == u';' || c == u'\u060c' || c == u'\u3001' ||
           c == u'\uff0c';
}

} // namespace

QString tagOf(const QString &word)
{
    std::u32string letters;
    const QList<uint> all = word.normalized(QString::NormalizationForm_C).toLower().toUcs4();
    for (const uint letter : all)
        if (isTagLetter(letter)) letters.push_back(letter);
    QString tag = QString::fromUcs4(letters.data(), static_cast<qsizetype>(letters.size()));
    return cutToBytes(tag, limits::kTagBytesMax);
}

QStringList tagsIn(const QString &line)
{
    QStringList tags;
    QString word;
    const auto add = [&] {
        const QString tag = tagOf(word);
        word.clear();
        if (!tag.isEmpty() && !tags.contains(tag) && tags.size() < limits::kWrapUpTagsMax) tags.append(tag);
    };
    for (const QChar c : line) {
        if (isBetween(c))
            add();
        else
            word.append(c);
    }
    add();
    return tags;
}

bool hasTag(const QString &text, const QString &tag)
{
    if (tag.isEmpty()) return false;
    for (qsizetype hash = text.indexOf(u'#'); hash >= 0; hash = text.indexOf(u'#', hash + 1)) {
        qsizetype end = hash + 1;
        while (end < text.size() && !isBetween(text.at(end)))
            ++end;
        if (tagOf(text.sliced(hash + 1, end - hash - 1)) == tag) return true;
    }
    return false;
}

} // namespace chat121
