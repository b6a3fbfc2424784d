// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is deleted when, in a client with its store: neither in the memory of the process nor in the files
// of the profile is a key whose time is over. Rows E6 and E8 of the threat list; limits.h.
//
// Rows are sealed, so no key stands in a file in clear; but whoever has the store's key could open an
// older row. So the sealed bytes of older rows are searched for, too.
#include "client/core/engine/membership/forgetting.h"
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/common/mls/deletion_fixture.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

class TestKeyDeletion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theInitKeyEndsWithTheWelcome();
    void aLastResortPackageEndsADayAfterItsUse();
    void messageKeysEndWithTheirMessages();
    void epochSecretsEndWithTheEpoch();
    void whatTheLogHasPassedEndsAtOnce();
    void whatIsOvertakenEndsWithinADay();
    void olderRowsLeaveTheFiles();

private:
    void begin(mls::KeyPackageUse use); // Anna's group with Gina; fills m_init
    // Sealed rows of Gina's store that hold groups, as they are on disk now, the write-ahead log included.
    QList<QByteArray> sealedGroups();
    bool isInFiles(const QByteArray &bytes);
    QString files() const { return m_office->folderOf(QStringLiteral("gina")); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<ReadingSeat> m_gina;
    Keys m_init; // of the key package that Gina came in with
    FixedBytes<32> m_package;
};

#define GONE(keys)                                                                                           \
    QCOMPARE(foundInMemory(keys).join(u'\n'), QString());                                                    \
    QCOMPARE(foundInFiles(files(), keys).join(u'\n'), QString())
#define THERE(keys) QCOMPARE(missingInMemory(keys).join(u'\n'), QString())

void TestKeyDeletion::init()
{
    m_clock.jumpTo(kNow);
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_gina = m_office->gina();
}

void TestKeyDeletion::cleanup()
{
    m_anna.reset();
    m_gina.reset();
    m_office.reset();
}

void TestKeyDeletion::begin(mls::KeyPackageUse use)
{
    protocol::Envelope welcome;
    {
        const auto package = m_gina->package(use);
        QVERIFY(package);
        m_init = {{"init key", package->initKey().view()}};
        m_package = *FixedBytes<32>::from(package->reference());
        THERE(m_init);
        welcome = begunWith(*m_anna, {package->message()});
    }
    QVERIFY(m_gina->committer.join(welcome));
}

void TestKeyDeletion::theInitKeyEndsWithTheWelcome()
{
    begin(mls::KeyPackageUse::Once);
    GONE(m_init);
    QVERIFY(!m_gina->store.keyPackages().find(m_package)->has_value());
    THERE(treeKeys(**m_gina->groups.find(kGroup)));
}

// E6: others may have got the package from the server meanwhile; a day for those.
void TestKeyDeletion::aLastResortPackageEndsADayAfterItsUse()
{
    begin(mls::KeyPackageUse::LastResort);
    GONE(m_init); // sealed, in the store
    KeyPackages packages(m_gina->context, nullptr);
    Forgetting forgetting(m_gina->context, packages, nullptr);
    const auto kept = m_gina->store.keyPackages().find(m_package);
    QVERIFY(kept && *kept);
    QVERIFY(!(*kept)->is_published); // so that another is made for the server
    QVERIFY(forgetting.forgetNow());
    QVERIFY(m_gina->store.keyPackages().find(m_package)->has_value());
    m_clock.advance(std::chrono::hours(24) + std::chrono::seconds(1));
    QVERIFY(forgetting.forgetNow());
    QVERIFY(!m_gina->store.keyPackages().find(m_package)->has_value());
}

void TestKeyDeletion::messageKeysEndWithTheirMessages()
{
    begin(mls::KeyPackageUse::Once);
    const SenderKeys annas = senderKeys(**m_gina->groups.find(kGroup), {0}, 1);
    const SenderKeys ginas = senderKeys(**m_gina->groups.find(kGroup), {1}, 1);
    const auto said = m_anna->says(QStringLiteral("hello"));
    QVERIFY(said);
    QVERIFY(m_gina->reads(*said));
    const auto answered = m_gina->says(QStringLiteral("hello yourself"));
    QVERIFY(answered);
    QCOMPARE(m_anna->opens(*answered), QStringLiteral("hello yourself"));
    GONE(annas.message[0]);
    GONE(annas.ratchet);
    GONE(ginas.message[0]);
    GONE(ginas.ratchet);
    THERE(senderKeys(**m_gina->groups.find(kGroup), {0}, 0).ratchet);
}

void TestKeyDeletion::epochSecretsEndWithTheEpoch()
{
    begin(mls::KeyPackageUse::Once);
    const Keys epoch = epochKeys(**m_gina->groups.find(kGroup)).mid(1); // without sender data
    const Keys tree = treeKeys(**m_anna->groups.find(kGroup));
    THERE(epoch);
    THERE(tree);
    const auto commit = m_anna->committer.change(kGroup, {}, {}, RequestId{2});
    QVERIFY(commit);
    const Keys passing = passingKeys(**m_gina->groups.find(kGroup), commit->commit.bytes).mid(0, 4);
    QVERIFY(m_anna->committer.accepted(kGroup));
    QVERIFY(m_gina->reads(m_anna->envelope(protocol::EnvelopeKind::Commit, 1, commit->commit.bytes)));
    QCOMPARE((*m_gina->groups.find(kGroup))->epoch(), 2u);
    GONE(epoch);
    GONE(tree);
    GONE(passing);
    THERE(epochKeys(**m_gina->groups.find(kGroup)));
}

