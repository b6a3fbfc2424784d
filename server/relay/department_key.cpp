// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/department_key.h"

#include "common/identity/department_key.h"
#include "server/store/desk_rows.h"
#include "server/store/organisation.h"
#include "server/store/organisation_rows.h"
#include "server/store/running.h"

namespace chat121::relay {

using protocol::Reason;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

Verdict<store::Allowed> judgeKey(store::Sql &sql, const Request &request, DepartmentId department,
                                 const QByteArray &key)
{
    if (!request.caller.serves(department)) return Refusal{Code::Forbidden};
    TRY_ASSIGN(const identity::VerifiedOrganisation organisation, store::currentOrganisation(sql));
    TRY_ASSIGN(const auto published, decode<identity::PublishedDepartmentKey>(key));
    TRY_ASSIGN(const auto member,
               identity::verifyMember(published.publisher, organisation.anchors(), request.now));
    if (member.device.device != request.caller.device) return Refusal{Code::Crypto, Reason::BadSignature};
    TRY(identity::verifyDepartmentKey(published, department, organisation.anchors(), request.now));
    return store::kAllowed;
}

Verdict<Outcome> fetchDepartmentKey(store::Sql &sql, const Request &request,
                                    const protocol::FetchDepartmentKey &message)
{
    TRY_ASSIGN(const auto department, store::findDepartment(sql, message.department));
    if (!department || !department->is_active) return Refusal{Code::NotFound};
    if (!department->isKeptIn(request.services->region)) return Refusal{Code::Forbidden, Reason::OtherRegion};
    if (department->inbox_key.isEmpty()) return Refusal{Code::NotFound, Reason::NoDepartmentKey};
    TRY_ASSIGN(const quint32 on_duty, store::countOnDuty(sql, message.department));
    return Outcome{.reply = protocol::encodeFrame(protocol::DepartmentKey{
                       message.request, message.department, {department->inbox_key}, on_duty})};
}

Verdict<Outcome> publishDepartmentKey(store::Sql &sql, const Request &request,
                                      const protocol::PublishDepartmentKey &message)
{
    TRY_ASSIGN(const auto department, store::findDepartment(sql, message.department));
    if (!department) return Refusal{Code::NotFound};
    TRY(judgeKey(sql, request, message.department, message.key.bytes));
    TRY(store::putInboxKey(sql, message.department, message.key.bytes, request.now));
    return store::done(message.request);
}

} // namespace chat121::relay
