// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a malicious member tries against the others: rows E1, E4, E6, E8, E10, E11 and E15 of the threat
// list, with RFC 9420, Sections 7.3, 9.1, 12.4.2, 15.3, 16.8, 16.12 and RFC 9750, Sections 5.1, 8.6.
// Trees (E9): tst_insider_trees.cpp. What a client makes of it: tests/client/core/engine.
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

class TestInsider : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReplayUnderANewGenerationSaysWhatTheFirstSaid();
    void aReplayInAnotherEpochIsRefused();
    void theKeyOfAReplayIsNotTheAuthorsNext();
    void whoIsLockedOutIsBackWithinTwoEpochs_data();
    void whoIsLockedOutIsBackWithinTwoEpochs();
    void anInitKeyOpensOneWelcome();
    void aFarGenerationIsRefusedAtOnce_data();
    void aFarGenerationIsRefusedAtOnce();
    void oldEpochsCloseInTime();
    void duplicateKeysAreRefused_data();
    void duplicateKeysAreRefused();
    void otherSuitesAndVersionsAreRefused_data();
    void otherSuitesAndVersionsAreRefused();
    void aDowngradeIsRefused();
};

// E1. MLS itself takes it (the signature verifies, the key is fresh); so a client has its author say the
// generation in authenticated_data and compares (tst_malicious_member). Here: that cannot be another.
void TestInsider::aReplayUnderANewGenerationSaysWhatTheFirstSaid()
{
    Circle circle;
    VERIFY_OK(circle.start(3, 0));
    auto insider = circle.stateAt(2);
    QCOMPARE(circle.at(0).nextGeneration(), 0u);
    const QByteArray said = *circle.at(0).protect("pay ten", "message id 1");
    QCOMPARE(circle.at(0).nextGeneration(), 1u);
    const auto again = underTheNextGeneration(said, *insider, circle.device(2));
    VERIFY_OK(again);
    QVERIFY(*again != said);
    const auto first = open(circle.at(1), said);
    const auto second = open(circle.at(1), *again);
    VERIFY_OK(first);
    VERIFY_OK(second);
    QCOMPARE(second->sender, first->sender);
    QCOMPARE(first->generation, 0u);
    QCOMPARE(second->generation, 1u);
    QCOMPARE(second->authenticated_data, QByteArray("message id 1"));
    QCOMPARE(second->data, first->data);

    // With another id it is no longer the author's.
    auto other_id = *mls::decodeMessage<mls::PrivateMessage>(said);
    const auto sender = mls::openSenderData(other_id, insider->secrets.sender_data);
    VERIFY_OK(sender);
    auto content =
        mls::signedContent(*circle.stateAt(2), circle.device(2).key, mls::WireFormat::PrivateMessage,
                           mls::Data(QByteArray("pay ten")), "message id 2");
    content.content.sender.index = sender->leaf.value;
    const auto framed =
        mls::sealPrivate(content, insider->ratchets, insider->secrets.sender_data, circle.device(2).random);
    VERIFY_OK(framed);
    QCOMPARE(circle.at(1).process(mls::encodeMessage(*framed)).error().code, Code::Crypto);
}

void TestInsider::aReplayInAnotherEpochIsRefused()
{
    Circle circle;
    VERIFY_OK(circle.start(3, 0));
    auto old = circle.stateAt(2);
    const QByteArray said = *circle.at(0).protect("pay ten", "message id 1");
    VERIFY_OK(circle.commits(1, {}));
    auto now = circle.stateAt(2);
    const auto sealed = mls::decodeMessage<mls::PrivateMessage>(said);
    VERIFY_OK(sealed);
    auto opened = mls::openPrivate(*sealed, *mls::openSenderData(*sealed, old->secrets.sender_data),
                                   old->ratchets, circle.device(2).clock.now());
    VERIFY_OK(opened);
    opened->content.content.epoch = now->epoch();
    const auto moved =
        mls::sealPrivate(opened->content, now->ratchets, now->secrets.sender_data, circle.device(2).random);
    VERIFY_OK(moved);
    QCOMPARE(circle.at(1).process(mls::encodeMessage(*moved)).error().code, Code::Crypto);
}

