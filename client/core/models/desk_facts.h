// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What windows are told of the desk: its departments, its people, and where a customer stands. Values; any
// thread.
#pragma once

#include "client/core/models/consents.h"
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

// A department that a customer may begin with.
struct DepartmentChoice {
    DepartmentId id{};
    QString name{};
    QStringList languages{};    // that it answers in, BCP 47 tags; none: it does not say
    bool is_closed_now = false; // as below
    UnixTime opens_at{};

    bool operator==(const DepartmentChoice &) const = default;
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
    int estimate_s = 0;               // 0: unknown, then nothing is said
    QString talking_to;               // "Anna"
    QString talking_to_role;          // "Support, ACME"
    bool is_closed_now = false;       // by the opening hours that the organisation has signed
    UnixTime opens_at{};              // the next time; 0: unknown
    Terms terms{};                    // to be agreed to: until then what is written waits on this computer
    QList<AskedQuestion> questions{}; // to be answered, or passed over: likewise
    CustomerContext offer{};          // what would be shown of this computer, if the customer likes ...
    bool is_offered = false;          // ... and whether it is
    QList<DepartmentChoice> departments{}; // before the first words, where there is more than one
    DepartmentId department{};             // that was chosen of these
    QString language{};                    // likewise, a BCP 47 tag
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

    bool operator==(const Colleague &) const = default;
};

// How the person here takes part in a conversation, as everybody in it sees.
enum class Attendance : quint8 { Speaking, Reading, Leaving };

// What becomes of who hands a conversation over, once it is another's: a visible member, or none.
enum class AfterHandOver : quint8 { Leave, Stay };

// What was said before the colleague came in.
enum class EarlierWords : quint8 { Shown, NotShown };

struct HandOverWish {
    AccountId colleague{};
    QString note{}; // for staff only
    AfterHandOver after = AfterHandOver::Leave;
    EarlierWords earlier = EarlierWords::Shown;
};

// How the question whether a colleague goes on with a conversation has ended.
enum class HandOverEnd : quint8 {
    // The person here had asked:
    Accepted, // it is the colleague's now
    Declined,
    Unanswered,
    // The person here was asked:
    Withdrawn,
    Missed, // not answered in time
};

} // namespace chat121
