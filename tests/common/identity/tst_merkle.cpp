// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The Merkle tree against RFC 6962 and RFC 9162, word by word: what is expected comes from a small
// recursion over the leaves themselves, which shares nothing with merkle.cpp but SHA-256.
#include "common/identity/merkle.h"
#include "tests/support/test_main.h"

#include <QCryptographicHash>
#include <QHash>
#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using merkle::Frontier;
using merkle::Node;
using merkle::Path;
using merkle::Tree;

namespace {

constexpr int kSizeMax = 70; // several times through the powers of two
using Entries = QList<QByteArray>;

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

qsizetype splitOf(qsizetype size)
{
    qsizetype split = 1;
    while (split * 2 < size)
        split *= 2;
    return split;
}

// MTH(D[n])
QByteArray rootOf(const Entries &entries)
{
    if (entries.isEmpty()) return hashOf({});
    if (entries.size() == 1) return hashOf(QByteArray(1, '\0') + entries.first());
    const qsizetype k = splitOf(entries.size());
    return hashOf(QByteArray(1, '\1') + rootOf(entries.first(k)) + rootOf(entries.sliced(k)));
}

// PATH(m, D[n])
QList<QByteArray> pathOf(qsizetype m, const Entries &entries)
{
    if (entries.size() <= 1) return {};
    const qsizetype k = splitOf(entries.size());
    if (m < k) return pathOf(m, entries.first(k)) << rootOf(entries.sliced(k));
    return pathOf(m - k, entries.sliced(k)) << rootOf(entries.first(k));
}

// SUBPROOF(m, D[n], b)
QList<QByteArray> subproofOf(qsizetype m, const Entries &entries, bool b)
{
    if (m == entries.size()) return b ? QList<QByteArray>() : QList<QByteArray>{rootOf(entries)};
    const qsizetype k = splitOf(entries.size());
    if (m <= k) return subproofOf(m, entries.first(k), b) << rootOf(entries.sliced(k));
    return subproofOf(m - k, entries.sliced(k), false) << rootOf(entries.first(k));
}

Entries someEntries(qsizetype count)
{
    Entries entries;
    for (qsizetype index = 0; index < count; ++index)
        entries.append(QByteArray("entry ") + QByteArray::number(index));
    return entries;
}

crypto::Hash from(const QByteArray &bytes)
{
    return *crypto::Hash::from(bytes);
}

Path from(const QList<QByteArray> &hashes)
{
    Path path;
    for (const QByteArray &hash : hashes)
        path.append(from(hash));
    return path;
}

Tree treeOf(qsizetype size)
{
    return {static_cast<quint64>(size), from(rootOf(someEntries(size)))};
}

// A tree as a server keeps it: the nodes that Frontier says are to be kept, by their numbers.
class KeptTree {
public:
    explicit KeptTree(qsizetype size)
    {
        for (const QByteArray &entry : someEntries(size)) {
            for (const Frontier::Made &made : m_frontier.append(merkle::leafHash(entry)))
                m_nodes.insert(made.node.number(), made.hash);
        }
    }

    crypto::Hash root() const { return m_frontier.root(); }
    qsizetype nodes() const { return m_nodes.size(); }
    Path path(const QList<merkle::Range> &ranges) const
    {
        Path path;
        for (const merkle::Range &range : ranges) {
            QList<crypto::Hash> parts;
            for (const Node &node : merkle::subtreesOf(range)) {
                if (!m_nodes.contains(node.number())) qFatal("a node that nobody has kept");
                parts.append(m_nodes.value(node.number()));
            }
            path.append(merkle::rootOf(parts));
        }
        return path;
    }

private:
    Frontier m_frontier;
    QHash<quint64, crypto::Hash> m_nodes;
};

// Everything that can be done to a path and leaves it another one.
QList<Path> mutationsOf(const Path &path)
{
    QList<Path> mutations;
    for (qsizetype index = 0; index < path.size(); ++index) {
        for (const int bit : {0, 7, 128, 255}) {
            Path flipped = path;
            flipped[index].data.at(static_cast<size_t>(bit / 8)) ^= static_cast<quint8>(1 << (bit % 8));
            mutations.append(flipped);
        }
        Path cut = path;
        cut.removeAt(index);
        mutations.append(cut);
        Path twice = path;
        twice.insert(index, path.at(index));
        mutations.append(twice);
        if (index + 1 < path.size() && path.at(index) != path.at(index + 1)) {
            Path swapped = path;
            swapped.swapItemsAt(index, index + 1);
            mutations.append(swapped);
        }
    }
    mutations.append(Path(path) << crypto::Hash{});
    mutations.append(Path{crypto::Hash{}} + path);
    return mutations;
}

} // namespace

