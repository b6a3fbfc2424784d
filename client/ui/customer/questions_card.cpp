// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/customer/questions_card.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QComboBox>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr int kLettersMin = 10;      // of a choice that are shown at least
constexpr int kLetterBytesMax = 3;   // of a letter as a field counts them, in UTF-8
constexpr qreal kFieldsHeight = 140; // that are seen at least

} // namespace

QuestionsCard::QuestionsCard(QWidget *parent)
    : QWidget(parent)
{
    const Theme &theme = Theme::of(this);
    auto *outside = new QVBoxLayout(this);
    outside->setContentsMargins(theme.px(space::kL), theme.px(space::kS), theme.px(space::kL),
                                theme.px(space::kS));
    auto *card = new Card(this);
    outside->addWidget(card);
    auto *column = new QVBoxLayout(card);
    const int margin = theme.px(space::kM);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kS));
    column->addWidget(new PlainLabel(tr("Before you write"), TextRole::BodyStrong, Tone::Primary, card));
    m_area = new QScrollArea(card);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_area, 1);
    m_needed = new PlainLabel(tr("Your answers are sealed and go with your first words. What has a star is "
                                 "needed."),
                              TextRole::Small, Tone::Hint, card);
    column->addWidget(m_needed);
    m_go = new Button(ButtonKind::Primary, tr("Continue"), card);
    m_go->setObjectName(QStringLiteral("questionsGoButton"));
    column->addWidget(m_go);
    connect(m_go, &Button::clicked, this, [this] { Q_EMIT answered(answers()); });
}

void QuestionsCard::setQuestions(const QList<AskedQuestion> &questions)
{
    if (questions == m_questions) return;
    m_questions = questions;
    rebuild();
}

void QuestionsCard::takeFocus()
{
    if (!m_fields.isEmpty()) m_fields.constFirst()->setFocus(Qt::OtherFocusReason);
}

void QuestionsCard::rebuild()
{
    const Theme &theme = Theme::of(this);
    m_answers.clear();
    m_fields.clear();
    auto *fields = new QWidget(m_area);
    auto *column = new QVBoxLayout(fields);
    const int ring = theme.px(size::kFocusRing);
    column->setContentsMargins(ring, ring, theme.px(size::kScrollBar), ring);
    column->setSpacing(theme.px(space::kS));
    for (qsizetype i = 0; i < m_questions.size(); ++i)
        column->addWidget(makeField(m_questions.at(i), QStringLiteral("questionField%1").arg(i + 1)));
    column->addStretch(1);
    m_area->setWidget(fields);                      // deletes those of before
    for (qsizetype i = 0; i < m_fields.size(); ++i) // what is made anew comes last with Tab
        setTabOrder(m_fields.at(i), i + 1 < m_fields.size() ? m_fields.at(i + 1) : m_go);
    const int wanted = fields->sizeHint().height();
    m_area->setMinimumHeight(qMin(wanted, theme.px(kFieldsHeight)));
    m_area->setMaximumHeight(wanted);
    refresh();
}

// A line to write in, or a list to choose from whose first entry is no answer.
QWidget *QuestionsCard::makeField(const AskedQuestion &question, const QString &object)
{
    const QString name = question.is_required ? tr("%1 *").arg(question.text) : question.text;
    if (question.choices.isEmpty()) {
        auto *field = new FormField(name, m_area);
        field->edit()->setObjectName(object);
        field->edit()->setMaxLength(static_cast<int>(limits::kAnswerBytesMax / kLetterBytesMax));
        connect(field->edit(), &QLineEdit::textChanged, this, &QuestionsCard::refresh);
        m_answers.append([field] { return field->text().trimmed(); });
        m_fields.append(field->edit());
        return field;
    }
    auto *place = new QWidget(m_area);
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins({});
    column->setSpacing(Theme::of(this).px(space::kXs));
    auto *label = new PlainLabel(name, TextRole::SmallStrong, Tone::Secondary, place);
    auto *choice = new QComboBox(place);
    choice->setObjectName(object);
    choice->setAccessibleName(name);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(kLettersMin);
    choice->addItem(tr("No answer"));
    choice->addItems(question.choices);
    label->setBuddy(choice);
    column->addWidget(label);
    column->addWidget(choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &QuestionsCard::refresh);
    m_answers.append([choice, choices = question.choices] {
        return choice->currentIndex() > 0 ? choices.at(choice->currentIndex() - 1) : QString();
    });
    m_fields.append(choice);
    return place;
}

void QuestionsCard::refresh()
{
    bool is_complete = m_answers.size() == m_questions.size();
    for (qsizetype i = 0; is_complete && i < m_questions.size(); ++i)
        is_complete = !m_questions.at(i).is_required || !m_answers.at(i)().isEmpty();
    m_go->setEnabled(is_complete);
    m_go->setAccessibleDescription(m_needed->text());
}

QList<StartAnswer> QuestionsCard::answers() const
{
    QList<StartAnswer> answers;
    for (qsizetype i = 0; i < m_questions.size(); ++i) {
        const QString answer = m_answers.at(i)();
        if (!answer.isEmpty()) answers.append({m_questions.at(i).text, answer});
    }
    return answers;
}

} // namespace chat121::ui
