// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/group_context.h"

namespace chat121::mls {

// GroupInfoTBS is every field but the signature.
QByteArray GroupInfo::toBeSigned() const
{
    Writer writer;
    codec::put(writer, group_context);
    codec::put(writer, extensions);
    codec::put(writer, confirmation_tag);
    codec::put(writer, signer);
    return writer.take();
}

void GroupInfo::sign(const crypto::SigningKey &key)
{
    signature.bytes = signWithLabel(key, "GroupInfoTBS", toBeSigned());
}

bool GroupInfo::verifies(QByteArrayView public_key) const
{
    return verifyWithLabel(public_key, "GroupInfoTBS", toBeSigned(), signature.bytes);
}

} // namespace chat121::mls
