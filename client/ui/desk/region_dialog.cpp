// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/region_dialog.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"
#include "common/base/limits.h"

#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

bool isRegionLetter(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= u'a' && code <= u'z') || (code >= u'0' && code <= u'9') || code == u'-';
}

} // namespace

RegionDialog::RegionDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_region(new FormField(tr("Region"), this))
    , m_bound(new MarkedLabel(Icon::Warning, Tone::Warn, TextRole::Body, this))
    , m_problem(new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this))
    , m_save(new Button(ButtonKind::Primary, tr("Save"), this))
{
    build();
    connect(m_region, &FormField::textEdited, this, &RegionDialog::check);
    connect(m_region, &FormField::submitted, this, &RegionDialog::save);
    connect(m_save, &Button::clicked, this, &RegionDialog::save);
    connect(&m_workspace, &Workspace::actionFailed, this, &RegionDialog::tell);
    connect(&m_workspace, &Workspace::departmentsChanged, this, [this] {
        if (m_is_saving) accept();
    });
    check();
}

void RegionDialog::build()
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Where this server stands"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(
        tr("What is written in a department that is bound to a region is sent to servers there and to no "
           "other. The operator's setting \"region\" must be the same word, else the server refuses it."),
        TextRole::Body, Tone::Secondary, this));
    m_region->edit()->setObjectName(QStringLiteral("regionEdit"));
    m_region->edit()->setMaxLength(static_cast<int>(limits::kRegionBytesMax));
    m_region->setHint(tr("Small letters, digits and hyphens, such as eu-north. Empty: not said."));
    m_region->setText(m_workspace.region());
    column->addWidget(m_region);
    m_bound->words()->setObjectName(QStringLiteral("regionBoundLabel"));
    m_problem->words()->setObjectName(QStringLiteral("regionProblemLabel"));
    m_problem->hide();
    column->addWidget(m_bound);
    column->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("regionCancelButton"));
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    m_save->setObjectName(QStringLiteral("regionSaveButton"));
    m_save->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
}

int RegionDialog::boundDepartments() const
{
    const QList<DepartmentInfo> departments = m_workspace.departments();
    const QString now = m_workspace.region();
    return now.isEmpty() ? 0
                         : static_cast<int>(std::ranges::count(departments, now, &DepartmentInfo::region));
}

void RegionDialog::check()
{
    const QString typed = m_region->text();
    const bool is_region = std::ranges::all_of(typed, isRegionLetter);
    m_region->setError(is_region ? QString() : tr("Only small letters, digits and hyphens."));
    const bool is_other = typed != m_workspace.region();
    const int bound = is_other ? boundDepartments() : 0;
    m_bound->words()->setText(
        tr("%n department(s) are bound to %1. What is written there waits until a server there answers, or "
           "they are bound to another region.",
           nullptr, bound)
            .arg(m_workspace.region()));
    m_bound->setVisible(bound > 0);
    m_save->setEnabled(is_region && is_other && !m_is_saving);
}

void RegionDialog::save()
{
    if (!m_save->isEnabled()) return;
    m_problem->hide();
    m_is_saving = true;
    m_save->setEnabled(false);
    m_workspace.nameRegion(m_region->text());
}

void RegionDialog::tell(const Problem &problem)
{
    if (!std::exchange(m_is_saving, false)) return;
    m_problem->words()->setText(problem.sentence);
    m_problem->show();
    check();
}

} // namespace chat121::ui
