// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/rule_sheet.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/confirm_dialog.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr qreal kFormHeight = 240;  // of what scrolls, at least
constexpr qreal kSheetHeight = 640; // at first

} // namespace

RuleSheet::RuleSheet(Workspace &workspace, DepartmentId department, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_department(department)
{
    connect(&m_workspace, &Workspace::departmentsChanged, this, &RuleSheet::onChanged);
    connect(&m_workspace, &Workspace::actionFailed, this, &RuleSheet::tell);
}

QVBoxLayout *RuleSheet::build(const QString &title, const QString &sentence, const QString &object)
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(title);
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(
        new PlainLabel(cleanName(department().name), TextRole::BodyStrong, Tone::Primary, this));
    column->addWidget(new PlainLabel(sentence, TextRole::Body, Tone::Secondary, this));
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumHeight(theme.px(kFormHeight));
    m_form = new QWidget(area);
    auto *fields = new QVBoxLayout(m_form);
    const int ring = theme.px(size::kFocusRing);
    fields->setContentsMargins(ring, ring, theme.px(size::kScrollBar), ring);
    fields->setSpacing(theme.px(space::kXs));
    area->setWidget(m_form);
    column->addWidget(area, 1);
    m_wrong = new MarkedLabel(Icon::Warning, Tone::Warn, TextRole::Body, this);
    m_wrong->words()->setObjectName(object + QStringLiteral("WrongLabel"));
    m_wrong->hide();
    m_problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this);
    m_problem->words()->setObjectName(object + QStringLiteral("ProblemLabel"));
    m_problem->hide();
    column->addWidget(m_wrong);
    column->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    cancel->setObjectName(object + QStringLiteral("CancelButton"));
    connect(cancel, &Button::clicked, this, &RuleSheet::reject);
    m_save = new Button(ButtonKind::Primary, tr("Save"), this);
    m_save->setObjectName(object + QStringLiteral("SaveButton"));
    m_save->setDefault(true);
    m_save->setEnabled(false);
    connect(m_save, &Button::clicked, this, &RuleSheet::save);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
    resize(minimumWidth(), theme.px(kSheetHeight));
    return fields;
}

void RuleSheet::add(QVBoxLayout *column, QWidget *field, const QString &name, const QString &object)
{
    auto *label = new PlainLabel(name, TextRole::SmallStrong, Tone::Secondary, m_form);
    label->setBuddy(field);
    field->setObjectName(object);
    field->setAccessibleName(name);
    field->setFocusPolicy(Qt::StrongFocus);
    field->installEventFilter(this);
    column->addWidget(label);
    column->addWidget(field);
    column->addSpacing(Theme::of(this).px(space::kS));
}

// Who scrolls through the sheet changes no field on the way.
bool RuleSheet::eventFilter(QObject *field, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(field);
    if (event->type() != QEvent::Wheel || !widget || widget->hasFocus())
        return QDialog::eventFilter(field, event);
    event->ignore();
    return true;
}

DepartmentInfo RuleSheet::department() const
{
    const QList<DepartmentInfo> departments = m_workspace.departments();
    for (const DepartmentInfo &one : departments)
        if (one.id == m_department) return one;
    return {};
}

void RuleSheet::fieldsChanged()
{
    const QString wrong = whatIsWrong();
    m_wrong->words()->setText(wrong);
    m_wrong->setVisible(!wrong.isEmpty());
    m_save->setEnabled(!m_is_saving && wrong.isEmpty() && isChanged());
    const int needed = layout()->totalHeightForWidth(width());
    if (needed > height()) resize(width(), needed);
}

void RuleSheet::save()
{
    DepartmentInfo rules = department();
    rules.desk = chosen();
    m_problem->hide();
    m_is_saving = true;
    m_save->setEnabled(false);
    m_workspace.setRules(rules);
}

// Others may have changed something, too.
void RuleSheet::onChanged()
{
    if (m_is_saving && !isChanged()) return accept();
    fieldsChanged();
}

void RuleSheet::tell(const Problem &problem)
{
    if (!std::exchange(m_is_saving, false)) return;
    m_problem->words()->setText(problem.sentence);
    m_problem->show();
    fieldsChanged();
}

void RuleSheet::reject()
{
    if (!m_is_saving && (isChanged() || !whatIsWrong().isEmpty())) {
        ConfirmDialog question({tr("Leave without saving?"),
                                tr("What you changed here is not signed yet. It is lost if you leave."),
                                tr("Stay here"), tr("Leave without saving")},
                               this);
        if (question.exec() != QDialog::Accepted) return;
    }
    QDialog::reject();
}

} // namespace chat121::ui
