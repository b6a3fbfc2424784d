// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/password_dialog.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/new_password.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace chat121::ui {

PasswordDialog::PasswordDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_current(new PasswordField(tr("Your password of now"), this))
    , m_next(new NewPassword(tr("New password"), QStringLiteral("newPasswordEdit"),
                             QStringLiteral("newPasswordAgainEdit"), this))
    , m_problem(new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this))
    , m_done(new MarkedLabel(Icon::Check, Tone::Ok, TextRole::Body, this))
    , m_waits(new MarkedLabel(Icon::Clock, Tone::Secondary, TextRole::Body, this))
{
    const Theme &theme = Theme::of(this);
    setObjectName(QStringLiteral("passwordDialog"));
    setWindowTitle(tr("Change the password"));
    m_current->edit()->setObjectName(QStringLiteral("currentPasswordEdit"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(
        new PlainLabel(tr("You need it when you log in on another computer. Computers where you "
                          "are logged in stay so."),
                       TextRole::Body, Tone::Secondary, this));
    column->addWidget(m_current);
    column->addWidget(m_next);
    for (MarkedLabel *line : {m_problem, m_done, m_waits}) {
        column->addWidget(line);
        line->hide();
    }
    m_problem->words()->setObjectName(QStringLiteral("problemLabel"));
    m_done->words()->setText(tr("Your password is changed. The old one no longer counts."));
    m_done->words()->setObjectName(QStringLiteral("passwordDoneLabel"));
    m_waits->words()->setObjectName(QStringLiteral("passwordWaitsLabel"));
    column->addSpacing(theme.px(space::kXs));
    column->addLayout(makeButtons());
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
    connect(m_current, &FormField::submitted, m_next, qOverload<>(&QWidget::setFocus));
    connect(m_next, &NewPassword::submitted, this, &PasswordDialog::submit);
    connect(&m_workspace, &Workspace::passwordChanged, this, &PasswordDialog::succeed);
    connect(&m_workspace, &Workspace::passwordRefused, this, &PasswordDialog::tell);
    connect(&m_workspace, &Workspace::connectionChanged, this, &PasswordDialog::refresh);
    m_current->edit()->setFocus();
    m_is_asked = m_workspace.isChangingPassword(); // since an earlier time that this dialog was open
    refresh();
}

QLayout *PasswordDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    m_close = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    m_close->setObjectName(QStringLiteral("passwordCloseButton"));
    m_change = new Button(ButtonKind::Primary, tr("Change"), this);
    m_change->setObjectName(QStringLiteral("passwordChangeButton"));
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_change);
    connect(m_close, &Button::clicked, this, &QDialog::reject);
    connect(m_change, &Button::clicked, this, &PasswordDialog::submit);
    return buttons;
}

void PasswordDialog::submit()
{
    if (m_is_asked || !m_change->isVisible()) return;
    if (m_current->text().isEmpty()) return m_current->setError(tr("Enter your password of now."));
    if (!m_next->check()) return;
    if (m_workspace.connection().state != ConnectionState::Connected)
        return showProblem(
            tr("There is no connection now, so nothing was sent and your password is the same. "
               "Try again when there is one."));
    m_problem->hide();
    m_is_asked = true;
    m_workspace.changePassword(m_current->text(), m_next->text());
    refresh();
}

// Closing does not take back what is on its way.
void PasswordDialog::refresh()
{
    const bool is_connected = m_workspace.connection().state == ConnectionState::Connected;
    m_waits->words()->setText(
        is_connected ? tr("The change is on its way…")
                     : tr("The connection broke before there was an answer. The change is asked for "
                          "again with the next one, as long as you do not lock or close "
                          "Chat Live 121; until then either of the two passwords may count."));
    m_waits->setVisible(m_is_asked);
    m_current->setEnabled(!m_is_asked);
    m_next->setEnabled(!m_is_asked);
    m_change->setEnabled(!m_is_asked);
    m_close->setText(m_is_asked || !m_done->isHidden() ? tr("Close") : tr("Cancel"));
}

void PasswordDialog::showProblem(const QString &sentence)
{
    m_problem->words()->setText(sentence);
    m_problem->show();
}

void PasswordDialog::tell(const Problem &problem)
{
    if (!std::exchange(m_is_asked, false)) return;
    showProblem(problem.sentence);
    refresh();
    m_current->edit()->setFocus();
    m_current->edit()->selectAll();
}

void PasswordDialog::succeed()
{
    if (!std::exchange(m_is_asked, false)) return;
    m_current->setText({});
    m_next->clear();
    m_current->hide();
    m_next->hide();
    m_change->hide();
    m_done->show();
    m_close->setFocus();
    refresh();
}

} // namespace chat121::ui
