// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Try it here": a private server on this computer, an organisation in this window and a customer in
// a second one, all in a temporary folder that goes with the program.
//
// Ownership: owns the server and the customer's program; borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QProcess>

namespace chat121::app {

// Whether the server's program lies beside this one.
bool canTryItHere();

class TryItHere final : public QObject {
    Q_OBJECT

public:
    // `folder` is empty and belongs to the demo. The customer's window speaks `language` too.
    TryItHere(Workspace &workspace, const QString &folder, const QString &language = {},
              QObject *parent = nullptr);
    ~TryItHere() override;

    void start();

Q_SIGNALS:
    void failed(const QString &sentence);

private:
    void readServer();
    void advance();
    void startCustomer(const QString &link);

    Workspace &m_workspace;
    const QString m_folder;
    const QString m_language;
    QString m_set_up_link; // until it is opened
    QProcess m_server;
    QProcess m_customer;
    bool m_has_founded = false;
    bool m_has_invited = false;
};

} // namespace chat121::app
