// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations at the desk: start, take, lease, return, close, again; who is told.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/logs.h"
#include "server/store/organisation_rows.h"
#include "tests/server/desk/desk_fixture.h"
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
    void cleanup() { m_desk.reset(); }

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
    void whoCannotFollowBringsItBack_data();
    void whoCannotFollowBringsItBack();
    void noWordEndsAGroupThatGoesOn_data();
    void noWordEndsAGroupThatGoesOn();
    void closingEndsAndEmpties();
    void itsCustomerRatesAClosedOne();
    void noOtherWordIsTakenAfterTheEnd_data();
    void noOtherWordIsTakenAfterTheEnd();
    void eachEndMayBeRated();
    void whoMayClose();
    void aClosedConversationStartsAgain();
    void positionsReachTheWaiting();

private:
    Append afterword(ConversationId id);
    ConversationId closed();

    std::unique_ptr<test::DeskFixture> m_desk;
};

void TestConversations::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
    m_desk->fixture.takeDeliveries();
}

void TestConversations::aStartQueuesAndTells()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    const QList<Delivery> deliveries = m_desk->fixture.takeDeliveries();
    QCOMPARE(deliveries.size(), 3);
    const auto opening = decodeFrame<EnvelopePushed>(deliveries.at(0).message);
    QCOMPARE(opening->envelope.about, id);
    QVERIFY(deliveries.at(0).to.includes(m_desk->agent));
    const auto changed = decodeFrame<DeskChanged>(deliveries.at(1).message);
    QCOMPARE(changed->entries.items.first().conversation, id);
    QCOMPARE(changed->entries.items.first().state, ConversationState::Waiting);
    QCOMPARE(changed->entries.items.first().language.text, QStringLiteral("de"));
    QVERIFY(deliveries.at(1).to.includes(m_desk->colleague));
    QVERIFY(!deliveries.at(1).to.includes(m_desk->guest));
    const auto standing = decodeFrame<QueueChanged>(deliveries.at(2).message);
    QCOMPARE(standing->position, 1u);
    QCOMPARE(standing->agents_on_duty, 0u);
    QVERIFY(deliveries.at(2).to.includes(m_desk->guest));
    QVERIFY(!deliveries.at(2).to.includes(m_desk->agent));
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
    StartConversation message{m_desk->people.next(),
                              ConversationId{m_desk->fixture.random.id()},
                              m_desk->people.departments.support,
                              {},
                              StartMode::Live,
                              {"opening"}};
    if (what == "department") message.department = DepartmentId{99};
    if (what == "key" || what == "inactive") {
        m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
            if (what == "key") return putInboxKey(sql, m_desk->people.departments.support, "", {});
            return setDepartmentActive(sql, m_desk->people.departments.support, false);
        });
    }
    if (what == "foreign") message.conversation = m_desk->start(m_desk->people.guest());
    if (what == "log") message.conversation = m_desk->people.departments.support_room;
    if (what == "zero") message.conversation = {};
    if (what == "empty") message.opening.bytes.clear();
    if (what == "many") {
        for (qsizetype i = 0; i < limits::kOpenConversationsPerGuestMax; ++i)
            m_desk->start(m_desk->guest);
    }
    const qsizetype before = m_desk->queue().size();
    QTEST(int(m_desk->fixture.refusal(m_desk->guest, message).reason), "reason");
    QCOMPARE(m_desk->queue().size(), before);
}

void TestConversations::aRetriedStartIsOneConversation()
{
    const StartConversation message{m_desk->people.next(),
                                    ConversationId{m_desk->fixture.random.id()},
                                    m_desk->people.departments.support,
                                    {},
                                    StartMode::Live,
                                    {"opening"}};
    const auto first = m_desk->fixture.ask<Stored>(m_desk->guest, message);
    QCOMPARE(encodeFrame(m_desk->fixture.ask<Stored>(m_desk->guest, message)), encodeFrame(first));
    QCOMPARE(m_desk->queue().size(), 1);
}

