// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is offered whom: every policy, without a database.

#include "tests/server/desk/routing_desk.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;
using protocol::AgentStatus;
using protocol::StartMode;

namespace {

class TestRouting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoIsOffered_data();
    void whoIsOffered();
    void alarmsRiseOnce_data();
    void alarmsRiseOnce();
    void languages_data();
    void languages();
};

void policyRows()
{
    const auto row = [](const char *name, RoutingPolicy policy, Change change, const QString &expected) {
        QTest::newRow(name) << policy << change << expected;
    };
    using P = RoutingPolicy;
    row(
        "by hand: nobody is offered", P::Manual, [](Snapshot &) {}, QString());
    row(
        "least busy: a tie goes to who had no turn for longest", P::LeastBusy,
        [](Snapshot &s) {
            s.agents[0].last_turn = {7};
            s.agents[1].last_turn = {6};
            s.agents[2].last_turn = {8};
        },
        u"1 to 12"_s);
    row(
        "least busy: a tie in that too goes by number", P::LeastBusy, [](Snapshot &) {}, u"1 to 11"_s);
    row(
        "least busy: the fewest conversations, of all departments", P::LeastBusy,
        [](Snapshot &s) {
            s.agents[0].load = {{kSupport, 2}};
            s.agents[1].load = {{kSupport, 1}, {kSales, 2}};
            s.agents[2].load = {{kSales, 1}};
        },
        u"1 to 13"_s);
    row(
        "least busy: an offer counts", P::LeastBusy,
        [](Snapshot &s) {
            for (const quint64 id : {2, 3, 4})
                s.waiting.append(customer(id));
        },
        u"1 to 11, 2 to 12, 3 to 13, 4 to 11"_s);
    row(
        "round robin: whose turn was longest ago, however busy", P::RoundRobin,
        [](Snapshot &s) {
            s.agents[0].last_turn = {9};
            s.agents[1].last_turn = {8};
            s.agents[2].last_turn = {7};
            s.agents[2].load = {{kSupport, 3}};
            s.waiting.append(customer(2));
            s.waiting.append(customer(3));
        },
        u"1 to 13, 2 to 12, 3 to 11"_s);
}

void lastAgentRows()
{
    const auto row = [](const char *name, RoutingPolicy policy, Change change, const QString &expected) {
        QTest::newRow(name) << policy << change << expected;
    };
    using P = RoutingPolicy;
    row(
        "last agent: again, though busier", P::LastAgent,
        [](Snapshot &s) {
            s.waiting[0].last_agent = kCleo;
            s.agents[2].load = {{kSupport, 3}};
        },
        u"1 to 13"_s);
    row(
        "last agent: away, so the least busy", P::LastAgent,
        [](Snapshot &s) {
            s.waiting[0].last_agent = kCleo;
            s.agents[2].status = AgentStatus::Away;
            s.agents[0].load = {{kSupport, 1}};
        },
        u"1 to 12"_s);
    row(
        "last agent: full, so the least busy", P::LastAgent,
        [](Snapshot &s) {
            s.waiting[0].last_agent = kCleo;
            s.agents[2].load = {{kSupport, 4}};
        },
        u"1 to 11"_s);
    row(
        "last agent: passed already, so the least busy", P::LastAgent,
        [](Snapshot &s) {
            s.waiting[0].last_agent = kCleo;
            s.waiting[0].passes = {{kCleo, kNow - std::chrono::minutes(5)}};
        },
        u"1 to 11"_s);
    row(
        "last agent: there is none", P::LastAgent, [](Snapshot &) {}, u"1 to 11"_s);
    row(
        "other policies do not look for the last agent", P::LeastBusy,
        [](Snapshot &s) { s.waiting[0].last_agent = kCleo; }, u"1 to 11"_s);
}

void orderRows()
{
    const auto row = [](const char *name, Change change, const QString &expected) {
        QTest::newRow(name) << RoutingPolicy::LeastBusy << change << expected;
    };
    row(
        "nobody waits", [](Snapshot &s) { s.waiting.clear(); }, QString());
    row(
        "nobody is on duty", [](Snapshot &s) { s.agents.clear(); }, QString());
    row(
        "all are away, busy or not connected",
        [](Snapshot &s) {
            s.agents[0].status = AgentStatus::Away;
            s.agents[1].status = AgentStatus::Busy;
            s.agents[2].is_online = false;
        },
        QString());
    row(
        "all are full",
        [](Snapshot &s) {
            for (RoutedAgent &agent : s.agents)
                agent.load = {{kSupport, 4}};
        },
        QString());
}

