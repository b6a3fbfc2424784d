// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a malicious member, joiner or server may try, and that it is refused with nothing changed:
// rows E4 and E8 to E11 of the threat list, with RFC 9420, Sections 7.3, 7.9, 12.2 and 12.4.2.
#include "common/mls/private_message.h"
#include "tests/common/mls/device.h"
#include "tests/common/mls/forge.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

namespace {

using Change = std::function<Forgery(Device &forger, const mls::GroupState &state)>;

mls::ProposalItem byForger(mls::Proposal proposal)
{
    return {std::move(proposal), {mls::SenderType::Member, 0}, {}};
}

mls::KeyPackage packageOf(Device &device)
{
    return *mls::decodeMessage<mls::KeyPackage>(device.package()->message());
}

// A key package that is signed again after a change.
template <typename F>
mls::Proposal changedAdd(Device &device, F change)
{
    mls::KeyPackage package = packageOf(device);
    change(package);
    package.leaf_node.sign(device.key, {});
    package.sign(device.key);
    return {mls::AddProposal{package}};
}

void flip(QByteArray &bytes, qsizetype at)
{
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestForgery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void commitIsRefused_data();
    void commitIsRefused();
    void everyDamagedByteOfACommitIsRefused();
    void everyDamagedByteOfAPublicCommitIsRefused();
    void changedParentNodesAreRefused();
    void changedLeavesAreRefused();
    void duplicateKeysInATreeAreRefused_data();
    void duplicateKeysInATreeAreRefused();
    void groupInfoOfAnotherSignerIsRefused();
    void theLastGenerationIsRefused();
    void messageOfANobodyIsRefused();
    void applicationDataInClearIsRefused();
    void externalProposalsAreRefused();
    void victimOfABadPathKeepsItsState();
    void expiredKeyPackageIsNotAdded();
    void otherSuitesAreNotAdded();
    void welcomeForAnotherIsRefused();
    void messageOfAnotherGroupIsRefused();

private:
    void addContentRows();
    void addPathRows();
    void addKeyRows();
};

void TestForgery::initTestCase()
{
    // The forger itself makes commits that are accepted, as long as it breaks no rule.
    Pair pair;
    VERIFY_OK(pair.start());
    auto state = stateOf(*pair.at_anna);
    VERIFY_OK(follow(*pair.at_ben, forgeCommit(pair.anna.party, *state, {})));
}

void TestForgery::commitIsRefused_data()
{
    QTest::addColumn<Change>("change");
    addContentRows();
    addPathRows();
    addKeyRows();
}

// Section 12.2: lists of proposals that cannot stand.
void TestForgery::addContentRows()
{
    const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
    row("the committer removes itself", [](Device &, const mls::GroupState &) {
        Forgery forgery;
        forgery.before_path = [](mls::RatchetTree &tree) { tree.add({}); };
        forgery.items = {byForger({mls::RemoveProposal{{0}}})};
        return forgery;
    });
    row("somebody is removed twice", [](Device &, const mls::GroupState &) {
        return Forgery{{byForger({mls::RemoveProposal{{2}}}), byForger({mls::RemoveProposal{{2}}})}};
    });
    row("the same key package is added twice", [](Device &, const mls::GroupState &) {
        Device dora("dora", 4);
        const mls::Proposal add{mls::AddProposal{packageOf(dora)}};
        return Forgery{{byForger(add), byForger(add)}};
    });
    row("the committer commits its own update", [](Device &forger, const mls::GroupState &state) {
        mls::LeafNode leaf = state.ownLeaf();
        leaf.source = mls::LeafNodeSource::Update;
        leaf.encryption_key = crypto::HpkeKeyPair::generate(forger.random).public_key.toByteArray();
        leaf.sign(forger.key, {state.groupId(), state.own});
        return Forgery{{byForger({mls::UpdateProposal{leaf}})}};
    });
    row("external init by a member", [](Device &, const mls::GroupState &) {
        return Forgery{{byForger({mls::ExternalInitProposal{QByteArray(32, 'k')}})}};
    });
    row("two sets of extensions", [](Device &, const mls::GroupState &state) {
        const mls::Proposal same{mls::ContextExtensionsProposal{state.context.extensions}};
        return Forgery{{byForger(same), byForger(same)}};
    });
    row("extensions that nobody supports", [](Device &, const mls::GroupState &) {
        return Forgery{{byForger({mls::ContextExtensionsProposal{
            {QList<mls::Extension>{mls::requiredCapabilities({0x7777})}}}})}};
    });
    row("a proposal that nobody has received", [](Device &, const mls::GroupState &) {
        mls::ProposalItem item = byForger({mls::ExternalInitProposal{}});
        item.reference = QByteArray(32, 'r');
        return Forgery{{item}};
    });
    row("a missing path", [](Device &, const mls::GroupState &) {
        Forgery forgery{{byForger({mls::RemoveProposal{{2}}})}};
        forgery.has_path = false;
        return forgery;
    });
    row("an empty commit without a path", [](Device &, const mls::GroupState &) {
        Forgery forgery;
        forgery.has_path = false;
        return forgery;
    });
    row("a PSK with a short nonce", [](Device &, const mls::GroupState &) {
        mls::PreSharedKeyId psk;
        psk.psk_id = QByteArray("code word");
        psk.psk_nonce = QByteArray("short");
        return Forgery{{byForger({mls::PskProposal{psk}})}};
    });
    row("a wrong confirmation tag", [](Device &, const mls::GroupState &) {
        Forgery forgery;
        forgery.after_tag = [](mls::AuthenticatedContent &content) { flip(content.auth.confirmation_tag.bytes, 0); };
        return forgery;
    });
    row("a wrong signature", [](Device &, const mls::GroupState &) {
        Forgery forgery;
        forgery.after_tag = [](mls::AuthenticatedContent &content) { flip(content.auth.signature.bytes, 0); };
        return forgery;
    });
    // E11: S + L verifies in careless libraries.
    row("a malleated signature", [](Device &, const mls::GroupState &) {
        Forgery forgery;
        forgery.after_tag = [](mls::AuthenticatedContent &content) {
            static const QByteArray order =
                QByteArray::fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
            int carry = 0;
            for (qsizetype i = 0; i < 32; ++i) {
                char &byte = content.auth.signature.bytes[32 + i];
                carry += static_cast<quint8>(byte) + static_cast<quint8>(order[i]);
                byte = static_cast<char>(carry);
                carry >>= 8;
            }
        };
        return forgery;
    });
}

// Sections 7.5, 7.9 and 12.4.2: paths that do not fit.
void TestForgery::addPathRows()
{
    const auto row = [](const char *name, std::function<void(mls::NewPath &)> after) {
        QTest::newRow(name) << Change([after](Device &, const mls::GroupState &) {
            Forgery forgery;
            forgery.after_path = after;
            return forgery;
        });
    };
    row("a path that is too short", [](mls::NewPath &path) { path.path.nodes.items.removeLast(); });
    row("a path that is too long", [](mls::NewPath &path) {
        path.path.nodes.items.append(path.path.nodes.items.last());
    });
    row("path secrets for fewer nodes",
        [](mls::NewPath &path) { path.path.nodes.items.last().encrypted_path_secret.items.removeLast(); });
    row("path secrets for more nodes", [](mls::NewPath &path) {
        auto &sealed = path.path.nodes.items.last().encrypted_path_secret.items;
        sealed.append(sealed.last());
    });
    row("another public key in the path",
        [](mls::NewPath &path) { flip(path.path.nodes.items.last().encryption_key.bytes, 5); });
    row("a public key of low order",
        [](mls::NewPath &path) { path.path.nodes.items.last().encryption_key.bytes.fill('\0'); });
    row("damaged path secrets", [](mls::NewPath &path) {
        for (mls::UpdatePathNode &node : path.path.nodes.items)
            for (mls::HpkeCiphertext &sealed : node.encrypted_path_secret.items)
                flip(sealed.ciphertext.bytes, 0);
    });
    row("a damaged leaf signature", [](mls::NewPath &path) { flip(path.path.leaf_node.signature.bytes, 3); });
    row("a wrong parent hash", [](mls::NewPath &path) { flip(path.path.leaf_node.parent_hash.bytes, 3); });
    QTest::newRow("a wrong parent hash, signed again") << Change([](Device &forger, const mls::GroupState &state) {
        Forgery forgery;
        forgery.after_path = [&forger, &state](mls::NewPath &path) {
            flip(path.path.leaf_node.parent_hash.bytes, 3);
            path.path.leaf_node.sign(forger.key, {state.groupId(), state.own});
        };
        return forgery;
    });
    QTest::newRow("the leaf keeps its old key") << Change([](Device &forger, const mls::GroupState &state) {
        Forgery forgery;
        forgery.after_path = [&forger, &state](mls::NewPath &path) {
            path.path.leaf_node.encryption_key = state.ownLeaf().encryption_key;
            path.path.leaf_node.sign(forger.key, {state.groupId(), state.own});
        };
        return forgery;
    });
    QTest::newRow("a leaf for an update") << Change([](Device &forger, const mls::GroupState &state) {
        Forgery forgery;
        forgery.after_path = [&forger, &state](mls::NewPath &path) {
            path.path.leaf_node.source = mls::LeafNodeSource::Update;
            path.path.leaf_node.sign(forger.key, {state.groupId(), state.own});
        };
        return forgery;
    });
}

// E10, Section 7.3: keys that are there already, and leaves that lack what the group requires.
void TestForgery::addKeyRows()
{
    const auto add = [](const char *name, std::function<mls::Proposal(Device &, const mls::GroupState &)> make) {
        QTest::newRow(name) << Change([make](Device &forger, const mls::GroupState &state) {
            return Forgery{{byForger(make(forger, state))}};
        });
    };
    add("an Add with a member's signature key",
        [](Device &forger, const mls::GroupState &) { return mls::Proposal{mls::AddProposal{packageOf(forger)}}; });
    add("an Add with a member's encryption key", [](Device &, const mls::GroupState &state) {
        Device dora("dora", 4);
        return changedAdd(dora, [&](mls::KeyPackage &package) {
            package.leaf_node.encryption_key = state.tree.leaf({1})->encryption_key;
        });
    });
    add("an Add whose init key is its leaf's key", [](Device &, const mls::GroupState &) {
        Device dora("dora", 4);
        return changedAdd(dora, [](mls::KeyPackage &package) { package.init_key = package.leaf_node.encryption_key; });
    });
    add("an Add without the required extension", [](Device &, const mls::GroupState &) {
        Device dora("dora", 4);
        return changedAdd(dora, [](mls::KeyPackage &package) {
            package.leaf_node.capabilities.extensions.items.clear();
            package.leaf_node.extensions.items.clear();
        });
    });
    add("an Add with an extension that its capabilities lack", [](Device &, const mls::GroupState &) {
        Device dora("dora", 4);
        return changedAdd(dora, [](mls::KeyPackage &package) {
            package.leaf_node.extensions.items.append(mls::Extension{0x7777, {}});
        });
    });
    add("an Add with one extension twice", [](Device &, const mls::GroupState &) {
        Device dora("dora", 4);
        return changedAdd(dora, [](mls::KeyPackage &package) {
            package.leaf_node.extensions.items.append(package.leaf_node.extensions.items.first());
        });
    });
    add("an Add with a credential that nobody knows", [](Device &, const mls::GroupState &) {
        Device dora("dora", 4);
        return changedAdd(dora, [](mls::KeyPackage &package) {
            package.leaf_node.credential.type = 0x7777;
            package.leaf_node.capabilities.credentials.items.append(quint16(0x7777));
        });
    });
    add("an Add of another cipher suite", [](Device &, const mls::GroupState &) {
        Device dora("dora", 4);
        return changedAdd(dora, [](mls::KeyPackage &package) { package.cipher_suite = 1; });
    });
    add("an Add with a damaged signature", [](Device &, const mls::GroupState &) {
        Device dora("dora", 4);
        mls::KeyPackage package = packageOf(dora);
        flip(package.signature.bytes, 1);
        return mls::Proposal{mls::AddProposal{package}};
    });
    add("a Remove of a blank leaf",
        [](Device &, const mls::GroupState &) { return mls::Proposal{mls::RemoveProposal{{3}}}; });
    QTest::newRow("a path with another member's signature key") << Change([](Device &, const mls::GroupState &state) {
        Forgery forgery;
        forgery.leaf = [&state](mls::LeafNode &leaf) { leaf.signature_key = state.tree.leaf({1})->signature_key; };
        return forgery;
    });
}

// Three members: anna forges, ben and carl must refuse.
void TestForgery::commitIsRefused()
{
    QFETCH(Change, change);
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    const auto bundle = carl.package();
    mls::CommitRequest request;
    request.adds = {bundle->message()};
    auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    VERIFY_OK(follow(*pair.at_ben, pending->commit()));
    const auto at_carl = mls::Group::join(carl.party, pending->welcome(), *bundle);
    VERIFY_OK(at_carl);
    VERIFY_OK(pair.at_anna->merge(*std::move(pending)));

    auto state = stateOf(*pair.at_anna);
    const QByteArray commit = forgeCommit(pair.anna.party, *state, change(pair.anna, *stateOf(*pair.at_anna)));
    QVERIFY(!commit.isEmpty());
    const QByteArray before = pair.at_ben->saved().epoch;
    const auto result = pair.at_ben->process(commit);
    QVERIFY(!result.has_value());
    QVERIFY(result.error().code == Code::Crypto || result.error().code == Code::Unsupported);
    QCOMPARE(pair.at_ben->saved().epoch, before);
    // The honest members go on.
    const auto next = pair.at_anna->commit({});
    VERIFY_OK(follow(*pair.at_ben, next->commit()));
}

void TestForgery::everyDamagedByteOfACommitIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const auto pending = pair.at_anna->commit({});
    const QByteArray commit = pending->commit();
    for (qsizetype i = 0; i < commit.size(); ++i) {
        QByteArray damaged = commit;
        flip(damaged, i);
        QVERIFY(!pair.at_ben->process(damaged).has_value());
    }
    VERIFY_OK(follow(*pair.at_ben, commit));
}

