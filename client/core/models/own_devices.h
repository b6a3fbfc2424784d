// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The computers of the reader's account.
#pragma once

#include "common/base/clock.h"
#include "common/base/ids.h"

#include <QList>
#include <QString>

namespace chat121 {

// A computer of this account.
struct OwnDevice {
    DeviceId id{};
    QString name; // "Debian GNU/Linux 12 (kitchen)"; empty: it has not said so yet
    UnixTime added_at{};
    UnixTime last_used_at{}; // to the hour
    bool is_this = false;
    bool is_online = false;
    bool is_new = false;    // the person of this computer has not said yet that it is theirs
    bool is_hidden = false; // the server does not list it; a conversation has shown it

    bool operator==(const OwnDevice &) const = default;
};

struct DeviceList {
    enum class State : quint8 {
        Unknown, // nobody is there to ask; `devices` may be older
        Read,
    };

    State state = State::Unknown;
    QList<OwnDevice> devices;

    bool operator==(const DeviceList &) const = default;
};

} // namespace chat121
