// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Leaving the computer: locking by hand, unlocking, logging out; when it locks by itself, as far as a
// person chooses.
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace chat121;
using namespace chat121::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestLeave : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void oneKeyLocks();
    void theDialogLocksWhenItIsClosed();
    void timesAreChosen();
    void longerThanTheRuleIsNotOffered_data();
    void longerThanTheRuleIsNotOffered();
    void theRuleIsSaidWithItsAuthor();
    void aRuleThatComesIsShownAtOnce();
    void customersLockByThemselvesToo();
    void thePasswordIsChanged();
    void aPasswordThatCannotBeIsNotSent_data();
    void aPasswordThatCannotBeIsNotSent();
    void withoutAConnectionNoPasswordIsSent();
    void aChangeWithoutAnAnswerStaysOpen();
    void logOutIsConfirmed_data();
    void logOutIsConfirmed();
    void logOutSaysWhatIsLeft_data();
    void logOutSaysWhatIsLeft();
    void withoutAConnectionItIsSaidWhatStays_data();
    void withoutAConnectionItIsSaidWhatStays();
    void lockedWithAKeyStoreNeedsOneClick();
    void lockedWithAPassphraseAsksForIt();

private:
    // Opens the account, then the password's dialog, and plays with it.
    void inPasswordDialog(const std::function<void(QDialog *)> &play)
    {
        bool is_open = false;
        whenDialogOpens([&](QDialog *account) {
            whenDialogOpens([&](QDialog *dialog) {
                is_open = true;
                play(dialog);
            });
            button(account, u"changePasswordButton"_s)->click();
        });
        click(u"leaveButton"_s);
        QVERIFY(is_open);
    }
    static void fill(QDialog *dialog, const QString &current, const QString &next, const QString &again)
    {
        dialog->findChild<QLineEdit *>(u"currentPasswordEdit"_s)->setText(current);
        dialog->findChild<QLineEdit *>(u"newPasswordEdit"_s)->setText(next);
        dialog->findChild<QLineEdit *>(u"newPasswordAgainEdit"_s)->setText(again);
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

void TestLeave::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
}

void TestLeave::oneKeyLocks()
{
    press(Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked, QStringList{u"lock"_s});
    newWorkspace();
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    press(Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked, QStringList{u"lock"_s});
}

void TestLeave::theDialogLocksWhenItIsClosed()
{
    whenDialogOpens([](QDialog *dialog) { button(dialog, u"lockNowButton"_s)->click(); });
    click(u"leaveButton"_s);
    QCOMPARE(m_workspace->asked, QStringList{u"lock"_s});
    whenDialogOpens([](QDialog *dialog) { button(dialog, u"stayButton"_s)->click(); });
    click(u"leaveButton"_s);
    QCOMPARE(m_workspace->asked.size(), 1);
}

void TestLeave::timesAreChosen()
{
    whenDialogOpens([](QDialog *dialog) {
        auto *times = dialog->findChild<QComboBox *>(u"lockAfterCombo"_s);
        QCOMPARE(times->currentData().toInt(), 0);
        times->setFocus();
        QTest::keyClick(times, Qt::Key_Down);
        QTest::keyClick(times, Qt::Key_Down);
    });
    click(u"leaveButton"_s);
    QCOMPARE(m_workspace->asked.last(), u"lock after 15"_s);
    whenDialogOpens([](QDialog *dialog) {
        QCOMPARE(dialog->findChild<QComboBox *>(u"lockAfterCombo"_s)->currentData().toInt(), 15);
    });
    click(u"leaveButton"_s);
}

