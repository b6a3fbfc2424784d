// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Departments at a glance: what the tables say, that they change under the eyes without losing the place, and
// that all of it is there for keys and ears. Row AD-11.
#include "client/ui/supervision/department_table.h"
#include "client/ui/supervision/overview_window.h"
#include "client/ui/supervision/people_table.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QLabel>
#include <QTableView>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestOverviewWindow : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup();
    void onlyWhoMayLookHasIt();
    void itIsOpenedOnceAndEndsWhenItIsClosed();
    void departmentsAreCounted();
    void waitsCountAndPassTheAlarms();
    void whatIsNotKnownIsNotMadeUp();
    void choiceAndPlaceStay();
    void enterSorts();
    void peopleAreThere();
    void withoutAConnectionItIsSaid();
    void aNewDayIsAskedFor();

private:
    using Column = ui::DepartmentTable::Column;

    DepartmentOverview billing() const
    {
        DepartmentOverview one;
        one.id = {1};
        one.name = u"Billing"_s;
        one.waiting = {m_time.now() - 70s, m_time.now() - 20s};
        one.alarms_s = {60, 120};
        one.offered = 1;
        one.messages = 3;
        one.taken = 5;
        one.handed = 1;
        one.on_duty = 2;
        one.load = 5;
        one.capacity = 8;
        one.day = DepartmentDay{12, 9, 10, 45s, 300s};
        return one;
    }
    DepartmentOverview support() const
    {
        DepartmentOverview one;
        one.id = {2};
        one.name = u"Support"_s;
        return one;
    }
    void show(const QList<DepartmentOverview> &departments)
    {
        DeskOverview overview;
        overview.departments = departments;
        overview.people = m_people;
        m_workspace->setOverview(overview);
    }
    QTableView *table(const QString &name = u"departmentTable"_s)
    {
        return m_overview->findChild<QTableView *>(name);
    }
    // Of the row that says so in its first column.
    QModelIndex cell(QTableView *view, const QString &name, int column)
    {
        for (int row = 0; row < view->model()->rowCount(); ++row)
            if (view->model()->index(row, 0).data().toString() == name)
                return view->model()->index(row, column);
        return {};
    }
    QString says(const QString &department, Column column)
    {
        return cell(table(), department, column).data().toString();
    }

    FakeClock m_time;
    QList<Colleague> m_people;
    std::unique_ptr<ui::OverviewWindow> m_overview;
};

void TestOverviewWindow::init()
{
    newWorkspace();
    m_workspace->can_supervise = true;
    m_workspace->become(Workspace::State::Ready, Workspace::Role::Staff, u"ACME"_s);
    Colleague anna;
    anna.account = {7};
    anna.name = u"Anna"_s;
    anna.status = DutyStatus::Available;
    anna.is_online = true;
    anna.load = 2;
    anna.capacity = 4;
    Colleague ben = anna;
    ben.account = {8};
    ben.name = u"Ben"_s;
    ben.is_online = false;
    ben.departments = {u"Billing"_s, u"Support"_s};
    m_people = {anna, ben};
    m_overview = std::make_unique<ui::OverviewWindow>(*m_workspace, m_time);
    m_overview->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_overview.get()));
}

void TestOverviewWindow::cleanup()
{
    m_overview.reset();
    closeWindow();
}

void TestOverviewWindow::onlyWhoMayLookHasIt()
{
    m_overview.reset();
    m_workspace->can_supervise = false;
    showWindow();
    QVERIFY(!visible(u"overviewButton"_s));
    press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(m_window->findChildren<ui::OverviewWindow *>().isEmpty());
    m_workspace->can_supervise = true;
    Q_EMIT m_workspace->rightsChanged();
    QVERIFY(visible(u"overviewButton"_s));
}

void TestOverviewWindow::itIsOpenedOnceAndEndsWhenItIsClosed()
{
    m_overview.reset();
    showWindow();
    const qsizetype begun = m_workspace->overview_days.size();
    const int ended = m_workspace->overviews_ended;
    click(u"overviewButton"_s);
    click(u"overviewButton"_s);
    QCOMPARE(m_workspace->overview_days.size(), begun + 1);
    const auto open = m_window->findChildren<ui::OverviewWindow *>();
    QCOMPARE(open.size(), 1);
    QVERIFY(!open.constFirst()->isModal()); // work goes on beside it
    open.constFirst()->reject();
    QTRY_VERIFY(m_window->findChildren<ui::OverviewWindow *>().isEmpty());
    QCOMPARE(m_workspace->overviews_ended, ended + 1);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_window->findChildren<ui::OverviewWindow *>().size(), 1);
}

void TestOverviewWindow::departmentsAreCounted()
{
    show({billing(), support()});
    QCOMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(says(u"Billing"_s, Column::Waiting), u"2 (1 offered)"_s);
    QCOMPARE(says(u"Billing"_s, Column::Longest), u"1:10"_s);
    QCOMPARE(says(u"Billing"_s, Column::Messages), u"3"_s);
    QCOMPARE(says(u"Billing"_s, Column::Taken), u"5 (1 handed on)"_s);
    QCOMPARE(says(u"Billing"_s, Column::OnDuty), u"2"_s);
    QCOMPARE(says(u"Billing"_s, Column::Load), u"5 of 8"_s);
    QCOMPARE(says(u"Billing"_s, Column::TakenToday), u"12"_s);
    QCOMPARE(says(u"Billing"_s, Column::ClosedToday), u"9"_s);
    QCOMPARE(says(u"Billing"_s, Column::UsualWait), u"0:45"_s);
    QCOMPARE(says(u"Billing"_s, Column::LongestToday), u"5:00"_s);
    const QModelIndex waiting = cell(table(), u"Billing"_s, Column::Waiting);
    QCOMPARE(waiting.data(Qt::AccessibleTextRole).toString(), u"Waiting: 2 (1 offered)"_s);
}

