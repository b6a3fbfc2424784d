// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation saved as a file: each row once, a page in each turn of the event loop; whole or not at all;
// and the line that the others read comes first.
#include "common/crypto/init.h"
#include "tests/client/core/engine/saving/saver_fixture.h"
#include "tests/support/test_main.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using identity::Role;

namespace {

constexpr int kManyRows = 20'000;

} // namespace

class TestFileSaver : public SaverTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init() { opensOffice(); }
    void cleanup() { QVERIFY(closesOffice()); }
    void everyRowOnceAndInPages();
    void notesOfStaffStayOut();
    void whatIsDeletedMeanwhileIsCounted();
    void whatMovesMeanwhileIsThereOnce();
    void whatCannotBeReadSaysSo();
    void givingUpLeavesNothing();
    void oneAtATime();
    void placesThatCannotBeAreSaid();
    void nothingIsNoFile();
    void theLineComesFirst();
    void theOthersReadTheLine();
    void nobodyIsToldOfAConversationThatIsOver();
};

// Others have their turn after each page: whoever writes meanwhile does not wait for all of it.
void TestFileSaver::everyRowOnceAndInPages()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, kManyRows));
    Saving saving(*anna);
    int turns = 0;
    QTimer others;
    connect(&others, &QTimer::timeout, &saving.saver, [&] { ++turns; });
    int turns_at_least = 0;
    saving.on_progress = [&] {
        const int written = saving.progress.constLast();
        const int before = saving.progress.size() > 1 ? saving.progress.at(saving.progress.size() - 2) : 0;
        QVERIFY(written > before && written - before <= limits::kTalkPageRows);
        ++turns_at_least;
    };
    others.start(0);
    saving.saver.save(kTalk, wish());
    QCOMPARE(saving.progress, QList<int>()); // not one row before it returns
    QVERIFY(saving.ends());
    others.stop();
    QCOMPARE(saving.progress.size(), kManyRows / limits::kTalkPageRows);
    QVERIFY(turns > turns_at_least / 2);
    QCOMPARE(saving.saved.constFirst().rows, kManyRows);
    const QJsonArray all = rows();
    QCOMPARE(all.size(), kManyRows);
    for (int number = 0; number < kManyRows; ++number)
        QCOMPARE(all.at(number)[u"text"_s].toString(), u"row %1"_s.arg(number));
}

void TestFileSaver::notesOfStaffStayOut()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 3));
    TimelineRow note = savedRow(7);
    note.sequence = {2};
    note.kind = RowKind::Note;
    note.text = u"she is angry"_s;
    QVERIFY(anna->store.messages().put(kTalk, note));
    Saving saving(*anna);
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.saved.size(), 1);
    QCOMPARE(saving.saved.constFirst().rows, 3);
    QCOMPARE(rows().size(), 3);
    QVERIFY(!saved().contains("angry"));
}

void TestFileSaver::whatIsDeletedMeanwhileIsCounted()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 1000));
    Saving saving(*anna);
    saving.on_progress = [&] {
        if (saving.progress.size() > 1) return;
        for (const quint32 gone : {10u, 500u, 999u}) // the first of them is in the file already
            if (!anna->store.messages().remove(kTalk, savedRow(gone).id)) qFatal("not removed");
    };
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.saved.constFirst().rows, 998);
    QCOMPARE(rows().size(), 998);
    const QByteArray text = saved();
    QVERIFY(!text.contains("\"row 500\"") && !text.contains("\"row 999\""));
    QVERIFY(text.contains("\"deleted_while_saving\": 2"));
}

// The server numbers a word while the file is written, and it takes another place in the timeline.
void TestFileSaver::whatMovesMeanwhileIsThereOnce()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 1000));
    TimelineRow waiting = savedRow(5000);
    waiting.sequence = {};
    waiting.text = u"on its way"_s;
    QVERIFY(anna->store.messages().put(kTalk, waiting));
    Saving saving(*anna);
    saving.on_progress = [&] {
        if (saving.progress.size() > 1) return;
        if (!anna->store.messages().setSequence(kTalk, waiting.id, {3}, SendState::Sent)) qFatal("not moved");
        if (!anna->store.messages().setSequence(kTalk, savedRow(0).id, {5000}, SendState::Sent))
            qFatal("not moved");
        if (!anna->store.messages().put(kTalk, savedRow(6000))) qFatal("not said");
    };
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    const QByteArray text = saved();
    QCOMPARE(rows().size(), 1001);
    QCOMPARE(text.count("\"on its way\""), 1);
    QCOMPARE(text.count("\"row 0\""), 1);
    QCOMPARE(text.count("\"row 6000\""), 0); // came later
}

void TestFileSaver::whatCannotBeReadSaysSo()
{
    const TemporaryDirectory home;
    const crypto::Secret32 key = crypto::Secret32::random(m_random);
    const QString folder = home.filePath(u"anna"_s);
    {
        auto store = LocalStore::open(folder, key, m_random);
        QVERIFY(store);
        QVERIFY(fill(**store, 5));
    }
    {
        QSqlDatabase file = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"damage"_s);
        file.setDatabaseName(folder + u"/store.sqlite"_s);
        QVERIFY(file.open());
        QSqlQuery query(file);
        QVERIFY(query.exec(u"UPDATE message SET sealed = zeroblob(length(sealed)) WHERE place = 3"_s));
        QCOMPARE(query.numRowsAffected(), 1);
    }
    QSqlDatabase::removeDatabase(u"damage"_s);
    auto store = LocalStore::open(folder, key, m_random);
    QVERIFY(store);
    auto opened = identityOf(m_acme, m_acme.anna, m_acme.annaLeaf(), ProfileKind::Staff);
    QVERIFY(opened);
    ReadingSeat anna(*std::move(opened), **store, m_clock, m_random);
    Saving saving(anna);
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.saved.constFirst().rows, 5);
    QCOMPARE(saving.saved.constFirst().unreadable, 1);
    const QJsonArray all = rows();
    QCOMPARE(all.at(2)[u"kind"_s].toString(), u"unreadable"_s);
    QCOMPARE(all.at(2)[u"sequence"_s].toInt(), 3);
    QCOMPARE(all.at(3)[u"text"_s].toString(), u"row 3"_s);
}

