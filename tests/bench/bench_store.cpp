// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Durable messages a second: 100 devices in 50 conversations send sealed 256-byte envelopes through the
// whole relay (decode, duplicates, membership, epoch, number, push) into either database. `in flight`
// is how many wait for their answer at a time; what queues up during a commit shares the next one.
//
//     bench_store [seconds for each row]      prints a table, then one line of JSON

#include "common/protocol/messages/logs.h"
#include "server/relay/handlers.h"
#include "tests/server/support/people.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace chat121;
using namespace chat121::store;

namespace {

struct Sender {
    Caller caller;
    LogId log;
};

struct Row {
    QString backend;
    int in_flight = 0;
    double per_second = 0;
    double per_batch = 0;
    double p50_ms = 0, p99_ms = 0;
};

class Bench {
public:
    Bench(const QString &backend, int in_flight)
        : m_fixture(backend)
        , m_people(m_fixture)
        , m_in_flight(in_flight)
    {
        relay::addHandlers(m_fixture.table);
        for (int i = 0; i < 50; ++i) {
            const Caller guest = m_people.guest(), agent = m_people.staff({});
            const LogId log = m_people.conversation({guest, agent});
            m_senders.append({guest, log});
            m_senders.append({agent, log});
        }
    }

    Row run(std::chrono::milliseconds duration, const QString &backend)
    {
        const WriterFigures before = m_fixture.writer->figures();
        const auto start = m_clock.steady();
        m_end = start + duration;
        for (int i = 0; i < m_in_flight; ++i)
            sendNext();
        while (m_waiting > 0)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const double seconds = static_cast<double>((m_clock.steady() - start).count()) / 1000;
        const WriterFigures after = m_fixture.writer->figures();

        std::sort(m_latencies.begin(), m_latencies.end());
        const auto jobs = static_cast<double>(after.jobs - before.jobs);
        return {backend,          m_in_flight,
                jobs / seconds,   jobs / static_cast<double>(after.batches - before.batches),
                percentile(0.50), percentile(0.99)};
    }

private:
    double percentile(double part) const
    {
        return m_latencies.at(static_cast<qsizetype>(static_cast<double>(m_latencies.size() - 1) * part));
    }

    void sendNext()
    {
        const Sender &sender = m_senders.at(m_next++ % m_senders.size());
        const protocol::Append message{
            m_people.next(),       sender.log, protocol::EnvelopeKind::Application, 0, 1, {},
            {QByteArray(256, 's')}};
        const Handler *handler = *m_fixture.table.admit(sender.caller, protocol::MessageType::Append);
        const store::Request request{
            &m_fixture.services, sender.caller, {}, protocol::encodeFrame(message), {}, {}};
        const auto sent_at = std::chrono::steady_clock::now();
        ++m_waiting;
        const auto queued = m_fixture.writer->submit(
            m_port, 256, job(*handler, request), [this, sent_at](const Verdict<Outcome> &verdict) {
                --m_waiting;
                if (!verdict) qFatal("refused: %s", qPrintable(verdict.error().detail));
                const std::chrono::duration<double, std::milli> took =
                    std::chrono::steady_clock::now() - sent_at;
                m_latencies.append(took.count());
                if (m_clock.steady() < m_end) sendNext();
            });
        if (!queued) qFatal("%s", qPrintable(queued.error().detail));
        if (m_next % 512 == 0) m_fixture.takeDeliveries();
    }

    test::StoreFixture m_fixture;
    test::People m_people;
    QList<Sender> m_senders;
    SystemClock m_clock;
    Port m_port;
    const int m_in_flight;
    qsizetype m_next = 0;
    int m_waiting = 0;
    std::chrono::milliseconds m_end{};
    QList<double> m_latencies;
};

QJsonObject toJson(const Row &row)
{
    return {{QStringLiteral("database"), row.backend},      {QStringLiteral("in_flight"), row.in_flight},
            {QStringLiteral("per_second"), row.per_second}, {QStringLiteral("per_commit"), row.per_batch},
            {QStringLiteral("p50_ms"), row.p50_ms},         {QStringLiteral("p99_ms"), row.p99_ms}};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int seconds = argc > 1 ? QByteArray(argv[1]).toInt() : 3;
    QJsonArray rows;
    std::printf("%-10s %10s %14s %12s %9s %9s\n", "database", "in flight", "messages/s", "per commit",
                "p50 ms", "p99 ms");
    for (const QString &backend : {QStringLiteral("sqlite"), QStringLiteral("postgres")}) {
        for (const int in_flight : {1, 10, 100, 1000}) {
            Bench bench(backend, in_flight);
            const Row row = bench.run(std::chrono::seconds(seconds), backend);
            std::printf("%-10s %10d %14.0f %12.1f %9.2f %9.2f\n", qPrintable(row.backend), row.in_flight,
                        row.per_second, row.per_batch, row.p50_ms, row.p99_ms);
            std::fflush(stdout);
            rows.append(toJson(row));
        }
    }
    const QJsonDocument json(QJsonObject{{QStringLiteral("bench_store"), rows}});
    std::printf("%s\n", json.toJson(QJsonDocument::Compact).constData());
    return 0;
}
