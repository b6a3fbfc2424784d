// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who goes on with a conversation: taking one, and handing it over. See desk_window.h.
#include "client/ui/desk/desk_window.h"
#include "client/ui/desk/hand_over_strip.h"
#include "client/ui/desk/talk_column.h"
#include "client/ui/text/names.h"
#include "client/ui/widgets/banner.h"

#include <QVBoxLayout>

namespace chat121::ui {

// --- taking ---------------------------------------------------------------------------------------

// Who is offered to the reader comes before who has waited longer; a colleague's is theirs.
void DeskWindow::takeOldest()
{
    const ConversationListModel &queue = *m_workspace.queue();
    ConversationId oldest{};
    for (int place = 0; place < queue.rowCount(); ++place) {
        const ConversationRow &row = queue.at(place);
        if (row.is_offered_here) return m_workspace.take(row.id);
        if (!oldest.isValid() && row.offered_to.isEmpty()) oldest = row.id;
    }
    if (oldest.isValid()) m_workspace.take(oldest);
}

void DeskWindow::refreshSetAway()
{
    if (!m_workspace.wasSetAway()) return m_set_away->hide();
    m_set_away->show(Banner::Kind::Warning,
                     tr("You are away now: somebody who was offered to you was not taken in time, a customer "
                        "of yours was not answered, or another computer of yours says so. Nobody is offered "
                        "to you."),
                     tr("I am here"), tr("Stay away"));
}

// --- handing over ---------------------------------------------------------------------------------

void DeskWindow::buildHandingOver(QVBoxLayout *column)
{
    m_asked = new HandOverStrip(m_workspace, m_ticker, HandOverStrip::Place::Desk, this);
    m_handed = new Banner(this);
    m_handed->setObjectName(QStringLiteral("handOverEndBanner"));
    m_handed->hide();
    column->addWidget(m_asked);
    column->addWidget(m_handed);
    connect(m_asked, &HandOverStrip::looked, this, &DeskWindow::goTo);
    connect(&m_workspace, &Workspace::handOverEnded, this, &DeskWindow::tellOfHandOver);
    connect(m_handed, &Banner::putOff, m_handed, &QWidget::hide);
    connect(m_handed, &Banner::actionClicked, this, [this] {
        m_handed->hide();
        goTo(m_handed_about);
    });
}

// The keyboard comes to where it is answered; what is asked about the open conversation comes first.
void DeskWindow::goToQuestion()
{
    if (here()->isAsked()) {
        m_panes->setDrawerOpen(false);
        here()->focusQuestion();
    } else if (m_asked->isAsking()) {
        m_asked->takeFocus();
    }
}

// Also who looks at another conversation by now.
void DeskWindow::tellOfHandOver(ConversationId conversation, HandOverEnd end, const QString &colleague)
{
    const auto find = [&]() -> std::optional<ConversationRow> {
        for (const ConversationListModel *model : {m_workspace.mine(), m_workspace.team()})
            if (auto row = model->find(conversation)) return row;
        return std::nullopt;
    };
    const auto row = find();
    if (!row) return;
    m_handed_about = conversation;
    const QString name = isolated(cleanName(colleague));
    const QString customer = isolated(cleanName(row->title));
    const auto show = [&](Banner::Kind kind, const QString &sentence, const QString &action) {
        m_handed->show(kind, sentence, action, tr("Hide"));
    };
    switch (end) {
    case HandOverEnd::Accepted:
        return show(Banner::Kind::Ok, tr("%1 goes on with %2.").arg(name, customer), {});
    case HandOverEnd::Declined:
        return show(Banner::Kind::Warning,
                    tr("%1 cannot take %2 now. It stays with you.").arg(name, customer), tr("Show it"));
    case HandOverEnd::Unanswered:
        return show(Banner::Kind::Warning, tr("%1 has not answered. %2 stays with you.").arg(name, customer),
                    tr("Show it"));
    case HandOverEnd::Withdrawn:
        return show(Banner::Kind::Info, tr("%1 no longer asks you to go on with %2.").arg(name, customer),
                    {});
    case HandOverEnd::Missed:
        return show(Banner::Kind::Info,
                    tr("You did not answer in time: %2 stays with %1.").arg(name, customer), {});
    }
}

} // namespace chat121::ui
