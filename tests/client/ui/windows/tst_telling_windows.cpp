// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What others see of a person: chosen by keys, from the window of the account; said over the conversation;
// and set for a department by its owner.
#include "client/ui/desk/talk_rules_dialog.h"
#include "client/ui/talk/telling_dialog.h"
#include "client/ui/widgets/plain_label.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestTellingWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void itIsChosenByKeys();
    void itIsShownAsItIs();
    void theAccountsWindowLeadsToIt();
    void theConversationSaysIt_data();
    void theConversationSaysIt();
    void anOwnerSetsItForADepartment();

private:
    QString rulesShown() const
    {
        const auto *label = m_window->findChild<ui::PlainLabel *>(u"retentionLabel"_s);
        return label != nullptr && label->isVisible() ? label->text() : QString();
    }
};

void TestTellingWindows::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    Q_EMIT m_workspace->talkOpened({1});
    m_workspace->asked.clear();
}

void TestTellingWindows::itIsChosenByKeys()
{
    ui::TellingDialog dialog(*m_workspace);
    dialog.show();
    auto *reading = dialog.findChild<QComboBox *>(u"tellReadingCombo"_s);
    auto *typing = dialog.findChild<QComboBox *>(u"tellTypingCombo"_s);
    QCOMPARE(reading->currentIndex(), 0);
    QVERIFY(!reading->accessibleName().isEmpty() && reading->accessibleName() != typing->accessibleName());
    QTest::keyClick(reading, Qt::Key_End);
    QVERIFY(m_workspace->telling() == (TellingChoice{Telling::Never, Telling::AsDepartment}));
    QTest::keyClick(typing, Qt::Key_Down);
    QVERIFY(m_workspace->telling() == (TellingChoice{Telling::Never, Telling::Always}));
    QTest::keyClick(reading, Qt::Key_Home);
    QVERIFY(m_workspace->telling() == (TellingChoice{Telling::AsDepartment, Telling::Always}));
}

void TestTellingWindows::itIsShownAsItIs()
{
    m_workspace->setTelling({Telling::Always, Telling::Never});
    ui::TellingDialog dialog(*m_workspace);
    const auto chosen = [&](const QString &name) {
        return static_cast<Telling>(dialog.findChild<QComboBox *>(name)->currentData().toInt());
    };
    QCOMPARE(chosen(u"tellReadingCombo"_s), Telling::Always);
    QCOMPARE(chosen(u"tellTypingCombo"_s), Telling::Never);
    m_workspace->setTelling({Telling::Never, Telling::AsDepartment}); // elsewhere
    QCOMPARE(chosen(u"tellReadingCombo"_s), Telling::Never);
    QCOMPARE(chosen(u"tellTypingCombo"_s), Telling::AsDepartment);
}

void TestTellingWindows::theAccountsWindowLeadsToIt()
{
    int opened = 0;
    whenDialogOpens([&](QDialog *account) {
        whenDialogOpens([&](QDialog *dialog) {
            QVERIFY(qobject_cast<ui::TellingDialog *>(dialog));
            ++opened;
        });
        account->findChild<QAbstractButton *>(u"tellingButton"_s)->click();
    });
    click(u"leaveButton"_s);
    QCOMPARE(opened, 1);
}

void TestTellingWindows::theConversationSaysIt_data()
{
    QTest::addColumn<bool>("is_reading_told");
    QTest::addColumn<bool>("is_typing_told");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("everything is told") << true << true << QString();
    QTest::newRow("reading is not") << false << true << u"You do not tell others what you have read, and"_s;
    QTest::newRow("typing is not") << true << false << u"You do not tell others that you are typing, and"_s;
    QTest::newRow("neither is") << false << false << u"what you have read or that you are typing"_s;
}

void TestTellingWindows::theConversationSaysIt()
{
    QFETCH(bool, is_reading_told);
    QFETCH(bool, is_typing_told);
    QFETCH(QString, sentence);
    m_workspace->played({1})->setTold(is_reading_told, is_typing_told);
    QCOMPARE(rulesShown().contains(u"You do not tell"_s), !sentence.isEmpty());
    QVERIFY2(rulesShown().contains(sentence), qPrintable(rulesShown()));
}

void TestTellingWindows::anOwnerSetsItForADepartment()
{
    ui::TalkRulesDialog sheet(*m_workspace, {2});
    sheet.show();
    auto *reading = sheet.findChild<QCheckBox *>(u"talkReadingBox"_s);
    auto *typing = sheet.findChild<QCheckBox *>(u"talkTypingBox"_s);
    auto *save = sheet.findChild<QAbstractButton *>(u"talkRulesSaveButton"_s);
    QVERIFY(reading->isChecked() && typing->isChecked() && !save->isEnabled());
    QTest::keyClick(reading, Qt::Key_Space);
    QVERIFY(save->isEnabled());
    QTest::keyClick(save, Qt::Key_Space);
    QCOMPARE(m_workspace->desk_rules.size(), 1);
    DeskRules wanted;
    wanted.is_reading_told = false;
    QVERIFY(m_workspace->desk_rules.constFirst() == wanted);
    m_workspace->billing_desk = wanted;
    Q_EMIT m_workspace->departmentsChanged();
    QVERIFY(!sheet.isVisible());
}

CHAT121_GUI_TEST_MAIN(TestTellingWindows)
#include "tst_telling_windows.moc"
