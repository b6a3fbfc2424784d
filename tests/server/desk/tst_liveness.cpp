// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Agents and customers who come and go, and what the desk shows of it.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/signals.h"
#include "server/desk/liveness.h"
#include "tests/server/desk/desk_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;

namespace {

class TestLiveness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup() { m_desk.reset(); }

    void aVanishedAgentLosesTheConversations();
    void allOfAVanishedAgentAreNextInTheOrderOfTheirComing();
    void anAgentWhoComesBackKeepsThem();
    void aRestartForgetsWhoWasThere();
    void theWholeDeskIsForTheDepartment();
    void presenceReachesCompanionsOnly();

private:
    std::unique_ptr<test::DeskFixture> m_desk;
};

void TestLiveness::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
    m_desk->fixture.takeDeliveries();
}

void TestLiveness::aVanishedAgentLosesTheConversations()
{
    m_desk->arrive(m_desk->agent);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent,
                                        SetStatus{m_desk->people.next(), AgentStatus::Available, 4});
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->leave(m_desk->agent);
    m_desk->fixture.clock.advance(limits::kAgentGoneAfter - std::chrono::milliseconds(1));
    m_desk->deadlines();
    QVERIFY(m_desk->queue().isEmpty());
    m_desk->fixture.clock.advance(std::chrono::milliseconds(1));
    m_desk->deadlines();
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{id}));
    const auto desk = m_desk->fixture.ask<DeskChanged>(m_desk->colleague, FetchDesk{m_desk->people.next()});
    for (const AgentEntry &agent : desk.agents.items) {
        if (agent.account != m_desk->agent.account) continue;
        QCOMPARE(agent.status, AgentStatus::Away);
        QVERIFY(!agent.is_online);
        QCOMPARE(agent.load, 0u);
    }
}

// Taken in any order, and before those who came after them.
void TestLiveness::allOfAVanishedAgentAreNextInTheOrderOfTheirComing()
{
    m_desk->arrive(m_desk->agent);
    QList<Caller> guests;
    QList<ConversationId> came;
    for (int i = 0; i < 5; ++i) {
        guests.append(m_desk->people.guest());
        came.append(m_desk->start(guests.last()));
        m_desk->fixture.clock.advance(std::chrono::seconds(1));
    }
    for (const int taken : {1, 0, 2}) {
        m_desk->take(m_desk->agent, came.at(taken));
        m_desk->commitFirst(m_desk->agent, guests.at(taken), came.at(taken));
    }
    m_desk->leave(m_desk->agent);
    m_desk->fixture.clock.advance(limits::kAgentGoneAfter);
    m_desk->deadlines();
    QCOMPARE(m_desk->queue(), came);
    const auto desk = m_desk->fixture.ask<DeskChanged>(m_desk->colleague, FetchDesk{m_desk->people.next()});
    QMap<quint64, ConversationId> shown; // by the place that clients are told
    for (const DeskEntry &entry : desk.entries.items)
        shown.insert(entry.place, entry.conversation);
    QCOMPARE(shown.values(), came);
}

void TestLiveness::anAgentWhoComesBackKeepsThem()
{
    const Caller phone = m_desk->people.deviceOf(m_desk->agent);
    m_desk->arrive(m_desk->agent);
    m_desk->arrive(phone);
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->leave(m_desk->agent); // the other device is still there
    m_desk->fixture.clock.advance(limits::kAgentGoneAfter * 2);
    m_desk->deadlines();
    QVERIFY(m_desk->queue().isEmpty());
    m_desk->leave(phone);
    m_desk->fixture.clock.advance(limits::kAgentGoneAfter / 2);
    m_desk->arrive(m_desk->agent);
    m_desk->fixture.clock.advance(limits::kAgentGoneAfter);
    m_desk->deadlines();
    QVERIFY(m_desk->queue().isEmpty());
    QCOMPARE(m_desk->row(id).taker, m_desk->agent.account);
}

void TestLiveness::aRestartForgetsWhoWasThere()
{
    m_desk->arrive(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->fixture.stop();
    m_desk->fixture.start();
    QVERIFY(m_desk->fixture.write([](Sql &sql, UnixTime now) { return desk::serverStarted(sql, now); }));
    m_desk->fixture.clock.advance(limits::kAgentGoneAfter);
    m_desk->deadlines();
    QCOMPARE(m_desk->queue(), (QList<ConversationId>{id}));
}

void TestLiveness::theWholeDeskIsForTheDepartment()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->arrive(m_desk->guest);
    const auto mine = m_desk->fixture.ask<DeskChanged>(m_desk->agent, FetchDesk{m_desk->people.next()});
    QVERIFY(mine.is_complete);
    QCOMPARE(mine.entries.items.size(), 1);
    QCOMPARE(mine.entries.items.first().conversation, id);
    QVERIFY(mine.entries.items.first().is_guest_online);
    const Caller sales = m_desk->people.staff({m_desk->people.departments.sales});
    QVERIFY(
        m_desk->fixture.ask<DeskChanged>(sales, FetchDesk{m_desk->people.next()}).entries.items.isEmpty());
}

void TestLiveness::presenceReachesCompanionsOnly()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, id);
    m_desk->arrive(m_desk->agent);
    m_desk->fixture.takeDeliveries();
    m_desk->arrive(m_desk->guest);
    QHash<AccountId, bool> told;
    for (const auto &[to, change] : m_desk->fixture.delivered<PresenceChanged>()) {
        QVERIFY(!to.includes(m_desk->colleague));
        told.insert(change.account, change.is_online);
    }
    QCOMPARE(told, (QHash<AccountId, bool>{{m_desk->guest.account, true}, {m_desk->agent.account, true}}));
    m_desk->leave(m_desk->guest);
    const auto left = m_desk->fixture.delivered<PresenceChanged>();
    QCOMPARE(left.size(), 1);
    QVERIFY(left.first().first.includes(m_desk->agent));
    QVERIFY(!left.first().second.is_online);
}

} // namespace

CHAT121_TEST_MAIN(TestLiveness)
#include "tst_liveness.moc"
