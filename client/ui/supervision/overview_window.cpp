// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/supervision/overview_window.h"

#include "client/ui/desk/conversation_delegate.h"
#include "client/ui/supervision/department_table.h"
#include "client/ui/supervision/overview_view.h"
#include "client/ui/supervision/people_table.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/skeleton.h"
#include "client/ui/widgets/state_page.h"
#include "client/ui/widgets/titled_column.h"

#include <QDateTime>
#include <QListView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr qreal kWidth = 1080; // when there is room, in units
constexpr qreal kHeight = 560;
constexpr qreal kTableHeightMin = 120;

UnixTime beginOfDay(UnixTime now)
{
    return {QDateTime::fromMSecsSinceEpoch(now.ms).date().startOfDay().toMSecsSinceEpoch()};
}

} // namespace

OverviewWindow::OverviewWindow(Workspace &workspace, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_ticker(clock)
    , m_departments(new DepartmentTable(m_ticker, this))
    , m_people(new PeopleTable(this))
{
    setObjectName(QStringLiteral("overviewWindow"));
    build();
    connect(&m_workspace, &Workspace::overviewChanged, this, &OverviewWindow::refresh);
    connect(&m_workspace, &Workspace::connectionChanged, this, &OverviewWindow::refreshConnection);
    connect(&m_ticker, &ElapsedTicker::ticked, this, &OverviewWindow::lookAtTheDay);
    m_loading->start();
    lookAtTheDay();
    refreshConnection();
    refresh();
    const Theme &theme = Theme::of(this);
    resize(theme.px(kWidth), theme.px(kHeight));
    m_department_view->setFocus();
}

OverviewWindow::~OverviewWindow()
{
    m_workspace.endOverview();
}

void OverviewWindow::reject()
{
    QDialog::reject();
    deleteLater();
}

void OverviewWindow::build()
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Departments at a glance"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(tr("Counted from what the server knows anyway. What is said in the "
                                        "conversations is not in it."),
                                     TextRole::Body, Tone::Secondary, this));
    m_offline = new MarkedLabel(Icon::CloudOff, Tone::Warn, TextRole::Body, this);
    m_offline->words()->setObjectName(QStringLiteral("overviewOfflineLabel"));
    m_offline->words()->setText(
        tr("There is no connection. This is how it was; it goes on by itself as soon as there is one."));
    column->addWidget(m_offline);

    m_faces = new QStackedWidget(this);
    m_loading = new Skeleton(Skeleton::Shape::List, this);
    m_empty = new EmptyState(Icon::Building, tr("You answer for no department"),
                             tr("As soon as your organisation gives you one, it is shown here."), this);
    m_filled = new QWidget(this);
    auto *tables = new QVBoxLayout(m_filled);
    tables->setContentsMargins({});
    tables->setSpacing(theme.px(space::kM));
    m_department_view =
        new OverviewView(*m_departments, DepartmentTable::Longest, Qt::DescendingOrder, m_filled);
    m_department_view->setObjectName(QStringLiteral("departmentTable"));
    m_department_view->setAccessibleName(tr("Departments"));
    m_people_view = new OverviewView(*m_people, PeopleTable::Status, Qt::DescendingOrder, m_filled);
    m_people_view->setObjectName(QStringLiteral("peopleTable"));
    m_people_view->setAccessibleName(tr("People"));
    for (OverviewView *view : {m_department_view, m_people_view}) {
        view->setMinimumHeight(theme.px(kTableHeightMin));
        tables->addWidget(view, 1);
    }
    tables->addWidget(makeTalks(), 1);
    for (QWidget *face : std::initializer_list<QWidget *>{m_loading, m_empty, m_filled})
        m_faces->addWidget(face);
    column->addWidget(m_faces, 1);

    auto *close = new Button(ButtonKind::Secondary, tr("Close"), this);
    close->setObjectName(QStringLiteral("overviewCloseButton"));
    close->setAutoDefault(false); // Enter is the tables'
    connect(close, &Button::clicked, this, &OverviewWindow::reject);
    column->addWidget(close, 0, Qt::AlignTrailing);
}

