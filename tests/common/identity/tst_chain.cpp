// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Chains: root -> badge or invitation -> account -> device, and everything that is none.
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <functional>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;
using namespace std::chrono_literals;

// What a row makes of ACME's keys: a leaf that is then checked with ACME's anchors.
using MakeLeaf = std::function<LeafIdentity(const Acme &)>;
Q_DECLARE_METATYPE(MakeLeaf)

class TestChain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBadgeNamesAPerson();
    void anInvitationNamesAPerson();
    void anAttestedKeyIsAGuest();
    void leaves_data();
    void leaves();
    void theRegistrarNamesGuestsOnly();
    void timesAreKept_data();
    void timesAreKept();
    void noDepartmentsMeansAll();
    void everyFlippedBitIsRefused_data();
    void everyFlippedBitIsRefused();
    void everyCutIsRefused();
    void anMlsLeafIsOneDevice_data();
    void anMlsLeafIsOneDevice();
    void swappedAnchorsAreRefused();
};

namespace {

LeafIdentity staffLeaf(StaffChain chain, const Person &person)
{
    return {std::move(chain), person.signedCertificate()};
}

int outcomeOf(const Acme &acme, const LeafIdentity &leaf, UnixTime now = kNow)
{
    return outcome(verifyMember(leaf, acme.anchors(), now));
}

// Sends a leaf over the wire.
LeafIdentity travelled(const LeafIdentity &leaf)
{
    const auto back = decode<LeafIdentity>(encode(leaf));
    if (!back) qFatal("a leaf does not decode");
    return *back;
}

void row(const char *name, int expected, MakeLeaf make)
{
    QTest::newRow(name) << std::move(make) << expected;
}

constexpr int kCrypto = refused(Code::Crypto);
constexpr int kForbidden = refused(Code::Forbidden);

void rowsOfBadges()
{
    row("a badge by another root", kCrypto, [](const Acme &acme) {
        return staffLeaf({SignedBadge::sign(acme.badge(), acme.registrar)}, acme.founder);
    });
    row("a badge that one signs oneself", kCrypto, [](const Acme &acme) {
        return staffLeaf({SignedBadge::sign(acme.badge(), acme.founder.account)}, acme.founder);
    });
    row("another person's badge", kCrypto,
        [](const Acme &acme) { return staffLeaf(acme.chainOf(acme.badge()), acme.anna); });
    row("a badge for a guest", kForbidden, [](const Acme &acme) {
        Badge badge = acme.badge();
        badge.role = Role::Guest;
        return staffLeaf(acme.chainOf(badge), acme.founder);
    });
    row("a badge without a name", refused(Code::Malformed), [](const Acme &acme) {
        Badge badge = acme.badge();
        badge.name = QStringLiteral(" ");
        return staffLeaf(acme.chainOf(badge), acme.founder);
    });
}

void rowsOfInvitations()
{
    row("an invitation by another root", kCrypto, [](const Acme &acme) {
        const auto invitation = SignedInvitation::sign(acme.invitationCertificate(), acme.registrar);
        const auto account = SignedEnrolledAccount::sign(acme.enrolled(), acme.invitation);
        return staffLeaf({InvitedAccount{invitation, account}}, acme.anna);
    });
    row("an account that another key enrolled", kCrypto, [](const Acme &acme) {
        const auto invitation = SignedInvitation::sign(acme.invitationCertificate(), acme.root);
        const auto account = SignedEnrolledAccount::sign(acme.enrolled(), acme.anna.account);
        return staffLeaf({InvitedAccount{invitation, account}}, acme.anna);
    });
    row("an invitation for an owner", kForbidden, [](const Acme &acme) {
        InvitationCertificate certificate = acme.invitationCertificate();
        certificate.role = Role::Owner;
        return staffLeaf(acme.chainOf(certificate, acme.enrolled()), acme.anna);
    });
    row("an invitation for a guest", kForbidden, [](const Acme &acme) {
        InvitationCertificate certificate = acme.invitationCertificate();
        certificate.role = Role::Guest;
        return staffLeaf(acme.chainOf(certificate, acme.enrolled()), acme.anna);
    });
    row("enrolled after the invitation's end", refused(Code::Expired), [](const Acme &acme) {
        InvitationCertificate certificate = acme.invitationCertificate();
        certificate.not_after = acme.enrolled().enrolled_at - 1ms;
        return staffLeaf(acme.chainOf(certificate, acme.enrolled()), acme.anna);
    });
}

void rowsOfDevices()
{
    row("an attestation by the root", kCrypto, [](const Acme &acme) {
        const GuestAttestation attestation{acme.guest.account.publicKey(), kNow};
        return LeafIdentity{SignedGuestAttestation::sign(attestation, acme.root),
                            acme.guest.signedCertificate()};
    });
    row("another guest's attestation", kCrypto, [](const Acme &acme) {
        return LeafIdentity{acme.attestation(), acme.anna.signedCertificate()};
    });
    row("a device that the registrar certified", kCrypto, [](const Acme &acme) {
        const auto device = SignedDeviceCertificate::sign(acme.guest.certificate(), acme.registrar);
        return LeafIdentity{acme.attestation(), device};
    });
    row("a device that certifies itself", kCrypto, [](const Acme &acme) {
        const auto device = SignedDeviceCertificate::sign(acme.guest.certificate(), acme.guest.device);
        return LeafIdentity{acme.attestation(), device};
    });
    row("a device certificate with another account in it", kCrypto, [](const Acme &acme) {
        DeviceCertificate certificate = acme.guest.certificate();
        certificate.account_key = acme.anna.account.publicKey();
        const auto device = SignedDeviceCertificate::sign(certificate, acme.guest.account);
        return LeafIdentity{acme.attestation(), device};
    });
}

} // namespace

