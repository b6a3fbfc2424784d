// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/core/engine/linked_client.h"

#include <QSignalSpy>

namespace chat121::test {

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
using Step = LinkStatus::Step;

} // namespace

std::unique_ptr<Client> linkedClient(const Company &company, Client &old, const QString &name,
                                     const QString &typed)
{
    const auto is_at = [&](Step step) {
        return QTest::qWaitFor([&] { return old.workspace().link().step == step; }, kPatienceMs);
    };
    old.workspace().openLink(QString::fromLatin1(Client::kPassphrase));
    if (!is_at(Step::Shown)) return nullptr;
    const LinkStatus shown = old.workspace().link();
    auto fresh = std::make_unique<Client>(company.home(name));
    if (!QTest::qWaitFor([&] { return fresh->workspace().state() == Workspace::State::Empty; }, kPatienceMs))
        return nullptr;
    QSignalSpy asked(&fresh->workspace(), &Workspace::linkAsked);
    if (typed.isEmpty())
        fresh->workspace().linkByCode(shown.link, {});
    else
        fresh->workspace().linkByCode(typed, shown.code);
    if (!QTest::qWaitFor([&] { return !asked.isEmpty(); }, kPatienceMs) || !is_at(Step::Asked))
        return nullptr;
    const auto request = asked.first().first().value<LinkRequest>();
    const bool is_same = request.number == old.workspace().link().number &&
                         request.own_name == old.workspace().ownName() &&
                         request.organisation == QStringLiteral("ACME") &&
                         fresh->workspace().state() == Workspace::State::Empty;
    if (!is_same) return nullptr;
    old.workspace().answerLink(true);
    return is_at(Step::Granted) && fresh->isConnected() ? std::move(fresh) : nullptr;
}

DeviceId otherDeviceOf(Client &client)
{
    const QList<OwnDevice> devices = client.workspace().devices().devices;
    const auto other = std::find_if(devices.cbegin(), devices.cend(),
                                    [](const OwnDevice &device) { return !device.is_this; });
    return other == devices.cend() ? DeviceId{} : other->id;
}

} // namespace chat121::test
