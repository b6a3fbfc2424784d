// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From a function that takes a decoded message to a row of the handler table:
//
//     table.add({.type = Take::kType, .allow = kStaff, .lane = Lane::Write, .run = answeredOnce<&take>});
#pragma once

#include "common/protocol/messages/answers.h"
#include "server/store/answer_rows.h"
#include "server/store/handler_table.h"

namespace chat121::store {

template <typename Message>
using Work = Verdict<Outcome> (*)(Sql &, const Request &, const Message &);

namespace detail {

template <typename Message>
Verdict<Outcome> runDecoded(Sql &sql, const Request &request, Work<Message> work)
{
    TRY_ASSIGN(const Message message, protocol::decodeFrame<Message>(request.frame));
    return work(sql, request, message);
}

template <typename Message>
Verdict<Outcome> runOnce(Sql &sql, const Request &request, Work<Message> work)
{
    TRY_ASSIGN(const Message message, protocol::decodeFrame<Message>(request.frame));
    if (!message.request.isValid()) return Refusal{Code::Malformed};
    TRY_ASSIGN(const std::optional<QByteArray> earlier,
               findAnswer(sql, request.caller.device, message.request));
    if (earlier) return Outcome{.reply = *earlier};
    TRY_ASSIGN(Outcome outcome, work(sql, request, message));
    TRY(putAnswer(sql, request.caller.device, message.request, outcome.reply, request.now));
    return outcome;
}

} // namespace detail

template <auto kWork>
Verdict<Outcome> decoded(Sql &sql, const Request &request)
{
    return detail::runDecoded(sql, request, kWork);
}

// A retry gets the same answer and changes nothing. For messages that write, but store no envelope
// under their own request.
template <auto kWork>
Verdict<Outcome> answeredOnce(Sql &sql, const Request &request)
{
    return detail::runOnce(sql, request, kWork);
}

inline Outcome done(RequestId request)
{
    return Outcome{.reply = protocol::encodeFrame(protocol::Done{request})};
}

} // namespace chat121::store
