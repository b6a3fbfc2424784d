// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server does because time passes: the deadlines of the desk, and deleting what nobody
// needs any more. Both are jobs of the writer (liveness.h).
//
// Ownership: the program's; borrows the writer. Threads: that of its maker, which runs an event loop.
#pragma once

#include "common/base/limits.h"
#include "server/relay/ageing.h"
#include "server/store/group_commit.h"

#include <QTimer>

namespace chat121::desk {

struct UpkeepTimes {
    std::chrono::milliseconds deadlines = limits::kDeadlineInterval;
    std::chrono::milliseconds first_tidy_up = limits::kTidyUpAfterStart; // a server may never run for an hour
    std::chrono::milliseconds tidy_up = limits::kTidyUpInterval;
};

class Upkeep final : public QObject {
    Q_OBJECT

public:
    Upkeep(store::GroupCommit &writer, UpkeepTimes times);

private:
    void submit(
        const store::Job &job, const store::Done &done = [](const auto &) {});
    void runRetention(LogId after);
    void runAgeing(relay::AgeingPlace from);

    store::GroupCommit &m_writer;
    store::Port m_port;
    QTimer m_deadlines;
    QTimer m_tidy_up;
};

} // namespace chat121::desk
