// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Recovery words in the windows: offered once in one line, shown, checked on paper, typed on a new
// computer. Nothing of it stands in the way, all of it works with keys.
#include "client/core/archive/typed_words.h"
#include "client/ui/history/words_sheet.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"
#include "tests/support/temporary_directory.h"

#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace chat121;
using namespace chat121::test;

namespace {

using State = HistoryStatus::State;

QString wordsText()
{
    return sampleWords().join(u' ');
}

} // namespace

class TestHistoryWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }

    void theSampleWordsAreReal();
    void wordsAreOfferedInOneLine();
    void theOfferIsPutOffForGood();
    void wordsAreMadeShownAndChecked();
    void wordsAreShownForAProof_data();
    void wordsAreShownForAProof();
    void aWrongPaperIsFound();
    void newWordsAreAskedAboutFirst();
    void whatTheServerRefusesIsSaid();
    void theWordsAreAskedForOnceAfterTheLogIn();
    void aStartWithoutTheWordsShowsALine();
    void unknownWordsAreMarkedWhileTyping();
    void wordsAreSentWhenTheyAreComplete();
    void aRefusalStaysOnThePage();
    void thePageIsPutOffWithOneKey();
    void theReadingIsShownBesideTheWork();
    void aSheetIsPrivate();
    void aSheetSaysWhatItIs();

private:
    QString strip() const;
    QString label(const QString &object) { return visible<QLabel>(object)->text(); }
    void typeWords(const QString &text);
};

void TestHistoryWindows::init()
{
    newWorkspace();
    showWindow();
    playDesk(*m_workspace, m_clock.now());
    m_workspace->asked.clear();
}

// What the line above the window says; empty: it is not there.
QString TestHistoryWindows::strip() const
{
    const auto *found = m_window->findChild<QWidget *>(QStringLiteral("historyStrip"));
    if (!found->isVisible()) return {};
    const auto labels = found->findChildren<QLabel *>();
    return labels.isEmpty() ? QString() : labels.constLast()->text();
}

void TestHistoryWindows::typeWords(const QString &text)
{
    auto *edit = visible<QPlainTextEdit>(QStringLiteral("recoveryWordsEdit"));
    QVERIFY(edit);
    edit->clear();
    QTest::keyClicks(edit, text);
}

void TestHistoryWindows::theSampleWordsAreReal()
{
    QVERIFY(archive::typedState(wordsText()).is_complete);
}

void TestHistoryWindows::wordsAreOfferedInOneLine()
{
    QCOMPARE(strip(), QString());
    m_workspace->setHistory({.state = State::NotKept, .is_offered = true});
    QVERIFY(strip().startsWith(QStringLiteral("Write down your recovery words")));
    QVERIFY(!QApplication::activeModalWidget());
    whenDialogOpens(
        [](QDialog *dialog) { QCOMPARE(dialog->objectName(), QStringLiteral("recoveryWordsDialog")); });
    const auto buttons =
        m_window->findChild<QWidget *>(QStringLiteral("historyStrip"))->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 1);
    QTest::mouseClick(buttons.first(), Qt::LeftButton);
    m_workspace->setHistory({.state = State::Kept, .is_noted = true});
    QCOMPARE(strip(), QString());
}

void TestHistoryWindows::theOfferIsPutOffForGood()
{
    m_workspace->setHistory({.state = State::NotKept, .is_offered = true});
    const auto crosses =
        m_window->findChild<QWidget *>(QStringLiteral("historyStrip"))->findChildren<QToolButton *>();
    QCOMPARE(crosses.size(), 1);
    QCOMPARE(crosses.first()->accessibleName(), QStringLiteral("Not now"));
    QTest::keyClick(crosses.first(), Qt::Key_Space);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("decline words")});
}

void TestHistoryWindows::wordsAreMadeShownAndChecked()
{
    m_workspace->setHistory({.state = State::NotKept});
    whenDialogOpens([this](QDialog *dialog) {
        QTest::keyClick(dialog, Qt::Key_Return); // makes them
        QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("make words")});
        Q_EMIT m_workspace->recoveryWordsTold(sampleWords());
        const auto *grid = dialog->findChild<QWidget *>(QStringLiteral("recoveryWordsGrid"));
        QVERIFY(grid->isVisible());
        for (const QString &word : sampleWords())
            QVERIFY(grid->accessibleDescription().contains(word));
        QTest::keyClick(dialog, Qt::Key_Return); // they are written down
        for (int i = 1; i <= 2; ++i) {
            auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("checkWordEdit%1").arg(i));
            const int number = edit->accessibleName().section(u' ', 1).toInt();
            QTest::keyClicks(edit, sampleWords().at(number - 1).left(4).toUpper());
        }
        QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("checkWordEdit2")), Qt::Key_Return);
        QVERIFY(!dialog->isVisible());
    });
    click(QStringLiteral("recoveryWordsButton"));
    QCOMPARE(m_workspace->asked.constLast(), QStringLiteral("words noted"));
}

