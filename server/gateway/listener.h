// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Accepts TCP connections and gives each to a network thread, unless its address has its share.
// Owner: Gateway. Threads: main.
#pragma once

#include "common/base/result.h"
#include "server/gateway/address_count.h"
#include "server/gateway/options.h"

#include <QTcpServer>

#include <functional>

namespace chat121::gateway {

// What crosses into a network thread. The receiver closes the descriptor.
struct Arrival {
    qintptr descriptor = -1;
    QHostAddress address{};
};

class Listener final : public QTcpServer {
    Q_OBJECT

public:
    using Take = std::function<void(const Arrival &)>;
    explicit Listener(const Options &options, Take take, QObject *parent = nullptr);

    // One sentence for the operator when the address or the port cannot be had.
    Result<void> start(const QHostAddress &address, quint16 port);

public Q_SLOTS:
    // A connection of this address is over.
    void onLeft(const QHostAddress &address);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Take m_take;
    AddressCount m_counts;
    bool m_is_full_reported = false;
};

} // namespace chat121::gateway
