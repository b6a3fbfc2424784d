// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation goes to a colleague who agrees, and to nobody else: in each step it has exactly one agent,
// who is a member of its group. Row AD-05.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/logs.h"
#include "server/desk/liveness.h"
#include "tests/server/desk/desk_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class TestHandOver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup() { m_desk.reset(); }

    void acceptedItIsTheirsOnceTheyReadIt();
    void aMemberHasItAtOnce();
    void whatEndsItLeavesItWhereItIs_data();
    void whatEndsItLeavesItWhereItIs();
    void whatTakesItFromTheGiverEndsIt_data();
    void whatTakesItFromTheGiverEndsIt();
    void onlyOneAnswerCounts();
    void aRetryChangesNothing();
    void onlyItsAgentGivesIt();
    void onlyColleaguesWhoAreThereAreAsked_data();
    void onlyColleaguesWhoAreThereAreAsked();
    void onlyTheAskedOneAnswers();
    void nobodyWhoCannotReadItGetsIt();
    void whatIsAcceptedTakesUpRoom();
    void whoHasNoRoomCannotAccept();
    void itSurvivesTheServersEnd();
    void theGiverMayComeBackInTime();
    void thereIsALimit();

private:
    RequestId next() { return m_desk->people.next(); }
    void ask(HandOverStay stay = HandOverStay::Leave)
    {
        m_desk->fixture.ask<protocol::Done>(agent(), HandOver{next(), m_id, colleague().account, stay});
    }
    void answer(HandOverAnswer answer)
    {
        m_desk->fixture.ask<protocol::Done>(colleague(), AnswerHandOver{next(), m_id, answer});
    }
    void complete(const Caller &who)
    {
        m_desk->fixture.ask<protocol::Done>(who, CompleteHandOver{next(), m_id});
    }
    void join(const Caller &who);
    void passTime(std::chrono::milliseconds span)
    {
        m_desk->fixture.clock.advance(span);
        m_desk->deadlines();
    }
    DeskChanged desk() { return m_desk->fixture.ask<DeskChanged>(m_observer, FetchDesk{next()}); }
    DeskEntry entry();
    quint32 loadOf(const Caller &who);
    QList<HandOverStep> told(const Caller &who);
    const Caller &agent() { return m_desk->agent; }
    const Caller &colleague() { return m_desk->colleague; }

    std::unique_ptr<test::DeskFixture> m_desk;
    Caller m_observer;
    ConversationId m_id{};
};

// Somebody whom the agent serves, and a colleague who is there.
void TestHandOver::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
    m_observer = m_desk->people.staff({});
    m_desk->serve(agent());
    m_desk->serve(colleague());
    m_id = m_desk->start(m_desk->guest);
    m_desk->take(agent(), m_id);
    m_desk->commitFirst(agent(), m_desk->guest, m_id);
    m_desk->fixture.takeDeliveries();
}

// The agent's client adds this device to the group.
void TestHandOver::join(const Caller &who)
{
    Commit message;
    message.request = next();
    message.log = m_id;
    message.epoch = 1;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    message.added.items = {{who.device, who.account}};
    message.welcomes.items = {{who.device, {"welcome"}}};
    m_desk->fixture.ask<Stored>(agent(), message);
}

DeskEntry TestHandOver::entry()
{
    for (const DeskEntry &one : desk().entries.items)
        if (one.conversation == m_id) return one;
    return {};
}

quint32 TestHandOver::loadOf(const Caller &who)
{
    for (const AgentEntry &one : desk().agents.items)
        if (one.account == who.account) return one.load;
    return 0;
}

// What somebody's devices were told since the last look.
QList<HandOverStep> TestHandOver::told(const Caller &who)
{
    QList<HandOverStep> steps;
    for (const auto &[to, change] : m_desk->fixture.delivered<HandOverChanged>())
        if (to.includes(who)) steps.append(change.step);
    return steps;
}

