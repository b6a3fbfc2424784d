// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Entering a group. The first byte chooses: a Welcome as it is; a GroupInfo as it is; a ratchet tree
// that a malicious member has hashed and signed into a GroupInfo or a Welcome.
#include "tests/common/mls/forge.h"
#include "tests/fuzz/mls_fixture.h"

#include "common/mls/welcome.h"

#include <cstdint>

using namespace chat121;

namespace {

// Anna's group with another tree.
mls::GroupInfo infoWith(QByteArrayView tree, mls::GroupState &state)
{
    if (const auto decoded = mls::RatchetTree::decode(tree)) {
        state.tree = *decoded;
        state.context.tree_hash = state.tree.treeHash();
    }
    const QList<mls::Extension> extensions{{mls::kExtensionRatchetTree, tree.toByteArray()},
                                           mls::externalPubExtension(state)};
    return mls::makeGroupInfo(state, fuzz::mlsFixture().pair.anna.key, {extensions});
}

QByteArray welcomeWith(QByteArrayView tree, mls::GroupState &state, const mls::KeyPackageBundle &bundle)
{
    const auto package = mls::decodeMessage<mls::KeyPackage>(bundle.message());
    std::vector<mls::Newcomer> newcomers;
    newcomers.push_back({*package, crypto::Secret32()});
    const crypto::Secret32 secret;
    const auto welcome = mls::sealWelcome(newcomers, {secret, secret, {}}, infoWith(tree, state),
                                          fuzz::mlsFixture().pair.anna.random);
    return welcome ? mls::encodeMessage(*welcome) : QByteArray();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    const QByteArrayView input(data + 1, static_cast<qsizetype>(size) - 1);
    const auto anna = test::stateOf(*fuzz::mlsFixture().pair.at_anna);
    static test::Device carl("carl", 3);
    static const auto bundle = carl.package();
    switch (data[0] % 5) {
    case 0:
        static_cast<void>(mls::Group::join(carl.party, input, *bundle));
        break;
    case 1:
        static_cast<void>(mls::Group::joinExternally(carl.party, input, carl.leaf(), std::nullopt));
        break;
    case 2: {
        const QByteArray info = mls::encodeMessage(infoWith(input, *anna));
        static_cast<void>(mls::Group::joinExternally(carl.party, info, carl.leaf(), std::nullopt));
        break;
    }
    case 3: {
        const QByteArray info = mls::encodeMessage(infoWith(input, *anna));
        static_cast<void>(mls::Group::joinExternally(carl.party, info, carl.leaf(), mls::LeafIndex{1}));
        break;
    }
    case 4:
        static_cast<void>(mls::Group::join(carl.party, welcomeWith(input, *anna, *bundle), *bundle));
        break;
    }
    return 0;
}
