// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/options.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace chat121::gateway {

std::optional<QSslConfiguration> tlsConfiguration(const QByteArray &certificate_pem,
                                                  const QByteArray &private_key_pem)
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
    return configuration;
}

} // namespace chat121::gateway
