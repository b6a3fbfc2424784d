// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Index arithmetic for the ratchet tree. Source: RFC 9420, Appendix C (array-based trees).
//
// Nodes are numbered left to right: leaf n is node 2n, parents are odd. Four leaves look like this:
//
//          3
//      1       5        level of a node = number of trailing one bits of its index
//    0   2   4   6
//
// `leaf_count` counts blank leaves too and is always a power of two: every MLS tree is
// a perfect binary tree (RFC 9420, Section 4.1). Only the paths allocate; nothing here fails.
#pragma once

#include <QHashFunctions>
#include <QList>
#include <QtGlobal>

#include <compare>
#include <optional>
#include <tuple>

namespace chat121::mls {

struct LeafIndex {
    quint32 value = 0;
    auto fields() { return std::tie(value); }
    auto operator<=>(const LeafIndex &) const = default;
    friend size_t qHash(LeafIndex leaf, size_t seed = 0) { return ::qHash(leaf.value, seed); }
};

struct NodeIndex {
    quint32 value = 0;
    auto operator<=>(const NodeIndex &) const = default;
    bool isLeaf() const { return (value & 1) == 0; }
    friend size_t qHash(NodeIndex node, size_t seed = 0) { return ::qHash(node.value, seed); }
};

// No tree of this product is larger; the arithmetic holds up to here.
inline constexpr quint32 kLeafCountMax = 1u << 30;

constexpr NodeIndex toNode(LeafIndex leaf)
{
    return {2 * leaf.value};
}

// REQUIRES: node.isLeaf()
constexpr LeafIndex toLeaf(NodeIndex node)
{
    return {node.value / 2};
}

// How many nodes a tree of `leaf_count` leaves has. REQUIRES: leaf_count >= 1
constexpr quint32 nodeCount(quint32 leaf_count)
{
    return 2 * leaf_count - 1;
}

// The height of a node above the leaves.
quint32 levelOf(NodeIndex node);

// REQUIRES: leaf_count is a power of two, 1 <= leaf_count <= kLeafCountMax
NodeIndex rootOf(quint32 leaf_count);

// Nothing for a leaf, which has no children.
std::optional<NodeIndex> leftChild(NodeIndex node);
std::optional<NodeIndex> rightChild(NodeIndex node);

// Nothing for the root.
std::optional<NodeIndex> parentOf(NodeIndex node, quint32 leaf_count);
std::optional<NodeIndex> siblingOf(NodeIndex node, quint32 leaf_count);

// From the parent of `node` to the root, both included. Empty for the root.
QList<NodeIndex> directPath(NodeIndex node, quint32 leaf_count);

// The siblings of `node` and of its direct path except the root. As long as directPath().
QList<NodeIndex> copath(NodeIndex node, quint32 leaf_count);

// Whether `node` is `ancestor` or below it.
bool isBelowOrSame(NodeIndex node, NodeIndex ancestor);

// The lowest node that has both leaves below it.
NodeIndex commonAncestor(LeafIndex a, LeafIndex b);

} // namespace chat121::mls
