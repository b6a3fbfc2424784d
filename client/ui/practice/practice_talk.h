// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The conversation that is practised: everything in it stays in memory and is gone with it.
//
// Ownership: its PracticeWorkspace's; borrows the clock. Threads: main.
#pragma once

#include "client/core/talk.h"

namespace chat121::ui {

class PracticeTalk final : public Talk {
    Q_OBJECT

public:
    // Who plays in it, as the reader reads it.
    struct Cast {
        QString me, customer, colleague, organisation, department;
    };

    PracticeTalk(ConversationId id, const Cast &cast, const Clock &clock, QObject *parent);

    ConversationId id() const override { return m_id; }
    TimelineModel *timeline() override { return m_timeline; }
    QString title() const override { return m_cast.customer; }
    QList<RosterRow> roster() const override { return m_roster; }
    bool isWritable() const override { return m_is_open; }
    DepartmentId department() const override { return kDepartment; }
    QString customerName() const override { return m_cast.customer; }
    bool isNotable() const override { return m_is_taken; }
    QString notSavedBecause() const override { return tr("What is practised is not kept, and not saved."); }

    void say(const QString &text) override;
    void sayAgain(const MessageId &failed) override { Q_UNUSED(failed) }
    void edit(const MessageId &own, const QString &text) override;
    void deleteForAll(const MessageId &own) override { m_timeline->remove(own); }
    void star(const MessageId &message, bool is_starred) override;
    void setTyping(bool is_typing) override { Q_UNUSED(is_typing) }
    void markRead() override {}
    void fetchOlder() override {}
    void reach(const MessageId &message) override { Q_EMIT reached(message); }
    QList<LaterMessage> later() const override { return m_later; }
    void sayLater(const QString &text, UnixTime due_at) override;
    void changeLater(const MessageId &id, const QString &text, UnixTime due_at) override;
    void cancelLater(const MessageId &id) override;
    QString draft() const override { return m_draft; }
    void setDraft(const QString &text) override { m_draft = text; }
    void note(const QString &text) override;
    void wrapUp(const WrapUp &wrap_up) override;
    QString noteDraft() const override { return m_note_draft; }
    void setNoteDraft(const QString &text) override { m_note_draft = text; }
    void askSafetyWords(AccountId person) override;
    void addColleague(AccountId colleague) override;
    void removeMember(AccountId member) override;

    // --- what is played ---
    static constexpr AccountId kMe{1}, kCustomer{2}, kColleague{3};
    static constexpr DepartmentId kDepartment{1};
    void hear(const QString &text); // from the customer
    void tell(const QString &line); // what has happened
    void become(bool is_taken, bool is_open);

Q_SIGNALS:
    void said();
    void noted();
    void wrappedUp(const chat121::WrapUp &wrap_up);

private:
    TimelineRow rowOf(AccountId author, const QString &text, RowKind kind);
    RosterRow person(AccountId account, const QString &name, const QString &role) const;

    const ConversationId m_id;
    const Cast m_cast;
    const Clock &m_clock;
    TimelineModel *m_timeline;
    QList<RosterRow> m_roster;
    QList<LaterMessage> m_later;
    QString m_draft, m_note_draft;
    quint64 m_rows = 0; // so far: numbers of messages and places
    bool m_is_taken = false;
    bool m_is_open = false;
};

} // namespace chat121::ui