void TestForgery::everyDamagedByteOfAPublicCommitIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    auto joined =
        mls::Group::joinExternally(carl.party, *pair.at_anna->groupInfo(), carl.leaf(), std::nullopt);
    VERIFY_OK(joined);
    for (qsizetype i = 0; i < joined->commit.size(); ++i) {
        QByteArray damaged = joined->commit;
        flip(damaged, i);
        QVERIFY(!pair.at_ben->process(damaged).has_value());
    }
    VERIFY_OK(follow(*pair.at_ben, joined->commit));
}

namespace {

// A group with parent nodes and unmerged leaves, as its creator sees it.
std::unique_ptr<mls::GroupState> richState(Device &creator)
{
    auto group = creator.create();
    for (quint64 i = 0; i < 6; ++i) {
        Device other("other " + QByteArray::number(i), 100 + i);
        mls::CommitRequest request;
        request.adds = {other.package()->message()};
        request.path = i % 2 ? mls::CommitRequest::Path::WhenNeeded : mls::CommitRequest::Path::Always;
        auto pending = group->commit(request);
        if (!pending || !group->merge(*std::move(pending))) return nullptr;
    }
    return stateOf(*group);
}

// A GroupInfo with this tree, hashed and signed correctly by the creator.
QByteArray infoWith(Device &creator, mls::GroupState &state)
{
    state.context.tree_hash = state.tree.treeHash();
    return mls::encodeMessage(mls::makeGroupInfo(
        state, creator.key,
        {QList<mls::Extension>{mls::externalPubExtension(state), mls::ratchetTreeExtension(state)}}));
}

bool joinable(const QByteArray &info)
{
    Device newcomer("newcomer", 77);
    return mls::Group::joinExternally(newcomer.party, info, newcomer.leaf(), std::nullopt).has_value();
}

} // namespace

