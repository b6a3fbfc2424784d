// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/tree_validation.h"

#include "common/mls/suite.h"

#include <QSet>

#include <algorithm>
#include <bitset>

namespace chat121::mls {

namespace {

bool containsAll(const TypeList &list, const TypeList &wanted)
{
    return std::all_of(wanted.items.begin(), wanted.items.end(),
                       [&](quint16 type) { return list.items.contains(type); });
}

// The parent hash that a node carries; nothing if it carries none.
std::optional<QByteArray> carriedParentHash(const RatchetTree &tree, NodeIndex node)
{
    if (const ParentNode *parent = tree.parent(node)) return parent->parent_hash.bytes;
    const LeafNode *leaf = node.isLeaf() ? tree.leaf(toLeaf(node)) : nullptr;
    if (!leaf || leaf->source != LeafNodeSource::Commit) return std::nullopt;
    return leaf->parent_hash.bytes;
}

// Section 7.9.2: whether there is a node D in the resolution of C such that the intersection of
// P's unmerged_leaves with the subtree under C is equal to the resolution of C with D removed, and
// D's parent_hash field is equal to the parent hash of P with copath child S.
bool chainsTo(const RatchetTree &tree, NodeIndex p, NodeIndex c, NodeIndex s)
{
    const QList<LeafIndex> &unmerged = tree.parent(p)->unmerged_leaves.items;
    const auto unmerged_below = std::count_if(unmerged.begin(), unmerged.end(),
                                              [&](LeafIndex leaf) { return isBelowOrSame(toNode(leaf), c); });
    const QList<NodeIndex> resolution = tree.resolution(c);
    if (resolution.size() != unmerged_below + 1) return false;

    const auto is_merged = [&](NodeIndex node) {
        return !node.isLeaf() || !std::binary_search(unmerged.begin(), unmerged.end(), toLeaf(node));
    };
    const auto d = std::find_if(resolution.begin(), resolution.end(), is_merged);
    if (d == resolution.end() || std::any_of(d + 1, resolution.end(), is_merged)) return false;

    const std::optional<QByteArray> carried = carriedParentHash(tree, *d);
    return carried && *carried == parentHash(tree, p, s).view();
}

// Section 12.4.3.1: for each non-empty parent node and each entry in the node's unmerged_leaves:
// the entry represents a non-blank leaf node that is a descendant of the parent node; every
// non-blank intermediate node between the leaf node and the parent node has the same entry.
bool unmergedLeavesHold(const RatchetTree &tree, NodeIndex index)
{
    const QList<LeafIndex> &unmerged = tree.parent(index)->unmerged_leaves.items;
    const bool ascends = std::adjacent_find(unmerged.begin(), unmerged.end(),
                                            std::greater_equal<LeafIndex>()) == unmerged.end();
    if (!ascends) return false;
    for (const LeafIndex leaf : unmerged) {
        if (!isBelowOrSame(toNode(leaf), index) || !tree.leaf(leaf)) return false;
        auto above = parentOf(toNode(leaf), tree.leafCount());
        for (; above && *above != index; above = parentOf(*above, tree.leafCount())) {
            const ParentNode *between = tree.parent(*above);
            if (between && !between->unmerged_leaves.items.contains(leaf)) return false;
        }
    }
    return true;
}

// Keys, to be asked often whether one is among them: mostly it is not, which two of its bytes tell.
class KeySet {
public:
    // False if the key is there already.
    bool insert(QByteArrayView key)
    {
        if (contains(key)) return false;
        m_filter.set(filterBit(key));
        m_keys.insert(key);
        return true;
    }
    bool contains(QByteArrayView key) const { return m_filter.test(filterBit(key)) && m_keys.contains(key); }

private:
    static constexpr size_t kFilterBits = 1u << 12;
    static size_t filterBit(QByteArrayView key)
    {
        if (key.size() < 2) return 0;
        return (static_cast<quint8>(key[0]) | static_cast<size_t>(static_cast<quint8>(key[1])) << 8) %
               kFilterBits;
    }

