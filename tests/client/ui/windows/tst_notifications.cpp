// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person hears of while they look at something else: with the real window, and a board that is played.
#include "client/ui/attention/notifications_dialog.h"
#include "client/ui/attention/notifier.h"
#include "client/ui/attention/tray.h"
#include "client/ui/desk/desk_window.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QTimeEdit>

using namespace chat121;
using namespace chat121::test;
using namespace chat121::ui;
using namespace Qt::StringLiterals;

namespace {

class PlayedBoard final : public NoticeBoard {
public:
    void show(const Notice &notice) override
    {
        notices.append(notice);
        if (has_service)
            Q_EMIT shown(notice);
        else
            Q_EMIT failed(notice);
    }
    void withdraw(ConversationId about) override { withdrawn.append(about); }

    QList<Notice> notices;
    QList<ConversationId> withdrawn;
    bool has_service = true;
};

ConversationRow waiting(quint64 id, UnixTime since)
{
    ConversationRow row;
    row.id = {id};
    row.state = ConversationState::Waiting;
    row.waiting_since = since;
    row.title = u"Maria"_s;
    row.department = u"Billing"_s;
    return row;
}

QueueStanding standingOf(QueueStanding::Step step, const QString &talking_to = {})
{
    QueueStanding standing;
    standing.step = step;
    standing.talking_to = talking_to;
    return standing;
}

} // namespace

class TestNotifications : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup();
    void whoComesIntoTheQueueIsTold();
    void waitsBecomeMoreUrgentUntilTaken();
    void theDepartmentsAlarmsCount();
    void whoLooksAtTheDeskIsToldNothing();
    void anOfferIsToldToWhomItIsMade();
    void whatAColleagueAsksIsTold();
    void newWordsAreTold();
    void aLockedWindowTakesEverythingBack();
    void aClickComesToTheConversation();
    void aCustomerHearsThatItIsTheirTurn();
    void aCustomerHearsOfWords();
    void anHourOfQuiet();
    void theTrayFollowsTheDesk();
    void everyChoiceIsKept();
    void tryingTellsWhetherItWorks();
    void whoWaitsMayAskToBeTold();

private:
    void showThem();
    void playStaff();
    void playWaiter(const QueueStanding &standing);
    void lookElsewhere();
    void lookBack();
    Notifier *notifier() { return m_window->findChild<Notifier *>(); }

    FakeClock m_time;
    std::unique_ptr<PlayedBoard> m_board;
    std::unique_ptr<QWidget> m_other;
};

void TestNotifications::init()
{
    newWorkspace();
    m_board = std::make_unique<PlayedBoard>();
}

void TestNotifications::cleanup()
{
    closeWindow();
    m_other.reset();
    m_board.reset();
}

void TestNotifications::showThem()
{
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_theme, m_time);
    m_window->show();
    m_window->tellThrough(*m_board);
    lookBack();
}

void TestNotifications::playStaff()
{
    m_workspace->become(Workspace::State::Ready, Workspace::Role::Staff, u"ACME"_s);
    m_workspace->setDutyStatus(DutyStatus::Available, 4);
    showThem();
    lookElsewhere();
}

void TestNotifications::playWaiter(const QueueStanding &standing)
{
    playCustomer(*m_workspace, m_time.now());
    m_workspace->setStanding(standing);
    showThem();
}

void TestNotifications::lookElsewhere()
{
    m_other = std::make_unique<QWidget>();
    m_other->show();
    m_other->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_other.get()));
    QTRY_VERIFY(!m_window->isActiveWindow());
}

void TestNotifications::lookBack()
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestNotifications::whoComesIntoTheQueueIsTold()
{
    playStaff();
    m_workspace->put(waiting(7, m_time.now()));
    QCOMPARE(m_board->notices.size(), 1);
    QCOMPARE(m_board->notices.at(0).about, ConversationId{7});
    QVERIFY(!m_board->notices.at(0).body.contains(u"Maria"_s));
    ConversationRow same = waiting(7, m_time.now());
    same.is_typing = true;
    m_workspace->put(same);
    QCOMPARE(m_board->notices.size(), 1);
    same.state = ConversationState::Team; // somebody has taken it
    m_workspace->put(same);
    QCOMPARE(m_board->withdrawn, QList<ConversationId>{{7}});
}

