// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the key of the local store lives: in the key store of the system when that really works,
// else under a passphrase (Argon2id), sealed in the file `vault` beside the store. The key itself
// is never in a file.
//
// The file `vault` (0600) says which of the two it is, so that an empty or locked key store is
// never mistaken for "nobody lives here yet".
//
// Ownership: borrows Keychain and RandomSource. Threads: the engine's. Handlers are called there,
// after the call returned, and never after the vault is gone; one operation at a time.
// Errors: NotFound (the key store works and does not have the key: a copied profile, or a new key
// store), Unauthenticated (it does not work: locked or missing, unlock it and try again), Expired (it
// did not answer in time), Crypto (wrong passphrase), Malformed (damaged file), Unsupported (file of a
// newer version), Conflict (see raiseStartCounter), Forbidden (file not readable or writable, or the
// person said no), TooLarge (the disk is full), Busy (no memory for Argon2id), Storage.
#pragma once

#include "client/core/key_vault/keychain.h"
#include "client/core/key_vault/vault_file.h"
#include "common/crypto/secret.h"

#include <QObject>

#include <memory>

namespace chat121 {

using StoreKey = crypto::Secret32;

// Which way a new vault may take. Automatic: the key store when its canary lives.
enum class VaultChoice : quint8 { Automatic, Keychain, Passphrase };

// CHAT121_VAULT=keychain | passphrase; anything else is Automatic.
VaultChoice vaultChoiceFromEnvironment();

class KeyVault final : public QObject {
    Q_OBJECT

public:
    enum class State : quint8 { Empty, InKeychain, UnderPassphrase };

    using KeyHandler = std::function<void(Result<StoreKey>)>;
    using DoneHandler = std::function<void(Result<void>)>;
    using ProbeHandler = std::function<void(bool works)>;
    using CounterHandler = std::function<void(Result<quint64>)>;

    KeyVault(QString directory, Keychain &keychain, RandomSource &random, VaultChoice choice,
             QObject *parent);

    // From the file, without asking the key store. Malformed, Unsupported, Forbidden.
    Result<State> state() const;

    // Does the key store of the system work? Writes, reads and deletes a canary.
    void probe(ProbeHandler handler);

    // A new random key. REQUIRES: state() is Empty
    void createInKeychain(KeyHandler handler);
    void createUnderPassphrase(const QString &passphrase, KeyHandler handler);

    void open(KeyHandler handler); // State::InKeychain
    void openWithPassphrase(const QString &passphrase, KeyHandler handler);

    // At each start, before the database: answers `stored` + 1, after the vault has it too. Conflict
    // when one of the two is older than it should be (a restored copy): then nothing may be sent.
    // Under a passphrase there is no second memory; the server's alone decides.
    void raiseStartCounter(quint64 stored, CounterHandler handler);

    // After such a Conflict was settled by new keys: answers the number that store and vault count on
    // from, which the vault has already. Saved in the store, the next raiseStartCounter() agrees.
    void settleStartCounter(quint64 stored, CounterHandler handler);

    // From one to the other; the old way works until the new one is proven to.
    void moveToKeychain(const StoreKey &key, quint64 start_counter, DoneHandler handler);
    void moveToPassphrase(const StoreKey &key, const QString &passphrase, DoneHandler handler);

    // Forgets the key. The store can never be opened again.
    void erase(DoneHandler handler);

private:
    template <typename Value>
    std::function<void(Value)> guarded(std::function<void(Value)> handler);
    template <typename Value>
    void later(std::function<void(Value)> handler, Value value);

    void canary(ProbeHandler handler);
    void storeInKeychain(quint64 vault_id, const StoreKey &key, quint64 counter, DoneHandler handler);
    void explainMissing(KeyHandler handler);
    void forget(quint64 vault_id, DoneHandler handler);
    Result<StoreKey> unwrap(const QString &passphrase) const;
    Result<void> seal(quint64 vault_id, const StoreKey &key, const QString &passphrase);
    Result<VaultFile> requireFile(VaultProtection protection) const;

    const QString m_directory;
    Keychain &m_keychain;
    RandomSource &m_random;
    const VaultChoice m_choice;
};

} // namespace chat121
