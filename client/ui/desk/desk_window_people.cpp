// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A customer's other conversations, how one ends, and the departments at a glance. See desk_window.h.
#include "client/ui/desk/desk_window.h"

#include "client/ui/desk/talk_column.h"
#include "client/ui/desk/wrap_up_dialog.h"
#include "client/ui/supervision/overview_window.h"

#include <algorithm>

namespace chat121::ui {

namespace {

bool isNewer(const ConversationRow &a, const ConversationRow &b)
{
    return a.last_at != b.last_at ? a.last_at > b.last_at : a.id < b.id;
}

} // namespace

QList<ConversationRow> DeskWindow::othersOfCustomer() const
{
    QList<ConversationRow> others;
    const auto open = here()->row();
    if (!open || !open->customer.isValid()) return others;
    const QList<ConversationListModel *> models = {m_workspace.mine(), m_workspace.snoozed(),
                                                   m_workspace.closed()};
    for (const ConversationListModel *model : models) {
        for (int place = 0; place < model->rowCount(); ++place) {
            const ConversationRow &row = model->at(place);
            if (row.customer == open->customer && row.id != open->id && row.last_at.ms > 0)
                others.append(row);
        }
    }
    std::sort(others.begin(), others.end(), isNewer);
    return others;
}

void DeskWindow::walkCustomer(int step)
{
    QList<ConversationRow> all = othersOfCustomer();
    const auto open = here()->row();
    if (!open || all.isEmpty()) return;
    all.append(*open);
    std::sort(all.begin(), all.end(), isNewer);
    const auto isHere = [&open](const ConversationRow &row) { return row.id == open->id; };
    const qsizetype at = std::find_if(all.cbegin(), all.cend(), isHere) - all.cbegin();
    const qsizetype to = qBound<qsizetype>(0, at + step, all.size() - 1);
    if (to != at) goTo(all.at(to).id);
}

// Once the server has closed it; who ended it otherwise has nothing to say about it.
void DeskWindow::offerWrapUp()
{
    const QSet<ConversationId> closing = m_closing;
    for (const ConversationId conversation : closing) {
        if (m_workspace.closed()->rowOf(conversation) < 0) continue;
        m_closing.remove(conversation);
        wrapUp(conversation);
    }
}

// Beside the window, which goes on.
void DeskWindow::wrapUp(ConversationId conversation)
{
    Talk *talk = m_workspace.talk(conversation);
    if (talk == nullptr || !talk->isNotable()) return;
    auto *dialog = new WrapUpDialog(m_workspace, *talk, this);
    dialog->show();
}

// Beside the window, which goes on; once.
void DeskWindow::showOverview()
{
    if (!m_workspace.canSupervise()) return;
    if (m_overview.isNull()) m_overview = new OverviewWindow(m_workspace, m_clock, this);
    m_overview->show();
    m_overview->raise();
    m_overview->activateWindow();
}

} // namespace chat121::ui
