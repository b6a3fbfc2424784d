// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the membership of a group changes: by proposals, commits, PSKs and external commits, and what
// the others see of it.
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

class TestMembership : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stagedCommitSaysWhoIsAdded();
    void removedMemberLearnsIt();
    void removedMemberReadsLateMessages();
    void proposalsAreCommittedByReference();
    void ownUpdateIsCommittedByTheOther();
    void leavingIsProposedAndCommitted();
    void emptyCommitRenewsTheCommittersKeys();
    void manyLeaveAtOnce();
    void ownLeafCanBeRenewed();
    void externalPskBindsTheEpoch();
    void unknownPskIsRefused();
    void publicFramingWorks();
    void externalJoin();
    void externalJoinReplacesTheOldLeaf();
    void validatorIsAskedForEveryLeaf();
};

void TestMembership::stagedCommitSaysWhoIsAdded()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    mls::CommitRequest request;
    request.adds = {carl.package()->message()};
    request.authenticated_data = "why";
    const auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    const auto incoming = pair.at_ben->process(pending->commit());
    VERIFY_OK(incoming);
    const auto &staged = std::get<mls::StagedCommit>(*incoming);
    QCOMPARE(staged.epoch(), 2u);
    QCOMPARE(staged.committer().identity, QByteArray("anna"));
    QCOMPARE(staged.authenticatedData(), QByteArray("why"));
    QVERIFY(!staged.isExternal() && !staged.selfRemoved());
    QCOMPARE(staged.added().size(), 1);
    QCOMPARE(staged.added().first().identity, QByteArray("carl"));
    QCOMPARE(staged.added().first().leaf, mls::LeafIndex{2});
    QCOMPARE(staged.added().first().signature_key, carl.key.publicKey());
    QCOMPARE(staged.updated().size(), 1); // the committer's path
    QVERIFY(staged.removed().isEmpty());
}

void TestMembership::removedMemberLearnsIt()
{
    Pair pair;
    VERIFY_OK(pair.start());
    mls::CommitRequest request;
    request.removes = {pair.at_ben->ownLeaf()};
    auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    auto incoming = pair.at_ben->process(pending->commit());
    VERIFY_OK(incoming);
    auto &staged = std::get<mls::StagedCommit>(*incoming);
    QVERIFY(staged.selfRemoved());
    QCOMPARE(staged.removed().first().identity, QByteArray("ben"));
    VERIFY_OK(pair.at_ben->merge(std::move(staged)));
    VERIFY_OK(pair.at_anna->merge(*std::move(pending)));
    VERIFY_OK(saveAndRestore(pair.ben.party, *pair.at_ben));

    QVERIFY(!pair.at_ben->isActive());
    QCOMPARE(pair.at_ben->protect("hello?", {}).error().code, Code::Forbidden);
    QCOMPARE(pair.at_ben->commit({}).error().code, Code::Forbidden);
    const auto secret = pair.at_anna->protect("without ben", {});
    QVERIFY(!open(*pair.at_ben, *secret));
    QCOMPARE(pair.at_anna->members().size(), 1);
}

void TestMembership::removedMemberReadsLateMessages()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const QByteArray late = *pair.at_anna->protect("before", {});
    mls::CommitRequest request;
    request.removes = {pair.at_ben->ownLeaf()};
    const auto pending = pair.at_anna->commit(request);
    VERIFY_OK(follow(*pair.at_ben, pending->commit()));
    VERIFY_OK(open(*pair.at_ben, late));
}

