// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the programs under test are, and how a person's account on this computer looks to them.
#pragma once

#include <QProcessEnvironment>
#include <QString>

namespace chat121::e2e {

QString programPath(const QString &name); // "chat121-server" -> its path in the build folder

// An environment with its own HOME, XDG folders and no D-Bus, so that nothing of the real user's is
// read or written. Programs then keep their keys under a passphrase.
QProcessEnvironment privateEnvironment(const QString &home);

// Adds what makes a Qt program load the driver plug-in and connect it to `socket`.
void addDriver(QProcessEnvironment &environment, const QString &socket);

} // namespace chat121::e2e
