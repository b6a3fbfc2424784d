// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The registrar's key in a file instead of the database: it goes there once, is forgotten here only then,
// and nothing changes when the two do not belong together. Row EE-05.
#include "server/directory/server_identity.h"
#include "server/store/organisation_rows.h"
#include "tests/server/support/store_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using crypto::Secret32;
using directory::SeedFile;
using directory::ServerIdentity;

namespace {

// The file of an operator.
struct Drawer {
    std::optional<Secret32> seed{};
    bool is_full = false; // nothing can be written
    int writes = 0;

    SeedFile file()
    {
        const auto keep = [this](const Secret32 &kept) -> Result<void> {
            if (is_full) return Error{Code::Storage, QStringLiteral("The drawer is full.")};
            ++writes;
            seed = kept.clone();
            return success();
        };
        return {QStringLiteral("/the/drawer"), seed ? std::optional(seed->clone()) : std::nullopt, keep};
    }
};

class TestServerIdentity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void theSeedMovesOnce();
    void aMoveThatWasInterruptedGoesOn();
    void aFreshServerNeverHasItInItsDatabase_data();
    void aFreshServerNeverHasItInItsDatabase();
    void whatDoesNotBelongTogetherChangesNothing_data();
    void whatDoesNotBelongTogetherChangesNothing();
    void aFileThatCannotBeWrittenChangesNothing_data();
    void aFileThatCannotBeWrittenChangesNothing();
    void withoutTheFileItIsSaid();
    void aBackupFromBeforeTheMoveIsEmptiedAgain();

private:
    Result<ServerIdentity> load()
    {
        return directory::loadServerIdentity(*m_fixture->writer, m_fixture->random);
    }
    Result<ServerIdentity> load(Drawer &drawer)
    {
        return directory::loadServerIdentity(*m_fixture->writer, m_fixture->random, drawer.file());
    }
    std::optional<RegistrarRow> row();

    std::unique_ptr<test::StoreFixture> m_fixture;
};

void TestServerIdentity::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
}

void TestServerIdentity::cleanup()
{
    m_fixture.reset();
}

std::optional<RegistrarRow> TestServerIdentity::row()
{
    std::optional<RegistrarRow> found;
    m_fixture->mustWrite([&found](Sql &sql) -> Result<void> {
        TRY_ASSIGN(found, findRegistrar(sql));
        return success();
    });
    return found;
}

void TestServerIdentity::theSeedMovesOnce()
{
    const auto before = load();
    QVERIFY(before);
    QCOMPARE(row()->seed.size(), 32);
    QVERIFY(row()->public_key.isEmpty());
    const QByteArray seed = row()->seed;
    Drawer drawer;
    for (int start = 0; start < 3; ++start) {
        const auto after = load(drawer);
        QVERIFY2(after, after ? "" : qPrintable(after.error().detail));
        QCOMPARE(after->registrar.publicKey(), before->registrar.publicKey());
        QCOMPARE(after->fake_settings_key, before->fake_settings_key);
        QVERIFY(row()->seed.isEmpty());
        QCOMPARE(row()->public_key, before->registrar.publicKey().toByteArray());
        QCOMPARE(drawer.seed->view(), QByteArrayView(seed));
        QCOMPARE(drawer.writes, 1);
    }
}

// The file is on the disk, and the server ended before the database had forgotten.
void TestServerIdentity::aMoveThatWasInterruptedGoesOn()
{
    const auto before = load();
    QVERIFY(before);
    Drawer drawer{Secret32::from(row()->seed)};
    const auto after = load(drawer);
    QVERIFY(after);
    QCOMPARE(after->registrar.publicKey(), before->registrar.publicKey());
    QVERIFY(row()->seed.isEmpty());
    QCOMPARE(drawer.writes, 0);
}

void TestServerIdentity::aFreshServerNeverHasItInItsDatabase_data()
{
    QTest::addColumn<bool>("is_given");
    QTest::newRow("the server makes the key") << false;
    QTest::newRow("the operator has made it") << true;
}

