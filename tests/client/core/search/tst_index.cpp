// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The index keeps up with the messages, whatever happens to them in between: new, written again,
// removed, moved; while it works and while it does not.

#include "tests/client/core/search/search_fixture.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>

namespace chat121::test {

using namespace search;
using namespace Qt::StringLiterals;

namespace {

constexpr int kBatch = limits::kSearchBatchRows;

// Does something to the file between two lives of the store.
void inFile(const QString &file, const QStringList &statements)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"between"_s);
        database.setDatabaseName(file);
        QVERIFY(database.open());
        QSqlQuery query(database);
        for (const QString &statement : statements)
            QVERIFY2(query.exec(statement), qPrintable(statement));
    }
    QSqlDatabase::removeDatabase(u"between"_s);
}

QString lastStatementOfTheMigration()
{
    const QDir folder(u":/client/migrations"_s);
    QFile file(folder.filePath(folder.entryList({u"*_search.sql"_s}).value(0)));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QString::fromUtf8(file.readAll()).trimmed().section(u"\n\n"_s, -1);
}

} // namespace

class TestIndex final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_f = std::make_unique<SearchFixture>();
        QVERIFY_OK(m_f->openAll());
    }

    void fewMessagesNeedNoSegment()
    {
        QVERIFY_OK(m_f->write({1}, {said(1, u"hello"_s)}));
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->index().segments().size(), 0);
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
    }

    void manyBecomeOneSegmentAndNothingWaits()
    {
        QVERIFY_OK(m_f->write({1}, {said(1, u"hello"_s)}));
        QVERIFY_OK(m_f->writeFiller(10, kBatch));
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->index().segments().size(), 1);
        QCOMPARE(m_f->index().segments().constFirst().docs, quint32(kBatch + 1));
        QCOMPARE(m_f->store().search().countUnindexed().value(), 0);
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
    }

    void itIsThereAfterTheNextStart()
    {
        QVERIFY_OK(m_f->write({1}, {said(1, u"hello"_s)}));
        QVERIFY_OK(m_f->writeFiller(10, kBatch));
        QVERIFY_OK(m_f->indexAll());
        QVERIFY_OK(m_f->openAll());
        QCOMPARE(m_f->index().segments().size(), 1);
        QCOMPARE(m_f->texts(u"hell"_s), QStringList{u"hello"_s});
    }

    void segmentsOfOneSizeBecomeALargerOne()
    {
        QVERIFY_OK(m_f->write({1}, {said(1, u"hello"_s)}));
        for (int i = 0; i < 8; ++i) {
            QVERIFY_OK(m_f->writeFiller(static_cast<quint32>(10 + i * kBatch), kBatch));
            QVERIFY_OK(m_f->indexAll());
        }
        QCOMPARE(m_f->index().segments().size(), 1);
        QCOMPARE(m_f->store().search().segments().value().size(), 1);
        QCOMPARE(m_f->index().segments().constFirst().docs, quint32(8 * kBatch + 1));
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
        QCOMPARE(m_f->find(u"filler"_s).size(), 8 * kBatch);
    }

    void linesAreNotIndexed()
    {
        TimelineRow line = said(1, u"Anna joined"_s);
        line.kind = RowKind::System;
        QVERIFY_OK(m_f->write({1}, {line}));
        QVERIFY_OK(m_f->writeFiller(10, kBatch));
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->texts(u"joined"_s), QStringList());
        QCOMPARE(m_f->index().segments().constFirst().docs, quint32(kBatch));
    }

    // --- changes -------------------------------------------------------------------------------------

    void whatIsRemovedIsGoneAtOnce_data() { addStages(); }
    void whatIsRemovedIsGoneAtOnce()
    {
        QFETCH(bool, is_indexed);
        QVERIFY_OK(m_f->write({1}, {said(1, u"secret word"_s), said(2, u"other word"_s)}));
        prepare(is_indexed);
        QVERIFY_OK(m_f->store().messages().remove({1}, messageId(1)));
        QCOMPARE(m_f->texts(u"word"_s), QStringList{u"other word"_s});
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->texts(u"secret"_s), QStringList());
        QVERIFY(!m_f->store().search().hasStale().value());
    }

    void whatIsRemovedLeavesTheIndex()
    {
        QVERIFY_OK(m_f->write({1}, {said(1, u"zyzzyva"_s)}));
        prepare(true);
        QVERIFY_OK(m_f->store().messages().removeAll({1}));
        QCOMPARE(candidates(u"zyzzyva"_s), 1); // its terms are there still
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(candidates(u"zyzzyva"_s), 0);
        QCOMPARE(m_f->index().segments().constFirst().docs, quint32(kBatch));
        QCOMPARE(m_f->store().search().segments().value().size(), 1);
    }

    void aSegmentOfNothingIsRemoved()
    {
        QVERIFY_OK(m_f->writeFiller(10, kBatch));
        QVERIFY_OK(m_f->indexAll());
        QVERIFY_OK(m_f->store().messages().removeAll({99}));
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->index().segments().size(), 0);
        QCOMPARE(m_f->store().search().segments().value().size(), 0);
    }

    // A row's number may come again when the last rows were removed.
    void aNewMessageInThePlaceOfARemovedOneIsFound()
    {
        prepare(true);
        QVERIFY_OK(m_f->store().messages().removeAll({99}));
        QVERIFY_OK(m_f->write({1}, {said(1, u"newcomer"_s)}));
        QCOMPARE(m_f->texts(u"newcomer"_s), QStringList{u"newcomer"_s});
        QCOMPARE(m_f->texts(u"filler"_s), QStringList());
        QVERIFY_OK(m_f->indexAll());
        QVERIFY_OK(m_f->writeFiller(9000, kBatch));
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->texts(u"newcomer"_s), QStringList{u"newcomer"_s});
        QCOMPARE(m_f->find(u"filler"_s).size(), kBatch);
    }

    void whatIsWrittenAgainIsFoundByItsNewWords_data() { addStages(); }
    void whatIsWrittenAgainIsFoundByItsNewWords()
    {
        QFETCH(bool, is_indexed);
        QVERIFY_OK(m_f->write({1}, {said(1, u"first version"_s)}));
        prepare(is_indexed);
        QVERIFY_OK(m_f->write({1}, {said(1, u"second version"_s)}));
        for (int round = 0; round < 3; ++round) {
            QCOMPARE(m_f->texts(u"first"_s), QStringList());
            QCOMPARE(m_f->texts(u"second"_s), QStringList{u"second version"_s});
            QCOMPARE(m_f->texts(u"version"_s), QStringList{u"second version"_s}); // once
            m_f->clock.advance(limits::kSearchPruneInterval);
            QVERIFY_OK(m_f->writeFiller(static_cast<quint32>(20'000 + round * kBatch), kBatch));
            QVERIFY_OK(m_f->indexAll());
        }
        QCOMPARE(candidates(u"first"_s), 0);
        QCOMPARE(candidates(u"second"_s), 1);
        QVERIFY(!m_f->store().search().hasStale().value());
    }

    void aMessageThatGetsItsSequenceStaysFound()
    {
        TimelineRow row = said(1, u"my own"_s);
        row.sequence = {};
        QVERIFY_OK(m_f->write({1}, {row}));
        prepare(true);
        QVERIFY_OK(m_f->store().messages().setSequence({1}, row.id, {7}, SendState::Sent));
        QVERIFY_OK(m_f->store().messages().setState({1}, row.id, SendState::Delivered));
        QCOMPARE(m_f->texts(u"own"_s), QStringList{u"my own"_s});
        QVERIFY_OK(m_f->writeFiller(9000, kBatch));
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->texts(u"own"_s), QStringList{u"my own"_s});
    }

    // A send state is no change of the words.
    void statesAreNoWork()
    {
        prepare(true);
        QVERIFY_OK(m_f->store().messages().raiseStates({99}, {50}, SendState::Read));
        QCOMPARE(m_f->store().search().countUnindexed().value(), 0);
    }

    void anUndoneTransactionLeavesNothing()
    {
        prepare(true);
        {
            const auto transaction = m_f->store().begin();
            QVERIFY_OK(m_f->store().messages().put({1}, said(1, u"never said"_s)));
            QVERIFY_OK(m_f->store().messages().remove({99}, messageId(10)));
        }
        QCOMPARE(m_f->store().search().countUnindexed().value(), 0);
        QVERIFY(!m_f->store().search().hasStale().value());
        QCOMPARE(m_f->texts(u"never"_s), QStringList());
    }

    // Messages change at random between single slices; what is found is what a look through all
    // messages finds, at every moment.
    void changesWhileItWorks()
    {
        SeededRandom random(121);
        const QStringList words{u"alpha"_s, u"beta"_s, u"gamma"_s, u"delta"_s};
        std::map<quint32, QString> expected;
        std::map<quint32, QString>::size_type checks = 0;
        for (int step = 0; step < 60; ++step) {
            auto transaction = m_f->store().begin();
            QVERIFY_OK(transaction);
            for (quint64 i = random.below(700); i > 0; --i) {
                const auto number = static_cast<quint32>(random.below(4000));
                if (random.below(4) == 0) {
                    QVERIFY_OK(m_f->store().messages().remove({1}, messageId(number)));
                    expected.erase(number);
                    continue;
                }
                const QString text = words.at(static_cast<qsizetype>(random.below(4)));
                QVERIFY_OK(m_f->store().messages().put({1}, said(number, text)));
                expected[number] = text;
            }
            QVERIFY_OK(transaction->commit());
            m_f->clock.advance(limits::kSearchPruneInterval);
            for (quint64 i = random.below(6); i > 0; --i)
                QVERIFY_OK(oneStep());
            if (step % 10 != 9) continue;
            for (const QString &word : words) {
                const auto count = std::count_if(expected.cbegin(), expected.cend(),
                                                 [&](const auto &each) { return each.second == word; });
                QCOMPARE(m_f->find(word).size(), count);
                ++checks;
            }
        }
        QVERIFY(checks > 0);
        for (int i = 0; i < 5; ++i) {
            m_f->clock.advance(limits::kSearchPruneInterval);
            QVERIFY_OK(m_f->indexAll());
        }
        QVERIFY(!m_f->store().search().hasStale().value());
    }

    // --- damage --------------------------------------------------------------------------------------

    void whatACrashLeftIsRemoved()
    {
        QVERIFY_OK(m_f->store().search().putBlock(7, 0, QByteArray(100, 'x')));
        QVERIFY_OK(m_f->store().search().putBlock(900, 3, QByteArray(100, 'x')));
        QVERIFY_OK(m_f->openAll());
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->store().search().segments().value().size(), 0);
    }

    void aDamagedIndexIsMadeAnew_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("a block is gone")
            << u"DELETE FROM search_block WHERE block = (SELECT max(block) FROM search_block)"_s;
        QTest::newRow("a block is another") << u"UPDATE search_block SET sealed = zeroblob(4008)"_s;
        QTest::newRow("all are gone") << u"DELETE FROM search_block"_s;
        QTest::newRow("two have changed places")
            << u"UPDATE search_block SET sealed = (SELECT sealed FROM search_block b WHERE b.block <> search_block.block LIMIT 1)"_s;
    }
    void aDamagedIndexIsMadeAnew()
    {
        QFETCH(QString, statement);
        QVERIFY_OK(m_f->write({1}, {said(1, u"hello"_s)}));
        prepare(true);
        m_f->closeAll();
        inFile(m_f->file(), {statement});
        QVERIFY_OK(m_f->openAll());
        const QStringList first = m_f->texts(u"hello"_s);
        QCOMPARE(first.size(), 1);
        QVERIFY(first.constFirst().startsWith(u"failed: "_s));
        QVERIFY_OK(m_f->index().makeAnew());
        QVERIFY(m_f->store().search().hasUnindexed(kBatch + 1).value());
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
        QCOMPARE(m_f->find(u"filler"_s).size(), kBatch);
    }

    void aFullDiskCostsOnlyTheWork()
    {
        QVERIFY_OK(m_f->write({1}, {said(1, u"hello"_s)}));
        QVERIFY_OK(m_f->writeFiller(10, 3 * kBatch));
        QVERIFY_OK(m_f->store().limitPages(1));
        bool has_failed = false;
        for (int i = 0; i < 100'000 && !has_failed; ++i)
            has_failed = !m_f->index().work();
        QVERIFY(has_failed);
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
        QVERIFY_OK(m_f->store().limitPages(0));
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->index().segments().size(), 1);
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
    }

    // --- old profiles --------------------------------------------------------------------------------

    // What the migration says about messages from before: all of them wait, and nothing is indexed.
    void aProfileWithoutAnIndexGetsOne()
    {
        QVERIFY_OK(m_f->write({1}, {said(1, u"hello"_s)}));
        QVERIFY_OK(m_f->writeFiller(10, kBatch));
        QVERIFY_OK(m_f->indexAll());
        m_f->closeAll();
        inFile(m_f->file(),
               {u"DELETE FROM search_block"_s, u"DELETE FROM search_change"_s,
                u"DELETE FROM item WHERE kind = %1"_s.arg(static_cast<int>(ItemKind::SearchManifest)),
                lastStatementOfTheMigration()});
        QVERIFY_OK(m_f->openAll());
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->index().segments().size(), 1);
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
    }

    // Its terms are others: who is asked for might not be found in it.
    void anIndexOfAnotherFormatIsMadeAnew()
    {
        QVERIFY_OK(m_f->write({1}, {said(1, u"hello"_s)}));
        QVERIFY_OK(m_f->writeFiller(10, kBatch));
        QVERIFY_OK(m_f->indexAll());
        Manifest other = decode<Manifest>(m_f->store().search().manifest().value().value()).value();
        QCOMPARE(other.format, kIndexFormat);
        other.format = kIndexFormat + 1;
        QVERIFY_OK(m_f->store().search().saveManifest(encode(other)));
        const auto opened = m_f->index().open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Code::Malformed);
        QVERIFY_OK(m_f->index().makeAnew());
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->index().segments().size(), 1);
        QCOMPARE(m_f->texts(u"hello"_s), QStringList{u"hello"_s});
    }

    void itSaysWhenItIsIncomplete()
    {
        QVERIFY(!m_f->index().isIncomplete());
        QVERIFY_OK(m_f->writeFiller(10, limits::kSearchUnindexedMax + 1));
        QVERIFY_OK(m_f->openAll());
        QVERIFY(m_f->index().isIncomplete());
        QVERIFY_OK(m_f->indexAll());
        QVERIFY(!m_f->index().isIncomplete());
    }

