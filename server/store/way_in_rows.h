// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Invitations and passwords: what lets an account or a device in; and how often it was tried.
#pragma once

#include "common/crypto/hash.h"
#include "common/crypto/signature.h"
#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

// --- invitations ----------------------------------------------------------------------------------

struct GuestInvitationRow {
    crypto::Hash token_hash{};
    DepartmentId department{};
    AccountId created_by{};
    UnixTime expires_at{};
    quint32 uses_left = 0;
    quint32 per_hour = 0; // new accounts at most; 0: no bound
    quint32 per_day = 0;
};
Result<std::optional<GuestInvitationRow>> findGuestInvitation(Sql &sql, const crypto::Hash &token_hash);
// A token that exists is a Conflict.
Result<void> addGuestInvitation(Sql &sql, const GuestInvitationRow &invitation);
Result<void> useGuestInvitation(Sql &sql, const crypto::Hash &token_hash);

// How many accounts came in by this invitation key.
Result<qint64> countStaffInvitationUses(Sql &sql, const crypto::PublicKey &invitation_key);
Result<bool> hasUsedStaffInvitation(Sql &sql, const crypto::PublicKey &invitation_key, AccountId account);
// The same account again is no further use.
Result<void> useStaffInvitation(Sql &sql, const crypto::PublicKey &invitation_key, AccountId account,
                                UnixTime now);

// --- passwords ------------------------------------------------------------------------------------

using NameKey = crypto::Hash; // of the case-folded log-in name

struct PasswordRow {
    NameKey name_key{};
    AccountId account{};
    FixedBytes<16> salt{};
    quint64 memory_bytes = 0;
    quint32 passes = 0;
    QByteArray stored_login{};
    QByteArray wrapped_key{};
};
Result<std::optional<PasswordRow>> findPassword(Sql &sql, const NameKey &name);
Result<std::optional<PasswordRow>> findPasswordOf(Sql &sql, AccountId account);
Result<void> deletePasswordOf(Sql &sql, AccountId account);
// Replaces the one of the same account. Conflict when the name is another account's.
Result<void> putPassword(Sql &sql, const PasswordRow &password);

// How often something was tried within a period, under a key that names who or what.
struct Rate {
    UnixTime since{};
    qint64 count = 0;
};
Result<Rate> findRate(Sql &sql, const crypto::Hash &key);
Result<void> putRate(Sql &sql, const crypto::Hash &key, const Rate &rate);
Result<void> deleteRate(Sql &sql, const crypto::Hash &key);
Result<void> deleteRates(Sql &sql, UnixTime before);

} // namespace chat121::store
