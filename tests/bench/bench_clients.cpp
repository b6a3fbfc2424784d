// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/bench_clients.h"

#include "tests/e2e/support/wait.h"

using namespace std::chrono_literals;

namespace chat121::bench {

using e2e::waitFor;

namespace {

bool isConnected(const Client &client)
{
    return waitFor(
        [&] {
            return client->state() == Workspace::State::Ready &&
                   client->connection().state == ConnectionState::Connected;
        },
        20s);
}

bool preview(const Client &client, const QString &link)
{
    bool is_there = false;
    const auto connection = QObject::connect(client.get(), &Workspace::invitationPreviewed, client.get(),
                                             [&] { is_there = true; });
    client->previewInvitation(link);
    const bool is_seen = waitFor([&] { return is_there; }, 20s);
    QObject::disconnect(connection);
    return is_seen;
}

QString inviteCustomer(const Client &agent)
{
    QString link;
    const auto connection = QObject::connect(agent.get(), &Workspace::invitationMade, agent.get(),
                                             [&](const QString &made) { link = made; });
    agent->inviteCustomers({agent->departments().constFirst().id, 1, 1});
    waitFor([&] { return !link.isEmpty(); }, 20s);
    QObject::disconnect(connection);
    return link;
}

} // namespace

engine::EngineSetup setupOf(const QString &folder, VaultChoice vault)
{
    engine::EngineSetup setup;
    setup.directory = folder;
    setup.vault = vault;
    if (vault == VaultChoice::Passphrase) setup.passphrase = QString::fromLatin1(kBenchPassphrase);
    return setup;
}

Client openClient(const QString &folder, VaultChoice vault)
{
    auto client = std::make_unique<LiveWorkspace>(setupOf(folder, vault));
    client->open();
    waitFor([&] { return client->state() == Workspace::State::Empty; }, 10s);
    return client;
}

bool foundsAndTakes(const Client &agent, const Client &customer, const QString &set_up_link)
{
    if (!preview(agent, set_up_link)) return false;
    agent->foundOrganisation(QStringLiteral("ACME"), QStringLiteral("Support"), QStringLiteral("Anna"),
                             QStringLiteral("correct horse battery"));
    if (!isConnected(agent) || !preview(customer, inviteCustomer(agent))) return false;
    customer->joinAsCustomer(QStringLiteral("Carla"));
    if (!isConnected(customer)) return false;
    agent->setDutyStatus(DutyStatus::Available, 1);
    Talk *own = customer->ownTalk();
    own->say(QStringLiteral("Hello"));
    const auto is_readable = [&] {
        return agent->queue()->rowCount() == 1 && !agent->queue()->at(0).preview.isEmpty();
    };
    if (!waitFor(is_readable, 20s)) return false;
    agent->take(own->id());
    return waitFor([&] { return own->roster().size() == 2 && agent->mine()->rowCount() == 1; }, 20s);
}

} // namespace chat121::bench
