// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is let into a group, and above all who is not: security.md A1, A2, E5, E11.

#include "client/core/engine/groups/leaf_policy.h"
#include "tests/common/identity/acme.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

constexpr LogId kTalk{7001};
constexpr LogId kTeam{301};

mls::Member memberOf(const Acme &acme, const Person &person, const identity::LeafIdentity &leaf)
{
    const DeviceId device = identity::deviceIdOf(person.device.publicKey());
    const AccountId account = identity::accountIdOf(person.account.publicKey());
    const OrganisationId organisation = identity::organisationIdOf(acme.root.publicKey());
    mls::Member member;
    member.identity = identity::credentialOf(account, device, organisation);
    member.signature_key = person.device.publicKey();
    member.extensions = {{identity::kLeafExtensionType, encode(leaf)}};
    return member;
}

} // namespace

class TestLeafPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leavesAreJudged_data();
    void leavesAreJudged();
    void aThousandGhostDevicesAreRefused();
    void aReplacedLeafStaysTheAccounts();
    void aLeafWithoutIdentityIsRefused();
    void groupIdsNameTheirLog();

private:
    mls::Candidate candidate(LogId log, const mls::Member &member) const
    {
        return {groupIdOf({log, 0}), mls::LeafOrigin::Added, member, {}};
    }
    mls::Member named(const QString &who) const;

    Acme m_acme;
    FakeClock m_clock{kNow};
    std::optional<Identity> m_identity;
    std::unique_ptr<LeafPolicy> m_policy;
};

void TestLeafPolicy::init()
{
    Profile profile;
    profile.kind = ProfileKind::Guest;
    profile.account_seed = m_acme.guest.account.seed().clone();
    profile.device_seed = m_acme.guest.device.seed().clone();
    profile.root_key = m_acme.root.publicKey();
    profile.registrar_key = m_acme.registrar.publicKey();
    profile.organisation = identity::SignedOrganisation::sign(m_acme.document(), m_acme.root);
    profile.leaf = m_acme.guestLeaf();
    auto identity = Identity::open(std::move(profile));
    QVERIFY(identity);
    m_identity.emplace(*std::move(identity));
    m_policy = std::make_unique<LeafPolicy>(*m_identity, m_clock);
    m_policy->setFacts(kTalk, {false, kSupport, m_identity->account()});
    m_policy->setFacts(kTeam, {true, kSupport, {}});
}

mls::Member TestLeafPolicy::named(const QString &who) const
{
    if (who == u"guest") return memberOf(m_acme, m_acme.guest, m_acme.guestLeaf());
    if (who == u"founder") return memberOf(m_acme, m_acme.founder, m_acme.founderLeaf());
    if (who == u"anna") return memberOf(m_acme, m_acme.anna, m_acme.annaLeaf());

    SeededRandom random(4711);
    const Person stranger(random);
    if (who == u"other guest") {
        const auto attested =
            identity::SignedGuestAttestation::sign({stranger.account.publicKey(), kNow}, m_acme.registrar);
        return memberOf(m_acme, stranger, {attested, stranger.signedCertificate()});
    }
    if (who == u"guest attested by a stranger") {
        const auto attested =
            identity::SignedGuestAttestation::sign({stranger.account.publicKey(), kNow}, stranger.account);
        return memberOf(m_acme, stranger, {attested, stranger.signedCertificate()});
    }
    if (who == u"ghost device of anna") { // a device that anna's account key never signed
        identity::LeafIdentity leaf = m_acme.annaLeaf();
        leaf.device = stranger.signedCertificate();
        return memberOf(m_acme, stranger, leaf);
    }
    if (who == u"anna's chain on another key") {
        mls::Member member = memberOf(m_acme, m_acme.anna, m_acme.annaLeaf());
        member.signature_key = stranger.device.publicKey();
        return member;
    }
    if (who == u"sales agent") {
        identity::Badge badge = m_acme.badge();
        badge.account_key = stranger.account.publicKey();
        badge.role = identity::Role::Agent;
        badge.departments = QList<DepartmentId>{kSales};
        return memberOf(m_acme, stranger, {m_acme.chainOf(badge), stranger.signedCertificate()});
    }
    if (who == u"agent whose badge is over") {
        identity::Badge badge = m_acme.badge();
        badge.account_key = stranger.account.publicKey();
        badge.not_before = kNow - 3 * kDay;
        badge.not_after = kNow - kDay - std::chrono::milliseconds(1);
        return memberOf(m_acme, stranger, {m_acme.chainOf(badge), stranger.signedCertificate()});
    }
    if (who == u"agent whose badge is just over" || who == u"dismissed agent") {
        identity::Badge badge = m_acme.badge();
        badge.account_key = stranger.account.publicKey();
        badge.not_before = kNow - 3 * kDay;
        if (who == u"agent whose badge is just over") badge.not_after = kNow - kDay;
        return memberOf(m_acme, stranger, {m_acme.chainOf(badge), stranger.signedCertificate()});
    }
    // A badge that the root key did not sign.
    identity::Badge badge = m_acme.badge();
    badge.account_key = stranger.account.publicKey();
    const identity::StaffChain chain{identity::SignedBadge::sign(badge, stranger.account)};
    return memberOf(m_acme, stranger, {chain, stranger.signedCertificate()});
}

