// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Passwords: what the server keeps of one, logging in with it on a new device, and another in its place.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// What a person needs to log in on a new device; the server cannot open `wrapped_account_key`.
struct PasswordRecord {
    Name login_name{}; // unique on the server, compared case-insensitively
    FixedBytes<16> salt{};
    quint64 memory_bytes = 0; // Argon2id
    quint32 passes = 0;
    FixedBytes<32> login_secret{}; // derived from the password; the server hashes it once more
    WrappedKey wrapped_account_key{};
    auto fields()
    {
        return std::tie(login_name, salt, memory_bytes, passes, login_secret, wrapped_account_key);
    }
};

// Answer: PasswordSettings; for an unknown name, settings that look real and never change.
struct FetchPasswordSettings {
    static constexpr auto kType = MessageType::FetchPasswordSettings;
    RequestId request{};
    Name login_name{};
    auto fields() { return std::tie(request, login_name); }
};

struct PasswordSettings {
    static constexpr auto kType = MessageType::PasswordSettings;
    RequestId request{};
    FixedBytes<16> salt{};
    quint64 memory_bytes = 0;
    quint32 passes = 0;
    auto fields() { return std::tie(request, salt, memory_bytes, passes); }
};

// Answer: PasswordAccepted, or Refused(BadPassword | TooManyTries).
struct PasswordLogIn {
    static constexpr auto kType = MessageType::PasswordLogIn;
    RequestId request{};
    Name login_name{};
    FixedBytes<32> login_secret{};
    auto fields() { return std::tie(request, login_name, login_secret); }
};

struct PasswordAccepted {
    static constexpr auto kType = MessageType::PasswordAccepted;
    RequestId request{};
    AccountId account{};
    WrappedKey wrapped_account_key{};
    Chain staff_chain{};
    auto fields() { return std::tie(request, account, wrapped_account_key, staff_chain); }
};

// A new password record in place of the older one, whose log-in secret is `current`: whoever finds an
// open window cannot change the password. An empty login_name: it stays as it is.
// Answer: Done, or Refused(BadPassword | TooManyTries | NameTaken).
struct SetPassword {
    static constexpr auto kType = MessageType::SetPassword;
    RequestId request{};
    PasswordRecord password{};
    FixedBytes<32> current{};
    auto fields() { return std::tie(request, password, current); }
};

} // namespace chat121::protocol
