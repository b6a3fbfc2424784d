// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/secret.h"

#include "common/crypto/sodium_bytes.h"

#include <sodium.h>

#include <utility>

namespace chat121::crypto {

void wipe(void *bytes, qsizetype size)
{
    sodium_memzero(bytes, static_cast<size_t>(size));
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty()) wipe(bytes.data(), bytes.size());
    bytes.clear();
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size()) return false;
    if (a.isEmpty()) return true;
    return sodium_memcmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0;
}

SecretBytes::SecretBytes(qsizetype size)
    : m_bytes(size > 0 ? std::make_unique<quint8[]>(static_cast<size_t>(size)) : nullptr)
    , m_size(size)
{
}

SecretBytes::SecretBytes(QByteArrayView bytes)
    : SecretBytes(bytes.size())
{
    if (m_size > 0) std::memcpy(m_bytes.get(), bytes.data(), static_cast<size_t>(m_size));
}

SecretBytes::~SecretBytes()
{
    clear();
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this == &other) return *this;
    clear();
    m_bytes = std::move(other.m_bytes);
    m_size = std::exchange(other.m_size, 0);
    return *this;
}

void SecretBytes::clear()
{
    if (m_bytes) wipe(m_bytes.get(), m_size);
    m_bytes.reset();
    m_size = 0;
}

} // namespace chat121::crypto
