// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How far this device has come in each log that it reads. Saved in the same transaction as what the
// envelopes caused. Threads: the store's. Errors: local_store.h.
#pragma once

#include "client/core/local_store/item_table.h"

namespace chat121 {

struct LogCursor {
    static constexpr auto kKind = ItemKind::Log;
    using Key = LogId;

    LogId log{};
    quint64 incarnation = 0;    // 0: nothing was ever received
    Sequence head{};            // everything up to here is worked in, without a gap
    Sequence acknowledged{};    // the highest one that the server was told; a hint only
    FixedBytes<32> last_hash{}; // of the envelopes of this epoch: what the next message of ours names
    FixedBytes<32> before{};    // of those of the epoch before

    Key key() const { return log; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(log, incarnation, head, acknowledged, last_hash, before); }
};

using LogTable = ItemTable<LogCursor>;

} // namespace chat121