void TestChain::aBadgeNamesAPerson()
{
    const Acme acme;
    const auto member = verifyMember(travelled(acme.founderLeaf()), acme.anchors(), kNow);
    QVERIFY(member);
    QVERIFY(member->staff() && !member->guest());
    QCOMPARE(member->staff()->name, QStringLiteral("Fiona"));
    QVERIFY(member->role() == Role::Owner);
    QVERIFY(member->account() == accountIdOf(acme.founder.account.publicKey()));
    QVERIFY(member->accountKey() == acme.founder.account.publicKey());
    QVERIFY(member->device.device == deviceIdOf(acme.founder.device.publicKey()));
    QVERIFY(member->device.device_key == acme.founder.device.publicKey());
}

void TestChain::anInvitationNamesAPerson()
{
    const Acme acme;
    const auto member = verifyMember(travelled(acme.annaLeaf()), acme.anchors(), kNow);
    QVERIFY(member && member->staff());
    QCOMPARE(member->staff()->name, QStringLiteral("Anna"));
    QVERIFY(member->role() == Role::Agent);
    QCOMPARE(member->staff()->departments, QList<DepartmentId>{kSupport});
    QVERIFY(member->staff()->serves(kSupport));
    QVERIFY(!member->staff()->serves(kSales));
}

void TestChain::anAttestedKeyIsAGuest()
{
    const Acme acme;
    const auto member = verifyMember(travelled(acme.guestLeaf()), acme.anchors(), kNow);
    QVERIFY(member && member->guest() && !member->staff());
    QVERIFY(member->role() == Role::Guest);
    QVERIFY(member->account() == accountIdOf(acme.guest.account.publicKey()));
    QVERIFY(member->accountKey() == acme.guest.account.publicKey());
}

void TestChain::leaves_data()
{
    QTest::addColumn<MakeLeaf>("make");
    QTest::addColumn<int>("expected");

    row("the founder", kAccepted, [](const Acme &acme) { return acme.founderLeaf(); });
    row("Anna", kAccepted, [](const Acme &acme) { return acme.annaLeaf(); });
    row("the guest", kAccepted, [](const Acme &acme) { return acme.guestLeaf(); });
    row("nothing signed", kCrypto, [](const Acme &) { return LeafIdentity(); });
    rowsOfBadges();
    rowsOfInvitations();
    rowsOfDevices();
}

void TestChain::leaves()
{
    QFETCH(MakeLeaf, make);
    const Acme acme;
    QTEST(outcomeOf(acme, travelled(make(acme))), "expected");
}

