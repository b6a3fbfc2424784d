// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Profiles: what a department is for, and the rules that suit that. A profile sets defaults and is not
// remembered: what is signed are the rules themselves, each of which can be changed afterwards. All of them
// stand in one table (desk_profiles.cpp).
//
// Pure functions; any thread.
#pragma once

#include "client/core/models/desk_facts.h"

#include <array>
#include <optional>

namespace chat121 {

enum class DeskProfile : quint8 {
    Support,    // customers of a company
    StreamQA,   // questions while something is shown to many
    Tutoring,   // pupils and their teachers
    Telehealth, // patients
    Internal,   // colleagues, of those who run something for them
};

inline constexpr std::array kDeskProfiles = {DeskProfile::Support, DeskProfile::StreamQA,
                                             DeskProfile::Tutoring, DeskProfile::Telehealth,
                                             DeskProfile::Internal};

QString profileName(DeskProfile profile);
QString profilePurpose(DeskProfile profile); // one sentence: whom it suits

// The department with the profile's rules. Name, region, opening hours, terms, questions and customers'
// choice are as they were.
DepartmentInfo withProfile(DepartmentInfo department, DeskProfile profile);
// The one whose rules it has; nothing: none.
std::optional<DeskProfile> profileOf(const DepartmentInfo &department);

// What a profile decides of these rules, one plain sentence each, for who is about to sign them.
QStringList rulesInWords(const DepartmentInfo &department);

} // namespace chat121
