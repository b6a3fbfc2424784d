// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The desk and the customer's window without a mouse, wide and narrow.
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListView>
#include <QShortcut>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr qreal kWide = 1180; // units
constexpr qreal kDrawer = 700;
constexpr qreal kSmall = 400;
constexpr int kStopsMax = 60; // a walk by Tab ends before

} // namespace

class TestKeyboard : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void arrowsWalkThroughAListWithoutLeavingIt();
    void enterGoesFromAListToTheEditor();
    void enterOnWhoWaitsGoesToTake();
    void paneAfterPane();
    void escapeComesBackToTheEditor();
    void closedConversationTakesTheKeyboardToo();
    void tabReadsInOrder();
    void everyKeyOfTheTableIsBound();
    void keySheetIsShown();
    void drawerOpensWalksAndCloses();
    void smallWindowShowsOnePaneAtATime();
    void widthDecidesWhatIsShown_data();
    void widthDecidesWhatIsShown();
    void emptyDeskSaysTheNextStep();
    void customerComesBackToTheEditor();

private:
    QListView *list(const QString &object) { return visible<QListView>(object); }
    QString title() { return visible<QLabel>(QStringLiteral("titleLabel"))->text(); }
};

void TestKeyboard::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    makeWide(kWide);
}

void TestKeyboard::arrowsWalkThroughAListWithoutLeavingIt()
{
    QListView *mine = list(QStringLiteral("mineList"));
    mine->setFocus(Qt::TabFocusReason);
    const auto rows = static_cast<quint64>(mine->model()->rowCount());
    QCOMPARE(rows, 3u);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    QCOMPARE(focused(), QStringLiteral("mineList"));
    QCOMPARE(mine->currentIndex().row(), 2);
    QCOMPARE(title(), m_workspace->played({3})->title());
}

void TestKeyboard::enterGoesFromAListToTheEditor()
{
    list(QStringLiteral("mineList"))->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(focused(), QStringLiteral("composerEdit"));
}

void TestKeyboard::enterOnWhoWaitsGoesToTake()
{
    list(QStringLiteral("queueList"))->setFocus(Qt::TabFocusReason);
    QVERIFY(!visible(QStringLiteral("takeButton"))); // to come by is not to choose
    press(Qt::Key_Return);
    QCOMPARE(focused(), QStringLiteral("takeButton"));
    press(Qt::Key_Space);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("take 5")});
}

void TestKeyboard::paneAfterPane()
{
    Q_EMIT m_workspace->talkOpened({1});
    QCOMPARE(focused(), QStringLiteral("composerEdit"));
    press(Qt::Key_F6);
    QCOMPARE(focused(), QStringLiteral("dutyCombo"));
    press(Qt::Key_F6);
    QCOMPARE(focused(), QStringLiteral("mineList")); // where the open conversation stands
    press(Qt::Key_F6);
    QCOMPARE(focused(), QStringLiteral("composerEdit"));
}

void TestKeyboard::escapeComesBackToTheEditor()
{
    Q_EMIT m_workspace->talkOpened({1});
    visible(QStringLiteral("inviteCustomersButton"))->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Escape);
    QCOMPARE(focused(), QStringLiteral("composerEdit"));
}

void TestKeyboard::closedConversationTakesTheKeyboardToo()
{
    Q_EMIT m_workspace->talkOpened({6});
    QVERIFY(!visible(QStringLiteral("composerEdit")));
    QVERIFY(!visible(QStringLiteral("takeButton")));
    press(Qt::Key_Escape);
    QCOMPARE(focused(), QStringLiteral("timeline"));
}

// Top to bottom, start to end: the strip, the lists, the conversation, the line to write in.
void TestKeyboard::tabReadsInOrder()
{
    Q_EMIT m_workspace->talkOpened({1});
    visible(QStringLiteral("dutyCombo"))->setFocus(Qt::TabFocusReason);
    QStringList order{focused()};
    for (int stop = 0; stop < kStopsMax; ++stop) {
        press(Qt::Key_Tab);
        if (order.contains(focused())) break;
        order.append(focused());
    }
    const QStringList wanted = {
        QStringLiteral("dutyCombo"),
        QStringLiteral("capacitySpin"),
        QStringLiteral("inviteCustomersButton"),
        QStringLiteral("inviteColleagueButton"),
        QStringLiteral("repliesButton"),
        QStringLiteral("recoveryWordsButton"),
        QStringLiteral("devicesButton"),
        QStringLiteral("rulesButton"),
        QStringLiteral("organisationButton"),
        QStringLiteral("schemeButton"),
        QStringLiteral("keysButton"),
        QStringLiteral("leaveButton"),
        QStringLiteral("searchLine"),
        QStringLiteral("queueList"),
        QStringLiteral("mineList"),
        QStringLiteral("closedList"),
        QStringLiteral("rosterBar"),
        QStringLiteral("consentsButton"),
        QStringLiteral("addColleagueButton"),
        QStringLiteral("handOverButton"),
        QStringLiteral("returnButton"),
        QStringLiteral("snoozeButton"),
        QStringLiteral("blockButton"),
        QStringLiteral("saveButton"),
        QStringLiteral("closeButton"),
        QStringLiteral("timeline"),
        QStringLiteral("composerEdit"),
        QStringLiteral("emojiButton"),
    };
    QCOMPARE(order, wanted);
}

