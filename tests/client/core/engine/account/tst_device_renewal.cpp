// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A device's certificate lives for a year and is renewed by the own account long before that; a computer that
// was off for longer heals itself, and one whose account has not renewed it is not let in. Times are a fake
// clock's.
#include "client/core/engine/account/device_renewal.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/registration.h"
#include "tests/client/core/engine/talk/wired_seat.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using identity::VerifiedDevice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kThirteenMonths = 396 * kDay;

} // namespace

class TestDeviceRenewal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup();
    void itIsRenewedInTime_data();
    void itIsRenewedInTime();
    void aCertificateLivesForAYear_data();
    void aCertificateLivesForAYear();
    void whateverComesOfItTheLogInGoesOn_data();
    void whateverComesOfItTheLogInGoesOn();
    void aClockThatIsWrongSignsNothing_data();
    void aClockThatIsWrongSignsNothing();
    void whoWasAwayForThirteenMonthsHeals();
    void whoIsNotRenewedIsNotLetIn_data();
    void whoIsNotRenewedIsNotLetIn();

private:
    mls::Member leafOf(const Person &person, const identity::LeafIdentity &leaf) const;

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<TemporaryDirectory> m_folder;
    std::unique_ptr<LocalStore> m_annas;
    std::unique_ptr<LocalStore> m_ginas;
    std::unique_ptr<Seat> m_anna;
    std::unique_ptr<Seat> m_gina;
};

// Anna in a group with Gina.
void TestDeviceRenewal::init()
{
    m_clock.advance(kNow - m_clock.now());
    m_folder.emplace();
    m_annas = storeAt(m_folder->filePath(u"anna"_s), m_random);
    m_ginas = storeAt(m_folder->filePath(u"gina"_s), m_random);
    auto anna = identityOf(m_acme, m_acme.anna, m_acme.annaLeaf(), ProfileKind::Staff);
    auto gina = identityOf(m_acme, m_acme.guest, m_acme.guestLeaf(), ProfileKind::Guest);
    QVERIFY(anna && gina);
    m_anna = std::make_unique<Seat>(*std::move(anna), *m_annas, m_clock, m_random);
    m_gina = std::make_unique<Seat>(*std::move(gina), *m_ginas, m_clock, m_random);
    const auto package = m_gina->package(mls::KeyPackageUse::Once);
    QVERIFY(package);
    const auto commit = m_anna->committer.create(kGroup, {package->message()}, RequestId{1});
    QVERIFY(commit && m_anna->committer.accepted(kGroup));
    const QByteArray welcome = commit->welcomes.items.constFirst().welcome.bytes;
    QVERIFY(m_gina->committer.join(m_anna->envelope(protocol::EnvelopeKind::Invitation, 1, welcome)));
}

void TestDeviceRenewal::cleanup()
{
    m_anna.reset();
    m_gina.reset();
    m_annas.reset();
    m_ginas.reset();
}

mls::Member TestDeviceRenewal::leafOf(const Person &person, const identity::LeafIdentity &leaf) const
{
    mls::Member member;
    member.identity = identity::credentialOf(identity::accountIdOf(person.account.publicKey()),
                                             identity::deviceIdOf(person.device.publicKey()),
                                             identity::organisationIdOf(m_acme.root.publicKey()));
    member.signature_key = person.device.publicKey();
    member.extensions = {{identity::kLeafExtensionType, encode(leaf)}};
    return member;
}

// --- in time --------------------------------------------------------------------------------------

void TestDeviceRenewal::itIsRenewedInTime_data()
{
    QTest::addColumn<qint64>("begun"); // days ago
    QTest::addColumn<bool>("is_due");
    QTest::newRow("fresh") << qint64(0) << false;
    QTest::newRow("a hundred days old") << qint64(100) << false;
    QTest::newRow("more than half of its life is over") << qint64(183) << true;
    QTest::newRow("on its last day") << qint64(365) << true;
    QTest::newRow("over for a month") << qint64(396) << true;
    QTest::newRow("over for ten years") << qint64(3650) << true;
    QTest::newRow("made by a clock that is a little ahead") << qint64(-1) << false;
    QTest::newRow("made by a clock that was a year ahead") << qint64(-365) << true;
}

void TestDeviceRenewal::itIsRenewedInTime()
{
    QFETCH(qint64, begun);
    VerifiedDevice device{};
    device.issued_at = kNow - begun * kDay;
    device.not_after = device.issued_at + limits::kDeviceCertificateLife;
    QTEST(DeviceRenewal::isDue(device, kNow), "is_due");
}

