// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The file with the registrar's key: who may read it, what may stand in it, and that it is whole or not
// there. Row EE-05.
#include "server/ops/registrar_key.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>

using namespace chat121;
using namespace chat121::ops;
using crypto::Secret32;

namespace {

const QByteArray kBytes = QByteArray(30, '4') + QByteArray("\0\n", 2);

Secret32 seed()
{
    return *Secret32::from(kBytes);
}

} // namespace

class TestRegistrarKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void nothingYetIsNoError_data();
    void nothingYetIsNoError();
    void anythingElseIsRefused_data();
    void anythingElseIsRefused();
    void rightsAreJudged_data();
    void rightsAreJudged();
    void whatIsNoFileIsRefused_data();
    void whatIsNoFileIsRefused();
    void whatCannotBeWrittenIsSaid();
};

void TestRegistrarKey::whatIsWrittenIsReadAgain()
{
    const test::TemporaryDirectory folder;
    const RegistrarKeyFile file{folder.filePath(QStringLiteral("registrar")), false};
    QVERIFY(writeRegistrarKey(file, seed()));
    QCOMPARE(folder.read(QStringLiteral("registrar")), kBytes);
    struct stat about = {};
    QCOMPARE(stat(QFile::encodeName(file.path).constData(), &about), 0);
    QCOMPARE(about.st_mode & 07777u, 0600u);
    const auto again = readRegistrarKey(file);
    QVERIFY(again && *again);
    QVERIFY(**again == seed());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestRegistrarKey::nothingYetIsNoError_data()
{
    QTest::addColumn<bool>("is_there");
    QTest::newRow("no file") << false;
    QTest::newRow("an empty file") << true;
}

void TestRegistrarKey::nothingYetIsNoError()
{
    QFETCH(bool, is_there);
    const test::TemporaryDirectory folder;
    const RegistrarKeyFile file{folder.filePath(QStringLiteral("registrar")), false};
    if (is_there) {
        folder.write(QStringLiteral("registrar"), {});
        QCOMPARE(chmod(QFile::encodeName(file.path).constData(), 0600), 0);
    }
    const auto read = readRegistrarKey(file);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY(!*read);
    QCOMPARE(QFile::exists(file.path), is_there); // reading makes nothing
    QVERIFY(writeRegistrarKey(file, seed()));
    QVERIFY(**readRegistrarKey(file) == seed());
}

void TestRegistrarKey::anythingElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a byte too few") << kBytes.chopped(1);
    QTest::newRow("a byte too many") << kBytes + '\n';
    QTest::newRow("digits in place of bytes") << QByteArray(64, '4');
    QTest::newRow("a private key for TLS") << QByteArray("-----BEGIN PRIVATE KEY-----\n");
    QTest::newRow("something large") << kBytes + QByteArray(1'000'000, '\n');
}

void TestRegistrarKey::anythingElseIsRefused()
{
    QFETCH(QByteArray, content);
    const test::TemporaryDirectory folder;
    const RegistrarKeyFile file{folder.write(QStringLiteral("registrar"), content), false};
    QCOMPARE(chmod(QFile::encodeName(file.path).constData(), 0600), 0);
    const auto read = readRegistrarKey(file);
    QVERIFY(!read);
    QCOMPARE(read.error().detail,
             QStringLiteral("The file %1 is no registrar's key: 32 bytes are expected.").arg(file.path));
    QCOMPARE(folder.read(QStringLiteral("registrar")), content);
}

void TestRegistrarKey::rightsAreJudged_data()
{
    QTest::addColumn<uint>("mode");
    QTest::addColumn<bool>("is_credential");
    QTest::addColumn<bool>("is_read");
    QTest::newRow("its user reads and writes") << 0600u << false << true;
    QTest::newRow("its user reads") << 0400u << false << true;
    QTest::newRow("a group reads") << 0640u << false << false;
    QTest::newRow("a group writes") << 0620u << false << false;
    QTest::newRow("everybody reads") << 0604u << false << false;
    QTest::newRow("everybody writes") << 0602u << false << false;
    QTest::newRow("systemd's, with its list of who may") << 0440u << true << true;
    QTest::newRow("systemd's, for its user") << 0400u << true << true;
    QTest::newRow("in systemd's folder, and everybody reads") << 0444u << true << false;
    QTest::newRow("in systemd's folder, and a group writes") << 0460u << true << false;
}

void TestRegistrarKey::rightsAreJudged()
{
    QFETCH(uint, mode);
    QFETCH(bool, is_credential);
    QFETCH(bool, is_read);
    const test::TemporaryDirectory folder;
    const RegistrarKeyFile file{folder.write(QStringLiteral("registrar"), kBytes), is_credential};
    QCOMPARE(chmod(QFile::encodeName(file.path).constData(), static_cast<mode_t>(mode)), 0);
    const auto read = readRegistrarKey(file);
    QCOMPARE(read.has_value(), is_read);
    if (!is_read) QVERIFY(read.error().detail.contains(QStringLiteral("open to other users")));
}

void TestRegistrarKey::whatIsNoFileIsRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a folder") << "/tmp";
    QTest::newRow("a device") << "/dev/null";
    QTest::newRow("in a folder that is not there") << "/absent/registrar";
    QTest::newRow("below a file") << "/etc/hostname/registrar";
}

void TestRegistrarKey::whatIsNoFileIsRefused()
{
    QFETCH(QString, path);
    const auto read = readRegistrarKey({path, false});
    QVERIFY(!read);
    QVERIFY(read.error().detail.contains(path));
    QVERIFY(read.error().detail.endsWith(QLatin1Char('.')));
}

void TestRegistrarKey::whatCannotBeWrittenIsSaid()
{
    const RegistrarKeyFile file{QStringLiteral("/proc/registrar"), false}; // also for root
    const auto written = writeRegistrarKey(file, seed());
    QVERIFY(!written);
    QVERIFY(written.error().detail.contains(file.path));
}

CHAT121_TEST_MAIN(TestRegistrarKey)
#include "tst_registrar_key.moc"
