// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The trees that RFC 9420 draws, grown by the commits that its Appendix A names, with what the text says
// of them; and the parent hashes of Appendix B. Nodes are named as in the drawings: for eight leaves T, V,
// X, Z above the leaves, U and Y above those, W the root.
#include "common/mls/ratchet_tree.h"
#include "common/mls/tree_validation.h"
#include "tests/common/mls/device.h"
#include "tests/support/test_main.h"

#include "common/mls/framing.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

class TestExamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figure10BlanksAndUnmergedLeaves();
    void figure11FilteredDirectPaths_data();
    void figure11FilteredDirectPaths();
    void figure21OriginalSiblingTreeHash();
    void appendixBParentHashes_data();
    void appendixBParentHashes();
    void figure32AnArrayOfEightLeaves();
};

namespace {

constexpr mls::NodeIndex T{1}, U{3}, V{5}, W{7}, X{9}, Y{11}, Z{13};

using Nodes = QList<mls::NodeIndex>;

constexpr mls::LeafIndex leafOf(char name)
{
    return {static_cast<quint32>(name - 'A')};
}

constexpr mls::NodeIndex nodeOf(char name)
{
    return mls::toNode(leafOf(name));
}

enum class Commit { Partial, Full };

// Members A, B, C, ... in the order of their leaves.
class Company {
public:
    // "A creates a group with B, ..., `last`"
    Result<void> create(char last)
    {
        begin();
        QByteArray names;
        for (char name = 'B'; name <= last; ++name)
            names.append(name);
        return add('A', names, Commit::Partial);
    }
    void begin()
    {
        m_members.clear();
        auto device = std::make_unique<Device>("A", 1);
        auto group = *device->create();
        m_members['A'] = {std::move(device), std::move(group)};
    }

    Result<void> add(char by, const QByteArray &names, Commit kind)
    {
        std::map<char, std::pair<std::unique_ptr<Device>, mls::KeyPackageBundle>> newcomers;
        mls::CommitRequest request;
        request.path =
            kind == Commit::Full ? mls::CommitRequest::Path::Always : mls::CommitRequest::Path::WhenNeeded;
        for (const char name : names) {
            auto device = std::make_unique<Device>(QByteArray(1, name), ++m_seed);
            TRY_ASSIGN(auto bundle, device->package());
            request.adds.append(bundle.message());
            newcomers.emplace(name, std::pair(std::move(device), std::move(bundle)));
        }
        TRY_ASSIGN(const QByteArray welcome, commit(by, request));
        for (auto &[name, newcomer] : newcomers) {
            TRY_ASSIGN(auto group, mls::Group::join(newcomer.first->party, welcome, newcomer.second));
            if (group.ownLeaf() != leafOf(name)) return Error{Code::Conflict, QStringLiteral("another leaf")};
            m_members[name] = {std::move(newcomer.first), std::move(group)};
        }
        return success();
    }

    Result<void> remove(char by, const QByteArray &names)
    {
        mls::CommitRequest request;
        for (const char name : names) {
            request.removes.append(leafOf(name));
            m_members.erase(name);
        }
        TRY(commit(by, request));
        return success();
    }

    Result<void> emptyCommit(char by)
    {
        TRY(commit(by, {}));
        return success();
    }

    // As a newcomer would see it.
    mls::RatchetTree tree() const
    {
        const auto info = mls::decodeMessage<mls::GroupInfo>(*m_members.at('A').group->groupInfo());
        return *mls::RatchetTree::decode(*mls::findExtension(info->extensions, mls::kExtensionRatchetTree));
    }

private:
    struct Seat {
        std::unique_ptr<Device> device;
        std::optional<mls::Group> group;
    };

    Result<QByteArray> commit(char by, const mls::CommitRequest &request)
    {
        mls::Group &group = *m_members.at(by).group;
        TRY_ASSIGN(mls::PendingCommit pending, group.commit(request));
        const QByteArray welcome = pending.welcome();
        for (auto &[name, seat] : m_members)
            if (name != by) TRY(follow(*seat.group, pending.commit()));
        TRY(group.merge(std::move(pending)));
        return welcome;
    }

