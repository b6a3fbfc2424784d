// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How far a person has read lies in the archive: appended once, when it makes a difference, and read by a new
// computer in whatever order it comes. What is out of date leaves the archive, and so does all of it with its
// conversation, or where archives are forbidden.
#include "common/crypto/init.h"
#include "tests/client/core/engine/history/archive_seat.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using content::ArchivedReadState;

namespace {

constexpr AccountId kGina{77};

enum class Item { Facts, OneRead, TwoRead, Rows }; // Rows: three words of Gina's
using Items = QList<Item>;

} // namespace

class TestArchivedReads : public QObject, private ArchiveSeat {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup() { ends(); }
    void itIsAppendedWhenItMakesADifference();
    void itWaitsForTheFirstRow();
    void underAShieldRowsDoNotBringIt();
    void whatWasNotAnsweredIsAppendedOnTheNextConnection();
    void aNewComputerKnowsHowFarItWasRead_data();
    void aNewComputerKnowsHowFarItWasRead();
    void aComputerThatIsFurtherStaysThere();
    void whatIsOutOfDateLeavesTheArchive();
    void itGoesWithItsConversation();
    void whatComesOfAnErasedConversationIsEmptied();
    void whereArchivesAreForbiddenItIsEmptied();

private:
    TimelineRow row(quint64 place, AccountId author) const;
    void hears(quint64 place) { QVERIFY(m_anna->ledger.put(kTalk, row(place, kGina))); }
    void reads(quint64 place);
    content::ArchivedItem itemOf(Item item, quint64 place) const;
    // How far it was read, of these.
    static QList<quint64> positions(const QList<content::ArchivedItem> &items);
    archive::EntryId idOf(quint64 place) const
    {
        return archive::entryIdOf(m_state->keyring, ArchivedReadState{kTalk, {place}});
    }
    void archived(quint64 place); // before
    void setsRules(const std::function<void(identity::DepartmentPolicy &policy)> &change);
    int unread() const;
};

void TestArchivedReads::init()
{
    begins();
    if (QTest::currentTestFailed()) return;
    m_writer->setOwe(
        [this](const QList<archive::EntryId> &entries) { return m_eraser->oweEntries(entries); });
}

TimelineRow TestArchivedReads::row(quint64 place, AccountId author) const
{
    Writer name;
    name.u64(0);
    name.u64(place);
    TimelineRow row;
    row.id = *MessageId::from(name.bytes());
    row.sequence = {place};
    row.author = author;
    row.sent_at = kNow;
    row.is_mine = author == m_anna->identity.account();
    row.state = row.is_mine ? SendState::Sent : SendState::None;
    row.text = QStringLiteral("word %1").arg(place);
    return row;
}

void TestArchivedReads::reads(quint64 place)
{
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.department = kSupport;
    record.read_up_to = {place};
    QVERIFY(m_anna->ledger.save(record));
    m_writer->read(kTalk);
    m_writer->changed(); // not ten seconds later
}

content::ArchivedItem TestArchivedReads::itemOf(Item item, quint64 place) const
{
    content::ArchivedRow archived;
    switch (item) {
    case Item::Facts:
        return content::ArchivedConversation{kTalk, kSupport, kGina, {}, 0, false, {QStringLiteral("Gina")}};
    case Item::OneRead:
        return ArchivedReadState{kTalk, {1}};
    case Item::TwoRead:
        return ArchivedReadState{kTalk, {2}};
    case Item::Rows:
        break;
    }
    const TimelineRow shown = row(place, kGina);
    archived.conversation = kTalk;
    archived.id = shown.id;
    archived.sequence = shown.sequence;
    archived.author = shown.author;
    archived.sent_at = shown.sent_at;
    archived.text = {shown.text};
    return archived;
}

QList<quint64> TestArchivedReads::positions(const QList<content::ArchivedItem> &items)
{
    QList<quint64> positions;
    for (const content::ArchivedItem &item : items)
        if (const auto *reading = std::get_if<ArchivedReadState>(&item))
            positions.append(reading->up_to.value);
    return positions;
}

void TestArchivedReads::archived(quint64 place)
{
    const auto outdated = addArchivedRead(m_anna->store, kTalk, {idOf(place), {place}});
    QVERIFY(outdated && outdated->isEmpty());
}

void TestArchivedReads::setsRules(const std::function<void(identity::DepartmentPolicy &policy)> &change)
{
    identity::OrganisationDocument rules = m_acme.document();
    change(rules.departments.items.first().policy);
    const auto document = identity::SignedOrganisation::sign(rules, m_acme.root);
    const auto verified = identity::verifyOrganisation(document, m_acme.root.publicKey());
    QVERIFY(verified);
    m_anna->identity.setOrganisation(document, *verified);
}

int TestArchivedReads::unread() const
{
    const auto count = m_anna->store.messages().unreadCount(kTalk, m_anna->ledger.recordOr(kTalk).read_up_to);
    return count ? *count : -1;
}

// --- appended -------------------------------------------------------------------------------------

