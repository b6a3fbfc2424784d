// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An organisation for tests, with every key in one hand: ACME, two departments, a founder by badge,
// Anna (Support) by invitation, and a guest. The same keys in every run.
#pragma once

#include "common/identity/chain.h"
#include "common/identity/organisation.h"
#include "tests/support/random_sources.h"

namespace chat121::test {

inline constexpr UnixTime kNow{1'700'000'000'000};
inline constexpr auto kDay = std::chrono::hours(24);
inline constexpr DepartmentId kSupport{101};
inline constexpr DepartmentId kSales{102};

// An account and its one device.
struct Person {
    crypto::SigningKey account;
    crypto::SigningKey device;

    explicit Person(RandomSource &random)
        : account(crypto::SigningKey::generate(random))
        , device(crypto::SigningKey::generate(random))
    {
    }

    identity::DeviceCertificate certificate() const
    {
        return {account.publicKey(), device.publicKey(), kNow - kDay, kNow + 365 * kDay};
    }
    identity::SignedDeviceCertificate signedCertificate() const
    {
        return identity::SignedDeviceCertificate::sign(certificate(), account);
    }
};

struct Acme {
    SeededRandom random{121};
    crypto::SigningKey root = crypto::SigningKey::generate(random);
    crypto::SigningKey registrar = crypto::SigningKey::generate(random);
    crypto::SigningKey invitation = crypto::SigningKey::generate(random);
    Person founder{random};
    Person anna{random};
    Person guest{random};

    identity::TrustAnchors anchors() const { return {root.publicKey(), registrar.publicKey()}; }

    identity::OrganisationDocument document() const
    {
        identity::OrganisationDocument body;
        body.name = QStringLiteral("ACME");
        body.root_key = root.publicKey();
        body.registrar_key = registrar.publicKey();
        body.endpoints = QList<identity::Endpoint>{QStringLiteral("chat.acme.example:9443")};
        body.departments = QList<identity::Department>{
            {kSupport, QStringLiteral("Support"), {201}, {301}},
            {kSales, QStringLiteral("Sales"), {202}, {302}},
        };
        body.consent = QStringLiteral("We keep what you write for 30 days.");
        body.issued_at = kNow;
        return body;
    }

    identity::Badge badge() const
    {
        return {founder.account.publicKey(),
                QStringLiteral("Fiona"),
                identity::Role::Owner,
                {},
                kNow - kDay,
                kNow + 365 * kDay};
    }

    identity::InvitationCertificate invitationCertificate() const
    {
        return {
            invitation.publicKey(), identity::Role::Agent, QList<DepartmentId>{kSupport}, kNow + kDay, 1, {}};
    }

    identity::EnrolledAccount enrolled() const
    {
        return {anna.account.publicKey(), QStringLiteral("Anna"), kNow};
    }

    identity::StaffChain chainOf(const identity::Badge &body) const
    {
        return {identity::SignedBadge::sign(body, root)};
    }

    identity::StaffChain chainOf(const identity::InvitationCertificate &certificate,
                                 const identity::EnrolledAccount &account) const
    {
        return {identity::InvitedAccount{identity::SignedInvitation::sign(certificate, root),
                                         identity::SignedEnrolledAccount::sign(account, invitation)}};
    }

    identity::SignedGuestAttestation attestation() const
    {
        return identity::SignedGuestAttestation::sign({guest.account.publicKey(), kNow}, registrar);
    }

    identity::LeafIdentity founderLeaf() const { return {chainOf(badge()), founder.signedCertificate()}; }
    identity::LeafIdentity annaLeaf() const
    {
        return {chainOf(invitationCertificate(), enrolled()), anna.signedCertificate()};
    }
    identity::LeafIdentity guestLeaf() const { return {attestation(), guest.signedCertificate()}; }
};

// Every bit of `bytes` flipped once: the first bit for which passes(damaged) is true, or -1.
template <typename Passes>
int firstFlippedBitThatPasses(const QByteArray &bytes, Passes passes)
{
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        QByteArray damaged = bytes;
        damaged[bit / 8] = static_cast<char>(damaged.at(bit / 8) ^ (1 << (bit % 8)));
        if (passes(damaged)) return static_cast<int>(bit);
    }
    return -1;
}

} // namespace chat121::test
