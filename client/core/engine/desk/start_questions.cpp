// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/start_questions.h"

#include <algorithm>

namespace chat121::engine {

namespace {

Error tooMuch()
{
    return {Code::Malformed, QStringLiteral("more than a question has room for")};
}

template <qsizetype BytesMax>
bool fits(const QString &text)
{
    return text.toUtf8().size() <= BytesMax;
}

Result<identity::QuestionWording> signedWording(const QuestionWording &wording)
{
    const bool has_room = fits<limits::kLanguageBytesMax>(wording.language) &&
                          fits<limits::kQuestionBytesMax>(wording.text) &&
                          wording.choices.size() <= limits::kQuestionChoicesMax &&
                          std::ranges::all_of(wording.choices, fits<limits::kChoiceBytesMax>);
    if (!has_room) return tooMuch();
    identity::QuestionWording result;
    result.language = wording.language;
    result.text = wording.text;
    for (const QString &choice : wording.choices)
        result.choices.items.append(choice);
    return result;
}

QString primary(const QString &language)
{
    return language.section(u'-', 0, 0).toLower();
}

const identity::QuestionWording &wordingIn(const QStringList &languages,
                                           const QList<identity::QuestionWording> &wordings)
{
    const auto find = [&](const QString &wanted, auto as) {
        return std::ranges::find_if(wordings, [&](const identity::QuestionWording &one) {
            return as(one.language.text) == as(wanted);
        });
    };
    const auto whole = [](const QString &language) { return language.toLower(); };
    for (const QString &language : languages) {
        if (const auto exact = find(language, whole); exact != wordings.end()) return *exact;
        if (const auto near = find(language, primary); near != wordings.end()) return *near;
    }
    return wordings.first();
}

QStringList textsOf(const identity::QuestionWording &wording)
{
    QStringList choices;
    for (const auto &choice : wording.choices.items)
        choices.append(choice.text);
    return choices;
}

} // namespace

QList<StartQuestion> questionsOf(const identity::StartQuestions &questions)
{
    QList<StartQuestion> result;
    for (const identity::StartQuestion &question : questions.items) {
        StartQuestion one{question.is_required, {}};
        for (const identity::QuestionWording &wording : question.wordings.items)
            one.wordings.append({wording.language.text, wording.text.text, textsOf(wording)});
        result.append(one);
    }
    return result;
}

Result<identity::StartQuestions> signedQuestions(const QList<StartQuestion> &questions)
{
    if (questions.size() > limits::kStartQuestionsMax) return tooMuch();
    identity::StartQuestions result;
    for (const StartQuestion &question : questions) {
        if (question.wordings.size() > limits::kQuestionLanguagesMax) return tooMuch();
        identity::StartQuestion one{question.is_required, {}};
        for (const QuestionWording &wording : question.wordings) {
            TRY_ASSIGN(const auto signed_one, signedWording(wording));
            one.wordings.items.append(signed_one);
        }
        result.items.append(one);
    }
    TRY(identity::checkQuestions(result));
    return result;
}

QList<AskedQuestion> askedIn(const QStringList &languages, const identity::StartQuestions &questions)
{
    QList<AskedQuestion> asked;
    for (const identity::StartQuestion &question : questions.items) {
        const identity::QuestionWording &wording = wordingIn(languages, question.wordings.items);
        asked.append({wording.text.text, textsOf(wording), question.is_required});
    }
    return asked;
}

} // namespace chat121::engine
