// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/questions_dialog.h"

#include "client/ui/text/customer_words.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "common/base/limits.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr auto kBetweenChoices = u';';

QStringList choicesIn(const QString &text)
{
    QStringList choices;
    const QStringList parts = text.split(kBetweenChoices, Qt::SkipEmptyParts);
    for (const QString &part : parts)
        if (!part.trimmed().isEmpty()) choices.append(part.trimmed());
    return choices;
}

QString textOf(const QStringList &choices)
{
    return choices.join(QStringLiteral("; "));
}

bool isTooLong(const QuestionWording &wording)
{
    return wording.text.toUtf8().size() > limits::kQuestionBytesMax ||
           wording.choices.size() > limits::kQuestionChoicesMax ||
           std::ranges::any_of(wording.choices, [](const QString &choice) {
               return choice.toUtf8().size() > limits::kChoiceBytesMax;
           });
}

} // namespace

QuestionsDialog::QuestionsDialog(Workspace &workspace, DepartmentId department, QWidget *parent)
    : RuleSheet(workspace, department, parent)
{
    QVBoxLayout *column =
        build(tr("Questions"),
              tr("Customers are asked this before their first words. Answers are sealed with those, and "
                 "stand above them. The questions are signed with your key, and the server can read them."),
              QStringLiteral("questions"));
    addLanguages(column);
    m_places.reserve(limits::kStartQuestionsMax);
    for (qsizetype i = 0; i < limits::kStartQuestionsMax; ++i)
        addPlace(column);
    column->addStretch(1);
    fill(this->department().desk.questions);
    connect(m_language, &QComboBox::currentIndexChanged, this, &QuestionsDialog::showLanguage);
    showLanguage();
    fieldsChanged();
}

void QuestionsDialog::addLanguages(QVBoxLayout *column)
{
    m_language = new QComboBox(form());
    m_language->addItem(tr("for everybody else"), QString());
    add(column, m_language, tr("The words below are"), QStringLiteral("questionsLanguageCombo"));
    m_more = new FormField(tr("Another language"), form());
    m_more->edit()->setObjectName(QStringLiteral("questionsTagEdit"));
    m_more->edit()->setMaxLength(static_cast<int>(limits::kLanguageBytesMax));
    m_more->setHint(tr("Its tag, such as de or pt-BR."));
    column->addWidget(m_more);
    auto *more = new Button(ButtonKind::Secondary, tr("Add the language"), form());
    more->setObjectName(QStringLiteral("questionsAddButton"));
    more->setAutoDefault(false);
    more->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    column->addWidget(more);
    column->addSpacing(Theme::of(this).px(space::kM));
    connect(more, &Button::clicked, this, &QuestionsDialog::addLanguage);
}

void QuestionsDialog::addPlace(QVBoxLayout *column)
{
    const auto number = static_cast<qsizetype>(m_places.size()) + 1;
    const QString shown = locale().toString(static_cast<int>(number));
    Place place;
    place.text = new FormField(tr("Question %1").arg(shown), form());
    place.text->edit()->setObjectName(QStringLiteral("questionEdit%1").arg(number));
    place.choices = new FormField(tr("Choices of question %1").arg(shown), form());
    place.choices->edit()->setObjectName(QStringLiteral("questionChoicesEdit%1").arg(number));
    place.choices->setHint(tr("With ; between them. Empty: customers write."));
    place.required = new QCheckBox(tr("Question %1 needs an answer").arg(shown), form());
    place.required->setObjectName(QStringLiteral("questionRequiredBox%1").arg(number));
    place.required->setMinimumHeight(Theme::of(this).px(space::kXl));
    column->addWidget(place.text);
    column->addWidget(place.choices);
    column->addWidget(place.required);
    column->addSpacing(Theme::of(this).px(space::kM));
    const auto index = m_places.size();
    m_places.push_back(place);
    for (FormField *field : {place.text, place.choices})
        connect(field, &FormField::textEdited, this, [this, index] { typed(m_places[index]); });
    connect(place.required, &QCheckBox::clicked, this, [this] { fieldsChanged(); });
}

