// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person is told when something did not work, ready for the reader in the reader's language.
#pragma once

#include <QString>

namespace chat121 {

// What happened, what is not lost, what to do. No codes in the sentence.
struct Problem {
    QString sentence;
    QString details; // for a "Details" link: codes, ids; may be empty
    bool is_retryable = false;

    bool isEmpty() const { return sentence.isEmpty(); }
};

} // namespace chat121
