// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations that colleagues hand each other, at random: asked, answered, let in or not, withdrawn, and
// left as it is at any step. See routing_world.h.
#include "tests/server/desk/routing_world.h"

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "server/store/log_rows.h"

#include <algorithm>

namespace chat121::test {

using namespace store;
using namespace protocol;

namespace {

constexpr std::chrono::hours kEver{1000}; // later than any deadline

} // namespace

QList<HandOverRow> RoutingWorld::handOvers()
{
    QList<HandOverRow> rows;
    const auto read = fixture.read([&](Sql &sql, UnixTime now) -> Verdict<Outcome> {
        TRY_ASSIGN(rows, handOversUntil(sql, now + kEver));
        return Outcome{};
    });
    if (!read) qFatal("refused: %s", qPrintable(read.error().detail));
    return rows;
}

QSet<ConversationId> RoutingWorld::unread(const Truth &truth)
{
    QSet<ConversationId> unread;
    const auto read = fixture.read([&](Sql &sql, UnixTime) -> Verdict<Outcome> {
        for (const ConversationRow &row : truth.taken) {
            TRY_ASSIGN(const auto log, findLog(sql, row.id));
            if (!row.lease_until && !(log && log->hasAccount(row.taker))) unread.insert(row.id);
        }
        return Outcome{};
    });
    if (!read) qFatal("refused: %s", qPrintable(read.error().detail));
    return unread;
}

Caller RoutingWorld::callerOf(AccountId agent) const
{
    for (const Caller &one : m_agents)
        if (one.account == agent) return one;
    return {};
}

QByteArray RoutingWorld::handsOver(const Caller &agent)
{
    const QList<HandOverRow> rows = handOvers();
    for (const HandOverRow &row : rows) {
        if (row.giver != agent.account && row.receiver != agent.account) continue;
        if (const QByteArray did = goesOnWith(agent, row); !did.isEmpty()) return did;
    }
    return asksColleague(agent);
}

// Every other time the next step comes at once, else whenever one of the two does something again.
QByteArray RoutingWorld::goesOnWith(const Caller &agent, const HandOverRow &row)
{
    if (row.giver == agent.account && m_random.below(6) == 0) {
        (void)fixture.send(agent, WithdrawHandOver{next(), row.conversation});
        return "an agent asks no longer";
    }
    if (!row.accepted_at) {
        const bool is_yes = m_random.below(4) != 0;
        const auto answer = is_yes ? HandOverAnswer::Accept : HandOverAnswer::Decline;
        const bool is_settled =
            !fixture.send(callerOf(row.receiver), AnswerHandOver{next(), row.conversation, answer});
        const bool goes_on = is_yes && !is_settled && m_random.below(2) == 0;
        for (const HandOverRow &now : goes_on ? handOvers() : QList<HandOverRow>())
            if (now.conversation == row.conversation && now.accepted_at) return goesOnWith(agent, now);
        return is_yes ? "a colleague accepts" : "a colleague declines";
    }
    if (m_random.below(5) == 0) return {}; // leaves it as it is
    letsIn(row);
    if (m_random.below(5) == 0) return "a colleague is let in, and no more";
    if (fixture.send(agent, CompleteHandOver{next(), row.conversation})) ++handed_over;
    return "a colleague goes on";
}

// By a commit of the giver's, where a program of theirs runs.
void RoutingWorld::letsIn(const HandOverRow &row)
{
    if (!m_connected.contains(row.giver)) return;
    Commit message;
    const auto read = fixture.read([&](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY_ASSIGN(const auto log, findLog(sql, row.conversation));
        if (log) message.generation = log->generation;
        if (log) message.epoch = log->epoch;
        return Outcome{};
    });
    if (!read) qFatal("refused: %s", qPrintable(read.error().detail));
    const Caller giver = callerOf(row.giver), receiver = callerOf(row.receiver);
    message.request = next();
    message.log = row.conversation;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    message.added.items = {{receiver.device, receiver.account}};
    (void)fixture.send(giver, message);
}

// Mostly one who has room.
AccountId RoutingWorld::someColleague()
{
    const Truth &now = known();
    QList<AccountId> free;
    for (auto agent = now.agents.cbegin(); agent != now.agents.cend(); ++agent)
        if (agent->is_online && agent->load < agent->capacity) free.append(agent.key());
    std::ranges::sort(free); // what is picked is the same each time
    return free.isEmpty() || m_random.below(4) == 0 ? pick(m_agents).account : pick(free);
}

QByteArray RoutingWorld::asksColleague(const Caller &agent)
{
    QList<ConversationId> mine;
    const auto read = fixture.read([&](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY_ASSIGN(const QList<ConversationRow> held, takenBy(sql, agent.account));
        for (const ConversationRow &row : held)
            mine.append(row.id);
        return Outcome{};
    });
    if (!read) qFatal("refused: %s", qPrintable(read.error().detail));
    if (mine.isEmpty()) return {};
    const auto stay = m_random.below(2) == 0 ? HandOverStay::Leave : HandOverStay::Stay;
    const ConversationId given = pick(mine);
    if (!fixture.send(agent, HandOver{next(), given, someColleague(), stay}) || m_random.below(2) == 0)
        return "an agent asks a colleague";
    for (const HandOverRow &row : handOvers())
        if (row.conversation == given) (void)goesOnWith(agent, row);
    return "an agent asks a colleague, who answers at once";
}

} // namespace chat121::test
