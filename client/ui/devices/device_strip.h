// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One line about the computers of the account, while there is something to say: a new one was added, or
// this one was removed.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QWidget>

namespace chat121::ui {

class Banner;

class DeviceStrip final : public QWidget {
    Q_OBJECT

public:
    explicit DeviceStrip(Workspace &workspace, QWidget *parent = nullptr);

private:
    void refresh();
    void accept();
    void act();
    void confirmErase();

    Workspace &m_workspace;
    Banner *m_banner;
    OwnDevice m_new; // that the line is about
};

} // namespace chat121::ui
