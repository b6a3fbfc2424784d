// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Emoji while one writes and as reactions, with real keys, and what a screen reader has of them.
#include "client/ui/composer/composer.h"
#include "client/ui/emoji/emoji_picker.h"
#include "client/ui/emoji/emoji_writing.h"
#include "client/ui/theme/button.h"
#include "tests/client/ui/timeline/timeline_fixture.h"
#include "tests/support/gui_test_main.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>
#include <QVBoxLayout>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace chat121::test;
using namespace Qt::Literals::StringLiterals;

class TestEmojiPicker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void init();
    void cleanup() { m_window.reset(); }
    void aWordAndEnterPutItIn();
    void theButtonOpensItToo();
    void arrowsWalkAndEnterTakes();
    void lettersInTheGridSearch();
    void upLeadsBackToTheLine();
    void escapePutsNothingIn();
    void aClickElsewhereClosesIt();
    void nothingFoundTakesNothing();
    void recentOnesComeFirst();
    void everyOneHasAName();
    void itStaysInsideOfTheWindow();
    void aReactionIsPicked();
    void reactionsCanBeReached();
    void whoMayNotReactReadsThem();

private:
    QPlainTextEdit *edit() { return m_composer->edit(); }
    EmojiPicker *picker() { return m_window->findChild<EmojiPicker *>(); }
    QLineEdit *line() { return m_window->findChild<QLineEdit *>(u"emojiLine"_s); }
    QListWidget *grid() { return m_window->findChild<QListWidget *>(u"emojiGrid"_s); }
    bool isOpen() { return picker() && picker()->isVisible(); }
    void openByKey() { QTest::keyClick(edit(), Qt::Key_E, Qt::ControlModifier); }

    Theme m_theme;
    std::unique_ptr<QWidget> m_window;
    QLabel *m_elsewhere = nullptr;
    Composer *m_composer = nullptr;
};

void TestEmojiPicker::init()
{
    m_window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(m_window.get());
    m_elsewhere = new QLabel(m_window.get());
    m_composer = new Composer(m_window.get());
    column->addWidget(m_elsewhere, 1);
    column->addWidget(m_composer);
    m_window->resize(600, 500);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    edit()->setFocus();
}

void TestEmojiPicker::aWordAndEnterPutItIn()
{
    QSignalSpy used(m_composer->emoji(), &EmojiWriting::used);
    QTest::keyClicks(edit(), u"to the "_s);
    openByKey();
    QVERIFY(isOpen());
    QVERIFY(line()->hasFocus());
    QTest::keyClicks(line(), u"rocket"_s);
    QCOMPARE(line()->accessibleDescription(), u"rocket"_s);
    QTest::keyClick(line(), Qt::Key_Return);
    QVERIFY(!isOpen());
    QVERIFY(edit()->hasFocus());
    QCOMPARE(m_composer->draft(), u"to the 🚀"_s);
    QCOMPARE(used.size(), 1);
    QTest::keyClicks(edit(), u"!"_s);
    QCOMPARE(m_composer->draft(), u"to the 🚀!"_s);
}

void TestEmojiPicker::theButtonOpensItToo()
{
    QVERIFY(!m_composer->emojiButton()->accessibleName().isEmpty());
    QTest::mouseClick(m_composer->emojiButton(), Qt::LeftButton);
    QVERIFY(isOpen());
    const QListWidgetItem *first = grid()->item(0);
    QTest::mouseClick(grid()->viewport(), Qt::LeftButton, {}, grid()->visualItemRect(first).center());
    QCOMPARE(m_composer->draft(), u"😀"_s);
    QVERIFY(!isOpen());
}

