// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The owner's dialog: what it offers with the organisation's key and without it, what it asks before
// somebody is removed, and what it says when something was refused.
#include "client/ui/trust/organisation_dialog.h"
#include "client/ui/trust/root_sheet.h"
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListWidget>

using namespace chat121;
using namespace chat121::test;

class TestOrganisationDialog : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup()
    {
        m_dialog.reset();
        closeWindow();
    }
    void whatIsOffered_data();
    void whatIsOffered();
    void theOfferIsMadeOnce();
    void nobodyIsRemovedByMistake_data();
    void nobodyIsRemovedByMistake();
    void aPassphraseIsTypedTwice_data();
    void aPassphraseIsTypedTwice();
    void theSheetIsTypedLineByLine();
    void whatIsRefusedIsSaid();
    void sheets();

private:
    void open()
    {
        m_dialog = std::make_unique<ui::OrganisationDialog>(*m_workspace);
        m_dialog->show();
    }
    template <typename T = QAbstractButton>
    T *shown(const char *name)
    {
        const auto all = m_dialog->findChildren<T *>(QLatin1String(name));
        for (T *one : all)
            if (one->isVisible()) return one;
        return nullptr;
    }
    QString sentence(const char *name)
    {
        const auto *label = shown<QLabel>(name);
        return label ? label->text() : QString();
    }

    std::unique_ptr<ui::OrganisationDialog> m_dialog;
};

void TestOrganisationDialog::init()
{
    newWorkspace();
    showWindow();
    playDesk(*m_workspace, m_clock.now());
    m_workspace->asked.clear();
}

void TestOrganisationDialog::whatIsOffered_data()
{
    QTest::addColumn<bool>("is_here");
    QTest::newRow("with the key") << true;
    QTest::newRow("without the key") << false;
}

void TestOrganisationDialog::whatIsOffered()
{
    QFETCH(bool, is_here);
    m_workspace->setRootKey({.is_owners = true, .is_here = is_here});
    open();
    for (const char *name : {"saveRootButton", "printRootButton", "saveRootSheetButton"})
        QCOMPARE(shown(name) != nullptr, is_here);
    for (const char *name : {"restoreRootButton", "typeRootSheetButton"})
        QCOMPARE(shown(name) == nullptr, is_here);
    auto *people = shown<QListWidget>("peopleList");
    QVERIFY(people && people->count() > 0);
    people->setCurrentRow(0);
    QCOMPARE(shown("dismissButton")->isEnabled(), is_here);
    // It follows what happens.
    m_workspace->setRootKey({.is_owners = true, .is_here = !is_here});
    QCOMPARE(shown("restoreRootButton") != nullptr, is_here);
}

void TestOrganisationDialog::theOfferIsMadeOnce()
{
    QVERIFY(!visible<ui::Banner>(QStringLiteral("keyOffer")));
    m_workspace->setRootKey({.is_owners = true, .is_here = true, .is_offered = true});
    auto *offer = visible<ui::Banner>(QStringLiteral("keyOffer"));
    QVERIFY(offer);
    Q_EMIT offer->putOff();
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("key later")});
    m_workspace->setRootKey({.is_owners = true, .is_here = true});
    QVERIFY(!visible<ui::Banner>(QStringLiteral("keyOffer")));
}

void TestOrganisationDialog::nobodyIsRemovedByMistake_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<bool>("is_removed");
    QTest::newRow("keep") << QStringLiteral("keepButton") << false;
    QTest::newRow("Enter") << QString() << false;
    QTest::newRow("remove") << QStringLiteral("destroyButton") << true;
}

void TestOrganisationDialog::nobodyIsRemovedByMistake()
{
    QFETCH(QString, button);
    open();
    auto *people = shown<QListWidget>("peopleList");
    people->setCurrentRow(0);
    const auto account = people->item(0)->data(Qt::UserRole).toULongLong();
    whenDialogOpens([&](QDialog *question) {
        if (button.isEmpty())
            QTest::keyClick(question, Qt::Key_Return);
        else
            question->findChild<QAbstractButton *>(button)->click();
    });
    shown("dismissButton")->click();
    const QString asked = QStringLiteral("dismiss %1").arg(account);
    QTEST(m_workspace->asked.contains(asked), "is_removed");
}

