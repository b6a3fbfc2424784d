// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the staff of each department share in the team's log: internal notes, canned replies, and the content
// keys that they are sealed under.
//
// An entry leaves when all members of the team have the newest key and nobody else may know it: else keys go
// first (team_keys.cpp). Who finds an entry whose key is not here keeps it, and asks one colleague's device
// after the other. Notes are kept beside the timelines and put into them where the conversation is known
// here: who takes it later reads what was noted before.
//
// Nothing here is said by the server's word: who has written an entry is signed, and the department of its
// author and of the conversation are compared.
// Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/engine/talk/outbox.h"
#include "client/core/engine/team/team_replies.h"
#include "client/core/engine/team/team_ring.h"

#include <QTimer>

namespace chat121::engine {

class TeamLog final : public QObject, public TeamEntries {
    Q_OBJECT

public:
    TeamLog(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent);

    // After the facts of the teams' logs are known.
    void begin();
    void caughtUp();
    void look(LogId team); // what waits there may go on; silent about other logs
    void groupChanged(const GroupKey &group);
    void dropOld(); // notes that are older than their department keeps what is said

    // How it ended, likewise; in place of an earlier one.
    void wrapUp(ConversationId conversation, const WrapUp &wrap_up);
    void tellTags(); // the most used first
    // The row and the entry, on disk together; then it is on its way.
    void note(ConversationId conversation, const QString &text);
    // The notes of a conversation that is about to be shown, into its timeline.
    void place(ConversationId conversation);
    TeamReplies &replies() { return m_replies; }

    bool mayLeave(LogId team) const override;
    Result<QByteArray> seal(const OutboxEntry &entry) override;
    Result<void> stored(const OutboxEntry &entry, Sequence sequence) override;
    Result<void> givenUp(const OutboxEntry &entry) override;
    Result<bool> acceptEntry(const protocol::Envelope &envelope) override;
    Result<void> acceptContent(const protocol::Envelope &envelope, const Opened &opened) override;
    Result<void> restored(LogId team) override { return m_replies.restored(team); }

Q_SIGNALS:
    // A member of the team asks into a conversation. After the transaction that it came in.
    void joinAsked(chat121::LogId team, const chat121::identity::VerifiedMember &author,
                   const chat121::content::JoinAsk &ask, chat121::UnixTime asked_at);

private:
    bool isInside(LogId team) const;
    std::optional<identity::Department> departmentOf(LogId team) const;
    std::optional<identity::Department> departmentAbout(ConversationId conversation) const;

    // --- keys: team_keys.cpp ---
    Result<TeamRing> ringOf(LogId team) const;
    Result<void> save(LogId team, const TeamRing &ring);
    Result<QSet<DeviceId>> devicesOf(LogId team) const;
    Result<quint64> orderOf(LogId team) const;
    Result<void> prepare(LogId team);
    Result<void> share(LogId team, const TeamRing &ring);
    Result<void> onKeys(const protocol::Envelope &envelope, const Opened &opened,
                        const content::TeamKeys &keys);
    Result<void> onAsk(const protocol::Envelope &envelope, const Opened &opened, const content::TeamAsk &ask);
    void answer(LogId team);
    void askAll();
    Result<bool> ask(LogId team); // whether anything there waits
    Result<void> openLocked(LogId team, int first);

    // --- entries ---
    Result<void> open(const TeamRing &ring, const content::SealedTeamEntry &sealed,
                      const EnvelopeKey &envelope, UnixTime stored_at);
    Result<void> onNote(const identity::VerifiedMember &author, const content::TeamEntry &entry,
                        const content::TeamNote &note, DepartmentId department);
    Result<void> onWrapUp(const identity::VerifiedMember &author, const content::TeamEntry &entry,
                          const content::TeamWrapUp &said, DepartmentId department);
    // False: it is not for this computer, too old, or known.
    Result<bool> keepNote(const identity::VerifiedMember &author, const content::TeamEntry &entry,
                          const content::TeamNote &note, DepartmentId department);
    Result<void> putOwn(const identity::Department &department, const content::TeamEntry &entry,
                        const content::TeamNote &note);
    Result<void> keepWrapUp(const content::TeamEntry &entry, const content::TeamWrapUp &said);
    Result<void> dropWrapUp(const StaffNoteRecord &note);
    void announceLater(ConversationId conversation); // once the transaction has ended
    QList<AccountId> mentionedIn(const QString &text, DepartmentId department) const;
    bool isOld(ConversationId conversation, UnixTime said_at) const;
    Result<void> show(const StaffNoteRecord &note);
    void later(LogId team); // look(), once what arrives now is stored

    Context &m_context;
    Ledger &m_ledger;
    Outbox &m_outbox;
    TeamReplies m_replies;
    QTimer m_ask;
    QHash<DeviceId, std::chrono::milliseconds> m_asked; // steady
    QHash<DeviceId, std::chrono::milliseconds> m_answered;
    QSet<LogId> m_opening;
};

} // namespace chat121::engine
