// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/ledger/message_change.h"

#include "client/core/engine/notices/words.h"
#include "common/base/emoji.h"
#include "common/base/limits.h"

#include <algorithm>

namespace chat121::engine {

namespace {

// Nobody else's words, whoever asks: neither staff a customer's nor the other way round.
bool isOwnWord(const TimelineRow &row, const MessageChange &change)
{
    return row.kind == RowKind::Message && row.author.isValid() && row.author == change.author;
}

bool edit(TimelineRow &row, const MessageChange &change, const QString &text)
{
    if (!isOwnWord(row, change) || text.trimmed().isEmpty() || text == row.text) return false;
    row.text = text;
    row.edited_at = change.content.sent_at;
    row.is_fallback = false;
    return true;
}

bool erase(TimelineRow &row, const MessageChange &change)
{
    if (!isOwnWord(row, change)) return false;
    row.text = words::messageDeleted(row.is_mine ? QString() : row.author_name, row.author_role);
    row.kind = RowKind::System;
    row.state = SendState::None;
    row.is_mine = false;
    row.is_fallback = false;
    row.quote = {};
    row.edited_at = {};
    row.reactions.clear();
    row.is_starred = false;
    return true;
}

bool isRoomFor(const QList<RowReaction> &reactions, const QString &emoji)
{
    QStringList kinds;
    for (const RowReaction &reaction : reactions)
        if (!kinds.contains(reaction.emoji)) kinds.append(reaction.emoji);
    return reactions.size() < limits::kReactionsMax &&
           (kinds.contains(emoji) || kinds.size() < limits::kReactionKindsMax);
}

bool react(TimelineRow &row, const MessageChange &change, const QString &emoji)
{
    if (row.kind != RowKind::Message || (!emoji.isEmpty() && !isEmoji(emoji))) return false;
    QList<RowReaction> reactions = row.reactions;
    const auto own = std::find_if(reactions.begin(), reactions.end(), [&](const RowReaction &reaction) {
        return reaction.account == change.author;
    });
    if (own == reactions.end() ? emoji.isEmpty() : own->emoji == emoji) return false;
    if (own != reactions.end()) reactions.erase(own);
    if (!emoji.isEmpty()) {
        if (!isRoomFor(reactions, emoji)) return false;
        reactions.append({change.author, change.author_name, emoji});
    }
    row.reactions = reactions;
    return true;
}

} // namespace

std::optional<MessageId> aboutOf(const content::Item &item)
{
    if (const auto *edit = std::get_if<content::Edit>(&item)) return edit->about;
    if (const auto *deletion = std::get_if<content::Deletion>(&item)) return deletion->about;
    if (const auto *reaction = std::get_if<content::Reaction>(&item)) return reaction->about;
    return std::nullopt;
}

bool applyTo(TimelineRow &row, const MessageChange &change)
{
    const content::Item &item = change.content.item;
    if (const auto *said = std::get_if<content::Edit>(&item)) return edit(row, change, said->text.text);
    if (std::holds_alternative<content::Deletion>(item)) return erase(row, change);
    if (const auto *said = std::get_if<content::Reaction>(&item)) return react(row, change, said->emoji.text);
    return false;
}

} // namespace chat121::engine
