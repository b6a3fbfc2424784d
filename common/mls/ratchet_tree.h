// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The public ratchet tree: who is where, and which keys stand between. RFC 9420, Sections 4, 7.7, 7.8.
//
// A value. Copies share their subtrees: the tree of the next epoch costs one pointer, and a change
// copies what stands above the changed node. A tree hash is kept beside the subtree that it is of, so
// that only what has changed is hashed again.
// Threads: one at a time, const functions and copies included (the hashes).
#pragma once

#include "common/crypto/hash.h"
#include "common/mls/tree_node.h"

#include <memory>
#include <span>
#include <vector>

namespace chat121::mls {

// A step of a filtered direct path: the parent node, and its child that is not on the path.
struct PathStep {
    NodeIndex node;
    NodeIndex copath_child;
};

class RatchetTree {
public:
    RatchetTree(); // one blank leaf

    // The data of the ratchet_tree extension: optional<Node> ratchet_tree<V>, Section 12.4.3.3.
    // Malformed if a node is of the wrong kind for its place or the last one is blank.
    static Result<RatchetTree> decode(QByteArrayView bytes);
    QByteArray encode() const;

    quint32 leafCount() const { return m_leaf_count; }
    NodeIndex root() const { return rootOf(leafCount()); }
    bool contains(NodeIndex node) const { return node.value < nodeCount(leafCount()); }

    // Nothing for a blank node or one outside of the tree. The pointer lives until a change.
    const LeafNode *leaf(LeafIndex index) const;
    const ParentNode *parent(NodeIndex index) const;
    const TreeNode *node(NodeIndex index) const;
    bool isBlank(NodeIndex index) const { return node(index) == nullptr; }
    // Of either kind of node; empty for a blank one.
    const QByteArray &encryptionKey(NodeIndex index) const;

    // Those that are not blank, and how many they are.
    QList<LeafIndex> leaves() const;
    qsizetype memberCount() const;
    // All by index; null: blank. The pointers live until a change.
    std::vector<const TreeNode *> nodes() const;
    // The nodes that are not blank and not the same as in `before`, ascending. Quick when little has
    // changed since the one was copied from the other.
    QList<NodeIndex> changedSince(const RatchetTree &before) const;

    // Section 7.7: into the leftmost blank leaf, or a new one; notes it as unmerged on its path.
    LeafIndex add(LeafNode leaf);
    // Both do nothing for a leaf outside of the tree or, the second, for a blank one.
    // Section 12.1.2: replaces the leaf and blanks its direct path.
    void update(LeafIndex index, LeafNode leaf);
    // Section 12.1.3: blanks the leaf and its direct path, and cuts off the empty right half.
    void remove(LeafIndex index);
    void setLeaf(LeafIndex index, LeafNode leaf);
    void setParent(NodeIndex index, ParentNode node);
    void blank(NodeIndex index);

    // Section 4.1.1: the nodes that together reach everyone under `index`, left to right.
    QList<NodeIndex> resolution(NodeIndex index) const;
    // Section 4.1.2: the direct path without nodes whose copath child reaches nobody.
    QList<PathStep> filteredDirectPath(LeafIndex index) const;

    // Section 7.8. Of the whole tree, or of the subtree under a node.
    QByteArray treeHash() const { return treeHash(root()).toByteArray(); }
    crypto::Hash treeHash(NodeIndex index) const;
    // The same as if these leaves were not there. REQUIRES: `without` ascends.
    crypto::Hash treeHashWithout(NodeIndex index, const QList<LeafIndex> &without) const;

private:
    // A node with all below it. Whoever shares one leaves it as it is.
    struct Subtree;
    using SubtreePointer = std::shared_ptr<Subtree>;
    using NodePointer = std::shared_ptr<const TreeNode>;
    using Leaves = std::span<const LeafIndex>; // ascending

    static SubtreePointer blankSubtree(quint32 leaf_count);
    const Subtree &subtree(NodeIndex index) const; // REQUIRES: contains(index)
    void set(NodeIndex index, NodePointer node);
    void extend();
    void truncate();
    static bool reachesAnyone(const Subtree &subtree);
    static void appendResolution(const Subtree &subtree, NodeIndex index, QList<NodeIndex> &nodes);
    static const crypto::Hash &hashOf(const Subtree &subtree, NodeIndex index);
    static crypto::Hash hashWithout(const Subtree &subtree, NodeIndex index, Leaves without);

    SubtreePointer m_root;
    quint32 m_leaf_count = 1;
};

} // namespace chat121::mls
