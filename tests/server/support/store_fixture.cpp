// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/support/store_fixture.h"

#include "common/crypto/init.h"
#include "tests/support/postgres_server.h"

namespace chat121::test {

using store::Outcome;
using store::Verdict;

void addBackends()
{
    QTest::addColumn<QString>("backend");
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
    QTest::newRow("postgres") << QStringLiteral("postgres");
}

// One cluster for the whole program; each fixture gets a database of its own.
static store::DatabaseUrl freshPostgres()
{
    static const auto server = PostgresServer::start();
    if (!server) qFatal("PostgreSQL does not start: %s", qPrintable(server.error().detail));
    const auto database = (*server)->freshDatabase();
    if (!database) qFatal("no fresh database: %s", qPrintable(database.error().detail));
    const auto url = store::parseDatabaseUrl(database->url());
    if (!url) qFatal("%s", qPrintable(url.error().detail));
    return *url;
}

static store::DatabaseUrl freshUrl(const QString &backend, const TemporaryDirectory &folder)
{
    if (backend == QStringLiteral("postgres")) return freshPostgres();
    store::DatabaseUrl url;
    url.path = folder.filePath(QStringLiteral("store.sqlite"));
    return url;
}

EmptyDatabase::EmptyDatabase(const QString &backend)
    : m_url(freshUrl(backend, m_folder))
{
}

static crypto::SigningKey freshKey(RandomSource &random)
{
    if (!crypto::initialise()) qFatal("no cryptography");
    return crypto::SigningKey::generate(random);
}

StoreFixture::StoreFixture(const QString &backend)
    : m_database(backend)
    , m_registrar(freshKey(random))
{
    services.registrar = &m_registrar;
    services.random = &random;
    random.fill(challenge.data.data(), challenge.kSize);
    random.fill(services.fake_settings_key.data.data(), 32);
    start();
}

StoreFixture::~StoreFixture()
{
    stop();
}

void StoreFixture::stop()
{
    readers.reset();
    writer.reset();
}

void StoreFixture::start()
{
    const auto sink = [this](QList<store::Delivery> deliveries) {
        const std::scoped_lock lock(m_mutex);
        m_deliveries.append(std::move(deliveries));
    };
    auto started = store::GroupCommit::start(url(), clock, sink, [this](const Error &) { ++broken; });
    if (!started) qFatal("%s", qPrintable(started.error().detail));
    writer = *std::move(started);
    auto pool = store::ReaderPool::start(url(), clock, 1, sink);
    if (!pool) qFatal("%s", qPrintable(pool.error().detail));
    readers = *std::move(pool);
}

void StoreFixture::mustWrite(const std::function<Result<void>(store::Sql &)> &work)
{
    const auto verdict = write([work](store::Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY(work(sql));
        return Outcome{};
    });
    if (!verdict) qFatal("cannot write: %s", qPrintable(verdict.error().detail));
}

Verdict<Outcome> StoreFixture::sendFrame(const store::Caller &caller, const QByteArray &frame)
{
    TRY_ASSIGN(const store::Handler *handler, table.admit(caller, protocol::typeOf(frame).value()));
    store::Request request{&services, caller, challenge, frame, {}, clock.now()};
    if (handler->look_up) {
        TRY_ASSIGN(Outcome found, read(store::lookUpJob(*handler, request)));
        request.prepared = found.reply;
    }
    if (handler->hash) {
        TRY_ASSIGN(request.prepared, handler->hash(request));
    }
    return handler->lane == store::Lane::Read ? read(store::job(*handler, request))
                                              : write(store::job(*handler, request));
}

QList<store::Delivery> StoreFixture::takeDeliveries()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_deliveries, {});
}

} // namespace chat121::test
