// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Waiting customers are offered to agents: in the transaction that makes it possible, and on to the next.

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
using identity::RoutingPolicy;

namespace {

class TestOffers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup() { m_desk.reset(); }

    void whoComesIsOfferedAtOnce();
    void byHandNobodyIsOffered();
    void whileItIsOfferedItIsTheirs();
    void whoHadItMayTakeItAgain();
    void freedCapacityOffersTheOldest_data();
    void freedCapacityOffersTheOldest();
    void whoLogsInIsToldOnTheArrivingDevice();
    void anIgnoredOfferGoesOnAndItsAgentIsAway();
    void aDeclinedOfferGoesOn();
    void onlyOnesOwnOfferIsDeclined();
    void offersEndWithTheConnection();
    void offersEndWithTheServer();
    void aTakeByHandTakesTheRoomOfOffers();
    void anotherPolicyEndsOffers();
    void languagesAreSaidAndFollowed();
    void theDepartmentsCapacityBindsByHandToo();
    void theLastAgentIsAskedFirst();
    void aWaitBecomesAMessageAndBack();
    void alarmsReachTheDepartmentOnce();
    void silentProgramsGiveBack_data();
    void silentProgramsGiveBack();

private:
    DeskEntry entryOf(ConversationId id);
    RequestId next() { return m_desk->people.next(); }
    void passTime(std::chrono::milliseconds span)
    {
        m_desk->fixture.clock.advance(span);
        m_desk->deadlines();
    }

    std::unique_ptr<test::DeskFixture> m_desk;
};

void TestOffers::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
    m_desk->route({RoutingPolicy::LeastBusy, 0, 30, 0, {}});
}

DeskEntry TestOffers::entryOf(ConversationId id)
{
    const auto desk = m_desk->fixture.ask<DeskChanged>(m_desk->colleague, FetchDesk{next()});
    for (const DeskEntry &entry : desk.entries.items)
        if (entry.conversation == id) return entry;
    return {};
}

void TestOffers::whoComesIsOfferedAtOnce()
{
    m_desk->serve(m_desk->agent);
    m_desk->fixture.takeDeliveries();
    const UnixTime until = m_desk->fixture.clock.now() + 30s;
    const ConversationId id = m_desk->start(m_desk->guest);
    const QList<Delivery> deliveries = m_desk->fixture.takeDeliveries();
    int offers = 0;
    DeskEntry told;
    for (const Delivery &delivery : deliveries) {
        if (const auto change = decodeFrame<DeskChanged>(delivery.message);
            change && !change->entries.items.isEmpty())
            told = change->entries.items.first();
        const auto offered = decodeFrame<Offered>(delivery.message);
        if (!offered) continue;
        ++offers;
        QCOMPARE(offered->conversation, id);
        QCOMPARE(offered->department, m_desk->people.departments.support);
        QCOMPARE(offered->until, until);
        QVERIFY(delivery.to.includes(m_desk->agent));
        QVERIFY(!delivery.to.includes(m_desk->colleague));
        QVERIFY(!delivery.to.includes(m_desk->guest));
    }
    QCOMPARE(offers, 1);
    for (const DeskEntry &entry : {told, entryOf(id)}) {
        QCOMPARE(entry.offered_to, m_desk->agent.account);
        QCOMPARE(entry.offered_until, until);
        QCOMPARE(entry.state, ConversationState::Waiting);
    }
    m_desk->take(m_desk->agent, id);
    QCOMPARE(entryOf(id).offered_to, AccountId{});
    QCOMPARE(m_desk->row(id).last_taker, m_desk->agent.account);
}

void TestOffers::byHandNobodyIsOffered()
{
    m_desk->route({});
    m_desk->serve(m_desk->agent);
    m_desk->fixture.takeDeliveries();
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->deadlines();
    QVERIFY(m_desk->fixture.delivered<Offered>().isEmpty());
    QVERIFY(!m_desk->offeredTo(id).isValid());
    m_desk->take(m_desk->colleague, id);
}

