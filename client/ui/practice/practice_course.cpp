// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/practice/practice_course.h"

#include <QCoreApplication>
#include <QKeySequence>

namespace chat121::ui {

namespace {

QString keys(QKeyCombination combination)
{
    return QKeySequence(combination).toString(QKeySequence::NativeText);
}

} // namespace

std::optional<PracticeStep> PracticeCourse::next() const
{
    for (const PracticeStep step : kPracticeSteps)
        if (!isDone(step)) return step;
    return std::nullopt;
}

QString practiceTitle(PracticeStep step)
{
    switch (step) {
    case PracticeStep::Take:
        return QCoreApplication::translate("Practice", "Take the customer who waits");
    case PracticeStep::Reply:
        return QCoreApplication::translate("Practice", "Answer with a canned reply");
    case PracticeStep::Note:
        return QCoreApplication::translate("Practice", "Note something for your colleagues");
    case PracticeStep::HandOver:
        return QCoreApplication::translate("Practice", "Ask a colleague to go on");
    case PracticeStep::Close:
        return QCoreApplication::translate("Practice", "Close the conversation");
    }
    return {};
}

QString practiceWords(PracticeStep step, const QString &shortcut)
{
    switch (step) {
    case PracticeStep::Take:
        return QCoreApplication::translate(
                   "Practice",
                   "Somebody waits in the queue. Choose them there and press \"Take\", or press %1 "
                   "anywhere. From then on the two of you can read the conversation, and nobody else.")
            .arg(keys(Qt::CTRL | Qt::Key_Return));
    case PracticeStep::Reply:
        return QCoreApplication::translate(
                   "Practice", "Write /%1 at the start of the line, choose the reply with Enter, and "
                               "send it with Enter. You may change it before.")
            .arg(shortcut);
    case PracticeStep::Note:
        return QCoreApplication::translate(
                   "Practice", "Switch to \"Note\" above the line that you write in (%1), and send one. "
                               "Notes have a colour of their own; customers never get them.")
            .arg(keys(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    case PracticeStep::HandOver:
        return QCoreApplication::translate(
                   "Practice", "Choose \"Hand over…\" above the conversation (%1) and ask your colleague. "
                               "Until somebody accepts, the customer stays with you.")
            .arg(keys(Qt::CTRL | Qt::Key_T));
    case PracticeStep::Close:
        return QCoreApplication::translate(
                   "Practice", "Your colleague cannot now, so the customer has stayed with you. Close the "
                               "conversation (%1) and say how it ended; Escape passes that over.")
            .arg(keys(Qt::CTRL | Qt::Key_W));
    }
    return {};
}

} // namespace chat121::ui
