// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows that were edited, deleted or reacted to lie in the archive as they are now, and what they were before
// leaves it; a new computer ends with the same rows in whatever order it reads.
#include "client/core/engine/history/archive_eraser.h"
#include "client/core/engine/history/archive_reader.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/wired_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using content::ArchivedMarkedRow;
using content::ArchivedRow;

namespace {

constexpr LogId kArchive{900};
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

class TestArchivedChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup();
    void anEditedRowReplacesWhatItWas();
    void whatChangesOnTheWayIsAppendedAgain();
    void theLastStateWinsInAnyOrder_data();
    void theLastStateWinsInAnyOrder();
    void whatWaitedForARowIsAppliedToIt();
    void anAnswerKeepsWhatItAnswers();

private:
    void hears();
    int appends() const { return m_anna->count<protocol::AppendArchive>(); }
    QList<content::ArchivedItem> opened() const; // of the newest request
    void stored();                               // the server's word for it
    QSet<archive::EntryId> emptied();
    archive::EntryId idOf(const content::ArchivedItem &item) const
    {
        return archive::entryIdOf(m_state->keyring, item);
    }
    bool brings(const QList<content::ArchivedItem> &items);
    TimelineRow row() const;

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<WiredSeat>> m_office;
    std::unique_ptr<WiredSeat> m_anna;
    std::optional<ArchiveState> m_state;
    std::optional<ArchiveRules> m_rules;
    std::unique_ptr<ArchiveWriter> m_writer;
    std::unique_ptr<ArchiveEraser> m_eraser;
    std::unique_ptr<ArchiveReader> m_reader;
    quint64 m_head = 0;
};

void TestArchivedChanges::init()
{
    m_head = 0;
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_state.emplace();
    m_state->version = 1;
    m_state->log = kArchive;
    m_state->incarnation = 1;
    m_state->words = crypto::RecoverySecret::random(m_random);
    m_state->keyring = archive::Keyring::make(m_random, kNow);
    m_state->writer = m_anna->identity.device();
    Context &context = m_anna->context;
    m_rules.emplace(context, m_anna->ledger);
    m_writer = std::make_unique<ArchiveWriter>(context, m_anna->ledger, *m_rules, m_state, nullptr);
    m_eraser = std::make_unique<ArchiveEraser>(context, m_anna->ledger, m_state, *m_writer, nullptr);
    m_reader = std::make_unique<ArchiveReader>(context, m_anna->ledger, m_state, nullptr);
    m_reader->setEraser(*m_eraser);
    m_anna->ledger.setRewritten(
        [this](ConversationId id, const RowVersion &before) { return m_eraser->owe(id, {before}); });
    QVERIFY(m_anna->logsIn());
}

void TestArchivedChanges::cleanup()
{
    m_reader.reset();
    m_eraser.reset();
    m_writer.reset();
    m_anna.reset();
    m_office.reset();
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

QList<content::ArchivedItem> TestArchivedChanges::opened() const
{
    QList<content::ArchivedItem> items;
    const auto message = m_anna->sent<protocol::AppendArchive>();
    if (!message) return items;
    for (const protocol::ArchiveItem &sealed : message->items.items) {
        const auto entry =
            archive::openEntry(m_state->keyring, m_anna->identity.account(), sealed.sealed.bytes);
        items.append(entry ? entry->item : content::ArchivedItem(content::ArchivedUnknown{}));
    }
    return items;
}

void TestArchivedChanges::stored()
{
    const auto message = m_anna->sent<protocol::AppendArchive>();
    QVERIFY(message);
    m_head += static_cast<quint64>(message->items.items.size());
    m_anna->answers(protocol::ArchiveAppended{
        message->request, {m_head}, static_cast<quint32>(message->items.items.size())});
}

// How many is appended first.
QSet<archive::EntryId> TestArchivedChanges::emptied()
{
    const int before = appends();
    m_eraser->setOpen(true);
    if (!QTest::qWaitFor([&] { return appends() > before; })) return {};
    stored();
    if (!QTest::qWaitFor([&] { return m_anna->count<protocol::ForgetArchived>() > 0; })) return {};
    const auto message = m_anna->sent<protocol::ForgetArchived>();
    m_anna->answers(protocol::Done{message->request});
    return QSet<archive::EntryId>(message->ids.items.cbegin(), message->ids.items.cend());
}

// What another of the account's computers has appended is read here.
bool TestArchivedChanges::brings(const QList<content::ArchivedItem> &items)
{
    const int asked = m_anna->count<protocol::Since>();
    m_reader->setOpen(true);
    m_reader->grown({m_head + static_cast<quint64>(items.size())});
    if (!QTest::qWaitFor([&] { return m_anna->count<protocol::Since>() > asked; })) return false;
    protocol::Envelopes answer;
    answer.request = m_anna->sent<protocol::Since>()->request;
    for (const content::ArchivedItem &item : items) {
        protocol::Envelope envelope;
        envelope.log = kArchive;
        envelope.sequence = {++m_head};
        envelope.kind = protocol::EnvelopeKind::Application;
        envelope.body = archive::sealEntry(m_state->keyring, m_anna->identity.account(),
                                           {DeviceId{5}, 0, item}, m_random);
        answer.envelopes.items.append(envelope);
    }
    m_anna->answers(answer);
    return m_state->top.value == m_head;
}

void TestArchivedChanges::anEditedRowReplacesWhatItWas()
{
    hears();
    m_writer->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    stored();
    QVERIFY(m_anna->ledger.change(kTalk, edited(2, QStringLiteral("second"))));
    m_writer->changed();
    QTRY_COMPARE(appends(), 2);
    const auto items = opened();
    QCOMPARE(items.size(), 1);
    const auto *marked = std::get_if<ArchivedMarkedRow>(&items.constFirst());
    QVERIFY(marked);
    QCOMPARE(marked->row.text.text, QStringLiteral("second"));
    QCOMPARE(marked->changed, Sequence{2});
    stored();
    QCOMPARE(emptied(), QSet<archive::EntryId>{idOf(said({}))});
    QVERIFY(m_anna->store.unarchived().isEmpty().value());
}

// The server's word is for the row as it was when it left.
void TestArchivedChanges::whatChangesOnTheWayIsAppendedAgain()
{
    hears();
    m_writer->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    QVERIFY(m_anna->ledger.change(kTalk, edited(2, QStringLiteral("second"))));
    stored();
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
    QCOMPARE(emptied(), older); // also what another computer has brought back
}

void TestArchivedChanges::whatWaitedForARowIsAppliedToIt()
{
    QVERIFY(m_anna->ledger.change(kTalk, edited(3, QStringLiteral("too early")))); // before the row's state
    QVERIFY(m_anna->ledger.change(kTalk, edited(9, QStringLiteral("after all"))));
    QVERIFY(brings({changed(5, QStringLiteral("archived"))}));
    QCOMPARE(row().text, QStringLiteral("after all"));
    QCOMPARE(row().changed, Sequence{9});
    QVERIFY(!m_anna->store.unarchived().isEmpty().value()); // the archive does not know it yet
    QCOMPARE(emptied(), QSet<archive::EntryId>{idOf(changed(5, {}))});
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