// E9: whatever is changed in a parent node, its parent hash does not fit any more.
void TestForgery::changedParentNodesAreRefused()
{
    Device creator("creator", 1);
    auto state = richState(creator);
    QVERIFY(state && joinable(infoWith(creator, *state)));
    int tried = 0;
    for (quint32 i = 1; i < mls::nodeCount(state->tree.leafCount()); i += 2) {
        if (state->tree.isBlank({i})) continue;
        const mls::ParentNode node = *state->tree.parent({i});
        const auto refused = [&](const mls::ParentNode &changed) {
            if (changed == node) return true;
            state->tree.setParent({i}, changed);
            ++tried;
            const bool accepted = joinable(infoWith(creator, *state));
            state->tree.setParent({i}, node);
            return !accepted;
        };
        for (qsizetype byte = 0; byte < node.encryption_key.bytes.size(); ++byte) {
            mls::ParentNode changed = node;
            flip(changed.encryption_key.bytes, byte);
            QVERIFY(refused(changed));
        }
        for (qsizetype byte = 0; byte < node.parent_hash.bytes.size(); ++byte) {
            mls::ParentNode changed = node;
            flip(changed.parent_hash.bytes, byte);
            QVERIFY(refused(changed));
        }
        for (quint32 leaf = 0; leaf < 8; ++leaf) {
            mls::ParentNode changed = node;
            QList<mls::LeafIndex> &unmerged = changed.unmerged_leaves.items;
            if (unmerged.removeAll(mls::LeafIndex{leaf}) == 0) unmerged.append(mls::LeafIndex{leaf});
            QVERIFY(refused(changed));
        }
        mls::ParentNode changed = node;
        changed.parent_hash.bytes.append('x');
        QVERIFY(refused(changed));
    }
    QVERIFY(tried > 100);
}

