// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A customer is offered to the person at the desk, or to a colleague: what they see, and what they can do.
#include "client/ui/desk/offer_strip.h"
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QLabel>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kFirst = 501;
constexpr quint64 kSecond = 502;

} // namespace

class TestOfferWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void theStripSaysWhoAndHowLong();
    void takeAndNotNow();
    void theOneThatEndsFirstIsShown();
    void theKeyTakesWhoIsOffered();
    void aColleaguesOfferIsTheirs();
    void listsSayWhoseTurnItIs();
    void whoWasSetAwayIsTold();

private:
    ConversationRow row(quint64 id, bool is_here, int seconds) const
    {
        ConversationRow one;
        one.id = {id};
        one.state = ConversationState::Waiting;
        one.waiting_since = m_time.now() - std::chrono::seconds(10);
        one.title = u"Maria %1"_s.arg(id);
        one.department = u"Billing"_s;
        one.offered_until = m_time.now() + std::chrono::seconds(seconds);
        one.is_offered_here = is_here;
        one.offered_to = is_here ? u"Anna"_s : u"Ben"_s;
        return one;
    }
    void showIt()
    {
        m_window = std::make_unique<ui::MainWindow>(*m_workspace, *m_theme, m_time);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    FakeClock m_time;
};

void TestOfferWindows::init()
{
    newWorkspace();
    m_workspace->become(Workspace::State::Ready, Workspace::Role::Staff, u"ACME"_s);
    showIt();
}

void TestOfferWindows::theStripSaysWhoAndHowLong()
{
    QVERIFY(!visible(u"offerStrip"_s));
    m_workspace->put(row(kFirst, true, 30));
    QVERIFY(visible(u"offerStrip"_s));
    QVERIFY(visible<QLabel>(u"offerLabel"_s)->text().contains(u"Maria 501"_s));
    QCOMPARE(visible<QLabel>(u"offerLeftLabel"_s)->text(), u"0:30"_s);
    m_time.advance(std::chrono::seconds(21));
    QTRY_COMPARE(visible<QLabel>(u"offerLeftLabel"_s)->text(), u"0:09"_s);
    m_time.advance(std::chrono::seconds(60)); // the server has not said yet that it is over
    QTRY_COMPARE(visible<QLabel>(u"offerLeftLabel"_s)->text(), u"0:00"_s);
    ConversationRow over = row(kFirst, false, 30);
    m_workspace->put(over);
    QVERIFY(!visible(u"offerStrip"_s));
}

void TestOfferWindows::takeAndNotNow()
{
    m_workspace->played({kFirst})->play(u"Maria 501"_s, {}, false);
    m_workspace->put(row(kFirst, true, 30));
    m_workspace->asked.clear();
    click(u"declineOfferButton"_s);
    QCOMPARE(m_workspace->asked, QStringList{u"decline 501"_s});
    click(u"takeOfferButton"_s);
    QCOMPARE(m_workspace->asked.constLast(), u"take 501"_s);
    click(u"lookAtOfferButton"_s);
    QTRY_COMPARE(visible<QLabel>(u"titleLabel"_s)->text(), u"Maria 501"_s);
}

void TestOfferWindows::theOneThatEndsFirstIsShown()
{
    m_workspace->put(row(kFirst, true, 30));
    m_workspace->put(row(kSecond, true, 20));
    QVERIFY(visible<QLabel>(u"offerLabel"_s)->text().contains(u"Maria 502"_s));
    m_workspace->put(row(kSecond, false, 30));
    QVERIFY(visible<QLabel>(u"offerLabel"_s)->text().contains(u"Maria 501"_s));
}

void TestOfferWindows::theKeyTakesWhoIsOffered()
{
    ConversationRow older = row(kFirst, false, 30);
    older.offered_to.clear();
    older.offered_until = {};
    older.waiting_since = m_time.now() - std::chrono::minutes(5);
    m_workspace->put(older);
    m_workspace->put(row(kSecond, true, 30));
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked.constLast(), u"take 502"_s);
    m_workspace->put(row(kSecond, false, 30)); // a colleague's now
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked.constLast(), u"take 501"_s);
}

void TestOfferWindows::aColleaguesOfferIsTheirs()
{
    m_workspace->put(row(kFirst, false, 30));
    QVERIFY(!visible(u"offerStrip"_s));
    Q_EMIT m_workspace->talkOpened({kFirst});
    QVERIFY(!visible(u"takeButton"_s));
    m_workspace->asked.clear();
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_workspace->asked.filter(u"take"_s).isEmpty());
    ConversationRow free = row(kFirst, false, 30);
    free.offered_to.clear();
    free.offered_until = {};
    m_workspace->put(free);
    QVERIFY(visible(u"takeButton"_s));
}

void TestOfferWindows::listsSayWhoseTurnItIs()
{
    m_workspace->put(row(kFirst, true, 30));
    m_workspace->put(row(kSecond, false, 30));
    const auto spoken = [this](quint64 id) {
        const int at = m_workspace->queue()->rowOf({id});
        return m_workspace->queue()->index(at).data(Qt::AccessibleTextRole).toString();
    };
    QVERIFY(spoken(kFirst).contains(u"offered to you"_s));
    QVERIFY(spoken(kSecond).contains(u"offered to Ben"_s));
}

void TestOfferWindows::whoWasSetAwayIsTold()
{
    QVERIFY(!visible(u"setAwayBanner"_s));
    m_workspace->setDutyStatus(DutyStatus::Away, 4);
    QVERIFY(!visible(u"setAwayBanner"_s)); // by the person themselves
    m_workspace->was_set_away = true;
    Q_EMIT m_workspace->dutyChanged();
    auto *banner = visible<ui::Banner>(u"setAwayBanner"_s);
    QVERIFY(banner && banner->sentence().contains(u"not taken in time"_s));
    Q_EMIT banner->actionClicked();
    QCOMPARE(m_workspace->dutyStatus(), DutyStatus::Available);
    QVERIFY(!visible(u"setAwayBanner"_s));
}

CHAT121_GUI_TEST_MAIN(TestOfferWindows)
#include "tst_offer_windows.moc"
