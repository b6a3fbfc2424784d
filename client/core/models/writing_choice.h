// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a person writes: a plain value, kept in the profile and on this computer only.
#pragma once

#include "common/base/limits.h"

#include <QStringList>

namespace chat121 {

struct WritingChoice {
    QStringList recent_emoji{}; // newest first, each once

    void use(const QString &emoji)
    {
        recent_emoji.removeAll(emoji);
        recent_emoji.prepend(emoji);
        if (recent_emoji.size() > limits::kRecentEmojiMax) recent_emoji.removeLast();
    }
    bool operator==(const WritingChoice &) const = default;
};

} // namespace chat121
