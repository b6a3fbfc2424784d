// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// TreeKEM: fresh keys along the path of one member, told to all others. RFC 9420, Sections 7.4-7.6.
//
// Making a path takes two steps, because what is encrypted is bound to a group context that holds
// the hash of the changed tree: makePath(), then encryptPath(). Receiving is mergePath(), then
// decryptPath(). Values that wipe their keys; any thread.
#pragma once

#include "common/mls/group_context.h"
#include "common/mls/ratchet_tree.h"

#include <map>

namespace chat121::mls {

// The private keys that this device has: its leaf's, and those of parents above it.
class TreeKeys {
public:
    // The key that belongs to the node as it is now; nothing if the tree has another one there.
    const crypto::HpkeKeyPair *find(const RatchetTree &tree, NodeIndex node) const;
    void set(NodeIndex node, crypto::HpkeKeyPair key);
    // Erases what no longer stands in the tree.
    void retain(const RatchetTree &tree);
    TreeKeys clone() const;

    // Only the private keys are written; the public ones stand in the tree. Malformed if one does not.
    void read(Reader &reader, const RatchetTree &tree);
    void write(Writer &writer) const;

private:
    std::map<quint32, crypto::HpkeKeyPair> m_keys; // by node
};

struct NewPath {
    UpdatePath path;                                  // encrypted_path_secret is filled in by encryptPath()
    TreeKeys keys;                                    // of the leaf and of every node of the path
    std::map<quint32, crypto::Secret32> path_secrets; // by node
    crypto::Secret32 commit_secret;
};

// Who makes the path, and how its leaf shall look: `leaf` without keys, source and signature.
struct PathOwner {
    LeafIndex index;
    LeafNode leaf;
    QByteArray group_id;
    const crypto::SigningKey &signing_key;
};

// Generates new keys and puts their public parts into the tree.
NewPath makePath(RatchetTree &tree, PathOwner owner, RandomSource &random);

// Encrypts each path secret to the resolution of the copath child, but not to `added` leaves, here and
// below in ascending order (each was put into the leftmost blank leaf).
Result<void> encryptPath(NewPath &path, const RatchetTree &tree, LeafIndex owner,
                         const QList<LeafIndex> &added, const GroupContext &context, RandomSource &random);

// Puts the public keys of a received path into the tree. Fails unless its leaf carries the right
// parent hash. The leaf itself must have been validated.
Result<void> mergePath(RatchetTree &tree, LeafIndex sender, const UpdatePath &path);

struct PathReceiver {
    LeafIndex index;
    const TreeKeys &keys;
};
struct DecryptedPath {
    TreeKeys keys; // the receiver's, with those of the path
    crypto::Secret32 commit_secret;
    crypto::Secret32 path_secret; // the one that was encrypted to the receiver
};
// REQUIRES: mergePath() has succeeded with this path
Result<DecryptedPath> decryptPath(const RatchetTree &tree, LeafIndex sender, const UpdatePath &path,
                                  const QList<LeafIndex> &added, const GroupContext &context,
                                  const PathReceiver &receiver);

// Derives the keys from `node` up along the filtered direct path of `sender`, checks them against
// the tree, stores them, and returns the commit secret.
Result<crypto::Secret32> implantPathSecret(const RatchetTree &tree, LeafIndex sender, NodeIndex node,
                                           crypto::Secret32 path_secret, TreeKeys &keys);

} // namespace chat121::mls
