// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows E5 and E11 of the threat list, as this project has them: an external commit is taken in two cases
// only, a re-join by the same account key in place of its old leaf, and entry to a team group with a
// badge that names the department. And what a member's own commit may not do: change the group's rules
// (E15), or, a guest's, who may read.
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

class TestExternalCommits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void comersFromOutside_data();
    void comersFromOutside();
    void rulesAreNotChanged();
    void aGuestDoesNotChangeWhoMayRead_data();
    void aGuestDoesNotChangeWhoMayRead();

private:
    // Somebody with a valid chain.
    struct Comer {
        Person person;
        identity::LeafIdentity leaf;
    };
    Comer comer(const QString &who);
    mls::LeafConfig leafOf(const Comer &comer) const;
    Result<protocol::Envelope> commitOf(const Comer &comer, std::optional<mls::LeafIndex> replaces);
    mls::Group &group(Seat &seat) { return **seat.groups.find(kGroup); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<Seat>> m_office;
    std::unique_ptr<Seat> m_anna; // leaf 0
    std::unique_ptr<Seat> m_gina; // leaf 1
};

void TestExternalCommits::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_gina = m_office->gina();
    QVERIFY(m_gina->committer.join(begunWith(*m_anna, *m_gina, mls::KeyPackageUse::Once)));
    const LogFacts facts{false, kSupport, m_gina->identity.account()};
    m_anna->policy.setFacts(kTalk, facts);
    m_gina->policy.setFacts(kTalk, facts);
}

void TestExternalCommits::cleanup()
{
    m_anna.reset();
    m_gina.reset();
    m_office.reset();
}

TestExternalCommits::Comer TestExternalCommits::comer(const QString &who)
{
    Person fresh(m_random);
    if (who == u"anna's new device" || who == u"gina's new device") {
        const bool is_anna = who.startsWith(u"anna");
        fresh.account = (is_anna ? m_acme.anna : m_acme.guest).account.clone();
        auto leaf = is_anna ? m_acme.annaLeaf() : m_acme.guestLeaf();
        leaf.device = fresh.signedCertificate();
        return {std::move(fresh), leaf};
    }
    if (who == u"another guest") {
        const auto attested =
            identity::SignedGuestAttestation::sign({fresh.account.publicKey(), kNow}, m_acme.registrar);
        identity::LeafIdentity leaf{attested, fresh.signedCertificate()};
        return {std::move(fresh), leaf};
    }
    const DepartmentId department = who == u"an agent of Sales" ? kSales : kSupport;
    const identity::Badge badge{fresh.account.publicKey(),       QStringLiteral("Zoe"), identity::Role::Agent,
                                QList<DepartmentId>{department}, kNow - kDay,           kNow + 365 * kDay};
    auto chain = m_acme.chainOf(badge);
    if (who == u"an agent of nobody") {
        const auto root = crypto::SigningKey::generate(m_random);
        chain = {identity::SignedBadge::sign(badge, root)};
    }
    identity::LeafIdentity leaf{chain, fresh.signedCertificate()};
    return {std::move(fresh), leaf};
}

mls::LeafConfig TestExternalCommits::leafOf(const Comer &comer) const
{
    const QByteArray credential =
        identity::credentialOf(identity::accountIdOf(comer.person.account.publicKey()),
                               identity::deviceIdOf(comer.person.device.publicKey()),
                               identity::organisationIdOf(m_acme.root.publicKey()));
    return {credential, {{identity::kLeafExtensionType, encode(comer.leaf)}}};
}

Result<protocol::Envelope> TestExternalCommits::commitOf(const Comer &comer,
                                                         std::optional<mls::LeafIndex> replaces)
{
    const mls::Party party{comer.person.device, m_random, m_clock, nullptr, nullptr};
    TRY_ASSIGN(const QByteArray info, group(*m_anna).groupInfo());
    TRY_ASSIGN(const auto joined, mls::Group::joinExternally(party, info, leafOf(comer), replaces));
    protocol::Envelope envelope =
        m_anna->envelope(protocol::EnvelopeKind::Commit, group(*m_anna).epoch(), joined.commit);
    envelope.sender = identity::deviceIdOf(comer.person.device.publicKey());
    envelope.sender_account = identity::accountIdOf(comer.person.account.publicKey());
    return envelope;
}

