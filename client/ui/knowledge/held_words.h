// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words for each table and column of the server's schema, and how a value of it is written: data for
// held_catalogue.h. The words are those of the context "ServerKnowledge". Threads: any.
#pragma once

#include <QtGlobal>

#include <span>

namespace chat121::ui {

// How a value is written.
enum class HeldAs : quint8 {
    Count,
    Number, // of something: an id in hexadecimal digits
    Time,   // milliseconds since 1970
    Span,   // milliseconds
    YesNo,
    Size,   // bytes
    Sealed, // bytes that only the readers' computers can open; padded
    Text,
    LogKind,
    EnvelopeKind,
    State,
    Mode,
    Role,
    Duty,
};

struct HeldTableRow {
    const char *name;
    const char *title;
    const char *sentence;
};

struct HeldColumnRow {
    const char *table;
    const char *name;
    HeldAs as;
    const char *title;
};

std::span<const HeldTableRow> heldTables();
std::span<const HeldColumnRow> heldColumns();

} // namespace chat121::ui
