// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/mls_groups.h"

#include "common/mls/group_state.h"
#include "common/mls/state_codec.h"

namespace chat121::bench {

namespace {

const QByteArray kGroupId = "a bench group";

// A tree in which each member in turn has made a path. `paths` are what they made.
mls::RatchetTree settledTree(const People &people, std::vector<mls::NewPath> &paths)
{
    mls::RatchetTree tree;
    for (size_t i = 0; i < people.size(); ++i) {
        Person &person = *people[i];
        const auto package = must(mls::decodeMessage<mls::KeyPackage>(person.package().message()));
        if (i == 0) {
            tree.setLeaf({0}, package.leaf_node);
        } else {
            tree.add(package.leaf_node);
        }
    }
    for (quint32 i = 0; i < people.size(); ++i) {
        Person &person = *people[i];
        const mls::LeafNode leaf = *tree.leaf({i});
        paths.push_back(mls::makePath(tree, {{i}, leaf, kGroupId, person.key}, person.random));
    }
    return tree;
}

// The private keys that a member has learned from the paths of all.
mls::TreeKeys keysOf(const mls::RatchetTree &tree, const std::vector<mls::NewPath> &paths,
                     mls::LeafIndex member)
{
    QList<mls::NodeIndex> nodes = mls::directPath(mls::toNode(member), tree.leafCount());
    nodes.append(mls::toNode(member));
    mls::TreeKeys keys;
    for (const mls::NodeIndex node : nodes)
        for (const mls::NewPath &path : paths)
            if (const crypto::HpkeKeyPair *key = path.keys.find(tree, node)) keys.set(node, key->clone());
    return keys;
}

mls::Group settledMember(const Person &person, mls::LeafIndex own, const mls::RatchetTree &tree,
                         mls::TreeKeys keys, const crypto::Secret32 &epoch_secret)
{
    mls::GroupState state;
    state.context.group_id.bytes = kGroupId;
    state.context.epoch = tree.leafCount();
    state.context.tree_hash = tree.treeHash();
    state.tree = tree;
    state.own = own;
    state.keys = std::move(keys);
    state.secrets = mls::deriveEpochSecrets(epoch_secret);
    mls::startEpoch(state);
    return must(mls::Group::restore(person.party, {mls::saveEpoch(state), mls::saveRatchets(state)}));
}

} // namespace

Person::Person(int number)
    : name("account" + QByteArray::number(number) + ":device@organisation")
    , key(crypto::SigningKey::generate(random))
    , party{key, random, clock, nullptr, nullptr}
{
}

mls::LeafConfig Person::leaf() const
{
    return {name, {}};
}

mls::KeyPackageBundle Person::package()
{
    return must(
        mls::KeyPackageBundle::create(party, leaf(), mls::KeyPackageUse::Once, std::chrono::hours(24)));
}

People makePeople(int count)
{
    People people;
    for (int i = 0; i < count; ++i)
        people.push_back(std::make_unique<Person>(i));
    return people;
}

std::vector<mls::KeyPackageBundle> packagesOf(const People &people)
{
    std::vector<mls::KeyPackageBundle> packages;
    for (size_t i = 1; i < people.size(); ++i)
        packages.push_back(people[i]->package());
    return packages;
}

mls::CommitRequest addAll(const std::vector<mls::KeyPackageBundle> &packages)
{
    mls::CommitRequest request;
    for (const mls::KeyPackageBundle &package : packages)
        request.adds.append(package.message());
    return request;
}

mls::Group createGroup(const Person &creator)
{
    return must(mls::Group::create(creator.party, kGroupId, creator.leaf(), {}));
}

NewGroup newGroup(int members)
{
    People people = makePeople(members);
    std::vector<mls::KeyPackageBundle> packages = packagesOf(people);
    mls::Group creator = createGroup(*people.front());
    mls::PendingCommit pending = must(creator.commit(addAll(packages)));
    QByteArray welcome = pending.welcome();
    must(creator.merge(std::move(pending)));
    return {std::move(people), std::move(packages), std::move(creator), std::move(welcome)};
}

SettledGroup settledGroup(int members)
{
    People people = makePeople(members);
    std::vector<mls::NewPath> paths;
    const mls::RatchetTree tree = settledTree(people, paths);
    const mls::LeafIndex last{static_cast<quint32>(members - 1)};
    const auto secret = crypto::Secret32::random(people.front()->random);
    mls::Group at_first = settledMember(*people.front(), {0}, tree, keysOf(tree, paths, {0}), secret);
    mls::Group at_last = settledMember(*people.back(), last, tree, keysOf(tree, paths, last), secret);
    return {std::move(people), std::move(at_first), std::move(at_last)};
}

PathWork pathWork(const mls::SavedGroup &saved)
{
    const auto state = must(mls::restoreState(saved.epoch, saved.ratchets));
    PathWork work;
    for (const mls::PathStep &step : state->tree.filteredDirectPath(state->own)) {
        ++work.nodes;
        work.receivers += static_cast<int>(state->tree.resolution(step.copath_child).size());
    }
    return work;
}

SignedSizes signedSizes(const mls::KeyPackageBundle &bundle)
{
    const auto package = must(mls::decodeMessage<mls::KeyPackage>(bundle.message()));
    return {static_cast<size_t>(encode(package.leaf_node).size()),
            static_cast<size_t>(encode(package).size())};
}

} // namespace chat121::bench