void TestMembership::proposalsAreCommittedByReference()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    const auto bundle = carl.package();
    const auto proposal = pair.at_ben->proposeAdd(bundle->message(), mls::CommitRequest::Framing::Private);
    VERIFY_OK(proposal);
    const auto received = pair.at_anna->process(*proposal);
    VERIFY_OK(received);
    QCOMPARE(std::get<mls::ProposalReceived>(*received).kind, mls::ProposalReceived::Kind::Add);
    QCOMPARE(std::get<mls::ProposalReceived>(*received).sender, mls::LeafIndex{1});
    VERIFY_OK(saveAndRestore(pair.anna.party, *pair.at_anna));

    auto pending = pair.at_anna->commit({});
    VERIFY_OK(pending);
    QCOMPARE(pending->added().size(), 1);
    VERIFY_OK(follow(*pair.at_ben, pending->commit()));
    const auto at_carl = mls::Group::join(carl.party, pending->welcome(), *bundle);
    VERIFY_OK(at_carl);
    QCOMPARE(at_carl->epochAuthenticator(), pair.at_ben->epochAuthenticator());
}

void TestMembership::ownUpdateIsCommittedByTheOther()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const auto proposal = pair.at_ben->proposeUpdate(mls::CommitRequest::Framing::Private);
    VERIFY_OK(proposal);
    VERIFY_OK(pair.at_anna->process(*proposal));
    VERIFY_OK(saveAndRestore(pair.ben.party, *pair.at_ben));
    auto pending = pair.at_anna->commit({});
    VERIFY_OK(pending);
    VERIFY_OK(follow(*pair.at_ben, pending->commit()));
    VERIFY_OK(pair.at_anna->merge(*std::move(pending)));
    QCOMPARE(pair.at_anna->epochAuthenticator(), pair.at_ben->epochAuthenticator());
    // The new key works: the next path reaches it.
    auto next = pair.at_anna->commit({});
    VERIFY_OK(follow(*pair.at_ben, next->commit()));
}

void TestMembership::leavingIsProposedAndCommitted()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const auto proposal = pair.at_ben->proposeRemove({1}, mls::CommitRequest::Framing::Private);
    const auto received = pair.at_anna->process(*proposal);
    VERIFY_OK(received);
    QCOMPARE(std::get<mls::ProposalReceived>(*received).removes, mls::LeafIndex{1});
    // A member cannot commit its own removal; what it commits leaves the proposal out.
    VERIFY_OK(pair.at_ben->commit({}));
    auto pending = pair.at_anna->commit({});
    VERIFY_OK(follow(*pair.at_ben, pending->commit()));
    QVERIFY(!pair.at_ben->isActive());
}

void TestMembership::emptyCommitRenewsTheCommittersKeys()
{
    Circle circle;
    VERIFY_OK(circle.start(4, 4));
    const auto before = stateOf(circle.at(1));
    VERIFY_OK(circle.commits(1, {}));
    const auto after = stateOf(circle.at(1));
    for (const mls::NodeIndex node : {mls::NodeIndex{2}, mls::NodeIndex{1}, mls::NodeIndex{3}})
        QVERIFY(after->tree.encryptionKey(node) != before->tree.encryptionKey(node)); // its leaf and above
    for (const mls::NodeIndex node :
         {mls::NodeIndex{0}, mls::NodeIndex{4}, mls::NodeIndex{5}, mls::NodeIndex{6}})
        QCOMPARE(after->tree.encryptionKey(node), before->tree.encryptionKey(node));
    QCOMPARE(after->tree.leaf({1})->signature_key, before->tree.leaf({1})->signature_key);
}

