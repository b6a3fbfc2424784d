// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a ratchet tree and its leaves may be believed: RFC 9420, Sections 7.3, 7.9 and 12.4.3.1.
// Pure functions; any thread. Whatever fails here fails with Crypto.
#pragma once

#include "common/mls/ratchet_tree.h"

namespace chat121::mls {

// Section 7.9: the hash that the child `C` (or a node below it) of `parent` carries, where
// `sibling` is the other child. REQUIRES: `parent` is not blank
crypto::Hash parentHash(const RatchetTree &tree, NodeIndex parent, NodeIndex sibling);

// Section 7.9.2: every non-blank parent node can be chained back to a leaf.
Result<void> verifyParentHashes(const RatchetTree &tree);

// Section 7.3, as far as it concerns one leaf alone.
Result<void> validateLeaf(const LeafNode &leaf, LeafNodeSource source, const LeafNode::Place &place);
// The same for a leaf whose signature has been verified, with the key package that it came in.
Result<void> validateLeafContent(const LeafNode &leaf, LeafNodeSource source);

// Section 7.3, as far as it concerns the leaves together: required capabilities, credentials that
// everybody supports, keys that nobody else has. `extensions` are those of the group context.
Result<void> validateMembership(const RatchetTree &tree, const ExtensionList &extensions);
// The same for a tree that has come from `before`, which was valid under the same extensions: judges
// only what has changed since, against all.
Result<void> validateMembershipSince(const RatchetTree &before, const RatchetTree &tree,
                                     const ExtensionList &extensions);

// Section 12.4.3.1: every unmerged leaf stands below its node, in each node between. A tree from
// outside is asked for resolutions and keys only after this.
Result<void> validateUnmergedLeaves(const RatchetTree &tree);

// All of the above: the tree of a group that this device joins.
Result<void> validateTree(const RatchetTree &tree, const QByteArray &group_id,
                          const ExtensionList &extensions);

} // namespace chat121::mls
