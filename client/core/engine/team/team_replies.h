// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The canned replies of the departments that the person here serves: on disk as the teams' logs say, and to
// the windows with what the person has changed and the server does not have yet.
//
// A change that is on its way lies in the outbox only: whoever is refused has lost nothing, and what
// colleagues say meanwhile is judged by the same rule (content::TeamReply). What was deleted is remembered
// without its words, so that an older entry that opens later does not bring it back. How often a reply is
// used is counted on this computer and told to nobody. Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/engine/notices/reply_problems.h"
#include "client/core/engine/talk/outbox.h"
#include "client/core/models/canned_reply.h"

#include <QTimer>

namespace chat121::engine {

class TeamReplies final : public QObject {
    Q_OBJECT

public:
    TeamReplies(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent);

    void begin();   // tells the windows what is on disk
    void changed(); // and soon again

    // --- by the person: then cannedReplySaved or cannedReplyRefused ---
    void save(const CannedReply &reply);
    void remove(const CannedReply &reply);
    void use(const ReplyId &reply); // once more

    // --- what the log says; inside of the caller's transaction ---
    Result<void> accept(AccountId author, const content::TeamEntry &entry, DepartmentId department,
                        Sequence sequence);
    Result<void> stored(const OutboxEntry &entry, Sequence sequence);
    void givenUp(const OutboxEntry &entry);
    Result<void> restored(LogId team); // it is read from its beginning, and may have lost its end

Q_SIGNALS:
    void waits(chat121::LogId team); // something is to leave

private:
    std::optional<identity::Department> departmentOf(LogId team) const;
    std::optional<identity::Department> department(DepartmentId id) const;
    Result<QList<CannedReplyRecord>> recordsOf(const identity::Department &department) const;
    Result<ReplyLibrary> library() const;
    CannedReply shown(const CannedReplyRecord &record) const;
    Result<std::optional<ReplyProblem>> put(const CannedReply &reply, bool is_deleted);
    void publish();
    void tell(const ReplyId &reply, const Result<std::optional<ReplyProblem>> &refused);

    Context &m_context;
    Ledger &m_ledger;
    Outbox &m_outbox;
    QTimer m_publishing;
};

} // namespace chat121::engine
