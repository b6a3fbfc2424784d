// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One message by the Megolm of libolm, to compare with: the older way of encrypting for groups, without
// new keys for the group. Where the library was not installed when the build was configured, there is
// none (megolm_absent.cpp). Threads: one at a time.
#pragma once

#include <cstddef>
#include <memory>

namespace chat121::bench {

class Megolm {
public:
    virtual ~Megolm() = default;

    // Encrypts so many bytes at one device and decrypts them at another.
    virtual void pass(size_t bytes) = 0;
};

// Null: this build has no libolm.
std::unique_ptr<Megolm> makeMegolm();

} // namespace chat121::bench
