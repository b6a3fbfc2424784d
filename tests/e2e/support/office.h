// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An organisation that exists: a server of its own, a founder, and whoever is invited. Everything
// lies in a temporary folder.
//
// Ownership: owns server and folder; people belong to the caller. Threads: the caller's.
#pragma once

#include "tests/e2e/support/person.h"
#include "tests/e2e/support/server_process.h"

#include <QTemporaryDir>

#include <memory>

namespace chat121::e2e {

class Office {
public:
    explicit Office(const QStringList &server_arguments = {});

    // Starts the server and founds the organisation.
    bool opens();
    ServerProcess &server() { return *m_server; }
    Person &founder() { return *m_founder; }
    QString folder(const QString &name) const { return m_folder.filePath(name); }

    // Invited by the founder; nothing if joining failed.
    std::unique_ptr<Person> agent(const QString &name);
    std::unique_ptr<Person> customer(const QString &name, Person::Reading reading = Person::Reading::AtOnce);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<Person> m_founder;
};

} // namespace chat121::e2e
