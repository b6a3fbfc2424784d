// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/history/searcher.h"

#include "client/core/engine/notices/words.h"

#include <algorithm>

namespace chat121::engine {

using search::Query;
using search::QueryFault;

Searcher::Searcher(Context &context, const Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_index(context.store, context.clock)
    , m_finder(context.store, m_index, context.clock)
{
    connect(&m_finder, &search::Finder::found, this, &Searcher::tell);
    connect(&m_finder, &search::Finder::finished, this, [this](bool has_more) { end(has_more, {}); });
    connect(&m_finder, &search::Finder::failed, this, [this](const Error &error) {
        m_index.readingFailed(error);
        end(false, storeProblem(error).sentence);
    });
}

// A profile opens without its index, too: that only is made anew.
Result<void> Searcher::open()
{
    const auto opened = m_index.open();
    if (opened) return success();
    qCWarning(lcClient) << "the search index cannot be opened:" << opened.error().detail;
    return m_index.makeAnew();
}

void Searcher::find(quint64 search, const QString &text, ConversationId only_in)
{
    m_finder.cancel();
    m_search = search;
    m_query = search::parseQuery(text, QTimeZone::systemTimeZone());
    nameConversations();
    const QString fault = faultOf(m_query);
    if (!fault.isEmpty() || m_query.isEmpty()) return end(false, fault);
    m_finder.find({m_query, conversationsFor(m_query, only_in)});
}

QString Searcher::faultOf(const Query &query) const
{
    switch (query.fault) {
    case QueryFault::NotADate:
        return words::notADate(query.faulty);
    case QueryFault::NotAKind:
        return words::notSearchable(query.faulty);
    case QueryFault::TooLong:
        return words::queryTooLong();
    case QueryFault::None:
        break;
    }
    return query.has_file ? words::noFilesYet() : QString();
}

// The store knows conversations by their tags only.
void Searcher::nameConversations()
{
    const QList<ConversationId> ids = m_ledger.ids();
    for (const ConversationId id : ids) {
        if (m_named.contains(id)) continue;
        m_named.insert(id);
        m_conversations.insert(m_context.store.messages().tagOf(id), id);
    }
}

// What is not known of them is not found by it.
QSet<ConversationId> Searcher::ratedAs(quint8 ratings) const
{
    QSet<ConversationId> rated;
    if (ratings == 0) return rated;
    const auto records = m_context.store.ratings().all();
    if (!records) {
        m_context.storeFailed(records.error());
        return rated;
    }
    for (const RatingRecord &record : *records)
        if (record.stars > 0 && (ratings >> (record.stars - 1) & 1) != 0) rated.insert(record.conversation);
    return rated;
}

search::Conversations Searcher::conversationsFor(const Query &query, ConversationId only_in)
{
    if (query.departments.isEmpty() && query.ratings == 0 && !only_in.isValid()) return std::nullopt;
    const QSet<ConversationId> rated = ratedAs(query.ratings);
    // To staff a customer's conversations are one: what is looked for in one is found in all of them.
    const AccountId customer = m_context.identity.isStaff() ? m_ledger.recordOr(only_in).guest : AccountId{};
    QSet<DepartmentId> departments;
    for (const identity::Department &department :
         m_context.identity.organisation().document.departments.items) {
        const search::Folded name = search::fold(department.name.text);
        const bool is_wanted = std::any_of(query.departments.cbegin(), query.departments.cend(),
                                           [&](const search::Needle &needle) { return needle.isIn(name); });
        if (is_wanted) departments.insert(department.id);
    }
    QSet<qint64> wanted;
    for (auto it = m_conversations.cbegin(); it != m_conversations.cend(); ++it) {
        const ConversationRecord *record = m_ledger.find(it.value());
        const bool is_there =
            it.value() == only_in || (customer.isValid() && record && record->guest == customer);
        if (only_in.isValid() && !is_there) continue;
        if (record == nullptr || (query.ratings != 0 && !rated.contains(it.value()))) continue;
        if (query.departments.isEmpty() || departments.contains(record->department)) wanted.insert(it.key());
    }
    return wanted;
}

// --- what is found --------------------------------------------------------------------------------

SearchHit Searcher::hitOf(const StoredRow &stored) const
{
    const ConversationId id = m_conversations.value(stored.conversation);
    const ConversationRow conversation = m_ledger.listRow(m_ledger.recordOr(id));
    SearchHit hit;
    hit.conversation = id;
    hit.message = stored.value.id;
    hit.sent_at = stored.value.sent_at;
    hit.is_mine = stored.value.is_mine;
    hit.is_note = stored.value.kind == RowKind::Note;
    hit.author = stored.value.author_name;
    hit.title = conversation.title;
    hit.department = conversation.department;
    const search::Snippet snippet = search::snippetOf(stored.value.text, m_query.words);
    hit.snippet = snippet.text;
    for (const search::Mark &mark : snippet.marks)
        hit.marks.append({mark.first, mark.size});
    return hit;
}

void Searcher::tell(const QList<StoredRow> &rows)
{
    nameConversations(); // perhaps one that has just begun
    QList<SearchHit> hits;
    for (const StoredRow &stored : rows)
        if (m_conversations.contains(stored.conversation)) hits.append(hitOf(stored));
    if (!hits.isEmpty()) Q_EMIT m_context.announcer.found(m_search, hits);
}

void Searcher::end(bool has_more, const QString &fault)
{
    Q_EMIT m_context.announcer.searched(m_search, {has_more, m_index.isIncomplete(), fault});
}

} // namespace chat121::engine
