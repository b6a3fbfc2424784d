// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md D4: ChaCha20-Poly1305 does not commit to its key. One ciphertext may open under two keys,
// to two things ("invisible salamanders", Dodis et al. 2018; "Partitioning Oracle Attacks", Len, Grubbs,
// Ristenpart, USENIX Security 2021): a server could hand out a wrapped account key that opens under two
// passwords, and learn from what follows which one was typed.
//
// So what is wrapped is checked against something that follows from it: an account's id is the hash of
// its key. An archive's keys carry a mark of the words, which is compared first (tst_archive_seal), and
// members of a group share one key and a mark of its epoch.
#include "common/crypto/init.h"
#include "common/crypto/password.h"
#include "common/identity/ids.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;

namespace {

constexpr quint64 kOwner = 7;

// Made for the keys 01 01 ... and 02 02 ... and the place of account 7, version 1: two linear equations
// modulo 2^130 - 5, one for each key's tag, in the two blocks of the ciphertext.
const QByteArray kForTwo =
    QByteArray::fromHex("000000000000000000000000000000000000000000000000b48eb70c4206af5275e832814c781a65"
                        "16f0cb4ab7aa9ac8c3f6784c23bbd156e97a432fac6a3dd97dfb1aa33f08116c");

crypto::Secret32 keyOf(char byte)
{
    return *crypto::Secret32::from(QByteArray(32, byte));
}

} // namespace

class TestKeyCommitment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void aCiphertextForTwoKeysOpensAsOneThing();
};

void TestKeyCommitment::aCiphertextForTwoKeysOpensAsOneThing()
{
    const crypto::WrapContext place{kOwner, crypto::WrapPurpose::AccountKey, 1};
    auto one = crypto::unwrapKey(keyOf(1), place, kForTwo);
    auto other = crypto::unwrapKey(keyOf(2), place, kForTwo);
    QVERIFY(one && other); // the control: the cipher alone takes it twice
    QVERIFY(*one != *other);
    QVERIFY(!crypto::unwrapKey(keyOf(3), place, kForTwo));

    const auto account = [](crypto::Secret32 seed) {
        return identity::accountIdOf(crypto::SigningKey::fromSeed(std::move(seed)).publicKey());
    };
    const AccountId first = account(*std::move(one)), second = account(*std::move(other));
    QVERIFY(first != second);
    // Whatever account the server says it is, one of the two does not fit; of this one, neither.
    QVERIFY(first.value != kOwner && second.value != kOwner);
}

CHAT121_TEST_MAIN(TestKeyCommitment)
#include "tst_key_commitment.moc"
