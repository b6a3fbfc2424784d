// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said about a message after it: other words, that it is to be gone, an emoji. Whose word counts, and
// what the row is then.
//
// Everybody folds the same envelopes in the order of the log, so everybody sees the same rows. Of an edit the
// former words are not kept, of a deletion nothing: a line stands in its place.
// Threads: any. Errors: none; what its author may not say changes nothing.
#pragma once

#include "client/core/models/timeline_row.h"
#include "common/content/content.h"

#include <optional>

namespace chat121::engine {

struct MessageChange {
    Sequence sequence{}; // 0: the person's here, and not stored yet
    AccountId author{};
    QString author_name{};
    QString author_role{};
    content::Content content{}; // an Edit, a Deletion or a Reaction
};

// The message that it is about; nothing: it is no change.
std::optional<MessageId> aboutOf(const content::Item &item);

// False: the row stays as it is.
bool applyTo(TimelineRow &row, const MessageChange &change);

} // namespace chat121::engine
