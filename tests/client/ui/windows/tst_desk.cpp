// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The agent's desk and the customer's window, played by keyboard and mouse.
#include "client/ui/timeline/timeline_view.h"
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>

using namespace chat121;
using namespace chat121::test;

class TestDesk : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void listsShowWhoWaits();
    void lateIsNotToldByColourAlone();
    void oldestIsTakenByOneKey();
    void previewCanBeTakenButNotAnswered();
    void enterSaysAndStays();
    void draftsStayWithTheirConversation();
    void wordsThatCouldNotBeKeptComeBack();
    void aProblemOfTheTalkGoesAway();
    void keysWalkThroughTheLists();
    void closeAndReturnAskTheWorkspace();
    void colleagueIsAdded();
    void onlyColleaguesCanBeLetGo();
    void invitationLinkIsShown();
    void whoHasLostTheWayInIsInvitedAgain();
    void onlyThoseWhomOneMayLetInAgainAreOffered();
    void aShorterTimeIsAskedAboutAndSaved();
    void endingArchivesIsAskedAbout_data();
    void endingArchivesIsAskedAbout();
    void staffsWindowsAreLimited();
    void theTimeIsShownInTheConversation();
    void whoMaySaveIsShownInTheConversation();
    void statusIsSent();
    void connectionIsTold();
    void customerSeesWhomTheyTalkTo();
    void customersStandingIsOneSentence_data();
    void customersStandingIsOneSentence();
    void everyControlHasAName();
    void rightToLeftMirrors();

private:
    void playCustomerWindow()
    {
        newWorkspace();
        playCustomer(*m_workspace, m_clock.now());
        showWindow();
    }
};

void TestDesk::initTestCase()
{
    installTheme();
}

void TestDesk::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
}

void TestDesk::cleanup()
{
    closeWindow();
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestDesk::listsShowWhoWaits()
{
    QCOMPARE(visible<QListView>(QStringLiteral("queueList"))->model()->rowCount(), 2);
    QCOMPARE(visible<QListView>(QStringLiteral("mineList"))->model()->rowCount(), 3);
    QCOMPARE(visible<QListView>(QStringLiteral("closedList"))->model()->rowCount(), 1);
}

void TestDesk::lateIsNotToldByColourAlone()
{
    QVERIFY(visible(QStringLiteral("lateMark"))); // one has waited for more than three minutes
    ConversationRow patient = *m_workspace->queue()->find({5});
    patient.place = 9; // somebody came back before them
    m_workspace->put(patient);
    QVERIFY(visible(QStringLiteral("lateMark")));
    patient.state = ConversationState::Mine;
    m_workspace->put(patient);
    QVERIFY(!visible(QStringLiteral("lateMark"))); // the other one not yet for one
}

void TestDesk::oldestIsTakenByOneKey()
{
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("take 5")});
}

void TestDesk::previewCanBeTakenButNotAnswered()
{
    Q_EMIT m_workspace->talkOpened({4});
    QVERIFY(!visible(QStringLiteral("composerEdit")));
    QTest::mouseClick(visible(QStringLiteral("takeButton")), Qt::LeftButton);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("take 4")});
}

