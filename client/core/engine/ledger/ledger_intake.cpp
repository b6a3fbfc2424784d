// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the customer of a conversation says before the first words, and the staff's receipt for it: proofs are
// checked here, once, and kept beside what they say. See ledger.h.
#include "client/core/engine/ledger/ledger.h"

#include "client/core/engine/ledger/intake_record.h"
#include "client/core/engine/notices/words.h"

namespace chat121::engine {

Result<void> Ledger::intake(ConversationId id, Sequence sequence, AccountId customer,
                            const content::Intake &said)
{
    TRY_ASSIGN(const auto known, m_context.store.intakes().find(id));
    if (known && said.number < known->number) return success();
    if (!known || said.number > known->number) {
        IntakeRecord record =
            keptIntake(id, customer, said, m_context.identity.anchors(), m_context.clock.now());
        if (known && known->consent == record.consent) {
            record.receipt = known->receipt;
            record.received_by = known->received_by;
            record.received_at = known->received_at;
            record.is_told = known->is_told;
        }
        const bool are_same = known && known->answers == record.answers;
        if (are_same) record.row = known->row;
        record.is_answered = known && known->is_answered;
        if (!are_same && !said.answers.items.isEmpty()) {
            record.row = answersRow(id, said.number);
            TRY(putAnswers(record, sequence, customer));
        }
        TRY(m_context.store.intakes().save(record));
        announce(id);
    }
    if (said.receipt.bytes.isEmpty()) return success();
    TRY_ASSIGN(const QString by, consentReceived(id, said.receipt.bytes));
    Q_UNUSED(by)
    return success();
}

// Above the first words: in the waiting room they come next, and in the group they take the same place.
Result<void> Ledger::putAnswers(const IntakeRecord &record, Sequence sequence, AccountId customer)
{
    const ConversationId id = record.conversation;
    TRY_ASSIGN(const auto known, m_context.store.messages().find(id, record.row));
    if (known) return success();
    const ConversationRecord conversation = recordOr(id);
    const bool is_mine = customer == m_context.identity.account();
    TimelineRow row;
    row.id = record.row;
    row.sequence = is_mine || !sequence.isValid() ? sequence : placeOfPreviews(id, sequence);
    row.author = customer;
    row.sent_at = m_context.clock.now();
    row.is_mine = is_mine;
    row.state = is_mine ? SendState::Sent : SendState::None;
    row.author_name = is_mine                             ? nameOf(m_context.identity.self(), id)
                      : conversation.title.text.isEmpty() ? words::guest(customer)
                                                          : conversation.title.text;
    row.author_role = words::guestRole();
    row.text = words::startAnswers(answersOf(record));
    return put(id, row);
}

Result<void> Ledger::expireAnswers(ConversationId id)
{
    TRY_ASSIGN(IntakeRecord record, intakeRecord(id));
    if (record.row.isZero()) return success();
    TRY_ASSIGN(const auto row, m_context.store.messages().find(id, record.row));
    if (row) return success();
    record.answers = {};
    record.row = {};
    return m_context.store.intakes().save(record);
}

// What was answered before belongs to the conversation that is over.
Result<void> Ledger::setAnswered(ConversationId id, bool is_answered)
{
    TRY_ASSIGN(IntakeRecord record, intakeRecord(id));
    if (record.is_answered == is_answered) return success();
    record.is_answered = is_answered;
    if (!is_answered) record.answers = {};
    if (!is_answered) record.row = {};
    return m_context.store.intakes().save(record);
}

Result<IntakeRecord> Ledger::intakeRecord(ConversationId id) const
{
    TRY_ASSIGN(const auto record, m_context.store.intakes().find(id));
    if (record) return *record;
    IntakeRecord nothing;
    nothing.conversation = id;
    return nothing;
}

Result<void> Ledger::intakeSaid(ConversationId id, Sequence sequence, const MessageId &message)
{
    TRY_ASSIGN(auto record, m_context.store.intakes().find(id));
    if (!record || record->version == 0 || record->is_told) return success();
    record->is_told = true;
    TRY(m_context.store.intakes().save(*record));
    const int version = static_cast<int>(record->version);
    const QString name = m_context.identity.isStaff() ? titleOf(recordOr(id)) : QString();
    return notice(id, sequence, message, words::termsAgreed(name, version));
}

Result<content::Intake> Ledger::intakeOf(ConversationId id) const
{
    TRY_ASSIGN(const auto record, m_context.store.intakes().find(id));
    return record ? engine::intakeOf(*record) : content::Intake{};
}

Result<AgreedTerms> Ledger::termsOf(ConversationId id) const
{
    TRY_ASSIGN(const auto record, m_context.store.intakes().find(id));
    if (!record) return AgreedTerms{};
    return AgreedTerms{static_cast<int>(record->version), record->text.text, record->accepted_at,
                       record->received_by.text, record->received_at};
}

Result<content::ConsentReceipt> Ledger::receiveConsent(ConversationId id)
{
    TRY_ASSIGN(const auto record, m_context.store.intakes().find(id));
    const bool is_owed = record && record->version > 0 && record->receipt.bytes.isEmpty();
    const auto consent = is_owed ? consentIn(record->consent.bytes, m_context.identity.anchors())
                                 : Error{Code::NotFound, QString()};
    if (!consent) return content::ConsentReceipt{};
    const QByteArray receipt = encode(identity::signConsentReceipt(
        *consent, m_context.clock.now(), m_context.identity.deviceKey(), m_context.identity.profile().leaf));
    TRY_ASSIGN(const QString by, consentReceived(id, receipt));
    return by.isEmpty() ? content::ConsentReceipt{} : content::ConsentReceipt{receipt};
}

Result<QString> Ledger::consentReceived(ConversationId id, const QByteArray &receipt)
{
    TRY_ASSIGN(auto record, m_context.store.intakes().find(id));
    if (!record || record->version == 0 || !record->receipt.bytes.isEmpty()) return QString();
    const identity::TrustAnchors anchors = m_context.identity.anchors();
    const auto read = [&]() -> Result<identity::VerifiedConsentReceipt> {
        TRY_ASSIGN(const auto consent, consentIn(record->consent.bytes, anchors));
        TRY_ASSIGN(const auto proof, decode<identity::ConsentReceiptProof>(receipt));
        return identity::verifyConsentReceipt(proof, consent, anchors);
    };
    const auto received = read();
    if (!received || !received->author.serves(departmentOf(id))) return QString();
    record->receipt = receipt;
    record->received_by = received->author.name;
    record->received_at = qMin(received->received_at, m_context.clock.now());
    TRY(m_context.store.intakes().save(*record));
    announce(id);
    return received->author.name;
}

} // namespace chat121::engine