void TestConversations::oneOfManyTakersWins()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    Port port;
    int answered = 0, won = 0, late = 0;
    for (int i = 0; i < 50; ++i) {
        const Caller agent = m_desk->people.staff({});
        store::Request request{
            &m_desk->fixture.services, agent, {}, encodeFrame(Take{m_desk->people.next(), id}), {}, {}};
        const auto handler = m_desk->fixture.table.admit(agent, MessageType::Take);
        QVERIFY(m_desk->fixture.writer->submit(
            port, 100, store::job(**handler, request), [&](const Verdict<Outcome> &verdict) {
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
    ConversationId id = m_desk->start(m_desk->guest);
    Caller agent = m_desk->agent;
    if (what == "missing") id = ConversationId{12345};
    if (what == "sales") agent = m_desk->people.staff({m_desk->people.departments.sales});
    if (what == "taken") m_desk->take(m_desk->colleague, id);
    if (what == "closed")
        m_desk->fixture.ask<protocol::Done>(m_desk->guest, CloseConversation{m_desk->people.next(), id});
    QTEST(int(m_desk->fixture.refusal(agent, Take{m_desk->people.next(), id}).reason), "reason");
}

void TestConversations::aRetriedTakeGetsTheSameAnswer()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    const Take message{m_desk->people.next(), id};
    const auto first = m_desk->fixture.ask<Taken>(m_desk->agent, message);
    QCOMPARE(first.guest, m_desk->guest.account);
    QCOMPARE(first.generation, 0u);
    QCOMPARE(first.lease_until, m_desk->fixture.clock.now() + limits::kTakeLease);
    m_desk->fixture.clock.advance(std::chrono::seconds(5));
    QCOMPARE(encodeFrame(m_desk->fixture.ask<Taken>(m_desk->agent, message)), encodeFrame(first));
    QCOMPARE(m_desk->take(m_desk->agent, id).lease_until,
             first.lease_until); // asked anew: still the same lease
}

void TestConversations::capacityIsKept()
{
    m_desk->fixture.ask<protocol::Done>(m_desk->agent,
                                        SetStatus{m_desk->people.next(), AgentStatus::Available, 2});
    QVERIFY(
        !m_desk->fixture.send(m_desk->agent, SetStatus{m_desk->people.next(), AgentStatus::Available, 0}));
    const ConversationId first = m_desk->start(m_desk->guest), second = m_desk->start(m_desk->guest),
                         third = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, first);
    m_desk->take(m_desk->agent, second);
    QCOMPARE(m_desk->fixture.refusal(m_desk->agent, Take{m_desk->people.next(), third}).reason,
             Reason::AtCapacity);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, CloseConversation{m_desk->people.next(), first});
    m_desk->take(m_desk->agent, third);
}

void TestConversations::aLeaseThatRunsOutGoesToTheHead()
{
    const ConversationId first = m_desk->start(m_desk->guest), second = m_desk->start(m_desk->people.guest());
    m_desk->take(m_desk->agent, first);
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{second}));
    const UnixTime since = m_desk->row(first).waiting_since;
    m_desk->fixture.clock.advance(limits::kTakeLease - std::chrono::milliseconds(1));
    m_desk->deadlines();
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{second}));
    m_desk->fixture.clock.advance(std::chrono::milliseconds(1));
    m_desk->fixture.takeDeliveries();
    m_desk->deadlines();
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{first, second}));
    QCOMPARE(m_desk->row(first).waiting_since, since); // the customer has waited all the time
    QVERIFY(!m_desk->fixture.delivered<QueueChanged>().isEmpty());
    m_desk->take(m_desk->colleague, first);
}

void TestConversations::aStoredCommitEndsTheLease()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->fixture.clock.advance(limits::kTakeLease * 10);
    m_desk->deadlines();
    QCOMPARE(m_desk->row(id).state, ConversationState::Taken);
    QCOMPARE(m_desk->row(id).taker, m_desk->agent.account);
}

void TestConversations::aReturnGoesToTheHead()
{
    const ConversationId first = m_desk->start(m_desk->guest), second = m_desk->start(m_desk->people.guest());
    m_desk->take(m_desk->agent, first);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, first);
    const ReturnToQueue message{m_desk->people.next(), first};
    QCOMPARE(m_desk->fixture.refusal(m_desk->colleague, message).reason,
             Reason::AlreadyTaken); // not the taker
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, message);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, message); // a retry
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{first, second}));
    QCOMPARE(m_desk->row(first).waiting_since, m_desk->fixture.clock.now());
}

void TestConversations::aSuccessorGetsTheNextGeneration()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, ReturnToQueue{m_desk->people.next(), id});
    QCOMPARE(m_desk->take(m_desk->colleague, id).generation, 1u);
    m_desk->commitFirst(m_desk->colleague, m_desk->guest, id, 1);
    const Append message{m_desk->people.next(), id, EnvelopeKind::Application, 1, 1, {}, {"x"}};
    QVERIFY(m_desk->fixture.send(m_desk->guest, message));
}

void TestConversations::whoCannotFollowBringsItBack_data()
{
    QTest::addColumn<bool>("is_guest");
    QTest::newRow("the customer") << true;
    QTest::newRow("who had taken it") << false;
}