void TestOffers::whileItIsOfferedItIsTheirs()
{
    m_desk->serve(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest);
    QCOMPARE(m_desk->fixture.refusal(m_desk->colleague, Take{next(), id}).reason, Reason::AlreadyTaken);
    passTime(30s);
    m_desk->take(m_desk->colleague, id); // offered to nobody: whoever is faster
}

void TestOffers::whoHadItMayTakeItAgain()
{
    m_desk->serve(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->serve(m_desk->colleague);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, ReturnToQueue{next(), id});
    QCOMPARE(m_desk->offeredTo(id), m_desk->colleague.account);
    QCOMPARE(m_desk->take(m_desk->agent, id).generation, 1u);
}

void TestOffers::freedCapacityOffersTheOldest_data()
{
    QTest::addColumn<QString>("by");
    for (const char *by : {"close", "return", "available", "log in", "capacity", "lease over"})
        QTest::newRow(by) << QString::fromLatin1(by);
}

void TestOffers::freedCapacityOffersTheOldest()
{
    QFETCH(QString, by);
    const Caller &agent = m_desk->agent;
    m_desk->serve(agent, 1);
    const ConversationId first = m_desk->start(m_desk->guest);
    m_desk->take(agent, first);
    if (by != u"lease over") m_desk->commitFirst(agent, m_desk->guest, first);
    const ConversationId older = m_desk->start(m_desk->people.guest());
    const ConversationId younger = m_desk->start(m_desk->people.guest());
    QVERIFY(!m_desk->offeredTo(older).isValid()); // full
    m_desk->fixture.takeDeliveries();

    if (by == u"close") m_desk->fixture.ask<protocol::Done>(m_desk->guest, CloseConversation{next(), first});
    if (by == u"return") m_desk->fixture.ask<protocol::Done>(agent, ReturnToQueue{next(), first});
    if (by == u"capacity")
        m_desk->fixture.ask<protocol::Done>(agent, SetStatus{next(), AgentStatus::Available, 2});
    if (by == u"lease over") passTime(limits::kTakeLease);
    if (by == u"available") {
        m_desk->fixture.ask<protocol::Done>(agent, SetStatus{next(), AgentStatus::Busy, 2});
        QVERIFY(!m_desk->offeredTo(older).isValid());
        m_desk->fixture.ask<protocol::Done>(agent, SetStatus{next(), AgentStatus::Available, 2});
    }
    if (by == u"log in") {
        m_desk->fixture.ask<protocol::Done>(m_desk->colleague, SetStatus{next(), AgentStatus::Available, 1});
        QVERIFY(!m_desk->offeredTo(older).isValid());
        m_desk->arrive(m_desk->colleague);
    }
    QCOMPARE(m_desk->offeredTo(older), by == u"log in" ? m_desk->colleague.account : agent.account);
    QVERIFY(!m_desk->offeredTo(younger).isValid());
    QVERIFY(!m_desk->offeredTo(first).isValid()); // who gave it back is not asked at once
    QVERIFY(!m_desk->fixture.delivered<Offered>().isEmpty());
}

void TestOffers::whoLogsInIsToldOnTheArrivingDevice()
{
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, SetStatus{next(), AgentStatus::Available, 4});
    m_desk->start(m_desk->guest);
    m_desk->fixture.takeDeliveries();
    m_desk->arrive(m_desk->agent);
    int by_name = 0;
    for (const auto &[to, offered] : m_desk->fixture.delivered<Offered>())
        by_name +=
            to.kind == Audience::Kind::Devices && to.devices == QList<DeviceId>{m_desk->agent.device} ? 1 : 0;
    QCOMPARE(by_name, 1); // its log-in still runs: by its account it is not found
}

