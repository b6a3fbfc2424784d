// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/consent.h"

namespace chat121::identity {

crypto::Hash consentHash(const QString &text)
{
    return crypto::sha256(text.toUtf8());
}

ConsentProof signConsent(const ConsentText &text, DepartmentId department, UnixTime now,
                         const crypto::SigningKey &device_key, const LeafIdentity &author)
{
    const ConsentAcceptance acceptance{department, text.version, consentHash(text.text.text), now};
    return {Signed<ConsentAcceptance>::sign(acceptance, device_key), author, text.text};
}

ConsentReceiptProof signConsentReceipt(const VerifiedConsent &consent, UnixTime now,
                                       const crypto::SigningKey &device_key, const LeafIdentity &author)
{
    return {Signed<ConsentReceipt>::sign({consent.hash, now}, device_key), author};
}

Result<VerifiedConsent> verifyConsent(const ConsentProof &proof, const TrustAnchors &anchors)
{
    TRY_ASSIGN(VerifiedMember author, recogniseMember(proof.author, anchors));
    if (author.guest() == nullptr)
        return Error{Code::Forbidden, QStringLiteral("an agreement by somebody who is no customer")};
    TRY_ASSIGN(ConsentAcceptance acceptance, proof.acceptance.verify(author.device.device_key));
    if (acceptance.text != consentHash(proof.text.text))
        return Error{Code::Crypto, QStringLiteral("an agreement to other words")};
    return VerifiedConsent{acceptance, std::move(author), proof.text.text, proof.acceptance.hash()};
}

Result<VerifiedConsentReceipt> verifyConsentReceipt(const ConsentReceiptProof &proof,
                                                    const VerifiedConsent &consent,
                                                    const TrustAnchors &anchors)
{
    TRY_ASSIGN(const VerifiedMember author, recogniseMember(proof.author, anchors));
    if (author.staff() == nullptr)
        return Error{Code::Forbidden, QStringLiteral("a receipt by somebody who is no staff")};
    TRY_ASSIGN(const ConsentReceipt receipt, proof.receipt.verify(author.device.device_key));
    if (receipt.acceptance != consent.hash)
        return Error{Code::Forbidden, QStringLiteral("a receipt for another agreement")};
    return VerifiedConsentReceipt{receipt.received_at, *author.staff()};
}

} // namespace chat121::identity
