// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who else is in a conversation, how it ends, erasing it, and the departments at a glance. See desk_window.h.
#include "client/ui/desk/desk_window.h"

#include "client/ui/desk/block_dialog.h"
#include "client/ui/desk/people_dialogs.h"
#include "client/ui/desk/wrap_up_dialog.h"
#include "client/ui/erasure/erase_dialog.h"
#include "client/ui/supervision/overview_window.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/theme/button.h"
#include "client/ui/widgets/plain_label.h"

#include <QBoxLayout>
#include <QPointer>

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
    const auto here = chosenRow();
    if (!here || !here->customer.isValid()) return others;
    const QList<ConversationListModel *> models = {m_workspace.mine(), m_workspace.snoozed(),
                                                   m_workspace.closed()};
    for (const ConversationListModel *model : models) {
        for (int place = 0; place < model->rowCount(); ++place) {
            const ConversationRow &row = model->at(place);
            if (row.customer == here->customer && row.id != here->id && row.last_at.ms > 0)
                others.append(row);
        }
    }
    std::sort(others.begin(), others.end(), isNewer);
    return others;
}

void DeskWindow::walkCustomer(int step)
{
    QList<ConversationRow> all = othersOfCustomer();
    const auto here = chosenRow();
    if (!here || all.isEmpty()) return;
    all.append(*here);
    std::sort(all.begin(), all.end(), isNewer);
    const auto isHere = [this](const ConversationRow &row) { return row.id == m_chosen; };
    const qsizetype at = std::find_if(all.cbegin(), all.cend(), isHere) - all.cbegin();
    const qsizetype to = qBound<qsizetype>(0, at + step, all.size() - 1);
    if (to != at) goTo(all.at(to).id);
}

// Members of staff beside me; they can be let go.
QList<RosterRow> DeskWindow::colleaguesHere() const
{
    QList<RosterRow> here;
    const QList<RosterRow> roster = m_talk->talk() ? m_talk->talk()->roster() : QList<RosterRow>();
    for (const RosterRow &person : roster) {
        if (!person.is_me && !person.signed_by.isEmpty()) here.append(person);
    }
    return here;
}

void DeskWindow::addColleague()
{
    Talk *talk = m_talk->talk();
    if (!talk) return;
    QList<PersonDialog::Person> people;
    const QList<Colleague> colleagues = m_workspace.colleagues();
    const QList<RosterRow> roster = talk->roster();
    for (const Colleague &colleague : colleagues) {
        const auto isHere = [&](const RosterRow &person) { return person.account == colleague.account; };
        if (std::any_of(roster.begin(), roster.end(), isHere)) continue;
        people.append(
            {colleague.account, colleague.name, colleague.is_online ? tr("on-line") : tr("not on-line")});
    }
    PersonDialog dialog({tr("Add a colleague"),
                         tr("They read what is written from now on. Everybody sees that they join."),
                         tr("Add"), tr("Nobody else works here yet. Invite a colleague first."),
                         QStringLiteral("colleagueList"), QStringLiteral("addColleagueNowButton")},
                        people, this);
    if (dialog.exec() == QDialog::Accepted && dialog.chosen().isValid()) talk->addColleague(dialog.chosen());
}

void DeskWindow::removeMember()
{
    Talk *talk = m_talk->talk();
    if (!talk) return;
    QList<PersonDialog::Person> people;
    const QList<RosterRow> here = colleaguesHere();
    for (const RosterRow &person : here)
        people.append({person.account, person.name, person.role});
    PersonDialog dialog({tr("Let a colleague go"),
                         tr("They cannot read what is written from now on. Everybody sees that they leave."),
                         tr("Let go"), tr("You are the only one here from your organisation."),
                         QStringLiteral("memberList"), QStringLiteral("removeColleagueNowButton")},
                        people, this);
    if (dialog.exec() == QDialog::Accepted && dialog.chosen().isValid()) talk->removeMember(dialog.chosen());
}

void DeskWindow::closeChosen()
{
    const auto row = chosenRow();
    const bool is_colleagues = m_talk->talk() != nullptr && m_talk->talk()->isColleagues();
    if (!row || row->state != ConversationState::Mine || is_colleagues) return;
    m_closing.insert(m_chosen);
    m_workspace.closeConversation(m_chosen);
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

void DeskWindow::blockCustomer()
{
    if (const auto row = chosenRow()) BlockDialog(m_workspace, *row, this).exec();
}

bool DeskWindow::mayWrapUp() const
{
    const auto row = chosenRow();
    const Talk *talk = m_talk->talk();
    return row && row->state == ConversationState::Closed && talk != nullptr && talk->isNotable();
}

// --- a colleague's conversation that the reader is in -----------------------------------------------

void DeskWindow::buildAttendance()
{
    auto *leave = new IconButton(Icon::Leave, tr("Leave this conversation"), m_talk);
    leave->setObjectName(QStringLiteral("leaveTalkButton"));
    connect(leave, &IconButton::clicked, this, [this] { attend(Attendance::Leaving); });
    m_talk->addHeadWidget(leave);
    m_leave_talk = leave;
    m_speak = new Button(ButtonKind::Primary, tr("Write here"), m_footer);
    m_speak->setObjectName(QStringLiteral("speakButton"));
    m_speak->setAccessibleDescription(tr("Everybody here reads that you take part from then on"));
    connect(m_speak, &Button::clicked, this, [this] { attend(Attendance::Speaking); });
    static_cast<QBoxLayout *>(m_footer->layout())->addWidget(m_speak);
}

void DeskWindow::attend(Attendance attendance)
{
    if (Talk *talk = m_talk->talk()) talk->attend(attendance);
}

// It is the colleague who closes it and gives it back.
void DeskWindow::refreshAttendance()
{
    const Talk *talk = m_talk->talk();
    const bool is_colleagues = talk != nullptr && talk->isColleagues();
    const Attendance attendance = is_colleagues ? talk->attendance() : Attendance::Speaking;
    m_leave_talk->setVisible(is_colleagues && attendance != Attendance::Leaving);
    m_speak->setVisible(attendance == Attendance::Reading);
    if (!is_colleagues) return;
    m_return->hide();
    m_close->hide();
    if (attendance == Attendance::Speaking) return;
    m_footer->show();
    m_standing->setText(attendance == Attendance::Reading
                            ? tr("You read along. Everybody here sees that, and that you do not write.")
                            : tr("You are leaving. Everybody here sees that."));
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

void DeskWindow::confirmErase()
{
    const QPointer<Talk> talk = m_talk->talk();
    if (!talk || !talk->isErasable()) return;
    EraseDialog question({.is_customer = false,
                          .is_everywhere = true,
                          .is_connected = m_workspace.connection().state == ConnectionState::Connected},
                         this);
    question.exec();
    if (talk && question.choice() == EraseDialog::Choice::Everywhere)
        m_workspace.eraseConversation(talk->id());
}

} // namespace chat121::ui
