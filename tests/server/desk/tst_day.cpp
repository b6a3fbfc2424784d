// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a supervisor is told about a day: how many were taken and closed, and how long they had waited, of the
// own departments and of no others. Row AD-11.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/logs.h"
#include "tests/server/desk/desk_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace std::chrono_literals;

namespace {

class TestDay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup() { m_desk.reset(); }

    void nothingIsNothing();
    void takenAndClosedAreCounted();
    void waitsHaveAMiddleAndALongest_data();
    void waitsHaveAMiddleAndALongest();
    void whoLeftAMessageHasNotWaited();
    void whoComesAgainWaitsAgain();
    void whatIsFromBeforeDoesNotCount();
    void onlyTheOwnDepartmentsAreTold();
    void moreThanADayIsNotLookedThrough();

private:
    Day ask(const Caller &who)
    {
        return m_desk->fixture.ask<Day>(who, FetchDay{m_desk->people.next(), m_begin});
    }
    DayEntry support()
    {
        for (const DayEntry &entry : ask(m_supervisor).departments.items)
            if (entry.department == m_desk->people.departments.support) return entry;
        return {};
    }
    // Somebody new comes, waits for so long, and is taken.
    ConversationId serveAfter(std::chrono::seconds wait, StartMode mode = StartMode::Live)
    {
        const ConversationId id = m_desk->start(m_desk->people.guest(), mode); // ten seconds pass
        m_desk->fixture.clock.advance(wait - 10s);
        m_desk->take(m_desk->agent, id);
        return id;
    }
    void close(ConversationId id)
    {
        m_desk->fixture.ask<protocol::Done>(m_desk->agent, CloseConversation{m_desk->people.next(), id});
    }

    std::unique_ptr<test::DeskFixture> m_desk;
    Caller m_supervisor;
    UnixTime m_begin{};
};

void TestDay::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
    m_supervisor = m_desk->people.staff({m_desk->people.departments.support}, identity::Role::Supervisor);
    m_desk->serve(m_desk->agent, 20);
    m_begin = m_desk->fixture.clock.now();
}

void TestDay::nothingIsNothing()
{
    DayEntry nothing;
    nothing.department = m_desk->people.departments.support;
    QCOMPARE(encode(support()), encode(nothing));
    QCOMPARE(ask(m_supervisor).since, m_begin);
}

void TestDay::takenAndClosedAreCounted()
{
    serveAfter(10s);
    const ConversationId closed = serveAfter(10s);
    m_desk->start(m_desk->guest); // waits
    QCOMPARE(support().taken, 2u);
    QCOMPARE(support().closed, 0u);
    close(closed);
    QCOMPARE(support().taken, 2u);
    QCOMPARE(support().closed, 1u);
}

void TestDay::waitsHaveAMiddleAndALongest_data()
{
    QTest::addColumn<QList<int>>("waits");
    QTest::addColumn<quint32>("median");
    QTest::addColumn<quint32>("longest");
    QTest::newRow("one") << QList{30} << 30u << 30u;
    QTest::newRow("three, in no order") << QList{90, 20, 40} << 40u << 90u;
    QTest::newRow("of two the longer one") << QList{20, 60} << 60u << 60u;
    QTest::newRow("four") << QList{50, 20, 300, 40} << 50u << 300u;
}

void TestDay::waitsHaveAMiddleAndALongest()
{
    QFETCH(QList<int>, waits);
    for (const int wait : waits)
        serveAfter(std::chrono::seconds(wait));
    QCOMPARE(support().waits, quint32(waits.size()));
    QTEST(support().median_wait_s, "median");
    QTEST(support().longest_wait_s, "longest");
}

void TestDay::whoLeftAMessageHasNotWaited()
{
    serveAfter(10s);
    serveAfter(3h, StartMode::LeaveMessage);
    QCOMPARE(support().taken, 2u);
    QCOMPARE(support().waits, 1u);
    QCOMPARE(support().longest_wait_s, 10u);
}

void TestDay::whoComesAgainWaitsAgain()
{
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    close(id);
    StartConversation again;
    again.request = m_desk->people.next();
    again.conversation = id;
    again.department = m_desk->people.departments.support;
    again.opening = {"opening"};
    m_desk->fixture.ask<Stored>(m_desk->guest, again);
    QCOMPARE(support().closed, 0u); // it goes on
    m_desk->fixture.clock.advance(70s);
    m_desk->take(m_desk->agent, id);
    QCOMPARE(support().taken, 1u);
    QCOMPARE(support().longest_wait_s, 70u);
}

void TestDay::whatIsFromBeforeDoesNotCount()
{
    close(serveAfter(10s));
    serveAfter(500s);
    m_desk->fixture.clock.advance(1s);
    m_begin = m_desk->fixture.clock.now();
    QCOMPARE(support().taken, 0u);
    QCOMPARE(support().closed, 0u);
    QCOMPARE(support().waits, 0u);
    serveAfter(20s);
    QCOMPARE(support().taken, 1u);
    QCOMPARE(support().longest_wait_s, 20u);
}

void TestDay::onlyTheOwnDepartmentsAreTold()
{
    serveAfter(10s);
    const Caller of_sales =
        m_desk->people.staff({m_desk->people.departments.sales}, identity::Role::Supervisor);
    const Day sales = ask(of_sales);
    QCOMPARE(sales.departments.items.size(), 1);
    QCOMPARE(sales.departments.items.constFirst().department, m_desk->people.departments.sales);
    QCOMPARE(sales.departments.items.constFirst().taken, 0u);
    QCOMPARE(ask(m_desk->people.staff({}, identity::Role::Owner)).departments.items.size(), 2);
}

void TestDay::moreThanADayIsNotLookedThrough()
{
    m_begin = {};
    QCOMPARE(ask(m_supervisor).since, m_desk->fixture.clock.now() - limits::kDayLongest);
    m_begin = m_desk->fixture.clock.now() + 1h;
    QCOMPARE(ask(m_supervisor).since, m_desk->fixture.clock.now());
}

} // namespace

CHAT121_TEST_MAIN(TestDay)
#include "tst_day.moc"
