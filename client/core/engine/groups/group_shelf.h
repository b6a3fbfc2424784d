// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The MLS groups of this device: read from the local store when they are needed, saved in the
// transaction of whoever changes one.
//
// A transaction that is undone leaves the group in memory ahead of the disk: forget() it then, so
// that the next find() reads the disk again.
// Ownership: borrows store and party. Threads: engine. Errors: local_store.h, mls/group.h.
#pragma once

#include "client/core/engine/groups/group_key.h"
#include "client/core/local_store/local_store.h"
#include "common/mls/group.h"

#include <map>
#include <memory>

namespace chat121::engine {

class GroupShelf {
public:
    GroupShelf(LocalStore &store, const mls::Party &party);

    // NotFound if this device is in no such group. The pointer is good until forget() or remove().
    Result<mls::Group *> find(const GroupKey &key);
    bool contains(const GroupKey &key) { return find(key).has_value(); }

    // Whether this very device is a member, and may send.
    bool isMember(const GroupKey &key) { return has(key, Leaf::Own); }
    // Whether a device is whose place this one took: its state opens messages, and sends nothing.
    bool isFormers(const GroupKey &key) { return has(key, Leaf::Formers); }

    // Takes a new group and saves it.
    Result<mls::Group *> adopt(const GroupKey &key, mls::Group &&group);

    Result<void> saveEpoch(const GroupKey &key);    // after a merge or a proposal
    Result<void> saveRatchets(const GroupKey &key); // after protect() or process()

    // All groups of this device on disk.
    Result<QList<GroupKey>> keys() const;
    // Erases keys whose time is over, in memory and on disk.
    Result<void> expire(const GroupKey &key);

    void forget(const GroupKey &key) { m_groups.erase(key); }
    Result<void> remove(const GroupKey &key);

private:
    enum class Leaf : quint8 { Own, Formers };
    bool has(const GroupKey &key, Leaf leaf);

    LocalStore &m_store;
    const mls::Party &m_party;
    std::map<GroupKey, std::unique_ptr<mls::Group>> m_groups;
};

} // namespace chat121::engine
