// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Private to common/crypto: views as the pointers that libsodium takes, which are never null, not
// even for no bytes.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace chat121::crypto {

inline const char *characters(QByteArrayView bytes)
{
    return bytes.isEmpty() ? "" : bytes.data();
}

inline const unsigned char *in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(characters(bytes));
}

inline unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

inline unsigned long long length(QByteArrayView bytes)
{
    return static_cast<unsigned long long>(bytes.size());
}

} // namespace chat121::crypto
