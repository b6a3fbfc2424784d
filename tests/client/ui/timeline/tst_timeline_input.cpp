// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Mouse and keyboard in the timeline: selection over messages, copying, links, the menu.
#include "client/ui/timeline/link_dialog.h"
#include "tests/client/ui/timeline/timeline_fixture.h"
#include "tests/support/gui_test_main.h"

#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace chat121::test;
using namespace Qt::Literals::StringLiterals;

// Presses at `from`, drags to `to`, releases.
void drag(TimelineView &view, const QPoint &from, const QPoint &to)
{
    QWidget *port = view.viewport();
    QTest::mousePress(port, Qt::LeftButton, {}, from);
    QTest::mouseMove(port, (from + to) / 2);
    QMouseEvent move(QEvent::MouseMove, QPointF(to), port->mapToGlobal(QPointF(to)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(port, &move);
    QTest::mouseRelease(port, Qt::LeftButton, {}, to);
}

QString clipboardText()
{
    return QGuiApplication::clipboard()->text();
}

class TestTimelineInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void init() { QGuiApplication::clipboard()->clear(); }
    void dragSelectsInsideAMessage();
    void dragSelectsOverMessages();
    void selectionIsPainted();
    void doubleClickSelectsAWord();
    void clickClearsTheSelection();
    void keysMoveBetweenMessages();
    void pageKeysScroll();
    void shiftArrowsSelect();
    void selectionFollowsItsRows();
    void copyTakesTheCurrentMessage();
    void selectAllCopiesWithNames();
    void linkAsksFirst();
    void linkIsNotOpenedAfterCancel();
    void linkDialogShowsTheRealHost();
    void keyOpensTheOnlyLink();
    void dragOverALinkDoesNotAsk();
    void menuHasWhatApplies();
    void failedMessageCanBeTriedAgain();
    void plainLettersGoToTheWindow();
    void keysActOnTheCurrentMessage();
    void nobodyActsWhereTheyMayNot();
    void aQuoteLeadsToItsMessage();
    void aReactionIsGivenAndTakenBack();
    void theMenuOffersReactions();

private:
    Theme m_theme;
};

void TestTimelineInput::dragSelectsInsideAMessage()
{
    ShownTimeline shown({timelineRow(0, u"Hello Maria"_s, true)});
    const QRect bubble = shown.view.bubbleRect(0);
    drag(shown.view, bubble.topLeft() + QPoint(2, bubble.height() / 2), bubble.center() - QPoint(20, 0));
    QVERIFY(shown.view.hasSelection());
    QVERIFY(u"Hello Maria"_s.startsWith(shown.view.selectedText()));
    QTest::keySequence(&shown.view, QKeySequence::Copy);
    QCOMPARE(clipboardText(), shown.view.selectedText());
}

void TestTimelineInput::dragSelectsOverMessages()
{
    ShownTimeline shown(
        {timelineRow(0, u"First"_s), timelineRow(1, u"Second"_s, true), timelineRow(2, u"Third"_s)});
    const QRect first = shown.view.bubbleRect(0);
    const QRect last = shown.view.bubbleRect(2);
    drag(shown.view, QPoint(first.left() + 2, first.bottom() - 12), last.bottomRight() + QPoint(40, 10));
    const QString text = shown.view.selectedText();
    QCOMPARE(text.count(u'\n'), 2);
    QVERIFY(text.contains(u"Maria: First"));
    QVERIFY(text.contains(u"You: Second"));
    QVERIFY(text.endsWith(u"Maria: Third"));
}

void TestTimelineInput::selectionIsPainted()
{
    ShownTimeline shown({timelineRow(0, u"Hello Maria"_s)});
    const QImage before = shown.picture();
    shown.view.selectAll();
    const QImage after = shown.picture();
    QVERIFY(before != after);
    const QRect bubble = shown.view.bubbleRect(0);
    bool found = false;
    for (int x = bubble.left(); x < bubble.right(); ++x) {
        for (int y = bubble.top(); y < bubble.bottom(); ++y) {
            found = found || after.pixelColor(x, y) == m_theme.tokens().selection;
        }
    }
    QVERIFY(found);
}

void TestTimelineInput::doubleClickSelectsAWord()
{
    ShownTimeline shown({timelineRow(0, u"Supercalifragilistic"_s)});
    QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.bubbleRect(0).center());
    QCOMPARE(shown.view.selectedText(), u"Supercalifragilistic"_s);
}