// Whatever it says itself.
void TestDeviceRenewal::aCertificateLivesForAYear_data()
{
    QTest::addColumn<qint64>("says"); // days
    QTest::addColumn<qint64>("after");
    QTest::addColumn<bool>("is_valid");
    QTest::newRow("a year, on its last day") << qint64(365) << qint64(365) << true;
    QTest::newRow("a year, a day later") << qint64(365) << qint64(366) << false;
    QTest::newRow("a month, a day later") << qint64(30) << qint64(31) << false;
    QTest::newRow("ten years, after a year") << qint64(3650) << qint64(365) << true;
    QTest::newRow("ten years, a day later") << qint64(3650) << qint64(366) << false;
}

void TestDeviceRenewal::aCertificateLivesForAYear()
{
    QFETCH(qint64, says);
    QFETCH(qint64, after);
    QFETCH(bool, is_valid);
    identity::DeviceCertificate certificate = m_acme.guest.certificate();
    certificate.issued_at = kNow;
    certificate.not_after = kNow + says * kDay;
    const auto signed_one = identity::SignedDeviceCertificate::sign(certificate, m_acme.guest.account);
    const auto device =
        identity::verifyDevice(signed_one, m_acme.guest.account.publicKey(), kNow + after * kDay);
    QCOMPARE(device.has_value(), is_valid);
    if (!device) QCOMPARE(device.error().code, Code::Expired);
}

void TestDeviceRenewal::whateverComesOfItTheLogInGoesOn_data()
{
    QTest::addColumn<bool>("is_full");
    QTest::addColumn<bool>("is_refused");
    QTest::newRow("the server has it") << false << false;
    QTest::newRow("the server does not take it") << false << true;
    QTest::newRow("the disk is full") << true << false;
}

// Only what is on disk is shown to anybody.
void TestDeviceRenewal::whateverComesOfItTheLogInGoesOn()
{
    QFETCH(bool, is_full);
    QFETCH(bool, is_refused);
    Office<WiredSeat> office(m_acme, m_clock, m_random);
    const auto fiona = office.fiona();
    QVERIFY(fiona->store.requests().next()); // a block of them
    m_clock.advance(200 * kDay);
    DeviceRenewal renewal(fiona->context);
    const auto is_due = renewal.prepare();
    QVERIFY(is_due && *is_due);
    std::optional<Transaction> full; // one that the disk has refused: nothing is saved in it any more
    if (is_full) {
        QVERIFY(fiona->store.limitPages(1));
        auto begun = fiona->store.begin();
        QVERIFY(begun);
        full.emplace(*std::move(begun));
        QVERIFY(!fiona->store.notes().save({{u"large"_s}, {QByteArray(1 << 20, 'x')}}));
    }
    fiona->session.setPrelude([&](const std::function<void()> &then) { renewal.tell(then); });
    fiona->session.begin(
        {fiona->identity.account(), fiona->identity.device(), &fiona->identity.deviceKey(), 1});
    fiona->connects();
    const auto told = fiona->sent<protocol::RegisterDevice>();
    if (is_full) {
        QVERIFY(!told);
        QCOMPARE(fiona->warnings.size(), 1);
    } else if (is_refused) {
        QVERIFY(told);
        fiona->answers(protocol::Refused{told->request, Code::Busy, protocol::Reason::ServerBusy, 0});
    } else {
        QVERIFY(told);
        fiona->answers(protocol::Registered{told->request});
    }
    QVERIFY(fiona->isLetIn());
    QCOMPARE(DeviceRenewal::isDue(fiona->identity.self().device, m_clock.now()), is_full);
    full.reset();
    const auto is_owed = renewal.prepare(); // for the next log-in
    QVERIFY(is_owed);
    QCOMPARE(*is_owed, is_full || is_refused);
}

void TestDeviceRenewal::aClockThatIsWrongSignsNothing_data()
{
    QTest::addColumn<std::chrono::milliseconds>("ahead"); // the server
    QTest::addColumn<bool>("is_told");
    using std::chrono::milliseconds;
    QTest::newRow("the same time") << milliseconds(0) << true;
    QTest::newRow("a day behind") << milliseconds(limits::kClockSkewMax) << true;
    QTest::newRow("more than a day behind") << milliseconds(limits::kClockSkewMax) + milliseconds(1) << false;
    QTest::newRow("more than a day ahead") << -milliseconds(limits::kClockSkewMax) - milliseconds(1) << false;
}

// Nobody would believe it; and a certificate of next year would last for longer than a year.
void TestDeviceRenewal::aClockThatIsWrongSignsNothing()
{
    QFETCH(std::chrono::milliseconds, ahead);
    QFETCH(bool, is_told);
    Office<WiredSeat> office(m_acme, m_clock, m_random);
    const auto fiona = office.fiona();
    m_clock.advance(200 * kDay);
    fiona->server_is_ahead = ahead;
    const UnixTime before = fiona->identity.self().device.issued_at;
    DeviceRenewal renewal(fiona->context);
    fiona->session.setPrelude([&](const std::function<void()> &then) { renewal.tell(then); });
    fiona->session.begin(
        {fiona->identity.account(), fiona->identity.device(), &fiona->identity.deviceKey(), 1});
    fiona->connects();
    const auto told = fiona->sent<protocol::RegisterDevice>();
    QCOMPARE(told.has_value(), is_told);
    QCOMPARE(fiona->identity.self().device.issued_at != before, is_told);
    if (told) fiona->answers(protocol::Registered{told->request});
    QVERIFY(fiona->isLetIn());
}

