// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department's terms: what a document may say about them, and that an agreement and its receipt can be
// shown later by either side and made up by neither.
#include "common/identity/consent.h"
#include "tests/common/identity/acme.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr UnixTime kAgreed{kNow.ms - 7'200'000};
constexpr UnixTime kReceived{kNow.ms - 3'600'000};

ConsentText terms(const QString &text = u"We keep what you write for 30 days."_s, quint32 version = 2)
{
    return {version, text};
}

ConsentProof agreement(const Acme &acme)
{
    return signConsent(terms(), kSupport, kAgreed, acme.guest.device, acme.guestLeaf());
}

bool isRefused(const ConsentProof &proof, Code code)
{
    const auto verified = verifyConsent(proof, Acme().anchors());
    return !verified && verified.error().code == code;
}

} // namespace

class TestConsent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothProofsHold();
    void othersWordsDoNot();
    void nobodySignsForTheCustomer();
    void nobodySignsForStaff();
    void theyStandBehindTheDesks();
    void theyHaveOneForm_data();
    void theyHaveOneForm();
    void aDocumentSaysWhatMakesSense_data();
    void aDocumentSaysWhatMakesSense();

private:
    Acme m_acme;
};

void TestConsent::bothProofsHold()
{
    const auto consent = verifyConsent(agreement(m_acme), m_acme.anchors());
    QVERIFY(consent);
    QCOMPARE(consent->acceptance.version, 2u);
    QVERIFY(consent->acceptance.department == kSupport);
    QVERIFY(consent->acceptance.accepted_at == kAgreed);
    QCOMPARE(consent->text, terms().text.text);
    QVERIFY(consent->author.account() == accountIdOf(m_acme.guest.account.publicKey()));
    const auto receipt =
        verifyConsentReceipt(signConsentReceipt(*consent, kReceived, m_acme.anna.device, m_acme.annaLeaf()),
                             *consent, m_acme.anchors());
    QVERIFY(receipt);
    QVERIFY(receipt->received_at == kReceived);
    QCOMPARE(receipt->author.name, u"Anna"_s);
    // As it is kept and shown: nothing of it may change.
    const auto again = decode<ConsentProof>(encode(agreement(m_acme)));
    QVERIFY(again && verifyConsent(*again, m_acme.anchors()));
}

void TestConsent::othersWordsDoNot()
{
    ConsentProof proof = agreement(m_acme);
    proof.text = u"We keep what you write for ever."_s;
    QVERIFY(isRefused(proof, Code::Crypto));
    proof = agreement(m_acme);
    proof.text.text.clear();
    QVERIFY(isRefused(proof, Code::Crypto));
}

void TestConsent::nobodySignsForTheCustomer()
{
    // Under the customer's name, by another key.
    QVERIFY(isRefused(signConsent(terms(), kSupport, kAgreed, m_acme.anna.device, m_acme.guestLeaf()),
                      Code::Crypto));
    // By staff, under their own.
    QVERIFY(isRefused(signConsent(terms(), kSupport, kAgreed, m_acme.anna.device, m_acme.annaLeaf()),
                      Code::Forbidden));
    // A chain of another organisation.
    QVERIFY(!verifyConsent(agreement(m_acme), {m_acme.registrar.publicKey(), m_acme.root.publicKey()}));
    QVERIFY(!verifyConsent(ConsentProof{}, m_acme.anchors()));
}

void TestConsent::nobodySignsForStaff()
{
    const auto consent = verifyConsent(agreement(m_acme), m_acme.anchors());
    const auto other = verifyConsent(
        signConsent(terms(u"Other words."_s), kSupport, kAgreed, m_acme.guest.device, m_acme.guestLeaf()),
        m_acme.anchors());
    QVERIFY(consent && other);
    const auto code = [&](const ConsentReceiptProof &proof) {
        const auto verified = verifyConsentReceipt(proof, *consent, m_acme.anchors());
        return verified ? 0 : static_cast<int>(verified.error().code);
    };
    QCOMPARE(code(signConsentReceipt(*consent, kReceived, m_acme.guest.device, m_acme.guestLeaf())),
             static_cast<int>(Code::Forbidden));
    QCOMPARE(code(signConsentReceipt(*consent, kReceived, m_acme.guest.device, m_acme.annaLeaf())),
             static_cast<int>(Code::Crypto));
    QCOMPARE(code(signConsentReceipt(*other, kReceived, m_acme.anna.device, m_acme.annaLeaf())),
             static_cast<int>(Code::Forbidden));
    QCOMPARE(code(signConsentReceipt(*consent, kReceived, m_acme.anna.device, m_acme.annaLeaf())), 0);
}

