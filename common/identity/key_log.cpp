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

QList<LoggedStatement> loggedAs(const StaffChain &chain)
{
    if (const auto *badge = std::get_if<SignedBadge>(&chain.proof))
        return {{StatementKind::Badge, badge->hash()}};
    const auto &invited = std::get<InvitedAccount>(chain.proof);
    return {{StatementKind::Invitation, invited.invitation.hash()},
            {StatementKind::EnrolledAccount, invited.account.hash()}};
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
