// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A reading seat whose line is played by hand: logged in, and what it asks is answered by the test.
//
// Threads: the test's.
#pragma once

#include "common/protocol/messages/session.h"
#include "tests/client/core/engine/talk/reading_seat.h"

#include <algorithm>

namespace chat121::test {

struct WiredSeat : ReadingSeat {
    using ReadingSeat::ReadingSeat;

    // On a new connection, up to the server's challenge. REQUIRES: not connected
    void connects()
    {
        ServerAddress server;
        server.endpoints = {{QStringLiteral("chat.acme.example"), 9443}};
        server.registrar_key = identity.profile().registrar_key;
        connection.start(server);
        script.newest()->playOpened();
        protocol::Welcome welcome;
        welcome.version = protocol::kVersionMax;
        welcome.registrar = server.registrar_key;
        welcome.now = party.clock.now() + server_is_ahead;
        answers(welcome);
    }

    // Caught up, with nothing to read. REQUIRES: once for each seat
    bool logsIn()
    {
        session.begin({identity.account(), identity.device(), &identity.deviceKey(), 1});
        connects();
        return isLetIn();
    }
    bool isLetIn()
    {
        const auto asked = sent<protocol::LogIn>();
        if (!asked) return false;
        answers(protocol::LoggedIn{asked->request, 0, {}});
        return session.isLoggedIn();
    }

    std::chrono::milliseconds server_is_ahead{};
    void losesTheLine() { script.newest()->playClosed(ConnectionFault::Closed); }

    // The newest message of this type that has left, and how many have.
    template <typename Message>
    std::optional<Message> sent() const
    {
        std::optional<Message> found;
        for (const QByteArray &frame : script.newest()->sent)
            if (const auto message = protocol::decodeFrame<Message>(frame)) found = *message;
        return found;
    }
    template <typename Message>
    int count() const
    {
        const QList<QByteArray> &frames = script.newest()->sent;
        return static_cast<int>(std::count_if(frames.cbegin(), frames.cend(), [](const QByteArray &frame) {
            return protocol::typeOf(frame) == Message::kType;
        }));
    }

    template <typename Message>
    void answers(const Message &message)
    {
        script.newest()->playReceived(protocol::encodeFrame(message));
    }
};

} // namespace chat121::test
