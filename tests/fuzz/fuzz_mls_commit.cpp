// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Commits of a malicious member, deep into the rules: the input is a Commit, and what stands between it
// and the last check is made good: its leaf is signed again, its path made of real keys and sealed to
// everybody, its transcript hashed, its confirmation tag computed, the whole signed, tagged and
// encrypted. Whatever the others then accept must lead both sides into the same epoch.
//
// The first byte says what is made good; the rest is the encoded Commit. The mutator changes fields.
#include "tests/common/mls/insider.h"
#include "tests/fuzz/mls_mutations.h"

#include "common/crypto/init.h"

#include <cstdint>

using namespace chat121;
using namespace chat121::test;

namespace {

enum Mode : quint8 {
    PathIsMade = 1,  // of real keys, with what the commit's leaf says; else it is signed as it is
    IsPublic = 2,    // a PublicMessage with its tag; else encrypted
    TagIsWrong = 4,  // the last check must find it
    ByReference = 8, // adds what member 2 has proposed
    KeyIsKept = 16,  // whatever signature key the leaf names; else the forger's own
};

// Five members with parent nodes between them, who all know a proposal of member 2. Always the same.
struct Fixture {
    Circle circle{};
    QByteArray reference{};
    std::vector<mls::SavedGroup> saved{};

    Fixture()
    {
        if (!crypto::initialise() || !circle.start(5, 3)) qFatal("no group to begin with");
        const auto proposal = circle.at(2).proposeUpdate(mls::CommitRequest::Framing::Private);
        for (size_t i = 0; i < circle.size(); ++i) {
            if (i == 2) continue;
            const auto received = circle.at(i).process(*proposal);
            if (!received) qFatal("no proposal to begin with");
            reference = std::get<mls::ProposalReceived>(*received).reference;
        }
        for (size_t i = 0; i < circle.size(); ++i)
            saved.push_back(circle.at(i).saved());
    }

