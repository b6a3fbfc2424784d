// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Wishes to change who is in a group, carried out one at a time for each log: fetch and check key
// packages, commit, send, merge when the server stored it. After a conflict the log is caught up
// and the wish tried again, at most kCommitTriesMax times.
//
// A commit that was on its way when the program ended is sent again as it was.
// Threads: engine.
#pragma once

#include "client/core/engine/ledger/ledger.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"

#include <functional>

namespace chat121::engine {

struct Wish {
    enum class Kind : quint8 {
        Start,     // the group of a conversation that was taken: `packages` and our other devices
        Add,       // all devices of the staff `account`
        AddOwn,    // those of `devices`, our own, that are not in it yet
        Remove,    // all devices of `account`
        Dismiss,   // those of `account` that may not read any more: contacts.h, isOver
        Expel,     // the device that `removal` signs off; nothing if it is no member
        Refresh,   // fresh keys for everybody, and so a new department key
        EnterTeam, // by external commit; makes the group if the log has none, or none that can be entered
        Return,    // by external commit, in place of a former device; nothing if none is a member
    };
    using Done = std::function<void(const Problem &)>; // empty: it is done

    Kind kind = Kind::Start;
    GroupKey group{};
    QList<QByteArray> packages{};
    AccountId account{};
    Done done{};
    QList<DeviceId> devices{};
    identity::SignedDeviceRemoval removal{};
    int tries = 0;
};

class Membership final : public QObject {
    Q_OBJECT

public:
    Membership(Context &context, Ledger &ledger, QObject *parent);

    void wish(Wish wish);
    // Takes the place of a former device in this conversation's group, if that is still to be done.
    void returnTo(ConversationId conversation);
    bool isWishing(LogId log) const { return m_wishes.contains(log); }

    // After a log-in: what was on its way. Before anything else changes the same groups.
    void resumePending();
    void logCaughtUp(LogId log);
    void connectionLost();

Q_SIGNALS:
    void changed(const chat121::GroupKey &group);
    // Nothing of this log is on its way any more, whatever came of it: words may have waited.
    void settled(chat121::LogId log);
    // A commit of before the start came too late, and nobody wishes it any more.
    void dropped(const chat121::GroupKey &group);

private:
    static constexpr int kLooksBeforeAnew = 2;

    void begin(LogId log);
    bool isElsewhere(LogId log) const;
    void fetchPackages(LogId log, AccountId account);
    void onPackages(LogId log, const Reply<protocol::KeyPackages> &reply);
    QList<QByteArray> checked(const Wish &wish, const protocol::KeyPackages &answer) const;
    void fetchGroupInfo(LogId log);
    void onGroupInfo(LogId log, const Reply<protocol::GroupInfo> &reply);
    bool mayBeginAnew(const GroupKey &unusable) const;
    Result<protocol::Commit> beginAnew(const GroupKey &unusable, RequestId request);
    void notEntered(LogId log, const Error &error);
    void commit(LogId log, const std::function<Result<protocol::Commit>(RequestId)> &make);
    void removeMember(LogId log);
    void expel(LogId log);
    void refresh(LogId log);
    void send(RequestId request, const QByteArray &frame, const protocol::Commit &message);
    void onAnswer(const protocol::Commit &message,
                  const Reply<protocol::Stored, protocol::CommitConflict> &reply);
    void onStored(const protocol::Commit &message, const protocol::Stored &stored);
    void onConflict(const protocol::Commit &message);
    void onRefused(const protocol::Commit &message, const RequestFailure &failure);
    void finish(LogId log, const Problem &problem);
    Result<void> noteTrial(const Wish &wish);
    void settleTrial(const GroupKey &group);

    Context &m_context;
    Ledger &m_ledger;
    QHash<LogId, QList<Wish>> m_wishes; // the first one is being carried out
    QSet<LogId> m_to_retry;             // once the log is caught up
    QSet<LogId> m_returned;             // on this connection: asked, whatever came of it
    QSet<GroupKey> m_tried;             // a wish for others began the time of unconfirmed.h there
};

} // namespace chat121::engine
