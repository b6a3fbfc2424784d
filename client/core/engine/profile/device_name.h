// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an account's computers are called, for the account's own devices: sealed under a key that only the
// account key gives, so that the server keeps bytes. Threads: any.
#pragma once

#include "client/core/engine/profile/profile.h"

namespace chat121::engine {

// "Debian GNU/Linux 12 (kitchen)", of this computer.
QString thisComputer();

QByteArray sealDeviceName(const Identity &identity, const QString &name, RandomSource &random);
// Empty if it does not open, or is another device's.
QString openDeviceName(const Identity &identity, DeviceId device, QByteArrayView sealed);

} // namespace chat121::engine
