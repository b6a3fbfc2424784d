// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What two readers of one log find out about each other's: security.md B3.

#include "client/core/engine/groups/log_chain.h"
#include "common/protocol/messages/logs.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using protocol::Envelope;
using protocol::EnvelopeKind;
using Verdict = LogChain::Verdict;

namespace {

constexpr LogId kTalk{7};
constexpr AccountId kAnna{1};

Envelope envelope(quint64 place, EnvelopeKind kind = EnvelopeKind::Application)
{
    Envelope made;
    made.log = kTalk;
    made.sequence = {place};
    made.kind = kind;
    made.sender = {11};
    made.body = QByteArray("envelope ") + QByteArray::number(place);
    return made;
}

struct LogReader {
    LogReader() { chain.follow(kTalk, seen); }
    void reads(const Envelope &next) { seen = chain.extend(seen, next); }
    void readsUpTo(quint64 place)
    {
        while (seen.sequence.value < place)
            reads(envelope(seen.sequence.value + 1,
                           seen.sequence.value == 0 ? EnvelopeKind::Commit : EnvelopeKind::Application));
    }
    LogChain::Judgement judges(const Seen &claimed)
    {
        return chain.judge(kTalk, {seen.sequence.value + 1}, kAnna, claimed);
    }
    Verdict hears(const Seen &claimed) { return judges(claimed).verdict; }

    LogChain chain;
    Seen seen{};
};

} // namespace

class TestLogChain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoReadTheSameAgrees();
    void anyOtherEnvelopeIsNoticed_data();
    void anyOtherEnvelopeIsNoticed();
    void whatAServerForgetsIsNoDifference();
    void aDifferenceIsToldOnceAndTheNextOneAgain();
    void whatAPolicyHasEmptiedIsAsItWas();
    void whatWasHiddenBeforeACommitIsNoticedAfterIt();
    void whatBothReadAlikeIsNotInDoubt_data();
    void whatBothReadAlikeIsNotInDoubt();
    void whoCameWithTheCommitAgreesFromThere();
    void whatIsNotKnownIsNotJudged();
    void nobodyHasReadTheFuture();
};

void TestLogChain::whoReadTheSameAgrees()
{
    LogReader anna, kim;
    anna.readsUpTo(20);
    kim.readsUpTo(30);
    QCOMPARE(kim.hears(anna.seen), Verdict::Same);
    for (quint64 place = 21; place <= 25; ++place)
        anna.reads(envelope(place));
    QCOMPARE(kim.hears(anna.seen), Verdict::Same);
}

void TestLogChain::anyOtherEnvelopeIsNoticed_data()
{
    QTest::addColumn<Envelope>("other");
    Envelope other = envelope(10);
    other.body.bytes[0] ^= 1;
    QTest::newRow("another body") << other;
    other = envelope(10);
    other.kind = EnvelopeKind::Emptied;
    QTest::newRow("another kind") << other;
    other = envelope(10);
    ++other.epoch;
    QTest::newRow("another epoch") << other;
    other = envelope(10);
    ++other.generation;
    QTest::newRow("another generation") << other;
}

void TestLogChain::anyOtherEnvelopeIsNoticed()
{
    QFETCH(Envelope, other);
    LogReader anna, kim;
    anna.readsUpTo(9);
    kim.readsUpTo(15);
    anna.reads(other);
    for (quint64 place = 11; place <= 15; ++place)
        anna.reads(envelope(place));
    QCOMPARE(kim.hears(anna.seen), Verdict::Other);
}

// Who sent it, which stands in the body too, and the minute.
void TestLogChain::whatAServerForgetsIsNoDifference()
{
    LogReader anna, kim;
    anna.readsUpTo(9);
    kim.readsUpTo(15);
    for (quint64 place = 10; place <= 15; ++place) {
        Envelope old = envelope(place);
        old.sender = {};
        old.sender_account = {};
        old.stored_at = {3'600'000};
        anna.reads(old);
    }
    QCOMPARE(kim.hears(anna.seen), Verdict::Same);
}

void TestLogChain::aDifferenceIsToldOnceAndTheNextOneAgain()
{
    LogReader anna, kim;
    anna.readsUpTo(9);
    kim.readsUpTo(9);
    Envelope other = envelope(10);
    other.body = QByteArray("not what Kim was shown");
    anna.reads(other);
    kim.readsUpTo(10);
    QCOMPARE(kim.hears(anna.seen), Verdict::Other);
    QCOMPARE(kim.hears(anna.seen), Verdict::StillOther);
    anna.readsUpTo(12);
    kim.readsUpTo(12);
    QCOMPARE(kim.hears(anna.seen), Verdict::StillOther);
    other = envelope(13);
    other.body = QByteArray("nor this");
    anna.reads(other);
    kim.readsUpTo(13);
    QCOMPARE(kim.hears(anna.seen), Verdict::Other);
    QCOMPARE(kim.hears(anna.seen), Verdict::StillOther);
    for (LogReader *reader : {&anna, &kim}) {
        reader->reads(envelope(14, EnvelopeKind::Commit));
        reader->reads(envelope(15, EnvelopeKind::Commit));
    }
    QCOMPARE(kim.hears(anna.seen), Verdict::Same); // two epochs later it is past
}

