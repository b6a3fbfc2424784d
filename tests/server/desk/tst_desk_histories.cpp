// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random histories of a desk: whatever customers, agents and the clock do, nobody is in two hands and
// nobody vanishes.

#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "server/desk/handlers.h"
#include "server/desk/liveness.h"
#include "server/desk/queue.h"
#include "server/relay/handlers.h"
#include "tests/server/support/people.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QMap>

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;

namespace {

class TestDeskHistories : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();
    void everybodyIsInExactlyOnePlace_data();
    void everybodyIsInExactlyOnePlace();

private:
    void step(test::SeededRandom &random);
    void talk(test::SeededRandom &random, const Caller &agent, ConversationId conversation);
    void check();

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    QList<Caller> m_guests, m_agents;
    QMap<ConversationId, Caller> m_started; // by whom
    QSet<DeviceId> m_connected;
};

void TestDeskHistories::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    desk::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guests.clear();
    m_agents.clear();
    m_started.clear();
    m_connected.clear();
    for (int i = 0; i < 6; ++i)
        m_guests.append(m_people->guest());
    for (int i = 0; i < 4; ++i)
        m_agents.append(m_people->staff({m_people->departments.support}));
}

void TestDeskHistories::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

// The taker makes the group, or lets the lease run.
void TestDeskHistories::talk(test::SeededRandom &random, const Caller &agent, ConversationId conversation)
{
    const auto taken = m_fixture->send(agent, Take{m_people->next(), conversation});
    if (!taken || random.below(3) == 0) return;
    const Caller guest = m_started.value(conversation);
    Commit message;
    message.request = m_people->next();
    message.log = conversation;
    message.generation = decodeFrame<Taken>(taken->reply)->generation;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    message.added.items = {{guest.device, guest.account}};
    (void)m_fixture->send(agent, message);
}

void TestDeskHistories::step(test::SeededRandom &random)
{
    const auto pick = [&](const auto &list) {
        return list.at(static_cast<qsizetype>(random.below(quint64(list.size()))));
    };
    const Caller guest = pick(m_guests), agent = pick(m_agents);
    const QList<ConversationId> known = m_started.keys();
    const ConversationId some = known.isEmpty() ? ConversationId{1} : pick(known);
    switch (random.below(9)) {
    case 0: {
        const ConversationId id{random.id()};
        const auto mode = random.below(4) == 0 ? StartMode::LeaveMessage : StartMode::Live;
        if (m_fixture->send(guest, StartConversation{
                                       m_people->next(), id, m_people->departments.support, {}, mode, {"o"}}))
            m_started.insert(id, guest);
        break;
    }
    case 1:
    case 2:
        talk(random, agent, some);
        break;
    case 3:
        (void)m_fixture->send(agent, ReturnToQueue{m_people->next(), some});
        break;
    case 4:
        (void)m_fixture->send(random.below(2) ? agent : m_started.value(some, guest),
                              CloseConversation{m_people->next(), some});
        break;
    case 5:
        if (known.isEmpty()) break;
        (void)m_fixture->send(
            m_started.value(some, guest),
            StartConversation{
                m_people->next(), some, m_people->departments.support, {}, StartMode::Live, {"o"}});
        break;
    case 6: {
        const bool was_there = m_connected.remove(agent.device);
        if (!was_there) m_connected.insert(agent.device);
        QVERIFY(m_fixture->write([&](Sql &sql, UnixTime now) -> Verdict<Outcome> {
            if (was_there) return desk::disconnected(sql, agent, now);
            Outcome outcome;
            TRY(desk::arrived(sql, agent, now, outcome));
            return outcome;
        }));
        break;
    }
    case 7:
        m_fixture->clock.advance(std::chrono::seconds(random.below(70)));
        break;
    case 8:
        QVERIFY(m_fixture->write([](Sql &sql, UnixTime now) { return desk::runDeadlines(sql, now); }));
        break;
    }
}

void TestDeskHistories::check()
{
    const ConversationId nobody{};
    QHash<ConversationId, int> places;
    QList<ConversationRow> waiting;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(waiting, waitingIn(sql, m_people->departments.support));
        for (const ConversationRow &row : std::as_const(waiting))
            ++places[row.taker.isValid() || row.lease_until ? nobody : row.id];
        for (const Caller &agent : std::as_const(m_agents)) {
            TRY_ASSIGN(const auto held, takenBy(sql, agent.account));
            for (const ConversationRow &row : held)
                ++places[row.id];
            TRY_ASSIGN(const auto row, findAgent(sql, agent.account));
            if (row->load != held.size() || row->load > row->capacity) ++places[nobody];
        }
        for (const ConversationId id : m_started.keys()) {
            TRY_ASSIGN(const auto row, findConversation(sql, id));
            if (row && row->state == ConversationState::Closed) ++places[id];
        }
        return success();
    });
    QVERIFY(!places.contains(nobody));
    QCOMPARE(places.size(), m_started.size());
    for (const int count : std::as_const(places))
        QCOMPARE(count, 1);
    QVERIFY(std::is_sorted(waiting.begin(), waiting.end(), desk::isBefore));
}

void TestDeskHistories::everybodyIsInExactlyOnePlace_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 5; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void TestDeskHistories::everybodyIsInExactlyOnePlace()
{
    QFETCH(quint64, seed);
    test::SeededRandom random(seed);
    for (int i = 0; i < 200; ++i) {
        step(random);
        if (i % 5 == 0) check();
        if (QTest::currentTestFailed()) return;
    }
    check();
    QVERIFY(m_started.size() > 5);
}

} // namespace

CHAT121_TEST_MAIN(TestDeskHistories)
#include "tst_desk_histories.moc"
