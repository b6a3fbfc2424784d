// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Limits of the kind "so many times in a period", kept in the database so that they outlive a restart.
#pragma once

#include "common/protocol/message_type.h"
#include "server/store/outcome.h"
#include "server/store/way_in_rows.h"

namespace chat121::store {

struct RateLimit {
    int count_max = 0;
    std::chrono::milliseconds period{};
};

// The name under which something is counted. What is hashed into it cannot be read back.
crypto::Hash rateKey(QByteArrayView what, QByteArrayView whose);

// Refused with `reason` when the period's tries are used up; counts nothing.
Verdict<Allowed> checkRate(Sql &sql, const crypto::Hash &key, RateLimit limit, UnixTime now,
                           protocol::Reason reason = protocol::Reason::RateLimited);
// One more try.
Result<void> countTry(Sql &sql, const crypto::Hash &key, RateLimit limit, UnixTime now);

// Both.
Verdict<Allowed> judgeRate(Sql &sql, const crypto::Hash &key, RateLimit limit, UnixTime now);

} // namespace chat121::store
