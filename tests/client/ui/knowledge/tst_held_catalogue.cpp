// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whoever adds a column to the server says here what it is for: every table and column of a database
// that the migrations have made is described, and nothing else is. Rows PR-03 and EE-08.
#include "client/ui/knowledge/held_catalogue.h"
#include "server/store/held_rows.h"
#include "tests/server/support/store_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::ui;
using namespace Qt::StringLiterals;

namespace {

class TestHeldCatalogue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void everyColumnIsDescribedAndNothingElse();
    void everyTableIsAccountedForByTheServer();
    void valuesAreForPeople_data();
    void valuesAreForPeople();
    void whatIsNotKnownIsShownAsItIs();

private:
    static QList<store::TableShape> schema();
};

QList<store::TableShape> TestHeldCatalogue::schema()
{
    QFETCH_GLOBAL(QString, backend);
    test::StoreFixture fixture(backend); // fresh, with all migrations
    QList<store::TableShape> tables;
    fixture.mustWrite([&tables](store::Sql &sql) -> Result<void> {
        TRY_ASSIGN(tables, store::tablesOf(sql));
        return success();
    });
    return tables;
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

void TestHeldCatalogue::everyColumnIsDescribedAndNothingElse()
{
    QStringList tables, columns;
    for (const store::TableShape &table : schema()) {
        tables.append(table.name);
        for (const store::ColumnShape &column : table.columns)
            columns.append(table.name + u'.' + column.name);
    }
    QVERIFY(columns.size() > 100);
    QCOMPARE(sorted(describedTables()), sorted(tables));
    QCOMPARE(sorted(describedColumns()), sorted(columns));
}

void TestHeldCatalogue::everyTableIsAccountedForByTheServer()
{
    QStringList tables, holdings;
    for (const store::TableShape &table : schema())
        tables.append(table.name);
    for (const store::Holding &holding : store::holdings())
        holdings.append(QString::fromLatin1(holding.table));
    QCOMPARE(sorted(holdings), sorted(tables));
}

void TestHeldCatalogue::valuesAreForPeople_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QString>("expected");
    using Kind = HeldCell::Kind;
    const auto row = [](const char *name, const QString &column, Kind kind, qint64 number,
                        const QString &expected) {
        QTest::newRow(name) << column << int(kind) << number << expected;
    };
    row("an id", u"envelope.sender"_s, Kind::Number, 0x2a, u"000000000000002a"_s);
    row("no id", u"log.owner"_s, Kind::Number, 0, u"nothing"_s);
    row("nothing", u"envelope.about"_s, Kind::Nothing, 0, u"nothing"_s);
    row("a count", u"envelope.sequence"_s, Kind::Number, 12'345, u"12,345"_s);
    row("sealed bytes", u"envelope.body"_s, Kind::Bytes, 512, u"512 bytes, sealed"_s);
    row("other bytes", u"account.public_key"_s, Kind::Bytes, 32, u"32 bytes"_s);
    row("a kind", u"envelope.kind"_s, Kind::Number, 2, u"change of readers"_s);
    row("a kind of the future", u"envelope.kind"_s, Kind::Number, 77, u"77"_s);
    row("yes", u"device.is_revoked"_s, Kind::Number, 1, u"yes"_s);
    row("no", u"device.is_revoked"_s, Kind::Number, 0, u"no"_s);
    row("a span", u"conversation.first_wait_ms"_s, Kind::Number, 1'500, u"1.5 s"_s);
}

void TestHeldCatalogue::valuesAreForPeople()
{
    QFETCH(QString, column);
    QFETCH(int, kind);
    QFETCH(qint64, number);
    QFETCH(QString, expected);
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    const HeldColumnWords words = wordsOf(column.section(u'.', 0, 0), column.section(u'.', 1),
                                          {HeldCell::Kind(kind), number, {}}, english);
    QVERIFY(!words.title.isEmpty());
    QVERIFY(!words.title.contains(u'_'));
    QCOMPARE(words.value, expected);
}

// A newer server says more than this program knows; what it says is remote text.
void TestHeldCatalogue::whatIsNotKnownIsShownAsItIs()
{
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    const HeldColumnWords words =
        wordsOf(u"envelope"_s, u"fut\nure"_s, {HeldCell::Kind::Text, 0, u"two\u202e lines"_s}, english);
    QCOMPARE(words.title, u"fut ure"_s);
    QCOMPARE(words.value, u"two lines"_s);
    QCOMPARE(wordsOf(u"future"_s).title, u"future"_s);
    QVERIFY(!wordsOf(u"future"_s).sentence.isEmpty());
}

} // namespace

CHAT121_TEST_MAIN(TestHeldCatalogue)
#include "tst_held_catalogue.moc"