void TestTimelineInput::clickClearsTheSelection()
{
    ShownTimeline shown({timelineRow(0, u"Hello"_s)});
    shown.view.selectAll();
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, QPoint(400, 5));
    QVERIFY(!shown.view.hasSelection());
}

void TestTimelineInput::keysMoveBetweenMessages()
{
    ShownTimeline shown(ShownTimeline::manyRows(200));
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QCOMPARE(shown.view.currentRow(), 199);
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QCOMPARE(shown.view.currentRow(), 198);
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QCOMPARE(shown.view.currentRow(), 199);
    QTest::keyClick(&shown.view, Qt::Key_Home);
    QCOMPARE(shown.view.currentRow(), 0);
    QVERIFY(shown.view.rowRect(0).isValid());
    QTest::keyClick(&shown.view, Qt::Key_End);
    QCOMPARE(shown.view.currentRow(), 199);
    QVERIFY(shown.view.isAtEnd());
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(&shown.view, Qt::Key_Up);
        const QRect rect = shown.view.rowRect(shown.view.currentRow());
        QVERIFY(rect.isValid() && rect.top() >= 0);
    }
}

void TestTimelineInput::pageKeysScroll()
{
    ShownTimeline shown(ShownTimeline::manyRows(200));
    QTest::keyClick(&shown.view, Qt::Key_PageUp);
    QVERIFY(!shown.view.isAtEnd());
    const int row = shown.view.currentRow();
    QVERIFY(row < 199 && shown.view.rowRect(row).isValid());
    QTest::keyClick(&shown.view, Qt::Key_PageUp);
    QVERIFY(shown.view.currentRow() < row);
    QTest::keyClick(&shown.view, Qt::Key_PageDown);
    QTest::keyClick(&shown.view, Qt::Key_PageDown);
    QVERIFY(shown.view.isAtEnd());
}

void TestTimelineInput::shiftArrowsSelect()
{
    ShownTimeline shown({timelineRow(0, u"abc"_s), timelineRow(1, u"de\u0301f"_s)});
    shown.view.setCurrentRow(0);
    QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(shown.view.selectedText(), u"ab"_s);
    QTest::keyClick(&shown.view, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(shown.view.selectedText(), u"a"_s);
    shown.view.clearSelection();
    shown.view.setCurrentRow(1);
    QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(shown.view.selectedText(), u"de\u0301"_s); // the letter and its accent
    QTest::keyClick(&shown.view, Qt::Key_Escape);
    QVERIFY(!shown.view.hasSelection());
    shown.view.setCurrentRow(0);
    QTest::keyClick(&shown.view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&shown.view, Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(shown.view.selectedText().contains(u"abc\n"));
}

void TestTimelineInput::selectionFollowsItsRows()
{
    ShownTimeline shown({timelineRow(5, u"Hello"_s)});
    shown.view.selectAll();
    shown.model.prepend({timelineRow(0, u"older"_s), timelineRow(1, u"old"_s)});
    QCOMPARE(shown.view.selectedText(), u"Hello"_s);
}

void TestTimelineInput::copyTakesTheCurrentMessage()
{
    ShownTimeline shown({timelineRow(0, u"One"_s), timelineRow(1, u"Two"_s)});
    QTest::keySequence(&shown.view, QKeySequence::Copy);
    QCOMPARE(clipboardText(), QString());
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QTest::keySequence(&shown.view, QKeySequence::Copy);
    QCOMPARE(clipboardText(), u"One"_s);
}

void TestTimelineInput::selectAllCopiesWithNames()
{
    TimelineRow system = timelineRow(1, u"Anna joined"_s);
    system.kind = RowKind::System;
    ShownTimeline shown({timelineRow(0, u"Hello"_s), system, timelineRow(2, u"Hi"_s, true)});
    QTest::keySequence(&shown.view, QKeySequence::SelectAll);
    shown.view.copy();
    const QStringList lines = clipboardText().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith(u'[') && lines.at(0).endsWith(u"] Maria: Hello"));
    QCOMPARE(lines.at(1), u"Anna joined"_s);
}

QString address()
{
    return u"https://acme.example/refunds"_s;
}

LinkDialog *dialogOf(const TimelineView &view)
{
    for (LinkDialog *dialog : view.findChildren<LinkDialog *>()) {
        if (dialog->isVisible()) return dialog;
    }
    return nullptr;
}

void TestTimelineInput::linkAsksFirst()
{
    ShownTimeline shown({timelineRow(0, address())});
    QList<QUrl> opened;
    shown.view.setLinkOpener([&opened](const QUrl &url) { opened.append(url); });
    const QPoint link = shown.view.bubbleRect(0).center();
    QTest::mouseMove(shown.view.viewport(), link);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, link);
    QVERIFY(opened.isEmpty());
    LinkDialog *dialog = dialogOf(shown.view);
    QVERIFY(dialog);
    QCOMPARE(dialog->host(), u"acme.example"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"open"_s), Qt::LeftButton);
    QCOMPARE(opened, QList<QUrl>{QUrl(address())});
}

