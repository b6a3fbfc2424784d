// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One connection from its opening to its end:
//
//     Opened --Hello--> Greeted --LogIn--> LoggedIn --> Closing
//
// Every frame passes size (Transport), state, rate and rights, in this order, before any work is
// done for it. The session knows three messages by name: Hello, Chunk and LogIn; what the others
// mean stands in the handler table.
//
// Owner: Worker. Threads: its network thread.
#pragma once

#include "common/protocol/chunks.h"
#include "common/protocol/messages/session.h"
#include "server/gateway/device_claims.h"
#include "server/gateway/options.h"
#include "server/gateway/request_runner.h"
#include "server/gateway/send_queue.h"
#include "server/gateway/token_bucket.h"

#include <QHostAddress>

#include <memory>

namespace chat121::gateway {

class Session final : public QObject {
    Q_OBJECT

public:
    // Of the thread that the session lives in; all must outlive it.
    struct Surroundings {
        const Options &options;
        const Service &service;
        const store::Port &port;
        DeviceClaims::Left left; // tells the database that a caller has gone
    };
    // Takes the transport.
    Session(Transport *transport, const QHostAddress &address, Surroundings surroundings, QObject *parent);
    ~Session() override;

    // 0 unless a log-in runs or has succeeded.
    DeviceId claimedDevice() const { return m_claimed_device; }
    ClaimSerial claim() const { return m_claim; }
    const store::Caller &caller() const { return m_caller; }
    const QHostAddress &address() const { return m_address; }

    // Of a delivery that is meant for this session. Before the log-in has been answered it waits.
    void push(const QList<QByteArray> &frames, store::Keeping keeping);

    // What time asks for: too slow to log in, silent for too long, a ping, the end of a close.
    void sweep(std::chrono::milliseconds now);

    // Ends it at once, for those who are more likely to be people.
    void giveWay() { m_transport->abort(); }

    // No frame is accepted any more; ends with GoingAway as soon as nothing is left to answer.
    void drain();
    void close(CloseCode code);

Q_SIGNALS:
    void logInStarted(chat121::gateway::Session *session);
    void loggedIn(chat121::gateway::Session *session);
    void logInRefused(chat121::gateway::Session *session); // claimedDevice() is still what it was
    void ended(chat121::gateway::Session *session);        // the receiver deletes it

private:
    enum class Stage : quint8 { Opened, Greeted, LoggedIn, Closing };

    void onFrame(const QByteArray &frame);
    bool isWithinRate(std::chrono::milliseconds now);
    void onMessage(const QByteArray &message);
    void onChunk(const QByteArray &frame);
    void onHello(const QByteArray &frame);
    void onLogIn(const store::Handler &handler, const QByteArray &message);
    void onLogInAnswered(RequestId request, store::Verdict<store::Outcome> verdict);
    void onLoggedIn(const store::Outcome &outcome);
    void start(const store::Handler &handler, const QByteArray &message);
    store::Request requestFor(const QByteArray &message) const;

    void welcome(const store::Verdict<store::Outcome> &is_set_up, const protocol::Hello &hello);
    void reply(const QByteArray &message);
    void refuse(RequestId request, const store::Refusal &refusal);
    // Says why with request 0, then closes.
    void refuseConnection(const store::Refusal &refusal, CloseCode code);
    void send(const QList<QByteArray> &frames, Traffic traffic);
    void onDrained();
    void endDrainIfIdle();

    std::unique_ptr<Transport> m_transport;
    const QHostAddress m_address;
    const Options &m_options;
    const Service &m_service;
    const DeviceClaims::Left m_left;

    Stage m_stage = Stage::Opened;
    bool m_is_draining = false;
    store::Caller m_caller{};
    crypto::Hash m_challenge{};
    DeviceId m_claimed_device{};
    ClaimSerial m_claim = 0;

    SendQueue m_queue;
    protocol::ChunkAssembler m_chunks;
    QList<QByteArray> m_early; // pushed while the log-in runs
    qsizetype m_early_bytes = 0;

    TokenBucket m_rate;
    TokenBucket m_patience; // a token for each refusal of m_rate
    int m_frames_before_log_in = 0;
    std::chrono::milliseconds m_opened_at;
    std::chrono::milliseconds m_heard_at;
    std::chrono::milliseconds m_pinged_at;
    std::chrono::milliseconds m_closing_since{};

    RequestRunner m_runner; // last: it answers what waits when it ends
};

} // namespace chat121::gateway