using Desks = List<DepartmentDesk, limits::kDepartmentsMax>;
using Starts = List<DepartmentStart, limits::kDepartmentsMax>;

void TestConsent::theyStandBehindTheDesks()
{
    OrganisationDocument document = m_acme.document();
    const QByteArray before = encode(document);
    document.departments.items[1].policy.consent = terms();
    const DepartmentStart start{kSales, terms(), {}, {}};
    QCOMPARE(encode(document), before + encode(DepartmentIds()) + encode(Desks()) + encode(Starts({start})));
    const auto read = decode<OrganisationDocument>(encode(document));
    QVERIFY(read);
    QVERIFY(*read == document);
    const auto verified =
        verifyOrganisation(SignedOrganisation::sign(document, m_acme.root), m_acme.root.publicKey());
    QVERIFY(verified);
    QVERIFY(verified->department(kSales)->policy.consent == terms());
    QVERIFY(!verified->department(kSupport)->policy.consent.isAsked());
}

void TestConsent::theyHaveOneForm_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<bool>("is_read");
    const QByteArray none = encode(DepartmentIds()) + encode(Desks());
    const DepartmentStart sales{kSales, terms(), {}, {}};
    const DepartmentStart support{kSupport, terms(), {}, {}};
    QTest::newRow("one") << none + encode(Starts({sales})) << true;
    QTest::newRow("both") << none + encode(Starts({support, sales})) << true;
    QTest::newRow("none") << none + encode(Starts()) << false;
    QTest::newRow("one that says nothing")
        << none + encode(Starts({DepartmentStart{kSales, {}, {}, {}}})) << false;
    QTest::newRow("another order") << none + encode(Starts({sales, support})) << false;
    QTest::newRow("one twice") << none + encode(Starts({sales, sales})) << false;
    QTest::newRow("a department that is not there")
        << none + encode(Starts({DepartmentStart{{999}, terms(), {}, {}}})) << false;
    QTest::newRow("something after it") << none + encode(Starts({sales})) + '\0' << false;
    QTest::newRow("cut off") << none + encode(Starts({sales})).chopped(1) << false;
    QTest::newRow("without the desks") << encode(DepartmentIds()) + encode(Starts({sales})) << false;
}

void TestConsent::theyHaveOneForm()
{
    QFETCH(QByteArray, behind);
    QFETCH(bool, is_read);
    const QByteArray bytes = encode(m_acme.document()) + behind;
    const auto read = decode<OrganisationDocument>(bytes);
    QCOMPARE(read.has_value(), is_read);
    if (read) QCOMPARE(encode(*read), bytes);
}

void TestConsent::aDocumentSaysWhatMakesSense_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint32>("version");
    QTest::addColumn<bool>("is_sensible");
    QTest::newRow("nothing at all") << QString() << 0u << true;
    QTest::newRow("a text") << u"We keep it."_s << 1u << true;
    QTest::newRow("one that was taken away") << QString() << 3u << true;
    QTest::newRow("a text without a version") << u"We keep it."_s << 0u << false;
    QTest::newRow("a text without words") << u" \n "_s << 1u << false;
}

void TestConsent::aDocumentSaysWhatMakesSense()
{
    QFETCH(QString, text);
    QFETCH(quint32, version);
    QFETCH(bool, is_sensible);
    QCOMPARE(checkConsent({version, text}).has_value(), is_sensible);
    OrganisationDocument document = m_acme.document();
    document.departments.items[0].policy.consent = {version, text};
    const auto verified =
        verifyOrganisation(SignedOrganisation::sign(document, m_acme.root), m_acme.root.publicKey());
    QCOMPARE(verified.has_value(), is_sensible);
}

CHAT121_TEST_MAIN(TestConsent)
#include "tst_consent.moc"