// Who joins is seen by everybody there: the buttons say so before.
QWidget *OverviewWindow::makeTalks()
{
    const Theme &theme = Theme::of(this);
    auto *part = new QWidget(m_filled);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins({});
    column->setSpacing(theme.px(space::kS));
    column->addWidget(
        new PlainLabel(tr("Conversations of colleagues. Everybody in one sees you come, and you "
                          "read what is said from then on."),
                       TextRole::Body, Tone::Secondary, part));
    m_talks = new QListView(part);
    m_talks->setObjectName(QStringLiteral("colleaguesTalksList"));
    m_talks->setAccessibleName(tr("Conversations of colleagues"));
    m_talks->setModel(m_workspace.team());
    m_talks->setItemDelegate(new ConversationDelegate(m_ticker, m_talks));
    m_talks->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_talks->setMinimumHeight(theme.px(kTableHeightMin));
    column->addWidget(m_talks, 1);
    m_asked = new MarkedLabel(Icon::Clock, Tone::Accent, TextRole::Body, part);
    m_asked->words()->setObjectName(QStringLiteral("joinAskedLabel"));
    m_asked->hide();
    column->addWidget(m_asked);
    auto *buttons = new QHBoxLayout;
    m_read = new Button(ButtonKind::Secondary, Icon::Eye, tr("Read along"), part);
    m_read->setObjectName(QStringLiteral("readAlongButton"));
    m_join = new Button(ButtonKind::Secondary, Icon::PersonAdd, tr("Take part"), part);
    m_join->setObjectName(QStringLiteral("takePartButton"));
    for (Button *button : {m_read, m_join}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    column->addLayout(buttons);
    connect(m_read, &Button::clicked, this, [this] { join(Attendance::Reading); });
    connect(m_join, &Button::clicked, this, [this] { join(Attendance::Speaking); });
    connect(m_talks->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &OverviewWindow::refreshTalks);
    connect(m_workspace.team(), &ConversationListModel::countChanged, this, &OverviewWindow::refreshTalks);
    connect(&m_workspace, &Workspace::talkOpened, m_asked, &QWidget::hide);
    connect(&m_workspace, &Workspace::actionFailed, m_asked, &QWidget::hide);
    refreshTalks();
    return part;
}

void OverviewWindow::refreshTalks()
{
    const bool is_chosen = m_talks->currentIndex().isValid();
    const bool is_connected = m_workspace.connection().state == ConnectionState::Connected;
    m_read->setEnabled(is_chosen && is_connected);
    m_join->setEnabled(is_chosen && is_connected);
}

void OverviewWindow::join(Attendance attendance)
{
    const QModelIndex chosen = m_talks->currentIndex();
    if (!chosen.isValid()) return;
    const ConversationRow row = m_workspace.team()->at(chosen.row());
    m_asked->words()->setText(
        tr("Asked: the computer of %1 lets you in.").arg(isolated(cleanName(row.taken_by))));
    m_asked->show();
    m_workspace.join(row.id, attendance);
}

// A window that stays open over midnight counts the new day.
void OverviewWindow::lookAtTheDay()
{
    const UnixTime day = beginOfDay(m_ticker.now());
    if (day == m_day) return;
    m_day = day;
    m_workspace.beginOverview(day);
}

void OverviewWindow::refresh()
{
    const DeskOverview overview = m_workspace.overview();
    m_departments->setRows(overview.departments);
    m_people->setRows(overview.people);
    const bool is_loading = overview == DeskOverview(); // the reader at least is among the people
    if (is_loading) return m_faces->setCurrentWidget(m_loading);
    m_loading->stop();
    m_faces->setCurrentWidget(overview.departments.isEmpty() ? static_cast<QWidget *>(m_empty) : m_filled);
    if (overview.departments.isEmpty() || m_is_fitted) return;
    m_is_fitted = true; // once: columns that move are not read
    for (OverviewView *view : {m_department_view, m_people_view}) {
        view->fitColumns();
        if (!view->currentIndex().isValid()) view->setCurrentIndex(view->model()->index(0, 0));
    }
    m_department_view->setFocus(Qt::OtherFocusReason); // which could not have it before
}

void OverviewWindow::refreshConnection()
{
    m_offline->setVisible(m_workspace.connection().state != ConnectionState::Connected);
    refreshTalks();
}

} // namespace chat121::ui
