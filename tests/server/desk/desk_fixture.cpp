// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/desk/desk_fixture.h"

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "server/desk/handlers.h"
#include "server/desk/liveness.h"
#include "server/relay/handlers.h"
#include "server/store/organisation_rows.h"

namespace chat121::test {

using namespace store;
using namespace protocol;
using store::Request;

static void mustSucceed(const Verdict<Outcome> &verdict)
{
    if (!verdict) qFatal("refused: %s", qPrintable(verdict.error().detail));
}

DeskFixture::DeskFixture(const QString &backend)
    : fixture(backend)
    , people(fixture)
    , guest(people.guest())
    , agent(people.staff({people.departments.support}))
    , colleague(people.staff({}))
{
    relay::addHandlers(fixture.table);
    desk::addHandlers(fixture.table);
}

ConversationId DeskFixture::start(const Caller &who, StartMode mode)
{
    const ConversationId id{fixture.random.id()};
    fixture.ask<Stored>(
        who, StartConversation{
                 people.next(), id, people.departments.support, {QStringLiteral("de")}, mode, {"opening"}});
    fixture.clock.advance(std::chrono::seconds(10));
    return id;
}

Taken DeskFixture::take(const Caller &who, ConversationId conversation)
{
    return fixture.ask<Taken>(who, Take{people.next(), conversation});
}

void DeskFixture::commitFirst(const Caller &taker, const Caller &customer, ConversationId conversation,
                              quint32 generation)
{
    Commit message;
    message.request = people.next();
    message.log = conversation;
    message.generation = generation;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    message.added.items = {{customer.device, customer.account}};
    message.welcomes.items = {{customer.device, {"welcome"}}};
    fixture.ask<Stored>(taker, message);
}

ConversationRow DeskFixture::row(ConversationId conversation)
{
    ConversationRow found;
    fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto stored, findConversation(sql, conversation));
        found = *stored;
        return success();
    });
    return found;
}

QList<ConversationId> DeskFixture::queue()
{
    QList<ConversationId> ids;
    fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto rows, waitingIn(sql, people.departments.support));
        for (const ConversationRow &waiting : rows)
            ids.append(waiting.id);
        return success();
    });
    return ids;
}

void DeskFixture::route(const identity::RoutingRules &rules)
{
    fixture.mustWrite([&](Sql &sql) { return setRouting(sql, people.departments.support, rules); });
}

void DeskFixture::serve(const Caller &who, quint8 capacity, const QStringList &languages)
{
    arrive(who);
    SetStatus message{people.next(), AgentStatus::Available, capacity};
    for (const QString &language : languages)
        message.languages.items.append(language);
    fixture.ask<protocol::Done>(who, message);
}

void DeskFixture::arrive(const Caller &caller)
{
    mustSucceed(fixture.write([&](Sql &sql, UnixTime now) -> Verdict<Outcome> {
        Outcome outcome;
        TRY(desk::arrived(sql, caller, now, outcome));
        return outcome;
    }));
}

void DeskFixture::leave(const Caller &caller)
{
    mustSucceed(fixture.write([&](Sql &sql, UnixTime now) { return desk::disconnected(sql, caller, now); }));
}

void DeskFixture::deadlines()
{
    mustSucceed(fixture.write([](Sql &sql, UnixTime now) { return desk::runDeadlines(sql, now); }));
}

} // namespace chat121::test