void TestLogChain::whatAPolicyHasEmptiedIsAsItWas()
{
    LogReader anna, kim;
    anna.readsUpTo(9);
    kim.readsUpTo(15);
    Envelope emptied = envelope(10);
    emptied.kind = EnvelopeKind::Emptied;
    emptied.body.bytes = crypto::sha256(emptied.body.bytes).view().toByteArray();
    anna.seen = anna.chain.extend(anna.seen, emptied, LogChain::Emptying::ByPolicy);
    anna.readsUpTo(15);
    QCOMPARE(kim.hears(anna.seen), Verdict::Same);

    LogReader zoe; // it was not old enough for that
    zoe.readsUpTo(9);
    zoe.reads(emptied);
    zoe.readsUpTo(15);
    QCOMPARE(kim.hears(zoe.seen), Verdict::Other);
}

void TestLogChain::whatWasHiddenBeforeACommitIsNoticedAfterIt()
{
    LogReader anna, kim;
    anna.readsUpTo(10);
    kim.readsUpTo(9);
    kim.seen = brokenBefore({11});
    kim.chain.forget(kTalk);
    kim.chain.follow(kTalk, kim.seen);
    for (LogReader *reader : {&anna, &kim}) {
        reader->reads(envelope(11, EnvelopeKind::Commit));
        reader->reads(envelope(12));
    }
    QCOMPARE(anna.hears(kim.seen), Verdict::Other);
    QCOMPARE(kim.hears(anna.seen), Verdict::Other);
}

// What was hidden from a reader puts in doubt what stood there, and nothing that was read alike after it.
void TestLogChain::whatBothReadAlikeIsNotInDoubt_data()
{
    QTest::addColumn<quint64>("hidden");
    QTest::addColumn<quint64>("doubtful");
    QTest::newRow("before the commit") << quint64(9) << quint64(9);
    QTest::newRow("the commit") << quint64(10) << quint64(13);
    QTest::newRow("after the commit") << quint64(12) << quint64(13);
}

void TestLogChain::whatBothReadAlikeIsNotInDoubt()
{
    QFETCH(quint64, hidden);
    QFETCH(quint64, doubtful);
    LogReader anna, kim;
    for (quint64 place = 1; place <= 13; ++place) {
        const bool is_commit = place == 1 || place == 10;
        Envelope next = envelope(place, is_commit ? EnvelopeKind::Commit : EnvelopeKind::Application);
        kim.reads(next);
        if (place == hidden) next.body = QByteArray("not what Kim was shown");
        anna.reads(next);
    }
    const LogChain::Judgement judgement = kim.judges(anna.seen);
    QCOMPARE(judgement.verdict, Verdict::Other);
    QCOMPARE(judgement.doubtful.value, doubtful);
}

void TestLogChain::whoCameWithTheCommitAgreesFromThere()
{
    LogReader anna, ben;
    anna.readsUpTo(10);
    anna.reads(envelope(11, EnvelopeKind::Commit));
    ben.chain.forget(kTalk);
    ben.seen = {{10}, {}, {}};
    ben.chain.follow(kTalk, ben.seen);
    ben.reads(envelope(11, EnvelopeKind::Commit));
    for (LogReader *reader : {&anna, &ben})
        reader->reads(envelope(12));
    QCOMPARE(ben.hears(anna.seen), Verdict::Same);
    QCOMPARE(anna.hears(ben.seen), Verdict::Same);
}

void TestLogChain::whatIsNotKnownIsNotJudged()
{
    LogReader anna, kim;
    anna.readsUpTo(10);
    QCOMPARE(kim.chain.judge({8}, {5}, kAnna, anna.seen).verdict,
             Verdict::Other); // read beyond its own place
    QCOMPARE(kim.chain.judge({8}, {50}, kAnna, anna.seen).verdict, Verdict::NotKnown);
    kim.readsUpTo(10 + static_cast<quint64>(limits::kSeenHashesKept));
    QCOMPARE(kim.hears(anna.seen), Verdict::NotKnown); // too long ago
    QCOMPARE(kim.hears({kim.seen.sequence, {}, {}}), Verdict::NotKnown);
}

void TestLogChain::nobodyHasReadTheFuture()
{
    LogReader anna, kim;
    anna.readsUpTo(10);
    kim.readsUpTo(10);
    QCOMPARE(kim.chain.judge(kTalk, {10}, kAnna, anna.seen).verdict, Verdict::Other);
}

CHAT121_TEST_MAIN(TestLogChain)
#include "tst_log_chain.moc"
