// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Own changes of keys that the server does not confirm. A server that drops them keeps a group on keys
// that somebody may have stolen (RFC 9420, Section 16.9); after kCommitUnconfirmedMax a person is told.
//
// The time counts from the first attempt since the last one that was confirmed, whatever the server says
// meanwhile: it may as well refuse each one. It ends with a commit of this device that is merged; and, if
// a change of members began it, when that comes to nothing: its person is told at once, or somebody else
// was faster.
// Threads: engine.
#pragma once

#include "client/core/engine/groups/own_changes.h"
#include "client/core/engine/ledger/ledger.h"

#include <QTimer>

namespace chat121::engine {

class Unconfirmed final : public QObject {
    Q_OBJECT

public:
    Unconfirmed(Context &context, Ledger &ledger, QObject *parent);

    void begin(); // looks once an hour
    void look();

Q_SIGNALS:
    void hourPassed();

private:
    Result<void> lookAtAll();
    Result<void> tell(OwnChange change);
    bool isOver(const GroupKey &group) const;

    Context &m_context;
    Ledger &m_ledger;
    QTimer m_hourly;
};

} // namespace chat121::engine
