// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/devices/device_strip.h"

#include "client/ui/devices/device_words.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/confirm_dialog.h"

#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

DeviceStrip::DeviceStrip(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_banner(new Banner(this))
{
    setObjectName(QStringLiteral("deviceStrip"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_banner);
    connect(m_banner, &Banner::actionClicked, this, &DeviceStrip::act);
    connect(m_banner, &Banner::otherActionClicked, this, &DeviceStrip::accept);
    connect(&m_workspace, &Workspace::devicesChanged, this, &DeviceStrip::refresh);
    connect(&m_workspace, &Workspace::removedChanged, this, &DeviceStrip::refresh);
    connect(&m_workspace, &Workspace::stateChanged, this, &DeviceStrip::refresh);
    refresh();
}

void DeviceStrip::refresh()
{
    const bool is_ready = m_workspace.state() == Workspace::State::Ready;
    const QList<OwnDevice> devices = m_workspace.devices().devices;
    const auto fresh =
        std::find_if(devices.cbegin(), devices.cend(), [](const OwnDevice &device) { return device.is_new; });
    const bool has_news = fresh != devices.cend();
    setVisible(is_ready && (m_workspace.isRemoved() || has_news));
    if (!is_ready) return;
    if (m_workspace.isRemoved()) {
        m_banner->show(
            Banner::Kind::Error,
            tr("This computer was removed from your account. What it has stays readable; nothing new "
               "comes."),
            tr("Erase it here…"));
        return;
    }
    if (!has_news) return;
    m_new = *fresh;
    const QString sentence =
        m_new.is_hidden
            ? tr("A computer that the server does not list reads in your name since %1. Remove it, and tell "
                 "the owner of the server.")
                  .arg(dateInWords(m_new.added_at))
            : tr("A new computer was added to your account: %1, on %2.")
                  .arg(nameOf(m_new), dateInWords(m_new.added_at));
    m_banner->show(Banner::Kind::Warning, sentence, tr("Remove it…"));
    if (!m_new.is_hidden) m_banner->setOtherAction(tr("It was me"));
}

void DeviceStrip::accept()
{
    m_workspace.acceptDevice(m_new.id);
}

void DeviceStrip::act()
{
    if (m_workspace.isRemoved()) return confirmErase();
    const OwnDevice device = m_new; // the line may change while the question is open
    if (askToRemove(device, window())) m_workspace.removeDevice(device.id);
}

void DeviceStrip::confirmErase()
{
    ConfirmDialog question({tr("Erase everything on this computer?"),
                            tr("Your account and its other computers are not touched. Nobody can bring back "
                               "what is only here."),
                            tr("Keep"), tr("Erase")},
                           window());
    if (question.exec() == QDialog::Accepted) m_workspace.eraseProfile();
}

} // namespace chat121::ui
