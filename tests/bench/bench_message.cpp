// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long a message takes from Enter to the other side's window: an agent and a customer, each a
// client of its own as in the shipped programs, over the shipped server with TLS and its database on
// disk. It counts from Talk::say() to the row in the other's timeline, so it holds the sender's
// outbox, sealing, both databases and the server; painting comes on top (bench_timeline).
//
//     bench_message [messages]
#include "client/core/engine/live_workspace.h"
#include "common/crypto/init.h"
#include "tests/e2e/support/server_process.h"
#include "tests/e2e/support/wait.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

using namespace chat121;
using namespace std::chrono_literals;
using e2e::waitFor;

namespace {

using Client = std::unique_ptr<LiveWorkspace>;

constexpr int kMessages = 500;
constexpr int kWarmUp = 20;

Client openClient(const QString &folder)
{
    engine::EngineSetup setup;
    setup.directory = folder;
    setup.passphrase = QStringLiteral("a passphrase for benchmarks");
    setup.vault = VaultChoice::Passphrase;
    auto client = std::make_unique<LiveWorkspace>(setup);
    client->open();
    waitFor([&] { return client->state() == Workspace::State::Empty; }, 10s);
    return client;
}

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
    agent->inviteCustomers(agent->departments().constFirst().id, 1, 1);
    waitFor([&] { return !link.isEmpty(); }, 20s);
    QObject::disconnect(connection);
    return link;
}

// The two sides of one conversation; null: somebody did not come in.
struct Pair {
    Talk *agent = nullptr;
    Talk *customer = nullptr;
};

Pair bringTogether(const Client &agent, const Client &customer, const QString &set_up_link)
{
    if (!preview(agent, set_up_link)) return {};
    agent->foundOrganisation(QStringLiteral("ACME"), QStringLiteral("Support"), QStringLiteral("Anna"),
                             QStringLiteral("correct horse battery"));
    if (!isConnected(agent) || !preview(customer, inviteCustomer(agent))) return {};
    customer->joinAsCustomer(QStringLiteral("Carla"));
    if (!isConnected(customer)) return {};
    agent->setDutyStatus(DutyStatus::Available, 1);
    Talk *own = customer->ownTalk();
    own->say(QStringLiteral("Hello"));
    const ConversationId id = own->id();
    const auto is_readable = [&] {
        return agent->queue()->rowCount() == 1 && !agent->queue()->at(0).preview.isEmpty();
    };
    if (!waitFor(is_readable, 20s)) return {};
    agent->take(id);
    if (!waitFor([&] { return agent->mine()->rowCount() == 1; }, 20s)) return {};
    Talk *talk = agent->talk(id);
    if (!waitFor([&] { return talk->roster().size() == 2 && own->roster().size() == 2; }, 20s)) return {};
    return {talk, own};
}

// Milliseconds from saying to the row at the other side.
double timeOne(Talk *author, Talk *reader, int number)
{
    const QString text =
        QStringLiteral("This is sentence number %1 of a talk about a parcel that is late.").arg(number);
    QElapsedTimer timer;
    qint64 shown_ns = 0;
    QEventLoop loop;
    TimelineModel *timeline = reader->timeline();
    const auto connection =
        QObject::connect(timeline, &TimelineModel::inserted, &loop, [&](int first, int count) {
            for (int place = first; place < first + count; ++place) {
                if (timeline->at(place).text != text) continue;
                shown_ns = timer.nsecsElapsed();
                loop.quit();
            }
        });
    QTimer::singleShot(10s, &loop, &QEventLoop::quit);
    timer.start();
    author->say(text);
    loop.exec();
    QObject::disconnect(connection);
    return static_cast<double>(shown_ns) / 1e6;
}

void print(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[static_cast<size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf("from Enter to the other side's timeline, %zu messages: median %.2f ms, p95 %.2f ms, p99 "
                "%.2f ms, slowest %.2f ms\n",
                times.size(), at(0.5), at(0.95), at(0.99), times.back());
    std::printf(
        "{\"bench\":\"message\",\"messages\":%zu,\"median_ms\":%.3f,\"p95_ms\":%.3f,\"p99_ms\":%.3f}\n",
        times.size(), at(0.5), at(0.95), at(0.99));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (!crypto::initialise()) return EXIT_FAILURE;
    const int wanted = argc > 1 ? qMax(1, QByteArray(argv[1]).toInt()) : kMessages;
    const QTemporaryDir folder;
    e2e::ServerProcess server(folder.filePath(QStringLiteral("server")), 0);
    if (!server.start()) {
        std::fprintf(stderr, "bench_message: the server does not start\n");
        return EXIT_FAILURE;
    }
    const Client agent = openClient(folder.filePath(QStringLiteral("agent")));
    const Client customer = openClient(folder.filePath(QStringLiteral("customer")));
    const Pair pair = bringTogether(agent, customer, server.setUpLink());
    if (pair.agent == nullptr) {
        std::fprintf(stderr, "bench_message: the two do not come together\n");
        return EXIT_FAILURE;
    }
    std::vector<double> times;
    for (int number = 0; number < kWarmUp + wanted; ++number) {
        const bool is_customer = number % 2 == 0;
        const double time = timeOne(is_customer ? pair.customer : pair.agent,
                                    is_customer ? pair.agent : pair.customer, number);
        if (number >= kWarmUp) times.push_back(time);
    }
    print(std::move(times));
    return EXIT_SUCCESS;
}