class TestMerkle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nodesHaveOneNumberEach();
    void rootsAreThoseOfTheRfc();
    void aFrontierComesBack();
    void inclusionIsProven();
    void whatIsNotIncludedIsRefused();
    void everyChangedInclusionIsRefused();
    void extensionIsProven();
    void theEmptyTreeAndTheSameTree();
    void anotherHistoryIsRefused();
    void everyChangedExtensionIsRefused();
    void proofsStaySmall_data();
    void proofsStaySmall();
};

void TestMerkle::nodesHaveOneNumberEach()
{
    QCOMPARE((Node{0, 0}.number()), quint64(0));
    QCOMPARE((Node{0, 5}.number()), quint64(10));
    QCOMPARE((Node{1, 0}.number()), quint64(1));
    QCOMPARE((Node{2, 1}.number()), quint64(11));
    QSet<quint64> seen;
    for (quint8 level = 0; level < 10; ++level)
        for (quint64 position = 0; position < 100; ++position)
            seen.insert(Node{level, position}.number());
    QCOMPARE(seen.size(), qsizetype(1000));
}

void TestMerkle::rootsAreThoseOfTheRfc()
{
    QVERIFY(merkle::emptyRoot() == from(hashOf({})));
    for (qsizetype size = 0; size <= kSizeMax; ++size) {
        const KeptTree tree(size);
        QVERIFY2(tree.root() == treeOf(size).root, qPrintable(QString::number(size)));
        QVERIFY(tree.nodes() <= qMax<qsizetype>(0, 2 * size - 1));
    }
}

void TestMerkle::aFrontierComesBack()
{
    for (quint64 size = 0; size <= kSizeMax; ++size) {
        QList<crypto::Hash> right_edge;
        for (const Node &node : merkle::subtreesOf({0, size})) {
            const auto begin = static_cast<qsizetype>(node.position << node.level);
            const Entries all = someEntries(static_cast<qsizetype>(size));
            right_edge.append(from(rootOf(all.sliced(begin, qsizetype(1) << node.level))));
        }
        auto frontier = Frontier::restore(size, right_edge);
        QVERIFY(frontier);
        QVERIFY(frontier->root() == treeOf(static_cast<qsizetype>(size)).root);
        frontier->append(merkle::leafHash(someEntries(static_cast<qsizetype>(size) + 1).last()));
        QVERIFY(frontier->root() == treeOf(static_cast<qsizetype>(size) + 1).root);
        QVERIFY(!Frontier::restore(size, right_edge + QList<crypto::Hash>{crypto::Hash{}}));
    }
    QVERIFY(!Frontier::restore(3, {crypto::Hash{}}));
}

void TestMerkle::inclusionIsProven()
{
    for (qsizetype size = 1; size <= kSizeMax; ++size) {
        const KeptTree kept(size);
        const Entries entries = someEntries(size);
        const Tree tree = treeOf(size);
        for (qsizetype index = 0; index < size; ++index) {
            const auto ranges =
                merkle::inclusionRanges(static_cast<quint64>(index), static_cast<quint64>(size));
            const Path path = kept.path(ranges);
            QVERIFY(path == from(pathOf(index, entries)));
            QVERIFY(merkle::isIncluded(merkle::leafHash(entries.at(index)), static_cast<quint64>(index), path,
                                       tree));
        }
    }
}

void TestMerkle::whatIsNotIncludedIsRefused()
{
    const Entries entries = someEntries(13);
    const Tree tree = treeOf(13);
    const auto included = [&](qsizetype entry, quint64 index, const Path &path, const Tree &where) {
        return merkle::isIncluded(merkle::leafHash(entries.at(entry)), index, path, where);
    };
    for (qsizetype index = 0; index < 13; ++index) {
        const Path path = from(pathOf(index, entries));
        for (qsizetype other = 0; other < 13; ++other) {
            QCOMPARE(included(other, static_cast<quint64>(index), path, tree), other == index);
            QCOMPARE(included(index, static_cast<quint64>(other), path, tree), other == index);
        }
        QVERIFY(!included(index, 13, path, tree));
        QVERIFY(!included(index, ~quint64(0), path, tree));
        QVERIFY(!included(index, static_cast<quint64>(index), path, treeOf(12)));
        QVERIFY(!included(index, static_cast<quint64>(index), path, {0, tree.root}));
        QVERIFY(!included(index, static_cast<quint64>(index), path, treeOf(14)));
    }
    // A node must not pass for a leaf: its two children as an entry.
    const QByteArray children = rootOf(entries.first(1)) + rootOf(entries.sliced(1, 1));
    QVERIFY(!merkle::isIncluded(merkle::leafHash(children), 0, from(pathOf(0, entries)).sliced(1), tree));
}

void TestMerkle::everyChangedInclusionIsRefused()
{
    int tried = 0;
    for (const qsizetype size : {1, 2, 3, 8, 11, 64, 65}) {
        const Entries entries = someEntries(size);
        const Tree tree = treeOf(size);
        for (qsizetype index = 0; index < size; ++index) {
            for (const Path &path : mutationsOf(from(pathOf(index, entries)))) {
                QVERIFY(!merkle::isIncluded(merkle::leafHash(entries.at(index)), static_cast<quint64>(index),
                                            path, tree));
                ++tried;
            }
        }
    }
    QVERIFY(tried > 5000);
}

