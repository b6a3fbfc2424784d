// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Proposals that come before a commit: of members, of external senders and of newcomers; what a commit of
// ours takes of them, and what nobody can do by them.
#include "tests/common/mls/forge.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

using Kind = mls::ProposalReceived::Kind;

class TestProposals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void externalSenderProposes_data();
    void externalSenderProposes();
    void newcomerProposesItself();
    void newcomerProposesAnythingElse();
    void contextExtensionsChange();
    void contextExtensionsThatNotAllSupport();
    void reInitIsLeftOut();
    void resumptionPskByReference();
    void externalPskIsNeededToJoin();
    void spoilersDoNotKeepAnybodyFromCommitting_data();
    void spoilersDoNotKeepAnybodyFromCommitting();
    void proposalsComeBeforeMessages();
    void proposalsEndWithTheirEpoch();
    void onlySoManyAreKept();
};

namespace {

constexpr quint16 kUnknownExtension = 0xABCD;

// Anna and Ben in a group whose context lists two external senders; the second one is at hand.
struct Served : Pair {
    Device service{"service", 77};

    Result<void> start()
    {
        mls::ExternalSenders senders;
        senders.items = {sender(Device("another service", 78)), sender(service)};
        const QList<mls::Extension> extensions{mls::requiredCapabilities({kTestExtension}),
                                               {mls::kExtensionExternalSenders, encode(senders)}};
        TRY_ASSIGN(at_anna, mls::Group::create(anna.party, "group", anna.leaf(), extensions));
        TRY_ASSIGN(const mls::KeyPackageBundle bundle, ben.package());
        TRY_ASSIGN(at_ben, welcome(ben, bundle, {}));
        return success();
    }

    // Anna's commit adds `device`; Ben follows, if he is there.
    Result<mls::Group> welcome(Device &device, const mls::KeyPackageBundle &bundle,
                               mls::CommitRequest request)
    {
        request.adds.append(bundle.message());
        TRY_ASSIGN(mls::PendingCommit pending, at_anna->commit(request));
        const QByteArray message = pending.welcome();
        if (at_ben) TRY(follow(*at_ben, pending.commit()));
        TRY(at_anna->merge(std::move(pending)));
        return mls::Group::join(device.party, message, bundle);
    }

    // A signed proposal in clear by somebody who is no member.
    QByteArray fromOutside(const mls::Sender &sender, const crypto::SigningKey &key,
                           const mls::Content &content)
    {
        auto state = stateOf(*at_anna);
        mls::AuthenticatedContent message;
        message.wire_format = mls::WireFormat::PublicMessage;
        message.content.group_id = state->context.group_id;
        message.content.epoch = state->epoch();
        message.content.sender = sender;
        message.content.content = content;
        message.sign(key, state->context);
        return mls::encodeMessage(mls::PublicMessage{message.content, message.auth, {}});
    }
    QByteArray fromService(const mls::Proposal &proposal)
    {
        return fromOutside({mls::SenderType::External, 1}, service.key, proposal);
    }

    // Of Anna, as another program of hers would send it: she does not know of it.
    QByteArray fromAnna(const mls::Proposal &proposal)
    {
        auto state = stateOf(*at_anna);
        const auto content =
            mls::signedContent(*state, anna.key, mls::WireFormat::PublicMessage, proposal, {});
        return *mls::frameMessage(*state, content, anna.random);
    }

    // Both have it; then Ben commits, and Anna follows.
    Result<void> commitByBen(const QByteArray &proposal)
    {
        TRY(at_anna->process(proposal));
        TRY(at_ben->process(proposal));
        TRY_ASSIGN(mls::PendingCommit pending, at_ben->commit({}));
        TRY(follow(*at_anna, pending.commit()));
        TRY(at_ben->merge(std::move(pending)));
        if (at_anna->epochAuthenticator() == at_ben->epochAuthenticator()) return success();
        return Error{Code::Conflict, QStringLiteral("members disagree")};
    }

private:
    static mls::ExternalSender sender(const Device &device)
    {
        return {device.key.publicKey().toByteArray(), {mls::kCredentialBasic, device.name}};
    }
};

mls::Proposal removal(quint32 leaf)
{
    return {mls::RemoveProposal{{leaf}}};
}

mls::Proposal newContext(const QList<mls::Extension> &extensions)
{
    mls::ContextExtensionsProposal proposal;
    proposal.extensions.items = extensions;
    return {proposal};
}

mls::Proposal pskProposal(const mls::PreSharedKeyId &id)
{
    return {mls::PskProposal{id}};
}

} // namespace