    mls::Group member(size_t number) const
    {
        auto group = mls::Group::restore(circle.devices[number]->party, saved[number]);
        if (!group) qFatal("a member cannot be restored");
        return *std::move(group);
    }
};

Fixture &fixture()
{
    static Fixture fixture;
    return fixture;
}

struct Forged {
    QByteArray message;
    std::unique_ptr<mls::GroupState> next; // the forger's; nothing if it made none
};

// Those proposals that the group knows; nothing if there are others.
std::optional<mls::ProposalItems> itemsOf(const mls::Commit &commit, const mls::GroupState &state)
{
    const mls::Sender forger{mls::SenderType::Member, state.own.value};
    mls::ProposalItems items;
    for (const mls::ProposalOrRef &entry : commit.proposals.items) {
        if (const auto *proposal = std::get_if<mls::Proposal>(&entry.value)) {
            items.append({*proposal, forger, {}});
            continue;
        }
        const auto known =
            std::find_if(state.proposals.begin(), state.proposals.end(), [&](const mls::ProposalItem &item) {
                return item.reference == std::get<mls::Data>(entry.value).bytes;
            });
        if (known == state.proposals.end()) return std::nullopt;
        items.append(*known);
    }
    for (const mls::ProposalItem &item : items)
        if (!mls::validateProposal(item, state.tree, state.groupId())) return std::nullopt;
    if (!mls::validateProposals(items, forger)) return std::nullopt;
    return items;
}

Forged framed(const mls::Commit &commit, quint8 mode, mls::GroupState &state, const mls::GroupState *next)
{
    Device &forger = fixture().circle.device(0);
    const auto format = mode & IsPublic ? mls::WireFormat::PublicMessage : mls::WireFormat::PrivateMessage;
    auto content = mls::signedContent(state, forger.key, format, commit, {});
    content.auth.confirmation_tag.bytes = next ? next->confirmation_tag : QByteArray(mls::kHashBytes, 't');
    if (mode & TagIsWrong) flip(content.auth.confirmation_tag.bytes, 7);
    const auto message = mls::frameMessage(state, content, forger.random);
    return {message ? *message : QByteArray(), nullptr};
}

// As forgeCommit(), but from a whole Commit.
Forged forged(mls::Commit commit, quint8 mode, mls::GroupState &state)
{
    Device &forger = fixture().circle.device(0);
    if (commit.path && !(mode & KeyIsKept))
        commit.path->leaf_node.signature_key.bytes = forger.key.publicKey().toByteArray();
    const auto items = itemsOf(commit, state);
    if (!items || !(mode & PathIsMade)) {
        if (commit.path) commit.path->leaf_node.sign(forger.key, {state.groupId(), state.own});
        return framed(commit, mode, state, nullptr);
    }
    const auto applied = mls::applyProposals(*items, state.tree, state.context.extensions);
    auto next = mls::nextState(state, applied);
    crypto::Secret32 commit_secret;
    if (commit.path) {
        auto path = mls::makePath(
            next->tree, {state.own, commit.path->leaf_node, state.groupId(), forger.key}, forger.random);
        next->context.tree_hash = next->tree.treeHash();
        if (!mls::encryptPath(path, next->tree, state.own, applied.added, next->context, forger.random))
            return {};
        commit_secret = std::move(path.commit_secret);
        commit.path = path.path;
        next->keys = std::move(path.keys);
    }
    next->context.tree_hash = next->tree.treeHash();
    const auto format = mode & IsPublic ? mls::WireFormat::PublicMessage : mls::WireFormat::PrivateMessage;
    const auto content = mls::signedContent(state, forger.key, format, commit, {});
    const crypto::Secret32 no_psk;
    mls::enterEpoch(*next, state.interim_transcript_hash, content,
                    {state.secrets.init, commit_secret, no_psk});
    Forged result = framed(commit, mode, state, next.get());
    result.next = std::move(next);
    return result;
}

void mustAgree(mls::Group &reader, mls::StagedCommit &staged, Forged &commit, quint8 mode)
{
    if (staged.selfRemoved()) return; // who is removed cannot compute the epoch, and so not judge its tag
    if (mode & TagIsWrong) qFatal("a wrong confirmation tag was accepted");
    if (!commit.next) qFatal("accepted, although nobody has computed its epoch");
    if (!reader.merge(std::move(staged))) qFatal("a staged commit cannot be merged");
    if (reader.epochAuthenticator() != commit.next->secrets.epoch_authenticator.view())
        qFatal("both sides are in different epochs");
    const auto again = mls::Group::restore(fixture().circle.device(1).party, reader.saved());
    if (!again || again->epochAuthenticator() != reader.epochAuthenticator())
        qFatal("the new epoch cannot be saved and restored");
    Device &forger = fixture().circle.device(0);
    const auto content = mls::signedContent(*commit.next, forger.key, mls::WireFormat::PrivateMessage,
                                            mls::Data(QByteArray("hello")), {});
    const auto message = mls::frameMessage(*commit.next, content, forger.random);
    // The forger may have given its leaf a key that it cannot sign with; then nobody may believe it.
    const auto *leaf = commit.next->tree.leaf(commit.next->own);
    const bool can_sign = leaf && leaf->signature_key.bytes == forger.key.publicKey().view();
    if (open(reader, *message).has_value() != can_sign) qFatal("a message of the new epoch");
}

// The forger can make a commit that is taken; otherwise nothing here would get far.
bool canForge()
{
    auto state = stateOf(fixture().member(0));
    mls::Commit commit;
    commit.path.emplace();
    commit.path->leaf_node = state->ownLeaf();
    const Forged honest = forged(commit, PathIsMade, *state);
    mls::Group reader = fixture().member(1);
    return follow(reader, honest.message).has_value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    static const bool can_forge = canForge();
    if (!can_forge) qFatal("an honest commit was refused");
    const quint8 mode = data[0];
    auto commit = decode<mls::Commit>(QByteArrayView(data + 1, static_cast<qsizetype>(size) - 1));
    if (!commit) return 0;
    if (mode & ByReference) commit->proposals.items.append({mls::Data(fixture().reference)});
    auto state = stateOf(fixture().member(0));
    Forged message = forged(*commit, mode, *state);
    if (message.message.isEmpty()) return 0;
    mls::Group reader = fixture().member(1);
    const QByteArray before = reader.saved().epoch;
    auto incoming = reader.process(message.message);
    if (reader.saved().epoch != before) qFatal("reading a commit has changed the group");
    if (incoming)
        if (auto *staged = std::get_if<mls::StagedCommit>(&*incoming))
            mustAgree(reader, *staged, message, mode);
    return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t size_max, unsigned int seed)
{
    fuzz::Mutator mutator(seed);
    auto commit = size > 1 ? decode<mls::Commit>(QByteArrayView(data + 1, static_cast<qsizetype>(size) - 1))
                           : Result<mls::Commit>(mls::Commit());
    if (!commit) commit = mls::Commit();
    quint8 mode = size > 0 ? data[0] : quint8(PathIsMade);
    if (mutator.below(8) == 0) mode = static_cast<quint8>(mutator.below(32));
    const quint64 changes = 1 + mutator.below(3);
    for (quint64 i = 0; i < changes; ++i)
        mutator.change(*commit);
    const QByteArray encoded = encode(*commit);
    if (static_cast<size_t>(encoded.size()) + 1 > size_max) return size;
    data[0] = mode;
    std::copy(encoded.begin(), encoded.end(), reinterpret_cast<char *>(data) + 1);
    return static_cast<size_t>(encoded.size()) + 1;
}
