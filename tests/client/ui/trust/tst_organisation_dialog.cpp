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
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QTemporaryDir>

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
    void aKeyIsSavedOnce();
    void aKeyIsSavedWithAProof();
    void aSheetIsMadeWithAProof_data();
    void aSheetIsMadeWithAProof();
    void nobodyIsAskedForAProofThatThereIsNot();
    void nothingTypedStaysAfterGoingBack();
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

void TestOrganisationDialog::aKeyIsSavedOnce()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("key.chat121-root"));
    int asked_for_a_file = 0;
    QTimer watch; // what stands in front is a file dialog
    connect(&watch, &QTimer::timeout, this, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog) return;
        ++asked_for_a_file;
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    watch.start(0);
    open();
    shown("saveRootButton")->click();
    QTest::keyClicks(shown<QLineEdit>("rootPassphraseEdit"), QStringLiteral("correct horse battery"));
    QTest::keyClick(shown<QLineEdit>("rootPassphraseEdit"), Qt::Key_Return); // to the second field
    QCOMPARE(asked_for_a_file, 0);
    QLineEdit *again = shown<QLineEdit>("rootPassphraseAgainEdit");
    QTest::keyClicks(again, QStringLiteral("correct horse battery"));
    QTest::keyClick(again, Qt::Key_Return);
    QTest::keyClick(again, Qt::Key_Return); // while it is being saved
    QCOMPARE(asked_for_a_file, 1);
    QCOMPARE(m_workspace->asked,
             QStringList{QStringLiteral("save key %1 correct horse battery proof ").arg(path)});
}

// security.md, B6. Each proof counts once; what was typed beside it stays.
void TestOrganisationDialog::aKeyIsSavedWithAProof()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("key.chat121-root"));
    int asked_for_a_file = 0;
    QTimer watch;
    connect(&watch, &QTimer::timeout, this, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog) return;
        ++asked_for_a_file;
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    watch.start(0);
    m_workspace->needed_proof = Workspace::Proof::Password;
    open();
    shown("saveRootButton")->click();
    auto *proof = shown<QLineEdit>("proofEdit");
    QVERIFY(proof && m_dialog->focusWidget() == proof);
    for (const char *field : {"rootPassphraseEdit", "rootPassphraseAgainEdit"})
        shown<QLineEdit>(field)->setText(QStringLiteral("correct horse battery"));
    shown("rootSaveNowButton")->click();
    QCOMPARE(asked_for_a_file, 0);
    QVERIFY(m_workspace->asked.isEmpty());
    QTest::keyClicks(proof, QStringLiteral("my password"));
    shown("rootSaveNowButton")->click();
    QCOMPARE(asked_for_a_file, 1);
    QCOMPARE(m_workspace->asked,
             QStringList{QStringLiteral("save key %1 correct horse battery proof my password").arg(path)});
    QVERIFY(proof->text().isEmpty());
    Q_EMIT m_workspace->rootKeyRefused({QStringLiteral("That is not your password."), {}, true});
    QCOMPARE(sentence("problemLabel"), QStringLiteral("That is not your password."));
    QVERIFY(shown("rootSaveNowButton")->isEnabled() && m_dialog->focusWidget() == proof);
    QCOMPARE(shown<QLineEdit>("rootPassphraseEdit")->text(), QStringLiteral("correct horse battery"));
}

void TestOrganisationDialog::aSheetIsMadeWithAProof_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::newRow("to be printed") << QByteArray("printRootButton");
    QTest::newRow("to be saved") << QByteArray("saveRootSheetButton");
}

void TestOrganisationDialog::aSheetIsMadeWithAProof()
{
    QFETCH(QByteArray, button);
    m_workspace->needed_proof = Workspace::Proof::Passphrase;
    open();
    shown(button.constData())->click();
    QVERIFY(m_workspace->asked.isEmpty());
    auto *proof = shown<QLineEdit>("proofEdit");
    QVERIFY(proof && m_dialog->focusWidget() == proof);
    QTest::keyClick(proof, Qt::Key_Return); // nothing was typed
    QVERIFY(m_workspace->asked.isEmpty());
    QTest::keyClicks(proof, QStringLiteral("guess"));
    QTest::keyClick(proof, Qt::Key_Return);
    QTest::keyClick(proof, Qt::Key_Return); // while it is looked at
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("show sheet guess")});
    QVERIFY(proof->text().isEmpty());
    Q_EMIT m_workspace->rootKeyRefused({QStringLiteral("This passphrase does not fit."), {}, true});
    QCOMPARE(sentence("problemLabel"), QStringLiteral("This passphrase does not fit."));
    QVERIFY(shown("rootTellButton")->isEnabled() && m_dialog->focusWidget() == proof);
    shown("organisationBackButton")->click();
    Q_EMIT m_workspace->rootSheetTold({QStringLiteral("1. AAAA")}, {}); // nobody waits for it: no dialog
    QVERIFY(shown("printRootButton"));
    QVERIFY(!m_workspace->asked.contains(QStringLiteral("sheet noted")));
}

void TestOrganisationDialog::nobodyIsAskedForAProofThatThereIsNot()
{
    open();
    shown("printRootButton")->click();
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("show sheet ")});
    shown("saveRootButton")->click();
    QVERIFY(!shown<QLineEdit>("proofEdit"));
    QCOMPARE(m_dialog->focusWidget(), shown<QLineEdit>("rootPassphraseEdit"));
}

void TestOrganisationDialog::nothingTypedStaysAfterGoingBack()
{
    m_workspace->needed_proof = Workspace::Proof::Password;
    open();
    shown("saveRootButton")->click();
    shown<QLineEdit>("rootPassphraseEdit")->setText(QStringLiteral("correct horse battery"));
    shown<QLineEdit>("proofEdit")->setText(QStringLiteral("my password"));
    shown("organisationBackButton")->click();
    m_workspace->setRootKey({.is_owners = true});
    shown("typeRootSheetButton")->click();
    shown<QLineEdit>("rootLineEdit2")->setText(QStringLiteral("aaaa-bbbb-cccc-2222"));
    shown("organisationBackButton")->click();
    const auto lines = m_dialog->findChildren<QLineEdit *>();
    QVERIFY(lines.size() > 6);
    for (const QLineEdit *line : lines)
        QVERIFY2(line->text().isEmpty(), qPrintable(line->objectName()));
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
    const QString link = QStringLiteral("chat121://chat.example.com:8121/#") + QString(120, u'x');
    const QString sheet = ui::rootSheet(lines, QStringLiteral("ACME\u202e"), link);
    QString pasted = sheet.sliced(sheet.indexOf(u"chat121://"));
    QCOMPARE(pasted.remove(u'\n'), link);
    QVERIFY(!ui::rootSheet(lines, QStringLiteral("ACME"), {}).contains(u"invites nobody"));
    QVERIFY(sheet.contains(QStringLiteral("1. AAAA\n2. BBBB\n")) && sheet.contains(u"ACME\n"));
    QCOMPARE(ui::rootFileName(QStringLiteral("ACME / Süd")), QStringLiteral("ACME---Süd.chat121-root"));
    QCOMPARE(ui::rootFileName(QStringLiteral("../../etc")), QStringLiteral("------etc.chat121-root"));
    for (const char *typed : {"ABCD", "2. ABCD", " 2: ABCD ", "2)ABCD"})
        QCOMPARE(ui::typedRootLine(2, QLatin1String(typed)), QStringLiteral("2. ABCD"));
}

CHAT121_GUI_TEST_MAIN(TestOrganisationDialog)
#include "tst_organisation_dialog.moc"
