// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who a device belongs to: root -> badge, or root -> invitation -> account; then account -> device.
// A LeafIdentity travels in the MLS leaf (extension 0xF121) and beside published keys. Only the
// verify functions turn one into a Verified...; nothing else may name a person or encrypt to one.
#pragma once

#include "common/identity/statements.h"

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

struct StaffChain {
    std::variant<SignedBadge, InvitedAccount> proof;

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
    UnixTime not_after;

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

// For the server, which must know the invitation to count its uses. Verifies nothing but this link.
Result<InvitationCertificate> verifyInvitation(const SignedInvitation &invitation,
                                               const crypto::PublicKey &root_key);

} // namespace chat121::identity
