// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands behind the gateway: the table of messages and the threads that do their work. Made by
// the program, constant while the gateway runs; everything in it may be used from any thread.
#pragma once

#include "server/store/group_commit.h"
#include "server/store/handler_table.h"
#include "server/store/reader_pool.h"

namespace chat121::gateway {

class DeviceClaims;
class HashLane;

struct Service {
    const store::HandlerTable *table = nullptr;
    const store::Services *services = nullptr;
    store::GroupCommit *writer = nullptr;
    store::ReaderPool *readers = nullptr;
    HashLane *hashes = nullptr;
    DeviceClaims *claims = nullptr;
    const Clock *clock = nullptr;

    // A reader's job: Outcome::reply is "1" when an organisation has been founded.
    store::Verdict<store::Outcome> (*is_set_up)(store::Sql &, UnixTime) = nullptr;
    // A writer's job: the connection of a logged-in session is gone.
    store::Verdict<store::Outcome> (*disconnected)(store::Sql &, const store::Caller &, UnixTime) = nullptr;
};

} // namespace chat121::gateway