void TestTimelineInput::linkIsNotOpenedAfterCancel()
{
    ShownTimeline shown({timelineRow(0, address())});
    int opened = 0;
    shown.view.setLinkOpener([&opened](const QUrl &) { ++opened; });
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.bubbleRect(0).center());
    LinkDialog *dialog = dialogOf(shown.view);
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return); // Cancel has the focus
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(opened, 0);
}

void TestTimelineInput::linkDialogShowsTheRealHost()
{
    LinkDialog dialog(QUrl(u"https://\u0430cme.example/login"_s));
    QCOMPARE(dialog.host(), u"xn--cme-5cd.example"_s);
    QCOMPARE(dialog.findChild<QLabel *>(u"host"_s)->text(), dialog.host());
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void TestTimelineInput::keyOpensTheOnlyLink()
{
    ShownTimeline shown({timelineRow(0, u"See %1"_s.arg(address())), timelineRow(1, u"nothing"_s)});
    shown.view.setCurrentRow(1);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QVERIFY(!dialogOf(shown.view));
    shown.view.setCurrentRow(0);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QVERIFY(dialogOf(shown.view));
}

void TestTimelineInput::dragOverALinkDoesNotAsk()
{
    ShownTimeline shown({timelineRow(0, address())});
    const QPoint middle = shown.view.bubbleRect(0).center();
    drag(shown.view, middle - QPoint(40, 0), middle);
    QVERIFY(shown.view.hasSelection());
    QVERIFY(!dialogOf(shown.view));
}

void TestTimelineInput::menuHasWhatApplies()
{
    ShownTimeline shown({timelineRow(0, address())});
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(&shown.view, &event);
    auto *menu = shown.view.findChild<QMenu *>();
    QVERIFY(menu);
    QStringList texts;
    for (const QAction *action : menu->actions()) {
        texts.append(action->text());
    }
    QVERIFY(texts.contains(u"Copy message"_s));
    QVERIFY(texts.contains(u"Open acme.example"_s));
    QVERIFY(!texts.contains(u"Copy"_s));
    QVERIFY(!texts.contains(u"Try again"_s));
    menu->actions().constFirst()->trigger();
    QCOMPARE(clipboardText(), address());
    menu->close();
}

void TestTimelineInput::failedMessageCanBeTriedAgain()
{
    TimelineRow row = timelineRow(0, u"Hello"_s, true);
    row.state = SendState::Failed;
    ShownTimeline shown({row});
    QSignalSpy retry(&shown.view, &TimelineView::retryWanted);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.bubbleRect(0).center());
    QCOMPARE(retry.size(), 1);
    QTest::keyClick(&shown.view, Qt::Key_Space);
    QCOMPARE(retry.size(), 2);
    QCOMPARE(retry.at(0).at(0).value<MessageId>(), row.id);
}

void TestTimelineInput::plainLettersGoToTheWindow()
{
    ShownTimeline shown(ShownTimeline::manyRows(3));
    QKeyEvent letter(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, u"a"_s);
    QCoreApplication::sendEvent(&shown.view, &letter);
    QVERIFY(!letter.isAccepted());
}

