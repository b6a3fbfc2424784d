// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When nobody is there: windows lock by themselves, after the time that was chosen or set by the
// organisation.
#include "client/ui/shell/idle_lock.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

using namespace chat121;
using namespace chat121::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestIdleLock : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void locksByItself();
    void whoeverWakesItOnlyWakesIt();
    void neverIsNever();
    void aRuleCountsFromTheLastTouch();
    void aRuleThatComesToAnEmptyChairLocks();
    void aDialogGoesFirst();
};

void TestIdleLock::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
}

void TestIdleLock::locksByItself()
{
    FakeClock clock;
    ui::IdleLock idle(*m_workspace, clock, nullptr);
    m_workspace->setLockAfter(5min);
    m_workspace->asked.clear();
    clock.advance(4min);
    idle.look();
    QCOMPARE(m_workspace->asked, QStringList());
    press(Qt::Key_Shift); // somebody is here
    clock.advance(4min);
    idle.look();
    QCOMPARE(m_workspace->asked, QStringList());
    clock.advance(1min);
    idle.look();
    QCOMPARE(m_workspace->asked, QStringList{u"lock"_s});
}

void TestIdleLock::whoeverWakesItOnlyWakesIt()
{
    Q_EMIT m_workspace->talkOpened({1});
    FakeClock clock;
    const ui::IdleLock idle(*m_workspace, clock, nullptr);
    m_workspace->setLockAfter(5min);
    m_workspace->asked.clear();
    clock.advance(8h); // asleep: no timer ran
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked.join(u' '), u"lock"_s); // and nobody is taken
}

void TestIdleLock::neverIsNever()
{
    FakeClock clock;
    ui::IdleLock idle(*m_workspace, clock, nullptr);
    clock.advance(1000h);
    idle.look();
    press(Qt::Key_A);
    m_workspace->setLockAfter(5min);
    m_workspace->become(Workspace::State::Locked, Workspace::Role::None, {});
    clock.advance(1000h);
    idle.look();
    QVERIFY(!m_workspace->asked.contains(u"lock"_s));
}

// Not from the moment when it comes: nobody gets another quarter of an hour by it.
void TestIdleLock::aRuleCountsFromTheLastTouch()
{
    FakeClock clock;
    ui::IdleLock idle(*m_workspace, clock, nullptr);
    clock.advance(1h);
    press(Qt::Key_Shift);
    clock.advance(10min);
    m_workspace->setLockAfterMax(15min);
    idle.look();
    QCOMPARE(m_workspace->asked, QStringList());
    clock.advance(4min);
    idle.look();
    QCOMPARE(m_workspace->asked, QStringList());
    clock.advance(1min);
    idle.look();
    QCOMPARE(m_workspace->asked, QStringList{u"lock"_s});
}

void TestIdleLock::aRuleThatComesToAnEmptyChairLocks()
{
    FakeClock clock;
    ui::IdleLock idle(*m_workspace, clock, nullptr);
    m_workspace->setLockAfter(60min);
    m_workspace->asked.clear();
    clock.advance(30min);
    idle.look();
    QCOMPARE(m_workspace->asked, QStringList());
    m_workspace->setLockAfterMax(15min);
    idle.look();
    QCOMPARE(m_workspace->asked, QStringList{u"lock"_s});
}

void TestIdleLock::aDialogGoesFirst()
{
    FakeClock clock;
    ui::IdleLock idle(*m_workspace, clock, nullptr);
    m_workspace->setLockAfter(5min);
    m_workspace->asked.clear();
    QTimer::singleShot(0, this, [&] {
        QVERIFY(QApplication::activeModalWidget());
        clock.advance(6min);
        idle.look();
    });
    click(u"inviteCustomersButton"_s); // comes back when the dialog is closed
    QTRY_COMPARE(m_workspace->asked, QStringList{u"lock"_s});
    QVERIFY(!QApplication::activeModalWidget());
}

CHAT121_GUI_TEST_MAIN(TestIdleLock)
#include "tst_idle_lock.moc"
