// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Internal notes in the agent's window: what is typed as a note never reaches the customer, by whatever key
// or button; and a customer's window has no place for one.
#include "client/ui/talk/talk_pane.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QLabel>
#include <QPlainTextEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestNotes : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theKeySwitchesAndBack();
    void nothingOfANoteIsSaid_data();
    void nothingOfANoteIsSaid();
    void nothingOfAReplyIsNoted();
    void eachKeepsItsOwnText();
    void eachConversationKeepsItsOwn();
    void losingTheRightEndsInNoReply();
    void anotherConversationIsNotTypedInto();
    void whereNobodyMayAnswerTheyMayNote();
    void wordsThatCouldNotBeKeptComeBack();
    void aNoteLooksLikeNothingElse();
    void whatWaitsIsSaid();
    void whoIsNamedIsLedThere();
    void aCustomerHasNoSwitch();
    void aScreenReaderSwitchesToo();

private:
    PlayedTalk *maria() { return m_workspace->played({1}); }
    void write(const QString &text) { QTest::keyClicks(m_window->focusWidget(), text); }
};

void TestNotes::initTestCase()
{
    installTheme();
}

void TestNotes::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    for (const quint64 id : {1, 2, 4})
        m_workspace->played({id})->setNotable(true);
    Q_EMIT m_workspace->talkOpened({1});
    visible(u"composerEdit"_s)->setFocus();
}

void TestNotes::cleanup()
{
    closeWindow();
}

void TestNotes::theKeySwitchesAndBack()
{
    QVERIFY(!visible(u"noteEdit"_s));
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(focused(), u"noteEdit"_s);
    QVERIFY(!visible(u"composerEdit"_s));
    QVERIFY(!visible(u"sendButton"_s));
    QVERIFY(visible<QAbstractButton>(u"noteChoice"_s)->isChecked());
    QVERIFY(!visible<QAbstractButton>(u"replyChoice"_s)->isChecked());
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(focused(), u"composerEdit"_s);
    QVERIFY(!visible(u"noteEdit"_s));
    click(u"noteChoice"_s);
    QCOMPARE(focused(), u"noteEdit"_s);
    click(u"noteChoice"_s); // once more: it stays one
    QVERIFY(visible<QAbstractButton>(u"noteChoice"_s)->isChecked());
    QVERIFY(visible(u"noteEdit"_s));
}

void TestNotes::nothingOfANoteIsSaid_data()
{
    QTest::addColumn<int>("key"); // 0: the button
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("Enter") << int(Qt::Key_Return) << Qt::KeyboardModifiers();
    QTest::newRow("Enter of the numbers") << int(Qt::Key_Enter) << Qt::KeyboardModifiers(Qt::KeypadModifier);
    QTest::newRow("the button") << 0 << Qt::KeyboardModifiers();
    QTest::newRow("the button by the space bar") << int(Qt::Key_Space) << Qt::KeyboardModifiers();
}

void TestNotes::nothingOfANoteIsSaid()
{
    QFETCH(const int, key);
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    write(u"Refund 4711"_s);
    if (key == 0) click(u"noteButton"_s);
    if (key == Qt::Key_Space) visible(u"noteButton"_s)->setFocus();
    if (key != 0) press(static_cast<Qt::Key>(key), modifiers);
    QCOMPARE(maria()->noted, QStringList{u"Refund 4711"_s});
    QCOMPARE(maria()->said, QStringList());
    QVERIFY(!maria()->typing); // the customer does not see that somebody writes
    QVERIFY(visible<QPlainTextEdit>(u"noteEdit"_s)->toPlainText().isEmpty());
    QCOMPARE(maria()->noteDraft(), QString());
    QVERIFY(visible(u"noteEdit"_s)); // the next one is a note, too
}

void TestNotes::nothingOfAReplyIsNoted()
{
    write(u"Hello"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{u"Hello"_s});
    QCOMPARE(maria()->noted, QStringList());
}

void TestNotes::eachKeepsItsOwnText()
{
    write(u"Dear Maria"_s);
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(visible<QPlainTextEdit>(u"noteEdit"_s)->toPlainText().isEmpty());
    write(u"she is angry"_s);
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), u"Dear Maria"_s);
    QCOMPARE(maria()->draft(), u"Dear Maria"_s);
    QCOMPARE(maria()->noteDraft(), u"she is angry"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList{u"Dear Maria"_s});
    QCOMPARE(maria()->noted, QStringList());
}

void TestNotes::eachConversationKeepsItsOwn()
{
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    write(u"about Maria"_s);
    Q_EMIT m_workspace->talkOpened({2});
    QVERIFY(visible(u"composerEdit"_s)); // as it was there
    QCOMPARE(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), QString());
    QCOMPARE(m_workspace->played({2})->noteDraft(), QString());
    QCOMPARE(maria()->noteDraft(), u"about Maria"_s);
    Q_EMIT m_workspace->talkOpened({1});
    QVERIFY(!visible(u"composerEdit"_s));
    QCOMPARE(visible<QPlainTextEdit>(u"noteEdit"_s)->toPlainText(), u"about Maria"_s);
    QCOMPARE(maria()->said + m_workspace->played({2})->said, QStringList());
}

