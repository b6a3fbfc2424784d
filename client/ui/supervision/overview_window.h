// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Departments at a glance, for those who answer for them: live, beside the desk, from what the server knows
// anyway. Nothing that is said in a conversation is in it.
//
// Ownership: borrows the Workspace and the clock. Threads: main. Source: features.md, AD-11.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/widgets/elapsed.h"

#include <QDialog>

class QListView;
class QStackedWidget;

namespace chat121::ui {

class Button;
class DepartmentTable;
class EmptyState;
class MarkedLabel;
class OverviewView;
class PeopleTable;
class Skeleton;

class OverviewWindow final : public QDialog {
    Q_OBJECT

public:
    OverviewWindow(Workspace &workspace, const Clock &clock, QWidget *parent = nullptr);
    ~OverviewWindow() override;

    void reject() override; // it is closed, not only hidden

private:
    void build();
    QWidget *makeTalks();
    void refreshTalks();
    void join(Attendance attendance);
    void refresh();
    void refreshConnection();
    void lookAtTheDay();

    Workspace &m_workspace;
    ElapsedTicker m_ticker;
    DepartmentTable *m_departments;
    PeopleTable *m_people;
    OverviewView *m_department_view = nullptr;
    OverviewView *m_people_view = nullptr;
    QListView *m_talks = nullptr; // that colleagues have
    Button *m_read = nullptr;
    Button *m_join = nullptr;
    MarkedLabel *m_asked = nullptr;
    QStackedWidget *m_faces = nullptr;
    Skeleton *m_loading = nullptr;
    QWidget *m_filled = nullptr;
    EmptyState *m_empty = nullptr;
    MarkedLabel *m_offline = nullptr;
    UnixTime m_day{}; // that the numbers are of
    bool m_is_fitted = false;
};

} // namespace chat121::ui
