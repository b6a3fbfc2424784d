// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/membership/membership.h"

#include "client/core/engine/groups/outside.h"
#include "client/core/engine/groups/own_changes.h"

namespace chat121::engine {

Membership::Membership(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
}

void Membership::wish(Wish wish)
{
    const LogId log = wish.group.log;
    m_wishes[log].append(std::move(wish));
    if (m_wishes.value(log).size() == 1) begin(log);
}

void Membership::finish(LogId log, const Problem &problem)
{
    const auto wishes = m_wishes.find(log);
    if (wishes == m_wishes.end()) return;
    const Wish wish = wishes->takeFirst();
    const bool has_more = !wishes->isEmpty();
    if (!has_more) m_wishes.remove(log);
    settleTrial(wish.group); // its person is told now, or somebody else was faster
    if (wish.done) wish.done(problem);
    if (has_more) return begin(log);
    Q_EMIT settled(log);
}

// The own keys are what unconfirmed.h watches. A change of members that comes to nothing leaves no time
// running that began with it; but it ends none that began with a change of keys, else a server could have
// such wishes come to nothing from time to time, and nobody would be told.
Result<void> Membership::noteTrial(const Wish &wish)
{
    const bool is_for_keys = wish.kind == Wish::Kind::Refresh || wish.kind == Wish::Kind::EnterTeam;
    TRY_ASSIGN(const bool is_running, isChangeTried(m_context.store, wish.group));
    if (is_running) return success();
    if (is_for_keys)
        m_tried.remove(wish.group);
    else
        m_tried.insert(wish.group);
    return success();
}

void Membership::settleTrial(const GroupKey &group)
{
    if (m_context.committer.isPending(group) || !m_tried.remove(group)) return;
    const auto settled = changeSettled(m_context.store, group);
    if (!settled) m_context.storeFailed(settled.error());
}

void Membership::begin(LogId log)
{
    const auto wishes = m_wishes.find(log);
    if (wishes == m_wishes.end()) return;
    if (isElsewhere(log)) return;
    Wish &wish = wishes->first();
    if (++wish.tries > limits::kCommitTriesMax) return finish(log, problem(ProblemKind::ServerBusy));
    if (!m_context.session.isLoggedIn()) return finish(log, problem(ProblemKind::NotConnected));
    switch (wish.kind) {
    case Wish::Kind::Start:
    case Wish::Kind::AddOwn:
        return fetchPackages(log, m_context.identity.account());
    case Wish::Kind::Add:
        return fetchPackages(log, wish.account);
    case Wish::Kind::Remove:
    case Wish::Kind::Dismiss:
        return removeMember(log);
    case Wish::Kind::Expel:
        return expel(log);
    case Wish::Kind::Refresh:
        return refresh(log);
    case Wish::Kind::EnterTeam:
    case Wish::Kind::Return:
        return fetchGroupInfo(log);
    }
}

// --- key packages ---------------------------------------------------------------------------------

void Membership::fetchPackages(LogId log, AccountId account)
{
    const auto request = m_context.store.requests().next();
    if (!request) return finish(log, storeProblem(request.error()));
    m_context.connection.request<protocol::KeyPackages>(
        protocol::FetchKeyPackages{*request, account},
        [this, log](const Reply<protocol::KeyPackages> &reply) { onPackages(log, reply); });
}

void Membership::onPackages(LogId log, const Reply<protocol::KeyPackages> &reply)
{
    if (!m_wishes.contains(log)) return;
    const Wish wish = m_wishes.value(log).first();
    const auto *failure = std::get_if<RequestFailure>(&reply);
    const bool is_empty = failure != nullptr && failure->code == Code::NotFound;
    if (failure != nullptr && !is_empty) return finish(log, requestProblem(*failure));

    QList<QByteArray> packages = wish.packages;
    if (!is_empty) packages.append(checked(wish, std::get<protocol::KeyPackages>(reply)));
    if (wish.kind == Wish::Kind::Add && packages.isEmpty())
        return finish(log, problem(ProblemKind::ColleagueNotReachable));
    if (wish.kind == Wish::Kind::AddOwn && packages.isEmpty()) return finish(log, {}); // all are in
    commit(log, [this, wish, packages](RequestId request) {
        return wish.kind == Wish::Kind::Start ? m_context.committer.create(wish.group, packages, request)
                                              : m_context.committer.change(wish.group, packages, {}, request);
    });
}

// Only packages whose chain verifies, of the account that was asked for, and not in the group yet.
QList<QByteArray> Membership::checked(const Wish &wish, const protocol::KeyPackages &answer) const
{
    const bool is_own = wish.kind == Wish::Kind::Start || wish.kind == Wish::Kind::AddOwn;
    const AccountId account = is_own ? m_context.identity.account() : wish.account;
    QSet<DeviceId> present;
    if (const auto members = m_context.sealer.members(wish.group)) {
        for (const identity::VerifiedMember &member : *members)
            present.insert(member.device.device);
    }
    QList<QByteArray> packages;
    for (const protocol::DeviceKeyPackage &item : answer.packages.items) {
        if (wish.kind == Wish::Kind::AddOwn && !wish.devices.contains(item.device)) continue;
        const auto summary = mls::inspectKeyPackage(item.package.bytes);
        if (!summary) continue;
        const mls::Candidate candidate{groupIdOf(wish.group), mls::LeafOrigin::Added, summary->member, {}};
        const bool is_allowed = m_context.policy.validate(candidate).has_value();
        const auto member = m_context.policy.identify(summary->member);
        const bool is_theirs = is_allowed && member && member->account() == account &&
                               (is_own || member->staff() != nullptr) && member->device.device == item.device;
        if (!is_theirs) {
            Q_EMIT m_context.announcer.warned(problem(ProblemKind::StaffNotTrusted));
        } else if (!present.contains(item.device)) {
            packages.append(item.package.bytes);
        }
    }
    return packages;
}

// --- in place of a former device ------------------------------------------------------------------

// Only once everything was read that the former device's keys open: they end with the return.
void Membership::returnTo(ConversationId conversation)
{
    const ConversationRecord *record = m_ledger.find(conversation);
    const bool is_early = m_context.identity.formerKeys().empty() || !m_context.session.isCaughtUp();
    if (is_early || record == nullptr || record->state != protocol::ConversationState::Taken) return;
    const GroupKey group = m_ledger.groupOf(conversation);
    const bool is_own = !m_context.identity.isStaff() || record->taker == m_context.identity.account();
    const bool is_out = m_context.groups.isFormers(group) || (is_own && !m_context.groups.isMember(group));
    const bool is_busy = isWishing(conversation) || m_context.committer.isPending(group);
    if (!is_out || is_busy || m_returned.contains(conversation)) return;
    m_returned.insert(conversation);
    Wish wish;
    wish.kind = Wish::Kind::Return;
    wish.group = group;
    wish.done = [this, conversation](const Problem &problem) {
        if (!problem.isEmpty()) Q_EMIT m_context.announcer.talkFailed(conversation, problem);
    };
    this->wish(std::move(wish));
}

// --- commits --------------------------------------------------------------------------------------

void Membership::removeMember(LogId log)
{
    const Wish wish = m_wishes.value(log).first();
    const bool is_over = wish.kind == Wish::Kind::Dismiss;
    QList<mls::LeafIndex> leaves;
    std::optional<identity::StaffChain> by;
    const auto group = m_context.groups.find(wish.group);
    if (!group) return finish(log, problem(ProblemKind::NotAllowed));
    for (const mls::Member &member : (*group)->members()) {
        const auto person = m_context.policy.identify(member);
        const bool is_theirs = person && person->account() == wish.account;
        if (!is_theirs || (is_over && !m_context.contacts.isOver(*person))) continue;
        leaves.append(member.leaf);
        if (!by) by = m_context.contacts.standsFor(*person);
    }
    if (leaves.isEmpty()) return finish(log, {});
    commit(log, [this, wish, leaves, by](RequestId request) {
        return m_context.committer.change(wish.group, {}, leaves, request, by);
    });
}

// Somebody else may have been faster.
void Membership::expel(LogId log)
{
    const Wish wish = m_wishes.value(log).first();
    const auto members = m_context.sealer.members(wish.group);
    const bool is_there = members && std::any_of(members->cbegin(), members->cend(),
                                                 [&](const identity::VerifiedMember &member) {
                                                     return isSignedOff(wish.removal, member);
                                                 });
    if (!is_there || !m_context.groups.isMember(wish.group)) return finish(log, {});
    commit(log, [this, wish](RequestId request) {
        return m_context.committer.expel(wish.group, wish.removal, request);
    });
}

void Membership::refresh(LogId log)
{
    const GroupKey group = m_wishes.value(log).first().group;
    commit(log,
           [this, group](RequestId request) { return m_context.committer.change(group, {}, {}, request); });
}

// Then the wish waits, and ends with this connection: the next one is where more fits.
bool Membership::isElsewhere(LogId log) const
{
    return m_context.session.isLoggedIn() && !m_ledger.mayLeave(log);
}

void Membership::commit(LogId log, const std::function<Result<protocol::Commit>(RequestId)> &make)
{
    if (isElsewhere(log)) return; // by a document that came meanwhile
    auto prepare = [&]() -> Result<protocol::Commit> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(const RequestId request, m_context.store.requests().next());
        TRY(noteTrial(m_wishes.value(log).first()));
        TRY_ASSIGN(auto message, make(request));
        TRY(transaction.commit());
        return message;
    };
    const auto message = prepare();
    if (!message) {
        m_context.groups.forget(m_wishes.value(log).first().group);
        const bool is_entry = m_wishes.value(log).first().kind == Wish::Kind::EnterTeam;
        if (is_entry && !isOfTheDisk(message.error())) return notEntered(log, message.error());
        const Code code = message.error().code;
        const bool is_trust = code == Code::Crypto || code == Code::Forbidden || code == Code::Expired;
        return finish(log, is_trust ? problem(ProblemKind::StaffNotTrusted, message.error().detail)
                                    : storeProblem(message.error()));
    }
    send(message->request, protocol::encodeFrame(*message), *message);
}

