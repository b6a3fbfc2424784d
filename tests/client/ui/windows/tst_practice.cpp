// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The practice conversation: offered once, left and begun again at any time, and each step of it done with
// the widgets of the real desk; nothing of it reaches the real Workspace.
#include "client/ui/practice/practice_window.h"
#include "client/ui/practice/practice_workspace.h"
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using ui::PracticeStep;
using ui::PracticeWindow;

class TestPractice : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void whoIsNewIsOfferedItOnce();
    void whoHasConversationsIsNotOfferedIt();
    void theOfferOpensIt();
    void theSettingsOpenIt();
    void everyStepIsDoneWithTheRealWidgets();
    void theCustomerAnswers();
    void itIsLeftAndBegunAgain();
    void itIsBegunAgainInside();
    void whoClosesEarlyIsTold();
    void whatIsNotPartOfItIsNotThere();
    void lockingLocksTheRealOne();
    void aCourseAsksForWhatWasNotDone();

private:
    PracticeWindow *practice() { return m_window->findChild<PracticeWindow *>(); }
    void openPractice()
    {
        press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(practice());
        practice()->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), practice()); // not its parent
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = practice()->focusWidget();
        QTest::keyClick(focus ? focus : practice(), key, modifiers);
    }
    template <typename T = QWidget>
    T *there(const QString &object)
    {
        const auto found = practice()->findChildren<T *>(object);
        for (T *widget : found)
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    bool isDone(PracticeStep step) { return practice()->course().isDone(step); }
    void restart()
    {
        m_window.reset();
        showWindow();
    }
};

void TestPractice::init()
{
    newWorkspace();
    m_workspace->desk_choice = {};
    m_workspace->become(Workspace::State::Ready, Workspace::Role::Staff, u"ACME"_s);
    showWindow();
}

void TestPractice::whoIsNewIsOfferedItOnce()
{
    auto *offer = visible<ui::Banner>(u"practiceOffer"_s);
    QVERIFY(offer);
    QTest::mouseClick(offer->findChild<QToolButton *>(), Qt::LeftButton); // not now
    QVERIFY(!visible<ui::Banner>(u"practiceOffer"_s));
    QVERIFY(!practice());
    QVERIFY(m_workspace->desk_choice.is_practice_offered);
    restart();
    QVERIFY(!visible<ui::Banner>(u"practiceOffer"_s));
}

void TestPractice::whoHasConversationsIsNotOfferedIt()
{
    newWorkspace();
    m_workspace->desk_choice = {};
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    QVERIFY(!visible<ui::Banner>(u"practiceOffer"_s));
    QVERIFY(!m_workspace->desk_choice.is_practice_offered);
}

void TestPractice::theOfferOpensIt()
{
    Q_EMIT visible<ui::Banner>(u"practiceOffer"_s)->actionClicked();
    QVERIFY(practice() && practice()->isVisible());
    QVERIFY(m_workspace->desk_choice.is_practice_offered);
    QVERIFY(!visible<ui::Banner>(u"practiceOffer"_s));
    QVERIFY(!there<ui::Banner>(u"practiceOffer"_s)); // not within itself
}

void TestPractice::theSettingsOpenIt()
{
    whenDialogOpens([](QDialog *dialog) {
        QTest::mouseClick(dialog->findChild<QWidget *>(u"practiceButton"_s), Qt::LeftButton);
    });
    click(u"leaveButton"_s);
    QVERIFY(practice() && practice()->isVisible());
    QVERIFY(m_workspace->asked.isEmpty());
}

void TestPractice::everyStepIsDoneWithTheRealWidgets()
{
    openPractice();
    QSet<QString> titles{there<QLabel>(u"practiceTitle"_s)->text()};
    const auto isNext = [&] {
        const QString title = there<QLabel>(u"practiceTitle"_s)->text();
        const bool is_new = !titles.contains(title);
        titles.insert(title);
        return is_new;
    };
    key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(isDone(PracticeStep::Take) && isNext());

    auto *editor = there<QPlainTextEdit>(u"composerEdit"_s);
    QVERIFY(editor && editor->hasFocus());
    QTest::keyClicks(editor, u"/"_s + practice()->played().shortcut());
    key(Qt::Key_Return); // puts it in
    QVERIFY(!isDone(PracticeStep::Reply));
    QVERIFY(editor->toPlainText().contains(practice()->played().mine()->at(0).title));
    key(Qt::Key_Return); // and sends it
    QVERIFY(editor->toPlainText().isEmpty());
    QVERIFY(isDone(PracticeStep::Reply) && isNext());

    key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    auto *note = there<QPlainTextEdit>(u"noteEdit"_s);
    QVERIFY(note && note->hasFocus());
    QTest::keyClicks(note, u"waits for a parcel"_s);
    key(Qt::Key_Return);
    QVERIFY(isDone(PracticeStep::Note) && isNext());

    whenDialogOpens([](QDialog *dialog) {
        QTest::mouseClick(dialog->findChild<QWidget *>(u"handOverAskButton"_s), Qt::LeftButton);
    });
    key(Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(isDone(PracticeStep::HandOver));
    QVERIFY(isNext());
    QVERIFY(there<ui::Banner>(u"handOverEndBanner"_s)); // the colleague cannot

    practice()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(practice()));
    key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(isDone(PracticeStep::Close) && isNext());
    QVERIFY(!practice()->course().next());
    QCOMPARE(practice()->played().closed()->rowCount(), 1);

    // Nothing of it was asked of the real one, or stands in its lists.
    QVERIFY(m_workspace->asked.isEmpty());
    QVERIFY(m_workspace->queue()->isEmpty() && m_workspace->mine()->isEmpty());
    QVERIFY(m_workspace->closed()->isEmpty() && m_workspace->counted_replies.isEmpty());
    QVERIFY(m_workspace->played(ui::PracticeWorkspace::conversation())->said.isEmpty());
    QVERIFY(m_workspace->played(ui::PracticeWorkspace::conversation())->noted.isEmpty());
}

