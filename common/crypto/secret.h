// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bytes that must not leak: keys, seeds, exported secrets.
//
// A secret cannot be copied by accident (clone() says so aloud), wipes itself when it ends or is
// moved from, and compares in constant time. Secret<N> is a plain array and costs no allocation;
// SecretBytes is for the few secrets whose length is not known when compiling.
#pragma once

#include "common/base/random.h"
#include "common/codec/reader.h"
#include "common/codec/writer.h"

#include <QByteArrayView>

#include <array>
#include <cstring>
#include <memory>
#include <optional>

namespace chat121::crypto {

// Overwrites, in a way that the compiler does not remove.
void wipe(void *bytes, qsizetype size);
// Wipes a buffer that held plaintext or key material, then empties it. Only this handle: a byte
// array that shares its data is detached first, so share none.
void wipe(QByteArray &bytes);

// Takes as long for a difference in the first byte as for one in the last. False for other lengths.
[[nodiscard]] bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

template <size_t N>
class Secret {
public:
    static constexpr qsizetype kSize = static_cast<qsizetype>(N);

    Secret() = default; // all zero
    ~Secret() { wipe(m_bytes.data(), kSize); }
    Secret(Secret &&other) noexcept
        : m_bytes(other.m_bytes)
    {
        wipe(other.m_bytes.data(), kSize);
    }
    Secret &operator=(Secret &&other) noexcept
    {
        if (this == &other) return *this;
        m_bytes = other.m_bytes;
        wipe(other.m_bytes.data(), kSize);
        return *this;
    }
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    // Nothing when `bytes` has another length.
    static std::optional<Secret> from(QByteArrayView bytes)
    {
        if (bytes.size() != kSize) return std::nullopt;
        Secret result;
        std::memcpy(result.data(), bytes.data(), N);
        return result;
    }
    static Secret random(RandomSource &source)
    {
        Secret result;
        source.fill(result.data(), kSize);
        return result;
    }

    Secret clone() const
    {
        Secret result;
        result.m_bytes = m_bytes;
        return result;
    }

    QByteArrayView view() const { return {reinterpret_cast<const char *>(m_bytes.data()), kSize}; }
    quint8 *data() { return m_bytes.data(); }
    const quint8 *data() const { return m_bytes.data(); }

    friend bool operator==(const Secret &a, const Secret &b)
    {
        return equalInConstantTime(a.view(), b.view());
    }

    // Lets a secret stand in fields(): its bytes alone. For state at rest, which is sealed as a
    // whole; the buffers on the way are the caller's to wipe.
    void read(Reader &reader)
    {
        const QByteArrayView bytes = reader.raw(kSize);
        if (!bytes.isEmpty()) std::memcpy(m_bytes.data(), bytes.data(), N);
    }
    void write(Writer &writer) const { writer.raw(view()); }

private:
    std::array<quint8, N> m_bytes{};
};

using Secret16 = Secret<16>;
using Secret32 = Secret<32>;

class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(qsizetype size); // all zero
    explicit SecretBytes(QByteArrayView bytes);
    ~SecretBytes();
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;

    SecretBytes clone() const { return SecretBytes(view()); }

    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    QByteArrayView view() const { return {reinterpret_cast<const char *>(m_bytes.get()), m_size}; }
    quint8 *data() { return m_bytes.get(); }

    friend bool operator==(const SecretBytes &a, const SecretBytes &b)
    {
        return equalInConstantTime(a.view(), b.view());
    }

private:
    void clear();

    std::unique_ptr<quint8[]> m_bytes;
    qsizetype m_size = 0;
};

} // namespace chat121::crypto
