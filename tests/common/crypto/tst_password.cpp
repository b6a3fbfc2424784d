// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Passwords: the floors, two keys from one password, the server's hash, wrapped keys.
#include "common/base/limits.h"
#include "common/crypto/aead.h"
#include "common/crypto/init.h"
#include "common/crypto/password.h"
#include "tests/common/crypto/crypto_vectors.h"
#include "tests/common/outcome.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::crypto;
using namespace chat121::test;

class TestPassword : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void parametersHaveFloorsAndCeilings_data();
    void parametersHaveFloorsAndCeilings();
    void ourOwnParametersPass();
    void staffsFloorIsWhatTheFirstVersionMade_data();
    void staffsFloorIsWhatTheFirstVersionMade();
    void costsAreBelowInEither();
    void argon2idOfAKnownPassword();
    void twoKeysFromOnePassword();
    void theServerChecksAndCannotReverse();
    void theServersHashSaysItsCost();
    void aRecordWithoutACostIsTheFirstVersions();
    void aWrappedKeyComesBack();
    void aWrappedKeyStaysInItsPlace_data();
    void aWrappedKeyStaysInItsPlace();
    void everyFlippedBitIsRefused();
};

namespace {

constexpr quint64 kMiB = 1024 * 1024;

PasswordParameters smallest()
{
    return {limits::kPasswordMemoryBytesMin, limits::kPasswordPassesMin,
            *PasswordSalt::from("sixteen bytes...")};
}

} // namespace

void TestPassword::initTestCase()
{
    QVERIFY(initialise());
}

void TestPassword::parametersHaveFloorsAndCeilings_data()
{
    QTest::addColumn<quint64>("memory");
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<int>("expected");
    const int forbidden = refused(Code::Forbidden);
    QTest::newRow("the floor") << quint64(64 * kMiB) << 2u << kAccepted;
    QTest::newRow("staff") << quint64(256 * kMiB) << 3u << kAccepted;
    QTest::newRow("the ceiling") << quint64(1024 * kMiB) << 10u << kAccepted;
    QTest::newRow("a byte less memory") << quint64(64 * kMiB - 1) << 2u << forbidden;
    QTest::newRow("one pass") << quint64(64 * kMiB) << 1u << forbidden;
    QTest::newRow("nothing at all") << quint64(0) << 0u << forbidden;
    QTest::newRow("too much memory") << quint64(1024 * kMiB + 1) << 2u << forbidden;
    QTest::newRow("too many passes") << quint64(64 * kMiB) << 11u << forbidden;
    QTest::newRow("numbers that would overflow") << ~0ull << ~0u << forbidden;
}

void TestPassword::parametersHaveFloorsAndCeilings()
{
    QFETCH(quint64, memory);
    QFETCH(quint32, passes);
    const PasswordParameters parameters{memory, passes, {}};
    QTEST(outcome(checkPasswordParameters(parameters)), "expected");
    QFETCH(int, expected);
    if (expected != kAccepted) QCOMPARE(outcome(derivePasswordKeys("password", parameters)), expected);
}

void TestPassword::ourOwnParametersPass()
{
    SeededRandom random(1);
    const PasswordParameters staff = staffPasswordParameters(random);
    QVERIFY(checkPasswordParameters(staff));
    QVERIFY(checkStaffPasswordParameters(staff));
    QVERIFY(staffPasswordParameters(random).salt != staff.salt);
    QCOMPARE(staff.memory_bytes, 256 * kMiB);
    QCOMPARE(staff.passes, 3u);
    const PasswordParameters more = staffPasswordParameters(random, {512 * kMiB, 4});
    QVERIFY(checkStaffPasswordParameters(more));
    QCOMPARE(more.memory_bytes, 512 * kMiB);
    QCOMPARE(more.passes, 4u);
}

