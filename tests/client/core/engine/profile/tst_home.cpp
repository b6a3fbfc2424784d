// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which of an organisation's addresses a client asks first: the one where the most of what it has to do with
// may be kept.
#include "common/crypto/init.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestHome : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void whatFitsComesFirst_data();
    void whatFitsComesFirst();

private:
    const Acme m_acme;
};

// Anna serves Support, the founder serves both, Gina talks to Support.
void TestHome::whatFitsComesFirst_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("support"); // bound to
    QTest::addColumn<QString>("sales");
    QTest::addColumn<QStringList>("regions"); // of a, b and c
    QTest::addColumn<QString>("order");
    const QStringList all{u"us"_s, u"eu"_s, u"eu"_s};
    QTest::newRow("nothing is bound: as they stand")
        << u"anna"_s << QString() << QString() << all << u"abc"_s;
    QTest::newRow("no address has a region")
        << u"anna"_s << u"eu"_s << QString() << QStringList{} << u"abc"_s;
    QTest::newRow("the own department's") << u"anna"_s << u"eu"_s << u"us"_s << all << u"bca"_s;
    QTest::newRow("a customer's") << u"guest"_s << u"eu"_s << u"us"_s << all << u"bca"_s;
    QTest::newRow("that of another department does not count")
        << u"anna"_s << QString() << u"eu"_s << all << u"abc"_s;
    QTest::newRow("one of two, or the other") << u"founder"_s << u"eu"_s << u"us"_s << all << u"abc"_s;
    QTest::newRow("both of two") << u"founder"_s << u"eu"_s << u"eu"_s << all << u"bca"_s;
    QTest::newRow("nowhere") << u"anna"_s << u"asia"_s << QString() << all << u"abc"_s;
}

void TestHome::whatFitsComesFirst()
{
    QFETCH(QString, who);
    QFETCH(QString, support);
    QFETCH(QString, sales);
    QFETCH(QStringList, regions);
    const auto of = [&]() -> Result<Identity> {
        if (who == u"anna") return identityOf(m_acme, m_acme.anna, m_acme.annaLeaf(), ProfileKind::Staff);
        if (who == u"guest") return identityOf(m_acme, m_acme.guest, m_acme.guestLeaf(), ProfileKind::Guest);
        return identityOf(m_acme, m_acme.founder, m_acme.founderLeaf(), ProfileKind::Staff);
    };
    auto identity = of();
    QVERIFY(identity);
    identity->profile().department = kSupport;
    identity::OrganisationDocument next = m_acme.document();
    next.number = 2;
    next.previous = identity->organisation().hash;
    next.endpoints.items.clear();
    for (const QString &address : {u"a:1"_s, u"b:1"_s, u"c:1"_s})
        next.endpoints.items.append(address);
    for (const QString &region : regions)
        next.regions.items.append(region);
    next.departments.items[0].policy.region = support;
    next.departments.items[1].policy.region = sales;
    const auto document = identity::SignedOrganisation::sign(next, m_acme.root);
    const auto verified = identity::verifySuccessor(identity->organisation(), document);
    QVERIFY(verified);
    identity->setOrganisation(document, *verified);
    QString order;
    for (const identity::HostPort &address : identity->addressesByFit())
        order += address.host;
    QTEST(order, "order");
}

CHAT121_TEST_MAIN(TestHome)
#include "tst_home.moc"
