// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which of the received proposals a commit of ours can include: RFC 9420, Section 12.4, "the sender of
// a Commit SHOULD include all proposals that it has received during the current epoch and that are
// valid". Pure but for the questions to the Party; any thread.
#pragma once

#include "common/mls/group_state.h"

namespace chat121::mls {

// `items`: first the `requested` ones, which stay, then received ones. Leaves out every received one
// that would make the commit invalid, so that nobody can keep a group from committing by a proposal.
ProposalItems withoutSpoilers(const Party &party, const GroupState &state, const ProposalItems &items,
                              qsizetype requested);

} // namespace chat121::mls