void TestDesk::enterSaysAndStays()
{
    Q_EMIT m_workspace->talkOpened({1});
    auto *edit = visible<QPlainTextEdit>(QStringLiteral("composerEdit"));
    QTest::keyClicks(edit, QStringLiteral("Hello"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(edit, QStringLiteral("again"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_workspace->played({1})->said, QStringList{QStringLiteral("Hello\nagain")});
    QVERIFY(m_workspace->played({1})->typing == false);
    QVERIFY(edit->toPlainText().isEmpty());
}

void TestDesk::draftsStayWithTheirConversation()
{
    Q_EMIT m_workspace->talkOpened({1});
    QTest::keyClicks(visible(QStringLiteral("composerEdit")), QStringLiteral("half a sentence"));
    Q_EMIT m_workspace->talkOpened({4});
    QCOMPARE(m_workspace->played({1})->draft(), QStringLiteral("half a sentence"));
    Q_EMIT m_workspace->talkOpened({1});
    QCOMPARE(visible<QPlainTextEdit>(QStringLiteral("composerEdit"))->toPlainText(),
             QStringLiteral("half a sentence"));
}

void TestDesk::wordsThatCouldNotBeKeptComeBack()
{
    Q_EMIT m_workspace->talkOpened({1});
    PlayedTalk *talk = m_workspace->played({1});
    auto *edit = visible<QPlainTextEdit>(QStringLiteral("composerEdit"));
    Q_EMIT talk->unsaid(QStringLiteral("one"));
    QCOMPARE(edit->toPlainText(), QStringLiteral("one"));
    QTest::keyClicks(edit, QStringLiteral(" more"));
    Q_EMIT talk->unsaid(QStringLiteral("zero"));
    QCOMPARE(edit->toPlainText(), QStringLiteral("zero\none more"));
    QCOMPARE(talk->draft(), edit->toPlainText()); // and outlive the window
}

void TestDesk::aProblemOfTheTalkGoesAway()
{
    Q_EMIT m_workspace->talkOpened({1});
    PlayedTalk *talk = m_workspace->played({1});
    const QString sentence = QStringLiteral("The disk is full. Nothing was sent.");
    Q_EMIT talk->failed({sentence, {}, false});
    auto *banner = visible<ui::Banner>(QStringLiteral("talkProblem"));
    QCOMPARE(banner->sentence(), sentence);
    QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton); // by hand
    QVERIFY(!banner->isVisible());
    QVERIFY(visible<QPlainTextEdit>(QStringLiteral("composerEdit"))->hasFocus());

    Q_EMIT talk->failed({sentence, {}, false});
    QVERIFY(banner->isVisible());
    QTest::keyClicks(visible<QPlainTextEdit>(QStringLiteral("composerEdit")), QStringLiteral("again"));
    press(Qt::Key_Return);
    QVERIFY(!banner->isVisible()); // with the next try, which speaks for itself
    QCOMPARE(talk->said, QStringList{QStringLiteral("again")});
}

void TestDesk::keysWalkThroughTheLists()
{
    press(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(visible<QLabel>(QStringLiteral("titleLabel"))->text(), m_workspace->played({5})->title());
    press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(visible<QLabel>(QStringLiteral("titleLabel"))->text(), QStringLiteral("Maria K."));
    press(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(visible<QLabel>(QStringLiteral("titleLabel"))->text(), QStringLiteral("Lea Brandt"));
}

void TestDesk::closeAndReturnAskTheWorkspace()
{
    Q_EMIT m_workspace->talkOpened({1});
    QTest::mouseClick(visible(QStringLiteral("returnButton")), Qt::LeftButton);
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked, (QStringList{QStringLiteral("return 1"), QStringLiteral("close 1")}));
}

void TestDesk::colleagueIsAdded()
{
    Q_EMIT m_workspace->talkOpened({1});
    whenDialogOpens([](QDialog *dialog) {
        QCOMPARE(dialog->findChild<QListWidget *>(QStringLiteral("colleagueList"))->count(), 1);
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("addColleagueNowButton")),
                          Qt::LeftButton);
    });
    QTest::mouseClick(visible(QStringLiteral("addColleagueButton")), Qt::LeftButton);
    QCOMPARE(m_workspace->played({1})->added, QList<AccountId>{AccountId{3}});
}

void TestDesk::onlyColleaguesCanBeLetGo()
{
    Q_EMIT m_workspace->talkOpened({1});
    QVERIFY(!visible(QStringLiteral("removeColleagueButton"))); // the customer and I are alone
    PlayedTalk *talk = m_workspace->played({1});
    QList<RosterRow> roster = talk->roster();
    roster.append({AccountId{3}, false, true, QStringLiteral("Jonas"), QStringLiteral("Supervisor"),
                   QStringLiteral("ACME")});
    talk->play(QStringLiteral("Maria K."), roster, true);
    whenDialogOpens([](QDialog *dialog) {
        QCOMPARE(dialog->findChild<QListWidget *>(QStringLiteral("memberList"))->count(), 1);
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("removeColleagueNowButton")),
                          Qt::LeftButton);
    });
    QTest::mouseClick(visible(QStringLiteral("removeColleagueButton")), Qt::LeftButton);
    QCOMPARE(talk->removed, QList<AccountId>{AccountId{3}});
}