// Whatever a later version makes: whoever has set a password with the first one is not locked out, and no
// server can ask for less.
void TestPassword::staffsFloorIsWhatTheFirstVersionMade_data()
{
    QTest::addColumn<quint64>("memory");
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<int>("expected");
    const int forbidden = refused(Code::Forbidden);
    QTest::newRow("the first version's") << quint64(256 * kMiB) << 3u << kAccepted;
    QTest::newRow("more memory") << quint64(512 * kMiB) << 3u << kAccepted;
    QTest::newRow("more passes") << quint64(256 * kMiB) << 4u << kAccepted;
    QTest::newRow("a byte less memory") << quint64(256 * kMiB - 1) << 3u << forbidden;
    QTest::newRow("a pass less") << quint64(256 * kMiB) << 2u << forbidden;
    QTest::newRow("more of one for less of the other") << quint64(1024 * kMiB) << 2u << forbidden;
    QTest::newRow("above the ceiling") << quint64(1024 * kMiB + 1) << 3u << forbidden;
}

void TestPassword::staffsFloorIsWhatTheFirstVersionMade()
{
    QFETCH(quint64, memory);
    QFETCH(quint32, passes);
    QTEST(outcome(checkStaffPasswordParameters({memory, passes, {}})), "expected");
}

void TestPassword::costsAreBelowInEither()
{
    const PasswordCost usual{256 * kMiB, 3};
    QVERIFY(!isBelow(usual, usual));
    QVERIFY(!isBelow({512 * kMiB, 4}, usual));
    QVERIFY(isBelow({256 * kMiB - 1, 4}, usual));
    QVERIFY(isBelow({512 * kMiB, 2}, usual));
}

void TestPassword::twoKeysFromOnePassword()
{
    const auto keys = derivePasswordKeys("correct horse", smallest());
    QVERIFY(keys);
    QVERIFY(!(keys->log_in == keys->wrapping));
    QVERIFY(!(keys->log_in == Secret32()));

    const auto again = derivePasswordKeys("correct horse", smallest());
    QVERIFY(again && again->log_in == keys->log_in && again->wrapping == keys->wrapping);
    const auto other_password = derivePasswordKeys("correct horsf", smallest());
    QVERIFY(other_password && !(other_password->log_in == keys->log_in));
    PasswordParameters salted = smallest();
    salted.salt.data[0] ^= 1;
    const auto other_salt = derivePasswordKeys("correct horse", salted);
    QVERIFY(other_salt && !(other_salt->wrapping == keys->wrapping));
}

void TestPassword::theServerChecksAndCannotReverse()
{
    SeededRandom random(1);
    const Secret32 log_in = Secret32::random(random);
    const auto stored = storeLogInSecret(log_in, random);
    QVERIFY(stored);
    QVERIFY(stored->hash.view() != log_in.view());
    QVERIFY(*checkLogInSecret(log_in, *stored));
    QVERIFY(!*checkLogInSecret(Secret32::random(random), *stored));
    const auto again = storeLogInSecret(log_in, random);
    QVERIFY(again && again->hash != stored->hash); // salted
    const auto back = decode<StoredLogIn>(encode(*stored));
    QVERIFY(back && *back == *stored);
}

void TestPassword::theServersHashSaysItsCost()
{
    SeededRandom random(1);
    const Secret32 log_in = Secret32::random(random);
    const auto usual = storeLogInSecret(log_in, random);
    QVERIFY(usual && usual->cost == kUsualLogInCost);
    const PasswordCost less{kMiB, 1};
    const auto cheap = hashLogInSecret(log_in, usual->salt, less);
    QVERIFY(cheap && cheap->hash != usual->hash && cheap->salt == usual->salt);
    const auto back = decode<StoredLogIn>(encode(*cheap));
    QVERIFY(back && *back == *cheap && back->cost == less);
    QVERIFY(*checkLogInSecret(log_in, *back)); // at the cost that it says
    QVERIFY(!*checkLogInSecret(Secret32::random(random), *back));
    StoredLogIn wrong = *cheap;
    wrong.cost = kUsualLogInCost;
    QVERIFY(!*checkLogInSecret(log_in, wrong));
}

