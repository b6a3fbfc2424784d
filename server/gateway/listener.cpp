// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/listener.h"

#include "common/base/log.h"

#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

namespace chat121::gateway {

namespace {

QHostAddress peerOf(qintptr descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof(storage);
    auto *const address = reinterpret_cast<sockaddr *>(&storage);
    if (getpeername(static_cast<int>(descriptor), address, &size) != 0) return {};
    return QHostAddress(address);
}

QString sentenceFor(QAbstractSocket::SocketError error, const QHostAddress &address, quint16 port)
{
    const QString where = QStringLiteral("%1, port %2").arg(address.toString()).arg(port);
    if (error == QAbstractSocket::AddressInUseError)
        return QStringLiteral(
                   "Another program listens on %1 already; stop it, or choose another port with --listen.")
            .arg(where);
    if (error == QAbstractSocket::SocketAccessError)
        return QStringLiteral("This user may not listen on %1; choose a port above 1023 with --listen.")
            .arg(where);
    return QStringLiteral(
               "It is not possible to listen on %1; choose an address of this machine with --listen.")
        .arg(where);
}

} // namespace

Listener::Listener(const Options &options, Take take, QObject *parent)
    : QTcpServer(parent)
    , m_take(std::move(take))
    , m_counts(options.connections_max, options.per_address_max, options.per_loopback_max)
{
    setListenBacklogSize(limits::kListenBacklog);
    // Qt stops accepting for good after an error such as "too many open files".
    connect(this, &QTcpServer::acceptError, this, [this] {
        qCWarning(lcGateway, "no connection can be accepted just now; is the limit of open files too low?");
        pauseAccepting();
        QTimer::singleShot(limits::kAcceptRetryDelay, this, [this] { resumeAccepting(); });
    });
}

Result<void> Listener::start(const QHostAddress &address, quint16 port)
{
    if (listen(address, port)) return success();
    return Error{Code::Network, sentenceFor(serverError(), address, port)};
}

void Listener::onLeft(const QHostAddress &address)
{
    m_counts.leave(address);
    // Not at the first that leaves: the next one comes at once, and would be worth a line again.
    if (!m_counts.isNearlyFull()) m_is_full_reported = false;
}

void Listener::incomingConnection(qintptr descriptor)
{
    const QHostAddress address = peerOf(descriptor);
    if (m_counts.isFull() && !std::exchange(m_is_full_reported, true))
        qCWarning(lcGateway, "there are %d connections, as many as the limit of open files allows",
                  m_counts.total());
    if (address.isNull() || !m_counts.enter(address)) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    m_take({descriptor, address});
}

} // namespace chat121::gateway
