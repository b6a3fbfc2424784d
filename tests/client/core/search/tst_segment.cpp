// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is written as blocks is read back: lists of every density, segments of every size, merges.

#include "client/core/search/segment_making.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QtTest>

#include <map>
#include <set>

namespace chat121::test {

using namespace search;

namespace {

class Blocks final : public BlockSource {
public:
    void add(SegmentWriter &writer)
    {
        for (const QByteArray &block : writer.takeBlocks())
            m_blocks[writer.info().id].push_back(block);
    }
    Result<QByteArray> searchBlock(quint32 segment, quint32 number) const override
    {
        const auto found = m_blocks.find(segment);
        if (found == m_blocks.end() || number >= found->second.size()) return Error{Code::NotFound, {}};
        return found->second[number];
    }
    size_t count(quint32 segment) const { return m_blocks.at(segment).size(); }
    QByteArray &at(quint32 segment, quint32 number) { return m_blocks[segment][number]; }

private:
    std::map<quint32, std::vector<QByteArray>> m_blocks;
};

Doc docOf(qint64 row)
{
    return {row,
            {1'700'000'000'000 + row * 977},
            static_cast<quint32>(row * 31 % 5000),
            static_cast<quint8>(row % 4)};
}

using Lists = std::map<Term, Ordinals>;

SegmentInfo write(Blocks &blocks, quint32 id, qint64 first_row, size_t docs, const Lists &lists)
{
    SegmentWriter writer(id);
    for (size_t i = 0; i < docs; ++i)
        writer.addDoc(docOf(first_row + static_cast<qint64>(i)));
    for (const auto &[term, ordinals] : lists)
        writer.addTerm(term, ordinals);
    writer.finish();
    blocks.add(writer);
    return writer.info();
}

// About one message in `every` has it.
Ordinals scattered(size_t docs, quint64 every, SeededRandom &random)
{
    Ordinals ordinals;
    for (size_t i = 0; i < docs; ++i)
        if (random.below(every) == 0) ordinals.push_back(static_cast<Ordinal>(i));
    if (ordinals.empty()) ordinals.push_back(static_cast<Ordinal>(docs - 1));
    return ordinals;
}

} // namespace

class TestSegment final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writtenIsRead_data()
    {
        QTest::addColumn<qulonglong>("docs");
        QTest::addColumn<int>("terms");
        QTest::newRow("one message, one term") << 1ull << 1;
        QTest::newRow("no term") << 5ull << 0;
        QTest::newRow("a full column block") << qulonglong(kColumnDocs) << 10;
        QTest::newRow("one more") << qulonglong(kColumnDocs + 1) << 10;
        QTest::newRow("a batch") << 1024ull << 3000;
        QTest::newRow("many terms, two directory blocks") << 300ull << 300'000;
        QTest::newRow("as many messages as there may be") << qulonglong(kSegmentDocsMax) << 40;
    }
    void writtenIsRead()
    {
        QFETCH(qulonglong, docs);
        QFETCH(int, terms);
        SeededRandom random(11);
        Lists lists;
        const quint64 densities[] = {1, 2, 5, 30, 200, 5000, 100'000};
        for (int i = 0; i < terms; ++i)
            lists[random.below(quint64(1) << (20 + i % 44))] =
                scattered(docs, densities[terms > 1000 ? 6 : i % 7], random);
        Blocks blocks;
        const SegmentInfo info = write(blocks, 3, 500, docs, lists);
        QCOMPARE(info.docs, docs);
        QCOMPARE(blocks.count(3), info.blocks());
        for (quint32 i = 0; i < info.blocks(); ++i)
            QCOMPARE(blocks.at(3, i).size(), kBlockBytes);
        QCOMPARE(info.newest, docOf(500 + static_cast<qint64>(docs) - 1).sent_at);

        SegmentReader reader(info, blocks);
        for (const auto &[term, ordinals] : lists) {
            const auto found = reader.find(term);
            QVERIFY(found && *found == ordinals);
            QVERIFY(reader.find(term + 1).value().empty() || lists.contains(term + 1));
        }
        QVERIFY(reader.find(0).value().empty() || lists.contains(0));
        for (size_t i = 0; i < docs; i += 97)
            QCOMPARE(reader.doc(static_cast<Ordinal>(i)).value(), docOf(500 + static_cast<qint64>(i)));

        TermWalk walk(reader);
        for (const auto &[term, ordinals] : lists) {
            QVERIFY(walk.next() && !walk.isAtEnd());
            QCOMPARE(walk.term(), term);
            QVERIFY(walk.ordinals() == ordinals);
        }
        QVERIFY(walk.next() && walk.isAtEnd());
    }

    void aLongListGoesOverBlocks()
    {
        SeededRandom random(3);
        Lists lists;
        for (Term term = 10; term < 20; ++term)
            lists[term] = scattered(kSegmentDocsMax, term < 15 ? 9 : 3, random);
        Blocks blocks;
        const SegmentInfo info = write(blocks, 1, 1, kSegmentDocsMax, lists);
        QVERIFY(info.posting_blocks > 10);
        SegmentReader reader(info, blocks);
        for (const auto &[term, ordinals] : lists)
            QVERIFY(reader.find(term).value() == ordinals);
    }

    void aMergeIsTheSumWithoutWhatIsGone()
    {
        SeededRandom random(17);
        Blocks blocks;
        std::vector<SegmentInfo> inputs;
        std::map<Term, std::set<qint64>> expected;
        std::set<qint64> kept;
        const auto isKept = [](qint64 row) { return row % 5 != 0; };
        qint64 first_row = 1;
        for (const size_t docs : {size_t(1), size_t(700), size_t(40), size_t(2000)}) {
            Lists lists;
            for (Term term = 1; term < 60; ++term)
                if (term % 3 == docs % 3) lists[term] = scattered(docs, term, random);
            inputs.push_back(write(blocks, static_cast<quint32>(inputs.size() + 1), first_row, docs, lists));
            for (const auto &[term, ordinals] : lists)
                for (const Ordinal ordinal : ordinals)
                    if (isKept(first_row + ordinal)) expected[term].insert(first_row + ordinal);
            for (size_t i = 0; i < docs; ++i)
                if (isKept(first_row + static_cast<qint64>(i)))
                    kept.insert(first_row + static_cast<qint64>(i));
            first_row += static_cast<qint64>(docs);
        }
        SegmentMerge merge(9, inputs, blocks, [&](const Doc &doc, quint32) { return isKept(doc.row); });
        for (;;) {
            const auto is_complete = merge.writeSome(7);
            QVERIFY(is_complete.has_value());
            blocks.add(merge.writer());
            if (*is_complete) break;
        }
        SegmentReader reader(merge.writer().info(), blocks);
        QCOMPARE(reader.info().docs, kept.size());
        for (Term term = 0; term < 61; ++term) {
            std::set<qint64> rows;
            const auto found = reader.find(term);
            QVERIFY(found.has_value());
            for (const Ordinal ordinal : *found)
                rows.insert(reader.doc(ordinal).value().row);
            QVERIFY(rows == expected[term]);
        }
    }

    void timesAreKeptInBounds()
    {
        SegmentWriter writer(1);
        writer.addDoc({1, {-5}, 0, 0});
        writer.addDoc({2, {std::numeric_limits<qint64>::max()}, 0, 0});
        writer.finish();
        Blocks blocks;
        blocks.add(writer);
        SegmentReader reader(writer.info(), blocks);
        QCOMPARE(reader.doc(0).value().sent_at, UnixTime{0});
        QVERIFY(reader.doc(1).value().sent_at > UnixTime{1'700'000'000'000});
    }

    // No change of a byte crashes; most are noticed, none by the address sanitizer.
    void damageIsNoCrash()
    {
        SeededRandom random(23);
        Lists lists;
        for (Term term = 1; term < 300; ++term)
            lists[term * 1001] = scattered(500, 1 + term % 20, random);
        Blocks intact;
        const SegmentInfo info = write(intact, 1, 1, 500, lists);
        for (int round = 0; round < 500; ++round) {
            Blocks blocks = intact;
            for (int i = 0; i < 3; ++i) {
                QByteArray &block = blocks.at(1, static_cast<quint32>(random.below(info.blocks())));
                block[static_cast<qsizetype>(random.below(random.below(2) ? 12 : kBlockBytes))] =
                    static_cast<char>(random.below(256));
            }
            SegmentReader reader(info, blocks);
            for (Term term = 1; term < 300; term += 13) {
                const auto found = reader.find(term * 1001);
                if (!found) QCOMPARE(found.error().code, Code::Malformed);
            }
            SegmentMerge merge(2, {info}, blocks, [](const Doc &, quint32) { return true; });
            auto is_complete = merge.writeSome(100'000);
            if (!is_complete) QCOMPARE(is_complete.error().code, Code::Malformed);
        }
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestSegment)
#include "tst_segment.moc"
