// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/talk/message_actions.h"

#include "client/ui/composer/composer.h"
#include "client/ui/timeline/timeline_view.h"
#include "client/ui/widgets/confirm_dialog.h"

namespace chat121::ui {

namespace {

constexpr int kOwnRowsSearched = 500; // further up nobody looks for their last message

} // namespace

MessageActions::MessageActions(TimelineView &timeline, Composer &composer, QWidget *pane)
    : QObject(pane)
    , m_timeline(timeline)
    , m_composer(composer)
    , m_pane(pane)
{
    connect(&timeline, &TimelineView::answerWanted, this, &MessageActions::answer);
    connect(&timeline, &TimelineView::editWanted, this, &MessageActions::edit);
    connect(&timeline, &TimelineView::deletionWanted, this, &MessageActions::askToDelete);
    connect(&timeline, &TimelineView::quoteWanted, this, &MessageActions::reachWanted);
    connect(&timeline, &TimelineView::reactionWanted, this,
            [this](const MessageId &message, const QString &emoji) {
                if (m_talk) m_talk->react(message, emoji);
            });
    connect(&timeline, &TimelineView::starWanted, this, [this](const MessageId &message, bool is_starred) {
        if (m_talk) m_talk->star(message, is_starred);
    });
    connect(&composer, &Composer::editLastWanted, this, &MessageActions::editLast);
    connect(&composer, &Composer::answered, this, [this](const MessageId &message, const QString &text) {
        if (m_talk) m_talk->answer(message, text);
        Q_EMIT said();
    });
    connect(&composer, &Composer::edited, this, [this](const MessageId &own, const QString &text) {
        if (m_talk) m_talk->edit(own, text);
    });
}

void MessageActions::setTalk(Talk *talk)
{
    m_talk = talk;
    refresh();
}

void MessageActions::refresh()
{
    m_timeline.setActing(m_talk && m_talk->isWritable());
}

const TimelineRow *MessageActions::rowOf(const MessageId &message) const
{
    const int row = m_talk ? m_talk->timeline()->rowOf(message) : -1;
    return row < 0 ? nullptr : &m_talk->timeline()->at(row);
}

void MessageActions::answer(const MessageId &message)
{
    const TimelineRow *row = rowOf(message);
    if (row == nullptr) return;
    const QString person = row->is_mine ? tr("yourself") : row->author_name;
    m_composer.setAbout({Composer::About::Kind::Answer, message, person, row->text});
    m_composer.edit()->setFocus(Qt::ShortcutFocusReason);
}

void MessageActions::edit(const MessageId &own)
{
    const TimelineRow *row = rowOf(own);
    if (row == nullptr) return;
    m_composer.setAbout({Composer::About::Kind::Edit, own, {}, row->text});
    m_composer.edit()->setFocus(Qt::ShortcutFocusReason);
}

void MessageActions::editLast()
{
    if (!m_talk) return;
    const TimelineModel &model = *m_talk->timeline();
    for (int row = model.size() - 1; row >= 0 && model.size() - row <= kOwnRowsSearched; --row)
        if (m_timeline.mayEdit(row)) return edit(model.at(row).id);
}

void MessageActions::askToDelete(const MessageId &own)
{
    auto *dialog = new ConfirmDialog(
        {tr("Delete this message for everybody?"),
         tr("Everybody's client removes it and shows a line in its place. Whoever has read it, or keeps a "
            "copy, still has what it said."),
         tr("Keep"), tr("Delete")},
        m_pane);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, talk = m_talk, own] {
        if (talk && talk == m_talk) talk->deleteForAll(own);
    });
    dialog->open();
}

} // namespace chat121::ui
