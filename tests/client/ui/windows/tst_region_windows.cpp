// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Regions as people meet them: an owner names the server's, checked letter by letter, and binds a department;
// a reader sees where a conversation is kept, and why nothing leaves.
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestRegionWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void aRegionIsCheckedAsItIsTyped_data();
    void aRegionIsCheckedAsItIsTyped();
    void whatWasRefusedIsSaid();
    void whoIsBoundIsSaidBefore();
    void aDepartmentIsBound();
    void aRegionWithoutAServerStaysVisible();
    void aReaderSeesWhereItIsKept();
    void aReaderSeesWhyNothingLeaves();

private:
    // Opens the rules, then the region's dialog, and plays with it.
    void inRegionDialog(const std::function<void(QDialog *)> &play)
    {
        bool is_open = false;
        whenDialogOpens([&](QDialog *rules) {
            whenDialogOpens([&](QDialog *dialog) {
                is_open = true;
                play(dialog);
            });
            button(rules, u"nameRegionButton"_s)->click();
        });
        click(u"rulesButton"_s);
        QVERIFY(is_open);
    }
    static void typeInto(QLineEdit *edit, const QString &text)
    {
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        const bool has_keys = text == QString::fromLatin1(text.toLatin1()); // of the test's keyboard
        if (has_keys) QTest::keyClicks(edit, text);
        if (!has_keys) edit->insert(text); // as an input method does
    }
    static QString shown(QDialog *dialog, const QString &name)
    {
        const auto *label = dialog->findChild<QLabel *>(name);
        return label->isVisible() ? label->text() : QString();
    }
    static QAbstractButton *button(QDialog *dialog, const QString &name)
    {
        return dialog->findChild<QAbstractButton *>(name);
    }
};

void TestRegionWindows::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    m_workspace->asked.clear();
}

void TestRegionWindows::aRegionIsCheckedAsItIsTyped_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("is_saved");
    QTest::newRow("a name") << QString() << u"eu-north"_s << true;
    QTest::newRow("with a number") << QString() << u"eu-west-3"_s << true;
    QTest::newRow("no longer said") << u"eu-north"_s << QString() << true;
    QTest::newRow("as it was") << u"eu-north"_s << u"eu-north"_s << false;
    QTest::newRow("a capital letter") << QString() << u"EU-north"_s << false;
    QTest::newRow("a space") << QString() << u"eu north"_s << false;
    QTest::newRow("two") << QString() << u"eu,us"_s << false;
    QTest::newRow("a letter that only looks alike") << QString() << (QString(QChar(0x0435)) + u'u') << false;
}

void TestRegionWindows::aRegionIsCheckedAsItIsTyped()
{
    QFETCH(QString, before);
    QFETCH(QString, typed);
    QFETCH(bool, is_saved);
    m_workspace->server_region = before;
    inRegionDialog([&](QDialog *dialog) {
        auto *edit = dialog->findChild<QLineEdit *>(u"regionEdit"_s);
        QCOMPARE(edit->text(), before);
        QVERIFY(!button(dialog, u"regionSaveButton"_s)->isEnabled());
        typeInto(edit, typed);
        QCOMPARE(button(dialog, u"regionSaveButton"_s)->isEnabled(), is_saved);
        QTest::keyClick(edit, Qt::Key_Return);
        const QStringList asked = is_saved ? QStringList{(u"name region "_s + typed)} : QStringList();
        QCOMPARE(m_workspace->asked, asked);
        QVERIFY(!button(dialog, u"regionSaveButton"_s)->isEnabled()); // once
        if (!is_saved) return;
        m_workspace->server_region = typed;
        Q_EMIT m_workspace->departmentsChanged();
        QVERIFY(!dialog->isVisible()); // it is done
    });
}

void TestRegionWindows::whatWasRefusedIsSaid()
{
    inRegionDialog([&](QDialog *dialog) {
        Q_EMIT m_workspace->actionFailed({u"Something else."_s, {}, true});
        QCOMPARE(shown(dialog, u"regionProblemLabel"_s), QString());
        auto *edit = dialog->findChild<QLineEdit *>(u"regionEdit"_s);
        typeInto(edit, u"eu-north"_s);
        button(dialog, u"regionSaveButton"_s)->click();
        Q_EMIT m_workspace->actionFailed({u"There is no connection."_s, {}, true});
        QCOMPARE(shown(dialog, u"regionProblemLabel"_s), u"There is no connection."_s);
        QVERIFY(button(dialog, u"regionSaveButton"_s)->isEnabled());
        QCOMPARE(edit->text(), u"eu-north"_s);
    });
}

