// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Erase this conversation", as a person sees it: what the question says, by keyboard alone, what stands
// there while it waits and afterwards, and the receipt.
#include "client/ui/erasure/erase_dialog.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"
#include "tests/support/temporary_directory.h"

#include <QAbstractButton>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using Erasure = Talk::Erasure;

class TestErasing : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init() { newWorkspace(); }
    void cleanup() { closeWindow(); }
    void theQuestionSaysWhatGoesAndWhatStays_data();
    void theQuestionSaysWhatGoesAndWhatStays();
    void byKeyboardAlone_data();
    void byKeyboardAlone();
    void whileItWaitsTheWindowSaysSo();
    void afterItTheDeskHasOneLineAndTheReceipt();
    void whatWasBegunIsErasedToo();
    void theReceiptIsSeenAgain();
    void theReceiptIsSaved_data();
    void theReceiptIsSaved();

private:
    static QString wordsOf(const QWidget *dialog)
    {
        QStringList words;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            words.append(label->text());
        return words.join(u' ');
    }
};

void TestErasing::theQuestionSaysWhatGoesAndWhatStays_data()
{
    QTest::addColumn<bool>("is_customer");
    QTest::addColumn<bool>("is_connected");
    QTest::newRow("a customer") << true << true;
    QTest::newRow("a customer without a connection") << true << false;
    QTest::newRow("staff") << false << true;
    QTest::newRow("staff without a connection") << false << false;
}

void TestErasing::theQuestionSaysWhatGoesAndWhatStays()
{
    QFETCH(bool, is_customer);
    QFETCH(bool, is_connected);
    is_customer ? playCustomer(*m_workspace, m_clock.now()) : playDesk(*m_workspace, m_clock.now());
    if (!is_connected) m_workspace->setConnection({ConnectionState::Offline, 0});
    showWindow();
    if (!is_customer) Q_EMIT m_workspace->talkOpened({1});
    m_workspace->played({1})->setErasure(Erasure::None, true);
    QString words;
    whenDialogOpens([&words](QDialog *dialog) { words = wordsOf(dialog); });
    click(u"eraseButton"_s);
    for (const auto &part : {u"The server deletes it"_s, u"computers of everybody in it"_s, u"keys"_s,
                             u"Nobody can bring it back"_s, u"signed receipt"_s, u"What cannot be reached"_s,
                             u"Notes"_s, u"pictures of their screens"_s, u"backups"_s})
        QVERIFY2(words.contains(part), qPrintable(part + u" / "_s + words));
    QCOMPARE(words.contains(u"as soon as there is one"_s), !is_connected);
    QCOMPARE(words.contains(u"Only on this computer"_s), is_customer);
    QVERIFY(m_workspace->asked.isEmpty()); // it was closed
}

void TestErasing::byKeyboardAlone_data()
{
    QTest::addColumn<int>("tabs"); // from the button that has the focus at first
    QTest::addColumn<int>("key");
    QTest::addColumn<QStringList>("asked");
    QTest::newRow("Return keeps") << 0 << int(Qt::Key_Return) << QStringList();
    QTest::newRow("Escape keeps") << 2 << int(Qt::Key_Escape) << QStringList();
    QTest::newRow("only here") << 1 << int(Qt::Key_Space) << QStringList{u"erase"_s};
    QTest::newRow("everywhere") << 2 << int(Qt::Key_Space) << QStringList{u"erase 1 everywhere"_s};
}

void TestErasing::byKeyboardAlone()
{
    QFETCH(int, tabs);
    QFETCH(int, key);
    QFETCH(QStringList, asked);
    playCustomer(*m_workspace, m_clock.now());
    m_workspace->played({1})->setErasure(Erasure::None, true);
    showWindow();
    whenDialogOpens([tabs, key](QDialog *dialog) {
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QVERIFY(!dialog->windowTitle().isEmpty());
        for (const QAbstractButton *button : dialog->findChildren<QAbstractButton *>())
            QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty());
        for (int tab = 0; tab < tabs; ++tab)
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        QTest::keyClick(dialog->focusWidget(), Qt::Key(key));
    });
    visible(u"eraseButton"_s)->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Space);
    QCOMPARE(m_workspace->asked, asked);
}

