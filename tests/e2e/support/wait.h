// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Waiting for something that another process does, with the event loop running.
#pragma once

#include <QString>

#include <chrono>
#include <functional>

namespace chat121::e2e {

// True as soon as `condition` is; false when the time is over.
bool waitFor(const std::function<bool()> &condition, std::chrono::milliseconds at_most);

} // namespace chat121::e2e
