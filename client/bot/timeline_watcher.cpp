// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/bot/timeline_watcher.h"

namespace chat121::bot {

TimelineWatcher::TimelineWatcher(TimelineModel *timeline, QObject *parent)
    : QObject(parent)
    , m_timeline(timeline)
{
    connect(timeline, &TimelineModel::wasReset, this, [this] { look(0, m_timeline->size(), true); });
    connect(timeline, &TimelineModel::inserted, this,
            [this](int first, int count) { look(first, count, false); });
    connect(timeline, &TimelineModel::changed, this,
            [this](int first, int count) { look(first, count, false); });
    look(0, timeline->size(), true);
}

void TimelineWatcher::look(int first, int count, bool is_old)
{
    QList<TimelineRow> rows;
    for (int place = first; place < first + count; ++place)
        rows.append(m_timeline->at(place));
    for (const TimelineRow &row : rows) {
        const Known now{row.sequence, row.state};
        const auto known = m_known.constFind(row.id);
        const bool is_new = known == m_known.cend();
        if (!is_new && *known == now) continue;
        m_known.insert(row.id, now);
        if (is_new) {
            Q_EMIT appeared(row, is_old);
        } else {
            Q_EMIT advanced(row);
        }
    }
}

} // namespace chat121::bot
