// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/blocks.h"

#include "common/protocol/messages/answers.h"
#include "server/store/account_rows.h"
#include "server/store/block_rows.h"
#include "server/store/running.h"

namespace chat121::desk {

using protocol::Reason;
using store::Allowed;
using store::BlockRow;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

namespace {

Outcome done(RequestId request)
{
    return {.reply = protocol::encodeFrame(protocol::Done{request})};
}

bool mayLift(const store::Caller &caller)
{
    return caller.isAdmin() || caller.role == identity::Role::Supervisor;
}

// A customer of the department: nobody else can be blocked, and whose account it is stays unsaid.
Verdict<Allowed> judgeGuest(store::Sql &sql, AccountId guest, DepartmentId department)
{
    TRY_ASSIGN(const auto account, store::findAccount(sql, guest));
    if (!account || account->role != identity::Role::Guest) return Refusal{Code::NotFound};
    TRY_ASSIGN(const bool is_customer, store::isCustomerOf(sql, department, guest));
    if (!is_customer) return Refusal{Code::NotFound};
    return store::kAllowed;
}

bool isShorter(const BlockRow &next, const BlockRow &now)
{
    if (!next.until) return false;
    return !now.until || *next.until < *now.until;
}

} // namespace

Verdict<Outcome> blockGuest(store::Sql &sql, const Request &request, const protocol::BlockGuest &message)
{
    if (!request.caller.serves(message.department)) return Refusal{Code::Forbidden};
    TRY(judgeGuest(sql, message.guest, message.department));
    BlockRow row{message.department, message.guest, {}};
    if (message.until != UnixTime{}) row.until = message.until;
    const bool is_term =
        !row.until || (*row.until > request.now && *row.until - request.now <= limits::kBlockTermMax);
    if (!is_term) return Refusal{Code::Malformed};
    TRY_ASSIGN(const auto before, store::findBlock(sql, message.department, message.guest));
    const bool is_running = before && !before->isOver(request.now);
    if (is_running && isShorter(row, *before) && !mayLift(request.caller)) return Refusal{Code::Conflict};
    if (!is_running) {
        TRY_ASSIGN(const qint64 count, store::countBlocks(sql, message.department, request.now));
        if (count >= limits::kBlocksPerDepartmentMax) return Refusal{Code::TooLarge, Reason::QuotaReached};
    }
    TRY(store::putBlock(sql, row));
    return done(message.request);
}

Verdict<Outcome> liftBlock(store::Sql &sql, const Request &request, const protocol::LiftBlock &message)
{
    if (!request.caller.serves(message.department) || !mayLift(request.caller))
        return Refusal{Code::Forbidden};
    TRY(store::deleteBlock(sql, message.department, message.guest));
    return done(message.request);
}

Verdict<Outcome> fetchBlocks(store::Sql &sql, const Request &request, const protocol::FetchBlocks &message)
{
    if (!request.caller.serves(message.department)) return Refusal{Code::Forbidden};
    TRY_ASSIGN(const auto rows,
               store::blocksOf(sql, message.department, request.now, limits::kBlocksPerDepartmentMax));
    protocol::Blocks reply{message.request, message.department, {}};
    for (const BlockRow &row : rows)
        reply.blocks.items.append({row.guest, row.until.value_or(UnixTime{})});
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

} // namespace chat121::desk