void TestHandOver::acceptedItIsTheirsOnceTheyReadIt()
{
    ask(HandOverStay::Stay);
    const QList<Delivery> deliveries = m_desk->fixture.takeDeliveries();
    int asked = 0;
    for (const Delivery &delivery : deliveries) {
        const auto change = decodeFrame<HandOverChanged>(delivery.message);
        if (!change) continue;
        asked += delivery.to.includes(colleague()) ? 1 : 0;
        QCOMPARE(change->step, HandOverStep::Asked);
        QCOMPARE(change->giver, agent().account);
        QCOMPARE(change->receiver, colleague().account);
        QCOMPARE(change->stay, HandOverStay::Stay);
        QCOMPARE(change->until, m_desk->fixture.clock.now() + limits::kHandOverAnswer);
        QVERIFY(!delivery.to.includes(m_desk->guest));
        QVERIFY(!delivery.to.includes(m_observer));
    }
    QCOMPARE(asked, 1);
    QCOMPARE(entry().receiver, colleague().account);
    QCOMPARE(entry().stay, HandOverStay::Stay);
    QVERIFY(!entry().is_accepted);
    QCOMPARE(entry().taker, agent().account);

    answer(HandOverAnswer::Accept);
    QVERIFY(entry().is_accepted);
    QCOMPARE(entry().taker, agent().account); // whose it is until the colleague can read it
    QCOMPARE(told(agent()), QList{HandOverStep::Accepted});

    join(colleague());
    QCOMPARE(entry().taker, agent().account);
    m_desk->fixture.takeDeliveries();
    complete(agent());
    QCOMPARE(entry().taker, colleague().account);
    QCOMPARE(entry().state, ConversationState::Taken);
    QCOMPARE(entry().receiver, AccountId{});
    QCOMPARE(m_desk->row(m_id).last_taker, colleague().account);
    QVERIFY(!m_desk->row(m_id).lease_until); // the group goes on
    bool guest_knows = false;
    for (const Delivery &delivery : m_desk->fixture.takeDeliveries()) {
        const auto standing = decodeFrame<QueueChanged>(delivery.message);
        if (standing && delivery.to.includes(m_desk->guest))
            guest_knows = standing->taker == colleague().account;
    }
    QVERIFY(guest_knows);
    QCOMPARE(loadOf(agent()), 0u);
    QCOMPARE(loadOf(colleague()), 1u);
    passTime(10min); // nothing of it is left to run out
    QCOMPARE(entry().taker, colleague().account);
}

void TestHandOver::aMemberHasItAtOnce()
{
    join(colleague()); // was asked for advice before
    ask();
    m_desk->fixture.takeDeliveries();
    answer(HandOverAnswer::Accept);
    QCOMPARE(told(colleague()), QList{HandOverStep::Done});
    QCOMPARE(entry().taker, colleague().account);
}

void TestHandOver::whatEndsItLeavesItWhereItIs_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<bool>("is_accepted");
    QTest::addColumn<HandOverStep>("step");
    QTest::newRow("the colleague declines") << u"decline"_s << false << HandOverStep::Declined;
    QTest::newRow("nobody answers in time") << u"time"_s << false << HandOverStep::Lapsed;
    QTest::newRow("the agent withdraws") << u"withdraw"_s << false << HandOverStep::Withdrawn;
    QTest::newRow("the colleague's connection is lost") << u"lost"_s << false << HandOverStep::Lost;
    QTest::newRow("accepted, and never a member") << u"time"_s << true << HandOverStep::Lapsed;
    QTest::newRow("accepted, and withdrawn") << u"withdraw"_s << true << HandOverStep::Withdrawn;
    QTest::newRow("accepted, and lost") << u"lost"_s << true << HandOverStep::Lost;
}

void TestHandOver::whatEndsItLeavesItWhereItIs()
{
    QFETCH(QString, by);
    QFETCH(bool, is_accepted);
    QFETCH(HandOverStep, step);
    const ConversationRow before = m_desk->row(m_id);
    ask();
    if (is_accepted) answer(HandOverAnswer::Accept);
    m_desk->fixture.takeDeliveries();

    if (by == u"decline") answer(HandOverAnswer::Decline);
    if (by == u"time") {
        passTime(limits::kHandOverAnswer - 1ms);
        QCOMPARE(entry().receiver, colleague().account);
        passTime(1ms);
    }
    if (by == u"withdraw") m_desk->fixture.ask<protocol::Done>(agent(), WithdrawHandOver{next(), m_id});
    if (by == u"lost") m_desk->leave(colleague());

    QCOMPARE(told(agent()), QList{step});
    QCOMPARE(m_desk->row(m_id), before); // its place, its agent, its waiting time
    QCOMPARE(entry().receiver, AccountId{});
    QCOMPARE(loadOf(colleague()), 0u);
    if (by == u"lost") m_desk->serve(colleague());
    QCOMPARE(m_desk->fixture.refusal(colleague(), AnswerHandOver{next(), m_id, HandOverAnswer::Accept}).code,
             Code::Conflict);
    QCOMPARE(m_desk->fixture.refusal(colleague(), CompleteHandOver{next(), m_id}).code, Code::Conflict);

    ask(); // declined, then accepted
    answer(HandOverAnswer::Accept);
    join(colleague());
    complete(colleague());
    QCOMPARE(entry().taker, colleague().account);
}