    std::map<char, Seat> m_members;
    quint64 m_seed = 1;
};

// The parent nodes of a tree of eight that are not blank.
Nodes filled(const mls::RatchetTree &tree)
{
    Nodes nodes;
    for (const mls::NodeIndex node : {T, U, V, W, X, Y, Z})
        if (!tree.isBlank(node)) nodes.append(node);
    return nodes;
}

Nodes steps(const QList<mls::PathStep> &path)
{
    Nodes nodes;
    for (const mls::PathStep &step : path)
        nodes.append(step.node);
    return nodes;
}

} // namespace

// RFC 9420, Section 4.1.1. In this drawing X is the left node below the top, Y the one above E and F.
void TestExamples::figure10BlanksAndUnmergedLeaves()
{
    Company company;
    VERIFY_OK(company.create('J')); // I and J stand outside of the subtree
    VERIFY_OK(company.emptyCommit('F'));
    VERIFY_OK(company.remove('D', "BC"));
    VERIFY_OK(company.remove('I', "G"));
    VERIFY_OK(company.add('A', "B", Commit::Partial));

    const mls::RatchetTree tree = company.tree();
    constexpr mls::NodeIndex left{3}, above_e_and_f{9}, top{7};
    QCOMPARE(filled(tree), (Nodes{left, above_e_and_f}));
    QCOMPARE(tree.parent(left)->unmerged_leaves.items, QList<mls::LeafIndex>{leafOf('B')});
    QCOMPARE(tree.resolution(left), (Nodes{left, nodeOf('B')}));
    QCOMPARE(tree.resolution(nodeOf('C')), Nodes());
    QCOMPARE(tree.resolution(nodeOf('G')), Nodes());
    QCOMPARE(tree.resolution(top), (Nodes{left, nodeOf('B'), above_e_and_f, nodeOf('H')}));
}

// RFC 9420, Section 4.1.2, Table 2.
void TestExamples::figure11FilteredDirectPaths_data()
{
    QTest::addColumn<char>("leaf");
    QTest::addColumn<Nodes>("direct");
    QTest::addColumn<Nodes>("copath");
    QTest::addColumn<Nodes>("filtered");
    QTest::newRow("A") << 'A' << Nodes{T, U, W} << Nodes{nodeOf('B'), V, Y} << Nodes{T, W};
    QTest::newRow("B") << 'B' << Nodes{T, U, W} << Nodes{nodeOf('A'), V, Y} << Nodes{T, W};
    QTest::newRow("E") << 'E' << Nodes{X, Y, W} << Nodes{nodeOf('F'), Z, U} << Nodes{X, Y, W};
    QTest::newRow("F") << 'F' << Nodes{X, Y, W} << Nodes{nodeOf('E'), Z, U} << Nodes{X, Y, W};
    QTest::newRow("G") << 'G' << Nodes{Z, Y, W} << Nodes{nodeOf('H'), X, U} << Nodes{Y, W};
}

void TestExamples::figure11FilteredDirectPaths()
{
    QFETCH(char, leaf);
    Company company;
    VERIFY_OK(company.create('G'));
    VERIFY_OK(company.emptyCommit('F'));
    VERIFY_OK(company.remove('G', "CD"));
    VERIFY_OK(company.emptyCommit('B'));
    const mls::RatchetTree tree = company.tree();
    QCOMPARE(filled(tree), (Nodes{T, W, X, Y}));
    QTEST(mls::directPath(nodeOf(leaf), tree.leafCount()), "direct");
    QTEST(mls::copath(nodeOf(leaf), tree.leafCount()), "copath");
    QTEST(steps(tree.filteredDirectPath(leafOf(leaf))), "filtered");
}

