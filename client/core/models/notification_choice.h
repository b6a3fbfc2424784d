// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What this computer tells its person about while they look at something else: a plain value, kept in the
// profile and on this computer only.
#pragma once

#include "common/base/ids.h"

#include <QHash>

#include <optional>

namespace chat121 {

enum class NoticeSound : quint8 { None, Soft, Bell, Phone };

// In minutes of the local day; over midnight when `to` is not after `from`.
struct QuietHours {
    int from = 22 * 60;
    int to = 7 * 60;

    bool include(int minute) const
    {
        return from < to ? minute >= from && minute < to : minute >= from || minute < to;
    }
    bool operator==(const QuietHours &) const = default;
};

struct NotificationChoice {
    bool is_on = true;
    bool has_names = false; // who waits or writes; what is written is never told
    bool of_waiting = true; // staff
    bool of_messages = true;
    bool has_sounds = true;
    std::optional<QuietHours> quiet{};
    QHash<DepartmentId, NoticeSound> sounds{}; // of who waits there, where it is not a bell

    bool operator==(const NotificationChoice &) const = default;
};

} // namespace chat121