void TestDesk::invitationLinkIsShown()
{
    whenDialogOpens([this](QDialog *dialog) {
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("makeInvitationButton")),
                          Qt::LeftButton);
        Q_EMIT m_workspace->invitationMade(QStringLiteral("chat121://x/#y"));
        QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("invitationLinkEdit"))->text(),
                 QStringLiteral("chat121://x/#y"));
    });
    QTest::mouseClick(visible(QStringLiteral("inviteCustomersButton")), Qt::LeftButton);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("invite customers 1 1000 30")});
}

void TestDesk::whoHasLostTheWayInIsInvitedAgain()
{
    int invited = 0;
    whenDialogOpens([&](QDialog *dialog) {
        auto *person = dialog->findChild<QComboBox *>(QStringLiteral("invitationPersonCombo"));
        auto *department = dialog->findChild<QComboBox *>(QStringLiteral("invitationDepartmentCombo"));
        QVERIFY(person->count() > 1 && department->isEnabled());
        person->setCurrentIndex(1);
        QVERIFY(!department->isEnabled()); // as it was
        QTest::mouseClick(dialog->findChild<QWidget *>(QStringLiteral("makeInvitationButton")),
                          Qt::LeftButton);
        QCOMPARE(m_workspace->asked,
                 QStringList{QStringLiteral("invite again %1").arg(person->currentData().toULongLong())});
        ++invited;
    });
    QTest::mouseClick(visible(QStringLiteral("inviteColleagueButton")), Qt::LeftButton);
    QCOMPARE(invited, 1);
}

void TestDesk::onlyThoseWhomOneMayLetInAgainAreOffered()
{
    QList<Colleague> colleagues = m_workspace->colleagues();
    Colleague olga;
    olga.account = AccountId{77};
    olga.name = QStringLiteral("Olga");
    colleagues.append(olga);
    m_workspace->setColleagues(colleagues);
    int looked = 0;
    whenDialogOpens([&](QDialog *dialog) {
        const auto *person = dialog->findChild<QComboBox *>(QStringLiteral("invitationPersonCombo"));
        QCOMPARE(person->count(), 1 + colleagues.size() - 1);
        QCOMPARE(person->findData(quint64(77)), -1);
        ++looked;
    });
    QTest::mouseClick(visible(QStringLiteral("inviteColleagueButton")), Qt::LeftButton);
    QCOMPARE(looked, 1);
}

void TestDesk::aShorterTimeIsAskedAboutAndSaved()
{
    int saved = 0;
    whenDialogOpens([&](QDialog *dialog) {
        dialog->findChild<QComboBox *>(QStringLiteral("rulesDepartmentCombo"))->setCurrentIndex(1);
        auto *period = dialog->findChild<QComboBox *>(QStringLiteral("rulesPeriodCombo"));
        QCOMPARE(period->currentData().toInt(), 30);
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("rulesSaveButton"));
        QVERIFY(!save->isEnabled());
        period->setCurrentIndex(period->findData(90)); // longer: nothing to lose
        QTest::mouseClick(save, Qt::LeftButton);
        QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("rules 2 90 archived")});
        m_workspace->billing_retention_days = 90;
        Q_EMIT m_workspace->departmentsChanged();
        m_workspace->asked.clear();

        period->setCurrentIndex(period->findData(7));
        whenDialogOpens([](QDialog *question) {
            QTest::mouseClick(question->findChild<QWidget *>(QStringLiteral("keepButton")), Qt::LeftButton);
        });
        QTest::mouseClick(save, Qt::LeftButton);
        QCOMPARE(m_workspace->asked, QStringList());
        whenDialogOpens([](QDialog *question) {
            QTest::mouseClick(question->findChild<QWidget *>(QStringLiteral("destroyButton")),
                              Qt::LeftButton);
        });
        QTest::mouseClick(save, Qt::LeftButton);
        QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("rules 2 7 archived")});
        QVERIFY(!save->isEnabled());
        Q_EMIT m_workspace->actionFailed({QStringLiteral("There is no connection."), {}, true});
        QVERIFY(save->isEnabled());
        ++saved;
    });
    QTest::mouseClick(visible(QStringLiteral("rulesButton")), Qt::LeftButton);
    QCOMPARE(saved, 1);
}

