// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The way in: the first screen and the steps behind it, played against a Workspace without a profile.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QStackedWidget>

#include <functional>

namespace chat121::ui {

class ComeBackPage;
class ConsentPage;
class InvitationPage;
class LinkCodePage;
class LinkWaitPage;
class LogInPage;
class LostPasswordPage;
class OwnerPage;
class PassphrasePage;
class RootKeyPage;
class SetUpPage;
class StaffPage;
class StartPage;
class WayInPage;

class FirstRun final : public QStackedWidget {
    Q_OBJECT

public:
    explicit FirstRun(Workspace &workspace, QWidget *parent = nullptr);

    // As if the person had pasted it: the program was started with a link or a file.
    void openInvitation(const QString &link_or_file);
    void offerTryHere(bool is_possible);

    // Somebody has come in, or the profile is locked: nothing that was typed stays, and the first screen
    // is in front.
    void forget();

Q_SIGNALS:
    void tryHereWanted();

private:
    void makePages();
    void connectPages();
    void connectLink();
    void connectRootKey();
    void showStart();
    void showPage(WayInPage *page);
    void showPreview(const InvitationPreview &preview);
    // Asks for a passphrase before `way_in` where no key store answers.
    void goIn(std::function<void()> way_in);

    Workspace &m_workspace;
    StartPage *m_start;
    InvitationPage *m_invitation;
    SetUpPage *m_set_up;
    StaffPage *m_staff;
    ConsentPage *m_consent;
    ComeBackPage *m_come_back;
    LogInPage *m_log_in;
    LostPasswordPage *m_lost_password;
    RootKeyPage *m_root_key;
    OwnerPage *m_owner;
    PassphrasePage *m_passphrase;
    LinkCodePage *m_link_code;
    LinkWaitPage *m_link_wait;
    WayInPage *m_current = nullptr; // the one that tells progress and problems
    WayInPage *m_before_passphrase = nullptr;
    std::function<void()> m_way_in;
};

} // namespace chat121::ui