void TestLeafPolicy::leavesAreJudged_data()
{
    QTest::addColumn<LogId>("log");
    QTest::addColumn<QString>("who");
    QTest::addColumn<bool>("is_let_in");
    QTest::newRow("the customer in the own conversation") << kTalk << QStringLiteral("guest") << true;
    QTest::newRow("an agent of the department") << kTalk << QStringLiteral("anna") << true;
    QTest::newRow("an owner, who serves all departments") << kTalk << QStringLiteral("founder") << true;
    QTest::newRow("an agent in the team") << kTeam << QStringLiteral("anna") << true;
    QTest::newRow("another customer") << kTalk << QStringLiteral("other guest") << false;
    QTest::newRow("a customer whom the registrar did not attest")
        << kTalk << QStringLiteral("guest attested by a stranger") << false;
    QTest::newRow("a ghost device") << kTalk << QStringLiteral("ghost device of anna") << false;
    QTest::newRow("a chain on another key")
        << kTalk << QStringLiteral("anna's chain on another key") << false;
    QTest::newRow("staff of another department") << kTalk << QStringLiteral("sales agent") << false;
    QTest::newRow("staff of another department in the team")
        << kTeam << QStringLiteral("sales agent") << false;
    QTest::newRow("a badge that is over") << kTalk << QStringLiteral("agent whose badge is over") << false;
    QTest::newRow("a badge that is over for less than clocks differ")
        << kTalk << QStringLiteral("agent whose badge is just over") << true;
    QTest::newRow("somebody who has left the organisation")
        << kTalk << QStringLiteral("dismissed agent") << false;
    QTest::newRow("somebody who has left the organisation, in the team")
        << kTeam << QStringLiteral("dismissed agent") << false;
    QTest::newRow("a badge that is over in the team")
        << kTeam << QStringLiteral("agent whose badge is over") << false;
    QTest::newRow("a badge that the root did not sign") << kTalk << QStringLiteral("forged badge") << false;
    QTest::newRow("a customer in a team") << kTeam << QStringLiteral("guest") << false;
}

void TestLeafPolicy::leavesAreJudged()
{
    QFETCH(LogId, log);
    QFETCH(QString, who);
    QFETCH(bool, is_let_in);
    const mls::Member member = named(who);
    if (who == u"dismissed agent") {
        const auto person = m_policy->identify(member);
        QVERIFY(person); // whoever it is or was
        identity::OrganisationDocument document = m_acme.document();
        document.dismissals.items = {{person->account(), kNow}};
        const auto next = identity::SignedOrganisation::sign(document, m_acme.root);
        m_identity->setOrganisation(next, *identity::verifyOrganisation(next, m_acme.root.publicKey()));
    }
    QCOMPARE(m_policy->validate(candidate(log, member)).has_value(), is_let_in);
}

// A2: devices that an account's owner never signed, in every way that a server could try.
void TestLeafPolicy::aThousandGhostDevicesAreRefused()
{
    constexpr int kTries = 1000;
    SeededRandom random(121);
    int refused = 0;
    for (int number = 0; number < kTries; ++number) {
        const Person ghost(random);
        const identity::LeafIdentity annas = m_acme.annaLeaf();
        const identity::LeafIdentity guests = m_acme.guestLeaf();
        identity::LeafIdentity leaf = number % 2 == 0 ? annas : guests;
        if (number % 3 > 0) leaf.device = ghost.signedCertificate(); // by a key of its own
        mls::Member member = memberOf(m_acme, ghost, leaf);
        // In the name of the account, with or without its real credential.
        if (number % 5 > 1) {
            const Person &owner = number % 2 == 0 ? m_acme.anna : m_acme.guest;
            const OrganisationId organisation = identity::organisationIdOf(m_acme.root.publicKey());
            member.identity = identity::credentialOf(
                identity::accountIdOf(owner.account.publicKey()),
                identity::deviceIdOf((number % 5 > 3 ? ghost : owner).device.publicKey()), organisation);
        }
        for (const LogId log : {kTalk, kTeam})
            if (m_policy->validate(candidate(log, member))) QFAIL("a ghost was let in");
        ++refused;
    }
    QCOMPARE(refused, kTries);
}

void TestLeafPolicy::aReplacedLeafStaysTheAccounts()
{
    mls::Candidate change = candidate(kTalk, named(QStringLiteral("anna")));
    change.origin = mls::LeafOrigin::Replaced;
    change.predecessor = named(QStringLiteral("anna"));
    QVERIFY(m_policy->validate(change));
    change.predecessor = named(QStringLiteral("founder"));
    QCOMPARE(m_policy->validate(change).error().code, Code::Forbidden);
}

void TestLeafPolicy::aLeafWithoutIdentityIsRefused()
{
    mls::Member member = named(QStringLiteral("anna"));
    member.extensions.clear();
    QCOMPARE(m_policy->validate(candidate(kTalk, member)).error().code, Code::Crypto);
}

void TestLeafPolicy::groupIdsNameTheirLog()
{
    const GroupKey group{kTalk, 3};
    const auto back = groupKeyOf(groupIdOf(group));
    QVERIFY(back);
    QVERIFY(*back == group);
    QVERIFY(!groupKeyOf("short"));
    mls::Candidate strange = candidate(kTalk, named(QStringLiteral("anna")));
    strange.group_id = "no group of ours";
    QVERIFY(!m_policy->validate(strange));
}

CHAT121_TEST_MAIN(TestLeafPolicy)
#include "tst_leaf_policy.moc"
