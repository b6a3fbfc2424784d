// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a log's readers have in common: each envelope is hashed onto the one before it, from the
// commit that began the epoch on, and every message and commit says how far its author had read and
// what had come of it. So whoever was shown something else, or nothing, in any place finds out with
// the next message of somebody who has read that place.
//
// A chain begins anew with each commit, since who is let in by it knows nothing from before. Who was
// there compares the end of the epoch before too. A reader whose history differs is followed on their
// own branch, so that one difference is told once and the next one is told again.
//
// Threads: engine.
#pragma once

#include "common/crypto/hash.h"
#include "common/protocol/messages/logs.h"

#include <QHash>

#include <deque>

namespace chat121::engine {

// How far somebody has read a log. A hash of zeros: not known, by who came later, or to whom the
// server said that something was deleted by policy.
struct Seen {
    Sequence sequence{};
    crypto::Hash hash{};   // of the envelopes of this epoch, up to here
    crypto::Hash before{}; // of those of the epoch before it, all of them

    auto fields() { return std::tie(sequence, hash, before); }
    bool operator==(const Seen &) const = default;
};

// Of somebody before whom the envelopes until `next` were hidden: like nobody else's.
Seen brokenBefore(Sequence next);

class LogChain {
public:
    enum class Verdict : quint8 {
        Same,
        NotKnown,   // too long ago, or read by one of the two only
        Other,      // one of the two was shown something else
        StillOther, // that was told before, and nothing new has come to it
    };
    struct Judgement {
        Verdict verdict;
        Sequence doubtful{}; // of Other: the newest place where the two may have been shown different things
    };

    // Where a device stands as its disk has it. Nothing happens if the log is followed already.
    void follow(LogId log, const Seen &seen);
    // The next envelope was read. Gives the new end. What was emptied by a policy is as it was before.
    enum class Emptying : quint8 { No, ByPolicy };
    Seen extend(const Seen &seen, const protocol::Envelope &envelope, Emptying emptying = Emptying::No);
    void forget(LogId log) { m_logs.remove(log); }

    // Of what `author`, whose envelope stands at `place`, claims to have read.
    Judgement judge(LogId log, Sequence place, AccountId author, const Seen &claimed);

private:
    struct Step {
        Seen seen;
        crypto::Hash envelope{};
        bool is_commit = false;
    };
    using Steps = std::deque<Step>; // newest last, at most kSeenHashesKept
    using Branch = std::deque<Seen>;
    struct Log {
        Steps steps;
        QHash<AccountId, Branch> branches;
    };

    static Sequence doubtful(const Steps &steps, Steps::const_reverse_iterator own, const Seen &claimed);
    static Seen after(const Seen &seen, const Step &step);
    static void keep(Branch &branch, const Seen &seen);

    QHash<LogId, Log> m_logs;
};

} // namespace chat121::engine
