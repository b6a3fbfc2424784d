// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation is handed to a colleague: what the one who asks sees, what the one who is asked, and what
// comes of it.
// Row AD-05.
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListView>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestHandOverWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void onlyWhoHasItHandsItOver();
    void theGiverWaitsAndMayWithdraw();
    void whoIsAskedSeesWhoAndWhat();
    void acceptAndDeclineByKeyboard();
    void anAnswerIsSaidOnce();
    void theQuestionThatEndsFirstIsShown();
    void theListSaysIt();
    void whatCameOfItIsSaid_data();
    void whatCameOfItIsSaid();
    void theCustomerSeesTheSteps();

private:
    ConversationRow asked(quint64 id, int seconds) const;
    void waitForBen();
    QString text(const QString &label) { return visible<QLabel>(label)->text(); }

    FakeClock m_time;
};

void TestHandOverWindows::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_time.now());
    m_window = std::make_unique<ui::MainWindow>(*m_workspace, *m_theme, m_time);
    m_window->resize(m_theme->px(1180), m_theme->px(700));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    Q_EMIT m_workspace->talkOpened({1});
    m_workspace->asked.clear();
}

void TestHandOverWindows::onlyWhoHasItHandsItOver()
{
    QVERIFY(visible(u"handOverButton"_s));
    ConversationRow row = *m_workspace->mine()->find({1});
    row.is_taken_here = false; // a member beside who has it
    m_workspace->put(row);
    QVERIFY(!visible(u"handOverButton"_s));
    press(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(!QApplication::activeModalWidget());
    Q_EMIT m_workspace->talkOpened({4}); // who waits
    QVERIFY(!visible(u"handOverButton"_s));
}

void TestHandOverWindows::waitForBen()
{
    ConversationRow row = *m_workspace->mine()->find({1});
    row.hand_over_to = u"Ben"_s;
    row.hand_over_until = m_time.now() + std::chrono::seconds(60);
    row.is_hand_over_mine = true;
    m_workspace->put(row);
}

void TestHandOverWindows::theGiverWaitsAndMayWithdraw()
{
    QVERIFY(!visible(u"handOverStrip"_s));
    waitForBen();
    QVERIFY(visible(u"handOverStrip"_s));
    QVERIFY(text(u"handOverStripLabel"_s).contains(u"Ben"_s));
    QCOMPARE(text(u"handOverStripLeftLabel"_s), u"1:00"_s);
    m_time.advance(std::chrono::seconds(21));
    QTRY_COMPARE(text(u"handOverStripLeftLabel"_s), u"0:39"_s);
    QVERIFY(!visible(u"handOverStripAcceptButton"_s) && !visible(u"handOverStripDeclineButton"_s));
    QVERIFY(!visible(u"handOverButton"_s)); // one after the other
    click(u"handOverStripWithdrawButton"_s);
    QCOMPARE(m_workspace->asked, QStringList{u"withdraw hand-over of 1"_s});
    ConversationRow row = *m_workspace->mine()->find({1});
    row.is_hand_over_accepted = true;
    row.hand_over_until = m_time.now() + std::chrono::seconds(60);
    m_workspace->put(row);
    QVERIFY(text(u"handOverStripLabel"_s).contains(u"accepted"_s));
    QVERIFY(!visible(u"handOverStripLeftLabel"_s));
    Q_EMIT m_workspace->talkOpened({2}); // about which nobody is asked
    QVERIFY(!visible(u"handOverStrip"_s));
    QVERIFY(visible(u"handOverButton"_s));
}

ConversationRow TestHandOverWindows::asked(quint64 id, int seconds) const
{
    ConversationRow row;
    row.id = {id};
    row.state = ConversationState::Team;
    row.title = u"Olga %1"_s.arg(id);
    row.department = u"Support"_s;
    row.taken_by = u"Jonas"_s;
    row.hand_over_to = u"Anna"_s;
    row.hand_over_note = u"She has <b>paid</b> twice"_s;
    row.hand_over_until = m_time.now() + std::chrono::seconds(seconds);
    row.is_hand_over_here = true;
    return row;
}

void TestHandOverWindows::whoIsAskedSeesWhoAndWhat()
{
    m_workspace->put(asked(7, 30));
    QVERIFY(visible(u"askedStrip"_s));
    QVERIFY(text(u"askedStripLabel"_s).contains(u"Jonas"_s));
    QVERIFY(text(u"askedStripLabel"_s).contains(u"Olga 7"_s));
    QVERIFY(text(u"askedStripLabel"_s).contains(u"Support"_s));
    QCOMPARE(text(u"askedStripLeftLabel"_s), u"0:30"_s);
    const QWidget *note = visible(u"askedStripNote"_s);
    QVERIFY(note && note->accessibleName().contains(u"the customer never sees it"_s));
    QCOMPARE(note->accessibleDescription(), u"She has <b>paid</b> twice"_s); // plain

    m_workspace->played({7})->play(u"Olga 7"_s, {}, false);
    click(u"askedStripLookButton"_s);
    QTRY_COMPARE(text(u"titleLabel"_s), u"Olga 7"_s);
    QVERIFY(!visible(u"askedStrip"_s)); // it stands with the conversation now
    QVERIFY(visible(u"handOverStripNote"_s));
    click(u"handOverStripDeclineButton"_s);
    QCOMPARE(m_workspace->asked, QStringList{u"decline hand-over of 7"_s});

    ConversationRow accepted = asked(7, 60);
    accepted.is_hand_over_accepted = true;
    m_workspace->put(accepted);
    QVERIFY(!visible(u"handOverStripAcceptButton"_s));
    QVERIFY(text(u"handOverStripLabel"_s).contains(u"accepted"_s));
}

void TestHandOverWindows::acceptAndDeclineByKeyboard()
{
    press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier); // nobody asks
    QCOMPARE(focused(), u"composerEdit"_s);
    m_workspace->put(asked(7, 30));
    QCOMPARE(focused(), u"composerEdit"_s); // whoever writes goes on writing
    press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(focused(), u"askedStripAcceptButton"_s);
    press(Qt::Key_Space);
    QCOMPARE(m_workspace->asked, QStringList{u"accept hand-over of 7"_s});
    m_workspace->asked.clear();
    Q_EMIT m_workspace->actionFailed({u"Try again."_s, {}, true});
    press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(focused(), u"askedStripDeclineButton"_s);
    press(Qt::Key_Space);
    QCOMPARE(m_workspace->asked, QStringList{u"decline hand-over of 7"_s});
}

