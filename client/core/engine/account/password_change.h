// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Another password for the account: the account's key is wrapped anew under it, and the server takes
// it in one transaction, for whoever proves the password that holds until then. Devices that are in
// stay in: they have keys of their own.
//
// A change that was sent and not answered is sent again with the next connection, under the same
// request, and gets the same answer. After a crash in between one of the two passwords holds; when the
// profile is locked in between, the person is told so.
// Ownership: Running's. Threads: engine.
#pragma once

#include "client/core/engine/ledger/context.h"
#include "common/crypto/password.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/passwords.h"

namespace chat121::engine {

class PasswordChange final : public QObject {
    Q_OBJECT

public:
    PasswordChange(Context &context, QObject *parent);
    ~PasswordChange() override;

    // Then passwordChanged or -Refused. REQUIRES: the one before was answered
    void change(const QString &current, const QString &next);

    // Whether this is the password: it is changed to itself, which only its owner can do, and of which the
    // server counts the tries. Empty: it is.
    using Proven = std::function<void(const Problem &)>;
    void prove(const QString &password, const Proven &proven);
    // Somebody has come in by this password, whose settings are below `usual`: with the next connection it is
    // changed to itself, and nobody is told. Empty: nothing is to be done.
    void strengthen(const QString &password, const crypto::PasswordCost &usual);
    void caughtUp();

private:
    void begin(const QString &current, const QString &next);
    void onSettings(QString current, QString next, const protocol::PasswordSettings &settings);
    Result<protocol::SetPassword> message(const QString &current, const QString &next,
                                          const protocol::PasswordSettings &settings);
    void send();
    void onAnswer(const Reply<protocol::Done> &reply);
    void refused(const Problem &problem);
    void settled();

    Context &m_context;
    std::optional<protocol::SetPassword> m_sent; // and not answered
    Proven m_proven;                             // what is under way is a proof, and no change
    bool m_is_silent = false;                    // what is under way is nothing that a person has asked for
    QString m_weak;                              // to be changed to itself
    crypto::PasswordCost m_cost = crypto::kUsualStaffCost;
    bool m_is_busy = false;
};

} // namespace chat121::engine
