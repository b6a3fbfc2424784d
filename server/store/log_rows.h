// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logs, their members, and how far each device has read. SQL only: who may do what is decided in
// server/relay.
#pragma once

#include "server/store/log_cache.h"
#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

// Nothing when there is no such log. With its members of now.
Result<std::optional<LogEntry>> findLog(Sql &sql, LogId log);

// An id that is taken is a Conflict.
Result<void> createLog(Sql &sql, LogId log, LogKind kind, quint64 owner, quint64 incarnation);

// The group of the log is now `generation`, in `epoch`.
Result<void> setEpoch(Sql &sql, LogEntry &log, quint32 generation, quint64 epoch);
Result<void> setClosed(Sql &sql, LogId log, bool is_closed);

Result<void> addMember(Sql &sql, LogEntry &log, const OpenMember &member, Sequence from);
Result<void> endMember(Sql &sql, LogEntry &log, DeviceId device, Sequence to);
// As if its newest interval had not ended; without one from the newest envelope on. REQUIRES: no member of now
Result<void> resumeMember(Sql &sql, LogEntry &log, const OpenMember &member);

// Which sequences a device may read, both included, rising.
struct Interval {
    Sequence from{};
    Sequence to{}; // the highest number there can be, for a member of now
};
Result<QList<Interval>> intervalsOf(Sql &sql, LogId log, DeviceId device);

// Accounts with a device in a log that this account has a device in, now. Not itself.
Result<QList<AccountId>> companionsOf(Sql &sql, AccountId account);
// Accounts that were ever in a conversation together with this account. Not itself.
Result<QList<AccountId>> accountsMetBy(Sql &sql, AccountId account);
// Never goes down.
Result<void> acknowledge(Sql &sql, DeviceId device, LogId log, Sequence sequence);

struct LogHead {
    LogId log{};
    quint64 incarnation = 0;
    Sequence head{}; // the highest that this device may read
    Sequence floor{};
    Sequence acknowledged{};
};
// Of the logs in which the device is or was a member, and of `readable` (inbox, waiting rooms): those
// with something above what it has acknowledged.
Result<QList<LogHead>> headsOf(Sql &sql, DeviceId device, const QList<LogId> &readable);

struct StoredGroupInfo {
    quint32 generation = 0;
    quint64 epoch = 0;
    QByteArray body{};
};
Result<void> putGroupInfo(Sql &sql, LogId log, const StoredGroupInfo &info);
Result<std::optional<StoredGroupInfo>> findGroupInfo(Sql &sql, LogId log);

} // namespace chat121::store
