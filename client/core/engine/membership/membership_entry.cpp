// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Entering a group from outside, by what the server keeps of it: a team's by the badge, a conversation's in
// place of a former device. See membership.h.
#include "client/core/engine/groups/outside.h"
#include "client/core/engine/groups/team_place.h"
#include "client/core/engine/membership/membership.h"

#include <limits>

namespace chat121::engine {

void Membership::fetchGroupInfo(LogId log)
{
    const auto request = m_context.store.requests().next();
    if (!request) return finish(log, storeProblem(request.error()));
    m_context.connection.request<protocol::GroupInfo>(
        protocol::FetchGroupInfo{*request, log},
        [this, log](const Reply<protocol::GroupInfo> &reply) { onGroupInfo(log, reply); });
}

void Membership::onGroupInfo(LogId log, const Reply<protocol::GroupInfo> &reply)
{
    if (!m_wishes.contains(log)) return;
    const GroupKey group = m_wishes.value(log).first().group;
    const bool is_return = m_wishes.value(log).first().kind == Wish::Kind::Return;
    if (const auto *failure = std::get_if<RequestFailure>(&reply)) {
        if (is_return && failure->code == Code::NotFound) return finish(log, {}); // not a member there
        if (failure->code != Code::NotFound) return finish(log, requestProblem(*failure));
        return commit(
            log, [this, group](RequestId request) { return m_context.committer.create(group, {}, request); });
    }
    const auto &info = std::get<protocol::GroupInfo>(reply);
    const GroupKey found{log, info.generation};
    if (is_return && !m_context.committer.mayReturn(info.group_info.bytes)) return finish(log, {});
    if (!is_return && found < group) return finish(log, problem(ProblemKind::KeyLogRewritten));
    m_wishes[log].first().group = found;
    commit(log, [this, found, bytes = info.group_info.bytes](RequestId request) -> Result<protocol::Commit> {
        auto entered = m_context.committer.enter(found, bytes, request);
        if (entered || isOfTheDisk(entered.error()) || !mayBeginAnew(found)) return entered;
        return beginAnew(found, request);
    });
}

// A team's group that nobody can enter is begun anew by whoever may certify others, once they have looked
// twice: the members of the old one enter it when they read of it. Its keys are new, and its readers the
// organisation's staff as before. A wrong clock makes good badges look ended.
bool Membership::mayBeginAnew(const GroupKey &unusable) const
{
    const Wish &wish = m_wishes.constFind(unusable.log)->constFirst();
    const identity::VerifiedStaff *self = m_context.identity.self().staff();
    const bool is_admin =
        self != nullptr && (self->role == identity::Role::Owner || self->role == identity::Role::Admin);
    const bool is_due = wish.kind == Wish::Kind::EnterTeam && wish.tries >= kLooksBeforeAnew;
    if (!is_due || !is_admin || !m_context.contacts.isClockBelieved()) return false;
    const auto place = teamPlaceOf(m_context.store, unusable.log);
    return place && place->mayBegin(m_context.clock.now()) &&
           unusable.generation < std::numeric_limits<quint32>::max();
}

Result<protocol::Commit> Membership::beginAnew(const GroupKey &unusable, RequestId request)
{
    const GroupKey next{unusable.log, unusable.generation + 1};
    m_wishes[unusable.log].first().group = next;
    TRY(teamBegun(m_context.store, next.log, m_context.clock.now()));
    return m_context.committer.create(next, {}, request);
}

// By what the server gave: it is asked once more.
void Membership::notEntered(LogId log, const Error &error)
{
    if (m_wishes.value(log).first().tries < kLooksBeforeAnew) return begin(log);
    const bool is_somebody = error.code == Code::Forbidden || error.code == Code::Expired;
    finish(log,
           problem(is_somebody ? ProblemKind::TeamNotTrusted : ProblemKind::TeamKeysUnusable, error.detail));
}

} // namespace chat121::engine
