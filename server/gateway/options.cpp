// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/options.h"

#include <QSslCertificate>
#include <QSslCipher>
#include <QSslKey>
#include <QSslSocket>

namespace chat121::gateway {

namespace {

// What TLS 1.2 has of the kind that TLS 1.3 knows alone (RFC 9325, Section 4.2): ECDHE, and AEAD.
bool isOfToday(const QSslCipher &cipher)
{
    const QString name = cipher.name();
    return cipher.protocol() == QSsl::TlsV1_3 ||
           (name.startsWith(QStringLiteral("ECDHE-")) &&
            (name.contains(QStringLiteral("-GCM-")) || name.contains(QStringLiteral("-CHACHA20-"))));
}

void speakOlder(QSslConfiguration &configuration)
{
    QList<QSslCipher> ciphers = QSslConfiguration::supportedCiphers();
    ciphers.removeIf([](const QSslCipher &cipher) { return !isOfToday(cipher); });
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setCiphers(ciphers);
    // The key of a ticket would open what many connections have said.
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
}

} // namespace

std::optional<QSslConfiguration> tlsConfiguration(const QByteArray &certificate_pem,
                                                  const QByteArray &private_key_pem, OldestTls oldest)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificate_pem, QSsl::Pem);
    QSslKey key(private_key_pem, QSsl::Ec, QSsl::Pem);
    if (key.isNull()) key = QSslKey(private_key_pem, QSsl::Rsa, QSsl::Pem);
    if (chain.isEmpty() || key.isNull()) return std::nullopt;

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setCaCertificates({});
    if (oldest == OldestTls::V1_2) speakOlder(configuration);
    return configuration;
}

} // namespace chat121::gateway
