// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Comparing safety words from the roster, and what stands in the window when another person is there.
#include "client/ui/trust/safety_dialog.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/roster_bar.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QLabel>

using namespace chat121;
using namespace chat121::test;

class TestSafetyDialogs : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void cleanup() { closeWindow(); }
    void theRosterLeadsToTheWords();
    void oneAnswer_data();
    void oneAnswer();
    void nobodyConfirmsBeforeTheWordsAreThere();
    void theBannerSaysWhy_data();
    void theBannerSaysWhy();
    void aDecision_data();
    void aDecision();

private:
    PlayedTalk *talk() { return m_workspace->played({1}); }
    AccountId other()
    {
        for (const RosterRow &row : talk()->roster())
            if (!row.is_me) return row.account;
        return {};
    }
    void start()
    {
        newWorkspace();
        showWindow();
        playCustomer(*m_workspace, m_clock.now());
        talk()->safety_words = {QStringLiteral("bakab"), QStringLiteral("lomid"), QStringLiteral("ruton"),
                                QStringLiteral("sapik"), QStringLiteral("tolem"), QStringLiteral("vinar"),
                                QStringLiteral("zedop"), QStringLiteral("gimal")};
    }
    QDialog *dialog(const QString &name) { return m_window->findChild<QDialog *>(name); }
};

void TestSafetyDialogs::theRosterLeadsToTheWords()
{
    start();
    visible<ui::RosterBar>(QStringLiteral("rosterBar"))->click();
    auto *roster = m_window->findChild<ui::RosterDialog *>();
    QVERIFY(roster);
    const auto buttons = roster->findChildren<QAbstractButton *>(QStringLiteral("safetyWordsButton"));
    QCOMPARE(buttons.size(), talk()->roster().size() - 1); // not with oneself
    QVERIFY(buttons.first()->accessibleName().contains(u"Anna"));
    buttons.first()->click();
    QDialog *words = dialog(QStringLiteral("safetyWordsDialog"));
    QTRY_VERIFY(words && words->isVisible());
    QString shown;
    const auto labels = words->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        shown += label->text() + u'\n';
    for (const QString &word : std::as_const(talk()->safety_words))
        QVERIFY(shown.contains(word));
    const auto *card = words->findChild<QWidget *>(QStringLiteral("safetyWordsGrid"));
    QVERIFY(card->accessibleDescription().contains(u"8. gimal"));
}

void TestSafetyDialogs::oneAnswer_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("matched");
    QTest::addColumn<int>("differed");
    QTest::newRow("they match") << QStringLiteral("safetyMatchButton") << 1 << 0;
    QTest::newRow("they are different") << QStringLiteral("safetyDifferButton") << 0 << 1;
    QTest::newRow("later") << QStringLiteral("safetyLaterButton") << 0 << 0;
    QTest::newRow("Enter") << QString() << 0 << 0;
}

void TestSafetyDialogs::oneAnswer()
{
    QFETCH(QString, button);
    start();
    ui::SafetyWordsDialog words(*talk(), other(), QStringLiteral("Anna"));
    words.show();
    QVERIFY(QTest::qWaitForWindowExposed(&words));
    if (button.isEmpty())
        QTest::keyClick(&words, Qt::Key_Return);
    else
        words.findChild<QAbstractButton *>(button)->click();
    QVERIFY(!words.isVisible());
    QTEST(static_cast<int>(talk()->matched.size()), "matched");
    QTEST(static_cast<int>(talk()->differed.size()), "differed");
}

void TestSafetyDialogs::nobodyConfirmsBeforeTheWordsAreThere()
{
    start();
    const QStringList words = std::exchange(talk()->safety_words, {});
    talk()->is_silent = true;
    ui::SafetyWordsDialog waiting(*talk(), other(), QStringLiteral("Anna"));
    Q_EMIT talk()->safetyWordsTold(AccountId{12345}, words); // somebody else's
    const auto is_enabled = [&](const char *name) {
        return waiting.findChild<QAbstractButton *>(QLatin1String(name))->isEnabled();
    };
    QVERIFY(!is_enabled("safetyMatchButton") && !is_enabled("safetyDifferButton"));
    Q_EMIT talk()->safetyWordsTold(other(), words);
    QVERIFY(is_enabled("safetyMatchButton") && is_enabled("safetyDifferButton"));
}

void TestSafetyDialogs::theBannerSaysWhy_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("is_shown");
    QTest::addColumn<bool>("is_asked");
    QTest::newRow("nothing") << int(TalkHold::Kind::None) << false << false;
    QTest::newRow("another person") << int(TalkHold::Kind::Changed) << true << true;
    QTest::newRow("words that did not match") << int(TalkHold::Kind::Mismatched) << true << true;
    QTest::newRow("somebody who is being removed") << int(TalkHold::Kind::Leaving) << true << false;
}

void TestSafetyDialogs::theBannerSaysWhy()
{
    QFETCH(int, kind);
    start();
    const QString sentence = QStringLiteral("Why it waits.");
    talk()->setHold({static_cast<TalkHold::Kind>(kind), other(), QStringLiteral("Anna"), sentence});
    auto *banner = visible<ui::Banner>(QStringLiteral("talkHold"));
    QTEST(banner != nullptr, "is_shown");
    if (!banner) return;
    QCOMPARE(banner->sentence(), sentence);
    bool is_asked = false;
    const auto buttons = banner->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        is_asked = is_asked || button->isVisible();
    QTEST(is_asked, "is_asked");
    talk()->setHold({});
    QVERIFY(!visible<ui::Banner>(QStringLiteral("talkHold")));
}

void TestSafetyDialogs::aDecision_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<bool>("is_sent");
    QTest::addColumn<bool>("is_comparing");
    QTest::newRow("keep waiting") << QStringLiteral("keepWaitingButton") << false << false;
    QTest::newRow("Enter keeps waiting") << QString() << false << false;
    QTest::newRow("send") << QStringLiteral("sendAnywayButton") << true << false;
    QTest::newRow("compare") << QStringLiteral("compareButton") << false << true;
}

void TestSafetyDialogs::aDecision()
{
    QFETCH(QString, button);
    start();
    talk()->setHold({TalkHold::Kind::Changed, other(), QStringLiteral("Anna"), QStringLiteral("Why.")});
    auto *banner = visible<ui::Banner>(QStringLiteral("talkHold"));
    QVERIFY(banner);
    Q_EMIT banner->actionClicked();
    QDialog *question = dialog(QStringLiteral("changedPersonDialog"));
    QTRY_VERIFY(question && question->isVisible());
    if (button.isEmpty())
        QTest::keyClick(question, Qt::Key_Return);
    else
        question->findChild<QAbstractButton *>(button)->click();
    QTEST(talk()->confirmed == QList<AccountId>{other()}, "is_sent");
    QTEST(dialog(QStringLiteral("safetyWordsDialog")) != nullptr, "is_comparing");
}

CHAT121_GUI_TEST_MAIN(TestSafetyDialogs)
#include "tst_safety_dialogs.moc"
