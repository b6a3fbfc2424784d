// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/search/fold.h"

#include <QChar>
#include <QString>

#include <array>

namespace chat121::search {

namespace {

enum class Kind : quint8 { Nothing, Separator, Letter, Continuous, Mark };

constexpr char32_t kVoicedSoundMark = 0x3099;     // tells "ga" from "ka": no decoration
constexpr char32_t kSemiVoicedSoundMark = 0x309a; // and "pa" from "ha"
constexpr char32_t kProlongedSoundMark = 0x30fc;
constexpr char32_t kTatweel = 0x0640; // only stretches a word
constexpr int kNuktaClass = 7;        // Canonical_Combining_Class
constexpr char32_t kFirstNonAscii = 0x80;

bool isContinuousScript(QChar::Script script)
{
    switch (script) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Yi:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
    case QChar::Script_Tibetan:
    case QChar::Script_Javanese:
    case QChar::Script_Balinese:
        return true;
    default: // of a hundred and fifty scripts
        return false;
    }
}

// Accents, vowel points and the like, which many people do not type. The vowel signs of Indic and
// South-East Asian scripts are letters in all but name and stay.
bool isDroppedMark(char32_t c)
{
    if (c == kVoicedSoundMark || c == kSemiVoicedSoundMark) return false;
    if (QChar::combiningClass(c) == kNuktaClass) return true;
    switch (QChar::script(c)) {
    case QChar::Script_Inherited:
    case QChar::Script_Common:
    case QChar::Script_Latin:
    case QChar::Script_Greek:
    case QChar::Script_Cyrillic:
    case QChar::Script_Hebrew:
    case QChar::Script_Arabic:
    case QChar::Script_Syriac:
        return true;
    default: // all others
        return false;
    }
}

Kind kindOf(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
    case QChar::Mark_Enclosing:
        return isDroppedMark(c) ? Kind::Nothing : Kind::Mark;
    case QChar::Other_Format:
        return Kind::Nothing;
    case QChar::Symbol_Math:
    case QChar::Symbol_Currency:
    case QChar::Symbol_Other:
        return Kind::Continuous;
    case QChar::Letter_Modifier:
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Other:
    case QChar::Number_DecimalDigit:
    case QChar::Number_Letter:
    case QChar::Number_Other:
        if (c == kTatweel) return Kind::Nothing;
        return c == kProlongedSoundMark || isContinuousScript(QChar::script(c)) ? Kind::Continuous
                                                                                : Kind::Letter;
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Punctuation_Connector:
    case QChar::Punctuation_Dash:
    case QChar::Punctuation_Open:
    case QChar::Punctuation_Close:
    case QChar::Punctuation_InitialQuote:
    case QChar::Punctuation_FinalQuote:
    case QChar::Punctuation_Other:
    case QChar::Symbol_Modifier:
        break;
    }
    return Kind::Separator;
}

// Letters that do not decompose and are still typed without their stroke, or by their neighbour.
struct Respelling {
    char32_t from;
    std::u32string_view to;
};
constexpr Respelling kRespellings[] = {
    {U'\u00df', U"ss"},     {U'\u00e6', U"ae"},     {U'\u0153', U"oe"},     {U'\u00f8', U"o"},
    {U'\u0142', U"l"},      {U'\u0111', U"d"},      {U'\u00f0', U"d"},      {U'\u00fe', U"th"},
    {U'\u0127', U"h"},      {U'\u0167', U"t"},      {U'\u0131', U"i"},      {U'\u0671', U"\u0627"},
    {U'\u06cc', U"\u064a"}, {U'\u0649', U"\u064a"}, {U'\u06a9', U"\u0643"}, {U'\u0629', U"\u0647"},
};

class Folder {
public:
    explicit Folder(qsizetype size)
    {
        m_folded.text.reserve(static_cast<size_t>(size) + 2);
        m_folded.at.reserve(static_cast<size_t>(size) + 2);
    }

