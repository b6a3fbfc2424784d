// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/request_table.h"

#include "client/core/local_store/item_table.h"

namespace chat121 {

namespace {

constexpr QByteArrayView kRequests = "requests";

} // namespace

Result<RequestId> RequestTable::next()
{
    TRY(load());
    if (m_last >= m_reserved) TRY(reserve());
    return RequestId{++m_last};
}

Result<RequestId> RequestTable::last()
{
    TRY(load());
    return RequestId{m_last};
}

Result<void> RequestTable::load()
{
    if (m_loaded) return success();
    TRY_ASSIGN(m_reserved, RawItems(m_database).counter(kRequests));
    m_last = m_reserved; // whether the rest of the block was handed out before a crash is unknown
    m_loaded = true;
    return success();
}

Result<void> RequestTable::reserve()
{
    const quint64 bound = m_last + limits::kRequestBlock;
    TRY(RawItems(m_database).saveCounter(kRequests, bound));
    m_reserved = bound;
    return success();
}

void RequestTable::forgetReserved()
{
    m_reserved = m_last; // the next one reserves again
}

} // namespace chat121
