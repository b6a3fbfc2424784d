// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The code that links a device, and what it seals: each step opens for the two who have the code, for
// nobody else, in no other place, and for no other device than the one that asked. security.md B6, D3.
#include "common/crypto/sodium_random.h"
#include "common/identity/device_link.h"
#include "common/identity/invitation.h"
#include "tests/common/identity/acme.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;

namespace {

class TestDeviceLink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aCodeComesBack();
    void aCodeIsReadAsPeopleWriteIt_data();
    void aCodeIsReadAsPeopleWriteIt();
    void wrongCodes_data();
    void wrongCodes();
    void oneWrongCharacterIsFound();
    void aLinkCarriesTheCode();

    void theStepsOpenForTheCode();
    void anotherCodeOpensNothing();
    void aStepOpensInItsPlaceOnly();
    void changedBytesOpenNothing();
    void theNumberBelongsToTheAsk();
    void aGrantIsForTheAskerAlone();
    void aGrantThatDoesNotFitIsRefused_data();
    void aGrantThatDoesNotFitIsRefused();

private:
    LinkGrant grantFor(const Person &person, const crypto::PublicKey &device_key) const;
    Result<LinkGrant> open(const QByteArray &sealed) const
    {
        return openGrant(sealed, m_offer, m_ask, m_answer_key, m_keys, kNow);
    }

    Acme m_acme;
    crypto::SodiumRandom m_random;
    std::optional<Person> m_anna;
    std::optional<crypto::SigningKey> m_device;
    LinkCode m_code;
    LinkKeys m_keys;
    LinkOffer m_offer;
    LinkAsk m_ask;
    crypto::HpkeKeyPair m_answer_key;
};

void TestDeviceLink::init()
{
    m_anna.emplace(m_random);
    m_device = crypto::SigningKey::generate(m_random);
    m_code = LinkCode::random(m_random);
    m_keys = LinkKeys::of(m_code);
    m_offer = {m_anna->account.publicKey(),
               m_acme.root.publicKey(),
               m_acme.registrar.publicKey(),
               crypto::sha256("pin"),
               {QStringLiteral("Anna")}};
    m_answer_key = crypto::HpkeKeyPair::generate(m_random);
    m_ask = {m_device->publicKey(), m_answer_key.public_key, {QStringLiteral("Debian (kitchen)")}};
}

LinkGrant TestDeviceLink::grantFor(const Person &person, const crypto::PublicKey &device_key) const
{
    LinkGrant grant;
    grant.account_seed = person.account.seed().clone();
    grant.leaf.account = SignedGuestAttestation::sign({person.account.publicKey(), kNow}, m_acme.registrar);
    const DeviceCertificate certificate{person.account.publicKey(), device_key, kNow,
                                        kNow + limits::kDeviceCertificateLife};
    grant.leaf.device = SignedDeviceCertificate::sign(certificate, person.account);
    grant.own_name.text = QStringLiteral("Anna");
    grant.words = crypto::Secret16::from(QByteArray(16, 'w'))->clone();
    return grant;
}

// --- the code -------------------------------------------------------------------------------------

void TestDeviceLink::aCodeComesBack()
{
    for (int i = 0; i < 200; ++i) {
        const LinkCode code = LinkCode::random(m_random);
        const QString text = code.text();
        QCOMPARE(text.size(), 29);
        const auto back = LinkCode::parse(text);
        QVERIFY(back);
        QVERIFY(back->secret() == code.secret());
    }
}

void TestDeviceLink::aCodeIsReadAsPeopleWriteIt_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("small letters") << "A"
                                   << "a";
    QTest::newRow("an O for a zero") << "0"
                                     << "O";
    QTest::newRow("an l for a one") << "1"
                                    << "l";
    QTest::newRow("an I for a one") << "1"
                                    << "I";
    QTest::newRow("spaces for dashes") << "-"
                                       << "  ";
    QTest::newRow("no dashes") << "-"
                               << "";
    QTest::newRow("line breaks") << "-"
                                 << "\n";
}

