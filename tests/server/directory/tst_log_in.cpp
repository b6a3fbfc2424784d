// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Log-in by the device's key, counters that must not go down, and passwords.

#include "server/desk/handlers.h"
#include "server/directory/handlers.h"
#include "server/relay/handlers.h"
#include "tests/server/support/organisation.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using identity::Role;
using test::Person;

namespace {

class TestLogIn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void aLogInIsRefused_data();
    void aLogInIsRefused();
    void aLowerStartCounterIsARolledBackDevice();
    void aLowerRequestIsARolledBackDevice();
    void aRequestThatIsStoredCountsToo();
    void aBadgeThatIsOverLetsNobodyIn();
    void logInListsWhatIsNew();

    void aPasswordBringsTheWrappedKey();
    void aWrongPasswordAndAWrongNameLookAlike();
    void triesAreLimited();
    void namesAreUnique();
    void aWeakPasswordIsRefused();

private:
    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::Organisation> m_organisation;
    Caller m_owner;
};

void TestLogIn::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    directory::addHandlers(m_fixture->table);
    desk::addHandlers(m_fixture->table);
    m_organisation = std::make_unique<test::Organisation>(*m_fixture);
    m_owner = m_organisation->found();
}

void TestLogIn::cleanup()
{
    m_organisation.reset();
    m_fixture.reset();
}

void TestLogIn::aLogInIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("a flipped bit") << "bit";
    QTest::newRow("another device's key") << "key";
    QTest::newRow("another connection's challenge") << "challenge";
    QTest::newRow("another TLS certificate") << "pin";
    QTest::newRow("another start counter") << "counter";
    QTest::newRow("another account") << "account";
    QTest::newRow("a device nobody knows") << "unknown";
}

void TestLogIn::aLogInIsRefused()
{
    QFETCH(QString, what);
    const Person other = m_organisation->person();
    m_organisation->comeIn(other, Role::Agent);
    LogIn message = m_organisation->logIn(m_organisation->owner);
    if (what == "bit") message.device_proof.data[63] ^= 1;
    if (what == "key") message.device_proof = m_organisation->logIn(other).device_proof;
    if (what == "challenge") m_fixture->challenge.data[0] ^= 1;
    if (what == "pin") m_fixture->services.tls_pin.data[0] ^= 1;
    if (what == "counter") message.start_counter = 2;
    if (what == "account") message.account = other.accountId();
    if (what == "unknown") message = m_organisation->logIn(m_organisation->person());
    const auto refusal = m_fixture->refusal({}, message);
    QCOMPARE(refusal.reason, Reason::BadSignature);
    QCOMPARE(refusal.code, Code::Unauthenticated);
}

void TestLogIn::aLowerStartCounterIsARolledBackDevice()
{
    const Person &owner = m_organisation->owner;
    QVERIFY(m_fixture->send({}, m_organisation->logIn(owner, 7)));
    QVERIFY(m_fixture->send({}, m_organisation->logIn(owner, 7))); // connected again
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(owner, 6)).reason, Reason::StateRolledBack);
    QVERIFY(m_fixture->send({}, m_organisation->logIn(owner, 8)));
}

void TestLogIn::aLowerRequestIsARolledBackDevice()
{
    const Person &owner = m_organisation->owner;
    QVERIFY(m_fixture->send({}, m_organisation->logIn(owner, 1, 500)));
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(owner, 2, 499)).reason, Reason::StateRolledBack);
    QVERIFY(m_fixture->send({}, m_organisation->logIn(owner, 2, 500)));
}

void TestLogIn::aRequestThatIsStoredCountsToo()
{
    SetStatus message;
    message.request = RequestId{900};
    m_fixture->ask<protocol::Done>(m_owner, message);
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(m_organisation->owner, 1, 899)).reason,
             Reason::StateRolledBack);
    QVERIFY(m_fixture->send({}, m_organisation->logIn(m_organisation->owner, 1, 900)));
}

void TestLogIn::aBadgeThatIsOverLetsNobodyIn()
{
    m_fixture->clock.advance(std::chrono::hours(24 * 400));
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(m_organisation->owner)).code, Code::Expired);
}

void TestLogIn::logInListsWhatIsNew()
{
    m_fixture->ask<KeyPackagesPublished>(
        m_owner,
        PublishKeyPackages{m_organisation->next(),
                           {{{{}, m_fixture->clock.now() + std::chrono::hours(1), false, {"package"}}}}});
    const auto answer = m_fixture->ask<LoggedIn>({}, m_organisation->logIn(m_organisation->owner, 1, 1000));
    QCOMPARE(answer.key_packages, 1u);
    QVERIFY(answer.heads.items.isEmpty());
}

// --- passwords ------------------------------------------------------------------------------------