// RFC 9420, Section 7.9.
void TestExamples::figure21OriginalSiblingTreeHash()
{
    Company company;
    VERIFY_OK(company.create('G'));
    VERIFY_OK(company.remove('A', "F"));
    VERIFY_OK(company.emptyCommit('E'));
    const mls::RatchetTree before = company.tree();
    VERIFY_OK(company.add('A', "F", Commit::Partial));
    const mls::RatchetTree tree = company.tree();

    const QList<mls::LeafIndex> f{leafOf('F')};
    QCOMPARE(filled(tree), (Nodes{T, U, W, Y}));
    QCOMPARE(tree.parent(W)->unmerged_leaves.items, f);
    QCOMPARE(tree.parent(Y)->unmerged_leaves.items, f);
    QVERIFY(tree.parent(T)->unmerged_leaves.items.isEmpty() &&
            tree.parent(U)->unmerged_leaves.items.isEmpty());
    // "original_sibling_tree_hash is the tree hash of the following tree": Y without F.
    QVERIFY(tree.treeHash(Y) != before.treeHash(Y));
    QVERIFY(tree.treeHashWithout(Y, f) == before.treeHash(Y));
    QVERIFY(mls::parentHash(tree, W, Y) == mls::parentHash(before, W, Y));
    VERIFY_OK(mls::verifyParentHashes(tree));
}

// RFC 9420, Table 15, for the tree of four leaves: X and Z above the leaves, Y the root.
void TestExamples::appendixBParentHashes_data()
{
    QTest::addColumn<quint32>("node");
    QTest::addColumn<quint32>("parent");
    QTest::addColumn<quint32>("sibling");
    QTest::addColumn<bool>("valid");
    QTest::newRow("A: no, B changed") << 0u << 1u << 2u << false;
    QTest::newRow("B': yes") << 2u << 1u << 0u << true;
    QTest::newRow("C': yes") << 4u << 5u << 6u << true;
    QTest::newRow("X': no, Y and Z changed") << 1u << 3u << 5u << false;
    QTest::newRow("Z': yes") << 5u << 3u << 1u << true;
}

void TestExamples::appendixBParentHashes()
{
    QFETCH(quint32, node);
    QFETCH(quint32, parent);
    QFETCH(quint32, sibling);
    QFETCH(bool, valid);
    Company company;
    company.begin();
    VERIFY_OK(company.add('A', "B", Commit::Full));
    VERIFY_OK(company.add('B', "CD", Commit::Full));
    VERIFY_OK(company.emptyCommit('C'));

    const mls::RatchetTree tree = company.tree();
    const mls::NodeIndex below{node};
    const QByteArray carried = below.isLeaf() ? tree.leaf(mls::toLeaf(below))->parent_hash.bytes
                                              : tree.parent(below)->parent_hash.bytes;
    QCOMPARE(carried.size(), mls::kHashBytes);
    const QByteArray computed = mls::parentHash(tree, {parent}, {sibling}).toByteArray();
    QCOMPARE(carried == computed, valid);
    // "D: (none, never sent an UpdatePath)"; and the tree is valid all the same.
    QCOMPARE(tree.leaf(leafOf('D'))->source, mls::LeafNodeSource::KeyPackage);
    VERIFY_OK(mls::verifyParentHashes(tree));
}

// RFC 9420, Appendix C.
void TestExamples::figure32AnArrayOfEightLeaves()
{
    constexpr quint32 kLeaves = 8;
    QCOMPARE(mls::nodeCount(kLeaves), 15u);
    QCOMPARE(mls::rootOf(kLeaves), W);
    for (quint32 leaf = 0; leaf < kLeaves; ++leaf)
        QCOMPARE(mls::toNode({leaf}).value, 2 * leaf);
    const std::pair<mls::NodeIndex, std::pair<mls::NodeIndex, mls::NodeIndex>> children[] = {
        {T, {{0}, {2}}}, {V, {{4}, {6}}}, {X, {{8}, {10}}}, {Z, {{12}, {14}}},
        {U, {T, V}},     {Y, {X, Z}},     {W, {U, Y}},
    };
    for (const auto &[node, below] : children) {
        QCOMPARE(*mls::leftChild(node), below.first);
        QCOMPARE(*mls::rightChild(node), below.second);
        QCOMPARE(*mls::parentOf(below.first, kLeaves), node);
        QCOMPARE(*mls::siblingOf(below.first, kLeaves), below.second);
    }
}

CHAT121_TEST_MAIN(TestExamples)
#include "tst_examples.moc"
