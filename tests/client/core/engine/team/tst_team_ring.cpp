// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The content keys of a department: how rings grow together, what a hostile member cannot do to them, and
// entries sealed under them.
#include "client/core/engine/team/team_ring.h"
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr LogId kTeam{301};
constexpr quint64 kOrder = 7;
const QSet<DeviceId> kBoth{DeviceId{1}, DeviceId{2}};
const QSet<DeviceId> kOne{DeviceId{1}};

TeamKey keyOf(quint64 order, char filling)
{
    return {order, *crypto::Secret32::from(QByteArray(32, filling)), false};
}

TeamShare shareOf(const TeamRing &ring)
{
    auto share = decode<TeamShare>(ring.share());
    return share ? *std::move(share) : TeamShare{};
}

void adoptAll(TeamRing &ring, const TeamRing &from)
{
    for (const TeamKey &key : shareOf(from).keys)
        ring.adopt(key, kOrder);
}

identity::AuthoredTeamEntry entryBy(const crypto::SigningKey &device, const identity::LeafIdentity &leaf)
{
    const content::TeamEntry said{*FixedBytes<16>::from(QByteArray(16, 'n')), kNow,
                                  content::TeamNote{LogId{9}, Sequence{3}, {}, {u"Refund 4711"_s}}};
    const identity::TeamStatement statement{kTeam, content::encodeTeamEntry(said)};
    return {identity::Signed<identity::TeamStatement>::sign(statement, device), leaf};
}

} // namespace

class TestTeamRing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ringsGrowTogether();
    void ofTwoMadeAtOnceAllChooseTheSame();
    void nobodyPutsAKeyBeyondAllOthers();
    void aFullRingLosesUnusedKeysFirst();
    void aKeyIsForTheMembersOfNow();
    void aRingComesBackFromTheDisk();
    void aShareThatIsTooLongIsRefused();
    void anEntryOpensUnderItsKeyInItsTeam();
    void whoMayBeAuthor_data();
    void whoMayBeAuthor();
};

void TestTeamRing::ringsGrowTogether()
{
    SeededRandom random(1);
    TeamRing anna;
    TeamRing bert;
    anna.make(kOrder, kBoth, random);
    adoptAll(bert, anna);
    bert.make(kOrder, kBoth, random);
    adoptAll(anna, bert);
    adoptAll(anna, bert); // once more
    QCOMPARE(anna.size(), 2);
    QCOMPARE(anna.newest()->id(), bert.newest()->id());
    QCOMPARE(anna.newest()->order, kOrder + 1);
}

void TestTeamRing::ofTwoMadeAtOnceAllChooseTheSame()
{
    TeamRing anna;
    TeamRing bert;
    QVERIFY(anna.adopt(keyOf(kOrder, 'a'), kOrder));
    QVERIFY(anna.adopt(keyOf(kOrder, 'b'), kOrder));
    QVERIFY(bert.adopt(keyOf(kOrder, 'b'), kOrder));
    QVERIFY(bert.adopt(keyOf(kOrder, 'a'), kOrder));
    QVERIFY(!bert.adopt(keyOf(kOrder, 'a'), kOrder));
    QCOMPARE(anna.newest()->id(), bert.newest()->id());
    QVERIFY(anna.find(keyOf(kOrder, 'a').id()) != nullptr);
    QVERIFY(anna.find(keyOf(kOrder, 'b').id()) != nullptr);
}

// Else nobody could make a newer one any more.
void TestTeamRing::nobodyPutsAKeyBeyondAllOthers()
{
    SeededRandom random(1);
    TeamRing ring;
    QVERIFY(!ring.adopt(keyOf(std::numeric_limits<quint64>::max(), 'x'), kOrder));
    QVERIFY(ring.adopt(keyOf(kOrder + TeamRing::kOrderAhead, 'y'), kOrder));
    const auto before = ring.newest()->id();
    ring.make(kOrder, kBoth, random);
    QVERIFY(ring.newest()->id() != before);
}

void TestTeamRing::aFullRingLosesUnusedKeysFirst()
{
    TeamRing ring;
    const auto used = keyOf(1, 'u').id();
    QVERIFY(ring.adopt(keyOf(1, 'u'), kOrder));
    ring.setUsed(used);
    for (int i = 0; i < limits::kTeamKeysMax; ++i)
        QVERIFY(ring.adopt(keyOf(static_cast<quint64>(2 + i), 'f'), 2000));
    QCOMPARE(ring.size(), limits::kTeamKeysMax);
    QVERIFY(ring.find(used) != nullptr);
    QVERIFY(ring.find(keyOf(2, 'f').id()) == nullptr);
}

