// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/groups/group_shelf.h"

namespace chat121::engine {

GroupShelf::GroupShelf(LocalStore &store, const mls::Party &party)
    : m_store(store)
    , m_party(party)
{
}

Result<mls::Group *> GroupShelf::find(const GroupKey &key)
{
    if (const auto known = m_groups.find(key); known != m_groups.end()) return known->second.get();

    const auto epoch = m_store.groupEpochs().find(key);
    const auto ratchets = m_store.groupRatchets().find(key);
    TRY(epoch);
    TRY(ratchets);
    if (!*epoch || !*ratchets) return Error{Code::NotFound, QStringLiteral("no such group")};
    auto restored = mls::Group::restore(m_party, {(*epoch)->state.bytes, (*ratchets)->state.bytes});
    if (!restored) return restored.error();
    auto group = std::make_unique<mls::Group>(*std::move(restored));
    mls::Group *pointer = group.get();
    m_groups.emplace(key, std::move(group));
    return pointer;
}

bool GroupShelf::has(const GroupKey &key, Leaf leaf)
{
    const auto group = find(key);
    if (!group || !(*group)->isActive()) return false;
    const auto own = (*group)->member((*group)->ownLeaf());
    const bool is_own = own && own->signature_key == m_party.signing_key.publicKey();
    return is_own == (leaf == Leaf::Own);
}

Result<mls::Group *> GroupShelf::adopt(const GroupKey &key, mls::Group &&group)
{
    auto owned = std::make_unique<mls::Group>(std::move(group));
    mls::Group *pointer = owned.get();
    m_groups.insert_or_assign(key, std::move(owned));
    TRY(saveEpoch(key));
    return pointer;
}

Result<void> GroupShelf::saveEpoch(const GroupKey &key)
{
    TRY_ASSIGN(const mls::Group *group, find(key));
    mls::SavedGroup saved = group->saved();
    GroupEpochRecord epoch{key, saved.epoch};
    GroupRatchetsRecord ratchets{key, saved.ratchets};
    TRY(m_store.groupEpochs().save(epoch));
    return m_store.groupRatchets().save(ratchets);
}

Result<void> GroupShelf::saveRatchets(const GroupKey &key)
{
    TRY_ASSIGN(const mls::Group *group, find(key));
    const GroupRatchetsRecord ratchets{key, group->savedRatchets()};
    return m_store.groupRatchets().save(ratchets);
}

Result<QList<GroupKey>> GroupShelf::keys() const
{
    TRY_ASSIGN(const auto records, m_store.groupRatchets().all());
    QList<GroupKey> keys;
    for (const GroupRatchetsRecord &record : records)
        keys.append(record.group);
    return keys;
}

Result<void> GroupShelf::expire(const GroupKey &key)
{
    const bool was_in_memory = m_groups.contains(key);
    TRY_ASSIGN(mls::Group * group, find(key));
    TRY_ASSIGN(auto transaction, m_store.begin());
    const auto saved = group->expire() ? saveEpoch(key) : success();
    const auto committed = saved ? transaction.commit() : saved;
    if (!committed || !was_in_memory) forget(key);
    return committed;
}

Result<void> GroupShelf::remove(const GroupKey &key)
{
    m_groups.erase(key);
    TRY(m_store.groupEpochs().remove(key));
    return m_store.groupRatchets().remove(key);
}

} // namespace chat121::engine