void TestDesk::endingArchivesIsAskedAbout_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QStringList>("asked");
    QTest::newRow("yes") << QStringLiteral("destroyButton")
                         << QStringList{QStringLiteral("rules 2 30 not archived")};
    QTest::newRow("no") << QStringLiteral("keepButton") << QStringList{};
}

void TestDesk::endingArchivesIsAskedAbout()
{
    QFETCH(QString, answer);
    QFETCH(QStringList, asked);
    int looked = 0;
    whenDialogOpens([&](QDialog *dialog) {
        dialog->findChild<QComboBox *>(QStringLiteral("rulesDepartmentCombo"))->setCurrentIndex(1);
        auto *archived = dialog->findChild<QCheckBox *>(QStringLiteral("rulesArchivedBox"));
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("rulesSaveButton"));
        QVERIFY(archived->isChecked() && !save->isEnabled());
        archived->click();
        QVERIFY(save->isEnabled());
        whenDialogOpens([&](QDialog *question) {
            QTest::mouseClick(question->findChild<QWidget *>(answer), Qt::LeftButton);
        });
        QTest::mouseClick(save, Qt::LeftButton);
        QCOMPARE(m_workspace->asked, asked);
        ++looked;
    });
    QTest::mouseClick(visible(QStringLiteral("rulesButton")), Qt::LeftButton);
    QCOMPARE(looked, 1);
}

// Nothing is lost by it, and nobody is asked.
void TestDesk::staffsWindowsAreLimited()
{
    int saved = 0;
    whenDialogOpens([&](QDialog *dialog) {
        dialog->findChild<QComboBox *>(QStringLiteral("rulesDepartmentCombo"))->setCurrentIndex(1);
        auto *idle = dialog->findChild<QComboBox *>(QStringLiteral("rulesIdleCombo"));
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("rulesSaveButton"));
        QCOMPARE(idle->currentData().toInt(), 0);
        QVERIFY(!save->isEnabled());
        idle->setFocus();
        QTest::keyClick(idle, Qt::Key_Down);
        QTest::keyClick(idle, Qt::Key_Down);
        QCOMPARE(idle->currentData().toInt(), 15);
        QVERIFY(save->isEnabled());
        QTest::keyClick(idle, Qt::Key_Home);
        QVERIFY(!save->isEnabled()); // as it was
        QTest::keyClick(idle, Qt::Key_Down);
        QTest::keyClick(save, Qt::Key_Space);
        QCOMPARE(m_workspace->asked,
                 (QStringList{QStringLiteral("rules 2 30 archived"), QStringLiteral("idle 5")}));
        m_workspace->billing_idle_minutes = 20; // by another version
        Q_EMIT m_workspace->departmentsChanged();
        QCOMPARE(idle->currentData().toInt(), 20);
        QVERIFY(!save->isEnabled());
        ++saved;
    });
    QTest::mouseClick(visible(QStringLiteral("rulesButton")), Qt::LeftButton);
    QCOMPARE(saved, 1);
}

void TestDesk::theTimeIsShownInTheConversation()
{
    Q_EMIT m_workspace->talkOpened({1});
    auto *label = m_window->findChild<QLabel *>(QStringLiteral("retentionLabel"));
    QVERIFY(!label->isVisible());
    m_workspace->played({1})->setRetentionDays(30);
    QVERIFY(label->isVisible());
    QVERIFY(label->text().contains(QStringLiteral("30")));
    m_workspace->played({1})->setArchived(false);
    QVERIFY(label->text().contains(QStringLiteral("30")));
    QVERIFY(label->text().contains(QStringLiteral("Nothing is kept for new computers.")));
    m_workspace->played({1})->setRetentionDays(0);
    QVERIFY(label->isVisible());
    QVERIFY(!label->text().contains(QStringLiteral("deleted")));
    m_workspace->played({1})->setArchived(true);
    QVERIFY(!label->isVisible());
}

