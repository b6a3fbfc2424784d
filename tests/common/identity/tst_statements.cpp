// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ids, labels, signed statements, proofs of log-in, names and endpoints.
#include "common/identity/department_key.h"
#include "common/identity/endpoint.h"
#include "common/identity/login.h"
#include "common/identity/names.h"
#include "common/identity/opening.h"
#include "common/mls/suite.h"
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;

class TestStatements : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsFollowFromKeys();
    void theCredentialNamesThree();
    void labelsDiffer();
    void everyLabelRefusesEveryOther();
    void noLabelIsOneOfMls_data();
    void noLabelIsOneOfMls();
    void aStructureRefusesAnothersSignature();
    void aStatementComesBack();
    void everyFlippedBitIsRefused();
    void anotherSignerIsRefused();
    void anUnsignedStatementIsRefused();
    void signedNonsenseIsMalformed();
    void proofsCoverTheirConnection_data();
    void proofsCoverTheirConnection();
    void proofsOfOneKindAreNoOther();
    void names_data();
    void names();
    void endpoints_data();
    void endpoints();
};

// The values are fixed for ever: they are in every database.
void TestStatements::idsFollowFromKeys()
{
    const auto key = *crypto::PublicKey::from(QByteArray(32, 'k'));
    QCOMPARE(QByteArray::number(accountIdOf(key).value, 16), QByteArray("1f8f8b2e7ed681bf"));
    QCOMPARE(QByteArray::number(deviceIdOf(key).value, 16), QByteArray("6c5092b3a06a0b1a"));
    QCOMPARE(QByteArray::number(organisationIdOf(key).value, 16), QByteArray("4b202ffa907088ed"));
    QCOMPARE(QByteArray::number(inboxKeyIdOf(key).value, 16), QByteArray("13d46295336fbab"));
    QCOMPARE(inboxLogOf(deviceIdOf(key)).value, deviceIdOf(key).value);

    QSet<quint64> seen;
    SeededRandom random(1);
    for (int i = 0; i < 500; ++i) {
        const AccountId id = accountIdOf(*crypto::PublicKey::from(random.bytes(32)));
        QVERIFY(id.isValid() && (id.value >> 63) == 0);
        seen.insert(id.value);
    }
    QCOMPARE(seen.size(), 500);
}

void TestStatements::theCredentialNamesThree()
{
    QCOMPARE(credentialOf({0xa}, {0x7fffffffffffffff}, {1}),
             QByteArray("000000000000000a:7fffffffffffffff@0000000000000001"));
}

void TestStatements::labelsDiffer()
{
    QSet<QByteArray> seen;
    for (const QByteArrayView label : labels::kAll) {
        QVERIFY(label.startsWith("chat121 "));
        seen.insert(label.toByteArray());
    }
    QCOMPARE(static_cast<size_t>(seen.size()), labels::kAll.size());
}

// security.md A3: each label times each other label, nothing accepted; the same with a body that is
// cut so that label and body together are the same bytes.
void TestStatements::everyLabelRefusesEveryOther()
{
    const Acme acme;
    const QByteArray body("some body");
    int accepted = 0;
    for (const QByteArrayView given : labels::kAll) {
        const crypto::Signature signature = acme.root.sign(signedBytes(given, body));
        for (const QByteArrayView wanted : labels::kAll)
            accepted += crypto::verify(acme.root.publicKey(), signedBytes(wanted, body), signature) ? 1 : 0;
        const QByteArray shifted = signedBytes(given.chopped(1), given.last(1).toByteArray() + body);
        QVERIFY(!crypto::verify(acme.root.publicKey(), shifted, signature));
        QVERIFY(!crypto::verify(acme.root.publicKey(), body, signature));
    }
    QCOMPARE(accepted, static_cast<int>(labels::kAll.size()));
}

void TestStatements::noLabelIsOneOfMls_data()
{
    QTest::addColumn<QByteArray>("mls_label");
    for (const char *label : {"FramedContentTBS", "LeafNodeTBS", "KeyPackageTBS", "GroupInfoTBS"})
        QTest::newRow(label) << QByteArray(label);
}

// security.md A3: a device's key signs for MLS, too (RFC 9420, Sections 5.1.2, 6.1, 7.2, 10 and 12.4.3).
void TestStatements::noLabelIsOneOfMls()
{
    QFETCH(QByteArray, mls_label);
    const Acme acme;
    const crypto::SigningKey &device = acme.guest.device;
    const QByteArray key = device.publicKey().toByteArray();
    const QByteArray body("some body");
    Writer writer;
    writer.vector("MLS 1.0 " + mls_label);
    const QByteArray beginning = writer.take(); // of what MLS signs, whatever follows
    const QByteArray of_mls = mls::signWithLabel(device, mls_label, body);
    QVERIFY(mls::verifyWithLabel(key, mls_label, body, of_mls));
    QVERIFY(crypto::verify(device.publicKey(), beginning + char(body.size()) + body, of_mls));
    for (const QByteArrayView label : labels::kAll) {
        const QByteArray signed_bytes = signedBytes(label, body);
        QVERIFY(!mls::verifyWithLabel(key, mls_label, body, device.sign(signed_bytes).view()));
        QVERIFY(!crypto::verify(device.publicKey(), signed_bytes, of_mls));
        // No body makes the one the other: they differ before it begins.
        const QByteArray own = signedBytes(label, {});
        QVERIFY(!own.startsWith(beginning) && !beginning.startsWith(own));
    }
}