// security.md E4: back at the head, and who had taken it is told why; once, however many say so.
void TestConversations::whoCannotFollowBringsItBack()
{
    QFETCH(bool, is_guest);
    const ConversationId id = m_desk->start(m_desk->guest), other = m_desk->start(m_desk->people.guest());
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->fixture.takeDeliveries();
    const Caller &victim = is_guest ? m_desk->guest : m_desk->agent;
    const CannotFollow message{m_desk->people.next(), id, 0, 0};
    m_desk->fixture.ask<protocol::Done>(victim, message);
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{id, other}));
    const auto told = m_desk->fixture.delivered<StartAnew>();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().second.conversation, id);
    QVERIFY(told.first().first.includes(m_desk->agent));
    QVERIFY(!told.first().first.includes(m_desk->guest));

    m_desk->fixture.ask<protocol::Done>(victim, message); // a retry
    m_desk->take(m_desk->colleague, id);
    m_desk->fixture.ask<protocol::Done>(m_desk->guest, CannotFollow{m_desk->people.next(), id, 0, 0});
    QCOMPARE(m_desk->row(id).taker, m_desk->colleague.account); // the lease of the next generation runs
    m_desk->commitFirst(m_desk->colleague, m_desk->guest, id, 1);
    QCOMPARE(m_desk->row(id).state, ConversationState::Taken);
    QVERIFY(m_desk->fixture.delivered<StartAnew>().isEmpty());
}

void TestConversations::noWordEndsAGroupThatGoesOn_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<int>("generation");
    QTest::addColumn<int>("epoch");
    QTest::addColumn<int>("code");
    QTest::newRow("an epoch that no commit has closed") << "guest" << 0 << 1 << int(Code::NotFound);
    QTest::newRow("a generation to come") << "guest" << 1 << 0 << int(Code::NotFound);
    QTest::newRow("a colleague who is no member") << "colleague" << 0 << 0 << int(Code::Forbidden);
    QTest::newRow("another customer") << "stranger" << 0 << 0 << int(Code::NotFound);
}

void TestConversations::noWordEndsAGroupThatGoesOn()
{
    QFETCH(QString, who);
    QFETCH(int, generation);
    QFETCH(int, epoch);
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->fixture.takeDeliveries();
    const Caller &caller = who == "guest"       ? m_desk->guest
                           : who == "colleague" ? m_desk->colleague
                                                : m_desk->people.guest();
    const CannotFollow message{m_desk->people.next(), id, static_cast<quint32>(generation),
                               static_cast<quint64>(epoch)};
    QTEST(int(m_desk->fixture.refusal(caller, message).code), "code");
    QCOMPARE(m_desk->row(id).state, ConversationState::Taken);
    QVERIFY(m_desk->fixture.takeDeliveries().isEmpty());
}

void TestConversations::closingEndsAndEmpties()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->fixture.takeDeliveries();
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, CloseConversation{m_desk->people.next(), id});
    const auto told = m_desk->fixture.delivered<QueueChanged>();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().second.state, ConversationState::Closed);
    const Append late{m_desk->people.next(), id, EnvelopeKind::Application, 0, 1, {}, {"x"}};
    QCOMPARE(m_desk->fixture.refusal(m_desk->agent, late).reason, Reason::Closed);
    Since since;
    since.positions.items.append({m_desk->people.departments.support_room, 0, {}});
    const auto room = m_desk->fixture.ask<Envelopes>(m_desk->agent, since);
    QCOMPARE(room.envelopes.items.first().kind, EnvelopeKind::Emptied);
}

Append TestConversations::afterword(ConversationId id)
{
    return {m_desk->people.next(), id, EnvelopeKind::Application, 0, 1, {}, {"x"}};
}

// Taken, begun and closed.
ConversationId TestConversations::closed()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, CloseConversation{m_desk->people.next(), id});
    m_desk->fixture.takeDeliveries();
    return id;
}

void TestConversations::itsCustomerRatesAClosedOne()
{
    const ConversationId id = closed();
    QCOMPARE(m_desk->row(id).closed_at, std::optional(m_desk->fixture.clock.now()));
    const Append first = afterword(id);
    const auto stored = m_desk->fixture.ask<Stored>(m_desk->guest, first);
    const auto pushed = m_desk->fixture.delivered<EnvelopePushed>();
    QCOMPARE(pushed.size(), 1);
    QVERIFY(pushed.first().first.includes(m_desk->agent)); // who was in it
    QVERIFY(!pushed.first().first.includes(m_desk->colleague));
    QCOMPARE(m_desk->fixture.ask<Stored>(m_desk->guest, first).sequence, stored.sequence); // a retry is free
    m_desk->fixture.ask<Stored>(m_desk->guest, afterword(id));                             // changed once
    QCOMPARE(m_desk->row(id).afterwords, qint64(limits::kAfterwordsMax));
    QCOMPARE(m_desk->fixture.refusal(m_desk->guest, afterword(id)).reason, Reason::Closed);
}

