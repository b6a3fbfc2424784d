// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer has agreed to is the customer's to say and the staff's to sign for: no member makes up the
// one or the other, and an earlier word does not come back.
#include "client/core/engine/ledger/intake_record.h"
#include "client/core/engine/notices/words.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr UnixTime kAgreed{kNow.ms - 300'000};

identity::ConsentText terms(quint32 version)
{
    return {version, u"Version %1 of our terms."_s.arg(version)};
}

} // namespace

class TestTerms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void bothSidesSign();
    void saidAgainItIsNoNews();
    void nobodyElseAgreesForTheCustomer();
    void aProofThatDoesNotHoldIsLeftOut();
    void anEarlierWordDoesNotComeBack();
    void aReceiptIsStaffs();
    void whoComesLaterHasBothProofs();
    void whatIsOfferedCanBeTakenBack();
    void aZoneFindsNoFile();

private:
    content::Intake said(const ReadingSeat &by, quint64 number, quint32 version) const
    {
        content::Intake intake;
        intake.number = number;
        intake.consent = signConsent(by.identity.profile(), kSupport, terms(version), kAgreed);
        return intake;
    }
    AgreedTerms of(ReadingSeat &reader) { return reader.ledger.facts(kTalk).terms; }
    // What waits to be said, of one kind.
    template <typename Item>
    QList<Item> waiting(ReadingSeat &seat)
    {
        QList<Item> items;
        const auto entries = seat.store.outbox().allOf(kTalk);
        if (!entries) return items;
        for (const OutboxEntry &entry : *entries) {
            const auto content = content::decodeContent(entry.content.bytes);
            if (!content) continue;
            if (const auto *item = std::get_if<Item>(&content->item)) items.append(*item);
        }
        return items;
    }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;  // has made the group
    std::unique_ptr<ReadingSeat> m_fiona; // has taken the conversation
    std::unique_ptr<ReadingSeat> m_gina;  // the customer
};

void TestTerms::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
    ConversationRecord taken = m_fiona->ledger.recordOr(kTalk);
    taken.title.text = u"Gina"_s;
    taken.taker = m_fiona->identity.account();
    QVERIFY(m_fiona->ledger.save(taken));
}