void TestDeviceLink::aCodeIsReadAsPeopleWriteIt()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    for (int i = 0; i < 50; ++i) {
        const LinkCode code = LinkCode::random(m_random);
        const auto back = LinkCode::parse(code.text().replace(from, to));
        QVERIFY(back && back->secret() == code.secret());
    }
}

void TestDeviceLink::wrongCodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("too short") << m_code.text().chopped(1);
    QTest::newRow("too long") << m_code.text() + u'0';
    QTest::newRow("a letter that is not used") << m_code.text().replace(0, 1, QStringLiteral("U"));
    QTest::newRow("a letter of another alphabet") << m_code.text().replace(0, 1, QStringLiteral("ß"));
    QTest::newRow("a digit of another alphabet") << m_code.text().replace(0, 1, QChar(0x0663));
    QTest::newRow("a link") << QStringLiteral("chat121://localhost:8121/#abc");
}

void TestDeviceLink::wrongCodes()
{
    QFETCH(QString, text);
    QVERIFY(!LinkCode::parse(text));
}

// Two bytes of checksum: at most one of 65,536 gets by.
void TestDeviceLink::oneWrongCharacterIsFound()
{
    const QString alphabet = QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    const QString text = m_code.text();
    int accepted = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        for (const QChar character : alphabet) {
            if (text[at] == character || text[at] == u'-') continue;
            QString wrong = text;
            wrong[at] = character;
            accepted += LinkCode::parse(wrong).has_value() ? 1 : 0;
        }
    }
    QVERIFY2(accepted <= 1, qPrintable(QString::number(accepted)));
}

void TestDeviceLink::aLinkCarriesTheCode()
{
    Invitation invitation{{{QStringLiteral("chat.acme.example"), 9443}},
                          crypto::sha256("pin"),
                          m_acme.registrar.publicKey(),
                          DeviceInvitation{m_acme.root.publicKey(), m_code.clone()}};
    const auto back = parseInvitation(toLink(invitation));
    QVERIFY(back);
    const auto *device = std::get_if<DeviceInvitation>(&back->purpose);
    QVERIFY(device != nullptr);
    QVERIFY(device->code.secret() == m_code.secret());
    QCOMPARE(device->root_key, m_acme.root.publicKey());
}

// --- the steps ------------------------------------------------------------------------------------

void TestDeviceLink::theStepsOpenForTheCode()
{
    const LinkKeys typed = LinkKeys::of(*LinkCode::parse(m_code.text()));
    QCOMPARE(typed.slot(), m_keys.slot());
    const auto offer = openOffer(sealOffer(m_offer, m_keys, m_random), typed);
    QVERIFY(offer && *offer == m_offer);
    const auto ask = openAsk(sealAsk(m_ask, typed, m_random), m_keys);
    QVERIFY(ask && *ask == m_ask);
    const auto sealed = sealGrant(grantFor(*m_anna, m_device->publicKey()), *ask, m_keys, m_random);
    QVERIFY(sealed);
    QVERIFY(sealed->size() <= limits::kLinkBytesMax);
    const auto grant = open(*sealed);
    QVERIFY(grant);
    QVERIFY(grant->account_seed == m_anna->account.seed());
    QVERIFY(grant->words && *grant->words == *crypto::Secret16::from(QByteArray(16, 'w')));
}

void TestDeviceLink::anotherCodeOpensNothing()
{
    const LinkKeys other = LinkKeys::of(LinkCode::random(m_random));
    QVERIFY(other.slot() != m_keys.slot());
    QVERIFY(!openOffer(sealOffer(m_offer, m_keys, m_random), other));
    QVERIFY(!openAsk(sealAsk(m_ask, m_keys, m_random), other));
    const auto sealed = sealGrant(grantFor(*m_anna, m_device->publicKey()), m_ask, m_keys, m_random);
    QVERIFY(!openGrant(*sealed, m_offer, m_ask, m_answer_key, other, kNow));
}