void TestLeave::longerThanTheRuleIsNotOffered_data()
{
    QTest::addColumn<int>("chosen");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QList<int>>("offered");
    QTest::addColumn<int>("shown");
    QTest::newRow("no rule") << 0 << 0 << QList<int>{0, 5, 15, 30, 60} << 0;
    QTest::newRow("never is gone") << 0 << 15 << QList<int>{5, 15} << 15;
    QTest::newRow("a longer one is gone") << 60 << 30 << QList<int>{5, 15, 30} << 30;
    QTest::newRow("a shorter one stays") << 5 << 30 << QList<int>{5, 15, 30} << 5;
    QTest::newRow("a rule between two") << 0 << 20 << QList<int>{5, 15, 20} << 20;
    QTest::newRow("a rule below all") << 0 << 2 << QList<int>{2} << 2;
    QTest::newRow("a rule above all") << 0 << 240 << QList<int>{5, 15, 30, 60, 240} << 240;
}

void TestLeave::longerThanTheRuleIsNotOffered()
{
    QFETCH(int, chosen);
    QFETCH(int, limit);
    QFETCH(QList<int>, offered);
    QFETCH(int, shown);
    m_workspace->setLockAfter(std::chrono::minutes(chosen));
    m_workspace->setLockAfterMax(std::chrono::minutes(limit));
    m_workspace->asked.clear();
    bool is_open = false;
    whenDialogOpens([&](QDialog *dialog) {
        auto *times = dialog->findChild<QComboBox *>(u"lockAfterCombo"_s);
        QList<int> found;
        for (int index = 0; index < times->count(); ++index)
            found.append(times->itemData(index).toInt());
        QCOMPARE(found, offered);
        QCOMPARE(times->currentData().toInt(), shown);
        QCOMPARE(m_workspace->asked, QStringList()); // nothing was chosen
        times->setFocus();
        QTest::keyClick(times, Qt::Key_End);
        QTest::keyClick(times, Qt::Key_Home);
        is_open = true;
    });
    click(u"leaveButton"_s);
    QVERIFY(is_open);
    if (offered.size() > 1)
        QCOMPARE(m_workspace->asked.constLast(), u"lock after %1"_s.arg(offered.constFirst()));
}

void TestLeave::theRuleIsSaidWithItsAuthor()
{
    QString without, with_key_store, with_passphrase, spoken;
    const auto read = [&](QString *text) {
        whenDialogOpens([&spoken, text](QDialog *dialog) {
            *text = shown(dialog, u"lockRuleLabel"_s);
            spoken = dialog->findChild<QComboBox *>(u"lockAfterCombo"_s)->accessibleDescription();
        });
        click(u"leaveButton"_s);
    };
    read(&without);
    QCOMPARE(without, QString());
    QCOMPARE(spoken, QString());
    m_workspace->setLockAfterMax(15min);
    read(&with_key_store);
    QVERIFY2(with_key_store.contains(m_workspace->organisation()) && with_key_store.contains(u"15"_s),
             qPrintable(with_key_store));
    QVERIFY2(with_key_store.contains(u"lock its screen"_s), qPrintable(with_key_store));
    QCOMPARE(spoken, with_key_store);
    m_workspace->needs_passphrase = true;
    read(&with_passphrase);
    QVERIFY2(with_passphrase.contains(u"15"_s), qPrintable(with_passphrase));
    QVERIFY2(!with_passphrase.contains(u"lock its screen"_s), qPrintable(with_passphrase));
}

void TestLeave::aRuleThatComesIsShownAtOnce()
{
    bool is_open = false;
    whenDialogOpens([&](QDialog *dialog) {
        auto *times = dialog->findChild<QComboBox *>(u"lockAfterCombo"_s);
        QCOMPARE(times->currentData().toInt(), 0);
        m_workspace->setLockAfterMax(30min);
        QCOMPARE(times->currentData().toInt(), 30);
        QCOMPARE(times->findData(0), -1);
        QVERIFY(!shown(dialog, u"lockRuleLabel"_s).isEmpty());
        m_workspace->setLockAfterMax(0min);
        QCOMPARE(times->currentData().toInt(), 0);
        QCOMPARE(shown(dialog, u"lockRuleLabel"_s), QString());
        is_open = true;
    });
    click(u"leaveButton"_s);
    QVERIFY(is_open);
}

