// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many messages a second the shipped server stores durably and delivers, and how long one takes.
//
// Starts chat121-server with SQLite and TLS, one agent and many guests, each guest with a conversation
// of its own with the agent. Guests append 256 bytes; each append is stored, answered and pushed to
// the agent. First as fast as a window of unanswered appends allows, then at a fixed pace. Before
// that: how long the server takes to start, and its memory while nobody is there. This
// program runs on the same machine, in one thread, and takes about as much of it as the server does.
//
//     bench_server [guests [seconds [pace]]]
#include "common/crypto/init.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/logs.h"
#include "tests/server/gateway/people.h"
#include "tests/support/temporary_directory.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace chat121;
using namespace chat121::test;
using protocol::MessageType;

namespace {

constexpr int kPatienceMs = 20'000;
constexpr qsizetype kBodyBytes = 256;
constexpr int kWindows[] = {1, 16}; // unanswered appends of a connection
constexpr int kGuestsMax = limits::kAgentCapacityMax;

struct Plan {
    int guests = kGuestsMax;
    int seconds = 5;
    int pace = 1000; // messages a second, all together
};

class Bench {
public:
    explicit Bench(const Plan &plan)
        : m_plan(plan)
    {
        m_clock.start();
    }
    ~Bench()
    {
        m_server.terminate();
        m_server.waitForFinished();
    }

    QString setUp(); // empty: all is well; else what failed
    void asFastAsPossible(int window);
    void atAPace();

private:
    struct Guest {
        std::unique_ptr<Person> person;
        ConversationId conversation{};
    };

    bool startServer();
    QString takeConversation(Guest &guest); // as setUp()
    void say(Guest &guest);
    void onAnswer(Guest &guest, const QByteArray &message);
    void onPush(const QByteArray &message);
    void finish(const char *name);
    void printStart(qint64 start_ms) const;
    void spin(qint64 until_ms) const;

