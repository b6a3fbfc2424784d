// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/treekem.h"

#include "common/mls/tree_validation.h"

#include <algorithm>

namespace chat121::mls {

namespace {

// node_secret[n] = DeriveSecret(path_secret[n], "node")
// node_priv[n], node_pub[n] = KEM.DeriveKeyPair(node_secret[n])
crypto::HpkeKeyPair nodeKey(const crypto::HmacKey &path_secret)
{
    return crypto::HpkeKeyPair::derive(deriveSecret(path_secret, "node").view());
}

// Section 7.9: from the top of the path down, the parent hash of each node, at last of the leaf.
QByteArray setParentHashes(RatchetTree &tree, const QList<PathStep> &steps)
{
    QByteArray above; // "the root's parent_hash field is zero-length"
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        ParentNode node = *tree.parent(step->node);
        node.parent_hash.bytes = above;
        tree.setParent(step->node, std::move(node));
        above = parentHash(tree, step->node, step->copath_child).toByteArray();
    }
    return above;
}

// "blank all the nodes on the direct path from the leaf to the root", then the new public keys.
void replacePath(RatchetTree &tree, LeafIndex owner, const QList<PathStep> &steps,
                 const QList<UpdatePathNode> &nodes)
{
    for (const NodeIndex above : directPath(toNode(owner), tree.leafCount()))
        tree.blank(above);
    for (qsizetype i = 0; i < steps.size(); ++i)
        tree.setParent(steps[i].node, ParentNode{nodes[i].encryption_key, {}, {}});
}

// The resolution of a copath child without the leaves that the same commit has added.
QList<NodeIndex> receivers(const RatchetTree &tree, NodeIndex copath_child, const QList<LeafIndex> &added)
{
    QList<NodeIndex> nodes = tree.resolution(copath_child);
    nodes.removeIf([&](NodeIndex node) {
        return node.isLeaf() && std::binary_search(added.begin(), added.end(), toLeaf(node));
    });
    return nodes;
}

// Section 7.6: one ciphertext for each receiver, at every node, so that all members judge alike.
Result<void> validateShape(const RatchetTree &tree, const QList<PathStep> &steps, const UpdatePath &path,
                           const QList<LeafIndex> &added)
{
    TRY(require(steps.size() == path.nodes.items.size(), "path length"));
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const qsizetype sealed = path.nodes.items[i].encrypted_path_secret.items.size();
        TRY(require(receivers(tree, steps[i].copath_child, added).size() == sealed,
                    "number of encrypted path secrets"));
    }
    return success();
}

} // namespace

const crypto::HpkeKeyPair *TreeKeys::find(const RatchetTree &tree, NodeIndex node) const
{
    const auto found = m_keys.find(node.value);
    if (found == m_keys.end()) return nullptr;
    return found->second.public_key.view() == tree.encryptionKey(node) ? &found->second : nullptr;
}

void TreeKeys::set(NodeIndex node, crypto::HpkeKeyPair key)
{
    m_keys.insert_or_assign(node.value, std::move(key));
}

void TreeKeys::retain(const RatchetTree &tree)
{
    std::erase_if(m_keys, [&](const auto &entry) { return !find(tree, {entry.first}); });
}

TreeKeys TreeKeys::clone() const
{
    TreeKeys copy;
    for (const auto &[node, key] : m_keys)
        copy.m_keys.emplace(node, key.clone());
    return copy;
}

void TreeKeys::read(Reader &reader, const RatchetTree &tree)
{
    const quint8 count = reader.u8();
    for (int i = 0; i < count && !reader.failed(); ++i) {
        const quint32 node = reader.u32();
        crypto::Secret32 key;
        codec::get(reader, key);
        const auto public_key = crypto::HpkePublicKey::from(tree.encryptionKey({node}));
        if (!public_key) return reader.fail(Code::Malformed);
        m_keys.insert_or_assign(node, crypto::HpkeKeyPair{std::move(key), *public_key});
    }
}

// One key per level of the tree at most, so that a byte counts them.
void TreeKeys::write(Writer &writer) const
{
    writer.u8(static_cast<quint8>(m_keys.size()));
    for (const auto &[node, key] : m_keys) {
        writer.u32(node);
        codec::put(writer, key.private_key);
    }
}

