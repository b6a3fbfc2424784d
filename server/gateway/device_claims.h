// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which connection speaks for a device, across all network threads: the newest that proved it. Tells
// when the last one is gone, in an order that fits the writer's: a device that logs in again just
// now is never reported as gone afterwards.
//
//     claim() before LogIn is submitted -> prove() when it succeeded -> release() at the end
//
// Owner: the program. Threads: any; a mutex, held for the length of a hash look-up and a submit.
#pragma once

#include "server/store/outcome.h"

#include <QHash>
#include <QList>

#include <functional>
#include <mutex>
#include <optional>

namespace chat121::gateway {

using ClaimSerial = quint64; // rises with every log-in of the whole server

class DeviceClaims {
public:
    using Left = std::function<void(const store::Caller &)>;

    ClaimSerial claim(DeviceId device);

    // False when a later log-in of the device has succeeded already: this one is the old one then.
    bool prove(DeviceId device, ClaimSerial serial);

    // The log-in was refused, or its connection is over. `online`: the caller, if the log-in had
    // succeeded. Calls `left`, under the lock, when nobody holds or tries for the device any more
    // although the database thinks so.
    void release(DeviceId device, ClaimSerial serial, const std::optional<store::Caller> &online,
                 const Left &left);

    // `left` was called for this caller, and the database could not be told: again, unless the device
    // has come back meanwhile.
    void leaveAgain(const store::Caller &caller, const Left &left);

    qsizetype devices() const;

private:
    struct Claim {
        ClaimSerial serial = 0;
        bool is_proven = false;
    };
    struct Device {
        QList<Claim> claims;
        std::optional<store::Caller> owed; // on-line in the database, without a connection here
    };

    mutable std::mutex m_mutex;
    QHash<DeviceId, Device> m_devices;
    ClaimSerial m_last = 0;
};

} // namespace chat121::gateway
