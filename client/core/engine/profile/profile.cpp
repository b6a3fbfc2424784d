// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/profile/profile.h"

#include "common/crypto/hash.h"

#include <QtEndian>

#include <algorithm>
#include <functional>

namespace chat121::engine {

crypto::SigningKey accountKeyOf(const Profile &profile)
{
    return crypto::SigningKey::fromSeed(profile.account_seed.clone());
}

crypto::SigningKey deviceKeyOf(const Profile &profile)
{
    return crypto::SigningKey::fromSeed(profile.device_seed.clone());
}

ConversationId conversationAfter(const Profile &profile, ConversationId erased)
{
    constexpr quint64 kTopBit = 1ull << 63;
    const crypto::Hash hash =
        crypto::sha256({"chat121 next conversation 1", profile.account_seed.view(), encode(erased)});
    const quint64 value = qFromBigEndian<quint64>(hash.data.data()) & ~kTopBit;
    return {value == 0 ? 1 : value};
}

identity::SignedDeviceCertificate certifyDevice(const Profile &profile, UnixTime now)
{
    const auto account = accountKeyOf(profile);
    return identity::SignedDeviceCertificate::sign(
        {account.publicKey(), deviceKeyOf(profile).publicKey(), now, now + limits::kDeviceCertificateLife},
        account);
}

std::chrono::minutes idleLimitOf(const QList<identity::Department> &departments)
{
    quint16 limit = 0;
    for (const identity::Department &department : departments) {
        const quint16 minutes = department.policy.idle_minutes_max;
        if (minutes > 0 && (limit == 0 || minutes < limit)) limit = minutes;
    }
    return std::chrono::minutes(limit);
}

Result<Identity> Identity::open(Profile profile)
{
    TRY_ASSIGN(auto organisation, identity::verifyOrganisation(profile.organisation, profile.root_key));
    const identity::TrustAnchors anchors{profile.root_key, profile.registrar_key};
    TRY_ASSIGN(auto self, identity::recogniseMember(profile.leaf, anchors));
    return Identity(std::move(profile), std::move(organisation), std::move(self));
}

Identity::Identity(Profile profile, identity::VerifiedOrganisation organisation,
                   identity::VerifiedMember self)
    : m_profile(std::move(profile))
    , m_account_key(accountKeyOf(m_profile))
    , m_device_key(deviceKeyOf(m_profile))
    , m_account(identity::accountIdOf(m_account_key.publicKey()))
    , m_device(identity::deviceIdOf(m_device_key.publicKey()))
    , m_organisation(std::move(organisation))
    , m_self(std::move(self))
{
    for (const crypto::Secret32 &seed : m_profile.former_seeds) {
        m_former_keys.push_back(crypto::SigningKey::fromSeed(seed.clone()));
        m_former.append(identity::deviceIdOf(m_former_keys.back().publicKey()));
    }
}

bool Identity::isFormer(const crypto::PublicKey &device_key) const
{
    return std::any_of(m_former_keys.cbegin(), m_former_keys.cend(),
                       [&](const crypto::SigningKey &key) { return key.publicKey() == device_key; });
}

QList<LogId> Identity::inboxes() const
{
    QList<LogId> logs{inbox()};
    for (const DeviceId device : m_former)
        logs.append(identity::inboxLogOf(device));
    return logs;
}

void Identity::setOrganisation(const identity::SignedOrganisation &document,
                               const identity::VerifiedOrganisation &verified)
{
    m_profile.organisation = document;
    m_organisation = verified;
}

void Identity::setChain(const identity::StaffChain &chain, const identity::VerifiedStaff &staff)
{
    m_profile.leaf.account = chain;
    m_self.person = staff;
}

void Identity::setDevice(const identity::SignedDeviceCertificate &certificate,
                         const identity::VerifiedDevice &device)
{
    m_profile.leaf.device = certificate;
    m_self.device = device;
}

QList<identity::Department> Identity::ownDepartments() const
{
    QList<identity::Department> own;
    const identity::VerifiedStaff *staff = m_self.staff();
    if (staff == nullptr) return own;
    for (const identity::Department &department : m_organisation.document.departments.items)
        if (staff->serves(department.id)) own.append(department);
    return own;
}

qsizetype Identity::fitOf(const identity::HostPort &address) const
{
    QList<DepartmentId> departments;
    for (const identity::Department &department : ownDepartments())
        departments.append(department.id);
    if (!isStaff()) departments.append(m_profile.department);
    return std::ranges::count_if(departments,
                                 [&](DepartmentId id) { return m_organisation.mayBeKeptAt(id, address); });
}

QList<identity::HostPort> Identity::addressesByFit() const
{
    QList<identity::HostPort> addresses = identity::hostPortsOf(m_organisation.document.endpoints);
    std::ranges::stable_sort(addresses, std::greater(),
                             [this](const identity::HostPort &one) { return fitOf(one); });
    return addresses;
}

identity::Invitation Identity::invitation() const
{
    identity::Invitation invitation;
    invitation.endpoints = identity::hostPortsOf(m_organisation.document.endpoints);
    invitation.tls_pin = m_profile.tls_pin;
    invitation.registrar_key = m_profile.registrar_key;
    return invitation;
}

QByteArray Identity::credential() const
{
    return identity::credentialOf(m_account, m_device, m_organisation.id);
}

} // namespace chat121::engine
