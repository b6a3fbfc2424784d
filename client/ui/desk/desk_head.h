// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The strip over the desk: organisation, own status and capacity, what waits, invitations.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/desk/desk_panes.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QSpacerItem;
class QSpinBox;

namespace chat121::ui {

class Badge;
class ElapsedLabel;
class ElapsedTicker;
class IconLabel;
class PlainLabel;

class DeskHead final : public QWidget {
    Q_OBJECT

public:
    DeskHead(Workspace &workspace, ElapsedTicker &ticker, QWidget *parent = nullptr);

    void takeFocus();

    // With little room the lists are behind a button, and the first things go.
    void setRoom(Room room);

Q_SIGNALS:
    void listsWanted();
    void inviteColleagueWanted();
    void inviteCustomersWanted();
    void rulesWanted();
    void organisationWanted();
    void schemeWanted();
    void recoveryWordsWanted();
    void repliesWanted();
    void overviewWanted();
    void devicesWanted();
    void keysWanted();
    void leaveWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addName(QHBoxLayout *row);
    void addDuty(QHBoxLayout *row);
    void addActions(QHBoxLayout *row);
    int load() const; // conversations that the reader has
    void refreshDuty();
    void refreshOwner();
    void hideOutside();
    void refreshWaiting();
    void sendDuty();
    void refreshLate(UnixTime now);

    Workspace &m_workspace;
    ElapsedTicker &m_ticker;
    QSpacerItem *m_start; // the buttons have space around them already, the name has none
    PlainLabel *m_organisation;
    QComboBox *m_duty;
    QSpinBox *m_capacity;
    QWidget *m_lists_button;
    Badge *m_lists_badge;
    PlainLabel *m_waiting;
    IconLabel *m_late;
    ElapsedLabel *m_longest;
    QList<QWidget *> m_outside; // concerns the real account: not shown in practice
    QWidget *m_invite_colleague = nullptr;
    QWidget *m_rules = nullptr;
    QWidget *m_organisation_button = nullptr;
    QWidget *m_keys = nullptr;
    QWidget *m_devices = nullptr;
    QWidget *m_replies = nullptr;
    QWidget *m_overview = nullptr;
    Room m_room = Room::Plenty;
};

} // namespace chat121::ui
