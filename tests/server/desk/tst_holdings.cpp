// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server tells the people of a conversation about its own rows: everything about the
// conversation and about the asker, nothing about others, and sizes in place of bytes.

#include "common/protocol/messages/held_rows.h"
#include "common/protocol/messages/logs.h"
#include "server/store/held_rows.h"
#include "tests/server/desk/desk_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace Qt::StringLiterals;

namespace {

class TestHoldings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup() { m_desk.reset(); }

    void whoTakesPartIsToldEverythingAboutIt();
    void rowsOfOthersAreNotTold();
    void bytesAreSizes();
    void longTablesComeInPages();
    void whoDoesNotTakePartIsToldNothing();
    void aTableThatIsNotThereIsRefused();

private:
    HeldRows ask(const Caller &caller, const QString &table = {}, quint32 first = 0);
    static HeldTable tableOf(const HeldRows &answer, const QString &name);
    static HeldValue value(const HeldTable &table, qsizetype row, const QString &column);

    std::unique_ptr<test::DeskFixture> m_desk;
    ConversationId m_talk{};
};

void TestHoldings::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
    m_talk = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, m_talk);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, m_talk);
}

HeldRows TestHoldings::ask(const Caller &caller, const QString &table, quint32 first)
{
    return m_desk->fixture.ask<HeldRows>(caller,
                                         FetchHeldRows{m_desk->people.next(), m_talk, {table}, first});
}

HeldTable TestHoldings::tableOf(const HeldRows &answer, const QString &name)
{
    for (const HeldTable &table : answer.tables.items) {
        if (table.name.text == name) return table;
    }
    qFatal("no such table: %s", qPrintable(name));
}

HeldValue TestHoldings::value(const HeldTable &table, qsizetype row, const QString &column)
{
    for (qsizetype i = 0; i < table.columns.items.size(); ++i) {
        if (table.columns.items.at(i).text == column) return table.rows.items.at(row).values.items.at(i);
    }
    qFatal("no such column: %s", qPrintable(column));
}

void TestHoldings::whoTakesPartIsToldEverythingAboutIt()
{
    for (const Caller &caller : {m_desk->guest, m_desk->agent}) {
        const HeldRows answer = ask(caller);
        QCOMPARE(answer.conversation, m_talk);
        QCOMPARE(answer.tables.items.size(), qsizetype(holdings().size()));
        for (const HeldTable &table : answer.tables.items) {
            QVERIFY(!table.columns.items.isEmpty());
            QVERIFY(table.rows_total >= quint64(table.rows.items.size()));
            for (const HeldRow &row : table.rows.items)
                QCOMPARE(row.values.items.size(), table.columns.items.size());
        }
        const HeldTable conversation = tableOf(answer, u"conversation"_s);
        QCOMPARE(conversation.about, HeldAbout::Conversation);
        QCOMPARE(conversation.rows_total, quint64(1));
        QCOMPARE(value(conversation, 0, u"log"_s).number, m_talk.value);
        QCOMPARE(value(conversation, 0, u"guest"_s).number, m_desk->guest.account.value);
        QCOMPARE(value(conversation, 0, u"language"_s).kind, HeldValueKind::Text);
        QCOMPARE(value(conversation, 0, u"lease_until_ms"_s).kind, HeldValueKind::Nothing);
        QVERIFY(tableOf(answer, u"envelope"_s).rows_total >= 2); // the opening and the commit
        QCOMPARE(tableOf(answer, u"member"_s).rows_total, quint64(2));
    }
}

void TestHoldings::rowsOfOthersAreNotTold()
{
    const HeldRows answer = ask(m_desk->guest);
    for (const HeldTable &table : answer.tables.items) {
        if (table.about == HeldAbout::Server) {
            QVERIFY(table.rows.items.isEmpty());
            QCOMPARE(table.rows_total, quint64(0));
        }
    }
    const HeldTable account = tableOf(answer, u"account"_s);
    QCOMPARE(account.rows_total, quint64(1));
    QCOMPARE(value(account, 0, u"id"_s).number, m_desk->guest.account.value);
    const HeldTable device = tableOf(answer, u"device"_s);
    QCOMPARE(device.rows_total, quint64(1));
    QCOMPARE(value(device, 0, u"account"_s).number, m_desk->guest.account.value);
    QCOMPARE(tableOf(answer, u"agent"_s).rows_total, quint64(0));
}

