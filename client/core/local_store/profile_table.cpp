// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/profile_table.h"

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

QByteArray nameOf(ProfileValue which)
{
    return encode(static_cast<quint16>(which));
}

constexpr QByteArrayView kStarts = "starts";

} // namespace

Result<void> ProfileTable::save(ProfileValue which, QByteArrayView value)
{
    return m_items.save(ItemKind::Profile, nameOf(which), 0, value);
}

Result<std::optional<QByteArray>> ProfileTable::find(ProfileValue which) const
{
    return m_items.find(ItemKind::Profile, nameOf(which));
}

Result<QByteArray> ProfileTable::value(ProfileValue which) const
{
    TRY_ASSIGN(std::optional<QByteArray> found, find(which));
    if (!found) return Error{Code::NotFound, u"no profile value %1"_s.arg(static_cast<quint16>(which))};
    return *std::move(found);
}

Result<void> ProfileTable::remove(ProfileValue which)
{
    return m_items.remove(ItemKind::Profile, nameOf(which));
}

Result<quint64> ProfileTable::startCounter() const
{
    return m_items.counter(kStarts);
}

Result<void> ProfileTable::saveStartCounter(quint64 counter)
{
    return m_items.saveCounter(kStarts, counter);
}

} // namespace chat121
