// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Log-in by the device's key, counters that must not go down, and passwords.

#include "common/crypto/password.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"
#include "common/protocol/messages/session.h"
#include "server/store/way_in_rows.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using identity::Role;
using test::Person;

namespace {

class TestLogIn : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aLogInIsRefused_data();
    void aLogInIsRefused();
    void aLowerStartCounterIsARolledBackDevice();
    void aLowerRequestIsARolledBackDevice();
    void aRequestThatIsStoredCountsToo();
    void aBadgeThatIsOverLetsNobodyIn();
    void logInListsWhatIsNew();

    void aPasswordBringsTheWrappedKey();
    void aWrongPasswordAndAWrongNameLookAlike();
    void malformedLogInsLeakNothing();
    void triesAreLimited();
    void namesAreUnique();
    void aWeakPasswordIsRefused();
    void aChangeNeedsThePasswordThatHolds();
    void aChangeIsOfThePasswordThatWasCompared_data();
    void aChangeIsOfThePasswordThatWasCompared();
    void triesOfChangesAreLimited();
    void whoHoldsTheAccountKeySetsAnother();
    void aCostOfFormerTimesIsRaisedByALogIn();
    void aRecordWithoutACostLetsIn();
    void twoLogInsAtOnceRaiseItOnce();

private:
    // As StoreFixture::send(), with something between the comparison and what comes of it.
    template <typename Message>
    Verdict<Outcome> send(const Caller &caller, const Message &message,
                          const std::function<void()> &meanwhile);
    // The owner's, as it is kept.
    PasswordRow kept();
    void keep(const QByteArray &stored_login);

    Caller m_owner;
};

void TestLogIn::init()
{
    begin();
    m_owner = m_organisation->found();
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

// security.md D3: 512 log-ins with a secret that is almost right, one bit beside it, for a name that is there
// and for one that is not. One answer, and nothing of it is what the right one gives.
void TestLogIn::malformedLogInsLeakNothing()
{
    const auto record = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), record});
    QSet<QByteArray> answers;
    int tries = 0;
    for (size_t bit = 0; bit < 256; ++bit) {
        auto secret = record.login_secret;
        secret.data[bit / 8] = static_cast<quint8>(secret.data[bit / 8] ^ (1u << (bit % 8)));
        for (const QString &name : {QStringLiteral("anna"), QStringLiteral("bert")}) {
            answers.insert(
                encodeFrame(m_fixture->ask<Refused>({}, PasswordLogIn{RequestId{1}, {name}, secret})));
            ++tries;
        }
        const bool is_enough = (bit + 1) % static_cast<size_t>(limits::kPasswordTriesPerQuarterHour - 1) == 0;
        if (is_enough) m_fixture->clock.advance(limits::kPasswordTriesPeriod);
    }
    QCOMPARE(tries, 512);
    QCOMPARE(answers.size(), 1);
    m_fixture->clock.advance(limits::kPasswordTriesPeriod);
    const auto verdict =
        m_fixture->send({}, PasswordLogIn{RequestId{1}, {QStringLiteral("anna")}, record.login_secret});
    QVERIFY(verdict && !decodeFrame<Refused>(verdict->reply));
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
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(),
                                                        m_organisation->password(QStringLiteral("ann"), 'r'),
                                                        record.login_secret});
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

void TestLogIn::aChangeNeedsThePasswordThatHolds()
{
    const auto before = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), before});
    auto after = m_organisation->password({}, 'q'); // the name stays
    after.salt = *FixedBytes<16>::from(QByteArray(16, 't'));
    for (const FixedBytes<32> &wrong : {FixedBytes<32>{}, after.login_secret}) {
        const SetPassword refused{m_organisation->next(), after, wrong};
        QCOMPARE(m_fixture->ask<Refused>(m_owner, refused).reason, Reason::BadPassword);
    }
    const PasswordLogIn with_old{RequestId{1}, {QStringLiteral("anna")}, before.login_secret};
    const PasswordLogIn with_new{RequestId{1}, {QStringLiteral("anna")}, after.login_secret};
    m_fixture->ask<PasswordAccepted>({}, with_old);

    const SetPassword right{m_organisation->next(), after, before.login_secret};
    m_fixture->ask<protocol::Done>(m_owner, right);
    m_fixture->ask<protocol::Done>(m_owner, right); // its answer was lost
    QCOMPARE(m_fixture->ask<Refused>({}, with_old).reason, Reason::BadPassword);
    m_fixture->ask<PasswordAccepted>({}, with_new);
    const auto own = m_fixture->ask<PasswordSettings>(m_owner, FetchPasswordSettings{RequestId{1}, {}});
    QCOMPARE(own.salt, after.salt);
    // The device needs no password.
    m_fixture->ask<LoggedIn>({}, m_organisation->logIn(m_organisation->owner, 2, 1000));
}

