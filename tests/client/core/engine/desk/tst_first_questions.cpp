// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department's questions before the first words, between real programs: the words wait for the answers,
// which come sealed with them, stand above them, and are found.
#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
const auto kWhich = u"What is it about?"_s;
const auto kNumber = u"Number of the order"_s;
const auto kShown = u"What is it about? Return\nNumber of the order: 4711"_s;

} // namespace

class TestFirstQuestions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theWordsWaitForTheAnswers();
    void theyStandAboveTheWords();
    void theyAreFound();
    void theyStayWhereTheyAreInTheGroup();
    void theNextConversationAsksAgain();

private:
    Talk *ginas() { return m_gina->talk(); }
    QStringList textsOf(Talk *talk)
    {
        QStringList texts;
        for (int row = 0; row < talk->timeline()->size(); ++row)
            if (talk->timeline()->at(row).kind == RowKind::Message)
                texts.append(talk->timeline()->at(row).text);
        return texts;
    }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    ConversationId m_conversation{};
};

void TestFirstQuestions::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    LiveWorkspace &owner = m_company.founder().workspace();
    const QString link = m_company.founder().invites(u"customers"_s);
    DepartmentInfo department = owner.departments().constFirst();
    department.desk.questions = {{true, {{{}, kWhich, {u"Order"_s, u"Return"_s}}}},
                                 {false, {{{}, kNumber, {}}}},
                                 {false, {{{}, u"Anything else?"_s, {}}}}};
    owner.setRules(department);
    QTRY_COMPARE_WITH_TIMEOUT(owner.departments().constFirst().desk.questions.size(), 3, kPatienceMs);
    m_gina = m_company.guest(link, u"Gina"_s);
    QVERIFY(m_gina);
}

void TestFirstQuestions::theWordsWaitForTheAnswers()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().questions.size(), 3, kPatienceMs);
    const AskedQuestion first = m_gina->workspace().standing().questions.constFirst();
    QCOMPARE(first, (AskedQuestion{kWhich, {u"Order"_s, u"Return"_s}, true}));
    ginas()->say(u"My kettle whistles"_s);
    m_conversation = ginas()->id();
    QVERIFY(m_gina->sees(ginas(), u"My kettle whistles"_s, SendState::Queued));
    m_gina->workspace().answerQuestions({{kWhich, u"Return"_s}, {kNumber, u" 4711 "_s}});
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().standing().questions.isEmpty(), kPatienceMs);
    QVERIFY(m_gina->sees(ginas(), u"My kettle whistles"_s, SendState::Sent));
    QVERIFY(m_gina->sees(ginas(), kShown));
    QCOMPARE(textsOf(ginas()).size(), 2);
}

void TestFirstQuestions::theyStandAboveTheWords()
{
    LiveWorkspace &annas = m_anna->workspace();
    QTRY_VERIFY_WITH_TIMEOUT(annas.queue()->rowOf(m_conversation) >= 0, kPatienceMs);
    Talk *talk = annas.talk(m_conversation);
    QVERIFY(m_anna->sees(talk, u"My kettle whistles"_s));
    QCOMPARE(textsOf(talk), (QStringList{kShown, u"My kettle whistles"_s}));
    const QList<StartAnswer> answers{{kWhich, u"Return"_s}, {kNumber, u"4711"_s}};
    QTRY_COMPARE_WITH_TIMEOUT(talk->startAnswers(), answers, kPatienceMs);
}

void TestFirstQuestions::theyAreFound()
{
    LiveWorkspace &annas = m_anna->workspace();
    annas.find(u"4711"_s, {});
    QTRY_COMPARE_WITH_TIMEOUT(annas.found()->rowCount(), 1, kPatienceMs);
    annas.find({}, {});
}

void TestFirstQuestions::theyStayWhereTheyAreInTheGroup()
{
    LiveWorkspace &annas = m_anna->workspace();
    annas.take(m_conversation);
    Talk *talk = annas.talk(m_conversation);
    QTRY_VERIFY_WITH_TIMEOUT(talk->isWritable(), kPatienceMs);
    talk->say(u"Is it the lid?"_s);
    QVERIFY(m_gina->sees(ginas(), u"Is it the lid?"_s));
    ginas()->say(u"Yes"_s);
    QVERIFY(m_anna->sees(talk, u"Yes"_s));
    const QStringList all{kShown, u"My kettle whistles"_s, u"Is it the lid?"_s, u"Yes"_s};
    QTRY_COMPARE_WITH_TIMEOUT(textsOf(talk), all, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(textsOf(ginas()).size(), all.size(), kPatienceMs);
    QVERIFY(m_gina->workspace().standing().questions.isEmpty()); // not in the middle of it
}

void TestFirstQuestions::theNextConversationAsksAgain()
{
    m_anna->workspace().closeConversation(m_conversation);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().questions.size(), 3, kPatienceMs);
    m_gina->workspace().answerQuestions({}); // passed over
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().standing().questions.isEmpty(), kPatienceMs);
    ginas()->say(u"It whistles again"_s);
    LiveWorkspace &annas = m_anna->workspace();
    QTRY_VERIFY_WITH_TIMEOUT(annas.queue()->rowOf(m_conversation) >= 0, kPatienceMs);
    QVERIFY(m_anna->sees(annas.talk(m_conversation), u"It whistles again"_s));
    QCOMPARE(textsOf(annas.talk(m_conversation)).count(kShown), 1);
}

CHAT121_TEST_MAIN(TestFirstQuestions)
#include "tst_first_questions.moc"
