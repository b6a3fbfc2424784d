// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/secret_tree.h"

namespace chat121::mls {

// ratchet_key_[N]_[j] = DeriveTreeSecret(ratchet_secret_[N]_[j], "key", j, AEAD.Nk)
// ratchet_nonce_[N]_[j] = DeriveTreeSecret(ratchet_secret_[N]_[j], "nonce", j, AEAD.Nn)
// ratchet_secret_[N]_[j+1] = DeriveTreeSecret(ratchet_secret_[N]_[j], "secret", j, KDF.Nh)
MessageKey Ratchet::next()
{
    const crypto::HmacKey secret(m_secret.view());
    MessageKey result{deriveTreeSecret<32>(secret, "key", m_generation),
                      deriveTreeSecret<12>(secret, "nonce", m_generation)};
    m_secret = deriveTreeSecret<32>(secret, "secret", m_generation);
    ++m_generation;
    return result;
}

Result<MessageKey> Ratchet::take(quint32 generation, UnixTime now)
{
    expire(now);
    if (generation < m_generation) {
        auto entry = m_skipped.extract(generation);
        if (entry.empty()) return Error{Code::Expired, QStringLiteral("the key was used or is too old")};
        return std::move(entry.mapped().key);
    }
    const bool too_far = generation - m_generation > limits::kForwardGenerationsMax;
    if (too_far || generation == kGenerationMax)
        return Error{Code::TooLarge, QStringLiteral("generation too far ahead")};

    while (m_generation < generation) {
        const quint32 skipped = m_generation;
        m_skipped.emplace(skipped, Skipped{next(), now});
        if (m_skipped.size() > static_cast<size_t>(limits::kSkippedKeysPerSenderMax))
            m_skipped.erase(m_skipped.begin());
    }
    return next();
}

bool Ratchet::expire(UnixTime now)
{
    const auto is_over = [&](const auto &entry) {
        return now - entry.second.since > limits::kSkippedKeyLife;
    };
    return std::erase_if(m_skipped, is_over) > 0;
}

bool Ratchet::passed(quint32 generation)
{
    return std::erase_if(m_skipped, [&](const auto &entry) { return entry.first < generation; }) > 0;
}

Ratchet Ratchet::clone() const
{
    Ratchet copy(m_secret.clone());
    copy.m_generation = m_generation;
    for (const auto &[generation, skipped] : m_skipped)
        copy.m_skipped.emplace(generation, Skipped{skipped.key.clone(), skipped.since});
    return copy;
}

void Ratchet::read(Reader &reader)
{
    codec::get(reader, m_secret);
    codec::get(reader, m_generation);
    const quint16 count = reader.u16();
    if (count > limits::kSkippedKeysPerSenderMax) return reader.fail(Code::TooLarge);
    for (int i = 0; i < count && !reader.failed(); ++i) {
        const quint32 generation = reader.u32();
        codec::get(reader, m_skipped[generation]);
    }
}

void Ratchet::write(Writer &writer) const
{
    codec::put(writer, m_secret);
    codec::put(writer, m_generation);
    writer.u16(static_cast<quint16>(m_skipped.size()));
    for (const auto &[generation, skipped] : m_skipped) {
        writer.u32(generation);
        codec::put(writer, skipped);
    }
}

SecretTree::SecretTree(crypto::Secret32 encryption_secret, quint32 leaf_count)
    : m_leaf_count(leaf_count)
{
    m_nodes.emplace(rootOf(leaf_count).value, std::move(encryption_secret));
}

Ratchet &SecretTree::ratchet(LeafIndex leaf, RatchetKind kind)
{
    if (!m_leaves.contains(leaf.value)) deriveLeaf(leaf);
    LeafRatchets &ratchets = m_leaves[leaf.value];
    return kind == RatchetKind::Handshake ? ratchets.handshake : ratchets.application;
}

// tree_node_[N]_secret
//   +--> ExpandWithLabel(., "tree", "left", KDF.Nh) = tree_node_[left(N)]_secret
//   +--> ExpandWithLabel(., "tree", "right", KDF.Nh) = tree_node_[right(N)]_secret
//
// tree_node_[N]_secret of a leaf
//   +--> ExpandWithLabel(., "handshake", "", KDF.Nh) = handshake_ratchet_secret_[N]_[0]
//   +--> ExpandWithLabel(., "application", "", KDF.Nh) = application_ratchet_secret_[N]_[0]
void SecretTree::deriveLeaf(LeafIndex leaf)
{
    // Downwards from the only entry on the way to the leaf; every secret that was expanded ends.
    NodeIndex node = toNode(leaf);
    while (!m_nodes.contains(node.value)) {
        const auto above = parentOf(node, m_leaf_count);
        if (!above) return; // cannot be: each leaf is below one entry, or has its ratchets
        node = *above;
    }
    while (!node.isLeaf()) {
        const crypto::HmacKey secret(m_nodes.extract(node.value).mapped().view());
        const NodeIndex left = *leftChild(node);
        const NodeIndex right = *rightChild(node);
        m_nodes.emplace(left.value, expandWithLabel<32>(secret, "tree", "left"));
        m_nodes.emplace(right.value, expandWithLabel<32>(secret, "tree", "right"));
        node = isBelowOrSame(toNode(leaf), left) ? left : right;
    }
    const crypto::HmacKey secret(m_nodes.extract(node.value).mapped().view());
    m_leaves.emplace(leaf.value, LeafRatchets{Ratchet(expandWithLabel<32>(secret, "handshake", {})),
                                              Ratchet(expandWithLabel<32>(secret, "application", {}))});
}

bool SecretTree::expire(UnixTime now)
{
    bool has_expired = false;
    for (auto &[leaf, ratchets] : m_leaves) {
        has_expired = ratchets.handshake.expire(now) || has_expired;
        has_expired = ratchets.application.expire(now) || has_expired;
    }
    return has_expired;
}

SecretTree SecretTree::clone() const
{
    SecretTree copy;
    copy.m_leaf_count = m_leaf_count;
    for (const auto &[node, secret] : m_nodes)
        copy.m_nodes.emplace(node, secret.clone());
    for (const auto &[leaf, ratchets] : m_leaves)
        copy.m_leaves.emplace(leaf, LeafRatchets{ratchets.handshake.clone(), ratchets.application.clone()});
    return copy;
}

void SecretTree::read(Reader &reader)
{
    m_leaf_count = reader.u32();
    const bool possible =
        m_leaf_count > 0 && m_leaf_count <= kLeafCountMax && (m_leaf_count & (m_leaf_count - 1)) == 0;
    if (!possible) return reader.fail(Code::Malformed);
    const quint32 nodes = reader.u32();
    for (quint32 i = 0; i < nodes && !reader.failed(); ++i) {
        const quint32 node = reader.u32();
        codec::get(reader, m_nodes[node]);
    }
    const quint32 leaves = reader.u32();
    for (quint32 i = 0; i < leaves && !reader.failed(); ++i) {
        LeafRatchets &ratchets = m_leaves[reader.u32()];
        codec::get(reader, ratchets.handshake);
        codec::get(reader, ratchets.application);
    }
}

void SecretTree::write(Writer &writer) const
{
    writer.u32(m_leaf_count);
    writer.u32(static_cast<quint32>(m_nodes.size()));
    for (const auto &[node, secret] : m_nodes) {
        writer.u32(node);
        codec::put(writer, secret);
    }
    writer.u32(static_cast<quint32>(m_leaves.size()));
    for (const auto &[leaf, ratchets] : m_leaves) {
        writer.u32(leaf);
        codec::put(writer, ratchets.handshake);
        codec::put(writer, ratchets.application);
    }
}

} // namespace chat121::mls
