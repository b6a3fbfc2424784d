// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One conversation of LiveWorkspace: its rows and facts as the engine tells them.
// Ownership: the workspace's. Threads: main.
#pragma once

#include "client/core/engine/notices/announcer.h"

#include <functional>

namespace chat121::engine {

class Desk;
class Handing;
class Running;

class LiveTalk final : public Talk {
    Q_OBJECT

public:
    // Runs a command in the engine's thread, if a profile is open there.
    using Post = std::function<void(std::function<void(Running &)>)>;

    struct Drafts {
        QString reply;
        QString note;
    };
    LiveTalk(ConversationId id, Post post, const Drafts &drafts, QObject *parent);

    ConversationId id() const override { return m_id; }
    TimelineModel *timeline() override { return &m_timeline; }
    QString title() const override { return m_facts.title; }
    QList<RosterRow> roster() const override { return m_facts.roster; }
    bool isWritable() const override { return m_facts.is_writable; }
    int retentionDays() const override { return m_facts.retention_days; }
    bool isArchived() const override { return m_facts.is_archived; }
    StaffSaving staffSaving() const override { return m_facts.staff_saving; }
    QString region() const override { return m_facts.region; }
    bool isShielded() const override { return m_facts.is_shielded; }
    bool isReadingTold() const override { return m_facts.is_reading_told; }
    bool isTypingTold() const override { return m_facts.is_typing_told; }
    QString notSavedBecause() const override { return m_facts.not_saved_because; }
    bool isSavingTold() const override { return m_facts.is_saving_told; }
    Erasure erasure() const override { return m_facts.erasure; }
    bool isErasable() const override { return m_facts.is_erasable; }
    bool hasReceipt() const override { return m_facts.has_receipt; }

    void say(const QString &text) override;
    void sayAgain(const MessageId &failed) override;
    void answer(const MessageId &message, const QString &text) override;
    void edit(const MessageId &own, const QString &text) override;
    void deleteForAll(const MessageId &own) override;
    void star(const MessageId &message, bool is_starred) override;
    void react(const MessageId &message, const QString &emoji) override;
    void setTyping(bool is_typing) override;
    void markRead() override;
    void fetchOlder() override;
    void reach(const MessageId &message) override;
    QList<LaterMessage> later() const override { return m_facts.later; }
    void sayLater(const QString &text, UnixTime due_at) override;
    void changeLater(const MessageId &id, const QString &text, UnixTime due_at) override;
    void cancelLater(const MessageId &id) override;
    TalkRating rating() const override { return m_facts.rating; }
    void rate(const Rating &rating) override;
    void skipRating() override;
    QString draft() const override { return m_draft; }
    void setDraft(const QString &text) override;
    bool isColleagues() const override { return m_facts.is_others; }
    Attendance attendance() const override { return m_facts.attendance; }
    void attend(Attendance attendance) override;
    void addColleague(AccountId colleague) override;
    void removeMember(AccountId member) override;
    DepartmentId department() const override { return m_facts.department; }
    QString customerName() const override { return m_facts.customer_name; }
    bool isNotable() const override { return m_facts.is_notable; }
    bool areNotesLocked() const override { return m_facts.are_notes_locked; }
    void note(const QString &text) override;
    void wrapUp(const WrapUp &wrap_up) override;
    QString noteDraft() const override { return m_note_draft; }
    void setNoteDraft(const QString &text) override;
    TalkHold hold() const override { return m_facts.hold; }
    void askSafetyWords(AccountId person) override;
    void safetyWordsMatch(AccountId person) override;
    void safetyWordsDiffer(AccountId person) override;
    void sendAnyway(AccountId person) override;
    void saveAsFile(const SaveWish &wish) override;
    void cancelSaving() override;
    TalkConsents consents() const override { return m_facts.consents; }
    AgreedTerms terms() const override { return m_facts.terms; }
    QList<StartAnswer> startAnswers() const override { return m_facts.answers; }
    CustomerContext context() const override { return m_facts.context; }
    void allow(ConsentPurposes purposes) override;
    void askToAllow(ConsentPurposes purposes) override;

    void setPage(const TalkPage &page);
    void setRows(const QList<TimelineRow> &rows); // new ones, and changed ones
    void setFacts(const TalkFacts &facts);

private:
    const ConversationId m_id;
    const Post m_post;
    TimelineModel m_timeline;
    TalkFacts m_facts;
    Sequence m_read_up_to{}; // by the person here
    QString m_draft;
    QString m_note_draft;
};

} // namespace chat121::engine