void oldestRows()
{
    const auto row = [](const char *name, Change change, const QString &expected) {
        QTest::newRow(name) << RoutingPolicy::LeastBusy << change << expected;
    };
    row(
        "the oldest gets the only place",
        [](Snapshot &s) {
            s.agents.resize(1);
            s.agents[0].capacity = 1;
            s.waiting.prepend(customer(3));
            s.waiting.prepend(customer(2));
        },
        u"1 to 11"_s);
    row(
        "whoever waits live goes before an older message",
        [](Snapshot &s) {
            s.agents.resize(1);
            s.agents[0].capacity = 1;
            s.waiting[0].mode = StartMode::LeaveMessage;
            s.waiting.append(customer(2));
        },
        u"2 to 11"_s);
    row(
        "a message is offered when nobody waits live",
        [](Snapshot &s) { s.waiting[0].mode = StartMode::LeaveMessage; }, u"1 to 11"_s);
    row(
        "only who serves the department",
        [](Snapshot &s) {
            s.agents[0].departments = {kSales};
            s.agents[1].departments = {kSales, kSupport};
        },
        u"1 to 12"_s);
}

void departmentRows()
{
    const auto row = [](const char *name, Change change, const QString &expected) {
        QTest::newRow(name) << RoutingPolicy::LeastBusy << change << expected;
    };
    row(
        "the oldest of all departments gets the only place",
        [](Snapshot &s) {
            s.agents.resize(1);
            s.agents[0].capacity = 1;
            s.waiting.append(customer(2));
            s.waiting[0].department = kSales;
        },
        u"1 to 11"_s);
    row(
        "the department's limit for each agent",
        [](Snapshot &s) {
            s.departments[0].rules.capacity = 2;
            s.agents.resize(2);
            s.agents[0].load = {{kSupport, 2}};
            s.agents[1].load = {{kSupport, 1}, {kSales, 1}};
            s.waiting.append(customer(2));
        },
        u"1 to 12"_s);
    row(
        "one department's limit does not bind the other",
        [](Snapshot &s) {
            s.departments[0].rules.capacity = 1;
            s.agents.resize(1);
            s.waiting = {customer(1), customer(2), customer(3)};
            s.waiting[2].department = kSales;
        },
        u"1 to 11, 3 to 11"_s);
    row(
        "a younger one whom somebody can serve does not wait for an older one whom nobody can",
        [](Snapshot &s) {
            s.agents.resize(1);
            s.agents[0].departments = {kSales};
            s.waiting.append(customer(2));
            s.waiting[1].department = kSales;
        },
        u"2 to 11"_s);
    row(
        "a department that is not in the snapshot", [](Snapshot &s) { s.waiting[0].department = {9}; },
        QString());
    row(
        "a capacity of nothing",
        [](Snapshot &s) {
            for (RoutedAgent &agent : s.agents)
                agent.capacity = 0;
        },
        QString());
}

void passRows()
{
    const auto row = [](const char *name, Change change, const QString &expected) {
        QTest::newRow(name) << RoutingPolicy::LeastBusy << change << expected;
    };
    row(
        "who passed comes after who did not, however busy",
        [](Snapshot &s) {
            s.agents[1].load = {{kSupport, 3}};
            s.agents[2].status = AgentStatus::Away;
            s.waiting[0].passes = {{kAnna, kNow - std::chrono::hours(1)}};
        },
        u"1 to 12"_s);
    row(
        "all passed: who did it first",
        [](Snapshot &s) {
            s.waiting[0].passes = {{kAnna, kNow - std::chrono::minutes(1)},
                                   {kBen, kNow - std::chrono::minutes(3)},
                                   {kCleo, kNow - std::chrono::minutes(2)}};
        },
        u"1 to 12"_s);
    row(
        "the only one there passed a while ago: again, rather than nobody",
        [](Snapshot &s) {
            s.agents.resize(1);
            s.waiting[0].passes = {{kAnna, kNow - limits::kOfferAgainAfter}};
        },
        u"1 to 11"_s);
    row(
        "the only one there passed just now: not yet",
        [](Snapshot &s) {
            s.agents.resize(1);
            s.waiting[0].passes = {{kAnna, kNow - limits::kOfferAgainAfter + std::chrono::milliseconds(1)}};
        },
        QString());
    row(
        "who passed on one is offered the next",
        [](Snapshot &s) {
            s.agents.resize(1);
            s.waiting[0].passes = {{kAnna, kNow}};
            s.waiting.append(customer(2));
        },
        u"2 to 11"_s);
    row(
        "passed at a time to come: the clock was set back",
        [](Snapshot &s) {
            s.agents.resize(1);
            s.waiting[0].passes = {{kAnna, kNow + std::chrono::hours(9)}};
        },
        u"1 to 11"_s);
}

