// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The nodes of the key log's tree; what they mean is in common/identity/merkle.h.
#pragma once

#include "common/identity/key_log.h"
#include "server/store/sql.h"

#include <QHash>

namespace chat121::store {

// How many leaves there are.
Result<quint64> keyLogSize(Sql &sql);

// Which of these leaves are in the log, and where.
Result<QHash<crypto::Hash, quint64>> keyLogIndices(Sql &sql, const QList<crypto::Hash> &leaves);

// By Node::number(). Storage when one is missing: then the database is not what was committed.
Result<QHash<quint64, crypto::Hash>> keyLogNodes(Sql &sql, const QList<identity::merkle::Node> &nodes);

// One leaf, or the nodes above it without a kind.
Result<void> addKeyLogNode(Sql &sql, const identity::merkle::Frontier::Made &made,
                           std::optional<identity::StatementKind> kind);

} // namespace chat121::store
