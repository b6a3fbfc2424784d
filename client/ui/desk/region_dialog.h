// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the server that this client talks to stands: an owner says so in the organisation's signed document,
// and departments can be bound to it.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

namespace chat121::ui {

class Button;
class FormField;
class MarkedLabel;

class RegionDialog final : public QDialog {
    Q_OBJECT

public:
    explicit RegionDialog(Workspace &workspace, QWidget *parent = nullptr);

private:
    void build();
    void check();
    void save();
    void tell(const Problem &problem);
    int boundDepartments() const; // to the region that the server has now

    Workspace &m_workspace;
    FormField *m_region;
    MarkedLabel *m_bound;
    MarkedLabel *m_problem;
    Button *m_save;
    bool m_is_saving = false;
};

} // namespace chat121::ui