void languageRows()
{
    const auto row = [](const char *name, Change change, const QString &expected) {
        QTest::newRow(name) << RoutingPolicy::LeastBusy << change << expected;
    };
    row(
        "who speaks the language, though busier",
        [](Snapshot &s) {
            s.waiting[0].language = u"de-AT"_s;
            s.agents[1].languages = {u"en"_s, u"de"_s};
            s.agents[1].load = {{kSupport, 3}};
        },
        u"1 to 12"_s);
    row(
        "who speaks the language is full: somebody else",
        [](Snapshot &s) {
            s.waiting[0].language = u"de"_s;
            s.agents[1].languages = {u"de"_s};
            s.agents[1].load = {{kSupport, 4}};
        },
        u"1 to 11"_s);
    row(
        "who speaks the language has passed: somebody else",
        [](Snapshot &s) {
            s.waiting[0].language = u"de"_s;
            s.agents[1].languages = {u"de"_s};
            s.waiting[0].passes = {{kBen, kNow - std::chrono::minutes(9)}};
        },
        u"1 to 11"_s);
    row(
        "nobody speaks the language", [](Snapshot &s) { s.waiting[0].language = u"fi"_s; }, u"1 to 11"_s);
}

void TestRouting::whoIsOffered_data()
{
    QTest::addColumn<RoutingPolicy>("policy");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("expected");
    policyRows();
    lastAgentRows();
    orderRows();
    oldestRows();
    departmentRows();
    passRows();
    languageRows();
}

void TestRouting::whoIsOffered()
{
    QFETCH(RoutingPolicy, policy);
    QFETCH(Change, change);
    Snapshot snapshot = deskWith(policy);
    snapshot.waiting.append(customer(1));
    change(snapshot);
    const RoutingPlan plan = planRouting(snapshot);
    QTEST(offersOf(plan), "expected");
    QVERIFY(plan.lapsed.isEmpty());
    QVERIFY(plan.withdrawn.isEmpty());
}

void TestRouting::alarmsRiseOnce_data()
{
    QTest::addColumn<int>("waited_s");
    QTest::addColumn<int>("raised");
    QTest::addColumn<StartMode>("mode");
    QTest::addColumn<int>("expected"); // 0: none
    QTest::newRow("not yet") << 59 << 0 << StartMode::Live << 0;
    QTest::newRow("the first") << 60 << 0 << StartMode::Live << 1;
    QTest::newRow("the first, already raised") << 61 << 1 << StartMode::Live << 0;
    QTest::newRow("the second") << 120 << 1 << StartMode::Live << 2;
    QTest::newRow("two at once") << 150 << 0 << StartMode::Live << 2;
    QTest::newRow("the last") << 9999 << 2 << StartMode::Live << 3;
    QTest::newRow("beyond the last") << 9999 << 3 << StartMode::Live << 0;
    QTest::newRow("a message") << 9999 << 0 << StartMode::LeaveMessage << 0;
    QTest::newRow("the clock was set back") << -100 << 0 << StartMode::Live << 0;
}

void TestRouting::alarmsRiseOnce()
{
    QFETCH(int, waited_s);
    QFETCH(int, raised);
    QFETCH(StartMode, mode);
    QFETCH(int, expected);
    for (const RoutingPolicy policy : {RoutingPolicy::Manual, RoutingPolicy::RoundRobin}) {
        Snapshot snapshot = deskWith(policy);
        snapshot.departments[0].rules.alarms_s.items = {60, 120, 600};
        snapshot.agents.clear();
        snapshot.waiting.append(customer(1));
        snapshot.waiting[0].waiting_since = kNow - std::chrono::seconds(waited_s);
        snapshot.waiting[0].alarm = quint8(raised);
        snapshot.waiting[0].mode = mode;
        const QList<WaitAlarm> alarms = planRouting(snapshot).alarms;
        if (expected == 0) QVERIFY(alarms.isEmpty());
        if (expected > 0) QCOMPARE(alarms, (QList<WaitAlarm>{{{1}, quint8(expected)}}));
    }
}

void TestRouting::languages_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("the same") << u"de"_s << u"de"_s << true;
    QTest::newRow("another region") << u"de-AT"_s << u"de-CH"_s << true;
    QTest::newRow("only one says the region") << u"pt"_s << u"pt-BR"_s << true;
    QTest::newRow("another case") << u"DE"_s << u"de-at"_s << true;
    QTest::newRow("others") << u"de"_s << u"da"_s << false;
    QTest::newRow("one begins like the other") << u"fi"_s << u"fil"_s << false;
    QTest::newRow("nothing is said") << QString() << QString() << false;
    QTest::newRow("a region alone") << u"-AT"_s << u"-AT"_s << false;
}

void TestRouting::languages()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(isSameLanguage(a, b), "same");
    QTEST(isSameLanguage(b, a), "same");
}

} // namespace

CHAT121_TEST_MAIN(TestRouting)
#include "tst_routing.moc"
