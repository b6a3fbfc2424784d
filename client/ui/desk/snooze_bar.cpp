// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/snooze_bar.h"

#include "client/ui/desk/snooze_dialog.h"
#include "client/ui/talk/later_times.h"
#include "client/ui/theme/button.h"
#include "client/ui/widgets/banner.h"

#include <QVBoxLayout>

namespace chat121::ui {

SnoozeBar::SnoozeBar(Workspace &workspace, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_clock(clock)
    , m_banner(new Banner(this))
    , m_button(new IconButton(Icon::Clock, tr("Snooze…"), this))
{
    m_banner->setObjectName(QStringLiteral("snoozeBanner"));
    m_button->setObjectName(QStringLiteral("snoozeButton"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_banner);
    connect(m_button, &IconButton::clicked, this, &SnoozeBar::ask);
    connect(m_banner, &Banner::actionClicked, this, [this] {
        if (m_row) m_workspace.endSnooze(m_row->id);
    });
    setRow(std::nullopt);
}

bool SnoozeBar::isPossible() const
{
    return m_row && (m_row->state == ConversationState::Mine || m_row->state == ConversationState::Closed);
}

void SnoozeBar::setRow(const std::optional<ConversationRow> &row)
{
    m_row = row;
    m_button->setVisible(isPossible() && m_is_button_shown);
    const bool is_snoozed = row && row->snoozed_until.ms > 0;
    setVisible(is_snoozed);
    if (!is_snoozed) return m_banner->hide();
    const QString when = laterText(QDateTime::fromMSecsSinceEpoch(row->snoozed_until.ms));
    const QString sentence = row->state == ConversationState::Closed
                                 ? tr("Snoozed until %1, to be followed up.").arg(when)
                                 : tr("Snoozed until %1, or until the customer writes.").arg(when);
    const bool is_shown = !m_banner->isHidden() && m_banner->sentence() == sentence;
    if (!is_shown)
        m_banner->show(Banner::Kind::Info, sentence, tr("Bring it back now")); // else it may have focus
}

void SnoozeBar::setButtonShown(bool is_shown)
{
    m_is_button_shown = is_shown;
    m_button->setVisible(isPossible() && is_shown);
}

void SnoozeBar::seen()
{
    if (m_row && m_row->is_back) m_workspace.endSnooze(m_row->id);
}

void SnoozeBar::ask()
{
    if (!isPossible()) return;
    auto *dialog = new SnoozeDialog(m_clock, m_row->snoozed_until, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SnoozeDialog::decided, this,
            [this, id = m_row->id](UnixTime until) { m_workspace.snooze(id, until); });
    dialog->open();
}

} // namespace chat121::ui