// They have no password, and a button of their own for leaving.
void TestLeave::customersLockByThemselvesToo()
{
    newWorkspace();
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    whenDialogOpens([](QDialog *dialog) {
        QVERIFY(button(dialog, u"changePasswordButton"_s) == nullptr);
        QVERIFY(!button(dialog, u"alsoRemoveBox"_s)->isVisible());
        auto *times = dialog->findChild<QComboBox *>(u"lockAfterCombo"_s);
        times->setFocus();
        QTest::keyClick(times, Qt::Key_Down);
    });
    click(u"lockButton"_s);
    QCOMPARE(m_workspace->asked, QStringList{u"lock after 5"_s});
    whenDialogOpens([](QDialog *dialog) { button(dialog, u"lockNowButton"_s)->click(); });
    click(u"lockButton"_s);
    QCOMPARE(m_workspace->asked.last(), u"lock"_s);
}

void TestLeave::thePasswordIsChanged()
{
    int changed = 0;
    whenDialogOpens([&](QDialog *account) {
        whenDialogOpens([&](QDialog *dialog) {
            const auto line = [&](const QString &name) { return dialog->findChild<QLineEdit *>(name); };
            const auto label = [&](const QString &name) { return dialog->findChild<QLabel *>(name); };
            line(u"currentPasswordEdit"_s)->setText(u"the old one"_s);
            line(u"newPasswordEdit"_s)->setText(u"a horse and a staple"_s);
            line(u"newPasswordAgainEdit"_s)->setText(u"a horse and a staple"_s);
            QTest::keyClick(line(u"newPasswordAgainEdit"_s), Qt::Key_Return);
            QCOMPARE(m_workspace->asked, QStringList{u"password the old one a horse and a staple"_s});
            Q_EMIT m_workspace->passwordRefused({u"That is not your password of now."_s, {}, true});
            QVERIFY(label(u"problemLabel"_s)->isVisible());
            QCOMPARE(dialog->focusWidget(), line(u"currentPasswordEdit"_s));
            button(dialog, u"passwordChangeButton"_s)->click();
            QCOMPARE(m_workspace->asked.size(), 2);
            button(dialog, u"passwordChangeButton"_s)->click(); // one at a time
            QCOMPARE(m_workspace->asked.size(), 2);
            Q_EMIT m_workspace->passwordChanged();
            QVERIFY(label(u"passwordDoneLabel"_s)->isVisible());
            QVERIFY(!line(u"currentPasswordEdit"_s)->isVisible());
            QVERIFY(line(u"newPasswordEdit"_s)->text().isEmpty());
            ++changed;
        });
        button(account, u"changePasswordButton"_s)->click();
    });
    click(u"leaveButton"_s);
    QCOMPARE(changed, 1);
}

void TestLeave::aPasswordThatCannotBeIsNotSent_data()
{
    QTest::addColumn<QString>("current");
    QTest::addColumn<QString>("next");
    QTest::addColumn<QString>("again");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("sentence");
    const QString old = u"the old one"_s;
    const QString good = u"long enough, this one"_s;
    QTest::newRow("without the one of now")
        << QString() << good << good << u"currentPasswordEdit"_s << u"Enter your password of now."_s;
    QTest::newRow("without a new one")
        << old << QString() << QString() << u"newPasswordEdit"_s << u"This is too short."_s;
    QTest::newRow("one letter too short")
        << old << u"nine char"_s << u"nine char"_s << u"newPasswordEdit"_s << u"This is too short."_s;
    QTest::newRow("once only") << old << good << QString() << u"newPasswordAgainEdit"_s
                               << u"The two are not the same."_s;
    QTest::newRow("two of them") << old << good << good.toUpper() << u"newPasswordAgainEdit"_s
                                 << u"The two are not the same."_s;
}

