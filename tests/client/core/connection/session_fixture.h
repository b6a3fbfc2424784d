// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A sink that remembers what it was given and refuses what is out of order, request ids in memory,
// and the patience of a test.
#pragma once

#include "client/core/connection/session.h"
#include "common/protocol/messages/logs.h"

#include <QHash>

namespace chat121::test {

class MemorySink final : public EnvelopeSink {
public:
    struct Log {
        LogPosition position;
        QList<protocol::Envelope> envelopes;
        QList<QPair<quint64, bool>> skips; // next sequence, trimmed
    };

    Result<LogPosition> position(LogId log) override
    {
        if (is_full) return Error{Code::TooLarge, QStringLiteral("the disk is full")};
        return logs[log].position;
    }

    Result<void> accept(LogId id, quint64 incarnation, const QList<protocol::Envelope> &envelopes) override
    {
        if (is_full) return Error{Code::TooLarge, QStringLiteral("the disk is full")};
        if (too_early && too_early(id)) return Error{Code::NotFound, {}};
        Log &log = logs[id];
        for (const protocol::Envelope &envelope : envelopes) {
            const bool is_next = envelope.log == id && envelope.sequence.value == log.position.head.value + 1;
            if (!is_next) ++violations;
            log.position = {incarnation, envelope.sequence};
            log.envelopes.append(envelope);
        }
        if (on_accept) on_accept(id);
        return success();
    }

    Result<void> skip(LogId id, quint64 incarnation, Sequence next, bool is_trimmed) override
    {
        if (is_full) return Error{Code::TooLarge, QStringLiteral("the disk is full")};
        logs[id].position = {incarnation, {next.value - 1}};
        logs[id].skips.append({next.value, is_trimmed});
        return success();
    }

    Result<LogPosition> restored(LogId id, quint64 incarnation) override
    {
        ++restores;
        logs[id].position = {incarnation, {}};
        logs[id].envelopes.clear();
        return logs[id].position;
    }

    QHash<LogId, Log> logs;
    std::function<void(LogId)> on_accept;
    std::function<bool(LogId)> too_early;
    bool is_full = false;
    int violations = 0;
    int restores = 0;
};

class MemoryRequestIds final : public RequestIds {
public:
    Result<RequestId> next() override
    {
        if (is_full) return Error{Code::TooLarge, QStringLiteral("the disk is full")};
        return RequestId{++m_last};
    }
    Result<RequestId> last() override { return RequestId{m_last}; }

    bool is_full = false;

private:
    quint64 m_last = 0;
};

inline ConnectionTimes impatient()
{
    ConnectionTimes times;
    times.attempt = std::chrono::seconds(5);
    times.answer = std::chrono::seconds(5);
    times.delay_min = std::chrono::milliseconds(2);
    times.delay_max = std::chrono::milliseconds(20);
    return times;
}

} // namespace chat121::test