void TestOffers::anIgnoredOfferGoesOnAndItsAgentIsAway()
{
    m_desk->serve(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest); // ten seconds pass
    m_desk->serve(m_desk->colleague);
    passTime(20s - 1ms);
    QCOMPARE(m_desk->offeredTo(id), m_desk->agent.account);
    m_desk->fixture.takeDeliveries();
    passTime(1ms);
    QCOMPARE(m_desk->offeredTo(id), m_desk->colleague.account);
    bool is_told = false;
    for (const Delivery &delivery : m_desk->fixture.takeDeliveries()) {
        const auto change = decodeFrame<DeskChanged>(delivery.message);
        if (!change) continue;
        for (const AgentEntry &entry : change->agents.items) {
            const bool is_away = entry.account == m_desk->agent.account && entry.status == AgentStatus::Away;
            is_told = is_told || (is_away && delivery.to.includes(m_desk->agent));
        }
    }
    QVERIFY(is_told);
    passTime(30s); // the colleague does not either
    QVERIFY(!m_desk->offeredTo(id).isValid());
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{id}));
    passTime(limits::kOfferAgainAfter);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, SetStatus{next(), AgentStatus::Available, 4});
    QCOMPARE(m_desk->offeredTo(id), m_desk->agent.account); // rather than nobody
}

void TestOffers::aDeclinedOfferGoesOn()
{
    m_desk->serve(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest);
    const DeclineOffer message{next(), id};
    m_desk->fixture.takeDeliveries();
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, message);
    QVERIFY(!m_desk->offeredTo(id).isValid());
    bool is_told = false;
    for (const auto &[to, change] : m_desk->fixture.delivered<DeskChanged>())
        for (const DeskEntry &entry : change.entries.items)
            is_told = is_told || (entry.conversation == id && !entry.offered_to.isValid());
    QVERIFY(is_told);
    passTime(limits::kOfferAgainAfter - 1ms);
    QVERIFY(!m_desk->offeredTo(id).isValid());
    passTime(1ms);
    QCOMPARE(m_desk->offeredTo(id), m_desk->agent.account); // nobody else is there
    m_desk->serve(m_desk->colleague);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, DeclineOffer{next(), id});
    QCOMPARE(m_desk->offeredTo(id), m_desk->colleague.account);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, message); // a retry of the first changes nothing
    QCOMPARE(m_desk->offeredTo(id), m_desk->colleague.account);
}

void TestOffers::onlyOnesOwnOfferIsDeclined()
{
    m_desk->serve(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest);
    QCOMPARE(m_desk->fixture.refusal(m_desk->colleague, DeclineOffer{next(), id}).reason, Reason::NotWaiting);
    const Caller sales = m_desk->people.staff({m_desk->people.departments.sales});
    QCOMPARE(m_desk->fixture.refusal(sales, DeclineOffer{next(), id}).reason, Reason::UnknownLog);
    QCOMPARE(m_desk->fixture.refusal(m_desk->agent, DeclineOffer{next(), {999}}).reason, Reason::UnknownLog);
    m_desk->take(m_desk->agent, id);
    QCOMPARE(m_desk->fixture.refusal(m_desk->agent, DeclineOffer{next(), id}).reason, Reason::NotWaiting);
}

void TestOffers::offersEndWithTheConnection()
{
    m_desk->serve(m_desk->agent);
    m_desk->serve(m_desk->colleague);
    const ConversationId id = m_desk->start(m_desk->guest);
    QCOMPARE(m_desk->offeredTo(id), m_desk->agent.account);
    m_desk->leave(m_desk->agent);
    QCOMPARE(m_desk->offeredTo(id), m_desk->colleague.account);
    m_desk->leave(m_desk->colleague);
    QVERIFY(!m_desk->offeredTo(id).isValid());
    m_desk->arrive(m_desk->agent);
    QCOMPARE(m_desk->offeredTo(id), m_desk->agent.account); // a lost connection is nobody's no
}

void TestOffers::offersEndWithTheServer()
{
    m_desk->serve(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->fixture.stop();
    m_desk->fixture.start();
    QVERIFY(m_desk->fixture.write([](Sql &sql, UnixTime now) { return desk::serverStarted(sql, now); }));
    QVERIFY(!m_desk->offeredTo(id).isValid());
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{id}));
    m_desk->arrive(m_desk->agent);
    QCOMPARE(m_desk->offeredTo(id), m_desk->agent.account);
}

