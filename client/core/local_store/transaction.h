// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A guard: what is written while it lives is one transaction of the local store.
// Ends undone unless commit() said success. Threads: the store's.
#pragma once

#include "common/base/result.h"

namespace chat121 {

class Database;

class Transaction {
public:
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();

    // Everything is on disk when this succeeds; after a failure everything is undone. In a nested
    // one success means only that the outermost may commit. REQUIRES: called at most once
    Result<void> commit();

private:
    friend class LocalStore;
    friend class Database;
    explicit Transaction(Database &database);

    Database *m_database; // nothing: ended
};

} // namespace chat121
