// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/attention/notice_rules.h"

#include "client/ui/text/names.h"

#include <QCoreApplication>

namespace chat121::ui {

namespace {

using Kind = Occasion::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(chat121::ui::Notices)
};

bool isWait(Kind kind)
{
    return kind == Kind::Offered || kind == Kind::Asked || kind == Kind::Waits || kind == Kind::WaitsLong ||
           kind == Kind::WaitsTooLong || kind == Kind::NobodyTakes;
}

// Who is away hears of nobody who waits before the last alarm; who is busy, of who waits too long.
bool isWanted(Kind kind, const NotificationChoice &choice, DutyStatus duty)
{
    if (!choice.is_on) return false;
    if (!isWait(kind)) return choice.of_messages;
    if (!choice.of_waiting) return false;
    if (kind == Kind::NobodyTakes) return true;
    if (duty == DutyStatus::Away) return false;
    return duty == DutyStatus::Available || kind == Kind::WaitsTooLong || kind == Kind::Offered ||
           kind == Kind::Asked;
}

QString titleOf(Kind kind)
{
    switch (kind) {
    case Kind::Offered:
        return Words::tr("Somebody is offered to you");
    case Kind::Asked:
        return Words::tr("A colleague asks you to go on with a conversation");
    case Kind::Waits:
        return Words::tr("Somebody is waiting");
    case Kind::WaitsLong:
        return Words::tr("Somebody has been waiting for a while");
    case Kind::WaitsTooLong:
        return Words::tr("Somebody has been waiting too long");
    case Kind::NobodyTakes:
        return Words::tr("Somebody has been waiting too long, and nobody takes them");
    case Kind::Wrote:
        return Words::tr("New message");
    case Kind::StaysHere:
        return Words::tr("A conversation stays with you: your colleague does not go on with it");
    case Kind::CameBack:
        return Words::tr("A snoozed conversation is back");
    case Kind::YourTurn:
        return Words::tr("It is your turn");
    case Kind::PickedUp:
        return Words::tr("Your message is being answered");
    }
    Q_UNREACHABLE();
}

QString bodyOf(const Occasion &occasion, bool has_names)
{
    const QString name = has_names ? isolated(cleanName(occasion.name)) : QString();
    const QString department = isolated(cleanName(occasion.department));
    if (name.isEmpty() || occasion.name.isEmpty())
        return occasion.department.isEmpty() ? QString() : department;
    if (occasion.department.isEmpty()) return name;
    //: A person and their department, "Maria, Billing"
    return Words::tr("%1, %2").arg(name, department);
}

NoticeSound soundOf(const Occasion &occasion, const NotificationChoice &choice)
{
    if (!choice.has_sounds) return NoticeSound::None;
    if (!isWait(occasion.kind)) return NoticeSound::Soft;
    return choice.sounds.value(occasion.department_id, NoticeSound::Bell);
}

} // namespace

std::optional<Notice> noticeOf(const Occasion &occasion, const NotificationChoice &choice, DutyStatus duty,
                               int minute)
{
    const bool is_quiet = choice.quiet && choice.quiet->include(minute);
    if (is_quiet || !isWanted(occasion.kind, choice, duty)) return std::nullopt;
    Notice notice;
    notice.about = occasion.conversation;
    notice.title = titleOf(occasion.kind);
    notice.body = bodyOf(occasion, choice.has_names);
    notice.sound = soundOf(occasion, choice);
    notice.is_urgent = occasion.kind == Kind::WaitsTooLong || occasion.kind == Kind::NobodyTakes ||
                       occasion.kind == Kind::YourTurn || occasion.kind == Kind::Offered ||
                       occasion.kind == Kind::Asked;
    return notice;
}

int urgencyOf(std::chrono::milliseconds waited, const WaitSteps &steps)
{
    if (steps.last.count() > 0 && waited >= steps.last) return 3;
    if (waited >= steps.late) return 2;
    return waited >= steps.warn ? 1 : 0;
}

} // namespace chat121::ui
