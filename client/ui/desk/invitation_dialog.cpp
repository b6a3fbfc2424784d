// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/people_dialogs.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QSaveFile>
#include <QSpinBox>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kDaysMax = 365;
constexpr int kDaysDefault = 30;
constexpr int kUsesMax = 100'000;
constexpr int kUsesDefault = 1000;

} // namespace

InvitationDialog::InvitationDialog(Workspace &workspace, For whom, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_whom(whom)
{
    build();
    connect(m_make, &Button::clicked, this, &InvitationDialog::make);
    connect(m_save, &Button::clicked, this, &InvitationDialog::saveFile);
    connect(m_copy, &Button::clicked, this, [this] { QApplication::clipboard()->setText(m_link->text()); });
    connect(&m_workspace, &Workspace::invitationMade, this, &InvitationDialog::showLink);
    connect(&m_workspace, &Workspace::actionFailed, this, [this](const Problem &problem) {
        m_problem->setText(problem.sentence);
        m_problem->show();
        m_make->setEnabled(true);
    });
}

void InvitationDialog::build()
{
    const bool is_colleague = m_whom == For::Colleague;
    const Theme &theme = Theme::of(this);
    setWindowTitle(is_colleague ? tr("Invite a colleague") : tr("Invite customers"));
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kM));
    column->addWidget(new PlainLabel(windowTitle(), TextRole::Title, Tone::Primary, this));
    column->addWidget(new PlainLabel(
        is_colleague
            ? tr("The link works once. Give it to one person only, by a way that you trust.")
            : tr("Put the link on your page or send it. Whoever opens it can write to the department."),
        TextRole::Body, Tone::Secondary, this));
    column->addLayout(makeForm());

    m_problem = new PlainLabel({}, TextRole::Body, Tone::Danger, this);
    m_problem->hide();
    m_link = new QLineEdit(this);
    m_link->setObjectName(QStringLiteral("invitationLinkEdit"));
    m_link->setAccessibleName(tr("Invitation link"));
    m_link->setReadOnly(true);
    m_link->hide();
    column->addWidget(m_problem);
    column->addWidget(m_link);

    auto *buttons = new QHBoxLayout;
    m_copy = new Button(ButtonKind::Secondary, Icon::Copy, tr("Copy"), this);
    m_save = new Button(ButtonKind::Secondary, tr("Save as a file…"), this);
    m_make = new Button(ButtonKind::Primary, tr("Make the link"), this);
    m_make->setObjectName(QStringLiteral("makeInvitationButton"));
    auto *done = new Button(ButtonKind::Quiet, tr("Close"), this);
    done->setObjectName(QStringLiteral("invitationDoneButton"));
    m_copy->hide();
    m_save->hide();
    buttons->addWidget(done);
    buttons->addStretch();
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    buttons->addWidget(m_make);
    column->addLayout(buttons);
    connect(done, &Button::clicked, this, &QDialog::accept);
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
}

QFormLayout *InvitationDialog::makeForm()
{
    const bool is_colleague = m_whom == For::Colleague;
    auto *form = new QFormLayout;
    form->setSpacing(Theme::of(this).px(space::kS));
    m_department = new QComboBox(this);
    m_department->setObjectName(QStringLiteral("invitationDepartmentCombo"));
    m_department->setAccessibleName(tr("Department"));
    const QList<DepartmentInfo> departments = m_workspace.departments();
    for (const DepartmentInfo &department : departments)
        m_department->addItem(department.name, department.id.value);
    form->addRow(tr("Department"), m_department);
    m_days = new QSpinBox(this);
    m_days->setRange(1, kDaysMax);
    m_days->setValue(kDaysDefault);
    m_days->setAccessibleName(tr("Days that it is valid"));
    m_uses = new QSpinBox(this);
    m_uses->setRange(1, kUsesMax);
    m_uses->setValue(kUsesDefault);
    m_uses->setAccessibleName(tr("How many people may use it"));
    m_days->setVisible(!is_colleague);
    m_uses->setVisible(!is_colleague);
    if (!is_colleague) {
        form->addRow(tr("Days"), m_days);
        form->addRow(tr("People"), m_uses);
    }
    return form;
}

void InvitationDialog::make()
{
    m_problem->hide();
    m_make->setEnabled(false);
    const DepartmentId department{m_department->currentData().toULongLong()};
    if (m_whom == For::Colleague)
        m_workspace.inviteColleague(department);
    else
        m_workspace.inviteCustomers(department, m_uses->value(), m_days->value());
}

void InvitationDialog::showLink(const QString &link)
{
    m_link->setText(link);
    m_link->setCursorPosition(0);
    m_link->show();
    m_copy->show();
    m_save->show();
    m_make->hide();
    m_copy->setFocus();
}

void InvitationDialog::saveFile()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the invitation"), QStringLiteral("invitation.chat121"), tr("Invitations (*.chat121)"));
    if (path.isEmpty()) return;
    QSaveFile file(path);
    const bool is_saved =
        file.open(QIODevice::WriteOnly) && file.write(m_link->text().toUtf8() + '\n') > 0 && file.commit();
    if (is_saved) return;
    m_problem->setText(tr("The file could not be written. Choose another place, or copy the link."));
    m_problem->show();
}

} // namespace chat121::ui
