// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A customer closes the laptop in the middle of a conversation: the agent sees that what they write has not
// arrived, and what was written meanwhile is there, once and in order, when the lid opens again; also when
// the battery was empty, and with what the customer had begun to write.
#include "tests/e2e/stories/story.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <csignal>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestClosedLid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyTalk();
    void theLidClosesAndOpens();
    void theBatteryIsEmpty();
    void bothHaveSeenTheSame();

private:
    static constexpr auto kPatience = 60s;

    bool agentSays(const QString &text);
    bool stateOf(const QString &text, const QString &state);
    QStringList saidIn(DrivenWindow &person) const;

    Story m_story{u"closed-lid"_s};
    std::unique_ptr<DrivenWindow> m_anna, m_maria;
    QStringList m_said;
};

bool TestClosedLid::agentSays(const QString &text)
{
    m_said.append(text);
    return say(*m_anna, text) && stateOf(text, u"sent"_s);
}

// The agent's row of this message says so.
bool TestClosedLid::stateOf(const QString &text, const QString &state)
{
    return waitFor(
        [&] {
            const QStringList rows = m_anna->rows(u"timeline"_s).filter(text);
            return rows.size() == 1 && rows.first().contains(state, Qt::CaseInsensitive);
        },
        kPatience);
}

void TestClosedLid::theyTalk()
{
    QVERIFY(m_story.opens());
    m_anna = m_story.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_maria = m_story.customer(u"Maria"_s);
    QVERIFY(m_maria);
    STEP(*m_anna, goesOnDuty(*m_anna));
    m_said = {u"Is the train on time?"_s};
    QVERIFY(say(*m_maria, m_said.first()));
    STEP(*m_anna, opensTalk(*m_anna, u"queueList"_s, u"Maria"_s));
    STEP(*m_anna, m_anna->clickWhenReady(u"takeButton"_s, kPatience));
    m_said.append(u"One moment, I look"_s);
    STEP(*m_anna, answers(*m_anna, u"Maria"_s, m_said.last()));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, m_said.last(), kPatience));
    STEP(*m_anna, stateOf(m_said.last(), u"read"_s));
}

void TestClosedLid::theLidClosesAndOpens()
{
    QCOMPARE(::kill(static_cast<pid_t>(m_maria->processId()), SIGSTOP), 0);
    m_story.wire().cut();
    STEP(*m_anna, m_anna->waitForText(u"statusLine"_s, u"Connected"_s, kPatience));
    STEP(*m_anna, agentSays(u"It has ten minutes of delay"_s));
    STEP(*m_anna, agentSays(u"And it leaves from platform four"_s));
    QVERIFY(m_story.picture(*m_anna, u"sent-not-delivered"_s));
    for (const QString &text : m_said.last(2))
        QVERIFY2(
            !m_anna->rows(u"timeline"_s).filter(text).first().contains(u"delivered"_s, Qt::CaseInsensitive),
            "it says that a sleeping computer has received it");
    QCOMPARE(::kill(static_cast<pid_t>(m_maria->processId()), SIGCONT), 0);
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, m_said.last(), kPatience));
    STEP(*m_anna, stateOf(m_said.last(), u"read"_s));
}

void TestClosedLid::theBatteryIsEmpty()
{
    const QString begun = u"Then I take the"_s;
    STEP(*m_maria, m_maria->typeWhenReady(u"composerEdit"_s, begun));
    // What is being written is kept a moment after the last key.
    QTest::qWait(2000);
    m_maria->killHard();
    STEP(*m_anna, agentSays(u"The next one is at six"_s));
    STEP(*m_maria, opensAgain(*m_maria));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, m_said.last(), kPatience));
    STEP(*m_maria, m_maria->waitForText(u"composerEdit"_s, begun, kPatience));
    QVERIFY(m_story.picture(*m_maria, u"as-it-was"_s));
    QVERIFY(m_maria->type(u"composerEdit"_s, u" next one"_s));
    QVERIFY(m_maria->press(u"composerEdit"_s, u"Return"_s));
    m_said.append(begun + u" next one"_s);
    STEP(*m_anna, m_anna->waitForRow(u"timeline"_s, m_said.last(), kPatience));
}

// The sentences in the order of the window, each as often as it stands there.
QStringList TestClosedLid::saidIn(DrivenWindow &person) const
{
    QStringList found;
    const QStringList rows = person.rows(u"timeline"_s);
    for (const QString &row : rows) {
        for (const QString &text : m_said)
            if (row.contains(text)) found.append(text);
    }
    return found;
}

void TestClosedLid::bothHaveSeenTheSame()
{
    QCOMPARE(saidIn(*m_anna), m_said);
    QCOMPARE(saidIn(*m_maria), m_said);
}

CHAT121_TEST_MAIN(TestClosedLid)
#include "tst_closed_lid.moc"
