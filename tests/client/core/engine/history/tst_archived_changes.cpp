// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows that were edited, deleted or reacted to lie in the archive as they are now, and what they were before
// leaves it; a new computer ends with the same rows in whatever order it reads.
#include "common/crypto/init.h"
#include "tests/client/core/engine/history/archive_seat.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using content::ArchivedMarkedRow;
using content::ArchivedRow;

namespace {

constexpr AccountId kGina{77};
const MessageId kWord = *MessageId::from(QByteArray(16, 'w'));

MessageChange edited(quint64 place, const QString &text)
{
    content::Content content{*MessageId::from(QByteArray(16, 'e')), kNow, content::Edit{kWord, {text}}};
    return {{place}, kGina, {}, {}, content};
}

ArchivedRow said(const QString &text)
{
    ArchivedRow row;
    row.conversation = kTalk;
    row.id = kWord;
    row.sequence = {1};
    row.author = kGina;
    row.sent_at = kNow;
    row.text = {text};
    return row;
}

ArchivedMarkedRow changed(quint64 place, const QString &text)
{
    ArchivedMarkedRow row;
    row.row = said(text);
    row.changed = {place};
    row.edited_at = kNow;
    return row;
}

} // namespace

class TestArchivedChanges : public QObject, private ArchiveSeat {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup() { ends(); }
    void anEditedRowReplacesWhatItWas();
    void whatChangesOnTheWayIsAppendedAgain();
    void theLastStateWinsInAnyOrder_data();
    void theLastStateWinsInAnyOrder();
    void whatWaitedForARowIsAppliedToIt();
    void anAnswerKeepsWhatItAnswers();

private:
    void hears();
    QSet<archive::EntryId> emptiedOnceStored(); // how many is appended first
    archive::EntryId idOf(const content::ArchivedItem &item) const
    {
        return archive::entryIdOf(m_state->keyring, item);
    }
    TimelineRow row() const;
};

void TestArchivedChanges::init()
{
    begins();
    if (QTest::currentTestFailed()) return;
    m_anna->ledger.setRewritten(
        [this](ConversationId id, const RowVersion &before) { return m_eraser->owe(id, {before}); });
}

void TestArchivedChanges::hears()
{
    TimelineRow row;
    row.id = kWord;
    row.sequence = {1};
    row.author = kGina;
    row.sent_at = kNow;
    row.text = QStringLiteral("first");
    QVERIFY(m_anna->ledger.put(kTalk, row));
}

TimelineRow TestArchivedChanges::row() const
{
    const auto row = m_anna->store.messages().find(kTalk, kWord);
    return row && *row ? **row : TimelineRow{};
}

QSet<archive::EntryId> TestArchivedChanges::emptiedOnceStored()
{
    const int before = appends();
    m_eraser->setOpen(true);
    if (!QTest::qWaitFor([&] { return appends() > before; }) || stored().isEmpty()) return {};
    if (!QTest::qWaitFor([&] { return m_anna->count<protocol::ForgetArchived>() > 0; })) return {};
    return emptied();
}

void TestArchivedChanges::anEditedRowReplacesWhatItWas()
{
    hears();
    m_writer->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    QVERIFY(!stored().isEmpty());
    QVERIFY(m_anna->ledger.change(kTalk, edited(2, QStringLiteral("second"))));
    m_writer->changed();
    QTRY_COMPARE(appends(), 2);
    const auto items = opened();
    QCOMPARE(items.size(), 1);
    const auto *marked = std::get_if<ArchivedMarkedRow>(&items.constFirst());
    QVERIFY(marked);
    QCOMPARE(marked->row.text.text, QStringLiteral("second"));
    QCOMPARE(marked->changed, Sequence{2});
    QVERIFY(!stored().isEmpty());
    QCOMPARE(emptiedOnceStored(), QSet<archive::EntryId>{idOf(said({}))});
    QVERIFY(m_anna->store.unarchived().isEmpty().value());
}

// The server's word is for the row as it was when it left.
void TestArchivedChanges::whatChangesOnTheWayIsAppendedAgain()
{
    hears();
    m_writer->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    QVERIFY(m_anna->ledger.change(kTalk, edited(2, QStringLiteral("second"))));
    QVERIFY(!stored().isEmpty());
    QTRY_COMPARE(appends(), 2);
    const auto items = opened();
    QVERIFY(std::holds_alternative<ArchivedMarkedRow>(items.constFirst()));
}

void TestArchivedChanges::theLastStateWinsInAnyOrder_data()
{
    QTest::addColumn<QList<QList<int>>>("pages"); // 0: as it was said; else: changed there
    using Pages = QList<QList<int>>;
    QTest::newRow("in order") << Pages{{0, 4, 7}};
    QTest::newRow("the newest first") << Pages{{7}, {4}, {0}};
    QTest::newRow("the middle last") << Pages{{0, 7}, {4}};
    QTest::newRow("the first is gone") << Pages{{4}, {7}};
}

void TestArchivedChanges::theLastStateWinsInAnyOrder()
{
    QFETCH(QList<QList<int>>, pages);
    QSet<archive::EntryId> older;
    for (const QList<int> &page : std::as_const(pages)) {
        QList<content::ArchivedItem> items;
        for (const int place : page) {
            const QString text = QStringLiteral("at %1").arg(place);
            const content::ArchivedItem item =
                place == 0 ? content::ArchivedItem(said(text)) : changed(static_cast<quint64>(place), text);
            items.append(item);
            if (place != 7) older.insert(idOf(item));
        }
        QVERIFY(brings(items));
    }
    QCOMPARE(row().text, QStringLiteral("at 7"));
    QCOMPARE(row().changed, Sequence{7});
    QCOMPARE(m_anna->store.messages().count(kTalk).value(), 1);
    QVERIFY(m_anna->store.unarchived().isEmpty().value());
    QCOMPARE(emptiedOnceStored(), older); // also what another computer has brought back
}

void TestArchivedChanges::whatWaitedForARowIsAppliedToIt()
{
    QVERIFY(m_anna->ledger.change(kTalk, edited(3, QStringLiteral("too early")))); // before the row's state
    QVERIFY(m_anna->ledger.change(kTalk, edited(9, QStringLiteral("after all"))));
    QVERIFY(brings({changed(5, QStringLiteral("archived"))}));
    QCOMPARE(row().text, QStringLiteral("after all"));
    QCOMPARE(row().changed, Sequence{9});
    QVERIFY(!m_anna->store.unarchived().isEmpty().value()); // the archive does not know it yet
    QCOMPARE(emptiedOnceStored(), QSet<archive::EntryId>{idOf(changed(5, {}))});
}

void TestArchivedChanges::anAnswerKeepsWhatItAnswers()
{
    ArchivedMarkedRow answer;
    answer.row = said(QStringLiteral("At noon"));
    answer.quoted = *MessageId::from(QByteArray(16, 'q'));
    answer.claim = {QStringLiteral("When?")};
    answer.reactions = {{{AccountId{4}, {QStringLiteral("Ben")}, {QStringLiteral("\U0001F44D")}}}};
    QVERIFY(brings({answer}));
    QCOMPARE(row().quote.message, answer.quoted);
    QCOMPARE(row().quote.claim, QStringLiteral("When?"));
    QCOMPARE(row().reactions.size(), 1);
    QCOMPARE(row().reactions.constFirst().name, QStringLiteral("Ben"));
}

CHAT121_TEST_MAIN(TestArchivedChanges)
#include "tst_archived_changes.moc"