void TestLogIn::aPasswordBringsTheWrappedKey()
{
    const auto record = m_organisation->password(QStringLiteral("Anna"), 'p');
    const SetPassword message{m_organisation->next(), record};
    m_fixture->ask<protocol::Done>(m_owner, message);
    const auto settings =
        m_fixture->ask<PasswordSettings>({}, FetchPasswordSettings{RequestId{1}, {QStringLiteral("ANNA")}});
    QCOMPARE(settings.salt, record.salt);
    QCOMPARE(settings.memory_bytes, record.memory_bytes);
    const auto accepted = m_fixture->ask<PasswordAccepted>(
        {}, PasswordLogIn{RequestId{2}, {QStringLiteral(" anna")}, record.login_secret});
    QCOMPARE(accepted.account, m_owner.account);
    QCOMPARE(accepted.wrapped_account_key.bytes, "wrapped");
    QVERIFY(!accepted.staff_chain.bytes.isEmpty());
}

void TestLogIn::aWrongPasswordAndAWrongNameLookAlike()
{
    const auto record = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), record});
    const FixedBytes<32> wrong = *FixedBytes<32>::from(QByteArray(32, 'q'));
    const auto known =
        m_fixture->ask<Refused>({}, PasswordLogIn{RequestId{1}, {QStringLiteral("anna")}, wrong});
    const auto unknown =
        m_fixture->ask<Refused>({}, PasswordLogIn{RequestId{1}, {QStringLiteral("bert")}, wrong});
    QCOMPARE(known.reason, Reason::BadPassword);
    QCOMPARE(encodeFrame(known), encodeFrame(unknown));

    const FetchPasswordSettings ask{RequestId{1}, {QStringLiteral("bert")}};
    const auto first = m_fixture->ask<PasswordSettings>({}, ask);
    QCOMPARE(encodeFrame(m_fixture->ask<PasswordSettings>({}, ask)), encodeFrame(first)); // always the same
    const auto other =
        m_fixture->ask<PasswordSettings>({}, FetchPasswordSettings{RequestId{1}, {QStringLiteral("carl")}});
    QVERIFY(other.salt != first.salt);
    QVERIFY(first.memory_bytes >= limits::kPasswordMemoryBytesMin);
}

void TestLogIn::triesAreLimited()
{
    const auto record = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), record});
    const FixedBytes<32> wrong{};
    for (const QString &name : {QStringLiteral("anna"), QStringLiteral("nobody")}) {
        for (int i = 0; i < limits::kPasswordTriesPerQuarterHour; ++i)
            QCOMPARE(m_fixture->ask<Refused>({}, PasswordLogIn{RequestId{1}, {name}, wrong}).reason,
                     Reason::BadPassword);
        const auto refusal = m_fixture->refusal({}, PasswordLogIn{RequestId{1}, {name}, record.login_secret});
        QCOMPARE(refusal.reason, Reason::TooManyTries);
        QVERIFY(refusal.retry_after_ms > 0);
    }
    m_fixture->stop();
    m_fixture->start(); // a restart forgives nothing
    QCOMPARE(
        m_fixture->refusal({}, PasswordLogIn{RequestId{1}, {QStringLiteral("ANNA")}, record.login_secret})
            .reason,
        Reason::TooManyTries);
    m_fixture->clock.advance(limits::kPasswordTriesPeriod + std::chrono::minutes(1));
    m_fixture->ask<PasswordAccepted>(
        {}, PasswordLogIn{RequestId{1}, {QStringLiteral("anna")}, record.login_secret});
}

void TestLogIn::namesAreUnique()
{
    const auto record = m_organisation->password(QStringLiteral("anna"), 'p');
    const SetPassword message{m_organisation->next(), record};
    m_fixture->ask<protocol::Done>(m_owner, message);
    m_fixture->ask<protocol::Done>(m_owner, message); // a retry
    const Person other = m_organisation->person();
    const Caller agent = m_organisation->comeIn(other, Role::Agent);
    const SetPassword taken{m_organisation->next(), m_organisation->password(QStringLiteral("ANNA "), 'q')};
    QCOMPARE(m_fixture->refusal(agent, taken).reason, Reason::NameTaken);
    RegisterStaff renewed = m_organisation->registration(other, m_organisation->badge(other, Role::Agent));
    renewed.password = m_organisation->password(QStringLiteral("anna"), 'q');
    QCOMPARE(m_fixture->refusal({}, renewed).reason, Reason::NameTaken);
    // One's own may be changed, name and all.
    m_fixture->ask<protocol::Done>(
        m_owner, SetPassword{m_organisation->next(), m_organisation->password(QStringLiteral("ann"), 'r')});
    m_fixture->ask<protocol::Done>(agent, taken);
}

void TestLogIn::aWeakPasswordIsRefused()
{
    auto weak = m_organisation->password(QStringLiteral("anna"), 'p');
    weak.memory_bytes = limits::kPasswordMemoryBytesMin - 1;
    QVERIFY(!m_fixture->send(m_owner, SetPassword{m_organisation->next(), weak}));
    auto nameless = m_organisation->password(QStringLiteral("  "), 'p');
    QCOMPARE(m_fixture->refusal(m_owner, SetPassword{m_organisation->next(), nameless}).code,
             Code::Malformed);
}

} // namespace

CHAT121_TEST_MAIN(TestLogIn)
#include "tst_log_in.moc"