// RFC 9420, Section 12.1.8.1 and the table of Section 17.4.
void TestProposals::externalSenderProposes_data()
{
    QTest::addColumn<mls::Proposal>("proposal");
    QTest::addColumn<quint32>("index");
    QTest::addColumn<bool>("accepted");

    static Device carl("carl", 3);
    const mls::Proposal add{mls::AddProposal{packageOf(carl)}};
    mls::PreSharedKeyId psk;
    psk.psk_id = QByteArray("code word");
    psk.psk_nonce = QByteArray(32, 'n');
    mls::UpdateProposal update;
    update.leaf_node = packageOf(carl).leaf_node;

    QTest::newRow("add") << add << 1u << true;
    QTest::newRow("remove") << removal(1) << 1u << true;
    QTest::newRow("external PSK") << pskProposal(psk) << 1u << true;
    QTest::newRow("context extensions") << newContext({}) << 1u << true;
    QTest::newRow("reinit") << mls::Proposal{mls::ReInitProposal{}} << 1u << true;
    QTest::newRow("update") << mls::Proposal{update} << 1u << false;
    QTest::newRow("external init") << mls::Proposal{mls::ExternalInitProposal{}} << 1u << false;
    QTest::newRow("remove of nobody") << removal(7) << 1u << false;
    QTest::newRow("signed by another than it says") << removal(1) << 0u << false;
    QTest::newRow("an index that is not listed") << removal(1) << 2u << false;
    QTest::newRow("the largest index") << removal(1) << 0xffffffffu << false;
}

void TestProposals::externalSenderProposes()
{
    QFETCH(mls::Proposal, proposal);
    QFETCH(quint32, index);
    QFETCH(bool, accepted);
    Served served;
    VERIFY_OK(served.start());
    const QByteArray message =
        served.fromOutside({mls::SenderType::External, index}, served.service.key, proposal);
    const auto received = served.at_anna->process(message);
    QCOMPARE(received.has_value(), accepted);
    if (!accepted) QCOMPARE(received.error().code, Code::Crypto);
    if (!accepted) return;
    const auto &kept = std::get<mls::ProposalReceived>(*received);
    QVERIFY(!kept.sender);
    QCOMPARE(static_cast<int>(kept.kind), static_cast<int>(proposal.type()) - 1);

    // What a commit can take is taken: an Add and a Remove are seen at once.
    VERIFY_OK(served.at_ben->process(message));
    served.anna.psks.values["code word"] = served.ben.psks.values["code word"] = "secret";
    const auto pending = served.at_anna->commit({});
    VERIFY_OK(pending);
    QCOMPARE(pending->added().size(), proposal.as<mls::AddProposal>() ? 1 : 0);
    QCOMPARE(pending->removed().size(), proposal.as<mls::RemoveProposal>() ? 1 : 0);
    VERIFY_OK(follow(*served.at_ben, pending->commit()));
}

void TestProposals::newcomerProposesItself()
{
    Served served;
    VERIFY_OK(served.start());
    Device carl("carl", 3);
    const auto bundle = carl.package();
    const auto package = mls::decodeMessage<mls::KeyPackage>(bundle->message());
    const QByteArray message = served.fromOutside({mls::SenderType::NewMemberProposal, 0}, carl.key,
                                                  mls::Proposal{mls::AddProposal{*package}});
    for (auto *group : {&*served.at_anna, &*served.at_ben}) {
        const auto received = group->process(message);
        VERIFY_OK(received);
        QCOMPARE(std::get<mls::ProposalReceived>(*received).kind, Kind::Add);
    }
    const auto pending = served.at_ben->commit({});
    VERIFY_OK(pending);
    VERIFY_OK(follow(*served.at_anna, pending->commit()));
    const auto at_carl = mls::Group::join(carl.party, pending->welcome(), *bundle);
    VERIFY_OK(at_carl);
    QCOMPARE(at_carl->epochAuthenticator(), served.at_anna->epochAuthenticator());
}

void TestProposals::newcomerProposesAnythingElse()
{
    Served served;
    VERIFY_OK(served.start());
    Device carl("carl", 3);
    Device dora("dora", 4);
    const mls::Sender newcomer{mls::SenderType::NewMemberProposal, 0};
    for (const mls::Proposal &proposal : {removal(1), newContext({}), mls::Proposal{mls::ReInitProposal{}}})
        QCOMPARE(served.at_anna->process(served.fromOutside(newcomer, carl.key, proposal)).error().code,
                 Code::Crypto);
    // ... or somebody else.
    const mls::Proposal other{mls::AddProposal{packageOf(dora)}};
    QCOMPARE(served.at_anna->process(served.fromOutside(newcomer, carl.key, other)).error().code,
             Code::Crypto);
}

