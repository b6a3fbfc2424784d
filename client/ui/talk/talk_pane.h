// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One conversation as both sides see it: who is here, the timeline, the line to write in.
//
// Shows one Talk at a time, or none. Ownership: borrows the Talk and the clock. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/composer/writing_place.h"
#include "common/base/clock.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QStackedWidget;

namespace chat121::ui {

class Banner;
class Composer;
class EmptyState;
class IconButton;
class LaterStrip;
class MessageActions;
class PlainLabel;
class RosterBar;
class TimelineView;

class TalkPane final : public QWidget {
    Q_OBJECT

public:
    explicit TalkPane(const Clock &clock, QWidget *parent = nullptr);

    // nullptr: the empty face. Keeps the draft of the one before.
    void show(Talk *talk);
    Talk *talk() const { return m_talk; }
    Composer *replyComposer() const { return m_composer; }
    using QWidget::show;

    // The empty face; without an action when that is empty.
    void setEmptyTexts(const QString &title, const QString &sentence, const QString &action = {});
    // Shown in place of the timeline while nobody has said anything.
    void setFirstWords(const QString &title, const QString &sentence);
    // Beside the title, at the end of the head.
    void addHeadWidget(QWidget *widget);
    // Between the timeline and the line to write in, one below the other; whose it is shows and hides it.
    void addFooter(QWidget *footer);
    void setTitleShown(bool is_shown); // the customer has the title above already
    void setCustomers(bool is_customers) { m_is_customers = is_customers; } // who decides what is allowed
    void setBeside(WritingPlace::Beside beside) { m_writing->setBeside(beside); }
    void showConsents();
    void showRoster();                    // who can read this, in full
    void reach(const MessageId &message); // shows it in its context, marked
    void focusEditor();                   // the messages, where nothing can be written
    void showFirstNew();                  // where reading has stopped
    void switchNote();                    // between a reply and a note for colleagues, where both may be
    void holdWriting(bool is_held);       // something else comes first
    void saveAsFile();                    // asks how and where to

Q_SIGNALS:
    void emptyActionClicked();
    void serverKnowledgeWanted(chat121::ConversationId conversation);
    void othersChanged(bool has_others); // somebody beside the reader can read this

private:
    QWidget *makeHead();
    void connectPieces();
    void connectTalk();
    void keepDraft();
    void giveBack(const QString &unsaid);
    void refresh();
    void refreshRules();
    QString savingRule(StaffSaving rule) const;
    void refreshLines();
    void refreshWriting();
    void giveNoteBack(const QString &unnoted);
    void refreshHold();
    void refreshConsents();
    void confirmHold();
    void compareSafetyWords(AccountId person);
    void showReached(const MessageId &message);

    const Clock &m_clock;
    QPointer<Talk> m_talk;
    MessageId m_wanted{}; // is on its way into the timeline
    QTimer m_draft_pause;
    QStackedWidget *m_faces;
    EmptyState *m_empty;
    QStackedWidget *m_lines;
    EmptyState *m_first_words;
    bool m_has_first_words = false;
    QWidget *m_head;
    QHBoxLayout *m_head_row;
    QWidget *m_head_end; // the last that Tab reaches there
    PlainLabel *m_title;
    RosterBar *m_roster;
    PlainLabel *m_retention;
    Banner *m_problem;
    Banner *m_hold;  // why nothing is sent
    Banner *m_asked; // what the customer is asked to allow
    IconButton *m_consents;
    bool m_is_customers = false;
    bool m_is_held = false; // something else comes before writing
    TimelineView *m_timeline;
    QWidget *m_footer_place;
    MessageActions *m_actions;
    LaterStrip *m_later; // what waits to be sent
    WritingPlace *m_writing;
    Composer *m_composer;          // for replies
    QSet<ConversationId> m_noting; // where a note was being written
};

} // namespace chat121::ui
