// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Published inbox keys: customers seal to a key of the right team and to no other.
#include "common/crypto/hpke.h"
#include "common/identity/department_key.h"
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <functional>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;
using namespace std::chrono_literals;

using Publish = std::function<PublishedDepartmentKey(const Acme &)>;
Q_DECLARE_METATYPE(Publish)

class TestDepartmentKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPublishedKeyComesBack();
    void keys_data();
    void keys();
    void times_data();
    void times();
    void everyFlippedBitIsRefused();
};

namespace {

crypto::DhPublicKey inboxKey()
{
    return crypto::HpkeKeyPair::derive("a key of the team's epoch, 32 b.").public_key;
}

PublishedDepartmentKey byAnna(const Acme &acme, DepartmentId department = kSupport)
{
    return publishDepartmentKey(department, inboxKey(), acme.anna.device, acme.annaLeaf(), kNow);
}

DepartmentKey body()
{
    return {kSupport, inboxKeyIdOf(inboxKey()), inboxKey(), kNow, kNow + 30 * kDay};
}

PublishedDepartmentKey signedByAnna(const Acme &acme, const DepartmentKey &key)
{
    return {Signed<DepartmentKey>::sign(key, acme.anna.device), acme.annaLeaf()};
}

} // namespace

void TestDepartmentKey::aPublishedKeyComesBack()
{
    const Acme acme;
    const QByteArray bytes = encode(byAnna(acme));
    QVERIFY(bytes.size() <= limits::kChainBytesMax);
    const auto received = decode<PublishedDepartmentKey>(bytes);
    QVERIFY(received);
    const auto key = verifyDepartmentKey(*received, kSupport, acme.anchors(), kNow);
    QVERIFY(key);
    QVERIFY(key->public_key == inboxKey());
    QVERIFY(key->id == inboxKeyIdOf(inboxKey()));
    QVERIFY(key->department == kSupport);
    QCOMPARE(key->publisher.name, QStringLiteral("Anna"));
    QVERIFY(key->valid_until == kNow + limits::kDepartmentKeyLife);
}

void TestDepartmentKey::keys_data()
{
    QTest::addColumn<Publish>("publish");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, int expected, Publish publish) {
        QTest::newRow(name) << std::move(publish) << expected;
    };
    const int crypto = refused(Code::Crypto);
    const int forbidden = refused(Code::Forbidden);

    row("by an agent of the department", kAccepted, [](const Acme &acme) { return byAnna(acme); });
    row("by the founder, who serves all", kAccepted, [](const Acme &acme) {
        return publishDepartmentKey(kSupport, inboxKey(), acme.founder.device, acme.founderLeaf(), kNow);
    });
    row("another department's key", forbidden, [](const Acme &acme) { return byAnna(acme, kSales); });
    row("by an agent of another department", forbidden, [](const Acme &acme) {
        InvitationCertificate certificate = acme.invitationCertificate();
        certificate.departments = QList<DepartmentId>{kSales};
        const LeafIdentity leaf{acme.chainOf(certificate, acme.enrolled()), acme.anna.signedCertificate()};
        return publishDepartmentKey(kSupport, inboxKey(), acme.anna.device, leaf, kNow);
    });
    row("by a guest", forbidden, [](const Acme &acme) {
        return publishDepartmentKey(kSupport, inboxKey(), acme.guest.device, acme.guestLeaf(), kNow);
    });
    row("by the server", crypto, [](const Acme &acme) {
        return publishDepartmentKey(kSupport, inboxKey(), acme.registrar, acme.annaLeaf(), kNow);
    });
    row("by the account key", crypto, [](const Acme &acme) {
        return publishDepartmentKey(kSupport, inboxKey(), acme.anna.account, acme.annaLeaf(), kNow);
    });
    row("another's signature under Anna's leaf", crypto, [](const Acme &acme) {
        return publishDepartmentKey(kSupport, inboxKey(), acme.founder.device, acme.annaLeaf(), kNow);
    });
    row("with another key's id", crypto, [](const Acme &acme) {
        DepartmentKey key = body();
        ++key.id.value;
        return signedByAnna(acme, key);
    });
    row("that lives too long", forbidden, [](const Acme &acme) {
        DepartmentKey key = body();
        key.valid_until = key.valid_until + 1ms;
        return signedByAnna(acme, key);
    });
    row("nothing", crypto, [](const Acme &) { return PublishedDepartmentKey(); });
}

void TestDepartmentKey::keys()
{
    QFETCH(Publish, publish);
    const Acme acme;
    QTEST(outcome(verifyDepartmentKey(publish(acme), kSupport, acme.anchors(), kNow)), "expected");
}

void TestDepartmentKey::times_data()
{
    QTest::addColumn<qint64>("now");
    QTest::addColumn<int>("expected");
    const UnixTime end = kNow + limits::kDepartmentKeyLife;
    QTest::newRow("now") << kNow.ms << kAccepted;
    QTest::newRow("the last moment") << end.ms << kAccepted;
    QTest::newRow("a moment later") << end.ms + 1 << refused(Code::Expired);
    QTest::newRow("a clock that is a day behind") << (kNow - kDay).ms << kAccepted;
    QTest::newRow("of the future") << (kNow - kDay).ms - 1 << refused(Code::Expired);
}

void TestDepartmentKey::times()
{
    QFETCH(qint64, now);
    const Acme acme;
    const auto published =
        publishDepartmentKey(kSupport, inboxKey(), acme.founder.device, acme.founderLeaf(), kNow);
    QTEST(outcome(verifyDepartmentKey(published, kSupport, acme.anchors(), {now})), "expected");
}

void TestDepartmentKey::everyFlippedBitIsRefused()
{
    const Acme acme;
    QCOMPARE(firstFlippedBitThatPasses(encode(byAnna(acme)),
                                       [&](const QByteArray &bad) {
                                           const auto key = decode<PublishedDepartmentKey>(bad);
                                           return key &&
                                                  verifyDepartmentKey(*key, kSupport, acme.anchors(), kNow);
                                       }),
             -1);
}

CHAT121_TEST_MAIN(TestDepartmentKey)
#include "tst_department_key.moc"
