// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Words that are to be sent later: they lie sealed on this computer, which has to be running when they are
// due. A plain value that crosses from the engine to the main thread.
#pragma once

#include "client/core/models/timeline_row.h"

namespace chat121 {

struct LaterMessage {
    MessageId id{}; // of the message that it will be
    QString text;
    UnixTime due_at{};
    bool is_held = false; // was due while nothing could be written there; its writer decides

    bool operator==(const LaterMessage &) const = default;
};

} // namespace chat121
