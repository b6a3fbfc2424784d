// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the person here tells others while they talk, beside their words: how far they have read, and that
// they write just now. Who does not tell is not told either. A plain value, kept on this computer.
#pragma once

#include <QtGlobal>

namespace chat121 {

enum class Telling : quint8 {
    AsDepartment, // by the rules of the conversation's department
    Always,
    Never,
};

struct TellingChoice {
    Telling reading = Telling::AsDepartment;
    Telling typing = Telling::AsDepartment;

    bool operator==(const TellingChoice &) const = default;
};

inline bool isTold(Telling choice, bool is_told_in_department)
{
    return choice == Telling::AsDepartment ? is_told_in_department : choice == Telling::Always;
}

} // namespace chat121