template <typename Message>
Verdict<Outcome> TestLogIn::send(const Caller &caller, const Message &message,
                                 const std::function<void()> &meanwhile)
{
    TRY_ASSIGN(const Handler *handler, m_fixture->table.admit(caller, Message::kType));
    Request request{&m_fixture->services, caller, m_fixture->challenge,
                    encodeFrame(message), {},     m_fixture->clock.now()};
    TRY_ASSIGN(const Outcome found, m_fixture->read(lookUpJob(*handler, request)));
    request.prepared = found.reply;
    TRY_ASSIGN(request.prepared, handler->hash(request));
    meanwhile();
    return m_fixture->write(job(*handler, request));
}

void TestLogIn::aChangeIsOfThePasswordThatWasCompared_data()
{
    QTest::addColumn<QString>("before"); // empty: none
    QTest::addColumn<QString>("after");
    QTest::addColumn<char>("said"); // 'p' is right
    QTest::addColumn<bool>("is_conflict");
    QTest::newRow("there was none and then one") << ""
                                                 << "other" << 'p' << true;
    QTest::newRow("it is gone") << "anna"
                                << "" << 'p' << true;
    QTest::newRow("it is gone, and was wrong") << "anna"
                                               << "" << 'x' << true;
    QTest::newRow("it is another one") << "anna"
                                       << "other" << 'p' << false;
}

void TestLogIn::aChangeIsOfThePasswordThatWasCompared()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(char, said);
    QFETCH(bool, is_conflict);
    const auto put = [&](const QString &name, char secret) {
        const FixedBytes<32> current = m_organisation->password(name, 'p').login_secret;
        m_fixture->ask<protocol::Done>(
            m_owner, SetPassword{m_organisation->next(), m_organisation->password(name, secret), current});
    };
    if (!before.isEmpty()) put(before, 'p');
    const PasswordRecord wished = m_organisation->password(QStringLiteral("anna"), 'q');
    const FixedBytes<32> current = m_organisation->password(before, said).login_secret;
    const auto answer = send(m_owner, SetPassword{m_organisation->next(), wished, current}, [&] {
        if (!after.isEmpty()) return put(after, 'o');
        m_fixture->mustWrite([&](Sql &sql) { return deletePasswordOf(sql, m_owner.account); });
    });
    QCOMPARE(!answer.has_value(), is_conflict);
    if (is_conflict)
        QCOMPARE(answer.error().code, Code::Conflict);
    else
        QCOMPARE(decodeFrame<Refused>(answer->reply)->reason, Reason::BadPassword);
    const PasswordLogIn with_it{RequestId{1}, wished.login_name, wished.login_secret};
    QCOMPARE(m_fixture->ask<Refused>({}, with_it).reason, Reason::BadPassword);
}

void TestLogIn::triesOfChangesAreLimited()
{
    const auto before = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), before});
    const auto after = m_organisation->password({}, 'q');
    for (int i = 0; i < limits::kPasswordTriesPerQuarterHour; ++i)
        QCOMPARE(m_fixture->ask<Refused>(m_owner, SetPassword{m_organisation->next(), after}).reason,
                 Reason::BadPassword);
    const SetPassword right{m_organisation->next(), after, before.login_secret};
    QCOMPARE(m_fixture->refusal(m_owner, right).reason, Reason::TooManyTries);
    m_fixture->clock.advance(limits::kPasswordTriesPeriod + std::chrono::minutes(1));
    m_fixture->ask<protocol::Done>(m_owner, right);
}

// After recovery words, which give the account's key.
void TestLogIn::whoHoldsTheAccountKeySetsAnother()
{
    const auto before = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), before});
    const Person again{m_organisation->owner.account.clone(), m_organisation->person().device.clone()};
    RegisterDevice message = m_organisation->furtherDevice(again);
    message.password = m_organisation->password({}, 'q');
    m_fixture->ask<Registered>({}, message);
    m_fixture->ask<Registered>({}, message); // its answer was lost
    m_fixture->ask<PasswordAccepted>(
        {}, PasswordLogIn{RequestId{1}, {QStringLiteral("anna")}, message.password->login_secret});
    QCOMPARE(
        m_fixture
            ->ask<Refused>({}, PasswordLogIn{RequestId{1}, {QStringLiteral("anna")}, before.login_secret})
            .reason,
        Reason::BadPassword);

    const Person stranger = m_organisation->person();
    RegisterDevice forged = message;
    forged.device_proof = m_organisation->furtherDevice(stranger).device_proof;
    forged.password = m_organisation->password({}, 'r');
    QCOMPARE(m_fixture->refusal({}, forged).reason, Reason::BadSignature);

    const Person guest = m_organisation->person();
    m_fixture->ask<Registered>({}, m_organisation->registration(guest, m_organisation->guestToken(m_owner)));
    RegisterDevice of_guest = m_organisation->furtherDevice(guest);
    of_guest.password = m_organisation->password(QStringLiteral("gina"), 'g');
    QCOMPARE(m_fixture->refusal({}, of_guest).code, Code::Forbidden);
}

