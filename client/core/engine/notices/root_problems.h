// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person is told when the organisation's key does not open from its file or sheet: on the way in, and
// at work. Threads: any.
#pragma once

#include "client/core/engine/notices/problems.h"
#include "common/identity/root_key.h"

namespace chat121::engine {

ProblemKind rootFileProblem(const Error &error); // of openRootKey()
// REQUIRES: lines that make no key
Problem rootSheetProblem(const identity::TypedSheet &sheet);

} // namespace chat121::engine