void TestHandOver::whatTakesItFromTheGiverEndsIt_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<bool>("is_accepted");
    for (const char *by : {"close", "return", "the agent is gone", "a member cannot follow"}) {
        QTest::addRow("%s, asked", by) << QString::fromLatin1(by) << false;
        QTest::addRow("%s, accepted", by) << QString::fromLatin1(by) << true;
    }
}

void TestHandOver::whatTakesItFromTheGiverEndsIt()
{
    QFETCH(QString, by);
    QFETCH(bool, is_accepted);
    ask();
    if (is_accepted) answer(HandOverAnswer::Accept);
    m_desk->fixture.takeDeliveries();
    if (by == u"close") m_desk->fixture.ask<protocol::Done>(m_desk->guest, CloseConversation{next(), m_id});
    if (by == u"return") m_desk->fixture.ask<protocol::Done>(agent(), ReturnToQueue{next(), m_id});
    if (by == u"a member cannot follow")
        m_desk->fixture.ask<protocol::Done>(m_desk->guest, CannotFollow{next(), m_id, 0, 0});
    if (by == u"the agent is gone") {
        m_desk->leave(agent());
        QCOMPARE(entry().taker, agent().account);
        m_desk->fixture.clock.advance(limits::kAgentGoneAfter);
        m_desk->deadlines();
    }
    QCOMPARE(told(colleague()), QList{HandOverStep::Over});
    QCOMPARE(entry().receiver, AccountId{});
    QCOMPARE(loadOf(colleague()), 0u);
    const ConversationState after = by == u"close" ? ConversationState::Closed : ConversationState::Waiting;
    QCOMPARE(m_desk->row(m_id).state, after);
    QCOMPARE(m_desk->fixture.refusal(colleague(), CompleteHandOver{next(), m_id}).code, Code::Conflict);
    if (after == ConversationState::Waiting) m_desk->take(colleague(), m_id); // nobody is lost
}

// Two computers of the colleague's, both with the question on the screen.
void TestHandOver::onlyOneAnswerCounts()
{
    const Caller other = m_desk->people.deviceOf(colleague());
    m_desk->arrive(other);
    ask();
    answer(HandOverAnswer::Accept);
    for (const HandOverAnswer second : {HandOverAnswer::Accept, HandOverAnswer::Decline})
        QCOMPARE(m_desk->fixture.refusal(other, AnswerHandOver{next(), m_id, second}).code, Code::Conflict);
    QVERIFY(entry().is_accepted);
    m_desk->leave(other); // one is still there
    QVERIFY(entry().is_accepted);
    join(colleague());
    complete(agent());
    QCOMPARE(m_desk->fixture.refusal(colleague(), CompleteHandOver{next(), m_id}).code, Code::Conflict);
    QCOMPARE(entry().taker, colleague().account);
    QCOMPARE(m_desk->fixture.refusal(agent(), WithdrawHandOver{next(), m_id}).code,
             Code::Conflict); // too late
    QCOMPARE(entry().taker, colleague().account);
}

void TestHandOver::aRetryChangesNothing()
{
    const HandOver asked{next(), m_id, colleague().account, HandOverStay::Leave};
    m_desk->fixture.ask<protocol::Done>(agent(), asked);
    m_desk->fixture.ask<protocol::Done>(agent(), asked);
    const AnswerHandOver accepted{next(), m_id, HandOverAnswer::Accept};
    m_desk->fixture.ask<protocol::Done>(colleague(), accepted);
    m_desk->fixture.ask<protocol::Done>(colleague(), accepted);
    QCOMPARE(loadOf(colleague()), 1u);
    join(colleague());
    const CompleteHandOver done{next(), m_id};
    m_desk->fixture.ask<protocol::Done>(agent(), done);
    m_desk->fixture.ask<protocol::Done>(agent(), done);
    m_desk->fixture.ask<protocol::Done>(agent(), asked); // long over
    QCOMPARE(entry().taker, colleague().account);
    QCOMPARE(entry().receiver, AccountId{});
}

