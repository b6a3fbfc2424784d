// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/upkeep.h"

#include "common/base/log.h"
#include "server/desk/liveness.h"
#include "server/relay/retention.h"

namespace chat121::desk {

Upkeep::Upkeep(store::GroupCommit &writer, UpkeepTimes times)
    : m_writer(writer)
{
    connect(&m_deadlines, &QTimer::timeout, this, [this] { submit(runDeadlines); });
    m_deadlines.start(times.deadlines);
    connect(&m_tidy_up, &QTimer::timeout, this, [this, times] {
        m_tidy_up.setInterval(times.tidy_up);
        submit(tidyUp);
        runRetention({});
    });
    m_tidy_up.start(times.first_tidy_up);
}

// What is not done now is done at the next time.
void Upkeep::submit(const store::Job &job, const store::Done &done)
{
    const auto submitted = m_writer.submit(m_port, 0, job, done);
    if (!submitted) qCWarning(lcDesk, "the upkeep waits: too much to write");
}

// In steps, so that nobody's message waits for it.
void Upkeep::runRetention(LogId after)
{
    const auto step = [after](store::Sql &sql, UnixTime now) { return relay::runRetention(sql, now, after); };
    submit(step, [this](const store::Verdict<store::Outcome> &verdict) {
        const LogId next{verdict ? verdict->reply.toULongLong() : 0};
        if (next.isValid()) return runRetention(next);
        if (verdict) runAgeing({});
    });
}

// After retention: what is gone need not be aged, and the clock was looked at.
void Upkeep::runAgeing(relay::AgeingPlace from)
{
    const auto step = [from](store::Sql &sql, UnixTime now) { return relay::runAgeing(sql, now, from); };
    submit(step, [this](const store::Verdict<store::Outcome> &verdict) {
        const auto next = verdict ? relay::nextPlace(*verdict) : std::nullopt;
        if (next) runAgeing(*next);
    });
}

} // namespace chat121::desk
