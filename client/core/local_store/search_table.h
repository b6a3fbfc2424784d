// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tables of the search index: which messages it does not know yet, which it must forget, and its
// sealed blocks. What the blocks mean is client/core/search's business; who fills them, the engine's.
//
// Triggers keep the first two in the transaction of the message itself (migration 0003).
// Threads: the store's. Errors: local_store.h.
#pragma once

#include "common/base/result.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace chat121 {

class Database;

class SearchTable {
public:
    struct Stale {
        qint64 row = 0;
        quint32 segment = 0; // older ones than this must drop the row; 0: all
    };

    explicit SearchTable(Database &database)
        : m_database(database)
    {
    }

    // --- messages that are not in the index as they are now (MessageTable::unindexedAfter) ---
    Result<bool> hasUnindexed(int at_least) const;
    Result<qint64> countUnindexed() const;
    // The rows up to `change`, which rises: what is written again meanwhile stands further up.
    Result<QList<qint64>> unindexedUpTo(qint64 change) const;
    // Those are in the index now, in this segment.
    Result<void> setIndexed(qint64 change, quint32 segment);
    // Every message once more, and nothing is indexed.
    Result<void> forgetAll();

    // --- messages that the index knows as they were ---
    Result<QList<Stale>> stale(int count) const;
    Result<bool> hasStale() const;
    Result<void> setStale(qint64 row);
    Result<void> removeStale(const Stale &stale); // unless it became stale anew

    // --- blocks ---
    Result<void> putBlock(quint32 segment, quint32 number, const QByteArray &content);
    Result<QByteArray> block(quint32 segment, quint32 number) const; // NotFound
    // Some of its blocks. False: there are none left.
    Result<bool> removeSome(quint32 segment, int blocks_max);
    Result<QList<quint32>> segments() const; // that have blocks

    Result<std::optional<QByteArray>> manifest() const;
    Result<void> saveManifest(const QByteArray &content);

private:
    Database &m_database;
};

} // namespace chat121
