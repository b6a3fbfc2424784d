// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/snooze_dialog.h"

#include "client/ui/talk/when_chooser.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QVBoxLayout>

namespace chat121::ui {

SnoozeDialog::SnoozeDialog(const Clock &clock, UnixTime until, QWidget *parent)
    : QDialog(parent)
    , m_when(new WhenChooser(clock, until, this))
    , m_problem(new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this))
    , m_decide(new Button(ButtonKind::Primary, tr("Snooze"), this))
{
    setObjectName(QStringLiteral("snoozeDialog"));
    setWindowTitle(tr("Snooze the conversation"));
    const Theme &theme = Theme::of(this);
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(tr("It stands apart until then, on your computer only, and comes back "
                                        "before that if the customer writes. Nobody else sees it."),
                                     TextRole::Body, Tone::Secondary, this));
    column->addWidget(m_when);
    m_problem->words()->setObjectName(QStringLiteral("snoozeProblemLabel"));
    column->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("snoozeCancelButton"));
    m_decide->setObjectName(QStringLiteral("snoozeDecideButton"));
    m_decide->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_decide);
    column->addLayout(buttons);
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    m_when->setFocus();
    connect(m_when, &WhenChooser::changed, this, &SnoozeDialog::check);
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    connect(m_decide, &Button::clicked, this, &SnoozeDialog::decide);
    check();
}

void SnoozeDialog::check()
{
    const QString problem = m_when->problem();
    m_problem->words()->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_decide->setEnabled(problem.isEmpty());
}

void SnoozeDialog::decide()
{
    check(); // time passes while somebody thinks
    if (!m_decide->isEnabled()) return;
    Q_EMIT decided(m_when->at());
    accept();
}

} // namespace chat121::ui
