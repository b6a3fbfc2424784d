// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Row E9 of the threat list (TreeKEM 2018, TreeSync 2023): trees that a malicious member makes for those
// who join. Whatever is changed in a tree, filled into a blank place of it, moved or left out, is refused
// although the member hashes and signs it correctly; and who is removed keeps no key of the tree.
// The official vectors of trees are tests/vectors. Single bytes of nodes: tst_forgery.cpp.
#include "common/mls/tree_validation.h"
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

namespace {

// Changes the tree at a node; false: there is nothing of the kind at this node.
using Surgery = std::function<bool(mls::RatchetTree &, mls::NodeIndex, SeededRandom &)>;

QByteArray freshKey(SeededRandom &random)
{
    return crypto::HpkeKeyPair::generate(random).public_key.toByteArray();
}

} // namespace

Q_DECLARE_METATYPE(Surgery)

class TestInsiderTrees : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyMutationIsRefused_data();
    void everyMutationIsRefused();
    void whoIsRemovedKeepsNoKeyOfTheTree();

private:
    // Blank nodes, parents with unmerged leaves, a blank leaf: everything that a tree may have.
    Result<void> grow();

    Circle m_circle;
    QList<QByteArray> m_trees; // of several epochs
};

Result<void> TestInsiderTrees::grow()
{
    TRY(m_circle.start(9, 5));
    mls::CommitRequest request;
    request.removes = {m_circle.at(4).ownLeaf()};
    TRY(m_circle.commits(0, request));
    m_trees.append(m_circle.stateAt(0)->tree.encode());
    TRY(m_circle.commits(6, {}));
    m_trees.append(m_circle.stateAt(0)->tree.encode());
    Device newcomer("newcomer", 4711);
    TRY_ASSIGN(const auto bundle, newcomer.package());
    request.removes.clear();
    request.adds = {bundle.message()};
    request.path = mls::CommitRequest::Path::WhenNeeded; // leaves an unmerged leaf
    TRY(m_circle.commits(1, request));
    m_trees.append(m_circle.stateAt(0)->tree.encode());
    return success();
}

void TestInsiderTrees::initTestCase()
{
    VERIFY_OK(grow());
    for (const QByteArray &tree : m_trees) {
        auto state = m_circle.stateAt(0);
        state->tree = *mls::RatchetTree::decode(tree);
        Device joiner("joiner", 99);
        VERIFY_OK(entersBy(infoOf(m_circle.device(0), *state), joiner));
    }
}

namespace {

void surgery(const char *name, Surgery change)
{
    QTest::newRow(name) << std::move(change);
}

// What is done to parent nodes.
void addParentRows()
{
    surgery("a blank node gets a key", [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &random) {
        if (node.isLeaf() || !tree.isBlank(node)) return false;
        tree.setParent(node, mls::ParentNode{freshKey(random), {}, {}});
        return true;
    });
    surgery("a blank node gets the parent hash of the node above",
            [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &random) {
                if (node.isLeaf() || !tree.isBlank(node)) return false;
                mls::ParentNode filled{freshKey(random), {}, {}};
                const auto above = mls::parentOf(node, tree.leafCount());
                if (above && tree.parent(*above)) {
                    const bool is_left = *mls::leftChild(*above) == node;
                    const auto sibling = is_left ? *mls::rightChild(*above) : *mls::leftChild(*above);
                    filled.parent_hash.bytes = mls::parentHash(tree, *above, sibling).toByteArray();
                }
                tree.setParent(node, filled);
                return true;
            });
    surgery("a node with a key is blank", [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &) {
        // The root may be blank in an honest tree, after a removal: its absence is no lie about
        // who may read. So may a node above which all is blank.
        if (node.isLeaf() || tree.isBlank(node)) return false;
        auto above = mls::parentOf(node, tree.leafCount());
        while (above && tree.isBlank(*above))
            above = mls::parentOf(*above, tree.leafCount());
        if (!above) return false;
        tree.blank(node);
        return true;
    });
    surgery("another key in a node", [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &random) {
        if (node.isLeaf() || tree.isBlank(node)) return false;
        mls::ParentNode changed = *tree.parent(node);
        changed.encryption_key.bytes = freshKey(random);
        tree.setParent(node, changed);
        return true;
    });
    surgery("a node whose parent hash is forgotten",
            [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &) {
                if (node.isLeaf() || tree.isBlank(node) || tree.parent(node)->parent_hash.bytes.isEmpty())
                    return false;
                mls::ParentNode changed = *tree.parent(node);
                changed.parent_hash.bytes.clear();
                tree.setParent(node, changed);
                return true;
            });
    surgery("two nodes change places", [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &random) {
        if (node.isLeaf() || tree.isBlank(node)) return false;
        const mls::NodeIndex other{
            static_cast<quint32>(random.below(mls::nodeCount(tree.leafCount()) / 2)) * 2 + 1};
        if (other == node || tree.isBlank(other)) return false;
        const mls::ParentNode here = *tree.parent(node);
        const mls::ParentNode there = *tree.parent(other);
        tree.setParent(node, there);
        tree.setParent(other, here);
        return true;
    });
}

// What is done to lists of unmerged leaves.
void addUnmergedRows()
{
    surgery("an unmerged leaf that is none",
            [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &random) {
                if (node.isLeaf() || tree.isBlank(node)) return false;
                mls::ParentNode changed = *tree.parent(node);
                const mls::LeafIndex leaf{static_cast<quint32>(random.below(tree.leafCount()))};
                if (changed.unmerged_leaves.items.contains(leaf)) return false;
                changed.unmerged_leaves.items.append(leaf);
                std::sort(changed.unmerged_leaves.items.begin(), changed.unmerged_leaves.items.end());
                tree.setParent(node, changed);
                return true;
            });
    surgery("an unmerged leaf twice", [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &) {
        if (node.isLeaf() || tree.isBlank(node) || tree.parent(node)->unmerged_leaves.items.isEmpty())
            return false;
        mls::ParentNode changed = *tree.parent(node);
        changed.unmerged_leaves.items.append(changed.unmerged_leaves.items.last());
        tree.setParent(node, changed);
        return true;
    });
    surgery("an unmerged leaf is left out", [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &) {
        if (node.isLeaf() || tree.isBlank(node) || tree.parent(node)->unmerged_leaves.items.isEmpty())
            return false;
        mls::ParentNode changed = *tree.parent(node);
        changed.unmerged_leaves.items.removeLast();
        tree.setParent(node, changed);
        return true;
    });
}

// What is done to leaves.
void addLeafRows()
{
    surgery("a leaf is left out", [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &) {
        if (!node.isLeaf() || tree.isBlank(node) || node.value == 0) return false;
        // Where nothing stands above a leaf, a tree without it is that of a group without it.
        const auto above = mls::parentOf(node, tree.leafCount());
        if (!above || tree.isBlank(*above)) return false;
        tree.blank(node);
        return true;
    });
    surgery("a leaf of nobody's choice in a blank place",
            [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &random) {
                if (!node.isLeaf() || !tree.isBlank(node)) return false;
                Device ghost("ghost", random.below(1'000'000));
                mls::LeafNode leaf = packageOf(ghost).leaf_node;
                leaf.source = mls::LeafNodeSource::Commit; // signed for a place, as no package is
                leaf.sign(ghost.key, {"another group", mls::toLeaf(node)});
                tree.setLeaf(mls::toLeaf(node), leaf);
                return true;
            });
    surgery("a leaf stands twice", [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &random) {
        if (!node.isLeaf() || tree.isBlank(node)) return false;
        const mls::LeafIndex other{static_cast<quint32>(random.below(tree.leafCount()))};
        if (other == mls::toLeaf(node)) return false;
        tree.setLeaf(other, *tree.leaf(mls::toLeaf(node)));
        return true;
    });
    surgery("a leaf from a commit at another place",
            [](mls::RatchetTree &tree, mls::NodeIndex node, SeededRandom &random) {
                if (!node.isLeaf() || tree.isBlank(node)) return false;
                const mls::LeafNode leaf = *tree.leaf(mls::toLeaf(node));
                const mls::LeafIndex other{static_cast<quint32>(random.below(tree.leafCount()))};
                if (leaf.source != mls::LeafNodeSource::Commit || other == mls::toLeaf(node)) return false;
                tree.blank(node);
                tree.setLeaf(other, leaf);
                return true;
            });
}

} // namespace

