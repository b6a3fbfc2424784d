// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// That a customer has agreed to a department's text, signed by the customer's device, and that a member of
// the staff has it, signed by theirs. Both travel sealed and carry who signed, so that either side can show
// them long after to somebody who was in no group with them. The server sees neither. Threads: any.
#pragma once

#include "common/identity/chain.h"

namespace chat121::identity {

// Signed by the customer's device key. Not bound to a conversation: it holds until the text is another one.
struct ConsentAcceptance {
    static constexpr QByteArrayView kLabel = labels::kConsentAcceptance;
    static constexpr qsizetype kBytesMax = 96;

    DepartmentId department;
    quint32 version = 0;
    crypto::Hash text; // consentHash()
    UnixTime accepted_at;

    auto fields() { return std::tie(department, version, text, accepted_at); }
    bool operator==(const ConsentAcceptance &) const = default;
};

// Signed by a device key of the staff.
struct ConsentReceipt {
    static constexpr QByteArrayView kLabel = labels::kConsentReceipt;
    static constexpr qsizetype kBytesMax = 64;

    crypto::Hash acceptance; // Signed<ConsentAcceptance>::hash()
    UnixTime received_at;

    auto fields() { return std::tie(acceptance, received_at); }
    bool operator==(const ConsentReceipt &) const = default;
};

// The words stand beside their hash: nobody needs the document of that day to read them.
struct ConsentProof {
    Signed<ConsentAcceptance> acceptance;
    LeafIdentity author;
    Text<limits::kConsentBytesMax> text;

    auto fields() { return std::tie(acceptance, author, text); }
    bool operator==(const ConsentProof &) const = default;
};

struct ConsentReceiptProof {
    Signed<ConsentReceipt> receipt;
    LeafIdentity author;

    auto fields() { return std::tie(receipt, author); }
    bool operator==(const ConsentReceiptProof &) const = default;
};

struct VerifiedConsent {
    ConsentAcceptance acceptance;
    VerifiedMember author;
    QString text;
    crypto::Hash hash; // what a receipt names
};

struct VerifiedConsentReceipt {
    UnixTime received_at;
    VerifiedStaff author;
};

crypto::Hash consentHash(const QString &text); // of its UTF-8

ConsentProof signConsent(const ConsentText &text, DepartmentId department, UnixTime now,
                         const crypto::SigningKey &device_key, const LeafIdentity &author);
ConsentReceiptProof signConsentReceipt(const VerifiedConsent &consent, UnixTime now,
                                       const crypto::SigningKey &device_key, const LeafIdentity &author);

// At any time, also of somebody whose own time is over. Crypto for a signature, a chain or words that do not
// fit; Forbidden for an acceptance by staff, and for a receipt by a guest or for another acceptance.
Result<VerifiedConsent> verifyConsent(const ConsentProof &proof, const TrustAnchors &anchors);
Result<VerifiedConsentReceipt> verifyConsentReceipt(const ConsentReceiptProof &proof,
                                                    const VerifiedConsent &consent,
                                                    const TrustAnchors &anchors);

} // namespace chat121::identity
