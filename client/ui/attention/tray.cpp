// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/attention/tray.h"

#include "client/ui/attention/notifier.h"
#include "client/ui/theme/icon.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"

#include <QActionGroup>
#include <QPainter>

namespace chat121::ui {

namespace {

constexpr int kSides[] = {16, 22, 24, 32, 48, 64, 128}; // that desktops ask for
constexpr qreal kMark = 0.86;                           // of the side
constexpr std::chrono::minutes kQuietSpan{60};

} // namespace

QIcon markWithCount(const Theme &theme, int count)
{
    QIcon icon;
    for (const int side : kSides) {
        QPixmap picture(side, side);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        const qreal mark = side * kMark;
        paintIcon(painter, Icon::Chat, QRectF(0, side - mark, mark, mark), theme.tokens().accent);
        const QRectF corner(0, 0, side, side / 2.0);
        if (count > 0) paintBadge(painter, theme, corner, count, Qt::LeftToRight);
        painter.end();
        icon.addPixmap(picture);
    }
    return icon;
}

Tray::Tray(Workspace &workspace, Notifier &notifier, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_notifier(notifier)
    , m_window(window)
{
    makeMenu();
    m_icon.setContextMenu(&m_menu);
    setCount(0);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context) Q_EMIT wanted();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::wanted);
    if (QSystemTrayIcon::isSystemTrayAvailable()) m_icon.show();
}

void Tray::makeMenu()
{
    connect(m_menu.addAction(tr("Open")), &QAction::triggered, this, &Tray::wanted);
    m_menu.addSeparator();
    m_duties = new QActionGroup(this);
    const std::pair<DutyStatus, QString> duties[] = {{DutyStatus::Available, tr("Available")},
                                                     {DutyStatus::Busy, tr("Busy")},
                                                     {DutyStatus::Away, tr("Away")}};
    for (const auto &[duty, name] : duties) {
        QAction *action = m_menu.addAction(name);
        action->setCheckable(true);
        action->setData(static_cast<int>(duty));
        m_duties->addAction(action);
    }
    connect(m_duties, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_workspace.setDutyStatus(static_cast<DutyStatus>(action->data().toInt()), m_workspace.capacity());
    });
    m_menu.addSeparator();
    m_quiet = m_menu.addAction(tr("Quiet for an hour"));
    m_quiet->setCheckable(true);
    connect(m_quiet, &QAction::triggered, this,
            [this](bool is_quiet) { m_notifier.keepQuiet(is_quiet ? kQuietSpan : std::chrono::minutes(0)); });
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, m_window, &QWidget::close);
    connect(&m_menu, &QMenu::aboutToShow, this, &Tray::refresh);
}

void Tray::refresh()
{
    const bool is_ready = m_workspace.state() == Workspace::State::Ready;
    const bool is_staff = is_ready && m_workspace.role() == Workspace::Role::Staff;
    m_duties->setVisible(is_staff);
    const QList<QAction *> duties = m_duties->actions();
    for (QAction *action : duties)
        action->setChecked(is_staff && action->data().toInt() == static_cast<int>(m_workspace.dutyStatus()));
    m_quiet->setChecked(m_notifier.isKeptQuiet());
}

void Tray::setCount(int count)
{
    m_icon.setIcon(markWithCount(Theme::of(m_window), count));
    m_icon.setToolTip(count > 0 ? tr("Chat Live 121: %n waiting or new", nullptr, count)
                                : tr("Chat Live 121"));
}

bool Tray::show(const Notice &notice)
{
    if (!m_icon.isVisible()) return false;
    m_icon.showMessage(notice.title, notice.body, markWithCount(Theme::of(m_window), 0));
    return true;
}

} // namespace chat121::ui
