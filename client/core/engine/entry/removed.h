// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// This device was removed: the server refuses it, and says so. Whether that was the account's own wish is
// asked before log-in and believed only with the account's signature; then the person is told and may
// erase what is here. A server that refuses without it is shown as what it is.
//
// Ownership: Running's. Threads: engine.
#pragma once

#include "client/core/engine/entry/way_in.h"
#include "client/core/engine/ledger/context.h"
#include "common/protocol/messages/devices.h"

namespace chat121::engine {

class Removed final : public QObject {
    Q_OBJECT

public:
    Removed(Context &context, Transports transports, QObject *parent);

    // Tells whether this device was removed in an earlier run.
    Result<void> load();
    // The server has refused this device.
    void ask(const ServerAddress &address);

Q_SIGNALS:
    // Refused, but not by a word of the account.
    void notProven();

private:
    void onAnswer(const Reply<protocol::Removal> &reply);
    bool isOurs(const protocol::Removal &answer) const;
    void end();

    Context &m_context;
    const Transports m_transports;
    std::unique_ptr<Connection> m_connection;
};

} // namespace chat121::engine
