// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A change of members that comes to nothing, because somebody else was faster or the server said no: nobody
// is told a day later that keys are not confirmed. But a change of keys that the server drops is told,
// whatever else comes to nothing meanwhile.
#include "client/core/engine/groups/own_changes.h"
#include "client/core/engine/membership/membership.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/wired_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestWishes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup();
    void aRemovalThatComesToNothingLeavesNoTimeRunning_data();
    void aRemovalThatComesToNothingLeavesNoTimeRunning();
    void aDroppedChangeOfKeysIsToldWhateverElseEnds();

private:
    void wishes(Wish::Kind kind);
    // Fiona has removed Gina, and Anna reads it.
    bool fionaIsFaster();
    qsizetype running() const { return ownChanges(m_anna->store).value().size(); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<WiredSeat>> m_office;
    std::unique_ptr<WiredSeat> m_anna, m_fiona, m_gina;
    std::unique_ptr<Membership> m_membership;
};

void TestWishes::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QList<QByteArray> packages;
    for (Seat *seat : {static_cast<Seat *>(m_fiona.get()), static_cast<Seat *>(m_gina.get())}) {
        const auto package = seat->package(mls::KeyPackageUse::Once);
        QVERIFY(package);
        packages.append(package->message());
    }
    const protocol::Envelope welcome = begunWith(*m_anna, packages);
    QVERIFY(m_fiona->committer.join(welcome));
    QVERIFY(m_gina->committer.join(welcome));
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Taken;
    QVERIFY(m_anna->ledger.save(record));
    m_membership = std::make_unique<Membership>(m_anna->context, m_anna->ledger, nullptr);
    QVERIFY(m_anna->logsIn());
    QCOMPARE(running(), 0);
}

void TestWishes::cleanup()
{
    m_membership.reset();
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

void TestWishes::wishes(Wish::Kind kind)
{
    Wish wish;
    wish.kind = kind;
    wish.group = kGroup;
    wish.account = m_gina->identity.account();
    m_membership->wish(std::move(wish));
}

bool TestWishes::fionaIsFaster()
{
    QList<mls::LeafIndex> ginas;
    const auto group = m_fiona->groups.find(kGroup);
    for (const mls::Member &member : (*group)->members())
        if (member.signature_key == m_gina->identity.deviceKey().publicKey()) ginas.append(member.leaf);
    const auto commit = m_fiona->committer.change(kGroup, {}, ginas, RequestId{1});
    if (ginas.isEmpty() || !commit) return false;
    return m_anna->reads(
        m_fiona->envelope(protocol::EnvelopeKind::Commit, commit->epoch, commit->commit.bytes));
}

void TestWishes::aRemovalThatComesToNothingLeavesNoTimeRunning_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("somebody else was faster") << u"conflict"_s;
    QTest::newRow("somebody else was faster while the line was down") << u"line"_s;
    QTest::newRow("the server says no") << u"refused"_s;
    QTest::newRow("it is done") << u"done"_s;
}

void TestWishes::aRemovalThatComesToNothingLeavesNoTimeRunning()
{
    QFETCH(QString, what);
    wishes(Wish::Kind::Remove);
    auto commit = m_anna->sent<protocol::Commit>();
    QVERIFY(commit);
    QCOMPARE(running(), 1);
    if (what == u"line"_s) {
        m_anna->losesTheLine();
        m_membership->connectionLost();
        QCOMPARE(running(), 1); // the server may have it
        m_anna->connects();
        QVERIFY(m_anna->isLetIn());
        m_membership->resumePending();
        commit = m_anna->sent<protocol::Commit>();
        QVERIFY(commit);
    }
    if (what == u"conflict"_s || what == u"line"_s) {
        m_anna->answers(protocol::CommitConflict{commit->request, kTalk, 0, 2});
        QVERIFY(fionaIsFaster());
        m_membership->logCaughtUp(kTalk);
    } else if (what == u"refused"_s) {
        m_anna->answers(protocol::Refused{commit->request, Code::Forbidden, {}, 0});
    } else {
        m_anna->answers(protocol::Stored{commit->request, kTalk, {1}, kNow});
    }
    QVERIFY(!m_membership->isWishing(kTalk));
    QVERIFY(!m_anna->committer.isPending(kGroup));
    QCOMPARE(running(), 0);
}

void TestWishes::aDroppedChangeOfKeysIsToldWhateverElseEnds()
{
    wishes(Wish::Kind::Refresh);
    const auto refresh = m_anna->sent<protocol::Commit>();
    QVERIFY(refresh);
    m_anna->answers(protocol::Refused{refresh->request, Code::Forbidden, {}, 0});
    QCOMPARE(running(), 1);
    const UnixTime since = ownChanges(m_anna->store).value().constFirst().since;

    m_clock.advance(std::chrono::hours(20));
    wishes(Wish::Kind::Remove);
    const auto removal = m_anna->sent<protocol::Commit>();
    QVERIFY(removal && removal->request != refresh->request);
    m_anna->answers(protocol::CommitConflict{removal->request, kTalk, 0, 2});
    QVERIFY(fionaIsFaster());
    m_membership->logCaughtUp(kTalk);
    QVERIFY(!m_membership->isWishing(kTalk));
    QCOMPARE(running(), 1);
    QCOMPARE(ownChanges(m_anna->store).value().constFirst().since, since);
}

CHAT121_TEST_MAIN(TestWishes)
#include "tst_wishes.moc"
