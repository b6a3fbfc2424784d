// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Starting afresh on this computer, after the profile turned out to be an older copy of itself: a new
// device of the same account takes the place of the old one, whose keys would be used twice.
//
// The new key is in the store before the server hears of it, so that a crash costs time only; a lost
// line is tried again by itself. Then everything changes in one transaction: the old device becomes a
// former one, whose keys open what was sealed for it and sign nothing; what waits to be sent is sealed
// anew; commits that were on their way are dropped. The groups are entered again by external commits
// (Membership::returnTo, Desk), after everything was read that the old keys open.
//
// Ownership: owns its connection; borrows the rest. Threads: engine. Source: crypto.md 2, "Rollback".
#pragma once

#include "client/core/engine/entry/way_in.h"
#include "client/core/engine/profile/profile_store.h"
#include "client/core/key_vault/key_vault.h"
#include "common/protocol/messages/registration.h"

namespace chat121::engine {

class Renewal final : public QObject {
    Q_OBJECT

public:
    Renewal(LocalStore &store, KeyVault &vault, const Clock &clock, RandomSource &random,
            const Transports &transports, QObject *parent);
    ~Renewal() override;

    // Whether one was begun and is not over: it goes on at the next start.
    static Result<bool> isBegun(LocalStore &store);

    void begin();

Q_SIGNALS:
    void done();                                  // open the profile again
    void failed(const chat121::Problem &problem); // nothing has changed

private:
    struct Fresh {
        crypto::Secret32 seed;
        identity::SignedDeviceCertificate certificate;
        auto fields() { return std::tie(seed, certificate); }
    };

    Result<void> load();
    void submit();
    Result<protocol::RegisterDevice> message();
    void onAnswered(const Reply<protocol::Registered> &reply);
    void onRegistered(const protocol::Registered &answer);
    Result<void> takeOver(quint64 counter);
    Result<void> dropPendingCommits();
    Result<void> unsealOutbox();
    Result<void> oweOpenings();
    void fail(const Problem &problem);

    LocalStore &m_store;
    KeyVault &m_vault;
    const Clock &m_clock;
    RandomSource &m_random;
    const Transports m_transports;
    std::optional<Profile> m_profile; // as it will be
    std::unique_ptr<Connection> m_connection;
};

} // namespace chat121::engine
