// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// For how long customers may be left without a word: what begins the time anew, when its end is said, and
// that it ends once.
#include "client/core/engine/desk/silence_watch.h"
#include "common/base/limits.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::engine;
using namespace std::chrono_literals;

namespace {

constexpr ConversationId kMaria{1}, kPeter{2};
constexpr auto kAllowed = 5min;

MessageId note(char byte)
{
    return *MessageId::from(QByteArray(MessageId::kSize, byte));
}

QList<Unanswered> only(ConversationId conversation, const MessageId &own = {})
{
    return {{conversation, own, kAllowed}};
}

class TestSilenceWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itEndsOnce();
    void theEndIsSaidBefore();
    void shortTimesAreSaidHalfWay();
    void anAnswerEndsIt();
    void whatIsDoneBeginsItAnew();
    void aNoteBeginsItAnew();
    void aConnectionThatComesBackBeginsItAnew();
    void whoAnswersOthersIsThere();
    void eachConversationHasItsOwnTime();
};

void TestSilenceWatch::itEndsOnce()
{
    SilenceWatch watch;
    watch.begin(0s);
    QVERIFY(watch.look(only(kMaria), 10min).over.isEmpty()); // counts from the first look
    QVERIFY(watch.look(only(kMaria), 10min + kAllowed - 1ms).over.isEmpty());
    const auto seen = watch.look(only(kMaria), 10min + kAllowed);
    QCOMPARE(seen.over, QList<ConversationId>{kMaria});
    QVERIFY(seen.until.isEmpty());
    QVERIFY(watch.look(only(kMaria), 10min + kAllowed + 1ms).over.isEmpty()); // it is on its way
    QCOMPARE(watch.look(only(kMaria), 10min + 2 * kAllowed).over.size(), 1);  // it was not: once more
}

void TestSilenceWatch::theEndIsSaidBefore()
{
    SilenceWatch watch;
    watch.begin(0s);
    watch.look(only(kMaria), 0s);
    QVERIFY(watch.look(only(kMaria), kAllowed - limits::kSilenceWarning - 1ms).until.isEmpty());
    const auto seen = watch.look(only(kMaria), kAllowed - limits::kSilenceWarning);
    QCOMPARE(seen.until.size(), 1);
    QVERIFY(seen.until.value(kMaria) == kAllowed);
    QVERIFY(watch.look(only(kMaria), kAllowed - 1s).until == seen.until); // the same moment
}

void TestSilenceWatch::shortTimesAreSaidHalfWay()
{
    SilenceWatch watch;
    watch.begin(0s);
    const QList<Unanswered> one{{kMaria, {}, 60s}};
    watch.look(one, 0s);
    QVERIFY(watch.look(one, 29s).until.isEmpty());
    QCOMPARE(watch.look(one, 30s).until.size(), 1);
}

void TestSilenceWatch::anAnswerEndsIt()
{
    SilenceWatch watch;
    watch.begin(0s);
    watch.look(only(kMaria), 0s);
    QVERIFY(watch.look({}, kAllowed).over.isEmpty());
    QVERIFY(watch.look(only(kMaria), kAllowed + 1s).over.isEmpty()); // her next question
    QVERIFY(watch.look(only(kMaria), 2 * kAllowed).over.isEmpty());
    QCOMPARE(watch.look(only(kMaria), 2 * kAllowed + 1s).over.size(), 1);
}

void TestSilenceWatch::whatIsDoneBeginsItAnew()
{
    SilenceWatch watch;
    watch.begin(0s);
    watch.look(only(kMaria), 0s);
    watch.look(only(kMaria), kAllowed - 1s);
    watch.reacted(kMaria, kAllowed - 1s); // types
    QVERIFY(watch.look(only(kMaria), kAllowed).until.isEmpty());
    QVERIFY(watch.look(only(kMaria), 2 * kAllowed - 2s).over.isEmpty());
    QCOMPARE(watch.look(only(kMaria), 2 * kAllowed - 1s).over.size(), 1);
}

void TestSilenceWatch::aNoteBeginsItAnew()
{
    SilenceWatch watch;
    watch.begin(0s);
    watch.look(only(kMaria), 0s);
    watch.look(only(kMaria, note('a')), kAllowed - 1s);
    QVERIFY(watch.look(only(kMaria, note('a')), kAllowed).over.isEmpty());
    QCOMPARE(watch.look(only(kMaria, note('a')), 2 * kAllowed - 1s).over.size(), 1);
}

void TestSilenceWatch::aConnectionThatComesBackBeginsItAnew()
{
    SilenceWatch watch;
    watch.begin(0s);
    watch.look(only(kMaria), 0s);
    watch.begin(kAllowed - 1s);
    QVERIFY(watch.look(only(kMaria), kAllowed).over.isEmpty());
    QCOMPARE(watch.look(only(kMaria), 2 * kAllowed).over.size(), 1);
}

void TestSilenceWatch::whoAnswersOthersIsThere()
{
    SilenceWatch watch;
    watch.begin(0s);
    watch.look(only(kMaria), 0s);
    watch.reacted(kPeter, 1s);
    const auto seen = watch.look(only(kMaria), kAllowed);
    QCOMPARE(seen.over, QList<ConversationId>{kMaria});
    QVERIFY(!seen.is_nobody_there);
    QVERIFY(watch.look(only(kMaria), 2 * kAllowed).is_nobody_there);
}

void TestSilenceWatch::eachConversationHasItsOwnTime()
{
    SilenceWatch watch;
    watch.begin(0s);
    const QList<Unanswered> both{{kMaria, {}, 60s}, {kPeter, {}, 10min}};
    watch.look(both, 0s);
    watch.reacted(kPeter, 50s);
    QCOMPARE(watch.look(both, 60s).over, QList<ConversationId>{kMaria});
    QVERIFY(!watch.look(both, 600s).over.contains(kPeter));
    QVERIFY(watch.look(both, 650s).over.contains(kPeter));
}

} // namespace

CHAT121_TEST_MAIN(TestSilenceWatch)
#include "tst_silence_watch.moc"
