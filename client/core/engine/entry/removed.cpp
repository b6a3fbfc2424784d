// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/entry/removed.h"

namespace chat121::engine {

namespace {

constexpr QLatin1StringView kRemovedNote("removed");

} // namespace

Removed::Removed(Context &context, Transports transports, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_transports(std::move(transports))
{
}

Result<void> Removed::load()
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString(kRemovedNote)));
    Q_EMIT m_context.announcer.removedChanged(note.has_value());
    return success();
}

void Removed::ask(const ServerAddress &address)
{
    if (m_connection) return;
    m_connection =
        std::make_unique<Connection>(m_transports(m_context.identity.profile().tls_pin), m_context.clock,
                                     m_context.random, ConnectionTimes{}, nullptr);
    connect(m_connection.get(), &Connection::ready, this, [this] {
        const auto request = m_context.store.requests().next();
        if (!request) return m_context.storeFailed(request.error());
        m_connection->request<protocol::Removal>(
            protocol::FetchRemoval{*request, m_context.identity.device()},
            [this](const Reply<protocol::Removal> &reply) { onAnswer(reply); });
    });
    m_connection->start(address);
}

bool Removed::isOurs(const protocol::Removal &answer) const
{
    const auto removal = decode<identity::SignedDeviceRemoval>(answer.removal.bytes);
    if (!removal) return false;
    const auto statement = removal->verify(m_context.identity.accountKey().publicKey());
    return statement && statement->device_key == m_context.identity.deviceKey().publicKey();
}

void Removed::onAnswer(const Reply<protocol::Removal> &reply)
{
    const auto *failure = std::get_if<RequestFailure>(&reply);
    if (failure != nullptr && failure->code == Code::Network) return; // the line comes back by itself
    const auto *answer = std::get_if<protocol::Removal>(&reply);
    QMetaObject::invokeMethod(this, &Removed::end, Qt::QueuedConnection);
    if (answer == nullptr || !isOurs(*answer)) {
        Q_EMIT notProven();
        return;
    }
    const auto saved = m_context.store.notes().save({{QString(kRemovedNote)}, {answer->removal.bytes}});
    if (!saved) m_context.storeFailed(saved.error());
    Q_EMIT m_context.announcer.removedChanged(true);
}

void Removed::end()
{
    if (m_connection) m_connection->stop();
    m_connection.reset();
}

} // namespace chat121::engine
