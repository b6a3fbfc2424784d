// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Signed and tagged messages in clear: RFC 9420, Section 6.2. Pure functions; any thread.
#pragma once

#include "common/mls/framing.h"

namespace chat121::mls {

// REQUIRES: content.wire_format == WireFormat::PublicMessage and it is signed
PublicMessage sealPublic(const AuthenticatedContent &content, const crypto::Secret32 &membership_key,
                         const GroupContext &context);

// Checks the membership tag of a member; the signature is the caller's next step.
Result<AuthenticatedContent> openPublic(const PublicMessage &message, const crypto::Secret32 &membership_key,
                                        const GroupContext &context);

} // namespace chat121::mls
