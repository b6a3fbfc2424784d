// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Windows that are mirrored, and people who write from right to left: what stands left elsewhere stands right
// here, and what they say arrives as it was said.
#include "tests/e2e/stories/story.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestRightToLeft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyTalk();
    void theDeskIsMirrored();
    void theCustomersWindowIsMirrored();

private:
    static constexpr auto kPatience = 60s;

    static bool isRightOf(DrivenWindow &person, const QString &one, const QString &other);

    Story m_story{u"right-to-left"_s, Story::Reading::FromTheRight};
    std::unique_ptr<DrivenWindow> m_anna, m_maria;
    const QString m_question = u"שלום, מתי מגיעה החבילה 4711?"_s;
    const QString m_answer = u"היא מגיעה מחר, Maria, בשעה 10:00"_s;
};

void TestRightToLeft::theyTalk()
{
    QVERIFY(m_story.opens());
    m_anna = m_story.agent(u"חנה"_s);
    m_maria = m_story.customer(u"Maria"_s);
    QVERIFY(m_anna && m_maria);
    STEP(*m_anna, goesOnDuty(*m_anna));
    QVERIFY(say(*m_maria, m_question));
    STEP(*m_anna, opensTalk(*m_anna, u"queueList"_s, u"Maria"_s));
    STEP(*m_anna, m_anna->waitForRow(u"timeline"_s, m_question, kPatience));
    STEP(*m_anna, m_anna->clickWhenReady(u"takeButton"_s, kPatience));
    STEP(*m_anna, answers(*m_anna, u"Maria"_s, m_answer));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, m_answer, kPatience));
}

// No part of one reaches over the left edge of the other's beginning.
bool TestRightToLeft::isRightOf(DrivenWindow &person, const QString &one, const QString &other)
{
    const QRect here = person.place(one), there = person.place(other);
    return here.isValid() && there.isValid() && here.left() >= there.right();
}

void TestRightToLeft::theDeskIsMirrored()
{
    STEP(*m_anna, isRightOf(*m_anna, u"mineList"_s, u"timeline"_s));
    STEP(*m_anna, isRightOf(*m_anna, u"composerEdit"_s, u"sendButton"_s));
    QVERIFY(m_story.picture(*m_anna, u"desk"_s));
}

void TestRightToLeft::theCustomersWindowIsMirrored()
{
    STEP(*m_maria, isRightOf(*m_maria, u"composerEdit"_s, u"sendButton"_s));
    STEP(*m_maria, isRightOf(*m_maria, u"organisationLabel"_s, u"moreButton"_s) ||
                       isRightOf(*m_maria, u"organisationLabel"_s, u"searchButton"_s));
    QVERIFY(m_story.picture(*m_maria, u"customer"_s));
}

CHAT121_TEST_MAIN(TestRightToLeft)
#include "tst_right_to_left.moc"
