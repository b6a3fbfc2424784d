// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an erased conversation leaves behind, and the statements that erase one. SQL only: who may wish it
// is decided in server/desk.
#pragma once

#include "server/store/sql.h"

#include <QList>

#include <optional>

namespace chat121::store {

struct ErasureRow {
    ConversationId conversation{};
    QByteArray wish{};
    QByteArray receipt{};
};

Result<std::optional<ErasureRow>> findErasure(Sql &sql, ConversationId conversation);
Result<void> putErasure(Sql &sql, const ErasureRow &row, UnixTime now);

// Of everybody who is or was a member, and of the customer: not revoked.
struct ErasureAudience {
    QList<DeviceId> devices{};
    quint32 online = 0;   // of these
    quint32 archives = 0; // of their accounts
};
Result<ErasureAudience> erasureAudience(Sql &sql, ConversationId conversation, AccountId guest);

struct ErasedRows {
    quint32 envelopes = 0;
    quint32 openings = 0;
    quint32 welcomes = 0;
    quint32 group_infos = 0;
};
// What stands about it in inboxes and waiting rooms: their sequences stay, with hashes in place of bodies.
Result<ErasedRows> emptyElsewhere(Sql &sql, ConversationId conversation);
// The log itself, and whatever names it; adds to what was erased.
Result<void> eraseLog(Sql &sql, ConversationId conversation, ErasedRows &erased);

} // namespace chat121::store
