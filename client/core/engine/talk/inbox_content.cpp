// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What was said in an envelope that opened: words, receipts, names, notices. See inbox.h.
#include "client/core/engine/talk/inbox.h"

#include "client/core/engine/notices/words.h"
#include "client/core/engine/witness/key_log.h"
#include "common/protocol/messages/logs.h"

namespace chat121::engine {

Result<void> Inbox::onContent(const protocol::Envelope &envelope, const Opened &opened)
{
    if (m_key_log != nullptr) TRY(m_key_log->heard(envelope.log, envelope.sequence, opened.content.witness));
    const content::Item &item = opened.content.item;
    if (const auto *text = std::get_if<content::TextMessage>(&item))
        return onText(envelope, opened, {text->text.text, false, {}});
    if (const auto *unknown = std::get_if<content::Unknown>(&item)) {
        const bool is_named = !unknown->fallback.isEmpty();
        return onText(envelope, opened, {is_named ? unknown->fallback : words::unknownContent(), true, {}});
    }
    if (const auto *reply = std::get_if<content::Reply>(&item)) return onReply(envelope, opened, *reply);
    if (aboutOf(item)) return onChange(envelope, opened);
    if (const auto *receipt = std::get_if<content::Receipt>(&item))
        return onReceipt(envelope, opened, *receipt);
    if (const auto *profile = std::get_if<content::Profile>(&item))
        return onProfile(envelope, opened, *profile);
    if (const auto *notice = std::get_if<content::Notice>(&item)) return onNotice(envelope, opened, *notice);
    if (const auto *step = std::get_if<content::HandOver>(&item)) return onHandOver(envelope, opened, *step);
    if (const auto *rating = std::get_if<content::Rating>(&item)) return onRating(envelope, opened, *rating);
    if (const auto *past = std::get_if<content::SharedPast>(&item))
        return onSharedPast(envelope, opened, *past);
    if (const auto *said = std::get_if<content::Attendance>(&item))
        return onAttendance(envelope, opened, static_cast<content::AttendanceSaid>(said->said));
    if (const auto *consents = std::get_if<content::Consents>(&item))
        return onConsents(envelope, opened, *consents);
    if (const auto *question = std::get_if<content::ConsentQuestion>(&item))
        return onConsentQuestion(envelope, opened, *question);
    if (const auto *intake = std::get_if<content::Intake>(&item)) return onIntake(envelope, opened, *intake);
    if (const auto *receipt = std::get_if<content::ConsentReceipt>(&item))
        return onConsentReceipt(envelope, opened, *receipt);
    return success();
}

// Nobody can have received more than they had read when they said so.
Result<void> Inbox::onReceipt(const protocol::Envelope &envelope, const Opened &opened,
                              content::Receipt receipt)
{
    receipt.delivered = std::min(receipt.delivered, opened.seen.sequence);
    receipt.read = std::min(receipt.read, opened.seen.sequence);
    return m_ledger.receipt(envelope.log, opened.author, receipt);
}

// What it answers is shown as it is here; the author's word for it is kept only where it is not.
Result<void> Inbox::onReply(const protocol::Envelope &envelope, const Opened &opened,
                            const content::Reply &reply)
{
    RowQuote quote;
    quote.message = reply.about;
    TRY_ASSIGN(const auto quoted, m_context.store.messages().find(envelope.log, reply.about));
    if (!quoted) quote.claim = excerptOf(reply.excerpt.text);
    return onText(envelope, opened, {reply.text.text, false, quote});
}

// A copy of this profile may have said it, and the archive may have brought what it has come to.
Result<void> Inbox::onChange(const protocol::Envelope &envelope, const Opened &opened)
{
    MessageChange change{envelope.sequence, opened.author.account(),
                         m_ledger.nameOf(opened.author, envelope.log), m_ledger.roleOf(opened.author),
                         opened.content};
    change.content.sent_at = qMin(change.content.sent_at, m_context.clock.now());
    return m_ledger.change(envelope.log, change);
}

Result<void> Inbox::onText(const protocol::Envelope &envelope, const Opened &opened, const Said &what)
{
    const ConversationId id = envelope.log;
    TRY_ASSIGN(const auto known, m_context.store.messages().find(id, opened.content.id));
    if (known && known->author != opened.author.account())
        return m_ledger.line(id, envelope.sequence, 0, words::messageDamaged());
    // Each envelope is read once: the row came here before it, out of the account's archive.
    if (known && known->sequence == envelope.sequence) {
        m_after.append([this, id, author = known->author] { Q_EMIT said(id, author); });
        return success();
    }
    // Said again in a successor group, the id may come a second time; in one group it may not.
    if (known && known->sequence.isValid()) {
        const bool is_allowed = m_ledger.isRepeatAllowed(id, known->sequence, envelope.generation);
        if (!is_allowed) return m_ledger.line(id, envelope.sequence, 0, words::messageReplayed());
        m_after.append([this, id, author = known->author] { Q_EMIT said(id, author); }); // owes a receipt
        return success();
    }

    TimelineRow row;
    row.id = opened.content.id;
    row.sequence = known ? m_ledger.placeOfPreviews(id, envelope.sequence) : envelope.sequence;
    row.author = opened.author.account();
    row.sent_at = qMin(opened.content.sent_at, m_context.clock.now()); // nothing comes from the future
    row.is_mine = row.author == m_context.identity.account();
    row.is_fallback = what.is_fallback;
    row.state = row.is_mine ? SendState::Sent : SendState::None;
    row.author_name = m_ledger.nameOf(opened.author, id);
    row.author_role = m_ledger.roleOf(opened.author);
    row.text = what.text;
    row.quote = what.quote;
    TRY(m_ledger.applyWaiting(id, row));
    TRY(m_ledger.put(id, row));
    m_after.append([this, id, author = row.author] { Q_EMIT said(id, author); });
    return success();
}

Result<void> Inbox::onProfile(const protocol::Envelope &envelope, const Opened &opened,
                              const content::Profile &profile)
{
    ConversationRecord record = m_ledger.recordOr(envelope.log);
    const bool is_guests = opened.author.guest() != nullptr && record.guest == opened.author.account();
    ConversationDetails details = Ledger::detailsOf(record);
    // A member could say an earlier name of the guest's again, signed by the guest (RFC 9750, Section 8.6).
    if (!is_guests || opened.seen.sequence < details.named_after) return success();
    details.named_after = opened.seen.sequence;
    Ledger::setDetails(record, details);
    record.title.text = profile.name.text;
    return m_ledger.save(record);
}

Result<void> Inbox::onNotice(const protocol::Envelope &envelope, const Opened &opened,
                             const content::Notice &notice)
{
    TRY_ASSIGN(const auto known, m_context.store.messages().find(envelope.log, opened.content.id));
    // The row came here before its envelope, out of the account's archive.
    if (known && known->sequence == envelope.sequence) return success();
    if (known) return m_ledger.line(envelope.log, envelope.sequence, 0, words::messageReplayed());
    QString text;
    switch (notice.kind) {
    case content::NoticeKind::Closed:
        text = words::closed();
        break;
    case content::NoticeKind::Reopened:
        text = words::reopened();
        break;
    case content::NoticeKind::Returned:
        text = words::returned();
        break;
    case content::NoticeKind::Saved:
        text =
            words::savedAsFile(m_ledger.nameOf(opened.author, envelope.log), m_ledger.roleOf(opened.author));
        break;
    }
    return m_ledger.notice(envelope.log, envelope.sequence, opened.content.id, text);
}

// Only staff hand over, and only the one who goes on can say that it is so.
Result<void> Inbox::onHandOver(const protocol::Envelope &envelope, const Opened &opened,
                               const content::HandOver &said)
{
    const auto step = static_cast<content::HandOverSaid>(said.step);
    const bool is_done = step == content::HandOverSaid::Done;
    const bool is_authors =
        opened.author.staff() != nullptr && is_done == (said.colleague == opened.author.account());
    if (!is_authors) return success();
    TRY_ASSIGN(const auto known, m_context.store.messages().find(envelope.log, opened.content.id));
    if (known && known->sequence == envelope.sequence) return success(); // came out of the archive
    if (known) return m_ledger.line(envelope.log, envelope.sequence, 0, words::messageReplayed());
    const AccountId self = m_context.identity.account();
    const bool is_own = opened.author.account() == self; // said on another computer of the reader's
    const QString by = is_own ? QString() : m_ledger.nameOf(opened.author, envelope.log);
    const QString to = said.colleague == self ? QString() : colleagueName(said.colleague, said.name.text);
    const QString text = words::handOver(step, by, to);
    if (text.isEmpty()) return success();
    return m_ledger.notice(envelope.log, envelope.sequence, opened.content.id, text);
}

// A customer knows colleagues once they are here.
QString Inbox::colleagueName(AccountId colleague, const QString &told) const
{
    const QString known = m_ledger.nameOf(colleague);
    if (!known.isEmpty()) return known;
    const QString simple = told.simplified();
    return simple.isEmpty() ? words::role(identity::Role::Agent) : simple;
}

// Everybody reads that it is shown; only for whom it is meant takes anything from it.
Result<void> Inbox::onSharedPast(const protocol::Envelope &envelope, const Opened &opened,
                                 const content::SharedPast &past)
{
    const AccountId author = opened.author.account();
    if (opened.author.staff() == nullptr || past.colleague == author) return success();
    TRY_ASSIGN(const auto known, m_context.store.messages().find(envelope.log, opened.content.id));
    if (known && known->sequence == envelope.sequence) return success(); // came out of the archive
    if (known) return m_ledger.line(envelope.log, envelope.sequence, 0, words::messageReplayed());
    const AccountId self = m_context.identity.account();
    const bool is_for_reader = past.colleague == self;
    const QString by = author == self ? QString() : m_ledger.nameOf(opened.author, envelope.log);
    const QString to = is_for_reader ? QString() : colleagueName(past.colleague, past.name.text);
    const auto what = past.is_cut ? words::PastShown::NewestOfIt : words::PastShown::All;
    TRY(m_ledger.notice(envelope.log, envelope.sequence, opened.content.id, words::pastShown(what, by, to)));
    if (!is_for_reader) return success();
    QString newest;
    for (const content::PastRow &row : past.rows.items) {
        TRY_ASSIGN(const bool is_shown, showPast(envelope.log, row, by));
        if (is_shown) newest = row.text.text;
    }
    ConversationRecord record = m_ledger.recordOr(envelope.log);
    if (newest.isEmpty() || !record.preview.text.isEmpty()) return success();
    record.preview = excerptOf(newest);
    return m_ledger.save(record);
}

// Where this device could not read: before the commit that let it in. What it has itself stays as it is, and
// nobody is told what they have said.
Result<bool> Inbox::showPast(ConversationId id, const content::PastRow &past, const QString &shown_by)
{
    const Sequence began = Ledger::detailsOf(m_ledger.recordOr(id)).began;
    const bool is_before = past.sequence.isValid() && past.sequence < began;
    const bool is_mine = past.author == m_context.identity.account();
    if (!is_before || is_mine || past.message.isZero() || past.text.text.isEmpty()) return false;
    TRY_ASSIGN(const auto known, m_context.store.messages().find(id, past.message));
    if (known) return false;
    TimelineRow row;
    row.id = past.message;
    row.sequence = past.sequence;
    row.author = past.author;
    row.sent_at = qMin(past.sent_at, m_context.clock.now());
    row.author_name = past.name.text.simplified();
    row.author_role = words::asShownBy(shown_by);
    row.text = past.text.text;
    TRY(m_ledger.applyWaiting(id, row));
    TRY(m_context.store.messages().put(id, row));
    m_context.announcer.row(id, row);
    return true;
}

// Each of the staff for themselves. Said once more for who has come since, it is no line.
Result<void> Inbox::onAttendance(const protocol::Envelope &envelope, const Opened &opened,
                                 content::AttendanceSaid said)
{
    const ConversationId id = envelope.log;
    const AccountId author = opened.author.account();
    if (opened.author.staff() == nullptr) return success();
    TRY_ASSIGN(const auto known, m_context.store.messages().find(id, opened.content.id));
    if (known && known->sequence == envelope.sequence) return success(); // came out of the archive
    if (known) return m_ledger.line(id, envelope.sequence, 0, words::messageReplayed());
    const bool is_own = author == m_context.identity.account(); // said on another computer of the reader's
    const QString by = is_own ? QString() : m_ledger.nameOf(opened.author, id);
    const QString text = words::attendance(said, by);
    if (text.isEmpty() || m_ledger.attendanceOf(id, author) == said) return success();
    TRY(m_ledger.attends(id, author, said));
    m_after.append([this, id] { Q_EMIT attended(id); });
    return m_ledger.notice(id, envelope.sequence, opened.content.id, text);
}

// Only the customer can allow anything.
Result<void> Inbox::onConsents(const protocol::Envelope &envelope, const Opened &opened,
                               const content::Consents &consents)
{
    const ConversationRecord record = m_ledger.recordOr(envelope.log);
    if (opened.author.guest() == nullptr || record.guest != opened.author.account()) return success();
    return m_ledger.consents(envelope.log, envelope.sequence, opened.content.id, consents);
}

// Only the customer can rate. The line may have come before it, out of the account's archive.
Result<void> Inbox::onRating(const protocol::Envelope &envelope, const Opened &opened,
                             const content::Rating &rating)
{
    const ConversationRecord record = m_ledger.recordOr(envelope.log);
    if (opened.author.guest() == nullptr || record.guest != opened.author.account()) return success();
    TRY_ASSIGN(const auto known, m_context.store.messages().find(envelope.log, opened.content.id));
    if (known && known->sequence != envelope.sequence)
        return m_ledger.line(envelope.log, envelope.sequence, 0, words::messageReplayed());
    return m_ledger.rated(envelope.log, envelope.sequence, opened.content.id, rating);
}

Result<void> Inbox::onConsentQuestion(const protocol::Envelope &envelope, const Opened &opened,
                                      const content::ConsentQuestion &question)
{
    if (opened.author.staff() == nullptr) return success();
    TRY_ASSIGN(const auto known, m_context.store.messages().find(envelope.log, opened.content.id));
    if (known && known->sequence == envelope.sequence) return success(); // came out of the archive
    if (known) return m_ledger.line(envelope.log, envelope.sequence, 0, words::messageReplayed());
    return m_ledger.consentsAsked(envelope.log, envelope.sequence, opened.content.id, question.purposes,
                                  m_ledger.nameOf(opened.author, envelope.log));
}

// Whoever answers signs that the agreement is here, so that both sides can show both signatures.
Result<void> Inbox::onIntake(const protocol::Envelope &envelope, const Opened &opened,
                             const content::Intake &said)
{
    const ConversationId id = envelope.log;
    const ConversationRecord record = m_ledger.recordOr(id);
    if (opened.author.guest() == nullptr || record.guest != opened.author.account()) return success();
    TRY(m_ledger.intake(id, envelope.sequence, opened.author.account(), said));
    TRY(m_ledger.intakeSaid(id, envelope.sequence, opened.content.id));
    if (record.taker != m_context.identity.account()) return success();
    TRY_ASSIGN(const content::ConsentReceipt receipt, m_ledger.receiveConsent(id));
    if (receipt.receipt.bytes.isEmpty()) return success();
    TRY(m_outbox.put(id, Purpose::Receipt, {m_context.newMessageId(), m_context.clock.now(), receipt}));
    m_after.append([this, id] { m_outbox.flush(id); });
    return success();
}

Result<void> Inbox::onConsentReceipt(const protocol::Envelope &envelope, const Opened &opened,
                                     const content::ConsentReceipt &said)
{
    if (opened.author.staff() == nullptr) return success();
    TRY_ASSIGN(const QString by, m_ledger.consentReceived(envelope.log, said.receipt.bytes));
    if (by.isEmpty() || m_context.identity.isStaff()) return success();
    TRY_ASSIGN(const AgreedTerms terms, m_ledger.termsOf(envelope.log));
    return m_ledger.notice(envelope.log, envelope.sequence, opened.content.id,
                           words::termsReceived(by, terms.version));
}

} // namespace chat121::engine
