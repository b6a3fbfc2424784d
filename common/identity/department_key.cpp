// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/department_key.h"

#include "common/base/limits.h"

namespace chat121::identity {

namespace {

Error forbidden(const char *what)
{
    return {Code::Forbidden, QString::fromLatin1(what)};
}

Result<void> checkTimes(const DepartmentKey &key, UnixTime now)
{
    if (key.published_at > now + limits::kClockSkewMax)
        return Error{Code::Expired, QStringLiteral("a department key of the future")};
    if (key.valid_until < now) return Error{Code::Expired, QStringLiteral("a department key is over")};
    if (key.valid_until > key.published_at + limits::kDepartmentKeyLife)
        return forbidden("a department key that lives too long");
    return success();
}

} // namespace

PublishedDepartmentKey publishDepartmentKey(DepartmentId department, const crypto::DhPublicKey &public_key,
                                            const crypto::SigningKey &device_key,
                                            const LeafIdentity &publisher, UnixTime now)
{
    const DepartmentKey key{department, inboxKeyIdOf(public_key), public_key, now,
                            now + limits::kDepartmentKeyLife};
    return {Signed<DepartmentKey>::sign(key, device_key), publisher};
}

Result<VerifiedDepartmentKey> verifyDepartmentKey(const PublishedDepartmentKey &published,
                                                  DepartmentId department, const TrustAnchors &anchors,
                                                  UnixTime now)
{
    TRY_ASSIGN(const VerifiedMember publisher, verifyMember(published.publisher, anchors, now));
    TRY_ASSIGN(const DepartmentKey key, published.key.verify(publisher.device.device_key));
    if (key.id != inboxKeyIdOf(key.public_key))
        return Error{Code::Crypto, QStringLiteral("a department key with another key's id")};
    if (key.department != department) return forbidden("another department's key");
    if (!publisher.staff()) return forbidden("a department key published by a guest");
    if (!publisher.staff()->serves(department)) return forbidden("the publisher serves other departments");
    TRY(checkTimes(key, now));
    return VerifiedDepartmentKey{department, key.id, key.public_key, key.valid_until, *publisher.staff()};
}

} // namespace chat121::identity