void TestTimelineInput::keysActOnTheCurrentMessage()
{
    ShownTimeline shown({timelineRow(0, u"theirs"_s), timelineRow(1, u"mine"_s, true)});
    shown.view.setActing(true);
    QSignalSpy answer(&shown.view, &TimelineView::answerWanted);
    QSignalSpy edit(&shown.view, &TimelineView::editWanted);
    QSignalSpy deletion(&shown.view, &TimelineView::deletionWanted);
    for (const int row : {0, 1}) {
        shown.view.setCurrentRow(row);
        QTest::keyClick(&shown.view, Qt::Key_R, Qt::ControlModifier);
        QTest::keyClick(&shown.view, Qt::Key_F2);
        QTest::keyClick(&shown.view, Qt::Key_Delete);
    }
    QCOMPARE(answer.size(), 2);
    QCOMPARE(edit.size(), 1);
    QCOMPARE(edit.at(0).at(0).value<MessageId>(), messageId(1));
    QCOMPARE(deletion.size(), 1);
    QCOMPARE(deletion.at(0).at(0).value<MessageId>(), messageId(1));
}

void TestTimelineInput::nobodyActsWhereTheyMayNot()
{
    TimelineRow line = timelineRow(1, u"You deleted a message"_s, true);
    line.kind = RowKind::System;
    ShownTimeline shown({timelineRow(0, u"mine"_s, true), line});
    QSignalSpy answer(&shown.view, &TimelineView::answerWanted);
    QSignalSpy deletion(&shown.view, &TimelineView::deletionWanted);
    shown.view.setCurrentRow(0);
    QTest::keyClick(&shown.view, Qt::Key_R, Qt::ControlModifier);
    shown.view.setActing(true);
    shown.view.setCurrentRow(1);
    QTest::keyClick(&shown.view, Qt::Key_R, Qt::ControlModifier);
    QTest::keyClick(&shown.view, Qt::Key_Delete);
    QCOMPARE(answer.size(), 0);
    QCOMPARE(deletion.size(), 0);
}

void TestTimelineInput::aQuoteLeadsToItsMessage()
{
    TimelineRow here = timelineRow(1, u"At noon"_s);
    here.quote = {messageId(0), {}, u"Anna"_s, u"When?"_s, true};
    TimelineRow gone = timelineRow(2, u"At one"_s);
    gone.quote = {messageId(77), u"And?"_s, {}, u"And?"_s, false};
    ShownTimeline shown({timelineRow(0, u"When?"_s, true), here, gone});
    QSignalSpy quote(&shown.view, &TimelineView::quoteWanted);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.quoteRect(1).center());
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.quoteRect(2).center());
    QCOMPARE(quote.size(), 1);
    QCOMPARE(quote.at(0).at(0).value<MessageId>(), messageId(0));
}

void TestTimelineInput::aReactionIsGivenAndTakenBack()
{
    const QString thumb = u"\U0001F44D"_s;
    const QString party = u"\U0001F389"_s;
    TimelineRow row = timelineRow(0, u"Done"_s);
    row.reactions = {{AccountId{1}, u"Anna"_s, thumb, true}, {AccountId{3}, u"Ben"_s, party, false}};
    ShownTimeline shown({row});
    QSignalSpy wanted(&shown.view, &TimelineView::reactionWanted);
    const auto click = [&](const QString &emoji) {
        const QPoint chip = shown.view.reactionRect(0, emoji).center();
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, chip);
    };
    click(thumb);
    QCOMPARE(wanted.size(), 0); // only to be read here
    shown.view.setActing(true);
    click(thumb);
    click(party);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.at(0).at(1).toString(), QString());
    QCOMPARE(wanted.at(1).at(1).toString(), party);
}

void TestTimelineInput::theMenuOffersReactions()
{
    TimelineRow row = timelineRow(0, u"Done"_s);
    row.reactions = {{AccountId{1}, u"Anna"_s, u"\U0001F680"_s, true}};
    ShownTimeline shown({row});
    shown.view.setActing(true);
    shown.view.setCurrentRow(0);
    QSignalSpy wanted(&shown.view, &TimelineView::reactionWanted);
    QTest::keyClick(&shown.view, Qt::Key_E, Qt::ControlModifier);
    auto *menu = shown.view.findChild<QMenu *>();
    QVERIFY(menu);
    for (const QAction *action : menu->actions())
        QVERIFY2(action->isSeparator() || action->text().size() > 3, "an emoji without a word");
    menu->actions().constFirst()->trigger();
    menu->actions().constLast()->trigger(); // takes the own one back
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.at(0).at(1).toString(), u"\U0001F44D"_s);
    QCOMPARE(wanted.at(1).at(1).toString(), QString());
    menu->close();
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestTimelineInput)

#include "tst_timeline_input.moc"
