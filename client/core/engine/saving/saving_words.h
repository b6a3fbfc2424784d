// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person is told when a conversation cannot be saved as a file: translation context "Saving".
// Threads: any.
#pragma once

#include "client/core/models/problem.h"
#include "common/base/result.h"

namespace chat121::engine {

Problem notAllowedToSave(const QString &why);
Problem savingAlready();
Problem nothingToSave();
Problem fileProblem(const Error &error); // of transcript::PrivateFile

} // namespace chat121::engine
