// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The structures of RFC 9420 as bytes: what is unknown survives, what is wrong is refused. Whole
// messages are covered by the official vectors (tests/vectors).
#include "common/mls/framing.h"
#include "common/mls/ratchet_tree.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;

class TestCodecs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unknownTypesSurvive();
    void otherSuitesSurvive_data();
    void otherSuitesSurvive();
    void proposal_data();
    void proposal();
    void message_data();
    void message();
    void tree_data();
    void tree();
    void sender_data();
    void sender();
    void everyCutIsRefused();
};

namespace {

mls::LeafNode strangeLeaf(mls::LeafNodeSource source)
{
    mls::LeafNode leaf;
    leaf.encryption_key = QByteArray(65, 'e'); // a key of another suite
    leaf.signature_key = QByteArray(57, 's');
    leaf.credential = {0x0A0A, QByteArray("not basic")};
    leaf.capabilities.versions.items = {1, 0x0A0A};
    leaf.capabilities.cipher_suites.items = {3, 0x1A1A, 0xffff};
    leaf.capabilities.extensions.items = {0x2A2A};
    leaf.capabilities.proposals.items = {0x3A3A};
    leaf.capabilities.credentials.items = {1, 0x0A0A};
    leaf.source = source;
    leaf.lifetime = source == mls::LeafNodeSource::KeyPackage ? mls::Lifetime{1, ~0ull} : mls::Lifetime{};
    if (source == mls::LeafNodeSource::Commit) leaf.parent_hash = QByteArray(48, 'p');
    leaf.extensions.items = {mls::Extension{0x2A2A, "any"}, mls::Extension{0xF121, {}}};
    leaf.signature = QByteArray(114, 'x');
    return leaf;
}

mls::KeyPackage strangePackage()
{
    mls::KeyPackage package;
    package.cipher_suite = 0x7777;
    package.version = 9;
    package.init_key = QByteArray(133, 'i');
    package.leaf_node = strangeLeaf(mls::LeafNodeSource::KeyPackage);
    package.extensions.items = {mls::Extension{0x4A4A, "of the package"}};
    package.signature = QByteArray(139, 'y');
    return package;
}

mls::GroupInfo strangeInfo()
{
    mls::GroupInfo info;
    info.group_context.version = 9;
    info.group_context.cipher_suite = 0xF0F0;
    info.group_context.group_id = QByteArray(70, 'g');
    info.group_context.epoch = ~0ull;
    info.group_context.tree_hash = QByteArray(64, 't');
    info.group_context.confirmed_transcript_hash = QByteArray(64, 'c');
    info.group_context.extensions.items = {mls::Extension{0x5A5A, "of the group"}};
    info.extensions.items = {mls::Extension{0x6A6A, QByteArray(20'000, 'e')}, mls::Extension{0x7A7A, {}}};
    info.confirmation_tag = QByteArray(64, 'm');
    info.signer = {0xffffffff};
    return info;
}

mls::Welcome strangeWelcome()
{
    mls::Welcome welcome;
    welcome.cipher_suite = 0xEAEA;
    welcome.secrets.items = {{QByteArray(64, 'r'), {QByteArray(1088, 'k'), QByteArray(100, 's')}},
                             {QByteArray(), {QByteArray(), QByteArray()}}};
    welcome.encrypted_group_info = QByteArray(300, 'g');
    return welcome;
}

// One message with every kind of proposal in it.
mls::PublicMessage strangeCommit()
{
    mls::ReInitProposal reinit;
    reinit.version = 77;
    reinit.cipher_suite = 0xFFFF;
    reinit.extensions.items = {mls::Extension{0x8A8A, "of the next group"}};
    mls::ContextExtensionsProposal extensions;
    extensions.extensions.items = {mls::Extension{0x9A9A, {}}};
    mls::PreSharedKeyId psk;
    psk.type = mls::PskType::Resumption;
    psk.usage = mls::ResumptionUsage::ReInit;
    psk.psk_group_id = QByteArray("another");
    psk.psk_nonce = QByteArray(64, 'n');
    mls::Commit commit;
    commit.proposals.items = {
        {mls::Proposal{mls::AddProposal{strangePackage()}}},
        {mls::Proposal{mls::UpdateProposal{strangeLeaf(mls::LeafNodeSource::Update)}}},
        {mls::Proposal{mls::RemoveProposal{{0xffffffff}}}},
        {mls::Proposal{mls::PskProposal{psk}}},
        {mls::Proposal{reinit}},
        {mls::Proposal{mls::ExternalInitProposal{QByteArray(1120, 'k')}}},
        {mls::Proposal{extensions}},
        {mls::Data(QByteArray(64, 'r'))},
    };
    commit.path = mls::UpdatePath{strangeLeaf(mls::LeafNodeSource::Commit), {}};
    mls::PublicMessage message;
    message.content.group_id = QByteArray("group");
    message.content.sender = {mls::SenderType::NewMemberCommit, 0};
    message.content.content = commit;
    message.auth.confirmation_tag = QByteArray(64, 'm');
    return message;
}

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

void TestCodecs::unknownTypesSurvive()
{
    for (const auto source :
         {mls::LeafNodeSource::KeyPackage, mls::LeafNodeSource::Update, mls::LeafNodeSource::Commit}) {
        const mls::LeafNode leaf = strangeLeaf(source);
        const auto again = decode<mls::LeafNode>(encode(leaf));
        QVERIFY(again.has_value());
        QVERIFY(*again == leaf);
    }
    const QByteArray bytes = mls::encodeMessage(strangePackage());
    const auto again = mls::decodeMessage<mls::KeyPackage>(bytes);
    QVERIFY(again.has_value());
    QCOMPARE(mls::encodeMessage(*again), bytes);
    QCOMPARE(mls::validateKeyPackage(*again).error().code, Code::Unsupported);
}

// What travels in other versions and suites, with credentials and extensions that nobody here knows, is
// read and written again unchanged.
void TestCodecs::otherSuitesSurvive_data()
{
    QTest::addColumn<QByteArray>("bytes");
    mls::PrivateMessage sealed;
    sealed.content_type = mls::ContentType::Commit;
    sealed.encrypted_sender_data = QByteArray(28, 'd');
    QTest::newRow("key package") << mls::encodeMessage(strangePackage());
    QTest::newRow("group info") << mls::encodeMessage(strangeInfo());
    QTest::newRow("welcome") << mls::encodeMessage(strangeWelcome());
    QTest::newRow("external commit with every proposal") << mls::encodeMessage(strangeCommit());
    QTest::newRow("private message") << mls::encodeMessage(sealed);
}

void TestCodecs::otherSuitesSurvive()
{
    QFETCH(QByteArray, bytes);
    const auto message = decode<mls::MlsMessage>(bytes);
    QVERIFY(message.has_value());
    QCOMPARE(encode(*message), bytes);
    // Not by keeping the bytes: what is changed is written as it is now.
    mls::MlsMessage changed = *message;
    if (auto *package = std::get_if<mls::KeyPackage>(&changed.body)) package->cipher_suite = 1;
    if (auto *info = std::get_if<mls::GroupInfo>(&changed.body)) info->group_context.cipher_suite = 1;
    if (auto *welcome = std::get_if<mls::Welcome>(&changed.body)) welcome->cipher_suite = 1;
    if (auto *open = std::get_if<mls::PublicMessage>(&changed.body)) open->content.epoch = 7;
    if (auto *closed = std::get_if<mls::PrivateMessage>(&changed.body)) closed->epoch = 7;
    QVERIFY(encode(changed) != bytes);
}

void TestCodecs::proposal_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("remove leaf 2") << hex("000300000002") << true;
    QTest::newRow("external PSK") << hex("00040103616263026e6e") << true;
    QTest::newRow("resumption PSK") << hex("000402010161000000000000000502aabb") << true;
    QTest::newRow("external init") << hex("000602aabb") << true;
    QTest::newRow("no extensions") << hex("000700") << true;
    QTest::newRow("reinit") << hex("000501610001000300") << true;
    QTest::newRow("type 0") << hex("000000000002") << false;
    QTest::newRow("type 8, which the RFC does not define") << hex("000800000002") << false;
    QTest::newRow("GREASE") << hex("0a0a00000002") << false;
    QTest::newRow("PSK of type 3") << hex("00040303616263026e6e") << false;
    QTest::newRow("resumption usage 0") << hex("000402000161000000000000000502aabb") << false;
    QTest::newRow("resumption usage 4") << hex("000402040161000000000000000502aabb") << false;
    QTest::newRow("a byte too many") << hex("00030000000200") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestCodecs::proposal()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, accepted);
    const auto proposal = decode<mls::Proposal>(bytes);
    QCOMPARE(proposal.has_value(), accepted);
    if (accepted) QCOMPARE(encode(*proposal), bytes);
}

void TestCodecs::message_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("accepted");

    const QByteArray sealed = hex("0161 0000000000000001 01 00 02aabb 02ccdd");
    const QByteArray welcome = hex("0003 00 00");
    QTest::newRow("private message") << hex("00010002") + sealed << true;
    QTest::newRow("welcome for nobody") << hex("00010003") + welcome << true;
    QTest::newRow("version 0") << hex("00000002") + sealed << false;
    QTest::newRow("version 2") << hex("00020002") + sealed << false;
    QTest::newRow("wire format 0") << hex("00010000") + sealed << false;
    QTest::newRow("wire format 6") << hex("00010006") + sealed << false;
    QTest::newRow("content type 4") << hex("00010002 0161 0000000000000001 04 00 02aabb 02ccdd") << false;
    QTest::newRow("content type 0") << hex("00010002 0161 0000000000000001 00 00 02aabb 02ccdd") << false;
    QTest::newRow("a byte too many") << hex("00010002") + sealed + '\0' << false;
    QTest::newRow("a vector with a longer length than needed")
        << hex("00010002 400161 0000000000000001 01 00 02aabb 02ccdd") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestCodecs::message()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, accepted);
    const auto message = decode<mls::MlsMessage>(bytes);
    QCOMPARE(message.has_value(), accepted);
    if (accepted) QCOMPARE(encode(*message), bytes);
}