// The same key, the same body bytes, another structure.
void TestStatements::aStructureRefusesAnothersSignature()
{
    const Acme acme;
    const QByteArray badge = encode(SignedBadge::sign(acme.badge(), acme.root));
    const auto refusedAs = [&](const auto &as) { return as && !as->verify(acme.root.publicKey()); };
    QVERIFY(decode<SignedBadge>(badge)->verify(acme.root.publicKey()));
    QVERIFY(refusedAs(decode<SignedInvitation>(badge)));
    QVERIFY(refusedAs(decode<SignedEnrolledAccount>(badge)));
    QVERIFY(refusedAs(decode<SignedOrganisation>(badge)));
    QVERIFY(refusedAs(decode<Signed<Opening>>(badge)));
    const QByteArray attestation = encode(acme.attestation());
    QVERIFY(!decode<SignedDeviceCertificate>(attestation)->verify(acme.registrar.publicKey()));
    QVERIFY(!decode<Signed<DepartmentKey>>(attestation)->verify(acme.registrar.publicKey()));
}

void TestStatements::aStatementComesBack()
{
    const Acme acme;
    const auto sent = SignedOrganisation::sign(acme.document(), acme.root);
    const auto received = decode<SignedOrganisation>(encode(sent));
    QVERIFY(received);
    QVERIFY(received->hash() == sent.hash());
    const auto document = received->verify(acme.root.publicKey());
    QVERIFY(document);
    QVERIFY(*document == acme.document());
}

void TestStatements::everyFlippedBitIsRefused()
{
    const Acme acme;
    const QByteArray bytes = encode(SignedBadge::sign(acme.badge(), acme.root));
    QCOMPARE(firstFlippedBitThatPasses(bytes,
                                       [&](const QByteArray &bad) {
                                           const auto badge = decode<SignedBadge>(bad);
                                           return badge && badge->verify(acme.root.publicKey());
                                       }),
             -1);
}

void TestStatements::anotherSignerIsRefused()
{
    const Acme acme;
    const auto badge = SignedBadge::sign(acme.badge(), acme.root);
    QCOMPARE(outcome(badge.verify(acme.registrar.publicKey())), refused(Code::Crypto));
    QCOMPARE(outcome(badge.verify({})), refused(Code::Crypto));
}

void TestStatements::anUnsignedStatementIsRefused()
{
    QCOMPARE(outcome(SignedBadge().verify(Acme().root.publicKey())), refused(Code::Crypto));
    QCOMPARE(outcome(SignedBadge().verify({})), refused(Code::Crypto));
}

// A signer who signs bytes that are no statement.
void TestStatements::signedNonsenseIsMalformed()
{
    const Acme acme;
    const QByteArray nonsense("nonsense");
    const auto signature = acme.root.sign(signedBytes(Badge::kLabel, nonsense));
    Writer writer;
    writer.vector(nonsense);
    writer.raw(signature.view());
    const auto badge = decode<SignedBadge>(writer.bytes());
    QVERIFY(badge);
    QCOMPARE(outcome(badge->verify(acme.root.publicKey())), refused(Code::Malformed));
}

void TestStatements::proofsCoverTheirConnection_data()
{
    QTest::addColumn<int>("changed");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("nothing changed") << 0 << true;
    QTest::newRow("another server") << 1 << false;
    QTest::newRow("another challenge") << 2 << false;
    QTest::newRow("another certificate") << 3 << false;
    QTest::newRow("another account") << 4 << false;
    QTest::newRow("another device") << 5 << false;
    QTest::newRow("another start counter") << 6 << false;
    QTest::newRow("another signer") << 7 << false;
}

void TestStatements::proofsCoverTheirConnection()
{
    QFETCH(int, changed);
    const Acme acme;
    LogInStatement statement{{acme.registrar.publicKey(), crypto::sha256("challenge"), crypto::sha256("pin")},
                             accountIdOf(acme.guest.account.publicKey()),
                             deviceIdOf(acme.guest.device.publicKey()),
                             7};
    const crypto::Signature proof = signDetached(statement, acme.guest.device);

    if (changed == 1) statement.connection.registrar_key = acme.root.publicKey();
    if (changed == 2) statement.connection.challenge.data[31] ^= 1;
    if (changed == 3) statement.connection.tls_pin.data[0] ^= 1;
    if (changed == 4) ++statement.account.value;
    if (changed == 5) ++statement.device.value;
    if (changed == 6) ++statement.start_counter;
    const crypto::SigningKey &signer = changed == 7 ? acme.guest.account : acme.guest.device;
    QTEST(verifyDetached(statement, signer.publicKey(), proof), "accepted");
}

