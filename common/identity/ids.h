// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ids that follow from public keys: nobody hands them out, so nobody can swap them. An id is the
// first 8 bytes of SHA-256(label + key), the top bit cleared.
#pragma once

#include "common/base/bytes.h"
#include "common/base/ids.h"
#include "common/crypto/dh.h"
#include "common/crypto/signature.h"

namespace chat121::identity {

// Names one inbox key of a department.
using InboxKeyId = Id<struct InboxKeyTag>;

OrganisationId organisationIdOf(const crypto::PublicKey &root_key);
AccountId accountIdOf(const crypto::PublicKey &account_key);
DeviceId deviceIdOf(const crypto::PublicKey &device_key);
InboxKeyId inboxKeyIdOf(const crypto::DhPublicKey &inbox_key);

// A device's own log, to which Welcomes go.
inline LogId inboxLogOf(DeviceId device)
{
    return {device.value};
}

// The MLS basic credential of a device: "account:device@organisation", 16 hex digits each.
QByteArray credentialOf(AccountId account, DeviceId device, OrganisationId organisation);

} // namespace chat121::identity
