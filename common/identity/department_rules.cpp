// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/department_rules.h"

#include <algorithm>

namespace chat121::identity {

namespace {

constexpr int kDayMinutes = 24 * 60;
constexpr int kWeekMinutes = 7 * kDayMinutes;

Error malformed(const char *what)
{
    return {Code::Malformed, QString::fromLatin1(what)};
}

Result<void> checkWeek(const QList<WeeklySpan> &week)
{
    for (qsizetype i = 0; i < week.size(); ++i) {
        const WeeklySpan &span = week.at(i);
        if (span.begins_min >= kWeekMinutes) return malformed("a department opens after the end of the week");
        if (span.length_min == 0 || span.length_min > kDayMinutes)
            return malformed("a department is open for no time, or for more than a day at once");
        const bool is_last = i + 1 == week.size();
        const int next = is_last ? week.first().begins_min + kWeekMinutes : week.at(i + 1).begins_min;
        if (span.begins_min + span.length_min > next) return malformed("opening hours run into each other");
    }
    return success();
}

Result<void> checkHolidays(const QList<Holiday> &holidays)
{
    for (qsizetype i = 0; i < holidays.size(); ++i) {
        const Holiday &one = holidays.at(i);
        if (one.day > limits::kHolidayDayMax) return malformed("a holiday that nobody alive will see");
        if (one.begins_min >= kDayMinutes || one.length_min > kDayMinutes)
            return malformed("a holiday's hours go beyond its day");
        if (one.length_min == 0 && one.begins_min != 0)
            return malformed("a holiday is closed from some hour on");
        if (i == 0) continue;
        const Holiday &before = holidays.at(i - 1);
        if (one.day < before.day) return malformed("holidays are not in order");
        if (one.day > before.day) continue;
        if (one.length_min == 0 || before.length_min == 0)
            return malformed("a holiday is open and closed, or closed twice");
        if (before.begins_min + before.length_min > one.begins_min)
            return malformed("a holiday's hours run into each other");
    }
    return success();
}

bool isSaid(const QString &text)
{
    return !text.trimmed().isEmpty();
}

Result<void> checkWording(const QuestionWording &wording)
{
    if (!isSaid(wording.text.text)) return malformed("a question without words");
    if (wording.choices.items.size() == 1) return malformed("a choice of one");
    QStringList choices;
    for (const auto &choice : wording.choices.items) {
        if (!isSaid(choice.text) || choices.contains(choice.text))
            return malformed("a choice without words, or twice");
        choices.append(choice.text);
    }
    return success();
}

Result<void> checkQuestion(const StartQuestion &question)
{
    if (question.wordings.items.isEmpty()) return malformed("a question in no language");
    QStringList languages;
    for (const QuestionWording &wording : question.wordings.items) {
        TRY(checkWording(wording));
        const bool is_first = languages.isEmpty();
        if (!is_first && wording.language.text.isEmpty()) return malformed("a language without a name");
        if (languages.contains(wording.language.text)) return malformed("a question in a language twice");
        if (wording.choices.items.size() != question.wordings.items.first().choices.items.size())
            return malformed("a question with other choices in another language");
        languages.append(wording.language.text);
    }
    return success();
}

} // namespace

// Parts of letters, digits, '_', '+' and '-', between single slashes.
bool isZoneName(const QString &name)
{
    const QStringList parts = name.split(u'/');
    return std::ranges::all_of(parts, [](const QString &part) {
        return !part.isEmpty() && std::ranges::all_of(part, [](QChar c) {
            const char16_t u = c.unicode();
            return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') ||
                   u == u'_' || u == u'+' || u == u'-';
        });
    });
}

Result<void> checkRouting(const RoutingRules &rules)
{
    if (rules.capacity > limits::kAgentCapacityMax)
        return malformed("a department whose agents have more conversations than anybody can");
    if (rules.offer_s < limits::kOfferSecondsMin || rules.offer_s > limits::kOfferSecondsMax)
        return malformed("a department whose offers stand for too short or too long");
    const bool is_silence =
        rules.silent_s >= limits::kSilentSecondsMin && rules.silent_s <= limits::kSilentSecondsMax;
    if (rules.silent_s != 0 && !is_silence)
        return malformed("a department that waits for silent agents for too short or too long");
    quint16 before = limits::kWaitAlarmSecondsMin - 1;
    for (const quint16 alarm : rules.alarms_s.items) {
        if (alarm <= before) return malformed("a department's alarms come too early, or do not rise");
        before = alarm;
    }
    return success();
}

Result<void> checkHours(const OpeningHours &hours)
{
    if (!hours.isSaid()) {
        const bool says_nothing = hours.weekly.items.isEmpty() && hours.holidays.items.isEmpty();
        return says_nothing ? success() : malformed("opening hours of no time zone");
    }
    if (!isZoneName(hours.zone.text)) return malformed("the name of a time zone");
    TRY(checkWeek(hours.weekly.items));
    return checkHolidays(hours.holidays.items);
}

Result<void> checkConsent(const ConsentText &consent)
{
    if (!consent.isAsked()) return success();
    if (consent.version == 0) return malformed("a text to agree to without a version");
    if (consent.text.text.trimmed().isEmpty()) return malformed("a text to agree to without words");
    return success();
}

Result<void> checkQuestions(const StartQuestions &questions)
{
    for (const StartQuestion &question : questions.items)
        TRY(checkQuestion(question));
    return success();
}

Result<void> checkChoice(const CustomersChoice &choice)
{
    QStringList languages;
    for (const auto &language : choice.languages.items) {
        if (language.text.isEmpty() || languages.contains(language.text))
            return malformed("a language without a name, or twice");
        languages.append(language.text);
    }
    return success();
}

} // namespace chat121::identity
