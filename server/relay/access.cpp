// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/access.h"

#include "common/identity/ids.h"
#include "server/store/block_rows.h"
#include "server/store/desk_rows.h"
#include "server/store/erasure_rows.h"
#include "server/store/organisation_rows.h"

#include <algorithm>
#include <limits>

namespace chat121::relay {

using store::Interval;
using store::LogKind;

Result<QList<Interval>> readable(store::Sql &sql, const store::LogEntry &log, const store::Caller &caller)
{
    const QList<Interval> everything{{Sequence{1}, Sequence{std::numeric_limits<qint64>::max()}}};
    switch (log.kind) {
    case LogKind::Inbox:
        return log.owner == caller.device.value ? everything : QList<Interval>();
    case LogKind::WaitingRoom:
        return caller.serves(DepartmentId{log.owner}) ? everything : QList<Interval>();
    case LogKind::Archive:
        return log.owner == caller.account.value ? everything : QList<Interval>();
    case LogKind::Team:
        // What a team shares is sealed under keys that colleagues hand on: who comes reads it from the
        // beginning.
        if (caller.serves(DepartmentId{log.owner})) return everything;
        return store::intervalsOf(sql, log.id, caller.device);
    case LogKind::Conversation:
        return store::intervalsOf(sql, log.id, caller.device);
    }
    Q_UNREACHABLE();
}

Result<QList<LogId>> readableByRight(store::Sql &sql, const store::Caller &caller)
{
    QList<LogId> logs{identity::inboxLogOf(caller.device)};
    if (!caller.isStaff()) return logs;
    TRY_ASSIGN(const QList<store::DepartmentRow> departments, store::departments(sql));
    for (const store::DepartmentRow &department : departments) {
        if (caller.serves(department.id)) logs.append(department.waiting_room);
    }
    return logs;
}

store::Delivery pushOf(const store::LogEntry &log, const protocol::Envelope &envelope, DeviceId except)
{
    store::Delivery push;
    push.message = protocol::encodeFrame(protocol::EnvelopePushed{log.incarnation, envelope});
    push.keeping = store::Keeping::Durable;
    push.to.except = except;
    switch (log.kind) {
    case LogKind::Inbox:
        push.to.devices = {DeviceId{log.owner}};
        break;
    case LogKind::WaitingRoom:
        push.to.kind = store::Audience::Kind::Department;
        push.to.department = DepartmentId{log.owner};
        break;
    case LogKind::Archive:
        push.to.kind = store::Audience::Kind::Account;
        push.to.account = AccountId{log.owner};
        break;
    case LogKind::Conversation:
    case LogKind::Team:
        push.to.devices = log.devices();
        break;
    }
    return push;
}

store::Verdict<store::LogEntry> knownLog(store::Sql &sql, LogId log)
{
    TRY_ASSIGN(std::optional<store::LogEntry> entry, store::findLog(sql, log));
    if (!entry) {
        TRY(judgeNotErased(sql, log));
        return unknownLog();
    }
    return *std::move(entry);
}

store::Verdict<store::Allowed> judgeNotErased(store::Sql &sql, LogId log)
{
    TRY_ASSIGN(const auto erasure, store::findErasure(sql, log));
    if (erasure) return store::Refusal{Code::Conflict, protocol::Reason::Erased};
    return store::kAllowed;
}

store::Verdict<store::Allowed> judgeRegion(store::Sql &sql, const store::Request &request, DepartmentId id)
{
    TRY_ASSIGN(const auto department, store::findDepartment(sql, id));
    if (department && !department->isKeptIn(request.services->region))
        return store::Refusal{Code::Forbidden, protocol::Reason::OtherRegion};
    return store::kAllowed;
}

store::Verdict<store::Allowed> judgeRegion(store::Sql &sql, const store::Request &request,
                                           const store::LogEntry &log)
{
    TRY_ASSIGN(const QStringList bound, store::boundRegions(sql));
    const bool are_all_here =
        std::ranges::all_of(bound, [&](const QString &region) { return region == request.services->region; });
    if (are_all_here) return store::kAllowed;
    switch (log.kind) {
    case LogKind::Team:
    case LogKind::WaitingRoom:
        return judgeRegion(sql, request, DepartmentId{log.owner});
    case LogKind::Conversation:
        break;
    case LogKind::Inbox:
    case LogKind::Archive: // sealed: of which department an entry is, its client knows
        return store::kAllowed;
    }
    TRY_ASSIGN(const auto conversation, store::findConversation(sql, log.id));
    return conversation ? judgeRegion(sql, request, conversation->department) : store::kAllowed;
}

namespace {

// A term of weeks fits into the milliseconds of a refusal; without one they are 0.
store::Verdict<store::Allowed> judgeBlock(const std::optional<store::BlockRow> &block, UnixTime now)
{
    static_assert(limits::kBlockTermMax.count() <= std::numeric_limits<quint32>::max());
    if (!block || block->isOver(now)) return store::kAllowed;
    const quint32 left = block->until ? static_cast<quint32>((*block->until - now).count()) : 0;
    return store::Refusal{Code::Forbidden, protocol::Reason::Blocked, left};
}

} // namespace

store::Verdict<store::Allowed> judgeNotBlocked(store::Sql &sql, const store::Request &request,
                                               DepartmentId department)
{
    if (request.caller.isStaff()) return store::kAllowed;
    TRY_ASSIGN(const auto block, store::findBlock(sql, department, request.caller.account));
    return judgeBlock(block, request.now);
}

store::Verdict<store::Allowed> judgeNotBlocked(store::Sql &sql, const store::Request &request,
                                               const store::LogEntry &log)
{
    if (request.caller.isStaff() || log.kind != LogKind::Conversation) return store::kAllowed;
    TRY_ASSIGN(const auto block, store::findBlockIn(sql, log.id, request.caller.account));
    return judgeBlock(block, request.now);
}

} // namespace chat121::relay
