// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One conversation of the desk with everything that is done with it: who takes it, who comes in, how it ends.
// Every column has its own buttons, lines and editors, so that nothing done in one reaches another one's
// customer. Where it is narrow and others stand beside it, what is done stands in a menu.
//
// Ownership: borrows the Workspace, the clock and the ticker. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/desk/desk_panes.h"
#include "client/ui/theme/icon.h"

#include <QWidget>

#include <optional>

class QMenu;
class QStackedWidget;

namespace chat121::ui {

class Button;
class ElapsedTicker;
class ErrorState;
class HandOverStrip;
class IconButton;
class PlainLabel;
class Skeleton;
class SnoozeBar;
class TalkPane;

class TalkColumn final : public QWidget {
    Q_OBJECT

public:
    enum class Look : quint8 {
        Alone,
        Current, // what keys do, they do here
        Beside,
    };

    TalkColumn(Workspace &workspace, const Clock &clock, ElapsedTicker &ticker, QWidget *parent);

    // The keyboard stays where it is.
    void open(ConversationId conversation);
    // From before a restart: once one of the lists has it.
    void await(ConversationId conversation);
    ConversationId conversation() const { return m_conversation; }
    ConversationId before() const { return m_before; } // what was open here before; not valid: nothing
    TalkPane *pane() const { return m_pane; }
    Talk *talk() const;
    std::optional<ConversationRow> row() const;
    // Nobody else's is shown meanwhile; what is written is kept.
    void leave();

    void setLook(Look look);
    void setRoom(Room room); // of the whole window
    void refresh();

    // As far as it is possible now.
    void take();
    void close();
    void handOver();
    void wrapUp();
    void snooze();
    void saveAsFile();
    void seen(); // the reader has come to it
    void focusTalk();
    bool isAsked() const; // by a colleague, to go on with it
    void focusQuestion();

Q_SIGNALS:
    void endWanted(); // of the column
    void refreshed();
    void closeAsked(chat121::ConversationId conversation);
    void handOverBegun();
    void wrapUpWanted(chat121::ConversationId conversation);
    void serverKnowledgeWanted(chat121::ConversationId conversation);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    // In the head of the conversation.
    struct Action {
        QWidget *button;
        bool is_possible = false;
    };

    void build(const Clock &clock, ElapsedTicker &ticker);
    void buildHead();
    void buildFooter();
    IconButton *addHead(Icon icon, const QString &name, const QString &object, void (TalkColumn::*action)());
    void setPossible(const QWidget *button, bool is_possible);
    void showActions();
    void fillMenu(QMenu *menu);
    void refreshPossible();
    void refreshFooter();
    void refreshFace();
    QString standingWords(const ConversationRow &row, bool is_erased) const;
    bool isTight() const;
    bool mayHandOver() const;
    bool mayWrapUp() const;
    QList<RosterRow> colleaguesHere() const;
    void addColleague();
    void removeMember();
    void returnToQueue();
    void blockCustomer();
    void confirmErase();
    void leaveTalk();
    void attend(Attendance attendance);

    Workspace &m_workspace;
    ConversationId m_conversation{};
    ConversationId m_before{};
    bool m_is_awaited = false;
    Look m_look = Look::Alone;
    Room m_room = Room::Plenty;
    QStackedWidget *m_faces;
    TalkPane *m_pane;
    Skeleton *m_loading;
    ErrorState *m_gone;
    SnoozeBar *m_snooze;
    HandOverStrip *m_handing;
    QList<Action> m_actions;
    QWidget *m_footer; // in place of the line to write in
    PlainLabel *m_standing;
    Button *m_take;
    Button *m_speak;   // in one that the reader only reads
    Button *m_wrap_up; // of a closed one
    Button *m_receipt; // of one that the reader has erased
    IconButton *m_add;
    IconButton *m_let_go; // a colleague is in it
    IconButton *m_hand_over;
    IconButton *m_return;
    IconButton *m_block;
    IconButton *m_save;
    IconButton *m_erase;
    Button *m_close;
    IconButton *m_leave; // of a colleague's, that the reader has joined
    IconButton *m_more;
    IconButton *m_end;
};

} // namespace chat121::ui
