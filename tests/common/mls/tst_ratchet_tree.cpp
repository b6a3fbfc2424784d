// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Trees that share what they have in common: none sees what another changes, a kept hash is the one that
// a tree read afresh has, and judging what has changed says the same as judging everything.
#include "common/mls/ratchet_tree.h"
#include "common/mls/tree_validation.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <functional>

using namespace chat121;
using test::SeededRandom;

namespace {

constexpr int kHistories = 40;
constexpr int kSteps = 60;
constexpr quint16 kOtherCredential = 7;
constexpr quint16 kRequired = 0xF121; // an extension

// Changes of a valid tree of seven.
using Change = std::function<void(mls::RatchetTree &, SeededRandom &)>;

mls::LeafNode freshLeaf(SeededRandom &random)
{
    mls::LeafNode leaf;
    leaf.encryption_key.bytes = random.bytes(32);
    leaf.signature_key.bytes = random.bytes(32);
    leaf.capabilities.credentials.items = {mls::kCredentialBasic};
    leaf.capabilities.extensions.items = {kRequired};
    leaf.signature.bytes = random.bytes(64);
    return leaf;
}

mls::LeafIndex someLeaf(const mls::RatchetTree &tree, SeededRandom &random)
{
    const QList<mls::LeafIndex> leaves = tree.leaves();
    return leaves[static_cast<qsizetype>(random.below(static_cast<quint64>(leaves.size())))];
}

// One change, as a commit makes it.
void changeSomehow(mls::RatchetTree &tree, SeededRandom &random)
{
    const quint64 kind = random.below(5);
    if (kind <= 1 || tree.memberCount() < 2) {
        tree.add(freshLeaf(random));
    } else if (kind == 2) {
        tree.remove(someLeaf(tree, random));
    } else if (kind == 3) {
        tree.update(someLeaf(tree, random), freshLeaf(random));
    } else {
        for (const mls::PathStep &step : tree.filteredDirectPath(someLeaf(tree, random)))
            tree.setParent(step.node, {random.bytes(32), random.bytes(32), {}});
    }
}

// As a device that has just joined sees it: without any hash that was kept.
mls::RatchetTree readAfresh(const mls::RatchetTree &tree)
{
    const auto read = mls::RatchetTree::decode(tree.encode());
    return read ? *read : mls::RatchetTree();
}

QList<mls::NodeIndex> differences(const mls::RatchetTree &tree, const mls::RatchetTree &before)
{
    QList<mls::NodeIndex> result;
    const auto now = tree.nodes();
    const auto then = before.nodes();
    for (quint32 i = 0; i < now.size(); ++i)
        if (now[i] && (i >= then.size() || now[i] != then[i])) result.append(mls::NodeIndex{i});
    return result;
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestRatchetTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void copiesGoTheirOwnWays();
    void whatHasChangedIsListed();
    void aNewcomerTakesTheLeftmostBlankLeaf();
    void changesAreJudgedLikeTheWhole_data();
    void changesAreJudgedLikeTheWhole();
};

void TestRatchetTree::copiesGoTheirOwnWays()
{
    for (int history = 0; history < kHistories; ++history) {
        SeededRandom random(static_cast<quint64>(history));
        mls::RatchetTree tree;
        tree.setLeaf({0}, freshLeaf(random));
        for (int step = 0; step < kSteps; ++step) {
            const mls::RatchetTree kept = tree;
            const QByteArray bytes = kept.encode();
            if (random.below(2) == 0) QCOMPARE(kept.treeHash(), readAfresh(kept).treeHash());
            mls::RatchetTree other = tree;
            changeSomehow(tree, random);
            changeSomehow(other, random);

            QCOMPARE(kept.encode(), bytes);
            QCOMPARE(tree.treeHash(), readAfresh(tree).treeHash());
            QCOMPARE(other.treeHash(), readAfresh(other).treeHash());
            QCOMPARE(kept.treeHash(), readAfresh(kept).treeHash());
            QCOMPARE(tree.memberCount(), tree.leaves().size());
        }
    }
}

void TestRatchetTree::whatHasChangedIsListed()
{
    for (int history = 0; history < kHistories; ++history) {
        SeededRandom random(static_cast<quint64>(history));
        mls::RatchetTree tree;
        tree.setLeaf({0}, freshLeaf(random));
        QVERIFY(tree.changedSince(tree).isEmpty());
        for (int step = 0; step < kSteps; ++step) {
            const mls::RatchetTree before = tree;
            for (quint64 i = 0; i <= random.below(4); ++i)
                changeSomehow(tree, random);
            QCOMPARE(tree.changedSince(before), differences(tree, before));
            QCOMPARE(before.changedSince(tree), differences(before, tree));
        }
    }
}

void TestRatchetTree::aNewcomerTakesTheLeftmostBlankLeaf()
{
    SeededRandom random(1);
    mls::RatchetTree tree;
    tree.setLeaf({0}, freshLeaf(random));
    for (quint32 i = 1; i < 8; ++i)
        QCOMPARE(tree.add(freshLeaf(random)).value, i);
    tree.remove({6});
    tree.remove({2});
    tree.remove({5});
    QCOMPARE(tree.add(freshLeaf(random)).value, 2u);
    QCOMPARE(tree.add(freshLeaf(random)).value, 5u);
    QCOMPARE(tree.add(freshLeaf(random)).value, 6u);
    QCOMPARE(tree.add(freshLeaf(random)).value, 8u);
    QCOMPARE(tree.leafCount(), 16u);
    tree.remove({8});
    QCOMPARE(tree.leafCount(), 8u);
}

void TestRatchetTree::changesAreJudgedLikeTheWhole_data()
{
    using Tree = mls::RatchetTree;
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *name, bool valid, const Change &change) {
        QTest::newRow(name) << change << valid;
    };
    row("nothing", true, [](Tree &, SeededRandom &) {});
    row("a newcomer", true, [](Tree &tree, SeededRandom &random) { tree.add(freshLeaf(random)); });
    row("one leaves", true, [](Tree &tree, SeededRandom &) { tree.remove({3}); });
    row("a key that has just left", true, [](Tree &tree, SeededRandom &) {
        const mls::LeafNode leaf = *tree.leaf({3});
        tree.remove({3});
        tree.add(leaf);
    });
    row("another's encryption key", false, [](Tree &tree, SeededRandom &random) {
        mls::LeafNode leaf = freshLeaf(random);
        leaf.encryption_key = tree.leaf({2})->encryption_key;
        tree.add(leaf);
    });
    row("another's signature key", false, [](Tree &tree, SeededRandom &random) {
        mls::LeafNode leaf = freshLeaf(random);
        leaf.signature_key = tree.leaf({2})->signature_key;
        tree.update({4}, leaf);
    });
    row("a parent with a leaf's key", false, [](Tree &tree, SeededRandom &) {
        tree.setParent(tree.root(), {tree.leaf({5})->encryption_key, {}, {}});
    });
    row("one new key twice", false, [](Tree &tree, SeededRandom &random) {
        mls::LeafNode leaf = freshLeaf(random);
        tree.add(leaf);
        leaf.signature_key.bytes = random.bytes(32);
        tree.add(leaf);
    });
    row("a short key", false, [](Tree &tree, SeededRandom &random) {
        mls::LeafNode leaf = freshLeaf(random);
        leaf.encryption_key.bytes.chop(1);
        tree.add(leaf);
    });
    row("a newcomer who cannot read our credentials", false, [](Tree &tree, SeededRandom &random) {
        mls::LeafNode leaf = freshLeaf(random);
        leaf.capabilities.credentials.items.clear();
        tree.add(leaf);
    });
    row("a credential that the others cannot read", false, [](Tree &tree, SeededRandom &random) {
        mls::LeafNode leaf = freshLeaf(random);
        leaf.credential.type = kOtherCredential;
        leaf.capabilities.credentials.items.append(kOtherCredential);
        tree.add(leaf);
    });
    row("a newcomer without a required extension", false, [](Tree &tree, SeededRandom &random) {
        mls::LeafNode leaf = freshLeaf(random);
        leaf.capabilities.extensions.items.clear();
        tree.add(leaf);
    });
}

void TestRatchetTree::changesAreJudgedLikeTheWhole()
{
    QFETCH(Change, change);
    QFETCH(bool, valid);
    SeededRandom random(1);
    mls::RequiredCapabilities required;
    required.extension_types.items = {kRequired};
    const mls::ExtensionList extensions({{mls::kExtensionRequiredCapabilities, encode(required)}});
    mls::RatchetTree before;
    before.setLeaf({0}, freshLeaf(random));
    for (int i = 1; i < 7; ++i)
        before.add(freshLeaf(random));
    QVERIFY(mls::validateMembership(before, extensions));

    mls::RatchetTree tree = before;
    change(tree, random);

    QCOMPARE(mls::validateMembership(tree, extensions).has_value(), valid);
    QCOMPARE(mls::validateMembershipSince(before, tree, extensions).has_value(), valid);
}

CHAT121_TEST_MAIN(TestRatchetTree)
#include "tst_ratchet_tree.moc"