void TestNotifications::waitsBecomeMoreUrgentUntilTaken()
{
    playStaff();
    m_workspace->put(waiting(7, m_time.now()));
    const auto told = [this] { return m_board->notices.size(); };
    notifier()->look();
    QCOMPARE(told(), 1);
    m_time.advance(WaitSteps().warn);
    notifier()->look();
    notifier()->look();
    QCOMPARE(told(), 2);
    QVERIFY(!m_board->notices.constLast().is_urgent);
    m_time.advance(WaitSteps().late - WaitSteps().warn);
    notifier()->look();
    QCOMPARE(told(), 3);
    QVERIFY(m_board->notices.constLast().is_urgent);
    for (int again = 0; again < 3; ++again) { // as long as it takes
        m_time.advance(std::chrono::minutes(1));
        notifier()->look();
        QCOMPARE(told(), 4 + again);
    }
    ConversationRow taken = waiting(7, {});
    taken.state = ConversationState::Mine;
    m_workspace->put(taken);
    m_time.advance(std::chrono::minutes(10));
    notifier()->look();
    QCOMPARE(told(), 6);
}

// The last of them reaches who is away, too.
void TestNotifications::theDepartmentsAlarmsCount()
{
    using namespace std::chrono_literals;
    playStaff();
    m_workspace->setDutyStatus(DutyStatus::Away, 4);
    ConversationRow row = waiting(7, m_time.now());
    row.steps = {10s, 20s, 40s};
    m_workspace->put(row);
    for (const auto &step : {10s, 10s}) {
        m_time.advance(step);
        notifier()->look();
        QVERIFY(m_board->notices.isEmpty());
    }
    m_time.advance(20s);
    notifier()->look();
    QCOMPARE(m_board->notices.size(), 1);
    QVERIFY(m_board->notices.constLast().is_urgent);
    QVERIFY(m_board->notices.constLast().title.contains(u"nobody takes them"_s));
}

// And hears of the wait, once they look elsewhere, as urgently as it is then.
void TestNotifications::whoLooksAtTheDeskIsToldNothing()
{
    playStaff();
    lookBack();
    m_workspace->put(waiting(7, m_time.now()));
    m_time.advance(WaitSteps().late);
    notifier()->look();
    QVERIFY(m_board->notices.isEmpty());
    lookElsewhere();
    notifier()->look();
    QCOMPARE(m_board->notices.size(), 1);
    QVERIFY(m_board->notices.at(0).is_urgent);
    lookBack();
    QCOMPARE(m_board->withdrawn, QList<ConversationId>{{7}});
}

void TestNotifications::anOfferIsToldToWhomItIsMade()
{
    playStaff();
    ConversationRow row = waiting(7, m_time.now());
    row.offered_to = u"Ben"_s;
    row.offered_until = m_time.now() + std::chrono::seconds(30);
    m_workspace->put(row);
    QVERIFY(m_board->notices.isEmpty());
    row.offered_to = u"Anna"_s;
    row.is_offered_here = true;
    m_workspace->put(row);
    QCOMPARE(m_board->notices.size(), 1);
    QVERIFY(m_board->notices.at(0).is_urgent);
    row.is_typing = true;
    m_workspace->put(row);
    QCOMPARE(m_board->notices.size(), 1);
    row.offered_to = u"Ben"_s; // too late
    row.is_offered_here = false;
    m_workspace->put(row);
    QCOMPARE(m_board->withdrawn, QList<ConversationId>{{7}});
    row.is_offered_here = true; // and again
    m_workspace->put(row);
    QCOMPARE(m_board->notices.size(), 2);
}

// Like an offer, without the note; and to who has asked, when it stays theirs.
void TestNotifications::whatAColleagueAsksIsTold()
{
    playStaff();
    ConversationRow row = waiting(7, {});
    row.state = ConversationState::Team;
    row.taken_by = u"Jonas"_s;
    m_workspace->put(row);
    QVERIFY(m_board->notices.isEmpty());
    row.hand_over_until = m_time.now() + std::chrono::seconds(30);
    row.hand_over_note = u"secret"_s;
    row.is_hand_over_here = true;
    m_workspace->put(row);
    QCOMPARE(m_board->notices.size(), 1);
    QVERIFY(m_board->notices.at(0).is_urgent && m_board->notices.at(0).sound == NoticeSound::Bell);
    QVERIFY(!(m_board->notices.at(0).title + m_board->notices.at(0).body).contains(u"secret"_s));
    row.is_hand_over_accepted = true;
    m_workspace->put(row);
    QCOMPARE(m_board->withdrawn, QList<ConversationId>{{7}});

    ConversationRow mine = waiting(8, {});
    mine.state = ConversationState::Mine;
    m_workspace->put(mine);
    Q_EMIT m_workspace->handOverEnded({8}, HandOverEnd::Accepted, u"Jonas"_s);
    QCOMPARE(m_board->notices.size(), 1);
    Q_EMIT m_workspace->handOverEnded({8}, HandOverEnd::Declined, u"Jonas"_s);
    QCOMPARE(m_board->notices.size(), 2);
    QCOMPARE(m_board->notices.at(1).about, ConversationId{8});
    QVERIFY(!m_board->notices.at(1).is_urgent);
}

