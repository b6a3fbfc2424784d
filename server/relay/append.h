// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Accepts sealed envelopes into logs. The hot path of the server: for a log that the writer knows, it
// is one statement.
//
// Order of judgement: what the same request has stored before, then membership, then the epoch.
#pragma once

#include "common/protocol/messages/logs.h"
#include "server/store/envelope_rows.h"
#include "server/store/handler_table.h"

namespace chat121::relay {

store::Verdict<store::Outcome> accept(store::Sql &sql, const store::Request &request,
                                      const protocol::Append &message);

// The reply and the pushes for an envelope that was just appended to `log`.
store::Outcome storedOutcome(const store::LogEntry &log, const protocol::Envelope &envelope,
                             RequestId request);

// A customer's opening, into the waiting room of the conversation's department.
// QuotaReached when kWaitingEnvelopesPerConversationMax wait already.
store::Verdict<store::Outcome> appendOpening(store::Sql &sql, const store::Request &request, RequestId number,
                                             LogId waiting_room, ConversationId about,
                                             const QByteArray &sealed);

// Staff of the department: an opening, sealed to a newer key; the old envelope is emptied.
store::Verdict<store::Outcome> replaceWaiting(store::Sql &sql, const store::Request &request,
                                              const protocol::ReplaceWaiting &message);

} // namespace chat121::relay
