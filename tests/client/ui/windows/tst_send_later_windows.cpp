// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sending later, in the agent's window: when is asked, what waits is shown unlike what was sent, and can be
// changed, sent at once and deleted.
#include "client/ui/talk/later_dialog.h"
#include "client/ui/talk/later_times.h"
#include "client/ui/theme/theme.h"
#include "common/base/limits.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSendLaterWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void timesAreThoseOfPeople_data();
    void timesAreThoseOfPeople();
    void whatIsWrittenIsPutOff();
    void cancellingKeepsTheWords();
    void nothingIsPutOffOfNothing();
    void aNumberOfACardIsAskedAboutHereToo();
    void aCustomerHasNoSuchButton();
    void whatWaitsIsShownAndActedOn();
    void severalAreShownOneByOne();
    void whatIsHeldSaysWhy();
    void whatWaitsIsChanged();
    void aTimeThatHasPassedIsRefused();
    void anotherConversationHasItsOwn();

private:
    PlayedTalk *maria() { return m_workspace->played({1}); }
    void write(const QString &text) { QTest::keyClicks(visible<QPlainTextEdit>(u"composerEdit"_s), text); }
    LaterMessage waiting(char id, const QString &text, std::chrono::minutes in, bool is_held = false)
    {
        return {*MessageId::from(QByteArray(16, id)), text, m_clock.now() + in, is_held};
    }
    QString words(const QString &label) { return visible<QLabel>(label)->text(); }
};

void TestSendLaterWindows::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    Q_EMIT m_workspace->talkOpened({1});
}

void TestSendLaterWindows::timesAreThoseOfPeople_data()
{
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<QStringList>("times");
    const auto on = [](int day, int hour, int minute) {
        return QDateTime(QDate(2026, 11, day), QTime(hour, minute));
    };
    QTest::newRow("Monday at noon") << on(23, 12, 0)
                                    << QStringList{u"23. 13:00"_s, u"23. 18:00"_s, u"24. 09:00"_s,
                                                   u"30. 09:00"_s};
    QTest::newRow("late in the evening")
        << on(24, 23, 30) << QStringList{u"25. 00:30"_s, u"25. 09:00"_s, u"30. 09:00"_s};
    QTest::newRow("an hour before the evening")
        << on(25, 17, 0) << QStringList{u"25. 18:00"_s, u"26. 09:00"_s, u"30. 09:00"_s};
    QTest::newRow("Sunday: tomorrow is Monday")
        << on(29, 10, 0) << QStringList{u"29. 11:00"_s, u"29. 18:00"_s, u"30. 09:00"_s};
}

void TestSendLaterWindows::timesAreThoseOfPeople()
{
    QFETCH(const QDateTime, now);
    QStringList times;
    const QList<ui::LaterTime> all = ui::laterTimes(now);
    for (const ui::LaterTime &time : all) {
        QVERIFY(time.at > now && !time.name.isEmpty());
        times.append(time.at.toString(u"d. HH:mm"_s));
    }
    QTEST(times, "times");
}

void TestSendLaterWindows::whatIsWrittenIsPutOff()
{
    QVERIFY(!visible(u"sendLaterButton"_s)->isEnabled());
    write(u"Good morning, Maria"_s);
    whenDialogOpens([](QDialog *dialog) {
        QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"laterTextEdit"_s)->toPlainText(),
                 u"Good morning, Maria"_s);
        dialog->findChild<QComboBox *>(u"laterWhenCombo"_s)->setCurrentIndex(1);
        dialog->findChild<QAbstractButton *>(u"laterDecideButton"_s)->click();
    });
    click(u"sendLaterButton"_s);
    QTRY_COMPARE(maria()->put_off.size(), 1);
    QCOMPARE(maria()->put_off.constFirst().text, u"Good morning, Maria"_s);
    QVERIFY(maria()->put_off.constFirst().due_at > m_clock.now());
    QVERIFY(maria()->said.isEmpty());
    QVERIFY(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText().isEmpty());
    QVERIFY(maria()->draft().isEmpty());
}

