// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations at the desk: start, take, lease, return, close, again; agents who vanish; who is told.

#include "server/desk/handlers.h"
#include "server/desk/liveness.h"
#include "server/relay/handlers.h"
#include "server/store/account_rows.h"
#include "server/store/desk_rows.h"
#include "server/store/organisation_rows.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;

namespace {

class TestConversations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void aStartQueuesAndTells();
    void aStartIsRefused_data();
    void aStartIsRefused();
    void aRetriedStartIsOneConversation();
    void oneOfManyTakersWins();
    void aTakeIsRefused_data();
    void aTakeIsRefused();
    void aRetriedTakeGetsTheSameAnswer();
    void capacityIsKept();
    void aLeaseThatRunsOutGoesToTheHead();
    void aStoredCommitEndsTheLease();
    void aReturnGoesToTheHead();
    void aSuccessorGetsTheNextGeneration();
    void closingEndsAndEmpties();
    void whoMayClose();
    void aClosedConversationStartsAgain();
    void positionsReachTheWaiting();
    void aVanishedAgentLosesTheConversations();
    void anAgentWhoComesBackKeepsThem();
    void aRestartForgetsWhoWasThere();
    void theWholeDeskIsForTheDepartment();
    void presenceReachesCompanionsOnly();

private:
    ConversationId start(const Caller &guest, StartMode mode = StartMode::Live);
    Taken take(const Caller &agent, ConversationId conversation);
    void commitFirst(const Caller &agent, const Caller &guest, ConversationId conversation, quint32 generation = 0);
    ConversationRow row(ConversationId conversation);
    QList<ConversationId> queue();
    void arrive(const Caller &caller);
    void leave(const Caller &caller);
    void deadlines();

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_guest, m_agent, m_colleague;
};

void TestConversations::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    desk::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guest = m_people->guest();
    m_agent = m_people->staff({m_people->departments.support});
    m_colleague = m_people->staff({});
    m_fixture->takeDeliveries();
}

void TestConversations::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

ConversationId TestConversations::start(const Caller &guest, StartMode mode)
{
    const ConversationId id{m_fixture->random.id()};
    m_fixture->ask<Stored>(guest, StartConversation{m_people->next(), id, m_people->departments.support,
                                                    {QStringLiteral("de")}, mode, {"opening"}});
    m_fixture->clock.advance(std::chrono::seconds(10));
    return id;
}

Taken TestConversations::take(const Caller &agent, ConversationId conversation)
{
    return m_fixture->ask<Taken>(agent, Take{m_people->next(), conversation});
}

void TestConversations::commitFirst(const Caller &agent, const Caller &guest, ConversationId conversation,
                                    quint32 generation)
{
    Commit message;
    message.request = m_people->next();
    message.log = conversation;
    message.generation = generation;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    message.added.items = {{guest.device, guest.account}};
    message.welcomes.items = {{guest.device, {"welcome"}}};
    m_fixture->ask<Stored>(agent, message);
}

ConversationRow TestConversations::row(ConversationId conversation)
{
    ConversationRow found;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto stored, findConversation(sql, conversation));
        found = *stored;
        return success();
    });
    return found;
}

QList<ConversationId> TestConversations::queue()
{
    QList<ConversationId> ids;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto rows, waitingIn(sql, m_people->departments.support));
        for (const ConversationRow &waiting : rows)
            ids.append(waiting.id);
        return success();
    });
    return ids;
}

void TestConversations::arrive(const Caller &caller)
{
    QVERIFY(m_fixture->write([&](Sql &sql, UnixTime) -> Verdict<Outcome> {
        Outcome outcome;
        TRY(desk::arrived(sql, caller, outcome));
        return outcome;
    }));
}

void TestConversations::leave(const Caller &caller)
{
    QVERIFY(m_fixture->write([&](Sql &sql, UnixTime now) { return desk::disconnected(sql, caller, now); }));
}

void TestConversations::deadlines()
{
    QVERIFY(m_fixture->write([](Sql &sql, UnixTime now) { return desk::runDeadlines(sql, now); }));
}

