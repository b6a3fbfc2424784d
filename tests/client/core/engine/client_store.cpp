// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/core/engine/client_store.h"

#include "client/core/key_vault/key_vault.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/key_vault/fake_keychain.h"
#include "tests/support/random_sources.h"

#include <QtTest>

namespace chat121::test {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do

std::unique_ptr<LocalStore> storeAt(const QString &home)
{
    SeededRandom random(1);
    FakeKeychain keychain;
    KeyVault vault(home, keychain, random, VaultChoice::Passphrase, nullptr);
    std::optional<StoreKey> key;
    vault.openWithPassphrase(QString::fromLatin1(Client::kPassphrase), [&](Result<StoreKey> opened) {
        if (opened) key.emplace(*std::move(opened));
    });
    if (!QTest::qWaitFor([&] { return key.has_value(); }, kPatienceMs)) return nullptr;
    static SeededRandom of_store(2); // outlives every store
    auto store = LocalStore::open(home, *key, of_store);
    return store ? *std::move(store) : nullptr;
}

} // namespace chat121::test