void TestInsiderTrees::everyMutationIsRefused_data()
{
    QTest::addColumn<Surgery>("change");
    addParentRows();
    addUnmergedRows();
    addLeafRows();
}

// By external commit and by Welcome, at every node of every tree.
void TestInsiderTrees::everyMutationIsRefused()
{
    QFETCH(Surgery, change);
    SeededRandom random(17);
    int tried = 0;
    for (const QByteArray &encoded : m_trees) {
        const quint32 nodes = mls::nodeCount(mls::RatchetTree::decode(encoded)->leafCount());
        for (quint32 node = 0; node < nodes * 4; ++node) { // more than once, for those that throw dice
            auto tree = *mls::RatchetTree::decode(encoded);
            if (!change(tree, {node % nodes}, random) || tree.encode() == encoded) continue;
            ++tried;
            auto outside = m_circle.stateAt(0);
            outside->tree = tree;
            Device joiner("joiner", 99);
            const QByteArray place = "node " + QByteArray::number(node % nodes);
            QVERIFY2(!entersBy(infoOf(m_circle.device(0), *outside), joiner).has_value(), place.constData());

            auto inside = m_circle.stateAt(0);
            inside->tree = tree;
            const auto bundle = joiner.package();
            const auto welcome = welcomeTo(*bundle, m_circle.device(0), *inside);
            if (!welcome) continue;
            QVERIFY2(!mls::Group::join(joiner.party, *welcome, *bundle).has_value(), place.constData());
        }
    }
    QVERIFY(tried > 0);
}

// The "double join": a member who has chosen keys for other parts of the tree, or was told some, and is
// then removed. In random histories none of the keys it ever had is in the tree afterwards.
void TestInsiderTrees::whoIsRemovedKeepsNoKeyOfTheTree()
{
    for (quint64 seed = 0; seed < 6; ++seed) {
        SeededRandom dice(seed);
        Circle circle;
        VERIFY_OK(circle.start(9, 0, 1000 * (seed + 1)));
        std::vector<mls::TreeKeys> known; // by member 8, in each of its epochs
        for (int step = 0; step < 12; ++step) {
            // Half of the commits are the insider's own.
            const size_t committer = dice.below(2) ? 8 : dice.below(8);
            VERIFY_OK(circle.commits(committer, {}));
            known.push_back(circle.stateAt(8)->keys.clone());
        }
        mls::CommitRequest request;
        request.removes = {circle.at(8).ownLeaf()};
        VERIFY_OK(circle.commits(dice.below(8), request));
        const auto tree = circle.stateAt(0)->tree;
        for (const mls::TreeKeys &keys : known)
            for (quint32 node = 0; node < mls::nodeCount(tree.leafCount()); ++node)
                QVERIFY(!keys.find(tree, {node}));
    }
}

CHAT121_TEST_MAIN(TestInsiderTrees)
#include "tst_insider_trees.moc"
