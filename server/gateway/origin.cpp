// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/origin.h"

namespace chat121::gateway {

bool isAllowedOrigin(const QString &origin, const QStringList &allowed)
{
    return origin.isEmpty() || allowed.contains(origin, Qt::CaseSensitive);
}

} // namespace chat121::gateway
