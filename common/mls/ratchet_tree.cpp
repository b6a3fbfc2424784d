// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/ratchet_tree.h"

#include <algorithm>
#include <bit>

namespace chat121::mls {

namespace {

enum class NodeType : quint8 { Leaf = 1, Parent = 2 };

} // namespace

void Node::read(Reader &reader)
{
    const quint8 type = reader.u8();
    if (type == static_cast<quint8>(NodeType::Leaf)) {
        codec::get(reader, value.emplace<LeafNode>());
    } else if (type == static_cast<quint8>(NodeType::Parent)) {
        codec::get(reader, value.emplace<ParentNode>());
    } else {
        reader.fail(Code::Malformed);
    }
}

void Node::write(Writer &writer) const
{
    writer.u8(static_cast<quint8>(value.index() + 1));
    std::visit([&](const auto &node) { codec::put(writer, node); }, value);
}

RatchetTree::RatchetTree()
    : m_nodes(1)
    , m_hashes(1)
{
}

Result<RatchetTree> RatchetTree::decode(QByteArrayView bytes)
{
    using Nodes = List<std::optional<Node>, limits::kMlsNodesMax>;
    TRY_ASSIGN(const Nodes nodes, chat121::decode<Nodes>(bytes));
    const Error wrong{Code::Malformed, QStringLiteral("not a ratchet tree")};

    // "the last node in the tree MUST NOT be blank"; trailing blanks are restored here up to the
    // smallest perfect tree.
    if (nodes.items.isEmpty() || !nodes.items.last()) return wrong;
    const auto leaf_count = std::bit_ceil(static_cast<quint32>(nodes.items.size() / 2 + 1));

    RatchetTree tree;
    tree.m_nodes.resize(nodeCount(leaf_count));
    tree.m_hashes.resize(nodeCount(leaf_count));
    for (qsizetype i = 0; i < nodes.items.size(); ++i) {
        const std::optional<Node> &node = nodes.items[i];
        if (!node) continue;
        const bool is_leaf = std::holds_alternative<LeafNode>(node->value);
        if (is_leaf != (i % 2 == 0)) return wrong;
        tree.m_nodes[i] = std::make_shared<const Node>(*node);
    }
    return tree;
}

QByteArray RatchetTree::encode() const
{
    qsizetype count = m_nodes.size();
    while (count > 0 && !m_nodes[count - 1])
        --count;
    Writer items;
    for (qsizetype i = 0; i < count; ++i) {
        codec::put(items, m_nodes[i] != nullptr);
        if (m_nodes[i]) m_nodes[i]->write(items);
    }
    Writer writer;
    writer.vector(items.bytes());
    return writer.take();
}

const LeafNode *RatchetTree::leaf(LeafIndex index) const
{
    if (index.value >= leafCount()) return nullptr;
    const NodePointer &node = m_nodes[toNode(index).value];
    return node ? std::get_if<LeafNode>(&node->value) : nullptr;
}

const ParentNode *RatchetTree::parent(NodeIndex index) const
{
    if (isBlank(index)) return nullptr;
    return std::get_if<ParentNode>(&m_nodes[index.value]->value);
}

bool RatchetTree::isBlank(NodeIndex index) const
{
    return !contains(index) || !m_nodes[index.value];
}

const QByteArray &RatchetTree::encryptionKey(NodeIndex index) const
{
    static const QByteArray kNone;
    if (isBlank(index)) return kNone;
    return std::visit([](const auto &node) -> const QByteArray & { return node.encryption_key.bytes; },
                      m_nodes[index.value]->value);
}

QList<LeafIndex> RatchetTree::leaves() const
{
    QList<LeafIndex> result;
    for (quint32 i = 0; i < leafCount(); ++i)
        if (!isBlank(toNode(LeafIndex{i}))) result.append(LeafIndex{i});
    return result;
}

// Every hash from here to the root is stale.
void RatchetTree::set(NodeIndex index, NodePointer node)
{
    m_nodes[index.value] = std::move(node);
    m_hashes[index.value].reset();
    for (auto above = parentOf(index, leafCount()); above; above = parentOf(*above, leafCount()))
        m_hashes[above->value].reset();
}

// Section 7.7: "... the tree is extended to the right by doubling": the old tree becomes the left
// half under a new blank root.
void RatchetTree::extend()
{
    m_nodes.resize(nodeCount(2 * leafCount()));
    m_hashes.resize(m_nodes.size());
}

// Section 7.7: "... if the right subtree of the tree no longer has any non-blank leaf nodes, the
// size of the tree is halved", repeatedly.
void RatchetTree::truncate()
{
    quint32 count = leafCount();
    const auto rightHalfBlank = [&] {
        for (quint32 i = count / 2; i < count; ++i)
            if (!isBlank(toNode(LeafIndex{i}))) return false;
        return true;
    };
    while (count > 1 && rightHalfBlank()) {
        count /= 2;
        m_nodes.resize(nodeCount(count));
        m_hashes.resize(nodeCount(count));
    }
}

LeafIndex RatchetTree::add(LeafNode leaf)
{
    // Identify the leaf L for placing the new member: the leftmost blank leaf; if there are none,
    // extend the tree.
    LeafIndex index;
    while (index.value < leafCount() && !isBlank(toNode(index)))
        ++index.value;
    if (index.value == leafCount()) extend();

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
    set(toNode(index), std::make_shared<const Node>(Node{std::move(leaf)}));
}

void RatchetTree::setParent(NodeIndex index, ParentNode node)
{
    set(index, std::make_shared<const Node>(Node{std::move(node)}));
}

void RatchetTree::blank(NodeIndex index)
{
    if (!isBlank(index)) set(index, nullptr);
}

QList<NodeIndex> RatchetTree::resolution(NodeIndex index) const
{
    QList<NodeIndex> nodes;
    appendResolution(index, nodes);
    return nodes;
}

void RatchetTree::appendResolution(NodeIndex index, QList<NodeIndex> &nodes) const
{
    // The resolution of a non-blank node comprises the node itself, followed by its list of
    // unmerged leaves, if any.
    if (!isBlank(index)) {
        nodes.append(index);
        if (const ParentNode *node = parent(index))
            for (const LeafIndex leaf : node->unmerged_leaves.items)
                nodes.append(toNode(leaf));
        return;
    }
    // The resolution of a blank leaf node is the empty list. The resolution of a blank intermediate
    // node is the result of concatenating the resolution of its left child with the resolution of
    // its right child, in that order.
    if (index.isLeaf()) return;
    appendResolution(*leftChild(index), nodes);
    appendResolution(*rightChild(index), nodes);
}

QList<PathStep> RatchetTree::filteredDirectPath(LeafIndex index) const
{
    const QList<NodeIndex> path = directPath(toNode(index), leafCount());
    const QList<NodeIndex> siblings = copath(toNode(index), leafCount());
    QList<PathStep> steps;
    for (qsizetype i = 0; i < path.size(); ++i)
        if (!resolution(siblings[i]).isEmpty()) steps.append({path[i], siblings[i]});
    return steps;
}

} // namespace chat121::mls
