// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Talk that is played by hand: a test sets what the windows see and reads what they ask for.
#pragma once

#include "client/core/talk.h"

namespace chat121::test {

class PlayedTalk final : public Talk {
    Q_OBJECT

public:
    explicit PlayedTalk(ConversationId id, QObject *parent = nullptr)
        : Talk(parent)
        , m_id(id)
        , m_timeline(new TimelineModel(this))
    {
    }

    ConversationId id() const override { return m_id; }
    TimelineModel *timeline() override { return m_timeline; }
    QString title() const override { return m_title; }
    QList<RosterRow> roster() const override { return m_roster; }
    bool isWritable() const override { return m_is_writable; }
    int retentionDays() const override { return m_retention_days; }
    bool isArchived() const override { return m_is_archived; }
    StaffSaving staffSaving() const override { return m_staff_saving; }
    QString region() const override { return m_region; }
    bool isShielded() const override { return m_is_shielded; }
    bool isReadingTold() const override { return m_is_reading_told; }
    bool isTypingTold() const override { return m_is_typing_told; }
    DepartmentId department() const override { return in_department; }
    QString customerName() const override { return customer_name; }
    Erasure erasure() const override { return m_erasure; }
    bool isErasable() const override { return m_is_erasable; }
    bool hasReceipt() const override { return m_has_receipt; }
    bool isNotable() const override { return m_is_notable; }
    bool areNotesLocked() const override { return m_are_notes_locked; }
    void note(const QString &text) override { noted.append(text); }
    QList<LaterMessage> later() const override { return m_later; }
    void sayLater(const QString &text, UnixTime due_at) override
    {
        put_off.append({{}, text, due_at, false});
    }
    void changeLater(const MessageId &id, const QString &text, UnixTime due_at) override
    {
        changed_later.append({id, text, due_at, false});
    }
    void cancelLater(const MessageId &id) override { cancelled_later.append(id); }
    void setLater(const QList<LaterMessage> &later)
    {
        m_later = later;
        Q_EMIT laterChanged();
    }
    void wrapUp(const WrapUp &wrap_up) override { wrap_ups.append(wrap_up); }
    TalkRating rating() const override { return m_rating; }
    void rate(const Rating &rating) override { ratings.append(rating); }
    void skipRating() override { ++ratings_skipped; }
    void setRating(const TalkRating &rating)
    {
        m_rating = rating;
        Q_EMIT ratingChanged();
    }
    QString noteDraft() const override { return m_note_draft; }
    void setNoteDraft(const QString &text) override { m_note_draft = text; }
    void setNotable(bool is_notable, bool are_locked = false)
    {
        m_is_notable = is_notable;
        m_are_notes_locked = are_locked;
        Q_EMIT notabilityChanged();
    }
    bool isColleagues() const override { return m_is_colleagues; }
    Attendance attendance() const override { return m_attendance; }
    void attend(Attendance attendance) override { attended.append(attendance); }
    void setColleagues(bool is_colleagues, Attendance attendance)
    {
        m_is_colleagues = is_colleagues;
        m_attendance = attendance;
        m_is_writable = attendance == Attendance::Speaking;
        Q_EMIT attendanceChanged();
        Q_EMIT writableChanged();
    }
    void say(const QString &text) override { said.append(text); }
    void sayAgain(const MessageId &) override { ++said_again; }
    void answer(const MessageId &message, const QString &text) override { answers.append({message, text}); }
    void edit(const MessageId &own, const QString &text) override { edits.append({own, text}); }
    void star(const MessageId &message, bool is_starred) override
    {
        (is_starred ? starred : unstarred).append(message);
    }
    void deleteForAll(const MessageId &own) override { deleted.append(own); }
    void react(const MessageId &message, const QString &emoji) override
    {
        reactions.append({message, emoji});
    }
    void setTyping(bool is_typing) override { typing = is_typing; }
    void markRead() override { ++read_marks; }
    void fetchOlder() override { ++older_wanted; }
    void reach(const MessageId &message) override
    {
        reached_for.append(message);
        Q_EMIT reached(message);
    }
    QString draft() const override { return m_draft; }
    void setDraft(const QString &text) override { m_draft = text; }
    void addColleague(AccountId colleague) override { added.append(colleague); }
    void removeMember(AccountId member) override { removed.append(member); }

    TalkHold hold() const override { return m_hold; }
    void askSafetyWords(AccountId person) override
    {
        if (!is_silent) Q_EMIT safetyWordsTold(person, safety_words);
    }
    void safetyWordsMatch(AccountId person) override { matched.append(person); }
    void safetyWordsDiffer(AccountId person) override { differed.append(person); }
    void sendAnyway(AccountId person) override { confirmed.append(person); }

