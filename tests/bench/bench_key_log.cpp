// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key log at 10^5 leaves: what recording a statement costs, how long a proof of inclusion takes
// from the question to the signed answer, with how many hashes, and its verification.
//
//     bench_key_log [leaves]      prints a table, then one line of JSON

#include "common/protocol/messages/key_log.h"
#include "server/directory/handlers.h"
#include "server/directory/key_log.h"
#include "server/store/key_log_rows.h"
#include "tests/server/support/organisation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace chat121;
using namespace chat121::store;
using identity::LoggedStatement;

namespace {

constexpr int kProofs = 2000;
constexpr int kRecordedAtOnce = 500;

using Clock = std::chrono::steady_clock;

double microseconds(Clock::time_point since)
{
    return std::chrono::duration<double, std::micro>(Clock::now() - since).count();
}

LoggedStatement statementOf(int number)
{
    return {identity::StatementKind::Badge, crypto::sha256(QByteArray::number(number))};
}

double percentile(QList<double> times, double part)
{
    std::sort(times.begin(), times.end());
    return times.at(static_cast<qsizetype>(static_cast<double>(times.size() - 1) * part));
}

double recordAll(test::StoreFixture &fixture, int leaves)
{
    const auto start = Clock::now();
    for (int done = 0; done < leaves; done += kRecordedAtOnce) {
        fixture.mustWrite([done, leaves](Sql &sql) {
            QList<LoggedStatement> statements;
            for (int number = done; number < qMin(leaves, done + kRecordedAtOnce); ++number)
                statements.append(statementOf(number));
            return directory::record(sql, statements);
        });
    }
    return microseconds(start) / leaves;
}

QJsonObject measure(const QString &backend, int leaves)
{
    test::StoreFixture fixture(backend);
    directory::addHandlers(fixture.table);
    const test::Organisation organisation(fixture);
    const double per_leaf = recordAll(fixture, leaves);

    QList<double> answered, verified;
    qsizetype hashes_min = limits::kKeyLogPathMax, hashes_max = 0;
    const auto answer = fixture.read([&](Sql &sql, UnixTime now) -> Verdict<Outcome> {
        for (int round = 0; round < kProofs; ++round) {
            const int number = static_cast<int>((round * 7919LL) % leaves);
            const protocol::FetchKeyLog question{{1}, {}, {{identity::leafOf(statementOf(number))}}};
            const store::Request request{&fixture.services, {}, {}, {}, {}, now};
            const auto start = Clock::now();
            TRY_ASSIGN(const Outcome outcome, directory::fetchKeyLog(sql, request, question));
            answered.append(microseconds(start));

            const auto reply = protocol::decodeFrame<protocol::KeyLog>(outcome.reply);
            const auto checking = Clock::now();
            const auto head = decode<identity::SignedKeyLogHead>(reply->head.bytes);
            const auto tree = head->verify(organisation.registrar.publicKey());
            const protocol::KeyLogInclusion &inclusion = reply->inclusion.items.first();
            if (!tree || !identity::merkle::isIncluded(question.leaves.items.first(), inclusion.index,
                                                       inclusion.path.hashes.items, tree->tree()))
                qFatal("a proof does not verify");
            verified.append(microseconds(checking));
            hashes_min = qMin(hashes_min, inclusion.path.hashes.items.size());
            hashes_max = qMax(hashes_max, inclusion.path.hashes.items.size());
        }
        return Outcome{};
    });
    if (!answer) qFatal("refused: %s", qPrintable(answer.error().detail));
    std::printf("%-10s %9d %12.1f %12.0f %12.0f %12.0f %6lld-%lld\n", qPrintable(backend), leaves, per_leaf,
                percentile(answered, 0.5), percentile(answered, 0.99), percentile(verified, 0.5),
                static_cast<long long>(hashes_min), static_cast<long long>(hashes_max));
    std::fflush(stdout);
    return {{QStringLiteral("database"), backend},
            {QStringLiteral("leaves"), leaves},
            {QStringLiteral("record_us"), per_leaf},
            {QStringLiteral("proof_p50_us"), percentile(answered, 0.5)},
            {QStringLiteral("proof_p99_us"), percentile(answered, 0.99)},
            {QStringLiteral("verify_p50_us"), percentile(verified, 0.5)},
            {QStringLiteral("hashes_min"), hashes_min},
            {QStringLiteral("hashes_max"), hashes_max}};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int leaves = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    std::printf("%-10s %9s %12s %12s %12s %12s %9s\n", "database", "leaves", "record us", "proof p50 us",
                "proof p99 us", "verify us", "hashes");
    QJsonArray rows;
    for (const QString &backend : {QStringLiteral("sqlite"), QStringLiteral("postgres")})
        rows.append(measure(backend, leaves));
    const QJsonDocument json(QJsonObject{{QStringLiteral("bench_key_log"), rows}});
    std::printf("%s\n", json.toJson(QJsonDocument::Compact).constData());
    return 0;
}