// Six of nine in one commit: the tree shrinks, who is gone knows it, and who stays goes on.
void TestMembership::manyLeaveAtOnce()
{
    Circle circle;
    VERIFY_OK(circle.start(9, 9));
    QCOMPARE(stateOf(circle.at(0))->tree.leafCount(), 16u);
    mls::CommitRequest request;
    for (const quint32 leaf : {8u, 3u, 1u, 6u, 4u, 5u})
        request.removes.append(mls::LeafIndex{leaf});
    VERIFY_OK(circle.commits(2, request));
    for (const size_t staying : {0u, 2u, 7u}) {
        QCOMPARE(circle.at(staying).members().size(), 3);
        QCOMPARE(circle.at(staying).epochAuthenticator(), circle.at(0).epochAuthenticator());
        QCOMPARE(stateOf(circle.at(staying))->tree.leafCount(), 8u);
    }
    for (const size_t gone : {1u, 3u, 4u, 5u, 6u, 8u})
        QVERIFY(!circle.at(gone).isActive());
    const QByteArray message = *circle.at(7).protect("the three of us", {});
    VERIFY_OK(open(circle.at(0), message));
    VERIFY_OK(open(circle.at(2), message));
    QVERIFY(!open(circle.at(1), message));
    // All but one: the last one is alone, and can go on.
    request.removes = {mls::LeafIndex{2}, mls::LeafIndex{7}};
    VERIFY_OK(circle.commits(0, request));
    QCOMPARE(stateOf(circle.at(0))->tree.leafCount(), 1u);
    VERIFY_OK(circle.at(0).protect("alone", {}));
    VERIFY_OK(circle.commits(0, {}));
}

void TestMembership::ownLeafCanBeRenewed()
{
    Pair pair;
    VERIFY_OK(pair.start());
    mls::CommitRequest request;
    request.own_leaf = mls::LeafConfig{"anna", {{kTestExtension, "a newer chain"}}};
    auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    auto incoming = pair.at_ben->process(pending->commit());
    VERIFY_OK(incoming);
    auto &staged = std::get<mls::StagedCommit>(*incoming);
    QCOMPARE(staged.committer().extension(kTestExtension), QByteArray("a newer chain"));
    const mls::Candidate asked = pair.ben.validator.asked.last();
    QCOMPARE(asked.origin, mls::LeafOrigin::Replaced);
    QCOMPARE(asked.predecessor->extension(kTestExtension), QByteArray("chain of anna"));
    VERIFY_OK(pair.at_ben->merge(std::move(staged)));
    QCOMPARE(pair.at_ben->member({0})->extension(kTestExtension), QByteArray("a newer chain"));
}

void TestMembership::externalPskBindsTheEpoch()
{
    Pair pair;
    VERIFY_OK(pair.start());
    pair.anna.psks.values["code word"] = "secret";
    pair.ben.psks.values["code word"] = "secret";
    mls::CommitRequest request;
    request.psk_ids = {"code word"};
    request.path = mls::CommitRequest::Path::WhenNeeded;
    auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    const QByteArray commit = pending->commit();
    pair.ben.psks.values["code word"] = "wrong";
    QCOMPARE(pair.at_ben->process(commit).error().code, Code::Crypto);
    pair.ben.psks.values["code word"] = "secret";
    VERIFY_OK(follow(*pair.at_ben, commit));
    VERIFY_OK(pair.at_anna->merge(*std::move(pending)));
    QCOMPARE(pair.at_anna->epochAuthenticator(), pair.at_ben->epochAuthenticator());
}

void TestMembership::unknownPskIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    mls::CommitRequest request;
    request.psk_ids = {"never heard"};
    QCOMPARE(pair.at_anna->commit(request).error().code, Code::Crypto);
}

void TestMembership::publicFramingWorks()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const auto proposal = pair.at_ben->proposeUpdate(mls::CommitRequest::Framing::Public);
    VERIFY_OK(pair.at_anna->process(*proposal));
    mls::CommitRequest request;
    request.framing = mls::CommitRequest::Framing::Public;
    const auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    const auto header = mls::peek(pending->commit());
    QCOMPARE(header->kind, mls::MessageHeader::Kind::Commit);
    QCOMPARE(header->epoch, 1u);
    QCOMPARE(header->group_id, QByteArray("group"));
    VERIFY_OK(follow(*pair.at_ben, pending->commit()));
}