void QuestionsDialog::fill(const QList<StartQuestion> &questions)
{
    const qsizetype count = qMin(questions.size(), static_cast<qsizetype>(m_places.size()));
    for (qsizetype i = 0; i < count; ++i) {
        const StartQuestion &question = questions.at(i);
        Place &place = m_places[static_cast<size_t>(i)];
        place.required->setChecked(question.is_required);
        for (const QuestionWording &wording : question.wordings) {
            const bool is_first = place.wordings.isEmpty();
            if (is_first) place.first_language = wording.language;
            const QString key = is_first ? QString() : wording.language;
            place.wordings.insert(key, wording);
            if (m_language->findData(key) < 0) m_language->addItem(languageWords(key), key);
        }
    }
}

QString QuestionsDialog::language() const
{
    return m_language->currentData().toString();
}

void QuestionsDialog::addLanguage()
{
    const QString tag = m_more->text().trimmed();
    if (!isLanguageTag(tag)) return m_more->setError(tr("This is no tag of a language."));
    if (m_language->findData(tag) < 0) {
        if (m_language->count() >= limits::kQuestionLanguagesMax)
            return m_more->setError(tr("There is no room for another language."));
        m_language->addItem(languageWords(tag), tag);
    }
    m_language->setCurrentIndex(m_language->findData(tag));
    m_more->setText({});
    m_places.front().text->edit()->setFocus(Qt::OtherFocusReason);
}

void QuestionsDialog::showLanguage()
{
    for (const Place &place : m_places) {
        const QuestionWording wording = place.wordings.value(language());
        place.text->setText(wording.text);
        place.choices->setText(textOf(wording.choices));
    }
}

void QuestionsDialog::typed(Place &place)
{
    QuestionWording wording{language(), place.text->text().trimmed(), choicesIn(place.choices->text())};
    if (language().isEmpty()) wording.language = place.first_language;
    if (wording.text.isEmpty() && wording.choices.isEmpty())
        place.wordings.remove(language());
    else
        place.wordings.insert(language(), wording);
    fieldsChanged();
}

DeskRules QuestionsDialog::chosen() const
{
    DeskRules rules = department().desk;
    rules.questions.clear();
    for (const Place &place : m_places) {
        if (place.wordings.isEmpty()) continue;
        StartQuestion question{place.required->isChecked(), {}};
        for (int i = 0; i < m_language->count(); ++i) {
            const auto wording = place.wordings.constFind(m_language->itemData(i).toString());
            if (wording != place.wordings.cend()) question.wordings.append(*wording);
        }
        rules.questions.append(question);
    }
    return rules;
}

QString QuestionsDialog::whatIsWrongWith(const Place &place, qsizetype number) const
{
    const QString shown = locale().toString(static_cast<int>(number));
    if (!place.wordings.contains(QString()))
        return tr("Question %1 has no words for everybody else.").arg(shown);
    const qsizetype choices = place.wordings.value(QString()).choices.size();
    for (const QuestionWording &wording : place.wordings) {
        if (wording.text.isEmpty()) return tr("Question %1 has choices, and no words.").arg(shown);
        if (isTooLong(wording))
            return tr("Question %1 is longer than a signed document has room for.").arg(shown);
        if (wording.choices.size() == 1)
            return tr("Question %1 has a single choice. Write two, or none.").arg(shown);
        if (wording.choices.size() != choices)
            return tr("Question %1 has another number of choices in another language.").arg(shown);
        QStringList once = wording.choices;
        if (once.removeDuplicates() > 0) return tr("Question %1 has a choice twice.").arg(shown);
    }
    return {};
}

QString QuestionsDialog::whatIsWrong()
{
    for (size_t i = 0; i < m_places.size(); ++i) {
        if (m_places[i].wordings.isEmpty()) continue;
        const QString wrong = whatIsWrongWith(m_places[i], static_cast<qsizetype>(i) + 1);
        if (!wrong.isEmpty()) return wrong;
    }
    return {};
}

} // namespace chat121::ui
