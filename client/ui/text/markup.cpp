// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines of marked text; what stands inside of them is in inline_marks.cpp.
#include "client/ui/text/markup.h"

#include "client/ui/text/inline_marks.h"

#include <QCoreApplication>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr QStringView kFence = u"```";
constexpr char16_t kBullet = 0x2022;
constexpr int kSpacesPerLevel = 2;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// Whether it is worth a closer look; most messages are not.
bool mayHaveMarks(QStringView text)
{
    bool is_at_start = true;
    for (const QChar c : text) {
        if (c == u'*' || c == u'`') return true;
        if (is_at_start && (c == u'>' || c == u'-' || isDigit(c))) return true;
        is_at_start = c == u'\n' || (is_at_start && c == u' ');
    }
    return false;
}

std::vector<TextPart> linesOf(const QString &text)
{
    std::vector<TextPart> lines;
    qsizetype start = 0;
    while (true) {
        const qsizetype found = text.indexOf(QLatin1Char('\n'), start);
        const qsizetype end = found < 0 ? text.size() : found;
        lines.push_back({static_cast<int>(start), static_cast<int>(end - start)});
        if (found < 0) return lines;
        start = found + 1;
    }
}

class LineReader {
public:
    explicit LineReader(const QString &text)
        : m_text(text)
        , m_parts(linesOf(text))
    {
    }

    // False: there are too many.
    bool read(Markup &markup);

private:
    QStringView wordsOf(size_t line) const
    {
        return QStringView(m_text).mid(m_parts[line].start, m_parts[line].length);
    }
    bool isBareFence(size_t line) const { return wordsOf(line).trimmed() == kFence && opensCode(line); }
    bool opensCode(size_t line) const;
    size_t endOfCode(size_t line) const;
    void addCode(Markup &markup, size_t opening, size_t closing) const;
    MarkedLine lineWithMarks(const TextPart &part, bool follows_quote) const;
    void readQuotes(MarkedLine &line, bool follows_quote) const;
    void readListMark(MarkedLine &line) const;

    const QString &m_text;
    const std::vector<TextPart> m_parts;
    size_t m_last_fence = 0; // that could close a block
};

bool LineReader::read(Markup &markup)
{
    if (m_parts.size() > kMarkupLinesMax) return false;
    for (size_t i = 0; i < m_parts.size(); ++i)
        if (isBareFence(i)) m_last_fence = i;
    for (size_t i = 0; i < m_parts.size(); ++i) {
        const size_t closing = endOfCode(i);
        if (closing > i) {
            addCode(markup, i, closing);
            i = closing;
            continue;
        }
        const bool follows_quote = !markup.lines.empty() && markup.lines.back().quotes > 0;
        markup.lines.push_back(lineWithMarks(m_parts[i], follows_quote));
    }
    return true;
}

// What stands behind the marks there (the name of a language, often) is the first line of the code.
bool LineReader::opensCode(size_t line) const
{
    const QStringView words = wordsOf(line);
    return words.startsWith(kFence) && !words.mid(kFence.size()).contains(u'`');
}

// The line that closes the block; `line` itself: none opens there.
size_t LineReader::endOfCode(size_t line) const
{
    if (line >= m_last_fence || !opensCode(line)) return line;
    size_t closing = line + 1;
    while (!isBareFence(closing))
        ++closing; // m_last_fence is one
    const bool is_empty = closing == line + 1 && isBareFence(line);
    return is_empty ? line : closing;
}

void LineReader::addCode(Markup &markup, size_t opening, size_t closing) const
{
    const size_t first = markup.lines.size();
    const auto add = [&](const TextPart &part, int words) {
        MarkedLine line;
        line.part = part;
        line.words = words;
        line.is_code = true;
        line.starts_code = markup.lines.size() == first;
        markup.lines.push_back(std::move(line));
    };
    if (!isBareFence(opening))
        add(m_parts[opening], m_parts[opening].start + static_cast<int>(kFence.size()));
    for (size_t i = opening + 1; i < closing; ++i)
        add(m_parts[i], m_parts[i].start);
}

MarkedLine LineReader::lineWithMarks(const TextPart &part, bool follows_quote) const
{
    MarkedLine line;
    line.part = part;
    line.words = part.start;
    readQuotes(line, follows_quote);
    readListMark(line);
    return line;
}

