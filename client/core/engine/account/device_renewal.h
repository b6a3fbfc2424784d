// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// This device's certificate before it ends: signed anew by the account key, which every device has, from half
// of its life on; nobody is asked. It is looked at before each log-in, and the server is told first: it lets
// nobody in whose certificate is over, however long that was, and its key log has to have what the groups are
// shown afterwards, by ordinary commits (staffing.h). So a computer that was off for years comes back.
//
// Ownership: Running's. Threads: engine. Source: crypto.md, section 4.
#pragma once

#include "client/core/engine/ledger/context.h"

#include <functional>

namespace chat121::engine {

class DeviceRenewal final {
public:
    explicit DeviceRenewal(Context &context)
        : m_context(context)
    {
    }

    // True: it is time, or the server has to be told.
    Result<bool> prepare();
    // On a connection before log-in: signs when it is time, and tells; then `then`, whatever came of it.
    void tell(const std::function<void()> &then);

    // Less than half of its life is left; or it begins later than now, by a clock that was wrong.
    static bool isDue(const identity::VerifiedDevice &device, UnixTime now);

private:
    Result<void> renew();

    Context &m_context;
};

} // namespace chat121::engine
