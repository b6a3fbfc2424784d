// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/composer/mark_keys.h"

#include <QPlainTextEdit>
#include <QTextCursor>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr int kBothStars = 3;

int starsOf(Mark mark)
{
    return mark == Mark::Strong ? 2 : 1;
}

int starsBefore(const QString &text, int place)
{
    int stars = 0;
    while (stars < place && text.at(place - 1 - stars) == u'*')
        ++stars;
    return stars;
}

int starsAfter(const QString &text, int place)
{
    int stars = 0;
    while (place + stars < text.size() && text.at(place + stars) == u'*')
        ++stars;
    return stars;
}

bool isMarked(const QString &text, const TextPart &part, Mark mark)
{
    const int stars = std::min(starsBefore(text, part.start), starsAfter(text, part.end()));
    return stars == starsOf(mark) || stars == kBothStars;
}

// Without the spaces and stars at its ends: a mark stands next to its words.
TextPart shrunk(const QString &text, TextPart part)
{
    const auto cut = [&part](int at_start, int at_end) {
        part = {part.start + at_start, part.length - at_start - at_end};
    };
    while (part.length > 0 && text.at(part.start).isSpace())
        cut(1, 0);
    while (part.length > 0 && text.at(part.end() - 1).isSpace())
        cut(0, 1);
    while (part.length > 2 && text.at(part.start) == u'*' && text.at(part.end() - 1) == u'*')
        cut(1, 1);
    return part;
}

QList<TextPart> partsToMark(const QString &text, const QTextCursor &cursor)
{
    QList<TextPart> parts;
    int start = cursor.selectionStart();
    while (start < cursor.selectionEnd()) {
        const qsizetype line_end = text.indexOf(QLatin1Char('\n'), start);
        const int end = line_end < 0 ? cursor.selectionEnd()
                                     : std::min(static_cast<int>(line_end), cursor.selectionEnd());
        const TextPart part = shrunk(text, {start, end - start});
        if (part.length > 0) parts.append(part);
        start = end + 1;
    }
    if (parts.isEmpty()) parts.append({cursor.position(), 0});
    return parts;
}

// Who stands in a word means all of it.
QTextCursor withWord(QTextCursor cursor, const QString &text)
{
    const int at = cursor.position();
    const bool is_inside = !cursor.hasSelection() && at > 0 && at < text.size() &&
                           text.at(at - 1).isLetterOrNumber() && text.at(at).isLetterOrNumber();
    if (is_inside) cursor.select(QTextCursor::WordUnderCursor);
    return cursor;
}

} // namespace

void toggleMark(QPlainTextEdit &edit, Mark mark)
{
    const QString text = edit.toPlainText();
    QTextCursor cursor = withWord(edit.textCursor(), text);
    const QList<TextPart> parts = partsToMark(text, cursor);
    const auto is_marked = [&](const TextPart &part) { return isMarked(text, part, mark); };
    const bool removes = std::all_of(parts.cbegin(), parts.cend(), is_marked);
    const int stars = starsOf(mark);
    const QString sign(stars, QLatin1Char('*'));
    const auto change = [&](int place) {
        cursor.setPosition(place);
        if (removes) {
            cursor.setPosition(place + stars, QTextCursor::KeepAnchor);
            cursor.removeSelectedText();
        } else {
            cursor.insertText(sign);
        }
    };
    const int step = removes ? -stars : stars;
    int from = parts.constFirst().start;
    int to = parts.constLast().end();
    cursor.beginEditBlock();
    for (auto part = parts.crbegin(); part != parts.crend(); ++part) { // what stands before keeps its place
        if (!removes && is_marked(*part)) continue;
        change(part->end());
        change(removes ? part->start - stars : part->start);
        to += part == parts.crbegin() ? step : 2 * step;
        if (*part == parts.constFirst()) from += step;
    }
    cursor.endEditBlock();
    cursor.setPosition(from);
    cursor.setPosition(to, QTextCursor::KeepAnchor);
    edit.setTextCursor(cursor);
}

} // namespace chat121::ui
