// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "What the server knows about this chat": asked for when it opens, shown in words, by keyboard.
#include "client/ui/customer/customer_window.h"
#include "client/ui/knowledge/knowledge_dialog.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/roster_bar.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace chat121;
using namespace chat121::test;
using namespace chat121::ui;
using namespace Qt::StringLiterals;

namespace {

class TestKnowledgeDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void asksWhenItOpens();
    void tablesAreGroupedByWhomTheyAreAbout();
    void nothingIsCutOff();
    void longTablesComeInPages();
    void anotherConversationsAnswerIsNotShown();
    void aFailureCanBeTriedAgain();
    void isReachedFromTheReaders();

private:
    static QTreeWidget *treeOf(const QDialog &dialog)
    {
        return dialog.findChild<QTreeWidget *>(u"knowledgeTree"_s);
    }

    Theme m_theme;
};

void TestKnowledgeDialog::asksWhenItOpens()
{
    PlayedWorkspace workspace;
    KnowledgeDialog dialog(workspace, ConversationId{7});
    dialog.show();
    QCOMPARE(workspace.asked, QStringList{u"held 7  0"_s});
    QVERIFY(!treeOf(dialog)->isVisible());
    bool says_padding = false;
    for (const PlainLabel *label : dialog.findChildren<PlainLabel *>())
        says_padding = says_padding || label->text().contains(u"256"_s);
    QVERIFY(says_padding);
}

void TestKnowledgeDialog::tablesAreGroupedByWhomTheyAreAbout()
{
    PlayedWorkspace workspace;
    KnowledgeDialog dialog(workspace, ConversationId{1});
    dialog.show();
    Q_EMIT workspace.serverHolds(ConversationId{1}, sampleOfHeld(), 0);
    const QTreeWidget *tree = treeOf(dialog);
    QVERIFY(tree->isVisible());
    QVERIFY(!tree->accessibleName().isEmpty());
    QCOMPARE(tree->topLevelItemCount(), 3);
    QCOMPARE(tree->topLevelItem(0)->text(0), u"About this conversation"_s);
    QCOMPARE(tree->topLevelItem(1)->text(0), u"About you"_s);

    const QTreeWidgetItem *envelopes = tree->topLevelItem(0)->child(0);
    QCOMPARE(envelopes->text(0), u"Sealed messages"_s);
    QVERIFY(envelopes->text(1).contains(u"40"_s));
    QCOMPARE(envelopes->childCount(), 1 + 3 + 1); // what it is for, three entries, more to come
    const QTreeWidgetItem *entry = envelopes->child(1);
    QCOMPARE(entry->childCount(), 5);
    QCOMPARE(entry->child(4)->text(1), QLocale().toString(512) + u" bytes, sealed"_s);
    const QTreeWidgetItem *account = tree->topLevelItem(1)->child(0);
    QCOMPARE(account->childCount(), 1 + 3); // one row needs no entry of its own
    QCOMPARE(account->child(2)->text(1), u"customer"_s);
    const QTreeWidgetItem *registrar = tree->topLevelItem(2)->child(0);
    QVERIFY(registrar->text(1).isEmpty());
    QCOMPARE(registrar->childCount(), 1 + 2);
}

void TestKnowledgeDialog::nothingIsCutOff()
{
    PlayedWorkspace workspace;
    KnowledgeDialog dialog(workspace, ConversationId{1});
    dialog.show();
    Q_EMIT workspace.serverHolds(ConversationId{1}, sampleOfHeld(), 0);
    QTreeWidget *tree = treeOf(dialog);
    tree->expandAll();
    const auto *close = dialog.findChild<QPushButton *>();
    QVERIFY(close);
    const int tree_end = tree->mapTo(&dialog, tree->rect().bottomLeft()).y();
    QVERIFY(tree_end < close->mapTo(&dialog, QPoint(0, 0)).y());

    const QTreeWidgetItem *purpose = tree->topLevelItem(0)->child(0)->child(0);
    const int one_line = tree->visualItemRect(purpose).height();
    tree->header()->resizeSection(0, tree->viewport()->width() * 3 / 4); // its value has a quarter left
    QTRY_VERIFY(tree->visualItemRect(purpose).height() > one_line);
}

void TestKnowledgeDialog::longTablesComeInPages()
{
    PlayedWorkspace workspace;
    KnowledgeDialog dialog(workspace, ConversationId{1});
    dialog.show();
    Q_EMIT workspace.serverHolds(ConversationId{1}, sampleOfHeld(), 0);
    QTreeWidget *tree = treeOf(dialog);
    QTreeWidgetItem *envelopes = tree->topLevelItem(0)->child(0);
    workspace.asked.clear();
    QTreeWidgetItem *more = envelopes->child(4);
    envelopes->setExpanded(true);
    tree->setCurrentItem(more);
    Q_EMIT tree->itemActivated(more, 0);
    Q_EMIT tree->itemActivated(more, 0); // impatient
    QCOMPARE(workspace.asked, QStringList{u"held 1 envelope 3"_s});

    HeldTable page = sampleOfHeld().constLast();
    page.total = 6;
    Q_EMIT workspace.serverHolds(ConversationId{1}, {page}, 3);
    QCOMPARE(envelopes->childCount(), 1 + 6);
    QVERIFY(envelopes->child(6)->text(0).contains(u"6"_s));
}

void TestKnowledgeDialog::anotherConversationsAnswerIsNotShown()
{
    PlayedWorkspace workspace;
    KnowledgeDialog dialog(workspace, ConversationId{2});
    dialog.show();
    Q_EMIT workspace.serverHolds(ConversationId{1}, sampleOfHeld(), 0);
    QCOMPARE(treeOf(dialog)->topLevelItemCount(), 0);
}

void TestKnowledgeDialog::aFailureCanBeTriedAgain()
{
    PlayedWorkspace workspace;
    KnowledgeDialog dialog(workspace, ConversationId{1});
    dialog.show();
    Q_EMIT workspace.serverHoldsFailed(ConversationId{1}, {u"There is no connection."_s, {}, true});
    QVERIFY(!treeOf(dialog)->isVisible());
    workspace.asked.clear();
    for (QPushButton *button : dialog.findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == u"Try again"_s) button->click();
    QCOMPARE(workspace.asked, QStringList{u"held 1  0"_s});
}

void TestKnowledgeDialog::isReachedFromTheReaders()
{
    PlayedWorkspace workspace;
    const FakeClock clock;
    playCustomer(workspace, clock.now());
    CustomerWindow window(workspace, clock);
    window.show();
    auto *roster = window.findChild<RosterBar *>();
    QVERIFY(roster);
    QTest::keyClick(roster, Qt::Key_Space);
    auto *readers = window.findChild<RosterDialog *>();
    QVERIFY(readers);
    auto *button = readers->findChild<QPushButton *>(u"serverKnowledgeButton"_s);
    QVERIFY(button && !button->text().isEmpty());
    QTest::keyClick(button, Qt::Key_Space);
    auto *dialog = window.findChild<KnowledgeDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(workspace.asked.contains(u"held 1  0"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestKnowledgeDialog)
#include "tst_knowledge_dialog.moc"
