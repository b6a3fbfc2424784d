// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/faults/strange_server.h"

#include "common/crypto/sodium_random.h"
#include "common/identity/invitation.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/session.h"

#include <QDir>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTest>
#include <QWebSocket>

#include <memory>

namespace chat121::e2e {

StrangeServer::StrangeServer(const QString &folder, QList<QByteArray> answers)
    : m_answers(std::move(answers))
    , m_server(QStringLiteral("strange"), QWebSocketServer::SecureMode)
{
    QDir().mkpath(folder);
    const auto tls = ops::loadOrMakeTlsIdentity(folder, SystemClock().now());
    if (!tls) return;
    m_tls = *tls;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setLocalCertificateChain(QSslCertificate::fromData(m_tls.certificate_pem));
    const QSslKey ec_key(m_tls.private_key_pem, QSsl::Ec);
    configuration.setPrivateKey(ec_key.isNull() ? QSslKey(m_tls.private_key_pem, QSsl::Rsa) : ec_key);
    m_server.setSslConfiguration(configuration);
    connect(&m_server, &QWebSocketServer::newConnection, this, &StrangeServer::accept);
    m_server.listen(QHostAddress::LocalHost, 0);
}

void StrangeServer::accept()
{
    while (QWebSocket *socket = m_server.nextPendingConnection()) {
        const auto number = std::make_shared<qsizetype>(0);
        connect(socket, &QWebSocket::binaryMessageReceived, socket, [this, socket, number] {
            socket->sendBinaryMessage(m_answers.at(qMin((*number)++, m_answers.size() - 1)));
        });
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
    }
}

QString StrangeServer::link()
{
    if (!m_server.isListening()) return {};
    crypto::SodiumRandom random;
    identity::Invitation invitation;
    invitation.endpoints.append({QStringLiteral("127.0.0.1"), m_server.serverPort()});
    invitation.tls_pin = m_tls.pin;
    invitation.registrar_key = {};
    invitation.purpose = identity::SetUpInvitation{identity::InvitationToken::random(random)};
    return identity::toLink(invitation);
}

void addStrangeAnswers()
{
    using namespace Qt::StringLiterals;
    using protocol::encodeFrame;
    QTest::addColumn<QList<QByteArray>>("answers");
    QTest::addColumn<QString>("words");
    protocol::Welcome welcome;
    welcome.version = 1;
    welcome.now = SystemClock().now();
    protocol::Welcome newer = welcome;
    newer.version = 7;
    const protocol::Refused refused{{}, Code::Unsupported, protocol::Reason::VersionUnsupported, 0};
    QTest::newRow("another version") << QList{encodeFrame(newer)} << u"another version"_s;
    QTest::newRow("no common version") << QList{encodeFrame(refused)} << u"another version"_s;
    QTest::newRow("nonsense") << QList<QByteArray>{"HTTP/1.1 200 OK\r\n"} << u"makes no sense"_s;
    QTest::newRow("an empty frame") << QList<QByteArray>{""} << u"makes no sense"_s;
    QTest::newRow("the same answer to everything") << QList{encodeFrame(welcome)} << u"makes no sense"_s;
    QTest::newRow("a good beginning, then nonsense")
        << QList<QByteArray>{encodeFrame(welcome), "?"} << u"makes no sense"_s;
}

} // namespace chat121::e2e
