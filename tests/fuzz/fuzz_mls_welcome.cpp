// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Groups that a malicious member invents for a newcomer, by Welcome and by GroupInfo: the input is group
// context, extensions, tree and psks; what stands between it and the last check is made good: the
// newcomer's leaf, the tree hash, the epoch's secrets, confirmation tag, signature, sealing. Whatever the
// newcomer enters must be an epoch that both compute alike, with a tree that holds.
//
// The first byte says what is made good. The mutator changes fields.
#include "tests/common/mls/insider.h"
#include "tests/fuzz/mls_mutations.h"

#include "common/crypto/init.h"
#include "common/mls/tree_validation.h"

#include <cstdint>

using namespace chat121;
using namespace chat121::test;

namespace {

enum Mode : quint8 {
    LeafIsAdded = 1,  // the newcomer's, in the leftmost blank place
    TreeIsHashed = 2, // else the context's own hash stands
    ByGroupInfo = 4,  // by external commit; else by Welcome
    TagIsWrong = 8,
};

struct Recipe {
    mls::GroupContext context;
    mls::ExtensionList extensions; // of the GroupInfo, beside tree and external key
    List<std::optional<mls::Node>, 64> tree;
    List<mls::PreSharedKeyId, limits::kMlsPskIdsMax> psks;
    mls::LeafIndex signer;

    auto fields() { return std::tie(context, extensions, tree, psks, signer); }
};

struct Fixture {
    Circle circle{};
    Device newcomer{"newcomer", 77};
    std::optional<mls::KeyPackageBundle> package{};
    std::unique_ptr<mls::GroupState> state{}; // of the forger

    Fixture()
    {
        if (!crypto::initialise() || !circle.start(5, 3)) qFatal("no group to begin with");
        package = *newcomer.package();
        state = circle.stateAt(0);
    }