    QString notSavedBecause() const override { return m_not_saved_because; }
    bool isSavingTold() const override { return is_saving_told; }
    void saveAsFile(const SaveWish &wish) override { wishes.append(wish); }
    void cancelSaving() override { ++saving_cancelled; }
    TalkConsents consents() const override { return m_consents; }
    void allow(ConsentPurposes purposes) override { allowed.append(purposes); }
    void askToAllow(ConsentPurposes purposes) override { asked.append(purposes); }
    AgreedTerms terms() const override { return m_terms; }
    QList<StartAnswer> startAnswers() const override { return m_start_answers; }
    CustomerContext context() const override { return m_context; }
    void setTerms(const AgreedTerms &terms)
    {
        m_terms = terms;
        Q_EMIT consentsChanged();
    }
    void setStart(const CustomerContext &context, const QList<StartAnswer> &given)
    {
        m_context = context;
        m_start_answers = given;
        Q_EMIT consentsChanged();
    }
    void setConsents(const TalkConsents &consents)
    {
        m_consents = consents;
        Q_EMIT consentsChanged();
    }

    void play(const QString &title, const QList<RosterRow> &roster, bool is_writable);
    void forbidSaving(const QString &why)
    {
        m_not_saved_because = why;
        Q_EMIT rulesChanged();
    }
    void setArchived(bool is_archived)
    {
        m_is_archived = is_archived;
        Q_EMIT rulesChanged();
    }
    void setStaffSaving(StaffSaving rule)
    {
        m_staff_saving = rule;
        Q_EMIT rulesChanged();
    }
    void setRegion(const QString &region)
    {
        m_region = region;
        Q_EMIT rulesChanged();
    }
    void setShielded(bool is_shielded)
    {
        m_is_shielded = is_shielded;
        Q_EMIT rulesChanged();
    }
    void setTold(bool is_reading_told, bool is_typing_told)
    {
        m_is_reading_told = is_reading_told;
        m_is_typing_told = is_typing_told;
        Q_EMIT rulesChanged();
    }
    void setErasure(Erasure erasure, bool is_erasable, bool has_receipt = false)
    {
        m_erasure = erasure;
        m_is_erasable = is_erasable;
        m_has_receipt = has_receipt;
        Q_EMIT erasureChanged();
    }
    void setRetentionDays(int days)
    {
        m_retention_days = days;
        Q_EMIT rulesChanged();
    }

    void setHold(const TalkHold &hold)
    {
        m_hold = hold;
        Q_EMIT holdChanged();
    }

    QList<SaveWish> wishes;
    QList<WrapUp> wrap_ups;
    QList<Rating> ratings;
    int ratings_skipped = 0;
    QList<LaterMessage> put_off, changed_later;
    QList<MessageId> cancelled_later;
    QList<Attendance> attended; // what was asked for
    QStringList said, noted, safety_words;
    DepartmentId in_department{1};
    QString customer_name;
    QList<AccountId> added, removed, matched, differed, confirmed;
    QList<ConsentPurposes> allowed, asked;
    QList<MessageId> reached_for, deleted, starred, unstarred;
    QList<std::pair<MessageId, QString>> answers, edits, reactions;
    bool typing = false, is_silent = false, is_saving_told = false;
    int saving_cancelled = 0, said_again = 0, read_marks = 0, older_wanted = 0;

private:
    const ConversationId m_id;
    bool m_is_notable = false, m_are_notes_locked = false;
    QString m_note_draft;
    QList<LaterMessage> m_later;
    TalkRating m_rating;
    TimelineModel *m_timeline;
    TalkConsents m_consents;
    AgreedTerms m_terms;
    QList<StartAnswer> m_start_answers;
    CustomerContext m_context;
    QString m_title;
    QString m_draft;
    QList<RosterRow> m_roster;
    bool m_is_colleagues = false;
    Attendance m_attendance = Attendance::Speaking;
    bool m_is_writable = false;
    TalkHold m_hold;
    int m_retention_days = 0;
    bool m_is_archived = true;
    StaffSaving m_staff_saving = StaffSaving::Everybody;
    QString m_region;
    bool m_is_shielded = false;
    bool m_is_reading_told = true;
    bool m_is_typing_told = true;
    QString m_not_saved_because;
    Erasure m_erasure = Erasure::None;
    bool m_is_erasable = false;
    bool m_has_receipt = false;
};

} // namespace chat121::test
