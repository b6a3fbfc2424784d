// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/liveness.h"

#include "common/base/log.h"
#include "server/desk/changes.h"
#include "server/desk/conversations.h"
#include "server/desk/hand_over.h"
#include "server/desk/offers.h"
#include "server/desk/queue.h"
#include "server/relay/presence.h"
#include "server/store/account_rows.h"
#include "server/store/answer_rows.h"
#include "server/store/block_rows.h"
#include "server/store/device_link_rows.h"
#include "server/store/device_rows.h"
#include "server/store/key_package_rows.h"
#include "server/store/routing_rows.h"
#include "server/store/way_in_rows.h"

#include <algorithm>

namespace chat121::desk {

using protocol::AgentStatus;
using store::AgentRow;
using store::ConversationRow;
using store::Outcome;
using store::Verdict;

Verdict<Outcome> serverStarted(store::Sql &sql, UnixTime now)
{
    TRY(store::clearOnline(sql));
    TRY_ASSIGN(const QList<AgentRow> agents, store::agents(sql));
    for (AgentRow agent : agents) {
        if (agent.load == 0 || agent.gone) continue;
        agent.gone = now + limits::kAgentGoneAfter;
        TRY(store::putAgent(sql, agent));
    }
    Outcome outcome; // offers fall away: nobody is there
    TRY(routeWaiting(sql, now, outcome));
    return outcome;
}

// --- coming and going -----------------------------------------------------------------------------

namespace {

// The desk shows beside each of a customer's conversations whether the customer is there.
Result<void> addGuestChange(store::Sql &sql, AccountId guest, Outcome &outcome)
{
    TRY_ASSIGN(const QList<ConversationRow> open, store::openOfGuest(sql, guest));
    for (const ConversationRow &row : open)
        TRY(addConversation(sql, row, outcome));
    return success();
}

Result<void> agentArrived(store::Sql &sql, AccountId account, Outcome &outcome)
{
    TRY_ASSIGN(const auto known, store::findAgent(sql, account));
    AgentRow agent = known.value_or(AgentRow{account});
    agent.gone.reset();
    TRY(store::putAgent(sql, agent));
    TRY(addAgent(sql, account, outcome));
    return addQueuesOf(sql, account, outcome);
}

Result<void> agentLeft(store::Sql &sql, AccountId account, UnixTime now, Outcome &outcome)
{
    TRY_ASSIGN(const auto known, store::findAgent(sql, account));
    if (!known) return success();
    AgentRow agent = *known;
    TRY_ASSIGN(const auto person, store::findAccount(sql, account));
    const bool is_dismissed = person && person->is_dismissed;  // then nobody is waited for
    const bool is_given_up = agent.gone && *agent.gone <= now; // another account stands for this one
    if (agent.load > 0 && !is_given_up) agent.gone = is_dismissed ? now : now + limits::kAgentGoneAfter;
    TRY(store::putAgent(sql, agent));
    TRY(addAgent(sql, account, outcome));
    return addQueuesOf(sql, account, outcome);
}

} // namespace

Result<void> arrived(store::Sql &sql, const store::Caller &caller, UnixTime now, Outcome &outcome)
{
    TRY_ASSIGN(const qint64 devices, store::setOnline(sql, caller.device, caller.account));
    TRY(relay::addPresenceOfCompanions(sql, caller, outcome));
    if (devices == 1) TRY(relay::addPresenceChange(sql, caller.account, true, outcome));
    if (caller.isStaff()) {
        TRY(agentArrived(sql, caller.account, outcome));
        return routeWaiting(sql, now, outcome, caller);
    }

    // Closed ones too: they may have been closed while nobody was there to hear of it.
    TRY_ASSIGN(const QList<ConversationRow> newest,
               store::newestOfGuest(sql, caller.account, limits::kOpenConversationsPerGuestMax));
    for (const ConversationRow &row : newest)
        TRY(addStanding(sql, row, outcome, caller.device));
    return devices == 1 ? addGuestChange(sql, caller.account, outcome) : success();
}

Verdict<Outcome> disconnected(store::Sql &sql, const store::Caller &caller, UnixTime now)
{
    Outcome outcome;
    TRY_ASSIGN(const qint64 devices, store::setOffline(sql, caller.device, caller.account));
    TRY(store::sawDevice(sql, caller.device, now));
    if (devices > 0) return outcome;
    TRY(relay::addPresenceChange(sql, caller.account, false, outcome));
    if (!caller.isStaff()) {
        TRY(addGuestChange(sql, caller.account, outcome));
        return outcome;
    }
    TRY(endHandOversTo(sql, caller.account, outcome));
    TRY(agentLeft(sql, caller.account, now, outcome));
    TRY(routeWaiting(sql, now, outcome));
    return outcome;
}

// --- deadlines ------------------------------------------------------------------------------------

// Put back one after the other, each before those that wait: the last one is the first of the queue.
static QList<ConversationRow> firstOneLast(QList<ConversationRow> rows)
{
    std::ranges::sort(rows,
                      [](const ConversationRow &a, const ConversationRow &b) { return isBefore(b, a); });
    return rows;
}

static Result<void> agentIsGone(store::Sql &sql, AgentRow agent, UnixTime now, Outcome &outcome)
{
    TRY_ASSIGN(const QList<ConversationRow> held, store::takenBy(sql, agent.account));
    agent.gone.reset();
    agent.status = AgentStatus::Away;
    TRY(store::putAgent(sql, agent));
    for (const ConversationRow &row : firstOneLast(held)) {
        TRY(notePass(sql, row, agent.account, now));
        TRY(putBack(sql, row, now, outcome));
    }
    qCInfo(lcDesk) << "an agent did not come back; conversations returned to the queue:" << held.size();
    return addAgent(sql, agent.account, outcome);
}

static Result<void> giveBackWhatIsDue(store::Sql &sql, UnixTime now, Outcome &outcome)
{
    TRY_ASSIGN(const auto next, store::nextDeadline(sql));
    if (!next || *next > now) return success();
    TRY_ASSIGN(const QList<ConversationRow> over, store::leasesUntil(sql, now));
    for (const ConversationRow &row : firstOneLast(over)) {
        TRY(notePass(sql, row, row.taker, now));
        TRY(putBack(sql, row, now, outcome));
    }
    TRY_ASSIGN(const QList<AgentRow> gone, store::agentsGoneBy(sql, now));
    for (const AgentRow &agent : gone)
        TRY(agentIsGone(sql, agent, now, outcome));
    return success();
}

// Connected, and yet nothing of theirs takes in what customers write: a program that hangs, a disk that
// refuses. Whether a person answers what is on the screen the server cannot see.
static Result<void> giveBackFromTheSilent(store::Sql &sql, UnixTime now, Outcome &outcome)
{
    TRY_ASSIGN(const QList<ConversationRow> silent, store::silentConversations(sql, now));
    for (const ConversationRow &row : firstOneLast(silent)) {
        TRY_ASSIGN(const auto known, store::findAgent(sql, row.taker));
        if (known) {
            AgentRow agent = *known;
            agent.status = AgentStatus::Away;
            TRY(store::putAgent(sql, agent));
        }
        TRY(notePass(sql, row, row.taker, now));
        TRY(putBack(sql, row, now, outcome));
        qCInfo(lcDesk) << "an agent's programs fell silent; a conversation returned to the queue";
    }
    return success();
}

Verdict<Outcome> runDeadlines(store::Sql &sql, UnixTime now)
{
    Outcome outcome;
    TRY(giveBackWhatIsDue(sql, now, outcome));
    TRY(giveBackFromTheSilent(sql, now, outcome));
    TRY(lapseHandOvers(sql, now, outcome));
    TRY(routeWaiting(sql, now, outcome));
    return outcome;
}

Verdict<Outcome> tidyUp(store::Sql &sql, UnixTime now)
{
    TRY(store::deleteExpiredKeyPackages(sql, now));
    TRY(store::deleteAnswers(sql, now - limits::kAnswerLife));
    TRY(store::deleteExpiredDeviceLinks(sql, now));
    TRY(store::deleteBlocksUntil(sql, now));
    TRY(store::deleteRates(sql, now - std::chrono::hours(24)));
    return Outcome{};
}

} // namespace chat121::desk
