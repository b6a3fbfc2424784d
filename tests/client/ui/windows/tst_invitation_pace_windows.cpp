// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who invites customers says how many new ones may come in within an hour and a day.
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QSpinBox>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestInvitationPaceWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void asManyAsComeUnlessSaid();
    void anHourAndADayAreSaid();

private:
    // Opens the dialog, plays with it and makes the link.
    void make(const std::function<void(QSpinBox *, QSpinBox *)> &play)
    {
        int made = 0;
        whenDialogOpens([&](QDialog *dialog) {
            play(dialog->findChild<QSpinBox *>(u"invitationHourSpin"_s),
                 dialog->findChild<QSpinBox *>(u"invitationDaySpin"_s));
            dialog->findChild<QAbstractButton *>(u"makeInvitationButton"_s)->click();
            ++made;
        });
        click(u"inviteCustomersButton"_s);
        QCOMPARE(made, 1);
    }
};

void TestInvitationPaceWindows::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    m_workspace->asked.clear();
}

void TestInvitationPaceWindows::asManyAsComeUnlessSaid()
{
    make([](const QSpinBox *hour, const QSpinBox *day) {
        QCOMPARE(hour->text(), u"as many as come"_s);
        QCOMPARE(day->text(), u"as many as come"_s);
        QVERIFY(!hour->accessibleName().isEmpty() && hour->accessibleName() != day->accessibleName());
    });
    QCOMPARE(m_workspace->asked.size(), 1);
}

void TestInvitationPaceWindows::anHourAndADayAreSaid()
{
    make([](QSpinBox *hour, QSpinBox *day) {
        QTest::keyClick(hour, Qt::Key_Up);
        day->setValue(100);
    });
    QCOMPARE(m_workspace->asked.size(), 2);
    QCOMPARE(m_workspace->asked.constLast(), u"pace 1 100"_s);
}

CHAT121_GUI_TEST_MAIN(TestInvitationPaceWindows)
#include "tst_invitation_pace_windows.moc"
