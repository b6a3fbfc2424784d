// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The metadata shield as people meet it: an owner sets it by keyboard and reads what it does; a reader sees
// it over the conversation, among those who can read it, and where the server's knowledge is shown.
#include "client/app/languages.h"
#include "client/ui/knowledge/knowledge_dialog.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/roster_bar.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestShieldWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void anOwnerSetsIt();
    void anOwnerTakesItAway();
    void whatItDoesIsSaid();
    void nothingOfItIsCutOff();
    void aReaderSeesItOverTheConversation();
    void whoCanReadThisSaysIt_data();
    void whoCanReadThisSaysIt();
    void whatTheServerKnowsSaysIt();
    void germanIsGerman(); // the last: a language stays

private:
    // Opens the rules of the second department and plays with them.
    void inRules(const std::function<void(QDialog *, QCheckBox *, QAbstractButton *)> &play)
    {
        bool is_open = false;
        whenDialogOpens([&](QDialog *dialog) {
            is_open = true;
            dialog->findChild<QComboBox *>(u"rulesDepartmentCombo"_s)->setCurrentIndex(1);
            play(dialog, dialog->findChild<QCheckBox *>(u"rulesShieldBox"_s),
                 dialog->findChild<QAbstractButton *>(u"rulesSaveButton"_s));
        });
        click(u"rulesButton"_s);
        QVERIFY(is_open);
    }
    static QString shown(const QWidget &window, const QString &name)
    {
        const auto *label = window.findChild<ui::PlainLabel *>(name);
        return label != nullptr && label->isVisible() ? label->text() : QString();
    }
};

void TestShieldWindows::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    Q_EMIT m_workspace->talkOpened({1});
    m_workspace->asked.clear();
}

void TestShieldWindows::anOwnerSetsIt()
{
    inRules([&](QDialog *, QCheckBox *shield, QAbstractButton *save) {
        QVERIFY(!shield->isChecked() && !save->isEnabled());
        shield->setFocus();
        QTest::keyClick(shield, Qt::Key_Space);
        QVERIFY(shield->isChecked() && save->isEnabled());
        QTest::keyClick(shield, Qt::Key_Space);
        QVERIFY(!save->isEnabled()); // as it was
        QTest::keyClick(shield, Qt::Key_Space);
        QTest::keyClick(save, Qt::Key_Space);
        QCOMPARE(m_workspace->asked, (QStringList{u"rules 2 30 archived"_s, u"shielded"_s}));
        QVERIFY(!save->isEnabled()); // once
        m_workspace->is_billing_shielded = true;
        Q_EMIT m_workspace->departmentsChanged();
        QVERIFY(shield->isChecked() && !save->isEnabled());
    });
}

void TestShieldWindows::anOwnerTakesItAway()
{
    m_workspace->is_billing_shielded = true;
    inRules([&](QDialog *dialog, QCheckBox *shield, QAbstractButton *save) {
        QVERIFY(shield->isChecked());
        dialog->findChild<QComboBox *>(u"rulesDepartmentCombo"_s)->setCurrentIndex(0);
        QVERIFY(!shield->isChecked() && !save->isEnabled()); // of the first department
        dialog->findChild<QComboBox *>(u"rulesDepartmentCombo"_s)->setCurrentIndex(1);
        QVERIFY(shield->isChecked());
        QTest::keyClick(shield, Qt::Key_Space);
        QTest::keyClick(save, Qt::Key_Space);
        QCOMPARE(m_workspace->asked, QStringList{u"rules 2 30 archived"_s});
    });
}

void TestShieldWindows::whatItDoesIsSaid()
{
    inRules([&](QDialog *dialog, QCheckBox *shield, QAbstractButton *) {
        const QString effect = shield->accessibleDescription();
        QVERIFY(effect.contains(u"5 to 20 seconds"_s) && effect.contains(u"typing"_s) &&
                effect.contains(u"sizes"_s) && effect.contains(u"forgets who sent"_s));
        const auto labels = dialog->findChildren<ui::PlainLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [&](const ui::PlainLabel *label) {
            return label->isVisible() && label->text() == effect;
        }));
    });
}

