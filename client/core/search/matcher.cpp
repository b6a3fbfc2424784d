// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/search/matcher.h"

#include "common/base/tags.h"

#include <algorithm>

namespace chat121::search {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kBeforeFirst = 24; // characters of the snippet before the first thing found

// Every place of every needle in the text, joined where they meet.
QList<Mark> placesOf(const QString &text, const QList<Needle> &words)
{
    const Folded folded = fold(text);
    QList<Mark> places;
    for (const Needle &needle : words) {
        // The spaces around whole words belong to nobody.
        const size_t lead = needle.text.front() == U' ' ? 1 : 0;
        const size_t tail = needle.text.size() > 1 && needle.text.back() == U' ' ? 1 : 0;
        const size_t size = needle.text.size() - lead - tail;
        for (size_t at = folded.text.find(needle.text); at != std::u32string::npos;
             at = folded.text.find(needle.text, at + 1)) {
            const auto [begin, end] = folded.origin(at + lead, size);
            places.append({begin, end - begin});
        }
    }
    std::sort(places.begin(), places.end(), [](const Mark &a, const Mark &b) { return a.first < b.first; });
    QList<Mark> joined;
    for (const Mark &place : places) {
        if (joined.isEmpty() || place.first > joined.constLast().first + joined.constLast().size) {
            joined.append(place);
            continue;
        }
        Mark &last = joined.last();
        last.size = std::max(last.size, place.first + place.size - last.first);
    }
    return joined;
}

bool isSkinTone(QChar high, QChar low)
{
    return high.unicode() == 0xd83c && low.unicode() >= 0xdffb && low.unicode() <= 0xdfff;
}

bool splitsCharacter(const QString &text, qsizetype at)
{
    constexpr QChar kJoiner = u'\u200d';
    if (at <= 0 || at >= text.size()) return false;
    if (at + 1 < text.size() && isSkinTone(text.at(at), text.at(at + 1))) return true;
    return text.at(at).isLowSurrogate() || text.at(at).isMark() || text.at(at) == kJoiner ||
           text.at(at - 1) == kJoiner;
}

// Where the line begins: at the start of a word before the first place, if one is near.
qsizetype beginOf(const QString &text, qsizetype first)
{
    if (first <= kBeforeFirst) return 0;
    qsizetype begin = first - kBeforeFirst;
    const qsizetype space = text.indexOf(u' ', begin);
    if (space >= 0 && space < first) return space + 1;
    while (splitsCharacter(text, begin))
        --begin;
    return begin;
}

} // namespace

bool hasLink(QStringView text)
{
    return text.contains("https://"_L1, Qt::CaseInsensitive) ||
           text.contains("http://"_L1, Qt::CaseInsensitive) || text.contains("www."_L1, Qt::CaseInsensitive);
}

Doc docOf(const StoredRow &stored)
{
    Doc doc;
    doc.row = stored.row;
    doc.sent_at = stored.value.sent_at;
    doc.conversation = conversationMark(stored.conversation);
    if (stored.value.is_mine) doc.flags |= IsMine;
    if (hasLink(stored.value.text)) doc.flags |= HasLink;
    if (stored.value.is_starred) doc.flags |= IsStarred;
    return doc;
}

bool mayMatch(const Query &query, const Doc &doc)
{
    if (query.after && doc.sent_at < *query.after) return false;
    if (query.before && doc.sent_at >= *query.before) return false;
    if (query.has_link && (doc.flags & HasLink) == 0) return false;
    if (query.is_starred && (doc.flags & IsStarred) == 0) return false;
    const bool is_only_mine = query.is_from_me && query.from.isEmpty();
    return !is_only_mine || (doc.flags & IsMine) != 0;
}

bool matches(const Query &query, const Conversations &conversations, const StoredRow &stored)
{
    if (stored.value.kind == RowKind::System || query.has_file) return false;
    if (conversations && !conversations->contains(stored.conversation)) return false;
    if (!mayMatch(query, docOf(stored))) return false;
    const auto areAllIn = [](const QList<Needle> &needles, const Folded &folded) {
        return std::all_of(needles.cbegin(), needles.cend(),
                           [&](const Needle &needle) { return needle.isIn(folded); });
    };
    if (!query.words.isEmpty() && !areAllIn(query.words, fold(stored.value.text))) return false;
    const auto isTagged = [&](const QString &tag) { return hasTag(stored.value.text, tag); };
    const bool is_note = stored.value.kind == RowKind::Note;
    const bool has_tags = is_note && std::all_of(query.tags.cbegin(), query.tags.cend(), isTagged);
    if (!query.tags.isEmpty() && !has_tags) return false;
    if (query.isFromAnybody() || (query.is_from_me && stored.value.is_mine)) return true;
    const Folded author = fold(stored.value.author_name);
    return std::any_of(query.from.cbegin(), query.from.cend(),
                       [&](const Needle &needle) { return needle.isIn(author); });
}

Snippet snippetOf(const QString &text, const QList<Needle> &words)
{
    QString line = text;
    for (QChar &c : line)
        if (c.isSpace()) c = u' ';
    const QList<Mark> places = placesOf(line, words);
    const qsizetype begin = beginOf(line, places.isEmpty() ? 0 : places.constFirst().first);
    qsizetype end = std::min<qsizetype>(line.size(), begin + limits::kSearchSnippetChars);
    while (splitsCharacter(line, end))
        --end;
    Snippet snippet;
    const QString before = begin > 0 ? u"\u2026"_s : QString();
    snippet.text = before + line.sliced(begin, end - begin) + (end < line.size() ? u"\u2026"_s : QString());
    for (const Mark &place : places) {
        if (place.first < begin || place.first >= end) continue;
        const qsizetype size = std::min(place.size, end - place.first);
        snippet.marks.append({place.first - begin + before.size(), size});
    }
    return snippet;
}

} // namespace chat121::search
