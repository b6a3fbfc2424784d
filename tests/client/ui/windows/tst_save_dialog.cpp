// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation saved as a file, from both windows and by keyboard: what is asked for, what is said about
// it, and what the department's rule lets nobody press.
#include "client/ui/talk/save_dialog.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"
#include "tests/support/temporary_directory.h"

#include <QComboBox>
#include <QDate>
#include <QLabel>
#include <QPushButton>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(chat121::SavedFormat)

namespace {

const QString kWhy = u"In this department, nobody of the staff may save conversations as files."_s;

QPushButton *button(QDialog *dialog, const QString &name)
{
    return dialog->findChild<QPushButton *>(name);
}

QString shown(QDialog *dialog, const QString &name)
{
    const auto *label = dialog->findChild<QLabel *>(name);
    return label->isVisible() ? label->text() : QString();
}

} // namespace

class TestSaveDialog : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void bothWindowsHaveIt_data();
    void bothWindowsHaveIt();
    void whatWaitsIsNotSaved();
    void itIsAskedForByKeyboard_data();
    void itIsAskedForByKeyboard();
    void whatItIsIsSaid_data();
    void whatItIsIsSaid();
    void theEndingFollowsTheForm();
    void aFileIsReplacedOnlyWhenConfirmed_data();
    void aFileIsReplacedOnlyWhenConfirmed();
    void namesThatAreNoPathsAreNotAskedFor();
    void aRuleIsSaidAndNothingCanBePressed();
    void aRuleMayComeWhileItIsOpen();
    void whatDidNotWorkIsSaid();
    void closingGivesItUp();
    void lockingClosesIt();
    void namesOfFilesAreHarmless_data();
    void namesOfFilesAreHarmless();
    void theOwnerMakesTheRule();

private:
    PlayedTalk *talk() { return m_workspace->played({1}); }
    // Runs `play` in the dialog that Ctrl+S opens; says whether it has run. Once in a test: keys go to the
    // window that is in front.
    bool inDialog(const std::function<void(QDialog *)> &play);

    TemporaryDirectory m_folder;
};

void TestSaveDialog::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    Q_EMIT m_workspace->talkOpened({1});
}

bool TestSaveDialog::inDialog(const std::function<void(QDialog *)> &play)
{
    bool has_run = false;
    whenDialogOpens([&](QDialog *dialog) {
        play(dialog);
        has_run = true;
    });
    press(Qt::Key_S, Qt::ControlModifier);
    return QTest::qWaitFor([&] { return has_run; });
}

void TestSaveDialog::bothWindowsHaveIt_data()
{
    QTest::addColumn<bool>("is_customer");
    QTest::newRow("the desk") << false;
    QTest::newRow("the customer's") << true;
}

void TestSaveDialog::bothWindowsHaveIt()
{
    QFETCH(bool, is_customer);
    if (is_customer) {
        newWorkspace();
        playCustomer(*m_workspace, m_clock.now());
        showWindow();
    }
    for (const bool by_key : {true, false}) {
        bool has_run = false;
        whenDialogOpens([&](QDialog *dialog) {
            QCOMPARE(dialog->objectName(), u"saveDialog"_s);
            QVERIFY(button(dialog, u"saveNowButton"_s)->isEnabled());
            has_run = true;
        });
        if (by_key)
            press(Qt::Key_S, Qt::ControlModifier);
        else
            click(u"saveButton"_s);
        QTRY_VERIFY(has_run);
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }
    QVERIFY(!visible(u"saveButton"_s)->accessibleName().isEmpty() ||
            !visible<QAbstractButton>(u"saveButton"_s)->text().isEmpty());
}

// Nobody of the staff has more of it than what stands in the queue.
void TestSaveDialog::whatWaitsIsNotSaved()
{
    Q_EMIT m_workspace->talkOpened(m_workspace->queue()->at(0).id);
    QVERIFY(!visible(u"saveButton"_s));
    press(Qt::Key_S, Qt::ControlModifier);
    QCoreApplication::processEvents();
    QVERIFY(!QApplication::activeModalWidget());
}

