// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sealed envelopes. SQL only: who may append or read what is decided in server/relay.
#pragma once

#include "common/protocol/messages/logs.h"
#include "server/store/log_rows.h"

namespace chat121::store {

// What an envelope costs in a reply beside its body.
inline constexpr qsizetype kEnvelopeOverheadBytes = 96;

struct NewEnvelope {
    protocol::EnvelopeKind kind = protocol::EnvelopeKind::Application;
    DeviceId sender{};
    AccountId sender_account{};
    RequestId request{}; // 0: made by the server, nobody will retry it
    quint32 generation = 0;
    quint64 epoch = 0;
    LogId about{};
    QByteArray body{};
};

// Gives it the next number of the log and updates `log`.
// REQUIRES: findStored() knows nothing of (sender, request)
Result<protocol::Envelope> append(Sql &sql, LogEntry &log, const NewEnvelope &envelope, UnixTime now);

// What an earlier request of this device has stored; nothing when it is new.
Result<std::optional<protocol::Stored>> findStored(Sql &sql, DeviceId sender, RequestId request);

// The highest request of which the server has stored anything; 0: none.
Result<RequestId> highestRequest(Sql &sql, DeviceId sender);

struct Page {
    QList<protocol::Envelope> envelopes{}; // rising
    bool is_complete = true;               // nothing is left in the interval
};
// Of `interval` what is above `after`: as much as fits, but at least one envelope if there is any.
Result<Page> page(Sql &sql, LogId log, Interval interval, Sequence after, qsizetype bytes_max,
                  qsizetype count_max);

// One envelope, without its body.
Result<std::optional<protocol::Envelope>> findEnvelope(Sql &sql, LogId log, Sequence sequence);

// Sequence stays, the body becomes its hash. REQUIRES: it exists and is not emptied yet
Result<void> emptyEnvelope(Sql &sql, LogId log, Sequence sequence);
// The same for what may be gone or emptied already.
Result<void> emptyOnce(Sql &sql, LogId log, Sequence sequence);
// The same for everything about a conversation; the emptied numbers.
Result<QList<Sequence>> emptyAbout(Sql &sql, LogId log, LogId about);

// How many that are not emptied wait in a log about a conversation.
Result<qint64> countAbout(Sql &sql, LogId log, LogId about);

// Deletes what is below `floor`; `since` answers Trimmed from then on.
Result<void> trim(Sql &sql, LogId log, Sequence floor);

} // namespace chat121::store
