// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations as the desk sees them, and agents. SQL only: the rules are in server/desk.
#pragma once

#include "common/protocol/message_type.h"
#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

struct ConversationRow {
    ConversationId id{};
    DepartmentId department{};
    AccountId guest{};
    protocol::ConversationState state = protocol::ConversationState::Waiting;
    protocol::StartMode mode = protocol::StartMode::Live;
    QString language{};
    qint64 place = 0; // order in the queue: lowest first
    UnixTime waiting_since{};
    AccountId taker{}; // 0: nobody
    std::optional<UnixTime> taken_at{};
    std::optional<qint64> first_wait_ms{};
    std::optional<UnixTime> lease_until{};
    AccountId offered_to{}; // while it waits; 0: nobody
    UnixTime offered_until{};
    quint8 alarm = 0;                    // how many of the department's alarms were raised while it waits
    AccountId last_taker{};              // 0: nobody took it yet
    std::optional<UnixTime> closed_at{}; // nothing: it is open
    qint64 afterwords = 0;               // said by the customer since then

    bool operator==(const ConversationRow &) const = default;
};

Result<std::optional<ConversationRow>> findConversation(Sql &sql, ConversationId conversation);
// Makes it or replaces it. REQUIRES: its log exists
Result<void> putConversation(Sql &sql, const ConversationRow &conversation, UnixTime now);
// The customer has said one more about it after it was closed.
Result<void> countAfterword(Sql &sql, ConversationId conversation);
// The first commit of the generation is stored: the take is lasting.
Result<void> endLease(Sql &sql, ConversationId conversation);

// Of one department, in the order of the queue.
Result<QList<ConversationRow>> waitingIn(Sql &sql, DepartmentId department);
// Waiting and taken ones of one department, in the order of the queue; at most `count_max`.
Result<QList<ConversationRow>> openIn(Sql &sql, DepartmentId department, qsizetype count_max);
Result<QList<ConversationRow>> takenBy(Sql &sql, AccountId agent);
Result<qint64> loadOf(Sql &sql, AccountId agent);
// Not closed.
Result<QList<ConversationRow>> openOfGuest(Sql &sql, AccountId guest);
// Open or closed, those that changed last.
Result<QList<ConversationRow>> newestOfGuest(Sql &sql, AccountId guest, qsizetype count_max);
Result<QList<ConversationRow>> leasesUntil(Sql &sql, UnixTime now);
// The newest first.
Result<QList<qint64>> recentWaits(Sql &sql, DepartmentId department, qsizetype count_max);

struct AgentRow {
    AccountId account{};
    protocol::AgentStatus status = protocol::AgentStatus::Away;
    quint8 capacity = 4;
    std::optional<UnixTime> gone{}; // back by then, or the conversations return
    bool is_online = false;         // read only
    qint64 load = 0;                // read only: conversations taken and not closed, or accepted
    QStringList languages{};        // BCP 47 tags
};
Result<std::optional<AgentRow>> findAgent(Sql &sql, AccountId account);
Result<QList<AgentRow>> agents(Sql &sql);
Result<void> putAgent(Sql &sql, const AgentRow &agent);
// Available or busy, connected, and serving the department.
Result<quint32> countOnDuty(Sql &sql, DepartmentId department);
Result<QList<AgentRow>> agentsGoneBy(Sql &sql, UnixTime now);

// The earliest lease or agent's deadline; nothing when none runs.
Result<std::optional<UnixTime>> nextDeadline(Sql &sql);

} // namespace chat121::store
