// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Vectors of tree-operations, tree-validation and treekem.
#include "tests/vectors/checks.h"

#include "common/crypto/sodium_random.h"
#include "common/mls/proposal_list.h"
#include "common/mls/tree_validation.h"
#include "common/mls/treekem.h"

namespace chat121::vectors {

namespace {

// What one leaf of a treekem case knows.
mls::TreeKeys keysOf(const mls::RatchetTree &tree, const QJsonValue &row, Checks &checks)
{
    mls::TreeKeys keys;
    const mls::NodeIndex leaf = mls::toNode({number(row[u"index"])});
    keys.set(leaf, crypto::HpkeKeyPair::fromPrivateKey(secret(row[u"encryption_priv"])));
    checks.that(keys.find(tree, leaf) != nullptr);
    for (const QJsonValue &path : row[u"path_secrets"].toArray()) {
        const mls::NodeIndex node{number(path[u"node"])};
        const auto node_secret = mls::deriveSecret(hex(path[u"path_secret"]), "node");
        keys.set(node, crypto::HpkeKeyPair::derive(node_secret.view()));
        checks.that(keys.find(tree, node) != nullptr);
    }
    return keys;
}

mls::GroupContext contextOf(const QJsonObject &vector, const mls::RatchetTree &tree)
{
    mls::GroupContext context;
    context.group_id = hex(vector[u"group_id"]);
    context.epoch = static_cast<quint64>(vector[u"epoch"].toInteger());
    context.confirmed_transcript_hash = hex(vector[u"confirmed_transcript_hash"]);
    context.tree_hash = tree.treeHash();
    return context;
}

// Everybody else opens the path; `expected` are the path secrets by leaf, empty when unknown.
void judgeReceivers(const QJsonObject &vector, const mls::RatchetTree &before, mls::LeafIndex sender,
                    const mls::UpdatePath &path, const QJsonArray &expected, QByteArrayView commit_secret,
                    Checks &checks)
{
    mls::RatchetTree after = before;
    if (!checks.ok(mls::mergePath(after, sender, path))) return;
    checks.ok(mls::verifyParentHashes(after));
    const mls::GroupContext context = contextOf(vector, after);
    for (const QJsonValue &row : vector[u"leaves_private"].toArray()) {
        const mls::LeafIndex leaf{number(row[u"index"])};
        if (leaf == sender) continue;
        const mls::TreeKeys keys = keysOf(before, row, checks);
        const auto opened = mls::decryptPath(after, sender, path, {}, context, {leaf, keys});
        if (!checks.ok(opened)) return;
        checks.equal(opened->commit_secret.view(), commit_secret);
        if (!expected.isEmpty()) checks.equal(opened->path_secret.view(), hex(expected[leaf.value]));
    }
}

// The same with a path of our own.
void judgeNewPath(const QJsonObject &vector, const mls::RatchetTree &before, mls::LeafIndex sender,
                  Checks &checks)
{
    QJsonValue own;
    for (const QJsonValue &row : vector[u"leaves_private"].toArray())
        if (number(row[u"index"]) == sender.value) own = row;
    const auto key = crypto::SigningKey::fromSeed(secret(own[u"signature_priv"]));
    crypto::SodiumRandom random;
    mls::RatchetTree after = before;
    mls::NewPath made =
        mls::makePath(after, {sender, *before.leaf(sender), hex(vector[u"group_id"]), key}, random);
    const mls::GroupContext context = contextOf(vector, after);
    if (!checks.ok(mls::encryptPath(made, after, sender, {}, context, random))) return;
    judgeReceivers(vector, before, sender, made.path, {}, made.commit_secret.view(), checks);
}

} // namespace

void judgeTreeOperations(const QJsonObject &vector, Checks &checks)
{
    auto tree = mls::RatchetTree::decode(hex(vector[u"tree_before"]));
    const auto proposal = decode<mls::Proposal>(hex(vector[u"proposal"]));
    if (!checks.ok(tree) || !checks.ok(proposal)) return;
    checks.equal(tree->treeHash(), hex(vector[u"tree_hash_before"]));
    mls::applyToTree(*tree, *proposal, {number(vector[u"proposal_sender"])});
    checks.equal(tree->encode(), hex(vector[u"tree_after"]));
    checks.equal(tree->treeHash(), hex(vector[u"tree_hash_after"]));
}

void judgeTreeValidation(const QJsonObject &vector, Checks &checks)
{
    const auto tree = mls::RatchetTree::decode(hex(vector[u"tree"]));
    if (!checks.ok(tree)) return;
    const QJsonArray resolutions = vector[u"resolutions"].toArray();
    const QJsonArray hashes = vector[u"tree_hashes"].toArray();
    checks.that(resolutions.size() == mls::nodeCount(tree->leafCount()));
    for (quint32 i = 0; i < static_cast<quint32>(resolutions.size()); ++i) {
        QJsonArray resolution;
        for (const mls::NodeIndex node : tree->resolution({i}))
            resolution.append(static_cast<qint64>(node.value));
        checks.that(resolution == resolutions[i].toArray());
        checks.equal(tree->treeHash({i}).view(), hex(hashes[i]));
    }
    checks.equal(tree->encode(), hex(vector[u"tree"]));
    checks.ok(mls::verifyParentHashes(*tree));
    checks.ok(mls::validateTree(*tree, hex(vector[u"group_id"]), {}));
}

void judgeTreeKem(const QJsonObject &vector, Checks &checks)
{
    const auto tree = mls::RatchetTree::decode(hex(vector[u"ratchet_tree"]));
    if (!checks.ok(tree)) return;
    for (const QJsonValue &row : vector[u"update_paths"].toArray()) {
        const mls::LeafIndex sender{number(row[u"sender"])};
        const auto path = decode<mls::UpdatePath>(hex(row[u"update_path"]));
        if (!checks.ok(path)) return;
        checks.ok(mls::validateLeaf(path->leaf_node, mls::LeafNodeSource::Commit,
                                    {hex(vector[u"group_id"]), sender}));
        mls::RatchetTree after = *tree;
        checks.ok(mls::mergePath(after, sender, *path));
        checks.equal(after.treeHash(), hex(row[u"tree_hash_after"]));
        judgeReceivers(vector, *tree, sender, *path, row[u"path_secrets"].toArray(),
                       hex(row[u"commit_secret"]), checks);
        judgeNewPath(vector, *tree, sender, checks);
    }
}

} // namespace chat121::vectors