// What the insider has put into the author's ratchet costs the author no message.
void TestInsider::theKeyOfAReplayIsNotTheAuthorsNext()
{
    Circle circle;
    VERIFY_OK(circle.start(3, 0));
    auto insider = circle.stateAt(2);
    const QByteArray said = *circle.at(0).protect("one", "id 1");
    const auto again = underTheNextGeneration(said, *insider, circle.device(2));
    VERIFY_OK(again);
    VERIFY_OK(open(circle.at(1), said));
    const QByteArray next = *circle.at(0).protect("two", "id 2");
    // In this order the author's own message comes first, and the replay has no key left.
    VERIFY_OK(open(circle.at(1), next));
    QCOMPARE(circle.at(1).process(*again).error().code, Code::Expired);
    VERIFY_OK(open(circle.at(1), *circle.at(0).protect("three", "id 3")));
}

void TestInsider::whoIsLockedOutIsBackWithinTwoEpochs_data()
{
    QTest::addColumn<int>("victim");
    QTest::addColumn<bool>("insider_is_removed");
    for (int victim = 1; victim < 8; ++victim) {
        QTest::addRow("member %d, by itself", victim) << victim << false;
        QTest::addRow("member %d, and the insider goes", victim) << victim << true;
    }
}

// E4: the path secret for one member is damaged, so that the others enter an epoch that it cannot.
void TestInsider::whoIsLockedOutIsBackWithinTwoEpochs()
{
    QFETCH(int, victim);
    QFETCH(bool, insider_is_removed);
    const auto out = static_cast<size_t>(victim);
    Circle circle;
    VERIFY_OK(circle.start(8, 0)); // no parent nodes: each member has a ciphertext of its own
    const QByteArray last_words = *circle.at(out).protect("said before", {});

    // The members are not told whose ciphertext is whose; each position is tried on a copy.
    auto state = circle.stateAt(0);
    QByteArray commit;
    for (qsizetype place = 0; place < 64 && commit.isEmpty(); ++place) {
        Forgery forgery;
        forgery.after_path = [place](mls::NewPath &path) {
            qsizetype number = 0;
            for (mls::UpdatePathNode &node : path.path.nodes.items)
                for (mls::HpkeCiphertext &sealed : node.encrypted_path_secret.items)
                    if (number++ == place) flip(sealed.ciphertext.bytes, 3);
        };
        const auto copy = stateOf(circle.at(0));
        const QByteArray tried = forgeCommit(circle.device(0).party, *copy, forgery);
        if (!circle.at(out).process(tried).has_value()) commit = tried;
    }
    QVERIFY(!commit.isEmpty());
    const quint64 before = circle.at(out).epoch();
    QCOMPARE(circle.at(out).process(commit).error().code, Code::Crypto);
    QCOMPARE(circle.at(out).epoch(), before);
    const size_t honest = out == 7 ? 6 : out + 1;
    for (size_t i = 1; i < circle.size(); ++i)
        if (i != out) VERIFY_OK(follow(circle.at(i), commit));
    VERIFY_OK(open(circle.at(honest), last_words)); // nothing of the victim's is lost

    // It comes back by its own key, in place of its old leaf.
    const auto old_leaf = circle.at(out).ownLeaf();
    auto back = mls::Group::joinExternally(circle.device(out).party, *circle.at(honest).groupInfo(),
                                           circle.device(out).leaf(), old_leaf);
    VERIFY_OK(back);
    const quint64 locked = circle.at(honest).epoch();
    VERIFY_OK(circle.follows(back->commit, locked, out));
    circle.at(out) = std::move(back->group);
    if (insider_is_removed) {
        mls::CommitRequest request;
        request.removes = {circle.at(0).ownLeaf()};
        VERIFY_OK(circle.commits(out, request));
    }
    QVERIFY(circle.at(out).epoch() <= locked + 2);
    const QByteArray word = *circle.at(out).protect("said after", {});
    const QByteArray answer = *circle.at(honest).protect("heard", {});
    for (size_t i = 1; i < circle.size(); ++i)
        if (i != out) VERIFY_OK(open(circle.at(i), word));
    VERIFY_OK(open(circle.at(out), answer));
}