// B6: whoever finds the window open does not get the words.
void TestHistoryWindows::wordsAreShownForAProof_data()
{
    QTest::addColumn<int>("needed");
    QTest::addColumn<QString>("label");
    QTest::newRow("a passphrase") << int(Workspace::Proof::Passphrase)
                                  << QStringLiteral("The passphrase of this computer");
    QTest::newRow("a password") << int(Workspace::Proof::Password) << QStringLiteral("Your password");
    QTest::newRow("nothing to prove with") << int(Workspace::Proof::Nothing) << QString();
}

void TestHistoryWindows::wordsAreShownForAProof()
{
    QFETCH(int, needed);
    QFETCH(QString, label);
    m_workspace->needed_proof = static_cast<Workspace::Proof>(needed);
    m_workspace->setHistory({.state = State::Kept});
    m_workspace->asked.clear();
    whenDialogOpens([this, label](QDialog *dialog) {
        QCOMPARE(m_workspace->asked, QStringList()); // the person is told first what is to come
        auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("proofEdit"));
        auto *show = dialog->findChild<QPushButton *>(QStringLiteral("makeWordsButton"));
        QCOMPARE(show->text(), QStringLiteral("Show the words"));
        QCOMPARE(edit->isVisible(), !label.isEmpty());
        if (!label.isEmpty()) {
            QCOMPARE(edit->accessibleName(), label);
            QTest::mouseClick(show, Qt::LeftButton);
            QCOMPARE(m_workspace->asked, QStringList());
            QTest::keyClicks(edit, QStringLiteral(" of mine"));
            m_workspace->setHistory({.state = State::Kept, .is_behind = true}); // the archive grows
            QCOMPARE(edit->text(), QStringLiteral(" of mine"));
        }
        QTest::mouseClick(show, Qt::LeftButton);
        const QString wish =
            QStringLiteral("show words") + (label.isEmpty() ? QString() : QStringLiteral(" of mine"));
        QCOMPARE(m_workspace->asked, QStringList{wish});
        QVERIFY(edit->text().isEmpty());
        Q_EMIT m_workspace->recoveryWordsRefused({QStringLiteral("That is another one."), {}, true});
        QVERIFY(show->isEnabled()); // once more
        QVERIFY(!dialog->findChild<QWidget *>(QStringLiteral("recoveryWordsGrid"))->isVisible());
    });
    click(QStringLiteral("recoveryWordsButton"));
}

void TestHistoryWindows::aWrongPaperIsFound()
{
    m_workspace->setHistory({.state = State::Kept});
    whenDialogOpens([this](QDialog *dialog) {
        Q_EMIT m_workspace->recoveryWordsTold(sampleWords());
        QTest::keyClick(dialog, Qt::Key_Return);
        auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("checkWordEdit1"));
        QTest::keyClicks(edit, QStringLiteral("house"));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("showWordsAgainButton")),
                          Qt::LeftButton);
        QVERIFY(dialog->findChild<QWidget *>(QStringLiteral("recoveryWordsGrid"))->isVisible());
    });
    click(QStringLiteral("recoveryWordsButton"));
    QVERIFY(!m_workspace->asked.contains(QStringLiteral("words noted")));
}

void TestHistoryWindows::newWordsAreAskedAboutFirst()
{
    m_workspace->setHistory({.state = State::Kept});
    whenDialogOpens([this](QDialog *dialog) {
        Q_EMIT m_workspace->recoveryWordsTold(sampleWords());
        auto *other = dialog->findChild<QWidget *>(QStringLiteral("newWordsButton"));
        whenDialogOpens([](QDialog *question) { QTest::keyClick(question, Qt::Key_Return); }); // keeps
        QTest::mouseClick(other, Qt::LeftButton);
        QVERIFY(!m_workspace->asked.contains(QStringLiteral("make words")));
        whenDialogOpens([](QDialog *question) {
            QTest::mouseClick(question->findChild<QWidget *>(QStringLiteral("destroyButton")),
                              Qt::LeftButton);
        });
        QTest::mouseClick(other, Qt::LeftButton);
        QVERIFY(!m_workspace->asked.contains(QStringLiteral("make words"))); // what is to come is said
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("makeWordsButton")), Qt::LeftButton);
        QVERIFY(m_workspace->asked.contains(QStringLiteral("make words")));
    });
    click(QStringLiteral("recoveryWordsButton"));
}

void TestHistoryWindows::whatTheServerRefusesIsSaid()
{
    m_workspace->setHistory({.state = State::NotKept});
    whenDialogOpens([this](QDialog *dialog) {
        QTest::keyClick(dialog, Qt::Key_Return);
        auto *make = dialog->findChild<QPushButton *>(QStringLiteral("makeWordsButton"));
        QVERIFY(!make->isEnabled());
        Q_EMIT m_workspace->recoveryWordsRefused({QStringLiteral("There is no connection."), {}, true});
        QCOMPARE(dialog->findChild<QLabel *>(QStringLiteral("problemLabel"))->text(),
                 QStringLiteral("There is no connection."));
        QVERIFY(make->isEnabled());
    });
    click(QStringLiteral("recoveryWordsButton"));
}

// --- on a new computer ----------------------------------------------------------------------------

