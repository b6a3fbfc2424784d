// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tells of each row of a timeline once when it appears, and again only when its sequence or state
// has changed.
// Ownership: borrows the model. Threads: main.
#pragma once

#include "client/core/models/timeline_model.h"

namespace chat121::bot {

class TimelineWatcher final : public QObject {
    Q_OBJECT

public:
    TimelineWatcher(TimelineModel *timeline, QObject *parent);

Q_SIGNALS:
    void appeared(const chat121::TimelineRow &row, bool is_old); // old: read from this computer's disk
    void advanced(const chat121::TimelineRow &row);

private:
    struct Known {
        Sequence sequence{};
        SendState state = SendState::None;
        bool operator==(const Known &) const = default;
    };

    void look(int first, int count, bool is_old);

    TimelineModel *const m_timeline;
    QHash<MessageId, Known> m_known;
};

} // namespace chat121::bot