void Membership::send(RequestId request, const QByteArray &frame, const protocol::Commit &message)
{
    m_context.connection.requestEncoded<protocol::Stored, protocol::CommitConflict>(
        request, frame, [this, message](const Reply<protocol::Stored, protocol::CommitConflict> &reply) {
            onAnswer(message, reply);
        });
}

void Membership::resumePending()
{
    const auto records = m_context.store.pendingCommits().all();
    if (!records) return m_context.storeFailed(records.error());
    for (const PendingCommitRecord &record : *records) {
        const auto message = protocol::decodeFrame<protocol::Commit>(record.frame.bytes);
        if (message && m_ledger.mayLeave(message->log)) send(record.request, record.frame.bytes, *message);
    }
}

void Membership::onAnswer(const protocol::Commit &message,
                          const Reply<protocol::Stored, protocol::CommitConflict> &reply)
{
    if (const auto *stored = std::get_if<protocol::Stored>(&reply)) return onStored(message, *stored);
    if (std::holds_alternative<protocol::CommitConflict>(reply)) return onConflict(message);
    onRefused(message, std::get<RequestFailure>(reply));
}

void Membership::onStored(const protocol::Commit &message, const protocol::Stored &stored)
{
    const GroupKey key{message.log, message.generation};
    const bool is_team = m_context.policy.facts(key.log).is_team;
    auto save = [&]() -> Result<void> {
        // A return waits until the log is read up to it: what comes before opens with the old keys only.
        const bool is_return = message.is_external && !is_team;
        if (is_return || !m_context.committer.isPending(key)) return success(); // or read before
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(auto change, m_context.committer.accepted(key));
        change.is_entry = message.epoch == 0;
        if (!is_team && message.epoch == 0) TRY(m_ledger.groupStarted(key, stored.sequence));
        if (!is_team) TRY(m_ledger.membershipLines(key.log, stored.sequence, change));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) {
        m_context.groups.forget(key);
        m_context.session.fetch(key.log); // it is entered when the log can be saved again
        return finish(key.log, storeProblem(saved.error()));
    }
    protocol::Envelope own;
    own.log = message.log;
    own.sequence = stored.sequence;
    own.kind = protocol::EnvelopeKind::Commit;
    own.sender = m_context.identity.device();
    own.sender_account = m_context.identity.account();
    own.generation = message.generation;
    own.epoch = message.epoch;
    own.stored_at = stored.stored_at;
    own.body = message.commit.bytes;
    m_context.session.ownStored(own);
    finish(key.log, {});
    Q_EMIT changed(key);
}

