// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/history/archive_state.h"

#include <algorithm>

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
    copy.erased = erased;
    copy.emptied = emptied;
    return copy;
}

namespace {

QString factsNote(ConversationId conversation)
{
    return QStringLiteral("archived %1").arg(conversation.value);
}

QString readsNote(ConversationId conversation)
{
    return QStringLiteral("archived read %1").arg(conversation.value);
}

constexpr qsizetype kFactsKept = 50; // of one conversation; the oldest ones are said again by no device

} // namespace

Result<QList<FixedBytes<16>>> archivedFacts(LocalStore &store, ConversationId conversation)
{
    TRY_ASSIGN(const auto note, store.notes().find(factsNote(conversation)));
    QList<FixedBytes<16>> facts;
    const QByteArrayView bytes = note ? QByteArrayView(note->value.bytes) : QByteArrayView();
    for (qsizetype at = 0; at + 16 <= bytes.size(); at += 16)
        facts.append(*FixedBytes<16>::from(bytes.sliced(at, 16)));
    return facts;
}

Result<void> addArchivedFacts(LocalStore &store, ConversationId conversation, const FixedBytes<16> &entry)
{
    TRY_ASSIGN(QList<FixedBytes<16>> facts, archivedFacts(store, conversation));
    if (facts.contains(entry)) return success();
    facts.append(entry);
    if (facts.size() > kFactsKept) facts.removeFirst();
    QByteArray bytes;
    for (const FixedBytes<16> &one : std::as_const(facts))
        bytes.append(one.toByteArray());
    return store.notes().save({{factsNote(conversation)}, {bytes}});
}

Result<ArchivedReads> archivedReads(LocalStore &store, ConversationId conversation)
{
    TRY_ASSIGN(const auto note, store.notes().find(readsNote(conversation)));
    return note ? decode<ArchivedReads>(note->value.bytes) : ArchivedReads{};
}

Result<Sequence> archivedReadUpTo(LocalStore &store, ConversationId conversation)
{
    TRY_ASSIGN(const ArchivedReads reads, archivedReads(store, conversation));
    Sequence furthest{};
    for (const ArchivedRead &read : reads.items)
        furthest = std::max(furthest, read.up_to);
    return furthest;
}

Result<QList<FixedBytes<16>>> addArchivedRead(LocalStore &store, ConversationId conversation,
                                              const ArchivedRead &read)
{
    TRY_ASSIGN(ArchivedReads reads, archivedReads(store, conversation));
    QList<ArchivedRead> &items = reads.items;
    QList<FixedBytes<16>> outdated;
    const bool is_known = std::any_of(items.cbegin(), items.cend(),
                                      [&](const ArchivedRead &known) { return known.entry == read.entry; });
    if (is_known) return outdated;
    if (items.size() == limits::kArchiveReadStatesKept) { // the furthest one counts, and stays
        const auto furthest = std::max_element(
            items.cbegin(), items.cend(),
            [](const ArchivedRead &one, const ArchivedRead &other) { return one.up_to < other.up_to; });
        const ArchivedRead kept = *furthest;
        for (const ArchivedRead &known : std::as_const(items))
            if (known.entry != kept.entry) outdated.append(known.entry);
        items = {kept};
    }
    items.append(read);
    TRY(store.notes().save({{readsNote(conversation)}, {encode(reads)}}));
    return outdated;
}

Result<void> forgetArchivedReads(LocalStore &store, ConversationId conversation)
{
    return store.notes().remove(readsNote(conversation));
}

Result<QList<FixedBytes<16>>> archivedAbout(LocalStore &store, ConversationId conversation)
{
    TRY_ASSIGN(QList<FixedBytes<16>> entries, archivedFacts(store, conversation));
    TRY_ASSIGN(const ArchivedReads reads, archivedReads(store, conversation));
    for (const ArchivedRead &read : reads.items)
        entries.append(read.entry);
    return entries;
}

Result<void> forgetArchivedAbout(LocalStore &store, ConversationId conversation)
{
    TRY(store.notes().remove(factsNote(conversation)));
    return forgetArchivedReads(store, conversation);
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
