// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Messages whose time is over by a department's policy: gone from every computer, and only then.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 20'000;
constexpr auto kDay = std::chrono::hours(24);

} // namespace

class TestExpiry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsOldGoesFromBothSides();
    void aWrongClockDeletesNothing();
    void onlyTheOwnerMakesRules();

private:
    bool sets(int days); // and everybody knows
    bool isGone(Client &client, const QString &text);
    static bool isThere(Talk *talk, const QString &text);
    Talk *talkOf(Client &client);

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
};

void TestExpiry::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->joins(m_company.founder().invites(QStringLiteral("staff")), QStringLiteral("Anna")));
    m_gina =
        m_company.guest(m_company.founder().invites(QStringLiteral("customers")), QStringLiteral("Gina"));
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, QStringLiteral("Is anybody there?")));
}

Talk *TestExpiry::talkOf(Client &client)
{
    return &client == m_gina.get() ? client.talk() : client.workspace().talk(m_gina->talk()->id());
}

bool TestExpiry::sets(int days)
{
    Workspace &founder = m_company.founder().workspace();
    DepartmentInfo rules = founder.departments().constFirst();
    rules.retention_days = days;
    founder.setRules(rules);
    return QTest::qWaitFor(
        [&] {
            return founder.departments().constFirst().retention_days == days &&
                   talkOf(*m_anna)->retentionDays() == days && talkOf(*m_gina)->retentionDays() == days;
        },
        kPatienceMs);
}

bool TestExpiry::isThere(Talk *talk, const QString &text)
{
    for (int row = 0; row < talk->timeline()->size(); ++row)
        if (talk->timeline()->at(row).text == text) return true;
    return false;
}

bool TestExpiry::isGone(Client &client, const QString &text)
{
    return QTest::qWaitFor([&] { return !isThere(talkOf(client), text); }, kPatienceMs);
}

void TestExpiry::whatIsOldGoesFromBothSides()
{
    const QString old = QStringLiteral("said forty days ago");
    const QString fresh = QStringLiteral("said today");
    m_gina->clock().shift(-40 * kDay);
    m_gina->talk()->say(old);
    QVERIFY(m_gina->sees(m_gina->talk(), old, SendState::Sent));
    m_gina->clock().shift({});
    m_gina->talk()->say(fresh);
    QVERIFY(m_anna->sees(talkOf(*m_anna), old));
    QVERIFY(m_anna->sees(talkOf(*m_anna), fresh));

    QVERIFY(sets(60)); // not old enough
    QVERIFY(isThere(talkOf(*m_anna), old));
    QVERIFY(sets(30));
    QVERIFY(isGone(*m_anna, old));
    QVERIFY(isGone(*m_gina, old));
    QVERIFY(isThere(talkOf(*m_anna), fresh));
    QVERIFY(isThere(m_gina->talk(), fresh));

    // Not only from the window.
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company.home(QStringLiteral("Gina")));
    QVERIFY(m_gina->isConnected());
    QVERIFY(m_gina->sees(m_gina->talk(), fresh));
    QVERIFY(!isThere(m_gina->talk(), old));
    QCOMPARE(m_gina->talk()->retentionDays(), 30);
}

void TestExpiry::aWrongClockDeletesNothing()
{
    const QString words = QStringLiteral("worth keeping");
    m_gina->talk()->say(words);
    QVERIFY(m_anna->sees(talkOf(*m_anna), words));
    m_anna->clock().shift(400 * kDay);
    QVERIFY(sets(7));
    // Whatever the rule has begun is over when the next words have come.
    m_gina->talk()->say(QStringLiteral("still here?"));
    QVERIFY(m_anna->sees(talkOf(*m_anna), QStringLiteral("still here?")));
    QVERIFY(isThere(talkOf(*m_anna), words));
    m_anna->clock().shift({});
}

void TestExpiry::onlyTheOwnerMakesRules()
{
    DepartmentInfo rules = m_anna->workspace().departments().constFirst();
    const int before = rules.retention_days++;
    m_anna->workspace().setRules(rules);
    QTRY_VERIFY_WITH_TIMEOUT(!m_anna->problems.isEmpty(), kPatienceMs);
    QCOMPARE(m_company.founder().workspace().departments().constFirst().retention_days, before);
}

CHAT121_TEST_MAIN(TestExpiry)
#include "tst_expiry.moc"
