// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The agent's window: the lists, a conversation or several beside each other, what is known about the
// customer.
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

class Banner;
class ContextPane;
class DeskHead;
class DeskLists;
class HandOverStrip;
class OfferStrip;
class OverviewWindow;
class PracticeWindow;
class StatusLine;
class TalkColumn;
class TalkColumns;

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
    void adopt(TalkColumn *column);
    void addKeys();
    void addColumnKeys();
    void showBeside();
    enum class Place : quint8 { Here, Beside };
    void openMine(int number, Place place); // of the list of one's own
    void goBeside(ConversationId conversation);
    void keepColumns();
    TalkColumn *here() const; // where keys work
    void refreshHere();
    void refreshEmpty();
    void refreshRoom(Room room);
    void nextPane();
    void inviteCustomers();
    void showOrganisation();
    void showReplies();
    void showOverview();
    void buildPracticeOffer(QVBoxLayout *column);
    void showPractice();
    void refreshKeyOffer();
    void refreshSetAway();
    void tellOfMention(ConversationId conversation, const QString &by);
    void leave();
    void takeOldest();
    void walk(int step);
    void offerWrapUp(); // of what was closed from here
    void wrapUp(ConversationId conversation);
    void buildHandingOver(QVBoxLayout *column);
    void goToQuestion(); // of a colleague
    void tellOfHandOver(ConversationId conversation, HandOverEnd end, const QString &colleague);
    void showLists();
    void search(SearchPane::Scope scope);
    // With the same customer, without the current one, the newest first; of those that can be read here.
    QList<ConversationRow> othersOfCustomer() const;
    void walkCustomer(int step); // among all of the same customer; 1: to the next older one

    Workspace &m_workspace;
    const Clock &m_clock;
    ElapsedTicker m_ticker;
    DeskHead *m_head;
    DeskPanes *m_panes;
    DeskLists *m_lists;
    SearchPane *m_search; // over the lists
    TalkColumns *m_columns;
    ContextPane *m_context;
    Banner *m_mentioned; // the reader, in a note
    ConversationId m_mentioned_in{};
    Banner *m_key_offer;    // to save the organisation's key
    Banner *m_set_away;     // by nobody here
    OfferStrip *m_offer;    // who is offered to the reader
    HandOverStrip *m_asked; // by a colleague, to go on
    Banner *m_handed;       // what came of it
    ConversationId m_handed_about{};
    Banner *m_practice_offer;            // once, to who is new here
    QPointer<OverviewWindow> m_overview; // beside this window, while it is open
    QPointer<PracticeWindow> m_practice; // likewise
    StatusLine *m_status;
    QSet<ConversationId> m_closing; // asked for from here
};

} // namespace chat121::ui
