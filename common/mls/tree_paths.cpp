// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Resolutions and filtered direct paths: RFC 9420, Sections 4.1.1 and 4.1.2.
#include "common/mls/ratchet_subtree.h"

#include <algorithm>

namespace chat121::mls {

QList<NodeIndex> RatchetTree::resolution(NodeIndex index) const
{
    QList<NodeIndex> nodes;
    appendResolution(subtree(index), index, nodes);
    return nodes;
}

void RatchetTree::appendResolution(const Subtree &subtree, NodeIndex index, QList<NodeIndex> &nodes)
{
    // The resolution of a non-blank node comprises the node itself, followed by its list of
    // unmerged leaves, if any.
    if (subtree.node) {
        nodes.append(index);
        if (const ParentNode *node = subtree.node->parent())
            for (const LeafIndex leaf : node->unmerged_leaves.items)
                nodes.append(toNode(leaf));
        return;
    }
    // The resolution of a blank leaf node is the empty list. The resolution of a blank intermediate
    // node is the result of concatenating the resolution of its left child with the resolution of
    // its right child, in that order.
    if (index.isLeaf()) return;
    appendResolution(*subtree.left, *leftChild(index), nodes);
    appendResolution(*subtree.right, *rightChild(index), nodes);
}

// Whether the resolution of the subtree's top is not empty.
bool RatchetTree::reachesAnyone(const Subtree &subtree)
{
    if (subtree.node || subtree.members > 0) return true;
    return subtree.left && (reachesAnyone(*subtree.left) || reachesAnyone(*subtree.right));
}

QList<PathStep> RatchetTree::filteredDirectPath(LeafIndex index) const
{
    QList<PathStep> steps;
    const Subtree *way = m_root.get();
    for (NodeIndex at = root(); !at.isLeaf();) {
        const bool is_left = toNode(index) < at;
        const Subtree *child = (is_left ? way->left : way->right).get();
        const Subtree *copath_child = (is_left ? way->right : way->left).get();
        if (reachesAnyone(*copath_child)) steps.append({at, is_left ? *rightChild(at) : *leftChild(at)});
        way = child;
        at = is_left ? *leftChild(at) : *rightChild(at);
    }
    std::reverse(steps.begin(), steps.end()); // from the leaf to the root
    return steps;
}

} // namespace chat121::mls
