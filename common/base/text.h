// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Texts that have to fit into fields, whose bounds are bytes of UTF-8.
//
// Threads: any. Source of the encoding: RFC 3629, Section 3.
#pragma once

#include <QString>

namespace chat121 {

// As much of the beginning as fits, whole characters.
QString cutToBytes(const QString &text, qsizetype bytes_max);

} // namespace chat121
