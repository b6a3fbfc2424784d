// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/staffing.h"

#include "common/base/log.h"
#include "server/directory/key_log.h"
#include "server/store/deliveries.h"
#include "server/store/desk_rows.h"
#include "server/store/device_link_rows.h"
#include "server/store/device_replacement.h"
#include "server/store/organisation.h"
#include "server/store/running.h"
#include "server/store/way_in_rows.h"

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

namespace {

// The desk's next look at its deadlines gives the conversations back to the queue.
Result<void> leaveDesk(store::Sql &sql, AccountId account, UnixTime now)
{
    TRY_ASSIGN(auto agent, store::findAgent(sql, account));
    if (!agent) return success();
    agent->status = protocol::AgentStatus::Away;
    agent->gone = now;
    return store::putAgent(sql, *agent);
}

// Staff whose administrator the document `now` is the first to dismiss.
Result<QList<AccountId>> staffWithoutCertifier(store::Sql &sql, const VerifiedOrganisation &before,
                                               const VerifiedOrganisation &now)
{
    QList<AccountId> found;
    QList<AccountRow> page;
    do {
        TRY_ASSIGN(page, store::staffAfter(sql, page.isEmpty() ? AccountId() : page.constLast().id));
        for (const AccountRow &account : std::as_const(page)) {
            const auto chain = decode<identity::StaffChain>(account.staff_chain);
            if (!chain || !std::holds_alternative<identity::CertifiedByAdmin>(chain->proof)) continue;
            const auto staff = identity::recogniseStaff(*chain, now.document.root_key);
            const bool is_news = staff && now.isDismissed(*staff) && !before.isDismissed(*staff);
            if (is_news) found.append(account.id);
        }
    } while (!page.isEmpty());
    return found;
}

} // namespace

Result<void> endWaysIn(store::Sql &sql, AccountId account, UnixTime now)
{
    TRY_ASSIGN(const QList<store::DeviceRow> devices, store::devicesOf(sql, account));
    for (const store::DeviceRow &device : devices)
        TRY(store::signOutDevice(sql, device.id));
    TRY(store::deletePasswordOf(sql, account));
    TRY(store::deleteDeviceLink(sql, account));
    return leaveDesk(sql, account, now);
}

Result<void> dismissAll(store::Sql &sql, const VerifiedOrganisation &before, const VerifiedOrganisation &now,
                        UnixTime time, Outcome &outcome)
{
    bool is_news = false;
    for (const identity::Dismissal &dismissal : now.document.dismissals.items) {
        is_news = is_news || !before.isDismissed(dismissal.account);
        TRY_ASSIGN(const auto account, store::findAccount(sql, dismissal.account));
        if (!account || !identity::isStaff(account->role) || account->is_dismissed) continue;
        TRY(store::dismissAccount(sql, account->id, time));
        TRY(endWaysIn(sql, account->id, time));
        outcome.deliveries.append(store::sessionsEnd(account->id));
        qCInfo(lcStore) << "account" << account->id.value << "is no longer staff";
    }
    if (!is_news) return success();
    TRY_ASSIGN(const QList<AccountId> certified, staffWithoutCertifier(sql, before, now));
    for (const AccountId account : certified) {
        TRY(leaveDesk(sql, account, time));
        outcome.deliveries.append(store::sessionsEnd(account));
    }
    return success();
}

} // namespace chat121::directory
