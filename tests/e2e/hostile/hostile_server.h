// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server that lies. Clients reach the real chat121-server through this WebSocket in the middle,
// which holds the server's own TLS key, so that their pins hold. A test bends the messages both ways:
// edits, drops, holds, repeats and forges them, or answers in the server's stead.
//
//     hostile.answers(kim, editing<protocol::Staff>([&](protocol::Staff &staff) { ... }));
//     hostile.requests(kim, dropping<protocol::Acknowledge>());
//     hostile.tells(kim, protocol::PresenceChanged{anna, true});
//     hostile.behaves();
//
// Bends see whole messages: chunks are put together and split again. Rules of one way apply in the
// order in which they were given.
//
// Ownership: owns its sockets; borrows the server process. Threads: the caller's, which needs an
// event loop.
#pragma once

#include "common/protocol/chunks.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/logs.h"
#include "server/ops/tls_identity.h"
#include "tests/e2e/support/server_process.h"

#include <QWebSocketServer>

#include <functional>
#include <memory>

class QWebSocket;

namespace chat121::e2e {

// What arrives instead of one message, in this order. Nothing: it is lost.
using Bend = std::function<QList<QByteArray>(const QByteArray &message)>;

inline constexpr AccountId kEverybody{};

enum class Way : quint8 { ToClient, ToServer };

class HostileServer final : public QObject {
    Q_OBJECT

public:
    // Before `server` is started: it gets the key and the public port from here. `folder`: its data.
    HostileServer(ServerProcess &server, const QString &folder);
    ~HostileServer() override;

    bool isListening() const { return m_listener.isListening(); }
    const ops::TlsIdentity &tls() const { return m_tls; }

    // Who logged in last for the first time.
    AccountId newest() const { return m_known.isEmpty() ? AccountId{} : m_known.constLast(); }
    DeviceId deviceOf(AccountId who) const;

    // --- rules; they hold on every connection of `who` until behaves() ---
    void answers(AccountId who, Bend bend) { addRule(who, Way::ToClient, std::move(bend)); }
    void requests(AccountId who, Bend bend) { addRule(who, Way::ToServer, std::move(bend)); }
    void behaves() { m_rules.clear(); }

    // --- messages of its own; false when `who` is not connected ---
    template <typename Message>
    bool tells(AccountId who, const Message &message)
    {
        return pass(who, Way::ToClient, protocol::encodeFrame(message));
    }
    template <typename Message>
    bool asks(AccountId who, const Message &message)
    {
        return pass(who, Way::ToServer, protocol::encodeFrame(message));
    }
    bool pass(AccountId who, Way way, const QByteArray &message);
    void cut(AccountId who);

    // --- what honest ends have sent, oldest first ---
    template <typename Message>
    QList<Message> heard(AccountId who, Way way) const
    {
        QList<Message> messages;
        for (const Passed &passed : m_passed) {
            if (passed.way != way || (who != kEverybody && passed.who != who)) continue;
            if (auto message = protocol::decodeFrame<Message>(passed.message)) messages.append(*message);
        }
        return messages;
    }
    // Every envelope of `log` that the server has shown to `who`, pushed or fetched.
    QList<protocol::Envelope> envelopes(AccountId who, LogId log) const;
    quint64 incarnationOf(AccountId who, LogId log) const;
    QList<QByteArray> everythingHeard() const;
    void forgetWhatWasHeard() { m_passed.clear(); }

private:
    struct Line {
        QWebSocket *client = nullptr;
        QWebSocket *server = nullptr;
        AccountId who{}; // as it said at log-in
        DeviceId device{};
        QList<QByteArray> waiting; // until the way to the server is open
        protocol::ChunkAssembler to_client;
        protocol::ChunkAssembler to_server;
    };
    struct Rule {
        AccountId who{};
        Way way = Way::ToClient;
        Bend bend;
    };
    struct Passed {
        AccountId who{};
        Way way = Way::ToClient;
        QByteArray message;
    };

    void addRule(AccountId who, Way way, Bend bend);
    void accept();
    void receive(const std::shared_ptr<Line> &line, Way way, const QByteArray &frame);
    void note(Line &line, const QByteArray &message);
    QList<QByteArray> bent(AccountId who, Way way, const QByteArray &message);
    static void send(Line &line, Way way, const QByteArray &message);
    void end(const std::shared_ptr<Line> &line);

    ServerProcess &m_server;
    QWebSocketServer m_listener;
    ops::TlsIdentity m_tls;
    QList<std::shared_ptr<Line>> m_lines;
    QList<Rule> m_rules;
    QList<Passed> m_passed;
    QList<AccountId> m_known;
};

// --- bends ----------------------------------------------------------------------------------------

// Lets `change` edit every Message.
template <typename Message, typename Change>
Bend editing(Change change)
{
    return [change](const QByteArray &bytes) -> QList<QByteArray> {
        auto message = protocol::decodeFrame<Message>(bytes);
        if (!message) return {bytes};
        change(*message);
        return {protocol::encodeFrame(*message)};
    };
}

// Loses every Message, or those that `is_lost` picks.
template <typename Message, typename Pick>
Bend dropping(Pick is_lost)
{
    return [is_lost](const QByteArray &bytes) -> QList<QByteArray> {
        const auto message = protocol::decodeFrame<Message>(bytes);
        return message && is_lost(*message) ? QList<QByteArray>() : QList<QByteArray>{bytes};
    };
}
template <typename Message>
Bend dropping()
{
    return dropping<Message>([](const Message &) { return true; });
}

// Lets `change` edit every envelope that is pushed or fetched; it returns false to leave it out.
template <typename Change>
Bend editingEnvelopes(Change change)
{
    return [change](const QByteArray &bytes) -> QList<QByteArray> {
        if (auto push = protocol::decodeFrame<protocol::EnvelopePushed>(bytes))
            return change(push->envelope) ? QList<QByteArray>{protocol::encodeFrame(*push)}
                                          : QList<QByteArray>();
        auto answer = protocol::decodeFrame<protocol::Envelopes>(bytes);
        if (!answer) return {bytes};
        QList<protocol::Envelope> kept;
        for (protocol::Envelope envelope : answer->envelopes.items)
            if (change(envelope)) kept.append(envelope);
        answer->envelopes.items = kept;
        return {protocol::encodeFrame(*answer)};
    };
}

} // namespace chat121::e2e
