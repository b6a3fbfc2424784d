// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How often a password was tried for a log-in name, so that nobody guesses. In memory: a restart
// forgives. Names that do not exist count as well, or they could be told apart.
// Owner: the program. Threads: any; a mutex.
#pragma once

#include "common/base/clock.h"

#include <QHash>
#include <QString>

#include <mutex>

namespace chat121::gateway {

class PasswordTries {
public:
    // Counts a try. False: too many within kPasswordTriesPeriod; it must not be made.
    bool mayTry(const QString &login_name, std::chrono::milliseconds now);
    void succeeded(const QString &login_name);

private:
    struct Tries {
        std::chrono::milliseconds first{};
        int count = 0;
    };
    void makeRoom(std::chrono::milliseconds now);

    std::mutex m_mutex;
    QHash<QString, Tries> m_tries; // by the name in folded case
};

} // namespace chat121::gateway