void TestForgery::changedLeavesAreRefused()
{
    Device creator("creator", 1);
    auto state = richState(creator);
    QVERIFY(state != nullptr);
    for (const mls::LeafIndex leaf : state->tree.leaves()) {
        const mls::LeafNode node = *state->tree.leaf(leaf);
        for (int change = 0; change < 5; ++change) {
            mls::LeafNode changed = node;
            if (change == 0) flip(changed.encryption_key.bytes, 0);
            if (change == 1) flip(changed.credential.body.bytes, 0);
            if (change == 2) flip(changed.extensions.items[0].data, 0);
            if (change == 3) flip(changed.signature.bytes, 0);
            if (change == 4) changed.source = mls::LeafNodeSource::Update;
            state->tree.setLeaf(leaf, changed);
            QVERIFY(!joinable(infoWith(creator, *state)));
        }
        state->tree.setLeaf(leaf, node);
        QVERIFY(joinable(infoWith(creator, *state)));
    }
}

void TestForgery::duplicateKeysInATreeAreRefused_data()
{
    QTest::addColumn<bool>("same_signature_key");
    QTest::addColumn<bool>("same_encryption_key");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("another device") << false << false << true;
    QTest::newRow("the creator's signature key again") << true << false << false;
    QTest::newRow("the creator's encryption key again") << false << true << false;
}

