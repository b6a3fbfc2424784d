// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tells the person of what happens while they look at something else: who waits, more and more urgently until
// somebody takes them; who has written; whose turn it is. What has been dealt with is taken back.
//
// Ownership: child of `window`; borrows Workspace, clock and board. Threads: main.
#pragma once

#include "client/ui/attention/notice_rules.h"
#include "common/base/clock.h"

#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace chat121::ui {

class Notifier final : public QObject {
    Q_OBJECT

public:
    Notifier(Workspace &workspace, const Clock &clock, NoticeBoard &board, QWidget *window);

    // Nothing is told for so long; 0: as chosen. Until the program ends.
    void keepQuiet(std::chrono::minutes span);
    bool isKeptQuiet() const;

    // One to see and hear that it works, as chosen; then the board's shown or failed.
    void tryOut();

    // Is somebody waiting more urgently than told? Asked by itself every few seconds.
    void look();

Q_SIGNALS:
    void wanted(chat121::ConversationId conversation); // not valid: the window

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Told {
        int urgency = 0;
        UnixTime at{};
    };

    void watch();
    void watchDesk();
    void onWaiting(int first, int last);
    void onOffers();
    void onAsked();
    void onHandOverEnd(ConversationId conversation, HandOverEnd end);
    void onMine();
    void forgetGone();
    void onBack(ConversationId conversation);
    void onOwnRows(int first, int count);
    void onStanding();
    void tell(const Occasion &occasion);
    void tellOfWait(const ConversationRow &row, int urgency);
    void withdraw(ConversationId conversation);
    void withdrawAll();
    int minuteOfDay() const;
    Occasion occasionOf(Occasion::Kind kind, const ConversationRow &row) const;

    Workspace &m_workspace;
    const Clock &m_clock;
    NoticeBoard &m_board;
    QWidget *const m_window;
    QTimer m_timer;
    QHash<ConversationId, Told> m_waits; // of the queue
    QHash<ConversationId, int> m_unread; // of mine
    QSet<ConversationId> m_offered;      // to the reader, and told
    QSet<ConversationId> m_asked;        // of the reader by a colleague, likewise
    QSet<ConversationId> m_shown;
    QPointer<TimelineModel> m_own;
    QueueStanding::Step m_step = QueueStanding::Step::NotStarted;
    UnixTime m_quiet_until{};
    bool m_watches_desk = false;
};

} // namespace chat121::ui
