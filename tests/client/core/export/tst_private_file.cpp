// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A file that is whole or not there, and that only its owner reads.
#include "client/core/export/private_file.h"
#include "tests/support/small_files.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using transcript::PrivateFile;

namespace {

constexpr QFile::Permissions kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                       QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

} // namespace

class TestPrivateFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyItsOwnerReadsIt_data();
    void onlyItsOwnerReadsIt();
    void nothingIsThereBeforeTheEnd();
    void whatIsThereIsReplacedOnlyWhenWished();
    void whatCameMeanwhileIsNotReplaced();
    void placesThatCannotBe_data();
    void placesThatCannotBe();
    void aFullDiskLeavesWhatWasThere_data();
    void aFullDiskLeavesWhatWasThere();

private:
    QStringList names() const
    {
        return QDir(m_folder.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }

    TemporaryDirectory m_folder;
};

void TestPrivateFile::onlyItsOwnerReadsIt_data()
{
    QTest::addColumn<bool>("is_there");
    QTest::newRow("a new one") << false;
    QTest::newRow("in the place of one that everybody reads") << true;
}

void TestPrivateFile::onlyItsOwnerReadsIt()
{
    QFETCH(bool, is_there);
    const QString path = m_folder.filePath(u"mine"_s);
    QFile::remove(path);
    if (is_there) {
        m_folder.write(u"mine"_s, "before");
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup |
                                                QFile::ReadOther));
    }
    auto file = PrivateFile::open(path, is_there);
    QVERIFY(file);
    for (const QFileInfo &info : QDir(m_folder.path()).entryInfoList(QDir::Files | QDir::Hidden))
        if (info.fileName() != u"mine"_s) QCOMPARE(info.permissions() & kOthers, QFile::Permissions{});
    QVERIFY((*file)->write("words"));
    QVERIFY((*file)->commit());
    QCOMPARE(m_folder.read(u"mine"_s), QByteArray("words"));
    QCOMPARE(QFile::permissions(path) & kOthers, QFile::Permissions{});
    QVERIFY(!(QFile::permissions(path) & QFile::ExeOwner));
    QVERIFY(QFile::remove(path));
    QCOMPARE(names(), QStringList());
}

void TestPrivateFile::nothingIsThereBeforeTheEnd()
{
    const QString path = m_folder.filePath(u"half"_s);
    {
        auto file = PrivateFile::open(path, false);
        QVERIFY(file);
        QVERIFY((*file)->write(QByteArray(100'000, 'x')));
        QVERIFY((*file)->flush());
        QVERIFY(!QFile::exists(path));
    }
    QCOMPARE(names(), QStringList()); // given up: not even the half of it
}

void TestPrivateFile::whatIsThereIsReplacedOnlyWhenWished()
{
    const QString path = m_folder.write(u"theirs"_s, "before");
    const auto refused = PrivateFile::open(path, false);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Code::Conflict);
    {
        auto given_up = PrivateFile::open(path, true);
        QVERIFY(given_up);
        QVERIFY((*given_up)->write("after"));
    }
    QCOMPARE(m_folder.read(u"theirs"_s), QByteArray("before"));
    QVERIFY(QFile::remove(path));
}

void TestPrivateFile::whatCameMeanwhileIsNotReplaced()
{
    const QString path = m_folder.filePath(u"late"_s);
    auto file = PrivateFile::open(path, false);
    QVERIFY(file);
    QVERIFY((*file)->write("mine"));
    m_folder.write(u"late"_s, "theirs");
    const auto committed = (*file)->commit();
    QVERIFY(!committed);
    QCOMPARE(committed.error().code, Code::Conflict);
    file->reset();
    QCOMPARE(m_folder.read(u"late"_s), QByteArray("theirs"));
    QVERIFY(QFile::remove(path));
    QCOMPARE(names(), QStringList());
}

void TestPrivateFile::placesThatCannotBe_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Code>("code");
    QTest::newRow("nothing") << QString() << Code::Malformed;
    QTest::newRow("no whole path") << u"file.html"_s << Code::Malformed;
    QTest::newRow("a folder") << m_folder.path() << Code::Malformed;
    QTest::newRow("a folder's name") << m_folder.path() + u'/' << Code::Malformed;
    QTest::newRow("a NUL in it") << m_folder.filePath(u"a"_s) + QChar::Null + u'b' << Code::Malformed;
    QTest::newRow("a device") << u"/dev/null"_s << Code::Malformed;
    QTest::newRow("a full device") << u"/dev/full"_s << Code::Malformed;
    QTest::newRow("no such folder") << m_folder.filePath(u"none/file"_s) << Code::Storage;
    QTest::newRow("a file as a folder") << u"/etc/passwd/file"_s << Code::Storage;
    QTest::newRow("where nobody writes") << u"/proc/file"_s << Code::Storage;
    QTest::newRow("a name that is too long") << m_folder.filePath(QString(5000, u'x')) << Code::Malformed;
}

void TestPrivateFile::placesThatCannotBe()
{
    QFETCH(QString, path);
    QFETCH(Code, code);
    for (const bool may_replace : {false, true}) {
        const auto file = PrivateFile::open(path, may_replace);
        QVERIFY(!file);
        QCOMPARE(file.error().code, code);
    }
    QCOMPARE(names(), QStringList());
}

void TestPrivateFile::aFullDiskLeavesWhatWasThere_data()
{
    QTest::addColumn<int>("pieces"); // of 1,000 bytes
    QTest::addColumn<bool>("is_flushed");
    QTest::newRow("found when it is written") << 1000 << false;
    QTest::newRow("found when it is handed over") << 10 << true;
    QTest::newRow("found at the end") << 10 << false; // until then it waits in a buffer
}

void TestPrivateFile::aFullDiskLeavesWhatWasThere()
{
    QFETCH(int, pieces);
    QFETCH(bool, is_flushed);
    const QString path = m_folder.write(u"kept"_s, "before");
    {
        auto file = PrivateFile::open(path, true);
        QVERIFY(file);
        const SmallFiles small(4000);
        bool is_written = true;
        for (int piece = 0; piece < pieces && is_written; ++piece)
            is_written = (*file)->write(QByteArray(1000, 'x')).has_value();
        QCOMPARE(is_written, pieces == 10);
        if (is_flushed) QVERIFY(!(*file)->flush());
        QVERIFY(!(*file)->commit());
    }
    QCOMPARE(m_folder.read(u"kept"_s), QByteArray("before"));
    QVERIFY(QFile::remove(path));
    QCOMPARE(names(), QStringList());
}

CHAT121_TEST_MAIN(TestPrivateFile)
#include "tst_private_file.moc"
