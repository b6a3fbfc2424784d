// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody who answers for a department sees of it while others work, with real clients and the real
// server; an agent sees nothing of it. Row AD-11.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int kPatienceMs = 20'000;
}

class TestOverview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoWaitsIsCounted();
    void whoWasTakenIsCounted();
    void whatWasClosedIsCounted();
    void peopleAreShownWithTheirLoad();
    void agentsSeeNothing();
    void nobodyLooksNothingIsTold();

private:
    LiveWorkspace &founders() { return m_company.founder().workspace(); }
    DepartmentOverview department()
    {
        const DeskOverview overview = founders().overview();
        return overview.departments.size() == 1 ? overview.departments.constFirst() : DepartmentOverview{};
    }
    // The day's numbers are asked for when somebody begins to look.
    void lookAgain()
    {
        founders().endOverview();
        founders().beginOverview(m_day);
    }

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
    UnixTime m_day{};
};

void TestOverview::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = m_company.agent(u"Anna"_s);
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_anna && m_gina);
    m_day = SystemClock().now() - std::chrono::hours(1);
    QVERIFY(founders().canSupervise());
    founders().beginOverview(m_day);
    QTRY_COMPARE_WITH_TIMEOUT(founders().overview().departments.size(), 1, kPatienceMs);
    QVERIFY(!department().name.isEmpty());
}

void TestOverview::whoWaitsIsCounted()
{
    m_gina->talk()->say(u"My invoice is wrong"_s);
    QTRY_COMPARE_WITH_TIMEOUT(department().waiting.size(), 1, kPatienceMs);
    QCOMPARE(department().taken, 0);
    QCOMPARE(waitingFor(department(), std::chrono::seconds(0), department().waiting.constFirst()), 1);
    QCOMPARE(waitingFor(department(), std::chrono::seconds(1), department().waiting.constFirst()), 0);
}

void TestOverview::whoWasTakenIsCounted()
{
    QVERIFY(begins(*m_anna, *m_gina, u"Please"_s));
    QTRY_COMPARE_WITH_TIMEOUT(department().taken, 1, kPatienceMs);
    QCOMPARE(department().waiting.size(), 0);
    lookAgain();
    QTRY_VERIFY_WITH_TIMEOUT(department().day && department().day->taken == 1, kPatienceMs);
    QCOMPARE(department().day->waits, 1);
    QCOMPARE(department().day->closed, 0);
}

void TestOverview::peopleAreShownWithTheirLoad()
{
    const auto annas = [this] {
        for (const Colleague &person : founders().overview().people)
            if (person.name == u"Anna") return person;
        return Colleague{};
    };
    QTRY_VERIFY_WITH_TIMEOUT(annas().is_online && annas().status == DutyStatus::Available, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(annas().load, 0, kPatienceMs); // it was closed
    QVERIFY(annas().capacity > 0);
    QTRY_VERIFY_WITH_TIMEOUT(department().capacity >= annas().capacity, kPatienceMs);
    m_anna->workspace().setDutyStatus(DutyStatus::Away, 4);
    const int before = department().on_duty;
    QVERIFY(before > 0);
    QTRY_COMPARE_WITH_TIMEOUT(department().on_duty, before - 1, kPatienceMs);
    QCOMPARE(annas().status, DutyStatus::Away);
}

void TestOverview::whatWasClosedIsCounted()
{
    m_anna->workspace().closeConversation(m_gina->talk()->id());
    QTRY_COMPARE_WITH_TIMEOUT(department().taken, 0, kPatienceMs);
    lookAgain();
    QTRY_VERIFY_WITH_TIMEOUT(department().day && department().day->closed == 1, kPatienceMs);
}

void TestOverview::agentsSeeNothing()
{
    LiveWorkspace &annas = m_anna->workspace();
    QVERIFY(!annas.canSupervise());
    QSignalSpy told(&annas, &Workspace::overviewChanged);
    annas.beginOverview(m_day);
    QSignalSpy duty(&annas, &Workspace::dutyChanged);
    annas.setDutyStatus(DutyStatus::Busy, 4); // comes back after what was asked before
    QTRY_VERIFY_WITH_TIMEOUT(!duty.isEmpty() && annas.dutyStatus() == DutyStatus::Busy, kPatienceMs);
    QCOMPARE(told.size(), 0);
    QVERIFY(annas.overview().departments.isEmpty());
}

void TestOverview::nobodyLooksNothingIsTold()
{
    founders().endOverview();
    QSignalSpy people(&founders(), &Workspace::colleaguesChanged);
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 3);
    QTRY_VERIFY_WITH_TIMEOUT(!people.isEmpty(), kPatienceMs);
    const DeskOverview before = founders().overview();
    founders().beginOverview(m_day);
    QTRY_VERIFY_WITH_TIMEOUT(!(founders().overview() == before), kPatienceMs); // only now
}

CHAT121_TEST_MAIN(TestOverview)
#include "tst_overview.moc"
