// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The public ratchet tree: who is where, and which keys stand between. RFC 9420, Sections 4, 7.7, 7.8.
//
// A value; copies share the nodes, which never change, so that the tree of the next epoch costs
// one pointer per node. Tree hashes are cached and computed when asked for.
// Threads: one at a time, const functions included (the cache).
#pragma once

#include "common/crypto/hash.h"
#include "common/mls/leaf_node.h"

#include <memory>
#include <variant>

namespace chat121::mls {

//     struct {
//         HPKEPublicKey encryption_key;
//         opaque parent_hash<V>;
//         uint32 unmerged_leaves<V>;
//     } ParentNode;
struct ParentNode {
    Data encryption_key;
    Data parent_hash;
    List<LeafIndex, limits::kGroupMembersMax> unmerged_leaves; // ascending

    auto fields() { return std::tie(encryption_key, parent_hash, unmerged_leaves); }
    bool operator==(const ParentNode &) const = default;
};

//     struct {
//         NodeType node_type;
//         select (Node.node_type) {
//             case leaf:   LeafNode leaf_node;
//             case parent: ParentNode parent_node;
//         };
//     } Node;
struct Node {
    std::variant<LeafNode, ParentNode> value;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const Node &) const = default;
};

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

    quint32 leafCount() const { return static_cast<quint32>(m_nodes.size() / 2 + 1); }
    NodeIndex root() const { return rootOf(leafCount()); }
    bool contains(NodeIndex node) const { return node.value < static_cast<quint32>(m_nodes.size()); }

    // Nothing for a blank node or one outside of the tree. The pointer lives until a change.
    const LeafNode *leaf(LeafIndex index) const;
    const ParentNode *parent(NodeIndex index) const;
    bool isBlank(NodeIndex index) const;
    // Of either kind of node; empty for a blank one.
    const QByteArray &encryptionKey(NodeIndex index) const;
    QList<LeafIndex> leaves() const; // those that are not blank

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
    using NodePointer = std::shared_ptr<const Node>;

    void set(NodeIndex index, NodePointer node);
    void extend();
    void truncate();
    void appendResolution(NodeIndex index, QList<NodeIndex> &nodes) const;
    crypto::Hash hashLeaf(NodeIndex index, bool blank) const;
    crypto::Hash hashParent(const ParentNode *node, const crypto::Hash &left,
                            const crypto::Hash &right) const;

    QList<NodePointer> m_nodes;                          // nullptr: blank
    mutable QList<std::optional<crypto::Hash>> m_hashes; // as long as m_nodes
};

} // namespace chat121::mls