void TestTerms::cleanup()
{
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

void TestTerms::bothSidesSign()
{
    const content::Intake intake = said(*m_gina, 5, 2);
    QVERIFY(m_gina->ledger.intake(kTalk, {}, m_gina->identity.account(), intake));
    QCOMPARE(of(*m_gina).version, 2);
    QVERIFY(of(*m_gina).received_by.isEmpty());

    const auto envelope = m_gina->says(intake, 'a');
    QVERIFY(envelope && m_fiona->reads(*envelope));
    QCOMPARE(of(*m_fiona).version, 2);
    QCOMPARE(of(*m_fiona).text, terms(2).text.text);
    QVERIFY(of(*m_fiona).accepted_at == kAgreed);
    QCOMPARE(m_fiona->lines(), QStringList{words::termsAgreed(u"Gina"_s, 2)});
    const auto receipts = waiting<content::ConsentReceipt>(*m_fiona);
    QCOMPARE(receipts.size(), 1);

    const auto signed_for = m_fiona->says(receipts.first(), 'b');
    QVERIFY(signed_for && m_gina->reads(*signed_for));
    QCOMPARE(of(*m_gina).received_by, of(*m_fiona).received_by);
    QVERIFY(of(*m_gina).received_at == kNow);
    QCOMPARE(m_gina->lines(), QStringList{words::termsReceived(of(*m_gina).received_by, 2)});
}

void TestTerms::saidAgainItIsNoNews()
{
    const auto first = m_gina->says(said(*m_gina, 5, 2), 'a');
    const auto second = m_gina->says(said(*m_gina, 5, 2), 'b');
    QVERIFY(first && second);
    QVERIFY(m_fiona->reads(*first) && m_fiona->reads(*second));
    QCOMPARE(m_fiona->lines().size(), 1);
    QCOMPARE(waiting<content::ConsentReceipt>(*m_fiona).size(), 1);
}

void TestTerms::nobodyElseAgreesForTheCustomer()
{
    const auto forged = m_anna->says(said(*m_gina, 5, 2), 'a'); // with the customer's own proof
    QVERIFY(forged && m_fiona->reads(*forged));
    QVERIFY(!of(*m_fiona).isAgreed());
    QCOMPARE(m_fiona->lines(), QStringList());
}

void TestTerms::aProofThatDoesNotHoldIsLeftOut()
{
    content::Intake intake = said(*m_anna, 5, 2); // staff cannot agree
    const auto of_staff = m_gina->says(intake, 'a');
    QVERIFY(of_staff && m_fiona->reads(*of_staff));
    QVERIFY(!of(*m_fiona).isAgreed());
    intake.number = 6;
    intake.consent = QByteArray("no proof at all");
    const auto nonsense = m_gina->says(intake, 'b');
    QVERIFY(nonsense && m_fiona->reads(*nonsense));
    QVERIFY(!of(*m_fiona).isAgreed());
    QCOMPARE(waiting<content::ConsentReceipt>(*m_fiona).size(), 0);
}

void TestTerms::anEarlierWordDoesNotComeBack()
{
    const auto newer = m_gina->says(said(*m_gina, 6, 3), 'a');
    const auto older = m_gina->says(said(*m_gina, 5, 2), 'b');
    QVERIFY(newer && older);
    QVERIFY(m_fiona->reads(*newer) && m_fiona->reads(*older));
    QCOMPARE(of(*m_fiona).version, 3);
}

void TestTerms::aReceiptIsStaffs()
{
    QVERIFY(m_gina->ledger.intake(kTalk, {}, m_gina->identity.account(), said(*m_gina, 5, 2)));
    const auto nonsense = m_anna->says(content::ConsentReceipt{QByteArray("no receipt")}, 'a');
    QVERIFY(nonsense && m_gina->reads(*nonsense));
    QVERIFY(of(*m_gina).received_by.isEmpty());
    // For another agreement.
    const auto other = consentIn(said(*m_gina, 5, 3).consent.bytes, m_acme.anchors());
    QVERIFY(other);
    const auto receipt = encode(identity::signConsentReceipt(*other, kNow, m_anna->identity.deviceKey(),
                                                             m_anna->identity.profile().leaf));
    const auto for_another = m_anna->says(content::ConsentReceipt{receipt}, 'b');
    QVERIFY(for_another && m_gina->reads(*for_another));
    QVERIFY(of(*m_gina).received_by.isEmpty());
    QCOMPARE(m_gina->lines(), QStringList());
}

// What the customer says again to whoever is new brings the receipt along.
void TestTerms::whoComesLaterHasBothProofs()
{
    const auto envelope = m_gina->says(said(*m_gina, 5, 2), 'a');
    QVERIFY(envelope && m_fiona->reads(*envelope));
    const auto receipts = waiting<content::ConsentReceipt>(*m_fiona);
    QCOMPARE(receipts.size(), 1);
    content::Intake again = said(*m_gina, 5, 2);
    again.receipt = receipts.first().receipt.bytes;
    ReadingSeat &anna = *m_anna;
    ConversationRecord record = anna.ledger.recordOr(kTalk);
    record.department = kSupport;
    record.guest = m_gina->identity.account();
    QVERIFY(anna.ledger.save(record));
    QVERIFY(anna.ledger.intake(kTalk, {}, m_gina->identity.account(), said(*m_gina, 5, 2)));
    QVERIFY(of(anna).received_by.isEmpty());
    QVERIFY(anna.ledger.intake(kTalk, {}, m_gina->identity.account(), again)); // the same number
    QCOMPARE(of(anna).version, 2);
    QCOMPARE(of(anna).received_by, of(*m_fiona).received_by);
    const auto nothing_more = anna.ledger.receiveConsent(kTalk);
    QVERIFY(nothing_more && nothing_more->receipt.bytes.isEmpty());
}

void TestTerms::whatIsOfferedCanBeTakenBack()
{
    content::Intake intake = said(*m_gina, 5, 2);
    intake.context = {u"de-AT"_s, u"Europe/Vienna"_s, u"shop\n/kettles"_s};
    const auto offered = m_gina->says(intake, 'a');
    QVERIFY(offered && m_fiona->reads(*offered));
    const CustomerContext seen = m_fiona->ledger.facts(kTalk).context;
    QCOMPARE(seen, (CustomerContext{u"de-AT"_s, u"Europe/Vienna"_s, u"shop /kettles"_s}));
    intake.number = 6;
    intake.context = {};
    const auto taken_back = m_gina->says(intake, 'b');
    QVERIFY(taken_back && m_fiona->reads(*taken_back));
    QVERIFY(m_fiona->ledger.facts(kTalk).context.isEmpty());
    QCOMPARE(of(*m_fiona).version, 2); // what was agreed to stays, and is no news
    QCOMPARE(m_fiona->lines().size(), 1);
}

void TestTerms::aZoneFindsNoFile()
{
    content::Intake intake;
    intake.number = 5;
    intake.context.zone = u"../../../etc/hostname"_s;
    const auto envelope = m_gina->says(intake, 'a');
    QVERIFY(envelope && m_fiona->reads(*envelope));
    QVERIFY(m_fiona->ledger.facts(kTalk).context.isEmpty());
}

CHAT121_TEST_MAIN(TestTerms)
#include "tst_terms.moc"
