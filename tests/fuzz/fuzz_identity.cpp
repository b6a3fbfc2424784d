// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Everything signed, as it travels and as it stands inside a signature. What decodes must encode to
// the same bytes, and nothing may verify: the keys here signed none of it. A wish to erase names the key that
// it is under, and so may be anybody's own.
// Reaches: WishParts
#include "common/identity/consent.h"
#include "common/identity/department_key.h"
#include "common/identity/erasure.h"
#include "common/identity/opening.h"
#include "common/identity/opening_hours.h"
#include "common/identity/organisation.h"

#include <QtGlobal>

#include <cstdint>
#include <optional>

using namespace chat121;
using namespace chat121::identity;

namespace {

constexpr UnixTime kNow{1'700'000'000'000};

crypto::PublicKey someKey(char filling)
{
    const auto seed = crypto::Secret32::from(QByteArray(32, filling));
    return crypto::SigningKey::fromSeed(seed->clone()).publicKey();
}

const TrustAnchors &anchors()
{
    static const TrustAnchors both{someKey('r'), someKey('s')};
    return both;
}

template <typename T>
std::optional<T> roundTrip(QByteArrayView input)
{
    auto value = decode<T>(input);
    if (!value) return std::nullopt;
    if (encode(*value) != input) qFatal("a second form of the same structure was accepted");
    return *std::move(value);
}

template <typename Body, typename SignedBody>
void statement(QByteArrayView input)
{
    roundTrip<Body>(input);
    const auto claimed = roundTrip<SignedBody>(input);
    if (claimed && claimed->verify(anchors().root_key)) qFatal("nobody signed this");
}

// Hours that pass the check may be asked about any moment.
void hours(QByteArrayView input)
{
    const auto claimed = roundTrip<OpeningHours>(input);
    if (!claimed || !checkHours(*claimed)) return;
    const auto next = nextOpening(*claimed, kNow);
    if (!next || !*next) return;
    const auto open = isOpen(*claimed, **next);
    if (!open || !*open || **next < kNow) qFatal("it opens when it is closed");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    statement<OrganisationDocument, SignedOrganisation>(input);
    hours(input);
    statement<Badge, SignedBadge>(input);
    statement<InvitationCertificate, SignedInvitation>(input);
    statement<EnrolledAccount, SignedEnrolledAccount>(input);
    statement<DeviceCertificate, SignedDeviceCertificate>(input);
    statement<DeviceRemoval, SignedDeviceRemoval>(input);
    statement<ErasureWish, SignedErasureWish>(input);
    statement<GuestAttestation, SignedGuestAttestation>(input);
    statement<ErasureReceipt, SignedErasureReceipt>(input);
    statement<ConsentAcceptance, Signed<ConsentAcceptance>>(input);
    statement<ConsentReceipt, Signed<ConsentReceipt>>(input);
    const auto consent = roundTrip<ConsentProof>(input);
    if (consent && verifyConsent(*consent, anchors())) qFatal("nobody signed this agreement");
    const auto received = roundTrip<ConsentReceiptProof>(input);
    if (received && verifyConsentReceipt(*received, {}, anchors())) qFatal("nobody signed this receipt");
    const auto wish = verifyErasure(input);
    if (wish && verifyErasureReceipt(input, anchors().registrar_key, *wish)) qFatal("nobody signed this");

    statement<DepartmentKey, Signed<DepartmentKey>>(input);
    statement<Opening, Signed<Opening>>(input);
    roundTrip<DepartmentIds>(input);

    const auto chain = roundTrip<StaffChain>(input);
    if (chain && verifyStaff(*chain, anchors().root_key, kNow)) qFatal("nobody signed this chain");
    const auto leaf = roundTrip<LeafIdentity>(input);
    if (leaf && verifyMember(*leaf, anchors(), kNow)) qFatal("nobody signed this leaf");
    const auto key = roundTrip<PublishedDepartmentKey>(input);
    if (key && verifyDepartmentKey(*key, {1}, anchors(), kNow)) qFatal("nobody signed this key");
    roundTrip<SealedOpening>(input);
    return 0;
}
