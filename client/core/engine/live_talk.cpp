// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/live_talk.h"

#include "client/core/engine/running.h"

#include <algorithm>

namespace chat121::engine {

LiveTalk::LiveTalk(ConversationId id, Post post, const Drafts &drafts, QObject *parent)
    : Talk(parent)
    , m_id(id)
    , m_post(std::move(post))
    , m_draft(drafts.reply)
    , m_note_draft(drafts.note)
{
    m_post([id](Running &running) { running.openTalk(id); });
}

void LiveTalk::say(const QString &text)
{
    if (text.trimmed().isEmpty()) return;
    m_post([id = m_id, text](Running &running) { running.say(id, text); });
}

void LiveTalk::sayAgain(const MessageId &failed)
{
    m_post([id = m_id, failed](Running &running) { running.sayAgain(id, failed); });
}

void LiveTalk::answer(const MessageId &message, const QString &text)
{
    if (text.trimmed().isEmpty()) return;
    m_post([id = m_id, message, text](Running &running) { running.answer(id, message, text); });
}

void LiveTalk::edit(const MessageId &own, const QString &text)
{
    if (text.trimmed().isEmpty()) return;
    m_post([id = m_id, own, text](Running &running) { running.edit(id, own, text); });
}

void LiveTalk::deleteForAll(const MessageId &own)
{
    m_post([id = m_id, own](Running &running) { running.change(id, content::Deletion{own}); });
}

void LiveTalk::star(const MessageId &message, bool is_starred)
{
    m_post([id = m_id, message, is_starred](Running &running) { running.star(id, message, is_starred); });
}

void LiveTalk::react(const MessageId &message, const QString &emoji)
{
    m_post([id = m_id, message, emoji](Running &running) {
        running.change(id, content::Reaction{message, {emoji}});
    });
}

void LiveTalk::setTyping(bool is_typing)
{
    m_post([id = m_id, is_typing](Running &running) { running.setTyping(id, is_typing); });
}

void LiveTalk::markRead()
{
    m_read_up_to = std::max(m_read_up_to, m_timeline.newest());
    m_post([id = m_id](Running &running) { running.markRead(id); });
}

void LiveTalk::fetchOlder()
{
    m_post([id = m_id](Running &running) { running.fetchOlder(id); });
}

void LiveTalk::reach(const MessageId &message)
{
    m_post([id = m_id, message](Running &running) { running.reach(id, message); });
}

void LiveTalk::sayLater(const QString &text, UnixTime due_at)
{
    m_post([id = m_id, text, due_at](Running &running) { running.later().put(id, text, due_at); });
}

void LiveTalk::changeLater(const MessageId &id, const QString &text, UnixTime due_at)
{
    m_post([conversation = m_id, id, text, due_at](Running &running) {
        running.later().change(conversation, id, text, due_at);
    });
}

void LiveTalk::cancelLater(const MessageId &id)
{
    m_post([conversation = m_id, id](Running &running) { running.later().cancel(conversation, id); });
}

void LiveTalk::rate(const Rating &rating)
{
    m_post([id = m_id, rating](Running &running) {
        if (running.guest() != nullptr && running.guest()->conversation() == id)
            running.guest()->rate(rating);
    });
}

void LiveTalk::skipRating()
{
    m_post([id = m_id](Running &running) {
        if (running.guest() != nullptr && running.guest()->conversation() == id)
            running.guest()->skipRating();
    });
}

void LiveTalk::setDraft(const QString &text)
{
    if (m_draft == text) return;
    m_draft = text;
    m_post([id = m_id, text](Running &running) { running.setDraft(id, text); });
}

void LiveTalk::note(const QString &text)
{
    if (text.trimmed().isEmpty()) return;
    m_post([id = m_id, text](Running &running) {
        if (running.team() != nullptr) running.team()->note(id, text);
    });
}

void LiveTalk::wrapUp(const WrapUp &wrap_up)
{
    m_post([id = m_id, wrap_up](Running &running) {
        if (running.team() != nullptr) running.team()->wrapUp(id, wrap_up);
    });
}

void LiveTalk::setNoteDraft(const QString &text)
{
    if (m_note_draft == text) return;
    m_note_draft = text;
    m_post([id = m_id, text](Running &running) { running.setNoteDraft(id, text); });
}

void LiveTalk::addColleague(AccountId colleague)
{
    m_post([id = m_id, colleague](Running &running) {
        if (running.desk() != nullptr) running.desk()->addColleague(id, colleague);
    });
}

void LiveTalk::attend(Attendance attendance)
{
    m_post([id = m_id, attendance](Running &running) {
        if (running.joining() != nullptr) running.joining()->attend(id, attendance);
    });
}

void LiveTalk::removeMember(AccountId member)
{
    m_post([id = m_id, member](Running &running) {
        if (running.desk() != nullptr) running.desk()->removeMember(id, member);
    });
}

void LiveTalk::askSafetyWords(AccountId person)
{
    m_post([id = m_id, person](Running &running) { running.tellSafetyWords(id, person); });
}

void LiveTalk::safetyWordsMatch(AccountId person)
{
    m_post([id = m_id, person](Running &running) {
        running.wordsCompared(id, person, Contacts::Comparison::Match);
    });
}

void LiveTalk::safetyWordsDiffer(AccountId person)
{
    m_post([id = m_id, person](Running &running) {
        running.wordsCompared(id, person, Contacts::Comparison::Mismatch);
    });
}

void LiveTalk::sendAnyway(AccountId person)
{
    m_post([id = m_id, person](Running &running) { running.sendAnyway(id, person); });
}

void LiveTalk::saveAsFile(const SaveWish &wish)
{
    m_post([id = m_id, wish](Running &running) { running.saver().save(id, wish); });
}

void LiveTalk::cancelSaving()
{
    m_post([id = m_id](Running &running) { running.saver().cancel(id); });
}

void LiveTalk::allow(ConsentPurposes purposes)
{
    m_post([id = m_id, purposes](Running &running) {
        if (running.guest() != nullptr && running.guest()->conversation() == id)
            running.guest()->allow(purposes);
    });
}

void LiveTalk::askToAllow(ConsentPurposes purposes)
{
    m_post([id = m_id, purposes](Running &running) {
        if (running.desk() != nullptr) running.desk()->askToAllow(id, purposes);
    });
}

void LiveTalk::setPage(const TalkPage &page)
{
    m_read_up_to = page.read_up_to;
    m_timeline.reset(page.rows, page.read_up_to);
    m_timeline.setHasOlder(page.has_older);
}

// Whoever answers has read what is above; what comes while it is looked at is no news.
void LiveTalk::setRows(const QList<TimelineRow> &rows)
{
    m_timeline.update(rows);
    const bool is_answered = std::any_of(rows.cbegin(), rows.cend(), [](const TimelineRow &row) {
        return row.is_mine && row.kind == RowKind::Message && row.state == SendState::Queued;
    });
    if (is_answered) m_timeline.clearUnread();
    if (m_read_up_to.isValid()) m_timeline.followUnread(m_read_up_to);
}

void LiveTalk::setFacts(const TalkFacts &facts)
{
    const TalkFacts before = std::exchange(m_facts, facts);
    if (facts.erasure == Erasure::Done) m_draft.clear();
    if (facts.erasure == Erasure::Done) m_note_draft.clear();
    if (before.title != facts.title) Q_EMIT titleChanged();
    if (before.roster != facts.roster) Q_EMIT rosterChanged();
    if (before.is_writable != facts.is_writable) Q_EMIT writableChanged();
    if (before.attendance != facts.attendance || before.is_others != facts.is_others)
        Q_EMIT attendanceChanged();
    if (before.hold != facts.hold) Q_EMIT holdChanged();
    const auto start = [](const TalkFacts &of) {
        return std::tie(of.consents, of.terms, of.answers, of.context);
    };
    if (start(before) != start(facts)) Q_EMIT consentsChanged();
    const bool is_notability_new =
        before.is_notable != facts.is_notable || before.are_notes_locked != facts.are_notes_locked;
    if (is_notability_new) Q_EMIT notabilityChanged();
    if (before.later != facts.later) Q_EMIT laterChanged();
    if (before.rating != facts.rating) Q_EMIT ratingChanged();
    const auto rules = [](const TalkFacts &of) {
        return std::tie(of.retention_days, of.is_archived, of.staff_saving, of.region, of.is_shielded,
                        of.is_reading_told, of.is_typing_told, of.not_saved_because, of.is_saving_told);
    };
    const bool are_rules_new = rules(before) != rules(facts);
    if (are_rules_new) Q_EMIT rulesChanged();
    if (before.is_reading_told != facts.is_reading_told) // its rows are shown in another way now
        m_post([id = m_id](Running &running) { running.openTalk(id); });
    const bool is_erasure_new = before.erasure != facts.erasure || before.is_erasable != facts.is_erasable ||
                                before.has_receipt != facts.has_receipt;
    if (is_erasure_new) Q_EMIT erasureChanged();
}

} // namespace chat121::engine
