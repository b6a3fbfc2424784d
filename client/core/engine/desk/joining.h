// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Somebody who answers for a department comes into a conversation that a colleague has, as a member whom
// everybody sees: reading or speaking, and out again.
//
// The question goes sealed through the department's team, so no server can ask in anybody's name. The
// computer of whoever has the conversation lets in who asks, when the organisation has signed that they are a
// supervisor, an administrator or an owner of that department, and nobody else. How somebody takes part is
// what they say themselves in the conversation; who leaves is let go by the same computer.
// Ownership: Running's. Threads: engine. Source: features.md, AD-11.
#pragma once

#include "client/core/engine/membership/membership.h"
#include "client/core/engine/team/team_log.h"
#include "common/protocol/messages/desk.h"

#include <QTimer>

namespace chat121::engine {

class Joining final : public QObject {
    Q_OBJECT

public:
    static constexpr auto kJoiningNote = "joining";

    Joining(Context &context, Ledger &ledger, Outbox &outbox, Membership &membership, QObject *parent);

    Result<void> load();

    // What persons do.
    void join(ConversationId conversation, Attendance attendance);
    void withdraw(ConversationId conversation);
    void attend(ConversationId conversation, Attendance attendance);

    // What happens.
    void asked(LogId team, const identity::VerifiedMember &author, const content::JoinAsk &ask,
               UnixTime asked_at);
    void seen(const QList<protocol::DeskEntry> &entries, bool is_all);
    void joined(ConversationId conversation); // this computer
    void membersChanged(ConversationId conversation);
    void look(ConversationId conversation); // who wants to leave
    void caughtUp();

private:
    // On this computer, until it is in.
    struct Wished {
        ConversationId conversation{};
        AccountId asked{}; // who has it
        UnixTime asked_at{};
        quint16 said = 0; // content::AttendanceSaid
        auto fields() { return std::tie(conversation, asked, asked_at, said); }
    };
    struct Kept {
        List<Wished, limits::kJoinsMax> wishes{};
        auto fields() { return std::tie(wishes); }
    };

    bool mayAskFor(const ConversationRecord &record) const;
    bool mayLetIn(LogId team, const identity::VerifiedMember &author, const content::JoinAsk &ask,
                  UnixTime asked_at) const;
    void letIn(ConversationId conversation, AccountId account);
    void letGo(ConversationId conversation, AccountId account);
    void tellTeam(const Wished &wished, content::JoinStep step);
    void say(ConversationId conversation, content::AttendanceSaid said);
    void settled(ConversationId conversation);
    void save();
    void remind();
    void failed(const Problem &problem);

    Context &m_context;
    Ledger &m_ledger;
    Outbox &m_outbox;
    Membership &m_membership;
    QHash<ConversationId, Wished> m_wished;
    QSet<ConversationId> m_reminded;                  // its person was told that nobody answers
    QHash<ConversationId, QSet<AccountId>> m_leaving; // being let go
    QHash<ConversationId, QSet<DeviceId>> m_members;  // who have heard how the person here takes part
    QTimer m_patience;
};

} // namespace chat121::engine
