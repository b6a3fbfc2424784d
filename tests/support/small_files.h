// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a full disk looks like from here: as long as it lives, no file of this process grows beyond `bytes`.
//
// Threads: the test's.
#pragma once

#include <csignal>
#include <sys/resource.h>

namespace chat121::test {

class SmallFiles {
public:
    explicit SmallFiles(rlim_t bytes)
        : m_signal(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallFiles()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    SmallFiles(const SmallFiles &) = delete;
    SmallFiles &operator=(const SmallFiles &) = delete;

private:
    void (*m_signal)(int);
    rlimit m_before{};
};

} // namespace chat121::test
