// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation this server belongs to, as its stored document says.
#pragma once

#include "common/identity/organisation.h"
#include "server/store/outcome.h"
#include "server/store/sql.h"

namespace chat121::store {

// Refused with NotSetUp before the founding.
Verdict<identity::VerifiedOrganisation> currentOrganisation(Sql &sql);

// Checks a document against the root key that it names itself: only right for what was checked
// before (stored), or for the founder, who decides what the root is.
Result<identity::VerifiedOrganisation> selfSigned(QByteArrayView document);

} // namespace chat121::store
