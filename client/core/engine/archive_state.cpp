// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/archive_state.h"

namespace chat121::engine {

ArchiveState ArchiveState::clone() const
{
    ArchiveState copy;
    copy.version = version;
    copy.words = words.clone();
    copy.keyring = keyring.clone();
    copy.former = former;
    copy.is_noted = is_noted;
    copy.log = log;
    copy.incarnation = incarnation;
    copy.writer = writer;
    copy.stored = stored;
    copy.top = top;
    copy.start = start;
    copy.low = low;
    copy.at = at;
    copy.writers = writers;
    copy.damaged = damaged;
    copy.missing = missing;
    return copy;
}

Result<std::optional<ArchiveState>> loadArchiveState(LocalStore &store, QLatin1StringView note)
{
    TRY_ASSIGN(auto record, store.notes().find(QString(note)));
    if (!record) return std::optional<ArchiveState>();
    auto state = decode<ArchiveState>(record->value.bytes);
    crypto::wipe(record->value.bytes);
    if (!state) return state.error();
    return std::optional<ArchiveState>(*std::move(state));
}

Result<void> saveArchiveState(LocalStore &store, QLatin1StringView note, const ArchiveState &state)
{
    NoteRecord record{{QString(note)}, {encode(state)}};
    auto saved = store.notes().save(record);
    crypto::wipe(record.value.bytes);
    return saved;
}

} // namespace chat121::engine
