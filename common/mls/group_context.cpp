// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/group_context.h"

namespace chat121::mls {

// GroupInfoTBS is every field but the signature.
void GroupInfo::writeToBeSigned(Writer &writer) const
{
    codec::put(writer, group_context);
    codec::put(writer, extensions);
    codec::put(writer, confirmation_tag);
    codec::put(writer, signer);
}

void GroupInfo::sign(const crypto::SigningKey &key)
{
    SignContent to_sign("GroupInfoTBS");
    writeToBeSigned(to_sign.content());
    signature.bytes = to_sign.sign(key);
}

bool GroupInfo::verifies(QByteArrayView public_key) const
{
    SignContent signed_content("GroupInfoTBS");
    writeToBeSigned(signed_content.content());
    return signed_content.verifies(public_key, signature.bytes);
}

} // namespace chat121::mls
