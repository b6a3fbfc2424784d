// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The object graph of a running server, built from the bottom up and taken down from the top. It
// knows everything on its side; nothing knows it. Owner: main(). Threads: main.
#pragma once

#include "common/crypto/sodium_random.h"
#include "server/desk/upkeep.h"
#include "server/directory/server_identity.h"
#include "server/gateway/device_claims.h"
#include "server/gateway/gateway.h"
#include "server/gateway/hash_lane.h"
#include "server/ops/config.h"
#include "server/ops/control.h"
#include "server/ops/data_directory.h"
#include "server/ops/tls_identity.h"

namespace chat121::app {

class Program final : public QObject {
    Q_OBJECT

public:
    explicit Program(ops::Config config);

    // From the lock of the data directory to the open port. One sentence for the operator.
    Result<void> start();
    // What `setup` does when no server runs on the data directory.
    Result<QString> makeSetUpLinkOffline();

    // Valid after start().
    QString shownAddress() const; // host:port that it listens on
    crypto::Hash tlsPin() const { return m_tls.pin; }
    // Empty when an organisation exists.
    QString setUpLink() const { return m_set_up_link; }

    // Finishes what was begun; finished() follows.
    void stop();

Q_SIGNALS:
    void finished(int exit_status);

private:
    Result<void> openData();
    Result<void> openStore();
    Result<directory::ServerIdentity> loadIdentity();
    void fillService();
    Result<void> openGateway();
    Result<QString> makeSetUpLink(quint16 port);

    const ops::Config m_config;
    SystemClock m_clock;
    crypto::SodiumRandom m_random;
    std::unique_ptr<ops::DirectoryLock> m_lock;
    std::optional<crypto::Secret32> m_registrar_seed; // from its file
    ops::TlsIdentity m_tls;

    gateway::FanOut m_fan_out;
    std::unique_ptr<store::GroupCommit> m_writer;
    std::unique_ptr<store::ReaderPool> m_readers;
    std::unique_ptr<directory::ServerIdentity> m_identity;
    store::Services m_services;
    store::HandlerTable m_table;
    gateway::HashLane m_hashes;
    gateway::DeviceClaims m_claims;
    gateway::Service m_service;

    std::unique_ptr<desk::Upkeep> m_upkeep;
    std::unique_ptr<gateway::Gateway> m_gateway;
    std::unique_ptr<ops::ControlSocket> m_control;
    QString m_set_up_link;
};

} // namespace chat121::app
