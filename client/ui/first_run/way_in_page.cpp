// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/way_in_page.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"

#include <QAccessible>
#include <QGridLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace chat121::ui {

WayInPage::WayInPage(const QString &title, const QString &sentence, Back back, QWidget *parent)
    : QWidget(parent)
{
    const Theme &theme = Theme::of(this);
    auto *card = new Card(this);
    card->setMaximumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXxl));
    m_title = new PlainLabel(title, TextRole::Display, Tone::Primary, card);
    m_sentence = new PlainLabel(sentence, TextRole::Body, Tone::Secondary, card);
    auto *whole = new QVBoxLayout(card);
    const int outer = theme.px(back == Back::Shown ? space::kXl : space::kXxl);
    whole->setContentsMargins(outer, theme.px(space::kXl), outer, theme.px(space::kXxl));
    whole->setSpacing(theme.px(space::kM));
    whole->addWidget(makeHead(back));
    // Below the arrow, not below the space that its button has around it.
    m_column = new QVBoxLayout;
    const int inner = theme.px(space::kXxl) - outer;
    m_column->setContentsMargins(inner, 0, inner, 0);
    m_column->setSpacing(theme.px(space::kM));
    whole->addLayout(m_column);
    m_column->addWidget(m_sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    addAnswers(card);

    auto *grid = new QGridLayout(this);
    const int margin = theme.px(space::kL);
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->addWidget(card, 1, 1);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(2, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 100);
    grid->setColumnStretch(2, 1);
}

// What became of it: a problem, or the step that is being done.
void WayInPage::addAnswers(QWidget *card)
{
    auto *problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, card);
    m_problem_line = problem;
    m_problem = problem->words();
    m_problem->setObjectName(QStringLiteral("problemLabel"));
    m_progress = new PlainLabel({}, TextRole::Small, Tone::Secondary, card);
    m_progress->setObjectName(QStringLiteral("progressLabel"));
    m_problem_line->hide();
    m_progress->hide();
    m_column->addWidget(m_problem_line);
    m_column->addWidget(m_progress);
}

QWidget *WayInPage::makeHead(Back back)
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(Theme::of(this).px(space::kXs));
    if (back == Back::Shown) {
        auto *button = new IconButton(Icon::Back, tr("Back"), head);
        button->setObjectName(QStringLiteral("backButton"));
        connect(button, &IconButton::clicked, this, &WayInPage::backWanted);
        row->addWidget(button);
    }
    row->addWidget(m_title, 1);
    return head;
}

void WayInPage::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void WayInPage::showProblem(const QString &sentence, const QString &details)
{
    showProgress({});
    m_problem->setText(sentence);
    m_problem->setToolTip(details);
    m_problem->setAccessibleDescription(details);
    m_problem_line->setVisible(!sentence.isEmpty());
    if (sentence.isEmpty()) return;
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void WayInPage::showProgress(const QString &step)
{
    m_progress->setText(step);
    m_progress->setVisible(!step.isEmpty());
    if (!step.isEmpty()) m_problem_line->hide();
    if (m_primary) m_primary->setEnabled(step.isEmpty());
}

void WayInPage::start()
{
    showProblem({});
    if (m_first_field)
        m_first_field->setFocus();
    else if (m_primary)
        m_primary->setFocus();
}

void WayInPage::forget()
{
    const auto fields = findChildren<FormField *>();
    for (FormField *field : fields)
        field->forget();
    const auto texts = findChildren<QPlainTextEdit *>();
    for (QPlainTextEdit *text : texts)
        text->setPlainText({});
    showProblem({});
}

void WayInPage::addField(FormField *field, const QString &object)
{
    field->edit()->setObjectName(object);
    addWidget(field);
    if (!m_first_field) m_first_field = field->edit();
}

void WayInPage::addWidget(QWidget *widget)
{
    const int before_problem = m_column->indexOf(m_problem_line);
    m_column->insertWidget(before_problem, widget);
}

Button *WayInPage::addPrimary(const QString &text, const QString &object)
{
    m_primary = new Button(ButtonKind::Primary, text, this);
    m_primary->setObjectName(object);
    m_column->addSpacing(Theme::of(this).px(space::kS));
    m_column->addWidget(m_primary);
    return m_primary;
}

} // namespace chat121::ui
