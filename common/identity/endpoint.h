// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "host:port" as people and documents write it; an IPv6 address stands in brackets.
#pragma once

#include "common/base/result.h"

namespace chat121::identity {

struct HostPort {
    QString host; // without brackets, lower case
    quint16 port = 0;

    QString toString() const;
    bool operator==(const HostPort &) const = default;
};

// Malformed for an empty host, a port outside 1..65535, spaces, or anything else that a host name
// or address cannot contain.
Result<HostPort> parseHostPort(QStringView text);

} // namespace chat121::identity
