// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an agent's window remembers from one start to the next: what stood beside each other, and whether the
// practice conversation was offered. A plain value, kept sealed on this computer.
#pragma once

#include "common/base/ids.h"

#include <QList>

namespace chat121 {

struct DeskChoice {
    QList<ConversationId> beside{}; // in the order of reading, limits::kColumnsMax at most; empty: one alone
    bool is_practice_offered = false;

    bool operator==(const DeskChoice &) const = default;
};

} // namespace chat121