void TestCodecs::tree_data()
{
    QTest::addColumn<QByteArray>("nodes"); // the items of the vector
    QTest::addColumn<int>("leaves");       // 0: refused

    const QByteArray blank(1, '\0');
    const QByteArray leaf = hex("0101") + encode(strangeLeaf(mls::LeafNodeSource::Update));
    const QByteArray parent = hex("0102") + encode(mls::ParentNode());
    QTest::newRow("one leaf") << leaf << 1;
    QTest::newRow("two leaves") << leaf + parent + leaf << 2;
    QTest::newRow("a blank root") << leaf + blank + leaf << 2;
    QTest::newRow("three leaves have four places") << leaf + blank + leaf + parent + leaf << 4;
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("a blank leaf alone") << blank << 0;
    QTest::newRow("the last node is blank") << leaf + parent + blank << 0;
    QTest::newRow("a parent where a leaf stands") << parent << 0;
    QTest::newRow("a leaf where a parent stands") << leaf + leaf + leaf << 0;
    QTest::newRow("presence 2") << hex("02") << 0;
    QTest::newRow("node type 3") << hex("0103") << 0;
}

void TestCodecs::tree()
{
    QFETCH(QByteArray, nodes);
    QFETCH(int, leaves);
    Writer writer;
    writer.vector(nodes);
    const auto tree = mls::RatchetTree::decode(writer.bytes());
    QCOMPARE(tree.has_value(), leaves > 0);
    if (!tree) return;
    QCOMPARE(tree->leafCount(), static_cast<quint32>(leaves));
    QCOMPARE(tree->encode(), writer.bytes());
}