// RFC 9420, Section 12.1.7.
void TestProposals::contextExtensionsChange()
{
    Served served;
    VERIFY_OK(served.start());
    const QList<mls::Extension> wanted{mls::requiredCapabilities({kTestExtension}),
                                       {kTestExtension, "a rule"}};
    const QByteArray proposal = served.fromService(newContext(wanted));
    VERIFY_OK(served.at_anna->process(proposal));
    VERIFY_OK(served.at_ben->process(proposal));
    auto pending = served.at_anna->commit({});
    VERIFY_OK(pending);
    const auto incoming = served.at_ben->process(pending->commit());
    VERIFY_OK(incoming);
    QVERIFY(std::get<mls::StagedCommit>(*incoming).changesExtensions());
    QVERIFY(served.at_ben->contextExtensions() != wanted);
    VERIFY_OK(follow(*served.at_ben, pending->commit()));
    VERIFY_OK(served.at_anna->merge(*std::move(pending)));
    QCOMPARE(served.at_ben->contextExtensions(), wanted);
    QCOMPARE(served.at_anna->contextExtensions(), wanted);
    QCOMPARE(served.at_anna->epochAuthenticator(), served.at_ben->epochAuthenticator());

    // A newcomer sees them; the external sender is one no longer.
    Device carl("carl", 3);
    const auto bundle = carl.package();
    const auto at_carl = served.welcome(carl, *bundle, {});
    VERIFY_OK(at_carl);
    QCOMPARE(at_carl->contextExtensions(), wanted);
    QVERIFY(!served.at_anna->process(served.fromService(removal(1))));
}

void TestProposals::contextExtensionsThatNotAllSupport()
{
    Served served;
    VERIFY_OK(served.start());
    const QList<mls::Extension> before = served.at_anna->contextExtensions();
    for (const QList<mls::Extension> &unsupported :
         {QList<mls::Extension>{{kUnknownExtension, {}}},
          QList<mls::Extension>{mls::requiredCapabilities({kUnknownExtension})}}) {
        VERIFY_OK(served.commitByBen(served.fromService(newContext(unsupported))));
        QCOMPARE(served.at_anna->contextExtensions(), before);
        // Who commits them all the same is refused.
        auto state = stateOf(*served.at_anna);
        const QByteArray forged =
            forgeCommit(served.anna.party, *state, {{byForger(newContext(unsupported))}});
        QCOMPARE(served.at_ben->process(forged).error().code, Code::Crypto);
    }
}

void TestProposals::reInitIsLeftOut()
{
    Served served;
    VERIFY_OK(served.start());
    mls::ReInitProposal proposal;
    proposal.group_id = QByteArray("another");
    VERIFY_OK(served.commitByBen(served.fromService({proposal})));
    QCOMPARE(served.at_anna->groupId(), QByteArray("group"));
    auto state = stateOf(*served.at_anna);
    const QByteArray forged = forgeCommit(served.anna.party, *state, {{byForger({proposal})}, false});
    QCOMPARE(served.at_ben->process(forged).error().code, Code::Unsupported);
}

// RFC 9420, Section 8.4: a PSK out of an earlier epoch of the same group.
void TestProposals::resumptionPskByReference()
{
    Served served;
    VERIFY_OK(served.start());
    VERIFY_OK(served.commitByBen(served.fromService(removal(1)))); // he cannot remove himself: left out
    mls::PreSharedKeyId id;
    id.type = mls::PskType::Resumption;
    id.usage = mls::ResumptionUsage::Application;
    id.psk_group_id = served.at_anna->groupId();
    id.psk_epoch = served.at_anna->epoch() - 1;
    id.psk_nonce = QByteArray(32, 'n');
    VERIFY_OK(served.commitByBen(served.fromService(pskProposal(id))));

    // A usage that the RFC keeps for other purposes, and a nonce of another length.
    mls::PreSharedKeyId branch = id;
    branch.usage = mls::ResumptionUsage::Branch;
    mls::PreSharedKeyId short_nonce = id;
    short_nonce.psk_nonce = QByteArray(31, 'n');
    for (const mls::PreSharedKeyId &wrong : {branch, short_nonce})
        QCOMPARE(served.at_anna->process(served.fromService(pskProposal(wrong))).error().code, Code::Crypto);
}

void TestProposals::externalPskIsNeededToJoin()
{
    Served served;
    VERIFY_OK(served.start());
    served.anna.psks.values["code word"] = served.ben.psks.values["code word"] = "secret";
    mls::CommitRequest request;
    request.psk_ids = {"code word"};
    Device carl("carl", 3);
    const auto bundle = carl.package();
    QCOMPARE(served.welcome(carl, *bundle, request).error().code, Code::Crypto); // Carl does not know it
    Device dora("dora", 4);
    dora.psks.values["code word"] = "wrong";
    const auto other = dora.package();
    QCOMPARE(served.welcome(dora, *other, request).error().code, Code::Crypto);
    Device emil("emil", 5);
    emil.psks.values["code word"] = "secret";
    const auto third = emil.package();
    const auto at_emil = served.welcome(emil, *third, request);
    VERIFY_OK(at_emil);
    QCOMPARE(at_emil->epochAuthenticator(), served.at_ben->epochAuthenticator());
}

