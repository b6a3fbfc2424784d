// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The nodes of a ratchet tree: RFC 9420, Sections 7.1, 7.8 and 12.4.3.3. Plain values; any thread.
#pragma once

#include "common/mls/leaf_node.h"

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

// A node as it stands in a tree, with the bytes that it travels in, which are hashed, sent and saved
// again and again. Never changes, so that trees share it.
class TreeNode {
public:
    explicit TreeNode(Node node);
    // REQUIRES: `bytes` is what `node` was read from
    TreeNode(Node node, QByteArray bytes);

    const LeafNode *leaf() const { return std::get_if<LeafNode>(&m_node.value); }
    const ParentNode *parent() const { return std::get_if<ParentNode>(&m_node.value); }
    const QByteArray &encryptionKey() const;

    QByteArrayView bytes() const { return m_bytes; }          // the Node
    QByteArrayView body() const { return bytes().sliced(1); } // the LeafNode or ParentNode alone

private:
    Node m_node;
    QByteArray m_bytes;
};

} // namespace chat121::mls