void Membership::onConflict(const protocol::Commit &message)
{
    const GroupKey key{message.log, message.generation};
    const auto dropped = m_context.committer.refused(key);
    if (!dropped) m_context.storeFailed(dropped.error());
    if (!m_wishes.contains(key.log)) {
        settleTrial(key);
        Q_EMIT this->dropped(key);
        return;
    }
    if (message.is_external || !m_context.groups.contains(key))
        return begin(key.log); // outside: just try anew
    m_to_retry.insert(key.log);
    m_context.session.fetch(key.log);
}

void Membership::onRefused(const protocol::Commit &message, const RequestFailure &failure)
{
    const GroupKey key{message.log, message.generation};
    // The line broke: whether it was stored is asked again after the next log-in.
    const bool is_open = failure.code == Code::Network && failure.reason == protocol::Reason::None;
    if (!is_open) {
        const auto dropped = m_context.committer.refused(key);
        if (!dropped) m_context.storeFailed(dropped.error());
    }
    if (failure.reason == protocol::Reason::EpochClosed && m_wishes.contains(key.log))
        return onConflict(message);
    finish(key.log, requestProblem(failure));
}

void Membership::logCaughtUp(LogId log)
{
    if (m_to_retry.remove(log)) begin(log);
}

void Membership::connectionLost()
{
    m_to_retry.clear();
    m_returned.clear();
    for (const LogId log : m_wishes.keys())
        finish(log, problem(ProblemKind::NotConnected));
}

} // namespace chat121::engine
