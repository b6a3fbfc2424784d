// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Passwords: a way to get one's wrapped account key on a new device. The server sees a secret derived
// from the password, hashes it once more (on the hash thread) and compares. It cannot open the key.
//
// A name that nobody has is answered like one that somebody has: the same settings every time, the
// same work, the same refusal.
#pragma once

#include "server/store/handler_table.h"
#include "server/store/way_in_rows.h"

namespace chat121::directory {

// Compared without regard to case and form.
store::NameKey nameKeyOf(const QString &login_name);

// Parameters within the floors, a name, and the name free or the account's own (NameTaken).
store::Verdict<store::Allowed> judgePassword(store::Sql &sql, const protocol::PasswordRecord &password,
                                             AccountId account);

// The slow part of keeping a password; empty when there is none. For Handler::hash.
store::Verdict<QByteArray> hashForKeeping(const std::optional<protocol::PasswordRecord> &password,
                                          const store::Request &request);

// `stored_login` is what hashForKeeping() gave. REQUIRES: judgePassword()
Result<void> keepPassword(store::Sql &sql, const protocol::PasswordRecord &password, AccountId account,
                          const QByteArray &stored_login);

store::Verdict<store::Outcome> fetchPasswordSettings(store::Sql &sql, const store::Request &request,
                                                     const protocol::FetchPasswordSettings &message);
store::Verdict<store::Outcome> setPassword(store::Sql &sql, const store::Request &request,
                                           const protocol::SetPassword &message);

// The three stages of PasswordLogIn.
store::Verdict<QByteArray> findStoredLogIn(store::Sql &sql, const store::Request &request);
store::Verdict<QByteArray> compareLogIn(const store::Request &request);
store::Verdict<store::Outcome> passwordLogIn(store::Sql &sql, const store::Request &request,
                                             const protocol::PasswordLogIn &message);

} // namespace chat121::directory
