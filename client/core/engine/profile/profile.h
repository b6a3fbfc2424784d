// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who this device is and whom it believes: made once by a way in, kept sealed in the local store.
//
// The anchors (root, registrar, TLS pin) come from the invitation and are what everything else is
// checked against. The organisation document here was verified before it got in.
// Threads: engine. A value that wipes its keys.
#pragma once

#include "common/identity/invitation.h"
#include "common/identity/organisation.h"

#include <chrono>
#include <vector>

namespace chat121::engine {

enum class ProfileKind : quint8 { Staff = 1, Guest = 2 };

struct Profile {
    ProfileKind kind = ProfileKind::Guest;
    crypto::Secret32 account_seed;
    crypto::Secret32 device_seed;
    crypto::Hash tls_pin;
    crypto::PublicKey root_key;
    crypto::PublicKey registrar_key;
    identity::SignedOrganisation organisation;
    identity::LeafIdentity leaf;
    identity::Name own_name;
    std::optional<crypto::Secret32> root_seed; // the founder's
    DepartmentId department;                   // guests: whom they talk to
    ConversationId conversation;               // guests: chosen at the first word's time
    bool is_complete = false;                  // the server has confirmed the registration
    // Of devices whose place this one took, newest first: they open what was sealed for them, no more.
    std::vector<crypto::Secret32> former_seeds;
};

crypto::SigningKey accountKeyOf(const Profile &profile);
crypto::SigningKey deviceKeyOf(const Profile &profile);

// Customers: the conversation that follows one that was erased. The same on all of the account's devices;
// nobody else can foresee it.
ConversationId conversationAfter(const Profile &profile, ConversationId erased);

// Of the device's key, by the account key.
identity::SignedDeviceCertificate certifyDevice(const Profile &profile, UnixTime now);

// The shortest time that one of the departments allows before windows of staff lock; 0: none says any.
std::chrono::minutes idleLimitOf(const QList<identity::Department> &departments);

// A profile with everything derived from it that many parts need.
class Identity {
public:
    // Fails if the document or the chain in it does not verify against its anchors. A badge that is over
    // opens too: the server, or the newer badge that it has, decides.
    static Result<Identity> open(Profile profile);

    const Profile &profile() const { return m_profile; }
    Profile &profile() { return m_profile; }

    const crypto::SigningKey &accountKey() const { return m_account_key; }
    const crypto::SigningKey &deviceKey() const { return m_device_key; }
    AccountId account() const { return m_account; }
    DeviceId device() const { return m_device; }
    LogId inbox() const { return identity::inboxLogOf(m_device); }

    // Devices whose place this one took; see renewal.h.
    const std::vector<crypto::SigningKey> &formerKeys() const { return m_former_keys; }
    bool isFormer(DeviceId device) const { return m_former.contains(device); }
    bool isFormer(const crypto::PublicKey &device_key) const;
    QList<LogId> inboxes() const; // one's own, then those of former devices

    const identity::VerifiedOrganisation &organisation() const { return m_organisation; }
    // REQUIRES: verified as a successor of organisation()
    void setOrganisation(const identity::SignedOrganisation &document,
                         const identity::VerifiedOrganisation &verified);
    // The same account's, newer. REQUIRES: `staff` was verified from `chain`
    void setChain(const identity::StaffChain &chain, const identity::VerifiedStaff &staff);
    // This device's certificate, signed anew. REQUIRES: `device` was verified from `certificate`
    void setDevice(const identity::SignedDeviceCertificate &certificate,
                   const identity::VerifiedDevice &device);
    // The organisation's key, which has been restored on this computer.
    void setRootSeed(crypto::Secret32 seed) { m_profile.root_seed = std::move(seed); }
    identity::TrustAnchors anchors() const { return {m_profile.root_key, m_profile.registrar_key}; }

    const identity::VerifiedMember &self() const { return m_self; }
    bool isStaff() const { return m_self.staff() != nullptr; }
    // The departments that this member of staff serves.
    QList<identity::Department> ownDepartments() const;

    // How many of the departments that this person has to do with may be kept at this address.
    qsizetype fitOf(const identity::HostPort &address) const;
    // The organisation's addresses, those where the most fits first.
    QList<identity::HostPort> addressesByFit() const;

    // To this organisation, by this server: without its purpose.
    identity::Invitation invitation() const;

    QByteArray credential() const;
    QByteArray leafBytes() const { return encode(m_profile.leaf); }

private:
    Identity(Profile profile, identity::VerifiedOrganisation organisation, identity::VerifiedMember self);

    Profile m_profile;
    crypto::SigningKey m_account_key;
    crypto::SigningKey m_device_key;
    std::vector<crypto::SigningKey> m_former_keys;
    QList<DeviceId> m_former;
    AccountId m_account;
    DeviceId m_device;
    identity::VerifiedOrganisation m_organisation;
    identity::VerifiedMember m_self;
};

} // namespace chat121::engine

namespace chat121 {
template <>
struct EnumRange<engine::ProfileKind> {
    static constexpr engine::ProfileKind min = engine::ProfileKind::Staff, max = engine::ProfileKind::Guest;
};
} // namespace chat121
