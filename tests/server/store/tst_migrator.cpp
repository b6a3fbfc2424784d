// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Migrations: a fresh database equals a migrated one, an interrupted upgrade goes on, a newer
// database is refused.

#include "server/store/migrator.h"
#include "tests/server/support/store_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace Qt::StringLiterals;

namespace {

class TestMigrator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void theCompiledOnesRiseWithoutGaps();
    void aFileIsSplitIntoStatements();
    void aMigratedDatabaseEqualsAFreshOne();
    void runningAgainChangesNothing();
    void anInterruptedUpgradeGoesOn();
    void aNewerDatabaseIsRefused();

private:
    std::unique_ptr<Sql> open();
    QStringList tables(Sql &sql);

    std::unique_ptr<test::EmptyDatabase> m_database;
};

void TestMigrator::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_database = std::make_unique<test::EmptyDatabase>(backend);
}

void TestMigrator::cleanup()
{
    m_database.reset();
}

std::unique_ptr<Sql> TestMigrator::open()
{
    auto sql = Sql::open(m_database->url(), Use::Write);
    if (!sql) qFatal("%s", qPrintable(sql.error().detail));
    return *std::move(sql);
}

// Every table with its columns, types and indices.
QStringList TestMigrator::tables(Sql &sql)
{
    const QString statement =
        sql.engine() == Engine::Sqlite
            ? u"SELECT name || ' ' || COALESCE(sql, '') FROM sqlite_master WHERE type IN ('table', 'index') "
              "AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name"_s
            : u"SELECT table_name || ' ' || string_agg(column_name || ' ' || data_type || ' ' || "
              u"is_nullable, ', ' "
              "ORDER BY ordinal_position) || COALESCE((SELECT string_agg(indexdef, '; ' ORDER BY indexname) "
              "FROM pg_indexes WHERE tablename = table_name), '') FROM information_schema.columns "
              "WHERE table_schema = 'public' GROUP BY table_name ORDER BY table_name"_s;
    QStringList found;
    auto rows = sql.query(statement);
    while (rows && rows->next()) {
        const QString entry = rows->text(0);
        if (sql.engine() == Engine::Sqlite && entry.contains(u"CREATE UNIQUE INDEX"_s)) continue;
        found.append(entry);
    }
    return found;
}

void TestMigrator::theCompiledOnesRiseWithoutGaps()
{
    const QList<Migration> migrations = compiledMigrations();
    QVERIFY(migrations.size() >= 3);
    for (qsizetype i = 0; i < migrations.size(); ++i) {
        QCOMPARE(migrations.at(i).number, static_cast<int>(i) + 1);
        QVERIFY(!migrations.at(i).text.contains(u"BYTEA"_s)); // {blob} is the only word that differs
        QVERIFY(!migrations.at(i).text.contains(u"AUTOINCREMENT"_s));
    }
}

void TestMigrator::aFileIsSplitIntoStatements()
{
    const QString text = u"-- a comment; with a semicolon\nCREATE TABLE a (b {blob}); -- and one behind\n\n"
                         "CREATE TABLE c (\n  d BIGINT -- last\n);\n"_s;
    const QStringList statements = statementsOf(text, dialectOf(Engine::Postgres));
    QCOMPARE(statements.size(), 2);
    QCOMPARE(statements.at(0), u"CREATE TABLE a (b BYTEA)"_s);
    QVERIFY(!statements.at(1).contains(u"last"_s));
    QCOMPARE(statementsOf(text, dialectOf(Engine::Sqlite)).at(0), u"CREATE TABLE a (b BLOB)"_s);
}

void TestMigrator::aMigratedDatabaseEqualsAFreshOne()
{
    const QList<Migration> all = compiledMigrations();
    QStringList stepwise, at_once;
    {
        auto sql = open();
        for (qsizetype count = 1; count <= all.size(); ++count)
            QVERIFY(migrate(*sql, all.first(count), {1}));
        stepwise = tables(*sql);
    }
    init();
    {
        auto sql = open();
        QVERIFY(migrate(*sql, all, {2}));
        at_once = tables(*sql);
    }
    QVERIFY(stepwise.size() > 10);
    QCOMPARE(stepwise, at_once);
}

void TestMigrator::runningAgainChangesNothing()
{
    auto sql = open();
    QVERIFY(migrate(*sql, compiledMigrations(), {1}));
    const QStringList before = tables(*sql);
    QVERIFY(migrate(*sql, compiledMigrations(), {2}));
    QCOMPARE(tables(*sql), before);
}

void TestMigrator::anInterruptedUpgradeGoesOn()
{
    const QList<Migration> two{
        {1, u"0001_a.sql"_s, u"CREATE TABLE a (x BIGINT);"_s},
        {2, u"0002_b.sql"_s, u"CREATE TABLE b (x BIGINT); CREATE TABLE a (y BIGINT);"_s}};
    auto sql = open();
    const auto broken = migrate(*sql, two, {1}); // its second file fails at its second statement
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, Code::Storage);
    const QStringList half = tables(*sql).filter(QRegularExpression(u"^(a|b) "_s));
    QCOMPARE(half.size(), 1); // a is there, nothing of the second file is
    QVERIFY(half.first().startsWith(u"a "_s));

    QList<Migration> repaired = two;
    repaired[1].text = u"CREATE TABLE b (x BIGINT);"_s;
    QVERIFY(migrate(*sql, repaired, {2}));
    QCOMPARE(tables(*sql).filter(QRegularExpression(u"^(a|b) "_s)).size(), 2);
}

void TestMigrator::aNewerDatabaseIsRefused()
{
    {
        auto sql = open();
        QVERIFY(migrate(*sql, compiledMigrations(), {1}));
        QVERIFY(sql->run(
            u"INSERT INTO migration (number, name, applied_ms) VALUES (9000, 'from the future', 1)"_s));
    }
    const test::FakeClock clock;
    const auto refused = GroupCommit::start(m_database->url(), clock, {}, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Code::Unsupported);
    QVERIFY(refused.error().detail.contains(u"newer"_s));
}

} // namespace

CHAT121_TEST_MAIN(TestMigrator)
#include "tst_migrator.moc"