// E10, by way of a joiner: Welcome and external commit verify the tree with the same function.
void TestForgery::duplicateKeysInATreeAreRefused()
{
    QFETCH(bool, same_signature_key);
    QFETCH(bool, same_encryption_key);
    QFETCH(bool, accepted);
    Device creator("creator", 1);
    auto state = stateOf(*creator.create());
    Device other("other", 2);
    Device &signer = same_signature_key ? creator : other;
    mls::KeyPackage package = packageOf(signer);
    if (same_encryption_key) package.leaf_node.encryption_key = state->ownLeaf().encryption_key;
    package.leaf_node.sign(signer.key, {});
    state->tree.add(package.leaf_node);
    QCOMPARE(joinable(infoWith(creator, *state)), accepted);
}

void TestForgery::groupInfoOfAnotherSignerIsRefused()
{
    Device creator("creator", 1);
    Device other("other", 2);
    auto state = stateOf(*creator.create());
    QVERIFY(joinable(infoWith(creator, *state)));
    QVERIFY(!joinable(infoWith(other, *state)));
    state->own = {5};
    QVERIFY(!joinable(infoWith(creator, *state)));
}

// E8: a message that claims the last generation is refused without deriving what lies between.
void TestForgery::theLastGenerationIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    auto state = stateOf(*pair.at_anna);
    for (const quint32 generation : {0xffffffffu, 0xfffffffeu, limits::kForwardGenerationsMax + 1}) {
        auto sealed = *mls::decodeMessage<mls::PrivateMessage>(*pair.at_anna->protect("hello", {}));
        const mls::SenderData sender{state->own, generation, {}};
        Writer aad;
        codec::put(aad, sealed.group_id);
        codec::put(aad, sealed.epoch);
        codec::put(aad, sealed.content_type);
        const auto key = mls::senderDataKey(state->secrets.sender_data, sealed.ciphertext.bytes);
        sealed.encrypted_sender_data.bytes = crypto::aeadSeal(
            key.key, *crypto::AeadNonce::from(key.nonce.view()), aad.bytes(), encode(sender));
        QCOMPARE(pair.at_ben->process(mls::encodeMessage(sealed)).error().code, Code::TooLarge);
    }
}

void TestForgery::messageOfANobodyIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    auto state = stateOf(*pair.at_anna);
    // Signed by anna, sent in the name of ben and of leaves that nobody sits on.
    for (const quint32 leaf : {2u, 3u, 1000u, 0xffffffffu}) {
        auto content = mls::signedContent(*state, pair.anna.key, mls::WireFormat::PublicMessage,
                                          mls::Proposal{mls::RemoveProposal{{1}}}, {});
        content.content.sender.index = leaf;
        const auto framed = mls::frameMessage(*state, content, pair.anna.random);
        QCOMPARE(pair.at_ben->process(*framed).error().code, Code::Crypto);
    }
    auto content = mls::signedContent(*state, pair.ben.key, mls::WireFormat::PrivateMessage,
                                      mls::Data(QByteArray("in anna's name")), {});
    QCOMPARE(pair.at_ben->process(*mls::frameMessage(*state, content, pair.anna.random)).error().code,
             Code::Crypto);
    // The key of that generation was not used up by the forgery.
    VERIFY_OK(open(*pair.at_ben, *pair.at_anna->protect("really anna", {})));
}

