// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The practice conversation is offered once, and shown whenever it is wanted. See desk_window.h.
#include "client/ui/desk/desk_window.h"
#include "client/ui/practice/practice_window.h"
#include "client/ui/widgets/banner.h"

#include <QVBoxLayout>

namespace chat121::ui {

// To who has no conversation yet: everybody else has learned it by doing.
void DeskWindow::buildPracticeOffer(QVBoxLayout *column)
{
    m_practice_offer = new Banner(this);
    m_practice_offer->setObjectName(QStringLiteral("practiceOffer"));
    column->addWidget(m_practice_offer);
    const auto settle = [this] {
        m_practice_offer->hide();
        DeskChoice choice = m_workspace.deskChoice();
        choice.is_practice_offered = true;
        m_workspace.setDeskChoice(choice);
    };
    connect(m_practice_offer, &Banner::putOff, this, settle);
    connect(m_practice_offer, &Banner::actionClicked, this, [this, settle] {
        settle();
        showPractice();
    });
    const bool is_new = m_workspace.mine()->isEmpty() && m_workspace.closed()->isEmpty();
    if (!is_new || m_workspace.deskChoice().is_practice_offered) return m_practice_offer->hide();
    m_practice_offer->show(
        Banner::Kind::Info,
        tr("New here? Try it with a customer who is only played: take, answer, note, hand over, "
           "close. Nothing of it leaves this computer."),
        tr("Try it"), tr("Not now"));
}

// Beside the window, which goes on; once.
void DeskWindow::showPractice()
{
    if (m_workspace.isPractice()) return;
    if (m_practice.isNull()) {
        m_practice = new PracticeWindow(m_workspace, m_clock, this);
        m_practice->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_practice->show();
    m_practice->raise();
    m_practice->activateWindow();
}

} // namespace chat121::ui