    std::bitset<kFilterBits> m_filter;
    QSet<QByteArrayView> m_keys;
};

// The nodes of a tree by index, and which of them are to be judged. The others are as they were in a
// valid tree.
struct Judged {
    std::vector<const TreeNode *> nodes;
    std::vector<bool> is_new;
};

// Section 7.3: "Verify that the following fields are unique among the members of the group:
// signature_key, encryption_key". Section 12.4.3.1 wants the latter of parent nodes, too.
Result<void> validateUniqueKeys(const Judged &judged)
{
    KeySet encryption_keys;
    KeySet signature_keys;
    for (size_t i = 0; i < judged.nodes.size(); ++i) {
        const TreeNode *node = judged.nodes[i];
        if (!node || !judged.is_new[i]) continue;
        const QByteArray &key = node->encryptionKey();
        TRY(require(key.size() == crypto::HpkePublicKey::kSize, "encryption key length"));
        TRY(require(encryption_keys.insert(key), "two nodes with one encryption key"));
        if (const LeafNode *leaf = node->leaf())
            TRY(require(signature_keys.insert(leaf->signature_key.bytes),
                        "two leaves with one signature key"));
    }
    for (size_t i = 0; i < judged.nodes.size(); ++i) {
        const TreeNode *node = judged.nodes[i];
        if (!node || judged.is_new[i]) continue;
        TRY(require(!encryption_keys.contains(node->encryptionKey()), "two nodes with one encryption key"));
        if (const LeafNode *leaf = node->leaf())
            TRY(require(!signature_keys.contains(leaf->signature_key.bytes),
                        "two leaves with one signature key"));
    }
    return success();
}

Result<RequiredCapabilities> requiredBy(const ExtensionList &extensions)
{
    const auto data = findExtension(extensions, kExtensionRequiredCapabilities);
    if (!data) return RequiredCapabilities();
    auto required = decode<RequiredCapabilities>(*data);
    if (!required) return refused("required capabilities cannot be read");
    return required;
}

} // namespace

//     struct {
//         HPKEPublicKey encryption_key;
//         opaque parent_hash<V>;
//         opaque original_sibling_tree_hash<V>;
//     } ParentHashInput;
//
// The original tree hash is that of the sibling's subtree as it was when the parent got its key:
// without the leaves that came later, the parent's unmerged leaves.
crypto::Hash parentHash(const RatchetTree &tree, NodeIndex parent, NodeIndex sibling)
{
    const ParentNode &node = *tree.parent(parent);
    Writer input;
    codec::put(input, node.encryption_key);
    codec::put(input, node.parent_hash);
    input.vector(tree.treeHashWithout(sibling, node.unmerged_leaves.items).view());
    return crypto::sha256(input.bytes());
}

Result<void> verifyParentHashes(const RatchetTree &tree)
{
    for (quint32 i = 1; i < nodeCount(tree.leafCount()); i += 2) {
        const NodeIndex node{i};
        if (tree.isBlank(node)) continue;
        const NodeIndex left = *leftChild(node);
        const NodeIndex right = *rightChild(node);
        const bool valid = chainsTo(tree, node, left, right) || chainsTo(tree, node, right, left);
        TRY(require(valid, "parent hash"));
    }
    return success();
}

Result<void> validateUnmergedLeaves(const RatchetTree &tree)
{
    for (quint32 i = 1; i < nodeCount(tree.leafCount()); i += 2)
        TRY(require(tree.isBlank({i}) || unmergedLeavesHold(tree, {i}), "unmerged leaves"));
    return success();
}

Result<void> validateLeaf(const LeafNode &leaf, LeafNodeSource source, const LeafNode::Place &place)
{
    TRY(validateLeafContent(leaf, source));

    // Verify that the signature on the LeafNode is valid using signature_key.
    return require(leaf.verifies(place), "leaf node signature");
}

Result<void> validateLeafContent(const LeafNode &leaf, LeafNodeSource source)
{
    // Verify that the leaf_node_source field has the appropriate value for the context.
    TRY(require(leaf.source == source, "leaf node source"));

    // Verify that the extensions in the LeafNode are supported by checking that the ID for each
    // extension in the extensions field is listed in the capabilities.extensions field.
    TRY(require(!hasDuplicates(leaf.extensions), "an extension twice"));
    for (const Extension &extension : leaf.extensions.items) {
        const bool listed =
            isDefaultExtension(extension.type) || leaf.capabilities.extensions.items.contains(extension.type);
        TRY(require(listed, "an extension that is not among the capabilities"));
    }

    // Verify that the credential type used in the LeafNode is included in the credentials field of
    // the capabilities field.
    return require(leaf.capabilities.credentials.items.contains(leaf.credential.type),
                   "a credential that is not among the capabilities");
}

namespace {

// What every leaf must be capable of.
struct Requirements {
    TypeList extensions;
    TypeList proposals;
    TypeList credentials; // without those that are in use
};

Result<Requirements> requirementsOf(const ExtensionList &extensions)
{
    TRY_ASSIGN(RequiredCapabilities required, requiredBy(extensions));
    Requirements result{required.extension_types, required.proposal_types, required.credential_types};
    // Section 13.4: what stands in the group context has to be supported by every member.
    for (const Extension &extension : extensions.items)
        if (!isDefaultExtension(extension.type)) result.extensions.items.append(extension.type);
    result.extensions.items.removeIf(isDefaultExtension);
    result.proposals.items.removeIf([](quint16 type) { return type >= 1 && type <= 7; });
    return result;
}

// Adds the types of credentials of the leaves that are new, or of the others.
void collectCredentialTypes(const Judged &judged, bool of_new, TypeList &types)
{
    for (size_t i = 0; i < judged.nodes.size(); i += 2) {
        const LeafNode *leaf = judged.nodes[i] ? judged.nodes[i]->leaf() : nullptr;
        if (!leaf || judged.is_new[i] != of_new) continue;
        if (!types.items.contains(leaf->credential.type)) types.items.append(leaf->credential.type);
    }
}

// Verify that the LeafNode is compatible with the group's parameters: if the GroupContext has a
// required_capabilities extension, then the required extensions, proposals, and credential types MUST
// be listed in the LeafNode's capabilities field.
Result<void> validateCapabilities(const Capabilities &able, const Requirements &required)
{
    TRY(require(containsAll(able.extensions, required.extensions), "a member lacks a required extension"));
    TRY(require(containsAll(able.proposals, required.proposals), "a member lacks a required proposal"));

    // Verify that the credential type is supported by all members of the group, and that the
    // capabilities field of this LeafNode indicates support for all the credential types currently in
    // use by other members.
    return require(containsAll(able.credentials, required.credentials), "a member lacks a credential type");
}

Result<void> validateMembers(const Judged &judged, const ExtensionList &extensions)
{
    TRY_ASSIGN(Requirements required, requirementsOf(extensions));
    collectCredentialTypes(judged, false, required.credentials);
    const qsizetype known = required.credentials.items.size();
    collectCredentialTypes(judged, true, required.credentials);

    // A type of credential that nobody had before concerns the others, too.
    const bool concerns_all = required.credentials.items.size() > known;
    for (size_t i = 0; i < judged.nodes.size(); i += 2) {
        const LeafNode *leaf = judged.nodes[i] ? judged.nodes[i]->leaf() : nullptr;
        if (leaf && (concerns_all || judged.is_new[i]))
            TRY(validateCapabilities(leaf->capabilities, required));
    }
    return validateUniqueKeys(judged);
}

} // namespace

Result<void> validateMembership(const RatchetTree &tree, const ExtensionList &extensions)
{
    return validateMembers({tree.nodes(), std::vector<bool>(nodeCount(tree.leafCount()), true)}, extensions);
}

Result<void> validateMembershipSince(const RatchetTree &before, const RatchetTree &tree,
                                     const ExtensionList &extensions)
{
    Judged judged{tree.nodes(), std::vector<bool>(nodeCount(tree.leafCount()), false)};
    for (const NodeIndex index : tree.changedSince(before))
        judged.is_new[index.value] = true;
    return validateMembers(judged, extensions);
}

Result<void> validateTree(const RatchetTree &tree, const QByteArray &group_id,
                          const ExtensionList &extensions)
{
    TRY(validateUnmergedLeaves(tree));
    TRY(verifyParentHashes(tree));
    for (const LeafIndex index : tree.leaves()) {
        const LeafNode &leaf = *tree.leaf(index);
        TRY(validateLeaf(leaf, leaf.source, {group_id, index}));
    }
    return validateMembership(tree, extensions);
}

} // namespace chat121::mls
