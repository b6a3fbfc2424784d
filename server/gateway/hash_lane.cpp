// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/hash_lane.h"

#include "common/base/limits.h"

namespace chat121::gateway {

namespace {

store::Verdict<store::Outcome> asOutcome(store::Verdict<QByteArray> verdict)
{
    if (!verdict) return verdict.error();
    store::Outcome outcome;
    outcome.reply = *std::move(verdict);
    return outcome;
}

} // namespace

HashLane::HashLane()
{
    m_pool.setMaxThreadCount(limits::kPasswordHashesAtOnce);
}

HashLane::~HashLane()
{
    m_pool.clear();
    m_pool.waitForDone();
}

Result<void> HashLane::submit(const store::Port &port, Work work, store::Done done)
{
    constexpr int kPlaces = limits::kPasswordHashesAtOnce + limits::kPasswordHashesWaitingMax;
    if (m_in_house.fetch_add(1) >= kPlaces) {
        m_in_house.fetch_sub(1);
        return Error{Code::Busy, QStringLiteral("too many passwords are being checked")};
    }
    m_pool.start([this, mailbox = port.mailbox(), work = std::move(work), done = std::move(done)]() mutable {
        store::Completion completion{std::move(done), asOutcome(work())};
        m_in_house.fetch_sub(1);
        mailbox->put({std::move(completion)}, mailbox);
    });
    return success();
}

} // namespace chat121::gateway
