// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The keys that messages of one epoch are encrypted with: RFC 9420, Section 9.
//
// Lazy: a leaf's ratchets are derived when its first message comes, and what they came from is
// erased (Section 9.2). A key is handed out once. Keys of messages that are overtaken are kept
// within limits::kSkippedKeysPerSenderMax and kSkippedKeyLife.
// A value that wipes its keys. Threads: one at a time.
#pragma once

#include "common/base/clock.h"
#include "common/crypto/aead.h"
#include "common/mls/suite.h"
#include "common/mls/tree_math.h"

#include <map>

namespace chat121::mls {

struct MessageKey {
    crypto::AeadKey key;
    crypto::Secret<12> nonce;

    MessageKey clone() const { return {key.clone(), nonce.clone()}; }
    auto fields() { return std::tie(key, nonce); }
};

// The symmetric ratchet of one sender for one kind of message.
class Ratchet {
public:
    Ratchet() = default;
    explicit Ratchet(crypto::Secret32 secret)
        : m_secret(std::move(secret))
    {
    }

    // The generation that next() will use.
    quint32 generation() const { return m_generation; }
    // For sending. REQUIRES: generation() < kGenerationMax
    MessageKey next();
    // For receiving. Expired if the key is used or too old; TooLarge if it is too far ahead.
    Result<MessageKey> take(quint32 generation, UnixTime now);
    // Erases keys of overtaken messages that have waited longer than kSkippedKeyLife. Whether there
    // were any.
    bool expire(UnixTime now);
    // What comes before this generation and is not here yet never comes: its keys end. Whether there were
    // any.
    bool passed(quint32 generation);
    Ratchet clone() const;

    void read(Reader &reader);
    void write(Writer &writer) const;

    static constexpr quint32 kGenerationMax = 0xffffffff;

private:
    struct Skipped {
        MessageKey key;
        UnixTime since;
        auto fields() { return std::tie(key, since); }
    };

    crypto::Secret32 m_secret;
    quint32 m_generation = 0;
    std::map<quint32, Skipped> m_skipped; // by generation
};

enum class RatchetKind : quint8 { Handshake = 0, Application = 1 };

class SecretTree {
public:
    SecretTree() = default;
    // REQUIRES: leaf_count is that of the epoch's ratchet tree
    SecretTree(crypto::Secret32 encryption_secret, quint32 leaf_count);

    // The ratchet lives until the tree ends. REQUIRES: leaf.value < leafCount()
    Ratchet &ratchet(LeafIndex leaf, RatchetKind kind);
    quint32 leafCount() const { return m_leaf_count; }
    bool expire(UnixTime now); // of all ratchets
    SecretTree clone() const;

    void read(Reader &reader);
    void write(Writer &writer) const;

private:
    struct LeafRatchets {
        Ratchet handshake;
        Ratchet application;
    };
    void deriveLeaf(LeafIndex leaf);

    quint32 m_leaf_count = 1;
    std::map<quint32, crypto::Secret32> m_nodes; // tree_node_secret of subtrees not yet entered
    std::map<quint32, LeafRatchets> m_leaves;
};

} // namespace chat121::mls
