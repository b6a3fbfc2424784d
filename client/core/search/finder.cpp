// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/search/finder.h"

#include <QSet>

#include <algorithm>
#include <limits>

namespace chat121::search {

namespace {

constexpr int kRowsPerRead = 64;
constexpr qsizetype kFewConversations = 8;
constexpr size_t kFew = 16; // candidates that are sooner opened than looked up in further lists

struct Candidate {
    UnixTime sent_at;
    qint64 row = 0;
    auto operator<=>(const Candidate &) const = default;
};

// Nothing: everybody.
void narrowTo(std::optional<Ordinals> &found, Ordinals others)
{
    if (!found) {
        found = std::move(others);
        return;
    }
    Ordinals both;
    both.reserve(std::min(found->size(), others.size()));
    std::set_intersection(found->cbegin(), found->cend(), others.cbegin(), others.cend(),
                          std::back_inserter(both));
    found = std::move(both);
}

Ordinals united(const Ordinals &some, const Ordinals &others)
{
    Ordinals any;
    any.reserve(some.size() + others.size());
    std::set_union(some.cbegin(), some.cend(), others.cbegin(), others.cend(), std::back_inserter(any));
    return any;
}

Ordinals everybody(const SegmentInfo &info)
{
    Ordinals ordinals(info.docs);
    for (size_t i = 0; i < ordinals.size(); ++i)
        ordinals[i] = static_cast<Ordinal>(i);
    return ordinals;
}

} // namespace

struct Finder::Search {
    Request request;
    QSet<quint32> marks;                                // of the conversations
    qint64 change = std::numeric_limits<qint64>::max(); // unindexed messages below it are to come
    int unindexed_left = limits::kSearchUnindexedMax + limits::kSearchBatchRows;
    QList<SegmentInfo> segments; // to come, the one with the newest message last
    std::vector<Candidate> heap; // to be judged, or judged already
    QHash<qint64, StoredRow> judged;
    QSet<qint64> seen; // rows that need no second look
    QList<StoredRow> untold;
    int hits = 0; // of this page
};

Finder::Finder(LocalStore &store, Index &index, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_index(index)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Finder::step);
    connect(&m_index, &Index::segmentsChanged, this, &Finder::startAgain);
}

Finder::~Finder() = default;

void Finder::find(const Request &request)
{
    m_timer.stop();
    m_search = std::make_unique<Search>();
    m_search->request = request;
    if (request.conversations)
        for (const qint64 tag : *request.conversations)
            m_search->marks.insert(conversationMark(tag));
    startAgain();
    m_timer.start(0);
}

void Finder::more()
{
    if (!m_search || m_timer.isActive()) return;
    m_search->hits = 0;
    m_timer.start(0);
}

void Finder::cancel()
{
    m_timer.stop();
    m_search.reset();
}

// The segments are others now. What was seen stays seen.
void Finder::startAgain()
{
    if (!m_search) return;
    m_search->segments = m_index.segments();
    std::sort(m_search->segments.begin(), m_search->segments.end(),
              [](const SegmentInfo &a, const SegmentInfo &b) { return a.newest < b.newest; });
    m_search->heap.erase(
        std::remove_if(m_search->heap.begin(), m_search->heap.end(),
                       [&](const Candidate &each) { return !m_search->judged.contains(each.row); }),
        m_search->heap.end());
    std::make_heap(m_search->heap.begin(), m_search->heap.end());
}

// Whoever is told may begin another search at once: the signals come last.
void Finder::step()
{
    const auto progress = work();
    if (!progress) {
        cancel();
        Q_EMIT failed(progress.error());
        return;
    }
    const bool has_more = !m_search->heap.empty() || !m_search->segments.isEmpty();
    const auto untold = std::exchange(m_search->untold, {});
    if (*progress == Progress::Going) m_timer.start(0);
    const Search *told = m_search.get();
    if (!untold.isEmpty()) Q_EMIT found(untold);
    if (*progress == Progress::Paused && told == m_search.get()) Q_EMIT finished(has_more);
}

Result<Finder::Progress> Finder::work()
{
    const auto end = m_clock.steady() + limits::kSearchSlice;
    do {
        TRY_ASSIGN(const bool has_unindexed, lookThroughUnindexed());
        if (has_unindexed) continue;
        if (m_search->hits == limits::kSearchPageHits) return Progress::Paused;
        TRY_ASSIGN(const bool has_judged, judgeNewest());
        if (has_judged) continue;
        TRY_ASSIGN(const bool has_opened, openNextSegment());
        if (!has_opened) return Progress::Paused;
    } while (m_clock.steady() < end);
    return Progress::Going;
}

// Messages that are not in the index yet, newest change first.
Result<bool> Finder::lookThroughUnindexed()
{
    Search &search = *m_search;
    if (search.unindexed_left <= 0) return false;
    TRY_ASSIGN(const auto rows, m_store.messages().unindexedBefore(search.change, kRowsPerRead));
    search.unindexed_left = rows.size() < kRowsPerRead ? 0 : search.unindexed_left - kRowsPerRead;
    for (const StoredRow &stored : rows) {
        search.change = stored.change;
        if (search.seen.contains(stored.row)) continue;
        search.seen.insert(stored.row);
        if (!matches(search.request.query, search.request.conversations, stored)) continue;
        search.judged.insert(stored.row, stored);
        search.heap.push_back({stored.value.sent_at, stored.row});
        std::push_heap(search.heap.begin(), search.heap.end());
    }
    return true;
}