// Whatever the registrar signs, it makes nobody staff.
void TestChain::theRegistrarNamesGuestsOnly()
{
    const Acme acme;
    for (const Role role : {Role::Owner, Role::Admin, Role::Supervisor, Role::Agent, Role::Bot}) {
        Badge badge = acme.badge();
        badge.role = role;
        const StaffChain by_badge{SignedBadge::sign(badge, acme.registrar)};
        QCOMPARE(outcomeOf(acme, staffLeaf(by_badge, acme.founder)), refused(Code::Crypto));

        InvitationCertificate certificate = acme.invitationCertificate();
        certificate.role = role;
        const InvitedAccount invited{SignedInvitation::sign(certificate, acme.registrar),
                                     SignedEnrolledAccount::sign(acme.enrolled(), acme.invitation)};
        QCOMPARE(outcomeOf(acme, staffLeaf({invited}, acme.anna)), refused(Code::Crypto));
    }
    const auto attested =
        SignedGuestAttestation::sign({acme.founder.account.publicKey(), kNow}, acme.registrar);
    const auto member = verifyMember({attested, acme.founder.signedCertificate()}, acme.anchors(), kNow);
    QVERIFY(member);
    QVERIFY(member->role() == Role::Guest && !member->staff());
}

void TestChain::timesAreKept_data()
{
    QTest::addColumn<MakeLeaf>("make");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<int>("expected");
    const int expired = refused(Code::Expired);
    const UnixTime end = kNow + 100 * kDay;
    const MakeLeaf founder = [end](const Acme &acme) {
        Badge badge = acme.badge();
        badge.not_after = end;
        return LeafIdentity{acme.chainOf(badge), acme.founder.signedCertificate()};
    };
    const MakeLeaf anna = [](const Acme &acme) { return acme.annaLeaf(); };
    const MakeLeaf guest = [](const Acme &acme) { return acme.guestLeaf(); };
    const MakeLeaf long_device = [](const Acme &acme) {
        DeviceCertificate certificate = acme.guest.certificate();
        certificate.not_after = kNow + 3650 * kDay;
        const auto device = SignedDeviceCertificate::sign(certificate, acme.guest.account);
        return LeafIdentity{acme.attestation(), device};
    };
    const MakeLeaf late_device = [](const Acme &acme) {
        DeviceCertificate certificate = acme.founder.certificate();
        certificate.issued_at = kNow + 2 * kDay;
        const auto device = SignedDeviceCertificate::sign(certificate, acme.founder.account);
        return LeafIdentity{acme.chainOf(acme.badge()), device};
    };
    const auto row = [](const char *name, const MakeLeaf &make, UnixTime now, int expected) {
        QTest::newRow(name) << make << now.ms << expected;
    };
    const UnixTime device_end = kNow - kDay + limits::kDeviceCertificateLife;

    row("a badge at its last moment", founder, end, kAccepted);
    row("a badge that is over", founder, end + 1ms, expired);
    row("a badge before it begins, within other people's clocks", founder, kNow - 2 * kDay, kAccepted);
    row("a badge long before it begins", founder, kNow - 2 * kDay - 1ms, expired);
    row("a device certificate at its last moment", guest, device_end, kAccepted);
    row("a device certificate that is over", guest, device_end + 1ms, expired);
    row("one that says it lives for ten years, within a year", long_device, device_end, kAccepted);
    row("one that says it lives for ten years, later", long_device, device_end + 1ms, expired);
    row("a device certificate of the future", late_device, kNow, expired);
    row("an account outlives its invitation", anna, kNow + 80 * kDay, kAccepted);
    row("an account at its last moment without a badge", anna, kNow + limits::kBadgeLife, kAccepted);
    row("an account that nobody gave a badge", anna, kNow + limits::kBadgeLife + 1ms, expired);
    row("enrolled in the future", anna, kNow - kDay - 1ms, expired);
    row("a clock at the end of time", guest, {std::numeric_limits<qint64>::max() / 2}, expired);
    row("a clock at the beginning of time", guest, {0}, expired);
}

void TestChain::timesAreKept()
{
    QFETCH(MakeLeaf, make);
    QFETCH(qint64, now);
    const Acme acme;
    QTEST(outcomeOf(acme, make(acme), {now}), "expected");
}

void TestChain::noDepartmentsMeansAll()
{
    const Acme acme;
    const auto staff = verifyStaff(acme.chainOf(acme.badge()), acme.root.publicKey(), kNow);
    QVERIFY(staff);
    QVERIFY(staff->serves(kSupport) && staff->serves(kSales) && staff->serves({999}));
}

