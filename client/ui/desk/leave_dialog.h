// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The account on this computer: locking it now or by itself; for staff another password, too, and logging
// out, which removes everything.
// Borrows the workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QCheckBox;
class QComboBox;

namespace chat121::ui {

class PlainLabel;

class LeaveDialog final : public QDialog {
    Q_OBJECT

public:
    explicit LeaveDialog(Workspace &workspace, QWidget *parent = nullptr);

    // What the person wants once the dialog is closed.
    enum class Choice : quint8 { Stay, Lock, Practise, LogOut };
    Choice choice() const { return m_choice; }

Q_SIGNALS:
    void notificationsWanted();

private:
    QLayout *makeNoticeRow();
    QLayout *makeTellingRow();
    QLayout *makeLanguagesRow();
    QLayout *makePasswordRow();
    QLayout *makePracticeRow();
    QComboBox *makeTimes();
    void showTimes();
    QString rule() const; // of the organisation; empty: none
    QLayout *makeButtons(QCheckBox *remove);
    void leaveBy(Choice choice);

    Workspace &m_workspace;
    QComboBox *m_times = nullptr;
    PlainLabel *m_rule = nullptr;
    Choice m_choice = Choice::Stay;
};

} // namespace chat121::ui
