// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer reads when a department is closed: when somebody is back, by the customer's own clocks, and
// only while it is true.
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QDateTime>
#include <QLabel>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

using Step = QueueStanding::Step;

class TestCustomerHours : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { closeWindow(); }
    void theDayIsNamedAsPeopleDo_data();
    void theDayIsNamedAsPeopleDo();
    void eachStepSaysWhatHappensThen_data();
    void eachStepSaysWhatHappensThen();
    void tomorrowBecomesToday();

private:
    // So many days after today of the fake clock, at 9:00 on the wall of this computer.
    static UnixTime morning(int days)
    {
        const QDate today = QDateTime::fromMSecsSinceEpoch(FakeClock().now().ms).date();
        return {QDateTime(today.addDays(days), QTime(9, 0)).toMSecsSinceEpoch()};
    }
    void stands(Step step, UnixTime opens_at, int agents = 0, bool is_closed = true)
    {
        QueueStanding standing;
        standing.step = step;
        standing.position = step == Step::Waiting ? 1 : 0;
        standing.agents_on_duty = agents;
        standing.is_closed_now = is_closed;
        standing.opens_at = opens_at;
        m_workspace->setStanding(standing);
    }
    QString sentence() { return visible<QLabel>(u"standingLabel"_s)->text(); }

    std::unique_ptr<FakeClock> m_time;
};

void TestCustomerHours::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    installTheme();
}

void TestCustomerHours::init()
{
    newWorkspace();
    m_time = std::make_unique<FakeClock>();
    playCustomerAt(*m_workspace, Step::NotStarted, m_time->now());
    m_window = std::make_unique<ui::MainWindow>(*m_workspace, *m_theme, *m_time);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestCustomerHours::theDayIsNamedAsPeopleDo_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("words");
    const auto weekday = [](int days) {
        return QLocale().dayName(QDateTime::fromMSecsSinceEpoch(morning(days).ms).date().dayOfWeek());
    };
    const QDate far = QDateTime::fromMSecsSinceEpoch(morning(7).ms).date();
    QTest::newRow("today") << 0 << u"back today at 09:00, your time"_s;
    QTest::newRow("tomorrow") << 1 << u"back tomorrow at 09:00, your time"_s;
    QTest::newRow("in two days") << 2 << u"back on %1 at 09:00, your time"_s.arg(weekday(2));
    QTest::newRow("in six days") << 6 << u"back on %1 at 09:00, your time"_s.arg(weekday(6));
    QTest::newRow("in a week") << 7
                               << u"back on %1 at 09:00, your time"_s.arg(
                                      QLocale().toString(far, QLocale::ShortFormat));
}

void TestCustomerHours::theDayIsNamedAsPeopleDo()
{
    QFETCH(int, days);
    QFETCH(QString, words);
    stands(Step::NotStarted, morning(days));
    QVERIFY2(sentence().contains(words), qPrintable(sentence()));
}

void TestCustomerHours::eachStepSaysWhatHappensThen_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("agents");
    QTest::addColumn<bool>("is_closed");
    QTest::addColumn<bool>("is_known");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, Step step, int agents, bool is_closed, bool is_known,
                        const QString &part) {
        QTest::newRow(name) << static_cast<int>(step) << agents << is_closed << is_known << part;
    };
    row("before the first word", Step::NotStarted, 0, true, true, u"Write, and they answer then."_s);
    row("waiting", Step::Waiting, 0, true, true, u"You keep your place."_s);
    row("a message left", Step::MessageLeft, 0, true, true, u"Your message is kept"_s);
    row("somebody is there all the same", Step::NotStarted, 1, true, true, u"Somebody is here"_s);
    row("waiting for somebody who is there", Step::Waiting, 1, true, true, u"You are next."_s);
    row("closed, and nobody says until when", Step::NotStarted, 0, true, false, u"Nobody is here"_s);
    row("open, and nobody is there", Step::NotStarted, 0, false, true, u"Nobody is here"_s);
    row("the conversation is closed", Step::Closed, 0, true, true, u"This conversation is closed"_s);
}

void TestCustomerHours::eachStepSaysWhatHappensThen()
{
    QFETCH(int, step);
    QFETCH(int, agents);
    QFETCH(bool, is_closed);
    QFETCH(bool, is_known);
    QFETCH(QString, part);
    stands(static_cast<Step>(step), is_known ? morning(1) : UnixTime{}, agents, is_closed);
    QVERIFY2(sentence().contains(part), qPrintable(sentence()));
}

void TestCustomerHours::tomorrowBecomesToday()
{
    stands(Step::MessageLeft, morning(1));
    QVERIFY(sentence().contains(u"tomorrow"_s));
    m_time->jumpTo(morning(1) - std::chrono::hours(1));
    Q_EMIT m_workspace->standingChanged(); // said every minute while it is closed
    QVERIFY(sentence().contains(u"today"_s));
}

CHAT121_GUI_TEST_MAIN(TestCustomerHours)
#include "tst_customer_hours.moc"
