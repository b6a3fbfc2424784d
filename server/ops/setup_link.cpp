// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/ops/setup_link.h"

#include "common/identity/invitation.h"
#include "server/ops/data_directory.h"

#include <QFile>
#include <QSysInfo>

namespace chat121::ops {

namespace {

QString pathOf(const QString &data)
{
    return data + QStringLiteral("/setup-link");
}

} // namespace

QString setUpLink(const LinkParts &parts, crypto::Secret32 token)
{
    const identity::Invitation invitation{
        {parts.endpoint}, parts.tls_pin, parts.registrar_key, identity::SetUpInvitation{std::move(token)}};
    return identity::toLink(invitation);
}

Result<void> writeSetUpLink(const QString &data, const QString &link)
{
    return writePrivateFile(pathOf(data), link.toUtf8() + '\n');
}

void removeSetUpLink(const QString &data)
{
    QFile::remove(pathOf(data));
}

identity::HostPort endpointForLinks(const QString &public_address, const QString &listen_host, quint16 port)
{
    if (const auto given = identity::parseHostPort(public_address)) return *given;
    const bool is_any = listen_host == QStringLiteral("*") || listen_host == QStringLiteral("0.0.0.0") ||
                        listen_host == QStringLiteral("::");
    if (!is_any) return {listen_host, port};
    const QString name = QSysInfo::machineHostName().toLower();
    return {name.isEmpty() ? QStringLiteral("localhost") : name, port};
}

} // namespace chat121::ops
