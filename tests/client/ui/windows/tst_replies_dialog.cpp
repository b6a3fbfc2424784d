// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The library of canned replies: found, written, changed and deleted; nothing that is written is lost
// unasked, and what a colleague does meanwhile is said.
#include "client/ui/replies/replies_dialog.h"
#include "client/ui/replies/reply_list.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

CannedReply replyOf(quint8 number, const QString &shortcut, const QString &text, const QString &language = {})
{
    CannedReply reply;
    reply.id.data[0] = number;
    reply.department = DepartmentId{1};
    reply.revision = 1;
    reply.shortcut = shortcut;
    reply.language = language;
    reply.text = text;
    reply.changed_by = u"Jonas"_s;
    return reply;
}

} // namespace

class TestRepliesDialog : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup();
    void theyAreListedAndFound();
    void aNewOneIsWritten();
    void theSlashIsNoPartOfTheShortcut();
    void whatIsInTheWayIsSaidWhereItIs_data();
    void whatIsInTheWayIsSaidWhereItIs();
    void twoOfOneShortcutNeedTwoLanguages();
    void oneIsChanged();
    void itStaysInItsDepartment();
    void whatIsWrittenIsNotLostUnasked();
    void closingAsksToo();
    void aColleaguesChangeIsShown();
    void aColleaguesChangeDoesNotTakeWhatIsWritten();
    void whatAColleagueHasDeletedBecomesANewOne();
    void deletingAsks();
    void aRefusalIsSaidAndNothingIsLost();
    void variablesArePutInAndShown();
    void whoServesNoDepartmentWritesNothing();
    void theDeskOpensIt_data();
    void theDeskOpensIt();

private:
    template <typename T = QWidget>
    T *part(const QString &name)
    {
        return m_dialog->findChild<T *>(name);
    }
    QLineEdit *line(const QString &name) { return part<QLineEdit>(name); }
    QPlainTextEdit *text() { return part<QPlainTextEdit>(u"replyTextEdit"_s); }
    ui::ReplyList *list() { return part<ui::ReplyList>(u"replyList"_s); }
    void push(const QString &name) { QTest::mouseClick(part(name), Qt::LeftButton); }
    bool canSave() { return part<QAbstractButton>(u"replySaveButton"_s)->isEnabled(); }
    QString problem()
    {
        auto *label = part<QLabel>(u"replyProblemLabel"_s);
        return label->isVisible() ? label->text() : QString();
    }
    void write(const QString &shortcut, const QString &words)
    {
        line(u"replyShortcutEdit"_s)->setText(shortcut);
        text()->setPlainText(words);
    }
    void setReplies(const QList<CannedReply> &replies)
    {
        m_workspace->setReplies(
            {{{DepartmentId{1}, u"Support"_s}, {DepartmentId{2}, u"Billing"_s}}, replies, false});
    }
    // Answers the question that comes.
    void whenAsked(const QString &button)
    {
        whenDialogOpens([button](QDialog *question) {
            auto *answer = question->findChild<QAbstractButton *>(button);
            QVERIFY(answer);
            answer->click();
        });
    }

    std::unique_ptr<ui::RepliesDialog> m_dialog;
};

void TestRepliesDialog::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    setReplies(
        {replyOf(1, u"refund"_s, u"We have sent it."_s), replyOf(2, u"bye"_s, u"Good bye"_s, u"en"_s)});
    showWindow();
    m_dialog = std::make_unique<ui::RepliesDialog>(*m_workspace, m_window.get());
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestRepliesDialog::cleanup()
{
    m_dialog.reset();
    closeWindow();
}

void TestRepliesDialog::theyAreListedAndFound()
{
    QCOMPARE(list()->count(), 2);
    QVERIFY(list()->item(0)->text().contains(u"/bye"));
    QVERIFY(!canSave());
    QVERIFY(!part(u"replyDeleteButton"_s)->isVisible());
    line(u"replySearchLine"_s)->setText(u"sent"_s);
    QCOMPARE(list()->count(), 1);
    list()->setCurrentRow(0);
    QCOMPARE(line(u"replyShortcutEdit"_s)->text(), u"refund"_s);
    QCOMPARE(text()->toPlainText(), u"We have sent it."_s);
    QVERIFY(part<QLabel>(u"replyAboutLabel"_s)->text().contains(u"Jonas"));
    QVERIFY(!canSave());
    line(u"replySearchLine"_s)->setText(u"xyzzy"_s);
    QVERIFY(!list()->isVisible());
    QVERIFY(part(u"replyNothingLabel"_s)->isVisible());
    QCOMPARE(line(u"replyShortcutEdit"_s)->text(), u"refund"_s); // still open
}

