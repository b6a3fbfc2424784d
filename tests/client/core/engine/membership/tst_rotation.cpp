// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When a device renews its own keys in a conversation, and when not: after a day or so many words, and not
// where nothing is said. What comes of it when others do something at the same time: tst_rotation_races; what
// real clients and a real server make of it: tst_renewed_keys.
#include "tests/client/core/engine/membership/renewing_talk.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kSecond = std::chrono::seconds(1);

} // namespace

class TestRotation : public RenewingTalk {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void aLeafIsDue_data();
    void aLeafIsDue();
    void keysEndWithTheDay();
    void keysEndWithTheirWords();
    void theTimeSurvivesARestart();
    void whoSaysNothingRenewsNothing_data();
    void whoSaysNothingRenewsNothing();
    void aConversationThatStandsStillRenewsNothing_data();
    void aConversationThatStandsStillRenewsNothing();
    void keysOfUnknownAgeAreOld();
};

// --- when -----------------------------------------------------------------------------------------

void TestRotation::aLeafIsDue_data()
{
    QTest::addColumn<qint64>("age"); // ms
    QTest::addColumn<quint32>("words");
    QTest::addColumn<bool>("is_due");
    const auto row = [](const char *name, std::chrono::milliseconds age, quint32 words, bool is_due) {
        QTest::newRow(name) << qint64(age.count()) << words << is_due;
    };
    constexpr auto kTick = std::chrono::milliseconds(1);
    row("a day old, and one word", limits::kLeafLife, 1, true);
    row("a day old, and not a word", limits::kLeafLife, 0, false);
    row("a year old, and not a word", 365 * kDay, 0, false);
    row("not quite a day old", limits::kLeafLife - kTick, 1, false);
    row("so many words", limits::kLeafRenewalPause, limits::kLeafWordsMax, true);
    row("a word less", limits::kLeafLife - kTick, limits::kLeafWordsMax - 1, false);
    row("so many words in a moment", limits::kLeafRenewalPause - kTick, 100 * limits::kLeafWordsMax, false);
    row("renewed in a future that was taken back", -kDay, 1, true);
    row("that future, and not a word", -kDay, 0, false);
    row("a clock that was a little ahead", -kSecond, limits::kLeafWordsMax, false);
}

void TestRotation::aLeafIsDue()
{
    QFETCH(qint64, age);
    QFETCH(quint32, words);
    const OwnLeaf leaf{kGroup, kNow - std::chrono::milliseconds(age), words};
    QTEST(Rotation::isDue(leaf, kNow), "is_due");
}

void TestRotation::keysEndWithTheDay()
{
    const quint64 before = epoch();
    says(u"hello"_s);
    QCOMPARE(leaf(), (OwnLeaf{kGroup, kNow, 1}));
    passes(limits::kLeafLife - kSecond);
    looks();
    QCOMPARE(m_commits.size(), 0);
    passes(kSecond);
    looks();
    QCOMPARE(m_commits.size(), 1);
    QVERIFY(m_commits.constFirst().added.items.isEmpty() && m_commits.constFirst().removed.items.isEmpty());
    QCOMPARE(epoch(), before + 1);
    QCOMPARE(leaf(), (OwnLeaf{kGroup, m_clock.now(), 0}));

    says(u"and on"_s);
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages(), (QStringList{u"hello"_s, u"and on"_s}));
    QCOMPARE(m_gina->lines(), QStringList()); // nobody is told of it
    const auto answer = m_gina->says(u"I can read you"_s);
    QVERIFY(answer);
    QCOMPARE(m_anna->opens(*answer), u"I can read you"_s);
}

void TestRotation::keysEndWithTheirWords()
{
    passes(limits::kLeafRenewalPause);
    QStringList said;
    for (quint32 word = 1; word < limits::kLeafWordsMax; ++word)
        says(said.emplaceBack(QString::number(word)));
    QCOMPARE(m_commits.size(), 0);
    says(said.emplaceBack(u"the last one"_s));
    QCOMPARE(m_commits.size(), 1);
    QCOMPARE(leaf().words, 0u);
    says(said.emplaceBack(u"with new keys"_s));
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages(), said);
    QCOMPARE(m_commits.size(), 1); // a new count
}

