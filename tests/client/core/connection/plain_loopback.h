// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one way to a WebSocket without TLS: a permission that only tests can make.
#pragma once

#include "client/core/connection/web_socket_transport.h"

namespace chat121::test {

struct PlainLoopbackKey {
    static PlainLoopback permission() { return {}; }
};

} // namespace chat121::test
