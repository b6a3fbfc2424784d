// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The languages that the person at the desk speaks: a list to tick, what is chosen first.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QListWidget;

namespace chat121::ui {

class Button;
class MarkedLabel;

class LanguagesDialog final : public QDialog {
    Q_OBJECT

public:
    explicit LanguagesDialog(Workspace &workspace, QWidget *parent = nullptr);

private:
    void build();
    void fill();
    void refresh();
    void save();
    QStringList chosen() const; // what was said before, as it was said, then what is new

    Workspace &m_workspace;
    QListWidget *m_list = nullptr;
    MarkedLabel *m_full = nullptr;
    Button *m_save = nullptr;
};

} // namespace chat121::ui
