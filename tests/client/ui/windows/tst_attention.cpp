// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window says about itself from outside: its title, and what it does with an invitation or a
// profile that it cannot use.
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>

using namespace chat121;
using namespace chat121::test;

namespace {

const QString kLink = QStringLiteral("chat121://server:8121/#abc");

TimelineRow wordsOf(quint64 number, bool is_mine)
{
    TimelineRow row;
    row.id = *MessageId::from(QByteArray(15, 'a') + char('a' + number));
    row.sequence = Sequence{100 + number};
    row.is_mine = is_mine;
    row.text = QStringLiteral("words");
    return row;
}

} // namespace

class TestAttention : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init() { newWorkspace(); }
    void cleanup();
    void staffSeesWhatWaits();
    void customerSeesWhatCameBehind_data();
    void customerSeesWhatCameBehind();
    void olderPagesAreNoNews();
    void lookingIsReading();
    void nothingWaitsOnTheWayIn();
    void invitationWaitsUntilTheProfileIsRead();
    void invitationOfAnotherIsNotOpened();
    void brokenProfileOffersToClose();
    void brokenProfileThatMayMendIsTriedAgain();
    void slowKeyStoreLeavesTwoWaysOn();
    void keyOfAProfileLiesInTheKeyStoreOnly();
    void olderCopyIsStartedAfreshAfterAQuestion();
    void erasingIsAskedTwice();
    void everywhereIsAChoiceWhereThereIsSomething();
    void onlyWhoMayErasesAtTheDesk();

private:
    QString bannerText()
    {
        const auto banners = m_window->findChildren<ui::Banner *>();
        for (const ui::Banner *banner : banners) {
            if (banner->isVisible()) return banner->sentence();
        }
        return {};
    }
    // Another window comes to the front.
    void lookElsewhere()
    {
        m_other = std::make_unique<QWidget>();
        m_other->show();
        m_other->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_other.get()));
        QTRY_VERIFY(!m_window->isActiveWindow());
    }

    std::unique_ptr<QWidget> m_other;
};

void TestAttention::cleanup()
{
    closeWindow();
    m_other.reset();
}

void TestAttention::staffSeesWhatWaits()
{
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    // Two wait, and two messages of the third conversation are not read.
    QCOMPARE(m_window->windowTitle(), QStringLiteral("(4) ACME – Chat Live 121"));
    ConversationRow row = *m_workspace->mine()->find({3});
    row.unread = 0;
    m_workspace->put(row);
    QCOMPARE(m_window->windowTitle(), QStringLiteral("(2) ACME – Chat Live 121"));
}

void TestAttention::customerSeesWhatCameBehind_data()
{
    QTest::addColumn<bool>("is_looking");
    QTest::addColumn<bool>("is_mine");
    QTest::addColumn<QString>("title");
    QTest::newRow("an answer behind another window") << false << false << "(1) ACME – Chat Live 121";
    QTest::newRow("an answer before the reader's eyes") << true << false << "ACME – Chat Live 121";
    QTest::newRow("own words from elsewhere") << false << true << "ACME – Chat Live 121";
}

void TestAttention::customerSeesWhatCameBehind()
{
    QFETCH(bool, is_looking);
    QFETCH(bool, is_mine);
    QFETCH(QString, title);
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    if (!is_looking) lookElsewhere();
    m_workspace->played({1})->timeline()->upsert({wordsOf(1, is_mine)});
    QCOMPARE(m_window->windowTitle(), title);
}

void TestAttention::olderPagesAreNoNews()
{
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    lookElsewhere();
    TimelineRow old = wordsOf(1, false);
    old.sequence = Sequence{0};
    old.sent_at = UnixTime{1};
    m_workspace->played({1})->timeline()->prepend({old});
    QCOMPARE(m_window->windowTitle(), QStringLiteral("ACME – Chat Live 121"));
}

void TestAttention::lookingIsReading()
{
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    lookElsewhere();
    m_workspace->played({1})->timeline()->upsert({wordsOf(1, false)});
    QVERIFY(m_window->windowTitle().startsWith(QStringLiteral("(1)")));
    m_window->activateWindow();
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("ACME – Chat Live 121"));
}

void TestAttention::nothingWaitsOnTheWayIn()
{
    showWindow();
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Chat Live 121"));
}

void TestAttention::invitationWaitsUntilTheProfileIsRead()
{
    m_workspace->become(Workspace::State::Opening, Workspace::Role::None, {});
    showWindow();
    m_window->openInvitation(kLink);
    QCOMPARE(m_workspace->asked, QStringList());
    m_workspace->become(Workspace::State::Empty, Workspace::Role::None, {});
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("preview ") + kLink});
    QCOMPARE(visible<QLineEdit>(QStringLiteral("invitationEdit"))->text(), kLink);
}

void TestAttention::invitationOfAnotherIsNotOpened()
{
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    m_window->openInvitation(kLink);
    QCOMPARE(m_workspace->asked, QStringList()); // the profile stays whose it is
    QVERIFY2(bannerText().contains(QStringLiteral("ACME")), qPrintable(bannerText()));
    QVERIFY2(bannerText().contains(QStringLiteral("profile")), qPrintable(bannerText()));
}

