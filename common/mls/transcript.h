// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The transcript hashes and the tags that prove them: RFC 9420, Sections 6.1, 6.2 and 8.2.
// Pure functions; any thread.
#pragma once

#include "common/mls/framing.h"

namespace chat121::mls {

// REQUIRES: `commit` holds a Commit
QByteArray confirmedTranscriptHash(QByteArrayView interim_before, const AuthenticatedContent &commit);

QByteArray interimTranscriptHash(QByteArrayView confirmed, QByteArrayView confirmation_tag);

// confirmation_tag = MAC(confirmation_key, GroupContext.confirmed_transcript_hash)
QByteArray confirmationTag(const crypto::Secret32 &confirmation_key, QByteArrayView confirmed);

} // namespace chat121::mls
