// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/ageing.h"

#include "server/store/ageing_rows.h"
#include "server/store/retention_rows.h"

namespace chat121::relay {

using store::AgeingLog;
using store::Forgetting;
using store::LogKind;
using store::Outcome;
using store::Verdict;

namespace {

struct Rule {
    std::chrono::milliseconds after;
    Forgetting forgetting;
};

Rule ruleFor(const AgeingLog &log)
{
    switch (log.kind) {
    case LogKind::Conversation:
    case LogKind::Team:
        return {log.is_shielded ? kShieldedAgeingAfter : kAgeingAfter, Forgetting::Acknowledged};
    case LogKind::Inbox:
        return {kAgeingAfter, Forgetting::Acknowledged};
    case LogKind::WaitingRoom:
    case LogKind::Archive:
        return {limits::kAnswerLife, Forgetting::All};
    }
    Q_UNREACHABLE();
}

Result<bool> isClockBelieved(store::Sql &sql, UnixTime now)
{
    TRY_ASSIGN(const auto clock, store::findRetentionClock(sql));
    return clock && now >= clock->paused_to && now <= clock->seen + limits::kRetentionClockJumpMax &&
           clock->seen <= now + limits::kRetentionClockJumpMax;
}

Outcome goesOnAt(LogId log, Sequence after)
{
    return Outcome{.reply = QByteArray::number(log.value) + ':' + QByteArray::number(after.value)};
}

} // namespace

std::optional<AgeingPlace> nextPlace(const Outcome &step)
{
    const QByteArrayList numbers = step.reply.split(':');
    if (numbers.size() != 2) return std::nullopt;
    return AgeingPlace{{numbers.at(0).toULongLong()}, {numbers.at(1).toULongLong()}};
}

Verdict<Outcome> runAgeing(store::Sql &sql, UnixTime now, AgeingPlace from)
{
    TRY_ASSIGN(const bool is_believed, isClockBelieved(sql, now));
    if (!is_believed) return Outcome{};
    TRY_ASSIGN(const store::AgeingLogs page, store::ageingLogs(sql, from.log, kAgeingLogsPerStep));
    TRY(store::ageConversations(sql, from.log, page.last, now - kAgeingAfter));
    qsizetype rows_left = kAgeingRowsPerStep;
    for (const AgeingLog &log : page.logs) {
        if (rows_left == 0) return goesOnAt(log.log, {});
        const Rule rule = ruleFor(log);
        Sequence after = log.aged_to;
        if (log.log == from.log) after = qMax(after, from.after);
        TRY_ASSIGN(const store::OldEnd end, store::oldEnd(sql, log.log, after, now - rule.after, rows_left));
        if (!end.to.isValid()) continue;
        TRY(store::age(sql, {log.log, after, end.to}, rule.forgetting));
        TRY(store::raiseAgedTo(sql, log, end.to));
        if (!end.is_complete) return goesOnAt(log.log, end.to);
        rows_left -= end.count;
    }
    return page.is_complete ? Outcome{} : goesOnAt({page.last.value + 1}, {});
}

} // namespace chat121::relay
