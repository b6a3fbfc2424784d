// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answering, editing, deleting and reacting in the agent's window, with real keys and buttons.
#include "client/ui/talk/talk_pane.h"
#include "client/ui/timeline/timeline_view.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QPlainTextEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

MessageId idOf(int number)
{
    MessageId id;
    id.data[0] = static_cast<quint8>(200 + number);
    return id;
}

} // namespace

class TestMessageActions : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void anAnswerGoesToItsMessage();
    void upEditsTheLastOwnMessage();
    void whatWasWrittenComesBackAfterAnEdit();
    void escapeGivesUpAndStays();
    void anotherConversationIsNotAnswered();
    void deletingAsksOnce_data();
    void deletingAsksOnce();
    void aReactionIsPassedOn();
    void whatIsUsedIsRemembered();
    void aStarIsForOneself();
    void whoMayNotWriteMayNotAct();

private:
    PlayedTalk *maria() { return m_workspace->played({1}); }
    ui::TimelineView *timeline() { return visible<ui::TimelineView>(u"timeline"_s); }
    void write(const QString &text) { QTest::keyClicks(m_window->focusWidget(), text); }
    void choose(int number)
    {
        timeline()->setFocus();
        timeline()->setCurrentRow(maria()->timeline()->rowOf(idOf(number)));
    }
};

void TestMessageActions::initTestCase()
{
    installTheme();
}

// Maria asks (0), and is answered (1).
void TestMessageActions::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    QList<TimelineRow> rows;
    for (const int number : {0, 1}) {
        TimelineRow row;
        row.id = idOf(number);
        row.sequence = {static_cast<quint64>(number) + 1};
        row.is_mine = number == 1;
        row.author = {row.is_mine ? 1u : 2u};
        row.author_name = row.is_mine ? u"Anna"_s : u"Maria"_s;
        row.sent_at = m_clock.now();
        row.state = row.is_mine ? SendState::Sent : SendState::None;
        row.text = row.is_mine ? u"At noon"_s : u"When?"_s;
        rows.append(row);
    }
    maria()->timeline()->reset(rows);
    showWindow();
    Q_EMIT m_workspace->talkOpened({1});
    visible(u"composerEdit"_s)->setFocus();
}

void TestMessageActions::cleanup()
{
    closeWindow();
}

void TestMessageActions::anAnswerGoesToItsMessage()
{
    choose(0);
    press(Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(focused(), u"composerEdit"_s);
    QVERIFY(visible(u"aboutEnd"_s));
    write(u"Today"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->answers.size(), 1);
    QCOMPARE(maria()->answers.constFirst().first, idOf(0));
    QCOMPARE(maria()->answers.constFirst().second, u"Today"_s);
    QCOMPARE(maria()->said, QStringList());
    QVERIFY(!visible(u"aboutEnd"_s));
    write(u"Bye"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{u"Bye"_s});
}

void TestMessageActions::upEditsTheLastOwnMessage()
{
    press(Qt::Key_Up);
    QCOMPARE(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), u"At noon"_s);
    write(u"!"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->edits.size(), 1);
    QCOMPARE(maria()->edits.constFirst().first, idOf(1));
    QCOMPARE(maria()->edits.constFirst().second, u"At noon!"_s);
    QCOMPARE(maria()->said, QStringList());
}

void TestMessageActions::whatWasWrittenComesBackAfterAnEdit()
{
    write(u"half a thought"_s);
    choose(1);
    press(Qt::Key_F2);
    QCOMPARE(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), u"At noon"_s);
    Q_EMIT m_workspace->talkOpened({2}); // keeps drafts
    QCOMPARE(maria()->draft(), u"half a thought"_s);
    Q_EMIT m_workspace->talkOpened({1});
    QCOMPARE(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), u"half a thought"_s);
    QCOMPARE(maria()->edits.size(), 0);
}

void TestMessageActions::escapeGivesUpAndStays()
{
    choose(0);
    press(Qt::Key_R, Qt::ControlModifier);
    press(Qt::Key_Escape);
    QVERIFY(!visible(u"aboutEnd"_s));
    QCOMPARE(focused(), u"composerEdit"_s);
    write(u"Hello"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{u"Hello"_s});
    QCOMPARE(maria()->answers.size(), 0);
}

void TestMessageActions::anotherConversationIsNotAnswered()
{
    choose(0);
    press(Qt::Key_R, Qt::ControlModifier);
    Q_EMIT m_workspace->talkOpened({2});
    QVERIFY(!visible(u"aboutEnd"_s));
    visible(u"composerEdit"_s)->setFocus();
    write(u"Hello"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_workspace->played({2})->said, QStringList{u"Hello"_s});
    QCOMPARE(m_workspace->played({2})->answers.size(), 0);
    QCOMPARE(maria()->answers.size(), 0);
}

void TestMessageActions::deletingAsksOnce_data()
{
    QTest::addColumn<bool>("is_sure");
    QTest::newRow("sure") << true;
    QTest::newRow("not sure") << false;
}

void TestMessageActions::deletingAsksOnce()
{
    QFETCH(bool, is_sure);
    choose(0);
    press(Qt::Key_Delete); // not one's own
    QVERIFY(!QApplication::activeModalWidget());
    choose(1);
    press(Qt::Key_Delete);
    QTRY_VERIFY(QApplication::activeModalWidget());
    auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    QCOMPARE(maria()->deleted.size(), 0);
    is_sure ? dialog->accept() : dialog->reject();
    QCOMPARE(maria()->deleted, is_sure ? QList<MessageId>{idOf(1)} : QList<MessageId>());
}

void TestMessageActions::aReactionIsPassedOn()
{
    const QString thumb = u"\U0001F44D"_s;
    Q_EMIT timeline()->reactionWanted(idOf(0), thumb);
    QCOMPARE(maria()->reactions.size(), 1);
    QCOMPARE(maria()->reactions.constFirst().first, idOf(0));
    QCOMPARE(maria()->reactions.constFirst().second, thumb);
}

// Also where nobody can write any more.
// In replies, notes and reactions alike; offered first the next time.
void TestMessageActions::whatIsUsedIsRemembered()
{
    press(Qt::Key_E, Qt::ControlModifier);
    write(u"rocket"_s);
    press(Qt::Key_Return);
    press(Qt::Key_E, Qt::ControlModifier);
    write(u"coffee"_s);
    press(Qt::Key_Return);
    const QStringList used{u"☕"_s, u"🚀"_s};
    QCOMPARE(m_workspace->writing().recent_emoji, used);
    click(u"emojiButton"_s);
    press(Qt::Key_Return);
    QCOMPARE(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), u"🚀☕☕"_s);
    QCOMPARE(m_workspace->writing().recent_emoji, used);
}

void TestMessageActions::aStarIsForOneself()
{
    maria()->play(u"Maria K."_s, {}, false);
    choose(0);
    press(Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(maria()->starred, QList<MessageId>{idOf(0)});
    TimelineRow row = maria()->timeline()->at(0);
    row.is_starred = true;
    maria()->timeline()->update({row});
    QVERIFY(timeline()->accessibleText(0).contains(u"starred"_s));
    press(Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(maria()->unstarred, QList<MessageId>{idOf(0)});
}

void TestMessageActions::whoMayNotWriteMayNotAct()
{
    maria()->play(u"Maria K."_s, {}, false);
    choose(1);
    press(Qt::Key_Delete);
    press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(!visible(u"aboutEnd"_s));
}

CHAT121_GUI_TEST_MAIN(TestMessageActions)
#include "tst_message_actions.moc"