void TestFileSaver::givingUpLeavesNothing()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 1000));
    Saving saving(*anna);
    saving.on_progress = [&] {
        saving.saver.cancel(saving.progress.size() == 2 ? kTalk : ConversationId{1});
    };
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.refused, QStringList{QString()}); // without words
    QCOMPARE(files(), QStringList());
    {
        Saving locked(*anna);
        locked.saver.save(kTalk, wish());
        QTRY_VERIFY(!locked.progress.isEmpty());
    } // the profile is locked in the middle of it
    QCOMPARE(files(), QStringList());
}

void TestFileSaver::oneAtATime()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 1000));
    Saving saving(*anna);
    saving.saver.save(kTalk, wish());
    saving.saver.save(kTalk, {SavedFormat::Text, m_folder.filePath(u"other.txt"_s), false});
    QCOMPARE(saving.refused.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(saving.saved.size(), 1, kSavingPatienceMs);
    QCOMPARE(files(), QStringList{u"saved.json"_s});
    QCOMPARE(rows().size(), 1000);
}

void TestFileSaver::placesThatCannotBeAreSaid()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 3));
    m_folder.write(u"saved.json"_s, "before");
    Saving saving(*anna);
    saving.saver.save(kTalk, wish());
    saving.saver.save(kTalk, {SavedFormat::Data, u"saved.json"_s, true});
    saving.saver.save(kTalk, {SavedFormat::Data, m_folder.filePath(u"none/saved.json"_s), true});
    QCOMPARE(saving.refused.size(), 3);
    QVERIFY(saving.refused.at(0).contains(u"already"));
    QVERIFY(saving.refused.at(1).contains(u"not the name of a file"));
    QVERIFY(saving.refused.at(2).contains(u"could not be written"));
    QCOMPARE(saved(), QByteArray("before"));
    saving.refused.clear();
    saving.saver.save(kTalk, {SavedFormat::Data, path(), true});
    QVERIFY(saving.ends());
    QCOMPARE(rows().size(), 3);
}

void TestFileSaver::nothingIsNoFile()
{
    const auto gina = m_office->gina();
    Saving saving(*gina);
    saving.saver.save(kTalk, wish());
    QCOMPARE(saving.refused.size(), 1);
    QCOMPARE(files(), QStringList());
}

// Nobody has a file that the others do not know of; and one that cannot be written is not told of.
void TestFileSaver::theLineComesFirst()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(beginsWithGina(*anna));
    QVERIFY(fill(anna->store, 300));
    Saving saving(*anna);
    QVERIFY(anna->ledger.facts(kTalk).is_saving_told);
    saving.saver.save(kTalk, {SavedFormat::Data, m_folder.filePath(u"none/saved.json"_s), false});
    QCOMPARE(saving.refused.size(), 1);
    QCOMPARE(anna->store.outbox().all().value().size(), 0);
    QCOMPARE(anna->lines(), QStringList());
    saving.refused.clear();

    saving.on_progress = [&] {
        QCOMPARE(anna->store.outbox().all().value().size(), 1);
        QVERIFY(!QFile::exists(path()));
    };
    saving.saver.save(kTalk, wish());
    QCOMPARE(anna->lines(), QStringList{u"Anna (Support) saved this conversation as a file"_s});
    QVERIFY(saving.ends());
    QCOMPARE(saving.progress.size(), 2);
    QVERIFY(saving.saved.constFirst().is_told);
    QCOMPARE(rows().size(), 301);
    QCOMPARE(rows().at(300)[u"text"_s].toString(), anna->lines().constFirst()); // it is in the file
    const auto entry = anna->store.outbox().all().value().constFirst();
    const auto content = content::decodeContent(entry.content.bytes);
    QVERIFY(content);
    QCOMPARE(std::get<content::Notice>(content->item).kind, content::NoticeKind::Saved);
}

void TestFileSaver::theOthersReadTheLine()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(beginsWithGina(*anna));
    const auto said = anna->says(content::Notice{content::NoticeKind::Saved}, 's');
    QVERIFY(said);
    QVERIFY(m_gina->reads(*said));
    QCOMPARE(m_gina->lines(), QStringList{u"Anna (Support) saved this conversation as a file"_s});
    QCOMPARE(m_gina->messages(), QStringList());
}

void TestFileSaver::nobodyIsToldOfAConversationThatIsOver()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(beginsWithGina(*anna));
    QVERIFY(fill(anna->store, 3));
    ConversationRecord record = anna->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Closed;
    QVERIFY(anna->ledger.save(record));
    Saving saving(*anna);
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QVERIFY(!saving.saved.constFirst().is_told);
    QVERIFY(anna->store.outbox().all().value().isEmpty());
    QCOMPARE(anna->lines(), QStringList());
}

CHAT121_TEST_MAIN(TestFileSaver)
#include "tst_file_saver.moc"
