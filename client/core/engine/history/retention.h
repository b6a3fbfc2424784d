// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Deletes messages from this device when their department's policy says that their time is over. The
// server does the same with what it has (server/relay/retention).
//
// Runs after each log-in, each hour, and when a new organisation document comes, in small steps between
// other work. Only while the server's clock and this computer's agree within a day: a clock that was
// set wrong must not cost anybody the history.
// Threads: engine.
#pragma once

#include "client/core/engine/history/archive.h"

#include <QTimer>

namespace chat121::engine {

class Retention final : public QObject {
    Q_OBJECT

public:
    Retention(Context &context, Ledger &ledger, Archive &archive, QObject *parent);

    void run();

private:
    bool isClockBelieved() const;
    void step();
    Result<bool> expire(ConversationId id); // whether there may be more

    Context &m_context;
    Ledger &m_ledger;
    Archive &m_archive; // what goes from here goes from there, too
    QTimer m_hourly;
    QTimer m_next_step;
    QList<ConversationId> m_due;
};

} // namespace chat121::engine
