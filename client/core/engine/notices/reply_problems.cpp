// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/notices/reply_problems.h"

#include <QCoreApplication>

namespace chat121::engine {

namespace {

const char *sentenceOf(ReplyProblem kind)
{
    switch (kind) {
    case ReplyProblem::NotSound:
        return QT_TRANSLATE_NOOP("Problems",
                                 "The canned reply could not be kept: it needs a shortcut of one word, and "
                                 "a text that is not too long.");
    case ReplyProblem::NotYours:
        return QT_TRANSLATE_NOOP("Problems", "You do not work in this department. Its canned replies are as "
                                             "they were.");
    case ReplyProblem::Changed:
        return QT_TRANSLATE_NOOP("Problems", "A colleague has changed this canned reply meanwhile. What you "
                                             "wrote is still here: save again to put it in its place.");
    case ReplyProblem::Gone:
        return QT_TRANSLATE_NOOP("Problems", "A colleague has deleted this canned reply meanwhile. What you "
                                             "wrote is still here: save again to make a new one of it.");
    case ReplyProblem::Full:
        return QT_TRANSLATE_NOOP("Problems", "The department has as many canned replies as there can be. "
                                             "Delete some that nobody uses.");
    case ReplyProblem::NotTaken:
        return QT_TRANSLATE_NOOP("Problems", "The server did not take a change of a canned reply. The reply "
                                             "is as it was.");
    }
    Q_UNREACHABLE();
}

} // namespace

Problem problem(ReplyProblem kind)
{
    const bool is_retryable = kind == ReplyProblem::Changed || kind == ReplyProblem::Gone;
    return {QCoreApplication::translate("Problems", sentenceOf(kind)), {}, is_retryable};
}

} // namespace chat121::engine
