// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random histories of 10,000 events: whatever customers, agents, clocks and crashes do, after each of them
// nobody is lost, nobody is unseen, nobody waits whom somebody could be offered, and nobody is with an agent
// who cannot read them, also while colleagues hand each other conversations. In the end one agent takes
// everybody, oldest first.
//
// CHAT121_CYCLES: so many histories; one without it. On PostgreSQL each has 1,000 events. Under a sanitizer,
// which looks at each step, histories are a fifth as long.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "server/desk/liveness.h"
#include "server/desk/queue.h"
#include "server/store/organisation_rows.h"
#include "server/store/routing_rows.h"
#include "tests/server/desk/routing_world.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace chat121::test;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kShorter = 5;
#else
constexpr int kShorter = 1;
#endif

class TestRoutingHistories : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void cleanup() { m_world.reset(); }
    void nobodyIsLostOrPassedOver_data();
    void nobodyIsLostOrPassedOver();

private:
    void check();
    void checkPlaces(const Truth &truth);
    void checkWhatIsShown(const Truth &truth);
    void checkHandOvers(const Truth &truth);
    void checkOffers(const Truth &truth);
    void drain();

    std::unique_ptr<RoutingWorld> m_world;
};

// --- what holds after every event -----------------------------------------------------------------

// In the queue, in one hand, or closed.
void TestRoutingHistories::checkPlaces(const Truth &truth)
{
    QHash<ConversationId, int> places;
    for (const ConversationRow &row : truth.waiting) {
        ++places[row.id];
        QVERIFY(!row.taker.isValid() && !row.lease_until);
    }
    for (const ConversationRow &row : truth.taken) {
        ++places[row.id];
        QVERIFY(row.taker.isValid());
        QVERIFY(!row.offered_to.isValid());
    }
    for (const ConversationId id : truth.closed)
        ++places[id];
    for (auto known = m_world->started.cbegin(); known != m_world->started.cend(); ++known)
        QCOMPARE(places.value(known.key()), 1);
}

// What was pushed is what there is: to staff of the department, and to each customer the place from 1 to n.
void TestRoutingHistories::checkWhatIsShown(const Truth &truth)
{
    for (const DepartmentId department : m_world->departments()) {
        quint32 position = 0;
        for (const ConversationRow &row : truth.waiting)
            if (row.department == department) QCOMPARE(m_world->positions.value(row.id), ++position);
    }
    for (const QList<ConversationRow> &rows : {truth.waiting, truth.taken}) {
        for (const ConversationRow &row : rows) {
            const DeskEntry shown = m_world->shown.value(row.id);
            QCOMPARE(shown.state, row.state);
            QCOMPARE(shown.taker, row.taker);
            QCOMPARE(shown.offered_to, row.offered_to);
            QCOMPARE(shown.alarm, row.alarm);
            const HandOverRow hand_over = truth.hand_overs.value(row.id);
            QCOMPARE(shown.receiver, hand_over.receiver);
            QCOMPARE(shown.is_accepted, hand_over.accepted_at.has_value());
        }
    }
    const Caller &reader = m_world->nextReader();
    const QSet<ConversationId> seen = m_world->deskOf(reader);
    for (const ConversationRow &row : truth.waiting)
        if (reader.serves(row.department)) QVERIFY(seen.contains(row.id));
}

// What is asked is about a conversation of who asks, and nobody has one that they cannot read.
void TestRoutingHistories::checkHandOvers(const Truth &truth)
{
    qsizetype found = 0;
    for (const ConversationRow &row : truth.taken) {
        const auto hand_over = truth.hand_overs.constFind(row.id);
        if (hand_over == truth.hand_overs.cend()) continue;
        ++found;
        QCOMPARE(hand_over->giver, row.taker);
        QVERIFY(!row.lease_until);
        QVERIFY(hand_over->receiver.isValid() && hand_over->receiver != hand_over->giver);
        QVERIFY(truth.serves(hand_over->receiver, row.department));
        QVERIFY(hand_over->until > m_world->fixture.clock.now());
    }
    QCOMPARE(truth.hand_overs.size(), found);
    QVERIFY2(m_world->unread(truth).isEmpty(), "an agent has a conversation without being in its group");
}

