// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "host:port" as people and documents write it; an IPv6 address stands in brackets.
#pragma once

#include "common/base/limits.h"
#include "common/base/result.h"
#include "common/codec/fields.h"

namespace chat121::identity {

using Endpoint = Text<limits::kEndpointBytesMax>; // "host:port"; IPv6 in brackets
using Endpoints = List<Endpoint, limits::kEndpointsMax>;

struct HostPort {
    QString host; // without brackets, lower case
    quint16 port = 0;

    QString toString() const;
    bool operator==(const HostPort &) const = default;
};

// Malformed for an empty host, a port outside 1..65535, spaces, or anything else that a host name
// or address cannot contain.
Result<HostPort> parseHostPort(QStringView text);

// In their order; what is none is left out.
QList<HostPort> hostPortsOf(const Endpoints &endpoints);

} // namespace chat121::identity
