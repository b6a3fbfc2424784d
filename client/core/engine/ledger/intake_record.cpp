// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/ledger/intake_record.h"

namespace chat121::engine {

IntakeRecord keptIntake(ConversationId conversation, AccountId customer, const content::Intake &said,
                        const identity::TrustAnchors &anchors, UnixTime now)
{
    IntakeRecord record;
    record.conversation = conversation;
    record.number = said.number;
    const auto consent = consentIn(said.consent.bytes, anchors);
    if (!consent || consent->author.account() != customer) return record;
    record.consent = said.consent.bytes;
    record.version = consent->acceptance.version;
    record.text = consent->text;
    record.accepted_at = qMin(consent->acceptance.accepted_at, now); // nothing comes from the future
    return record;
}

content::Intake intakeOf(const IntakeRecord &record)
{
    content::Intake said;
    said.number = record.number;
    said.consent = record.consent.bytes;
    said.receipt = record.receipt.bytes;
    return said;
}

Result<identity::VerifiedConsent> consentIn(QByteArrayView proof, const identity::TrustAnchors &anchors)
{
    TRY_ASSIGN(const auto claimed, decode<identity::ConsentProof>(proof));
    return identity::verifyConsent(claimed, anchors);
}

QByteArray signConsent(const Profile &profile, DepartmentId department, const identity::ConsentText &text,
                       UnixTime now)
{
    return encode(identity::signConsent(text, department, now, deviceKeyOf(profile), profile.leaf));
}

} // namespace chat121::engine
