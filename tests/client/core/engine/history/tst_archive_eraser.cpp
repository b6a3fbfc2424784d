// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What must leave the archive is asked for once, in bounded requests, one at a time, and is owed until the
// server has done it: however many rows there are, whatever is owed meanwhile, and when the archive is opened
// once more on the same connection.
#include "common/crypto/init.h"
#include "tests/client/core/engine/history/archive_seat.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

class TestArchiveEraser : public QObject, private ArchiveSeat {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup() { ends(); }
    void allThatIsOwedIsErasedOnce_data();
    void allThatIsOwedIsErasedOnce();
    void whatIsOwedMeanwhileIsNotForgotten();
    void whatWasNotAnsweredIsAskedAgainOnTheNextConnection();
    void rowsWithoutAnIdAreNotAskedFor();

private:
    void owes(int rows);
    // Lets the timers of now go off.
    static void settles();
    bool isAsked(int appends, int forgets) const
    {
        return m_anna->count<protocol::AppendArchive>() == appends &&
               m_anna->count<protocol::ForgetArchived>() == forgets;
    }
    void appended()
    {
        m_anna->answers(
            protocol::ArchiveAppended{m_anna->sent<protocol::AppendArchive>()->request, {++m_head}, 1});
    }

    QSet<archive::EntryId> m_owed;
    quint32 m_rows = 0;
};

void TestArchiveEraser::init()
{
    m_owed.clear();
    m_rows = 0;
    begins();
}

void TestArchiveEraser::owes(int rows)
{
    QList<RowVersion> ids;
    for (int row = 0; row < rows; ++row) {
        Writer name;
        name.u64(0);
        name.u64(++m_rows);
        ids.append({*MessageId::from(name.bytes()), {}});
        content::ArchivedRow item;
        item.conversation = kTalk;
        item.id = ids.constLast().id;
        m_owed.insert(archive::entryIdOf(m_state->keyring, item));
    }
    QVERIFY(m_eraser->owe(kTalk, ids));
}

void TestArchiveEraser::settles()
{
    for (int round = 0; round < 20; ++round)
        QCoreApplication::processEvents();
}

void TestArchiveEraser::allThatIsOwedIsErasedOnce_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("requests");
    QTest::newRow("one row") << 1 << 1;
    QTest::newRow("as many as one request takes") << 256 << 1;
    QTest::newRow("one more") << 257 << 2;
    QTest::newRow("many") << 1000 << 4;
}

void TestArchiveEraser::allThatIsOwedIsErasedOnce()
{
    QFETCH(int, rows);
    QFETCH(int, requests);
    for (int left = rows; left > 0; left -= 200) // as retention does it
        owes(qMin(left, 200));
    m_eraser->setOpen(true);
    for (int request = 1; request <= requests; ++request) {
        QTRY_VERIFY(isAsked(request, request - 1));
        m_eraser->setOpen(true); // newer keys, on the same connection
        settles();
        QVERIFY(isAsked(request, request - 1));
        appended();
        QVERIFY(isAsked(request, request));
        m_eraser->setOpen(true);
        settles();
        QVERIFY(isAsked(request, request));
        const QSet<archive::EntryId> gone = emptied();
        QVERIFY(!gone.isEmpty() && m_owed.contains(gone));
        m_owed.subtract(gone);
    }
    QVERIFY(m_owed.isEmpty());
    m_eraser->setOpen(true);
    settles();
    QVERIFY(isAsked(requests, requests));
}

void TestArchiveEraser::whatIsOwedMeanwhileIsNotForgotten()
{
    owes(3);
    m_eraser->setOpen(true);
    QTRY_VERIFY(isAsked(1, 0));
    owes(2);
    appended();
    owes(2);
    const QSet<archive::EntryId> first = emptied();
    QCOMPARE(first.size(), 3);
    QTRY_VERIFY(isAsked(2, 1));
    appended();
    const QSet<archive::EntryId> second = emptied();
    QCOMPARE(second.size(), 4);
    QCOMPARE(first + second, m_owed);
}

void TestArchiveEraser::whatWasNotAnsweredIsAskedAgainOnTheNextConnection()
{
    owes(3);
    m_eraser->setOpen(true);
    QTRY_VERIFY(isAsked(1, 0));
    appended();
    QVERIFY(isAsked(1, 1));
    m_anna->losesTheLine();
    m_eraser->setOpen(false);
    m_anna->connects();
    QVERIFY(m_anna->isLetIn());
    m_eraser->setOpen(true);
    QTRY_VERIFY(isAsked(1, 0)); // of the new connection
    appended();
    QCOMPARE(emptied(), m_owed);
    settles();
    QVERIFY(isAsked(1, 1));
}

// A whole page of them, in a conversation whose department forbids archives.
void TestArchiveEraser::rowsWithoutAnIdAreNotAskedFor()
{
    identity::OrganisationDocument rules = m_acme.document();
    rules.departments.items.first().policy.is_archived = false;
    const auto document = identity::SignedOrganisation::sign(rules, m_acme.root);
    const auto verified = identity::verifyOrganisation(document, m_acme.root.publicKey());
    QVERIFY(verified);
    m_anna->identity.setOrganisation(document, *verified);
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.department = kSupport;
    QVERIFY(m_anna->ledger.save(record));
    const auto fact = *FixedBytes<16>::from(QByteArray(16, 'f'));
    QVERIFY(addArchivedFacts(m_anna->store, kTalk, fact));
    {
        auto transaction = m_anna->store.begin();
        QVERIFY(transaction);
        for (quint64 line = 1; line <= 201; ++line) {
            TimelineRow row;
            row.sequence = {line};
            row.kind = RowKind::System;
            QVERIFY(m_anna->store.messages().put(kTalk, row));
        }
        QVERIFY(transaction->commit());
    }
    m_eraser->setOpen(true);
    QTRY_VERIFY(isAsked(1, 0));
    appended();
    QCOMPARE(emptied(), (QSet<archive::EntryId>{fact}));
    settles();
    QVERIFY(isAsked(1, 1));
    QVERIFY(archivedFacts(m_anna->store, kTalk).value().isEmpty());
}

CHAT121_TEST_MAIN(TestArchiveEraser)
#include "tst_archive_eraser.moc"
