// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A seat whose keys are renewed as its client does it, without the random moment before.
//
// Threads: the test's.
#pragma once

#include "client/core/engine/membership/rotation.h"
#include "tests/client/core/engine/talk/reading_seat.h"

#include <cstring>

namespace chat121::test {

// No delay is drawn: what a random moment is good for is not what is tested here.
class NoDelay final : public RandomSource {
public:
    void fill(void *bytes, qsizetype size) override { std::memset(bytes, 0, static_cast<size_t>(size)); }
};

struct Renewing : ReadingSeat {
    Renewing(engine::Identity opened, LocalStore &of, const FakeClock &clock, RandomSource &random)
        : ReadingSeat(std::move(opened), of, clock, random)
        , undelayed{clock,  none,   of,        this->identity, contacts, party,    policy,
                    groups, sealer, committer, connection,     session,  announcer}
        , membership(context, ledger, nullptr)
        , rotation(undelayed, ledger, membership, nullptr)
    {
        QObject::connect(&session, &Session::logCaughtUp, &membership, &engine::Membership::logCaughtUp);
        QObject::connect(&session, &Session::logCaughtUp, &outbox, &engine::Outbox::flush);
        QObject::connect(&membership, &engine::Membership::settled, &outbox, &engine::Outbox::flush);
        QObject::connect(&outbox, &engine::Outbox::wordStored, &rotation, &engine::Rotation::wordStored);
    }

    NoDelay none;
    engine::Context undelayed;
    engine::Membership membership;
    engine::Rotation rotation;
};

} // namespace chat121::test