void TestDeviceLink::aStepOpensInItsPlaceOnly()
{
    QVERIFY(!openAsk(sealOffer(m_offer, m_keys, m_random), m_keys));
    QVERIFY(!openOffer(sealAsk(m_ask, m_keys, m_random), m_keys));
    QVERIFY(!open(sealAsk(m_ask, m_keys, m_random)));
    QVERIFY(!open({}));
}

void TestDeviceLink::changedBytesOpenNothing()
{
    const QByteArray offer = sealOffer(m_offer, m_keys, m_random);
    const QByteArray ask = sealAsk(m_ask, m_keys, m_random);
    const auto grant = sealGrant(grantFor(*m_anna, m_device->publicKey()), m_ask, m_keys, m_random);
    for (qsizetype at = 0; at < grant->size(); ++at) {
        const auto flipped = [at](QByteArray bytes) {
            const qsizetype place = at % bytes.size();
            bytes[place] = static_cast<char>(bytes[place] ^ 1 << at % 8);
            return bytes;
        };
        QVERIFY(!openOffer(flipped(offer), m_keys));
        QVERIFY(!openAsk(flipped(ask), m_keys));
        QVERIFY(!open(flipped(*grant)));
    }
}

// B6: what both screens show is another number for another computer.
void TestDeviceLink::theNumberBelongsToTheAsk()
{
    const QString number = linkNumber(m_ask, m_keys);
    QCOMPARE(number.size(), 7);
    QCOMPARE(linkNumber(m_ask, m_keys), number);
    int same = 0;
    for (int i = 0; i < 100; ++i) {
        LinkAsk other = m_ask;
        other.device_key = crypto::SigningKey::generate(m_random).publicKey();
        same += linkNumber(other, m_keys) == number ? 1 : 0;
    }
    QVERIFY(same <= 1);
}

// A code that somebody finds later opens no grant that was kept: it is sealed to the asker's key, too.
void TestDeviceLink::aGrantIsForTheAskerAlone()
{
    const auto sealed = sealGrant(grantFor(*m_anna, m_device->publicKey()), m_ask, m_keys, m_random);
    const auto other = crypto::HpkeKeyPair::generate(m_random);
    QVERIFY(!openGrant(*sealed, m_offer, m_ask, other, m_keys, kNow));
    LinkAsk another = m_ask;
    another.computer.text = QStringLiteral("another computer");
    QVERIFY(!openGrant(*sealed, m_offer, another, m_answer_key, m_keys, kNow));
}

void TestDeviceLink::aGrantThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("of another account than was offered") << "account";
    QTest::newRow("for another device than asked") << "device";
    QTest::newRow("with a certificate by somebody else") << "signer";
    QTest::newRow("attested by another server") << "registrar";
}

void TestDeviceLink::aGrantThatDoesNotFitIsRefused()
{
    QFETCH(QString, what);
    const Person mallory(m_random);
    LinkGrant grant = grantFor(*m_anna, m_device->publicKey());
    if (what == "account") grant = grantFor(mallory, m_device->publicKey());
    if (what == "device") grant = grantFor(*m_anna, mallory.device.publicKey());
    if (what == "signer") grant.leaf.device = grantFor(mallory, m_device->publicKey()).leaf.device;
    if (what == "registrar")
        grant.leaf.account =
            SignedGuestAttestation::sign({m_anna->account.publicKey(), kNow}, mallory.account);
    const auto sealed = sealGrant(grant, m_ask, m_keys, m_random);
    QVERIFY(sealed);
    QVERIFY(!open(*sealed));
}

} // namespace

CHAT121_TEST_MAIN(TestDeviceLink)
#include "tst_device_link.moc"
