// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/notices/root_problems.h"

namespace chat121::engine {

ProblemKind rootFileProblem(const Error &error)
{
    if (error.code == Code::Crypto) return ProblemKind::RootPassphraseWrong;
    if (error.code == Code::Conflict) return ProblemKind::RootKeyOfOthers;
    if (error.code == Code::Unsupported) return ProblemKind::RootFileNewer;
    if (error.code == Code::Busy) return ProblemKind::NoMemory;
    return ProblemKind::RootFileDamaged;
}

Problem rootSheetProblem(const identity::TypedSheet &sheet)
{
    Problem mistyped = problem(ProblemKind::RootSheetMistyped);
    mistyped.sentence = mistyped.sentence.arg(sheet.wrong.constFirst());
    return mistyped;
}

} // namespace chat121::engine