void TestConversations::aStartQueuesAndTells()
{
    const ConversationId id = start(m_guest);
    const QList<Delivery> deliveries = m_fixture->takeDeliveries();
    QCOMPARE(deliveries.size(), 3);
    const auto opening = decodeFrame<EnvelopePushed>(deliveries.at(0).message);
    QCOMPARE(opening->envelope.about, id);
    QVERIFY(deliveries.at(0).to.includes(m_agent));
    const auto changed = decodeFrame<DeskChanged>(deliveries.at(1).message);
    QCOMPARE(changed->entries.items.first().conversation, id);
    QCOMPARE(changed->entries.items.first().state, ConversationState::Waiting);
    QCOMPARE(changed->entries.items.first().language.text, QStringLiteral("de"));
    QVERIFY(deliveries.at(1).to.includes(m_colleague));
    QVERIFY(!deliveries.at(1).to.includes(m_guest));
    const auto standing = decodeFrame<QueueChanged>(deliveries.at(2).message);
    QCOMPARE(standing->position, 1u);
    QCOMPARE(standing->agents_on_duty, 0u);
    QVERIFY(deliveries.at(2).to.includes(m_guest));
    QVERIFY(!deliveries.at(2).to.includes(m_agent));
}

void TestConversations::aStartIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("reason");
    QTest::newRow("no such department") << "department" << int(Reason::None);
    QTest::newRow("a department without a key") << "key" << int(Reason::NoDepartmentKey);
    QTest::newRow("another's conversation") << "foreign" << int(Reason::UnknownLog);
    QTest::newRow("the number of another log") << "log" << int(Reason::None);
    QTest::newRow("the number 0") << "zero" << int(Reason::None);
    QTest::newRow("nothing inside") << "empty" << int(Reason::None);
    QTest::newRow("one too many") << "many" << int(Reason::QuotaReached);
    QTest::newRow("a department that is closed for good") << "inactive" << int(Reason::None);
}

void TestConversations::aStartIsRefused()
{
    QFETCH(QString, what);
    StartConversation message{m_people->next(), ConversationId{m_fixture->random.id()}, m_people->departments.support,
                              {}, StartMode::Live, {"opening"}};
    if (what == "department") message.department = DepartmentId{99};
    if (what == "key" || what == "inactive") {
        m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
            if (what == "key") return putInboxKey(sql, m_people->departments.support, "", {});
            return setDepartmentActive(sql, m_people->departments.support, false);
        });
    }
    if (what == "foreign") message.conversation = start(m_people->guest());
    if (what == "log") message.conversation = m_people->departments.support_room;
    if (what == "zero") message.conversation = {};
    if (what == "empty") message.opening.bytes.clear();
    if (what == "many") {
        for (qsizetype i = 0; i < limits::kOpenConversationsPerGuestMax; ++i)
            start(m_guest);
    }
    const qsizetype before = queue().size();
    QTEST(int(m_fixture->refusal(m_guest, message).reason), "reason");
    QCOMPARE(queue().size(), before);
}

void TestConversations::aRetriedStartIsOneConversation()
{
    const StartConversation message{m_people->next(), ConversationId{m_fixture->random.id()},
                                    m_people->departments.support, {}, StartMode::Live, {"opening"}};
    const auto first = m_fixture->ask<Stored>(m_guest, message);
    QCOMPARE(encodeFrame(m_fixture->ask<Stored>(m_guest, message)), encodeFrame(first));
    QCOMPARE(queue().size(), 1);
}

void TestConversations::oneOfManyTakersWins()
{
    const ConversationId id = start(m_guest);
    Port port;
    int answered = 0, won = 0, late = 0;
    for (int i = 0; i < 50; ++i) {
        const Caller agent = m_people->staff({});
        store::Request request{&m_fixture->services, agent, {}, encodeFrame(Take{m_people->next(), id}), {}, {}};
        const auto handler = m_fixture->table.admit(agent, MessageType::Take);
        QVERIFY(m_fixture->writer->submit(port, 100, store::job(**handler, request), [&](const Verdict<Outcome> &verdict) {
            ++answered;
            won += verdict ? 1 : 0;
            late += !verdict && verdict.error().reason == Reason::AlreadyTaken ? 1 : 0;
        }));
    }
    QTRY_COMPARE(answered, 50);
    QCOMPARE(won, 1);
    QCOMPARE(late, 49);
}

