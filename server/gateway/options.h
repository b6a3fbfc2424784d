// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a gateway may be told. The defaults are the limits of the product; tests shorten the times.
// A plain value: every network thread has its copy.
#pragma once

#include "common/base/limits.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QStringList>

#include <chrono>
#include <limits>
#include <optional>

namespace chat121::gateway {

struct Options {
    QHostAddress address = QHostAddress(QHostAddress::Any);
    quint16 port = 0;
    std::optional<QSslConfiguration> tls{}; // none: plain text, for loopback only
    QStringList origins{};                  // web pages that may connect
    int threads = 1;

    int pending_max = limits::kPendingConnectionsMax;              // in one thread
    int connections_max = std::numeric_limits<int>::max();         // of all addresses: descriptors are finite
    int unauthenticated_max = limits::kUnauthenticatedSessionsMax; // in one thread
    int per_address_max = limits::kConnectionsPerAddressMax;
    int per_loopback_max = limits::kConnectionsPerLoopbackMax;
    int frames_per_second = limits::kFramesPerSecondMax;
    int frames_burst = limits::kFramesBurstMax;
    qsizetype send_queue_bytes_max = limits::kSendQueueBytesMax;

    std::chrono::milliseconds handshake_timeout = limits::kHandshakeTimeout;
    std::chrono::milliseconds unauthenticated_timeout = limits::kUnauthenticatedTimeout;
    std::chrono::milliseconds ping_interval = limits::kPingInterval;
    std::chrono::milliseconds idle_timeout = limits::kIdleTimeout;
    std::chrono::milliseconds close_grace = limits::kCloseGrace;
    std::chrono::milliseconds sweep_interval = std::chrono::seconds(1); // how often times are looked at
};

enum class OldestTls : quint8 { V1_3, V1_2 };

// TLS 1.3, and 1.2 where the operator has switched it on: then with keys of one connection and authenticated
// ciphers alone. No client certificates. Nothing when certificate or key cannot be used.
std::optional<QSslConfiguration> tlsConfiguration(const QByteArray &certificate_pem,
                                                  const QByteArray &private_key_pem, OldestTls oldest);

} // namespace chat121::gateway