void TestRepliesDialog::aNewOneIsWritten()
{
    push(u"replyNewButton"_s);
    write(u"thanks"_s, u"Thank you, {customer.name}."_s);
    line(u"replyTitleEdit"_s)->setText(u" Thanks "_s);
    line(u"replyLanguageEdit"_s)->setText(u"en-GB"_s);
    QVERIFY(canSave());
    push(u"replySaveButton"_s);
    QCOMPARE(m_workspace->saved_replies.size(), 1);
    CannedReply saved = m_workspace->saved_replies.constFirst();
    QVERIFY(saved.id.isZero());
    QCOMPARE(saved.revision, 0u);
    QCOMPARE(saved.department, DepartmentId{1});
    QCOMPARE(saved.shortcut, u"thanks"_s);
    QCOMPARE(saved.title, u"Thanks"_s);
    QCOMPARE(saved.language, u"en-GB"_s);
    QCOMPARE(saved.text, u"Thank you, {customer.name}."_s);
    QVERIFY(!canSave()); // once
    saved.id.data[0] = 9;
    saved.revision = 1;
    saved.is_waiting = true;
    setReplies(m_workspace->cannedReplies().replies + QList<CannedReply>{saved});
    Q_EMIT m_workspace->cannedReplySaved(saved.id);
    QCOMPARE(list()->chosen()->id, saved.id);
    QVERIFY(!canSave());
    QVERIFY(part<QLabel>(u"replyAboutLabel"_s)->text().contains(u"as soon as"));
    line(u"replyTitleEdit"_s)->setText(u"Thanks!"_s);
    push(u"replySaveButton"_s);
    QCOMPARE(m_workspace->saved_replies.size(), 2);
    QCOMPARE(m_workspace->saved_replies.constLast().id, saved.id);
}

void TestRepliesDialog::theSlashIsNoPartOfTheShortcut()
{
    write(u"/thanks"_s, u"Thank you"_s);
    push(u"replySaveButton"_s);
    QCOMPARE(m_workspace->saved_replies.value(0).shortcut, u"thanks"_s);
}

void TestRepliesDialog::whatIsInTheWayIsSaidWhereItIs_data()
{
    QTest::addColumn<QString>("shortcut");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("focus");
    QTest::newRow("no shortcut") << QString() << QString() << u"x"_s << u"replyShortcutEdit"_s;
    QTest::newRow("two words") << u"a b"_s << QString() << u"x"_s << u"replyShortcutEdit"_s;
    QTest::newRow("one that there is") << u"Refund"_s << QString() << u"x"_s << u"replyShortcutEdit"_s;
    QTest::newRow("no language") << u"a"_s << u"the English one"_s << u"x"_s << u"replyLanguageEdit"_s;
    QTest::newRow("no text") << u"a"_s << QString() << QString() << u"replyTextEdit"_s;
    QTest::newRow("a text too long") << u"a"_s << QString() << QString(9000, u'x') << u"replyTextEdit"_s;
}

void TestRepliesDialog::whatIsInTheWayIsSaidWhereItIs()
{
    QFETCH(const QString, shortcut);
    QFETCH(const QString, language);
    QFETCH(const QString, words);
    QFETCH(const QString, focus);
    line(u"replyTitleEdit"_s)->setText(u"Title"_s);
    line(u"replyLanguageEdit"_s)->setText(language);
    write(shortcut, words);
    push(u"replySaveButton"_s);
    QCOMPARE(m_workspace->saved_replies.size(), 0);
    QCOMPARE(m_dialog->focusWidget()->objectName(), focus);
    QVERIFY(!m_dialog->focusWidget()->accessibleDescription().isEmpty());
    QVERIFY(canSave());
}

