// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/search/query.h"

#include "common/base/limits.h"
#include "common/base/tags.h"

#include <QDate>
#include <QDateTime>

namespace chat121::search {

using namespace Qt::StringLiterals;

namespace {

enum class Filter : quint8 { From, Department, Tag, Rating, Has, Is, Before, After };

struct FilterName {
    QLatin1StringView name;
    Filter filter;
};
constexpr FilterName kFilters[] = {
    {"from"_L1, Filter::From},
    {"von"_L1, Filter::From},
    {"department"_L1, Filter::Department},
    {"abteilung"_L1, Filter::Department},
    {"tag"_L1, Filter::Tag},
    {"schlagwort"_L1, Filter::Tag},
    {"rating"_L1, Filter::Rating},
    {"bewertung"_L1, Filter::Rating},
    {"has"_L1, Filter::Has},
    {"mit"_L1, Filter::Has},
    {"is"_L1, Filter::Is},
    {"ist"_L1, Filter::Is},
    {"before"_L1, Filter::Before},
    {"vor"_L1, Filter::Before},
    {"after"_L1, Filter::After},
    {"nach"_L1, Filter::After},
    {"ab"_L1, Filter::After},
};

constexpr QLatin1StringView kMe[] = {"me"_L1, "mir"_L1, "ich"_L1};
constexpr QLatin1StringView kLink[] = {"link"_L1, "links"_L1};
constexpr QLatin1StringView kFile[] = {"file"_L1,    "files"_L1,      "datei"_L1,
                                       "dateien"_L1, "attachment"_L1, "anhang"_L1};

constexpr QLatin1StringView kStarred[] = {"starred"_L1, "star"_L1, "markiert"_L1};

template <size_t N>
bool isOneOf(const QString &value, const QLatin1StringView (&names)[N])
{
    for (const QLatin1StringView name : names)
        if (value.compare(name, Qt::CaseInsensitive) == 0) return true;
    return false;
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\u201c' || c == u'\u201d' || c == u'\u201e' || c == u'\u00ab' ||
           c == u'\u00bb';
}

struct Piece {
    std::optional<Filter> filter;
    QString value;
    bool is_quoted = false;
};

// Splits at spaces, except inside of quotation marks. A mark that is not closed reaches to the end.
class Splitter {
public:
    explicit Splitter(const QString &text)
        : m_text(text)
    {
    }

    std::optional<Piece> next()
    {
        while (m_at < m_text.size() && m_text.at(m_at).isSpace())
            ++m_at;
        if (m_at >= m_text.size()) return std::nullopt;
        Piece piece;
        piece.filter = filterHere();
        if (m_at < m_text.size() && isQuote(m_text.at(m_at))) {
            piece.is_quoted = true;
            piece.value = quoted();
        } else {
            piece.value = word();
        }
        return piece;
    }

private:
    std::optional<Filter> filterHere()
    {
        const qsizetype colon = m_text.indexOf(u':', m_at);
        if (colon < 0) return std::nullopt;
        const QStringView name = QStringView(m_text).mid(m_at, colon - m_at);
        for (const FilterName &each : kFilters) {
            if (name.compare(each.name, Qt::CaseInsensitive) != 0) continue;
            m_at = colon + 1;
            return each.filter;
        }
        return std::nullopt;
    }

    QString quoted()
    {
        const qsizetype first = ++m_at;
        while (m_at < m_text.size() && !isQuote(m_text.at(m_at)))
            ++m_at;
        return m_text.mid(first, m_at++ - first);
    }

    QString word()
    {
        const qsizetype first = m_at;
        while (m_at < m_text.size() && !m_text.at(m_at).isSpace())
            ++m_at;
        return m_text.mid(first, m_at - first);
    }

