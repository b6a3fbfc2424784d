// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a search has found, newest first, growing while it goes on.
//
// While somebody types, the rows of the last search stay until the next one has found something, so
// that the list does not flicker. Texts are remote and plain.
// Threads: main; the engine hands over batches as queued signals.
#pragma once

#include "common/base/bytes.h"
#include "common/base/clock.h"
#include "common/base/ids.h"

#include <QAbstractListModel>
#include <QMetaType>

namespace chat121 {

// What was looked for, in a snippet.
struct SearchMark {
    qsizetype first = 0;
    qsizetype size = 0;

    bool operator==(const SearchMark &) const = default;
};

struct SearchHit {
    ConversationId conversation{};
    FixedBytes<16> message{}; // MessageId
    UnixTime sent_at{};
    bool is_mine = false;
    bool is_note = false;
    QString author{};
    QString title{}; // of the conversation
    QString department{};
    QString snippet{}; // one line
    QList<SearchMark> marks{};

    bool operator==(const SearchHit &) const = default;
};

// What there is to say at the end of a search, or of a page of it.
struct SearchOutcome {
    bool has_more = false;
    bool is_incomplete = false; // older messages are still being prepared for search
    QString fault{};            // what could not be understood, or went wrong; a sentence, or empty

    bool operator==(const SearchOutcome &) const = default;
};

class SearchModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum class State : quint8 {
        Idle,      // nothing is looked for
        Searching, // more may come at any time
        Finished,  // the page is complete: outcome()
    };
    enum Role { HitRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    // REQUIRES: 0 <= row < rowCount()
    const SearchHit &at(int row) const { return m_hits.at(row); }
    bool isEmpty() const { return m_hits.isEmpty(); }
    State state() const { return m_state; }
    const SearchOutcome &outcome() const { return m_outcome; }

    // Another search begins; what stands here is of the one before until something comes.
    void begin();
    // A further page of the same.
    void resume();
    void append(const QList<SearchHit> &hits);
    void finish(const SearchOutcome &outcome);
    void clear(); // nothing is looked for any more

Q_SIGNALS:
    void stateChanged(); // state, outcome or the number of rows

private:
    void dropOld();

    QList<SearchHit> m_hits;
    bool m_are_old = false; // of the search before
    State m_state = State::Idle;
    SearchOutcome m_outcome;
};

} // namespace chat121

Q_DECLARE_METATYPE(chat121::SearchHit)
Q_DECLARE_METATYPE(chat121::SearchOutcome)