void TestErasing::whileItWaitsTheWindowSaysSo()
{
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    QVERIFY(!visible(u"retentionLabel"_s));
    m_workspace->played({1})->setErasure(Erasure::Wished, false);
    auto *label = visible<QLabel>(u"retentionLabel"_s);
    QVERIFY(label && label->text().contains(u"as soon as the server has been reached"_s));
    QString words;
    whenDialogOpens([&words](QDialog *dialog) { words = wordsOf(dialog); });
    click(u"eraseButton"_s);
    QVERIFY(!words.contains(u"Everywhere"_s)); // once is enough
}

void TestErasing::afterItTheDeskHasOneLineAndTheReceipt()
{
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    Q_EMIT m_workspace->talkOpened({6}); // closed
    QVERIFY(!visible(u"receiptButton"_s));
    m_workspace->played({6})->setErasure(Erasure::Done, false);
    QVERIFY(!visible(u"receiptButton"_s)); // somebody else has it
    m_workspace->played({6})->setErasure(Erasure::Done, false, true);
    QVERIFY(!visible(u"eraseButton"_s));
    QVERIFY(wordsOf(m_window.get()).contains(u"This conversation was erased."_s));
    visible(u"receiptButton"_s)->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Space);
    QCOMPARE(m_workspace->asked, QStringList{u"receipt of 6"_s});
}

void TestErasing::whatWasBegunIsErasedToo()
{
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    Q_EMIT m_workspace->talkOpened({1});
    visible<QPlainTextEdit>(u"composerEdit"_s)->setPlainText(u"You said that"_s);
    PlayedTalk *talk = m_workspace->played({1});
    talk->setErasure(Erasure::Done, false);
    QCOMPARE(m_window->findChild<QPlainTextEdit *>(u"composerEdit"_s)->toPlainText(), QString());
    Q_EMIT m_workspace->talkOpened({2});
    QCOMPARE(talk->draft(), QString());
}

void TestErasing::theReceiptIsSeenAgain()
{
    playCustomer(*m_workspace, m_clock.now());
    m_workspace->played({1})->setErasure(Erasure::None, false);
    showWindow();
    whenDialogOpens([](QDialog *dialog) { QVERIFY(!dialog->findChild<QWidget *>(u"receiptButton"_s)); });
    click(u"eraseButton"_s);
    m_workspace->played({1})->setErasure(Erasure::None, false, true);
    whenDialogOpens([](QDialog *dialog) {
        QTest::mouseClick(dialog->findChild<QWidget *>(u"receiptButton"_s), Qt::LeftButton);
    });
    click(u"eraseButton"_s);
    QCOMPARE(m_workspace->asked, QStringList{u"receipt of 1"_s});
}

void TestErasing::theReceiptIsSaved_data()
{
    QTest::addColumn<bool>("is_writable");
    QTest::newRow("where there is a place") << true;
    QTest::newRow("where there is none") << false;
}

void TestErasing::theReceiptIsSaved()
{
    QFETCH(bool, is_writable);
    const TemporaryDirectory folder;
    const QString name = u"receipt.txt"_s;
    const QString path = is_writable ? folder.filePath(name) : folder.filePath(u"no such folder/"_s + name);
    ui::ReceiptDialog dialog(u"signed by the server"_s);
    bool is_over = false;
    connect(&dialog, &QDialog::finished, this, [&] { is_over = true; });
    QTimer watch; // what stands in front is a file dialog
    int asked_for_a_file = 0;
    connect(&watch, &QTimer::timeout, this, [&] {
        auto *files = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!files || asked_for_a_file++ > 0) return;
        files->selectFile(path);
        QMetaObject::invokeMethod(files, "accept");
    });
    watch.start(0);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QVERIFY(!dialog.findChild<QPlainTextEdit *>(u"receiptText"_s)->accessibleName().isEmpty());
    QTest::keyClick(&dialog, Qt::Key_Return); // the default button
    QCOMPARE(asked_for_a_file > 0, true);
    QCOMPARE(is_over, is_writable);
    QFile file(path);
    QCOMPARE(file.open(QIODevice::ReadOnly), is_writable);
    if (is_writable) QCOMPARE(file.readAll(), QByteArray("signed by the server"));
}

CHAT121_GUI_TEST_MAIN(TestErasing)
#include "tst_erasing.moc"
