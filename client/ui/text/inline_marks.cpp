// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Marks inside of one line; see inline_marks.h.
#include "client/ui/text/inline_marks.h"

#include <algorithm>
#include <array>

namespace chat121::ui {

namespace {

constexpr int kStrongStars = 2;
constexpr int kStarsMax = 3; // both at once

// Scripts that put no spaces between words: there a mark may stand next to a letter.
bool isWrittenWithoutSpaces(char32_t letter)
{
    switch (QChar::script(letter)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

class InlineReader {
public:
    InlineReader(const QString &text, const TextPart &words, const QList<Link> &links, Markup &markup,
                 std::vector<TextPart> &code)
        : m_text(text)
        , m_words(words)
        , m_links(links)
        , m_markup(markup)
        , m_code(code)
    {
    }

    void readCode();
    void readStars();

private:
    // Stars that may open something; the last ones of them are used first.
    struct Run {
        int start = 0;
        int left = 0;
    };
    static constexpr int kNone = -1;

    int runLength(int at) const;
    int closingTicks(int from, int ticks) const;
    int pastLink(int at);
    bool joinsBefore(int at) const;
    bool joinsAfter(int at) const;
    bool close(int at, int count);
    void span(Mark mark, int &open, int stars, int closing);
    void takeStars(int at, int count);

    const QString &m_text;
    const TextPart m_words;
    const QList<Link> &m_links;
    Markup &m_markup;
    std::vector<TextPart> &m_code;
    QList<Link>::const_iterator m_next_link{};
    std::vector<Run> m_runs;
    int m_strong = kNone; // the run that has opened it
    int m_emphasis = kNone;
};

// Of the same sign, within the line.
int InlineReader::runLength(int at) const
{
    int end = at;
    while (end < m_words.end() && m_text.at(end) == m_text.at(at))
        ++end;
    return end - at;
}

int InlineReader::closingTicks(int from, int ticks) const
{
    int at = from;
    while (at < m_words.end()) {
        const int length = m_text.at(at) == u'`' ? runLength(at) : 0;
        if (length == ticks) return at;
        at += std::max(length, 1);
    }
    return kNone;
}

// Whatever closes one stands behind it, so that no place is looked at twice but for each number of ticks.
void InlineReader::readCode()
{
    std::array<bool, kCodeTicksMax + 1> has_no_end{};
    int at = m_words.start;
    while (at < m_words.end() && m_markup.spans.size() <= kMarkupSpansMax) {
        if (m_text.at(at) != u'`') {
            ++at;
            continue;
        }
        const int ticks = runLength(at);
        const int inside = at + ticks;
        const bool may_open = ticks <= kCodeTicksMax && !has_no_end[static_cast<size_t>(ticks)];
        const int closing = may_open ? closingTicks(inside, ticks) : kNone;
        if (closing == kNone) {
            if (may_open) has_no_end[static_cast<size_t>(ticks)] = true;
            at = inside;
            continue;
        }
        m_markup.spans.push_back({{inside, closing - inside}, Mark::Code});
        m_markup.hidden.push_back({at, ticks});
        m_markup.hidden.push_back({closing, ticks});
        m_code.push_back({at, closing + ticks - at});
        at = closing + ticks;
    }
}

// The end of the link that begins here; `at` itself: none does. REQUIRES: places in ascending order
int InlineReader::pastLink(int at)
{
    while (m_next_link != m_links.cend() && m_next_link->start < at)
        ++m_next_link;
    const bool begins = m_next_link != m_links.cend() && m_next_link->start == at;
    return begins ? at + m_next_link->length : at;
}

bool isPartOfWord(char32_t c)
{
    return (QChar::isLetterOrNumber(c) || QChar::isMark(c)) && !isWrittenWithoutSpaces(c);
}

bool InlineReader::joinsBefore(int at) const
{
    if (at <= m_words.start) return false;
    const QChar last = m_text.at(at - 1);
    const bool is_pair =
        last.isLowSurrogate() && at - 2 >= m_words.start && m_text.at(at - 2).isHighSurrogate();
    return isPartOfWord(is_pair ? QChar::surrogateToUcs4(m_text.at(at - 2), last) : char32_t(last.unicode()));
}

bool InlineReader::joinsAfter(int at) const
{
    if (at >= m_words.end()) return false;
    const QChar first = m_text.at(at);
    const bool is_pair =
        first.isHighSurrogate() && at + 1 < m_words.end() && m_text.at(at + 1).isLowSurrogate();
    return isPartOfWord(is_pair ? QChar::surrogateToUcs4(first, m_text.at(at + 1))
                                : char32_t(first.unicode()));
}

// The words between a run and `closing`, where as many stars close it.
void InlineReader::span(Mark mark, int &open, int stars, int closing)
{
    Run &run = m_runs[static_cast<size_t>(open)];
    const int inside = run.start + run.left;
    m_markup.spans.push_back({{inside, closing - inside}, mark});
    m_markup.hidden.push_back({inside - stars, stars});
    m_markup.hidden.push_back({closing, stars});
    run.left -= stars;
    open = kNone;
}

// What was opened inside and is not closed yet stays as typed. True: something ends here.
bool InlineReader::close(int at, int count)
{
    int left = count;
    const auto place = [&] { return at + count - left; };
    const bool both = count == kStarsMax && m_strong != kNone && m_emphasis != kNone;
    if (both && m_emphasis > m_strong) {
        span(Mark::Emphasis, m_emphasis, 1, place());
        --left;
    }
    if (left >= kStrongStars && m_strong != kNone) {
        if (m_emphasis > m_strong) m_emphasis = kNone;
        span(Mark::Strong, m_strong, kStrongStars, place());
        left -= kStrongStars;
    }
    const bool ends_emphasis = left > 0 && m_emphasis != kNone && count != kStrongStars;
    if (ends_emphasis) {
        if (m_strong > m_emphasis) m_strong = kNone;
        span(Mark::Emphasis, m_emphasis, 1, place());
        --left;
    }
    return left < count;
}

void InlineReader::takeStars(int at, int count)
{
    const int after = at + count;
    const bool closes = at > m_words.start && !m_text.at(at - 1).isSpace() && !joinsAfter(after);
    const bool opens = after < m_words.end() && !m_text.at(after).isSpace() && !joinsBefore(at);
    if (closes && close(at, count)) return;
    if (!opens) return;
    const int run = static_cast<int>(m_runs.size());
    m_runs.push_back({at, count});
    if (count >= kStrongStars) m_strong = run;
    if (count != kStrongStars) m_emphasis = run;
}

void InlineReader::readStars()
{
    size_t next_code = m_code.size();
    while (next_code > 0 && m_code[next_code - 1].start >= m_words.start)
        --next_code;
    m_next_link = std::lower_bound(m_links.cbegin(), m_links.cend(), m_words.start,
                                   [](const Link &link, int place) { return link.start < place; });
    int at = m_words.start;
    while (at < m_words.end() && m_markup.spans.size() <= kMarkupSpansMax) {
        if (next_code < m_code.size() && m_code[next_code].start == at) {
            at = m_code[next_code++].end();
            continue;
        }
        const int past_link = pastLink(at);
        if (past_link > at) {
            at = past_link;
            continue;
        }
        const int count = m_text.at(at) == u'*' ? runLength(at) : 0;
        if (count > 0 && count <= kStarsMax) takeStars(at, count);
        at += std::max(count, 1);
    }
}

} // namespace

void readInlineMarks(const QString &text, const TextPart &words, const QList<Link> &links, Markup &markup,
                     std::vector<TextPart> &code)
{
    InlineReader reader(text, words, links, markup, code);
    reader.readCode();
    reader.readStars();
}

} // namespace chat121::ui
