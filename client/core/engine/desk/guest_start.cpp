// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the customer agrees to and allows, and when somebody is there. See guest.h.
#include "client/core/engine/desk/guest.h"

#include "client/core/engine/desk/start_questions.h"
#include "client/core/engine/ledger/intake_record.h"
#include "client/core/engine/notices/words.h"
#include "common/base/text.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace chat121::engine {

constexpr qsizetype kAnswersBytesMax =
    limits::kStartQuestionsMax * (limits::kQuestionBytesMax + limits::kAnswerBytesMax + 8) +
    limits::kLanguageBytesMax + limits::kTimeZoneBytesMax + limits::kPageBytesMax;
static_assert(limits::kTextBytesMax + limits::kConsentProofBytesMax + kAnswersBytesMax +
                      limits::kKeyPackageBytesMax + 1024 <
                  identity::Opening::kBytesMax,
              "the first words bring what stands above them");

// --- before the first words -----------------------------------------------------------------------

bool Guest::isBeginning() const
{
    const ConversationRecord record = m_ledger.recordOr(conversation());
    return !Ledger::detailsOf(record).is_started || record.state == protocol::ConversationState::Closed;
}

// Of a line that stands behind what is here, and above what is said next.
Sequence Guest::placeNow() const
{
    const auto cursor = m_context.store.logs().find(conversation());
    return cursor && *cursor && (*cursor)->head.isValid() ? (*cursor)->head : Sequence{1};
}

// Not in the middle of a conversation: what its first words were said under holds until it is closed.
Terms Guest::termsDue() const
{
    const DepartmentId id = m_context.identity.profile().department;
    const auto department = m_context.identity.organisation().department(id);
    if (!department || !department->policy.consent.isAsked() || !isBeginning()) return {};
    const identity::ConsentText &asked = department->policy.consent;
    const auto agreed = m_ledger.termsOf(conversation());
    const int version = static_cast<int>(asked.version);
    const bool is_agreed = agreed && agreed->version == version && agreed->text == asked.text.text;
    return is_agreed ? Terms{} : Terms{version, asked.text.text, agreed && agreed->isAgreed()};
}

void Guest::agree(const Terms &terms)
{
    if (terms != termsDue() || !terms.isAsked()) return announceStanding(); // they have changed meanwhile
    const ConversationId id = conversation();
    const UnixTime now = m_context.clock.now();
    const auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(content::Intake said, m_ledger.intakeOf(id));
        const identity::ConsentText text{static_cast<quint32>(terms.version), terms.text};
        said.number = qMax(said.number + 1, static_cast<quint64>(qMax<qint64>(0, now.ms)));
        said.consent =
            signConsent(m_context.identity.profile(), m_context.identity.profile().department, text, now);
        said.receipt = {};
        TRY(m_ledger.intake(id, placeNow(), m_context.identity.account(), said));
        TRY(m_ledger.intakeSaid(id, placeNow(), m_context.newMessageId()));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) return m_context.storeFailed(saved.error());
    m_ledger.announce(id);
    announceStanding();
    m_outbox.flush(id);
}

QList<AskedQuestion> Guest::questionsDue() const
{
    const auto department =
        m_context.identity.organisation().department(m_context.identity.profile().department);
    const auto record = m_ledger.intakeRecord(conversation());
    if (!department || !isBeginning() || !record || record->is_answered) return {};
    return askedIn(QStringList{language()} + QLocale().uiLanguages(), department->policy.questions);
}

void Guest::answer(const QList<StartAnswer> &answers)
{
    if (questionsDue().isEmpty()) return announceStanding();
    const ConversationId id = conversation();
    const auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(content::Intake said, m_ledger.intakeOf(id));
        const qint64 now = qMax<qint64>(0, m_context.clock.now().ms);
        said.number = qMax(said.number + 1, static_cast<quint64>(now));
        said.answers = saidAnswers(answers);
        TRY(m_ledger.intake(id, placeNow(), m_context.identity.account(), said));
        TRY(m_ledger.setAnswered(id, true));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) return m_context.storeFailed(saved.error());
    m_ledger.announce(id);
    announceStanding();
    m_outbox.flush(id);
}

// Of this computer, and of the place where the invitation stood.
CustomerContext Guest::offer() const
{
    CustomerContext offer;
    offer.language = language();
    offer.zone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    const auto page = m_context.store.notes().find(QString::fromLatin1(kPageNote));
    if (page && *page) offer.page = QString::fromUtf8((*page)->value.bytes);
    return offer;
}

