// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/founding.h"

#include "common/identity/invitation.h"
#include "server/directory/key_log.h"
#include "server/directory/passwords.h"
#include "server/directory/staffing.h"
#include "server/store/desk_rows.h"
#include "server/store/log_rows.h"
#include "server/store/organisation.h"
#include "server/store/organisation_rows.h"
#include "server/store/running.h"

#include <QSet>

namespace chat121::directory {

using identity::VerifiedOrganisation;
using protocol::Reason;
using store::Allowed;
using store::kAllowed;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

// --- departments ----------------------------------------------------------------------------------

namespace {

Result<void> keepPolicy(store::Sql &sql, const identity::Department &department)
{
    TRY(store::setRetention(sql, department.id, department.policy.retention_days));
    TRY(store::setRouting(sql, department.id, department.policy.routing));
    TRY(store::setShielded(sql, department.id, department.policy.is_shielded));
    return store::setRegion(sql, department.id, department.policy.region.text);
}

Verdict<Allowed> keepDepartment(store::Sql &sql, const identity::Department &department, RandomSource &random)
{
    TRY_ASSIGN(const auto known, store::findDepartment(sql, department.id));
    if (known) {
        const bool same = known->waiting_room == department.waiting_room && known->team == department.team;
        if (!same) return Refusal{Code::Conflict}; // a department's logs are for ever
        TRY(store::setDepartmentActive(sql, department.id, true));
        TRY(keepPolicy(sql, department));
        return kAllowed;
    }
    TRY(store::createLog(sql, department.waiting_room, store::LogKind::WaitingRoom, department.id.value,
                         random.id()));
    TRY(store::createLog(sql, department.team, store::LogKind::Team, department.id.value, random.id()));
    TRY(store::addDepartment(sql, {department.id, department.waiting_room, department.team}));
    TRY(keepPolicy(sql, department));
    return kAllowed;
}

// The rows follow the document. A department that it no longer names takes no more customers.
Verdict<Allowed> followDocument(store::Sql &sql, const VerifiedOrganisation &organisation,
                                RandomSource &random)
{
    QSet<DepartmentId> named;
    for (const identity::Department &department : organisation.document.departments.items) {
        named.insert(department.id);
        TRY(keepDepartment(sql, department, random));
    }
    TRY_ASSIGN(const QList<store::DepartmentRow> rows, store::departments(sql));
    for (const store::DepartmentRow &row : rows) {
        if (!named.contains(row.id)) TRY(store::setDepartmentActive(sql, row.id, false));
    }
    return kAllowed;
}

} // namespace

// --- founding -------------------------------------------------------------------------------------

namespace {

Verdict<Allowed> judgeSetUpToken(store::Sql &sql, const crypto::Hash &token_hash, UnixTime now)
{
    TRY_ASSIGN(const auto expected, store::findSetUpToken(sql));
    if (!expected || !crypto::equalInConstantTime(expected->token_hash.view(), token_hash.view()))
        return Refusal{Code::NotFound, Reason::InvitationUnknown};
    if (now > expected->expires_at) return Refusal{Code::Expired, Reason::InvitationExpired};
    return kAllowed;
}

// Its answer was lost: the same document, from the same device.
Verdict<Allowed> judgeAgain(const QByteArray &stored, const protocol::FoundOrganisation &message,
                            const Newcomer &founder)
{
    const bool same = stored == message.document.bytes && founder.is_known;
    return same ? Verdict<Allowed>(kAllowed) : Refusal{Code::Conflict, Reason::AlreadySetUp};
}

bool provesFounding(const Newcomer &founder, const Request &request,
                    const protocol::FoundOrganisation &message, const VerifiedOrganisation &organisation,
                    const crypto::Hash &token_hash)
{
    const identity::FoundingStatement statement{
        bindingOf(request), founder.account.public_key, founder.device.public_key,
        token_hash,         organisation.hash,          identity::chainHash(message.staff_chain.bytes)};
    return identity::verifyDetached(statement, founder.device.public_key, message.device_proof);
}

} // namespace

Verdict<Newcomer> judgeFounder(store::Sql &sql, const Request &request,
                               const protocol::FoundOrganisation &message)
{
    TRY_ASSIGN(const auto stored, store::findOrganisation(sql));
    const crypto::Hash token_hash = identity::tokenHash(message.setup_token.view());
    if (!stored) TRY(judgeSetUpToken(sql, token_hash, request.now));

    TRY_ASSIGN(const VerifiedOrganisation organisation, store::selfSigned(message.document.bytes));
    const bool is_ours = organisation.document.registrar_key == request.services->registrar->publicKey();
    if (!is_ours || organisation.document.number != 1) return Refusal{Code::Forbidden};
    TRY_ASSIGN(const auto chain, decode<identity::StaffChain>(message.staff_chain.bytes));
    TRY_ASSIGN(const identity::VerifiedStaff owner,
               identity::verifyStaff(chain, organisation.document.root_key, request.now));
    if (owner.role != identity::Role::Owner) return Refusal{Code::Forbidden};
    TRY_ASSIGN(
        Newcomer founder,
        newcomerOf(
            {owner.account, owner.account_key, owner.role, owner.departments, message.staff_chain.bytes, {}},
            message.device_certificate.bytes, request.now));
    if (!provesFounding(founder, request, message, organisation, token_hash))
        return Refusal{Code::Crypto, Reason::BadSignature};
    TRY(judgeDeviceOf(sql, founder));
    if (stored) TRY(judgeAgain(*stored, message, founder));
    if (message.password) TRY(judgePassword(sql, *message.password, owner.account, {}));
    return founder;
}

Verdict<Outcome> foundOrganisation(store::Sql &sql, const Request &request,
                                   const protocol::FoundOrganisation &message)
{
    TRY_ASSIGN(const Newcomer founder, judgeFounder(sql, request, message));
    if (founder.is_known) return registered(founder, request, message.request);

    TRY_ASSIGN(const VerifiedOrganisation organisation, store::selfSigned(message.document.bytes));
    TRY(store::putOrganisation(sql, organisation.document.number, message.document.bytes, request.now));
    TRY(followDocument(sql, organisation, *request.services->random));
    TRY_ASSIGN(const auto document, decode<identity::SignedOrganisation>(message.document.bytes));
    TRY(record(sql, {identity::loggedAs(document)}));
    TRY(enrol(sql, founder, request));
    if (message.password) TRY(keepPassword(sql, *message.password, founder.account.id, request.prepared));
    TRY(store::deleteSetUpToken(sql));
    return registered(founder, request, message.request);
}

// --- later documents ------------------------------------------------------------------------------

Verdict<Outcome> publishOrganisation(store::Sql &sql, const Request &request,
                                     const protocol::PublishOrganisation &message)
{
    TRY_ASSIGN(const VerifiedOrganisation current, store::currentOrganisation(sql));
    TRY_ASSIGN(const auto candidate, decode<identity::SignedOrganisation>(message.document.bytes));
    TRY_ASSIGN(const VerifiedOrganisation next, identity::verifySuccessor(current, candidate));
    if (next.document.number == current.document.number) return store::done(message.request);
    if (next.document.registrar_key != request.services->registrar->publicKey())
        return Refusal{Code::Forbidden};

    TRY(store::putOrganisation(sql, next.document.number, message.document.bytes, request.now));
    TRY(followDocument(sql, next, *request.services->random));
    TRY(record(sql, {identity::loggedAs(candidate)}));
    Outcome outcome = store::done(message.request);
    outcome.deliveries.append({{.kind = store::Audience::Kind::Everybody},
                               protocol::encodeFrame(protocol::Organisation{{}, message.document, 0}),
                               store::Keeping::Ephemeral});
    TRY(dismissAll(sql, current, next, request.now, outcome));
    return outcome;
}

// Nobody answers for a department that is not there, or that is not kept here.
static Result<quint32> onDuty(store::Sql &sql, const Request &request, DepartmentId id)
{
    if (!id.isValid()) return 0u;
    TRY_ASSIGN(const auto department, store::findDepartment(sql, id));
    if (!department || !department->is_active || !department->isKeptIn(request.services->region)) return 0u;
    return store::countOnDuty(sql, id);
}

Verdict<Outcome> fetchOrganisation(store::Sql &sql, const Request &request,
                                   const protocol::FetchOrganisation &message)
{
    TRY_ASSIGN(const auto document, store::findOrganisation(sql));
    if (!document) return Refusal{Code::NotFound, Reason::NotSetUp};
    TRY_ASSIGN(const quint32 on_duty, onDuty(sql, request, message.department));
    return Outcome{.reply =
                       protocol::encodeFrame(protocol::Organisation{message.request, {*document}, on_duty})};
}

} // namespace chat121::directory
