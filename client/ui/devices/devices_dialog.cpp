// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/devices/devices_dialog.h"

#include "client/ui/devices/device_words.h"
#include "client/ui/devices/link_page.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/confirm_dialog.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/skeleton.h"
#include "client/ui/widgets/state_page.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr qreal kHeight = 320; // of the list, in units
constexpr char kDevice[] = "chat121_device";

} // namespace

DevicesDialog::DevicesDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_pages(new QStackedWidget(this))
{
    const Theme &theme = Theme::of(this);
    setObjectName(QStringLiteral("devicesDialog"));
    setWindowTitle(tr("Your computers"));
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->addWidget(m_pages);
    m_list_page = makeList();
    m_link_page = new LinkPage(m_workspace, m_pages);
    m_pages->addWidget(m_list_page);
    m_pages->addWidget(m_link_page);
    connect(m_add, &Button::clicked, this, [this] {
        m_pages->setCurrentWidget(m_link_page);
        m_link_page->start();
    });
    connect(m_link_page, &LinkPage::done, this, [this] {
        m_pages->setCurrentWidget(m_list_page);
        m_add->setFocus();
        m_workspace.fetchDevices();
    });
    connect(&m_workspace, &Workspace::devicesChanged, this, &DevicesDialog::refresh);
    connect(&m_workspace, &Workspace::connectionChanged, this, &DevicesDialog::refresh);
    connect(&m_workspace, &Workspace::deviceActionFailed, this, &DevicesDialog::showProblem);
    refresh();
    m_workspace.fetchDevices();
}

// A code that nobody sees any more is no longer good.
DevicesDialog::~DevicesDialog()
{
    m_workspace.closeLink();
}

QWidget *DevicesDialog::makeList()
{
    const Theme &theme = Theme::of(this);
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(theme.px(space::kM));
    column->addWidget(new PlainLabel(windowTitle(), TextRole::Title, Tone::Primary, page));
    column->addWidget(new PlainLabel(tr("Each of them reads and writes in your name. Remove one that you no "
                                        "longer use or do not know."),
                                     TextRole::Body, Tone::Secondary, page));
    m_problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, page);
    m_problem->words()->setObjectName(QStringLiteral("deviceProblemLabel"));
    m_problem->hide();
    m_stale = new MarkedLabel(Icon::CloudOff, Tone::Warn, TextRole::Body, page);
    m_stale->words()->setText(tr("You are off-line. The list is as it was, and nothing can be changed now."));
    m_stale->hide();
    column->addWidget(m_problem);
    column->addWidget(m_stale);

    m_faces = new QStackedWidget(page);
    m_loading = new Skeleton(Skeleton::Shape::List, m_faces);
    m_offline = new ErrorState(
        tr("The list is on the server"),
        tr("You are off-line. Nothing is lost: it is shown as soon as the connection is back."), m_faces);
    auto *area = new QScrollArea(m_faces);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    m_rows = new QWidget(area);
    m_column = new QVBoxLayout(m_rows);
    m_column->setContentsMargins({});
    m_column->setSpacing(theme.px(space::kS));
    area->setWidget(m_rows);
    const QWidgetList faces = {m_loading, m_offline, area};
    for (QWidget *face : faces)
        m_faces->addWidget(face);
    m_faces->setMinimumHeight(theme.px(kHeight));
    column->addWidget(m_faces, 1);

    auto *buttons = new QHBoxLayout;
    m_close = new Button(ButtonKind::Secondary, tr("Close"), page);
    m_close->setObjectName(QStringLiteral("devicesCloseButton"));
    m_add = new Button(ButtonKind::Primary, tr("Add a computer…"), page);
    m_add->setObjectName(QStringLiteral("addDeviceButton"));
    m_add->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_add);
    column->addLayout(buttons);
    connect(m_close, &Button::clicked, this, &QDialog::accept);
    return page;
}

// --- the rows -------------------------------------------------------------------------------------

void DevicesDialog::refresh()
{
    const DeviceList list = m_workspace.devices();
    const bool is_connected = m_workspace.connection().state == ConnectionState::Connected;
    m_add->setEnabled(is_connected);
    m_stale->setVisible(!is_connected && !list.devices.isEmpty());
    if (!list.devices.isEmpty()) {
        fill(list, is_connected);
        m_loading->stop();
        m_faces->setCurrentIndex(2);
    } else if (is_connected) {
        m_loading->start();
        m_faces->setCurrentWidget(m_loading);
    } else {
        m_loading->stop();
        m_faces->setCurrentWidget(m_offline);
    }
}