// The newest candidate, if nothing newer can come. False: there is none, or a segment comes first.
Result<bool> Finder::judgeNewest()
{
    Search &search = *m_search;
    if (search.heap.empty()) return false;
    const bool may_come_newer =
        !search.segments.isEmpty() && search.segments.constLast().newest > search.heap.front().sent_at;
    if (may_come_newer) return false;
    const Candidate candidate = search.heap.front();
    std::pop_heap(search.heap.begin(), search.heap.end());
    search.heap.pop_back();
    auto judged = search.judged.constFind(candidate.row);
    std::optional<StoredRow> hit;
    if (judged != search.judged.cend()) {
        hit = *judged;
        search.judged.erase(judged);
    } else if (!search.seen.contains(candidate.row)) {
        search.seen.insert(candidate.row);
        TRY_ASSIGN(hit, m_store.messages().at(candidate.row));
        if (hit && !matches(search.request.query, search.request.conversations, *hit)) hit.reset();
    }
    if (!hit) return true;
    search.untold.append(*std::move(hit));
    ++search.hits;
    return true;
}

Result<bool> Finder::openNextSegment()
{
    Search &search = *m_search;
    if (search.segments.isEmpty()) return false;
    const SegmentInfo segment = search.segments.takeLast();
    if (search.request.query.after && segment.newest < *search.request.query.after) return true;
    if (search.request.query.before && segment.oldest >= *search.request.query.before) return true;
    SegmentReader &reader = m_index.reader(segment);
    TRY_ASSIGN(const Ordinals ordinals, candidatesIn(reader));
    for (const Ordinal ordinal : ordinals) {
        TRY_ASSIGN(const Doc doc, reader.doc(ordinal));
        if (!mayMatch(search.request.query, doc)) continue;
        if (search.request.conversations && !search.marks.contains(doc.conversation)) continue;
        search.heap.push_back({doc.sent_at, doc.row});
        std::push_heap(search.heap.begin(), search.heap.end());
    }
    return true;
}

Result<Ordinals> Finder::candidatesIn(SegmentReader &reader) const
{
    const Request &request = m_search->request;
    const Query &query = request.query;
    if (query.has_file) return Ordinals();
    std::optional<Ordinals> found;
    const bool are_few = m_search->marks.size() <= kFewConversations;
    if (request.conversations && are_few) TRY(narrowToFew(reader, found));
    std::vector<Term> terms;
    for (const Needle &needle : query.words)
        terms.insert(terms.end(), needle.terms.cbegin(), needle.terms.cend());
    for (const Needle &needle : query.tag_words)
        terms.insert(terms.end(), needle.terms.cbegin(), needle.terms.cend());
    if (query.has_link) terms.push_back(termOfFlag(HasLink));
    if (query.is_starred) terms.push_back(termOfFlag(IsStarred));
    TRY(narrow(reader, std::move(terms), found));
    TRY(narrowToAuthors(reader, found));
    if (request.conversations && !are_few) TRY(narrowToMany(reader, found));
    return found ? *std::move(found) : everybody(reader.info());
}

// Keeps those that have all of the terms; stops when they are so few that they are sooner opened.
Result<void> Finder::narrow(SegmentReader &reader, std::vector<Term> terms, std::optional<Ordinals> &found)
{
    std::vector<std::pair<size_t, Term>> by_cost;
    by_cost.reserve(terms.size());
    for (const Term term : terms) {
        TRY_ASSIGN(const size_t cost, reader.costOf(term));
        by_cost.push_back({cost, term});
    }
    std::sort(by_cost.begin(), by_cost.end());
    for (const auto &[cost, term] : by_cost) {
        if (found && found->size() <= kFew) break;
        TRY_ASSIGN(Ordinals having, reader.find(term));
        narrowTo(found, std::move(having));
    }
    return success();
}

// In one of a few conversations.
Result<void> Finder::narrowToFew(SegmentReader &reader, std::optional<Ordinals> &found) const
{
    Ordinals any;
    for (const quint32 mark : std::as_const(m_search->marks)) {
        TRY_ASSIGN(const Ordinals having, reader.find(termOfConversation(mark)));
        any = united(any, having);
    }
    narrowTo(found, std::move(any));
    return success();
}

// In one of many: goes through the conversations of the segment, whose terms stand beside each other.
Result<void> Finder::narrowToMany(SegmentReader &reader, std::optional<Ordinals> &found) const
{
    if (found && found->size() <= kFew) return success();
    TRY_ASSIGN(const quint32 block, reader.postingsFrom(termOfConversation(0)));
    std::vector<bool> is_in(reader.info().docs);
    TermWalk walk(reader, block);
    for (;;) {
        TRY(walk.next());
        if (walk.isAtEnd() || walk.term() > termOfConversation(kConversationMarkMax)) break;
        if (walk.term() < termOfConversation(0)) continue;
        const auto mark = static_cast<quint32>(walk.term() & kConversationMarkMax);
        if (!m_search->marks.contains(mark)) continue;
        for (const Ordinal ordinal : walk.ordinals())
            is_in[ordinal] = true;
    }
    Ordinals any;
    for (size_t i = 0; i < is_in.size(); ++i)
        if (is_in[i]) any.push_back(static_cast<Ordinal>(i));
    narrowTo(found, std::move(any));
    return success();
}

Result<void> Finder::narrowToAuthors(SegmentReader &reader, std::optional<Ordinals> &found) const
{
    const Query &query = m_search->request.query;
    if (query.isFromAnybody() || (found && found->size() <= kFew)) return success();
    std::vector<std::vector<Term>> authors;
    for (const Needle &name : query.from)
        authors.push_back(name.terms);
    if (query.is_from_me) authors.push_back({termOfFlag(IsMine)});
    Ordinals any;
    for (std::vector<Term> &terms : authors) {
        std::optional<Ordinals> having = found;
        TRY(narrow(reader, std::move(terms), having));
        if (having) any = united(any, *having);
    }
    narrowTo(found, std::move(any));
    return success();
}

} // namespace chat121::search