// The log is in order: what comes before a message that was read, and was not there, never comes.
void TestKeyDeletion::whatTheLogHasPassedEndsAtOnce()
{
    begin(mls::KeyPackageUse::Once);
    const SenderKeys annas = senderKeys(**m_gina->groups.find(kGroup), {0}, 3);
    const auto lost = m_anna->says(QStringLiteral("one"));
    const auto read = m_anna->says(content::TextMessage{QStringLiteral("two")}, 'n');
    const auto next = m_anna->says(content::TextMessage{QStringLiteral("three")}, 'o');
    QVERIFY(lost && read && next);
    m_anna.reset();
    QVERIFY(m_gina->reads(*read));
    QCOMPARE(m_gina->messages(), QStringList{QStringLiteral("two")});
    GONE(annas.message[0]);
    m_gina->groups.forget(kGroup); // as it is on disk
    QVERIFY(m_gina->groups.find(kGroup));
    GONE(annas.message[0]);
    QCOMPARE(m_gina->opens(*lost), QStringLiteral("not opened"));
    QVERIFY(m_gina->reads(*next));
    QCOMPARE(m_gina->messages(), (QStringList{QStringLiteral("two"), QStringLiteral("three")}));
}

// E8: nobody writes any more, and still the keys of what was overtaken end, and the past epoch. Out of a log,
// whose order would end them before.
void TestKeyDeletion::whatIsOvertakenEndsWithinADay()
{
    begin(mls::KeyPackageUse::Once);
    const SenderKeys annas = senderKeys(**m_gina->groups.find(kGroup), {0}, 2);
    const Keys sender_data = epochKeys(**m_gina->groups.find(kGroup)).mid(0, 1);
    const auto lost = m_anna->says(QStringLiteral("one"));
    const auto read = m_anna->says(content::TextMessage{QStringLiteral("two")}, 'n');
    QVERIFY(lost && read);
    QCOMPARE(m_gina->opens(*read), QStringLiteral("two"));
    THERE(annas.message[0]);
    const auto commit = m_anna->committer.change(kGroup, {}, {}, RequestId{2});
    QVERIFY(commit && m_anna->committer.accepted(kGroup));
    QVERIFY(m_gina->reads(m_anna->envelope(protocol::EnvelopeKind::Commit, 1, commit->commit.bytes)));
    m_anna.reset();
    THERE(annas.message[0]);
    THERE(sender_data);

    KeyPackages packages(m_gina->context, nullptr);
    Forgetting forgetting(m_gina->context, packages, nullptr);
    m_clock.advance(std::chrono::hours(24));
    QVERIFY(forgetting.forgetNow());
    THERE(annas.message[0]);
    m_clock.advance(std::chrono::seconds(1));
    QVERIFY(forgetting.forgetNow());
    GONE(annas.message[0]);
    GONE(sender_data);
    m_gina->groups.forget(kGroup); // as it is on disk
    QVERIFY(m_gina->groups.find(kGroup));
    GONE(annas.message[0]);
    GONE(sender_data);
    QCOMPARE(m_gina->opens(*lost), QStringLiteral("not opened"));
}

QList<QByteArray> TestKeyDeletion::sealedGroups()
{
    // The store is locked for its process: a copy of its files is read.
    const TemporaryDirectory copy;
    for (const QFileInfo &file : QDir(files()).entryInfoList(QDir::Files))
        QFile::copy(file.filePath(), copy.filePath(file.fileName()));
    QList<QByteArray> rows;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("copy"));
        database.setDatabaseName(copy.filePath(QStringLiteral("store.sqlite")));
        QSqlQuery query(database);
        const bool is_read =
            database.open() && query.exec(QStringLiteral("SELECT sealed FROM item WHERE kind "
                                                         "IN (3, 4) ORDER BY row"));
        while (is_read && query.next())
            rows.append(query.value(0).toByteArray());
    }
    QSqlDatabase::removeDatabase(QStringLiteral("copy"));
    return rows;
}

bool TestKeyDeletion::isInFiles(const QByteArray &bytes)
{
    const QByteArray part = bytes.mid(bytes.size() / 3, 64); // not cut by the edge of a page, mostly
    for (const QFileInfo &entry : QDir(files()).entryInfoList(QDir::Files)) {
        QFile file(entry.filePath());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(part)) return true;
    }
    return false;
}

void TestKeyDeletion::olderRowsLeaveTheFiles()
{
    begin(mls::KeyPackageUse::Once);
    const QList<QByteArray> older = sealedGroups();
    QCOMPARE(older.size(), 2); // epoch and ratchets
    for (const QByteArray &row : older)
        QVERIFY(isInFiles(row));
    QVERIFY(m_gina->says(QStringLiteral("hello")));
    QVERIFY(isInFiles(older.last())); // in the log, still
    QVERIFY(m_gina->store.dropOldCopies());
    const QList<QByteArray> newer = sealedGroups();
    QVERIFY(newer.contains(older.first())); // the epoch has not changed
    for (const QByteArray &row : newer)
        QVERIFY(isInFiles(row));
    for (const QByteArray &row : older)
        if (!newer.contains(row)) QVERIFY(!isInFiles(row));
    QCOMPARE(newer.size(), 2);
    QVERIFY(newer != older);
}

CHAT121_TEST_MAIN(TestKeyDeletion)
#include "tst_key_deletion.moc"
