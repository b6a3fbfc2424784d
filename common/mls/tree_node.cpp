// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/tree_node.h"

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

TreeNode::TreeNode(Node node)
    : m_node(std::move(node))
    , m_bytes(encode(m_node))
{
}

TreeNode::TreeNode(Node node, QByteArray bytes)
    : m_node(std::move(node))
    , m_bytes(std::move(bytes))
{
}

const QByteArray &TreeNode::encryptionKey() const
{
    return std::visit([](const auto &node) -> const QByteArray & { return node.encryption_key.bytes; },
                      m_node.value);
}

} // namespace chat121::mls
