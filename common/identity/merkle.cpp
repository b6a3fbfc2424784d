// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/merkle.h"

#include <bit>

namespace chat121::identity::merkle {

namespace {

constexpr QByteArrayView kLeafPrefix("\0", 1);
constexpr QByteArrayView kNodePrefix("\1", 1);

// The largest power of two smaller than `size`. REQUIRES: size > 1
quint64 splitOf(quint64 size)
{
    return std::bit_floor(size - 1);
}

bool isOdd(quint64 number)
{
    return (number & 1) == 1;
}

} // namespace

crypto::Hash leafHash(QByteArrayView entry)
{
    return crypto::sha256({kLeafPrefix, entry});
}

crypto::Hash nodeHash(const crypto::Hash &left, const crypto::Hash &right)
{
    return crypto::sha256({kNodePrefix, left.view(), right.view()});
}

crypto::Hash emptyRoot()
{
    return crypto::sha256(QByteArrayView());
}

// --- the parts of a tree --------------------------------------------------------------------------

QList<Node> subtreesOf(const Range &range)
{
    QList<Node> nodes;
    quint64 begin = range.begin;
    while (begin < range.end) {
        const quint64 length = std::bit_floor(range.end - begin);
        const auto level = static_cast<quint8>(std::countr_zero(length));
        nodes.append({level, begin >> level});
        begin += length;
    }
    return nodes;
}

crypto::Hash rootOf(const QList<crypto::Hash> &subtrees)
{
    Q_ASSERT_X(!subtrees.isEmpty(), "merkle::rootOf", "an empty range");
    crypto::Hash root = subtrees.last();
    for (qsizetype index = subtrees.size() - 2; index >= 0; --index)
        root = nodeHash(subtrees.at(index), root);
    return root;
}

// RFC 9162, Section 2.1.3.1: PATH(m, D_n), from the leaf upwards.
QList<Range> inclusionRanges(quint64 index, quint64 size)
{
    QList<Range> ranges;
    Range rest{0, size};
    while (rest.end - rest.begin > 1) {
        const quint64 middle = rest.begin + splitOf(rest.end - rest.begin);
        const Range left{rest.begin, middle};
        const Range right{middle, rest.end};
        const bool is_left = index < middle;
        ranges.prepend(is_left ? right : left);
        rest = is_left ? left : right;
    }
    return ranges;
}

// RFC 9162, Section 2.1.4.1: PROOF(m, D_n). The rest that is left at the end is a complete subtree of
// both trees; the verifier has it already when it is the whole first tree.
QList<Range> consistencyRanges(quint64 first, quint64 second)
{
    QList<Range> ranges;
    Range rest{0, second};
    while (first < rest.end) {
        const quint64 middle = rest.begin + splitOf(rest.end - rest.begin);
        const Range left{rest.begin, middle};
        const Range right{middle, rest.end};
        const bool is_left = first <= middle;
        ranges.prepend(is_left ? right : left);
        rest = is_left ? left : right;
    }
    if (rest.begin > 0) ranges.prepend(rest);
    return ranges;
}

// --- growing --------------------------------------------------------------------------------------

Result<Frontier> Frontier::restore(quint64 size, QList<crypto::Hash> subtrees)
{
    if (subtrees.size() != std::popcount(size))
        return Error{Code::Malformed, QStringLiteral("not the right edge of a tree of this size")};
    Frontier frontier;
    frontier.m_size = size;
    frontier.m_subtrees = std::move(subtrees);
    return frontier;
}

crypto::Hash Frontier::root() const
{
    return m_subtrees.isEmpty() ? emptyRoot() : rootOf(m_subtrees);
}

QList<Frontier::Made> Frontier::append(const crypto::Hash &leaf)
{
    QList<Made> made{{Node{0, m_size}, leaf}};
    for (quint64 rest = m_size; isOdd(rest); rest >>= 1) {
        const Made &child = made.last();
        const Node parent{static_cast<quint8>(child.node.level + 1), child.node.position >> 1};
        made.append({parent, nodeHash(m_subtrees.takeLast(), child.hash)});
    }
    m_subtrees.append(made.last().hash);
    ++m_size;
    return made;
}

// --- verification ---------------------------------------------------------------------------------

bool isIncluded(const crypto::Hash &leaf, quint64 index, const Path &path, const Tree &tree)
{
    // 1. Compare leaf_index from the inclusion_proof_v2 structure against tree_size.
    if (index >= tree.size) return false;
    // 2. Set fn to leaf_index and sn to tree_size - 1.
    quint64 fn = index;
    quint64 sn = tree.size - 1;
    // 3. Set r to hash.
    crypto::Hash r = leaf;
    // 4. For each value p in the inclusion_path array:
    for (const crypto::Hash &p : path) {
        if (sn == 0) return false;
        if (isOdd(fn) || fn == sn) {
            r = nodeHash(p, r);
            while (!isOdd(fn) && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            r = nodeHash(r, p);
        }
        fn >>= 1;
        sn >>= 1;
    }
    // 5. Compare sn to 0. Compare r against the root_hash.
    return sn == 0 && r == tree.root;
}

bool isExtension(const Tree &first, const Tree &second, const Path &path)
{
    if (first.size > second.size) return false;
    if (first.size == 0) return path.isEmpty() && first.root == emptyRoot();
    if (first.size == second.size) return path.isEmpty() && first.root == second.root;
    // 1. If consistency_path is an empty array, stop and fail the proof verification.
    if (path.isEmpty()) return false;
    // 2. If first is an exact power of 2, then prepend first_hash to the consistency_path array.
    Path values = path;
    if (std::has_single_bit(first.size)) values.prepend(first.root);
    // 3. Set fn to first - 1 and sn to second - 1.
    quint64 fn = first.size - 1;
    quint64 sn = second.size - 1;
    // 4. If LSB(fn) is set, then right-shift both fn and sn equally until LSB(fn) is not set.
    while (isOdd(fn)) {
        fn >>= 1;
        sn >>= 1;
    }
    // 5. Set both fr and sr to the first value in the consistency_path array.
    crypto::Hash fr = values.first();
    crypto::Hash sr = values.first();
    // 6. For each subsequent value c in the consistency_path array:
    for (qsizetype next = 1; next < values.size(); ++next) {
        const crypto::Hash &c = values.at(next);
        if (sn == 0) return false;
        if (isOdd(fn) || fn == sn) {
            fr = nodeHash(c, fr);
            sr = nodeHash(c, sr);
            while (!isOdd(fn) && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            sr = nodeHash(sr, c);
        }
        fn >>= 1;
        sn >>= 1;
    }
    // 7. Verify that fr equals first_hash, that sr equals second_hash and that sn is 0.
    return fr == first.root && sr == second.root && sn == 0;
}

} // namespace chat121::identity::merkle
