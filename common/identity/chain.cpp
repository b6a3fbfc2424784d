// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/chain.h"

#include "common/base/limits.h"
#include "common/identity/names.h"

#include <algorithm>

namespace chat121::identity {

namespace {

// The select() of the two unions. Never renumber.
constexpr quint8 kByBadge = 1;
constexpr quint8 kByInvitation = 2;
constexpr quint8 kByAdmin = 3;
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

// A chain whose signatures and rights are right, whatever the time is.
struct Resolved {
    VerifiedStaff staff;
    UnixTime begins;
};

Result<VerifiedStaff> staffOf(const crypto::PublicKey &account_key, const Name &name, Role role,
                              const DepartmentIds &departments)
{
    if (!isStaff(role)) return Error{Code::Forbidden, QStringLiteral("a chain of staff for a guest")};
    if (!isProperName(name.text)) return Error{Code::Malformed, QStringLiteral("a name of staff")};
    return VerifiedStaff{accountIdOf(account_key), account_key, name.text, role, departments.items};
}

Result<InvitationCertificate> openInvitation(const SignedInvitation &invitation,
                                             const crypto::PublicKey &certifier)
{
    TRY_ASSIGN(InvitationCertificate certificate, invitation.verify(certifier));
    // An owner comes in by a badge; only one who has lost everything takes an owner's place.
    const bool is_owners = certificate.role == Role::Owner;
    const bool is_for_one = certificate.replaces.isValid() && certificate.uses == 1;
    if (!isStaff(certificate.role) || (is_owners && !is_for_one))
        return Error{Code::Forbidden, QStringLiteral("an invitation cannot give this role")};
    return certificate;
}

Result<Resolved> resolve(const SignedBadge &signed_badge, const crypto::PublicKey &certifier)
{
    TRY_ASSIGN(const Badge badge, signed_badge.verify(certifier));
    TRY_ASSIGN(VerifiedStaff staff, staffOf(badge.account_key, badge.name, badge.role, badge.departments));
    staff.not_after = badge.not_after;
    staff.is_badge = true;
    return Resolved{std::move(staff), badge.not_before};
}

// The invitation must have been open when the account was made, not now.
Result<Resolved> resolve(const InvitedAccount &proof, const crypto::PublicKey &certifier)
{
    TRY_ASSIGN(const InvitationCertificate invitation, openInvitation(proof.invitation, certifier));
    TRY_ASSIGN(const EnrolledAccount account, proof.account.verify(invitation.invitation_key));
    if (account.enrolled_at > invitation.not_after) return expired("enrolled after the invitation's end");
    TRY_ASSIGN(VerifiedStaff staff,
               staffOf(account.account_key, account.name, invitation.role, invitation.departments));
    staff.not_after = account.enrolled_at + limits::kBadgeLife;
    return Resolved{std::move(staff), account.enrolled_at};
}

// An administrator gives lesser roles, in departments of their own.
Result<void> checkGiven(const VerifiedStaff &admin, Role role, const QList<DepartmentId> &departments)
{
    if (mayGive(admin.departments, role, departments)) return success();
    return Error{Code::Forbidden, QStringLiteral("more than this administrator may give")};
}

Result<Resolved> resolveAdmin(const SignedBadge &badge, const crypto::PublicKey &root_key)
{
    TRY_ASSIGN(Resolved admin, resolve(badge, root_key));
    if (!mayCertify(admin.staff.role))
        return Error{Code::Forbidden, QStringLiteral("certified by somebody who may not")};
    return admin;
}

Result<Resolved> resolve(const CertifiedByAdmin &chain, const crypto::PublicKey &root_key)
{
    TRY_ASSIGN(const Resolved admin, resolveAdmin(chain.admin, root_key));
    TRY_ASSIGN(
        Resolved given,
        std::visit([&](const auto &proof) { return resolve(proof, admin.staff.account_key); }, chain.proof));
    TRY(checkGiven(admin.staff, given.staff.role, given.staff.departments));
    given.staff.certified_by = admin.staff.account;
    given.staff.not_after = std::min(given.staff.not_after, admin.staff.not_after);
    given.begins = std::max(given.begins, admin.begins);
    return given;
}

Result<Resolved> resolve(const StaffChain &chain, const crypto::PublicKey &root_key)
{
    return std::visit([&](const auto &proof) { return resolve(proof, root_key); }, chain.proof);
}

using Person = std::variant<VerifiedStaff, VerifiedGuest>;

const crypto::PublicKey &keyOf(const Person &person)
{
    return std::visit([](const auto &some) -> const crypto::PublicKey & { return some.account_key; }, person);
}

} // namespace

void CertifiedByAdmin::read(Reader &reader)
{
    codec::get(reader, admin);
    switch (reader.u8()) {
    case kByBadge:
        return codec::get(reader, proof.emplace<SignedBadge>());
    case kByInvitation:
        return codec::get(reader, proof.emplace<InvitedAccount>());
    }
    reader.fail(Code::Malformed);
}

void CertifiedByAdmin::write(Writer &writer) const
{
    codec::put(writer, admin);
    writer.u8(std::holds_alternative<SignedBadge>(proof) ? kByBadge : kByInvitation);
    std::visit([&](const auto &some) { codec::put(writer, some); }, proof);
}

void StaffChain::read(Reader &reader)
{
    switch (reader.u8()) {
    case kByBadge:
        return codec::get(reader, proof.emplace<SignedBadge>());
    case kByInvitation:
        return codec::get(reader, proof.emplace<InvitedAccount>());
    case kByAdmin:
        return codec::get(reader, proof.emplace<CertifiedByAdmin>());
    }
    reader.fail(Code::Malformed);
}

void StaffChain::write(Writer &writer) const
{
    constexpr quint8 kKinds[] = {kByBadge, kByInvitation, kByAdmin};
    writer.u8(kKinds[proof.index()]);
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

bool mayCertify(Role role)
{
    return role == Role::Owner || role == Role::Admin;
}

bool mayGive(const QList<DepartmentId> &own, Role role, const QList<DepartmentId> &departments)
{
    const bool is_lesser = role == Role::Supervisor || role == Role::Agent || role == Role::Bot;
    const auto is_theirs = [&](DepartmentId department) { return own.contains(department); };
    const bool is_within =
        own.isEmpty() ||
        (!departments.isEmpty() && std::all_of(departments.cbegin(), departments.cend(), is_theirs));
    return is_lesser && is_within;
}

// --- who it is ------------------------------------------------------------------------------------

namespace {

struct ResolvedDevice {
    VerifiedDevice device;
    UnixTime begins;
};

Result<ResolvedDevice> resolveDevice(const SignedDeviceCertificate &certificate,
                                     const crypto::PublicKey &account_key)
{
    TRY_ASSIGN(const DeviceCertificate device, certificate.verify(account_key));
    if (device.account_key != account_key) return doesNotFit();
    const UnixTime end = std::min(device.not_after, device.issued_at + limits::kDeviceCertificateLife);
    return ResolvedDevice{
        {deviceIdOf(device.device_key), device.device_key, accountIdOf(account_key), end, device.issued_at},
        device.issued_at};
}

struct ResolvedMember {
    VerifiedMember member;
    UnixTime badge_begins; // of staff
    UnixTime device_begins;
};

Result<ResolvedMember> resolveMember(const LeafIdentity &leaf, const TrustAnchors &anchors)
{
    std::optional<Person> person;
    UnixTime begins;
    if (const auto *chain = std::get_if<StaffChain>(&leaf.account)) {
        TRY_ASSIGN(Resolved staff, resolve(*chain, anchors.root_key));
        person = std::move(staff.staff);
        begins = staff.begins;
    } else {
        TRY_ASSIGN(person,
                   verifyGuest(std::get<SignedGuestAttestation>(leaf.account), anchors.registrar_key));
    }
    TRY_ASSIGN(const ResolvedDevice device, resolveDevice(leaf.device, keyOf(*person)));
    return ResolvedMember{{*std::move(person), device.device}, begins, device.begins};
}

Result<void> checkTime(UnixTime begins, const VerifiedStaff &staff, UnixTime now)
{
    if (isAhead(begins, now)) return expired("a badge is not valid yet");
    if (staff.not_after < now) return expired("a badge is over");
    return success();
}

Result<void> checkTime(UnixTime begins, const VerifiedDevice &device, UnixTime now)
{
    if (isAhead(begins, now)) return expired("a device certificate is not valid yet");
    if (device.not_after < now) return expired("a device certificate is over");
    return success();
}

// The leaf's signature key and credential belong to the same device of the same organisation.
Result<void> checkFits(const VerifiedMember &member, QByteArrayView signature_key, QByteArrayView credential,
                       const TrustAnchors &anchors)
{
    const OrganisationId organisation = organisationIdOf(anchors.root_key);
    const QByteArray expected = credentialOf(member.account(), member.device.device, organisation);
    if (member.device.device_key.view() != signature_key || expected != credential) return doesNotFit();
    return success();
}

Result<LeafIdentity> readLeaf(QByteArrayView leaf_identity)
{
    if (leaf_identity.size() > limits::kChainBytesMax)
        return Error{Code::TooLarge, QStringLiteral("a leaf's identity")};
    return decode<LeafIdentity>(leaf_identity);
}

} // namespace

Result<VerifiedStaff> recogniseStaff(const StaffChain &chain, const crypto::PublicKey &root_key)
{
    TRY_ASSIGN(Resolved resolved, resolve(chain, root_key));
    return std::move(resolved.staff);
}

Result<VerifiedMember> recogniseMember(const LeafIdentity &leaf, const TrustAnchors &anchors)
{
    TRY_ASSIGN(ResolvedMember resolved, resolveMember(leaf, anchors));
    return std::move(resolved.member);
}

Result<VerifiedMember> recogniseLeaf(QByteArrayView leaf_identity, QByteArrayView signature_key,
                                     QByteArrayView credential, const TrustAnchors &anchors)
{
    TRY_ASSIGN(const LeafIdentity leaf, readLeaf(leaf_identity));
    TRY_ASSIGN(VerifiedMember member, recogniseMember(leaf, anchors));
    TRY(checkFits(member, signature_key, credential, anchors));
    return member;
}

// --- whom to believe now --------------------------------------------------------------------------

Result<VerifiedStaff> verifyStaff(const StaffChain &chain, const crypto::PublicKey &root_key, UnixTime now)
{
    TRY_ASSIGN(Resolved resolved, resolve(chain, root_key));
    TRY(checkTime(resolved.begins, resolved.staff, now));
    return std::move(resolved.staff);
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
    TRY_ASSIGN(const ResolvedDevice resolved, resolveDevice(certificate, account_key));
    TRY(checkTime(resolved.begins, resolved.device, now));
    return resolved.device;
}

Result<VerifiedMember> verifyMember(const LeafIdentity &leaf, const TrustAnchors &anchors, UnixTime now)
{
    TRY_ASSIGN(ResolvedMember resolved, resolveMember(leaf, anchors));
    if (const VerifiedStaff *staff = resolved.member.staff())
        TRY(checkTime(resolved.badge_begins, *staff, now));
    TRY(checkTime(resolved.device_begins, resolved.member.device, now));
    return std::move(resolved.member);
}

Result<VerifiedMember> verifyLeaf(QByteArrayView leaf_identity, QByteArrayView signature_key,
                                  QByteArrayView credential, const TrustAnchors &anchors, UnixTime now)
{
    TRY_ASSIGN(const LeafIdentity leaf, readLeaf(leaf_identity));
    TRY_ASSIGN(VerifiedMember member, verifyMember(leaf, anchors, now));
    TRY(checkFits(member, signature_key, credential, anchors));
    return member;
}

// --- invitations ----------------------------------------------------------------------------------

Result<InvitationCertificate> verifyInvitation(const SignedInvitation &invitation, const Certifier &certifier)
{
    if (!certifier.admin) return openInvitation(invitation, certifier.root_key);
    TRY_ASSIGN(const Resolved admin, resolveAdmin(*certifier.admin, certifier.root_key));
    TRY_ASSIGN(InvitationCertificate certificate, openInvitation(invitation, admin.staff.account_key));
    TRY(checkGiven(admin.staff, certificate.role, certificate.departments.items));
    return certificate;
}

Result<std::optional<InvitationCertificate>> invitationOf(const StaffChain &chain,
                                                          const crypto::PublicKey &root_key)
{
    Certifier certifier{root_key};
    const auto *invited = std::get_if<InvitedAccount>(&chain.proof);
    if (const auto *by_admin = std::get_if<CertifiedByAdmin>(&chain.proof)) {
        certifier.admin = by_admin->admin;
        invited = std::get_if<InvitedAccount>(&by_admin->proof);
    }
    if (invited == nullptr) return std::optional<InvitationCertificate>();
    TRY_ASSIGN(const InvitationCertificate certificate, verifyInvitation(invited->invitation, certifier));
    return std::optional(certificate);
}

// --- one account in place of another --------------------------------------------------------------

bool Replacement::ends(const VerifiedMember &member) const
{
    const bool is_within =
        !certified_by.isValid() || (member.staff() != nullptr && !mayCertify(member.role()));
    return is_within && member.account() == replaced && member.device.issued_at <= at;
}

Result<std::optional<Replacement>> replacementOf(const StaffChain &chain, const crypto::PublicKey &root_key)
{
    TRY_ASSIGN(const auto invitation, invitationOf(chain, root_key));
    if (!invitation || !invitation->replaces.isValid()) return std::optional<Replacement>();
    TRY_ASSIGN(const Resolved resolved, resolve(chain, root_key)); // somebody has come in by it
    return std::optional(Replacement{invitation->replaces, resolved.begins, resolved.staff.certified_by});
}

} // namespace chat121::identity
