// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the writer remembers of the logs it writes to, and of the regions that departments are bound to, so
// that an append is one statement.
//
// It is always equal to what the open transaction sees: whatever was loaded or changed since BEGIN is
// forgotten when anything is rolled back, and read again when it is needed. That is only true with
// one writer, which the lock of Sql::open ensures.
#pragma once

#include "common/base/ids.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

#include <optional>

namespace chat121::store {

enum class LogKind : quint8 { Conversation = 1, Inbox = 2, WaitingRoom = 3, Team = 4, Archive = 5 };

struct OpenMember {
    DeviceId device{};
    AccountId account{};
};

struct LogEntry {
    LogId id{};
    LogKind kind = LogKind::Conversation;
    quint64 owner = 0;
    quint64 incarnation = 0;
    Sequence floor{};
    bool has_group = false;
    quint32 generation = 0;
    quint64 epoch = 0;
    bool is_closed = false;
    Sequence last{};             // the highest number given out
    QList<OpenMember> members{}; // of now

    bool hasMember(DeviceId device) const;
    bool hasAccount(AccountId account) const;
    QList<DeviceId> devices() const;
};

class LogCache {
public:
    const LogEntry *find(LogId log) const;
    // Keeps what was just read or changed.
    void put(const LogEntry &entry);
    void forget(LogId log);

    // The highest request of which an envelope of this device is stored.
    std::optional<quint64> highestRequest(DeviceId device) const;
    void putHighestRequest(DeviceId device, quint64 request);

    const std::optional<QStringList> &regions() const { return m_regions; }
    void putRegions(const QStringList &regions) { m_regions = regions; }
    void forgetRegions() { m_regions.reset(); }

    void keepAll();       // after COMMIT
    void forgetTouched(); // after a rollback, of whatever kind

private:
    QHash<LogId, LogEntry> m_logs;
    QHash<DeviceId, quint64> m_requests;
    QSet<LogId> m_touched_logs;
    QSet<DeviceId> m_touched_devices;
    std::optional<QStringList> m_regions;
};

} // namespace chat121::store