void TestOffers::aTakeByHandTakesTheRoomOfOffers()
{
    m_desk->serve(m_desk->agent, 1);
    const ConversationId first = m_desk->start(m_desk->guest), second = m_desk->start(m_desk->people.guest());
    QCOMPARE(m_desk->offeredTo(first), m_desk->agent.account);
    m_desk->take(m_desk->agent, second); // offered to nobody
    QVERIFY(!m_desk->offeredTo(first).isValid());
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{first}));
}

void TestOffers::anotherPolicyEndsOffers()
{
    m_desk->serve(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->route({});
    m_desk->deadlines();
    QVERIFY(!m_desk->offeredTo(id).isValid());
    m_desk->route({RoutingPolicy::RoundRobin, 0, 60, 0, {}});
    m_desk->deadlines();
    QCOMPARE(m_desk->row(id).offered_until, m_desk->fixture.clock.now() + 60s);
}

void TestOffers::languagesAreSaidAndFollowed()
{
    m_desk->serve(m_desk->agent, 4, {u"en"_s});
    m_desk->serve(m_desk->colleague, 4, {u"fr"_s, u"de-CH"_s});
    QCOMPARE(m_desk->offeredTo(m_desk->start(m_desk->guest)), m_desk->colleague.account); // speaks "de"
    const auto desk = m_desk->fixture.ask<DeskChanged>(m_desk->agent, FetchDesk{next()});
    int seen = 0;
    for (const AgentEntry &entry : desk.agents.items)
        seen +=
            entry.account == m_desk->colleague.account && entry.languages == Languages({u"fr"_s, u"de-CH"_s});
    QCOMPARE(seen, 1);
    for (const QString &bad : {QString(), u"de en"_s, u"d\u00e9"_s, u"../x"_s}) {
        SetStatus message{next(), AgentStatus::Available, 4};
        message.languages.items = {bad};
        QCOMPARE(m_desk->fixture.refusal(m_desk->agent, message).code, Code::Malformed);
    }
}

void TestOffers::theDepartmentsCapacityBindsByHandToo()
{
    m_desk->route({RoutingPolicy::Manual, 1, 30, 0, {}});
    const ConversationId first = m_desk->start(m_desk->guest), second = m_desk->start(m_desk->people.guest());
    m_desk->take(m_desk->agent, first);
    QCOMPARE(m_desk->fixture.refusal(m_desk->agent, Take{next(), second}).reason, Reason::AtCapacity);
    m_desk->take(m_desk->colleague, second);
}

void TestOffers::theLastAgentIsAskedFirst()
{
    m_desk->route({RoutingPolicy::LastAgent, 0, 30, 0, {}});
    m_desk->serve(m_desk->colleague);
    const ConversationId before = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->colleague, before);
    m_desk->fixture.ask<protocol::Done>(m_desk->guest, CloseConversation{next(), before});
    m_desk->serve(m_desk->agent);
    const ConversationId stranger = m_desk->start(m_desk->people.guest());
    QCOMPARE(m_desk->offeredTo(stranger), m_desk->agent.account); // who had no turn yet
    m_desk->take(m_desk->agent, stranger);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, CloseConversation{next(), stranger});
    const ConversationId later = m_desk->start(m_desk->people.guest());
    QCOMPARE(m_desk->offeredTo(later), m_desk->colleague.account); // whose turn was longest ago
    const ConversationId again = m_desk->start(m_desk->guest);
    QCOMPARE(m_desk->offeredTo(again), m_desk->colleague.account); // busier, but known
}

