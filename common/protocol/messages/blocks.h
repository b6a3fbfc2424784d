// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Customers from whom a department takes nothing for a while. The server learns the account and the term; who
// blocked and why is sealed for the team.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// Staff of the department: nothing more is taken from this customer in it, until then; `until` 0: until it is
// lifted. What was written stays. Agents make a block longer, not shorter. Answer: Done, or Refused: NotFound
// for who has no conversation there, Malformed for a term that is over or beyond limits::kBlockTermMax,
// Conflict for a shorter one, QuotaReached.
struct BlockGuest {
    static constexpr auto kType = MessageType::BlockGuest;
    RequestId request{};
    DepartmentId department{};
    AccountId guest{};
    UnixTime until{};
    auto fields() { return std::tie(request, department, guest, until); }
};

// Supervisors, administrators and owners of the department. Answer: Done, also when there is none.
struct LiftBlock {
    static constexpr auto kType = MessageType::LiftBlock;
    RequestId request{};
    DepartmentId department{};
    AccountId guest{};
    auto fields() { return std::tie(request, department, guest); }
};

// Staff of the department. Answer: Blocks.
struct FetchBlocks {
    static constexpr auto kType = MessageType::FetchBlocks;
    RequestId request{};
    DepartmentId department{};
    auto fields() { return std::tie(request, department); }
};

struct Block {
    AccountId guest{};
    UnixTime until{}; // 0: until it is lifted
    auto fields() { return std::tie(guest, until); }
    bool operator==(const Block &) const = default;
};

// Those that run.
struct Blocks {
    static constexpr auto kType = MessageType::Blocks;
    RequestId request{};
    DepartmentId department{};
    List<Block, limits::kBlocksPerDepartmentMax> blocks{};
    auto fields() { return std::tie(request, department, blocks); }
};

} // namespace chat121::protocol
