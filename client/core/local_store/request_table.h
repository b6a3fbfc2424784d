// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rising request ids, never used twice by this device, also not after a crash: they are reserved on
// disk in blocks of kRequestBlock before the first of a block is handed out.
// Threads: the store's. Errors: local_store.h.
#pragma once

#include "common/base/ids.h"
#include "common/base/result.h"

namespace chat121 {

class Database;

class RequestTable {
public:
    explicit RequestTable(Database &database)
        : m_database(database)
    {
    }

    Result<RequestId> next();

    // No id above this one was ever handed out: LogIn::last_request.
    Result<RequestId> last();

private:
    friend class LocalStore;
    Result<void> load();
    Result<void> reserve();
    void forgetReserved(); // a transaction was undone, perhaps one that reserved

    Database &m_database;
    quint64 m_last = 0;     // handed out
    quint64 m_reserved = 0; // on disk
    bool m_loaded = false;
};

} // namespace chat121
