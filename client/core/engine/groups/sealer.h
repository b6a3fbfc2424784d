// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where content becomes a sealed envelope and back: the one place in which the MLS groups and the
// wire's envelopes meet (with committer.h, which does the same for commits and welcomes).
//
// Every function here writes the advanced group state and must be called inside of the transaction
// that also saves what it belongs to; when that transaction is undone, call forget().
//
// authenticated_data of a message: its id, how far its author had read the log and what had come of
// it (log_chain.h), and a mark of the epoch, derived from the epoch authenticator. So a message shown
// twice, left out or moved is noticed; and whoever cannot open a message because the server has told
// the members different commits learns that from the mark, which is in clear, as the epoch number is.
// And the generation of its author's ratchet, which MLS does not sign: nobody can pass a message on under
// another, and so use up the key of its author's next one (RFC 9750, Section 8.6).
// Threads: engine. Errors: mls/group.h, chain.h, local_store.h.
#pragma once

#include "client/core/engine/groups/group_shelf.h"
#include "client/core/engine/groups/leaf_policy.h"
#include "client/core/engine/groups/log_chain.h"
#include "common/content/content.h"
#include "common/protocol/messages/logs.h"

#include <functional>

namespace chat121::engine {

struct Opened {
    identity::VerifiedMember author;
    content::Content content;
    Seen seen;
    mls::LeafIndex leaf{}; // of the author, in this epoch
    quint64 epoch = 0;
    quint32 generation = 0; // of the author's ratchet, as the author says
};

struct Sealed {
    quint64 epoch = 0;
    QByteArray bytes;
};

class Sealer {
public:
    Sealer(GroupShelf &groups, LeafPolicy &policy, RandomSource &random);

    Result<Sealed> seal(const GroupKey &key, const content::Content &content, const Seen &seen);

    // An application envelope of another device. Crypto too if what the server says about it
    // (generation, epoch) is not what is sealed; Conflict for one of this device. Who has sent it is
    // what the group says: the server forgets that, and is not asked.
    Result<Opened> open(const protocol::Envelope &envelope);

    // This envelope came out of a log that is in order: nothing that its author sealed before it in that
    // epoch comes any more, and the keys for that end. After open(), in the same transaction.
    Result<void> passed(const GroupKey &key, const Opened &opened);

    // Whether an envelope that does not open was sealed by a member who has followed other commits
    // than this device. Nobody has proven it: a server may say so of any bytes.
    bool isOfAnotherBranch(const protocol::Envelope &envelope);

    // The message id that an envelope says it carries; proven only by open().
    static Result<content::MessageId> claimedId(const protocol::Envelope &envelope);

    // Signals: never stored, not part of the ratchet; a forged one could say "typing", no more.
    Result<QByteArray> sealSignal(const GroupKey &key, const content::Content &content);
    Result<Opened> openSignal(const GroupKey &key, DeviceId sender, QByteArrayView sealed);

    // Everybody who can read, as the group has it.
    Result<QList<identity::VerifiedMember>> members(const GroupKey &key);

    // What messages carry beside their words, asked for with each. It is said again when it has changed,
    // and in each epoch: to those who have come.
    void setWitness(std::function<content::Witness()> witness) { m_witness = std::move(witness); }

    // What programs show that do not know what is said yet; asked for with each.
    using Fallback = std::function<QString(const GroupKey &, const content::Item &)>;
    void setFallback(Fallback fallback) { m_fallback = std::move(fallback); }

    // Asked before anything is sealed: an error keeps it from being sealed.
    using Guard = std::function<Result<void>(const GroupKey &)>;
    void setGuard(Guard guard) { m_guard = std::move(guard); }

    // Into which buckets what is sealed there goes; asked for with each.
    using PaddingRule = std::function<crypto::Padding(const GroupKey &)>;
    void setPadding(PaddingRule rule) { m_padding = std::move(rule); }

    void forget(const GroupKey &key)
    {
        m_groups.forget(key);
        m_told.remove(key);
    }

private:
    struct Told {
        quint64 epoch = 0;
        content::Witness witness;
        bool operator==(const Told &) const = default;
    };

    Result<mls::Group *> groupToSealIn(const GroupKey &key);
    content::Content witnessed(const GroupKey &key, quint64 epoch, const content::Content &content);
    Result<crypto::Secret32> signalKey(const mls::Group &group, mls::LeafIndex leaf);

    GroupShelf &m_groups;
    LeafPolicy &m_policy;
    RandomSource &m_random;
    std::function<content::Witness()> m_witness;
    Fallback m_fallback;
    Guard m_guard;
    PaddingRule m_padding;
    QHash<GroupKey, Told> m_told;
};

} // namespace chat121::engine