void TestNotifications::newWordsAreTold()
{
    ConversationRow mine = waiting(9, {});
    mine.state = ConversationState::Mine;
    mine.unread = 2; // before the window was there
    m_workspace->put(mine);
    playStaff();
    QVERIFY(m_board->notices.isEmpty());
    mine.unread = 3;
    m_workspace->put(mine);
    QCOMPARE(m_board->notices.size(), 1);
    QCOMPARE(m_board->notices.at(0).about, ConversationId{9});
    mine.is_typing = true;
    m_workspace->put(mine);
    QCOMPARE(m_board->notices.size(), 1);
    mine.unread = 0; // read on another computer
    m_workspace->put(mine);
    QCOMPARE(m_board->withdrawn, QList<ConversationId>{{9}});
}

void TestNotifications::aLockedWindowTakesEverythingBack()
{
    playStaff();
    m_workspace->put(waiting(7, m_time.now()));
    m_workspace->become(Workspace::State::Locked, Workspace::Role::Staff, u"ACME"_s);
    QCOMPARE(m_board->withdrawn, QList<ConversationId>{{7}});
    m_time.advance(WaitSteps().late);
    notifier()->look();
    QCOMPARE(m_board->notices.size(), 1);
}

void TestNotifications::aClickComesToTheConversation()
{
    playDesk(*m_workspace, m_time.now());
    m_workspace->setDutyStatus(DutyStatus::Available, 4);
    showThem();
    lookElsewhere();
    m_workspace->played({7777})->play(u"Maria"_s, {}, false);
    m_workspace->put(waiting(7777, m_time.now()));
    QCOMPARE(m_board->notices.size(), 1);
    Q_EMIT m_board->opened({7777});
    QTRY_VERIFY(m_window->isActiveWindow());
    QTRY_COMPARE(visible<QLabel>(u"titleLabel"_s)->text(), u"Maria"_s);
}

void TestNotifications::aCustomerHearsThatItIsTheirTurn()
{
    using Step = QueueStanding::Step;
    playWaiter(standingOf(Step::Waiting));
    lookElsewhere();
    m_workspace->setStanding(standingOf(QueueStanding::Step::Talking, u"Anna"_s));
    QCOMPARE(m_board->notices.size(), 1);
    QVERIFY(m_board->notices.at(0).is_urgent);
    m_workspace->setStanding(standingOf(QueueStanding::Step::Talking, u"Ben"_s)); // nothing new
    QCOMPARE(m_board->notices.size(), 1);
    m_workspace->setStanding(standingOf(Step::MessageLeft));
    m_workspace->setStanding(standingOf(QueueStanding::Step::Talking, u"Anna"_s));
    QCOMPARE(m_board->notices.size(), 2);
    QVERIFY(!m_board->notices.at(1).is_urgent);
    lookBack();
    m_workspace->setStanding(standingOf(Step::Waiting));
    m_workspace->setStanding(standingOf(QueueStanding::Step::Talking, u"Anna"_s));
    QCOMPARE(m_board->notices.size(), 2); // they see it
}

void TestNotifications::aCustomerHearsOfWords()
{
    playWaiter(standingOf(QueueStanding::Step::Talking, u"Anna"_s));
    lookElsewhere();
    TimelineRow row;
    row.id = *MessageId::from(QByteArray(16, 'a'));
    row.sequence = Sequence{100};
    row.author_name = u"Anna"_s;
    row.text = u"a secret"_s;
    m_workspace->ownTalk()->timeline()->append({row});
    QCOMPARE(m_board->notices.size(), 1);
    QVERIFY(!m_board->notices.at(0).body.contains(u"secret"_s));
    QVERIFY(!m_board->notices.at(0).title.contains(u"secret"_s));
    row.id = *MessageId::from(QByteArray(16, 'b'));
    row.is_mine = true;
    m_workspace->ownTalk()->timeline()->append({row});
    QCOMPARE(m_board->notices.size(), 1);
}

void TestNotifications::anHourOfQuiet()
{
    playStaff();
    notifier()->keepQuiet(std::chrono::minutes(60));
    m_workspace->put(waiting(7, m_time.now()));
    QVERIFY(m_board->notices.isEmpty());
    m_time.advance(std::chrono::minutes(61));
    QVERIFY(!notifier()->isKeptQuiet());
    notifier()->look();
    QCOMPARE(m_board->notices.size(), 1);
    QVERIFY(m_board->notices.at(0).is_urgent);
}

