// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Canned replies while an agent writes: when they are offered and when a slash is a slash, by keys alone,
// what is put in, and what does not leave unseen.
#include "client/ui/replies/reply_list.h"
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QPlainTextEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

CannedReply replyOf(const QString &shortcut, const QString &title, const QString &text,
                    const QString &language = {}, quint64 department = 1)
{
    static quint8 last = 0;
    CannedReply reply;
    reply.id.data[0] = ++last;
    reply.department = DepartmentId{department};
    reply.revision = 1;
    reply.shortcut = shortcut;
    reply.title = title;
    reply.language = language;
    reply.text = text;
    return reply;
}

} // namespace

class TestReplyWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { closeWindow(); }
    void aSlashOffersThem();
    void lettersSayWhich();
    void arrowsWalkRound();
    void theChosenOneIsPutIn_data();
    void theChosenOneIsPutIn();
    void aClickPutsItIn();
    void aSlashStaysASlash_data();
    void aSlashStaysASlash();
    void escapeGoesOnWriting();
    void goingOnWithAnotherWordClosesIt();
    void itIsOneStepToUndo();
    void variablesAreFilledIn();
    void whatIsToBeFilledInDoesNotLeaveUnseen();
    void whoWantsMaySendItAsItIs();
    void aDraftOfBeforeIsAskedAboutToo();
    void theLanguageOfTheConversationComesFirst();
    void ofTheDepartmentOnly();
    void whatIsSetFromElsewhereOffersNothing();
    void aNoteHasNone();
    void aCustomerHasNone();
    void itStaysInTheWindow_data();
    void itStaysInTheWindow();
    void screenReadersHearWhichIsChosen();

private:
    PlayedTalk *maria() { return m_workspace->played({1}); }
    QPlainTextEdit *edit() { return visible<QPlainTextEdit>(u"composerEdit"_s); }
    ui::ReplyList *list() { return visible<ui::ReplyList>(u"replyPickerList"_s); }
    QString text() { return edit()->toPlainText(); }
    void write(const QString &text) { QTest::keyClicks(m_window->focusWidget(), text); }
    QStringList offered()
    {
        QStringList all;
        for (int row = 0; list() != nullptr && row < list()->count(); ++row)
            all.append(list()->item(row)->text());
        return all;
    }
    QString chosen() { return list() && list()->chosen() ? list()->chosen()->shortcut : QString(); }
    QAbstractButton *button(const QString &words)
    {
        const auto buttons = m_window->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons)
            if (button->isVisible() && button->text() == words) return button;
        return nullptr;
    }
};

void TestReplyWindows::initTestCase()
{
    installTheme();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestReplyWindows::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    m_workspace->setReplies(
        {{{DepartmentId{1}, u"Support"_s}, {DepartmentId{2}, u"Billing"_s}},
         {replyOf(u"refund"_s, u"Money back"_s, u"Dear {customer.name},\nwe have sent it."_s),
          replyOf(u"reference"_s, u"Where the number is"_s, u"It is on the invoice."_s),
          replyOf(u"order"_s, u"State of an order"_s, u"Order {order.number} is on its way."_s),
          replyOf(u"hello"_s, {}, u"Hello"_s, u"en"_s), replyOf(u"hello"_s, {}, u"Guten Tag"_s, u"de"_s),
          replyOf(u"bill"_s, {}, u"Of Billing only"_s, {}, 2)},
         false});
    maria()->customer_name = u"Maria K."_s;
    showWindow();
    Q_EMIT m_workspace->talkOpened({1});
    edit()->setFocus();
}

void TestReplyWindows::aSlashOffersThem()
{
    QVERIFY(edit()->placeholderText().contains(u'/'));
    QVERIFY(!list());
    write(u"/"_s);
    QCOMPARE(offered().size(), 5);
    QCOMPARE(focused(), u"composerEdit"_s);
    press(Qt::Key_Backspace);
    QVERIFY(!list());
    write(u"Well, /"_s);
    QVERIFY(list());
}

void TestReplyWindows::lettersSayWhich()
{
    write(u"/REF"_s);
    QCOMPARE(offered().size(), 2);
    QCOMPARE(chosen(), u"refund"_s);
    write(u"e"_s);
    QCOMPARE(offered().size(), 1);
    QCOMPARE(chosen(), u"reference"_s);
    press(Qt::Key_Backspace);
    press(Qt::Key_Backspace);
    press(Qt::Key_Backspace);
    press(Qt::Key_Backspace);
    write(u"money"_s);
    QCOMPARE(chosen(), u"refund"_s);
}

void TestReplyWindows::arrowsWalkRound()
{
    write(u"/ref"_s);
    press(Qt::Key_Down);
    QCOMPARE(chosen(), u"reference"_s);
    press(Qt::Key_Down);
    QCOMPARE(chosen(), u"refund"_s);
    press(Qt::Key_Up);
    QCOMPARE(chosen(), u"reference"_s);
    QCOMPARE(text(), u"/ref"_s);
}

