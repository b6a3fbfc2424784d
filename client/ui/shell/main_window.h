// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one window of a profile: the way in, then the agent's desk or the customer's conversation.
//
// Ownership: borrows Workspace, Theme and clock. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "common/base/clock.h"

#include <QMainWindow>

class QStackedWidget;
class QVBoxLayout;

namespace chat121::ui {

class Attention;
class Banner;
class EmptyState;
class ErrorState;
class FirstRun;
class HistoryPage;
class NoticeBoard;
class Notifier;
class Theme;
class Tray;
class UnlockPage;

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Workspace &workspace, Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    // The program was started with a link or a file.
    void openInvitation(const QString &link_or_file);
    void offerTryHere(bool is_possible);
    // From then on the person is told of things while they look at something else. Borrows the board.
    void tellThrough(NoticeBoard &board);

Q_SIGNALS:
    void tryHereWanted();

private:
    void refresh();
    void refreshTitle();
    void openWanted();
    void showWarning(const Problem &problem);
    void showOpening();
    void showBroken();
    void makeKeyStorePage();
    void makeHistory(QVBoxLayout *column);
    void refreshHistory();
    void askForWords();
    void showRecoveryWords();
    void showDevices();
    void makeLockedPage();
    bool hasOtherComputer() const;
    QString offLineNote() const;
    void confirmLogOut();
    void refreshOlderCopy();
    void confirmStartAfresh();
    void bringForward(QWidget *page);
    QWidget *makeTalkingPage();
    void switchScheme();
    void confirmErase();
    void showReceipt(const QString &receipt);
    void confirmStartAnew();
    void comeForward(ConversationId conversation);
    void showNotifications();

    Workspace &m_workspace;
    Theme &m_theme;
    const Clock &m_clock;
    Attention *m_attention;
    NoticeBoard *m_board = nullptr;
    Notifier *m_notifier = nullptr;
    Tray *m_tray = nullptr;
    QString m_wanted_invitation; // until the profile is known to be empty
    Banner *m_warning;
    Banner *m_older_copy; // stays until it is dealt with
    QStackedWidget *m_pages;
    FirstRun *m_first_run;
    UnlockPage *m_unlock;
    QWidget *m_opening;
    EmptyState *m_key_store; // it does not answer
    EmptyState *m_locked;    // and the key lies in the key store
    ErrorState *m_broken;
    QWidget *m_talking = nullptr; // the desk or the customer's window
    HistoryPage *m_history = nullptr;
    bool m_has_come_in = false;      // to a new profile, since the program was started
    bool m_is_history_asked = false; // for the words: its page is in front
};

} // namespace chat121::ui
