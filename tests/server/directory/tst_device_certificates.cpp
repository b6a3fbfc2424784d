// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A device's certificate ends after a year. Its account signs another one, however late, and shows it before
// log-in; nobody else's word, and no older one, takes its place.

#include "common/identity/key_log.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/key_log.h"
#include "server/desk/handlers.h"
#include "server/directory/handlers.h"
#include "server/relay/handlers.h"
#include "tests/server/support/organisation.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using test::Person;

namespace {

constexpr auto kDay = std::chrono::hours(24);

class TestDeviceCertificates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();
    void whoseIsOverIsNotLetIn();
    void itIsRenewedBeforeAndAfterItsEnd_data();
    void itIsRenewedBeforeAndAfterItsEnd();
    void whatTakesNoPlace_data();
    void whatTakesNoPlace();

private:
    QByteArray standing(const Caller &caller);

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::Organisation> m_organisation;
    std::optional<Person> m_gina;
};

void TestDeviceCertificates::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    directory::addHandlers(m_fixture->table);
    desk::addHandlers(m_fixture->table);
    m_organisation = std::make_unique<test::Organisation>(*m_fixture);
    const Caller owner = m_organisation->found();
    m_gina.emplace(m_organisation->person());
    m_fixture->ask<Registered>({}, m_organisation->registration(*m_gina, m_organisation->guestToken(owner)));
    m_organisation->logInAs(*m_gina);
}

void TestDeviceCertificates::cleanup()
{
    m_organisation.reset();
    m_fixture.reset();
}

QByteArray TestDeviceCertificates::standing(const Caller &caller)
{
    return m_fixture->ask<Devices>(caller, FetchDevices{m_organisation->next()})
        .devices.items.first()
        .certificate.bytes;
}

void TestDeviceCertificates::whoseIsOverIsNotLetIn()
{
    m_fixture->clock.advance(364 * kDay);
    m_fixture->ask<LoggedIn>({}, m_organisation->logIn(*m_gina, 2, 1000));
    m_fixture->clock.advance(2 * kDay);
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(*m_gina, 3, 1000)).code, Code::Expired);
}

void TestDeviceCertificates::itIsRenewedBeforeAndAfterItsEnd_data()
{
    QTest::addColumn<int>("days");
    QTest::newRow("at half of its life") << 183;
    QTest::newRow("after thirteen months") << 396;
    QTest::newRow("after ten years") << 3650;
}

void TestDeviceCertificates::itIsRenewedBeforeAndAfterItsEnd()
{
    QFETCH(int, days);
    m_fixture->clock.advance(days * kDay);
    const RegisterDevice message = m_organisation->furtherDevice(*m_gina); // a certificate of today
    m_fixture->ask<Registered>({}, message);
    m_fixture->ask<LoggedIn>({}, m_organisation->logIn(*m_gina, 2, 1000));
    const Caller gina{m_gina->accountId(), m_gina->deviceId(), identity::Role::Guest, {}};
    QCOMPARE(standing(gina), message.device_certificate.bytes);
    const auto statement = decode<identity::SignedDeviceCertificate>(message.device_certificate.bytes);
    const FetchKeyLog question{
        m_organisation->next(), {}, {{identity::leafOf(identity::loggedAs(*statement))}}};
    QVERIFY(m_fixture->ask<KeyLog>(gina, question).inclusion.items.first().is_logged);
    m_fixture->ask<Registered>({}, message); // its answer was lost
    QCOMPARE(standing(gina), message.device_certificate.bytes);
}

void TestDeviceCertificates::whatTakesNoPlace_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("the one before") << "old";
    QTest::newRow("one of another account") << "stranger";
    QTest::newRow("one for another device") << "device";
    QTest::newRow("one that begins next year") << "ahead";
    QTest::newRow("one that is over") << "over";
}

void TestDeviceCertificates::whatTakesNoPlace()
{
    QFETCH(QString, what);
    const RegisterDevice before = m_organisation->furtherDevice(*m_gina);
    m_fixture->clock.advance(200 * kDay);
    const RegisterDevice renewed = m_organisation->furtherDevice(*m_gina);
    m_fixture->ask<Registered>({}, renewed);
    RegisterDevice message = what == "old" ? before : m_organisation->furtherDevice(*m_gina);
    identity::DeviceCertificate claims{m_gina->account.publicKey(), m_gina->device.publicKey(),
                                       m_fixture->clock.now(), m_fixture->clock.now() + 365 * kDay};
    const Person stranger = m_organisation->person();
    if (what == "device") claims.device_key = stranger.device.publicKey();
    if (what == "ahead") claims.issued_at = m_fixture->clock.now() + 365 * kDay;
    if (what == "over") claims.not_after = m_fixture->clock.now() - kDay;
    const crypto::SigningKey &signer = what == "stranger" ? stranger.account : m_gina->account;
    if (what != "old")
        message.device_certificate.bytes = encode(identity::SignedDeviceCertificate::sign(claims, signer));
    QCOMPARE(m_fixture->send({}, message).has_value(), what == "old"); // and it changes nothing
    const Caller gina{m_gina->accountId(), m_gina->deviceId(), identity::Role::Guest, {}};
    QCOMPARE(standing(gina), renewed.device_certificate.bytes);
}

} // namespace

CHAT121_TEST_MAIN(TestDeviceCertificates)
#include "tst_device_certificates.moc"
