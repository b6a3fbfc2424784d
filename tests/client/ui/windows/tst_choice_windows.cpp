// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A choice of department and language, in the windows: shown only where there is one, made by keyboard, and
// laid down by the owner.
#include "client/ui/desk/choice_dialog.h"
#include "client/ui/desk/rules_dialog.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestChoiceWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void cleanup() { closeWindow(); }
    void oneDepartmentShowsNothing();
    void bothAreChosen();
    void aSingleLanguageIsNoChoice();
    void whoSpeaksAnotherGetsTheFirst();
    void itIsSaidWhoIsClosed();
    void theOwnerLaysItDown();
    void whatIsNoLanguageIsSaid();

private:
    static DepartmentChoice choice(quint64 id, const QString &name, const QStringList &languages)
    {
        return {DepartmentId{id}, name, languages, false, {}};
    }
    void play(const QList<DepartmentChoice> &departments, const QString &language)
    {
        newWorkspace();
        showWindow();
        playCustomerAt(*m_workspace, QueueStanding::Step::NotStarted, m_clock.now());
        QueueStanding standing = m_workspace->standing();
        standing.departments = departments;
        standing.department = departments.value(0).id;
        standing.language = language;
        m_workspace->setStanding(standing);
    }
    QComboBox *department() { return visible<QComboBox>(u"choiceDepartmentCombo"_s); }
    QComboBox *language() { return visible<QComboBox>(u"choiceLanguageCombo"_s); }
};

void TestChoiceWindows::oneDepartmentShowsNothing()
{
    play({}, u"de"_s);
    QVERIFY(!department() && !language());
    QVERIFY(visible(u"composerEdit"_s)); // the first word is two steps away
}

void TestChoiceWindows::bothAreChosen()
{
    play({choice(1, u"Support"_s, {u"en"_s, u"de"_s}), choice(2, u"Sales"_s, {u"de"_s, u"fr"_s})},
         u"de-AT"_s);
    QVERIFY(department() && language());
    QCOMPARE(language()->currentData().toString(), u"de"_s); // the nearest
    department()->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Down);
    QCOMPARE(m_workspace->asked, QStringList{u"choose 2 de"_s});
    language()->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Down);
    QCOMPARE(m_workspace->asked.last(), u"choose 2 fr"_s);
}

void TestChoiceWindows::aSingleLanguageIsNoChoice()
{
    play({choice(1, u"Support"_s, {u"en"_s}), choice(2, u"Sales"_s, {})}, u"de"_s);
    QVERIFY(department() && !language());
    department()->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Down);
    QCOMPARE(m_workspace->asked, QStringList{u"choose 2 de"_s}); // it does not say: as the person speaks
    press(Qt::Key_Up);
    QCOMPARE(m_workspace->asked.last(), u"choose 1 en"_s);
}

void TestChoiceWindows::whoSpeaksAnotherGetsTheFirst()
{
    play({choice(1, u"Support"_s, {u"en"_s, u"de"_s}), choice(2, u"Sales"_s, {})}, u"fr"_s);
    QCOMPARE(language()->currentData().toString(), u"en"_s);
    QVERIFY(m_workspace->asked.isEmpty()); // nobody has chosen anything
}

void TestChoiceWindows::itIsSaidWhoIsClosed()
{
    DepartmentChoice closed = choice(2, u"Sales"_s, {});
    closed.is_closed_now = true;
    DepartmentChoice later = choice(3, u"Billing"_s, {});
    later.is_closed_now = true;
    later.opens_at = m_clock.now() + std::chrono::hours(24);
    play({choice(1, u"Support"_s, {}), closed, later}, u"de"_s);
    QCOMPARE(department()->itemText(0), u"Support"_s);
    QCOMPARE(department()->itemText(1), u"Sales (closed)"_s);
    QVERIFY2(department()->itemText(2).startsWith(u"Billing (opens tomorrow"_s),
             qPrintable(department()->itemText(2)));
}

void TestChoiceWindows::theOwnerLaysItDown()
{
    newWorkspace();
    ui::RulesDialog rules(*m_workspace);
    rules.show();
    bool was_open = false;
    whenDialogOpens([&](QDialog *dialog) { was_open = qobject_cast<ui::ChoiceDialog *>(dialog) != nullptr; });
    rules.findChild<QAbstractButton *>(u"choiceButton"_s)->click();
    QVERIFY(was_open);

    ui::ChoiceDialog sheet(*m_workspace, DepartmentId{2});
    sheet.show();
    auto *save = sheet.findChild<QAbstractButton *>(u"choiceSaveButton"_s);
    QVERIFY(!save->isEnabled());
    sheet.findChild<QCheckBox *>(u"choiceOfferedBox"_s)->click();
    QTest::keyClicks(sheet.findChild<QLineEdit *>(u"choiceLanguagesEdit"_s), u"de, pt-BR ,de"_s);
    save->click();
    QCOMPARE(m_workspace->desk_rules.size(), 1);
    QVERIFY(m_workspace->desk_rules.first().is_offered);
    QCOMPARE(m_workspace->desk_rules.first().languages, (QStringList{u"de"_s, u"pt-BR"_s}));
}

void TestChoiceWindows::whatIsNoLanguageIsSaid()
{
    newWorkspace();
    ui::ChoiceDialog sheet(*m_workspace, DepartmentId{2});
    sheet.show();
    QTest::keyClicks(sheet.findChild<QLineEdit *>(u"choiceLanguagesEdit"_s), u"de, all of them"_s);
    QVERIFY(!sheet.findChild<QAbstractButton *>(u"choiceSaveButton"_s)->isEnabled());
    QVERIFY(sheet.findChild<QLabel *>(u"choiceWrongLabel"_s)->isVisible());
}

CHAT121_GUI_TEST_MAIN(TestChoiceWindows)
#include "tst_choice_windows.moc"