void TestOrganisationDialog::aPassphraseIsTypedTwice_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("too short") << QStringLiteral("short") << QStringLiteral("short");
    QTest::newRow("another one") << QStringLiteral("correct horse battery")
                                 << QStringLiteral("correct horse");
    QTest::newRow("once") << QStringLiteral("correct horse battery") << QString();
}

void TestOrganisationDialog::aPassphraseIsTypedTwice()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    open();
    shown("saveRootButton")->click();
    shown<QLineEdit>("rootPassphraseEdit")->setText(first);
    shown<QLineEdit>("rootPassphraseAgainEdit")->setText(second);
    shown("rootSaveNowButton")->click(); // no file is asked for
    QVERIFY(shown("rootSaveNowButton"));
    QVERIFY(m_workspace->asked.isEmpty());
}

void TestOrganisationDialog::theSheetIsTypedLineByLine()
{
    m_workspace->setRootKey({.is_owners = true});
    open();
    shown("typeRootSheetButton")->click();
    for (int i = 1; i <= 3; ++i)
        shown<QLineEdit>(qPrintable(QStringLiteral("rootLineEdit%1").arg(i)))
            ->setText(QStringLiteral("aaaa-bbbb-cccc-%1%1%1%1").arg(i));
    shown("rootSheetNowButton")->click();
    QVERIFY(m_workspace->asked.isEmpty()); // one line is missing
    shown<QLineEdit>("rootLineEdit4")->setText(QStringLiteral("4. aaaa-bbbb-cccc-4444"));
    shown("rootSheetNowButton")->click();
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("sheet 1. aaaa-bbbb-cccc-1111\n"
                                                            "2. aaaa-bbbb-cccc-2222\n"
                                                            "3. aaaa-bbbb-cccc-3333\n"
                                                            "4. aaaa-bbbb-cccc-4444")});
}

void TestOrganisationDialog::whatIsRefusedIsSaid()
{
    m_workspace->setRootKey({.is_owners = true});
    open();
    shown("typeRootSheetButton")->click();
    Q_EMIT m_workspace->rootKeyRefused({QStringLiteral("Line 2 is not right."), {}, true});
    QCOMPARE(sentence("problemLabel"), QStringLiteral("Line 2 is not right."));
    QVERIFY(shown("rootSheetNowButton")); // what was typed is still there
    Q_EMIT m_workspace->rootKeyRestored();
    QVERIFY(sentence("problemLabel").isEmpty());
    QVERIFY(!sentence("doneLabel").isEmpty());
    QVERIFY(!shown("rootSheetNowButton"));
}

void TestOrganisationDialog::sheets()
{
    const QStringList lines{QStringLiteral("1. AAAA"), QStringLiteral("2. BBBB")};
    const QString sheet = ui::rootSheet(lines, QStringLiteral("ACME\u202e"));
    QVERIFY(sheet.contains(QStringLiteral("1. AAAA\n2. BBBB\n")) && sheet.contains(u"ACME\n"));
    QCOMPARE(ui::rootFileName(QStringLiteral("ACME / Süd")), QStringLiteral("ACME---Süd.chat121-root"));
    QCOMPARE(ui::rootFileName(QStringLiteral("../../etc")), QStringLiteral("------etc.chat121-root"));
    for (const char *typed : {"ABCD", "2. ABCD", " 2: ABCD ", "2)ABCD"})
        QCOMPARE(ui::typedRootLine(2, QLatin1String(typed)), QStringLiteral("2. ABCD"));
}

CHAT121_GUI_TEST_MAIN(TestOrganisationDialog)
#include "tst_organisation_dialog.moc"