void TestOffers::aWaitBecomesAMessageAndBack()
{
    const ConversationId first = m_desk->start(m_desk->guest), second = m_desk->start(m_desk->people.guest());
    const auto startAs = [&](StartMode mode) {
        m_desk->fixture.ask<Stored>(
            m_desk->guest,
            StartConversation{next(), first, m_desk->people.departments.support, {u"de"_s}, mode, {"more"}});
    };
    m_desk->fixture.takeDeliveries();
    startAs(StartMode::LeaveMessage);
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{second, first}));
    QHash<ConversationId, quint32> positions;
    for (const auto &[to, change] : m_desk->fixture.delivered<QueueChanged>())
        positions.insert(change.conversation, change.position);
    QCOMPARE(positions, (QHash<ConversationId, quint32>{{second, 1}, {first, 2}}));
    const ConversationId message = m_desk->start(m_desk->people.guest(), StartMode::LeaveMessage);
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{second, first, message})); // asked before that one
    startAs(StartMode::Live);
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{second, first, message}));
    QCOMPARE(m_desk->row(first).waiting_since, m_desk->fixture.clock.now());
}

void TestOffers::alarmsReachTheDepartmentOnce()
{
    m_desk->route({RoutingPolicy::Manual, 0, 30, 0, QList<quint16>{60, 120}});
    const ConversationId id = m_desk->start(m_desk->guest); // ten seconds pass
    const auto alarms = [&] {
        QList<quint8> levels;
        for (const auto &[to, change] : m_desk->fixture.delivered<DeskChanged>())
            for (const DeskEntry &entry : change.entries.items)
                if (entry.conversation == id && to.includes(m_desk->agent)) levels.append(entry.alarm);
        return levels;
    };
    m_desk->fixture.takeDeliveries();
    passTime(49s);
    QVERIFY(alarms().isEmpty());
    passTime(1s);
    QCOMPARE(alarms(), QList<quint8>{1});
    passTime(1s);
    QVERIFY(alarms().isEmpty());
    passTime(59s);
    QCOMPARE(alarms(), QList<quint8>{2});
    QCOMPARE(entryOf(id).alarm, 2);
    m_desk->take(m_desk->agent, id);
    QCOMPARE(entryOf(id).alarm, 0);
}

void TestOffers::silentProgramsGiveBack_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("is_back");
    QTest::newRow("nothing takes in what the customer wrote") << u"nothing"_s << true;
    QTest::newRow("it is on the agent's disk") << u"acknowledged"_s << false;
    QTest::newRow("not for long enough") << u"early"_s << false;
    QTest::newRow("the department does not look") << u"never"_s << false;
    QTest::newRow("only the agent wrote") << u"own"_s << false;
}

void TestOffers::silentProgramsGiveBack()
{
    QFETCH(QString, what);
    m_desk->route({RoutingPolicy::Manual, 0, 30, what == u"never" ? 0u : 300u, {}});
    m_desk->serve(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest), other = m_desk->start(m_desk->people.guest());
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    const Caller &writer = what == u"own" ? m_desk->agent : m_desk->guest;
    const Append word{next(), id, EnvelopeKind::Application, 0, 1, {}, {"word"}};
    const auto stored = m_desk->fixture.ask<Stored>(writer, word);
    if (what == u"acknowledged") {
        Since since;
        since.positions.items.append({id, 0, {}});
        const auto log = m_desk->fixture.ask<Envelopes>(m_desk->agent, since);
        QVERIFY(!log.envelopes.items.isEmpty());
        m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
            TRY(sql.execute(u"INSERT INTO cursor (device, log, acknowledged) VALUES (?, ?, ?) "
                            "ON CONFLICT (device, log) DO UPDATE SET acknowledged = excluded.acknowledged"_s,
                            {m_desk->agent.device, id, stored.sequence}));
            return success();
        });
    }
    passTime(what == u"early" ? 300s - 1ms : 300s);
    QFETCH(bool, is_back);
    QCOMPARE(m_desk->queue(), is_back ? (QList<ConversationId>{id, other}) : (QList<ConversationId>{other}));
    const auto desk = m_desk->fixture.ask<DeskChanged>(m_desk->colleague, FetchDesk{next()});
    for (const AgentEntry &entry : desk.agents.items)
        if (entry.account == m_desk->agent.account)
            QCOMPARE(entry.status, is_back ? AgentStatus::Away : AgentStatus::Available);
}

} // namespace

CHAT121_TEST_MAIN(TestOffers)
#include "tst_offers.moc"
