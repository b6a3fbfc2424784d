// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/tree_math.h"

#include <algorithm>
#include <bit>

namespace chat121::mls {

// level(x): if x & 0x01 == 0: return 0; k = 0; while ((x >> k) & 0x01) == 1: k += 1; return k
quint32 levelOf(NodeIndex node)
{
    return static_cast<quint32>(std::countr_one(node.value));
}

// root(n): w = node_width(n); return (1 << log2(w)) - 1
NodeIndex rootOf(quint32 leaf_count)
{
    return {leaf_count - 1};
}

// left(x): k = level(x); if k == 0: raise; return x ^ (0x01 << (k - 1))
std::optional<NodeIndex> leftChild(NodeIndex node)
{
    const quint32 level = levelOf(node);
    if (level == 0) return std::nullopt;
    return NodeIndex{node.value ^ (1u << (level - 1))};
}

// right(x): k = level(x); if k == 0: raise; return x ^ (0x03 << (k - 1))
std::optional<NodeIndex> rightChild(NodeIndex node)
{
    const quint32 level = levelOf(node);
    if (level == 0) return std::nullopt;
    return NodeIndex{node.value ^ (3u << (level - 1))};
}

// parent(x, n): if x == root(n): raise; k = level(x); b = (x >> (k + 1)) & 0x01;
// return (x | (1 << k)) ^ (b << (k + 1))
std::optional<NodeIndex> parentOf(NodeIndex node, quint32 leaf_count)
{
    if (node == rootOf(leaf_count)) return std::nullopt;
    const quint32 level = levelOf(node);
    const quint32 bit = (node.value >> (level + 1)) & 1u;
    return NodeIndex{(node.value | (1u << level)) ^ (bit << (level + 1))};
}

// sibling(x, n): p = parent(x, n); if x < p: return right(p) else: return left(p)
std::optional<NodeIndex> siblingOf(NodeIndex node, quint32 leaf_count)
{
    const std::optional<NodeIndex> above = parentOf(node, leaf_count);
    if (!above) return std::nullopt;
    return node < *above ? rightChild(*above) : leftChild(*above);
}

QList<NodeIndex> directPath(NodeIndex node, quint32 leaf_count)
{
    QList<NodeIndex> path;
    for (auto above = parentOf(node, leaf_count); above; above = parentOf(*above, leaf_count))
        path.append(*above);
    return path;
}

QList<NodeIndex> copath(NodeIndex node, quint32 leaf_count)
{
    QList<NodeIndex> path;
    for (auto sibling = siblingOf(node, leaf_count); sibling; sibling = siblingOf(node, leaf_count)) {
        path.append(*sibling);
        node = *parentOf(node, leaf_count);
    }
    return path;
}

// Below a node of level k lie the 2^(k+1) - 1 nodes around it.
bool isBelowOrSame(NodeIndex node, NodeIndex ancestor)
{
    const quint32 reach = (1u << levelOf(ancestor)) - 1;
    return node.value >= ancestor.value - reach && node.value <= ancestor.value + reach;
}

NodeIndex commonAncestor(LeafIndex a, LeafIndex b)
{
    NodeIndex node = toNode(std::min(a, b));
    while (!isBelowOrSame(toNode(std::max(a, b)), node)) {
        const quint32 level = levelOf(node);
        const quint32 bit = (node.value >> (level + 1)) & 1u;
        node.value = (node.value | (1u << level)) ^ (bit << (level + 1));
    }
    return node;
}

} // namespace chat121::mls
