// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// People with real clients in this process, and the real server as another.
#pragma once

#include "client/core/engine/live_workspace.h"
#include "tests/client/core/engine/tampering_transport.h"
#include "tests/e2e/support/server_process.h"
#include "tests/support/shifted_clock.h"
#include "tests/support/temporary_directory.h"

#include <QtTest>

namespace chat121::test {

class Client {
public:
    // What a person proves to be the one with: of each profile that no key store keeps, and of staff.
    static constexpr auto kPassphrase = "a passphrase for tests";
    static constexpr auto kPassword = "correct horse battery";
    enum class Keeps : quint8 { Passphrase, KeyStore }; // where the key of the profile lies

    // The profile is `home`; the same home again is the same person after a restart.
    explicit Client(const QString &home);
    // The same, whose server is tampered with from the first frame on.
    Client(const QString &home, const std::function<void(Tampering &)> &tamper,
           Keeps keeps = Keeps::Passphrase,
           const crypto::PasswordCost &password_cost = crypto::kUsualStaffCost);

    LiveWorkspace &workspace() { return *m_workspace; }
    Tampering &tampering() { return *m_tampering; }
    ShiftedClock &clock() { return *m_clock; }
    Talk *talk() { return m_workspace->ownTalk(); }
    Talk *first(ConversationListModel *list)
    {
        return list->rowCount() > 0 ? m_workspace->talk(list->at(0).id) : nullptr;
    }

    // Waits for the state in which a person can do something. False after the time is over.
    bool isReady();
    bool isConnected();
    bool joins(const QString &link, const QString &name);
    // The same, but the server's confirmation does not arrive. True when it was on its way.
    bool registersUnheard(const QString &link, const QString &name);
    QString invites(const QString &who); // "staff" or "customers"; the link
    bool sees(Talk *talk, const QString &text, SendState state = SendState::None);
    bool isWarned(const QString &containing);

    QList<Problem> problems; // of all kinds, as they came
    QStringList links;

private:
    bool comesIn(const QString &link, const QString &name, const std::function<bool()> &is_over);

    const std::shared_ptr<Tampering> m_tampering;
    const std::unique_ptr<ShiftedClock> m_clock;
    std::unique_ptr<LiveWorkspace> m_workspace;
};

// An organisation with its founder, on a server of its own.
class Company {
public:
    Company();
    bool opens();
    // Comes in by an invitation for staff and is on duty; null if that fails.
    std::unique_ptr<Client> agent(const QString &name, const std::function<void(Tampering &)> &tamper = {});
    // Comes in by a link for customers; null if that fails.
    std::unique_ptr<Client> guest(const QString &link, const QString &name);
    QString home(const QString &name) const { return m_folder.filePath(name); }
    e2e::ServerProcess &server() { return m_server; }
    Client &founder() { return *m_founder; }
    void founderLeaves() { m_founder.reset(); }
    bool founderReturns();

private:
    TemporaryDirectory m_folder;
    e2e::ServerProcess m_server;
    std::unique_ptr<Client> m_founder;
};

// The guest writes, the agent takes, both are in the group.
bool begins(Client &agent, Client &guest, const QString &words);

// The owner ends a colleague's work here.
bool dismisses(Client &owner, const QString &name);

// What a timeline shows: place, author and text of each row.
QStringList rowsOf(Talk *talk);

} // namespace chat121::test
