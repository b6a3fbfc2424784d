// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Results, fixed bytes, ids, texts, time and random sources.
#include "common/base/bytes.h"
#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/base/result.h"
#include "common/base/text.h"
#include "tests/support/fake_clock.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

#include <memory>

using namespace chat121;
using namespace chat121::test;
using namespace std::chrono_literals;

class TestBase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aResultHoldsAValueOrAnError();
    void tryReturnsTheFirstError_data();
    void tryReturnsTheFirstError();
    void aResultHandsOutWhatCannotBeCopied();
    void fixedBytesTakeTheirLengthOnly_data();
    void fixedBytesTakeTheirLengthOnly();
    void fixedBytesCompareByContent();
    void aTextIsCutToWholeCharacters_data();
    void aTextIsCutToWholeCharacters();
    void timeIsCountedInMilliseconds();
    void aRandomIdIsNeverZeroOrNegative();
    void theSystemClockRuns();
};

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0) return Error{Code::Malformed, QStringLiteral("odd")};
    return number / 2;
}

Result<void> mustBePositive(int number)
{
    if (number <= 0) return Error{Code::Forbidden, QStringLiteral("not positive")};
    return success();
}

Result<int> quarter(int number)
{
    TRY(mustBePositive(number));
    TRY_ASSIGN(const int first, half(number));
    TRY_ASSIGN(const int second, half(first));
    return second;
}

} // namespace

void TestBase::aResultHoldsAValueOrAnError()
{
    const Result<int> good = half(8);
    QVERIFY(good.has_value());
    QCOMPARE(*good, 4);
    const Result<int> bad = half(7);
    QVERIFY(!bad);
    QCOMPARE(bad.error().code, Code::Malformed);
    QCOMPARE(bad.error().detail, QStringLiteral("odd"));
    QVERIFY(success().has_value());
    QCOMPARE(mustBePositive(0).error().code, Code::Forbidden);
}

void TestBase::tryReturnsTheFirstError_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("quarter"); // or -code
    QTest::newRow("nothing fails") << 12 << 3;
    QTest::newRow("the second step fails") << 6 << -1;
    QTest::newRow("the first step fails") << 5 << -1;
    QTest::newRow("the check before fails") << -4 << -4;
}

void TestBase::tryReturnsTheFirstError()
{
    QFETCH(int, number);
    const Result<int> result = quarter(number);
    QTEST(result ? *result : -static_cast<int>(result.error().code), "quarter");
}

void TestBase::aResultHandsOutWhatCannotBeCopied()
{
    const auto make = [](bool works) -> Result<std::unique_ptr<int>> {
        if (!works) return Error{Code::Storage, {}};
        return std::make_unique<int>(7);
    };
    const auto take = [&](bool works) -> Result<int> {
        TRY_ASSIGN(const std::unique_ptr<int> owned, make(works));
        return *owned;
    };
    QCOMPARE(*take(true), 7);
    QCOMPARE(take(false).error().code, Code::Storage);
}

void TestBase::fixedBytesTakeTheirLengthOnly_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("taken");
    QTest::newRow("four of four") << 4 << true;
    QTest::newRow("one too few") << 3 << false;
    QTest::newRow("one too many") << 5 << false;
    QTest::newRow("none") << 0 << false;
}

void TestBase::fixedBytesTakeTheirLengthOnly()
{
    QFETCH(int, size);
    const QByteArray bytes(size, 'x');
    const auto fixed = FixedBytes<4>::from(bytes);
    QTEST(fixed.has_value(), "taken");
    if (fixed) QCOMPARE(fixed->toByteArray(), bytes);
}

void TestBase::fixedBytesCompareByContent()
{
    const auto first = *FixedBytes<2>::from("ab");
    const auto second = *FixedBytes<2>::from("ac");
    QVERIFY(first < second);
    QVERIFY(first == *FixedBytes<2>::from("ab"));
    QVERIFY(!first.isZero());
    QVERIFY(FixedBytes<2>{}.isZero());
    const QSet<FixedBytes<2>> set{first, second, first};
    QCOMPARE(set.size(), 2);
}

