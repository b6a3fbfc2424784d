// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/models/desk_profiles.h"

#include <QCoreApplication>

namespace chat121 {

namespace {

struct Profiles {
    Q_DECLARE_TR_FUNCTIONS(Profiles)
};

struct ProfileRow {
    DeskProfile profile;
    Routing routing;
    int capacity; // 0: as each agent says
    int offer_s;
    int silent_s;                // 0: never
    std::array<int, 3> alarms_s; // 0: none
    int retention_days;          // 0: kept
    bool is_archived;
    bool is_shielded;
    StaffSaving saving;
    int idle_minutes; // 0: as each likes
    bool is_reading_told;
    bool is_typing_told;
};

// The table. Support: quick, with everybody's share. Stream Q&A: many short questions, of which agents pick.
// Tutoring: the same teacher, with time. Telehealth: one at a time, little is kept and little is seen.
// Internal: in turn.
constexpr ProfileRow kTable[] = {
    {DeskProfile::Support,
     Routing::LeastBusy,
     4,
     30,
     600,
     {60, 180, 600},
     365,
     true,
     false,
     StaffSaving::Supervisors,
     15,
     true,
     true},
    {DeskProfile::StreamQA,
     Routing::Manual,
     8,
     30,
     0,
     {300, 0, 0},
     30,
     false,
     false,
     StaffSaving::Everybody,
     0,
     false,
     false},
    {DeskProfile::Tutoring,
     Routing::LastAgent,
     2,
     60,
     0,
     {120, 300, 900},
     365,
     true,
     false,
     StaffSaving::Supervisors,
     15,
     true,
     true},
    {DeskProfile::Telehealth,
     Routing::LastAgent,
     1,
     60,
     0,
     {60, 180, 300},
     30,
     false,
     true,
     StaffSaving::Nobody,
     5,
     true,
     false},
    {DeskProfile::Internal,
     Routing::RoundRobin,
     4,
     60,
     1800,
     {300, 900, 0},
     90,
     true,
     false,
     StaffSaving::Everybody,
     15,
     true,
     true},
};

static_assert(std::size(kTable) == kDeskProfiles.size());

const ProfileRow &rowOf(DeskProfile profile)
{
    for (const ProfileRow &row : kTable)
        if (row.profile == profile) return row;
    Q_UNREACHABLE();
}

constexpr int kMinuteSeconds = 60;

QString spanWords(int seconds)
{
    if (seconds % kMinuteSeconds == 0) return Profiles::tr("%n minute(s)", nullptr, seconds / kMinuteSeconds);
    return Profiles::tr("%n second(s)", nullptr, seconds);
}

QString routingWords(const DeskRules &rules)
{
    switch (rules.routing) {
    case Routing::Manual:
        return Profiles::tr("Agents choose from the queue themselves.");
    case Routing::LeastBusy:
        return Profiles::tr("Who waits is offered to whoever has the fewest conversations.");
    case Routing::RoundRobin:
        return Profiles::tr("Who waits is offered to everybody in turn.");
    case Routing::LastAgent:
        return Profiles::tr("Who waits is offered to whom they spoke with last.");
    }
    return {};
}

QString alarmWords(const DeskRules &rules)
{
    QStringList times;
    for (const int alarm : rules.alarms_s)
        times.append(spanWords(alarm));
    if (times.isEmpty()) return Profiles::tr("Nobody is warned of long waits.");
    return Profiles::tr("Staff are warned of a wait after %1.").arg(times.join(Profiles::tr(", ")));
}

QString savingWords(StaffSaving saving)
{
    switch (saving) {
    case StaffSaving::Everybody:
        return Profiles::tr("Staff may save conversations as files, where the customer allows it.");
    case StaffSaving::Supervisors:
        return Profiles::tr(
            "Of the staff, supervisors, administrators and owners may save conversations as files, "
            "where the customer allows it.");
    case StaffSaving::Nobody:
        return Profiles::tr("Nobody of the staff may save conversations as files.");
    }
    return {};
}

QString tellingWords(const DeskRules &rules)
{
    if (rules.is_reading_told && rules.is_typing_told)
        return Profiles::tr("People see how far others have read, and that they type.");
    if (rules.is_reading_told)
        return Profiles::tr("People see how far others have read, and not that they type.");
    if (rules.is_typing_told)
        return Profiles::tr("People see that others type, and not how far they have read.");
    return Profiles::tr("People see neither how far others have read nor that they type.");
}

} // namespace

QString profileName(DeskProfile profile)
{
    switch (profile) {
    case DeskProfile::Support:
        return Profiles::tr("Support");
    case DeskProfile::StreamQA:
        return Profiles::tr("Questions during a stream");
    case DeskProfile::Tutoring:
        return Profiles::tr("Tutoring");
    case DeskProfile::Telehealth:
        return Profiles::tr("Telehealth");
    case DeskProfile::Internal:
        return Profiles::tr("Internal");
    }
    return {};
}

QString profilePurpose(DeskProfile profile)
{
    switch (profile) {
    case DeskProfile::Support:
        return Profiles::tr("For customers of a company, who want an answer soon.");
    case DeskProfile::StreamQA:
        return Profiles::tr("For many short questions while something is shown.");
    case DeskProfile::Tutoring:
        return Profiles::tr("For pupils who come back to the same person.");
    case DeskProfile::Telehealth:
        return Profiles::tr("For patients: one at a time, with as little kept and seen as can be.");
    case DeskProfile::Internal:
        return Profiles::tr("For colleagues who ask those who run something for them.");
    }
    return {};
}

DepartmentInfo withProfile(DepartmentInfo department, DeskProfile profile)
{
    const ProfileRow &row = rowOf(profile);
    department.retention_days = row.retention_days;
    department.is_archived = row.is_archived;
    department.is_shielded = row.is_shielded;
    department.staff_saving = row.saving;
    department.idle_minutes_max = row.idle_minutes;
    department.desk.routing = row.routing;
    department.desk.capacity = row.capacity;
    department.desk.offer_s = row.offer_s;
    department.desk.silent_s = row.silent_s;
    department.desk.alarms_s.clear();
    for (const int alarm : row.alarms_s)
        if (alarm > 0) department.desk.alarms_s.append(alarm);
    department.desk.is_reading_told = row.is_reading_told;
    department.desk.is_typing_told = row.is_typing_told;
    return department;
}

std::optional<DeskProfile> profileOf(const DepartmentInfo &department)
{
    for (const DeskProfile profile : kDeskProfiles)
        if (withProfile(department, profile) == department) return profile;
    return std::nullopt;
}

QStringList rulesInWords(const DepartmentInfo &department)
{
    const DeskRules &rules = department.desk;
    QStringList words = {routingWords(rules)};
    if (rules.routing != Routing::Manual)
        words.append(
            Profiles::tr("An offer that nobody takes goes on after %1.").arg(spanWords(rules.offer_s)));
    words.append(rules.capacity > 0 ? Profiles::tr("An agent has at most %n conversation(s) at once.",
                                                   nullptr, rules.capacity)
                                    : Profiles::tr("Each agent says how many conversations they take."));
    if (rules.silent_s > 0)
        words.append(Profiles::tr("A customer who is not answered for %1 goes back to the queue.")
                         .arg(spanWords(rules.silent_s)));
    words.append(alarmWords(rules));
    words.append(department.retention_days > 0 ? Profiles::tr("Messages are deleted after %n day(s).",
                                                              nullptr, department.retention_days)
                                               : Profiles::tr("Messages are kept."));
    words.append(department.is_archived ? Profiles::tr("Conversations may be kept for new computers.")
                                        : Profiles::tr("Nothing is kept for new computers."));
    words.append(savingWords(department.staff_saving));
    if (department.is_shielded)
        words.append(
            Profiles::tr("Metadata shield: the server is shown less, receipts come later, and nobody sees "
                         "who is typing."));
    words.append(tellingWords(rules));
    words.append(department.idle_minutes_max > 0
                     ? Profiles::tr("Windows of staff lock after %n minute(s) at the latest.", nullptr,
                                    department.idle_minutes_max)
                     : Profiles::tr("Windows of staff lock when each likes."));
    return words;
}

} // namespace chat121