void TestConversations::aTakeIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("reason");
    QTest::newRow("no such conversation") << "missing" << int(Reason::UnknownLog);
    QTest::newRow("another department's agent") << "sales" << int(Reason::UnknownLog);
    QTest::newRow("taken by a colleague") << "taken" << int(Reason::AlreadyTaken);
    QTest::newRow("closed") << "closed" << int(Reason::NotWaiting);
}

void TestConversations::aTakeIsRefused()
{
    QFETCH(QString, what);
    ConversationId id = start(m_guest);
    Caller agent = m_agent;
    if (what == "missing") id = ConversationId{12345};
    if (what == "sales") agent = m_people->staff({m_people->departments.sales});
    if (what == "taken") take(m_colleague, id);
    if (what == "closed") m_fixture->ask<protocol::Done>(m_guest, CloseConversation{m_people->next(), id});
    QTEST(int(m_fixture->refusal(agent, Take{m_people->next(), id}).reason), "reason");
}

void TestConversations::aRetriedTakeGetsTheSameAnswer()
{
    const ConversationId id = start(m_guest);
    const Take message{m_people->next(), id};
    const auto first = m_fixture->ask<Taken>(m_agent, message);
    QCOMPARE(first.guest, m_guest.account);
    QCOMPARE(first.generation, 0u);
    QCOMPARE(first.lease_until, m_fixture->clock.now() + limits::kTakeLease);
    m_fixture->clock.advance(std::chrono::seconds(5));
    QCOMPARE(encodeFrame(m_fixture->ask<Taken>(m_agent, message)), encodeFrame(first));
    QCOMPARE(take(m_agent, id).lease_until, first.lease_until); // asked anew: still the same lease
}

void TestConversations::capacityIsKept()
{
    m_fixture->ask<protocol::Done>(m_agent, SetStatus{m_people->next(), AgentStatus::Available, 2});
    QVERIFY(!m_fixture->send(m_agent, SetStatus{m_people->next(), AgentStatus::Available, 0}));
    const ConversationId first = start(m_guest), second = start(m_guest), third = start(m_guest);
    take(m_agent, first);
    take(m_agent, second);
    QCOMPARE(m_fixture->refusal(m_agent, Take{m_people->next(), third}).reason, Reason::AtCapacity);
    m_fixture->ask<protocol::Done>(m_agent, CloseConversation{m_people->next(), first});
    take(m_agent, third);
}

void TestConversations::aLeaseThatRunsOutGoesToTheHead()
{
    const ConversationId first = start(m_guest), second = start(m_people->guest());
    take(m_agent, first);
    QCOMPARE(queue(), (QList<ConversationId>{second}));
    const UnixTime since = row(first).waiting_since;
    m_fixture->clock.advance(limits::kTakeLease - std::chrono::milliseconds(1));
    deadlines();
    QCOMPARE(queue(), (QList<ConversationId>{second}));
    m_fixture->clock.advance(std::chrono::milliseconds(1));
    m_fixture->takeDeliveries();
    deadlines();
    QCOMPARE(queue(), (QList<ConversationId>{first, second}));
    QCOMPARE(row(first).waiting_since, since); // the customer has waited all the time
    QVERIFY(!m_fixture->delivered<QueueChanged>().isEmpty());
    take(m_colleague, first);
}

void TestConversations::aStoredCommitEndsTheLease()
{
    const ConversationId id = start(m_guest);
    take(m_agent, id);
    commitFirst(m_agent, m_guest, id);
    m_fixture->clock.advance(limits::kTakeLease * 10);
    deadlines();
    QCOMPARE(row(id).state, ConversationState::Taken);
    QCOMPARE(row(id).taker, m_agent.account);
}

