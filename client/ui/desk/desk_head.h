// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The strip over the desk: organisation, own status and capacity, what waits, invitations.
#pragma once

#include "client/core/workspace.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QSpinBox;

namespace chat121::ui {

class ElapsedLabel;
class ElapsedTicker;
class PlainLabel;

class DeskHead final : public QWidget {
    Q_OBJECT

public:
    DeskHead(Workspace &workspace, ElapsedTicker &ticker, QWidget *parent = nullptr);

Q_SIGNALS:
    void inviteColleagueWanted();
    void inviteCustomersWanted();
    void schemeWanted();
    void keysWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addDuty(QHBoxLayout *row);
    void addActions(QHBoxLayout *row);
    void refreshDuty();
    void refreshWaiting();
    void sendDuty();

    Workspace &m_workspace;
    PlainLabel *m_organisation;
    QComboBox *m_duty;
    QSpinBox *m_capacity;
    PlainLabel *m_load;
    PlainLabel *m_waiting;
    ElapsedLabel *m_longest;
    QWidget *m_invite_colleague = nullptr;
};

} // namespace chat121::ui