void TestNotifications::theTrayFollowsTheDesk()
{
    playStaff();
    QMenu &menu = m_window->findChild<Tray *>()->menu();
    const auto action = [&](const QString &text) -> QAction * {
        for (QAction *one : menu.actions())
            if (one->text() == text) return one;
        return nullptr;
    };
    Q_EMIT menu.aboutToShow();
    QVERIFY(action(u"Available"_s)->isChecked());
    action(u"Busy"_s)->trigger();
    QCOMPARE(m_workspace->dutyStatus(), DutyStatus::Busy);
    action(u"Quiet for an hour"_s)->trigger();
    QVERIFY(notifier()->isKeptQuiet());
    Q_EMIT menu.aboutToShow();
    QVERIFY(action(u"Quiet for an hour"_s)->isChecked());
    action(u"Quiet for an hour"_s)->trigger();
    QVERIFY(!notifier()->isKeptQuiet());
    action(u"Open"_s)->trigger();
    QTRY_VERIFY(m_window->isActiveWindow());

    const QImage none = markWithCount(*m_theme, 0).pixmap(32).toImage();
    const QImage three = markWithCount(*m_theme, 3).pixmap(32).toImage();
    QVERIFY(none != three);
}

void TestNotifications::everyChoiceIsKept()
{
    playStaff();
    NotificationsDialog dialog(*m_workspace, m_window.get());
    dialog.show();
    const auto toggle = [&](const QString &name) { dialog.findChild<QCheckBox *>(name)->click(); };
    toggle(u"noticeWaitingBox"_s);
    QVERIFY(!m_workspace->notifications().of_waiting);
    toggle(u"noticeMessagesBox"_s);
    QVERIFY(!m_workspace->notifications().of_messages);
    toggle(u"noticeNamesBox"_s);
    QVERIFY(m_workspace->notifications().has_names);
    toggle(u"quietBox"_s);
    QVERIFY(m_workspace->notifications().quiet);
    dialog.findChild<QTimeEdit *>(u"quietFromEdit"_s)->setTime(QTime(23, 30));
    dialog.findChild<QTimeEdit *>(u"quietUntilEdit"_s)->setTime(QTime(6, 15));
    QCOMPARE(*m_workspace->notifications().quiet, (QuietHours{23 * 60 + 30, 6 * 60 + 15}));
    toggle(u"noticeSoundsBox"_s);
    QVERIFY(!m_workspace->notifications().has_sounds);
    toggle(u"noticesBox"_s);
    QVERIFY(!m_workspace->notifications().is_on);
    for (const QString &name : {u"noticeWaitingBox"_s, u"noticeNamesBox"_s, u"quietBox"_s})
        QVERIFY(!dialog.findChild<QCheckBox *>(name)->isEnabled());
    // Another window's change is seen.
    m_workspace->setNotifications({});
    QVERIFY(dialog.findChild<QCheckBox *>(u"noticesBox"_s)->isChecked());
    QVERIFY(!dialog.findChild<QCheckBox *>(u"quietBox"_s)->isChecked());
}

void TestNotifications::tryingTellsWhetherItWorks()
{
    playStaff();
    bool is_seen = false;
    for (const bool has_service : {true, false}) {
        m_board->has_service = has_service;
        QTimer::singleShot(0, m_window.get(), [&] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog != nullptr);
            dialog->findChild<QAbstractButton *>(u"tryNoticeButton"_s)->click();
            const auto labels = dialog->findChildren<QLabel *>();
            is_seen = std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) {
                const QString wanted = has_service ? u"has taken it"_s : u"No notification service"_s;
                return label->isVisible() && label->text().contains(wanted);
            });
            dialog->reject();
        });
        const qsizetype before = m_board->notices.size();
        QMetaObject::invokeMethod(m_window->findChild<DeskWindow *>(), "notificationsWanted");
        QVERIFY(is_seen);
        QCOMPARE(m_board->notices.size(), before + 1);
    }
}

void TestNotifications::whoWaitsMayAskToBeTold()
{
    NotificationChoice off;
    off.is_on = false;
    m_workspace->setNotifications(off);
    playWaiter(standingOf(QueueStanding::Step::Waiting));
    auto *box = visible<QCheckBox>(u"tellMeBox"_s);
    QVERIFY(box && !box->isChecked());
    box->click();
    QVERIFY(m_workspace->notifications().is_on && m_workspace->notifications().of_messages);
    QVERIFY(box->isChecked());
    m_workspace->setStanding(standingOf(QueueStanding::Step::Talking, u"Anna"_s));
    QVERIFY(!box->isVisible());
}

CHAT121_GUI_TEST_MAIN(TestNotifications)
#include "tst_notifications.moc"