void TestConversations::noOtherWordIsTakenAfterTheEnd_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("reason");
    QTest::newRow("of the agent who had it") << "agent" << int(Reason::Closed);
    QTest::newRow("of a colleague") << "colleague" << int(Reason::NotAMember);
    QTest::newRow("of another customer") << "stranger" << int(Reason::NotAMember);
    QTest::newRow("later than it may be said") << "late" << int(Reason::Closed);
    QTest::newRow("sealed in an epoch that is over") << "epoch" << int(Reason::EpochClosed);
    QTest::newRow("about one that nobody knows when it was closed") << "unknown" << int(Reason::Closed);
}

void TestConversations::noOtherWordIsTakenAfterTheEnd()
{
    QFETCH(QString, what);
    QFETCH(int, reason);
    const ConversationId id = closed();
    Append message = afterword(id);
    Caller caller = m_desk->guest;
    if (what == "agent") caller = m_desk->agent;
    if (what == "colleague") caller = m_desk->colleague;
    if (what == "stranger") caller = m_desk->people.guest();
    if (what == "late") m_desk->fixture.clock.advance(limits::kAfterwordTime);
    if (what == "epoch") message.epoch = 0;
    if (what == "unknown") {
        ConversationRow row = m_desk->row(id);
        row.closed_at.reset();
        m_desk->fixture.mustWrite([&](Sql &sql) { return putConversation(sql, row, {}); });
    }
    QCOMPARE(int(m_desk->fixture.refusal(caller, message).reason), reason);
    QCOMPARE(m_desk->row(id).afterwords, qint64(0));
    QVERIFY(m_desk->fixture.takeDeliveries().isEmpty());
}

// Started again and closed again, it may be rated again.
void TestConversations::eachEndMayBeRated()
{
    const ConversationId id = closed();
    m_desk->fixture.ask<Stored>(m_desk->guest, afterword(id));
    const StartConversation again{m_desk->people.next(), id,       m_desk->people.departments.support, {},
                                  StartMode::Live,       {"again"}};
    m_desk->fixture.ask<Stored>(m_desk->guest, again);
    QCOMPARE(m_desk->row(id).closed_at, std::optional<UnixTime>());
    m_desk->fixture.ask<Stored>(m_desk->guest, afterword(id)); // no afterword: it is open
    m_desk->fixture.ask<protocol::Done>(m_desk->guest, CloseConversation{m_desk->people.next(), id});
    QCOMPARE(m_desk->row(id).afterwords, qint64(0));
    m_desk->fixture.ask<Stored>(m_desk->guest, afterword(id));
    QCOMPARE(m_desk->row(id).afterwords, qint64(1));
}

void TestConversations::whoMayClose()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    QCOMPARE(m_desk->fixture.refusal(m_desk->colleague, CloseConversation{m_desk->people.next(), id}).code,
             Code::Forbidden);
    QCOMPARE(
        m_desk->fixture.refusal(m_desk->people.guest(), CloseConversation{m_desk->people.next(), id}).reason,
        Reason::UnknownLog);
    m_desk->fixture.ask<protocol::Done>(m_desk->guest, CloseConversation{m_desk->people.next(), id});
    m_desk->fixture.ask<protocol::Done>(m_desk->guest,
                                        CloseConversation{m_desk->people.next(), id}); // closed is closed
}

void TestConversations::aClosedConversationStartsAgain()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->fixture.ask<protocol::Done>(m_desk->guest, CloseConversation{m_desk->people.next(), id});
    const StartConversation again{m_desk->people.next(), id,       m_desk->people.departments.support, {},
                                  StartMode::Live,       {"again"}};
    QCOMPARE(m_desk->fixture.refusal(m_desk->people.guest(), again).reason, Reason::UnknownLog);
    m_desk->fixture.ask<Stored>(m_desk->guest, again);
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{id}));
    QVERIFY(!m_desk->row(id).taker.isValid());
    QCOMPARE(m_desk->take(m_desk->colleague, id).generation, 1u);
    const Append message{m_desk->people.next(), id, EnvelopeKind::Application, 0, 1, {}, {"x"}};
    m_desk->fixture.ask<Stored>(m_desk->guest,
                                message); // the old group still stands until the new one begins
}

void TestConversations::positionsReachTheWaiting()
{
    const ConversationId message = m_desk->start(m_desk->people.guest(), StartMode::LeaveMessage);
    const ConversationId first = m_desk->start(m_desk->guest);
    const ConversationId second = m_desk->start(m_desk->people.guest());
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{first, second, message})); // live ones first
    m_desk->fixture.takeDeliveries();
    m_desk->take(m_desk->agent, first);
    QHash<ConversationId, quint32> positions;
    for (const auto &[to, change] : m_desk->fixture.delivered<QueueChanged>())
        positions.insert(change.conversation, change.position);
    QCOMPARE(positions, (QHash<ConversationId, quint32>{{first, 0}, {second, 1}, {message, 2}}));
}

} // namespace

CHAT121_TEST_MAIN(TestConversations)
#include "tst_conversations.moc"