    Recipe honest() const
    {
        Recipe recipe;
        recipe.context = state->context;
        recipe.signer = state->own;
        for (quint32 i = 0; i < mls::nodeCount(state->tree.leafCount()); ++i) {
            const mls::NodeIndex node{i};
            std::optional<mls::Node> entry;
            if (!state->tree.isBlank(node))
                entry = node.isLeaf() ? mls::Node{*state->tree.leaf(mls::toLeaf(node))}
                                      : mls::Node{*state->tree.parent(node)};
            recipe.tree.items.append(entry);
        }
        while (!recipe.tree.items.last())
            recipe.tree.items.removeLast();
        return recipe;
    }
};

Fixture &fixture()
{
    static Fixture fixture;
    return fixture;
}

// The forger's state as the recipe wants it; the tree's bytes as they shall travel.
std::unique_ptr<mls::GroupState> cooked(const Recipe &recipe, quint8 mode, QByteArray &tree)
{
    auto state = fixture().circle.stateAt(0);
    state->context = recipe.context;
    tree = encode(recipe.tree);
    if (auto decoded = mls::RatchetTree::decode(tree)) {
        state->tree = *std::move(decoded);
        if (mode & LeafIsAdded) {
            const auto package = mls::decodeMessage<mls::KeyPackage>(fixture().package->message());
            state->tree.add(package->leaf_node);
            tree = state->tree.encode();
        }
        if (mode & TreeIsHashed) state->context.tree_hash = state->tree.treeHash();
    }
    return state;
}

mls::GroupInfo infoFor(const Recipe &recipe, quint8 mode, const QByteArray &tree, mls::GroupState &state)
{
    mls::ExtensionList extensions = recipe.extensions;
    extensions.items.append(mls::Extension{mls::kExtensionRatchetTree, tree});
    extensions.items.append(mls::externalPubExtension(state));
    mls::GroupInfo info{state.context, extensions, state.confirmation_tag, recipe.signer, {}};
    if (mode & TagIsWrong) flip(info.confirmation_tag.bytes, 3);
    info.sign(fixture().circle.device(0).key);
    return info;
}

bool enterByWelcome(const Recipe &recipe, quint8 mode)
{
    QByteArray tree;
    auto state = cooked(recipe, mode, tree);
    Device &forger = fixture().circle.device(0);
    const auto joiner = crypto::Secret32::random(forger.random);
    const crypto::Secret32 no_psk;
    state->secrets = mls::epochSecrets(joiner, no_psk, state->context);
    mls::startEpoch(*state);
    std::vector<mls::Newcomer> newcomers;
    newcomers.push_back({*mls::decodeMessage<mls::KeyPackage>(fixture().package->message()), std::nullopt});
    const auto welcome = mls::sealWelcome(newcomers, {joiner, no_psk, recipe.psks.items},
                                          infoFor(recipe, mode, tree, *state), forger.random);
    if (!welcome) return false;
    const auto group =
        mls::Group::join(fixture().newcomer.party, mls::encodeMessage(*welcome), *fixture().package);
    if (!group) return false;
    if (mode & TagIsWrong) qFatal("a wrong confirmation tag was accepted");
    if (!recipe.psks.items.isEmpty()) qFatal("a PSK was accepted that nobody has");
    if (group->epochAuthenticator() != state->secrets.epoch_authenticator.view())
        qFatal("both sides are in different epochs");
    if (!mls::validateTree(state->tree, state->groupId(), state->context.extensions))
        qFatal("a tree was accepted that does not hold");
    if (!mls::Group::restore(fixture().newcomer.party, group->saved()))
        qFatal("what was joined cannot be saved");
    return true;
}

bool enterByGroupInfo(const Recipe &recipe, quint8 mode)
{
    QByteArray tree;
    auto state = cooked(recipe, static_cast<quint8>(mode & ~LeafIsAdded), tree);
    const mls::GroupInfo info = infoFor(recipe, mode, tree, *state);
    const auto joined = mls::Group::joinExternally(fixture().newcomer.party, mls::encodeMessage(info),
                                                   fixture().newcomer.leaf(), std::nullopt);
    if (!joined) return false;
    if (!mls::validateTree(state->tree, state->groupId(), state->context.extensions))
        qFatal("a tree was accepted that does not hold");
    if (!mls::Group::restore(fixture().newcomer.party, joined->group.saved()))
        qFatal("what was entered cannot be saved");
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    // The first byte alone: an honest group, which must be entered if all is made good.
    const auto recipe = size > 1 ? decode<Recipe>(QByteArrayView(data + 1, static_cast<qsizetype>(size) - 1))
                                 : Result<Recipe>(fixture().honest());
    if (!recipe) return 0;
    const quint8 mode = data[0];
    const bool has_entered =
        mode & ByGroupInfo ? enterByGroupInfo(*recipe, mode) : enterByWelcome(*recipe, mode);
    const bool is_honest = size == 1 && mode & TreeIsHashed && !(mode & TagIsWrong) &&
                           (mode & ByGroupInfo || mode & LeafIsAdded);
    if (is_honest && !has_entered) qFatal("an honest group was refused");
    return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t size_max, unsigned int seed)
{
    fuzz::Mutator mutator(seed);
    auto recipe = size > 1 ? decode<Recipe>(QByteArrayView(data + 1, static_cast<qsizetype>(size) - 1))
                           : Result<Recipe>(fixture().honest());
    if (!recipe) recipe = fixture().honest();
    quint8 mode = size > 0 ? data[0] : quint8(LeafIsAdded | TreeIsHashed);
    if (mutator.below(8) == 0) mode = static_cast<quint8>(mutator.below(16));
    const quint64 changes = 1 + mutator.below(3);
    for (quint64 i = 0; i < changes; ++i)
        mutator.change(*recipe);
    const QByteArray encoded = encode(*recipe);
    if (static_cast<size_t>(encoded.size()) + 1 > size_max) return size;
    data[0] = mode;
    std::copy(encoded.begin(), encoded.end(), reinterpret_cast<char *>(data) + 1);
    return static_cast<size_t>(encoded.size()) + 1;
}
