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

const QByteArray kDigits = QByteArray(31 * 2, '4') + "c7";

Secret32 seed()
{
    return *Secret32::from(QByteArray::fromHex(kDigits));
}

} // namespace

class TestRegistrarKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void nothingYetIsNoError_data();
    void nothingYetIsNoError();
    void linesAreRead_data();
    void linesAreRead();
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
    QCOMPARE(folder.read(QStringLiteral("registrar")), kDigits + '\n');
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

void TestRegistrarKey::linesAreRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("is_read");
    QTest::newRow("without an end of the line") << kDigits << true;
    QTest::newRow("an end of the line from elsewhere") << kDigits + "\r\n" << true;
    QTest::newRow("capital letters") << kDigits.toUpper() << true;
    QTest::newRow("a digit too few") << kDigits.chopped(1) << false;
    QTest::newRow("a digit too many") << kDigits + "0" << false;
    QTest::newRow("a letter that is no digit") << "g" + kDigits.chopped(1) << false;
    QTest::newRow("a space inside") << kDigits.first(32) + ' ' + kDigits.last(32) << false;
    QTest::newRow("two lines") << kDigits + '\n' + kDigits + '\n' << false;
    QTest::newRow("an end of the line alone") << QByteArray("\n") << false;
    QTest::newRow("the bytes themselves") << QByteArray(32, '\x44') << false;
    QTest::newRow("something large") << kDigits + QByteArray(1'000'000, '\n') << false;
}

void TestRegistrarKey::linesAreRead()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, is_read);
    const test::TemporaryDirectory folder;
    const RegistrarKeyFile file{folder.write(QStringLiteral("registrar"), content), false};
    QCOMPARE(chmod(QFile::encodeName(file.path).constData(), 0600), 0);
    const auto read = readRegistrarKey(file);
    QCOMPARE(read.has_value(), is_read);
    if (is_read) {
        QVERIFY(**read == seed());
        return;
    }
    QVERIFY(read.error().detail.contains(file.path));
    QVERIFY(!read.error().detail.contains(QString::fromLatin1(content.first(qMin(content.size(), 32)))) ||
            content.trimmed().isEmpty());
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
    const RegistrarKeyFile file{folder.write(QStringLiteral("registrar"), kDigits), is_credential};
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