void TestPractice::theCustomerAnswers()
{
    openPractice();
    key(Qt::Key_Return, Qt::ControlModifier);
    Talk *talk = practice()->played().talk(ui::PracticeWorkspace::conversation());
    talk->say(u"Hello"_s);
    QVERIFY(!isDone(PracticeStep::Reply)); // it was no canned one
    QVERIFY(!talk->timeline()->typing().isEmpty());
    const int before = talk->timeline()->size();
    QTRY_COMPARE(talk->timeline()->size(), before + 1);
    QVERIFY(!talk->timeline()->at(before).is_mine);
    QVERIFY(talk->timeline()->typing().isEmpty());
}

void TestPractice::itIsLeftAndBegunAgain()
{
    openPractice();
    key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(isDone(PracticeStep::Take));
    key(Qt::Key_Escape); // of the desk: back to the editor
    QVERIFY(practice()->isVisible());
    QTest::mouseClick(there(u"practiceLeaveButton"_s), Qt::LeftButton);
    QTRY_VERIFY(!practice());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    openPractice();
    QVERIFY(!isDone(PracticeStep::Take));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_window->findChildren<PracticeWindow *>().size(), 1);
}

void TestPractice::itIsBegunAgainInside()
{
    openPractice();
    key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(practice()->played().mine()->rowCount(), 1);
    QTest::mouseClick(there(u"practiceAgainButton"_s), Qt::LeftButton);
    QCOMPARE(practice()->played().mine()->rowCount(), 0);
    QCOMPARE(practice()->played().queue()->rowCount(), 1);
    QCOMPARE(practice()->course().next(), std::optional(PracticeStep::Take));
    QVERIFY(there(u"queueList"_s));
}

void TestPractice::whoClosesEarlyIsTold()
{
    openPractice();
    key(Qt::Key_Return, Qt::ControlModifier);
    const QString before = there<QLabel>(u"practiceTitle"_s)->text();
    key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(practice()->course().isCutShort());
    QVERIFY(there<QLabel>(u"practiceTitle"_s)->text() != before);
    QVERIFY(there(u"practiceAgainButton"_s));
}

void TestPractice::whatIsNotPartOfItIsNotThere()
{
    openPractice();
    for (const QString &button :
         {u"inviteCustomersButton"_s, u"inviteColleagueButton"_s, u"recoveryWordsButton"_s,
          u"devicesButton"_s, u"rulesButton"_s, u"organisationButton"_s, u"overviewButton"_s,
          u"leaveButton"_s, u"schemeButton"_s})
        QVERIFY2(!there(button), qPrintable(button));
    QVERIFY(!there<QLabel>(u"practiceHindrance"_s));
    practice()->played().inviteCustomers({});
    QVERIFY(there<QLabel>(u"practiceHindrance"_s));
    QVERIFY(m_workspace->asked.isEmpty());
    key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier); // not within itself
    QCOMPARE(m_window->findChildren<PracticeWindow *>().size(), 1);
}

void TestPractice::lockingLocksTheRealOne()
{
    openPractice();
    key(Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE(m_workspace->asked, QStringList{u"lock"_s});
    m_workspace->become(Workspace::State::Locked, Workspace::Role::Staff, u"ACME"_s);
    QVERIFY(!practice()); // with the desk
}

void TestPractice::aCourseAsksForWhatWasNotDone()
{
    ui::PracticeCourse course;
    QCOMPARE(course.next(), std::optional(PracticeStep::Take));
    course.done(PracticeStep::Note);
    course.done(PracticeStep::Take);
    QCOMPARE(course.next(), std::optional(PracticeStep::Reply));
    QVERIFY(!course.isCutShort());
    course.done(PracticeStep::Close);
    QVERIFY(course.isCutShort());
    course.done(PracticeStep::Reply);
    course.done(PracticeStep::HandOver);
    QVERIFY(!course.next() && !course.isCutShort());
    for (const PracticeStep step : ui::kPracticeSteps)
        QVERIFY(!ui::practiceTitle(step).isEmpty() && !ui::practiceWords(step, u"hello"_s).contains(u'%'));
}

CHAT121_GUI_TEST_MAIN(TestPractice)
#include "tst_practice.moc"
