// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/staffing.h"

#include "common/base/log.h"
#include "server/directory/key_log.h"
#include "server/store/deliveries.h"
#include "server/store/desk_rows.h"
#include "server/store/organisation.h"
#include "server/store/running.h"

namespace chat121::directory {

using identity::VerifiedOrganisation;
using identity::VerifiedStaff;
using protocol::Reason;
using store::AccountRow;
using store::Allowed;
using store::Audience;
using store::kAllowed;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

// --- chains ---------------------------------------------------------------------------------------

Verdict<Allowed> judgeEmployed(const VerifiedOrganisation &organisation,
                               const std::optional<AccountRow> &account, const VerifiedStaff &staff)
{
    const bool is_out = (account && account->is_dismissed) || organisation.isDismissed(staff);
    return is_out ? Refusal{Code::Forbidden, Reason::Dismissed} : Verdict<Allowed>(kAllowed);
}

ChainAge ageOf(const VerifiedStaff &now, const AccountRow &known, const VerifiedOrganisation &organisation)
{
    const auto chain = decode<identity::StaffChain>(known.staff_chain);
    const auto before = chain ? identity::recogniseStaff(*chain, organisation.document.root_key)
                              : Result<VerifiedStaff>(chain.error());
    if (!before || organisation.isDismissed(*before)) return ChainAge::Newer;
    if (now.is_badge && !before->is_badge) return ChainAge::Newer;
    if (now.not_after == before->not_after) return ChainAge::Same;
    return now.not_after > before->not_after ? ChainAge::Newer : ChainAge::Older;
}

Verdict<Outcome> certifyStaff(store::Sql &sql, const Request &request, const protocol::CertifyStaff &message)
{
    TRY_ASSIGN(const VerifiedOrganisation organisation, store::currentOrganisation(sql));
    TRY_ASSIGN(const auto chain, decode<identity::StaffChain>(message.staff_chain.bytes));
    const crypto::PublicKey &root_key = organisation.document.root_key;
    TRY_ASSIGN(const VerifiedStaff staff, identity::verifyStaff(chain, root_key, request.now));
    TRY_ASSIGN(const auto known, store::findAccount(sql, staff.account));
    if (!known || !identity::isStaff(known->role)) return Refusal{Code::NotFound};
    TRY(judgeEmployed(organisation, known, staff));
    if (!staff.is_badge) return Refusal{Code::Forbidden}; // an invitation is for the one who comes in
    const bool is_same = known->staff_chain == message.staff_chain.bytes;
    const bool is_older = ageOf(staff, *known, organisation) == ChainAge::Older;
    if (is_same || is_older) return store::done(message.request);

    AccountRow account = *known;
    const bool is_other_work = account.role != staff.role || account.departments != staff.departments;
    account.role = staff.role;
    account.departments = staff.departments;
    account.staff_chain = message.staff_chain.bytes;
    TRY(store::putAccount(sql, account, request.now));
    TRY(record(sql, identity::loggedAs(chain)));

    Outcome outcome = store::done(message.request);
    const protocol::Staff told{{}, {{{staff.account, message.staff_chain}}}};
    outcome.deliveries.append(
        {{.kind = Audience::Kind::Staff}, protocol::encodeFrame(told), store::Keeping::Ephemeral});
    // What its sessions may do was decided at their log-in.
    if (is_other_work) outcome.deliveries.append(store::sessionsEnd(staff.account));
    return outcome;
}

// --- dismissals -----------------------------------------------------------------------------------

// The desk's next look at its deadlines gives the conversations back to the queue.
Result<void> leaveDesk(store::Sql &sql, AccountId account, UnixTime now)
{
    TRY_ASSIGN(auto agent, store::findAgent(sql, account));
    if (!agent) return success();
    agent->status = protocol::AgentStatus::Away;
    agent->gone = now;
    return store::putAgent(sql, *agent);
}

Result<void> dismissAll(store::Sql &sql, const VerifiedOrganisation &organisation, UnixTime now,
                        Outcome &outcome)
{
    for (const identity::Dismissal &dismissal : organisation.document.dismissals.items) {
        TRY_ASSIGN(const auto account, store::findAccount(sql, dismissal.account));
        if (!account || !identity::isStaff(account->role) || account->is_dismissed) continue;
        TRY(store::dismissAccount(sql, account->id, now));
        TRY(leaveDesk(sql, account->id, now));
        outcome.deliveries.append(store::sessionsEnd(account->id));
        qCInfo(lcStore) << "account" << account->id.value << "is no longer staff";
    }
    return success();
}

} // namespace chat121::directory
