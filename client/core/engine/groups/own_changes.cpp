// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/groups/own_changes.h"

namespace chat121::engine {

namespace {

const QString kNoteName = QStringLiteral("unconfirmed ");

QString nameOf(const GroupKey &group)
{
    return kNoteName +
           QStringLiteral("%1 %2").arg(QString::number(group.log.value, 16)).arg(group.generation);
}

} // namespace

Result<QList<OwnChange>> ownChanges(LocalStore &store)
{
    TRY_ASSIGN(const auto notes, store.notes().all());
    QList<OwnChange> changes;
    for (const NoteRecord &note : notes) {
        if (!note.name.text.startsWith(kNoteName)) continue;
        TRY_ASSIGN(const OwnChange change, decode<OwnChange>(note.value.bytes));
        changes.append(change);
    }
    return changes;
}

Result<void> save(LocalStore &store, OwnChange change)
{
    NoteRecord note;
    note.name = nameOf(change.group);
    note.value = encode(change);
    return store.notes().save(note);
}

Result<bool> isChangeTried(LocalStore &store, const GroupKey &group)
{
    TRY_ASSIGN(const auto known, store.notes().find(nameOf(group)));
    return known.has_value();
}

Result<void> changeTried(LocalStore &store, const GroupKey &group, UnixTime now)
{
    TRY_ASSIGN(const bool is_known, isChangeTried(store, group));
    return is_known ? success() : save(store, {group, now});
}

Result<void> changeSettled(LocalStore &store, const GroupKey &group)
{
    TRY_ASSIGN(const bool is_known, isChangeTried(store, group));
    return is_known ? store.notes().remove(nameOf(group)) : success();
}

} // namespace chat121::engine
