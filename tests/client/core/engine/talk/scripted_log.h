// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an honest server that has one log, the talk's, says to a client that comes in.
//
// Threads: the test's.
#pragma once

#include "common/protocol/frame.h"
#include "common/protocol/messages/session.h"
#include "tests/client/core/engine/groups/seat.h"

#include <optional>

namespace chat121::test {

// Nothing: the client asks for something else.
inline std::optional<QByteArray> answerToArrival(const QByteArray &frame, const crypto::PublicKey &registrar,
                                                 const QList<protocol::Envelope> &log)
{
    using protocol::MessageType;
    const MessageType type = protocol::typeOf(frame).value_or(MessageType::Refused);
    if (type == MessageType::Hello) {
        protocol::Welcome welcome;
        welcome.version = protocol::kVersionMax;
        welcome.registrar.data = registrar.data;
        welcome.is_set_up = true;
        return protocol::encodeFrame(welcome);
    }
    if (type == MessageType::LogIn) {
        const auto log_in = protocol::decodeFrame<protocol::LogIn>(frame);
        const Sequence head{static_cast<quint64>(log.size())};
        return protocol::encodeFrame(protocol::LoggedIn{log_in->request, 1, {{{kTalk, 1, head, {}, {}}}}});
    }
    if (type != MessageType::Since) return {};
    const auto since = protocol::decodeFrame<protocol::Since>(frame);
    protocol::Envelopes envelopes;
    envelopes.request = since->request;
    for (const protocol::Position &position : since->positions.items)
        for (const protocol::Envelope &envelope : log)
            if (envelope.sequence > position.after) envelopes.envelopes.items.append(envelope);
    return protocol::encodeFrame(envelopes);
}

} // namespace chat121::test
