// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/profile/writing_store.h"

namespace chat121::engine {

namespace {

const QString kWriting = QStringLiteral("writing");

struct WritingNote {
    List<Text<limits::kReactionBytesMax>, limits::kRecentEmojiMax> recent_emoji{};
    auto fields() { return std::tie(recent_emoji); }
};

} // namespace

Result<WritingChoice> loadWriting(LocalStore &store)
{
    TRY_ASSIGN(const auto stored, store.notes().find(kWriting));
    WritingChoice choice;
    if (!stored) return choice;
    const auto note = decode<WritingNote>(stored->value.bytes);
    if (!note) return choice;
    for (const auto &emoji : note->recent_emoji.items)
        choice.recent_emoji.append(emoji.text);
    return choice;
}

Result<void> saveWriting(LocalStore &store, const WritingChoice &choice)
{
    WritingNote note;
    for (const QString &emoji : choice.recent_emoji)
        note.recent_emoji.items.append(Text<limits::kReactionBytesMax>(emoji));
    return store.notes().save({{kWriting}, encode(note)});
}

} // namespace chat121::engine
