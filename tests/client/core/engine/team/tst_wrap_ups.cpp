// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Wrap-ups with real clients and a real server: colleagues read them and see them in the list of closed
// conversations, search finds their tags, the customer and the server have nothing of it.
#include "common/protocol/frame.h"
#include "tests/client/core/engine/team/noted_talk.h"
#include "tests/e2e/support/leak_search.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

QString wrapUpIn(Client &client, ConversationId id)
{
    const auto row = client.workspace().closed()->find(id);
    return row ? row->wrap_up : QString();
}

} // namespace

class TestWrapUps : public NotedTalk {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void colleaguesHaveItAndNobodyElse();
    void theLastOneCounts();
    void searchFindsTheTag();
    void itComesBackAfterARestart();
    void tagsAreOfferedAgain();
    void whoMayNotSayItIsTold();

private:
    bool closes();
};

bool TestWrapUps::closes()
{
    m_anna->workspace().closeConversation(m_id);
    const auto isClosed = [this] { return m_anna->workspace().closed()->rowOf(m_id) >= 0; };
    return QTest::qWaitFor(isClosed, kPatienceMs);
}

void TestWrapUps::colleaguesHaveItAndNobodyElse()
{
    QVERIFY(closes()); // the conversation's log takes nothing any more, the team's does
    m_talk->wrapUp({Outcome::Solved, {u"Refund-4711"_s}, u"Paid-back-by-hand"_s});
    QTRY_COMPARE_WITH_TIMEOUT(wrapUpIn(*m_anna, m_id), u"Solved \u00b7 #refund-4711"_s, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(wrapUpIn(m_company->founder(), m_id), u"Solved \u00b7 #refund-4711"_s,
                              kPatienceMs);
    Talk *founders = m_company->founder().workspace().talk(m_id);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(founders, u"Paid-back-by-hand"_s) != nullptr, kPatienceMs);
    QCOMPARE(noteWith(founders, u"Paid-back-by-hand"_s)->text,
             u"Wrapped up: Solved\n#refund-4711\nPaid-back-by-hand"_s);
    QCOMPARE(noteWith(founders, u"Paid-back-by-hand"_s)->author_name, u"Anna"_s);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"Paid-back"_s)->state == SendState::Sent, kPatienceMs);

    QCOMPARE(noteWith(m_gina->talk(), u"Paid-back"_s), nullptr);
    m_gina.reset();
    const QStringList words{u"Paid-back-by-hand"_s, u"refund-4711"_s};
    for (const QString &who : {u"Gina"_s, u"server"_s, u"anna"_s}) // nor in clear on staff's disks
        QVERIFY2(e2e::searchFolders({m_company->home(who)}, words).isEmpty(), qPrintable(who));
}

void TestWrapUps::theLastOneCounts()
{
    QVERIFY(closes());
    m_talk->wrapUp({Outcome::Answered, {u"first"_s}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(wrapUpIn(m_company->founder(), m_id), u"Answered \u00b7 #first"_s, kPatienceMs);
    m_company->founder().workspace().talk(m_id)->wrapUp({Outcome::FollowUp, {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(wrapUpIn(*m_anna, m_id), u"To be followed up"_s, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"#first"_s) != nullptr, kPatienceMs); // both stand there
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"To be followed up"_s) != nullptr, kPatienceMs);
}

void TestWrapUps::searchFindsTheTag()
{
    QVERIFY(closes());
    m_talk->wrapUp({Outcome::Solved, {u"refund"_s}, u"A word"_s});
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"A word"_s) != nullptr, kPatienceMs);
    m_anna->workspace().find(u"tag:refund"_s, {});
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().found()->rowCount(), 1, kPatienceMs);
    m_anna->workspace().find(u"tag:word"_s, {}); // said, and no tag
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().found()->rowCount(), 0, kPatienceMs);
}

void TestWrapUps::itComesBackAfterARestart()
{
    QVERIFY(closes());
    m_anna->tampering().loseSent(
        [](const QByteArray &frame) { return protocol::typeOf(frame) == protocol::MessageType::Append; });
    m_talk->wrapUp({Outcome::Solved, {u"kept"_s}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(wrapUpIn(*m_anna, m_id), u"Solved \u00b7 #kept"_s, kPatienceMs);
    m_talk = nullptr;
    m_anna.reset();
    QVERIFY(wrapUpIn(m_company->founder(), m_id).isEmpty());

    m_anna = std::make_unique<Client>(m_company->home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(wrapUpIn(*m_anna, m_id), u"Solved \u00b7 #kept"_s, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(wrapUpIn(m_company->founder(), m_id), u"Solved \u00b7 #kept"_s, kPatienceMs);
}

void TestWrapUps::tagsAreOfferedAgain()
{
    QSignalSpy told(&m_anna->workspace(), &Workspace::tagsTold);
    m_talk->wrapUp({Outcome::None, {u"vip"_s, u"refund"_s}, {}});
    m_anna->workspace().askTags();
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    QCOMPARE(told.at(0).at(0).toStringList(), QStringList({u"refund"_s, u"vip"_s}));
    m_talk->wrapUp({Outcome::None, {}, u" "_s}); // says nothing, and takes nothing away
    m_anna->workspace().askTags();
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, kPatienceMs);
    QCOMPARE(told.at(1).at(0).toStringList(), QStringList({u"refund"_s, u"vip"_s}));
}

void TestWrapUps::whoMayNotSayItIsTold()
{
    QSignalSpy unnoted(m_talk, &Talk::unnoted);
    const QString remark(limits::kWrapUpRemarkBytesMax + 1, u'x');
    m_talk->wrapUp({Outcome::Solved, {}, remark});
    QTRY_COMPARE_WITH_TIMEOUT(unnoted.size(), 1, kPatienceMs);
    QVERIFY(unnoted.at(0).at(0).toString().contains(remark));
    m_gina->talk()->wrapUp({Outcome::Solved, {}, u"A customer wraps nothing up"_s});
    m_talk->say(u"After it"_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"After it"_s));
    QCOMPARE(noteWith(m_gina->talk(), u"wraps nothing"_s), nullptr);
}

CHAT121_TEST_MAIN(TestWrapUps)
#include "tst_wrap_ups.moc"