NewPath makePath(RatchetTree &tree, PathOwner owner, RandomSource &random)
{
    const QList<PathStep> steps = tree.filteredDirectPath(owner.index);
    NewPath result;

    // Generate a fresh HPKE key pair for the leaf.
    crypto::HpkeKeyPair leaf_key = crypto::HpkeKeyPair::generate(random);

    // Generate a sequence of path secrets, one for each node on the leaf's filtered direct path:
    // path_secret[0] is sampled at random, path_secret[n] = DeriveSecret(path_secret[n-1], "path")
    crypto::Secret32 path_secret = crypto::Secret32::random(random);
    for (const PathStep &step : steps) {
        const crypto::HmacKey secret(path_secret.view());
        crypto::HpkeKeyPair key = nodeKey(secret);
        result.path.nodes.items.append({key.public_key.toByteArray(), {}});
        result.keys.set(step.node, std::move(key));
        crypto::Secret32 next = deriveSecret(secret, "path");
        result.path_secrets.emplace(step.node.value, std::exchange(path_secret, std::move(next)));
    }
    // Define commit_secret as the value path_secret[n+1].
    result.commit_secret = std::move(path_secret);

    replacePath(tree, owner.index, steps, result.path.nodes.items);
    LeafNode &leaf = result.path.leaf_node;
    leaf = std::move(owner.leaf);
    leaf.source = LeafNodeSource::Commit;
    leaf.encryption_key.bytes = leaf_key.public_key.toByteArray();
    leaf.parent_hash.bytes = setParentHashes(tree, steps);
    leaf.sign(owner.signing_key, {owner.group_id, owner.index});
    tree.setLeaf(owner.index, leaf);
    result.keys.set(toNode(owner.index), std::move(leaf_key));
    return result;
}

Result<void> encryptPath(NewPath &path, const RatchetTree &tree, LeafIndex owner,
                         const QList<LeafIndex> &added, const GroupContext &context, RandomSource &random)
{
    const crypto::HpkeInfo bound_to = encryptContext("UpdatePathNode", encode(context));
    const QList<PathStep> steps = tree.filteredDirectPath(owner);
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const crypto::Secret32 &secret = path.path_secrets.at(steps[i].node.value);
        for (const NodeIndex receiver : receivers(tree, steps[i].copath_child, added)) {
            TRY_ASSIGN(HpkeCiphertext sealed,
                       encryptWithLabel(tree.encryptionKey(receiver), bound_to, secret.view(), random));
            path.path.nodes.items[i].encrypted_path_secret.items.append(std::move(sealed));
        }
    }
    return success();
}

Result<void> mergePath(RatchetTree &tree, LeafIndex sender, const UpdatePath &path)
{
    const QList<PathStep> steps = tree.filteredDirectPath(sender);
    TRY(require(steps.size() == path.nodes.items.size(), "path length"));
    replacePath(tree, sender, steps, path.nodes.items);
    const QByteArray parent_hash = setParentHashes(tree, steps);
    TRY(require(path.leaf_node.parent_hash.bytes == parent_hash, "parent hash of the path"));
    tree.setLeaf(sender, path.leaf_node);
    return success();
}

Result<DecryptedPath> decryptPath(const RatchetTree &tree, LeafIndex sender, const UpdatePath &path,
                                  const QList<LeafIndex> &added, const GroupContext &context,
                                  const PathReceiver &receiver)
{
    // Identify a node in the filtered direct path for which the receiver is in the subtree of the
    // copath child, and in the resolution of that child a node whose private key it has.
    const QList<PathStep> steps = tree.filteredDirectPath(sender);
    TRY(validateShape(tree, steps, path, added));
    const auto step = std::find_if(steps.begin(), steps.end(), [&](const PathStep &candidate) {
        return isBelowOrSame(toNode(receiver.index), candidate.copath_child);
    });
    TRY(require(step != steps.end(), "no step of the path is above this device"));
    const QList<HpkeCiphertext> &sealed = path.nodes.items[step - steps.begin()].encrypted_path_secret.items;
    const QList<NodeIndex> nodes = receivers(tree, step->copath_child, added);
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        const crypto::HpkeKeyPair *key = receiver.keys.find(tree, nodes[i]);
        if (!key) continue;
        // Decrypt the path secret for the parent of the copath node using the private key from the
        // resolution node; derive the path secrets for the nodes above it.
        TRY_ASSIGN(QByteArray opened, decryptWithLabel(*key, "UpdatePathNode", encode(context), sealed[i]));
        auto secret = crypto::Secret32::from(opened);
        crypto::wipe(opened);
        if (!secret) return refused("path secret length");
        DecryptedPath result{receiver.keys.clone(), {}, secret->clone()};
        TRY_ASSIGN(result.commit_secret,
                   implantPathSecret(tree, sender, step->node, std::move(*secret), result.keys));
        result.keys.retain(tree);
        return result;
    }
    return refused("no path secret for this device");
}

Result<crypto::Secret32> implantPathSecret(const RatchetTree &tree, LeafIndex sender, NodeIndex node,
                                           crypto::Secret32 path_secret, TreeKeys &keys)
{
    bool reached = false;
    for (const PathStep &step : tree.filteredDirectPath(sender)) {
        reached = reached || step.node == node;
        if (!reached) continue;
        // Verify that the derived public key matches the one in the tree.
        const crypto::HmacKey secret(path_secret.view());
        crypto::HpkeKeyPair key = nodeKey(secret);
        TRY(require(key.public_key.view() == tree.encryptionKey(step.node), "public key of a path node"));
        keys.set(step.node, std::move(key));
        path_secret = deriveSecret(secret, "path");
    }
    if (!reached) return refused("path secret of a node outside of the path");
    return path_secret;
}

} // namespace chat121::mls
