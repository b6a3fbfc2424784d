// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A note for the team stands in a conversation, in front of two agents. Nothing of it reaches the customer:
// not their window, not their disk; and not the wire or the server's disk in any readable form.
#include "tests/e2e/stories/story.h"
#include "tests/e2e/support/leak_search.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestSilentNote : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyTalk();
    void anAgentNotesSomething();
    void aColleagueReadsItThere();
    void theCustomerSeesNothingOfIt();
    void noDiskAndNoWireTellsIt();

private:
    static constexpr auto kPatience = 60s;

    Story m_story{u"silent-note"_s};
    std::unique_ptr<DrivenWindow> m_anna, m_ben, m_maria;
    const QString m_question = u"I was charged twice"_s;
    const QString m_note = u"She has claimed this three times before"_s;
    const QString m_answer = u"I look into it at once"_s;
};

void TestSilentNote::theyTalk()
{
    QVERIFY(m_story.opens());
    m_anna = m_story.agent(u"Anna"_s);
    m_ben = m_story.agent(u"Ben"_s);
    m_maria = m_story.customer(u"Maria"_s);
    QVERIFY(m_anna && m_ben && m_maria);
    STEP(*m_anna, goesOnDuty(*m_anna));
    QVERIFY(say(*m_maria, m_question));
    STEP(*m_anna, opensTalk(*m_anna, u"queueList"_s, u"Maria"_s));
    STEP(*m_anna, m_anna->clickWhenReady(u"takeButton"_s, kPatience));
    STEP(*m_anna, opensTalk(*m_anna, u"mineList"_s, u"Maria"_s));
}

void TestSilentNote::anAgentNotesSomething()
{
    STEP(*m_anna, m_anna->clickWhenReady(u"noteChoice"_s, kPatience));
    STEP(*m_anna, m_anna->typeWhenReady(u"noteEdit"_s, m_note));
    QVERIFY2(!m_anna->isVisible(u"composerEdit"_s), "a note is written beside an open reply");
    QVERIFY(m_story.picture(*m_anna, u"writing"_s));
    QVERIFY(m_anna->press(u"noteEdit"_s, u"Return"_s));
    STEP(*m_anna, m_anna->waitForRow(u"timeline"_s, m_note, kPatience));
    STEP(*m_anna, m_anna->clickWhenReady(u"replyChoice"_s, kPatience));
    STEP(*m_anna, answers(*m_anna, u"Maria"_s, m_answer));
    QVERIFY(m_story.picture(*m_anna, u"noted"_s));
}

void TestSilentNote::aColleagueReadsItThere()
{
    STEP(*m_anna, m_anna->clickWhenReady(u"addColleagueButton"_s, kPatience));
    STEP(*m_anna, waitFor([&] { return m_anna->choose(u"colleagueList"_s, u"Ben"_s); }, kPatience));
    STEP(*m_anna, m_anna->clickWhenReady(u"addColleagueNowButton"_s, kPatience));
    STEP(*m_ben, opensTalk(*m_ben, u"mineList"_s, u"Maria"_s));
    STEP(*m_ben, m_ben->waitForRow(u"timeline"_s, m_note, kPatience));
}

void TestSilentNote::theCustomerSeesNothingOfIt()
{
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, m_answer, kPatience));
    QVERIFY(m_story.picture(*m_maria, u"customer"_s));
    const QStringList seen = m_maria->rows(u"timeline"_s) + m_maria->tree() + m_maria->texts();
    STEP(*m_maria, seen.filter(m_note).isEmpty());
    STEP(*m_maria, seen.filter(u"note"_s, Qt::CaseInsensitive).isEmpty());
}

void TestSilentNote::noDiskAndNoWireTellsIt()
{
    QVERIFY(m_maria->quit() && m_ben->quit() && m_anna->quit());
    QVERIFY(m_story.wire().bytesSeen() > 0);
    // All homes, the server's data, and the wire's record.
    const QList<Leak> leaks = searchFolders({m_story.folder({})}, {m_note, m_answer});
    QStringList found;
    for (const Leak &leak : leaks)
        found.append(u"%1: %2 (%3)"_s.arg(leak.file, leak.sentence, leak.form));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

CHAT121_TEST_MAIN(TestSilentNote)
#include "tst_silent_note.moc"
