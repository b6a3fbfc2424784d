// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When receipts leave: after a short while, or after one that chance draws between two bounds.
#include "client/core/engine/talk/receipt_times.h"
#include "common/base/limits.h"
#include "tests/support/fake_clock.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Delay = ReceiptTimes::Delay;

namespace {

constexpr ConversationId kOne{1}, kOther{2};
constexpr milliseconds kMin = limits::kShieldReceiptDelayMin, kMax = limits::kShieldReceiptDelayMax;

// The number that ReceiptTimes draws next.
QByteArray drawing(quint32 number)
{
    return {reinterpret_cast<const char *>(&number), sizeof(number)};
}

} // namespace

class TestReceiptTimes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aShortWhileIsTheSameForAll();
    void chanceDecidesBetweenTwoBounds_data();
    void chanceDecidesBetweenTwoBounds();
    void everyReceiptIsDrawnAnew();
    void whatHasATimeKeepsIt();
    void eachConversationHasItsOwn();

private:
    FakeClock m_clock;
};

void TestReceiptTimes::aShortWhileIsTheSameForAll()
{
    ReplayRandom nothing{QByteArray()}; // is not asked
    ReceiptTimes times(m_clock, nothing);
    QVERIFY(!times.next());
    times.put(kOne, Delay::Short);
    QCOMPARE(*times.next(), milliseconds(limits::kReceiptDelay));
    m_clock.advance(limits::kReceiptDelay - 1ms);
    QVERIFY(times.takeDue().isEmpty());
    m_clock.advance(1ms);
    QCOMPARE(times.takeDue(), QList<ConversationId>{kOne});
    QVERIFY(!times.isPut(kOne) && !times.next());
}

void TestReceiptTimes::chanceDecidesBetweenTwoBounds_data()
{
    QTest::addColumn<quint32>("number");
    QTest::addColumn<milliseconds>("delay");
    const auto spread = static_cast<quint32>((kMax - kMin).count());
    QTest::newRow("the shortest") << 0u << kMin;
    QTest::newRow("a little longer") << 1u << kMin + 1ms;
    QTest::newRow("the longest") << spread << kMax;
    QTest::newRow("a number beyond it") << spread + 1 << kMin;
}

void TestReceiptTimes::chanceDecidesBetweenTwoBounds()
{
    QFETCH(quint32, number);
    QFETCH(milliseconds, delay);
    ReplayRandom random(drawing(number));
    ReceiptTimes times(m_clock, random);
    times.put(kOne, Delay::ByChance);
    QCOMPARE(*times.next(), delay);
    m_clock.advance(delay - 1ms);
    QVERIFY(times.takeDue().isEmpty());
    m_clock.advance(1ms);
    QCOMPARE(*times.next(), 0ms);
    QCOMPARE(times.takeDue(), QList<ConversationId>{kOne});
}

void TestReceiptTimes::everyReceiptIsDrawnAnew()
{
    SeededRandom random(121);
    ReceiptTimes times(m_clock, random);
    QSet<qint64> delays;
    for (int i = 0; i < 200; ++i) {
        times.put(kOne, Delay::ByChance);
        const milliseconds delay = *times.next();
        QVERIFY(delay >= kMin && delay <= kMax);
        delays.insert(delay.count());
        m_clock.advance(delay);
        QCOMPARE(times.takeDue().size(), 1);
    }
    QVERIFY(delays.size() > 100);
}

void TestReceiptTimes::whatHasATimeKeepsIt()
{
    ReplayRandom random(drawing(0)); // once
    ReceiptTimes times(m_clock, random);
    times.put(kOne, Delay::ByChance);
    m_clock.advance(kMin - 1ms);
    times.put(kOne, Delay::ByChance); // read meanwhile: one receipt says both
    m_clock.advance(1ms);
    QCOMPARE(times.takeDue(), QList<ConversationId>{kOne});
}

void TestReceiptTimes::eachConversationHasItsOwn()
{
    ReplayRandom random(drawing(0));
    ReceiptTimes times(m_clock, random);
    times.put(kOne, Delay::ByChance);
    times.put(kOther, Delay::Short);
    QCOMPARE(*times.next(), milliseconds(limits::kReceiptDelay));
    m_clock.advance(limits::kReceiptDelay);
    QCOMPARE(times.takeDue(), QList<ConversationId>{kOther});
    QVERIFY(times.isPut(kOne));
    m_clock.advance(kMin);
    QCOMPARE(times.takeDue(), QList<ConversationId>{kOne});
}

CHAT121_TEST_MAIN(TestReceiptTimes)
#include "tst_receipt_times.moc"
