// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A real gateway on a loopback port, over a real writer and readers, with a table of small handlers
// that a test understands at a glance:
//
//     LogIn     always succeeds, unless start_counter is kRefusedCounter; accounts from
//               kFirstAgent on are agents. Adds a push to the device in the same transaction.
//     Append    pushes `sealed` to the device whose id is `log`
//     Since     answers with one envelope of bytes_max bytes
//     Signal    the same as Append, but ephemeral and without an answer
//     Commit    answered with Stored        SetStatus  staff only; Done
//     PasswordLogIn  looked up, hashed (as long as hashGate() is closed), refused
//
// Owner: the test. Threads: main.
#pragma once

#include "common/crypto/sodium_random.h"
#include "server/gateway/device_claims.h"
#include "server/gateway/gateway.h"
#include "server/gateway/hash_lane.h"
#include "tests/server/gateway/raw_peer.h"
#include "tests/support/temporary_directory.h"

#include <mutex>

namespace chat121::test {

inline constexpr quint64 kRefusedCounter = 999;
inline constexpr quint64 kFirstAgent = 1000;

class GatewayFixture {
public:
    // Stops at the first step that fails; then isRunning() is false.
    GatewayFixture(Security security, gateway::Options options);
    // The same with a clock that the test moves; it must outlive the fixture.
    GatewayFixture(Security security, gateway::Options options, const Clock &clock);
    ~GatewayFixture();

    bool isRunning() const { return m_is_running; }
    quint16 port() const { return m_gateway->port(); }
    gateway::Gateway &gateway() { return *m_gateway; }
    const gateway::DeviceClaims &claims() const { return m_claims; }

    // For Options::tls; without it, what a server speaks that nobody has configured.
    static std::optional<QSslConfiguration> selfMadeTls(gateway::OldestTls oldest);

    // While it is held, hashes do not end.
    static std::mutex &hashGate();
    // Devices that the desk was told have left, in order.
    static QList<DeviceId> left();
    // As if the database had failed: so many times the desk cannot be told.
    static void refuseLeaving(int times);

    // As if a transaction had been committed.
    void deliver(const store::Delivery &delivery) { m_fan_out.deliver({delivery}); }

    // Connected, upgraded.
    std::unique_ptr<RawPeer> open(const QByteArray &more_headers = {});
    // And welcomed; null after 10 s.
    std::unique_ptr<RawPeer> greet();
    // And logged in.
    std::unique_ptr<RawPeer> logIn(quint64 account, quint64 device);
    static void sendLogIn(RawPeer &peer, quint64 account, quint64 device, quint64 counter = 0);

private:
    bool start(gateway::Options options);
    void fillTable();

    Security m_security;
    TemporaryDirectory m_folder;
    const Clock &m_clock;
    crypto::SodiumRandom m_random; // used by every network thread
    crypto::SigningKey m_registrar;
    gateway::FanOut m_fan_out;
    std::unique_ptr<store::GroupCommit> m_writer;
    std::unique_ptr<store::ReaderPool> m_readers;
    store::Services m_services;
    store::HandlerTable m_table;
    gateway::HashLane m_hashes;
    gateway::DeviceClaims m_claims;
    gateway::Service m_service;
    std::unique_ptr<gateway::Gateway> m_gateway;
    bool m_is_running = false;
};

// Bytes of memory that this process really uses; 0 under a sanitizer, which cannot tell.
qint64 residentBytes();

} // namespace chat121::test
