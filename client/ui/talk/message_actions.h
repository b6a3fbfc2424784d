// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person does with messages of the shown conversation: answers, edits, deletes and reacts to them.
// Between the timeline, where it is chosen, the composer, where it is written, and the conversation.
//
// Ownership: borrows timeline and composer, which live as long as the pane that is its parent. Threads: main.
#pragma once

#include "client/core/talk.h"

#include <QPointer>

class QWidget;

namespace chat121::ui {

class Composer;
class TimelineView;

class MessageActions final : public QObject {
    Q_OBJECT

public:
    MessageActions(TimelineView &timeline, Composer &composer, QWidget *pane);

    // Another conversation: what was being answered or edited in the one before is given up.
    void setTalk(Talk *talk);
    void refresh(); // what the person may do here

Q_SIGNALS:
    void reachWanted(const chat121::MessageId &message);
    void said(); // something was written, and is on its way

private:
    void answer(const MessageId &message);
    void edit(const MessageId &own);
    void editLast();
    void askToDelete(const MessageId &own);
    const TimelineRow *rowOf(const MessageId &message) const;

    TimelineView &m_timeline;
    Composer &m_composer;
    QWidget *m_pane;
    QPointer<Talk> m_talk;
};

} // namespace chat121::ui