void TestHandOver::onlyItsAgentGivesIt()
{
    const AccountId to = m_observer.account;
    m_desk->serve(m_observer);
    QCOMPARE(m_desk->fixture.refusal(colleague(), HandOver{next(), m_id, to}).code, Code::Conflict);
    const Caller sales = m_desk->people.staff({m_desk->people.departments.sales});
    QCOMPARE(m_desk->fixture.refusal(sales, HandOver{next(), m_id, to}).reason, Reason::UnknownLog);
    QCOMPARE(m_desk->fixture.refusal(agent(), HandOver{next(), {999}, to}).reason, Reason::UnknownLog);

    const ConversationId other = m_desk->start(m_desk->people.guest());
    QCOMPARE(m_desk->fixture.refusal(agent(), HandOver{next(), other, to}).code, Code::Conflict); // waits
    m_desk->take(agent(), other);
    QCOMPARE(m_desk->fixture.refusal(agent(), HandOver{next(), other, to}).code,
             Code::Conflict); // no group yet

    ask();
    QCOMPARE(m_desk->fixture.refusal(agent(), HandOver{next(), m_id, to}).code,
             Code::Conflict); // one at a time
    QCOMPARE(entry().receiver, colleague().account);
}

void TestHandOver::onlyColleaguesWhoAreThereAreAsked_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<Code>("code");
    QTest::newRow("oneself") << u"self"_s << Code::Forbidden;
    QTest::newRow("the customer") << u"guest"_s << Code::NotFound;
    QTest::newRow("nobody") << u"nobody"_s << Code::NotFound;
    QTest::newRow("another department's") << u"sales"_s << Code::NotFound;
    QTest::newRow("who is away") << u"away"_s << Code::NotFound;
    QTest::newRow("who is not connected") << u"gone"_s << Code::NotFound;
}

void TestHandOver::onlyColleaguesWhoAreThereAreAsked()
{
    QFETCH(QString, who);
    QFETCH(Code, code);
    AccountId receiver = colleague().account;
    if (who == u"self") receiver = agent().account;
    if (who == u"guest") receiver = m_desk->guest.account;
    if (who == u"nobody") receiver = AccountId{12345};
    if (who == u"sales") {
        const Caller sales = m_desk->people.staff({m_desk->people.departments.sales});
        m_desk->serve(sales);
        receiver = sales.account;
    }
    if (who == u"away")
        m_desk->fixture.ask<protocol::Done>(colleague(), SetStatus{next(), AgentStatus::Away, 4});
    if (who == u"gone") m_desk->leave(colleague());
    QCOMPARE(m_desk->fixture.refusal(agent(), HandOver{next(), m_id, receiver}).code, code);
    QCOMPARE(entry().receiver, AccountId{});
}

void TestHandOver::onlyTheAskedOneAnswers()
{
    ask();
    for (const Caller &who : {m_observer, agent()})
        QCOMPARE(m_desk->fixture.refusal(who, AnswerHandOver{next(), m_id, HandOverAnswer::Accept}).code,
                 Code::Conflict);
    QCOMPARE(m_desk->fixture.refusal(m_observer, WithdrawHandOver{next(), m_id}).code, Code::Conflict);
    QCOMPARE(m_desk->fixture.refusal(colleague(), WithdrawHandOver{next(), m_id}).code, Code::Conflict);
    QCOMPARE(m_desk->fixture.refusal(m_observer, CompleteHandOver{next(), m_id}).code, Code::Conflict);
    QCOMPARE(entry().receiver, colleague().account);
    passTime(limits::kHandOverAnswer);
    QCOMPARE(m_desk->fixture.refusal(colleague(), AnswerHandOver{next(), m_id, HandOverAnswer::Accept}).code,
             Code::Conflict);
}

