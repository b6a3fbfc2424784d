// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the status line tells: whether the server is reached and how much waits to be sent.
#pragma once

#include <QMetaType>

namespace chat121 {

enum class ConnectionState : quint8 {
    Connecting, // for the first time since the start
    Connected,
    Reconnecting,
    Offline, // this computer has no network, or the server has been away for long
};

struct ConnectionStatus {
    ConnectionState state = ConnectionState::Connecting;
    int messages_waiting = 0;

    bool operator==(const ConnectionStatus &) const = default;
};

} // namespace chat121

Q_DECLARE_METATYPE(chat121::ConnectionStatus)
