// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/groups/own_leaf.h"

#include <limits>

namespace chat121::engine {

namespace {

const QString kNoteName = QStringLiteral("own leaf ");

QString nameOf(const GroupKey &group)
{
    return kNoteName +
           QStringLiteral("%1 %2").arg(QString::number(group.log.value, 16)).arg(group.generation);
}

Result<void> save(LocalStore &store, OwnLeaf leaf)
{
    NoteRecord note;
    note.name = nameOf(leaf.group);
    note.value = encode(leaf);
    return store.notes().save(note);
}

} // namespace

Result<QList<OwnLeaf>> ownLeaves(LocalStore &store)
{
    TRY_ASSIGN(const auto notes, store.notes().all());
    QList<OwnLeaf> leaves;
    for (const NoteRecord &note : notes) {
        if (!note.name.text.startsWith(kNoteName)) continue;
        TRY_ASSIGN(const OwnLeaf leaf, decode<OwnLeaf>(note.value.bytes));
        leaves.append(leaf);
    }
    return leaves;
}

Result<std::optional<OwnLeaf>> ownLeafOf(LocalStore &store, const GroupKey &group)
{
    TRY_ASSIGN(const auto note, store.notes().find(nameOf(group)));
    if (!note) return std::optional<OwnLeaf>();
    TRY_ASSIGN(const OwnLeaf leaf, decode<OwnLeaf>(note->value.bytes));
    return std::optional(leaf);
}

Result<void> leafRenewed(LocalStore &store, const GroupKey &group, UnixTime at)
{
    return save(store, {group, at, 0});
}

// Keys without a note are older than notes are: they count as old.
Result<void> wordSealed(LocalStore &store, const GroupKey &group)
{
    TRY_ASSIGN(const auto known, ownLeafOf(store, group));
    OwnLeaf leaf = known.value_or(OwnLeaf{group});
    if (leaf.words < std::numeric_limits<quint32>::max()) ++leaf.words;
    return save(store, leaf);
}

Result<void> forgetOwnLeaf(LocalStore &store, const GroupKey &group)
{
    return store.notes().remove(nameOf(group));
}

} // namespace chat121::engine
