// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The file `vault`: what it holds comes back; every cut, bit and strange version is refused.

#include "client/core/key_vault/vault_file.h"
#include "tests/support/small_files.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QtTest>

namespace chat121::test {

namespace {

VaultFile passphraseFile()
{
    VaultFile file;
    file.id = 0x0102030405060708;
    file.protection = VaultProtection::Passphrase;
    file.parameters = crypto::PasswordParameters{64ull << 20, 2, {}};
    file.wrapped_key = QByteArray(72, 'w');
    return file;
}

int codeOf(const Result<VaultFile> &result)
{
    return result ? 0 : static_cast<int>(result.error().code);
}

} // namespace

class TestVaultFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackWhole()
    {
        const VaultFile in_keychain{9, VaultProtection::Keychain, {}, {}};
        QCOMPARE(decodeVaultFile(encodeVaultFile(in_keychain)).value(), in_keychain);
        QCOMPARE(decodeVaultFile(encodeVaultFile(passphraseFile())).value(), passphraseFile());
    }

    // Without a word of it, the profile's key would be lost with the next start.
    void aFullDiskLeavesTheFileOfBefore()
    {
        const TemporaryDirectory folder;
        QVERIFY(writeVaultFile(folder.path(), passphraseFile()));
        VaultFile next = passphraseFile();
        next.id += 1;
        {
            const SmallFiles small(10);
            QVERIFY(!writeVaultFile(folder.path(), next));
        }
        const auto kept = readVaultFile(folder.path());
        QVERIFY(kept && *kept);
        QCOMPARE(**kept, passphraseFile());
    }

    void everyCutIsRefused()
    {
        const QByteArray bytes = encodeVaultFile(passphraseFile());
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QCOMPARE(codeOf(decodeVaultFile(bytes.first(length))), static_cast<int>(Code::Malformed));
        QCOMPARE(codeOf(decodeVaultFile(bytes + 'x')), static_cast<int>(Code::Malformed));
    }

    void strangeFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Code>("code");
        const QByteArray good = encodeVaultFile(passphraseFile());
        const auto with = [&good](qsizetype place, char byte) {
            QByteArray changed = good;
            changed[place] = byte;
            return changed;
        };
        QTest::newRow("empty") << QByteArray() << Code::Malformed;
        QTest::newRow("a text") << QByteArray("password=secret\n") << Code::Malformed;
        QTest::newRow("another magic") << with(0, 'C') << Code::Malformed;
        QTest::newRow("a newer version") << with(15, 2) << Code::Unsupported;
        QTest::newRow("version 0") << with(15, 0) << Code::Malformed;
        QTest::newRow("an unknown protection") << with(24, 3) << Code::Malformed;
        VaultFile without = passphraseFile();
        without.parameters.reset();
        QTest::newRow("a passphrase without parameters") << encodeVaultFile(without) << Code::Malformed;
        without = passphraseFile();
        without.wrapped_key = {};
        QTest::newRow("a passphrase without a key") << encodeVaultFile(without) << Code::Malformed;
    }
    void strangeFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Code, code);
        QCOMPARE(codeOf(decodeVaultFile(bytes)), static_cast<int>(code));
    }

    void isWrittenForItsOwnerAlone()
    {
        const TemporaryDirectory directory;
        const QString profile = directory.filePath(QStringLiteral("new/profile"));
        QVERIFY(!readVaultFile(profile).value());
        QVERIFY(writeVaultFile(profile, passphraseFile()).has_value());
        QCOMPARE(*readVaultFile(profile).value(), passphraseFile());
        const auto permissions = QFile::permissions(profile + QStringLiteral("/vault"));
        QVERIFY(
            !(permissions & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
        QVERIFY(removeVaultFile(profile).has_value());
        QVERIFY(removeVaultFile(profile).has_value());
        QVERIFY(!readVaultFile(profile).value());
    }

    void aFileTooLargeIsRefused()
    {
        const TemporaryDirectory directory;
        directory.write(QStringLiteral("vault"), QByteArray(5000, 'x'));
        QVERIFY(!readVaultFile(directory.path()).has_value());
    }

    void aFolderThatCannotBeMadeIsForbidden()
    {
        const auto written = writeVaultFile(QStringLiteral("/proc/no/profile"), passphraseFile());
        QVERIFY(!written);
        QCOMPARE(written.error().code, Code::Forbidden);
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestVaultFile)
#include "tst_vault_file.moc"
