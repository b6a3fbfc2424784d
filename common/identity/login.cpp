// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/login.h"

namespace chat121::identity {

crypto::Hash chainHash(QByteArrayView encoded_chain)
{
    return crypto::sha256(encoded_chain);
}

} // namespace chat121::identity
