// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a malicious member or server may try with messages, trees and key packages: rows E4, E6 and E8
// to E11 of the threat list, with RFC 9420, Sections 6, 7.3 and 7.9. Commits: tst_forged_commits.cpp.
#include "common/mls/private_message.h"
#include "common/mls/welcome.h"
#include "tests/common/mls/device.h"
#include "tests/common/mls/forge.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

class TestForgery : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
    void welcomeWithAPathSecretOfABlankNodeIsRefused();
    void messageOfAnotherGroupIsRefused();
};

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
    const mls::Proposal add = changedAdd(carl, [](mls::KeyPackage &package) { package.cipher_suite = 1; });
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

void TestForgery::welcomeWithAPathSecretOfABlankNodeIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    auto state = stateOf(*pair.at_anna);
    Device carl("carl", 3);
    const auto bundle = carl.package();
    const auto package = *mls::decodeMessage<mls::KeyPackage>(bundle->message());
    state->tree.add(package.leaf_node); // leaves the new root blank
    state->context.tree_hash = state->tree.treeHash();
    const mls::GroupInfo info =
        mls::makeGroupInfo(*state, pair.anna.key, {QList<mls::Extension>{mls::ratchetTreeExtension(*state)}});
    std::vector<mls::Newcomer> newcomers;
    newcomers.push_back({package, crypto::Secret32()});
    const crypto::Secret32 secret;
    const auto welcome = mls::sealWelcome(newcomers, {secret, secret, {}}, info, pair.anna.random);
    VERIFY_OK(welcome);
    QCOMPARE(mls::Group::join(carl.party, mls::encodeMessage(*welcome), *bundle).error().code, Code::Crypto);
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
