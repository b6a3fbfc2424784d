// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The vault over a key store in every mood, under a passphrase, moved from one to the other, and
// its start counter after crashes and with old copies.

#include "client/core/key_vault/key_vault.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/key_vault/fake_keychain.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QtTest>

namespace chat121::test {

using Mood = FakeKeychain::Mood;

namespace {

template <typename T>
int codeOf(const Result<T> &result)
{
    return result ? 0 : static_cast<int>(result.error().code);
}

} // namespace

class TestKeyVault final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_keychain.emplace();
        restart(VaultChoice::Automatic);
    }
    void cleanup() { m_vault.reset(); }

    void theCanaryTellsWhetherTheKeyStoreWorks_data()
    {
        QTest::addColumn<Mood>("mood");
        QTest::addColumn<bool>("works");
        QTest::newRow("works") << Mood::Works << true;
        QTest::newRow("locked: nothing is found") << Mood::Locked << false;
        QTest::newRow("forgets what it is given") << Mood::Forgetful << false;
        QTest::newRow("no D-Bus") << Mood::Missing << false;
        QTest::newRow("the person says no") << Mood::Refusing << false;
    }
    void theCanaryTellsWhetherTheKeyStoreWorks()
    {
        QFETCH(Mood, mood);
        QFETCH(bool, works);
        m_keychain->mood = mood;
        QCOMPARE(probe(), works);
        QVERIFY(m_keychain->entries.isEmpty()); // it leaves nothing behind
    }

    void eitherWayCanBeForced()
    {
        restart(VaultChoice::Passphrase);
        QCOMPARE(probe(), false);
        m_keychain->mood = Mood::Missing;
        restart(VaultChoice::Keychain);
        QCOMPARE(probe(), true);
        qputenv("CHAT121_VAULT", "passphrase");
        QCOMPARE(vaultChoiceFromEnvironment(), VaultChoice::Passphrase);
        qputenv("CHAT121_VAULT", "keychain");
        QCOMPARE(vaultChoiceFromEnvironment(), VaultChoice::Keychain);
        qputenv("CHAT121_VAULT", "strange");
        QCOMPARE(vaultChoiceFromEnvironment(), VaultChoice::Automatic);
        qunsetenv("CHAT121_VAULT");
    }

    void aKeyInTheKeyStoreOpensAfterARestart()
    {
        QCOMPARE(m_vault->state().value(), KeyVault::State::Empty);
        const auto created = createInKeychain();
        QVERIFY(created.has_value());
        restart(VaultChoice::Automatic);
        QCOMPARE(m_vault->state().value(), KeyVault::State::InKeychain);
        const auto opened = open();
        QVERIFY(opened && *opened == *created);
        QVERIFY(!m_directory->read(QStringLiteral("vault")).contains(created->view().toByteArray()));
    }

    void aMissingKeyIsNeverAnEmptyProfile_data()
    {
        QTest::addColumn<Mood>("mood");
        QTest::addColumn<bool>("is_emptied");
        QTest::addColumn<Code>("code");
        QTest::newRow("locked") << Mood::Locked << false << Code::Unauthenticated;
        QTest::newRow("no D-Bus") << Mood::Missing << false << Code::Unauthenticated;
        QTest::newRow("the person says no") << Mood::Refusing << false << Code::Forbidden;
        QTest::newRow("a new key store, or a copied profile") << Mood::Works << true << Code::NotFound;
    }
    void aMissingKeyIsNeverAnEmptyProfile()
    {
        QFETCH(Mood, mood);
        QFETCH(bool, is_emptied);
        QFETCH(Code, code);
        const auto created = createInKeychain();
        QVERIFY(created.has_value());
        const auto kept = m_keychain->entries;
        if (is_emptied) m_keychain->entries.clear();
        m_keychain->mood = mood;
        restart(VaultChoice::Automatic);
        QCOMPARE(codeOf(open()), static_cast<int>(code));
        QCOMPARE(m_vault->state().value(), KeyVault::State::InKeychain);
        m_keychain->mood = Mood::Works; // unlocked: trying again works
        m_keychain->entries = kept;
        const auto opened = open();
        QVERIFY(opened && *opened == *created);
    }

    void noFileHoldsTheKey_data()
    {
        QTest::addColumn<bool>("is_in_keychain");
        QTest::newRow("in the key store") << true;
        QTest::newRow("under a passphrase") << false;
    }
    // security.md F7, after Signal Desktop's config.json (2018-2024): nor in any spelling, and so a copy of
    // the folder on another computer, with another key store, opens nothing.
    void noFileHoldsTheKey()
    {
        QFETCH(bool, is_in_keychain);
        const auto created = is_in_keychain ? createInKeychain()
                                            : createUnderPassphrase(QStringLiteral("four plain words here"));
        QVERIFY(created.has_value());
        const QByteArray key = created->view().toByteArray();
        const QList<QByteArray> spellings{
            key,         key.first(16),         key.last(16),
            key.toHex(), key.toHex().toUpper(), key.toBase64(QByteArray::OmitTrailingEquals)};
        int files = 0;
        QDirIterator all(m_directory->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            ++files;
            for (const QByteArray &spelling : spellings)
                QVERIFY2(!content.contains(spelling), qPrintable(file.fileName()));
        }
        QVERIFY(files > 0);

        m_keychain->entries.clear(); // another computer's
        restart(VaultChoice::Automatic);
        QVERIFY(!open().has_value());
        QVERIFY(!openWith(QStringLiteral("four other words here")).has_value());
    }

    void aKeyStoreThatKeepsNothingMakesNoProfile_data()
    {
        QTest::addColumn<Mood>("mood");
        QTest::newRow("forgets") << Mood::Forgetful;
        QTest::newRow("locked") << Mood::Locked;
        QTest::newRow("missing") << Mood::Missing;
    }
    void aKeyStoreThatKeepsNothingMakesNoProfile()
    {
        QFETCH(Mood, mood);
        m_keychain->mood = mood;
        QVERIFY(!createInKeychain().has_value());
        QCOMPARE(m_vault->state().value(), KeyVault::State::Empty); // the passphrase is still a way
        QVERIFY(createUnderPassphrase(QStringLiteral("four plain words here")).has_value());
    }

    void aPassphraseOpensAndAnotherDoesNot()
    {
        m_keychain->mood = Mood::Missing;
        const auto created = createUnderPassphrase(QStringLiteral("caf\u00e9 au lait"));
        QVERIFY(created.has_value());
        restart(VaultChoice::Automatic);
        QCOMPARE(m_vault->state().value(), KeyVault::State::UnderPassphrase);
        const auto opened = openWith(QStringLiteral("cafe\u0301 au lait")); // typed with a combining accent
        QVERIFY(opened && *opened == *created);
        QCOMPARE(codeOf(openWith(QStringLiteral("cafe au lait"))), static_cast<int>(Code::Crypto));
        QCOMPARE(codeOf(openWith(QString())), static_cast<int>(Code::Crypto));
        QCOMPARE(codeOf(open()), static_cast<int>(Code::NotFound)); // it is not in the key store
    }

    void aVaultFileCannotLowerTheCost()
    {
        QVERIFY(createUnderPassphrase(QStringLiteral("words")).has_value());
        VaultFile file = *readVaultFile(m_directory->path()).value();
        file.parameters->memory_bytes = 1024;
        QVERIFY(writeVaultFile(m_directory->path(), file).has_value());
        QCOMPARE(codeOf(openWith(QStringLiteral("words"))), static_cast<int>(Code::Forbidden));
    }

    void movingKeepsTheKey()
    {
        const auto created = createUnderPassphrase(QStringLiteral("words"));
        QVERIFY(created.has_value());
        QVERIFY(done([&](auto handler) { m_vault->moveToKeychain(*created, 7, handler); }).has_value());
        QCOMPARE(m_vault->state().value(), KeyVault::State::InKeychain);
        QVERIFY(*open() == *created);
        QCOMPARE(raise(7).value(), 8u);
        QVERIFY(done([&](auto handler) {
                    m_vault->moveToPassphrase(*created, QStringLiteral("other words"), handler);
                }).has_value());
        QCOMPARE(m_vault->state().value(), KeyVault::State::UnderPassphrase);
        QVERIFY(*openWith(QStringLiteral("other words")) == *created);
        QVERIFY(m_keychain->entries.isEmpty());
    }

    void aMoveThatFailsChangesNothing()
    {
        const auto created = createUnderPassphrase(QStringLiteral("words"));
        m_keychain->refuses_name = QStringLiteral("store-key");
        QVERIFY(!done([&](auto handler) { m_vault->moveToKeychain(*created, 7, handler); }).has_value());
        QCOMPARE(m_vault->state().value(), KeyVault::State::UnderPassphrase);
        QVERIFY(*openWith(QStringLiteral("words")) == *created);
    }

    void erasingForgetsTheKey()
    {
        QVERIFY(createInKeychain().has_value());
        QVERIFY(done([&](auto handler) { m_vault->erase(handler); }).has_value());
        QVERIFY(m_keychain->entries.isEmpty());
        QCOMPARE(m_vault->state().value(), KeyVault::State::Empty);
        QVERIFY(done([&](auto handler) { m_vault->erase(handler); }).has_value()); // again
    }

    void erasingWorksWithoutTheKeyStore()
    {
        QVERIFY(createInKeychain().has_value());
        m_keychain->mood = Mood::Missing;
        QVERIFY(done([&](auto handler) { m_vault->erase(handler); }).has_value());
        QCOMPARE(m_vault->state().value(), KeyVault::State::Empty);
    }

    void theStartCounterRisesAndSurvivesCrashes()
    {
        QVERIFY(createInKeychain().has_value());
        QCOMPARE(raise(0).value(), 1u);
        QCOMPARE(raise(1).value(), 2u);
        QCOMPARE(raise(1).value(), 2u); // a crash before the database knew
        QCOMPARE(raise(1).value(), 2u); // and another one
        QCOMPARE(raise(2).value(), 3u);
    }

    void aSettledCounterGoesOn_data()
    {
        QTest::addColumn<quint64>("stored");
        QTest::addColumn<bool>("is_in_vault");
        QTest::addColumn<quint64>("settled");
        QTest::newRow("an old database") << quint64(3) << true << quint64(5);
        QTest::newRow("an old key store") << quint64(9) << true << quint64(9);
        QTest::newRow("another key store") << quint64(7) << false << quint64(7);
    }
    void aSettledCounterGoesOn()
    {
        QFETCH(quint64, stored);
        QFETCH(bool, is_in_vault);
        QFETCH(quint64, settled);
        QVERIFY(createInKeychain().has_value());
        for (quint64 start = 0; start < 5; ++start)
            QVERIFY(raise(start).has_value());
        if (!is_in_vault)
            m_keychain->entries.removeIf([](QHash<QString, QByteArray>::iterator entry) {
                return entry.key().startsWith(QStringLiteral("starts-"));
            });
        QCOMPARE(codeOf(raise(stored)), static_cast<int>(Code::Conflict));
        QCOMPARE(settle(stored).value(), settled);
        QCOMPARE(settle(stored).value(), settled); // a crash before the database knew
        QCOMPARE(raise(settled).value(), settled + 1);
        m_keychain->mood = FakeKeychain::Mood::Missing;
        QVERIFY(!settle(settled));
    }

    void anOldCopyIsNoticed_data()
    {
        QTest::addColumn<quint64>("stored");
        QTest::newRow("an old database") << quint64(3);
        QTest::newRow("a very old database") << quint64(0);
        QTest::newRow("an old key store") << quint64(9);
    }
    void anOldCopyIsNoticed()
    {
        QFETCH(quint64, stored);
        QVERIFY(createInKeychain().has_value());
        for (quint64 start = 0; start < 5; ++start)
            QVERIFY(raise(start).has_value());
        QCOMPARE(codeOf(raise(stored)), static_cast<int>(Code::Conflict));
        QCOMPARE(raise(5).value(), 6u); // the question changed nothing
    }

    void aDamagedCounterIsADisagreement()
    {
        QVERIFY(createInKeychain().has_value());
        for (auto &&[name, value] : m_keychain->entries.asKeyValueRange())
            if (name.startsWith(QStringLiteral("starts-"))) value = QByteArray("x");
        QCOMPARE(codeOf(raise(0)), static_cast<int>(Code::Conflict));
        m_keychain->mood = Mood::Missing;
        QCOMPARE(codeOf(raise(0)), static_cast<int>(Code::Storage));
    }

    void underAPassphraseTheServerAloneRemembers()
    {
        QVERIFY(createUnderPassphrase(QStringLiteral("words")).has_value());
        QCOMPARE(raise(0).value(), 1u);
        QCOMPARE(raise(41).value(), 42u);
    }

    void aDamagedVaultFileIsSaidSo()
    {
        m_directory->write(QStringLiteral("vault"), "rubbish");
        QCOMPARE(codeOf(m_vault->state()), static_cast<int>(Code::Malformed));
        QCOMPARE(codeOf(open()), static_cast<int>(Code::Malformed));
        QCOMPARE(codeOf(openWith(QStringLiteral("words"))), static_cast<int>(Code::Malformed));
    }

    void nobodyIsCalledAfterTheVaultIsGone()
    {
        bool is_called = false;
        m_vault->probe([&is_called](bool) { is_called = true; });
        m_vault->open([&is_called](const Result<StoreKey> &) { is_called = true; });
        m_vault.reset();
        for (int i = 0; i < 10; ++i)
            QCoreApplication::processEvents();
        QVERIFY(!is_called);
    }