void TestRepliesDialog::twoOfOneShortcutNeedTwoLanguages()
{
    write(u"bye"_s, u"Tschüss"_s);
    line(u"replyLanguageEdit"_s)->setText(u"en"_s);
    push(u"replySaveButton"_s);
    QCOMPARE(m_workspace->saved_replies.size(), 0);
    line(u"replyLanguageEdit"_s)->setText(u"de"_s);
    push(u"replySaveButton"_s);
    QCOMPARE(m_workspace->saved_replies.size(), 1);
}

void TestRepliesDialog::oneIsChanged()
{
    list()->setCurrentRow(1);
    text()->setPlainText(u"We sent it yesterday."_s);
    push(u"replySaveButton"_s);
    const CannedReply saved = m_workspace->saved_replies.value(0);
    QCOMPARE(saved.id.data[0], 1);
    QCOMPARE(saved.revision, 1u);
    QCOMPARE(saved.text, u"We sent it yesterday."_s);
}

// Under the key of another department it would be another one.
void TestRepliesDialog::itStaysInItsDepartment()
{
    auto *department = part<QComboBox>(u"replyDepartmentCombo"_s);
    QVERIFY(department->isVisible());
    QVERIFY(department->isEnabled());
    department->setCurrentIndex(1);
    write(u"bill"_s, u"The bill"_s);
    push(u"replySaveButton"_s);
    QCOMPARE(m_workspace->saved_replies.value(0).department, DepartmentId{2});
    Q_EMIT m_workspace->cannedReplyRefused({u"Not this one."_s, {}, false});
    whenAsked(u"destroyButton"_s);
    list()->setCurrentRow(1);
    QVERIFY(!department->isEnabled());
    QCOMPARE(department->currentText(), u"Support"_s);
}

void TestRepliesDialog::whatIsWrittenIsNotLostUnasked()
{
    list()->setCurrentRow(1);
    text()->setPlainText(u"half of"_s);
    whenAsked(u"keepButton"_s);
    list()->setCurrentRow(0);
    QCOMPARE(text()->toPlainText(), u"half of"_s);
    QCOMPARE(list()->currentRow(), 1);
    whenAsked(u"keepButton"_s);
    push(u"replyNewButton"_s);
    QCOMPARE(text()->toPlainText(), u"half of"_s);
    whenAsked(u"destroyButton"_s);
    list()->setCurrentRow(0);
    QCOMPARE(text()->toPlainText(), u"Good bye"_s);
    push(u"replyNewButton"_s); // nothing is lost by it
    QCOMPARE(text()->toPlainText(), QString());
}

