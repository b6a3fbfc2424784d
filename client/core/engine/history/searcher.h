// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Search, from what a person types to rows of a list: understands the query, names conversations and
// departments, and keeps the index of the local store up.
//
// Ownership: owns index and finder; borrows the rest. Threads: engine.
#pragma once

#include "client/core/engine/ledger/ledger.h"
#include "client/core/search/finder.h"

namespace chat121::engine {

class Searcher final : public QObject {
    Q_OBJECT

public:
    Searcher(Context &context, const Ledger &ledger, QObject *parent);

    Result<void> open();
    void storeChanges() { m_index.nudge(); }

    // Answers: Announcer::found, some times, and Announcer::searched, with the number of the search.
    void find(quint64 search, const QString &text, ConversationId only_in);
    void more() { m_finder.more(); }
    void cancel() { m_finder.cancel(); }

private:
    void tell(const QList<StoredRow> &rows);
    void end(bool has_more, const QString &fault);
    SearchHit hitOf(const StoredRow &stored) const;
    QString faultOf(const search::Query &query) const;
    QSet<ConversationId> ratedAs(quint8 ratings) const;
    search::Conversations conversationsFor(const search::Query &query, ConversationId only_in);
    void nameConversations();

    Context &m_context;
    const Ledger &m_ledger;
    search::Index m_index;
    search::Finder m_finder;
    search::Query m_query;
    quint64 m_search = 0;
    QHash<qint64, ConversationId> m_conversations; // by their tags in the store
    QSet<ConversationId> m_named;
};

} // namespace chat121::engine