private:
    void restart(VaultChoice choice)
    {
        m_vault = std::make_unique<KeyVault>(m_directory->path(), *m_keychain, m_random, choice, nullptr);
    }

    template <typename T, typename Call>
    Result<T> wait(Call call)
    {
        std::optional<Result<T>> answer;
        call([&answer](Result<T> result) { answer.emplace(std::move(result)); });
        const bool is_early = answer.has_value(); // handlers come after the call returned
        const bool came = QTest::qWaitFor([&answer] { return answer.has_value(); });
        if (is_early || !came) return Error{Code::Busy, QStringLiteral("no answer, or too early")};
        return std::move(*answer);
    }

    bool probe()
    {
        return wait<bool>([this](auto handler) { m_vault->probe([handler](bool works) { handler(works); }); })
            .value();
    }
    Result<StoreKey> createInKeychain()
    {
        return wait<StoreKey>([this](auto handler) { m_vault->createInKeychain(handler); });
    }
    Result<StoreKey> createUnderPassphrase(const QString &words)
    {
        return wait<StoreKey>(
            [this, &words](auto handler) { m_vault->createUnderPassphrase(words, handler); });
    }
    Result<StoreKey> open()
    {
        return wait<StoreKey>([this](auto handler) { m_vault->open(handler); });
    }
    Result<StoreKey> openWith(const QString &words)
    {
        return wait<StoreKey>([this, &words](auto handler) { m_vault->openWithPassphrase(words, handler); });
    }
    Result<quint64> settle(quint64 stored)
    {
        return wait<quint64>([this, stored](auto handler) { m_vault->settleStartCounter(stored, handler); });
    }
    Result<quint64> raise(quint64 stored)
    {
        return wait<quint64>([this, stored](auto handler) { m_vault->raiseStartCounter(stored, handler); });
    }
    template <typename Call>
    Result<void> done(Call call)
    {
        return wait<void>(call);
    }

    std::optional<TemporaryDirectory> m_directory;
    std::optional<FakeKeychain> m_keychain;
    crypto::SodiumRandom m_random;
    std::unique_ptr<KeyVault> m_vault;
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestKeyVault)
#include "tst_key_vault.moc"
