// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands in the key log: each statement has one leaf of its own, whoever signs it how often, and
// a head is believed only under the registrar's key.
#include "common/identity/key_log.h"
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;

class TestKeyLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLeafIsAllItsStatements();
    void everyStatementHasALeafOfItsOwn();
    void aHeadIsBelieved_data();
    void aHeadIsBelieved();
    void theLargestHeadFits();
};

void TestKeyLog::aLeafIsAllItsStatements()
{
    const Acme acme;
    using Kind = StatementKind;
    const auto kinds = [](const QList<LoggedStatement> &statements) {
        QList<Kind> result;
        for (const LoggedStatement &statement : statements)
            result.append(statement.kind);
        return result;
    };
    QVERIFY(kinds(loggedAs(acme.founderLeaf())) == (QList<Kind>{Kind::Badge, Kind::DeviceCertificate}));
    QVERIFY(kinds(loggedAs(acme.annaLeaf())) ==
            (QList<Kind>{Kind::Invitation, Kind::EnrolledAccount, Kind::DeviceCertificate}));
    QVERIFY(kinds(loggedAs(acme.guestLeaf())) ==
            (QList<Kind>{Kind::GuestAttestation, Kind::DeviceCertificate}));
}

void TestKeyLog::everyStatementHasALeafOfItsOwn()
{
    const Acme acme;
    QList<LoggedStatement> all =
        loggedAs(acme.founderLeaf()) + loggedAs(acme.annaLeaf()) + loggedAs(acme.guestLeaf());
    all.append(loggedAs(SignedOrganisation::sign(acme.document(), acme.root)));
    QSet<crypto::Hash> leaves;
    for (const LoggedStatement &statement : all) {
        leaves.insert(leafOf(statement));
        for (int kind = 1; kind <= 6; ++kind) // the same hash under another kind
            leaves.insert(leafOf({static_cast<StatementKind>(kind), statement.hash}));
    }
    QCOMPARE(leaves.size(), 6 * all.size());

    const GuestAttestation attestation{acme.guest.account.publicKey(), kNow};
    const auto signed_attestation = SignedGuestAttestation::sign(attestation, acme.registrar);
    QVERIFY(loggedAs(attestation) ==
            (LoggedStatement{StatementKind::GuestAttestation, signed_attestation.hash()}));
}

void TestKeyLog::aHeadIsBelieved_data()
{
    QTest::addColumn<QString>("signer");
    QTest::addColumn<int>("expected");
    QTest::newRow("of the registrar") << QStringLiteral("registrar") << kAccepted;
    QTest::newRow("of the root key") << QStringLiteral("root") << refused(Code::Crypto);
    QTest::newRow("of somebody else") << QStringLiteral("guest") << refused(Code::Crypto);
    QTest::newRow("of nobody") << QString() << refused(Code::Crypto);
}

void TestKeyLog::aHeadIsBelieved()
{
    QFETCH(QString, signer);
    QFETCH(int, expected);
    const Acme acme;
    const KeyLogHead head{7, crypto::sha256("root"), kNow};
    SignedKeyLogHead signed_head;
    if (signer == QStringLiteral("registrar")) signed_head = SignedKeyLogHead::sign(head, acme.registrar);
    if (signer == QStringLiteral("root")) signed_head = SignedKeyLogHead::sign(head, acme.root);
    if (signer == QStringLiteral("guest")) signed_head = SignedKeyLogHead::sign(head, acme.guest.account);
    const auto verified = signed_head.verify(acme.registrar.publicKey());
    QCOMPARE(outcome(verified), expected);
    if (verified) QVERIFY(*verified == head);
}

void TestKeyLog::theLargestHeadFits()
{
    const Acme acme;
    const KeyLogHead head{~quint64(0), crypto::sha256("root"), kNow};
    const QByteArray bytes = encode(SignedKeyLogHead::sign(head, acme.registrar));
    QVERIFY(bytes.size() <= limits::kKeyLogHeadBytesMax);
    QVERIFY(decode<SignedKeyLogHead>(bytes));
    QVERIFY(!decode<SignedKeyLogHead>(bytes + "x"));
}

CHAT121_TEST_MAIN(TestKeyLog)
#include "tst_key_log.moc"