// E6, RFC 9420, Section 16.8: one key package in two groups. The library hands the bundle's key to one
// caller; erasing it is the client's (tst_committer). What the library sees to: not the same Welcome's
// group twice as two members, and no other member's package.
void TestInsider::anInitKeyOpensOneWelcome()
{
    Circle circle;
    VERIFY_OK(circle.start(2, 0));
    Device carl("carl", 3);
    const auto bundle = carl.package();
    mls::CommitRequest request;
    request.adds = {bundle->message()};
    const auto pending = circle.at(0).commit(request);
    VERIFY_OK(pending);
    VERIFY_OK(mls::Group::join(carl.party, pending->welcome(), *bundle));
    // Added again in the epoch in which it is a member already.
    VERIFY_OK(circle.commits(0, request));
    QCOMPARE(circle.at(0).commit(request).error().code, Code::Crypto);
    QCOMPARE(circle.at(1).commit(request).error().code, Code::Crypto);
    // The Welcome for another's package does not open with one's own keys, whatever the reference says.
    const auto other = carl.package();
    auto welcome = *mls::decodeMessage<mls::Welcome>(pending->welcome());
    welcome.secrets.items.first().new_member = other->reference();
    QCOMPARE(mls::Group::join(carl.party, mls::encodeMessage(welcome), *other).error().code, Code::Crypto);
}

void TestInsider::aFarGenerationIsRefusedAtOnce_data()
{
    QTest::addColumn<quint32>("generation");
    QTest::addColumn<int>("code"); // -1: the key is derived, and does not fit
    QTest::newRow("within reach") << limits::kForwardGenerationsMax << static_cast<int>(Code::Crypto);
    QTest::newRow("one too far") << limits::kForwardGenerationsMax + 1 << static_cast<int>(Code::TooLarge);
    QTest::newRow("a million") << 1'000'000u << static_cast<int>(Code::TooLarge);
    QTest::newRow("the last but one") << 0xfffffffeu << static_cast<int>(Code::TooLarge);
    QTest::newRow("the last of all") << 0xffffffffu << static_cast<int>(Code::TooLarge);
}

// E8, RFC 9420, Section 15.3. Refused without deriving what lies between: the state does not change.
void TestInsider::aFarGenerationIsRefusedAtOnce()
{
    QFETCH(quint32, generation);
    QFETCH(int, code);
    Circle circle;
    VERIFY_OK(circle.start(3, 0));
    const QByteArray said = *circle.at(0).protect("hello", {});
    const auto insider = circle.stateAt(2);
    const QByteArray before = circle.at(1).savedRatchets();
    for (const quint32 leaf : {0u, 2u}) {
        const QByteArray far = withSenderData(said, *insider, {{leaf}, generation, {}});
        QCOMPARE(static_cast<int>(circle.at(1).process(far).error().code), code);
    }
    const QByteArray after = circle.at(1).savedRatchets(); // before the honest message changes it
    if (code == static_cast<int>(Code::TooLarge)) QVERIFY(after.size() < before.size() + 4096);
    const auto first = open(circle.at(1), said); // and the honest message still opens
    VERIFY_OK(first);
}

// E8: "old keys kept": three epochs, or 24 hours, whichever ends first; handshakes not at all.
void TestInsider::oldEpochsCloseInTime()
{
    Circle circle;
    VERIFY_OK(circle.start(3, 0));
    QList<QByteArray> said;
    for (int epoch = 0; epoch < 5; ++epoch) {
        said.append(*circle.at(0).protect("in epoch " + QByteArray::number(epoch), {}));
        VERIFY_OK(circle.commits(0, {}));
    }
    QCOMPARE(circle.at(1).process(said[0]).error().code, Code::Expired);
    QCOMPARE(circle.at(1).process(said[1]).error().code, Code::Expired);
    VERIFY_OK(open(circle.at(1), said[2]));
    circle.device(1).clock.advance(limits::kPastEpochLife);
    VERIFY_OK(open(circle.at(1), said[3]));
    circle.device(1).clock.advance(std::chrono::seconds(1));
    QCOMPARE(circle.at(1).process(said[4]).error().code, Code::Expired);
    // A proposal of an epoch that is over.
    auto state = circle.stateAt(0);
    const auto proposal = mls::signedContent(*state, circle.device(0).key, mls::WireFormat::PrivateMessage,
                                             mls::Proposal{mls::RemoveProposal{{2}}}, {});
    const QByteArray late = *mls::frameMessage(*state, proposal, circle.device(0).random);
    VERIFY_OK(circle.commits(1, {}));
    QCOMPARE(circle.at(1).process(late).error().code, Code::Conflict);
}

