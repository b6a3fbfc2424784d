// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Coming into a colleague's conversation, and what its window offers to who is in it as a guest of theirs.
#include "client/ui/supervision/overview_window.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListView>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestJoiningWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup();
    void oneIsChosenAndAsked();
    void withoutAConnectionNobodyIsAsked();
    void whoReadsIsOfferedToWrite();
    void whoTakesPartWritesAndMayLeave();
    void whatIsTheReadersHasNothingOfIt();

private:
    QAbstractButton *button(const QString &name) { return m_overview->findChild<QAbstractButton *>(name); }
    void choose()
    {
        auto *list = m_overview->findChild<QListView *>(u"colleaguesTalksList"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
    }
    PlayedTalk *open()
    {
        ConversationRow mine;
        mine.id = {700};
        mine.state = ConversationState::Mine;
        mine.title = u"Maria"_s;
        mine.taken_by = u"Ben"_s;
        m_workspace->put(mine);
        PlayedTalk *talk = m_workspace->played({700});
        talk->play(u"Maria"_s, {}, true);
        Q_EMIT m_workspace->talkOpened({700});
        return talk;
    }

    std::unique_ptr<ui::OverviewWindow> m_overview;
};

void TestJoiningWindows::init()
{
    newWorkspace();
    m_workspace->can_supervise = true;
    m_workspace->become(Workspace::State::Ready, Workspace::Role::Staff, u"ACME"_s);
    showWindow();
    ConversationRow row;
    row.id = {600};
    row.state = ConversationState::Team;
    row.title = u"Guest 600"_s;
    row.taken_by = u"Ben"_s;
    m_workspace->put(row);
    m_overview = std::make_unique<ui::OverviewWindow>(*m_workspace, m_clock);
    DeskOverview overview;
    DepartmentOverview department;
    department.id = {1};
    department.name = u"Support"_s;
    overview.departments = {department};
    m_workspace->setOverview(overview);
    m_overview->show();
    m_workspace->asked.clear();
}

void TestJoiningWindows::cleanup()
{
    m_overview.reset();
    closeWindow();
}

void TestJoiningWindows::oneIsChosenAndAsked()
{
    auto *words = m_overview->findChild<QLabel *>(u"joinAskedLabel"_s);
    QVERIFY(!button(u"readAlongButton"_s)->isEnabled());
    QVERIFY(!button(u"takePartButton"_s)->isEnabled());
    choose();
    button(u"readAlongButton"_s)->click();
    QCOMPARE(m_workspace->asked, QStringList{u"join 600 reading"_s});
    QVERIFY(words->isVisible());
    QVERIFY(words->text().contains(u"Ben"_s));
    Q_EMIT m_workspace->actionFailed({u"nobody answers"_s, {}, true});
    QVERIFY(!words->isVisible());
    button(u"takePartButton"_s)->click();
    QCOMPARE(m_workspace->asked.constLast(), u"join 600 speaking"_s);
    Q_EMIT m_workspace->talkOpened({600});
    QVERIFY(!words->isVisible());
}

void TestJoiningWindows::withoutAConnectionNobodyIsAsked()
{
    choose();
    QVERIFY(button(u"readAlongButton"_s)->isEnabled());
    m_workspace->setConnection({ConnectionState::Reconnecting, 0});
    QVERIFY(!button(u"readAlongButton"_s)->isEnabled());
    QVERIFY(!button(u"takePartButton"_s)->isEnabled());
}

void TestJoiningWindows::whoReadsIsOfferedToWrite()
{
    PlayedTalk *talk = open();
    talk->setColleagues(true, Attendance::Reading);
    QVERIFY(visible(u"speakButton"_s));
    QVERIFY(!visible(u"composerEdit"_s));
    click(u"speakButton"_s);
    QCOMPARE(talk->attended, QList<Attendance>{Attendance::Speaking});
    talk->setColleagues(true, Attendance::Speaking);
    QVERIFY(!visible(u"speakButton"_s));
    QVERIFY(visible(u"composerEdit"_s));
}

void TestJoiningWindows::whoTakesPartWritesAndMayLeave()
{
    PlayedTalk *talk = open();
    talk->setColleagues(true, Attendance::Speaking);
    QVERIFY(!visible(u"closeButton"_s)); // it is the colleague who closes it, and gives it back
    QVERIFY(!visible(u"returnButton"_s));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    press(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(m_workspace->asked.filter(u"close"_s).isEmpty());
    click(u"leaveTalkButton"_s);
    QCOMPARE(talk->attended, QList<Attendance>{Attendance::Leaving});
    talk->setColleagues(true, Attendance::Leaving);
    QVERIFY(!visible(u"leaveTalkButton"_s)); // once
    QVERIFY(!visible(u"speakButton"_s));
}

void TestJoiningWindows::whatIsTheReadersHasNothingOfIt()
{
    open();
    QVERIFY(visible(u"closeButton"_s));
    QVERIFY(visible(u"returnButton"_s));
    QVERIFY(!visible(u"leaveTalkButton"_s));
    QVERIFY(!visible(u"speakButton"_s));
}

CHAT121_GUI_TEST_MAIN(TestJoiningWindows)
#include "tst_joining_windows.moc"
