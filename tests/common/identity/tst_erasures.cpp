// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The wish to erase a conversation and the server's receipt for it: who signed, and what else is refused.
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/identity/erasure.h"
#include "common/identity/ids.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::identity;

namespace {

constexpr ConversationId kConversation{77};

} // namespace

class TestErasures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void aWishIsItsSigners();
    void everyChangedBitIsRefused();
    void aWishInAnothersNameIsRefused();
    void aWishForNothingIsRefused();
    void aReceiptIsForOneWishOfOneServer();
    void someRolesMay_data();
    void someRolesMay();

private:
    crypto::SigningKey fresh() { return crypto::SigningKey::generate(m_random); }
    static QByteArray wish(const crypto::SigningKey &key, UnixTime at = {5})
    {
        return encode(SignedErasureWish::sign({key.publicKey(), kConversation, at}, key));
    }

    crypto::SodiumRandom m_random;
};

void TestErasures::aWishIsItsSigners()
{
    const auto key = fresh();
    const auto verified = verifyErasure(wish(key));
    QVERIFY(verified.has_value());
    QCOMPARE(verified->account, accountIdOf(key.publicKey()));
    QCOMPARE(verified->wish.conversation, kConversation);
    QVERIFY(verifyErasure(wish(key, {6}))->hash != verified->hash);
}

void TestErasures::everyChangedBitIsRefused()
{
    const QByteArray right = wish(fresh());
    for (qsizetype bit = 0; bit < right.size() * 8; ++bit) {
        QByteArray bent = right;
        bent[bit / 8] = static_cast<char>(bent[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY2(!verifyErasure(bent), qPrintable(QString::number(bit)));
    }
    for (qsizetype size = 0; size < right.size(); ++size)
        QVERIFY(!verifyErasure(right.first(size)));
}

void TestErasures::aWishInAnothersNameIsRefused()
{
    const auto victim = fresh();
    const ErasureWish claimed{victim.publicKey(), kConversation, {5}};
    const auto verified = verifyErasure(encode(SignedErasureWish::sign(claimed, fresh())));
    QVERIFY(!verified);
    QCOMPARE(verified.error().code, Code::Crypto);
}

void TestErasures::aWishForNothingIsRefused()
{
    const auto key = fresh();
    QVERIFY(!verifyErasure(encode(SignedErasureWish::sign({key.publicKey(), {}, {5}}, key))));
    QVERIFY(!verifyErasure({}));
}

void TestErasures::aReceiptIsForOneWishOfOneServer()
{
    const auto registrar = fresh();
    const auto person = fresh();
    const auto mine = verifyErasure(wish(person));
    const auto other = verifyErasure(wish(person, {6}));
    ErasureReceipt receipt;
    receipt.wish = mine->hash;
    receipt.envelopes = 3;
    const QByteArray bytes = encode(SignedErasureReceipt::sign(receipt, registrar));
    const auto checked = verifyErasureReceipt(bytes, registrar.publicKey(), *mine);
    QVERIFY(checked.has_value());
    QCOMPARE(*checked, receipt);
    QCOMPARE(verifyErasureReceipt(bytes, registrar.publicKey(), *other).error().code, Code::Conflict);
    QCOMPARE(verifyErasureReceipt(bytes, person.publicKey(), *mine).error().code, Code::Crypto);
    QVERIFY(!verifyErasureReceipt(wish(registrar), registrar.publicKey(), *mine));
}

void TestErasures::someRolesMay_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<bool>("may");
    QTest::newRow("customer") << Role::Guest << true;
    QTest::newRow("owner") << Role::Owner << true;
    QTest::newRow("administrator") << Role::Admin << true;
    QTest::newRow("supervisor") << Role::Supervisor << true;
    QTest::newRow("agent") << Role::Agent << false;
    QTest::newRow("bot") << Role::Bot << false;
}

void TestErasures::someRolesMay()
{
    QFETCH(Role, role);
    QTEST(mayErase(role), "may");
}

CHAT121_TEST_MAIN(TestErasures)
#include "tst_erasures.moc"
