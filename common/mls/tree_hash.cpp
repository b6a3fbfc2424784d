// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree hashes of RFC 9420, Section 7.8, with their cache (see ratchet_tree.h).
#include "common/mls/ratchet_tree.h"

#include <algorithm>

namespace chat121::mls {

//     struct {
//         NodeType node_type;
//         select (TreeHashInput.node_type) {
//             case leaf:   LeafNodeHashInput leaf_node;
//             case parent: ParentNodeHashInput parent_node;
//         };
//     } TreeHashInput;
//
//     struct {
//         uint32 leaf_index;
//         optional<LeafNode> leaf_node;
//     } LeafNodeHashInput;
crypto::Hash RatchetTree::hashLeaf(NodeIndex index, bool blank) const
{
    const LeafNode *node = blank ? nullptr : leaf(toLeaf(index));
    Writer input;
    input.u8(1);
    input.u32(toLeaf(index).value);
    codec::put(input, node != nullptr);
    if (node) codec::put(input, *node);
    return crypto::sha256(input.bytes());
}

//     struct {
//         optional<ParentNode> parent_node;
//         opaque left_hash<V>;
//         opaque right_hash<V>;
//     } ParentNodeHashInput;
crypto::Hash RatchetTree::hashParent(const ParentNode *node, const crypto::Hash &left,
                                     const crypto::Hash &right) const
{
    Writer input;
    input.u8(2);
    codec::put(input, node != nullptr);
    if (node) codec::put(input, *node);
    input.vector(left.view());
    input.vector(right.view());
    return crypto::sha256(input.bytes());
}

crypto::Hash RatchetTree::treeHash(NodeIndex index) const
{
    if (const auto &cached = m_hashes.at(index.value)) return *cached;
    const crypto::Hash hash =
        index.isLeaf() ? hashLeaf(index, false)
                       : hashParent(parent(index), treeHash(*leftChild(index)), treeHash(*rightChild(index)));
    m_hashes[index.value] = hash;
    return hash;
}

crypto::Hash RatchetTree::treeHashWithout(NodeIndex index, const QList<LeafIndex> &without) const
{
    const auto concerns = [&](LeafIndex leaf) { return isBelowOrSame(toNode(leaf), index); };
    if (std::none_of(without.begin(), without.end(), concerns)) return treeHash(index);
    if (index.isLeaf()) return hashLeaf(index, true);

    const crypto::Hash left = treeHashWithout(*leftChild(index), without);
    const crypto::Hash right = treeHashWithout(*rightChild(index), without);
    const ParentNode *node = parent(index);
    if (!node) return hashParent(nullptr, left, right);
    ParentNode changed = *node;
    changed.unmerged_leaves.items.removeIf(
        [&](LeafIndex leaf) { return std::binary_search(without.begin(), without.end(), leaf); });
    return hashParent(&changed, left, right);
}

} // namespace chat121::mls