// Somebody goes on typing while the editor is taken away.
void TestNotes::losingTheRightEndsInNoReply()
{
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    write(u"she is"_s);
    maria()->setNotable(false);
    QVERIFY(!visible(u"noteEdit"_s));
    QVERIFY(focused() != u"composerEdit"_s);
    press(Qt::Key_X);
    press(Qt::Key_Return);
    QCOMPARE(maria()->said, QStringList());
    QVERIFY(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText().isEmpty());
}

void TestNotes::anotherConversationIsNotTypedInto()
{
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(focused(), u"noteEdit"_s);
    write(u"half a note"_s);
    m_workspace->played({2})->setNotable(false);
    Q_EMIT m_workspace->talkOpened({2});
    QCOMPARE(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), QString());
    QCOMPARE(m_workspace->played({2})->said, QStringList());
    QCOMPARE(m_workspace->played({2})->noted, QStringList());
}

void TestNotes::whereNobodyMayAnswerTheyMayNote()
{
    m_workspace->played({1})->play(u"Maria K."_s, {}, false);
    QVERIFY(!visible(u"composerEdit"_s));
    QVERIFY(!visible<QAbstractButton>(u"replyChoice"_s)->isEnabled());
    click(u"noteChoice"_s);
    write(u"closed too early"_s);
    press(Qt::Key_Return);
    QCOMPARE(maria()->noted, QStringList{u"closed too early"_s});
    QCOMPARE(maria()->said, QStringList());
}

void TestNotes::wordsThatCouldNotBeKeptComeBack()
{
    write(u"a reply"_s);
    Q_EMIT maria()->unnoted(u"not kept"_s);
    QCOMPARE(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), u"a reply"_s);
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(visible<QPlainTextEdit>(u"noteEdit"_s)->toPlainText(), u"not kept"_s);
}

// Colour, frame, sign and word; and for whoever sees none of them.
void TestNotes::aNoteLooksLikeNothingElse()
{
    const auto face = [&](const QString &edit) {
        return visible(edit)->parentWidget()->parentWidget()->grab().toImage();
    };
    const auto has = [](const QImage &image, const QColor &colour) {
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y) == colour) return true;
        return false;
    };
    const ui::Tokens &t = ui::Theme::of(m_window.get()).tokens();
    QVERIFY(!has(face(u"composerEdit"_s), t.note));
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    const QImage note = face(u"noteEdit"_s);
    QVERIFY(has(note, t.note));
    QVERIFY(has(note, t.note_edge));
    QAccessibleInterface *edit = QAccessible::queryAccessibleInterface(visible(u"noteEdit"_s));
    QVERIFY(edit->text(QAccessible::Name).contains(u"note for your colleagues"));
    QAccessibleInterface *choice = QAccessible::queryAccessibleInterface(visible(u"noteChoice"_s));
    QVERIFY(choice->text(QAccessible::Name).contains(u"staff only"));
    QVERIFY(choice->state().checked);
}

void TestNotes::whatWaitsIsSaid()
{
    const auto is_told = [&] {
        const auto labels = m_window->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"waiting for a colleague's computer");
        });
    };
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!is_told());
    maria()->setNotable(true, true);
    QVERIFY(is_told());
}

void TestNotes::whoIsNamedIsLedThere()
{
    QVERIFY(!visible(u"mentioned"_s));
    Q_EMIT m_workspace->mentioned({2}, u"Bert"_s);
    auto *banner = visible<ui::Banner>(u"mentioned"_s);
    QVERIFY(banner);
    QVERIFY(banner->sentence().contains(u"Bert"));
    Q_EMIT banner->actionClicked();
    QVERIFY(!visible(u"mentioned"_s));
    QVERIFY(m_window->findChild<ui::TalkPane *>()->talk() == m_workspace->played({2}));
}

void TestNotes::aCustomerHasNoSwitch()
{
    newWorkspace();
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    maria()->setNotable(true); // whatever the conversation says
    QVERIFY(visible(u"composerEdit"_s));
    QVERIFY(!visible(u"noteChoice"_s));
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!visible(u"noteEdit"_s));
}

// It toggles what can be checked, and clicks nothing.
void TestNotes::aScreenReaderSwitchesToo()
{
    const auto toggle = [](const QWidget *choice) {
        auto *spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(choice));
        spoken->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    };
    toggle(visible(u"noteChoice"_s));
    QVERIFY(visible(u"noteEdit"_s));
    QVERIFY(!visible(u"composerEdit"_s));
    toggle(visible(u"noteChoice"_s)); // it is chosen already
    QVERIFY(visible(u"noteEdit"_s));
    QVERIFY(visible<QAbstractButton>(u"noteChoice"_s)->isChecked());
    toggle(visible(u"replyChoice"_s));
    QVERIFY(visible(u"composerEdit"_s));
    QVERIFY(visible<QAbstractButton>(u"replyChoice"_s)->isChecked());
    QVERIFY(!visible<QAbstractButton>(u"noteChoice"_s)->isChecked());
}

CHAT121_GUI_TEST_MAIN(TestNotes)
#include "tst_notes.moc"