void TestReplyWindows::theChosenOneIsPutIn_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Enter") << int(Qt::Key_Return);
    QTest::newRow("Enter of the numbers") << int(Qt::Key_Enter);
    QTest::newRow("Tab") << int(Qt::Key_Tab);
}

void TestReplyWindows::theChosenOneIsPutIn()
{
    QFETCH(const int, key);
    write(u"Yes. /ref"_s);
    press(Qt::Key_Down);
    press(static_cast<Qt::Key>(key));
    QCOMPARE(text(), u"Yes. It is on the invoice."_s);
    QCOMPARE(focused(), u"composerEdit"_s);
    QVERIFY(!list());
    QCOMPARE(maria()->said, QStringList());
    const ReplyId id = m_workspace->cannedReplies().replies.at(1).id;
    QCOMPARE(m_workspace->counted_replies, QList<ReplyId>{id});
    write(u" Bye"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{u"Yes. It is on the invoice. Bye"_s});
}

void TestReplyWindows::aClickPutsItIn()
{
    write(u"/ref"_s);
    const QRect second = list()->visualItemRect(list()->item(1));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, second.center());
    QCOMPARE(text(), u"It is on the invoice."_s);
    QCOMPARE(focused(), u"composerEdit"_s);
}

void TestReplyWindows::aSlashStaysASlash_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing is called so") << u"/xyzzy"_s;
    QTest::newRow("within a word") << u"24/ref"_s;
    QTest::newRow("an address") << u"https://ref"_s;
    QTest::newRow("a path") << u"/ref/und"_s;
    QTest::newRow("two words") << u"/ref und"_s;
}

void TestReplyWindows::aSlashStaysASlash()
{
    QFETCH(const QString, words);
    write(words);
    QVERIFY(!list());
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{words});
}

void TestReplyWindows::escapeGoesOnWriting()
{
    write(u"/ref"_s);
    press(Qt::Key_Escape);
    QVERIFY(!list());
    QCOMPARE(focused(), u"composerEdit"_s);
    QCOMPARE(text(), u"/ref"_s);
    write(u"e"_s);
    QVERIFY(!list());
    write(u" /ref"_s); // another slash is another question
    QVERIFY(list());
    press(Qt::Key_Escape);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{u"/refe /ref"_s});
}

void TestReplyWindows::goingOnWithAnotherWordClosesIt()
{
    write(u"/ref"_s);
    QVERIFY(list());
    press(Qt::Key_Home);
    QVERIFY(!list());
    press(Qt::Key_End);
    write(u" "_s);
    QVERIFY(!list());
    press(Qt::Key_Up); // the editor's again
    QCOMPARE(text(), u"/ref "_s);
}

void TestReplyWindows::itIsOneStepToUndo()
{
    write(u"/ref"_s);
    press(Qt::Key_Return);
    QCOMPARE(text(), u"Dear Maria K.,\nwe have sent it."_s);
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text(), u"/ref"_s);
}

void TestReplyWindows::variablesAreFilledIn()
{
    CannedReply all = replyOf(u"all"_s, {}, u"{agent.name} of {department}, {organisation}"_s);
    m_workspace->setReplies({{{DepartmentId{1}, u"Support"_s}}, {all}, false});
    write(u"/all"_s);
    press(Qt::Key_Return);
    QCOMPARE(text(), u"Anna of Support, ACME"_s);
    QVERIFY(!edit()->textCursor().hasSelection());
}

void TestReplyWindows::whatIsToBeFilledInDoesNotLeaveUnseen()
{
    write(u"/order"_s);
    press(Qt::Key_Return);
    QCOMPARE(edit()->textCursor().selectedText(), u"{order.number}"_s);
    press(Qt::Key_End);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList());
    QVERIFY(button(u"Fill it in"_s));
    QCOMPARE(edit()->textCursor().selectedText(), u"{order.number}"_s);
    button(u"Fill it in"_s)->click();
    QCOMPARE(focused(), u"composerEdit"_s);
    write(u"4711"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{u"Order 4711 is on its way."_s});
    QVERIFY(!button(u"Fill it in"_s));
}

// Nobody has said what the customer is called.
void TestReplyWindows::whoWantsMaySendItAsItIs()
{
    maria()->customer_name.clear();
    write(u"/refund"_s);
    press(Qt::Key_Return);
    QCOMPARE(edit()->textCursor().selectedText(), u"{customer.name}"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList());
    QTRY_VERIFY(button(u"Send as it is"_s));
    button(u"Send as it is"_s)->click();
    QCOMPARE(maria()->said, QStringList{u"Dear {customer.name},\nwe have sent it."_s});
}

void TestReplyWindows::aDraftOfBeforeIsAskedAboutToo()
{
    edit()->setPlainText(u"Order {order.number} and {code}"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList());
    QCOMPARE(edit()->textCursor().selectedText(), u"{order.number}"_s);
    edit()->setFocus();
    edit()->setPlainText(u"{code} is no variable of anybody's"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{u"{code} is no variable of anybody's"_s});
}