void TestOverviewWindow::waitsCountAndPassTheAlarms()
{
    show({billing()});
    const auto colour = [this] {
        return cell(table(), u"Billing"_s, Column::Longest).data(Qt::ForegroundRole).value<QColor>();
    };
    QCOMPARE(says(u"Billing"_s, Column::Alarms), u"1 over 1:00"_s);
    QCOMPARE(colour(), m_theme->tokens().warn);
    m_time.advance(50s);
    QTRY_COMPARE(says(u"Billing"_s, Column::Longest), u"2:00"_s);
    QVERIFY(says(u"Billing"_s, Column::Alarms).startsWith(u"1 over 2:00"_s)); // the worst first
    QVERIFY(says(u"Billing"_s, Column::Alarms).contains(u"1 over 1:00"_s));
    QCOMPARE(colour(), m_theme->tokens().danger);
    DepartmentOverview empty = billing();
    empty.waiting.clear();
    show({empty});
    QCOMPARE(says(u"Billing"_s, Column::Alarms), u"Nobody"_s);
    QVERIFY(!colour().isValid());
}

void TestOverviewWindow::whatIsNotKnownIsNotMadeUp()
{
    show({support()});
    for (const Column column :
         {Column::Longest, Column::TakenToday, Column::ClosedToday, Column::UsualWait, Column::LongestToday})
        QCOMPARE(says(u"Support"_s, column), u"–"_s);
    QCOMPARE(says(u"Support"_s, Column::Alarms), u"No alarms are set"_s);
    DepartmentOverview quiet = support();
    quiet.day = DepartmentDay{};
    show({quiet});
    QCOMPARE(says(u"Support"_s, Column::TakenToday), u"0"_s);
    QCOMPARE(says(u"Support"_s, Column::UsualWait), u"–"_s); // nobody has waited
}

void TestOverviewWindow::choiceAndPlaceStay()
{
    show({billing(), support()});
    table()->setCurrentIndex(cell(table(), u"Support"_s, Column::Load));
    DepartmentOverview busy = support();
    busy.waiting = {m_time.now() - 1000s}; // moves to the top
    DepartmentOverview sales = support();
    sales.id = {3};
    sales.name = u"Sales"_s;
    show({billing(), sales, busy});
    QCOMPARE(table()->currentIndex().siblingAtColumn(0).data().toString(), u"Support"_s);
    QCOMPARE(table()->currentIndex().column(), int(Column::Load));
    QCOMPARE(table()->currentIndex().row(), 0);
    show({busy});
    QCOMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(table()->currentIndex().siblingAtColumn(0).data().toString(), u"Support"_s);
}

void TestOverviewWindow::enterSorts()
{
    show({billing(), support()});
    const auto first = [this] { return table()->model()->index(0, 0).data().toString(); };
    QCOMPARE(first(), u"Billing"_s); // who waits longest
    table()->setCurrentIndex(table()->model()->index(0, Column::Messages));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(first(), u"Support"_s);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(first(), u"Billing"_s);
    QVERIFY(m_overview->isVisible()); // it did not close it
    QCOMPARE(m_overview->focusWidget(), table());
    QTest::keyClick(table(), Qt::Key_Tab);
    QCOMPARE(m_overview->focusWidget(), table(u"peopleTable"_s));
}

void TestOverviewWindow::peopleAreThere()
{
    show({billing()});
    QTableView *people = table(u"peopleTable"_s);
    using Person = ui::PeopleTable::Column;
    QCOMPARE(people->model()->index(0, Person::Name).data().toString(),
             u"Anna"_s); // who is there comes first
    QCOMPARE(cell(people, u"Anna"_s, Person::Status).data().toString(), u"Available"_s);
    QCOMPARE(cell(people, u"Anna"_s, Person::Load).data().toString(), u"2 of 4"_s);
    QCOMPARE(cell(people, u"Anna"_s, Person::Departments).data().toString(), u"All"_s);
    QCOMPARE(cell(people, u"Ben"_s, Person::Status).data().toString(), u"Not on-line"_s);
    QCOMPARE(people->accessibleName(), u"People"_s);
}

void TestOverviewWindow::withoutAConnectionItIsSaid()
{
    show({billing()});
    auto *words = m_overview->findChild<QLabel *>(u"overviewOfflineLabel"_s);
    QVERIFY(!words->isVisible());
    m_workspace->setConnection({ConnectionState::Reconnecting, 0});
    QVERIFY(words->isVisible());
    QCOMPARE(says(u"Billing"_s, Column::Taken), u"5 (1 handed on)"_s); // what there was stays
    m_workspace->setConnection({ConnectionState::Connected, 0});
    QVERIFY(!words->isVisible());
}

void TestOverviewWindow::aNewDayIsAskedFor()
{
    QCOMPARE(m_workspace->overview_days.size(), 1);
    const UnixTime today = m_workspace->overview_days.constFirst();
    QVERIFY(today <= m_time.now() && m_time.now() - today < 25h);
    m_time.advance(25h);
    QTRY_COMPARE(m_workspace->overview_days.size(), 2);
    QVERIFY(m_workspace->overview_days.constLast() > today);
}

CHAT121_GUI_TEST_MAIN(TestOverviewWindow)
#include "tst_overview_window.moc"