void Guest::offerContext(bool is_offered)
{
    const ConversationId id = conversation();
    const CustomerContext shown = is_offered ? offer() : CustomerContext{};
    const auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(content::Intake said, m_ledger.intakeOf(id));
        const qint64 now = qMax<qint64>(0, m_context.clock.now().ms);
        said.number = qMax(said.number + 1, static_cast<quint64>(now));
        said.context.language.text = cutToBytes(shown.language, limits::kLanguageBytesMax);
        said.context.zone.text = cutToBytes(shown.zone, limits::kTimeZoneBytesMax);
        said.context.page.text = cutToBytes(shown.page, limits::kPageBytesMax);
        TRY(m_ledger.intake(id, placeNow(), m_context.identity.account(), said));
        TRY(putIntake());
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) return m_context.storeFailed(saved.error());
    m_ledger.announce(id);
    announceStanding();
    m_outbox.flush(id);
}

// The first words of a wait bring what stands above them: there is no group yet to say it in.
Result<QByteArray> Guest::contentOf(const OutboxEntry &entry) const
{
    TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(conversation()));
    TRY_ASSIGN(content::Intake intake, m_ledger.intakeOf(conversation()));
    const bool is_first = std::none_of(entries.cbegin(), entries.cend(), [](const OutboxEntry &other) {
        return purposeOf(other) == Purpose::InWaitingRoom;
    });
    const bool says_something = !intake.consent.bytes.isEmpty() || !intake.answers.items.isEmpty() ||
                                intake.context != content::CustomerContext{};
    if (!is_first || !says_something) return entry.content.bytes;
    TRY_ASSIGN(content::Content content, content::decodeContent(entry.content.bytes));
    content::FirstWords first;
    if (const auto *text = std::get_if<content::TextMessage>(&content.item)) first.text = text->text;
    if (const auto *reply = std::get_if<content::Reply>(&content.item)) first.text = reply->text;
    intake.receipt = {};
    first.intake = intake;
    content.item = first;
    return content::encodeContent(content, words::fallbackOf(content.item, {}));
}

// For whoever is new in the group.
Result<void> Guest::putIntake()
{
    const ConversationDetails details = Ledger::detailsOf(m_ledger.recordOr(conversation()));
    const bool is_heard = m_ledger.isMember(conversation()) && !details.is_group_over;
    TRY_ASSIGN(const content::Intake intake, m_ledger.intakeOf(conversation()));
    if (!is_heard || intake.number == 0) return success();
    return m_outbox.put(conversation(), Purpose::Receipt,
                        {m_context.newMessageId(), m_context.clock.now(), intake});
}

// --- what is allowed ------------------------------------------------------------------------------

void Guest::allow(content::ConsentPurposes purposes)
{
    const ConversationId id = conversation();
    const ConversationDetails details = Ledger::detailsOf(m_ledger.recordOr(id));
    const auto now = static_cast<quint64>(qMax<qint64>(0, m_context.clock.now().ms));
    content::Consents said;
    said.number = qMax(details.consents_number + 1, now); // also after what an earlier device has said
    said.allowed = purposes;
    said.declined = static_cast<content::ConsentPurposes>((details.declined | details.asked) & ~purposes);
    const auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(const auto cursor, m_context.store.logs().find(id));
        TRY(m_ledger.consents(id, cursor ? cursor->head : Sequence{}, m_context.newMessageId(), said));
        TRY(putConsents());
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) return m_context.storeFailed(saved.error());
    m_outbox.flush(id);
}

// Nothing without a group: it is said to whoever takes the conversation.
Result<void> Guest::putConsents()
{
    const ConversationDetails details = Ledger::detailsOf(m_ledger.recordOr(conversation()));
    const bool is_heard = m_ledger.isMember(conversation()) && !details.is_group_over;
    if (!is_heard || details.consents_number == 0) return success();
    const content::Consents said{details.consents_number, details.allowed, details.declined,
                                 consentWording(details.allowed)};
    return m_outbox.put(conversation(), Purpose::Receipt,
                        {m_context.newMessageId(), m_context.clock.now(), said});
}

// --- when somebody is there -----------------------------------------------------------------------

Opening Guest::opening() const
{
    const auto department =
        m_context.identity.organisation().department(m_context.identity.profile().department);
    return department ? openingOf(department->policy.hours, m_context.clock.now()) : Opening{};
}

// Of what it was, or of the words for it: tomorrow becomes today.
void Guest::lookAtHours()
{
    if (m_opening.is_closed || opening() != m_opening || termsDue() != m_terms ||
        questionsDue() != m_questions)
        announceStanding();
}

} // namespace chat121::engine
