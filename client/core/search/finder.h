// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One search at a time: newest messages first, told as they are found, in slices of a few
// milliseconds, so that neither windows nor the reception of messages wait for it. The next search
// takes the place of the one that runs.
//
// Segments are taken in the order of their newest message; what is found is told when no further
// segment can hold anything newer. So the first results of a frequent word need one segment, not all.
//
// Ownership: borrows store, index and clock. Threads: the store's.
#pragma once

#include "client/core/search/index.h"
#include "client/core/search/matcher.h"

namespace chat121::search {

class Finder final : public QObject {
    Q_OBJECT

public:
    struct Request {
        Query query;
        Conversations conversations;
    };

    Finder(LocalStore &store, Index &index, const Clock &clock, QObject *parent = nullptr);
    ~Finder() override;

    // Signals come from the event loop, never from within. REQUIRES: the query is not empty
    void find(const Request &request);
    // The next page of the same search, after finished(true).
    void more();
    void cancel();

Q_SIGNALS:
    void found(const QList<chat121::StoredRow> &rows); // newest first, after all that were told before
    void finished(bool has_more);
    void failed(const chat121::Error &error);

private:
    struct Search;

    enum class Progress : quint8 { Going, Paused };

    void step();
    Result<Progress> work();
    Result<bool> lookThroughUnindexed();
    Result<bool> openNextSegment();
    Result<Ordinals> candidatesIn(SegmentReader &reader) const;
    static Result<void> narrow(SegmentReader &reader, std::vector<Term> terms,
                               std::optional<Ordinals> &found);
    Result<void> narrowToFew(SegmentReader &reader, std::optional<Ordinals> &found) const;
    Result<void> narrowToMany(SegmentReader &reader, std::optional<Ordinals> &found) const;
    Result<void> narrowToAuthors(SegmentReader &reader, std::optional<Ordinals> &found) const;
    Result<bool> judgeNewest();
    void startAgain();

    LocalStore &m_store;
    Index &m_index;
    const Clock &m_clock;
    QTimer m_timer;
    std::unique_ptr<Search> m_search;
};

} // namespace chat121::search
