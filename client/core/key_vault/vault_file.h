// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The file `vault` of a profile: how its key is kept, and for a passphrase the wrapped key.
// Written whole or not at all, mode 0600. Threads: any.
#pragma once

#include "common/base/limits.h"
#include "common/codec/fields.h"
#include "common/crypto/password.h"

#include <optional>

namespace chat121 {

enum class VaultProtection : quint8 { Keychain = 1, Passphrase = 2 };

struct VaultFile {
    quint64 id = 0; // names the entries in the key store
    VaultProtection protection = VaultProtection::Keychain;
    std::optional<crypto::PasswordParameters> parameters; // Passphrase
    Opaque<limits::kWrappedKeyBytesMax> wrapped_key;      // Passphrase

    auto fields() { return std::tie(id, protection, parameters, wrapped_key); }
    bool operator==(const VaultFile &) const = default;
};

// The bytes of the file, and back. Malformed, Unsupported for a newer version.
QByteArray encodeVaultFile(const VaultFile &file);
Result<VaultFile> decodeVaultFile(QByteArrayView bytes);

// Nothing when there is no such file.
Result<std::optional<VaultFile>> readVaultFile(const QString &directory);
Result<void> writeVaultFile(const QString &directory, const VaultFile &file);
Result<void> removeVaultFile(const QString &directory);

} // namespace chat121

namespace chat121 {
template <>
struct EnumRange<VaultProtection> {
    static constexpr VaultProtection min = VaultProtection::Keychain, max = VaultProtection::Passphrase;
};
} // namespace chat121