void TestCodecs::sender_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("member") << hex("0100000007") << true;
    QTest::newRow("external") << hex("0200000000") << true;
    QTest::newRow("joiner who proposes") << hex("03") << true;
    QTest::newRow("joiner who commits") << hex("04") << true;
    QTest::newRow("type 0") << hex("0000000007") << false;
    QTest::newRow("type 5") << hex("05") << false;
    QTest::newRow("member without an index") << hex("01") << false;
    QTest::newRow("joiner with an index") << hex("0400000000") << false;
}

void TestCodecs::sender()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, accepted);
    const auto sender = decode<mls::Sender>(bytes);
    QCOMPARE(sender.has_value(), accepted);
    if (accepted) QCOMPARE(encode(*sender), bytes);
}

void TestCodecs::everyCutIsRefused()
{
    mls::PublicMessage message;
    mls::Commit commit;
    commit.proposals.items = {{mls::Proposal{mls::RemoveProposal{{3}}}}, {mls::Data("reference")}};
    commit.path = mls::UpdatePath{strangeLeaf(mls::LeafNodeSource::Commit), {}};
    commit.path->nodes.items = {{QByteArray("key"), {{{QByteArray("enc"), QByteArray("sealed")}}}}};
    message.content.group_id = QByteArray("group");
    message.content.content = commit;
    message.membership_tag = QByteArray(32, 'm');
    const QByteArray bytes = mls::encodeMessage(message);
    const auto again = mls::decodeMessage<mls::PublicMessage>(bytes);
    QVERIFY(again && *again == message);
    for (qsizetype cut = 0; cut < bytes.size(); ++cut)
        QVERIFY(!decode<mls::MlsMessage>(bytes.first(cut)).has_value());
}

CHAT121_TEST_MAIN(TestCodecs)
#include "tst_codecs.moc"
