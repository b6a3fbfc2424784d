// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of a department, for the owner to change: how long messages are kept, whether in archives too,
// when the windows of its staff lock, who of them may save conversations as files, and how much the server is
// shown beside what is sealed. What waits, when it is open
// and what people tell each other have sheets of their own.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QVBoxLayout;

namespace chat121::ui {

class Button;
class MarkedLabel;

class RulesDialog final : public QDialog {
    Q_OBJECT

public:
    explicit RulesDialog(Workspace &workspace, QWidget *parent = nullptr);

    // Whether the person agrees to what another period, or no archive any more, takes away; asked only then.
    static bool agreesToDelete(int days_before, int days, QWidget *parent);
    static bool agreesToForget(bool was_archived, bool is_archived, QWidget *parent);

private:
    void build();
    void makeRoom();
    QWidget *makeForm();
    QLayout *makeButtons();
    QLayout *makeSheets(QWidget *form);
    void addPeriod(int days);
    void addIdle(int minutes);
    void makeRegion(QVBoxLayout *column, QWidget *form);
    void makeShield(QVBoxLayout *column, QWidget *form);
    void showRegions();
    void showPlace();
    void showDepartment();
    void save();
    void onChanged();
    void tell(const Problem &problem);
    void refreshSave();
    DepartmentInfo department() const; // as it is
    DepartmentInfo chosen() const;

    Workspace &m_workspace;
    QComboBox *m_department = nullptr;
    QComboBox *m_period = nullptr;
    QCheckBox *m_archived = nullptr;
    QComboBox *m_idle = nullptr;
    QComboBox *m_region = nullptr;
    MarkedLabel *m_elsewhere = nullptr;
    QComboBox *m_saving = nullptr;
    QCheckBox *m_shielded = nullptr;
    Button *m_save = nullptr;
    QWidgetList m_sheets;
    MarkedLabel *m_saved = nullptr;
    MarkedLabel *m_problem = nullptr;
    bool m_is_saving = false;
};

} // namespace chat121::ui