void TestMembership::externalJoin()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    const QByteArray info = *pair.at_ben->groupInfo();
    QCOMPARE(mls::publicMembers(info)->size(), 2);
    auto joined = mls::Group::joinExternally(carl.party, info, carl.leaf(), std::nullopt);
    VERIFY_OK(joined);

    const auto incoming = pair.at_anna->process(joined->commit);
    VERIFY_OK(incoming);
    const auto &staged = std::get<mls::StagedCommit>(*incoming);
    QVERIFY(staged.isExternal());
    QVERIFY(staged.removed().isEmpty());
    QCOMPARE(staged.committer().identity, QByteArray("carl"));
    QCOMPARE(pair.anna.validator.asked.last().origin, mls::LeafOrigin::Added);

    VERIFY_OK(follow(*pair.at_anna, joined->commit));
    VERIFY_OK(follow(*pair.at_ben, joined->commit));
    QCOMPARE(joined->group.epochAuthenticator(), pair.at_anna->epochAuthenticator());
    QCOMPARE(joined->group.epochAuthenticator(), pair.at_ben->epochAuthenticator());
    VERIFY_OK(open(*pair.at_ben, *joined->group.protect("here I am", {})));
    VERIFY_OK(open(joined->group, *pair.at_ben->protect("welcome", {})));
    // The info that came with the commit opens the next door.
    Device dora("dora", 4);
    VERIFY_OK(mls::Group::joinExternally(dora.party, joined->group_info, dora.leaf(), std::nullopt));
}

void TestMembership::externalJoinReplacesTheOldLeaf()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const QByteArray info = *pair.at_anna->groupInfo();
    // With the same key, the old leaf has to go.
    QVERIFY(!mls::Group::joinExternally(pair.ben.party, info, pair.ben.leaf(), std::nullopt));
    auto joined = mls::Group::joinExternally(pair.ben.party, info, pair.ben.leaf(), mls::LeafIndex{1});
    VERIFY_OK(joined);
    auto incoming = pair.at_anna->process(joined->commit);
    VERIFY_OK(incoming);
    auto &staged = std::get<mls::StagedCommit>(*incoming);
    QVERIFY(staged.isExternal());
    QCOMPARE(staged.removed().first().identity, QByteArray("ben"));
    QCOMPARE(pair.anna.validator.asked.last().predecessor->identity, QByteArray("ben"));
    VERIFY_OK(pair.at_anna->merge(std::move(staged)));
    QCOMPARE(joined->group.epochAuthenticator(), pair.at_anna->epochAuthenticator());
    QCOMPARE(pair.at_anna->members().size(), 2);
    // The old state learns that it was replaced.
    VERIFY_OK(follow(*pair.at_ben, joined->commit));
    QVERIFY(!pair.at_ben->isActive());
}

void TestMembership::validatorIsAskedForEveryLeaf()
{
    Pair pair;
    VERIFY_OK(pair.start());
    QCOMPARE(pair.anna.validator.asked.size(), 1); // ben, when anna added him
    QCOMPARE(pair.ben.validator.asked.size(), 1);  // anna, when ben joined
    QCOMPARE(pair.ben.validator.asked.first().origin, mls::LeafOrigin::Present);

    Device carl("carl", 3);
    const auto bundle = carl.package();
    mls::CommitRequest request;
    request.adds = {bundle->message()};
    pair.anna.validator.refuses = {"carl"};
    QCOMPARE(pair.at_anna->commit(request).error().code, Code::Forbidden);
    pair.anna.validator.refuses.clear();
    const auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    pair.ben.validator.refuses = {"carl"};
    QCOMPARE(pair.at_ben->process(pending->commit()).error().code, Code::Forbidden);
    QCOMPARE(pair.at_ben->epoch(), 1u);
    carl.validator.refuses = {"ben"};
    QCOMPARE(mls::Group::join(carl.party, pending->welcome(), *bundle).error().code, Code::Forbidden);
}

CHAT121_TEST_MAIN(TestMembership)
#include "tst_membership.moc"
