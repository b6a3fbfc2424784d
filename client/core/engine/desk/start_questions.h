// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The questions that a department asks before the first words, between the signed document and what windows
// show. Threads: any.
#pragma once

#include "client/core/models/start.h"
#include "common/identity/department_rules.h"

namespace chat121::engine {

QList<StartQuestion> questionsOf(const identity::StartQuestions &questions);

// Malformed for what no document may say.
Result<identity::StartQuestions> signedQuestions(const QList<StartQuestion> &questions);

// Each in the first of these languages (BCP 47 tags) that it has, be it another country's; else as for
// everybody.
QList<AskedQuestion> askedIn(const QStringList &languages, const identity::StartQuestions &questions);

} // namespace chat121::engine
