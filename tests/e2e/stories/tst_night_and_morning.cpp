// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// At night nobody is there: the customer is told until when, leaves a message and closes the program. In the
// morning it is answered, and they read the answer when they come back.
#include "common/base/clock.h"
#include "tests/e2e/stories/story.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestNightAndMorning : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOfficeIsClosed();
    void theCustomerLeavesAMessageAndGoes();
    void inTheMorningItIsAnswered();
    void theCustomerComesBackAndReadsIt();

private:
    static constexpr auto kPatience = 60s;

    Story m_story{u"night-and-morning"_s};
    std::unique_ptr<DrivenWindow> m_anna, m_maria;
    const QString m_question = u"My heating does not start, and it is cold"_s;
    const QString m_answer = u"Good morning Maria, a technician comes at ten"_s;
    const QString m_thanks = u"Thank you, I am at home"_s;
};

void TestNightAndMorning::theOfficeIsClosed()
{
    QVERIFY(m_story.opens());
    m_anna = m_story.agent(u"Anna"_s);
    QVERIFY(m_anna);
    constexpr qint64 kHalfADay = 12 * 60 * 60 * 1000;
    const bool is_before_noon = chat121::SystemClock().now().ms / kHalfADay % 2 == 0; // UTC
    const QString other_hours = is_before_noon ? u"20:00-21:00"_s : u"1:00-2:00"_s;
    STEP(m_story.olga(), m_story.setsHours(other_hours));
    QVERIFY(m_anna->quit());
}

void TestNightAndMorning::theCustomerLeavesAMessageAndGoes()
{
    m_maria = m_story.customer(u"Maria"_s);
    QVERIFY(m_maria);
    STEP(*m_maria, m_maria->waitForText(u"standingLabel"_s, u"Closed now."_s, kPatience));
    QVERIFY(m_story.picture(*m_maria, u"closed"_s));
    QVERIFY(say(*m_maria, m_question));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, m_question, kPatience));
    STEP(*m_maria, m_maria->waitForText(u"standingLabel"_s, u"Your message is kept for them."_s, kPatience));
    QVERIFY(m_story.picture(*m_maria, u"message-left"_s));
    QVERIFY(m_maria->quit());
}

void TestNightAndMorning::inTheMorningItIsAnswered()
{
    STEP(m_story.olga(), m_story.setsHours(u"0:00-24:00"_s));
    STEP(*m_anna, opensAgain(*m_anna));
    STEP(*m_anna, goesOnDuty(*m_anna));
    STEP(*m_anna, opensTalk(*m_anna, u"queueList"_s, u"Maria"_s));
    STEP(*m_anna, m_anna->waitForRow(u"timeline"_s, m_question, kPatience));
    QVERIFY(m_story.picture(*m_anna, u"morning"_s));
    STEP(*m_anna, m_anna->clickWhenReady(u"takeButton"_s, kPatience));
    STEP(*m_anna, answers(*m_anna, u"Maria"_s, m_answer));
}

void TestNightAndMorning::theCustomerComesBackAndReadsIt()
{
    STEP(*m_maria, opensAgain(*m_maria));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, m_answer, kPatience));
    STEP(*m_maria, m_maria->waitForText(u"standingLabel"_s, u"Anna"_s, kPatience));
    QVERIFY(say(*m_maria, m_thanks));
    STEP(*m_anna, m_anna->waitForRow(u"timeline"_s, m_thanks, kPatience));
    QVERIFY(m_story.picture(*m_maria, u"answered"_s));
}

CHAT121_TEST_MAIN(TestNightAndMorning)
#include "tst_night_and_morning.moc"