void TestConversations::aReturnGoesToTheHead()
{
    const ConversationId first = start(m_guest), second = start(m_people->guest());
    take(m_agent, first);
    commitFirst(m_agent, m_guest, first);
    const ReturnToQueue message{m_people->next(), first};
    QCOMPARE(m_fixture->refusal(m_colleague, message).reason, Reason::AlreadyTaken); // not the taker
    m_fixture->ask<protocol::Done>(m_agent, message);
    m_fixture->ask<protocol::Done>(m_agent, message); // a retry
    QCOMPARE(queue(), (QList<ConversationId>{first, second}));
    QCOMPARE(row(first).waiting_since, m_fixture->clock.now());
}

void TestConversations::aSuccessorGetsTheNextGeneration()
{
    const ConversationId id = start(m_guest);
    take(m_agent, id);
    commitFirst(m_agent, m_guest, id);
    m_fixture->ask<protocol::Done>(m_agent, ReturnToQueue{m_people->next(), id});
    QCOMPARE(take(m_colleague, id).generation, 1u);
    commitFirst(m_colleague, m_guest, id, 1);
    const Append message{m_people->next(), id, EnvelopeKind::Application, 1, 1, {}, {"x"}};
    QVERIFY(m_fixture->send(m_guest, message));
}

void TestConversations::closingEndsAndEmpties()
{
    const ConversationId id = start(m_guest);
    take(m_agent, id);
    commitFirst(m_agent, m_guest, id);
    m_fixture->takeDeliveries();
    m_fixture->ask<protocol::Done>(m_agent, CloseConversation{m_people->next(), id});
    const auto told = m_fixture->delivered<QueueChanged>();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().second.state, ConversationState::Closed);
    const Append late{m_people->next(), id, EnvelopeKind::Application, 0, 1, {}, {"x"}};
    QCOMPARE(m_fixture->refusal(m_guest, late).reason, Reason::Closed);
    Since since;
    since.positions.items.append({m_people->departments.support_room, 0, {}});
    const auto room = m_fixture->ask<Envelopes>(m_agent, since);
    QCOMPARE(room.envelopes.items.first().kind, EnvelopeKind::Emptied);
}

void TestConversations::whoMayClose()
{
    const ConversationId id = start(m_guest);
    take(m_agent, id);
    QCOMPARE(m_fixture->refusal(m_colleague, CloseConversation{m_people->next(), id}).code, Code::Forbidden);
    QCOMPARE(m_fixture->refusal(m_people->guest(), CloseConversation{m_people->next(), id}).reason, Reason::UnknownLog);
    m_fixture->ask<protocol::Done>(m_guest, CloseConversation{m_people->next(), id});
    m_fixture->ask<protocol::Done>(m_guest, CloseConversation{m_people->next(), id}); // closed is closed
}

void TestConversations::aClosedConversationStartsAgain()
{
    const ConversationId id = start(m_guest);
    take(m_agent, id);
    commitFirst(m_agent, m_guest, id);
    m_fixture->ask<protocol::Done>(m_guest, CloseConversation{m_people->next(), id});
    const StartConversation again{m_people->next(), id, m_people->departments.support, {}, StartMode::Live, {"again"}};
    QCOMPARE(m_fixture->refusal(m_people->guest(), again).reason, Reason::UnknownLog);
    m_fixture->ask<Stored>(m_guest, again);
    QCOMPARE(queue(), (QList<ConversationId>{id}));
    QVERIFY(!row(id).taker.isValid());
    QCOMPARE(take(m_colleague, id).generation, 1u);
    const Append message{m_people->next(), id, EnvelopeKind::Application, 0, 1, {}, {"x"}};
    m_fixture->ask<Stored>(m_guest, message); // the old group still stands until the new one begins
}

void TestConversations::positionsReachTheWaiting()
{
    const ConversationId message = start(m_people->guest(), StartMode::LeaveMessage);
    const ConversationId first = start(m_guest);
    const ConversationId second = start(m_people->guest());
    QCOMPARE(queue(), (QList<ConversationId>{first, second, message})); // live ones first
    m_fixture->takeDeliveries();
    take(m_agent, first);
    QHash<ConversationId, quint32> positions;
    for (const auto &[to, change] : m_fixture->delivered<QueueChanged>())
        positions.insert(change.conversation, change.position);
    QCOMPARE(positions, (QHash<ConversationId, quint32>{{first, 0}, {second, 1}, {message, 2}}));
}

// --- coming and going -----------------------------------------------------------------------------

