// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What windows are told of the desk: its departments, its people, and where a customer stands. Values; any
// thread.
#pragma once

#include "client/core/models/desk_rules.h"
#include "client/core/models/saving.h"
#include "common/base/clock.h"
#include "common/base/ids.h"

#include <QString>
#include <QStringList>

namespace chat121 {

struct DepartmentInfo {
    DepartmentId id{};
    QString name;
    int retention_days = 0;   // 0: messages are kept
    bool is_archived = true;  // conversations may be kept for new computers
    int idle_minutes_max = 0; // windows of staff lock after so long at the latest; 0: as each likes
    QString region;           // where its conversations are kept, and nowhere else; empty: anywhere
    StaffSaving staff_saving = StaffSaving::Everybody;
    bool is_shielded = false; // the server is shown less of its conversations
    DeskRules desk{};

    bool operator==(const DepartmentInfo &) const = default;
};

// A link that lets customers come in.
struct CustomerInvitation {
    DepartmentId department{};
    int uses = 1;
    int days = 1;
    int per_hour = 0; // new customers at most; 0: as many as there are uses
    int per_day = 0;
};

// Where the customer's conversation stands.
struct QueueStanding {
    enum class Step : quint8 { NotStarted, Waiting, MessageLeft, Talking, Closed };

    Step step = Step::NotStarted;
    int position = 0; // 1: next; 0: unknown
    int agents_on_duty = 0;
    int estimate_s = 0;         // 0: unknown, then nothing is said
    QString talking_to;         // "Anna"
    QString talking_to_role;    // "Support, ACME"
    bool is_closed_now = false; // by the opening hours that the organisation has signed
    UnixTime opens_at{};        // the next time; 0: unknown
};

enum class DutyStatus : quint8 { Away, Busy, Available };

struct Colleague {
    AccountId account{};
    QString name;
    QString role;
    DutyStatus status = DutyStatus::Away;
    bool is_online = false;
    int load = 0;                // conversations
    int capacity = 0;            // that they take
    QStringList languages;       // BCP 47 tags
    QStringList departments;     // names; empty: all
    bool is_removable = false;   // by this person, from the organisation
    bool is_replaceable = false; // this person may give them a new way in
};

// What becomes of who hands a conversation over, once it is another's: a visible member, or none.
enum class AfterHandOver : quint8 { Leave, Stay };

} // namespace chat121
