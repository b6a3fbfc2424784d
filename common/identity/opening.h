// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What waits in a waiting room: a customer's words, sealed to the department's inbox key before
// there is a group. Signed by the customer's device inside the seal, so that nobody who may read it
// can pass it on as another's, to another department or in another conversation.
//
//     HPKE info = label, department, inbox key      AAD = conversation, message id
//     plaintext = pad(Signed<Opening>, LeafIdentity of the customer)
//
// Either padding is opened: the department's rule may have changed since.
#pragma once

#include "common/crypto/hpke.h"
#include "common/crypto/padding.h"
#include "common/identity/department_key.h"

namespace chat121::identity {

using MessageId = FixedBytes<16>; // random, chosen by the customer's client

struct Opening {
    static constexpr QByteArrayView kLabel = labels::kOpening;
    static constexpr qsizetype kBytesMax = limits::kSealedBytesMax - 8 * 1024;

    DepartmentId department;
    InboxKeyId inbox_key; // the one it was first sealed to; a colleague may seal it to a newer one
    ConversationId conversation;
    MessageId message;
    UnixTime written_at;
    Name display_name;
    Opaque<limits::kSealedBytesMax> content;         // encoded by common/content
    Opaque<limits::kKeyPackageBytesMax> key_package; // a fresh MLSMessage(KeyPackage)

    auto fields()
    {
        return std::tie(department, inbox_key, conversation, message, written_at, display_name, content,
                        key_package);
    }
    bool operator==(const Opening &) const = default;
};

// The bytes of `Append::sealed` in a waiting room.
struct SealedOpening {
    InboxKeyId inbox_key; // sealed to this one
    MessageId message;
    crypto::Encapsulated enc;
    Opaque<limits::kSealedBytesMax> ciphertext;

    auto fields() { return std::tie(inbox_key, message, enc, ciphertext); }
    bool operator==(const SealedOpening &) const = default;
};

struct VerifiedOpening {
    Opening opening;
    VerifiedMember author; // a guest, or a member of staff who writes as one
};

// Sets department and inbox key from `key`. TooLarge if it does not fit into an envelope.
Result<QByteArray> sealOpening(Opening opening, const crypto::SigningKey &device_key,
                               const LeafIdentity &author, const VerifiedDepartmentKey &key,
                               RandomSource &random, crypto::Padding padding = crypto::Padding::Steps);

// Which private key opening it takes. Malformed if these are no sealed opening.
Result<InboxKeyId> inboxKeyOf(QByteArrayView sealed);

// What the reader knows from elsewhere; the opening must agree with all of it.
struct OpeningContext {
    DepartmentId department;
    ConversationId conversation; // `about` of the envelope
    TrustAnchors anchors;
    UnixTime now;
};

Result<VerifiedOpening> openOpening(QByteArrayView sealed, const crypto::HpkeKeyPair &inbox_key,
                                    const OpeningContext &context);

// Opens with an older inbox key and seals to the newest one; the customer's signature stays.
Result<QByteArray> resealOpening(QByteArrayView sealed, const crypto::HpkeKeyPair &inbox_key,
                                 const OpeningContext &context, const crypto::DhPublicKey &newest,
                                 RandomSource &random, crypto::Padding padding = crypto::Padding::Steps);

} // namespace chat121::identity