void TestLeave::aPasswordThatCannotBeIsNotSent()
{
    QFETCH(QString, current);
    QFETCH(QString, next);
    QFETCH(QString, again);
    QFETCH(QString, field);
    QFETCH(QString, sentence);
    inPasswordDialog([&](QDialog *dialog) {
        fill(dialog, current, next, again);
        button(dialog, u"passwordChangeButton"_s)->click();
        QCOMPARE(m_workspace->asked, QStringList());
        const QString said = dialog->findChild<QLineEdit *>(field)->accessibleDescription();
        QVERIFY2(said.startsWith(sentence), qPrintable(said));
        fill(dialog, u"the old one"_s, u"ten chars."_s, u"ten chars."_s);
        button(dialog, u"passwordChangeButton"_s)->click();
        QCOMPARE(m_workspace->asked, QStringList{u"password the old one ten chars."_s});
    });
}

void TestLeave::withoutAConnectionNoPasswordIsSent()
{
    m_workspace->setConnection({ConnectionState::Reconnecting, 0});
    inPasswordDialog([&](QDialog *dialog) {
        fill(dialog, u"the old one"_s, u"a horse and a staple"_s, u"a horse and a staple"_s);
        button(dialog, u"passwordChangeButton"_s)->click();
        QCOMPARE(m_workspace->asked, QStringList());
        QVERIFY(shown(dialog, u"problemLabel"_s).contains(u"your password is the same"));
        QVERIFY(shown(dialog, u"passwordWaitsLabel"_s).isEmpty());
        m_workspace->setConnection({ConnectionState::Connected, 0});
        button(dialog, u"passwordChangeButton"_s)->click(); // what was typed is still there
        QCOMPARE(m_workspace->asked.size(), 1);
        QVERIFY(shown(dialog, u"problemLabel"_s).isEmpty());
        // It breaks in between: nobody knows which of the two it is.
        m_workspace->setConnection({ConnectionState::Reconnecting, 0});
        QVERIFY(shown(dialog, u"passwordWaitsLabel"_s).contains(u"either of the two passwords"));
    });
}

// The dialog was closed before there was an answer: the next one waits for it, and asks for nothing else.
void TestLeave::aChangeWithoutAnAnswerStaysOpen()
{
    m_workspace->is_changing_password = true;
    inPasswordDialog([&](QDialog *dialog) {
        QVERIFY(!shown(dialog, u"passwordWaitsLabel"_s).isEmpty());
        QVERIFY(!dialog->findChild<QLineEdit *>(u"newPasswordEdit"_s)->isEnabled());
        fill(dialog, u"the old one"_s, u"a horse and a staple"_s, u"a horse and a staple"_s);
        button(dialog, u"passwordChangeButton"_s)->click();
        QCOMPARE(m_workspace->asked, QStringList());
        QCOMPARE(button(dialog, u"passwordCloseButton"_s)->text(), u"Close"_s); // takes nothing back
        Q_EMIT m_workspace->passwordChanged();
        QVERIFY(!shown(dialog, u"passwordDoneLabel"_s).isEmpty());
        QVERIFY(shown(dialog, u"passwordWaitsLabel"_s).isEmpty());
    });
    m_workspace->is_changing_password = false;
    inPasswordDialog([&](QDialog *dialog) {
        Q_EMIT m_workspace->passwordChanged(); // of an earlier one
        QVERIFY(shown(dialog, u"passwordDoneLabel"_s).isEmpty());
        QCOMPARE(button(dialog, u"passwordCloseButton"_s)->text(), u"Cancel"_s);
    });
}

void TestLeave::logOutIsConfirmed_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("is_erased");
    QTest::newRow("yes") << u"destroyButton"_s << true;
    QTest::newRow("no") << u"keepButton"_s << false;
}

void TestLeave::logOutIsConfirmed()
{
    QFETCH(QString, answer);
    QFETCH(bool, is_erased);
    whenDialogOpens([this, answer](QDialog *dialog) {
        whenDialogOpens([answer](QDialog *question) { button(question, answer)->click(); });
        QVERIFY(!button(dialog, u"logOutButton"_s)->isVisible());
        button(dialog, u"alsoRemoveBox"_s)->click();
        QVERIFY(!button(dialog, u"lockNowButton"_s)->isVisible());
        button(dialog, u"logOutButton"_s)->click();
    });
    click(u"leaveButton"_s);
    QCoreApplication::processEvents();
    QCOMPARE(m_workspace->asked.contains(u"erase"_s), is_erased);
}

