// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of a department from a profile (client/core/models/desk_profiles.h): what each would sign, in
// words, before it is signed. What messages or archives it would cost is asked about.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QComboBox;

namespace chat121::ui {

class Button;
class MarkedLabel;
class PlainLabel;

class ProfileDialog final : public QDialog {
    Q_OBJECT

public:
    ProfileDialog(Workspace &workspace, DepartmentId department, QWidget *parent = nullptr);

private:
    void build();
    void refresh();
    void sign();
    void onChanged();
    void tell(const Problem &problem);
    DepartmentInfo department() const; // as it is signed
    DepartmentInfo chosen() const;

    Workspace &m_workspace;
    const DepartmentId m_department;
    QComboBox *m_profile = nullptr;
    PlainLabel *m_words = nullptr;
    MarkedLabel *m_same = nullptr;
    MarkedLabel *m_problem = nullptr;
    Button *m_sign = nullptr;
    bool m_is_signing = false;
};

} // namespace chat121::ui
