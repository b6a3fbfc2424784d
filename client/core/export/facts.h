// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a file says of a conversation beside its rows. Plain values, which the engine fills.
#pragma once

#include "client/core/models/roster_row.h"
#include "client/core/models/timeline_row.h"

#include <QTimeZone>

#include <optional>

namespace chat121::transcript {

enum class WhoSaves : quint8 { Everybody, Supervisors, Nobody }; // of the staff

struct Facts {
    ConversationId conversation{};
    QString title;
    QString organisation;
    QString department; // empty: not known

    UnixTime made_at{};
    AccountId maker{};
    QString maker_name;
    QString maker_role;
    bool is_told = false; // the others, by a line in the conversation

    int retention_days = 0; // 0: messages are kept
    bool is_archived = true;
    WhoSaves staff_saves = WhoSaves::Everybody;
    QString region;           // where it is kept, and nowhere else; empty: anywhere
    QList<RosterRow> readers; // now

    QString language; // of the sentences, BCP 47
    bool is_right_to_left = false;
    QTimeZone zone = QTimeZone::utc(); // that people read times in
};

// One row of the timeline, or the place of one that this computer cannot read any more.
struct Entry {
    std::optional<TimelineRow> row;
    Sequence sequence{}; // 0: the server has not numbered it
};

struct Totals {
    int rows = 0; // with the unreadable ones
    int unreadable = 0;
    int deleted = 0; // by policy or by hand, while the file was being written
};

} // namespace chat121::transcript