void TestLeave::logOutSaysWhatIsLeft_data()
{
    QTest::addColumn<bool>("has_other");
    QTest::addColumn<bool>("is_noted");
    QTest::addColumn<bool>("is_key_lost");
    QTest::newRow("nothing") << false << false << false;
    QTest::newRow("recovery words") << false << true << false;
    QTest::newRow("another computer") << true << false << false;
    QTest::newRow("both") << true << true << false;
    QTest::newRow("not even the organisation's key") << false << false << true;
}

void TestLeave::logOutSaysWhatIsLeft()
{
    QFETCH(bool, has_other);
    QFETCH(bool, is_noted);
    QFETCH(bool, is_key_lost);
    DeviceList devices = sampleDevices(m_clock.now()); // a new one, this one, another one
    if (!has_other) devices.devices.removeLast();
    m_workspace->setDevices(devices);
    HistoryStatus history;
    history.state = is_noted ? HistoryStatus::State::Kept : HistoryStatus::State::NotKept;
    history.is_noted = is_noted;
    m_workspace->setHistory(history);
    m_workspace->setRootKey({.is_owners = true, .is_here = true, .is_saved = !is_key_lost});
    QString said;
    whenDialogOpens([&](QDialog *dialog) {
        whenDialogOpens([&](QDialog *question) { said = question->accessibleDescription(); });
        button(dialog, u"alsoRemoveBox"_s)->click();
        button(dialog, u"logOutButton"_s)->click();
    });
    click(u"leaveButton"_s);
    QTRY_VERIFY(!said.isEmpty());
    QCOMPARE(said.contains(u"nobody can bring them back"), !has_other && !is_noted);
    QCOMPARE(said.contains(u"Your recovery words bring"), is_noted);
    QCOMPARE(said.contains(u"another computer of yours"), has_other);
    QCOMPARE(said.contains(u"was never saved"), is_key_lost);
}

void TestLeave::withoutAConnectionItIsSaidWhatStays_data()
{
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<bool>("is_said");
    QTest::newRow("connected") << ConnectionState::Connected << false;
    QTest::newRow("connecting again") << ConnectionState::Reconnecting << true;
    QTest::newRow("off-line") << ConnectionState::Offline << true;
}

void TestLeave::withoutAConnectionItIsSaidWhatStays()
{
    QFETCH(ConnectionState, state);
    QFETCH(bool, is_said);
    m_workspace->setConnection({state, 0});
    QString said;
    whenDialogOpens([&](QDialog *dialog) {
        whenDialogOpens([&](QDialog *question) {
            for (const QLabel *label : question->findChildren<QLabel *>())
                said += label->text();
            button(question, u"destroyButton"_s)->click();
        });
        button(dialog, u"alsoRemoveBox"_s)->click();
        button(dialog, u"logOutButton"_s)->click();
    });
    click(u"leaveButton"_s);
    QCoreApplication::processEvents();
    QCOMPARE(said.contains(u"stays in the list of your computers"), is_said);
    QVERIFY(m_workspace->asked.contains(u"erase"_s)); // all the same
}

void TestLeave::lockedWithAKeyStoreNeedsOneClick()
{
    m_workspace->become(Workspace::State::Locked, Workspace::Role::None, {});
    QVERIFY(!visible(u"timeline"_s));
    QVERIFY(!visible(u"unlockEdit"_s));
    click(u"unlockNowButton"_s);
    QCOMPARE(m_workspace->asked, QStringList{u"unlock "_s});
}

void TestLeave::lockedWithAPassphraseAsksForIt()
{
    m_workspace->needs_passphrase = true;
    m_workspace->become(Workspace::State::Locked, Workspace::Role::None, {});
    QVERIFY(visible(u"unlockEdit"_s));
    QVERIFY(!visible(u"unlockNowButton"_s));
}

CHAT121_GUI_TEST_MAIN(TestLeave)
#include "tst_leave.moc"
