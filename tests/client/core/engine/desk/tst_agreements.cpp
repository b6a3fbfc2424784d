// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department's terms, between real programs: a customer agrees on the way in, both sides sign and keep it,
// and other terms are asked about at the next conversation, not in the middle of one.
#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
const auto kFirst = u"We keep what you write for 30 days."_s;
const auto kSecond = u"We keep what you write for 60 days."_s;

} // namespace

class TestAgreements : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theInvitationShowsThem();
    void bothSidesSignAndKeepThem();
    void otherTermsWaitForTheNextConversation();
    void wordsWaitUntilThereIsAnAgreement();
    void whatHasChangedMeanwhileIsNotAgreedTo();
    void aRestartForgetsNothing();

private:
    Talk *ginas() { return m_gina->talk(); }
    Terms asked() { return m_gina->workspace().standing().terms; }
    bool publish(const QString &terms);

    Company m_company;
    QString m_link;
    std::unique_ptr<Client> m_anna, m_gina;
    ConversationId m_conversation{};
};

// The owner signs them, and the agent has heard of it.
bool TestAgreements::publish(const QString &terms)
{
    DepartmentInfo department = m_company.founder().workspace().departments().constFirst();
    department.desk.terms = terms;
    m_company.founder().workspace().setRules(department);
    return QTest::qWaitFor([&] { return m_anna->workspace().departments().constFirst().desk.terms == terms; },
                           kPatienceMs);
}

void TestAgreements::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_link = m_company.founder().invites(u"customers"_s);
    QVERIFY(publish(kFirst));
    QCOMPARE(m_company.founder().workspace().departments().constFirst().desk.terms_version, 1);
}

void TestAgreements::theInvitationShowsThem()
{
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s));
    QSignalSpy previews(&m_gina->workspace(), &Workspace::invitationPreviewed);
    QVERIFY(m_gina->joins(m_link, u"Gina"_s));
    QCOMPARE(previews.size(), 1);
    const auto preview = previews.first().first().value<InvitationPreview>();
    QCOMPARE(preview.consent_text, kFirst);
    QCOMPARE(preview.consent_version, 1);
    QVERIFY(!asked().isAsked()); // two steps to the first word
}

void TestAgreements::bothSidesSignAndKeepThem()
{
    ginas()->say(u"My kettle whistles"_s);
    m_conversation = ginas()->id();
    LiveWorkspace &annas = m_anna->workspace();
    QTRY_VERIFY_WITH_TIMEOUT(annas.queue()->rowOf(m_conversation) >= 0, kPatienceMs);
    Talk *talk = annas.talk(m_conversation);
    QVERIFY(m_anna->sees(talk, u"My kettle whistles"_s));
    QTRY_COMPARE_WITH_TIMEOUT(talk->terms().version, 1, kPatienceMs); // in the waiting room, too
    QCOMPARE(talk->terms().text, kFirst);
    QVERIFY(talk->terms().received_by.isEmpty());

    annas.take(m_conversation);
    QVERIFY(m_anna->sees(talk, u"Gina agreed to the terms, version 1."_s));
    QTRY_COMPARE_WITH_TIMEOUT(ginas()->terms().received_by, u"Anna"_s, kPatienceMs);
    QVERIFY(m_gina->sees(ginas(),
                         u"Anna keeps your agreement to the terms, version 1: both sides have signed it."_s));
    QCOMPARE(talk->terms(), ginas()->terms());
    QCOMPARE(ginas()->terms().text, kFirst);
}

void TestAgreements::otherTermsWaitForTheNextConversation()
{
    QVERIFY(publish(kSecond));
    ginas()->say(u"It whistles louder"_s);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(m_conversation), u"It whistles louder"_s));
    QVERIFY(!asked().isAsked());
    m_anna->workspace().closeConversation(m_conversation);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Closed, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(asked().isAsked(), kPatienceMs);
    QCOMPARE(asked(), (Terms{2, kSecond, true}));
    QCOMPARE(ginas()->terms().text, kFirst); // what was agreed to is still that
}

void TestAgreements::wordsWaitUntilThereIsAnAgreement()
{
    ginas()->say(u"And now it drips"_s);
    QVERIFY(m_gina->sees(ginas(), u"And now it drips"_s, SendState::Queued));
    LiveWorkspace &annas = m_anna->workspace();
    QCOMPARE(annas.queue()->rowOf(m_conversation), -1);
    m_gina->workspace().agree(asked());
    QTRY_VERIFY_WITH_TIMEOUT(!asked().isAsked(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(annas.queue()->rowOf(m_conversation) >= 0, kPatienceMs);
    QVERIFY(m_gina->sees(ginas(), u"You agreed to the terms, version 2."_s));
    QVERIFY(m_anna->sees(annas.talk(m_conversation), u"And now it drips"_s));
    annas.take(m_conversation);
    QVERIFY(m_anna->sees(annas.talk(m_conversation), u"Gina agreed to the terms, version 2."_s));
    QTRY_COMPARE_WITH_TIMEOUT(ginas()->terms().received_by, u"Anna"_s, kPatienceMs);
    QCOMPARE(annas.talk(m_conversation)->terms().text, kSecond);
}

// A window that has shown something else than is asked for now agrees to nothing.
void TestAgreements::whatHasChangedMeanwhileIsNotAgreedTo()
{
    m_anna->workspace().closeConversation(m_conversation);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Closed, kPatienceMs);
    QVERIFY(publish(kFirst));
    QTRY_COMPARE_WITH_TIMEOUT(asked(), (Terms{3, kFirst, true}), kPatienceMs);
    m_gina->workspace().agree({2, kSecond, true});
    m_gina->workspace().agree({3, kSecond, true});
    ginas()->say(u"It is quiet"_s);
    QVERIFY(m_gina->sees(ginas(), u"It is quiet"_s, SendState::Queued));
    QVERIFY(asked().isAsked());
    QCOMPARE(ginas()->terms().version, 2);
}

void TestAgreements::aRestartForgetsNothing()
{
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s));
    QVERIFY(m_gina->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(ginas()->terms().version, 2, kPatienceMs);
    QCOMPARE(ginas()->terms().received_by, u"Anna"_s);
    QTRY_COMPARE_WITH_TIMEOUT(asked(), (Terms{3, kFirst, true}), kPatienceMs);
    m_gina->workspace().agree(asked());
    QVERIFY(m_gina->sees(ginas(), u"It is quiet"_s, SendState::Sent));
}

CHAT121_TEST_MAIN(TestAgreements)
#include "tst_agreements.moc"