void TestHoldings::bytesAreSizes()
{
    const HeldRows answer = ask(m_desk->guest);
    const HeldTable envelopes = tableOf(answer, u"envelope"_s);
    for (qsizetype row = 0; row < envelopes.rows.items.size(); ++row) {
        QCOMPARE(value(envelopes, row, u"body"_s).kind, HeldValueKind::Bytes);
        QVERIFY(value(envelopes, row, u"body"_s).number > 0);
    }
    QList<TableShape> schema;
    m_desk->fixture.mustWrite([&schema](Sql &sql) -> Result<void> {
        TRY_ASSIGN(schema, tablesOf(sql));
        return success();
    });
    for (const TableShape &shape : schema) {
        const HeldTable table = tableOf(answer, shape.name);
        for (const HeldRow &row : table.rows.items) {
            for (qsizetype i = 0; i < shape.columns.size(); ++i) {
                const HeldValue &cell = row.values.items.at(i);
                const bool fits = cell.kind == HeldValueKind::Nothing ||
                                  (cell.kind == HeldValueKind::Bytes) == shape.columns.at(i).is_bytes;
                QVERIFY2(fits, qPrintable(shape.name + u'.' + shape.columns.at(i).name));
            }
        }
    }
}

void TestHoldings::longTablesComeInPages()
{
    constexpr int kMessages = 300;
    for (int i = 0; i < kMessages; ++i)
        m_desk->fixture.ask<Stored>(
            m_desk->agent,
            Append{
                m_desk->people.next(), m_talk, EnvelopeKind::Application, 0, 1, {}, {QByteArray("sealed")}});
    const HeldTable first = tableOf(ask(m_desk->guest), u"envelope"_s);
    QCOMPARE(first.rows.items.size(), limits::kHeldRowsAtFirst);
    const quint64 total = first.rows_total;
    QVERIFY(total >= quint64(kMessages));
    QSet<QPair<quint64, quint64>> seen;
    quint32 next = 0;
    while (next < total) {
        const HeldRows page = ask(m_desk->guest, u"envelope"_s, next);
        QCOMPARE(page.tables.items.size(), qsizetype(1));
        const HeldTable table = page.tables.items.constFirst();
        QVERIFY(!table.rows.items.isEmpty());
        for (qsizetype row = 0; row < table.rows.items.size(); ++row)
            seen.insert({value(table, row, u"log"_s).number, value(table, row, u"sequence"_s).number});
        next += quint32(table.rows.items.size());
    }
    QCOMPARE(quint64(seen.size()), total);
    QVERIFY(ask(m_desk->guest, u"envelope"_s, next).tables.items.constFirst().rows.items.isEmpty());
}

void TestHoldings::whoDoesNotTakePartIsToldNothing()
{
    const Caller stranger = m_desk->people.guest();
    const FetchHeldRows question{m_desk->people.next(), m_talk, {}, 0};
    QCOMPARE(m_desk->fixture.refusal(stranger, question).reason, Reason::NotAMember);
    QCOMPARE(m_desk->fixture.refusal(m_desk->colleague, question).reason, Reason::NotAMember);
    QCOMPARE(m_desk->fixture.refusal({}, question).reason, Reason::NotLoggedIn);
    const FetchHeldRows nothing{m_desk->people.next(), ConversationId{0x777}, {}, 0};
    QCOMPARE(m_desk->fixture.refusal(m_desk->guest, nothing).reason, Reason::NotAMember);
}

void TestHoldings::aTableThatIsNotThereIsRefused()
{
    for (const QString &name :
         {u"secrets"_s, u"envelope; DROP TABLE envelope"_s, u"ENVELOPE"_s, u"sqlite_master"_s}) {
        const FetchHeldRows question{m_desk->people.next(), m_talk, {name}, 0};
        QCOMPARE(m_desk->fixture.refusal(m_desk->guest, question).code, Code::NotFound);
    }
}

} // namespace

CHAT121_TEST_MAIN(TestHoldings)
#include "tst_holdings.moc"