// A guest's proof has the shape of a new device's, but for its last field.
void TestStatements::proofsOfOneKindAreNoOther()
{
    const Acme acme;
    const ConnectionBinding here{acme.registrar.publicKey(), crypto::sha256("challenge"), {}};
    const crypto::PublicKey account = acme.guest.account.publicKey();
    const crypto::PublicKey device = acme.guest.device.publicKey();
    const crypto::Hash hash = chainHash("the same hash");

    const StaffRegistrationStatement staff{here, account, device, hash};
    const GuestRegistrationStatement guest{here, account, device, hash};
    QCOMPARE(encode(staff), encode(guest)); // so only the label keeps them apart
    const crypto::Signature proof = signDetached(guest, acme.guest.device);
    QVERIFY(verifyDetached(guest, device, proof));
    QVERIFY(!verifyDetached(staff, device, proof));
    QVERIFY(!verifyDetached(DeviceRegistrationStatement{here, account, device}, device, proof));
    QVERIFY(!verifyDetached(FoundingStatement{here, account, device, hash, {}, {}}, device, proof));
}

void TestStatements::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("proper");
    QTest::newRow("a name") << QStringLiteral("Anna") << true;
    QTest::newRow("with a space") << QStringLiteral("Anna Müller-Lüdenscheidt") << true;
    QTest::newRow("Arabic") << QString::fromUtf8("عائشة") << true;
    QTest::newRow("Persian with a joiner") << QString::fromUtf8("مهر\u200cداد") << true;
    QTest::newRow("an emoji") << QString::fromUtf8("Anna 🙂") << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("blank") << QStringLiteral("   ") << false;
    QTest::newRow("a line break") << QStringLiteral("Anna\nOwner") << false;
    QTest::newRow("a line separator") << QString::fromUtf8("Anna\u2028Owner") << false;
    QTest::newRow("a zero character") << QStringLiteral("An") + QChar(0) << false;
    QTest::newRow("a right-to-left override") << QString::fromUtf8("Anna \u202ereniwO") << false;
    QTest::newRow("an isolate") << QString::fromUtf8("Anna \u2067x") << false;
}

void TestStatements::names()
{
    QFETCH(QString, name);
    QTEST(isProperName(name), "proper");
}

void TestStatements::endpoints_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("parsed"); // empty: refused
    const auto row = [](const char *name, const char *text, const char *parsed) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(parsed);
    };
    row("a name", "chat.acme.example:9443", "chat.acme.example:9443");
    row("upper case", "Chat.ACME.example:1", "chat.acme.example:1");
    row("an IPv4 address", "127.0.0.1:65535", "127.0.0.1:65535");
    row("an IPv6 address", "[2001:DB8::1]:9443", "[2001:db8::1]:9443");
    row("a name of another script", "bücher.example:443", "xn--bcher-kva.example:443");
    row("nothing", "", "");
    row("no port", "chat.acme.example", "");
    row("an empty port", "chat.acme.example:", "");
    row("no host", ":443", "");
    row("port 0", "host:0", "");
    row("port 65536", "host:65536", "");
    row("a negative port", "host:-1", "");
    row("a port with a sign", "host:+1", "");
    row("digits of another script", "host:٤٤٣", "");
    row("a path", "host/path:443", "");
    row("a user", "user@host:443", "");
    row("a space", "ho st:443", "");
    row("IPv6 without brackets", "2001:db8::1:9443", "");
    row("brackets around a name", "[host]:443", "");
    row("empty brackets", "[]:443", "");
    row("half a bracket", "[::1:443", "");
    row("a line break", "host\n:443", "");
    // 253 characters are the longest name; a name of another script grows when it becomes ASCII.
    const QString longest = QStringLiteral("abcdefghi.").repeated(25) + QStringLiteral("abc:443");
    QTest::newRow("the longest name") << longest << longest;
    QTest::newRow("a longer name") << QLatin1Char('a') + longest << QString();
    QTest::newRow("a name that becomes too long")
        << QStringLiteral("\u00fca\u4f60b\u0436.").repeated(30) + QStringLiteral("a:443") << QString();
}

void TestStatements::endpoints()
{
    QFETCH(QString, text);
    const auto parsed = parseHostPort(text);
    QTEST(parsed ? parsed->toString() : QString(), "parsed");
    if (parsed) QVERIFY(*parseHostPort(parsed->toString()) == *parsed);
}

CHAT121_TEST_MAIN(TestStatements)
#include "tst_statements.moc"