void TestArchivedReads::itIsAppendedWhenItMakesADifference()
{
    hears(1);
    hears(2);
    reads(2);
    m_writer->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    QCOMPARE(positions(stored()), QList<quint64>{2}); // with the rows, in one request

    m_writer->read(kTalk); // no further
    hears(3);
    m_writer->changed();
    QTRY_COMPARE(appends(), 2);
    const auto third = stored();
    QCOMPARE(third.size(), 1);
    QVERIFY(std::holds_alternative<content::ArchivedRow>(third.constFirst()));

    reads(3);
    QTRY_COMPARE(appends(), 3);
    const auto fourth = stored();
    QCOMPARE(fourth.size(), 1); // what is known of the conversation is there already
    QCOMPARE(positions(fourth), QList<quint64>{3});

    // The person's own words are never unread.
    QVERIFY(m_anna->ledger.put(kTalk, row(4, m_anna->identity.account())));
    reads(4);
    QTRY_COMPARE(appends(), 4);
    QCOMPARE(positions(stored()), QList<quint64>());
    QCOMPARE(*archivedReadUpTo(m_anna->store, kTalk), Sequence{3});
}

// Nothing of a conversation is archived before its first row is.
void TestArchivedReads::itWaitsForTheFirstRow()
{
    constexpr ConversationId kOther{7002};
    QVERIFY(m_anna->ledger.put(kOther, row(1, kGina))); // so that there is something to be appended
    m_writer->setOpen(true);
    reads(2);
    QTRY_COMPARE(appends(), 1);
    QCOMPARE(positions(stored()), QList<quint64>());
    hears(1);
    m_writer->changed();
    QTRY_COMPARE(appends(), 2);
    QCOMPARE(positions(stored()), QList<quint64>{2});
}

// The server would see when the person reads.
void TestArchivedReads::underAShieldRowsDoNotBringIt()
{
    setsRules([](identity::DepartmentPolicy &policy) { policy.is_shielded = true; });
    hears(1);
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.department = kSupport;
    record.read_up_to = {1}; // and its time has not come
    QVERIFY(m_anna->ledger.save(record));
    QVERIFY(m_anna->ledger.isShielded(kTalk));
    m_writer->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    QCOMPARE(positions(stored()), QList<quint64>());
    hears(2);
    m_writer->changed();
    QTRY_COMPARE(appends(), 2);
    QCOMPARE(positions(stored()), QList<quint64>());
    reads(1);
    QTRY_COMPARE(appends(), 3);
    QCOMPARE(positions(stored()), QList<quint64>{1});
}

void TestArchivedReads::whatWasNotAnsweredIsAppendedOnTheNextConnection()
{
    hears(1);
    reads(1);
    m_writer->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    m_anna->losesTheLine();
    m_writer->setOpen(false);
    m_anna->connects();
    QVERIFY(m_anna->isLetIn());
    QCOMPARE(appends(), 0); // of the new connection
    m_writer->setOpen(true);
    m_writer->reviewConversations();
    QTRY_COMPARE(appends(), 1);
    QCOMPARE(positions(stored()), QList<quint64>{1});
}

// --- read -----------------------------------------------------------------------------------------

void TestArchivedReads::aNewComputerKnowsHowFarItWasRead_data()
{
    QTest::addColumn<QList<Items>>("pages");
    QTest::addColumn<int>("unread");
    using Pages = QList<Items>;
    constexpr auto kFacts = Item::Facts, kOne = Item::OneRead, kTwo = Item::TwoRead, kRows = Item::Rows;
    QTest::newRow("never") << Pages{{kFacts, kRows}} << 3;
    QTest::newRow("behind the rows") << Pages{{kFacts, kRows, kTwo}} << 1;
    QTest::newRow("before them") << Pages{{kTwo, kFacts, kRows}} << 1;
    QTest::newRow("further, later") << Pages{{kFacts, kRows, kOne, kTwo}} << 1;
    QTest::newRow("further, earlier") << Pages{{kFacts, kRows, kTwo, kOne}} << 1;
    QTest::newRow("a page before") << Pages{{kTwo}, {kFacts, kRows}} << 1;
    QTest::newRow("a page after") << Pages{{kRows, kFacts}, {kTwo}} << 1;
    QTest::newRow("further, a page before") << Pages{{kTwo}, {kRows}, {kOne, kFacts}} << 1;
}

void TestArchivedReads::aNewComputerKnowsHowFarItWasRead()
{
    QFETCH(QList<Items>, pages);
    QFETCH(int, unread);
    for (const Items &page : std::as_const(pages)) {
        QList<content::ArchivedItem> items;
        for (const Item item : page)
            for (quint64 place = 1; place <= (item == Item::Rows ? 3u : 1u); ++place)
                items.append(itemOf(item, place));
        QVERIFY(brings(items));
        const bool is_known = page.contains(Item::Rows) || page.contains(Item::Facts) ||
                              !m_anna->ledger.recordOr(kTalk).title.text.isEmpty();
        if (!is_known) QVERIFY(m_anna->ledger.find(kTalk) == nullptr); // no conversation without a word
    }
    QCOMPARE(this->unread(), unread);
    QCOMPARE(m_anna->ledger.recordOr(kTalk).title.text, QStringLiteral("Gina"));
    const auto saved = m_anna->store.conversations().find(kTalk);
    QVERIFY(saved && *saved);
    QCOMPARE((*saved)->read_up_to, Sequence{unread == 3 ? 0u : 2u});
}