void TestExternalCommits::comersFromOutside_data()
{
    constexpr int kNobody = -1, kAnna = 0, kGina = 1;
    QTest::addColumn<QString>("who");
    QTest::addColumn<int>("replaces");
    QTest::addColumn<bool>("is_team");
    QTest::addColumn<bool>("taken");
    const auto row = [](const char *name, const char *who, int replaces, bool is_team, bool taken) {
        QTest::newRow(name) << QString::fromLatin1(who) << replaces << is_team << taken;
    };
    row("a re-join of the same account", "anna's new device", kAnna, false, true);
    row("a re-join of the guest", "gina's new device", kGina, false, true);
    row("a second device beside the first", "anna's new device", kNobody, false, false);
    row("the guest's second device beside the first", "gina's new device", kNobody, false, false);
    row("a device of Anna's in place of Gina", "anna's new device", kGina, false, false);
    row("a device of Gina's in place of Anna", "gina's new device", kAnna, false, false);
    row("a colleague", "an agent of Support", kNobody, false, false);
    row("a colleague in place of Anna", "an agent of Support", kAnna, false, false);
    row("somebody of another department", "an agent of Sales", kNobody, false, false);
    row("another guest", "another guest", kNobody, false, false);
    row("another guest in place of Gina", "another guest", kGina, false, false);
    row("a stranger", "an agent of nobody", kNobody, false, false);
    row("a stranger in place of Anna", "an agent of nobody", kAnna, false, false);
    row("the team: a badge of the department", "an agent of Support", kNobody, true, true);
    row("the team: another department", "an agent of Sales", kNobody, true, false);
    row("the team: a guest", "another guest", kNobody, true, false);
    row("the team: a stranger", "an agent of nobody", kNobody, true, false);
    row("the team: in place of a colleague", "an agent of Support", kAnna, true, false);
}

void TestExternalCommits::comersFromOutside()
{
    QFETCH(QString, who);
    QFETCH(int, replaces);
    QFETCH(bool, is_team);
    QFETCH(bool, taken);
    Seat &reader = replaces == 0 ? *m_gina : *m_anna; // whoever stays
    if (is_team) reader.policy.setFacts(kTalk, {true, kSupport, {}});
    const auto leaf =
        replaces < 0 ? std::nullopt : std::optional(mls::LeafIndex{static_cast<quint32>(replaces)});
    const auto commit = commitOf(comer(who), leaf);
    QVERIFY(commit);
    const quint64 before = group(reader).epoch();
    const auto read = reader.committer.read(*commit);
    QCOMPARE(read.has_value(), taken);
    QCOMPARE(group(reader).epoch(), taken ? before + 1 : before);
    if (!taken) QVERIFY(read.error().code == Code::Forbidden || read.error().code == Code::Crypto);
    reader.groups.forget(kGroup); // nor is it on disk
    QCOMPARE(group(reader).epoch(), taken ? before + 1 : before);
}

void TestExternalCommits::rulesAreNotChanged()
{
    const auto state = stateOf(group(*m_anna));
    const mls::ExtensionList none;
    const QByteArray commit =
        forgeCommit(m_anna->party, *state, {{byForger({mls::ContextExtensionsProposal{none}})}});
    QVERIFY(!commit.isEmpty());
    const auto read = m_gina->committer.read(m_anna->envelope(protocol::EnvelopeKind::Commit, 1, commit));
    QVERIFY(!read);
    QCOMPARE(read.error().code, Code::Forbidden);
    QCOMPARE(group(*m_gina).epoch(), 1u);
}

void TestExternalCommits::aGuestDoesNotChangeWhoMayRead_data()
{
    QTest::addColumn<QString>("adds");
    QTest::addColumn<bool>("removes_anna");
    QTest::addColumn<bool>("taken");
    QTest::newRow("a device of her own") << QStringLiteral("gina's new device") << false << true;
    QTest::newRow("a colleague of Anna's") << QStringLiteral("an agent of Support") << false << false;
    QTest::newRow("another guest") << QStringLiteral("another guest") << false << false;
    QTest::newRow("a stranger") << QStringLiteral("an agent of nobody") << false << false;
    QTest::newRow("nobody, but Anna goes") << QString() << true << false;
}

void TestExternalCommits::aGuestDoesNotChangeWhoMayRead()
{
    QFETCH(QString, adds);
    QFETCH(bool, removes_anna);
    QFETCH(bool, taken);
    // Gina's program does not ask her policy.
    const mls::Party lawless{m_gina->party.signing_key, m_random, m_clock, nullptr, nullptr};
    auto ginas = mls::Group::restore(lawless, group(*m_gina).saved());
    QVERIFY(ginas);
    mls::CommitRequest request;
    if (removes_anna) request.removes = {mls::LeafIndex{0}};
    if (!adds.isEmpty()) {
        const Comer added = comer(adds);
        const mls::Party party{added.person.device, m_random, m_clock, nullptr, nullptr};
        const auto package = mls::KeyPackageBundle::create(party, leafOf(added), mls::KeyPackageUse::Once,
                                                           std::chrono::hours(1));
        QVERIFY(package);
        request.adds = {package->message()};
    }
    const auto pending = ginas->commit(request);
    QVERIFY(pending);
    const auto read =
        m_anna->committer.read(m_gina->envelope(protocol::EnvelopeKind::Commit, 1, pending->commit()));
    QCOMPARE(read.has_value(), taken);
    QCOMPARE(group(*m_anna).epoch(), taken ? 2u : 1u);
}

CHAT121_TEST_MAIN(TestExternalCommits)
#include "tst_external_commits.moc"
