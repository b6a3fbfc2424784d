// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may save a conversation as a file: its customer always, staff as the department's signed rule says and
// once the customer has allowed it.
//
// Threads: any.
#pragma once

#include "common/identity/statements.h"

#include <QString>

namespace chat121::engine {

enum class SavingRight : quint8 {
    Given,
    SupervisorsOnly,
    Nobody,     // of the staff
    NotAllowed, // by the customer
    NotStaff,   // the badge is over
};

// `role`: the person's own, as it is signed.
SavingRight savingRight(identity::Role role, identity::ExportRule rule);

// Why not, for people to read; empty: it is given.
QString sentenceOf(SavingRight right);

} // namespace chat121::engine
