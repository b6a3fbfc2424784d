// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/saving/saving_words.h"

#include <QCoreApplication>

namespace chat121::engine {

namespace {

struct Saving {
    Q_DECLARE_TR_FUNCTIONS(Saving)
};

QString sentenceOf(Code code)
{
    if (code == Code::Conflict)
        return Saving::tr("There is a file of this name already. It is not changed. Choose another name, or "
                          "say that it may be replaced.");
    if (code == Code::Malformed)
        return Saving::tr("This is not the name of a file. Nothing was saved. Choose a folder and a name.");
    if (code == Code::Forbidden)
        return Saving::tr(
            "Files in this place can be read by others, too. Nothing was saved. Choose a folder "
            "on this computer's own disk.");
    if (code == Code::TooLarge)
        return Saving::tr("The disk is full. Nothing was saved, and what was there is not changed. Free some "
                          "space, or choose another place.");
    return Saving::tr("The file could not be written there. Nothing was saved, and what was there is not "
                      "changed. Choose another place.");
}

} // namespace

Problem notAllowedToSave(const QString &why)
{
    return {why, {}, false};
}

Problem savingAlready()
{
    return {Saving::tr("Another conversation is being saved. Nothing is lost. Try again when it is done."),
            {},
            true};
}

Problem nothingToSave()
{
    return {Saving::tr("There is nothing in this conversation that could be saved."), {}, false};
}

Problem fileProblem(const Error &error)
{
    return {sentenceOf(error.code), error.detail, true};
}

} // namespace chat121::engine