void TestEmojiPicker::arrowsWalkAndEnterTakes()
{
    openByKey();
    QTest::keyClick(line(), Qt::Key_Down);
    QVERIFY(grid()->hasFocus());
    QTest::keyClick(grid(), Qt::Key_Right);
    QTest::keyClick(grid(), Qt::Key_Right);
    QCOMPARE(grid()->currentRow(), 2);
    const int row = grid()->currentRow();
    QTest::keyClick(grid(), Qt::Key_Down);
    QVERIFY(grid()->currentRow() > row + 1);
    const QString wanted = grid()->currentItem()->text();
    QTest::keyClick(grid(), Qt::Key_Return);
    QCOMPARE(m_composer->draft(), wanted);
}

void TestEmojiPicker::lettersInTheGridSearch()
{
    openByKey();
    QTest::keyClick(line(), Qt::Key_Down);
    QTest::keyClicks(grid(), u"r"_s);
    QVERIFY(line()->hasFocus());
    QTest::keyClicks(line(), u"ocket"_s);
    QCOMPARE(line()->text(), u"rocket"_s);
    QCOMPARE(grid()->count(), 1);
}

void TestEmojiPicker::upLeadsBackToTheLine()
{
    openByKey();
    QTest::keyClick(line(), Qt::Key_Down);
    QTest::keyClick(grid(), Qt::Key_Down);
    QTest::keyClick(grid(), Qt::Key_Up);
    QVERIFY(grid()->hasFocus());
    QTest::keyClick(grid(), Qt::Key_Up);
    QVERIFY(line()->hasFocus());
}

void TestEmojiPicker::escapePutsNothingIn()
{
    openByKey();
    QTest::keyClick(line(), Qt::Key_Escape);
    QVERIFY(!isOpen());
    QVERIFY(edit()->hasFocus());
    openByKey();
    QTest::keyClick(line(), Qt::Key_Down);
    QTest::keyClick(grid(), Qt::Key_Escape);
    QVERIFY(!isOpen());
    QCOMPARE(m_composer->draft(), QString());
}

void TestEmojiPicker::aClickElsewhereClosesIt()
{
    openByKey();
    QTest::mouseClick(m_elsewhere, Qt::LeftButton, {}, QPoint(3, 3));
    QVERIFY(!isOpen());
    openByKey();
    m_composer->emojiButton()->setFocus();
    QVERIFY(!isOpen());
    openByKey();
    m_window->resize(620, 500);
    QVERIFY(!isOpen());
}

void TestEmojiPicker::nothingFoundTakesNothing()
{
    openByKey();
    QTest::keyClicks(line(), u"xyzzy"_s);
    QCOMPARE(grid()->count(), 0);
    QVERIFY(!line()->accessibleDescription().isEmpty());
    QTest::keyClick(line(), Qt::Key_Return);
    QVERIFY(isOpen());
    QCOMPARE(m_composer->draft(), QString());
    QTest::keyClick(line(), Qt::Key_Down);
    QTest::keyClick(grid(), Qt::Key_Up); // where there are no rows
    QVERIFY(line()->hasFocus());
}

void TestEmojiPicker::recentOnesComeFirst()
{
    m_composer->emoji()->setRecent({u"☕"_s});
    openByKey();
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(m_composer->draft(), u"☕"_s);
}

void TestEmojiPicker::everyOneHasAName()
{
    openByKey();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(grid());
    QVERIFY(list);
    QCOMPARE(list->childCount(), grid()->count());
    QCOMPARE(list->child(0)->text(QAccessible::Name), u"grinning face"_s);
    for (int i = 0; i < grid()->count(); ++i)
        QVERIFY(!grid()->item(i)->data(Qt::AccessibleTextRole).toString().isEmpty());
    QVERIFY(!line()->accessibleName().isEmpty());
    QVERIFY(!grid()->accessibleName().isEmpty());
}

void TestEmojiPicker::itStaysInsideOfTheWindow()
{
    for (const QSize &extent : {QSize(600, 500), QSize(260, 300)}) {
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            m_window->setLayoutDirection(direction);
            m_window->resize(extent);
            openByKey();
            QVERIFY(m_window->rect().contains(picker()->geometry()));
            QTest::keyClick(line(), Qt::Key_Escape);
        }
    }
}

