// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person is told when a canned reply could not be kept. Threads: any.
#pragma once

#include "client/core/models/problem.h"

namespace chat121::engine {

enum class ReplyProblem : quint8 {
    NotSound, // by faultOf(); windows say what exactly
    NotYours, // of a department that the person does not serve
    Changed,  // by a colleague, since it was opened
    Gone,     // deleted by a colleague
    Full,     // the library
    NotTaken, // by the server, for good
};

Problem problem(ReplyProblem kind);

} // namespace chat121::engine
