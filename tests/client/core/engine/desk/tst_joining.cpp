// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Somebody who answers for a department comes into a colleague's conversation, with real clients and the real
// server: everybody in it sees it, the customer too; what was said before is not read; who reads does not
// write; who leaves is gone. Row AD-11.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int kPatienceMs = 20'000;
}

class TestJoining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAgentIsNotLetIn();
    void whoReadsIsSeenAndDoesNotWrite();
    void whatWasSaidBeforeIsNotRead();
    void whoSpeaksIsSeen();
    void whoLeavesIsGone();
    void whoComesAgainIsAsked();
    void whatOneHasOneselfIsNotJoined();

private:
    LiveWorkspace &founders() { return m_company.founder().workspace(); }
    ConversationId conversation() { return m_gina->talk()->id(); }
    Talk *foundersTalk() { return founders().talk(conversation()); }
    bool isShownToFounder(ConversationListModel *list)
    {
        return QTest::qWaitFor([&] { return list->rowOf(conversation()) >= 0; }, kPatienceMs);
    }
    std::optional<RosterRow> founderAsSeenBy(Talk *talk)
    {
        for (const RosterRow &person : talk->roster())
            if (person.name == founders().ownName()) return person;
        return std::nullopt;
    }
    static bool contains(Talk *talk, const QString &words) { return !rowsOf(talk).filter(words).isEmpty(); }

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_bert;
    std::unique_ptr<Client> m_gina;
};

void TestJoining::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = m_company.agent(u"Anna"_s);
    m_bert = m_company.agent(u"Bert"_s);
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_anna && m_bert && m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"My invoice is wrong"_s));
    QVERIFY(isShownToFounder(founders().team()));
}

void TestJoining::anAgentIsNotLetIn()
{
    LiveWorkspace &berts = m_bert->workspace();
    QTRY_VERIFY_WITH_TIMEOUT(berts.team()->rowOf(conversation()) >= 0, kPatienceMs);
    QSignalSpy refused(&berts, &Workspace::actionFailed);
    berts.join(conversation(), Attendance::Reading);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, kPatienceMs);
    QCOMPARE(m_gina->talk()->roster().size(), 2);
}

void TestJoining::whoReadsIsSeenAndDoesNotWrite()
{
    founders().join(conversation(), Attendance::Reading);
    QVERIFY(isShownToFounder(founders().mine()));
    const QString line = u"%1 reads along, and does not write"_s.arg(founders().ownName());
    QVERIFY(m_gina->sees(m_gina->talk(), line));
    QVERIFY(m_anna->sees(m_anna->workspace().talk(conversation()), line));
    QTRY_VERIFY_WITH_TIMEOUT(founderAsSeenBy(m_gina->talk()) && founderAsSeenBy(m_gina->talk())->is_reading,
                             kPatienceMs);
    QVERIFY(founderAsSeenBy(m_gina->talk())->role.contains(u"reads along"_s));
    QTRY_COMPARE_WITH_TIMEOUT(foundersTalk()->attendance(), Attendance::Reading, kPatienceMs);
    QVERIFY(foundersTalk()->isColleagues());
    QVERIFY(!foundersTalk()->isWritable());
    QVERIFY(m_anna->workspace().talk(conversation())->isWritable());
}

void TestJoining::whatWasSaidBeforeIsNotRead()
{
    m_gina->talk()->say(u"Is somebody else here?"_s);
    QVERIFY(m_company.founder().sees(foundersTalk(), u"Is somebody else here?"_s));
    QVERIFY(!contains(foundersTalk(), u"My invoice is wrong"_s));
}

void TestJoining::whoSpeaksIsSeen()
{
    foundersTalk()->attend(Attendance::Speaking);
    QVERIFY(m_gina->sees(m_gina->talk(), u"%1 takes part from here on"_s.arg(founders().ownName())));
    QTRY_VERIFY_WITH_TIMEOUT(foundersTalk()->isWritable(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(founderAsSeenBy(m_gina->talk()) && !founderAsSeenBy(m_gina->talk())->is_reading,
                             kPatienceMs);
    foundersTalk()->say(u"I am"_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"I am"_s));
}

void TestJoining::whoLeavesIsGone()
{
    foundersTalk()->attend(Attendance::Leaving);
    QVERIFY(m_gina->sees(m_gina->talk(), u"%1 leaves"_s.arg(founders().ownName())));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 2, kPatienceMs);
    QVERIFY(!founderAsSeenBy(m_gina->talk()));
    QVERIFY(isShownToFounder(founders().team()));
    m_gina->talk()->say(u"Now it is only us"_s);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(conversation()), u"Now it is only us"_s));
    QVERIFY(!contains(foundersTalk(), u"Now it is only us"_s));
}

// How somebody took part the last time says nothing about this time.
void TestJoining::whoComesAgainIsAsked()
{
    founders().join(conversation(), Attendance::Speaking);
    QVERIFY(isShownToFounder(founders().mine()));
    QTRY_VERIFY_WITH_TIMEOUT(foundersTalk()->isWritable(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(founderAsSeenBy(m_gina->talk()), kPatienceMs);
    m_gina->talk()->say(u"Welcome back"_s);
    QVERIFY(m_company.founder().sees(foundersTalk(), u"Welcome back"_s));
    QVERIFY(!contains(foundersTalk(), u"Now it is only us"_s));
    QCOMPARE(m_gina->talk()->roster().size(), 3);
}

void TestJoining::whatOneHasOneselfIsNotJoined()
{
    LiveWorkspace &annas = m_anna->workspace();
    QSignalSpy refused(&annas, &Workspace::actionFailed);
    annas.join(conversation(), Attendance::Reading);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, kPatienceMs);
    Talk *talk = annas.talk(conversation());
    QSignalSpy failed(talk, &Talk::failed);
    talk->attend(Attendance::Leaving);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMs);
    QVERIFY(talk->isWritable());
}

CHAT121_TEST_MAIN(TestJoining)
#include "tst_joining.moc"
