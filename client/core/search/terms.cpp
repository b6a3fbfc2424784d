// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/search/terms.h"

#include <algorithm>

namespace chat121::search {

namespace {

constexpr int kCharacterBits = 21;
constexpr size_t kPieceSize = 3;
constexpr Term kNameBit = Term(1) << 63;
constexpr char32_t kNone = 0;
constexpr char32_t kConversation = 0x1fffff; // no character
constexpr char32_t kFlag = 0x1ffffe;         // no character either
constexpr char32_t kWordBegins = U' ';
constexpr char32_t kWordEnds = U' ';

Term termOf(char32_t first, char32_t second, char32_t third)
{
    return (Term(first) << (2 * kCharacterBits)) | (Term(second) << kCharacterBits) | Term(third);
}

class Collector {
public:
    Collector(const std::u32string &text, std::vector<Term> &terms)
        : m_text(text)
        , m_terms(terms)
    {
    }

    void beginning(const Run &run)
    {
        const char32_t *c = &m_text[run.first];
        m_terms.push_back(termOf(kNone, kWordBegins, c[0]));
        if (run.size > 1) m_terms.push_back(termOf(kWordBegins, c[0], c[1]));
    }

    void end(const Run &run)
    {
        const char32_t *last = &m_text[run.first + run.size - 1];
        m_terms.push_back(termOf(run.size > 1 ? last[-1] : kWordBegins, last[0], kWordEnds));
    }

    void inner(const Run &run)
    {
        for (size_t i = run.first; i + kPieceSize <= run.first + run.size; ++i)
            m_terms.push_back(termOf(m_text[i], m_text[i + 1], m_text[i + 2]));
    }

    void singles(const Run &run)
    {
        for (size_t i = run.first; i < run.first + run.size; ++i)
            m_terms.push_back(termOf(kNone, kNone, m_text[i]));
    }

    void pairs(const Run &run)
    {
        for (size_t i = run.first; i + 1 < run.first + run.size; ++i)
            m_terms.push_back(termOf(kNone, m_text[i], m_text[i + 1]));
    }

private:
    const std::u32string &m_text;
    std::vector<Term> &m_terms;
};

void finish(std::vector<Term> &terms, Field field)
{
    if (field == Field::AuthorName)
        for (Term &term : terms)
            term |= kNameBit;
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

// Short words only match where a word begins: "to" would be in half of all texts.
bool mayStandInside(const Folded &folded)
{
    const Run &first = folded.runs.front();
    return first.is_continuous || first.size >= kPieceSize;
}

} // namespace

Term termOfConversation(quint32 mark)
{
    return termOf(kConversation, kNone, mark);
}

Term termOfFlag(quint8 flag)
{
    return termOf(kFlag, kNone, flag);
}

std::vector<Term> termsOf(const Folded &folded, Field field)
{
    std::vector<Term> terms;
    terms.reserve(folded.text.size() + folded.runs.size());
    Collector collector(folded.text, terms);
    for (const Run &run : folded.runs) {
        if (run.is_continuous) {
            collector.singles(run);
            collector.pairs(run);
        } else {
            collector.beginning(run);
            collector.inner(run);
            if (field == Field::AuthorName) collector.end(run);
        }
    }
    finish(terms, field);
    return terms;
}

Needle needleOf(QStringView text, Wanted wanted, Field field)
{
    const Folded folded = fold(text);
    Needle needle;
    if (folded.runs.empty()) return needle;
    const bool is_whole = wanted == Wanted::Whole;
    const bool begins_word = is_whole ? !folded.runs.front().is_continuous : !mayStandInside(folded);
    const bool ends_word = is_whole && !folded.runs.back().is_continuous;
    needle.text = folded.text.substr(begins_word ? 0 : 1);
    if (!ends_word) needle.text.pop_back();

    Collector collector(folded.text, needle.terms);
    for (const Run &run : folded.runs) {
        if (run.is_continuous) {
            if (run.size == 1)
                collector.singles(run);
            else
                collector.pairs(run);
            continue;
        }
        const bool is_first = &run == &folded.runs.front();
        if (!is_first || begins_word) collector.beginning(run);
        collector.inner(run);
        const bool is_last = &run == &folded.runs.back();
        if (field == Field::AuthorName && (!is_last || ends_word)) collector.end(run);
    }
    finish(needle.terms, field);
    return needle;
}

} // namespace chat121::search
