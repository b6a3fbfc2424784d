// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the customer of a conversation allows. See ledger.h.
#include "client/core/engine/ledger/ledger.h"

#include "client/core/engine/notices/words.h"

namespace chat121::engine {

namespace {

constexpr bool isSame(ConsentPurpose shown, content::ConsentPurpose travels)
{
    return bitOf(shown) == static_cast<ConsentPurposes>(travels);
}

static_assert(isSame(ConsentPurpose::Training, content::ConsentPurpose::Training));
static_assert(isSame(ConsentPurpose::Transcript, content::ConsentPurpose::Transcript));
static_assert(isSame(ConsentPurpose::AiSuggestions, content::ConsentPurpose::AiSuggestions));
static_assert(isSame(ConsentPurpose::Statistics, content::ConsentPurpose::Statistics));
static_assert(isSame(ConsentPurpose::Sharing, content::ConsentPurpose::Sharing));

} // namespace

Result<void> Ledger::consents(ConversationId id, Sequence sequence, const MessageId &message,
                              const content::Consents &said)
{
    ConversationRecord record = recordOr(id);
    ConversationDetails details = detailsOf(record);
    if (said.number <= details.consents_number) return success();

    const bool is_own = !m_context.identity.isStaff();
    const QString name = is_own ? QString() : titleOf(record);
    const auto answered = static_cast<ConsentPurposes>(details.asked & ~said.allowed & said.declined);
    const auto given = static_cast<ConsentPurposes>(said.allowed & ~details.allowed);
    const auto taken = static_cast<ConsentPurposes>(details.allowed & ~said.allowed);
    const auto refused = static_cast<ConsentPurposes>(answered & ~taken);
    details.consents_number = said.number;
    details.allowed = said.allowed;
    details.declined = static_cast<ConsentPurposes>(said.declined & ~said.allowed);
    details.asked = static_cast<ConsentPurposes>(details.asked & ~(said.allowed | said.declined));
    setDetails(record, details);
    TRY(save(record));

    QStringList lines;
    if (const QString names = consentNames(given); !names.isEmpty())
        lines.append(words::consentsGiven(name, names));
    if (const QString names = consentNames(taken); !names.isEmpty())
        lines.append(words::consentsTaken(name, names));
    if (const QString names = consentNames(refused); !names.isEmpty())
        lines.append(words::consentsRefused(name, names));
    return lines.isEmpty() ? success() : notice(id, sequence, message, lines.join(QLatin1Char(' ')));
}

Result<void> Ledger::consentsAsked(ConversationId id, Sequence sequence, const MessageId &message,
                                   ConsentPurposes purposes, const QString &asker)
{
    ConversationRecord record = recordOr(id);
    ConversationDetails details = detailsOf(record);
    const auto news = static_cast<ConsentPurposes>(purposes & ~(details.allowed | details.asked));
    const QString names = consentNames(news);
    if (names.isEmpty()) return success();
    details.asked = static_cast<ConsentPurposes>(details.asked | news);
    setDetails(record, details);
    TRY(save(record));
    if (asker.isEmpty()) return notice(id, sequence, message, words::consentsAskedByMe(names));
    return notice(id, sequence, message,
                  m_context.identity.isStaff() ? words::consentsAskedByOther(asker, names)
                                               : words::consentsAskedOfMe(asker, names));
}

} // namespace chat121::engine