void TestForgery::applicationDataInClearIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    auto state = stateOf(*pair.at_anna);
    const auto content = mls::signedContent(*state, pair.anna.key, mls::WireFormat::PublicMessage,
                                            mls::Data(QByteArray("hello")), {});
    const auto framed = mls::frameMessage(*state, content, pair.anna.random);
    QCOMPARE(pair.at_ben->process(*framed).error().code, Code::Crypto);
}

// E11: our groups list no external senders.
void TestForgery::externalProposalsAreRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    auto state = stateOf(*pair.at_anna);
    mls::AuthenticatedContent content;
    content.wire_format = mls::WireFormat::PublicMessage;
    content.content.group_id = state->context.group_id;
    content.content.epoch = state->epoch();
    content.content.sender = {mls::SenderType::External, 0};
    content.content.content = mls::Proposal{mls::RemoveProposal{{1}}};
    content.sign(pair.anna.key, state->context);
    const auto framed = mls::frameMessage(*state, content, pair.anna.random);
    QCOMPARE(pair.at_ben->process(*framed).error().code, Code::Crypto);
}

// E4: the victim refuses, keeps reading its epoch, and follows the next honest commit.
void TestForgery::victimOfABadPathKeepsItsState()
{
    Pair pair;
    VERIFY_OK(pair.start());
    auto state = stateOf(*pair.at_anna);
    Forgery forgery;
    forgery.after_path = [](mls::NewPath &path) {
        flip(path.path.nodes.items.last().encrypted_path_secret.items.first().ciphertext.bytes, 9);
    };
    const QByteArray commit = forgeCommit(pair.anna.party, *state, forgery);
    QCOMPARE(pair.at_ben->process(commit).error().code, Code::Crypto);
    VERIFY_OK(open(*pair.at_ben, *pair.at_anna->protect("still in the epoch", {})));
    VERIFY_OK(follow(*pair.at_ben, pair.at_anna->commit({})->commit()));
}

// E6: too old, or not valid yet.
void TestForgery::expiredKeyPackageIsNotAdded()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    mls::CommitRequest request;
    request.adds = {carl.package()->message()};
    pair.anna.clock.advance(std::chrono::hours(24) + std::chrono::seconds(1));
    QCOMPARE(pair.at_anna->commit(request).error().code, Code::Expired);
    pair.anna.clock.jumpTo(carl.clock.now() - std::chrono::hours(2));
    QCOMPARE(pair.at_anna->commit(request).error().code, Code::Expired);
    pair.anna.clock.jumpTo(carl.clock.now());
    VERIFY_OK(pair.at_anna->commit(request));
}

void TestForgery::otherSuitesAreNotAdded()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    const mls::Proposal add =
        changedAdd(carl, [](mls::KeyPackage &package) { package.cipher_suite = 1; });
    mls::CommitRequest request;
    request.adds = {mls::encodeMessage(add.as<mls::AddProposal>()->key_package)};
    QCOMPARE(pair.at_anna->commit(request).error().code, Code::Unsupported);
}

void TestForgery::welcomeForAnotherIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    const auto used = carl.package();
    const auto unused = carl.package();
    mls::CommitRequest request;
    request.adds = {used->message()};
    const auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    QCOMPARE(mls::Group::join(carl.party, pending->welcome(), *unused).error().code, Code::NotFound);
    QByteArray damaged = pending->welcome();
    flip(damaged, damaged.size() - 1);
    QCOMPARE(mls::Group::join(carl.party, damaged, *used).error().code, Code::Crypto);
    VERIFY_OK(mls::Group::join(carl.party, pending->welcome(), *used));
}

void TestForgery::messageOfAnotherGroupIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    auto other = mls::Group::create(pair.anna.party, "another group", pair.anna.leaf(), {});
    QCOMPARE(pair.at_ben->process(*other->protect("hello", {})).error().code, Code::NotFound);
    QCOMPARE(pair.at_ben->process(*pair.at_anna->groupInfo()).error().code, Code::Malformed);
    QCOMPARE(pair.at_ben->process("nonsense").error().code, Code::Unsupported);
}

CHAT121_TEST_MAIN(TestForgery)
#include "tst_forgery.moc"
