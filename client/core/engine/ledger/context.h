// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every part of an opened profile borrows. Made by Engine, which owns all of it; the parts
// live as long. Threads: engine.
#pragma once

#include "client/core/connection/session.h"
#include "client/core/engine/groups/committer.h"
#include "client/core/engine/groups/sealer.h"
#include "client/core/engine/notices/announcer.h"
#include "client/core/engine/notices/problems.h"
#include "client/core/engine/profile/contacts.h"
#include "common/base/log.h"
#include "common/protocol/messages/answers.h"

namespace chat121::engine {

struct Context {
    const Clock &clock;
    RandomSource &random;
    LocalStore &store;
    Identity &identity;
    Contacts &contacts;
    mls::Party &party;
    LeafPolicy &policy;
    GroupShelf &groups;
    Sealer &sealer;
    Committer &committer;
    Connection &connection;
    Session &session;
    Announcer &announcer;

    void storeFailed(const Error &error) const { Q_EMIT announcer.warned(storeProblem(error)); }
    content::MessageId newMessageId() const
    {
        return *content::MessageId::from(random.bytes(content::MessageId::kSize));
    }
};

// A failure of a request, as the sentence for a person. Network: the line is down.
inline Problem requestProblem(const RequestFailure &failure)
{
    if (failure.code == Code::Network && failure.reason == protocol::Reason::None)
        return problem(ProblemKind::NotConnected);
    return problem(protocol::Refused{{}, failure.code, failure.reason, failure.retry_after_ms});
}

} // namespace chat121::engine