void TestConversations::aVanishedAgentLosesTheConversations()
{
    arrive(m_agent);
    m_fixture->ask<protocol::Done>(m_agent, SetStatus{m_people->next(), AgentStatus::Available, 4});
    const ConversationId id = start(m_guest);
    take(m_agent, id);
    commitFirst(m_agent, m_guest, id);
    leave(m_agent);
    m_fixture->clock.advance(limits::kAgentGoneAfter - std::chrono::milliseconds(1));
    deadlines();
    QVERIFY(queue().isEmpty());
    m_fixture->clock.advance(std::chrono::milliseconds(1));
    deadlines();
    QCOMPARE(queue(), (QList<ConversationId>{id}));
    const auto desk = m_fixture->ask<DeskChanged>(m_colleague, FetchDesk{m_people->next()});
    for (const AgentEntry &agent : desk.agents.items) {
        if (agent.account != m_agent.account) continue;
        QCOMPARE(agent.status, AgentStatus::Away);
        QVERIFY(!agent.is_online);
        QCOMPARE(agent.load, 0u);
    }
}

void TestConversations::anAgentWhoComesBackKeepsThem()
{
    const Caller phone = m_people->deviceOf(m_agent);
    arrive(m_agent);
    arrive(phone);
    const ConversationId id = start(m_guest);
    take(m_agent, id);
    commitFirst(m_agent, m_guest, id);
    leave(m_agent); // the other device is still there
    m_fixture->clock.advance(limits::kAgentGoneAfter * 2);
    deadlines();
    QVERIFY(queue().isEmpty());
    leave(phone);
    m_fixture->clock.advance(limits::kAgentGoneAfter / 2);
    arrive(m_agent);
    m_fixture->clock.advance(limits::kAgentGoneAfter);
    deadlines();
    QVERIFY(queue().isEmpty());
    QCOMPARE(row(id).taker, m_agent.account);
}

void TestConversations::aRestartForgetsWhoWasThere()
{
    arrive(m_agent);
    const ConversationId id = start(m_guest);
    take(m_agent, id);
    commitFirst(m_agent, m_guest, id);
    m_fixture->stop();
    m_fixture->start();
    QVERIFY(m_fixture->write([](Sql &sql, UnixTime now) { return desk::serverStarted(sql, now); }));
    m_fixture->clock.advance(limits::kAgentGoneAfter);
    deadlines();
    QCOMPARE(queue(), (QList<ConversationId>{id}));
}

void TestConversations::theWholeDeskIsForTheDepartment()
{
    const ConversationId id = start(m_guest);
    arrive(m_guest);
    const auto mine = m_fixture->ask<DeskChanged>(m_agent, FetchDesk{m_people->next()});
    QVERIFY(mine.is_complete);
    QCOMPARE(mine.entries.items.size(), 1);
    QCOMPARE(mine.entries.items.first().conversation, id);
    QVERIFY(mine.entries.items.first().is_guest_online);
    const Caller sales = m_people->staff({m_people->departments.sales});
    QVERIFY(m_fixture->ask<DeskChanged>(sales, FetchDesk{m_people->next()}).entries.items.isEmpty());
}

void TestConversations::presenceReachesCompanionsOnly()
{
    const ConversationId id = start(m_guest);
    take(m_agent, id);
    commitFirst(m_agent, m_guest, id);
    arrive(m_agent);
    m_fixture->takeDeliveries();
    arrive(m_guest);
    QHash<AccountId, bool> told;
    for (const auto &[to, change] : m_fixture->delivered<PresenceChanged>()) {
        QVERIFY(!to.includes(m_colleague));
        told.insert(change.account, change.is_online);
    }
    QCOMPARE(told, (QHash<AccountId, bool>{{m_guest.account, true}, {m_agent.account, true}}));
    leave(m_guest);
    const auto left = m_fixture->delivered<PresenceChanged>();
    QCOMPARE(left.size(), 1);
    QVERIFY(left.first().first.includes(m_agent));
    QVERIFY(!left.first().second.is_online);
}

} // namespace

CHAT121_TEST_MAIN(TestConversations)
#include "tst_conversations.moc"