namespace {

using Attack = std::function<bool(Circle &)>; // whether somebody accepted

// member 1 proposes an Update of its leaf with `change`, member 0 commits it.
bool acceptsUpdate(Circle &circle, const std::function<void(mls::LeafNode &)> &change)
{
    auto state = circle.stateAt(1);
    mls::LeafNode leaf = state->ownLeaf();
    leaf.source = mls::LeafNodeSource::Update;
    leaf.encryption_key = crypto::HpkeKeyPair::generate(circle.device(1).random).public_key.toByteArray();
    change(leaf);
    leaf.sign(circle.device(1).key, {state->groupId(), state->own});
    const auto content = mls::signedContent(*state, circle.device(1).key, mls::WireFormat::PrivateMessage,
                                            mls::Proposal{mls::UpdateProposal{leaf}}, {});
    const QByteArray proposal = *mls::frameMessage(*state, content, circle.device(1).random);
    const bool is_kept = circle.at(2).process(proposal).has_value();
    if (!is_kept) return false;
    auto committer = circle.stateAt(0);
    Forgery forgery{{{mls::Proposal{mls::UpdateProposal{leaf}},
                      {mls::SenderType::Member, 1},
                      mls::proposalRef(encode(content))}}};
    const QByteArray commit = forgeCommit(circle.device(0).party, *committer, forgery);
    return commit.isEmpty() || circle.at(2).process(commit).has_value();
}

bool acceptsExternal(Circle &circle, const crypto::SigningKey &key, std::optional<mls::LeafIndex> replaces)
{
    Device twin("twin", 999);
    twin.key = key.clone();
    const auto joined =
        mls::Group::joinExternally(twin.party, *circle.at(0).groupInfo(), twin.leaf(), replaces);
    if (!joined) return false;
    return circle.at(1).process(joined->commit).has_value();
}

} // namespace

Q_DECLARE_METATYPE(Attack)

// E10, RFC 9420, Sections 7.3 and 16.7. Adds: tst_forged_commits; paths, and external commits that nobody's
// own program would make: tst_duplicate_keys.
void TestInsider::duplicateKeysAreRefused_data()
{
    QTest::addColumn<Attack>("attack");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("an honest update")
        << Attack([](Circle &circle) { return acceptsUpdate(circle, [](mls::LeafNode &) {}); }) << true;
    QTest::newRow("an update to another's encryption key") << Attack([](Circle &circle) {
        return acceptsUpdate(circle, [&](mls::LeafNode &leaf) {
            leaf.encryption_key = circle.stateAt(1)->tree.leaf({2})->encryption_key;
        });
    }) << false;
    QTest::newRow("an update to another's signature key") << Attack([](Circle &circle) {
        return acceptsUpdate(circle, [&](mls::LeafNode &leaf) {
            leaf.signature_key = circle.stateAt(1)->tree.leaf({2})->signature_key;
        });
    }) << false;
    QTest::newRow("an update to the key of a parent node") << Attack([](Circle &circle) {
        return acceptsUpdate(circle, [&](mls::LeafNode &leaf) {
            const auto state = circle.stateAt(1);
            leaf.encryption_key.bytes = state->tree.encryptionKey(state->tree.root());
        });
    }) << true; // the commit's path replaces that node: nothing is there twice afterwards
    QTest::newRow("an update that keeps its key") << Attack([](Circle &circle) {
        return acceptsUpdate(circle, [&](mls::LeafNode &leaf) {
            leaf.encryption_key = circle.stateAt(1)->ownLeaf().encryption_key;
        });
    }) << false;
    QTest::newRow("an external commit in place of one's own leaf") << Attack([](Circle &circle) {
        return acceptsExternal(circle, circle.device(2).key, mls::LeafIndex{2});
    }) << true;
    QTest::newRow("an external commit beside one's own leaf")
        << Attack([](Circle &circle) { return acceptsExternal(circle, circle.device(2).key, std::nullopt); })
        << false;
    QTest::newRow("an external commit in place of another") << Attack([](Circle &circle) {
        return acceptsExternal(circle, circle.device(2).key, mls::LeafIndex{1});
    }) << false;
}

