// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which web pages may connect. Browsers say in `Origin` where a page comes from; other programs say
// nothing. So: no origin, or exactly a listed one. Threads: any.
#pragma once

#include <QStringList>

namespace chat121::gateway {

bool isAllowedOrigin(const QString &origin, const QStringList &allowed);

} // namespace chat121::gateway
