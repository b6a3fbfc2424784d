// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/rates.h"

namespace chat121::store {

crypto::Hash rateKey(QByteArrayView what, QByteArrayView whose)
{
    return crypto::sha256({QByteArrayView("chat121 rate "), what, QByteArrayView(": "), whose});
}

static bool isOver(const Rate &rate, RateLimit limit, UnixTime now)
{
    return now - rate.since >= limit.period || now < rate.since; // the clock may have been set back
}

Verdict<Allowed> checkRate(Sql &sql, const crypto::Hash &key, RateLimit limit, UnixTime now,
                           protocol::Reason reason)
{
    TRY_ASSIGN(const Rate rate, findRate(sql, key));
    if (rate.count < limit.count_max || isOver(rate, limit, now)) return kAllowed;
    const auto left = (rate.since + limit.period) - now;
    return Refusal{Code::Busy, reason, static_cast<quint32>(left.count())};
}

Result<void> countTry(Sql &sql, const crypto::Hash &key, RateLimit limit, UnixTime now)
{
    TRY_ASSIGN(Rate rate, findRate(sql, key));
    if (isOver(rate, limit, now)) rate = {now, 0};
    ++rate.count;
    return putRate(sql, key, rate);
}

Verdict<Allowed> judgeRate(Sql &sql, const crypto::Hash &key, RateLimit limit, UnixTime now)
{
    TRY(checkRate(sql, key, limit, now));
    TRY(countTry(sql, key, limit, now));
    return kAllowed;
}

} // namespace chat121::store
