// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes into a handler and what comes out: the caller, and a reply with deliveries or a refusal.
// Plain values; they cross threads by being moved.
#pragma once

#include "common/base/ids.h"
#include "common/base/result.h"
#include "common/identity/statements.h"
#include "common/protocol/frame.h"

#include <QList>

#include <optional>
#include <utility>
#include <variant>

namespace chat121::store {

// Who asks, as the log-in proved it. Before log-in: account 0.
struct Caller {
    AccountId account{};
    DeviceId device{};
    identity::Role role = identity::Role::Guest;
    QList<DepartmentId> departments{}; // of staff; empty: all

    bool isLoggedIn() const { return account.isValid(); }
    bool isStaff() const { return isLoggedIn() && identity::isStaff(role); }
    bool isAdmin() const
    {
        return isLoggedIn() && (role == identity::Role::Owner || role == identity::Role::Admin);
    }
    bool serves(DepartmentId department) const
    {
        return isStaff() && (departments.isEmpty() || departments.contains(department));
    }
    bool operator==(const Caller &) const = default;
};

// Who of those that are on-line now gets a delivery. The gateway knows each session's Caller.
struct Audience {
    enum class Kind : quint8 {
        Devices,    // exactly these
        Account,    // every device of an account
        Department, // staff whose Caller serves it
        Staff,      // all staff
        Everybody,  // all who are logged in
    };
    Kind kind = Kind::Devices;
    QList<DeviceId> devices{};
    AccountId account{};
    DepartmentId department{};
    DeviceId except{}; // never to this device

    bool includes(const Caller &caller) const;
};

enum class Keeping : quint8 {
    Durable,   // it is in a log too: a reader that is too slow is cut off and resumes by cursor
    Ephemeral, // a reader that is too slow may miss it
    Unknown,   // no message: something may be missing, so connections end and resume by cursor
};

struct Delivery {
    Audience to{};
    QByteArray message{}; // encodeFrame(); may be larger than a frame: protocol::toFrames()
    Keeping keeping = Keeping::Ephemeral;
};

// What the last transaction delivers to whom is not known.
inline Delivery everybodyResumes()
{
    return {{.kind = Audience::Kind::Everybody}, {}, Keeping::Unknown};
}

struct Outcome {
    QByteArray reply{}; // encodeFrame() for the asking device; empty: this message has no answer
    QList<Delivery> deliveries{};
    QList<LogId> touched{};            // logs that have grown
    std::optional<Caller> logged_in{}; // LogIn: what the session is from now on
};

// Why a handler said no. Becomes protocol::Refused.
struct Refusal {
    Code code = Code::Malformed;
    protocol::Reason reason = protocol::Reason::None;
    quint32 retry_after_ms = 0;
    QString detail{}; // for the operator's log

    bool operator==(const Refusal &other) const { return code == other.code && reason == other.reason; }
};

Refusal toRefusal(const Error &error);
QByteArray refusedFrame(RequestId request, const Refusal &refusal);

// As Result, with a Refusal in place of an Error; TRY and TRY_ASSIGN work with both.
template <typename T>
class [[nodiscard]] Verdict {
public:
    Verdict(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Verdict(Refusal refusal)
        : m_state(std::in_place_index<1>, std::move(refusal))
    {
    }
    Verdict(const Error &error)
        : m_state(std::in_place_index<1>, toRefusal(error))
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
    const Refusal &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Refusal> m_state;
};

// For checks without a value: `return kAllowed;`
struct Allowed {};
inline constexpr Allowed kAllowed{};

} // namespace chat121::store
