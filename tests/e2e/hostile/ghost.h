// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A member whom only the server wants: a device with keys of its own, and what a server can say for
// it. It has the registrar's key, and so a guest's attestation is as good as a real one; it has not
// the organisation's root key, and so a chain of staff is under a root of its own.
//
// Threads: any one.
#pragma once

#include "common/crypto/sodium_random.h"
#include "common/identity/chain.h"
#include "common/mls/group.h"

#include <optional>

namespace chat121::e2e {

class Ghost {
public:
    enum class Kind : quint8 { Guest, Staff };

    // `server`: the server's data folder. `root`: of the organisation that it says to be of.
    static std::optional<Ghost> make(Kind kind, const QString &server, const crypto::PublicKey &root);

    AccountId account() const { return identity::accountIdOf(m_account.publicKey()); }
    DeviceId device() const { return identity::deviceIdOf(m_device.publicKey()); }

    // Enters the group of `info` from outside, in the place of the leaf of `instead_of` if there is one.
    QByteArray externalCommit(QByteArrayView info, AccountId instead_of = {});
    // A Welcome for `package` into a group of its own making that has this id.
    QByteArray welcome(const QByteArray &group_id, const QByteArray &package);
    // A commit in a group of its own making.
    QByteArray commit(const QByteArray &group_id);
    QByteArray keyPackage();

private:
    Ghost(crypto::SigningKey account, crypto::SigningKey device);
    mls::Party party() { return {m_device, m_random, m_clock}; }
    std::optional<mls::Group> group(const mls::Party &party, const QByteArray &group_id);

    crypto::SigningKey m_account;
    crypto::SigningKey m_device;
    crypto::SodiumRandom m_random;
    SystemClock m_clock;
    mls::LeafConfig m_leaf;
};

} // namespace chat121::e2e