void TestRegionWindows::whoIsBoundIsSaidBefore()
{
    m_workspace->server_region = m_workspace->billing_region = u"eu-north"_s;
    inRegionDialog([&](QDialog *dialog) {
        QCOMPARE(shown(dialog, u"regionBoundLabel"_s), QString());
        auto *edit = dialog->findChild<QLineEdit *>(u"regionEdit"_s);
        typeInto(edit, u"eu-west"_s);
        QVERIFY(shown(dialog, u"regionBoundLabel"_s).contains(u"eu-north"_s));
        typeInto(edit, u"eu-north"_s);
        QCOMPARE(shown(dialog, u"regionBoundLabel"_s), QString());
    });
}

void TestRegionWindows::aDepartmentIsBound()
{
    m_workspace->server_region = u"us-east"_s;
    m_workspace->server_regions = {u"us-east"_s, u"eu-north"_s};
    int saved = 0;
    whenDialogOpens([&](QDialog *dialog) {
        dialog->findChild<QComboBox *>(u"rulesDepartmentCombo"_s)->setCurrentIndex(1);
        auto *region = dialog->findChild<QComboBox *>(u"rulesRegionCombo"_s);
        auto *save = button(dialog, u"rulesSaveButton"_s);
        QCOMPARE(region->count(), 3);
        QCOMPARE(region->currentData().toString(), QString());
        QVERIFY(!save->isEnabled());
        region->setFocus();
        QTest::keyClick(region, Qt::Key_Down);
        QCOMPARE(region->currentData().toString(), u"us-east"_s);
        QCOMPARE(shown(dialog, u"rulesElsewhereLabel"_s), QString()); // here
        QTest::keyClick(region, Qt::Key_Down);
        QVERIFY(shown(dialog, u"rulesElsewhereLabel"_s).contains(u"eu-north"_s));
        QVERIFY(save->isEnabled());
        QTest::keyClick(save, Qt::Key_Space);
        QCOMPARE(m_workspace->asked, (QStringList{u"rules 2 30 archived"_s, u"region eu-north"_s}));
        m_workspace->billing_region = u"eu-north"_s;
        Q_EMIT m_workspace->departmentsChanged();
        QCOMPARE(region->currentData().toString(), u"eu-north"_s);
        QVERIFY(!save->isEnabled());
        ++saved;
    });
    click(u"rulesButton"_s);
    QCOMPARE(saved, 1);
}

void TestRegionWindows::aRegionWithoutAServerStaysVisible()
{
    m_workspace->billing_region = u"asia"_s;
    int looked = 0;
    whenDialogOpens([&](QDialog *dialog) {
        auto *department = dialog->findChild<QComboBox *>(u"rulesDepartmentCombo"_s);
        auto *region = dialog->findChild<QComboBox *>(u"rulesRegionCombo"_s);
        QCOMPARE(region->count(), 1);
        department->setCurrentIndex(1);
        QCOMPARE(region->currentData().toString(), u"asia"_s);
        QVERIFY(!shown(dialog, u"rulesElsewhereLabel"_s).isEmpty());
        QVERIFY(!button(dialog, u"rulesSaveButton"_s)->isEnabled());
        department->setCurrentIndex(0);
        QCOMPARE(region->count(), 1);
        QCOMPARE(shown(dialog, u"rulesElsewhereLabel"_s), QString());
        ++looked;
    });
    click(u"rulesButton"_s);
    QCOMPARE(looked, 1);
}

void TestRegionWindows::aReaderSeesWhereItIsKept()
{
    Q_EMIT m_workspace->talkOpened({1});
    auto *label = m_window->findChild<QLabel *>(u"retentionLabel"_s);
    QVERIFY(!label->isVisible());
    m_workspace->played({1})->setRegion(u"eu-north"_s);
    QVERIFY(label->isVisible());
    QVERIFY(label->text().contains(u"eu-north"_s));
    m_workspace->played({1})->setRetentionDays(30); // both are said
    QVERIFY(label->text().contains(u"eu-north"_s) && label->text().contains(u"30"_s));
    m_workspace->played({1})->setRegion({});
    QVERIFY(!label->text().contains(u"eu-north"_s));
}

void TestRegionWindows::aReaderSeesWhyNothingLeaves()
{
    Q_EMIT m_workspace->talkOpened({1});
    TalkHold hold;
    hold.kind = TalkHold::Kind::Elsewhere;
    hold.sentence = u"It waits here."_s;
    m_workspace->played({1})->setHold(hold);
    auto *banner = visible<ui::Banner>(u"talkHold"_s);
    QVERIFY(banner);
    const QList<QAbstractButton *> buttons = banner->findChildren<QAbstractButton *>();
    for (const QAbstractButton *one : buttons)
        QVERIFY(!one->isVisible()); // nothing can be decided
    m_workspace->played({1})->setHold({});
    QVERIFY(!visible<ui::Banner>(u"talkHold"_s));
}

CHAT121_GUI_TEST_MAIN(TestRegionWindows)
#include "tst_region_windows.moc"