void TestKeyboard::everyKeyOfTheTableIsBound()
{
    QStringList bound;
    const auto shortcuts = m_window->findChildren<QShortcut *>();
    for (const QShortcut *shortcut : shortcuts)
        bound.append(shortcut->key().toString(QKeySequence::PortableText));
    const QStringList wanted = {
        QStringLiteral("Ctrl+Return"),  QStringLiteral("Alt+Down"),     QStringLiteral("Alt+Up"),
        QStringLiteral("Ctrl+W"),       QStringLiteral("Esc"),          QStringLiteral("F6"),
        QStringLiteral("F1"),           QStringLiteral("Ctrl+1"),       QStringLiteral("Ctrl+9"),
        QStringLiteral("Ctrl+K"),       QStringLiteral("Ctrl+F"),       QStringLiteral("Ctrl+L"),
        QStringLiteral("Ctrl+S"),       QStringLiteral("Ctrl+Shift+R"), QStringLiteral("Ctrl+T"),
        QStringLiteral("Alt+PgDown"),   QStringLiteral("Alt+PgUp"),     QStringLiteral("Ctrl+Shift+T"),
        QStringLiteral("Ctrl+Shift+S"), QStringLiteral("Ctrl+Shift+B"), QStringLiteral("Ctrl+Shift+X"),
        QStringLiteral("Ctrl+Shift+P"), QStringLiteral("Ctrl+Tab"),     QStringLiteral("Alt+1"),
        QStringLiteral("Alt+9")};
    for (const QString &key : wanted)
        QVERIFY2(bound.count(key) == 1, qPrintable(key));
}

void TestKeyboard::keySheetIsShown()
{
    whenDialogOpens([](QDialog *dialog) {
        const auto labels = dialog->findChildren<QLabel *>();
        const bool is_there = std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text() == QKeySequence(Qt::Key_F6).toString(QKeySequence::NativeText);
        });
        QVERIFY(is_there);
    });
    press(Qt::Key_F1);
}

void TestKeyboard::drawerOpensWalksAndCloses()
{
    Q_EMIT m_workspace->talkOpened({1});
    makeWide(kDrawer);
    QTRY_VERIFY(!list(QStringLiteral("mineList")));
    QVERIFY(visible(QStringLiteral("listsButton")));
    press(Qt::Key_F6);
    press(Qt::Key_F6);
    QCOMPARE(focused(), QStringLiteral("mineList"));
    press(Qt::Key_Down); // the drawer stays while its rows are walked through
    QVERIFY(list(QStringLiteral("mineList")));
    press(Qt::Key_Return);
    QVERIFY(!list(QStringLiteral("mineList")));
    QCOMPARE(focused(), QStringLiteral("composerEdit"));
    click(QStringLiteral("listsButton"));
    QVERIFY(list(QStringLiteral("mineList")));
    press(Qt::Key_Escape);
    QVERIFY(!list(QStringLiteral("mineList")));
}

void TestKeyboard::smallWindowShowsOnePaneAtATime()
{
    makeWide(kSmall);
    QTRY_COMPARE(m_window->width(), m_theme->px(kSmall));
    QListView *mine = list(QStringLiteral("mineList"));
    QVERIFY(mine); // nothing is open: the lists are the window
    QVERIFY(mine->width() > m_window->width() * 9 / 10);
    QTest::mouseClick(mine->viewport(), Qt::LeftButton, {},
                      mine->visualRect(mine->model()->index(0, 0)).center());
    QVERIFY(!list(QStringLiteral("mineList")));
    QCOMPARE(focused(), QStringLiteral("composerEdit"));
    makeWide(kWide);
    QTRY_VERIFY(list(QStringLiteral("mineList")));
}

void TestKeyboard::widthDecidesWhatIsShown_data()
{
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("less"); // pixels
    QTest::addColumn<bool>("has_context");
    QTest::addColumn<bool>("has_lists");
    QTest::newRow("three panes") << 1000 << 0 << true << true;
    QTest::newRow("without the context") << 1000 << 1 << false << true;
    QTest::newRow("just wide enough for two") << 900 << 0 << false << true;
    QTest::newRow("a drawer") << 900 << 1 << false << false;
    QTest::newRow("one at a time") << 400 << 0 << false << false;
}

void TestKeyboard::widthDecidesWhatIsShown()
{
    QFETCH(int, units);
    QFETCH(int, less);
    QFETCH(bool, has_context);
    QFETCH(bool, has_lists);
    Q_EMIT m_workspace->talkOpened({1});
    m_window->resize(m_theme->px(units) - less, m_window->height());
    QTRY_COMPARE(visible(QStringLiteral("contextPane")) != nullptr, has_context);
    QTRY_COMPARE(visible(QStringLiteral("mineList")) != nullptr, has_lists);
    QVERIFY(visible(QStringLiteral("composerEdit")));
}

void TestKeyboard::emptyDeskSaysTheNextStep()
{
    QVERIFY(!visible(QStringLiteral("contextPane"))); // about nobody there is nothing to say
    click(QStringLiteral("emptyActionButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("take 5")});

    newWorkspace();
    m_workspace->become(Workspace::State::Ready, Workspace::Role::Staff, QStringLiteral("ACME"));
    showWindow();
    whenDialogOpens([](QDialog *dialog) {
        QVERIFY(dialog->findChild<QWidget *>(QStringLiteral("makeInvitationButton")));
    });
    click(QStringLiteral("emptyActionButton"));
}

void TestKeyboard::customerComesBackToTheEditor()
{
    newWorkspace();
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    visible(QStringLiteral("eraseButton"))->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Escape);
    QCOMPARE(focused(), QStringLiteral("composerEdit"));
}

CHAT121_GUI_TEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
