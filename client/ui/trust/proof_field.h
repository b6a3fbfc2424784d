// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asks for what proves that the person is the one whose computer this is: its passphrase, or the account's
// password. Who has neither sees nothing of it; the button that stands beside it is the confirmation then.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QWidget>

namespace chat121::ui {

class PasswordField;

class ProofField final : public QWidget {
    Q_OBJECT

public:
    explicit ProofField(Workspace &workspace, QWidget *parent = nullptr);

    // Asks anew. False: there is nothing to type.
    bool start();
    // Whether there is something to take; if it is missing, the person is told.
    bool check();
    // What was typed, which is not kept; nothing if it is missing, and the person is told.
    std::optional<QString> take();

Q_SIGNALS:
    void submitted(); // Enter

private:
    Workspace &m_workspace;
    PasswordField *m_field;
};

} // namespace chat121::ui