// What is valid by itself, but no group can be made of it.
void TestProposals::spoilersDoNotKeepAnybodyFromCommitting_data()
{
    QTest::addColumn<mls::Proposal>("spoiler");
    static Device carl("carl", 3);
    static Device refused("refused", 4);
    mls::PreSharedKeyId psk;
    psk.psk_id = QByteArray("never heard");
    psk.psk_nonce = QByteArray(32, 'n');
    Device twin("ben again", 2); // the same seed, and so the same key
    QTest::newRow("a device without the extension that is required")
        << changedAdd(carl, [](mls::KeyPackage &package) {
               package.leaf_node.extensions.items.clear();
               package.leaf_node.capabilities.extensions.items.clear();
           });
    QTest::newRow("a device with the key of a member") << mls::Proposal{mls::AddProposal{packageOf(twin)}};
    QTest::newRow("a device that the application refuses")
        << mls::Proposal{mls::AddProposal{packageOf(refused)}};
    QTest::newRow("an extension that nobody supports") << newContext({{kUnknownExtension, {}}});
    QTest::newRow("an unknown PSK") << pskProposal(psk);
}

void TestProposals::spoilersDoNotKeepAnybodyFromCommitting()
{
    QFETCH(mls::Proposal, spoiler);
    Served served;
    VERIFY_OK(served.start());
    served.anna.validator.refuses = {"refused"};
    Device dora("dora", 5);
    const auto bundle = dora.package();
    const auto package = mls::decodeMessage<mls::KeyPackage>(bundle->message());
    const QByteArray good = served.fromService({mls::AddProposal{*package}});
    const QByteArray bad = served.fromService(spoiler);
    for (auto *group : {&*served.at_anna, &*served.at_ben})
        for (const QByteArray &message : {bad, good})
            VERIFY_OK(group->process(message));
    auto pending = served.at_anna->commit({});
    VERIFY_OK(pending);
    QCOMPARE(pending->added().size(), 1); // the good one is taken, and the other is not
    QCOMPARE(pending->added().first().identity, QByteArray("dora"));
    VERIFY_OK(follow(*served.at_ben, pending->commit()));
    VERIFY_OK(served.at_anna->merge(*std::move(pending)));
    VERIFY_OK(open(*served.at_ben, *served.at_anna->protect("the way is free", {})));
}

// RFC 9420, Section 12.4: otherwise who is to be removed could read what is said meanwhile.
void TestProposals::proposalsComeBeforeMessages()
{
    Served served;
    VERIFY_OK(served.start());
    const QByteArray proposal = served.fromAnna(removal(0));
    VERIFY_OK(served.at_ben->process(proposal));
    QCOMPARE(served.at_ben->protect("anna reads this", {}).error().code, Code::Conflict);
    VERIFY_OK(saveAndRestore(served.ben.party, *served.at_ben));
    QCOMPARE(served.at_ben->protect("still", {}).error().code, Code::Conflict);
    // By a commit, or when the application decides that it takes none.
    auto pending = served.at_ben->commit({});
    VERIFY_OK(pending);
    QCOMPARE(pending->removed().size(), 1);
    served.at_ben->clearProposals();
    VERIFY_OK(served.at_ben->protect("no proposals here", {}));
    VERIFY_OK(served.at_ben->merge(*std::move(pending)));
    VERIFY_OK(served.at_ben->protect("alone", {}));
}

void TestProposals::proposalsEndWithTheirEpoch()
{
    Served served;
    VERIFY_OK(served.start());
    const QByteArray old = served.fromService(removal(1));
    auto pending = served.at_ben->commit({});
    VERIFY_OK(follow(*served.at_anna, pending->commit()));
    VERIFY_OK(served.at_ben->merge(*std::move(pending)));
    QCOMPARE(served.at_anna->process(old).error().code, Code::Conflict);
    QCOMPARE(served.at_anna->commit({})->removed().size(), 0);
}

void TestProposals::onlySoManyAreKept()
{
    Served served;
    VERIFY_OK(served.start());
    for (qsizetype i = 0; i < limits::kProposalsKeptMax; ++i) {
        mls::PreSharedKeyId psk;
        psk.psk_id = QByteArray::number(i);
        psk.psk_nonce = QByteArray(32, 'n');
        VERIFY_OK(served.at_ben->process(served.fromService(pskProposal(psk))));
    }
    const QByteArray known = served.fromService(removal(0));
    QCOMPARE(served.at_ben->process(known).error().code, Code::TooLarge);
    VERIFY_OK(served.at_ben->commit({})); // of which it can take none
}

CHAT121_TEST_MAIN(TestProposals)
#include "tst_proposals.moc"