void TestShieldWindows::nothingOfItIsCutOff()
{
    m_workspace->server_regions = {u"eu-north"_s};
    const auto isWhole = [](const QDialog &dialog) {
        const auto labels = dialog.findChildren<ui::PlainLabel *>();
        return std::none_of(labels.cbegin(), labels.cend(), [](const ui::PlainLabel *label) {
            return label->isVisible() && label->wordWrap() &&
                   label->heightForWidth(label->width()) > label->height();
        });
    };
    inRules([&](QDialog *dialog, QCheckBox *, QAbstractButton *) {
        QTRY_VERIFY(isWhole(*dialog));
        auto *region = dialog->findChild<QComboBox *>(u"rulesRegionCombo"_s);
        region->setCurrentIndex(region->count() - 1); // elsewhere: one more sentence
        QTRY_VERIFY(isWhole(*dialog));
    });
}

void TestShieldWindows::aReaderSeesItOverTheConversation()
{
    PlayedTalk *talk = m_workspace->played({1});
    QVERIFY(!shown(*m_window, u"retentionLabel"_s).contains(u"typing"_s));
    talk->setShielded(true);
    QVERIFY(shown(*m_window, u"retentionLabel"_s).contains(u"nobody sees who is typing"_s));
    talk->setShielded(false);
    QVERIFY(!shown(*m_window, u"retentionLabel"_s).contains(u"typing"_s));
}

void TestShieldWindows::whoCanReadThisSaysIt_data()
{
    QTest::addColumn<bool>("is_shielded");
    QTest::newRow("a department with a shield") << true;
    QTest::newRow("a department without one") << false;
}

void TestShieldWindows::whoCanReadThisSaysIt()
{
    QFETCH(bool, is_shielded);
    m_workspace->played({1})->setShielded(is_shielded);
    visible(u"rosterBar"_s)->setFocus();
    QTest::keyClick(visible(u"rosterBar"_s), Qt::Key_Space);
    auto *dialog = m_window->findChild<ui::RosterDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QCOMPARE(shown(*dialog, u"shieldLabel"_s).contains(u"5 to 20 seconds"_s), is_shielded);
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void TestShieldWindows::whatTheServerKnowsSaysIt()
{
    m_workspace->played({1})->setShielded(true);
    ui::KnowledgeDialog shielded(*m_workspace, ConversationId{1});
    shielded.show();
    const QString words = shown(shielded, u"knowledgeLabel"_s);
    QVERIFY(words.contains(u"metadata shield"_s) && words.contains(QLocale().toString(1024)) &&
            words.contains(u"5 to 20 seconds"_s) && !words.contains(u"256"_s));
    m_workspace->played({1})->setShielded(false);
    ui::KnowledgeDialog plain(*m_workspace, ConversationId{1});
    plain.show();
    QVERIFY(shown(plain, u"knowledgeLabel"_s).contains(u"256"_s));
    QVERIFY(!shown(plain, u"knowledgeLabel"_s).contains(u"shield"_s));
}

void TestShieldWindows::germanIsGerman()
{
    const QLocale before;
    app::speak(u"de"_s);
    inRules([&](QDialog *, QCheckBox *shield, QAbstractButton *) {
        QCOMPARE(shield->text(), u"Metadatenschutz"_s);
        QVERIFY(shield->accessibleDescription().contains(u"5 bis 20 Sekunden"_s));
    });
    m_workspace->played({1})->setShielded(true);
    QVERIFY(shown(*m_window, u"retentionLabel"_s).contains(u"niemand sieht, wer tippt"_s));
    QLocale::setDefault(before);
}

CHAT121_GUI_TEST_MAIN(TestShieldWindows)
#include "tst_shield_windows.moc"
