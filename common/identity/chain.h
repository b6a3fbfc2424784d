// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who a device belongs to: root -> badge, or root -> invitation -> account; then account -> device. An
// administrator with a badge by root may stand in root's place, for lesser roles.
// A LeafIdentity travels in the MLS leaf (extension 0xF121) and beside published keys. Only the
// verify functions turn one into a Verified...; nothing else may name a person or encrypt to one.
#pragma once

#include "common/identity/statements.h"

#include <optional>
#include <variant>

namespace chat121::identity {

inline constexpr quint16 kLeafExtensionType = 0xF121;

// --- claims ---------------------------------------------------------------------------------------

struct InvitedAccount {
    SignedInvitation invitation;
    SignedEnrolledAccount account;

    auto fields() { return std::tie(invitation, account); }
    bool operator==(const InvitedAccount &) const = default;
};

// What an administrator's account key signed in root's place, and root's badge for the administrator.
struct CertifiedByAdmin {
    SignedBadge admin;
    std::variant<SignedBadge, InvitedAccount> proof;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const CertifiedByAdmin &) const = default;
};

struct StaffChain {
    std::variant<SignedBadge, InvitedAccount, CertifiedByAdmin> proof;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const StaffChain &) const = default;
};

struct LeafIdentity {
    std::variant<StaffChain, SignedGuestAttestation> account;
    SignedDeviceCertificate device;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const LeafIdentity &) const = default;
};

// --- what was proven ------------------------------------------------------------------------------

// Made by verifyStaff() and the functions that use it, by nobody else outside of tests.
struct VerifiedStaff {
    AccountId account;
    crypto::PublicKey account_key;
    QString name;
    Role role = Role::Agent;
    QList<DepartmentId> departments; // empty: all
    UnixTime not_after{};            // of the shortest link
    AccountId certified_by{};        // an administrator; 0: root itself
    bool is_badge = false;           // else an invitation's account, until somebody makes a badge for it

    bool serves(DepartmentId department) const
    {
        return departments.isEmpty() || departments.contains(department);
    }
    bool operator==(const VerifiedStaff &) const = default;
};

// A guest has no name here: names of guests are content.
struct VerifiedGuest {
    AccountId account;
    crypto::PublicKey account_key;

    bool operator==(const VerifiedGuest &) const = default;
};

struct VerifiedDevice {
    DeviceId device;
    crypto::PublicKey device_key;
    AccountId account;
    UnixTime not_after; // never later than limits::kDeviceCertificateLife after the beginning
    UnixTime issued_at{};

    bool operator==(const VerifiedDevice &) const = default;
};

struct VerifiedMember {
    std::variant<VerifiedStaff, VerifiedGuest> person;
    VerifiedDevice device;

    const VerifiedStaff *staff() const { return std::get_if<VerifiedStaff>(&person); }
    const VerifiedGuest *guest() const { return std::get_if<VerifiedGuest>(&person); }
    AccountId account() const { return device.account; }
    const crypto::PublicKey &accountKey() const;
    Role role() const { return staff() ? staff()->role : Role::Guest; }
    UnixTime notAfter() const
    {
        return staff() ? std::min(staff()->not_after, device.not_after) : device.not_after;
    }
    bool operator==(const VerifiedMember &) const = default;
};

// The keys that everything is checked against. From the profile, which has them from the invitation
// and the verified organisation document; never from the message that is being checked.
struct TrustAnchors {
    crypto::PublicKey root_key;
    crypto::PublicKey registrar_key;
};

// Errors of all: Crypto for a signature or a key that does not fit; Expired for one that was valid
// once or is not yet; Forbidden for a role that its signer may not give.
Result<VerifiedStaff> verifyStaff(const StaffChain &chain, const crypto::PublicKey &root_key, UnixTime now);
Result<VerifiedGuest> verifyGuest(const SignedGuestAttestation &attestation,
                                  const crypto::PublicKey &registrar_key);
Result<VerifiedDevice> verifyDevice(const SignedDeviceCertificate &certificate,
                                    const crypto::PublicKey &account_key, UnixTime now);
Result<VerifiedMember> verifyMember(const LeafIdentity &leaf, const TrustAnchors &anchors, UnixTime now);

// The whole check of an MLS leaf: the extension's bytes, and that the leaf's signature key and
// credential belong to the same device of the same organisation.
Result<VerifiedMember> verifyLeaf(QByteArrayView leaf_identity, QByteArrayView signature_key,
                                  QByteArrayView credential, const TrustAnchors &anchors, UnixTime now);

// The same of somebody whose time may be over: to say who it was, never to let anybody in.
Result<VerifiedStaff> recogniseStaff(const StaffChain &chain, const crypto::PublicKey &root_key);
Result<VerifiedMember> recogniseMember(const LeafIdentity &leaf, const TrustAnchors &anchors);
Result<VerifiedMember> recogniseLeaf(QByteArrayView leaf_identity, QByteArrayView signature_key,
                                     QByteArrayView credential, const TrustAnchors &anchors);

// Who certified an invitation: root, or the administrator whose badge by root is given.
struct Certifier {
    crypto::PublicKey root_key;
    std::optional<SignedBadge> admin{};
};
// Verifies nothing but this link, at any time.
Result<InvitationCertificate> verifyInvitation(const SignedInvitation &invitation,
                                               const Certifier &certifier);
// For the server, which must know the invitation to count its uses; nothing for a badge.
Result<std::optional<InvitationCertificate>> invitationOf(const StaffChain &chain,
                                                          const crypto::PublicKey &root_key);
// An account that stands for another one, whose person had lost every way into it: that one's devices
// which were certified until then are over, by the word of root, or of an administrator for whom may not
// certify.
struct Replacement {
    AccountId replaced{};
    UnixTime at{};
    AccountId certified_by{}; // an administrator; 0: root itself

    bool ends(const VerifiedMember &member) const;
    bool operator==(const Replacement &) const = default;
};
// Nothing for a chain that replaces nobody. Verified at any time.
Result<std::optional<Replacement>> replacementOf(const StaffChain &chain, const crypto::PublicKey &root_key);

// Whether somebody with `badge` may certify others: an administrator or owner with a badge by root.
bool mayCertify(Role role);
// Whether an administrator of the departments `own` (none: of all) may give this role in those.
bool mayGive(const QList<DepartmentId> &own, Role role, const QList<DepartmentId> &departments);

} // namespace chat121::identity
