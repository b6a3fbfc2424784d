// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Proofs of the key log against a tree that is really there. The input is the tree's size, what the
// proof is about, and the proof: what is accepted must be true, and so must be the proof itself.
#include "common/identity/key_log.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;
using namespace chat121::identity;

namespace {

constexpr quint8 kSizeMax = 40;

struct Claim {
    quint8 size = 0;
    quint64 number = 0; // a leaf's index, or an earlier size
    crypto::Hash hash{};
    List<crypto::Hash, limits::kKeyLogPathMax> path{};

    auto fields() { return std::tie(size, number, hash, path); }
};

crypto::Hash someLeaf(quint64 index)
{
    return merkle::leafHash(QByteArray::number(index));
}

merkle::Tree treeOf(quint64 size)
{
    merkle::Frontier frontier;
    while (frontier.size() < size)
        frontier.append(someLeaf(frontier.size()));
    return {size, frontier.root()};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    const auto head = decode<KeyLogHead>(input);
    if (head && encode(*head) != input) qFatal("a second form of the same head was accepted");
    const auto signed_head = decode<SignedKeyLogHead>(input);
    if (signed_head && encode(*signed_head) != input) qFatal("a second form of a signed head");
    const auto statement = decode<LoggedStatement>(input);
    if (statement && encode(*statement) != input) qFatal("a second form of the same statement");

    const auto claim = decode<Claim>(input);
    if (!claim || claim->size > kSizeMax) return 0;
    const merkle::Tree tree = treeOf(claim->size);
    const merkle::Tree earlier{claim->number, claim->hash};
    if (merkle::isIncluded(claim->hash, claim->number, claim->path.items, tree) &&
        claim->hash != someLeaf(claim->number))
        qFatal("a leaf that is not there");
    if (merkle::isExtension(earlier, tree, claim->path.items) && !(earlier == treeOf(claim->number)))
        qFatal("an earlier tree that never was");
    if (merkle::isExtension(tree, earlier, claim->path.items) && earlier.size < tree.size)
        qFatal("a tree that has become smaller");
    return 0;
}
