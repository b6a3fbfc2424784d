// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/app/program.h"

#include "common/base/log.h"
#include "server/desk/handlers.h"
#include "server/desk/liveness.h"
#include "server/directory/handlers.h"
#include "server/directory/key_log.h"
#include "server/ops/process.h"
#include "server/ops/registrar_key.h"
#include "server/ops/setup_link.h"
#include "server/relay/handlers.h"

namespace chat121::app {

namespace {

constexpr int kReaders = 2;

QHostAddress addressOf(const QString &host)
{
    return host == QStringLiteral("*") ? QHostAddress(QHostAddress::Any) : QHostAddress(host);
}

int threadsFor(const ops::Config &config)
{
    const int wanted = config.threads > 0 ? config.threads : QThread::idealThreadCount();
    return qBound(1, wanted, limits::kNetworkThreadsMax);
}

// At least half of them, should there be few.
int connectionsFor(int descriptors)
{
    return qMax(descriptors - limits::kDescriptorsReserved, descriptors / 2);
}

} // namespace

Program::Program(ops::Config config)
    : m_config(std::move(config))
{
}

Result<void> Program::start()
{
    TRY(openData());
    TRY(openStore());
    fillService();
    const auto reset = m_writer->runAndWait(desk::serverStarted);
    if (!reset) return Error{reset.error().code, QStringLiteral("The database cannot be written to.")};
    TRY(openGateway());
    if (!m_identity->is_set_up) {
        TRY_ASSIGN(m_set_up_link, makeSetUpLink(m_gateway->port()));
    } else {
        ops::removeSetUpLink(m_config.data);
    }
    m_control = std::make_unique<ops::ControlSocket>(m_config.data,
                                                     [this] { return makeSetUpLink(m_gateway->port()); });
    return success();
}

Result<QString> Program::makeSetUpLinkOffline()
{
    TRY(openData());
    TRY(openStore());
    return makeSetUpLink(m_config.listen.port);
}

Result<void> Program::openData()
{
    if (!m_config.registrar_key.path.isEmpty()) {
        TRY_ASSIGN(m_registrar_seed, ops::readRegistrarKey(m_config.registrar_key));
    }
    TRY(ops::makeDataDirectory(m_config.data));
    TRY_ASSIGN(m_lock, ops::DirectoryLock::take(m_config.data));
    if (m_config.allows_plain_text) return success();
    const bool is_given = !m_config.certificate.isEmpty();
    TRY_ASSIGN(m_tls, is_given ? ops::loadTlsIdentity(m_config.certificate, m_config.private_key)
                               : ops::loadOrMakeTlsIdentity(m_config.data, m_clock.now()));
    return success();
}

Result<void> Program::openStore()
{
    TRY_ASSIGN(const store::DatabaseUrl url, store::parseDatabaseUrl(m_config.database));
    const auto sink = [this](const QList<store::Delivery> &deliveries) { m_fan_out.deliver(deliveries); };
    const auto on_broken = [this](const Error &error) {
        qCCritical(lcStore) << "the database failed, the server ends:" << error.detail;
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT finished(EXIT_FAILURE); }, Qt::QueuedConnection);
    };
    const auto explained = [&url](const Error &error) {
        return Error{error.code,
                     QStringLiteral("The database %1 cannot be used: %2.").arg(url.shown(), error.detail)};
    };
    auto writer = store::GroupCommit::start(url, m_clock, sink, on_broken);
    if (!writer) return explained(writer.error());
    m_writer = *std::move(writer);
    auto readers = store::ReaderPool::start(url, m_clock, kReaders, sink);
    if (!readers) return explained(readers.error());
    m_readers = *std::move(readers);
    auto identity = loadIdentity();
    if (!identity)
        return identity.error().code == Code::Storage ? explained(identity.error()) : identity.error();
    m_identity = std::make_unique<directory::ServerIdentity>(*std::move(identity));
    if (const auto begun = directory::beginKeyLog(*m_writer); !begun) return explained(begun.error());
    return success();
}

Result<directory::ServerIdentity> Program::loadIdentity()
{
    const ops::RegistrarKeyFile &key = m_config.registrar_key;
    if (key.path.isEmpty()) return directory::loadServerIdentity(*m_writer, m_random);
    const auto keep = [&key](const crypto::Secret32 &seed) { return ops::writeRegistrarKey(key, seed); };
    const directory::SeedFile file{key.path, std::exchange(m_registrar_seed, std::nullopt), keep};
    return directory::loadServerIdentity(*m_writer, m_random, file);
}

void Program::fillService()
{
    m_services = {&m_identity->registrar, m_tls.pin, m_identity->fake_settings_key, &m_random,
                  m_config.region};
    relay::addHandlers(m_table);
    directory::addHandlers(m_table);
    desk::addHandlers(m_table);
    m_service.table = &m_table;
    m_service.services = &m_services;
    m_service.writer = m_writer.get();
    m_service.readers = m_readers.get();
    m_service.hashes = &m_hashes;
    m_service.claims = &m_claims;
    m_service.clock = &m_clock;
    m_service.is_set_up = directory::isSetUp;
    m_service.disconnected = desk::disconnected;
    m_upkeep = std::make_unique<desk::Upkeep>(*m_writer, desk::UpkeepTimes{});
}

Result<void> Program::openGateway()
{
    gateway::Options options;
    options.address = addressOf(m_config.listen.host);
    options.port = m_config.listen.port;
    options.origins = m_config.origins;
    options.threads = threadsFor(m_config);
    options.connections_max = connectionsFor(ops::descriptorsMax());
    if (!m_config.allows_plain_text) {
        const auto oldest = m_config.allows_tls_1_2 ? gateway::OldestTls::V1_2 : gateway::OldestTls::V1_3;
        options.tls = gateway::tlsConfiguration(m_tls.certificate_pem, m_tls.private_key_pem, oldest);
        if (!options.tls)
            return Error{Code::Crypto,
                         QStringLiteral("The certificate or its private key cannot be used for TLS.")};
    }
    m_gateway = std::make_unique<gateway::Gateway>(std::move(options), m_service, m_fan_out);
    connect(m_gateway.get(), &gateway::Gateway::stopped, this, [this] { Q_EMIT finished(EXIT_SUCCESS); });
    return m_gateway->start();
}

QString Program::shownAddress() const
{
    return identity::HostPort{m_config.listen.host, m_gateway->port()}.toString();
}

Result<QString> Program::makeSetUpLink(quint16 port)
{
    auto token = directory::makeSetUpToken(*m_writer, m_random);
    if (!token && token.error().code == Code::Conflict)
        return Error{Code::Conflict, QStringLiteral("An organisation has been founded on this server "
                                                    "already; people join it by its invitations.")};
    if (!token) return Error{token.error().code, QStringLiteral("The database cannot be written to.")};
    const ops::LinkParts parts{ops::endpointForLinks(m_config.public_address, m_config.listen.host, port),
                               m_tls.pin, m_identity->registrar.publicKey()};
    const QString link = ops::setUpLink(parts, *std::move(token));
    TRY(ops::writeSetUpLink(m_config.data, link));
    return link;
}

void Program::stop()
{
    m_control.reset();
    m_upkeep.reset();
    m_gateway->stop();
}

} // namespace chat121::app