void TestAttention::brokenProfileOffersToClose()
{
    showWindow();
    const Problem problem{QStringLiteral("The profile cannot be read. Nothing was changed: check the disk."),
                          QStringLiteral("SQLITE_CORRUPT"), false};
    m_workspace->breakDown(problem);
    const auto labels = m_window->findChildren<QLabel *>();
    const auto shows = [&labels](const QString &text) {
        return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) {
            return label->isVisible() && label->text() == text;
        });
    };
    QVERIFY(shows(problem.sentence));
    QVERIFY(!shows(problem.details)); // no codes before they are asked for
    const auto buttons = m_window->findChildren<QAbstractButton *>();
    const auto close = std::find_if(buttons.begin(), buttons.end(), [](const QAbstractButton *button) {
        return button->isVisible() && button->text() == QStringLiteral("Close");
    });
    QVERIFY(close != buttons.end());
    QTest::mouseClick(*close, Qt::LeftButton);
    QVERIFY(!m_window->isVisible());
}

void TestAttention::brokenProfileThatMayMendIsTriedAgain()
{
    showWindow();
    m_workspace->breakDown({QStringLiteral("The disk is full. Free some space."), {}, true});
    click(QStringLiteral("stateActionButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("open again")});
    QVERIFY(m_window->isVisible());
}

void TestAttention::slowKeyStoreLeavesTwoWaysOn()
{
    m_workspace->become(Workspace::State::Opening, Workspace::Role::None, {});
    showWindow();
    QVERIFY(!visible(QStringLiteral("stateActionButton"))); // it may still be quick
    m_workspace->setKeyStoreSlow(true);
    click(QStringLiteral("stateActionButton"));
    click(QStringLiteral("otherActionButton"));
    QCOMPARE(m_workspace->asked,
             (QStringList{QStringLiteral("open again"), QStringLiteral("without key store")}));
    m_workspace->setKeyStoreSlow(false);
    QVERIFY(!visible(QStringLiteral("stateActionButton")));
}

void TestAttention::keyOfAProfileLiesInTheKeyStoreOnly()
{
    m_workspace->may_go_on_without_key_store = false;
    m_workspace->become(Workspace::State::Opening, Workspace::Role::None, {});
    showWindow();
    m_workspace->setKeyStoreSlow(true);
    QVERIFY(visible(QStringLiteral("stateActionButton")));
    QVERIFY(!visible(QStringLiteral("otherActionButton")));
}

void TestAttention::olderCopyIsStartedAfreshAfterAQuestion()
{
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    QCOMPARE(bannerText(), QString());
    m_workspace->setOlderCopy(true, false);
    QVERIFY2(bannerText().contains(QStringLiteral("older copy")), qPrintable(bannerText()));
    const auto start = [this] {
        const auto buttons = m_window->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            if (button->isVisible() && button->text() == QStringLiteral("Start afresh")) button->click();
        }
    };
    whenDialogOpens([](QDialog *dialog) { QTest::keyClick(dialog, Qt::Key_Escape); });
    start();
    QCOMPARE(m_workspace->asked, QStringList());
    whenDialogOpens([](QDialog *dialog) {
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("destroyButton")), Qt::LeftButton);
    });
    start();
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("start afresh")});
    m_workspace->setOlderCopy(true, true);
    QVERIFY2(bannerText().contains(QStringLiteral("Starting")), qPrintable(bannerText()));
    m_workspace->setOlderCopy(false, false);
    QCOMPARE(bannerText(), QString());
}

void TestAttention::erasingIsAskedTwice()
{
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    whenDialogOpens([](QDialog *dialog) { QTest::keyClick(dialog, Qt::Key_Return); }); // keeps
    click(QStringLiteral("eraseButton"));
    QCOMPARE(m_workspace->asked, QStringList());
    whenDialogOpens([](QDialog *dialog) {
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("destroyButton")), Qt::LeftButton);
    });
    click(QStringLiteral("eraseButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("erase")});
}

void TestAttention::everywhereIsAChoiceWhereThereIsSomething()
{
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    whenDialogOpens([](QDialog *dialog) { // nothing was said yet
        QVERIFY(!dialog->findChild<QWidget *>(QStringLiteral("everywhereButton")));
        QTest::keyClick(dialog, Qt::Key_Escape);
    });
    click(QStringLiteral("eraseButton"));
    m_workspace->played({1})->setErasure(Talk::Erasure::None, true);
    whenDialogOpens([](QDialog *dialog) {
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("everywhereButton")), Qt::LeftButton);
    });
    click(QStringLiteral("eraseButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("erase 1 everywhere")});

    m_workspace->played({1})->setErasure(Talk::Erasure::Wished, false);
    QVERIFY(visible(QStringLiteral("retentionLabel")));
    whenDialogOpens([](QDialog *dialog) {
        auto *text = dialog->findChild<QPlainTextEdit *>(QStringLiteral("receiptText"));
        QVERIFY(text && text->toPlainText() == QStringLiteral("signed"));
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("closeReceiptButton")), Qt::LeftButton);
    });
    Q_EMIT m_workspace->conversationErased({1}, QStringLiteral("signed"));
    QTRY_VERIFY(!QApplication::activeModalWidget());
}

void TestAttention::onlyWhoMayErasesAtTheDesk()
{
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    const ConversationId id = m_workspace->mine()->at(0).id;
    Q_EMIT m_workspace->talkOpened(id);
    QVERIFY(!visible(QStringLiteral("eraseButton")));
    m_workspace->played(id)->setErasure(Talk::Erasure::None, true);
    whenDialogOpens([](QDialog *dialog) {
        QVERIFY(!dialog->findChild<QWidget *>(QStringLiteral("destroyButton"))); // not the profile
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("everywhereButton")), Qt::LeftButton);
    });
    click(QStringLiteral("eraseButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("erase %1 everywhere").arg(id.value)});
}

CHAT121_GUI_TEST_MAIN(TestAttention)
#include "tst_attention.moc"
