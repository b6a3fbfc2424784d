// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The agent's window: the lists, the conversation, what is known about the customer.
//
// Ownership: borrows the Workspace and the clock. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/desk/desk_panes.h"
#include "client/ui/search/search_pane.h"
#include "client/ui/widgets/elapsed.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

class QVBoxLayout;

namespace chat121::ui {

class Button;
class Banner;
class ContextPane;
class DeskHead;
class DeskLists;
class HandOverStrip;
class OfferStrip;
class OverviewWindow;
class PlainLabel;
class SnoozeBar;
class StatusLine;
class TalkPane;

class DeskWindow final : public QWidget {
    Q_OBJECT

public:
    DeskWindow(Workspace &workspace, const Clock &clock, QWidget *parent = nullptr);

    void open(ConversationId conversation); // the keyboard stays where it is
    void goTo(ConversationId conversation);
    void goToMessage(ConversationId conversation, const MessageId &message);

Q_SIGNALS:
    void schemeWanted(); // switch between light and dark
    void recoveryWordsWanted();
    void devicesWanted();
    void notificationsWanted();
    void removeWanted(); // log out, and remove the data from this computer

private:
    void build(const Clock &clock);
    void buildTalkActions();
    void addKeys();
    void refreshActions();
    void buildAttendance();
    void refreshAttendance();
    void attend(Attendance attendance);
    void refreshEmpty();
    void refreshRoom(Room room);
    void nextPane();
    void focusTalk();
    void inviteCustomers();
    void showOrganisation();
    void showReplies();
    void showOverview();
    void refreshKeyOffer();
    void refreshSetAway();
    void tellOfMention(ConversationId conversation, const QString &by);
    void leave();
    void takeChosen();
    void takeOldest();
    void walk(int step);
    void closeChosen();
    void offerWrapUp(); // of what was closed from here
    void wrapUp(ConversationId conversation);
    void blockCustomer();
    bool mayWrapUp() const;
    void buildHandingOver(QVBoxLayout *column);
    void handOver();
    bool mayHandOver() const;
    void goToQuestion(); // of a colleague
    void tellOfHandOver(ConversationId conversation, HandOverEnd end, const QString &colleague);
    void addColleague();
    void removeMember();
    void confirmErase();
    void showLists();
    void search(SearchPane::Scope scope);
    QList<RosterRow> colleaguesHere() const;
    std::optional<ConversationRow> chosenRow() const;
    // With the same customer, without the chosen one, the newest first; of those that can be read here.
    QList<ConversationRow> othersOfCustomer() const;
    void walkCustomer(int step); // among all of the same customer; 1: to the next older one

    Workspace &m_workspace;
    const Clock &m_clock;
    ElapsedTicker m_ticker;
    ConversationId m_chosen{};
    DeskHead *m_head;
    DeskPanes *m_panes;
    DeskLists *m_lists;
    SearchPane *m_search; // over the lists
    TalkPane *m_talk;
    ContextPane *m_context;
    Banner *m_mentioned; // the reader, in a note
    ConversationId m_mentioned_in{};
    Banner *m_key_offer;      // to save the organisation's key
    Banner *m_set_away;       // by nobody here
    OfferStrip *m_offer;      // who is offered to the reader
    HandOverStrip *m_asked;   // by a colleague, to go on
    HandOverStrip *m_handing; // what is asked about the open conversation
    Banner *m_handed;         // what came of it
    ConversationId m_handed_about{};
    QPointer<OverviewWindow> m_overview; // beside this window, while it is open
    SnoozeBar *m_snooze;                 // about the open conversation
    StatusLine *m_status;
    QWidget *m_footer; // in place of the line to write in
    PlainLabel *m_standing;
    Button *m_take;
    QList<QWidget *> m_member_actions; // shown while the conversation is mine
    QWidget *m_save;
    Button *m_close;
    QWidget *m_return;
    QWidget *m_leave_talk;          // of a colleague's, that the reader has joined
    Button *m_speak;                // in one that the reader only reads
    Button *m_wrap_up;              // of a closed one
    QSet<ConversationId> m_closing; // asked for from here
    Button *m_receipt;              // of one that the reader has erased
    QWidget *m_erase;               // and the reader may erase it everywhere
    QWidget *m_let_go;              // and a colleague is in it
    QWidget *m_hand_over;           // and nobody is asked yet
};

} // namespace chat121::ui