void TestSendLaterWindows::cancellingKeepsTheWords()
{
    write(u"Not yet"_s);
    bool was_open = false;
    whenDialogOpens([&was_open](QDialog *dialog) {
        was_open = true;
        QTest::keyClick(dialog, Qt::Key_Escape);
    });
    click(u"sendLaterButton"_s);
    QTRY_VERIFY(was_open);
    QVERIFY(maria()->put_off.isEmpty());
    QCOMPARE(visible<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), u"Not yet"_s);
}

void TestSendLaterWindows::nothingIsPutOffOfNothing()
{
    write(u"   "_s);
    QVERIFY(!visible(u"sendLaterButton"_s)->isEnabled());
    const FakeClock clock;
    ui::LaterDialog dialog(clock, {{}, u"words"_s, {}, false});
    auto *decide = dialog.findChild<QAbstractButton *>(u"laterDecideButton"_s);
    QVERIFY(decide->isEnabled());
    auto *text = dialog.findChild<QPlainTextEdit *>(u"laterTextEdit"_s);
    text->setPlainText(u" \n "_s);
    QVERIFY(!decide->isEnabled());
    text->setPlainText(QString(limits::kTextBytesMax + 1, u'x'));
    QVERIFY(!decide->isEnabled());
    QVERIFY(!dialog.findChild<QLabel *>(u"laterProblemLabel"_s)->text().isEmpty());
    text->setPlainText(QString(limits::kTextBytesMax, u'x'));
    QVERIFY(decide->isEnabled());
}

void TestSendLaterWindows::aNumberOfACardIsAskedAboutHereToo()
{
    write(u"4111 1111 1111 1111"_s);
    click(u"sendLaterButton"_s);
    QVERIFY(!QApplication::activeModalWidget());
    const auto sendAsItIs = [this]() -> QAbstractButton * {
        const auto buttons = m_window->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons)
            if (button->isVisible() && button->text() == u"Send as it is") return button;
        return nullptr;
    };
    QTRY_VERIFY(sendAsItIs());
    bool was_open = false;
    whenDialogOpens([&was_open](QDialog *) { was_open = true; });
    sendAsItIs()->click();
    QTRY_VERIFY(was_open);
    QVERIFY(maria()->said.isEmpty()); // it was not sent now instead
}

void TestSendLaterWindows::aCustomerHasNoSuchButton()
{
    newWorkspace();
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    QVERIFY(visible(u"composerEdit"_s));
    QVERIFY(!visible(u"sendLaterButton"_s));
}

void TestSendLaterWindows::whatWaitsIsShownAndActedOn()
{
    QVERIFY(!visible(u"laterStrip"_s));
    const LaterMessage message = waiting('1', u"Good <b>morning</b>"_s, 60min);
    maria()->setLater({message});
    QVERIFY(visible(u"laterStrip"_s));
    QCOMPARE(words(u"laterTextLabel"_s), u"Good <b>morning</b>"_s);
    QCOMPARE(visible<QLabel>(u"laterTextLabel"_s)->textFormat(), Qt::PlainText);
    const QString when = ui::laterText(QDateTime::fromMSecsSinceEpoch(message.due_at.ms));
    QVERIFY(words(u"laterWhenLabel"_s).contains(when));
    QVERIFY(!visible(u"laterNextButton"_s));
    click(u"laterNowButton"_s);
    QCOMPARE(maria()->changed_later.size(), 1);
    QCOMPARE(maria()->changed_later.constFirst().id, message.id);
    QVERIFY(maria()->changed_later.constFirst().due_at <= m_clock.now());
    click(u"laterDeleteButton"_s);
    QCOMPARE(maria()->cancelled_later, QList<MessageId>{message.id});
    maria()->setLater({});
    QVERIFY(!visible(u"laterStrip"_s));
}

