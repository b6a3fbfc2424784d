// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/desk_rules.h"

#include "client/core/engine/desk/start_questions.h"
#include "common/identity/names.h"
#include "common/identity/opening_hours.h"

#include <limits>

namespace chat121::engine {

namespace {

const QDate &epoch()
{
    static const QDate day(1970, 1, 1);
    return day;
}

// What does not fit is beyond every bound: the check that follows refuses it.
template <typename Number>
Number fitted(qint64 value)
{
    constexpr auto most = std::numeric_limits<Number>::max();
    return value < 0 || value > qint64(most) ? most : static_cast<Number>(value);
}

Result<identity::CustomersChoice> signedChoice(const DeskRules &rules)
{
    identity::CustomersChoice choice;
    choice.is_offered = rules.is_offered;
    for (const QString &language : rules.languages) {
        const bool has_room = language.toUtf8().size() <= limits::kLanguageBytesMax &&
                              choice.languages.items.size() < limits::kServedLanguagesMax;
        if (!has_room) return Error{Code::Malformed, QStringLiteral("more languages than there is room for")};
        choice.languages.items.append(language);
    }
    TRY(identity::checkChoice(choice));
    return choice;
}

} // namespace

DeskRules deskRulesOf(const identity::DepartmentPolicy &policy)
{
    DeskRules rules;
    rules.routing = static_cast<Routing>(policy.routing.policy);
    rules.capacity = policy.routing.capacity;
    rules.offer_s = policy.routing.offer_s;
    rules.silent_s = static_cast<int>(policy.routing.silent_s);
    for (const quint16 alarm : policy.routing.alarms_s.items)
        rules.alarms_s.append(alarm);
    rules.zone = policy.hours.zone.text;
    for (const identity::WeeklySpan &span : policy.hours.weekly.items)
        rules.weekly.append({span.begins_min, span.length_min});
    for (const identity::Holiday &one : policy.hours.holidays.items)
        rules.special.append({epoch().addDays(one.day), {one.begins_min, one.length_min}});
    rules.terms = policy.consent.text.text;
    rules.terms_version = static_cast<int>(policy.consent.version);
    rules.questions = questionsOf(policy.questions);
    rules.is_offered = policy.choice.is_offered;
    for (const auto &language : policy.choice.languages.items)
        rules.languages.append(language.text);
    rules.is_reading_told = policy.talk.is_reading_told;
    rules.is_typing_told = policy.talk.is_typing_told;
    return rules;
}

Result<void> putDeskRules(const DeskRules &rules, identity::DepartmentPolicy &policy)
{
    const bool is_too_much = rules.alarms_s.size() > limits::kWaitAlarmsMax ||
                             rules.weekly.size() > limits::kWeeklySpansMax ||
                             rules.special.size() > limits::kHolidaysPerDepartment ||
                             rules.zone.toUtf8().size() > limits::kTimeZoneBytesMax ||
                             rules.terms.toUtf8().size() > limits::kConsentBytesMax;
    if (is_too_much) return Error{Code::Malformed, QStringLiteral("more than a document has room for")};
    identity::RoutingRules routing;
    routing.policy = static_cast<identity::RoutingPolicy>(rules.routing);
    routing.capacity = fitted<quint8>(rules.capacity);
    routing.offer_s = fitted<quint16>(rules.offer_s);
    routing.silent_s = fitted<quint32>(rules.silent_s);
    for (const int alarm : rules.alarms_s)
        routing.alarms_s.items.append(fitted<quint16>(alarm));
    TRY(identity::checkRouting(routing));
    identity::OpeningHours hours;
    hours.zone = rules.zone;
    for (const OpenSpan &span : rules.weekly)
        hours.weekly.items.append({fitted<quint16>(span.begins_min), fitted<quint16>(span.length_min)});
    for (const SpecialDay &one : rules.special) {
        if (!one.day.isValid()) return Error{Code::Malformed, QStringLiteral("a day of no calendar")};
        hours.holidays.items.append({fitted<quint32>(epoch().daysTo(one.day)),
                                     fitted<quint16>(one.open.begins_min),
                                     fitted<quint16>(one.open.length_min)});
    }
    TRY(identity::checkHours(hours));
    identity::ConsentText consent = policy.consent;
    if (consent.text.text != rules.terms) consent = {consent.version + 1, rules.terms};
    TRY(identity::checkConsent(consent));
    TRY_ASSIGN(const identity::StartQuestions questions, signedQuestions(rules.questions));
    TRY_ASSIGN(const identity::CustomersChoice choice, signedChoice(rules));
    policy.routing = routing;
    policy.hours = hours;
    policy.consent = consent;
    policy.choice = choice;
    policy.questions = questions;
    policy.talk = {rules.is_reading_told, rules.is_typing_told};
    return success();
}

Result<void> putRules(const DepartmentInfo &rules, identity::DepartmentPolicy &policy)
{
    identity::DepartmentPolicy next = policy;
    next.retention_days =
        static_cast<quint32>(qBound(0, rules.retention_days, int(limits::kRetentionDaysMax)));
    next.is_archived = rules.is_archived;
    next.idle_minutes_max =
        static_cast<quint16>(qBound(0, rules.idle_minutes_max, int(limits::kIdleMinutesMax)));
    next.staff_export = static_cast<identity::ExportRule>(rules.staff_saving);
    if (identity::isRegionOrNone(rules.region)) next.region = rules.region;
    next.is_shielded = rules.is_shielded;
    TRY(putDeskRules(rules.desk, next));
    policy = next;
    return success();
}

Opening openingOf(const identity::OpeningHours &hours, UnixTime now)
{
    const auto next = identity::nextOpening(hours, now);
    if (!next || *next == now) return {};
    return {true, next->value_or(UnixTime{})};
}

} // namespace chat121::engine
