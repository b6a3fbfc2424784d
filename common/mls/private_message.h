// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Encrypted messages: RFC 9420, Section 6.3. Functions without state of their own; any thread.
#pragma once

#include "common/crypto/padding.h"
#include "common/mls/framing.h"
#include "common/mls/secret_tree.h"

namespace chat121::mls {

// Uses up the sender's next key. REQUIRES: the content is signed and its sender is a member.
// TooLarge when the sender's ratchet has ended.
Result<PrivateMessage> sealPrivate(const AuthenticatedContent &content, SecretTree &ratchets,
                                   const crypto::Secret32 &sender_data_secret, RandomSource &random,
                                   crypto::Padding padding = crypto::Padding::Steps);

//     struct {
//         uint32 leaf_index;
//         uint32 generation;
//         opaque reuse_guard[4];
//     } SenderData;
struct SenderData {
    LeafIndex leaf;
    quint32 generation = 0;
    FixedBytes<4> reuse_guard;

    auto fields() { return std::tie(leaf, generation, reuse_guard); }
};

Result<SenderData> openSenderData(const PrivateMessage &message, const crypto::Secret32 &sender_data_secret);

struct OpenedPrivate {
    AuthenticatedContent content;
    Ratchet advanced; // takes the ratchet's place once the signature has been verified
};

// Decrypts; the signature is the caller's next step. Changes nothing but what is derived lazily.
// REQUIRES: sender.leaf is a leaf that is not blank
Result<OpenedPrivate> openPrivate(const PrivateMessage &message, const SenderData &sender,
                                  SecretTree &ratchets, UnixTime now);

RatchetKind ratchetKind(ContentType type);

// The key of the sender data, which depends on the ciphertext beside it.
MessageKey senderDataKey(const crypto::Secret32 &sender_data_secret, QByteArrayView ciphertext);

} // namespace chat121::mls