// --- what the server's hash takes -----------------------------------------------------------------

PasswordRow TestLogIn::kept()
{
    PasswordRow row;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto own, findPasswordOf(sql, m_owner.account));
        if (own) row = *own;
        return success();
    });
    return row;
}

void TestLogIn::keep(const QByteArray &stored_login)
{
    PasswordRow row = kept();
    row.stored_login = stored_login;
    m_fixture->mustWrite([&](Sql &sql) { return putPassword(sql, row); });
}

namespace {

crypto::StoredLogIn hashed(const PasswordRecord &record, const crypto::PasswordCost &cost)
{
    const auto secret = crypto::Secret32::from(record.login_secret.view());
    return *crypto::hashLogInSecret(*secret, *crypto::PasswordSalt::from("sixteen bytes..."), cost);
}

constexpr crypto::PasswordCost kFormer{1024 * 1024, 1};

} // namespace

void TestLogIn::aCostOfFormerTimesIsRaisedByALogIn()
{
    const auto record = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), record});
    keep(encode(hashed(record, kFormer)));
    const PasswordRow before = kept();
    const FixedBytes<32> wrong{};
    m_fixture->ask<Refused>({}, PasswordLogIn{RequestId{1}, {QStringLiteral("anna")}, wrong});
    QCOMPARE(kept().stored_login, before.stored_login);

    const PasswordLogIn right{RequestId{1}, {QStringLiteral("anna")}, record.login_secret};
    QCOMPARE(m_fixture->ask<PasswordAccepted>({}, right).account, m_owner.account);
    const PasswordRow after = kept();
    QCOMPARE(after.stored_login, encode(hashed(record, crypto::kUsualLogInCost)));
    QCOMPARE(after.wrapped_key, before.wrapped_key);
    QCOMPARE(after.salt, before.salt);
    QCOMPARE(after.name_key, before.name_key);
    m_fixture->ask<PasswordAccepted>({}, right); // which is nothing more to do
    QCOMPARE(kept().stored_login, after.stored_login);
    QCOMPARE(m_fixture->ask<Refused>({}, PasswordLogIn{RequestId{1}, {QStringLiteral("anna")}, wrong}).reason,
             Reason::BadPassword);
}

void TestLogIn::aRecordWithoutACostLetsIn()
{
    const auto record = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), record});
    keep(encode(hashed(record, crypto::kUsualLogInCost)).first(48)); // salt and hash
    m_fixture->ask<PasswordAccepted>(
        {}, PasswordLogIn{RequestId{1}, {QStringLiteral("anna")}, record.login_secret});
    auto after = m_organisation->password({}, 'q');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), after, record.login_secret});
    QVERIFY(kept().stored_login.size() > 48);
}

// Neither of them is a wrong try, and no change that was compared before.
void TestLogIn::twoLogInsAtOnceRaiseItOnce()
{
    const auto record = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(m_owner, SetPassword{m_organisation->next(), record});
    const PasswordLogIn right{RequestId{1}, {QStringLiteral("anna")}, record.login_secret};
    const auto logs_in = [&] { m_fixture->ask<PasswordAccepted>({}, right); };
    keep(encode(hashed(record, kFormer)));
    const auto answer = send(Caller{}, right, logs_in);
    QVERIFY(answer && decodeFrame<PasswordAccepted>(answer->reply));
    QCOMPARE(kept().stored_login, encode(hashed(record, crypto::kUsualLogInCost)));

    keep(encode(hashed(record, kFormer)));
    const auto after = m_organisation->password({}, 'q');
    const auto changed =
        send(m_owner, SetPassword{m_organisation->next(), after, record.login_secret}, logs_in);
    QVERIFY(changed && decodeFrame<protocol::Done>(changed->reply));
    QCOMPARE(m_fixture->ask<Refused>({}, right).reason, Reason::BadPassword);
}

} // namespace

CHAT121_TEST_MAIN(TestLogIn)
#include "tst_log_in.moc"