    const QString &m_text;
    qsizetype m_at = 0;
};

// 2026-11-01, 1.11.2026, 2026-11 and 2026: the first day of it.
QDate dayOf(const QString &text)
{
    for (const QString &format :
         {u"yyyy-M-d"_s, u"d.M.yyyy"_s, u"yyyy/M/d"_s, u"yyyy-M"_s, u"M.yyyy"_s, u"yyyy"_s}) {
        const QDate day = QDate::fromString(text, format);
        if (day.isValid()) return day;
    }
    return {};
}

void setFault(Query &query, QueryFault fault, const QString &value)
{
    if (query.fault != QueryFault::None) return;
    query.fault = fault;
    query.faulty = value;
}

void addNeedle(QList<Needle> &needles, const Piece &piece, Field field)
{
    Needle needle = needleOf(piece.value, piece.is_quoted ? Wanted::Whole : Wanted::Part, field);
    if (!needle.isEmpty()) needles.append(std::move(needle));
}

void addHas(Query &query, const QString &value)
{
    if (isOneOf(value, kLink))
        query.has_link = true;
    else if (isOneOf(value, kFile))
        query.has_file = true;
    else
        setFault(query, QueryFault::NotAKind, value);
}

void addTag(Query &query, const QString &value)
{
    const QString tag = tagOf(value);
    if (tag.isEmpty()) return;
    query.tags.append(tag);
    Needle words = needleOf(tag, Wanted::Whole, Field::Text);
    if (!words.isEmpty()) query.tag_words.append(std::move(words));
}

// A number, or a comparison with one. Of several filters all.
void addRating(Query &query, const QString &value)
{
    qsizetype signs = 0;
    while (signs < value.size() && QStringView(u"<>=").contains(value.at(signs)))
        ++signs;
    if (signs == value.size()) return; // still being typed
    const QStringView sign = QStringView(value).left(signs);
    bool is_number = false;
    const int number = QStringView(value).sliced(signs).toInt(&is_number);
    const bool is_known =
        sign.isEmpty() || sign == u"=" || sign == u"<" || sign == u"<=" || sign == u">" || sign == u">=";
    if (!is_number || !is_known || number < 1 || number > limits::kRatingStarsMax)
        return setFault(query, QueryFault::NotAKind, value);
    const auto fits = [&](int rating) {
        if (rating == number) return sign.isEmpty() || sign.endsWith(u'=');
        return rating < number ? sign.startsWith(u'<') : sign.startsWith(u'>');
    };
    unsigned wanted = 0;
    for (int rating = 1; rating <= limits::kRatingStarsMax; ++rating)
        if (fits(rating)) wanted |= 1u << (rating - 1);
    if (query.ratings != 0) wanted &= query.ratings;
    if (wanted == 0) return setFault(query, QueryFault::NotAKind, value);
    query.ratings = static_cast<quint8>(wanted);
}

void addDay(Query &query, Filter filter, const QString &value, const QTimeZone &zone)
{
    const QDate day = dayOf(value);
    if (!day.isValid()) return setFault(query, QueryFault::NotADate, value);
    const UnixTime begin{day.startOfDay(zone).toMSecsSinceEpoch()};
    (filter == Filter::Before ? query.before : query.after) = begin;
}

void addFilter(Query &query, const Piece &piece, const QTimeZone &zone)
{
    if (piece.value.isEmpty()) return; // still being typed
    switch (*piece.filter) {
    case Filter::From:
        if (isOneOf(piece.value, kMe))
            query.is_from_me = true;
        else
            addNeedle(query.from, piece, Field::AuthorName);
        return;
    case Filter::Department:
        return addNeedle(query.departments, piece, Field::Text);
    case Filter::Tag:
        return addTag(query, piece.value);
    case Filter::Rating:
        return addRating(query, piece.value);
    case Filter::Has:
        return addHas(query, piece.value);
    case Filter::Is:
        if (!isOneOf(piece.value, kStarred)) return setFault(query, QueryFault::NotAKind, piece.value);
        query.is_starred = true;
        return;
    case Filter::Before:
    case Filter::After:
        return addDay(query, *piece.filter, piece.value, zone);
    }
}

} // namespace

bool Query::isEmpty() const
{
    return words.isEmpty() && isFromAnybody() && departments.isEmpty() && tags.isEmpty() && ratings == 0 &&
           !has_link && !has_file && !is_starred && !after && !before;
}

Query parseQuery(const QString &text, const QTimeZone &zone)
{
    Query query;
    if (text.size() > limits::kSearchQueryCharsMax) {
        query.fault = QueryFault::TooLong;
        return query;
    }
    Splitter splitter(text);
    while (const auto piece = splitter.next()) {
        if (piece->filter)
            addFilter(query, *piece, zone);
        else
            addNeedle(query.words, *piece, Field::Text);
    }
    return query;
}

} // namespace chat121::search
