// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is asked to go on with a conversation that somebody has. SQL only: the rules are in
// server/desk/hand_over.h.
#pragma once

#include "common/protocol/message_type.h"
#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

struct HandOverRow {
    ConversationId conversation{};
    AccountId giver{};
    AccountId receiver{};
    UnixTime until{};
    std::optional<UnixTime> accepted_at{}; // then a place is kept: it counts as the receiver's load
    protocol::HandOverStay stay = protocol::HandOverStay::Leave;

    bool operator==(const HandOverRow &) const = default;
};

Result<std::optional<HandOverRow>> findHandOver(Sql &sql, ConversationId conversation);
// Makes it or replaces it.
Result<void> putHandOver(Sql &sql, const HandOverRow &row);
Result<void> deleteHandOver(Sql &sql, ConversationId conversation);

Result<QList<HandOverRow>> handOversTo(Sql &sql, AccountId receiver);
Result<QList<HandOverRow>> handOversUntil(Sql &sql, UnixTime now);

} // namespace chat121::store