void TestMerkle::extensionIsProven()
{
    for (qsizetype second = 1; second <= kSizeMax; ++second) {
        const KeptTree kept(second);
        const Tree whole = treeOf(second);
        for (qsizetype first = 1; first <= second; ++first) {
            const auto ranges =
                merkle::consistencyRanges(static_cast<quint64>(first), static_cast<quint64>(second));
            const Path path = kept.path(ranges);
            QVERIFY(path == from(subproofOf(first, someEntries(second), true)));
            QVERIFY(merkle::isExtension(treeOf(first), whole, path));
        }
    }
}

void TestMerkle::theEmptyTreeAndTheSameTree()
{
    const Tree empty{0, merkle::emptyRoot()};
    QVERIFY(merkle::isExtension(empty, empty, {}));
    QVERIFY(merkle::isExtension(empty, treeOf(5), {}));
    QVERIFY(merkle::isExtension(treeOf(5), treeOf(5), {}));
    QVERIFY(!merkle::isExtension({0, crypto::Hash{}}, treeOf(5), {}));
    QVERIFY(!merkle::isExtension(empty, treeOf(5), {crypto::Hash{}}));
    QVERIFY(!merkle::isExtension(treeOf(5), treeOf(5), {treeOf(5).root}));
    QVERIFY(!merkle::isExtension(treeOf(5), {5, treeOf(6).root}, {}));
    QVERIFY(!merkle::isExtension(treeOf(4), treeOf(5), {}));
}

// Somebody who has rewritten an entry can prove their own history, and nobody else's.
void TestMerkle::anotherHistoryIsRefused()
{
    for (qsizetype second = 2; second <= 20; ++second) {
        for (qsizetype first = 1; first < second; ++first) {
            const Path path = from(subproofOf(first, someEntries(second), true));
            QVERIFY(!merkle::isExtension(treeOf(second), treeOf(first), path)); // it does not shrink
            for (qsizetype rewritten = 0; rewritten < first; ++rewritten) {
                Entries entries = someEntries(second);
                entries[rewritten] = "forged";
                const Tree other{static_cast<quint64>(second), from(rootOf(entries))};
                const Path proof = from(subproofOf(first, entries, true));
                QVERIFY(!merkle::isExtension(treeOf(first), other, proof));
                QVERIFY(!merkle::isExtension(treeOf(first), other, path));
                const Tree before{static_cast<quint64>(first), from(rootOf(entries.first(first)))};
                QVERIFY(merkle::isExtension(before, other, proof));
                QVERIFY(!merkle::isExtension(before, treeOf(second), path));
            }
        }
    }
}

void TestMerkle::everyChangedExtensionIsRefused()
{
    int tried = 0;
    for (const qsizetype second : {2, 3, 7, 8, 11, 64, 65}) {
        const Tree whole = treeOf(second);
        for (qsizetype first = 1; first < second; ++first) {
            const Tree earlier = treeOf(first);
            const Path good = from(subproofOf(first, someEntries(second), true));
            for (const Path &path : mutationsOf(good)) {
                QVERIFY(!merkle::isExtension(earlier, whole, path));
                ++tried;
            }
            for (qsizetype other = 1; other <= second; ++other) {
                if (other == first) continue;
                const Tree mislabelled{static_cast<quint64>(other), earlier.root};
                QVERIFY(!merkle::isExtension(mislabelled, whole, good));
            }
        }
    }
    QVERIFY(tried > 5000);
}

void TestMerkle::proofsStaySmall_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<qsizetype>("expected");
    QTest::newRow("one leaf") << quint64(1) << qsizetype(0);
    QTest::newRow("10^5 leaves") << quint64(100'000) << qsizetype(17);
    QTest::newRow("10^6 leaves") << quint64(1'000'000) << qsizetype(20);
    QTest::newRow("2^40 leaves") << (quint64(1) << 40) << qsizetype(40);
}

void TestMerkle::proofsStaySmall()
{
    QFETCH(quint64, size);
    QFETCH(qsizetype, expected);
    QCOMPARE(merkle::inclusionRanges(0, size).size(), expected);
    for (const quint64 first : {quint64(1), size / 2, size - 1, size}) {
        if (first == 0) continue;
        const auto ranges = merkle::consistencyRanges(first, size);
        QVERIFY(ranges.size() <= expected + 1);
        qsizetype rows = 0;
        for (const merkle::Range &range : ranges)
            rows += merkle::subtreesOf(range).size();
        QVERIFY(rows <= 3 * expected);
    }
}

CHAT121_TEST_MAIN(TestMerkle)
#include "tst_merkle.moc"