void TestSaveDialog::itIsAskedForByKeyboard_data()
{
    QTest::addColumn<int>("downs");
    QTest::addColumn<SavedFormat>("format");
    QTest::addColumn<QString>("ending");
    QTest::newRow("a page") << 0 << SavedFormat::Page << u".html"_s;
    QTest::newRow("text") << 1 << SavedFormat::Text << u".txt"_s;
    QTest::newRow("data") << 2 << SavedFormat::Data << u".json"_s;
}

void TestSaveDialog::itIsAskedForByKeyboard()
{
    QFETCH(int, downs);
    QFETCH(SavedFormat, format);
    QFETCH(QString, ending);
    QVERIFY(inDialog([&](QDialog *dialog) {
        auto *form = dialog->findChild<QComboBox *>(u"saveFormatCombo"_s);
        form->setFocus(Qt::TabFocusReason);
        for (int down = 0; down < downs; ++down)
            QTest::keyClick(form, Qt::Key_Down);
        QTest::keyClick(form, Qt::Key_Tab);
        auto *path = qobject_cast<QLineEdit *>(dialog->focusWidget());
        QVERIFY(path && path->objectName() == u"savePathEdit"_s);
        QVERIFY(path->text().endsWith(ending));
        path->selectAll();
        QTest::keyClicks(path, m_folder.filePath(u"mine"_s) + ending);
        QTest::keyClick(path, Qt::Key_Return);
        QCOMPARE(talk()->wishes.size(), 1);
        QCOMPARE(talk()->wishes.constFirst().format, format);
        QCOMPARE(talk()->wishes.constFirst().path, m_folder.filePath(u"mine"_s) + ending);
        QVERIFY(!talk()->wishes.constFirst().may_replace);
        QVERIFY(!button(dialog, u"saveNowButton"_s)->isEnabled()); // once
        Q_EMIT talk()->savingProgressed(200, 20'000);
        QVERIFY(shown(dialog, u"saveProgressLabel"_s).contains(u"200"));
        Q_EMIT talk()->saved({m_folder.filePath(u"mine"_s) + ending, 20'000, 2, true});
        QVERIFY(shown(dialog, u"saveProgressLabel"_s).isEmpty());
        QVERIFY(shown(dialog, u"savedLabel"_s).contains(u"mine"_s + ending));
        QVERIFY(shown(dialog, u"savedLabel"_s).contains(u"could not be read"));
        QCOMPARE(dialog->focusWidget(), button(dialog, u"saveCloseButton"_s));
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        QVERIFY(!dialog->isVisible());
    }));
    QCOMPARE(talk()->saving_cancelled, 0);
}

void TestSaveDialog::whatItIsIsSaid_data()
{
    QTest::addColumn<bool>("is_told");
    QTest::newRow("the others read a line") << true;
    QTest::newRow("it is the person's own affair") << false;
}

void TestSaveDialog::whatItIsIsSaid()
{
    QFETCH(bool, is_told);
    talk()->is_saving_told = is_told;
    QVERIFY(inDialog([&](QDialog *dialog) {
        const QString warning = shown(dialog, u"saveWarningLabel"_s);
        QVERIFY(
            warning.startsWith(u"The file is not encrypted. Whoever can read it can read the conversation."));
        QCOMPARE(!shown(dialog, u"saveToldLabel"_s).isEmpty(), is_told);
    }));
}

void TestSaveDialog::theEndingFollowsTheForm()
{
    QVERIFY(inDialog([](QDialog *dialog) {
        auto *form = dialog->findChild<QComboBox *>(u"saveFormatCombo"_s);
        auto *path = dialog->findChild<QLineEdit *>(u"savePathEdit"_s);
        form->setCurrentIndex(2);
        QVERIFY(path->text().endsWith(u".json"));
        QVERIFY(!path->text().contains(u".html"));
        path->setText(u"/home/anna/minutes.old"_s); // her own ending
        form->setCurrentIndex(0);
        QCOMPARE(path->text(), u"/home/anna/minutes.old"_s);
    }));
}

void TestSaveDialog::aFileIsReplacedOnlyWhenConfirmed_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<int>("wishes");
    QTest::newRow("yes") << u"destroyButton"_s << 1;
    QTest::newRow("no") << u"keepButton"_s << 0;
}

void TestSaveDialog::aFileIsReplacedOnlyWhenConfirmed()
{
    QFETCH(QString, answer);
    QFETCH(int, wishes);
    const QString there = m_folder.write(u"there.html"_s, "before");
    QVERIFY(inDialog([&](QDialog *dialog) {
        dialog->findChild<QLineEdit *>(u"savePathEdit"_s)->setText(there);
        whenDialogOpens([&](QDialog *question) { button(question, answer)->click(); });
        button(dialog, u"saveNowButton"_s)->click();
        QCOMPARE(talk()->wishes.size(), wishes);
        if (wishes == 0) return;
        QVERIFY(talk()->wishes.constFirst().may_replace);
        // It counts for this file and this time.
        Q_EMIT talk()->saved({there, 3, 0, false});
        whenDialogOpens([](QDialog *question) { button(question, u"keepButton"_s)->click(); });
        button(dialog, u"saveNowButton"_s)->click();
        QCOMPARE(talk()->wishes.size(), 1);
    }));
}

void TestSaveDialog::namesThatAreNoPathsAreNotAskedFor()
{
    QVERIFY(inDialog([&](QDialog *dialog) {
        auto *path = dialog->findChild<QLineEdit *>(u"savePathEdit"_s);
        for (const QString &text : {QString(), u"   "_s, u"file.html"_s}) {
            path->setText(text);
            button(dialog, u"saveNowButton"_s)->click();
            QCOMPARE(talk()->wishes.size(), 0);
            QVERIFY(path->accessibleDescription().startsWith(u"Write the whole path"));
        }
    }));
}

void TestSaveDialog::aRuleIsSaidAndNothingCanBePressed()
{
    talk()->is_saving_told = true;
    talk()->forbidSaving(kWhy);
    QVERIFY(inDialog([&](QDialog *dialog) {
        QCOMPARE(shown(dialog, u"saveForbiddenLabel"_s), kWhy);
        QVERIFY(shown(dialog, u"saveToldLabel"_s).isEmpty());
        for (const QString &name : {u"saveNowButton"_s, u"saveChooseButton"_s})
            QVERIFY(!button(dialog, name)->isEnabled());
        QVERIFY(!dialog->findChild<QLineEdit *>(u"savePathEdit"_s)->isEnabled());
        QCOMPARE(dialog->focusWidget(), button(dialog, u"saveCloseButton"_s));
    }));
    QCOMPARE(talk()->wishes.size(), 0);
}

void TestSaveDialog::aRuleMayComeWhileItIsOpen()
{
    QVERIFY(inDialog([&](QDialog *dialog) {
        QVERIFY(shown(dialog, u"saveForbiddenLabel"_s).isEmpty());
        dialog->findChild<QLineEdit *>(u"savePathEdit"_s)->setText(m_folder.filePath(u"late.html"_s));
        button(dialog, u"saveNowButton"_s)->click();
        talk()->forbidSaving(kWhy);
        Q_EMIT talk()->savingRefused({kWhy, {}, false});
        QCOMPARE(shown(dialog, u"saveForbiddenLabel"_s), kWhy);
        QVERIFY(shown(dialog, u"problemLabel"_s).isEmpty()); // once is enough
        QVERIFY(!button(dialog, u"saveNowButton"_s)->isEnabled());
        talk()->forbidSaving({});
        QVERIFY(button(dialog, u"saveNowButton"_s)->isEnabled());
    }));
    QCOMPARE(talk()->saving_cancelled, 0);
}

void TestSaveDialog::whatDidNotWorkIsSaid()
{
    QVERIFY(inDialog([&](QDialog *dialog) {
        Q_EMIT talk()->savingRefused({u"of an earlier one"_s, {}, true});
        QVERIFY(shown(dialog, u"problemLabel"_s).isEmpty());
        dialog->findChild<QLineEdit *>(u"savePathEdit"_s)->setText(m_folder.filePath(u"full.html"_s));
        button(dialog, u"saveNowButton"_s)->click();
        Q_EMIT talk()->savingRefused({u"The disk is full."_s, {}, true});
        QCOMPARE(shown(dialog, u"problemLabel"_s), u"The disk is full."_s);
        QVERIFY(button(dialog, u"saveNowButton"_s)->isEnabled());
        button(dialog, u"saveNowButton"_s)->click();
        QVERIFY(shown(dialog, u"problemLabel"_s).isEmpty());
        QCOMPARE(talk()->wishes.size(), 2);
        Q_EMIT talk()->saved({m_folder.filePath(u"full.html"_s), 1, 0, false});
    }));
    QCOMPARE(talk()->saving_cancelled, 0);
}

void TestSaveDialog::closingGivesItUp()
{
    QVERIFY(inDialog([&](QDialog *dialog) {
        dialog->findChild<QLineEdit *>(u"savePathEdit"_s)->setText(m_folder.filePath(u"half.html"_s));
        button(dialog, u"saveNowButton"_s)->click();
        QCOMPARE(button(dialog, u"saveCloseButton"_s)->text(), u"Cancel"_s);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }));
    QCOMPARE(talk()->saving_cancelled, 1);
}

// Talks end when a workspace is locked.
void TestSaveDialog::lockingClosesIt()
{
    auto ended = std::make_unique<PlayedTalk>(ConversationId{77});
    ui::SaveDialog dialog(*ended, QDate(2026, 11, 23));
    dialog.show();
    ended.reset();
    QVERIFY(!dialog.isVisible());
}

void TestSaveDialog::namesOfFilesAreHarmless_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("name");
    QTest::newRow("a name") << u"Gina Lo"_s << u"Gina-Lo-2026-11-23"_s;
    QTest::newRow("of any script") << u"שרה 你好"_s << u"שרה-你好-2026-11-23"_s;
    QTest::newRow("folders") << u"../../etc/passwd"_s << u"etc-passwd-2026-11-23"_s;
    QTest::newRow("a hidden file") << u".bashrc"_s << u"bashrc-2026-11-23"_s;
    QTest::newRow("a turned ending") << u"a\u202Elmth.exe"_s << u"almth-exe-2026-11-23"_s;
    QTest::newRow("a line break") << u"a\nb"_s << u"a-b-2026-11-23"_s;
    QTest::newRow("nothing") << QString() << u"conversation-2026-11-23"_s;
    QTest::newRow("only dots") << u"...."_s << u"conversation-2026-11-23"_s;
    QTest::newRow("very long") << QString(5000, u'x') << QString(60, u'x') + u"-2026-11-23"_s;
}

void TestSaveDialog::namesOfFilesAreHarmless()
{
    QFETCH(QString, title);
    QFETCH(QString, name);
    QCOMPARE(ui::fileNameFor(title, QDate(2026, 11, 23)), name);
}

void TestSaveDialog::theOwnerMakesTheRule()
{
    int saved = 0;
    whenDialogOpens([&](QDialog *dialog) {
        dialog->findChild<QComboBox *>(u"rulesDepartmentCombo"_s)->setCurrentIndex(1);
        auto *saving = dialog->findChild<QComboBox *>(u"rulesSavingCombo"_s);
        auto *save = button(dialog, u"rulesSaveButton"_s);
        QVERIFY(!save->isEnabled());
        QCOMPARE(saving->count(), 3);
        saving->setFocus();
        QTest::keyClick(saving, Qt::Key_Down);
        QVERIFY(save->isEnabled());
        QTest::keyClick(save, Qt::Key_Space);
        QCOMPARE(m_workspace->saving_rules, QList<StaffSaving>{StaffSaving::Supervisors});
        m_workspace->billing_saving = StaffSaving::Nobody; // as the server says it
        Q_EMIT m_workspace->departmentsChanged();
        QCOMPARE(saving->currentIndex(), 2);
        ++saved;
    });
    click(u"rulesButton"_s);
    QCOMPARE(saved, 1);
}

CHAT121_GUI_TEST_MAIN(TestSaveDialog)
#include "tst_save_dialog.moc"