// Until the server has said what came of it; where that is nothing, it may be tried again.
void TestHandOverWindows::anAnswerIsSaidOnce()
{
    m_workspace->put(asked(7, 30));
    click(u"askedStripAcceptButton"_s);
    QVERIFY(!visible<QAbstractButton>(u"askedStripAcceptButton"_s)->isEnabled());
    QVERIFY(!visible<QAbstractButton>(u"askedStripDeclineButton"_s)->isEnabled());
    visible<QAbstractButton>(u"askedStripAcceptButton"_s)->click();
    QCOMPARE(m_workspace->asked.size(), 1);
    Q_EMIT m_workspace->actionFailed({u"Try again."_s, {}, true});
    QVERIFY(visible<QAbstractButton>(u"askedStripAcceptButton"_s)->isEnabled());
}

void TestHandOverWindows::theQuestionThatEndsFirstIsShown()
{
    m_workspace->put(asked(7, 30));
    m_workspace->put(asked(8, 20));
    QVERIFY(text(u"askedStripLabel"_s).contains(u"Olga 8"_s));
    ConversationRow over = asked(8, 20);
    over.hand_over_until = {};
    over.is_hand_over_here = false;
    m_workspace->put(over);
    QVERIFY(text(u"askedStripLabel"_s).contains(u"Olga 7"_s));
    over.id = {7};
    m_workspace->put(over);
    QVERIFY(!visible(u"askedStrip"_s));
}

