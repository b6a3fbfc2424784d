// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long windows of staff may stay open: the least that a department of theirs allows.
#include "common/crypto/init.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

class TestIdleLimit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void theLeastCounts_data();
    void theLeastCounts();
    void onlyOnesOwnDepartmentsCount_data();
    void onlyOnesOwnDepartmentsCount();

private:
    const Acme m_acme;
};

void TestIdleLimit::theLeastCounts_data()
{
    QTest::addColumn<QList<int>>("allowed");
    QTest::addColumn<int>("minutes");
    QTest::newRow("no department") << QList<int>{} << 0;
    QTest::newRow("none says any") << QList<int>{0, 0} << 0;
    QTest::newRow("one") << QList<int>{15} << 15;
    QTest::newRow("the first is the least") << QList<int>{5, 30} << 5;
    QTest::newRow("the last is the least") << QList<int>{60, 30, 15} << 15;
    QTest::newRow("none is no limit") << QList<int>{0, 30, 0} << 30;
    QTest::newRow("a day") << QList<int>{int(limits::kIdleMinutesMax)} << int(limits::kIdleMinutesMax);
}

void TestIdleLimit::theLeastCounts()
{
    QFETCH(QList<int>, allowed);
    QFETCH(int, minutes);
    QList<identity::Department> departments;
    for (const int one : allowed) {
        identity::Department department;
        department.policy.idle_minutes_max = static_cast<quint16>(one);
        departments.append(department);
    }
    QCOMPARE(idleLimitOf(departments), std::chrono::minutes(minutes));
}

// Anna serves Support, the founder serves all; Gina is a customer.
void TestIdleLimit::onlyOnesOwnDepartmentsCount_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<int>("support");
    QTest::addColumn<int>("sales");
    QTest::addColumn<int>("minutes");
    QTest::newRow("Anna, by her own") << QStringLiteral("anna") << 30 << 5 << 30;
    QTest::newRow("Anna, by another's") << QStringLiteral("anna") << 0 << 5 << 0;
    QTest::newRow("the founder, by each") << QStringLiteral("founder") << 30 << 5 << 5;
    QTest::newRow("a customer, by none") << QStringLiteral("guest") << 30 << 5 << 0;
}

void TestIdleLimit::onlyOnesOwnDepartmentsCount()
{
    QFETCH(QString, who);
    QFETCH(int, support);
    QFETCH(int, sales);
    QFETCH(int, minutes);
    const auto of = [&]() -> Result<Identity> {
        if (who == u"anna") return identityOf(m_acme, m_acme.anna, m_acme.annaLeaf(), ProfileKind::Staff);
        if (who == u"guest") return identityOf(m_acme, m_acme.guest, m_acme.guestLeaf(), ProfileKind::Guest);
        return identityOf(m_acme, m_acme.founder, m_acme.founderLeaf(), ProfileKind::Staff);
    };
    auto identity = of();
    QVERIFY(identity);
    identity::OrganisationDocument next = m_acme.document();
    next.number = 2;
    next.previous = identity->organisation().hash;
    next.departments.items[0].policy.idle_minutes_max = static_cast<quint16>(support);
    next.departments.items[1].policy.idle_minutes_max = static_cast<quint16>(sales);
    const auto document = identity::SignedOrganisation::sign(next, m_acme.root);
    const auto verified = identity::verifySuccessor(identity->organisation(), document);
    QVERIFY(verified);
    identity->setOrganisation(document, *verified);
    QCOMPARE(idleLimitOf(identity->ownDepartments()), std::chrono::minutes(minutes));
}

CHAT121_TEST_MAIN(TestIdleLimit)
#include "tst_idle_limit.moc"