void TestSendLaterWindows::severalAreShownOneByOne()
{
    const LaterMessage first = waiting('1', u"first"_s, 60min);
    const LaterMessage second = waiting('2', u"second"_s, 120min);
    maria()->setLater({first, second});
    QCOMPARE(words(u"laterTextLabel"_s), u"first"_s);
    click(u"laterNextButton"_s);
    QCOMPARE(words(u"laterTextLabel"_s), u"second"_s);
    maria()->setLater({first, second, waiting('3', u"third"_s, 180min)});
    QCOMPARE(words(u"laterTextLabel"_s), u"second"_s); // what is looked at stays
    click(u"laterDeleteButton"_s);
    QCOMPARE(maria()->cancelled_later, QList<MessageId>{second.id});
    maria()->setLater({first});
    QCOMPARE(words(u"laterTextLabel"_s), u"first"_s);
}

void TestSendLaterWindows::whatIsHeldSaysWhy()
{
    maria()->setLater({waiting('1', u"too late"_s, -60min, true)});
    QVERIFY(words(u"laterWhenLabel"_s).contains(u"Not sent"_s));
    QVERIFY(visible(u"laterNowButton"_s));
    maria()->play(maria()->title(), maria()->roster(), false); // nothing can be written there
    QVERIFY(visible(u"laterStrip"_s));
    QVERIFY(!visible(u"laterNowButton"_s));
    QVERIFY(visible(u"laterDeleteButton"_s));
}

void TestSendLaterWindows::whatWaitsIsChanged()
{
    const LaterMessage message = waiting('1', u"morning"_s, 60min);
    maria()->setLater({message});
    whenDialogOpens([&](QDialog *dialog) {
        QCOMPARE(dialog->findChild<QComboBox *>(u"laterWhenCombo"_s)->currentIndex(),
                 dialog->findChild<QComboBox *>(u"laterWhenCombo"_s)->count() - 1);
        dialog->findChild<QPlainTextEdit *>(u"laterTextEdit"_s)->setPlainText(u"evening"_s);
        dialog->findChild<QAbstractButton *>(u"laterDecideButton"_s)->click();
    });
    click(u"laterChangeButton"_s);
    QTRY_COMPARE(maria()->changed_later.size(), 1);
    QCOMPARE(maria()->changed_later.constFirst().id, message.id);
    QCOMPARE(maria()->changed_later.constFirst().text, u"evening"_s);
    QCOMPARE(maria()->changed_later.constFirst().due_at.ms / 60'000, message.due_at.ms / 60'000);
}

void TestSendLaterWindows::aTimeThatHasPassedIsRefused()
{
    FakeClock clock;
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(clock.now().ms);
    ui::LaterDialog dialog(clock, {{}, u"words"_s, {}, false});
    auto *decide = dialog.findChild<QAbstractButton *>(u"laterDecideButton"_s);
    auto *at = dialog.findChild<QDateTimeEdit *>(u"laterAtEdit"_s);
    auto *when = dialog.findChild<QComboBox *>(u"laterWhenCombo"_s);
    QSignalSpy decided(&dialog, &ui::LaterDialog::decided);
    at->setDateTime(now.addSecs(-60));
    QVERIFY(!decide->isEnabled());
    QCOMPARE(when->currentIndex(), when->count() - 1);
    at->setDateTime(now.addDays(400));
    QVERIFY(!decide->isEnabled());
    at->setDateTime(now.addDays(1));
    QVERIFY(decide->isEnabled());
    clock.advance(25h); // while it stands open
    decide->click();
    QCOMPARE(decided.size(), 0);
    QVERIFY(!decide->isEnabled());
    at->setDateTime(now.addDays(2));
    decide->click();
    QCOMPARE(decided.size(), 1);
}

void TestSendLaterWindows::anotherConversationHasItsOwn()
{
    maria()->setLater({waiting('1', u"for Maria"_s, 60min)});
    Q_EMIT m_workspace->talkOpened({2});
    QVERIFY(!visible(u"laterStrip"_s));
    Q_EMIT m_workspace->talkOpened({1});
    QCOMPARE(words(u"laterTextLabel"_s), u"for Maria"_s);
}

CHAT121_GUI_TEST_MAIN(TestSendLaterWindows)
#include "tst_send_later_windows.moc"