    const Plan m_plan;
    QElapsedTimer m_clock;
    TemporaryDirectory m_folder;
    QProcess m_server;
    QString m_link;
    std::optional<Organisation> m_organisation;
    std::unique_ptr<Person> m_agent;
    std::vector<Guest> m_guests;
    bool m_is_pumping = false;
    qint64 m_sent = 0;
    qint64 m_stored = 0;
    qint64 m_refused = 0;
    std::vector<qint64> m_delays_ns; // from append to push
};

bool Bench::startServer()
{
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const qint64 begin_ms = m_clock.elapsed();
    m_server.start(QCoreApplication::applicationDirPath() + QStringLiteral("/chat121-server"),
                   {QStringLiteral("--data"), m_folder.filePath(QStringLiteral("data")),
                    QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    QByteArray output;
    while (!output.contains("ready ")) {
        if (!m_server.waitForReadyRead(kPatienceMs)) return false;
        output += m_server.readAllStandardOutput();
    }
    printStart(m_clock.elapsed() - begin_ms);
    m_link =
        QRegularExpression(QStringLiteral("(chat121://\\S+)")).match(QString::fromUtf8(output)).captured(1);
    return !m_link.isEmpty();
}

void Bench::printStart(qint64 start_ms) const
{
    QFile status(QStringLiteral("/proc/%1/status").arg(m_server.processId()));
    const QByteArray text = status.open(QIODevice::ReadOnly) ? status.readAll() : QByteArray();
    const auto match =
        QRegularExpression(QStringLiteral("VmRSS:\\s*(\\d+)")).match(QString::fromLatin1(text));
    const double megabytes = match.captured(1).toDouble() / 1024;
    std::printf("first start of a new server: %lld ms; idle: %.1f MB\n", static_cast<long long>(start_ms),
                megabytes);
    std::printf("{\"bench\":\"server start\",\"start_ms\":%lld,\"idle_mb\":%.1f}\n",
                static_cast<long long>(start_ms), megabytes);
}

// Waits for the answer; false and a line on stderr when it is another one.
template <typename Answer>
bool answered(const RawPeer &peer)
{
    const auto is_over = [&] {
        return peer.has<Answer>() || peer.has<protocol::Refused>() || peer.isEnded();
    };
    if (QTest::qWaitFor(is_over, kPatienceMs) && peer.has<Answer>()) return true;
    const auto refused = peer.last<protocol::Refused>();
    std::fprintf(stderr, "refused: code %d, reason %d, closed with %d\n", static_cast<int>(refused.code),
                 static_cast<int>(refused.reason), peer.closeCode());
    return false;
}

QString Bench::takeConversation(Guest &guest)
{
    RawPeer &peer = *guest.person->peer;
    guest.conversation = {guest.person->account().value ^ 1};
    protocol::StartConversation start;
    start.request = guest.person->nextRequest();
    start.conversation = guest.conversation;
    start.department = m_organisation->department().id;
    start.opening.bytes = QByteArray(kBodyBytes, 'o');
    peer.send(start);
    if (!answered<protocol::Stored>(peer)) return QStringLiteral("a conversation could not be started");

    m_agent->peer->forget();
    m_agent->peer->send(protocol::Take{m_agent->nextRequest(), guest.conversation});
    if (!answered<protocol::Taken>(*m_agent->peer))
        return QStringLiteral("a conversation could not be taken");
    protocol::Commit commit;
    commit.request = m_agent->nextRequest();
    commit.log = guest.conversation;
    commit.commit.bytes = "not looked into";
    commit.group_info.bytes = "neither";
    commit.added.items = {{guest.person->device(), guest.person->account()}};
    m_agent->peer->send(commit);
    return answered<protocol::Stored>(*m_agent->peer) ? QString() : QStringLiteral("a commit was not stored");
}

QString Bench::setUp()
{
    if (!startServer()) return QStringLiteral("the server does not start");
    m_organisation = Organisation::from(m_link);
    if (m_organisation) m_agent = m_organisation->found();
    if (!m_agent) return QStringLiteral("the organisation could not be founded");
    if (!m_organisation->publishInboxKey(*m_agent)) return QStringLiteral("the inbox key was refused");
    m_agent->peer->send(
        protocol::SetStatus{m_agent->nextRequest(), protocol::AgentStatus::Available, kGuestsMax});
    const auto token = m_organisation->inviteGuests(*m_agent, static_cast<quint32>(m_plan.guests));
    if (!token) return QStringLiteral("guests could not be invited");
    for (int i = 0; i < m_plan.guests; ++i) {
        Guest guest{m_organisation->guest(*token)};
        if (!guest.person) return QStringLiteral("a guest could not register");
        if (const QString failed = takeConversation(guest); !failed.isEmpty()) return failed;
        m_guests.push_back(std::move(guest));
    }
    for (Guest &guest : m_guests)
        guest.person->peer->listen([this, &guest](const QByteArray &message) { onAnswer(guest, message); });
    m_agent->peer->listen([this](const QByteArray &message) { onPush(message); });
    return {};
}

void Bench::say(Guest &guest)
{
    protocol::Append append;
    append.request = guest.person->nextRequest();
    append.log = guest.conversation;
    append.epoch = 1;
    const qint64 now_ns = m_clock.nsecsElapsed();
    append.sealed.bytes =
        QByteArray(kBodyBytes, 'x')
            .replace(0, sizeof(now_ns), QByteArray(reinterpret_cast<const char *>(&now_ns), sizeof(now_ns)));
    guest.person->peer->send(append);
    ++m_sent;
}

void Bench::onAnswer(Guest &guest, const QByteArray &message)
{
    const auto type = protocol::typeOf(message);
    if (type != MessageType::Stored && type != MessageType::Refused) return;
    ++(type == MessageType::Stored ? m_stored : m_refused);
    if (m_is_pumping) say(guest);
}

void Bench::onPush(const QByteArray &message)
{
    const auto push = protocol::decodeFrame<protocol::EnvelopePushed>(message);
    if (!push || push->envelope.body.bytes.size() != kBodyBytes) return;
    qint64 sent_ns = 0;
    std::memcpy(&sent_ns, push->envelope.body.bytes.constData(), sizeof(sent_ns));
    m_delays_ns.push_back(m_clock.nsecsElapsed() - sent_ns);
}

void Bench::spin(qint64 until_ms) const
{
    while (m_clock.elapsed() < until_ms)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
}

void Bench::asFastAsPossible(int window)
{
    m_is_pumping = true;
    const qint64 begin_ms = m_clock.elapsed();
    QTimer tick; // so that waiting ends
    tick.start(1);
    for (Guest &guest : m_guests) {
        for (int i = 0; i < window; ++i)
            say(guest);
    }
    spin(begin_ms + m_plan.seconds * 1000);
    m_is_pumping = false;
    const double rate = static_cast<double>(m_delays_ns.size()) / m_plan.seconds;
    std::printf("%d connections, window %d: %.0f durable messages/s delivered (%lld refused)\n",
                m_plan.guests + 1, window, rate, static_cast<long long>(m_refused));
    std::printf("{\"bench\":\"server\",\"connections\":%d,\"window\":%d,\"messages_per_s\":%.0f}\n",
                m_plan.guests + 1, window, rate);
    finish("  from append to push, saturated");
}

void Bench::atAPace()
{
    const qint64 begin_ms = m_clock.elapsed();
    QTimer tick;
    qint64 due = 0;
    size_t next = 0;
    QObject::connect(&tick, &QTimer::timeout, &tick, [&] {
        const qint64 target = (m_clock.elapsed() - begin_ms) * m_plan.pace / 1000;
        for (; due < target; ++due)
            say(m_guests[next++ % m_guests.size()]);
    });
    tick.start(1);
    spin(begin_ms + m_plan.seconds * 1000);
    tick.stop();
    std::printf("%d connections, %d messages/s:\n", m_plan.guests + 1, m_plan.pace);
    finish("  from append to push");
}

// Waits for what is on the way, prints, and begins anew.
void Bench::finish(const char *name)
{
    [[maybe_unused]] const bool all =
        QTest::qWaitFor([&] { return m_stored + m_refused == m_sent; }, kPatienceMs);
    std::sort(m_delays_ns.begin(), m_delays_ns.end());
    const auto percentile = [&](double share) {
        if (m_delays_ns.empty()) return 0.0;
        const auto index = static_cast<size_t>(share * static_cast<double>(m_delays_ns.size() - 1));
        return static_cast<double>(m_delays_ns[index]) / 1e6;
    };
    std::printf("%s: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms (%zu messages)\n", name, percentile(0.5),
                percentile(0.95), percentile(0.99), m_delays_ns.size());
    std::fflush(stdout);
    m_delays_ns.clear();
    m_sent = m_stored = m_refused = 0;
}

Plan planOf(const QStringList &arguments)
{
    Plan plan;
    if (arguments.size() > 1) plan.guests = qBound(1, arguments[1].toInt(), kGuestsMax);
    if (arguments.size() > 2) plan.seconds = qMax(1, arguments[2].toInt());
    if (arguments.size() > 3) plan.pace = qMax(1, arguments[3].toInt());
    return plan;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (!crypto::initialise()) return EXIT_FAILURE;
    Bench bench(planOf(application.arguments()));
    if (const QString failed = bench.setUp(); !failed.isEmpty()) {
        std::fprintf(stderr, "bench_server: %s\n", qPrintable(failed));
        return EXIT_FAILURE;
    }
    for (const int window : kWindows)
        bench.asFastAsPossible(window);
    bench.atAPace();
    return EXIT_SUCCESS;
}
