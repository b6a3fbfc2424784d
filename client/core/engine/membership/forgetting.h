// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keys end with their use, and some with time, although nothing happens: keys of messages that were
// overtaken and never came, epochs that are over, key packages that nobody used. Once an hour all that
// is on disk is looked through, a group in each turn of the event loop. And what was replaced in the
// store leaves its write-ahead log, too, when nothing is being written.
//
// Threads: engine. Source: RFC 9420, Section 9.2, and limits.h, which is stricter.
#pragma once

#include "client/core/engine/membership/key_packages.h"

namespace chat121::engine {

class Forgetting final : public QObject {
    Q_OBJECT

public:
    Forgetting(Context &context, KeyPackages &packages, QObject *parent);

    // Now, and from now on every hour.
    void begin();

    // The whole of an hour's work at once.
    Result<void> forgetNow();

private:
    Result<void> beginRound();
    void nextGroup();
    void cleanLog();

    Context &m_context;
    KeyPackages &m_packages;
    QList<GroupKey> m_left; // of this round
    QTimer m_rounds;
    QTimer m_groups;
    QTimer m_log;
};

} // namespace chat121::engine