void TestServerIdentity::aFreshServerNeverHasItInItsDatabase()
{
    QFETCH(bool, is_given);
    Drawer drawer;
    if (is_given) drawer.seed = Secret32::random(m_fixture->random);
    const auto first = load(drawer);
    QVERIFY(first);
    QCOMPARE(drawer.writes, is_given ? 0 : 1);
    QCOMPARE(crypto::SigningKey::fromSeed(drawer.seed->clone()).publicKey(), first->registrar.publicKey());
    QVERIFY(row()->seed.isEmpty());
    QCOMPARE(row()->public_key, first->registrar.publicKey().toByteArray());
    const auto second = load(drawer);
    QVERIFY(second);
    QCOMPARE(second->registrar.publicKey(), first->registrar.publicKey());
    QCOMPARE(second->fake_settings_key, first->fake_settings_key);
}

void TestServerIdentity::whatDoesNotBelongTogetherChangesNothing_data()
{
    QTest::addColumn<bool>("has_moved");
    QTest::addColumn<bool>("is_empty");
    QTest::newRow("another registrar's file, the key in the database") << false << false;
    QTest::newRow("another registrar's file, the key moved before") << true << false;
    QTest::newRow("no file, the key moved before") << true << true;
}

void TestServerIdentity::whatDoesNotBelongTogetherChangesNothing()
{
    QFETCH(bool, has_moved);
    QFETCH(bool, is_empty);
    QVERIFY(load());
    Drawer own;
    if (has_moved) QVERIFY(load(own));
    const auto before = row();
    Drawer other;
    if (!is_empty) other.seed = Secret32::random(m_fixture->random);
    const auto refused = load(other);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Code::Crypto);
    QVERIFY(refused.error().detail.contains(QStringLiteral("/the/drawer")));
    QCOMPARE(other.writes, 0);
    QCOMPARE(row()->seed, before->seed);
    QCOMPARE(row()->public_key, before->public_key);
    QVERIFY(has_moved ? bool(load(own)) : bool(load())); // with what belongs to it
}

void TestServerIdentity::aFileThatCannotBeWrittenChangesNothing_data()
{
    QTest::addColumn<bool>("is_fresh");
    QTest::newRow("a fresh server") << true;
    QTest::newRow("the key is in the database") << false;
}

void TestServerIdentity::aFileThatCannotBeWrittenChangesNothing()
{
    QFETCH(bool, is_fresh);
    if (!is_fresh) QVERIFY(load());
    const auto before = row();
    Drawer drawer{{}, true};
    const auto refused = load(drawer);
    QVERIFY(!refused);
    QCOMPARE(refused.error().detail, QStringLiteral("The drawer is full."));
    QVERIFY(refused.error().code != Code::Storage); // it is not the database
    QCOMPARE(row().has_value(), !is_fresh);
    if (!is_fresh) QCOMPARE(row()->seed, before->seed);
}

void TestServerIdentity::withoutTheFileItIsSaid()
{
    Drawer drawer;
    QVERIFY(load(drawer));
    const auto refused = load();
    QVERIFY(!refused);
    QVERIFY(refused.error().detail.contains(QStringLiteral("--registrar-key")));
    QVERIFY(row()->seed.isEmpty());
}

void TestServerIdentity::aBackupFromBeforeTheMoveIsEmptiedAgain()
{
    QVERIFY(load());
    const QByteArray seed = row()->seed;
    Drawer drawer;
    QVERIFY(load(drawer));
    m_fixture->mustWrite([&seed](Sql &sql) -> Result<void> {
        TRY(sql.execute(QStringLiteral("UPDATE registrar SET seed = ?, public_key = NULL"), {seed}));
        return success();
    });
    QVERIFY(load(drawer));
    QVERIFY(row()->seed.isEmpty());
    QCOMPARE(drawer.writes, 1);
}

} // namespace

CHAT121_TEST_MAIN(TestServerIdentity)
#include "tst_server_identity.moc"
