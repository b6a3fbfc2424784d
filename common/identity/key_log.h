// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the key log records, and the head that the server signs: every statement about who is who
// lies in one append-only tree (merkle.h), so that a forged one, or a second view of the log, is
// evidence. A leaf shows nothing: it is a hash of the statement's kind and hash.
//
// Source: crypto.md, section 4; RFC 6962, Section 2.1.
#pragma once

#include "common/identity/chain.h"
#include "common/identity/merkle.h"

namespace chat121::identity {

// Is in leaves and in the server's rows: never renumber.
enum class StatementKind : quint8 {
    Organisation = 1,
    Badge = 2,
    Invitation = 3, // to become staff
    EnrolledAccount = 4,
    DeviceCertificate = 5,
    GuestAttestation = 6,
    DeviceRemoval = 7,
};

// Names a statement; what it says stays with whoever has it.
struct LoggedStatement {
    StatementKind kind = StatementKind::Organisation;
    crypto::Hash hash{}; // Signed::hash()

    auto fields() { return std::tie(kind, hash); }
    bool operator==(const LoggedStatement &) const = default;
    friend size_t qHash(const LoggedStatement &statement, size_t seed = 0)
    {
        return qHash(statement.hash, seed);
    }
};

crypto::Hash leafOf(const LoggedStatement &statement);

LoggedStatement loggedAs(const SignedOrganisation &document);
LoggedStatement loggedAs(const SignedDeviceCertificate &certificate);
LoggedStatement loggedAs(const SignedDeviceRemoval &removal);
LoggedStatement loggedAs(const GuestAttestation &attestation);
// A badge is one statement, an invitation with the account made by it are two; an administrator's badge
// comes before what it certified.
QList<LoggedStatement> loggedAs(const StaffChain &chain);
// All that a leaf claims.
QList<LoggedStatement> loggedAs(const LeafIdentity &leaf);

// Signed by the server's registrar key.
struct KeyLogHead {
    static constexpr QByteArrayView kLabel = labels::kKeyLogHead;
    static constexpr qsizetype kBytesMax = 64;

    quint64 size = 0;
    crypto::Hash root{};
    UnixTime signed_at;

    merkle::Tree tree() const { return {size, root}; }
    auto fields() { return std::tie(size, root, signed_at); }
    bool operator==(const KeyLogHead &) const = default;
};

using SignedKeyLogHead = Signed<KeyLogHead>;

} // namespace chat121::identity

namespace chat121 {
template <>
struct EnumRange<identity::StatementKind> {
    static constexpr auto min = identity::StatementKind::Organisation;
    static constexpr auto max = identity::StatementKind::DeviceRemoval;
};
} // namespace chat121
