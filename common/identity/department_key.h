// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The public inbox key of a department, published and signed by a member of its team. Customers
// check the publisher's chain before they seal a word to it.
#pragma once

#include "common/identity/chain.h"

namespace chat121::identity {

// Signed by the device key of a member of the department.
struct DepartmentKey {
    static constexpr QByteArrayView kLabel = labels::kDepartmentKey;
    static constexpr qsizetype kBytesMax = 128;

    DepartmentId department;
    InboxKeyId id; // inboxKeyIdOf(public_key)
    crypto::DhPublicKey public_key;
    UnixTime published_at;
    UnixTime valid_until;

    auto fields() { return std::tie(department, id, public_key, published_at, valid_until); }
    bool operator==(const DepartmentKey &) const = default;
};

struct PublishedDepartmentKey {
    Signed<DepartmentKey> key;
    LeafIdentity publisher;

    auto fields() { return std::tie(key, publisher); }
    bool operator==(const PublishedDepartmentKey &) const = default;
};

struct VerifiedDepartmentKey {
    DepartmentId department;
    InboxKeyId id;
    crypto::DhPublicKey public_key;
    UnixTime valid_until;
    VerifiedStaff publisher;
};

// Valid for limits::kDepartmentKeyLife from `now`.
PublishedDepartmentKey publishDepartmentKey(DepartmentId department, const crypto::DhPublicKey &public_key,
                                            const crypto::SigningKey &device_key,
                                            const LeafIdentity &publisher, UnixTime now);

// Errors as in chain.h; Forbidden if the publisher is a guest, serves other departments, or the key
// is another department's.
Result<VerifiedDepartmentKey> verifyDepartmentKey(const PublishedDepartmentKey &published,
                                                  DepartmentId department, const TrustAnchors &anchors,
                                                  UnixTime now);

} // namespace chat121::identity