void TestHistoryWindows::theWordsAreAskedForOnceAfterTheLogIn()
{
    m_workspace->setHistory({.state = State::Locked});
    QVERIFY(visible(QStringLiteral("historyPage")));
    QCOMPARE(focused(), QStringLiteral("recoveryWordsEdit"));
    click(QStringLiteral("skipHistoryButton"));
    QVERIFY(visible(QStringLiteral("agentWindow")));
    QVERIFY(strip().contains(QStringLiteral("not on this computer"))); // stays reachable
    m_workspace->setHistory({.state = State::Kept});
    m_workspace->setHistory({.state = State::Locked});
    QVERIFY(visible(QStringLiteral("agentWindow")));
}

void TestHistoryWindows::aStartWithoutTheWordsShowsALine()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    m_workspace->setHistory({.state = State::Locked});
    showWindow();
    QVERIFY(visible(QStringLiteral("agentWindow")));
    QVERIFY(strip().contains(QStringLiteral("not on this computer")));
    const auto *found = m_window->findChild<QWidget *>(QStringLiteral("historyStrip"));
    QTest::mouseClick(found->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(visible(QStringLiteral("historyPage")));
}

void TestHistoryWindows::unknownWordsAreMarkedWhileTyping()
{
    m_workspace->setHistory({.state = State::Locked});
    const auto *edit = visible<QPlainTextEdit>(QStringLiteral("recoveryWordsEdit"));
    typeWords(sampleWords().first(2).join(u' ') + QStringLiteral(" hous"));
    QCOMPARE(edit->extraSelections().size(), 1);
    QCOMPARE(edit->extraSelections().first().cursor.selectedText(), QStringLiteral("hous"));
    QVERIFY(label(QStringLiteral("recoveryWordsLine")).contains(QStringLiteral("“hous”")));
    typeWords(sampleWords().first(3).join(u' '));
    QVERIFY(edit->extraSelections().isEmpty());
    QCOMPARE(label(QStringLiteral("recoveryWordsLine")), QStringLiteral("3 of 12 words"));
}

void TestHistoryWindows::wordsAreSentWhenTheyAreComplete()
{
    m_workspace->setHistory({.state = State::Locked});
    typeWords(sampleWords().first(11).join(u' '));
    press(Qt::Key_Return);
    QVERIFY(m_workspace->asked.isEmpty());
    QVERIFY(label(QStringLiteral("problemLabel")).contains(QStringLiteral("not complete")));
    typeWords(wordsText());
    QVERIFY(!visible(QStringLiteral("problemLabel")));
    press(Qt::Key_Return);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("enter ") + wordsText()});
    Q_EMIT m_workspace->recoveryWordsAccepted();
    QVERIFY(visible(QStringLiteral("agentWindow")));
    QVERIFY(
        m_window->findChild<QPlainTextEdit *>(QStringLiteral("recoveryWordsEdit"))->toPlainText().isEmpty());
}

void TestHistoryWindows::aRefusalStaysOnThePage()
{
    m_workspace->setHistory({.state = State::Locked});
    typeWords(wordsText());
    click(QStringLiteral("readHistoryButton"));
    QVERIFY(!visible(QStringLiteral("readHistoryButton"))->isEnabled());
    Q_EMIT m_workspace->recoveryWordsRefused({QStringLiteral("These words were replaced."), {}, true});
    QCOMPARE(label(QStringLiteral("problemLabel")), QStringLiteral("These words were replaced."));
    QVERIFY(visible(QStringLiteral("readHistoryButton"))->isEnabled());
}

void TestHistoryWindows::thePageIsPutOffWithOneKey()
{
    m_workspace->setHistory({.state = State::Locked});
    press(Qt::Key_Escape);
    QVERIFY(visible(QStringLiteral("agentWindow")));
}

void TestHistoryWindows::theReadingIsShownBesideTheWork()
{
    m_workspace->setHistory({.state = State::Kept, .is_reading = true, .read_percent = 43});
    QVERIFY(strip().contains(QStringLiteral("40 %")));
    QVERIFY(visible(QStringLiteral("agentWindow")));
    m_workspace->setHistory({.state = State::Kept, .is_noted = true});
    QCOMPARE(strip(), QString());
}

// --- on paper -------------------------------------------------------------------------------------

void TestHistoryWindows::aSheetIsPrivate()
{
    const TemporaryDirectory folder;
    const QString path = folder.filePath(QStringLiteral("words.txt"));
    QVERIFY(ui::saveSheet(ui::wordsSheet(sampleWords(), QStringLiteral("ACME")), path));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(path).permissions() & others));
    QVERIFY(!ui::saveSheet(QStringLiteral("text"), folder.filePath(QStringLiteral("no/such/folder"))));
}

void TestHistoryWindows::aSheetSaysWhatItIs()
{
    const QString sheet = ui::wordsSheet(sampleWords(), QStringLiteral("ACME"));
    QVERIFY(sheet.contains(QStringLiteral("ACME")));
    QVERIFY(archive::typedState(sheet.section(QStringLiteral("\n\n"), 1, 1)).is_complete); // can be pasted
}

CHAT121_GUI_TEST_MAIN(TestHistoryWindows)
#include "tst_history_windows.moc"