void TestInsider::duplicateKeysAreRefused()
{
    QFETCH(Attack, attack);
    QFETCH(bool, accepted);
    Circle circle;
    VERIFY_OK(circle.start(4, 4));
    QCOMPARE(attack(circle), accepted);
}

namespace {

using ChangeInfo = std::function<void(mls::GroupState &)>;

} // namespace

Q_DECLARE_METATYPE(ChangeInfo)

void TestInsider::otherSuitesAndVersionsAreRefused_data()
{
    QTest::addColumn<ChangeInfo>("change");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("suite 3 of version 1") << ChangeInfo([](mls::GroupState &) {}) << true;
    for (const quint16 suite : std::initializer_list<quint16>{0, 1, 2, 4, 5, 6, 7, 0xF003})
        QTest::addRow("suite %d", suite)
            << ChangeInfo([suite](mls::GroupState &state) { state.context.cipher_suite = suite; }) << false;
    for (const quint16 version : std::initializer_list<quint16>{0, 2, 0xffff})
        QTest::addRow("version %d", version)
            << ChangeInfo([version](mls::GroupState &state) { state.context.version = version; }) << false;
}

// E15, by both ways in. Key packages of other suites: tst_forged_commits.
void TestInsider::otherSuitesAndVersionsAreRefused()
{
    QFETCH(ChangeInfo, change);
    QFETCH(bool, accepted);
    Circle circle;
    VERIFY_OK(circle.start(2, 0));
    Device carl("carl", 3);
    auto outside = circle.stateAt(0);
    change(*outside);
    const auto entered = entersBy(infoOf(circle.device(0), *outside), carl);
    QCOMPARE(entered.has_value(), accepted);
    if (!accepted) QCOMPARE(entered.error().code, Code::Unsupported);

    const auto bundle = carl.package();
    auto inside = circle.stateAt(0);
    change(*inside);
    const auto welcome = welcomeTo(*bundle, circle.device(0), *inside);
    VERIFY_OK(welcome);
    const auto joined = mls::Group::join(carl.party, *welcome, *bundle);
    QCOMPARE(joined.has_value(), accepted);
    if (!accepted) QCOMPARE(joined.error().code, Code::Unsupported);

    // The suite of the Welcome itself, around an honest group.
    if (inside->context.cipher_suite == mls::kSuite3) return;
    auto honest = circle.stateAt(0);
    auto envelope = *mls::decodeMessage<mls::Welcome>(*welcomeTo(*bundle, circle.device(0), *honest));
    envelope.cipher_suite = inside->context.cipher_suite;
    QCOMPARE(mls::Group::join(carl.party, mls::encodeMessage(envelope), *bundle).error().code,
             Code::Unsupported);
}

// E15: the group's own rules cannot be talked down. ReInit is refused; required_capabilities can only
// be changed by a commit that says so, and clients refuse that (tst_external_commits).
void TestInsider::aDowngradeIsRefused()
{
    Circle circle;
    VERIFY_OK(circle.start(3, 0));
    mls::ReInitProposal weaker;
    weaker.group_id.bytes = "another group";
    weaker.cipher_suite = 1;
    auto state = circle.stateAt(0);
    const QByteArray reinit = forgeCommit(circle.device(0).party, *state, {{byForger({weaker})}, false});
    QVERIFY(!reinit.isEmpty());
    QVERIFY(!circle.at(1).process(reinit).has_value());

    const mls::ExtensionList none;
    auto again = circle.stateAt(0);
    const QByteArray commit =
        forgeCommit(circle.device(0).party, *again, {{byForger({mls::ContextExtensionsProposal{none}})}});
    auto staged = circle.at(1).process(commit);
    VERIFY_OK(staged);
    QVERIFY(std::get<mls::StagedCommit>(*staged).changesExtensions());
}

CHAT121_TEST_MAIN(TestInsider)
#include "tst_insider.moc"
