// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether the server delivers to those who can read, and to nobody else. It learns that from what a commit
// says in clear, and cannot see what is sealed; a committer may have said something else there. So each
// member asks whom it delivers to, after a change of members, after each log-in and once an hour, and
// compares that with the leaves of its group in the same epoch. An answer of another epoch is dropped: the
// commit that is on its way asks again.
//
// What differs is said in the conversation, once for as long as it differs in this way, and when it is over;
// of a team, which has no timeline, as a warning. A client of staff puts it right, as far as its rights go; a
// customer's only says it. Who is not delivered to any more is refused an answer: that is believed once the
// log was read to its end, for a removal may be on its way.
//
// One device of an account in place of another of it is a renewal on its way (entry/renewal.h): the server
// moves what the old one may read, and the group follows.
// What was said lies in the store, so a restart does not say it again.
// Ownership: Running's. Threads: engine. Source: crypto.md, section 3.
#pragma once

#include "client/core/engine/ledger/ledger.h"
#include "common/protocol/messages/delivery.h"

#include <QSet>
#include <QTimer>

namespace chat121::engine {

class RoutingCheck final : public QObject {
    Q_OBJECT

public:
    RoutingCheck(Context &context, Ledger &ledger, QObject *parent);

    void lookAll();       // at all open groups: everything was read, or an hour is over
    void look(LogId log); // soon: who is in its group has changed
    // A log can be compared only when it was read up to its end.
    void logCaughtUp(LogId log);
    void connectionLost();

    // In what a server delivers otherwise than its group says. All empty: in nothing.
    struct Difference {
        QList<protocol::DeviceOf> outside{};       // delivered to, and no readers
        QList<identity::VerifiedMember> cut_off{}; // readers, and not delivered to
        bool is_cut_off = false;                   // this device

        bool isNone() const { return outside.isEmpty() && cut_off.isEmpty() && !is_cut_off; }
    };
    static Difference compare(const QList<protocol::DeviceOf> &routed,
                              const QList<identity::VerifiedMember> &readers);

private:
    bool isReady(const GroupKey &group) const;
    void askAll();
    void ask(const GroupKey &group);
    void onMembers(const GroupKey &group, const Reply<protocol::Members> &reply);
    void onRefused(const GroupKey &group, const RequestFailure &failure);
    void judge(const GroupKey &group, const Difference &difference);
    Result<void> tell(const GroupKey &group, const Difference &difference, const QByteArray &state);
    Result<void> say(const GroupKey &group, const QString &text);
    QStringList sentences(const GroupKey &group, const Difference &difference) const;
    void putRight(const GroupKey &group, const Difference &difference, const QByteArray &state);
    void reroute(const GroupKey &group, const QList<protocol::DeviceOf> &added,
                 const QList<protocol::DeviceOf> &removed, const QByteArray &state);

    Context &m_context;
    Ledger &m_ledger;
    QSet<LogId> m_due;
    QHash<LogId, quint64> m_refused;             // in this epoch; then the log is read to its end
    QSet<LogId> m_differing;                     // looked at again without being told
    QHash<LogId, QByteArray> m_refused_for_good; // the state that this person may not
    QTimer m_soon;
    QTimer m_again;
};

} // namespace chat121::engine