// The rows are made anew; whoever was at a button of theirs stays at it.
void DevicesDialog::fill(const DeviceList &list, bool is_connected)
{
    if (list == m_shown && is_connected == m_is_shown_connected) return;
    m_shown = list;
    m_is_shown_connected = is_connected;
    const QWidget *held = focusWidget();
    const bool is_at_row = held && m_rows->isAncestorOf(held);
    const qulonglong device = is_at_row ? held->property(kDevice).toULongLong() : 0;
    const QString button = is_at_row ? held->objectName() : QString();
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const OwnDevice &one : list.devices) {
        QWidget *row = makeRow(one, is_connected);
        m_column->addWidget(row);
        row->show(); // what is not visible yet gets no focus
    }
    if (list.devices.size() == 1)
        m_column->addWidget(new PlainLabel(tr("There is no other computer in your account."), TextRole::Body,
                                           Tone::Hint, m_rows));
    m_column->addStretch(1);
    if (is_at_row) focusRow(device, button);
}

// The same button; else another one of this computer; else what always stands.
void DevicesDialog::focusRow(qulonglong device, const QString &button)
{
    QWidget *best = nullptr;
    const auto buttons = m_rows->findChildren<Button *>();
    for (Button *one : buttons) {
        if (one->property(kDevice).toULongLong() != device || !one->isEnabled()) continue;
        if (!best || one->objectName() == button) best = one;
    }
    if (!best) best = m_add->isEnabled() ? m_add : m_close;
    best->setFocus();
}

QString DevicesDialog::useOf(const OwnDevice &device) const
{
    if (device.is_hidden) return tr("The server does not list it, but a conversation has shown it.");
    const QString since = tr("Added on %1").arg(dateInWords(device.added_at));
    if (device.is_this) return tr("This computer · %1").arg(since);
    if (device.is_online) return tr("Connected now · %1").arg(since);
    if (!device.last_used_at.ms) return since;
    return tr("Last used on %1 · %2").arg(dateInWords(device.last_used_at), since);
}

QWidget *DevicesDialog::makeRow(const OwnDevice &device, bool is_connected)
{
    const Theme &theme = Theme::of(this);
    auto *row = new Card(m_rows);
    row->setObjectName(QStringLiteral("deviceRow"));
    auto *line = new QHBoxLayout(row);
    const int margin = theme.px(space::kM);
    line->setContentsMargins(margin, margin, margin, margin);
    line->setSpacing(margin);
    line->addWidget(
        new IconLabel(Icon::Computer, device.is_this ? Tone::Accent : Tone::Secondary, size::kIcon, row), 0,
        Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(theme.px(space::kXs));
    auto *name = new PlainLabel(nameOf(device), TextRole::BodyStrong, Tone::Primary, row);
    texts->addWidget(name);
    const QString use = useOf(device);
    texts->addWidget(new PlainLabel(use, TextRole::Small, Tone::Secondary, row));
    row->setAccessibleName(tr("%1. %2").arg(nameOf(device), use));
    if (device.is_new) {
        auto *mark = new MarkedLabel(Icon::Warning, Tone::Warn, TextRole::Small, row);
        mark->words()->setText(tr("New: was that you?"));
        texts->addWidget(mark);
    }
    line->addLayout(texts, 1);
    if (device.is_this) return row;
    if (device.is_new && !device.is_hidden) {
        auto *mine = new Button(ButtonKind::Secondary, tr("It was me"), row);
        mine->setObjectName(QStringLiteral("acceptDeviceButton"));
        mine->setAccessibleDescription(nameOf(device));
        mine->setProperty(kDevice, device.id.value);
        connect(mine, &Button::clicked, this, [this, id = device.id] { m_workspace.acceptDevice(id); });
        line->addWidget(mine, 0, Qt::AlignVCenter);
    }
    auto *remove = new Button(ButtonKind::Quiet, tr("Remove…"), row);
    remove->setObjectName(QStringLiteral("removeDeviceButton"));
    remove->setAccessibleDescription(nameOf(device));
    remove->setProperty(kDevice, device.id.value);
    remove->setEnabled(is_connected);
    connect(remove, &Button::clicked, this, [this, device] { confirmRemoval(device); });
    line->addWidget(remove, 0, Qt::AlignVCenter);
    return row;
}

void DevicesDialog::confirmRemoval(const OwnDevice &device)
{
    if (!askToRemove(device, this)) return;
    m_problem->hide();
    m_workspace.removeDevice(device.id);
}

void DevicesDialog::showProblem(const Problem &problem)
{
    m_problem->words()->setText(problem.sentence);
    m_problem->words()->setToolTip(problem.details);
    m_problem->show();
}

} // namespace chat121::ui
