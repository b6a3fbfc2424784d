// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// kill -9 of the server or of somebody's client, again and again, while several conversations are
// full of messages on their way. Afterwards every reader's screen has every sentence that its
// author's screen ever showed, once, in the order of saying.
//
// CHAT121_CYCLES: how often (./dev test --cycles N). When and whom a kill hits is another in each run,
// so that runs add up. Row D5 of the threat list: over all of it no nonce is used twice, and no key of
// a message for two messages that have left.
#include "common/crypto/sodium_random.h"
#include "tests/e2e/kill/crowd.h"
#include "tests/e2e/kill/sealings.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

using namespace chat121;
using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsLostDoubledOrReordered();
    void everybodyStopsCleanly();
    void noKeyAndNonceWasUsedTwice();

private:
    void killServer();
    void killSomebody();

    std::chrono::milliseconds anyTimeBelow(std::chrono::milliseconds bound);

    Office m_office;
    Sealings m_sealings{m_office};
    test::SeededRandom m_dice{crypto::SodiumRandom().id()};
    Crowd m_crowd{m_office, m_dice};
    int m_server_kills = 0;
    int m_client_kills = 0;
    qint64 m_slowest_start_ms = 0;
};

namespace {

constexpr int kDefaultCycles = 40;
constexpr int kCustomers = 3;

} // namespace

std::chrono::milliseconds TestKill::anyTimeBelow(std::chrono::milliseconds bound)
{
    return std::chrono::milliseconds(m_dice.below(static_cast<quint64>(bound.count())));
}

void TestKill::killServer()
{
    ++m_server_kills;
    m_office.server().killHard();
    QElapsedTimer timer;
    timer.start();
    QVERIFY2(m_office.server().start(), m_office.server().output().right(3000).constData());
    m_slowest_start_ms = qMax(m_slowest_start_ms, timer.elapsed());
}

void TestKill::killSomebody()
{
    ++m_client_kills;
    Person &victim = m_crowd.person(static_cast<int>(m_dice.below(static_cast<quint64>(m_crowd.size()))));
    victim.bot().killHard();
    m_crowd.talksFor(anyTimeBelow(100ms));
    QVERIFY(victim.restarts());
}

void TestKill::initTestCase()
{
    m_sealings.areNoted();
}

void TestKill::nothingIsLostDoubledOrReordered()
{
    const int cycles =
        qMax(1, qEnvironmentVariable("CHAT121_CYCLES", QString::number(kDefaultCycles)).toInt());
    QVERIFY(m_office.opens());
    QVERIFY(m_crowd.gathers(kCustomers));
    for (int cycle = 0; cycle < cycles; ++cycle) {
        m_crowd.talksFor(100ms + anyTimeBelow(300ms));
        if (m_dice.below(2) == 0) {
            killServer();
        } else {
            killSomebody();
        }
        if (QTest::currentTestFailed()) return;
    }
    m_crowd.talksFor(200ms);
    const bool is_settled = m_crowd.settles(60s);
    const QString faults = m_crowd.faults();
    qInfo("%d kills of the server, %d of clients, %d sentences, slowest start of the server %lld ms",
          m_server_kills, m_client_kills, m_crowd.sentences(), static_cast<long long>(m_slowest_start_ms));
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults));
    QVERIFY(is_settled);
}

void TestKill::everybodyStopsCleanly()
{
    for (int number = 0; number < m_crowd.size(); ++number) {
        Person &person = m_crowd.person(number);
        QCOMPARE(person.complaints(), QString());
        QVERIFY2(person.bot().quit(), qPrintable(person.name()));
    }
    QVERIFY(m_office.server().stop());
}

void TestKill::noKeyAndNonceWasUsedTwice()
{
    const QString faults = m_sealings.faults();
    QVERIFY2(faults.isEmpty(), qPrintable(faults));
}

CHAT121_TEST_MAIN(TestKill)
#include "tst_kill.moc"