void TestBase::aTextIsCutToWholeCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("bytes");
    QTest::addColumn<QString>("cut");
    const QString smile = QStringLiteral("\U0001F600");
    QTest::newRow("nothing") << QString() << qsizetype(4) << QString();
    QTest::newRow("it fits") << QStringLiteral("kettle") << qsizetype(6) << QStringLiteral("kettle");
    QTest::newRow("one byte too many") << QStringLiteral("kettle") << qsizetype(5) << QStringLiteral("kettl");
    QTest::newRow("no room at all") << QStringLiteral("kettle") << qsizetype(0) << QString();
    QTest::newRow("two bytes fit") << QStringLiteral("gr\u00fc\u00df") << qsizetype(6)
                                   << QStringLiteral("gr\u00fc\u00df");
    QTest::newRow("half of two bytes")
        << QStringLiteral("gr\u00fc\u00df") << qsizetype(5) << QStringLiteral("gr\u00fc");
    QTest::newRow("three bytes fit") << QStringLiteral("\u20ac") << qsizetype(3) << QStringLiteral("\u20ac");
    QTest::newRow("two of three bytes") << QStringLiteral("\u20ac") << qsizetype(2) << QString();
    QTest::newRow("four bytes fit") << QStringLiteral("a") + smile << qsizetype(5)
                                    << QStringLiteral("a") + smile;
    QTest::newRow("three of four bytes")
        << QStringLiteral("a") + smile << qsizetype(4) << QStringLiteral("a");
    QTest::newRow("half a character is kept as it is")
        << smile.left(1) + QStringLiteral("b") << qsizetype(4) << smile.left(1) + QStringLiteral("b");
}

void TestBase::aTextIsCutToWholeCharacters()
{
    QFETCH(QString, text);
    QFETCH(qsizetype, bytes);
    QTEST(cutToBytes(text, bytes), "cut");
    QVERIFY(cutToBytes(text, bytes).toUtf8().size() <= bytes);
}

void TestBase::timeIsCountedInMilliseconds()
{
    const UnixTime start{1'700'000'000'000};
    QCOMPARE((start + 2s).ms, 1'700'000'002'000);
    QCOMPARE((start - 1min).ms, 1'699'999'940'000);
    QCOMPARE((start + 1h) - start, std::chrono::milliseconds(1h));
    QVERIFY(start < start + 1ms);

    FakeClock clock(start);
    clock.advance(5s);
    QCOMPARE(clock.now(), start + 5s);
    clock.jumpTo(start - 1h);
    QCOMPARE(clock.steady(), std::chrono::milliseconds(5s));
}

void TestBase::aRandomIdIsNeverZeroOrNegative()
{
    // Eight zero bytes, eight with nothing but the top bit, then a value with the top bit set.
    QByteArray bytes(8, '\0');
    bytes += QByteArray(7, '\0') + '\x80';
    bytes += '\x05' + QByteArray(6, '\0') + '\x80';
    ReplayRandom replay(bytes);
    QCOMPARE(replay.id(), 5u);
    QCOMPARE(replay.left(), 0);

    SeededRandom random(1);
    QSet<quint64> seen;
    for (int i = 0; i < 1000; ++i) {
        const Id<struct SomeTag> id{random.id()};
        QVERIFY(id.isValid());
        QVERIFY((id.value >> 63) == 0);
        seen.insert(id.value);
    }
    QCOMPARE(seen.size(), 1000);
}

void TestBase::theSystemClockRuns()
{
    const SystemClock clock;
    QVERIFY(clock.now() > UnixTime{1'600'000'000'000});
    const auto before = clock.steady();
    QTRY_VERIFY(clock.steady() > before);
}

CHAT121_TEST_MAIN(TestBase)
#include "tst_base.moc"