void TestChain::everyFlippedBitIsRefused_data()
{
    QTest::addColumn<MakeLeaf>("make");
    QTest::newRow("the founder's leaf") << MakeLeaf([](const Acme &acme) { return acme.founderLeaf(); });
    QTest::newRow("Anna's leaf") << MakeLeaf([](const Acme &acme) { return acme.annaLeaf(); });
    QTest::newRow("the guest's leaf") << MakeLeaf([](const Acme &acme) { return acme.guestLeaf(); });
}

void TestChain::everyFlippedBitIsRefused()
{
    QFETCH(MakeLeaf, make);
    const Acme acme;
    const QByteArray bytes = encode(make(acme));
    QVERIFY(bytes.size() < limits::kChainBytesMax);
    QCOMPARE(firstFlippedBitThatPasses(bytes,
                                       [&](const QByteArray &bad) {
                                           const auto leaf = decode<LeafIdentity>(bad);
                                           return leaf && outcomeOf(acme, *leaf) == kAccepted;
                                       }),
             -1);
}

void TestChain::everyCutIsRefused()
{
    const QByteArray bytes = encode(Acme().annaLeaf());
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QCOMPARE(outcome(decode<LeafIdentity>(bytes.first(size))), refused(Code::Malformed));
    QCOMPARE(outcome(decode<LeafIdentity>(bytes + 'x')), refused(Code::Malformed));
    QCOMPARE(outcome(decode<LeafIdentity>("\x03" + bytes.sliced(1))), refused(Code::Malformed));
    QCOMPARE(outcome(decode<StaffChain>(QByteArray(200, '\0'))), refused(Code::Malformed));
}

void TestChain::anMlsLeafIsOneDevice_data()
{
    QTest::addColumn<int>("changed");
    QTest::addColumn<int>("expected");
    QTest::newRow("as it should be") << 0 << kAccepted;
    QTest::newRow("another signature key") << 1 << refused(Code::Crypto);
    QTest::newRow("a signature key cut short") << 2 << refused(Code::Crypto);
    QTest::newRow("another account in the credential") << 3 << refused(Code::Crypto);
    QTest::newRow("another device in the credential") << 4 << refused(Code::Crypto);
    QTest::newRow("another organisation in the credential") << 5 << refused(Code::Crypto);
    QTest::newRow("upper case in the credential") << 6 << refused(Code::Crypto);
    QTest::newRow("an empty credential") << 7 << refused(Code::Crypto);
    QTest::newRow("an empty extension") << 8 << refused(Code::Malformed);
    QTest::newRow("an extension that is too large") << 9 << refused(Code::TooLarge);
}

void TestChain::anMlsLeafIsOneDevice()
{
    QFETCH(int, changed);
    const Acme acme;
    QByteArray extension = encode(acme.annaLeaf());
    QByteArray key = acme.anna.device.publicKey().toByteArray();
    const AccountId account = accountIdOf(acme.anna.account.publicKey());
    const DeviceId device = deviceIdOf(acme.anna.device.publicKey());
    const OrganisationId organisation = organisationIdOf(acme.root.publicKey());
    QByteArray credential = credentialOf(account, device, organisation);

    if (changed == 1) key = acme.founder.device.publicKey().toByteArray();
    if (changed == 2) key.chop(1);
    if (changed == 3) credential = credentialOf({account.value + 1}, device, organisation);
    if (changed == 4) credential = credentialOf(account, {device.value + 1}, organisation);
    if (changed == 5) credential = credentialOf(account, device, {organisation.value + 1});
    if (changed == 6) credential = credential.toUpper();
    if (changed == 7) credential.clear();
    if (changed == 8) extension.clear();
    if (changed == 9) extension.resize(limits::kChainBytesMax + 1, '\0');
    QTEST(outcome(verifyLeaf(extension, key, credential, acme.anchors(), kNow)), "expected");
}

void TestChain::swappedAnchorsAreRefused()
{
    const Acme acme;
    const TrustAnchors swapped{acme.registrar.publicKey(), acme.root.publicKey()};
    for (const LeafIdentity &leaf : {acme.founderLeaf(), acme.annaLeaf(), acme.guestLeaf()}) {
        QCOMPARE(outcome(verifyMember(leaf, swapped, kNow)), refused(Code::Crypto));
        QCOMPARE(outcome(verifyMember(leaf, {}, kNow)), refused(Code::Crypto));
    }
}

CHAT121_TEST_MAIN(TestChain)
#include "tst_chain.moc"