void TestRoutingHistories::checkOffers(const Truth &truth)
{
    const UnixTime now = m_world->fixture.clock.now();
    for (const ConversationRow &row : truth.waiting) {
        const bool is_automatic = truth.rules.value(row.department).isAutomatic();
        if (!row.offered_to.isValid()) {
            QVERIFY2(!is_automatic || truth.whoCouldHave(row, now) == AccountId{},
                     "somebody waits whom somebody could be offered");
            continue;
        }
        QVERIFY(is_automatic);
        QVERIFY(row.offered_until > now);
        QVERIFY(truth.isOnDuty(row.offered_to, row.department));
        QVERIFY2(truth.busy(row.offered_to) <= truth.agents.value(row.offered_to).capacity,
                 "more offers than room");
        const int limit = truth.rules.value(row.department).capacity;
        QVERIFY(limit == 0 || truth.busyIn(row.offered_to, row.department) <= limit);
        QVERIFY2(m_world->wasTold(row), "an offer that its agent was not told");
    }
}

void TestRoutingHistories::check()
{
    m_world->hear();
    const Truth &truth = m_world->truth();
    QVERIFY(std::ranges::is_sorted(truth.waiting, desk::isBefore));
    checkPlaces(truth);
    checkHandOvers(truth);
    checkWhatIsShown(truth);
    checkOffers(truth);
}

// --- the end --------------------------------------------------------------------------------------

// One agent is left, with room for one: who is offered is always the oldest of all.
void TestRoutingHistories::drain()
{
    const Caller last = m_world->leaveOne();
    if (QTest::currentTestFailed()) return;
    check();
    QList<ConversationId> expected;
    for (const ConversationRow &row : m_world->known().waiting)
        expected.append(row.id);
    QList<ConversationId> taken;
    m_world->fixture.ask<protocol::Done>(last, SetStatus{m_world->next(), AgentStatus::Available, 1});
    while (taken.size() <= expected.size()) {
        check();
        if (QTest::currentTestFailed()) return;
        const ConversationId offered = m_world->offeredTo(last);
        if (!offered.isValid()) break;
        m_world->fixture.ask<Taken>(last, Take{m_world->next(), offered});
        m_world->fixture.ask<protocol::Done>(last, CloseConversation{m_world->next(), offered});
        taken.append(offered);
    }
    QCOMPARE(taken, expected);
    QVERIFY(m_world->known().waiting.isEmpty());
}

void TestRoutingHistories::nobodyIsLostOrPassedOver_data()
{
    QTest::addColumn<quint64>("seed");
    const int histories = qMax(1, qEnvironmentVariableIntValue("CHAT121_CYCLES"));
    for (int i = 1; i <= histories; ++i)
        QTest::addRow("seed %d", i) << quint64(i);
}

void TestRoutingHistories::nobodyIsLostOrPassedOver()
{
    QFETCH_GLOBAL(QString, backend);
    QFETCH(quint64, seed);
    const int events = backend == QStringLiteral("sqlite") ? 10'000 / kShorter : 1000;
    m_world = std::make_unique<RoutingWorld>(backend, seed);
    for (int i = 0; i < events; ++i) {
        const QByteArray event = m_world->step();
        check();
        if (QTest::currentTestFailed()) {
            qInfo("seed %llu, event %d: %s", seed, i, event.constData());
            return;
        }
    }
    QVERIFY2(m_world->offers > events / 200, "hardly anybody was offered");
    QVERIFY2(m_world->takes > events / 200, "hardly anybody was taken");
    QVERIFY2(m_world->handed_over >= events / 10'000, "hardly anybody was handed over");
    drain();
}

} // namespace

CHAT121_TEST_MAIN(TestRoutingHistories)
#include "tst_routing_histories.moc"
