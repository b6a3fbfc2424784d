// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is done with the conversation of a column: who is in it, who goes on, how it ends. See talk_column.h.
#include "client/ui/desk/talk_column.h"

#include "client/ui/desk/block_dialog.h"
#include "client/ui/desk/hand_over_dialog.h"
#include "client/ui/desk/hand_over_strip.h"
#include "client/ui/desk/people_dialogs.h"
#include "client/ui/desk/snooze_bar.h"
#include "client/ui/erasure/erase_dialog.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/theme/button.h"

#include <QPointer>

#include <algorithm>

namespace chat121::ui {

void TalkColumn::focusTalk()
{
    if (m_take->isVisibleTo(this))
        m_take->setFocus(Qt::ShortcutFocusReason);
    else if (m_pane->talk())
        m_pane->focusEditor();
}

void TalkColumn::seen()
{
    m_snooze->seen();
}

void TalkColumn::snooze()
{
    m_snooze->ask();
}

void TalkColumn::saveAsFile()
{
    const auto here = row();
    const bool is_here =
        here && (here->state == ConversationState::Mine || here->state == ConversationState::Closed);
    if (is_here) m_pane->saveAsFile();
}

// --- who goes on ----------------------------------------------------------------------------------

void TalkColumn::take()
{
    if (const auto here = row(); here && here->state == ConversationState::Waiting)
        m_workspace.take(m_conversation);
}

void TalkColumn::returnToQueue()
{
    m_workspace.returnToQueue(m_conversation);
}

bool TalkColumn::mayHandOver() const
{
    const auto here = row();
    return here && here->state == ConversationState::Mine && here->is_taken_here &&
           here->hand_over_until == UnixTime{};
}

void TalkColumn::handOver()
{
    if (!mayHandOver()) return;
    Q_EMIT handOverBegun();
    HandOverDialog(m_workspace, *row(), this).exec();
}

bool TalkColumn::isAsked() const
{
    return m_handing->isAsking();
}

void TalkColumn::focusQuestion()
{
    m_handing->takeFocus();
}

// --- who else is in it ----------------------------------------------------------------------------

// Members of staff beside the reader; they can be let go.
QList<RosterRow> TalkColumn::colleaguesHere() const
{
    QList<RosterRow> here;
    const QList<RosterRow> roster = m_pane->talk() ? m_pane->talk()->roster() : QList<RosterRow>();
    for (const RosterRow &person : roster) {
        if (!person.is_me && !person.signed_by.isEmpty()) here.append(person);
    }
    return here;
}

void TalkColumn::addColleague()
{
    const QPointer<Talk> talk = m_pane->talk();
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
    const bool is_chosen = dialog.exec() == QDialog::Accepted && dialog.chosen().isValid();
    if (is_chosen && talk) talk->addColleague(dialog.chosen());
}

void TalkColumn::removeMember()
{
    const QPointer<Talk> talk = m_pane->talk();
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
    const bool is_chosen = dialog.exec() == QDialog::Accepted && dialog.chosen().isValid();
    if (is_chosen && talk) talk->removeMember(dialog.chosen());
}

void TalkColumn::blockCustomer()
{
    if (const auto here = row()) BlockDialog(m_workspace, *here, this).exec();
}

void TalkColumn::attend(Attendance attendance)
{
    if (Talk *talk = m_pane->talk()) talk->attend(attendance);
}

void TalkColumn::leaveTalk()
{
    attend(Attendance::Leaving);
}

// --- how it ends ----------------------------------------------------------------------------------

void TalkColumn::close()
{
    const auto here = row();
    const bool is_colleagues = m_pane->talk() != nullptr && m_pane->talk()->isColleagues();
    if (!here || here->state != ConversationState::Mine || is_colleagues) return;
    Q_EMIT closeAsked(m_conversation);
    m_workspace.closeConversation(m_conversation);
}

bool TalkColumn::mayWrapUp() const
{
    const auto here = row();
    const Talk *talk = m_pane->talk();
    return here && here->state == ConversationState::Closed && talk != nullptr && talk->isNotable();
}

void TalkColumn::wrapUp()
{
    if (mayWrapUp()) Q_EMIT wrapUpWanted(m_conversation);
}

void TalkColumn::confirmErase()
{
    const QPointer<Talk> talk = m_pane->talk();
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