    void take(char32_t c, qsizetype at)
    {
        m_at = at;
        if (c < kFirstNonAscii)
            ascii(c);
        else
            decompose(c);
    }

    Folded finish(qsizetype end)
    {
        if (m_folded.runs.empty()) return {};
        m_at = end;
        separate();
        m_folded.at.push_back(end);
        return std::move(m_folded);
    }

private:
    static Kind asciiKind(char32_t c)
    {
        if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) return Kind::Letter;
        return std::u32string_view(U"$+<=>|~").find(c) != std::u32string_view::npos ? Kind::Continuous
                                                                                    : Kind::Separator;
    }

    void ascii(char32_t c)
    {
        const char32_t small = c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
        append(small, asciiKind(small));
    }

    void decompose(char32_t c)
    {
        const QString parts = QChar::decomposition(c);
        if (parts.isEmpty()) return respell(QChar::toCaseFolded(c));
        for (const char32_t part : parts.toStdU32String()) {
            if (part < kFirstNonAscii)
                ascii(part);
            else
                decompose(part);
        }
    }

    void respell(char32_t c)
    {
        for (const Respelling &each : kRespellings) {
            if (each.from != c) continue;
            for (const char32_t letter : each.to)
                append(letter, Kind::Letter);
            return;
        }
        const int digit = QChar::digitValue(c);
        if (digit >= 0 && QChar::category(c) == QChar::Number_DecimalDigit)
            return append(U'0' + static_cast<char32_t>(digit), Kind::Letter);
        append(c, kindOf(c));
    }

    void append(char32_t c, Kind kind)
    {
        switch (kind) {
        case Kind::Nothing:
            return;
        case Kind::Separator:
            if (m_is_open) m_gap_at = m_at;
            m_is_open = false;
            return;
        case Kind::Mark:
            if (m_is_open) return put(c);
            return enter(c, false);
        case Kind::Letter:
        case Kind::Continuous:
            break;
        }
        const bool is_continuous = kind == Kind::Continuous;
        if (m_is_open && m_folded.runs.back().is_continuous == is_continuous) return put(c);
        enter(c, is_continuous);
    }

    void enter(char32_t c, bool is_continuous)
    {
        separate();
        m_folded.runs.push_back({m_folded.text.size(), 0, is_continuous});
        m_is_open = true;
        put(c);
    }

    void separate()
    {
        m_folded.text.push_back(U' ');
        m_folded.at.push_back(m_is_open ? m_at : m_gap_at);
    }

    // Marks in their canonical order, so that it does not matter how they were typed.
    void put(char32_t c)
    {
        Run &run = m_folded.runs.back();
        m_folded.text.push_back(c);
        m_folded.at.push_back(m_at);
        ++run.size;
        const auto rank = QChar::combiningClass(c);
        if (c < kFirstNonAscii || rank == 0) return;
        for (size_t i = m_folded.text.size() - 1; i > run.first; --i) {
            if (QChar::combiningClass(m_folded.text[i - 1]) <= rank) break;
            std::swap(m_folded.text[i - 1], m_folded.text[i]);
        }
    }

    Folded m_folded;
    qsizetype m_at = 0;
    qsizetype m_gap_at = 0; // where the last run ended
    bool m_is_open = false; // the last run may go on
};

} // namespace

Folded fold(QStringView text)
{
    Folder folder(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text.at(i);
        if (unit.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            folder.take(QChar::surrogateToUcs4(unit, text.at(i + 1)), i);
            ++i;
        } else {
            folder.take(unit.unicode(), i);
        }
    }
    return folder.finish(text.size());
}

std::pair<qsizetype, qsizetype> Folded::origin(size_t first, size_t size) const
{
    size_t next = first + size;
    while (next < at.size() && at[next] <= at[first + size - 1])
        ++next;
    return {at[first], next < at.size() ? at[next] : at.back()};
}

} // namespace chat121::search