// --- too late -------------------------------------------------------------------------------------

// By her own account's key, with an ordinary commit: Anna sees Gina go on, and nothing else.
void TestDeviceRenewal::whoWasAwayForThirteenMonthsHeals()
{
    m_clock.advance(kThirteenMonths);
    QVERIFY(DeviceRenewal::isDue(m_gina->identity.self().device, m_clock.now()));
    const auto stale = m_gina->committer.change(kGroup, {}, {}, RequestId{2}); // with what is over
    QVERIFY(stale);
    QVERIFY(!m_anna->committer.read(
        m_gina->envelope(protocol::EnvelopeKind::Commit, stale->epoch, stale->commit.bytes)));
    QVERIFY(m_gina->committer.refused(kGroup));

    const auto certificate = certifyDevice(m_gina->identity.profile(), m_clock.now());
    const auto device = identity::verifyDevice(certificate, m_acme.guest.account.publicKey(), m_clock.now());
    QVERIFY(device);
    m_gina->identity.setDevice(certificate, *device);
    QVERIFY(!DeviceRenewal::isDue(m_gina->identity.self().device, m_clock.now()));
    QVERIFY(m_gina->committer.isOwnLeafOld(kGroup));
    const auto commit = m_gina->committer.change(kGroup, {}, {}, RequestId{3});
    QVERIFY(commit);
    const auto change = m_anna->committer.read(
        m_gina->envelope(protocol::EnvelopeKind::Commit, commit->epoch, commit->commit.bytes));
    QVERIFY(change && change->has_value());
    QVERIFY((*change)->joined.isEmpty() && (*change)->left.isEmpty());
    QVERIFY(m_gina->committer.accepted(kGroup));
    QVERIFY(!m_gina->committer.isOwnLeafOld(kGroup));
    const auto word = m_gina->says(u"I am back"_s);
    QVERIFY(word);
    QCOMPARE(m_anna->opens(*word), u"I am back"_s);
}

void TestDeviceRenewal::whoIsNotRenewedIsNotLetIn_data()
{
    QTest::addColumn<int>("origin");
    QTest::addColumn<bool>("is_staff");
    QTest::addColumn<bool>("is_renewed");
    QTest::addColumn<bool>("is_let_in");
    const auto row = [](const char *name, mls::LeafOrigin origin, bool is_staff, bool is_renewed,
                        bool let_in) {
        QTest::newRow(name) << static_cast<int>(origin) << is_staff << is_renewed << let_in;
    };
    using Origin = mls::LeafOrigin;
    row("a customer who is added", Origin::Added, false, false, false);
    row("a customer who shows the old one again", Origin::Replaced, false, false, false);
    row("a customer who shows a new one", Origin::Replaced, false, true, true);
    row("a customer who was in before", Origin::Present, false, false, true);
    row("an owner who is added", Origin::Added, true, false, false);
    row("an owner who shows the old one again", Origin::Replaced, true, false, false);
    row("an owner who was in before", Origin::Present, true, false, false);
    row("an owner who shows a new one", Origin::Replaced, true, true, true);
}

void TestDeviceRenewal::whoIsNotRenewedIsNotLetIn()
{
    QFETCH(int, origin);
    QFETCH(bool, is_staff);
    QFETCH(bool, is_renewed);
    const UnixTime then = kNow + kThirteenMonths;
    const Person &person = is_staff ? m_acme.founder : m_acme.guest;
    identity::LeafIdentity before = is_staff ? m_acme.founderLeaf() : m_acme.guestLeaf();
    if (is_staff) { // whose badge was renewed
        identity::Badge badge = m_acme.badge();
        badge.not_after = then + kDay;
        before.account = m_acme.chainOf(badge);
    }
    identity::LeafIdentity leaf = before;
    if (is_renewed) {
        identity::DeviceCertificate certificate = person.certificate();
        certificate.issued_at = then;
        certificate.not_after = then + limits::kDeviceCertificateLife;
        leaf.device = identity::SignedDeviceCertificate::sign(certificate, person.account);
    }
    m_clock.advance(kThirteenMonths);
    mls::Candidate candidate{
        groupIdOf(kGroup), static_cast<mls::LeafOrigin>(origin), leafOf(person, leaf), {}};
    if (candidate.origin == mls::LeafOrigin::Replaced) candidate.predecessor = leafOf(person, before);
    QTEST(m_anna->policy.validate(candidate).has_value(), "is_let_in");
}

CHAT121_TEST_MAIN(TestDeviceRenewal)
#include "tst_device_renewal.moc"
