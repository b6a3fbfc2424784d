// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/proposal_choice.h"

namespace chat121::mls {

namespace {

// Whether the members that these proposals would leave behind may form a group.
Result<void> standTogether(const Party &party, const GroupState &state, const ProposalItems &items)
{
    TRY(validateProposals(items, {SenderType::Member, state.own.value}));
    const AppliedProposals applied = applyProposals(items, state.tree, state.context.extensions);
    TRY(require(applied.tree.memberCount() <= limits::kGroupMembersMax, "too many members"));
    TRY(resolvePsks(applied.psks, state, party.psks));

    const auto next = nextState(state, applied);
    TRY(validateNextMembers(state, *next));
    for (const LeafIndex leaf : applied.added)
        TRY(judgeLeaf(party, *next, LeafOrigin::Added, leaf, std::nullopt));
    for (const LeafIndex leaf : applied.updated)
        TRY(judgeLeaf(party, *next, LeafOrigin::Replaced, leaf, toMember(leaf, *state.tree.leaf(leaf))));
    return success();
}

} // namespace

ProposalItems withoutSpoilers(const Party &party, const GroupState &state, const ProposalItems &items,
                              qsizetype requested)
{
    if (items.size() == requested || standTogether(party, state, items)) return items;
    ProposalItems chosen = items.first(requested);
    for (const ProposalItem &received : items.sliced(requested)) {
        chosen.append(received);
        if (!standTogether(party, state, chosen)) chosen.removeLast();
    }
    return chosen;
}

} // namespace chat121::mls
