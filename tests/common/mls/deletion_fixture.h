// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// For tests of what is deleted when: the keys of a group by name, as the others in it know them, and
// those others out of the way while memory is searched. Threads: one.
#pragma once

#include "tests/common/mls/device.h"
#include "tests/common/mls/forge.h"
#include "tests/support/memory_search.h"

namespace chat121::test {

// A member whose state is masked in memory while it is not used, so that its keys are not found.
class SleepingMember {
public:
    SleepingMember(const QByteArray &name, quint64 seed)
        : device(name, seed)
    {
    }

    void sleep(mls::Group &&group);
    mls::Group awake() const; // a copy; sleep() again when it has changed

    // Commits and enters the epoch.
    Result<mls::PendingCommit> commit(const mls::CommitRequest &request);
    Result<QByteArray> says(const QByteArray &text);

    Device device;

private:
    mls::SavedGroup m_masked;
};

using Keys = QList<HiddenKey>;

// The secrets of the group's epoch that a member keeps while it lasts.
Keys epochKeys(const mls::Group &group);
// The private keys of the tree that this member has: its leaf's, and those above.
Keys treeKeys(const mls::Group &group);
// What the ratchet of a sender is made of at its present generation, and the keys of the next messages.
// Expands the tree of secrets in a copy only.
struct SenderKeys {
    Keys ratchet;        // the secret of the present generation
    QList<Keys> message; // key and nonce, from the present generation on
};
SenderKeys senderKeys(const mls::Group &group, mls::LeafIndex sender, int messages);
// What there is only while a commit of another is read: path, commit, joiner and epoch secret.
Keys passingKeys(const mls::Group &receiver, const QByteArray &commit);

} // namespace chat121::test