void TestEmojiPicker::aReactionIsPicked()
{
    TimelineRow row = timelineRow(0, u"Done"_s);
    row.reactions = {{AccountId{1}, u"Anna"_s, u"🚀"_s, true}};
    ShownTimeline shown({row});
    shown.view.setActing(true);
    shown.view.setCurrentRow(0);
    QSignalSpy wanted(&shown.view, &TimelineView::reactionWanted);
    QSignalSpy used(&shown.view, &TimelineView::emojiUsed);
    const auto pick = [&](const QString &word) {
        QTest::keyClick(&shown.view, Qt::Key_E, Qt::ControlModifier);
        auto *menu = shown.view.findChild<QMenu *>();
        for (QAction *action : menu->actions())
            if (action->text() == u"Other emoji…"_s) action->trigger();
        delete menu;
        auto *here = shown.view.findChild<QLineEdit *>(u"emojiLine"_s);
        QVERIFY(here && here->isVisible());
        QTest::keyClicks(here, word);
        QTest::keyClick(here, Qt::Key_Return);
    };
    pick(u"coffee"_s);
    QVERIFY(shown.view.hasFocus());
    pick(u"rocket"_s);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.at(0).at(1).toString(), u"☕"_s);
    QCOMPARE(wanted.at(1).at(1).toString(), QString()); // the own one is taken back
    QCOMPARE(used.size(), 1);
}

void TestEmojiPicker::reactionsCanBeReached()
{
    TimelineRow row = timelineRow(0, u"Done"_s);
    row.reactions = {{AccountId{1}, u"Anna"_s, u"👍"_s, true},
                     {AccountId{2}, u"Maria"_s, u"👍"_s, false},
                     {AccountId{3}, u"Ben"_s, u"🎉"_s, false}};
    ShownTimeline shown({row, timelineRow(1, u"And?"_s)});
    shown.view.setActing(true);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&shown.view);
    QAccessibleInterface *message = list->child(0);
    QCOMPARE(message->childCount(), 2);
    QCOMPARE(list->child(1)->childCount(), 0);
    QAccessibleInterface *thumb = message->child(0);
    QAccessibleInterface *party = message->child(1);
    QCOMPARE(thumb->text(QAccessible::Name), u"👍 You, Maria"_s);
    QCOMPARE(party->text(QAccessible::Name), u"🎉 Ben"_s);
    QVERIFY(thumb->state().checked && !party->state().checked);
    QCOMPARE(message->indexOfChild(party), 1);
    QCOMPARE(party->parent(), message);
    QVERIFY(message->rect().contains(party->rect()));
    QCOMPARE(message->childAt(party->rect().center().x(), party->rect().center().y()), party);
    QSignalSpy wanted(&shown.view, &TimelineView::reactionWanted);
    for (QAccessibleInterface *reaction : {thumb, party})
        reaction->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.at(0).at(1).toString(), QString());
    QCOMPARE(wanted.at(1).at(1).toString(), u"🎉"_s);
    shown.model.reset({});
    QCOMPARE(list->childCount(), 0);
}

void TestEmojiPicker::whoMayNotReactReadsThem()
{
    TimelineRow row = timelineRow(0, u"Done"_s);
    row.reactions = {{AccountId{3}, u"Ben"_s, u"🎉"_s, false}};
    ShownTimeline shown({row});
    QAccessibleInterface *party = QAccessible::queryAccessibleInterface(&shown.view)->child(0)->child(0);
    QCOMPARE(party->role(), QAccessible::StaticText);
    QVERIFY(party->actionInterface()->actionNames().isEmpty());
    QSignalSpy wanted(&shown.view, &TimelineView::reactionWanted);
    party->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    QCOMPARE(wanted.size(), 0);
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestEmojiPicker)

#include "tst_emoji_picker.moc"
