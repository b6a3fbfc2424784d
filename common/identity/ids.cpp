// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/ids.h"

#include "common/crypto/hash.h"

#include <QtEndian>

namespace chat121::identity {

namespace {

constexpr quint64 kTopBit = 1ull << 63;

quint64 idOf(QByteArrayView label, const FixedBytes<32> &key)
{
    const crypto::Hash hash = crypto::sha256({label, key.view()});
    const quint64 value = qFromBigEndian<quint64>(hash.data.data()) & ~kTopBit;
    return value == 0 ? 1 : value;
}

QByteArray hex(quint64 value)
{
    return QByteArray::number(value, 16).rightJustified(16, '0');
}

} // namespace

OrganisationId organisationIdOf(const crypto::PublicKey &root_key)
{
    return {idOf("chat121 organisation id", root_key)};
}

AccountId accountIdOf(const crypto::PublicKey &account_key)
{
    return {idOf("chat121 account id", account_key)};
}

DeviceId deviceIdOf(const crypto::PublicKey &device_key)
{
    return {idOf("chat121 device id", device_key)};
}

InboxKeyId inboxKeyIdOf(const crypto::DhPublicKey &inbox_key)
{
    return {idOf("chat121 inbox key id", inbox_key)};
}

QByteArray credentialOf(AccountId account, DeviceId device, OrganisationId organisation)
{
    return hex(account.value) + ':' + hex(device.value) + '@' + hex(organisation.value);
}

} // namespace chat121::identity