void TestRotation::theTimeSurvivesARestart()
{
    says(u"hello"_s);
    passes(limits::kLeafLife - kSecond);
    comesIn();
    QCOMPARE(leaf(), (OwnLeaf{kGroup, kNow, 1}));
    looks();
    QCOMPARE(m_commits.size(), 0);
    passes(kSecond);
    comesIn();
    looks();
    QCOMPARE(m_commits.size(), 1);
    says(u"and on"_s);
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages(), (QStringList{u"hello"_s, u"and on"_s}));
}

// --- and when not ---------------------------------------------------------------------------------

void TestRotation::whoSaysNothingRenewsNothing_data()
{
    QTest::addColumn<bool>("is_reading");
    QTest::newRow("nobody says anything") << false;
    QTest::newRow("only receipts leave") << true;
}

void TestRotation::whoSaysNothingRenewsNothing()
{
    QFETCH(bool, is_reading);
    if (is_reading) {
        m_anna->outbox.mention(kTalk, content::Receipt{{1}, {1}});
        serves();
        QCOMPARE(m_appends.size(), 1);
    }
    for (int day = 0; day < 30; ++day) {
        passes(kDay);
        looks();
    }
    QCOMPARE(m_commits.size(), 0);
    says(u"hello again"_s); // with keys that are a month old
    QCOMPARE(m_commits.size(), 1);
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages(), QStringList{u"hello again"_s});
}

void TestRotation::aConversationThatStandsStillRenewsNothing_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("is_held");
    QTest::addColumn<bool>("is_over");
    QTest::addColumn<int>("commits");
    using State = protocol::ConversationState;
    QTest::newRow("one that goes on") << int(State::Taken) << false << false << 1;
    QTest::newRow("closed") << int(State::Closed) << false << false << 0;
    QTest::newRow("in the queue again") << int(State::Waiting) << false << false << 0;
    QTest::newRow("words did not match") << int(State::Taken) << true << false << 0;
    QTest::newRow("cannot be followed") << int(State::Taken) << false << true << 0;
}

void TestRotation::aConversationThatStandsStillRenewsNothing()
{
    QFETCH(int, state);
    QFETCH(bool, is_held);
    QFETCH(bool, is_over);
    says(u"hello"_s);
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.state = static_cast<protocol::ConversationState>(state);
    QVERIFY(m_anna->ledger.save(record));
    if (is_over) QVERIFY(m_anna->ledger.setGroupOver(kTalk, true));
    if (is_held)
        QVERIFY(m_anna->contacts.compared(kTalk, m_gina->identity.self(), Contacts::Comparison::Mismatch));
    QCOMPARE(m_anna->ledger.isHeld(kTalk), is_held);
    passes(3 * kDay);
    looks();
    QTEST(int(m_commits.size()), "commits");
}

// A profile that is older than these notes, and keys that lay in a key package for long.
void TestRotation::keysOfUnknownAgeAreOld()
{
    QVERIFY(forgetOwnLeaf(m_anna->store, kGroup));
    says(u"hello"_s);
    QCOMPARE(m_commits.size(), 1);
    QVERIFY(ginaReads());

    const auto package = m_gina->package(mls::KeyPackageUse::Once);
    QVERIFY(package);
    passes(std::chrono::hours(20));
    const GroupKey next{kTalk, 1};
    const auto commit = m_anna->committer.create(next, {package->message()}, RequestId{90});
    QVERIFY(commit && m_anna->committer.accepted(next));
    const QByteArray welcome = commit->welcomes.items.constFirst().welcome.bytes;
    QVERIFY(m_gina->committer.join(m_anna->envelope(protocol::EnvelopeKind::Invitation, 1, welcome)));
    const auto annas = ownLeafOf(m_anna->store, next);
    const auto ginas = ownLeafOf(m_gina->store, next);
    QVERIFY(annas && *annas && ginas && *ginas);
    QCOMPARE((*annas)->renewed_at, m_clock.now());
    QVERIFY(m_clock.now() - (*ginas)->renewed_at >= std::chrono::hours(20));
}

CHAT121_TEST_MAIN(TestRotation)
#include "tst_rotation.moc"
