// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names that others chose; see names.h.
#include "client/ui/text/names.h"

#include <QStringList>
#include <QTextBoundaryFinder>

namespace chat121::ui {

namespace {

constexpr char16_t kZeroWidthNonJoiner = 0x200C;
constexpr char16_t kZeroWidthJoiner = 0x200D;
constexpr char16_t kFirstStrongIsolate = 0x2068;
constexpr char16_t kPopIsolate = 0x2069;

bool isJoiner(QChar c)
{
    return c.unicode() == kZeroWidthNonJoiner || c.unicode() == kZeroWidthJoiner;
}

bool isHidden(QChar c)
{
    const auto category = c.category();
    return category == QChar::Other_Control || category == QChar::Other_Format;
}

QString firstGrapheme(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.left(end) : QString();
}

} // namespace

QString cleanName(const QString &name)
{
    QString kept;
    kept.reserve(name.size());
    for (const QChar c : name) {
        if (c.isSpace()) {
            kept.append(QLatin1Char(' '));
        } else if (isJoiner(c)) {
            if (!kept.isEmpty() && !kept.back().isSpace()) kept.append(c);
        } else if (!isHidden(c)) {
            kept.append(c);
        }
    }
    return kept.simplified();
}

QString initialsOf(const QString &name)
{
    const QStringList words = cleanName(name).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty()) return {};
    QString initials = firstGrapheme(words.constFirst());
    const bool has_second = words.size() > 1 && words.constLast().front().isLetterOrNumber();
    if (has_second) initials.append(firstGrapheme(words.constLast()));
    return initials.toUpper();
}

QString isolated(const QString &name)
{
    return QChar(kFirstStrongIsolate) + name + QChar(kPopIsolate);
}

Qt::LayoutDirection directionOf(QStringView paragraph, Qt::LayoutDirection fallback)
{
    for (const QChar c : paragraph) {
        switch (c.direction()) {
        case QChar::DirL:
            return Qt::LeftToRight;
        case QChar::DirR:
        case QChar::DirAL:
            return Qt::RightToLeft;
        default:
            break; // digits, spaces, marks: no direction of their own
        }
    }
    return fallback;
}

} // namespace chat121::ui
