// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/base/text.h"

namespace chat121 {

QString cutToBytes(const QString &text, qsizetype bytes_max)
{
    qsizetype bytes = 0;
    qsizetype end = 0;
    while (end < text.size()) {
        const char16_t unit = text.at(end).unicode();
        const bool is_pair =
            text.at(end).isHighSurrogate() && end + 1 < text.size() && text.at(end + 1).isLowSurrogate();
        bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : is_pair ? 4 : 3;
        if (bytes > bytes_max) break;
        end += is_pair ? 2 : 1;
    }
    return text.left(end);
}

} // namespace chat121