void TestHandOverWindows::theListSaysIt()
{
    QVERIFY(!visible(u"askedList"_s));
    const QString before = m_window->windowTitle();
    m_workspace->put(asked(7, 30));
    auto *list = visible<QListView>(u"askedList"_s);
    QVERIFY(list);
    QCOMPARE(list->model()->rowCount(), 1);
    const QString spoken = list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.contains(u"Jonas asks you to go on"_s), qPrintable(spoken));
    QVERIFY(m_window->windowTitle() != before); // one more thing waits
    ConversationRow gone = asked(7, 30);
    gone.state = ConversationState::Mine;
    gone.hand_over_until = {};
    gone.is_hand_over_here = false;
    m_workspace->put(gone);
    QVERIFY(!visible(u"askedList"_s));
    QVERIFY(m_workspace->mine()->find({7}));
}

void TestHandOverWindows::whatCameOfItIsSaid_data()
{
    QTest::addColumn<HandOverEnd>("end");
    QTest::addColumn<quint64>("conversation");
    QTest::addColumn<QString>("said");
    QTest::newRow("accepted") << HandOverEnd::Accepted << quint64(1) << u"goes on with"_s;
    QTest::newRow("declined") << HandOverEnd::Declined << quint64(1) << u"cannot take"_s;
    QTest::newRow("unanswered") << HandOverEnd::Unanswered << quint64(1) << u"has not answered"_s;
    QTest::newRow("withdrawn") << HandOverEnd::Withdrawn << quint64(7) << u"no longer asks"_s;
    QTest::newRow("missed") << HandOverEnd::Missed << quint64(7) << u"did not answer in time"_s;
}

void TestHandOverWindows::whatCameOfItIsSaid()
{
    QFETCH(const HandOverEnd, end);
    QFETCH(const quint64, conversation);
    QFETCH(const QString, said);
    m_workspace->put(asked(7, 30));
    Q_EMIT m_workspace->talkOpened({2}); // whoever looks at another conversation by now hears of it, too
    Q_EMIT m_workspace->handOverEnded({99}, end, u"Ben"_s);
    QVERIFY(!visible(u"handOverEndBanner"_s)); // of nothing that is known
    Q_EMIT m_workspace->handOverEnded({conversation}, end, u"Ben"_s);
    auto *banner = visible<ui::Banner>(u"handOverEndBanner"_s);
    QVERIFY(banner);
    QVERIFY2(banner->sentence().contains(said), qPrintable(banner->sentence()));
    QVERIFY(banner->sentence().contains(u"Ben"_s));
    QVERIFY(banner->sentence().contains(conversation == 1 ? u"Maria K."_s : u"Olga 7"_s));
    if (end == HandOverEnd::Declined) {
        Q_EMIT banner->actionClicked();
        QCOMPARE(text(u"titleLabel"_s), u"Maria K."_s);
    } else {
        Q_EMIT banner->putOff();
    }
    QVERIFY(!visible(u"handOverEndBanner"_s));
}

// Lines among the messages, which the engine writes; nothing of what staff see beside them.
void TestHandOverWindows::theCustomerSeesTheSteps()
{
    newWorkspace();
    playCustomer(*m_workspace, m_time.now());
    showWindow();
    TimelineRow line;
    line.kind = RowKind::System;
    line.sequence = Sequence{50};
    line.sent_at = m_time.now();
    line.text = u"Anna asks Ben to go on with this conversation"_s;
    m_workspace->played({1})->timeline()->upsert({line});
    const auto *timeline = m_workspace->played({1})->timeline();
    QCOMPARE(timeline->at(timeline->size() - 1).text, line.text);
    QVERIFY(visible(u"timeline"_s));
    for (const QString &staff : {u"askedStrip"_s, u"handOverStrip"_s, u"handOverButton"_s})
        QVERIFY(!m_window->findChild<QWidget *>(staff));
}

CHAT121_GUI_TEST_MAIN(TestHandOverWindows)
#include "tst_hand_over_windows.moc"
