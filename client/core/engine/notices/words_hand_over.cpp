// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said of steps of staff: handing over, showing what was said before, taking part. See words.h.
#include "client/core/engine/notices/words.h"

#include <QCoreApplication>

namespace chat121::engine::words {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

static QString asked(const QString &by, const QString &to)
{
    if (by.isEmpty()) return Words::tr("You ask %1 to go on with this conversation").arg(to);
    return to.isEmpty() ? Words::tr("%1 asks you to go on with this conversation").arg(by)
                        : Words::tr("%1 asks %2 to go on with this conversation").arg(by, to);
}

static QString declined(const QString &by, const QString &to)
{
    if (by.isEmpty()) return Words::tr("%1 cannot take it now. It stays with you.").arg(to);
    return to.isEmpty() ? Words::tr("You did not take it. It stays with %1.").arg(by)
                        : Words::tr("%1 cannot take it now. It stays with %2.").arg(to, by);
}

static QString unanswered(const QString &by, const QString &to)
{
    if (by.isEmpty()) return Words::tr("%1 did not answer. It stays with you.").arg(to);
    return to.isEmpty() ? Words::tr("You did not answer. It stays with %1.").arg(by)
                        : Words::tr("%1 did not answer. It stays with %2.").arg(to, by);
}

QString handOver(content::HandOverSaid step, const QString &by, const QString &to)
{
    switch (step) {
    case content::HandOverSaid::Asked:
        return asked(by, to);
    case content::HandOverSaid::Declined:
        return declined(by, to);
    case content::HandOverSaid::Unanswered:
        return unanswered(by, to);
    case content::HandOverSaid::Withdrawn:
        return by.isEmpty() ? Words::tr("It stays with you") : Words::tr("It stays with %1").arg(by);
    case content::HandOverSaid::Done:
        return by.isEmpty() ? Words::tr("You go on from here") : Words::tr("%1 goes on from here").arg(by);
    }
    return {};
}

QString pastShown(PastShown what, const QString &by, const QString &to)
{
    const QString line = by.isEmpty()   ? Words::tr("You show %1 what was said before").arg(to)
                         : to.isEmpty() ? Words::tr("%1 shows you what was said before").arg(by)
                                        : Words::tr("%1 shows %2 what was said before").arg(by, to);
    //: Of what was said before
    return what == PastShown::All ? line : Words::tr("%1 (the newest of it)").arg(line);
}

QString asShownBy(const QString &name)
{
    //: Beside the author of a message from before the reader came in
    return Words::tr("as %1 shows it").arg(name);
}

QString attendance(content::AttendanceSaid said, const QString &by)
{
    switch (said) {
    case content::AttendanceSaid::Reading:
        return by.isEmpty() ? Words::tr("You read along, and do not write")
                            : Words::tr("%1 reads along, and does not write").arg(by);
    case content::AttendanceSaid::Speaking:
        return by.isEmpty() ? Words::tr("You take part from here on")
                            : Words::tr("%1 takes part from here on").arg(by);
    case content::AttendanceSaid::Leaving:
        return by.isEmpty() ? Words::tr("You leave") : Words::tr("%1 leaves").arg(by);
    }
    return {};
}

QString withReading(const QString &role)
{
    //: %1: a role or a department, in the line of who can read a conversation.
    return role.isEmpty() ? Words::tr("reads along") : Words::tr("%1, reads along").arg(role);
}

} // namespace chat121::engine::words