void TestArchivedReads::aComputerThatIsFurtherStaysThere()
{
    hears(1);
    hears(2);
    hears(3);
    reads(3);
    QVERIFY(brings({itemOf(Item::Facts, 1), itemOf(Item::TwoRead, 1)}));
    QCOMPARE(m_anna->ledger.find(kTalk)->read_up_to, Sequence{3});
    // And a position that no log reaches is nobody's.
    QVERIFY(brings({ArchivedReadState{kTalk, {1ull << 62}}, ArchivedReadState{{}, {9}}}));
    QCOMPARE(m_anna->ledger.find(kTalk)->read_up_to, Sequence{3});
    m_writer->setOpen(true); // the archive is told what this computer knows
    QTRY_COMPARE(appends(), 1);
    QCOMPARE(positions(stored()), QList<quint64>{3});
}

// --- emptied --------------------------------------------------------------------------------------

void TestArchivedReads::whatIsOutOfDateLeavesTheArchive()
{
    QSet<archive::EntryId> older;
    const quint64 furthest = static_cast<quint64>(limits::kArchiveReadStatesKept);
    archived(furthest);
    for (quint64 place = 1; place < furthest; ++place) {
        archived(place);
        older.insert(idOf(place));
    }
    archived(3); // known already
    const quint64 newest = furthest + 1;
    hears(newest);
    reads(newest);
    m_writer->setOpen(true);
    m_eraser->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    QCOMPARE(positions(stored()), QList<quint64>{newest});
    QTRY_COMPARE(appends(), 2); // how many are emptied is appended first
    const auto announced = stored();
    const auto *erasure = std::get_if<content::ArchivedErasure>(&announced.constFirst());
    QVERIFY(erasure != nullptr);
    QCOMPARE(qsizetype(erasure->count), older.size());
    QTRY_COMPARE(m_anna->count<protocol::ForgetArchived>(), 1);
    QCOMPARE(emptied(), older);
    QCOMPARE(*archivedReadUpTo(m_anna->store, kTalk), Sequence{newest});
    const auto left = archivedReads(m_anna->store, kTalk);
    QCOMPARE(left->items.size(), 2); // the furthest of then, and the new one
    QCOMPARE(left->items.constFirst().entry, idOf(furthest));
    QCOMPARE(left->items.constLast().entry, idOf(newest));
}

void TestArchivedReads::itGoesWithItsConversation()
{
    archived(2);
    archived(1); // came later, says less
    const auto fact = *FixedBytes<16>::from(QByteArray(16, 'f'));
    QVERIFY(addArchivedFacts(m_anna->store, kTalk, fact));
    QVERIFY(m_eraser->oweFacts(kTalk));
    QVERIFY(archivedAbout(m_anna->store, kTalk)->isEmpty());
    m_eraser->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    stored();
    QTRY_COMPARE(m_anna->count<protocol::ForgetArchived>(), 1);
    QCOMPARE(emptied(), (QSet<archive::EntryId>{fact, idOf(1), idOf(2)}));
}

void TestArchivedReads::whatComesOfAnErasedConversationIsEmptied()
{
    ErasureNote note;
    note.is_done = true;
    QVERIFY(m_anna->ledger.erasures().save(kTalk, note));
    QVERIFY(m_anna->ledger.erasures().isErased(kTalk));
    QVERIFY(brings({itemOf(Item::TwoRead, 1)}));
    QVERIFY(archivedAbout(m_anna->store, kTalk)->isEmpty());
    QVERIFY(m_anna->ledger.find(kTalk) == nullptr);
    m_eraser->setOpen(true);
    QTRY_COMPARE(appends(), 1);
    stored();
    QTRY_COMPARE(m_anna->count<protocol::ForgetArchived>(), 1);
    QCOMPARE(emptied(), QSet<archive::EntryId>{idOf(2)});
}

void TestArchivedReads::whereArchivesAreForbiddenItIsEmptied()
{
    hears(1);
    reads(1);
    archived(1);
    setsRules([](identity::DepartmentPolicy &policy) { policy.is_archived = false; });
    QVERIFY(brings({itemOf(Item::TwoRead, 1)}));
    QCOMPARE(m_anna->ledger.find(kTalk)->read_up_to, Sequence{1});
    m_eraser->setOpen(true);
    QSet<archive::EntryId> gone;
    for (int request = 1; request <= 2; ++request) { // what is owed, and what is about the conversation
        QTRY_COMPARE(appends(), request);
        QCOMPARE(positions(stored()), QList<quint64>());
        QTRY_COMPARE(m_anna->count<protocol::ForgetArchived>(), request);
        gone += emptied();
    }
    QVERIFY(gone.contains(idOf(1)) && gone.contains(idOf(2)));
    QVERIFY(archivedAbout(m_anna->store, kTalk)->isEmpty());
}

CHAT121_TEST_MAIN(TestArchivedReads)
#include "tst_archived_reads.moc"
