// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/talk/writing_habits.h"

#include "client/ui/composer/composer.h"
#include "client/ui/emoji/emoji_writing.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/timeline/timeline_view.h"

namespace chat121::ui {

WritingHabits::WritingHabits(Workspace &workspace, TalkPane &pane)
    : QObject(&pane)
    , m_workspace(workspace)
    , m_pane(pane)
{
    const auto composers = m_pane.findChildren<Composer *>();
    for (const Composer *composer : composers)
        connect(composer->emoji(), &EmojiWriting::used, this, &WritingHabits::useEmoji);
    const auto timelines = m_pane.findChildren<TimelineView *>();
    for (const TimelineView *timeline : timelines)
        connect(timeline, &TimelineView::emojiUsed, this, &WritingHabits::useEmoji);
    connect(&m_workspace, &Workspace::writingChanged, this, &WritingHabits::refresh);
    refresh();
}

void WritingHabits::refresh()
{
    const WritingChoice choice = m_workspace.writing();
    const auto composers = m_pane.findChildren<Composer *>();
    for (Composer *composer : composers)
        composer->emoji()->setRecent(choice.recent_emoji);
    const auto timelines = m_pane.findChildren<TimelineView *>();
    for (TimelineView *timeline : timelines)
        timeline->setRecentEmoji(choice.recent_emoji);
}

void WritingHabits::useEmoji(const QString &emoji)
{
    WritingChoice choice = m_workspace.writing();
    choice.use(emoji);
    m_workspace.setWriting(choice);
}

} // namespace chat121::ui
