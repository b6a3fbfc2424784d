// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Commits that a malicious member makes, and that the others refuse with nothing changed: rows E10 and
// E11 of the threat list, with RFC 9420, Sections 7.3, 7.5, 12.2 and 12.4.2.
#include "tests/common/mls/device.h"
#include "tests/common/mls/forge.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

namespace {

using Change = std::function<Forgery(Device &forger, const mls::GroupState &state)>;
using MakeProposal = std::function<mls::Proposal(Device &forger, const mls::GroupState &state)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestForgedCommits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void commitIsRefused_data();
    void commitIsRefused();

private:
    void addListRows();
    void addContentRows();
    void addPathRows();
    void addLeafRows();
    void addKeyRows();
    void addCapabilityRows();
};

void TestForgedCommits::initTestCase()
{
    // The forger itself makes commits that are accepted, as long as it breaks no rule.
    Pair pair;
    VERIFY_OK(pair.start());
    auto state = stateOf(*pair.at_anna);
    VERIFY_OK(follow(*pair.at_ben, forgeCommit(pair.anna.party, *state, {})));
}

namespace {

void row(const char *name, Change change)
{
    QTest::newRow(name) << std::move(change);
}

// A commit of one proposal.
void add(const char *name, MakeProposal make)
{
    row(name, [make](Device &forger, const mls::GroupState &state) {
        return Forgery{{byForger(make(forger, state))}};
    });
}

// A path that is changed after it was made.
void badPath(const char *name, std::function<void(mls::NewPath &)> after)
{
    row(name, [after](Device &, const mls::GroupState &) {
        Forgery forgery;
        forgery.after_path = after;
        return forgery;
    });
}

} // namespace

void TestForgedCommits::commitIsRefused_data()
{
    QTest::addColumn<Change>("change");
    addListRows();
    addContentRows();
    addPathRows();
    addLeafRows();
    addKeyRows();
    addCapabilityRows();
}

// Section 12.2: lists of proposals that cannot stand.
void TestForgedCommits::addListRows()
{
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
        return Forgery{{byForger(
            {mls::ContextExtensionsProposal{{QList<mls::Extension>{mls::requiredCapabilities({0x7777})}}}})}};
    });
}

// Section 12.4.2: commits that do not say what they must.
void TestForgedCommits::addContentRows()
{
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
        forgery.after_tag = [](mls::AuthenticatedContent &content) {
            flip(content.auth.confirmation_tag.bytes, 0);
        };
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
void TestForgedCommits::addPathRows()
{
    badPath("a path that is too short", [](mls::NewPath &path) { path.path.nodes.items.removeLast(); });
    badPath("a path that is too long",
            [](mls::NewPath &path) { path.path.nodes.items.append(path.path.nodes.items.last()); });
    badPath("path secrets for fewer nodes", [](mls::NewPath &path) {
        path.path.nodes.items.last().encrypted_path_secret.items.removeLast();
    });
    badPath("path secrets for more nodes", [](mls::NewPath &path) {
        auto &sealed = path.path.nodes.items.last().encrypted_path_secret.items;
        sealed.append(sealed.last());
    });
    badPath("another public key in the path",
            [](mls::NewPath &path) { flip(path.path.nodes.items.last().encryption_key.bytes, 5); });
    badPath("a public key of low order",
            [](mls::NewPath &path) { path.path.nodes.items.last().encryption_key.bytes.fill('\0'); });
    badPath("damaged path secrets", [](mls::NewPath &path) {
        for (mls::UpdatePathNode &node : path.path.nodes.items)
            for (mls::HpkeCiphertext &sealed : node.encrypted_path_secret.items)
                flip(sealed.ciphertext.bytes, 0);
    });
}

// Sections 7.3 and 7.9: leaves that the committer must not have.
void TestForgedCommits::addLeafRows()
{
    badPath("a damaged leaf signature",
            [](mls::NewPath &path) { flip(path.path.leaf_node.signature.bytes, 3); });
    badPath("a wrong parent hash",
            [](mls::NewPath &path) { flip(path.path.leaf_node.parent_hash.bytes, 3); });
    row("a wrong parent hash, signed again", [](Device &forger, const mls::GroupState &state) {
        Forgery forgery;
        forgery.after_path = [&forger, &state](mls::NewPath &path) {
            flip(path.path.leaf_node.parent_hash.bytes, 3);
            path.path.leaf_node.sign(forger.key, {state.groupId(), state.own});
        };
        return forgery;
    });
    row("the leaf keeps its old key", [](Device &forger, const mls::GroupState &state) {
        Forgery forgery;
        forgery.after_path = [&forger, &state](mls::NewPath &path) {
            path.path.leaf_node.encryption_key = state.ownLeaf().encryption_key;
            path.path.leaf_node.sign(forger.key, {state.groupId(), state.own});
        };
        return forgery;
    });
    row("a leaf for an update", [](Device &forger, const mls::GroupState &state) {
        Forgery forgery;
        forgery.after_path = [&forger, &state](mls::NewPath &path) {
            path.path.leaf_node.source = mls::LeafNodeSource::Update;
            path.path.leaf_node.sign(forger.key, {state.groupId(), state.own});
        };
        return forgery;
    });
}

// E10, Section 7.3: keys that are there already, and leaves that lack what the group requires.
void TestForgedCommits::addKeyRows()
{
    add("an Add with a member's signature key", [](Device &forger, const mls::GroupState &) {
        return mls::Proposal{mls::AddProposal{packageOf(forger)}};
    });
    add("an Add with a member's encryption key", [](Device &, const mls::GroupState &state) {
        Device dora("dora", 4);
        return changedAdd(dora, [&](mls::KeyPackage &package) {
            package.leaf_node.encryption_key = state.tree.leaf({1})->encryption_key;
        });
    });
    add("an Add whose init key is its leaf's key", [](Device &, const mls::GroupState &) {
        Device dora("dora", 4);
        return changedAdd(
            dora, [](mls::KeyPackage &package) { package.init_key = package.leaf_node.encryption_key; });
    });
    row("a path with another member's signature key", [](Device &, const mls::GroupState &state) {
        Forgery forgery;
        forgery.leaf = [&state](mls::LeafNode &leaf) {
            leaf.signature_key = state.tree.leaf({1})->signature_key;
        };
        return forgery;
    });
}

// Sections 7.2 and 10.1: leaves that lack what the group requires, packages that do not verify.
void TestForgedCommits::addCapabilityRows()
{
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
}

// Three members: anna forges, ben and carl must refuse.
void TestForgedCommits::commitIsRefused()
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
    const QByteArray commit =
        forgeCommit(pair.anna.party, *state, change(pair.anna, *stateOf(*pair.at_anna)));
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

CHAT121_TEST_MAIN(TestForgedCommits)
#include "tst_forged_commits.moc"
