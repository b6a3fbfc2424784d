// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The computers of the account: the half of LiveWorkspace that lists, removes and lets them in.

#include "client/core/engine/engine.h"
#include "client/core/engine/live_workspace.h"

namespace chat121 {

using engine::Announcer;
using engine::Engine;
using engine::Running;

void LiveWorkspace::connectDevices()
{
    const Announcer *announcer = m_engine->announcer();
    connect(announcer, &Announcer::devicesChanged, this, [this](const DeviceList &devices) {
        if (m_devices == devices) return;
        m_devices = devices;
        Q_EMIT devicesChanged();
    });
    connect(announcer, &Announcer::deviceActionFailed, this, &Workspace::deviceActionFailed);
    connect(announcer, &Announcer::linkChanged, this, [this](const LinkStatus &status) {
        m_link = status;
        Q_EMIT linkChanged();
    });
    connect(announcer, &Announcer::linkAsked, this, &Workspace::linkAsked);
    connect(announcer, &Announcer::removedChanged, this, [this](bool is_removed) {
        if (m_is_removed == is_removed) return;
        m_is_removed = is_removed;
        Q_EMIT removedChanged();
    });
}

void LiveWorkspace::fetchDevices()
{
    postRunning([](Running &running) { running.devices().list(); });
}

void LiveWorkspace::acceptDevice(DeviceId device)
{
    postRunning([device](Running &running) { running.devices().accept(device); });
}

void LiveWorkspace::removeDevice(DeviceId device)
{
    postRunning([device](Running &running) { running.devices().remove(device); });
}

void LiveWorkspace::openLink(const QString &proof)
{
    post([proof](engine::Engine &engine) { engine.openLink(proof); });
}

void LiveWorkspace::closeLink()
{
    postRunning([](Running &running) { running.linking().close(); });
}

void LiveWorkspace::answerLink(bool is_allowed)
{
    postRunning([is_allowed](Running &running) { running.linking().answer(is_allowed); });
}

void LiveWorkspace::linkByCode(const QString &address, const QString &code)
{
    post([=](Engine &engine) { engine.linkByCode(address, code); });
}

void LiveWorkspace::giveUpLink()
{
    post([](Engine &engine) { engine.giveUpLink(); });
}

} // namespace chat121
