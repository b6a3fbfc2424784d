// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Groups to measure: one as it was made, and one that has been used for long. Threads: the caller's.
#pragma once

#include "common/crypto/sodium_random.h"
#include "common/mls/group.h"
#include "tests/support/fake_clock.h"

#include <memory>
#include <vector>

namespace chat121::bench {

// A member's device. It stays where it was made, because its Party refers to its parts.
class Person {
public:
    explicit Person(int number);
    Q_DISABLE_COPY_MOVE(Person)

    mls::LeafConfig leaf() const;
    mls::KeyPackageBundle package();

    QByteArray name;
    crypto::SodiumRandom random;
    test::FakeClock clock;
    crypto::SigningKey key;
    mls::Party party;
};

using People = std::vector<std::unique_ptr<Person>>;
People makePeople(int count);

// A key package of everybody but the first, and the request that adds them.
std::vector<mls::KeyPackageBundle> packagesOf(const People &people);
mls::CommitRequest addAll(const std::vector<mls::KeyPackageBundle> &packages);

mls::Group createGroup(const Person &creator);

// The first of the people has created the group and added all others by one commit: nobody else has a
// key above its leaf, so that the next path secret goes to each leaf on its own.
struct NewGroup {
    People people;
    std::vector<mls::KeyPackageBundle> packages; // of all but the first
    mls::Group creator;
    QByteArray welcome;
};
NewGroup newGroup(int members);

// Everybody has committed once since the last change of members: each parent node has a key, and a path
// secret goes to one node a level. (As if they had: only two of the members have a state here.)
struct SettledGroup {
    People people;
    mls::Group first; // the leftmost member and the rightmost: their common ancestor is the root
    mls::Group last;
};
SettledGroup settledGroup(int members);

// What the next commit of this member with a path has to make.
struct PathWork {
    int nodes = 0;     // of the filtered direct path
    int receivers = 0; // of path secrets
};
PathWork pathWork(const mls::SavedGroup &saved);

// How many bytes are signed of a leaf and of a key package.
struct SignedSizes {
    size_t leaf = 0;
    size_t package = 0;
};
SignedSizes signedSizes(const mls::KeyPackageBundle &bundle);

// The value; a benchmark with an error ends with its detail.
template <typename T>
T must(Result<T> result)
{
    if (!result) qFatal("bench: %s", qPrintable(result.error().detail));
    return *std::move(result);
}
inline void must(Result<void> result)
{
    if (!result) qFatal("bench: %s", qPrintable(result.error().detail));
}

} // namespace chat121::bench
