// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree hashes of RFC 9420, Section 7.8, each kept with its subtree (see ratchet_tree.h).
#include "common/mls/ratchet_subtree.h"

#include <algorithm>

namespace chat121::mls {

namespace {

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
crypto::Hash hashLeaf(LeafIndex index, const TreeNode *node)
{
    Writer begin;
    begin.u8(1);
    begin.u32(index.value);
    codec::put(begin, node != nullptr);
    return crypto::sha256({begin.bytes(), node ? node->body() : QByteArrayView()});
}

//     struct {
//         optional<ParentNode> parent_node;
//         opaque left_hash<V>;
//         opaque right_hash<V>;
//     } ParentNodeHashInput;
crypto::Hash hashParent(const TreeNode *node, const crypto::Hash &left, const crypto::Hash &right)
{
    Writer input;
    input.u8(2);
    codec::put(input, node != nullptr);
    if (node) input.raw(node->body());
    input.vector(left.view());
    input.vector(right.view());
    return crypto::sha256(input.bytes());
}

} // namespace

crypto::Hash RatchetTree::treeHash(NodeIndex index) const
{
    return hashOf(subtree(index), index);
}

const crypto::Hash &RatchetTree::hashOf(const Subtree &subtree, NodeIndex index)
{
    if (!subtree.hash)
        subtree.hash = index.isLeaf()
                           ? hashLeaf(toLeaf(index), subtree.node.get())
                           : hashParent(subtree.node.get(), hashOf(*subtree.left, *leftChild(index)),
                                        hashOf(*subtree.right, *rightChild(index)));
    return *subtree.hash;
}

crypto::Hash RatchetTree::treeHashWithout(NodeIndex index, const QList<LeafIndex> &without) const
{
    return hashWithout(subtree(index), index,
                       Leaves(without.constData(), static_cast<size_t>(without.size())));
}

crypto::Hash RatchetTree::hashWithout(const Subtree &subtree, NodeIndex index, Leaves without)
{
    // Those of the leaves that stand below: they are neighbours in the list.
    const quint32 reach = (1u << levelOf(index)) - 1;
    const auto first = std::lower_bound(without.begin(), without.end(), toLeaf({index.value - reach}));
    const auto last = std::upper_bound(first, without.end(), toLeaf({index.value + reach}));
    if (first == last) return hashOf(subtree, index);
    if (index.isLeaf()) return hashLeaf(toLeaf(index), nullptr);

    const Leaves below(first, last);
    const crypto::Hash left = hashWithout(*subtree.left, *leftChild(index), below);
    const crypto::Hash right = hashWithout(*subtree.right, *rightChild(index), below);
    if (!subtree.node || !subtree.node->parent()) return hashParent(nullptr, left, right);
    ParentNode changed = *subtree.node->parent();
    changed.unmerged_leaves.items.removeIf(
        [&](LeafIndex leaf) { return std::binary_search(below.begin(), below.end(), leaf); });
    const TreeNode node(Node{std::move(changed)});
    return hashParent(&node, left, right);
}

} // namespace chat121::mls
