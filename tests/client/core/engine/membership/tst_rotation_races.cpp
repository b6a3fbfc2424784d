// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keys that are renewed while others write, renew theirs, remove somebody, or are told no: never at the cost
// of a word, and never again and again.
#include "client/core/engine/witness/unconfirmed.h"
#include "tests/client/core/engine/membership/renewing_talk.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestRotationRaces : public RenewingTalk {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void wordsOnTheirWayGoFirst();
    void wordsSaidMeanwhileFollow();
    void theLoserOfARaceTriesAgain();
    void aRemovalGoesFirst();
    void whoIsRemovedMeanwhileIsNotTold();
    void whoWasAwayFollows();
    void whatIsRefusedIsNotTriedAtOnce_data();
    void whatIsRefusedIsNotTriedAtOnce();
};

// --- words and commits at once --------------------------------------------------------------------

void TestRotationRaces::wordsOnTheirWayGoFirst()
{
    says(u"hello"_s);
    passes(limits::kLeafLife);
    m_is_holding = true;
    says(u"on its way"_s);
    m_is_holding = false;
    QCOMPARE(m_appends.size(), 2);
    m_anna->rotation.look();
    QCoreApplication::processEvents();
    QCOMPARE(m_commits.size(), 0);
    stores(m_appends.constLast());
    serves();
    looks();
    QCOMPARE(m_commits.size(), 1);
    QCOMPARE(m_appends.size(), 2); // nothing had to be sealed again
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages(), (QStringList{u"hello"_s, u"on its way"_s}));
}

void TestRotationRaces::wordsSaidMeanwhileFollow()
{
    says(u"hello"_s);
    passes(limits::kLeafLife);
    m_is_holding = true;
    looks();
    QCOMPARE(m_commits.size(), 1);
    says(u"one"_s);
    says(u"two"_s);
    QCOMPARE(m_appends.size(), 1); // they wait for the answer
    m_is_holding = false;
    stores(m_commits.constFirst());
    serves();
    QCOMPARE(m_appends.size(), 3);
    for (const protocol::Append &append : m_appends.mid(1))
        QCOMPARE(append.epoch, epoch());
    QCOMPARE(m_commits.size(), 1);
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages(), (QStringList{u"hello"_s, u"one"_s, u"two"_s}));
    QCOMPARE(leaf().words, 2u);
}

void TestRotationRaces::theLoserOfARaceTriesAgain()
{
    says(u"hello"_s);
    QVERIFY(ginaReads());
    passes(limits::kLeafLife);
    const quint64 before = epoch();
    renewsAtGinas();
    looks();
    QCOMPARE(m_commits.size(), 2);
    QCOMPARE(m_commits.constLast().epoch, before + 1);
    QCOMPARE(epoch(), before + 2);
    says(u"and on"_s);
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages(), (QStringList{u"hello"_s, u"and on"_s}));
}

// The server has the removal of a member before the renewal that is on its way: it is made anew for those
// who are left.
void TestRotationRaces::aRemovalGoesFirst()
{
    says(u"for three"_s);
    QVERIFY(ginaReads());
    passes(limits::kLeafLife);
    const quint64 before = epoch();
    expelsAtGinas(m_acme.founder);
    looks();
    QCOMPARE(m_commits.size(), 2);
    QVERIFY(m_commits.constLast().removed.items.isEmpty());
    QCOMPARE(epoch(), before + 2);
    QCOMPARE(m_anna->sealer.members(kGroup)->size(), 2);
    says(u"for two"_s);
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages(), (QStringList{u"for three"_s, u"for two"_s}));
    for (const protocol::Envelope &envelope : std::as_const(m_log))
        m_fiona->reads(envelope);
    QCOMPARE(m_fiona->messages(), QStringList{u"for three"_s});
}

// Nor is anybody told a day later that the server keeps her from renewing keys which she does not have.
void TestRotationRaces::whoIsRemovedMeanwhileIsNotTold()
{
    says(u"hello"_s);
    QVERIFY(ginaReads());
    passes(limits::kLeafLife);
    expelsAtGinas(m_acme.anna);
    looks();
    QVERIFY(!m_anna->ledger.isMember(kTalk));
    QCOMPARE(m_commits.size(), 1);
    Unconfirmed unconfirmed(m_anna->context, m_anna->ledger, nullptr);
    for (int day = 0; day < 3; ++day) {
        passes(kDay);
        looks();
        unconfirmed.look();
    }
    QCOMPARE(m_commits.size(), 1);
    QCOMPARE(m_anna->warnings, QStringList());
}

// Others have renewed theirs each day of a month.
void TestRotationRaces::whoWasAwayFollows()
{
    QStringList said{u"hello"_s};
    says(said.constFirst());
    QVERIFY(ginaReads());
    for (int day = 1; day <= 30; ++day) {
        passes(kDay);
        renewsAtGinas();
        const QString text = said.emplaceBack(u"day %1"_s.arg(day));
        const auto word = m_gina->says(content::TextMessage{text}, static_cast<char>('@' + day));
        QVERIFY(word);
        append(*word);
    }
    comesIn();
    QVERIFY(m_anna->session.isCaughtUp(kTalk));
    QCOMPARE(m_anna->messages(), said);
    QCOMPARE(m_commits.size(), 0);
    looks();
    QCOMPARE(m_commits.size(), 1);
    QCOMPARE(leaf(), (OwnLeaf{kGroup, m_clock.now(), 0}));
    says(u"back again"_s);
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages().constLast(), u"back again"_s);
    QCOMPARE(m_anna->warnings, QStringList());
}

void TestRotationRaces::whatIsRefusedIsNotTriedAtOnce_data()
{
    QTest::addColumn<Code>("code");
    QTest::addColumn<protocol::Reason>("reason");
    QTest::addColumn<int>("tries");
    using protocol::Reason;
    QTest::newRow("more commits than the server allows") << Code::Busy << Reason::RateLimited << 1;
    QTest::newRow("too much to do") << Code::Busy << Reason::None << 1;
    QTest::newRow("a disk that is full") << Code::Storage << Reason::None << 1;
    QTest::newRow("not a member, says the server") << Code::Forbidden << Reason::None << 1;
    QTest::newRow("too late each time")
        << Code::Conflict << Reason::EpochClosed << int(limits::kCommitTriesMax);
}

// The server allows ten commits a minute; a device that is refused leaves them to what people do.
void TestRotationRaces::whatIsRefusedIsNotTriedAtOnce()
{
    QFETCH(Code, code);
    QFETCH(protocol::Reason, reason);
    QFETCH(int, tries);
    says(u"hello"_s);
    passes(limits::kLeafLife);
    m_refusal = protocol::Refused{{}, code, reason, 60'000};
    looks();
    QCOMPARE(m_commits.size(), tries);
    says(u"nobody has to wait"_s);
    looks();
    QCOMPARE(m_commits.size(), tries);
    QCOMPARE(m_appends.size(), 2);
    QCOMPARE(m_anna->warnings, QStringList()); // who is told, and when: tst_unconfirmed

    m_refusal.reset();
    m_clock.advance(limits::kLeafRenewalPause);
    looks();
    QCOMPARE(m_commits.size(), tries + 1);
    QVERIFY(ginaReads());
    QCOMPARE(m_gina->messages(), (QStringList{u"hello"_s, u"nobody has to wait"_s}));
}

CHAT121_TEST_MAIN(TestRotationRaces)
#include "tst_rotation_races.moc"
