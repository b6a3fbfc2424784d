// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a department's customers begin and find somebody who answers, when it is open, and what people tell
// each other while they talk: parts of the organisation's signed document (statements.h). Plain values;
// whether they make sense is checked with the document.
#pragma once

#include "common/base/limits.h"
#include "common/base/result.h"
#include "common/codec/fields.h"

namespace chat121 {

namespace identity {

// Who is offered the next waiting customer. Is signed: never renumber.
enum class RoutingPolicy : quint8 {
    Manual = 1,     // nobody: agents pick
    LeastBusy = 2,  // who has the fewest conversations
    RoundRobin = 3, // whose last turn was longest ago
    LastAgent = 4,  // whom this customer spoke with last; else as LeastBusy
};

} // namespace identity

template <>
struct EnumRange<identity::RoutingPolicy> {
    static constexpr auto min = identity::RoutingPolicy::Manual;
    static constexpr auto max = identity::RoutingPolicy::LastAgent;
};

namespace identity {

struct RoutingRules {
    RoutingPolicy policy = RoutingPolicy::Manual;
    quint8 capacity = 0;  // conversations of this department that one agent has; 0: as each agent says
    quint16 offer_s = 30; // so long an offer stands
    quint32 silent_s = 0; // then a silent agent gives a conversation back; 0: never
    List<quint16, limits::kWaitAlarmsMax> alarms_s{}; // rising: so long a customer waits until each alarm

    bool isAutomatic() const { return policy != RoutingPolicy::Manual; }
    auto fields() { return std::tie(policy, capacity, offer_s, silent_s, alarms_s); }
    bool operator==(const RoutingRules &) const = default;
};

// A department is open from `begins_min` of its week for `length_min`, by its own wall clocks.
struct WeeklySpan {
    quint16 begins_min = 0; // of the week: 0 is Monday 00:00
    quint16 length_min = 0; // up to a day; may go over midnight

    auto fields() { return std::tie(begins_min, length_min); }
    bool operator==(const WeeklySpan &) const = default;
};

// A day on which the week does not count. Several of one day: it is open in each of them.
struct Holiday {
    quint32 day = 0;        // since 1970-01-01, as the department's calendar says
    quint16 begins_min = 0; // of the day
    quint16 length_min = 0; // 0, and alone on its day: closed

    auto fields() { return std::tie(day, begins_min, length_min); }
    bool operator==(const Holiday &) const = default;
};

// When customers may expect somebody. Without a zone the department does not say, and counts as open.
struct OpeningHours {
    Text<limits::kTimeZoneBytesMax> zone{};                   // of the IANA data base: "Europe/Berlin"
    List<WeeklySpan, limits::kWeeklySpansMax> weekly{};       // in order, none into the next
    List<Holiday, limits::kHolidaysPerDepartment> holidays{}; // in order, none into the next of its day

    bool isSaid() const { return !zone.text.isEmpty(); }
    auto fields() { return std::tie(zone, weekly, holidays); }
    bool operator==(const OpeningHours &) const = default;
};

// What a department's customers agree to before the first words. Whoever changes the text raises the version,
// also when it is taken away.
struct ConsentText {
    quint32 version = 0;                   // 0: there never was one
    Text<limits::kConsentBytesMax> text{}; // empty: nothing is asked

    bool isAsked() const { return !text.text.isEmpty(); }
    auto fields() { return std::tie(version, text); }
    bool operator==(const ConsentText &) const = default;
};

// A question in one language, and what can be chosen; nothing: the customer writes.
struct QuestionWording {
    Text<limits::kLanguageBytesMax> language{}; // a BCP 47 tag; empty, and first: for everybody else
    Text<limits::kQuestionBytesMax> text{};
    List<Text<limits::kChoiceBytesMax>, limits::kQuestionChoicesMax> choices{};

    auto fields() { return std::tie(language, text, choices); }
    bool operator==(const QuestionWording &) const = default;
};

// What a department's customers are asked before the first words.
struct StartQuestion {
    bool is_required = false;
    List<QuestionWording, limits::kQuestionLanguagesMax> wordings{}; // with as many choices in each

    auto fields() { return std::tie(is_required, wordings); }
    bool operator==(const StartQuestion &) const = default;
};

using StartQuestions = List<StartQuestion, limits::kStartQuestionsMax>;

// Who may choose the department, and what its customers may expect to be answered in.
struct CustomersChoice {
    bool is_offered = false; // also to those who were invited to another department
    List<Text<limits::kLanguageBytesMax>, limits::kServedLanguagesMax> languages{}; // BCP 47 tags; or none

    auto fields() { return std::tie(is_offered, languages); }
    bool operator==(const CustomersChoice &) const = default;
};

// Whether it may be looked up as a time zone. Some systems find a file by it.
bool isZoneName(const QString &name);

// What people tell each other while they talk, unless a person has chosen otherwise. Clients carry it out.
struct TalkRules {
    bool is_reading_told = true; // how far each has read
    bool is_typing_told = true;  // that each writes just now

    auto fields() { return std::tie(is_reading_told, is_typing_told); }
    bool operator==(const TalkRules &) const = default;
};

// Malformed, with what is wrong, for what makes no sense or is beyond its bounds.
Result<void> checkRouting(const RoutingRules &rules);
Result<void> checkHours(const OpeningHours &hours);
Result<void> checkConsent(const ConsentText &consent);
Result<void> checkQuestions(const StartQuestions &questions);
Result<void> checkChoice(const CustomersChoice &choice);

} // namespace identity
} // namespace chat121
