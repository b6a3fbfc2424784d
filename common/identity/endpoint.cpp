// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/endpoint.h"

#include <QUrl>

#include <algorithm>

namespace chat121::identity {

namespace {

constexpr qsizetype kHostNameMax = 253; // RFC 1035, without the last dot

bool isNameCharacter(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') || code == '-' || code == '.' ||
           code == '_';
}

bool isAddressCharacter(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= 'a' && code <= 'f') || (code >= '0' && code <= '9') || code == ':' || code == '.';
}

// Empty if it is no host name. Names in other scripts become their ASCII form.
QString properName(const QString &text)
{
    const QString name = QString::fromLatin1(QUrl::toAce(text)).toLower();
    const bool proper = name.size() <= kHostNameMax && std::all_of(name.begin(), name.end(), isNameCharacter);
    return proper ? name : QString();
}

// Empty if it is no IPv6 address, by its characters.
QString properAddress(const QString &text)
{
    const QString address = text.toLower();
    const bool proper = address.count(QLatin1Char(':')) >= 2 &&
                        std::all_of(address.begin(), address.end(), isAddressCharacter);
    return proper ? address : QString();
}

} // namespace

QString HostPort::toString() const
{
    const bool is_address = host.contains(QLatin1Char(':'));
    const QString shown = is_address ? QLatin1Char('[') + host + QLatin1Char(']') : host;
    return shown + QLatin1Char(':') + QString::number(port);
}

Result<HostPort> parseHostPort(QStringView text)
{
    const Error malformed{Code::Malformed, QStringLiteral("an endpoint is no host:port")};
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    if (colon < 1 || text.size() > limits::kEndpointBytesMax) return malformed;

    const QStringView digits = text.sliced(colon + 1);
    const bool only_digits = std::all_of(digits.begin(), digits.end(), [](QChar digit) {
        return digit >= QLatin1Char('0') && digit <= QLatin1Char('9');
    });
    const int port = only_digits && digits.size() <= 5 ? digits.toInt() : 0;
    if (port < 1 || port > 65535) return malformed;

    const QStringView host = text.first(colon);
    const bool bracketed = host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']'));
    const QString proper =
        bracketed ? properAddress(host.sliced(1, host.size() - 2).toString()) : properName(host.toString());
    if (proper.isEmpty()) return malformed;
    return HostPort{proper, static_cast<quint16>(port)};
}

QList<HostPort> hostPortsOf(const Endpoints &endpoints)
{
    QList<HostPort> places;
    for (const Endpoint &endpoint : endpoints.items)
        if (const auto place = parseHostPort(endpoint.text)) places.append(*place);
    return places;
}

} // namespace chat121::identity
