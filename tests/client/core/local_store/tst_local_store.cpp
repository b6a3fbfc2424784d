// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Opening, locking, transactions, full and read-only disks, erasing: what is refused, and that
// nothing is lost by it.

#include "client/core/local_store/migrator.h"
#include "client/core/local_store/store_sentence.h"
#include "tests/client/core/local_store/store_fixture.h"
#include "tests/support/test_main.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <sys/wait.h>
#include <unistd.h>

namespace chat121::test {

namespace {

// Another program's hand on the file, while our store is closed.
void tamper(const QString &file, const QString &sql)
{
    {
        QSqlDatabase database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
        database.setDatabaseName(file);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY2(query.exec(sql), qPrintable(sql));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
}

} // namespace

class TestLocalStore final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasSavedOverARestart()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        QVERIFY(fixture.store().profile().save(ProfileValue::OwnName, "Ada").has_value());
        QVERIFY_OK(fixture.open());
        QCOMPARE(fixture.store().profile().value(ProfileValue::OwnName).value(), QByteArray("Ada"));
        QCOMPARE_CODE(fixture.store().profile().value(ProfileValue::RootSeed), Code::NotFound);
    }

    void isForItsOwnerAlone()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        QVERIFY(fixture.store().profile().save(ProfileValue::OwnName, "Ada").has_value());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(fixture.path()) & others));
        QVERIFY(!(QFile::permissions(fixture.file()) & others));
        QVERIFY(!(QFile::permissions(fixture.file() + QStringLiteral("-wal")) & others));
    }

    void theFileShowsNothing()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        QVERIFY(fixture.store().messages().put({0x1122334455667788}, message(1, 1)).has_value());
        QVERIFY(fixture.store().drafts().save({{0x1122334455667788}, QStringLiteral("a draft")}).has_value());
        fixture.close();
        QFile file(fixture.file());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("message 1"));
        QVERIFY(!bytes.contains("Ada"));
        QVERIFY(!bytes.contains("a draft"));
        QVERIFY(!bytes.contains(QByteArray::fromHex("1122334455667788")));
        QVERIFY(bytes.contains("CREATE TABLE message")); // the search itself works
    }

    void aSecondInstanceIsRefused()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        QCOMPARE_CODE(LocalStore::open(fixture.path(), storeKey('k'), fixture.random()), Code::Busy);
        fixture.close();
        QVERIFY_OK(LocalStore::open(fixture.path(), storeKey('k'), fixture.random()));
    }

    void anotherKeyIsRefused()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open('k'));
        QCOMPARE_CODE(fixture.open('x'), Code::Crypto);
        QVERIFY_OK(fixture.open('k'));
    }

    void aTransactionIsAllOrNothing()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        LocalStore &store = fixture.store();
        {
            auto transaction = store.begin();
            QVERIFY_OK(transaction);
            QVERIFY_OK(store.messages().put({1}, message(1, 1)));
            QVERIFY_OK(store.groupRatchets().save({{{1}, 0}, QByteArray("advanced")}));
            QVERIFY_OK(store.logs().save({{1}, 9, {1}, {}, {}}));
        }
        QCOMPARE(store.messages().count({1}).value(), 0);
        QVERIFY(!store.groupRatchets().find({{1}, 0}).value());
        QVERIFY(!store.logs().find({1}).value());
        auto transaction = store.begin();
        QVERIFY_OK(store.messages().put({1}, message(1, 1)));
        QVERIFY_OK(store.logs().save({{1}, 9, {1}, {}, {}}));
        QVERIFY_OK(transaction->commit());
        QVERIFY_OK(fixture.open());
        QCOMPARE(fixture.store().messages().count({1}).value(), 1);
        QCOMPARE(fixture.store().logs().find({1}).value()->head, Sequence{1});
    }

    void aNestedTransactionJoinsTheOuterOne()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        LocalStore &store = fixture.store();
        {
            auto outer = store.begin();
            {
                auto inner = store.begin();
                QVERIFY_OK(store.messages().put({1}, message(1, 1)));
                QVERIFY_OK(inner->commit());
            }
            QVERIFY_OK(outer->commit());
        }
        QCOMPARE(store.messages().count({1}).value(), 1);
        {
            auto outer = store.begin();
            QVERIFY_OK(store.messages().put({1}, message(2, 2)));
            {
                auto inner = store.begin();
                QVERIFY_OK(inner);
            }
            QCOMPARE_CODE(store.messages().put({1}, message(3, 3)), Code::Storage);
            QCOMPARE_CODE(outer->commit(), Code::Storage);
        }
        QCOMPARE(store.messages().count({1}).value(), 1);
        QVERIFY_OK(store.messages().put({1}, message(4, 4)));
    }

    void aFullDiskLosesNothingAndPasses()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        LocalStore &store = fixture.store();
        QVERIFY_OK(store.messages().put({1}, message(1, 1)));
        QVERIFY_OK(store.limitPages(14));
        TimelineRow large = message(2, 2);
        large.text = QString(30'000, u'x');
        {
            auto transaction = store.begin();
            QVERIFY_OK(store.logs().save({{1}, 9, {2}, {}, {}}));
            QCOMPARE_CODE(store.messages().put({1}, large), Code::TooLarge);
            QCOMPARE_CODE(store.messages().put({1}, message(3, 3)), Code::TooLarge); // no half of it
            QCOMPARE_CODE(transaction->commit(), Code::TooLarge);
        }
        QVERIFY(!store.logs().find({1}).value());
        QCOMPARE(store.messages().newest({1}, 9).value().rows, QList<TimelineRow>{message(1, 1)});
        QVERIFY_OK(store.limitPages(0));
        QVERIFY_OK(store.messages().put({1}, large));
        QVERIFY_OK(fixture.open());
        QCOMPARE(fixture.store().messages().count({1}).value(), 2);
    }

    void aNewerSchemaIsLeftAlone()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        QVERIFY_OK(fixture.store().messages().put({1}, message(1, 1)));
        fixture.close();
        tamper(fixture.file(), QStringLiteral("PRAGMA user_version = 99"));
        QCOMPARE_CODE(fixture.open(), Code::Unsupported);
        tamper(fixture.file(), QStringLiteral("PRAGMA user_version = %1").arg(newestSchema()));
        QVERIFY_OK(fixture.open());
        QCOMPARE(fixture.store().messages().count({1}).value(), 1);
    }

    void anInterruptedFirstStartResumes()
    {
        StoreFixture fixture;
        QVERIFY(QDir().mkpath(fixture.path()));
        QFile empty(fixture.file());
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        QVERIFY_OK(fixture.open());
    }

    void damageIsNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no database at all") << QByteArray(8192, 'x');
        QTest::newRow("a text") << QByteArray("hello");
    }
    void damageIsNamed()
    {
        QFETCH(QByteArray, content);
        StoreFixture fixture;
        QVERIFY(QDir().mkpath(fixture.path()));
        QFile file(fixture.file());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QCOMPARE_CODE(fixture.open(), Code::Malformed);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content); // nothing was "repaired"
    }

    void rowsCannotBeSwapped()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        QVERIFY_OK(fixture.store().drafts().save({{1}, QStringLiteral("for one")}));
        QVERIFY_OK(fixture.store().drafts().save({{2}, QStringLiteral("for two")}));
        QVERIFY_OK(fixture.store().messages().put({1}, message(1, 1)));
        fixture.close();
        tamper(fixture.file(),
               QStringLiteral("UPDATE item SET sealed = (SELECT b.sealed FROM item b WHERE b.kind = 9 "
                              "ORDER BY b.row LIMIT 1) WHERE kind = 9"));
        tamper(fixture.file(), QStringLiteral("UPDATE message SET place = 2"));
        QVERIFY_OK(fixture.open());
        QVERIFY_OK(fixture.store().drafts().find({1})); // the only one in its place
        QCOMPARE_CODE(fixture.store().drafts().find({2}), Code::Crypto);
        QCOMPARE_CODE(fixture.store().messages().newest({1}, 9), Code::Crypto);
    }

    void aFolderThatCannotBeMadeIsForbidden()
    {
        crypto::SodiumRandom random;
        QCOMPARE_CODE(LocalStore::open(QStringLiteral("/proc/no/profile"), storeKey('k'), random),
                      Code::Forbidden);
    }

    // In a process of an ordinary user, since the owner of the machine may write everywhere.
    void aReadOnlyFileIsForbidden()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        fixture.close();
        QVERIFY(QFile::setPermissions(fixture.file(), QFile::ReadOwner | QFile::ReadOther));
        QVERIFY(QFile::setPermissions(fixture.path(), QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther |
                                                          QFile::ExeOther));
        const QString parent = QFileInfo(fixture.path()).path();
        QVERIFY(QFile::setPermissions(parent, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner |
                                                  QFile::ReadOther | QFile::ExeOther));
        const pid_t child = fork();
        if (child == 0) {
            if (getuid() == 0 && setuid(65534) != 0) _exit(100);
            crypto::SodiumRandom random;
            const auto opened = LocalStore::open(fixture.path(), storeKey('k'), random);
            _exit(codeOf(opened));
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QCOMPARE(WEXITSTATUS(status), static_cast<int>(Code::Forbidden));
        QVERIFY(
            QFile::setPermissions(fixture.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(QFile::setPermissions(fixture.file(), QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY_OK(fixture.open());
    }

    void erasingLeavesNothing()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        QVERIFY_OK(fixture.store().messages().put({1}, message(1, 1)));
        QVERIFY(LocalStore::existsIn(fixture.path()));
        fixture.close();
        QVERIFY_OK(LocalStore::erase(fixture.path()));
        QVERIFY(!LocalStore::existsIn(fixture.path()));
        QVERIFY(QDir(fixture.path()).isEmpty(QDir::Files | QDir::Hidden));
        QVERIFY_OK(LocalStore::erase(fixture.path())); // again: nothing to do
        QVERIFY_OK(fixture.open('n'));
        QCOMPARE(fixture.store().messages().count({1}).value(), 0);
    }

    void everyErrorHasASentence()
    {
        QSet<QString> sentences;
        for (int code = 1; code <= static_cast<int>(Code::Unsupported); ++code) {
            const QString sentence = storeSentence({static_cast<Code>(code), {}});
            QVERIFY(sentence.endsWith(u'.'));
            sentences.insert(sentence);
        }
        QCOMPARE(sentences.size(), 7); // busy, newer, damaged, key, full, read-only, other
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestLocalStore)
#include "tst_local_store.moc"
