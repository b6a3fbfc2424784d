// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/groups/log_chain.h"

#include <algorithm>

namespace chat121::engine {

namespace {

constexpr QByteArrayView kEnvelopeLabel = "chat121 envelope hash 4";
constexpr QByteArrayView kChainLabel = "chat121 envelope chain 1";
constexpr QByteArrayView kBrokenLabel = "chat121 broken chain 1";

struct Hashed {
    LogId log{};
    Sequence sequence{};
    protocol::EnvelopeKind kind = protocol::EnvelopeKind::Application;
    quint32 generation = 0;
    quint64 epoch = 0;
    auto fields() { return std::tie(log, sequence, kind, generation, epoch); }
};

// The body of an emptied envelope is the hash of what stood there. Its author is in the body; the sender
// beside it is the server's to forget.
crypto::Hash hashOf(const protocol::Envelope &envelope, LogChain::Emptying emptying)
{
    const bool is_emptied = emptying == LogChain::Emptying::ByPolicy;
    const Hashed head{envelope.log, envelope.sequence,
                      is_emptied ? protocol::EnvelopeKind::Application : envelope.kind, envelope.generation,
                      envelope.epoch};
    if (is_emptied) return crypto::sha256({kEnvelopeLabel, encode(head), envelope.body.bytes});
    return crypto::sha256({kEnvelopeLabel, encode(head), crypto::sha256(envelope.body.bytes).view()});
}

bool differ(const crypto::Hash &one, const crypto::Hash &other)
{
    return !one.isZero() && !other.isZero() && one != other;
}

} // namespace

Seen brokenBefore(Sequence next)
{
    return {{next.value - 1}, crypto::sha256({kBrokenLabel, encode(next)}), {}};
}

Seen LogChain::after(const Seen &seen, const Step &step)
{
    const Sequence place = step.seen.sequence;
    if (step.is_commit) return {place, step.envelope, seen.hash};
    if (seen.hash.isZero()) return {place, {}, seen.before};
    return {place, crypto::sha256({kChainLabel, seen.hash.view(), step.envelope.view()}), seen.before};
}

void LogChain::keep(Branch &branch, const Seen &seen)
{
    branch.push_back(seen);
    if (branch.size() > static_cast<size_t>(limits::kSeenHashesKept)) branch.pop_front();
}

void LogChain::follow(LogId log, const Seen &seen)
{
    Log &known = m_logs[log];
    if (known.steps.empty()) known.steps.push_back({seen, {}, false});
}

Seen LogChain::extend(const Seen &seen, const protocol::Envelope &envelope, Emptying emptying)
{
    Step step{{envelope.sequence, {}, {}},
              hashOf(envelope, emptying),
              envelope.kind == protocol::EnvelopeKind::Commit};
    step.seen = after(seen, step);
    Log &log = m_logs[envelope.log];
    log.steps.push_back(step);
    if (log.steps.size() > static_cast<size_t>(limits::kSeenHashesKept)) log.steps.pop_front();
    for (Branch &branch : log.branches)
        keep(branch, after(branch.back(), step));
    return step.seen;
}

// Who agrees on this epoch, its commit included, was shown something else before it.
Sequence LogChain::doubtful(const Steps &steps, Steps::const_reverse_iterator own, const Seen &claimed)
{
    const crypto::Hash &hash = own->seen.hash;
    if (hash.isZero() || hash != claimed.hash) return claimed.sequence;
    const auto began = std::find_if(own, steps.crend(), [](const Step &step) { return step.is_commit; });
    const Sequence first = began != steps.crend() ? began->seen.sequence : steps.front().seen.sequence;
    return {first.value > 0 ? first.value - 1 : 0};
}

LogChain::Judgement LogChain::judge(LogId id, Sequence place, AccountId author, const Seen &claimed)
{
    if (claimed.sequence >= place) return {Verdict::Other, claimed.sequence};
    const auto log = m_logs.find(id);
    if (log == m_logs.end()) return {Verdict::NotKnown};
    const auto own = std::find_if(log->steps.crbegin(), log->steps.crend(),
                                  [&](const Step &step) { return step.seen.sequence <= claimed.sequence; });
    if (own == log->steps.crend() || own->seen.sequence != claimed.sequence) return {Verdict::NotKnown};
    if (!differ(own->seen.hash, claimed.hash) && !differ(own->seen.before, claimed.before)) {
        const bool is_known = !own->seen.hash.isZero() && !claimed.hash.isZero();
        return {is_known ? Verdict::Same : Verdict::NotKnown};
    }
    Branch &branch = log->branches[author];
    if (std::find(branch.crbegin(), branch.crend(), claimed) != branch.crend()) return {Verdict::StillOther};
    branch = {claimed};
    for (auto step = own.base(); step != log->steps.cend(); ++step)
        keep(branch, after(branch.back(), *step));
    return {Verdict::Other, doubtful(log->steps, own, claimed)};
}

} // namespace chat121::engine
