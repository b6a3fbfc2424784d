// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From received bytes to something that is verified: RFC 9420, Sections 6 and 12.1. The Group is
// the only user.
#pragma once

#include "common/mls/commit.h"

namespace chat121::mls {

Result<Incoming> processMessage(const Party &party, GroupState &state, QByteArrayView message);

// Checks a proposal, and keeps it until the end of the epoch. REQUIRES: its signature is verified
Result<ProposalReceived> keepProposal(GroupState &state, const AuthenticatedContent &message);

} // namespace chat121::mls