void TestTeamRing::aKeyIsForTheMembersOfNow()
{
    SeededRandom random(1);
    TeamRing ring;
    ring.make(kOrder, kBoth, random);
    QVERIFY(ring.covers(kBoth));
    QVERIFY(!ring.isKnownBeyond(kBoth));
    QVERIFY(ring.isKnownBeyond(kOne)); // somebody has left
    const QSet<DeviceId> three = kBoth + QSet<DeviceId>{DeviceId{3}};
    QVERIFY(!ring.covers(three)); // somebody has come
    ring.addKnownBy(three);
    QVERIFY(ring.isKnownBeyond(kBoth)); // and may have been told by a colleague
}

void TestTeamRing::aRingComesBackFromTheDisk()
{
    SeededRandom random(1);
    TeamRing ring;
    ring.make(kOrder, kBoth, random);
    ring.setUsed(ring.newest()->id());
    const auto back = decode<TeamRing>(encode(ring));
    QVERIFY(back);
    QCOMPARE(back->newest()->id(), ring.newest()->id());
    QVERIFY(back->newest()->is_used);
    QVERIFY(back->covers(kBoth));
    QVERIFY(back->isKnownBeyond(kOne));
}

void TestTeamRing::aShareThatIsTooLongIsRefused()
{
    TeamShare share;
    for (int i = 0; i <= limits::kTeamKeysMax; ++i)
        share.keys.push_back(keyOf(1, 'k'));
    QCOMPARE(outcome(decode<TeamShare>(encode(share))), refused(Code::Malformed));
    share.keys.pop_back();
    const QByteArray whole = encode(share);
    QCOMPARE(outcome(decode<TeamShare>(whole)), kAccepted);
    QVERIFY(whole.size() <= limits::kTeamKeysBytesMax);
    QCOMPARE(outcome(decode<TeamShare>(whole.chopped(1))), refused(Code::Malformed));
}

void TestTeamRing::anEntryOpensUnderItsKeyInItsTeam()
{
    SeededRandom random(1);
    const Acme acme;
    const auto entry = entryBy(acme.anna.device, acme.annaLeaf());
    const TeamKey key = keyOf(kOrder, 'k');
    for (const auto padding : {crypto::Padding::Steps, crypto::Padding::Shield}) {
        const QByteArray bytes = sealTeamEntry(key, kTeam, entry, padding, random);
        QVERIFY(bytes.size() <= limits::kSealedBytesMax);
        QVERIFY(!bytes.contains("Refund"));
        auto sealed = decode<content::SealedTeamEntry>(bytes);
        QVERIFY(sealed);
        const auto opened = openTeamEntry(key, kTeam, *sealed);
        QVERIFY(opened);
        QVERIFY(*opened == entry);
        QVERIFY(!openTeamEntry(keyOf(kOrder, 'l'), kTeam, *sealed));
        QVERIFY(!openTeamEntry(key, LogId{302}, *sealed));
        sealed->box.bytes[40] = static_cast<char>(sealed->box.bytes.at(40) ^ 1);
        QCOMPARE(outcome(openTeamEntry(key, kTeam, *sealed)), refused(Code::Crypto));
    }
}

void TestTeamRing::whoMayBeAuthor_data()
{
    QTest::addColumn<bool>("is_guest");
    QTest::addColumn<bool>("is_signed_by_another");
    QTest::addColumn<quint64>("team");
    QTest::addColumn<quint64>("department");
    QTest::addColumn<int>("outcome");
    QTest::newRow("staff of the department") << false << false << kTeam.value << kSupport.value << kAccepted;
    QTest::newRow("a customer") << true << false << kTeam.value << kSupport.value << refused(Code::Forbidden);
    QTest::newRow("in a colleague's name")
        << false << true << kTeam.value << kSupport.value << refused(Code::Crypto);
    QTest::newRow("said to another team")
        << false << false << quint64(302) << kSupport.value << refused(Code::Forbidden);
    QTest::newRow("staff of another department")
        << false << false << kTeam.value << kSales.value << refused(Code::Forbidden);
}

void TestTeamRing::whoMayBeAuthor()
{
    QFETCH(const bool, is_guest);
    QFETCH(const bool, is_signed_by_another);
    QFETCH(const quint64, team);
    QFETCH(const quint64, department);
    const Acme acme;
    const auto &own = is_guest ? acme.guest : acme.anna;
    const auto &signer = is_signed_by_another ? acme.founder : own;
    const auto entry = entryBy(signer.device, is_guest ? acme.guestLeaf() : acme.annaLeaf());
    const auto verified =
        identity::verifyTeamEntry(entry, LogId{team}, DepartmentId{department}, acme.anchors());
    QTEST(test::outcome(verified), "outcome");
}

CHAT121_TEST_MAIN(TestTeamRing)
#include "tst_team_ring.moc"