void TestPassword::aRecordWithoutACostIsTheFirstVersions()
{
    SeededRandom random(1);
    const Secret32 log_in = Secret32::random(random);
    const auto first = hashLogInSecret(log_in, {}, {8 * kMiB, 1});
    QVERIFY(first);
    const QByteArray bytes = encode(*first);
    const auto old = decode<StoredLogIn>(bytes.first(48)); // salt and hash
    QVERIFY(old && *old == *first && *checkLogInSecret(log_in, *old));
    for (const qsizetype size : {qsizetype(47), qsizetype(49), bytes.size() - 1})
        QVERIFY(!decode<StoredLogIn>(bytes.first(size)));
    QVERIFY(!decode<StoredLogIn>(bytes + '\0'));
}

void TestPassword::aWrappedKeyComesBack()
{
    SeededRandom random(1);
    const Secret32 wrapping = Secret32::random(random);
    const Secret32 key = Secret32::random(random);
    const WrapContext context{7, WrapPurpose::AccountKey, 1};
    const QByteArray wrapped = wrapKey(wrapping, context, key, random);
    QVERIFY(wrapped.size() <= limits::kWrappedKeyBytesMax);
    QVERIFY(!wrapped.contains(key.view().toByteArray()));
    const auto back = unwrapKey(wrapping, context, wrapped);
    QVERIFY(back);
    QVERIFY(*back == key);
}

void TestPassword::aWrappedKeyStaysInItsPlace_data()
{
    QTest::addColumn<quint64>("owner");
    QTest::addColumn<int>("purpose");
    QTest::addColumn<quint16>("version");
    QTest::newRow("another owner") << quint64(8) << 1 << quint16(1);
    QTest::newRow("another purpose") << quint64(7) << 2 << quint16(1);
    QTest::newRow("another version") << quint64(7) << 1 << quint16(2);
}

void TestPassword::aWrappedKeyStaysInItsPlace()
{
    QFETCH(quint64, owner);
    QFETCH(int, purpose);
    QFETCH(quint16, version);
    SeededRandom random(1);
    const Secret32 wrapping = Secret32::random(random);
    const QByteArray wrapped =
        wrapKey(wrapping, {7, WrapPurpose::AccountKey, 1}, Secret32::random(random), random);
    const WrapContext other{owner, static_cast<WrapPurpose>(purpose), version};
    QCOMPARE(outcome(unwrapKey(wrapping, other, wrapped)), refused(Code::Crypto));
}

void TestPassword::everyFlippedBitIsRefused()
{
    SeededRandom random(1);
    const Secret32 wrapping = Secret32::random(random);
    const WrapContext context{7, WrapPurpose::AccountKey, 1};
    const QByteArray wrapped = wrapKey(wrapping, context, Secret32::random(random), random);
    QCOMPARE(firstBitThatPasses(wrapped,
                                [&](const QByteArray &bad) {
                                    return outcome(unwrapKey(wrapping, context, bad)) ==
                                           refused(Code::Crypto);
                                }),
             -1);
    QCOMPARE(outcome(unwrapKey(Secret32::random(random), context, wrapped)), refused(Code::Crypto));
    QCOMPARE(outcome(unwrapKey(wrapping, context, {})), refused(Code::Crypto));
}

// Computed with another implementation (Python's cryptography: Argon2id with one lane, HKDFExpand), so
// that a stored account key opens in every later version.
void TestPassword::argon2idOfAKnownPassword()
{
    const auto keys = derivePasswordKeys("correct horse", smallest());
    QVERIFY(keys);
    QCOMPARE(keys->log_in.view().toByteArray().toHex(),
             QByteArray("6c5d61cde5e7b18a36186803a8c4d548c01eaf691e32f75728b1c0e91399cae1"));
    QCOMPARE(keys->wrapping.view().toByteArray().toHex(),
             QByteArray("e1296d557ea1cbf3020c61a0fddb3d81c65bca0518aca13de353a9f6f9597a59"));
}

CHAT121_TEST_MAIN(TestPassword)
#include "tst_password.moc"