private:
    static void addStages()
    {
        QTest::addColumn<bool>("is_indexed");
        QTest::newRow("before it is indexed") << false;
        QTest::newRow("after it was indexed") << true;
    }

    void prepare(bool is_indexed)
    {
        if (!is_indexed) return;
        QVERIFY_OK(m_f->writeFiller(10, kBatch));
        QVERIFY_OK(m_f->indexAll());
    }

    Result<void> oneStep()
    {
        m_f->clock.tick = limits::kSearchIndexSlice;
        const auto worked = m_f->index().work();
        m_f->clock.tick = {};
        return worked ? success() : Result<void>(worked.error());
    }

    // How many messages the index names for a word, rightly or not.
    int candidates(const QString &word)
    {
        int count = 0;
        const Needle needle = needleOf(word, Wanted::Part, Field::Text);
        for (const SegmentInfo &segment : m_f->index().segments()) {
            std::optional<Ordinals> all;
            for (const Term term : needle.terms) {
                Ordinals having = m_f->index().reader(segment).find(term).value();
                Ordinals both;
                if (all)
                    std::set_intersection(all->cbegin(), all->cend(), having.cbegin(), having.cend(),
                                          std::back_inserter(both));
                all = all ? both : having;
            }
            count += static_cast<int>(all->size());
        }
        return count;
    }

    std::unique_ptr<SearchFixture> m_f;
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestIndex)
#include "tst_index.moc"
