// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server knows: the rows that it holds about a conversation, for whoever takes part in it.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// Whoever takes part in a conversation: what the server's database holds about it and about the asker,
// as its tables are. `table` empty: all tables, the first rows of each; else that one, from row `first`
// on. Answer: HeldRows, or Refused(NotAMember).
struct FetchHeldRows {
    static constexpr auto kType = MessageType::FetchHeldRows;
    RequestId request{};
    ConversationId conversation{};
    Name table{};
    quint32 first = 0;
    auto fields() { return std::tie(request, conversation, table, first); }
};

struct HeldValue {
    HeldValueKind kind = HeldValueKind::Nothing;
    quint64 number = 0; // Number: two's complement; Bytes: how many
    Name text{};
    auto fields() { return std::tie(kind, number, text); }
};

struct HeldRow {
    List<HeldValue, bounds::kHeldColumnsMax> values{}; // one for each column
    auto fields() { return std::tie(values); }
};

struct HeldTable {
    Name name{};
    HeldAbout about = HeldAbout::Server;
    List<Name, bounds::kHeldColumnsMax> columns{};
    quint64 rows_total = 0;
    List<HeldRow, bounds::kHeldRowsPerReply> rows{};
    auto fields() { return std::tie(name, about, columns, rows_total, rows); }
};

struct HeldRows {
    static constexpr auto kType = MessageType::HeldRows;
    RequestId request{};
    ConversationId conversation{};
    List<HeldTable, bounds::kHeldTablesMax> tables{};
    auto fields() { return std::tie(request, conversation, tables); }
};

} // namespace chat121::protocol
