// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation goes to a colleague, from both sides: asking with a note, letting the colleague into the
// group, and going on with it. The rules are the server's (server/desk/hand_over.h); what it says is carried
// out only where the person of this computer has wished it, which is on disk: nobody is let in and nobody is
// let go because a server says so.
//
// Each step is said in the conversation, sealed, by who did it; the note goes to the team alone. What was
// said before the colleague came in the giver's client shows them, in the group, and a line says so to
// everybody. Ownership: Running's. Threads: engine. Source: features.md, AD-05.
#pragma once

#include "client/core/engine/membership/membership.h"
#include "client/core/engine/team/team_log.h"
#include "common/protocol/messages/desk.h"

namespace chat121::engine {

class Handing final : public QObject {
    Q_OBJECT

public:
    static constexpr auto kHandingNote = "handing";

    Handing(Context &context, Ledger &ledger, Outbox &outbox, Membership &membership, TeamLog &team,
            QObject *parent);

    Result<void> load();

    // What persons do.
    void ask(ConversationId conversation, const HandOverWish &wished);
    void withdraw(ConversationId conversation);
    void answer(ConversationId conversation, protocol::HandOverAnswer answer);

    // What the server says; `is_all`: after a log-in, once.
    void changed(const protocol::HandOverChanged &change);
    void seen(const QList<protocol::DeskEntry> &entries, bool is_all);
    void joined(ConversationId conversation);

private:
    // Wished on this computer, and not settled yet.
    struct Wished {
        ConversationId conversation{};
        AccountId colleague{}; // the other one
        bool is_giver = false;
        bool is_staying = false; // the giver
        bool is_showing = false; // the giver, what was said before
        auto fields() { return std::tie(conversation, colleague, is_giver, is_staying, is_showing); }
    };
    struct Kept {
        List<Wished, limits::kAgentCapacityMax> wishes{};
        auto fields() { return std::tie(wishes); }
    };

    const Wished *find(ConversationId conversation) const;
    void wish(const Wished &wished);
    void settled(ConversationId conversation);
    void save();
    void tellEnd(const protocol::HandOverChanged &change);
    void seenOne(const protocol::DeskEntry &entry, bool is_all);
    void letIn(const Wished &wished);
    void showPast(const Wished &wished);
    void complete(ConversationId conversation);
    void goOn(const Wished &wished);
    void say(ConversationId conversation, content::HandOverSaid step, AccountId colleague);
    void failed(const Problem &problem);
    // Of a request. Open: nobody knows whether the server has it; that is seen at the desk, after a log-in.
    enum class Outcome : quint8 { Done, Refused, Open };
    using Answered = std::function<void(Outcome, const Problem &)>;
    template <typename Message>
    void request(Message message, const Answered &answered);

    Context &m_context;
    Ledger &m_ledger;
    Outbox &m_outbox;
    Membership &m_membership;
    TeamLog &m_team;
    QHash<ConversationId, Wished> m_wished;
    QSet<ConversationId> m_known;      // the server has said that it runs
    QSet<ConversationId> m_letting_in; // the colleague, now
};

} // namespace chat121::engine
