// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What arrives: every envelope of every log that this device reads, in order, once.
//
// Plaintext, used-up keys, rows and the log's cursor are saved in one transaction; the server hears
// of it after that. What cannot be opened becomes a line in the timeline and is not an error; only
// the disk can make accept() fail, or an application envelope whose Welcome is still on its way.
//
// Threads: engine.
#pragma once

#include "client/core/engine/talk/outbox.h"
#include "common/protocol/messages/logs.h"

#include <functional>

namespace chat121::engine {

// Waiting rooms and team logs: the staff's side (desk.h). Runs inside of accept()'s transaction.
class StaffLogs {
public:
    virtual ~StaffLogs() = default;
    virtual bool isWaitingRoom(LogId log) const = 0;
    virtual Result<void> acceptWaiting(const protocol::Envelope &envelope) = 0;
};

class KeyLog;

class Inbox final : public QObject, public EnvelopeSink {
    Q_OBJECT

public:
    Inbox(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent);

    void setStaffLogs(StaffLogs *staff) { m_staff = staff; }
    void setTeamEntries(TeamEntries *team) { m_team = team; }
    void setKeyLog(KeyLog *key_log) { m_key_log = key_log; }

    Result<LogPosition> position(LogId log) override;
    Result<void> accept(LogId log, quint64 incarnation, const QList<protocol::Envelope> &envelopes) override;
    Result<void> skip(LogId log, quint64 incarnation, Sequence next, bool is_trimmed) override;
    Result<LogPosition> restored(LogId log, quint64 incarnation) override;

Q_SIGNALS:
    // All after the transaction is on disk.
    void joined(const chat121::GroupKey &group);
    void membershipChanged(const chat121::GroupKey &group);
    void said(chat121::ConversationId conversation, chat121::AccountId author);
    void attended(chat121::ConversationId conversation); // somebody reads, speaks or leaves
    void diverged(const chat121::GroupKey &group);
    void removed(const chat121::GroupKey &group); // this device
    void copied();                                // another copy of this profile has sent with the same keys

private:
    using After = std::function<void()>;

    Result<void> handle(const protocol::Envelope &envelope);
    Result<void> onStrange(const protocol::Envelope &envelope);
    Result<void> onWelcome(const protocol::Envelope &envelope);
    Result<bool> isOwnCommit(const GroupKey &key, const protocol::Envelope &envelope);
    Result<void> onCommit(const protocol::Envelope &envelope);
    Result<void> linesOfEntry(const GroupKey &key);
    Result<void> onApplication(const protocol::Envelope &envelope);
    bool isOwnOfBefore(const protocol::Envelope &envelope, const Error &error) const;
    Result<void> onCopied(const protocol::Envelope &envelope, const Opened &opened);
    bool mayBeFormers(const protocol::Envelope &envelope) const;
    Result<bool> isSaidBefore(const protocol::Envelope &envelope);
    Result<void> onContent(const protocol::Envelope &envelope, const Opened &opened);
    Result<void> onReceipt(const protocol::Envelope &envelope, const Opened &opened,
                           content::Receipt receipt);
    struct Said {
        QString text;
        bool is_fallback = false;
        RowQuote quote;
    };
    Result<void> onText(const protocol::Envelope &envelope, const Opened &opened, const Said &said);
    Result<void> onReply(const protocol::Envelope &envelope, const Opened &opened,
                         const content::Reply &reply);
    Result<void> onChange(const protocol::Envelope &envelope, const Opened &opened);
    Result<void> onProfile(const protocol::Envelope &envelope, const Opened &opened,
                           const content::Profile &profile);
    Result<void> onHandOver(const protocol::Envelope &envelope, const Opened &opened,
                            const content::HandOver &said);
    QString colleagueName(AccountId colleague, const QString &told) const;
    Result<void> onSharedPast(const protocol::Envelope &envelope, const Opened &opened,
                              const content::SharedPast &past);
    Result<bool> showPast(ConversationId id, const content::PastRow &past, const QString &shown_by);
    Result<void> onAttendance(const protocol::Envelope &envelope, const Opened &opened,
                              content::AttendanceSaid said);
    Result<void> onNotice(const protocol::Envelope &envelope, const Opened &opened,
                          const content::Notice &notice);
    Result<void> onConsents(const protocol::Envelope &envelope, const Opened &opened,
                            const content::Consents &consents);
    Result<void> onRating(const protocol::Envelope &envelope, const Opened &opened,
                          const content::Rating &rating);
    Result<void> onConsentQuestion(const protocol::Envelope &envelope, const Opened &opened,
                                   const content::ConsentQuestion &question);
    Result<void> onIntake(const protocol::Envelope &envelope, const Opened &opened,
                          const content::Intake &said);
    Result<void> onConsentReceipt(const protocol::Envelope &envelope, const Opened &opened,
                                  const content::ConsentReceipt &said);
    Result<void> onUnreadable(const protocol::Envelope &envelope, const Error &error);
    Result<void> noteNextGeneration(const protocol::Envelope &envelope);
    Result<void> onTeamUnreadable(const protocol::Envelope &envelope);
    Result<void> onDiverged(const protocol::Envelope &envelope, const QString &line, ProblemKind kind);
    Result<void> checkSeen(const protocol::Envelope &envelope, AccountId author, const Seen &claimed);
    bool readsAllSince(LogId log, Sequence head) const;
    bool isOverByPolicy(const protocol::Envelope &envelope) const;
    Result<bool> isInside(const GroupKey &key) const;
    bool isReady(const protocol::Envelope &envelope) const;
    bool isTooEarly(const GroupKey &welcome) const;
    bool isForOthers(const protocol::Envelope &envelope) const;
    bool areWelcomesRead() const;
    bool isTeam(LogId log) const { return m_context.policy.facts(log).is_team; }
    void warnOnce(const GroupKey &group, ProblemKind kind);

    Context &m_context;
    Ledger &m_ledger;
    Outbox &m_outbox;
    StaffLogs *m_staff = nullptr;
    TeamEntries *m_team = nullptr;
    KeyLog *m_key_log = nullptr;
    QList<After> m_after;
    LogChain m_chain;
    QHash<LogId, Sequence> m_read_before; // on a restored server: what is read a second time
    QSet<GroupKey> m_touched;
    QSet<GroupKey> m_warned;
};

} // namespace chat121::engine
