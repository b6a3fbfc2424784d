// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The result of an operation that may fail: a value or an Error, never both, never an exception.
//
// Operating errors (network, file, database, peer, user) are values of this type. Errors of the
// programmer are Q_ASSERT_X. Return early with TRY and TRY_ASSIGN.
#pragma once

#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace chat121 {

// What went wrong, as far as a peer or a caller needs to know. Travels on the wire: never renumber.
enum class Code : quint8 {
    Malformed = 1,       // bytes from outside do not follow the grammar
    TooLarge = 2,        // a limit in common/base/limits.h was exceeded
    Unauthenticated = 3, // the peer has not proven who it is
    Forbidden = 4,       // the peer is known, but may not do this
    NotFound = 5,
    Conflict = 6,     // somebody else was first; reload and try again
    Storage = 7,      // the database or the disk refused
    Network = 8,      // the connection broke; retrying may help
    Crypto = 9,       // a signature, tag or key did not verify; never say more than this
    Expired = 10,     // it was valid once
    Busy = 11,        // too much at once; try again later
    Unsupported = 12, // a version or feature that this side does not know
};

struct Error {
    Code code;
    QString detail; // For the operator's log. Never plaintext, never key material.
};

template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    // REQUIRES: has_value()
    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    // REQUIRES: !has_value()
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }

    bool has_value() const { return !m_error; }
    explicit operator bool() const { return has_value(); }

    // REQUIRES: !has_value()
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

// Says that something succeeded that has no value.
inline Result<void> success()
{
    return {};
}

#define CHAT121_JOIN_IMPL(a, b) a##b
#define CHAT121_JOIN(a, b) CHAT121_JOIN_IMPL(a, b)

// Returns early with the error of `expression`, or goes on.
#define TRY(expression)                                                                                      \
    do {                                                                                                     \
        if (auto try_result = (expression); !try_result) return try_result.error();                          \
    } while (false)

// TRY_ASSIGN(const auto key, readKey()); declares `key`, or returns early with the error.
#define TRY_ASSIGN(declaration, ...)                                                                         \
    TRY_ASSIGN_IMPL(declaration, CHAT121_JOIN(try_result_, __LINE__), __VA_ARGS__)
#define TRY_ASSIGN_IMPL(declaration, name, ...)                                                              \
    auto name = (__VA_ARGS__);                                                                               \
    if (!name) return name.error();                                                                          \
    declaration = *std::move(name)

} // namespace chat121
