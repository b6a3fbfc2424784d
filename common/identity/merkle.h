// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An append-only Merkle tree: hashes, what a proof is made of, and its verification. Pure functions;
// who keeps the tree decides where its nodes lie.
//
// Sources: RFC 6962, Section 2.1 (the hashes); RFC 9162, Sections 2.1.3 and 2.1.4 (proofs and their
// verification). Five leaves look like this; 01 and 0123 are complete subtrees, the root is not:
//
//            root
//        0123
//      01    23
//     0  1  2  3  4
#pragma once

#include "common/base/result.h"
#include "common/crypto/hash.h"

#include <QList>

namespace chat121::identity::merkle {

using Path = QList<crypto::Hash>;

crypto::Hash leafHash(QByteArrayView entry);
crypto::Hash nodeHash(const crypto::Hash &left, const crypto::Hash &right);
crypto::Hash emptyRoot(); // of a tree without leaves

// --- the parts of a tree --------------------------------------------------------------------------

// A complete subtree: the 2^level leaves from position * 2^level on. Level 0 is a leaf.
struct Node {
    quint8 level = 0;
    quint64 position = 0;

    // One number for each node of all trees: leaf n is 2n, a parent stands between its children.
    // REQUIRES: fewer than 2^62 leaves
    quint64 number() const { return (position << (level + 1)) | ((quint64(1) << level) - 1); }
    bool operator==(const Node &) const = default;
};

// The leaves [begin, end), as the recursions of RFC 9162 cut them.
struct Range {
    quint64 begin = 0;
    quint64 end = 0;
    bool operator==(const Range &) const = default;
};

// The complete subtrees that a range consists of, from left to right; its hash is rootOf() of theirs.
QList<Node> subtreesOf(const Range &range);
// REQUIRES: hashes of subtreesOf() one range, not empty
crypto::Hash rootOf(const QList<crypto::Hash> &subtrees);

// The ranges whose hashes are the proof, in its order. REQUIRES: index < size
QList<Range> inclusionRanges(quint64 index, quint64 size);
// REQUIRES: 0 < first <= second
QList<Range> consistencyRanges(quint64 first, quint64 second);

// The right edge of a growing tree: what is needed to append to it and to know its root.
class Frontier {
public:
    struct Made {
        Node node;
        crypto::Hash hash;
    };

    Frontier() = default; // of an empty tree
    // `subtrees`: hashes of subtreesOf({0, size}). Malformed for another number of them.
    static Result<Frontier> restore(quint64 size, QList<crypto::Hash> subtrees);

    quint64 size() const { return m_size; }
    crypto::Hash root() const;
    // The leaf, and every subtree that it completes: what has to be kept, in rising order.
    QList<Made> append(const crypto::Hash &leaf);

private:
    quint64 m_size = 0;
    QList<crypto::Hash> m_subtrees; // from left to right
};

// --- verification ---------------------------------------------------------------------------------

struct Tree {
    quint64 size = 0;
    crypto::Hash root{};
    bool operator==(const Tree &) const = default;
};

// RFC 9162, Section 2.1.3.2.
[[nodiscard]] bool isIncluded(const crypto::Hash &leaf, quint64 index, const Path &path, const Tree &tree);

// RFC 9162, Section 2.1.4.2. Also: every tree extends the empty one, and itself, by an empty path.
[[nodiscard]] bool isExtension(const Tree &first, const Tree &second, const Path &path);

} // namespace chat121::identity::merkle