// The rule about files, as its readers are told of it; where everybody may, the label has nothing to say.
void TestDesk::whoMaySaveIsShownInTheConversation()
{
    Q_EMIT m_workspace->talkOpened({1});
    auto *label = m_window->findChild<QLabel *>(QStringLiteral("retentionLabel"));
    QVERIFY(!label->isVisible());
    m_workspace->played({1})->setStaffSaving(StaffSaving::Supervisors);
    QVERIFY(label->isVisible());
    QCOMPARE(
        label->text(),
        QStringLiteral(
            "Supervisors, administrators and owners may save it as a file, once the customer allows it."));
    m_workspace->played({1})->setStaffSaving(StaffSaving::Nobody);
    QCOMPARE(label->text(), QStringLiteral("Staff may not save it as a file."));
    m_workspace->played({1})->setStaffSaving(StaffSaving::Everybody);
    QVERIFY(!label->isVisible());
}

void TestDesk::statusIsSent()
{
    auto *duty = visible<QComboBox>(QStringLiteral("dutyCombo"));
    duty->setCurrentIndex(1);
    Q_EMIT duty->activated(1);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("duty 1 4")});
}

void TestDesk::connectionIsTold()
{
    QAccessibleInterface *line = QAccessible::queryAccessibleInterface(visible(QStringLiteral("statusLine")));
    QVERIFY(line->text(QAccessible::Name).contains(QStringLiteral("Connected")));
    m_workspace->setConnection({ConnectionState::Offline, 2});
    QVERIFY(!line->text(QAccessible::Name).contains(QStringLiteral("Connected")));
    QVERIFY(line->text(QAccessible::Name).contains(QLatin1Char('2')));
}

void TestDesk::customerSeesWhomTheyTalkTo()
{
    playCustomerWindow();
    QCOMPARE(visible<QLabel>(QStringLiteral("standingLabel"))->text(),
             QStringLiteral("You are talking to Anna (Support, ACME)"));
    QCOMPARE(visible<QLabel>(QStringLiteral("organisationLabel"))->text(), QStringLiteral("ACME"));
    QAccessibleInterface *timeline =
        QAccessible::queryAccessibleInterface(visible(QStringLiteral("timeline")));
    QVERIFY(timeline->childCount() >= m_workspace->played({1})->timeline()->size());
}

void TestDesk::customersStandingIsOneSentence_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("estimate_s");
    QTest::addColumn<QString>("part");
    using Step = QueueStanding::Step;
    QTest::newRow("next") << static_cast<int>(Step::Waiting) << 1 << 0 << "You are next";
    QTest::newRow("third") << static_cast<int>(Step::Waiting) << 3 << 0 << "number 3";
    QTest::newRow("an honest estimate") << static_cast<int>(Step::Waiting) << 3 << 150 << "About 3";
    QTest::newRow("message left") << static_cast<int>(Step::MessageLeft) << 0 << 0 << "message is kept";
    QTest::newRow("closed") << static_cast<int>(Step::Closed) << 0 << 0 << "closed";
}

void TestDesk::customersStandingIsOneSentence()
{
    QFETCH(int, step);
    QFETCH(int, position);
    QFETCH(int, estimate_s);
    QFETCH(QString, part);
    playCustomerWindow();
    QueueStanding standing;
    standing.step = static_cast<QueueStanding::Step>(step);
    standing.position = position;
    standing.estimate_s = estimate_s;
    m_workspace->setStanding(standing);
    const QString text = visible<QLabel>(QStringLiteral("standingLabel"))->text();
    QVERIFY2(text.contains(part), qPrintable(text));
    QCOMPARE(visible(QStringLiteral("leaveMessageButton")) != nullptr,
             standing.step == QueueStanding::Step::Waiting);
}

void TestDesk::everyControlHasAName()
{
    Q_EMIT m_workspace->talkOpened({1});
    const auto widgets = m_window->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
        if (widget->focusProxy() || qobject_cast<QScrollBar *>(widget)) continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        const QString what = QStringLiteral("%1 %2").arg(
            QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
        QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(), qPrintable(what));
    }
}

void TestDesk::rightToLeftMirrors()
{
    const int left_to_right = visible(QStringLiteral("queueList"))->mapTo(m_window.get(), QPoint()).x();
    m_window.reset();
    QApplication::setLayoutDirection(Qt::RightToLeft);
    showWindow();
    const int right_to_left = visible(QStringLiteral("queueList"))->mapTo(m_window.get(), QPoint()).x();
    QVERIFY(left_to_right < m_window->width() / 4);
    QVERIFY(right_to_left > m_window->width() / 2);
}

CHAT121_GUI_TEST_MAIN(TestDesk)
#include "tst_desk.moc"