// A space stands behind the last of them, so that faces are none; an empty line goes on with a quote.
void LineReader::readQuotes(MarkedLine &line, bool follows_quote) const
{
    const int end = line.part.end();
    int at = line.part.start;
    int depth = 0;
    bool has_space = false;
    while (at < end && depth < kQuoteDepthMax && m_text.at(at) == u'>') {
        ++depth;
        ++at;
        has_space = at < end && m_text.at(at) == u' ';
        if (has_space) ++at;
    }
    const bool goes_on = at == end && follows_quote;
    if (depth == 0 || (!has_space && !goes_on)) return;
    line.quotes = depth;
    line.words = at;
}

void LineReader::readListMark(MarkedLine &line) const
{
    const int end = line.part.end();
    int at = line.words;
    while (at < end && m_text.at(at) == u' ')
        ++at;
    const int spaces = at - line.words;
    const int mark = at;
    if (at < end && m_text.at(at) == u'-') {
        ++at;
    } else {
        while (at < end && at - mark <= kListDigitsMax && isDigit(m_text.at(at)))
            ++at;
        const int digits = at - mark;
        if (digits == 0 || digits > kListDigitsMax || at == end || m_text.at(at) != u'.') return;
        ++at;
    }
    const bool has_words = at + 1 < end && m_text.at(at) == u' ' && !m_text.at(at + 1).isSpace();
    if (!has_words) return;
    line.marker = m_text.at(mark) == u'-' ? QString(QChar(kBullet)) : m_text.mid(mark, at - mark);
    line.level = 1 + std::min(spaces / kSpacesPerLevel, kListDepthMax - 1);
    line.words = at + 1;
}

bool isInside(const Link &link, const std::vector<TextPart> &parts)
{
    const auto after = std::upper_bound(parts.begin(), parts.end(), link.start,
                                        [](int place, const TextPart &part) { return place < part.start; });
    return after != parts.begin() && link.start < (after - 1)->end();
}

bool drawsAnything(const Markup &markup)
{
    return !markup.spans.empty() || std::any_of(markup.lines.begin(), markup.lines.end(), [](const auto &l) {
        return l.is_code || l.quotes > 0 || l.level > 0;
    });
}

QString words(const char *what)
{
    return QCoreApplication::translate("Markup", what);
}

} // namespace

std::vector<TextPart> Markup::shownParts(const MarkedLine &line) const
{
    std::vector<TextPart> parts;
    const int end = line.part.end();
    int at = line.words;
    auto next = std::lower_bound(hidden.begin(), hidden.end(), at,
                                 [](const TextPart &part, int place) { return part.start < place; });
    for (; next != hidden.end() && next->start < end; ++next) {
        if (next->start > at) parts.push_back({at, next->start - at});
        at = next->end();
    }
    if (at < end || parts.empty()) parts.push_back({at, end - at});
    return parts;
}

std::optional<Markup> markupIn(const QString &text, const QList<Link> &links)
{
    if (!mayHaveMarks(text)) return std::nullopt;
    Markup markup;
    if (!LineReader(text).read(markup)) return std::nullopt;
    std::vector<TextPart> code; // by place
    for (const MarkedLine &line : markup.lines) {
        const TextPart part{line.words, line.part.end() - line.words};
        if (line.is_code)
            code.push_back(part);
        else
            readInlineMarks(text, part, links, markup, code);
        if (markup.spans.size() > kMarkupSpansMax) return std::nullopt;
    }
    if (!drawsAnything(markup)) return std::nullopt;
    std::sort(markup.hidden.begin(), markup.hidden.end(),
              [](const TextPart &a, const TextPart &b) { return a.start < b.start; });
    for (const Link &link : links)
        if (!isInside(link, code)) markup.links.append(link);
    return markup;
}

QString plainWords(const QString &text)
{
    const std::optional<Markup> markup = markupIn(text, linksIn(text));
    if (!markup) return text;
    QStringList lines;
    int quotes = 0;
    for (const MarkedLine &line : markup->lines) {
        QString said;
        if (line.quotes > 0 && quotes == 0) said += words(QT_TRANSLATE_NOOP("Markup", "Quote:")) + u' ';
        if (line.starts_code) said += words(QT_TRANSLATE_NOOP("Markup", "Code:")) + u' ';
        if (line.level > 0) said += line.marker + u' ';
        for (const TextPart &part : markup->shownParts(line))
            said += QStringView(text).mid(part.start, part.length);
        lines.append(said);
        quotes = line.quotes;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace chat121::ui