void TestHandOver::nobodyWhoCannotReadItGetsIt()
{
    ask();
    join(colleague());
    QCOMPARE(m_desk->fixture.refusal(agent(), CompleteHandOver{next(), m_id}).code,
             Code::Conflict); // has not agreed
    passTime(limits::kHandOverAnswer);
    QCOMPARE(entry().taker, agent().account);

    const Caller third = m_desk->people.staff({m_desk->people.departments.support});
    m_desk->serve(third);
    m_desk->fixture.ask<protocol::Done>(agent(), HandOver{next(), m_id, third.account});
    m_desk->fixture.ask<protocol::Done>(third, AnswerHandOver{next(), m_id, HandOverAnswer::Accept});
    for (const Caller &who : {agent(), third})
        QCOMPARE(m_desk->fixture.refusal(who, CompleteHandOver{next(), m_id}).code, Code::Conflict);
    QCOMPARE(entry().taker, agent().account);
}

void TestHandOver::whatIsAcceptedTakesUpRoom()
{
    m_desk->route({identity::RoutingPolicy::LeastBusy, 0, 30, 0, {}});
    m_desk->fixture.ask<protocol::Done>(colleague(), SetStatus{next(), AgentStatus::Available, 1});
    m_desk->fixture.ask<protocol::Done>(agent(), SetStatus{next(), AgentStatus::Available, 1});
    ask();
    answer(HandOverAnswer::Accept);
    QCOMPARE(loadOf(colleague()), 1u);
    const ConversationId waiting = m_desk->start(m_desk->people.guest());
    QVERIFY(!m_desk->offeredTo(waiting).isValid()); // neither has room
    QCOMPARE(m_desk->fixture.refusal(colleague(), Take{next(), waiting}).reason, Reason::AtCapacity);
    join(colleague());
    complete(agent());
    QCOMPARE(m_desk->offeredTo(waiting), agent().account); // in the same transaction
}

void TestHandOver::whoHasNoRoomCannotAccept()
{
    m_desk->fixture.ask<protocol::Done>(colleague(), SetStatus{next(), AgentStatus::Available, 1});
    const ConversationId own = m_desk->start(m_desk->people.guest());
    m_desk->take(colleague(), own);
    ask();
    QCOMPARE(
        m_desk->fixture.refusal(colleague(), AnswerHandOver{next(), m_id, HandOverAnswer::Accept}).reason,
        Reason::AtCapacity);
    QCOMPARE(entry().receiver, colleague().account); // it is asked still: there may be room in a moment
    m_desk->fixture.ask<protocol::Done>(colleague(), ReturnToQueue{next(), own});
    answer(HandOverAnswer::Accept);
    QVERIFY(entry().is_accepted);
}

void TestHandOver::itSurvivesTheServersEnd()
{
    ask();
    answer(HandOverAnswer::Accept);
    join(colleague());
    m_desk->fixture.stop();
    m_desk->fixture.start();
    QVERIFY(m_desk->fixture.write([](Sql &sql, UnixTime now) { return desk::serverStarted(sql, now); }));
    QVERIFY(entry().is_accepted);
    m_desk->arrive(agent());
    QCOMPARE(m_desk->fixture.refusal(agent(), CompleteHandOver{next(), m_id}).code,
             Code::Conflict); // not there yet
    QCOMPARE(entry().taker, agent().account);
    m_desk->arrive(colleague());
    complete(colleague());
    QCOMPARE(entry().taker, colleague().account);
}

void TestHandOver::theGiverMayComeBackInTime()
{
    ask();
    m_desk->leave(agent());
    answer(HandOverAnswer::Accept);
    QCOMPARE(entry().taker, agent().account);
    m_desk->fixture.clock.advance(30s);
    m_desk->deadlines();
    m_desk->arrive(agent());
    QVERIFY(entry().is_accepted); // found at the desk after the log-in
    join(colleague());
    complete(agent());
    QCOMPARE(entry().taker, colleague().account);
}

void TestHandOver::thereIsALimit()
{
    for (int i = 0; i < limits::kHandOversPerMinute; ++i) {
        ask();
        m_desk->fixture.ask<protocol::Done>(agent(), WithdrawHandOver{next(), m_id});
    }
    QCOMPARE(m_desk->fixture.refusal(agent(), HandOver{next(), m_id, colleague().account}).reason,
             Reason::RateLimited);
}

} // namespace

CHAT121_TEST_MAIN(TestHandOver)
#include "tst_hand_over.moc"
