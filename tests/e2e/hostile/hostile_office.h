// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An office behind a hostile server that behaves until it is told otherwise: Frieda has founded it,
// Anna is on duty, customers come and talk with her.
//
// Ownership: owns server, office and Anna; customers belong to the caller. Threads: the caller's.
#pragma once

#include "tests/e2e/hostile/hostile_server.h"
#include "tests/e2e/support/office.h"

namespace chat121::e2e {

struct HostileTalk {
    std::unique_ptr<Person> customer;
    AccountId account{};
    ConversationId id{};
    QString name; // the conversation, as bots write it
};

class HostileOffice {
public:
    HostileOffice();
    bool opens();

    HostileServer &server() { return *m_hostile; }
    Office &office() { return m_office; }
    Person &anna() { return *m_anna; }
    AccountId annas() const { return m_annas; }

    std::unique_ptr<Person> agent(const QString &name) { return m_office.agent(name); }
    // A customer in a conversation with Anna. Nothing is on its way: both have read everything.
    std::optional<HostileTalk> talk(const QString &customer);
    // Both have read "<words>, Anna" and "<words>, customer".
    bool isOpen(HostileTalk &talk, const QString &words);

private:
    Office m_office;
    std::unique_ptr<HostileServer> m_hostile;
    std::unique_ptr<Person> m_anna;
    AccountId m_annas{};
};

// Names of those who can read, sorted.
QStringList readers(Person &person, const QString &conversation = {});
// Waits for a problem or warning that says so.
bool isWarned(Person &person, const QString &containing);
// How often a text stands in the timeline.
qsizetype count(Person &person, const QString &text, const QString &conversation = {});
// A number from the environment, for those who have the time for more; else `usual`.
int attacks(int usual);

} // namespace chat121::e2e
