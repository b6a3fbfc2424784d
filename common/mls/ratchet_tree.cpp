// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading and changing a ratchet tree. Its paths: tree_paths.cpp; its hashes: tree_hash.cpp.
#include "common/mls/ratchet_tree.h"

#include "common/mls/ratchet_subtree.h"

#include <algorithm>
#include <bit>

namespace chat121::mls {

RatchetTree::RatchetTree()
    : m_root(blankSubtree(1))
{
}

RatchetTree::SubtreePointer RatchetTree::blankSubtree(quint32 leaf_count)
{
    auto subtree = std::make_shared<Subtree>();
    if (leaf_count == 1) return subtree;
    subtree->left = blankSubtree(leaf_count / 2);
    subtree->right = blankSubtree(leaf_count / 2);
    return subtree;
}

Result<RatchetTree> RatchetTree::decode(QByteArrayView bytes)
{
    const Error wrong{Code::Malformed, QStringLiteral("not a ratchet tree")};
    Reader outer(bytes);
    const QByteArrayView body = outer.vector();
    TRY(outer.finish());

    std::vector<NodePointer> nodes;
    Reader reader(body);
    while (!reader.atEnd()) {
        if (nodes.size() == static_cast<size_t>(limits::kMlsNodesMax))
            return Error{Code::TooLarge, QStringLiteral("a ratchet tree with too many nodes")};
        bool present = false;
        codec::get(reader, present);
        const qsizetype begin = body.size() - reader.remaining();
        Node node;
        if (present) codec::get(reader, node);
        if (reader.failed()) return wrong;
        const bool is_leaf = std::holds_alternative<LeafNode>(node.value);
        if (present && is_leaf != (nodes.size() % 2 == 0)) return wrong;
        const QByteArrayView encoded = body.sliced(begin, body.size() - reader.remaining() - begin);
        nodes.push_back(present ? std::make_shared<const TreeNode>(std::move(node), encoded.toByteArray())
                                : nullptr);
    }

    // "the last node in the tree MUST NOT be blank"; trailing blanks are restored here up to the
    // smallest perfect tree.
    if (nodes.empty() || !nodes.back()) return wrong;
    RatchetTree tree;
    tree.m_leaf_count = std::bit_ceil(static_cast<quint32>(nodes.size() / 2 + 1));
    tree.m_root = blankSubtree(tree.m_leaf_count);
    for (quint32 i = 0; i < nodes.size(); ++i)
        if (nodes[i]) tree.set({i}, std::move(nodes[i]));
    return tree;
}

QByteArray RatchetTree::encode() const
{
    std::vector<const TreeNode *> all = nodes();
    while (!all.empty() && !all.back())
        all.pop_back();
    qsizetype size = 0;
    for (const TreeNode *node : all)
        size += 1 + (node ? node->bytes().size() : 0);

    Writer writer;
    writer.reserve(size + qsizetype(sizeof(quint32)));
    const qsizetype begin = writer.beginVector();
    for (const TreeNode *node : all) {
        codec::put(writer, node != nullptr);
        if (node) writer.raw(node->bytes());
    }
    writer.endVector(begin);
    return writer.take();
}

const RatchetTree::Subtree &RatchetTree::subtree(NodeIndex index) const
{
    const Subtree *found = m_root.get();
    for (NodeIndex at = root(); at != index;) {
        const bool is_left = index < at;
        found = (is_left ? found->left : found->right).get();
        at = is_left ? *leftChild(at) : *rightChild(at);
    }
    return *found;
}

const TreeNode *RatchetTree::node(NodeIndex index) const
{
    return contains(index) ? subtree(index).node.get() : nullptr;
}

const LeafNode *RatchetTree::leaf(LeafIndex index) const
{
    if (index.value >= leafCount()) return nullptr;
    const TreeNode *found = node(toNode(index));
    return found ? found->leaf() : nullptr;
}

const ParentNode *RatchetTree::parent(NodeIndex index) const
{
    const TreeNode *found = node(index);
    return found ? found->parent() : nullptr;
}

const QByteArray &RatchetTree::encryptionKey(NodeIndex index) const
{
    static const QByteArray kNone;
    const TreeNode *found = node(index);
    return found ? found->encryptionKey() : kNone;
}

qsizetype RatchetTree::memberCount() const
{
    return m_root->members;
}

QList<LeafIndex> RatchetTree::leaves() const
{
    QList<LeafIndex> result;
    result.reserve(memberCount());
    const std::vector<const TreeNode *> all = nodes();
    for (quint32 i = 0; i < leafCount(); ++i)
        if (all[toNode(LeafIndex{i}).value]) result.append(LeafIndex{i});
    return result;
}

std::vector<const TreeNode *> RatchetTree::nodes() const
{
    std::vector<const TreeNode *> result;
    result.reserve(nodeCount(leafCount()));
    const auto visit = [&](const auto &self, const Subtree &subtree) -> void {
        if (subtree.left) self(self, *subtree.left);
        result.push_back(subtree.node.get());
        if (subtree.right) self(self, *subtree.right);
    };
    visit(visit, *m_root);
    return result;
}

QList<NodeIndex> RatchetTree::changedSince(const RatchetTree &before) const
{
    QList<NodeIndex> changed;
    const auto visit = [&](const auto &self, NodeIndex at, const Subtree *now, const Subtree *then) -> void {
        if (!then && at == before.root()) then = before.m_root.get(); // the tree has been extended
        if (now == then) return;
        if (now->left) self(self, *leftChild(at), now->left.get(), then ? then->left.get() : nullptr);
        if (now->node && (!then || now->node != then->node)) changed.append(at);
        if (now->right) self(self, *rightChild(at), now->right.get(), then ? then->right.get() : nullptr);
    };
    visit(visit, root(), m_root.get(), before.contains(root()) ? &before.subtree(root()) : nullptr);
    return changed;
}

// What this tree shares with others on the way from the root is copied; the hashes there are stale.
void RatchetTree::set(NodeIndex index, NodePointer node)
{
    const bool was_member = index.isLeaf() && this->node(index);
    const bool is_member = index.isLeaf() && node;
    SubtreePointer *place = &m_root;
    for (NodeIndex at = root();;) {
        if (place->use_count() > 1) *place = std::make_shared<Subtree>(**place);
        Subtree &own = **place;
        own.hash.reset();
        own.members += quint32(is_member) - quint32(was_member);
        if (at == index) break;
        place = index < at ? &own.left : &own.right;
        at = index < at ? *leftChild(at) : *rightChild(at);
    }
    (*place)->node = std::move(node);
}

// Section 7.7: "... the tree is extended to the right by doubling": the old tree becomes the left
// half under a new blank root.
void RatchetTree::extend()
{
    auto above = std::make_shared<Subtree>();
    above->members = m_root->members;
    above->left = std::move(m_root);
    above->right = blankSubtree(m_leaf_count);
    m_root = std::move(above);
    m_leaf_count *= 2;
}

// Section 7.7: "... if the right subtree of the tree no longer has any non-blank leaf nodes, the
// size of the tree is halved", repeatedly.
void RatchetTree::truncate()
{
    while (m_leaf_count > 1 && m_root->right->members == 0) {
        m_root = SubtreePointer(m_root->left);
        m_leaf_count /= 2;
    }
}

LeafIndex RatchetTree::add(LeafNode leaf)
{
    // Identify the leaf L for placing the new member: the leftmost blank leaf; if there are none,
    // extend the tree.
    if (m_root->members == m_leaf_count) extend();
    NodeIndex at = root();
    for (const Subtree *way = m_root.get(); !at.isLeaf();) {
        const bool left_is_full = way->left->members == 1u << (levelOf(at) - 1);
        way = (left_is_full ? way->right : way->left).get();
        at = left_is_full ? *rightChild(at) : *leftChild(at);
    }
    const LeafIndex index = toLeaf(at);

    // For each non-blank intermediate node along the path from the leaf L to the root of the tree,
    // add L's leaf index to the unmerged_leaves list for the node.
    for (const NodeIndex above : directPath(toNode(index), leafCount())) {
        const ParentNode *old = parent(above);
        if (!old) continue;
        ParentNode node = *old;
        QList<LeafIndex> &unmerged = node.unmerged_leaves.items;
        unmerged.insert(std::lower_bound(unmerged.begin(), unmerged.end(), index), index);
        setParent(above, std::move(node));
    }

    // Set the leaf node L to a new node with this content.
    setLeaf(index, std::move(leaf));
    return index;
}

void RatchetTree::update(LeafIndex index, LeafNode leaf)
{
    if (index.value >= leafCount()) return;
    setLeaf(index, std::move(leaf));
    for (const NodeIndex above : directPath(toNode(index), leafCount()))
        blank(above);
}

void RatchetTree::remove(LeafIndex index)
{
    if (!leaf(index)) return;
    blank(toNode(index));
    for (const NodeIndex above : directPath(toNode(index), leafCount()))
        blank(above);
    truncate();
}

void RatchetTree::setLeaf(LeafIndex index, LeafNode leaf)
{
    set(toNode(index), std::make_shared<const TreeNode>(Node{std::move(leaf)}));
}

void RatchetTree::setParent(NodeIndex index, ParentNode node)
{
    set(index, std::make_shared<const TreeNode>(Node{std::move(node)}));
}

void RatchetTree::blank(NodeIndex index)
{
    if (!isBlank(index)) set(index, nullptr);
}

} // namespace chat121::mls