void TestReplyWindows::theLanguageOfTheConversationComesFirst()
{
    write(u"/hello"_s);
    QCOMPARE(list()->chosen()->language, u"en"_s); // as the windows speak
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(text(), u"Guten Tag"_s);
    press(Qt::Key_Return);
    write(u"/hello"_s);
    QCOMPARE(list()->chosen()->language, u"de"_s);
    press(Qt::Key_Escape);
    Q_EMIT m_workspace->talkOpened({2});
    write(u"/hello"_s);
    QCOMPARE(list()->chosen()->language, u"en"_s);
}

void TestReplyWindows::ofTheDepartmentOnly()
{
    write(u"/bill"_s);
    QVERIFY(!list());
    m_workspace->played({2})->in_department = DepartmentId{2};
    Q_EMIT m_workspace->talkOpened({2});
    write(u"/"_s);
    QCOMPARE(offered().size(), 1);
    QCOMPARE(chosen(), u"bill"_s);
}

void TestReplyWindows::whatIsSetFromElsewhereOffersNothing()
{
    m_workspace->played({2})->setDraft(u"/ref"_s);
    write(u"a"_s);
    Q_EMIT m_workspace->talkOpened({2});
    QCOMPARE(text(), u"/ref"_s);
    QVERIFY(!list());
    write(u"u"_s);
    QVERIFY(list());
    Q_EMIT m_workspace->talkOpened({1});
    QVERIFY(!list());
}

void TestReplyWindows::aNoteHasNone()
{
    maria()->setNotable(true);
    write(u"/ref"_s);
    QVERIFY(list());
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(focused(), u"noteEdit"_s);
    QVERIFY(!list());
    write(u"/ref"_s);
    QVERIFY(!list());
    press(Qt::Key_Return);
    QCOMPARE(maria()->noted, QStringList{u"/ref"_s});
}

void TestReplyWindows::aCustomerHasNone()
{
    const ReplyLibrary library = m_workspace->cannedReplies();
    newWorkspace();
    playCustomer(*m_workspace, m_clock.now());
    m_workspace->setReplies(library); // whatever there is
    showWindow();
    edit()->setFocus();
    QVERIFY(!edit()->placeholderText().contains(u'/'));
    write(u"/refund {customer.name}"_s);
    QVERIFY(!list());
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{u"/refund {customer.name}"_s});
}

void TestReplyWindows::itStaysInTheWindow_data()
{
    QTest::addColumn<int>("units");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("wide") << 1180 << Qt::LeftToRight;
    QTest::newRow("narrow") << 360 << Qt::LeftToRight;
    QTest::newRow("wide, from the right") << 1180 << Qt::RightToLeft;
    QTest::newRow("narrow, from the right") << 360 << Qt::RightToLeft;
}

void TestReplyWindows::itStaysInTheWindow()
{
    QFETCH(const int, units);
    QFETCH(const Qt::LayoutDirection, direction);
    m_window->setLayoutDirection(direction);
    makeWide(units);
    QTRY_COMPARE(m_window->width(), m_theme->px(units));
    edit()->setFocus();
    write(u"/"_s);
    QWidget *picker = visible(u"replyPicker"_s);
    QVERIFY(picker);
    QCOMPARE(picker->layoutDirection(), direction);
    const QRect place(picker->mapTo(m_window.get(), QPoint()), picker->size());
    QVERIFY2(m_window->rect().contains(place), qPrintable(QTest::toString(place)));
    const QRect cursor = edit()->cursorRect();
    const QPoint corner = edit()->viewport()->mapTo(m_window.get(), cursor.topLeft());
    QVERIFY(!place.intersects(QRect(corner, cursor.size()))); // what is written stays in sight
    QVERIFY(list()->height() >= list()->rowHeight());
}

void TestReplyWindows::screenReadersHearWhichIsChosen()
{
    write(u"/ref"_s);
    QAccessibleInterface *picker = QAccessible::queryAccessibleInterface(visible(u"replyPicker"_s));
    QCOMPARE(picker->text(QAccessible::Name), u"Canned replies"_s);
    QVERIFY(picker->text(QAccessible::Description).contains(u"/refund"));
    QVERIFY(picker->text(QAccessible::Description).contains(u"1 of 2"));
    press(Qt::Key_Down);
    QVERIFY(picker->text(QAccessible::Description).contains(u"/reference"));
    QVERIFY(picker->text(QAccessible::Description).contains(u"2 of 2"));
    QAccessibleInterface *rows = QAccessible::queryAccessibleInterface(list());
    QCOMPARE(rows->childCount(), 2);
    QVERIFY(rows->child(0)->text(QAccessible::Name).contains(u"Money back"));
}

CHAT121_GUI_TEST_MAIN(TestReplyWindows)
#include "tst_reply_windows.moc"
