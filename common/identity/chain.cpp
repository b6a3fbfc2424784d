// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/chain.h"

#include "common/base/limits.h"
#include "common/identity/names.h"

namespace chat121::identity {

namespace {

// The select() of the two unions. Never renumber.
constexpr quint8 kByBadge = 1;
constexpr quint8 kByInvitation = 2;
constexpr quint8 kStaff = 1;
constexpr quint8 kGuest = 2;

Error doesNotFit()
{
    return {Code::Crypto, QStringLiteral("an identity's keys do not fit together")};
}

Error expired(const char *what)
{
    return {Code::Expired, QString::fromLatin1(what)};
}

bool isAhead(UnixTime time, UnixTime now)
{
    return time > now + limits::kClockSkewMax;
}

Result<VerifiedStaff> staffOf(const crypto::PublicKey &account_key, const Name &name, Role role,
                              const DepartmentIds &departments)
{
    if (!isStaff(role)) return Error{Code::Forbidden, QStringLiteral("a chain of staff for a guest")};
    if (!isProperName(name.text)) return Error{Code::Malformed, QStringLiteral("a name of staff")};
    return VerifiedStaff{accountIdOf(account_key), account_key, name.text, role, departments.items};
}

Result<VerifiedStaff> verifyProof(const SignedBadge &signed_badge, const crypto::PublicKey &root_key,
                                  UnixTime now)
{
    TRY_ASSIGN(const Badge badge, signed_badge.verify(root_key));
    if (isAhead(badge.not_before, now)) return expired("a badge is not valid yet");
    if (badge.not_after < now) return expired("a badge is over");
    return staffOf(badge.account_key, badge.name, badge.role, badge.departments);
}

// The invitation must have been open when the account was made, not now: the account stays.
Result<VerifiedStaff> verifyProof(const InvitedAccount &proof, const crypto::PublicKey &root_key,
                                  UnixTime now)
{
    TRY_ASSIGN(const InvitationCertificate invitation, verifyInvitation(proof.invitation, root_key));
    TRY_ASSIGN(const EnrolledAccount account, proof.account.verify(invitation.invitation_key));
    if (account.enrolled_at > invitation.not_after) return expired("enrolled after the invitation's end");
    if (isAhead(account.enrolled_at, now)) return expired("enrolled in the future");
    return staffOf(account.account_key, account.name, invitation.role, invitation.departments);
}

using Person = std::variant<VerifiedStaff, VerifiedGuest>;

Result<Person> verifyPerson(const LeafIdentity &leaf, const TrustAnchors &anchors, UnixTime now)
{
    if (const auto *chain = std::get_if<StaffChain>(&leaf.account)) {
        TRY_ASSIGN(VerifiedStaff staff, verifyStaff(*chain, anchors.root_key, now));
        return Person(std::move(staff));
    }
    TRY_ASSIGN(const VerifiedGuest guest,
               verifyGuest(std::get<SignedGuestAttestation>(leaf.account), anchors.registrar_key));
    return Person(guest);
}

const crypto::PublicKey &keyOf(const Person &person)
{
    return std::visit([](const auto &some) -> const crypto::PublicKey & { return some.account_key; }, person);
}

} // namespace

void StaffChain::read(Reader &reader)
{
    switch (reader.u8()) {
    case kByBadge:
        return codec::get(reader, proof.emplace<SignedBadge>());
    case kByInvitation:
        return codec::get(reader, proof.emplace<InvitedAccount>());
    }
    reader.fail(Code::Malformed);
}

void StaffChain::write(Writer &writer) const
{
    writer.u8(std::holds_alternative<SignedBadge>(proof) ? kByBadge : kByInvitation);
    std::visit([&](const auto &some) { codec::put(writer, some); }, proof);
}

void LeafIdentity::read(Reader &reader)
{
    switch (reader.u8()) {
    case kStaff:
        codec::get(reader, account.emplace<StaffChain>());
        break;
    case kGuest:
        codec::get(reader, account.emplace<SignedGuestAttestation>());
        break;
    default:
        return reader.fail(Code::Malformed);
    }
    codec::get(reader, device);
}

void LeafIdentity::write(Writer &writer) const
{
    writer.u8(std::holds_alternative<StaffChain>(account) ? kStaff : kGuest);
    std::visit([&](const auto &some) { codec::put(writer, some); }, account);
    codec::put(writer, device);
}

const crypto::PublicKey &VerifiedMember::accountKey() const
{
    return keyOf(person);
}

Result<VerifiedStaff> verifyStaff(const StaffChain &chain, const crypto::PublicKey &root_key, UnixTime now)
{
    return std::visit([&](const auto &proof) { return verifyProof(proof, root_key, now); }, chain.proof);
}

Result<VerifiedGuest> verifyGuest(const SignedGuestAttestation &attestation,
                                  const crypto::PublicKey &registrar_key)
{
    TRY_ASSIGN(const GuestAttestation guest, attestation.verify(registrar_key));
    return VerifiedGuest{accountIdOf(guest.account_key), guest.account_key};
}

Result<VerifiedDevice> verifyDevice(const SignedDeviceCertificate &certificate,
                                    const crypto::PublicKey &account_key, UnixTime now)
{
    TRY_ASSIGN(const DeviceCertificate device, certificate.verify(account_key));
    if (device.account_key != account_key) return doesNotFit();
    if (isAhead(device.issued_at, now)) return expired("a device certificate is not valid yet");
    if (device.not_after < now) return expired("a device certificate is over");
    return VerifiedDevice{deviceIdOf(device.device_key), device.device_key, accountIdOf(account_key),
                          device.not_after};
}

Result<VerifiedMember> verifyMember(const LeafIdentity &leaf, const TrustAnchors &anchors, UnixTime now)
{
    TRY_ASSIGN(Person person, verifyPerson(leaf, anchors, now));
    TRY_ASSIGN(const VerifiedDevice device, verifyDevice(leaf.device, keyOf(person), now));
    return VerifiedMember{std::move(person), device};
}

Result<VerifiedMember> verifyLeaf(QByteArrayView leaf_identity, QByteArrayView signature_key,
                                  QByteArrayView credential, const TrustAnchors &anchors, UnixTime now)
{
    if (leaf_identity.size() > limits::kChainBytesMax)
        return Error{Code::TooLarge, QStringLiteral("a leaf's identity")};
    TRY_ASSIGN(const LeafIdentity leaf, decode<LeafIdentity>(leaf_identity));
    TRY_ASSIGN(VerifiedMember member, verifyMember(leaf, anchors, now));

    const OrganisationId organisation = organisationIdOf(anchors.root_key);
    const QByteArray expected = credentialOf(member.account(), member.device.device, organisation);
    if (member.device.device_key.view() != signature_key || expected != credential) return doesNotFit();
    return member;
}

Result<InvitationCertificate> verifyInvitation(const SignedInvitation &invitation,
                                               const crypto::PublicKey &root_key)
{
    TRY_ASSIGN(InvitationCertificate certificate, invitation.verify(root_key));
    if (!isStaff(certificate.role) || certificate.role == Role::Owner)
        return Error{Code::Forbidden, QStringLiteral("an invitation cannot give this role")};
    return certificate;
}

} // namespace chat121::identity
