// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/key_log.h"

namespace chat121::identity {

crypto::Hash leafOf(const LoggedStatement &statement)
{
    return merkle::leafHash(encode(statement));
}

LoggedStatement loggedAs(const SignedOrganisation &document)
{
    return {StatementKind::Organisation, document.hash()};
}

LoggedStatement loggedAs(const SignedDeviceCertificate &certificate)
{
    return {StatementKind::DeviceCertificate, certificate.hash()};
}

LoggedStatement loggedAs(const SignedDeviceRemoval &removal)
{
    return {StatementKind::DeviceRemoval, removal.hash()};
}

LoggedStatement loggedAs(const GuestAttestation &attestation)
{
    return {StatementKind::GuestAttestation,
            crypto::sha256(signedBytes(GuestAttestation::kLabel, encode(attestation)))};
}

static QList<LoggedStatement> loggedAs(const SignedBadge &badge)
{
    return {{StatementKind::Badge, badge.hash()}};
}

static QList<LoggedStatement> loggedAs(const InvitedAccount &invited)
{
    return {{StatementKind::Invitation, invited.invitation.hash()},
            {StatementKind::EnrolledAccount, invited.account.hash()}};
}

static QList<LoggedStatement> loggedAs(const CertifiedByAdmin &certified)
{
    return loggedAs(certified.admin) +
           std::visit([](const auto &proof) { return loggedAs(proof); }, certified.proof);
}

QList<LoggedStatement> loggedAs(const StaffChain &chain)
{
    return std::visit([](const auto &proof) { return loggedAs(proof); }, chain.proof);
}

QList<LoggedStatement> loggedAs(const LeafIdentity &leaf)
{
    QList<LoggedStatement> statements;
    if (const auto *chain = std::get_if<StaffChain>(&leaf.account)) {
        statements = loggedAs(*chain);
    } else {
        const auto &attestation = std::get<SignedGuestAttestation>(leaf.account);
        statements.append({StatementKind::GuestAttestation, attestation.hash()});
    }
    statements.append(loggedAs(leaf.device));
    return statements;
}

} // namespace chat121::identity
