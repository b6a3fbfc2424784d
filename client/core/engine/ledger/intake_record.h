// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer says before the first words, between what travels (content::Intake) and what is kept.
// Threads: engine.
#pragma once

#include "client/core/engine/profile/profile.h"
#include "client/core/local_store/records.h"
#include "client/core/models/start.h"
#include "client/core/models/timeline_row.h"
#include "common/content/content.h"
#include "common/identity/consent.h"

namespace chat121::engine {

// The proof in it is left out unless it holds and is this customer's.
IntakeRecord keptIntake(ConversationId conversation, AccountId customer, const content::Intake &said,
                        const identity::TrustAnchors &anchors, UnixTime now);

// In words; without those that have none.
QList<StartAnswer> answersOf(const IntakeRecord &record);
content::StartAnswers saidAnswers(const QList<StartAnswer> &answers); // cut to what has room
CustomerContext contextOf(const IntakeRecord &record);
// The timeline's row that shows them: the same on every device.
MessageId answersRow(ConversationId conversation, quint64 number);

// As it is said again.
content::Intake intakeOf(const IntakeRecord &record);

Result<identity::VerifiedConsent> consentIn(QByteArrayView proof, const identity::TrustAnchors &anchors);

// By the device of this profile. REQUIRES: its leaf is complete
QByteArray signConsent(const Profile &profile, DepartmentId department, const identity::ConsentText &text,
                       UnixTime now);

} // namespace chat121::engine
