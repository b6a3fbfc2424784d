// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How customers rate their conversations. See ledger.h.
#include "client/core/engine/ledger/ledger.h"

#include "client/core/engine/notices/words.h"

namespace chat121::engine {

namespace {

constexpr bool isSound(const content::Rating &rating)
{
    return rating.stars >= 1 && rating.stars <= limits::kRatingStarsMax;
}

} // namespace

Result<RatingRecord> Ledger::ratingRecordOr(ConversationId id) const
{
    TRY_ASSIGN(const auto known, m_context.store.ratings().find(id));
    if (known) return *known;
    RatingRecord record;
    record.conversation = id;
    return record;
}

// The customer's own conversation has come to its end: each end is asked about once.
Result<void> Ledger::askForRating(ConversationId id)
{
    RatingRecord record;
    record.conversation = id;
    record.closed_at = m_context.clock.now();
    TRY_ASSIGN(const auto known, m_context.store.ratings().find(id));
    if (known) record.sequence = known->sequence; // what was said before stays said
    TRY(m_context.store.ratings().save(record));
    announce(id);
    return success();
}

Result<void> Ledger::ratingSaid(ConversationId id, RatingStep step)
{
    TRY_ASSIGN(RatingRecord record, ratingRecordOr(id));
    switch (step) {
    case RatingStep::Skipped:
        record.is_skipped = true;
        break;
    case RatingStep::Leaving:
        record.is_leaving = true;
        record.is_skipped = false;
        break;
    case RatingStep::GivenUp: // the server takes none any more
        record.is_leaving = false;
        record.closed_at = {};
        break;
    }
    TRY(m_context.store.ratings().save(record));
    announce(id);
    return success();
}

// The last one in the log counts; what was read before is no news.
Result<void> Ledger::rated(ConversationId id, Sequence sequence, const MessageId &message,
                           const content::Rating &rating)
{
    TRY_ASSIGN(RatingRecord record, ratingRecordOr(id));
    if (!isSound(rating) || record.sequence >= sequence) return success();
    const QString remark = rating.remark.text.simplified();
    record.stars = rating.stars;
    record.remark = remark;
    record.rated_at = m_context.clock.now();
    record.sequence = sequence;
    record.given = static_cast<quint8>(qMin(record.given + 1, limits::kAfterwordsMax));
    record.is_leaving = false;
    TRY(m_context.store.ratings().save(record));
    const QString name = m_context.identity.isStaff() ? titleOf(recordOr(id)) : QString();
    TRY(notice(id, sequence, message, words::rated(name, {rating.stars, remark})));
    announce(id);
    return success();
}

Result<void> Ledger::expireRating(ConversationId id, UnixTime oldest_kept)
{
    TRY_ASSIGN(const auto known, m_context.store.ratings().find(id));
    if (!known || known->stars == 0 || known->rated_at >= oldest_kept) return success();
    TRY(m_context.store.ratings().remove(id));
    announce(id);
    return success();
}

TalkRating Ledger::rating(ConversationId id) const
{
    TalkRating rating;
    const auto known = m_context.store.ratings().find(id);
    if (!known || !*known) return rating;
    const RatingRecord &record = **known;
    rating.given = {record.stars, record.remark.text};
    rating.is_leaving = record.is_leaving;
    const bool is_over = recordOr(id).state == protocol::ConversationState::Closed;
    const bool is_in_time = m_context.clock.now() - record.closed_at < limits::kAfterwordTime;
    rating.is_open = !m_context.identity.isStaff() && is_over && is_in_time && !record.is_leaving &&
                     record.given < limits::kAfterwordsMax && m_erasures.find(id) == nullptr && isMember(id);
    rating.is_asked = rating.is_open && record.stars == 0 && !record.is_skipped;
    return rating;
}

} // namespace chat121::engine