void TestRepliesDialog::closingAsksToo()
{
    write(u"a"_s, u"half of"_s);
    whenAsked(u"keepButton"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(text()->toPlainText(), u"half of"_s);
    whenAsked(u"keepButton"_s);
    m_dialog->close();
    QVERIFY(m_dialog->isVisible());
    whenAsked(u"destroyButton"_s);
    push(u"replyDoneButton"_s);
    QVERIFY(!m_dialog->isVisible());
}

void TestRepliesDialog::aColleaguesChangeIsShown()
{
    list()->setCurrentRow(1);
    CannedReply hers = replyOf(1, u"refund"_s, u"It is there."_s);
    hers.revision = 2;
    hers.changed_by = u"Lea"_s;
    setReplies({hers});
    QCOMPARE(text()->toPlainText(), u"It is there."_s);
    QVERIFY(part<QLabel>(u"replyAboutLabel"_s)->text().contains(u"Lea"));
    QVERIFY(!canSave());
    setReplies({});
    QCOMPARE(text()->toPlainText(), QString());
    QVERIFY(!part(u"replyDeleteButton"_s)->isVisible());
}

void TestRepliesDialog::aColleaguesChangeDoesNotTakeWhatIsWritten()
{
    list()->setCurrentRow(1);
    text()->setPlainText(u"mine"_s);
    CannedReply hers = replyOf(1, u"refund"_s, u"hers"_s);
    hers.revision = 2;
    setReplies({hers});
    QCOMPARE(text()->toPlainText(), u"mine"_s);
    push(u"replySaveButton"_s);
    QCOMPARE(m_workspace->saved_replies.value(0).revision, 1u); // nobody has seen hers
    Q_EMIT m_workspace->cannedReplyRefused({u"A colleague has changed it."_s, {}, true});
    QCOMPARE(problem(), u"A colleague has changed it."_s);
    QCOMPARE(text()->toPlainText(), u"mine"_s);
    push(u"replySaveButton"_s);
    QCOMPARE(m_workspace->saved_replies.value(1).revision, 2u);
    QCOMPARE(problem(), QString());
}

void TestRepliesDialog::whatAColleagueHasDeletedBecomesANewOne()
{
    list()->setCurrentRow(1);
    text()->setPlainText(u"mine"_s);
    setReplies({});
    push(u"replySaveButton"_s);
    Q_EMIT m_workspace->cannedReplyRefused({u"A colleague has deleted it."_s, {}, true});
    push(u"replySaveButton"_s);
    const CannedReply saved = m_workspace->saved_replies.value(1);
    QVERIFY(saved.id.isZero());
    QCOMPARE(saved.revision, 0u);
    QCOMPARE(saved.text, u"mine"_s);
    QCOMPARE(saved.department, DepartmentId{1});
}

void TestRepliesDialog::deletingAsks()
{
    list()->setCurrentRow(1);
    whenAsked(u"keepButton"_s);
    push(u"replyDeleteButton"_s);
    QCOMPARE(m_workspace->deleted_replies.size(), 0);
    whenAsked(u"destroyButton"_s);
    push(u"replyDeleteButton"_s);
    QCOMPARE(m_workspace->deleted_replies.size(), 1);
    const ReplyId id = m_workspace->deleted_replies.constFirst().id;
    QCOMPARE(id.data[0], 1);
    setReplies({replyOf(2, u"bye"_s, u"Good bye"_s)});
    Q_EMIT m_workspace->cannedReplySaved(id);
    QCOMPARE(list()->count(), 1);
    QCOMPARE(text()->toPlainText(), QString());
}

void TestRepliesDialog::aRefusalIsSaidAndNothingIsLost()
{
    write(u"one-more"_s, u"words"_s);
    push(u"replySaveButton"_s);
    Q_EMIT m_workspace->cannedReplyRefused({u"There are too many."_s, {}, false});
    QCOMPARE(problem(), u"There are too many."_s);
    QCOMPARE(text()->toPlainText(), u"words"_s);
    QVERIFY(canSave());
}

void TestRepliesDialog::variablesArePutInAndShown()
{
    text()->setPlainText(u"Dear "_s);
    text()->moveCursor(QTextCursor::End);
    auto *menu = part<QMenu>(QString());
    QVERIFY(menu);
    menu->actions().constFirst()->trigger();
    QCOMPARE(text()->toPlainText(), u"Dear {customer.name}"_s);
    auto *preview = part<QLabel>(u"replyPreview"_s);
    QVERIFY(preview->isVisible());
    QVERIFY(!preview->text().contains(u'{'));
    text()->setPlainText(u"Order {order}, <b>bold</b>"_s);
    QCOMPARE(preview->text(), u"Order {order}, <b>bold</b>"_s);
    QCOMPARE(preview->textFormat(), Qt::PlainText);
}

void TestRepliesDialog::whoServesNoDepartmentWritesNothing()
{
    m_workspace->setReplies({});
    QVERIFY(!part(u"replyNewButton"_s)->isEnabled());
    QVERIFY(!text()->isEnabled());
    QVERIFY(!canSave());
}

void TestRepliesDialog::theDeskOpensIt_data()
{
    QTest::addColumn<bool>("by_key");
    QTest::newRow("by the button") << false;
    QTest::newRow("by the key") << true;
}

void TestRepliesDialog::theDeskOpensIt()
{
    QFETCH(const bool, by_key);
    m_dialog.reset();
    makeWide(1180);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(visible(u"repliesButton"_s));
    bool is_open = false;
    whenDialogOpens(
        [&is_open](QDialog *dialog) { is_open = qobject_cast<ui::RepliesDialog *>(dialog) != nullptr; });
    if (by_key)
        press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    else
        click(u"repliesButton"_s);
    QVERIFY(is_open);
}

CHAT121_GUI_TEST_MAIN(TestRepliesDialog)
#include "tst_replies_dialog.moc"
