// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An agent blocks a customer: for how long and why, by keys; who is blocked is listed, and lifted by those
// who may.
#include "client/ui/desk/block_dialog.h"
#include "client/ui/widgets/plain_label.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestBlocking : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup();
    void theConversationLeadsToIt();
    void termAndReasonAreSent();
    void withoutATermItIsSaid();
    void whatWasRefusedIsSaidAndMayBeTriedAgain();
    void whoIsBlockedIsListed();
    void onlyWhoMayLiftsIt();
    void enterDoesNotBlock();

private:
    template <typename T>
    T *field(const QString &name)
    {
        return m_dialog->findChild<T *>(name);
    }
    void open()
    {
        ConversationRow row;
        row.id = {1};
        row.title = u"Gina"_s;
        m_dialog = std::make_unique<ui::BlockDialog>(*m_workspace, row);
        m_dialog->show();
    }

    std::unique_ptr<QDialog> m_dialog;
};

void TestBlocking::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    Q_EMIT m_workspace->talkOpened({1});
    m_workspace->asked.clear();
}

void TestBlocking::cleanup()
{
    m_dialog.reset();
    closeWindow();
}

void TestBlocking::theConversationLeadsToIt()
{
    int opened = 0;
    whenDialogOpens([&](QDialog *dialog) {
        QVERIFY(qobject_cast<ui::BlockDialog *>(dialog));
        ++opened;
    });
    click(u"blockButton"_s);
    QCOMPARE(opened, 1);
    QVERIFY(m_workspace->asked.isEmpty());
}

void TestBlocking::termAndReasonAreSent()
{
    open();
    QTest::keyClick(field<QComboBox>(u"blockTermCombo"_s), Qt::Key_Down); // seven days
    QTest::keyClicks(field<QLineEdit>(u"blockWhyEdit"_s), u"insults"_s);
    auto *block = field<QAbstractButton>(u"blockNowButton"_s);
    QTest::keyClick(block, Qt::Key_Space);
    QCOMPARE(m_workspace->asked, QStringList{u"block 1 168 insults"_s});
    QVERIFY(!block->isEnabled()); // once
    QVERIFY(m_dialog->isVisible());
    Q_EMIT m_workspace->customerBlocked({2}); // another one
    QVERIFY(m_dialog->isVisible());
    Q_EMIT m_workspace->customerBlocked({1});
    QVERIFY(!m_dialog->isVisible());
}

void TestBlocking::withoutATermItIsSaid()
{
    open();
    QTest::keyClick(field<QComboBox>(u"blockTermCombo"_s), Qt::Key_End);
    QCOMPARE(field<QComboBox>(u"blockTermCombo"_s)->currentText(), u"until somebody lifts it"_s);
    field<QAbstractButton>(u"blockNowButton"_s)->click();
    QCOMPARE(m_workspace->asked, QStringList{u"block 1 0 "_s});
}

void TestBlocking::whatWasRefusedIsSaidAndMayBeTriedAgain()
{
    open();
    auto *block = field<QAbstractButton>(u"blockNowButton"_s);
    block->click();
    Q_EMIT m_workspace->actionFailed({u"There is no connection."_s, {}, true});
    const auto *problem = field<QLabel>(u"blockProblemLabel"_s);
    QVERIFY(problem->isVisible());
    QCOMPARE(problem->text(), u"There is no connection."_s);
    QVERIFY(block->isEnabled());
    block->click();
    QCOMPARE(m_workspace->asked.size(), 2);
    QVERIFY(!problem->isVisible());
}

void TestBlocking::whoIsBlockedIsListed()
{
    open();
    const auto *list = field<QListWidget>(u"blockedList"_s);
    QVERIFY(!list->isVisible());
    const BlockList blocks{{{{7}, u"Hugo <b>"_s, {1'790'000'000'000}}, {{8}, u"Ines"_s, {}}}, true};
    Q_EMIT m_workspace->blocksTold({2}, blocks); // of another conversation
    QVERIFY(!list->isVisible());
    Q_EMIT m_workspace->blocksTold({1}, blocks);
    QVERIFY(list->isVisible());
    QCOMPARE(list->count(), 2);
    QVERIFY(list->item(0)->text().contains(u"Hugo <b>"_s)); // plain
    QVERIFY(list->item(0)->text().contains(u"2026"_s) || list->item(0)->text().contains(u"26"_s));
    QVERIFY(list->item(1)->text().contains(u"until somebody lifts it"_s));
}

void TestBlocking::onlyWhoMayLiftsIt()
{
    m_workspace->block_list = {{{{7}, u"Hugo"_s, {}}}, false};
    open();
    QVERIFY(!field<QAbstractButton>(u"liftBlockButton"_s)->isVisible());
    m_workspace->block_list.is_liftable = true;
    open();
    auto *lift = field<QAbstractButton>(u"liftBlockButton"_s);
    QVERIFY(lift->isVisible() && lift->isEnabled());
    QTest::keyClick(lift, Qt::Key_Space);
    QCOMPARE(m_workspace->asked, QStringList{u"lift 1 7"_s});
    Q_EMIT m_workspace->blocksTold({1}, {{}, true});
    QVERIFY(!lift->isVisible());
}

// Who writes a reason and presses Enter has not decided yet.
void TestBlocking::enterDoesNotBlock()
{
    open();
    QTest::keyClick(field<QLineEdit>(u"blockWhyEdit"_s), Qt::Key_Return);
    QVERIFY(m_workspace->asked.isEmpty());
}

CHAT121_GUI_TEST_MAIN(TestBlocking)
#include "tst_blocking.moc"
