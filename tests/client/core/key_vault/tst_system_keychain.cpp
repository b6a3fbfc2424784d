// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key store of the system, for real. Run once without any D-Bus and once under
// tests/support/with_keyring.sh; CHAT121_EXPECT_KEYCHAIN says which. The engine asks from a thread
// of its own, so this does too.

#include "client/core/key_vault/key_vault.h"
#include "common/crypto/sodium_random.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QThread>
#include <QtTest>

namespace chat121::test {

class TestSystemKeychain final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("CHAT121_EXPECT_KEYCHAIN"))
            QSKIP("Run by ctest: with and without a keyring.");
        m_is_expected = qEnvironmentVariable("CHAT121_EXPECT_KEYCHAIN") == QStringLiteral("yes");
    }

    void theProbeTellsTheTruth()
    {
        const TemporaryDirectory directory;
        SystemKeychain keychain;
        KeyVault vault(directory.path(), keychain, m_random, VaultChoice::Automatic, nullptr);
        std::optional<bool> works;
        vault.probe([&works](bool answer) { works = answer; });
        QTRY_VERIFY_WITH_TIMEOUT(works.has_value(), 30'000);
        QCOMPARE(*works, m_is_expected);
    }

    void aProfileIsMadeAndOpenedFromAnotherThread()
    {
        const TemporaryDirectory directory;
        QThread engine;
        engine.start();
        QObject context;
        context.moveToThread(&engine);
        std::unique_ptr<SystemKeychain> keychain;
        std::unique_ptr<KeyVault> vault;
        QAtomicInt answer = -1; // 0: failed, 1: the same key came back
        QMetaObject::invokeMethod(&context, [&] {
            keychain = std::make_unique<SystemKeychain>();
            vault = std::make_unique<KeyVault>(directory.path(), *keychain, m_random, VaultChoice::Automatic,
                                               nullptr);
            vault->createInKeychain([&](Result<StoreKey> created) {
                if (!created) return answer.storeRelease(0);
                auto made = std::make_shared<StoreKey>(std::move(*created));
                vault->raiseStartCounter(0, [&, made](const Result<quint64> &counter) {
                    if (!counter) return answer.storeRelease(0);
                    vault->open([&, made](const Result<StoreKey> &opened) {
                        answer.storeRelease(opened && *opened == *made ? 1 : 0);
                    });
                });
            });
        });
        QTRY_VERIFY_WITH_TIMEOUT(answer.loadAcquire() >= 0, 30'000);
        QCOMPARE(answer.loadAcquire(), m_is_expected ? 1 : 0);
        QCOMPARE(QFile::exists(directory.filePath(QStringLiteral("vault"))), m_is_expected);

        std::atomic_bool is_erased = false;
        QMetaObject::invokeMethod(&context,
                                  [&] { vault->erase([&](const Result<void> &) { is_erased = true; }); });
        QTRY_VERIFY_WITH_TIMEOUT(is_erased.load(), 30'000);
        QMetaObject::invokeMethod(
            &context,
            [&] {
                vault.reset();
                keychain.reset();
            },
            Qt::BlockingQueuedConnection);
        engine.quit();
        QVERIFY(engine.wait(10'000));
    }

    void withoutAKeyStoreAPassphraseIsAWay()
    {
        if (m_is_expected) QSKIP("There is a key store.");
        const TemporaryDirectory directory;
        SystemKeychain keychain;
        KeyVault vault(directory.path(), keychain, m_random, VaultChoice::Automatic, nullptr);
        std::optional<bool> is_open;
        vault.createUnderPassphrase(QStringLiteral("four plain words here"),
                                    [&](const Result<StoreKey> &created) {
                                        if (!created) return;
                                        vault.openWithPassphrase(QStringLiteral("four plain words here"),
                                                                 [&](const Result<StoreKey> &opened) {
                                                                     is_open = opened.has_value();
                                                                 });
                                    });
        QTRY_VERIFY_WITH_TIMEOUT(is_open.has_value(), 30'000);
        QVERIFY(*is_open);
    }

private:
    bool m_is_expected = false;
    crypto::SodiumRandom m_random;
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestSystemKeychain)
#include "tst_system_keychain.moc"
