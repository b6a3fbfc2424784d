// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/hkdf.h"

#include <QVarLengthArray>

namespace chat121::crypto {

Secret32 hkdfExtract(QByteArrayView salt, QByteArrayView key_material)
{
    return HmacKey(salt).secret({key_material});
}

Secret32 hkdfExtract(QByteArrayView salt, std::initializer_list<QByteArrayView> key_material)
{
    return HmacKey(salt).secret(key_material);
}

// RFC 5869, Section 2.3: T(n) = HMAC(PRK, T(n-1) | info | n), and the result is T(1) | T(2) | ...
void hkdfExpand(const HmacKey &key, std::initializer_list<QByteArrayView> info, quint8 *out, qsizetype size)
{
    Q_ASSERT_X(size > 0 && size <= kHkdfBytesMax, "hkdfExpand", "RFC 5869 bounds the length");
    Secret32 block;
    quint8 n = 1;
    QVarLengthArray<QByteArrayView, 8> parts{QByteArrayView()};
    parts.append(info.begin(), static_cast<qsizetype>(info.size()));
    parts.append(QByteArrayView(reinterpret_cast<const char *>(&n), 1));
    for (qsizetype filled = 0; filled < size; ++n) {
        block = key.secret(std::span(std::as_const(parts)));
        parts.front() = block.view();
        const qsizetype take = std::min<qsizetype>(kHashBytes, size - filled);
        std::memcpy(out + filled, block.data(), static_cast<size_t>(take));
        filled += take;
    }
}

SecretBytes hkdfExpand(QByteArrayView key, QByteArrayView info, qsizetype size)
{
    SecretBytes result(size);
    hkdfExpand(HmacKey(key), {info}, result.data(), size);
    return result;
}

} // namespace chat121::crypto
