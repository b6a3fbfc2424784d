// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Two departments whose customers, agents, clock and server do something at random, on the real handlers; and
// what there is afterwards, by its own reading of the rows and of what was pushed.
#pragma once

#include "common/protocol/messages/desk.h"
#include "server/store/desk_rows.h"
#include "server/store/hand_over_rows.h"
#include "tests/server/support/people.h"
#include "tests/support/random_sources.h"

namespace chat121::test {

// The rows after an event.
struct Truth {
    QList<store::ConversationRow> waiting{}; // of both departments, in order
    QList<store::ConversationRow> taken{};
    QList<ConversationId> closed{};
    QHash<AccountId, store::AgentRow> agents{};
    QHash<AccountId, QList<DepartmentId>> served{}; // empty: all
    QHash<DepartmentId, identity::RoutingRules> rules{};
    QHash<ConversationId, QHash<AccountId, UnixTime>> passes{};
    QHash<ConversationId, store::HandOverRow> hand_overs{}; // that run

    bool isOnDuty(AccountId agent, DepartmentId department) const;
    bool serves(AccountId agent, DepartmentId department) const;
    // Conversations, offers, and what was accepted from a colleague: of all departments and of one.
    qint64 busy(AccountId agent) const;
    qint64 busyIn(AccountId agent, DepartmentId department) const;
    // Somebody who could be offered this one now; 0: nobody.
    AccountId whoCouldHave(const store::ConversationRow &row, UnixTime now) const;
};

class RoutingWorld {
public:
    RoutingWorld(const QString &backend, quint64 seed);

    // Something happens; what it was.
    QByteArray step();
    // Reads what was pushed since the last call.
    void hear();
    const Truth &truth();                          // read anew
    const Truth &known() const { return m_truth; } // as it was read last

    QList<DepartmentId> departments() const { return {people.departments.support, people.departments.sales}; }
    // Everybody in turn: whose desk is read.
    const store::Caller &nextReader() { return m_agents.at(++m_reader % m_agents.size()); }
    QSet<ConversationId> deskOf(const store::Caller &agent);
    ConversationId offeredTo(const store::Caller &agent) const; // as far as known
    // Whether whom it is offered to was told of this offer.
    bool wasTold(const store::ConversationRow &row) const;
    // Those that have a group which their taker is not in.
    QSet<ConversationId> unread(const Truth &truth);
    // Everybody goes but one, who has nothing and is away; both departments route. All others have come back
    // into the queue, and nobody's pass is recent.
    store::Caller leaveOne();
    RequestId next() { return people.next(); }

    StoreFixture fixture;
    People people;
    QMap<ConversationId, store::Caller> started; // by whom
    QHash<ConversationId, protocol::DeskEntry> shown;
    QHash<ConversationId, quint32> positions;
    int offers = 0, takes = 0, handed_over = 0;

private:
    template <typename T>
    const T &pick(const QList<T> &list)
    {
        return list.at(static_cast<qsizetype>(m_random.below(quint64(list.size()))));
    }
    ConversationId someConversation();
    void forgetOld();
    QByteArray customersStep();
    QByteArray agentsStep();
    QByteArray worldsStep();
    void startsToTalk(const store::Caller &agent, ConversationId id);
    // One of the agent's goes to a colleague, or a step towards that; empty: nothing to do.
    QByteArray handsOver(const store::Caller &agent);
    QByteArray goesOnWith(const store::Caller &agent, const store::HandOverRow &row);
    QByteArray asksColleague(const store::Caller &agent);
    AccountId someColleague();
    void letsIn(const store::HandOverRow &row);
    QList<store::HandOverRow> handOvers();
    store::Caller callerOf(AccountId agent) const;
    void comesOrGoes(const store::Caller &agent);
    void changesStatus(const store::Caller &agent);
    void changesRules();
    void timePasses(std::chrono::milliseconds span);
    void restarts();
    void runDeadlines();

    SeededRandom m_random;
    Truth m_truth;
    QList<store::Caller> m_guests, m_agents;
    QSet<AccountId> m_connected;
    QHash<ConversationId, std::pair<AccountId, UnixTime>> m_told; // the last offer that was pushed
    qsizetype m_reader = 0;
};

} // namespace chat121::test
