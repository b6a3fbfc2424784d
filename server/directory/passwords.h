// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Passwords: a way to get one's wrapped account key on a new device. The server sees a secret derived
// from the password, hashes it once more (on the hash thread) and compares. It cannot open the key.
//
// A name that nobody has is answered like one that somebody has: the same settings every time, the
// same work, the same refusal. What the server's hash takes stands beside it; where it is less than today's,
// the next log-in has it hashed anew, and keeps it in its transaction.
#pragma once

#include "common/protocol/messages/passwords.h"
#include "server/store/handler_table.h"
#include "server/store/way_in_rows.h"

namespace chat121::directory {

// Compared without regard to case and form.
store::NameKey nameKeyOf(const QString &login_name);

// Parameters within the floors, a name (or the account has one already), and the name free, the
// account's own, or that of an account whose place it takes (NameTaken).
store::Verdict<store::Allowed> judgePassword(store::Sql &sql, const protocol::PasswordRecord &password,
                                             AccountId account, AccountId replaced);

// The slow part of keeping a password; empty when there is none. For Handler::hash.
store::Verdict<QByteArray> hashForKeeping(const std::optional<protocol::PasswordRecord> &password,
                                          const store::Request &request);

// `stored_login` is what hashForKeeping() gave. REQUIRES: judgePassword()
store::Verdict<store::Allowed> keepPassword(store::Sql &sql, const protocol::PasswordRecord &password,
                                            AccountId account, const QByteArray &stored_login);

// Whoever is logged in asks about the own ones without a name.
store::Verdict<store::Outcome> fetchPasswordSettings(store::Sql &sql, const store::Request &request,
                                                     const protocol::FetchPasswordSettings &message);

// The three stages of SetPassword, which proves the password that holds until then: an open window of
// somebody else's is not enough. One transaction: either the old one holds or the new one.
store::Verdict<QByteArray> findOwnLogIn(store::Sql &sql, const store::Request &request);
store::Verdict<QByteArray> hashChange(const store::Request &request);
store::Verdict<store::Outcome> setPassword(store::Sql &sql, const store::Request &request,
                                           const protocol::SetPassword &message);

// The three stages of PasswordLogIn.
store::Verdict<QByteArray> findStoredLogIn(store::Sql &sql, const store::Request &request);
store::Verdict<QByteArray> compareLogIn(const store::Request &request);
store::Verdict<store::Outcome> passwordLogIn(store::Sql &sql, const store::Request &request,
                                             const protocol::PasswordLogIn &message);

} // namespace chat121::directory
