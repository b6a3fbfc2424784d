// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Entering groups, as the disk has it: a Welcome counts once, and the keys of a former device open
// messages and send none.

#include "client/core/engine/committer.h"
#include "client/core/engine/sealer.h"
#include "common/crypto/sodium_random.h"
#include "tests/common/identity/acme.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

constexpr LogId kTalk{7001};
constexpr GroupKey kGroup{kTalk, 0};

template <typename Value>
int codeOf(const Result<Value> &result)
{
    return result ? -1 : static_cast<int>(result.error().code);
}

// One device with its store and everything that stands on it.
struct Seat {
    Seat(Identity opened, LocalStore &of, const FakeClock &clock, RandomSource &random)
        : store(of)
        , identity(std::move(opened))
        , policy(identity, clock)
        , party{identity.deviceKey(), random, clock, &policy, nullptr}
        , groups(store, party)
        , sealer(groups, policy, random)
        , committer(store, groups, policy, identity, party)
    {
        policy.setFacts(kTalk, {false, kSupport, {}});
    }

    Result<mls::KeyPackageBundle> package(mls::KeyPackageUse use)
    {
        const mls::LeafConfig leaf{identity.credential(),
                                   {{identity::kLeafExtensionType, identity.leafBytes()}}};
        TRY_ASSIGN(auto bundle, mls::KeyPackageBundle::create(party, leaf, use, std::chrono::hours(24)));
        KeyPackageRecord record;
        record.reference = *FixedBytes<32>::from(bundle.reference());
        record.expires_at = bundle.notAfter();
        record.is_last_resort = bundle.isLastResort();
        record.bundle = bundle.serialise();
        TRY(store.keyPackages().save(record));
        return bundle;
    }

    protocol::Envelope envelope(protocol::EnvelopeKind kind, quint64 epoch, const QByteArray &body) const
    {
        protocol::Envelope envelope;
        envelope.log = kTalk;
        envelope.about = kTalk;
        envelope.kind = kind;
        envelope.sender = identity.device();
        envelope.sender_account = identity.account();
        envelope.epoch = epoch;
        envelope.body = body;
        return envelope;
    }

    // A sealed word, as it comes out of the log.
    Result<protocol::Envelope> says(const QString &text)
    {
        const content::Content content{*content::MessageId::from(QByteArray(16, 'm')), kNow,
                                       content::TextMessage{text}};
        TRY_ASSIGN(const Sealed sealed, sealer.seal(kGroup, content, {}));
        return envelope(protocol::EnvelopeKind::Application, sealed.epoch, sealed.bytes);
    }

    QString opens(const protocol::Envelope &envelope)
    {
        const auto opened = sealer.open(envelope);
        const auto *text = opened ? std::get_if<content::TextMessage>(&opened->content.item) : nullptr;
        return text != nullptr ? text->text.text : QStringLiteral("not opened");
    }

    LocalStore &store;
    Identity identity;
    LeafPolicy policy;
    mls::Party party;
    GroupShelf groups;
    Sealer sealer;
    Committer committer;
};

} // namespace

class TestCommitter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aWelcomeCountsOnce();
    void aProposalIsNobodysWish_data();
    void aProposalIsNobodysWish();
    void aFormerDeviceOpensAndSendsNothing();

private:
    std::unique_ptr<LocalStore> store(const QString &name);
    Result<Identity> identityOf(const Person &person, const identity::LeafIdentity &leaf, ProfileKind kind);
    protocol::Envelope begin(mls::KeyPackageUse use); // Anna's group with Gina; the Welcome

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<TemporaryDirectory> m_folder;
    std::unique_ptr<LocalStore> m_annas;
    std::unique_ptr<LocalStore> m_ginas;
    std::unique_ptr<Seat> m_anna;
    std::unique_ptr<Seat> m_gina;
};

std::unique_ptr<LocalStore> TestCommitter::store(const QString &name)
{
    auto opened = LocalStore::open(m_folder->filePath(name), crypto::Secret32::random(m_random), m_random);
    if (!opened) qFatal("no store");
    return *std::move(opened);
}

Result<Identity> TestCommitter::identityOf(const Person &person, const identity::LeafIdentity &leaf,
                                           ProfileKind kind)
{
    Profile profile;
    profile.kind = kind;
    profile.account_seed = person.account.seed().clone();
    profile.device_seed = person.device.seed().clone();
    profile.root_key = m_acme.root.publicKey();
    profile.registrar_key = m_acme.registrar.publicKey();
    profile.organisation = identity::SignedOrganisation::sign(m_acme.document(), m_acme.root);
    profile.leaf = leaf;
    return Identity::open(std::move(profile), kNow);
}

void TestCommitter::init()
{
    m_folder.emplace();
    m_annas = store(QStringLiteral("anna"));
    m_ginas = store(QStringLiteral("gina"));
    auto anna = identityOf(m_acme.anna, m_acme.annaLeaf(), ProfileKind::Staff);
    auto gina = identityOf(m_acme.guest, m_acme.guestLeaf(), ProfileKind::Guest);
    QVERIFY(anna && gina);
    m_anna = std::make_unique<Seat>(*std::move(anna), *m_annas, m_clock, m_random);
    m_gina = std::make_unique<Seat>(*std::move(gina), *m_ginas, m_clock, m_random);
}

void TestCommitter::cleanup()
{
    m_anna.reset();
    m_gina.reset();
    m_annas.reset();
    m_ginas.reset();
}

protocol::Envelope TestCommitter::begin(mls::KeyPackageUse use)
{
    const auto package = m_gina->package(use);
    const auto commit = package ? m_anna->committer.create(kGroup, {package->message()}, RequestId{1})
                                : Result<protocol::Commit>(package.error());
    if (!commit || !m_anna->committer.accepted(kGroup)) qFatal("no group");
    return m_anna->envelope(protocol::EnvelopeKind::Invitation, 1,
                            commit->welcomes.items.constFirst().welcome.bytes);
}

// A server that shows the Welcome of a last-resort package again does not set the group back.
void TestCommitter::aWelcomeCountsOnce()
{
    const protocol::Envelope welcome = begin(mls::KeyPackageUse::LastResort);
    QVERIFY(m_gina->committer.join(welcome));
    const auto first = m_gina->says(QStringLiteral("first"));
    QVERIFY(first);
    QCOMPARE(m_anna->opens(*first), QStringLiteral("first"));

    QCOMPARE(codeOf(m_gina->committer.join(welcome)), static_cast<int>(Code::NotFound));
    m_gina->groups.forget(kGroup); // as after a restart
    QCOMPARE(codeOf(m_gina->committer.join(welcome)), static_cast<int>(Code::NotFound));
    const auto second = m_gina->says(QStringLiteral("second"));
    QVERIFY(second);
    QCOMPARE(m_anna->opens(*second), QStringLiteral("second"));
}

void TestCommitter::aProposalIsNobodysWish_data()
{
    QTest::addColumn<bool>("as_commit");
    QTest::addColumn<bool>("in_clear");
    QTest::newRow("as a message") << false << false;
    QTest::newRow("as a message, in clear") << false << true;
    QTest::newRow("as a commit") << true << false;
    QTest::newRow("as a commit, in clear") << true << true;
}

// What a guest proposes to change is not changed by an agent's next commit.
void TestCommitter::aProposalIsNobodysWish()
{
    QFETCH(bool, as_commit);
    QFETCH(bool, in_clear);
    QVERIFY(m_gina->committer.join(begin(mls::KeyPackageUse::Once)));
    mls::Group *const ginas = *m_gina->groups.find(kGroup);
    const auto framing =
        in_clear ? mls::CommitRequest::Framing::Public : mls::CommitRequest::Framing::Private;
    const auto proposal = ginas->proposeRemove(ginas->ownLeaf(), framing);
    QVERIFY(proposal);
    ginas->clearProposals();

    const auto kind = as_commit ? protocol::EnvelopeKind::Commit : protocol::EnvelopeKind::Application;
    const protocol::Envelope envelope = m_gina->envelope(kind, 1, *proposal);
    if (as_commit) {
        QCOMPARE(codeOf(m_anna->committer.read(envelope)), static_cast<int>(Code::Crypto));
    } else {
        QVERIFY(!m_anna->sealer.open(envelope));
    }
    const auto word = m_anna->says(QStringLiteral("nothing has happened"));
    QVERIFY(word);
    QCOMPARE(m_gina->opens(*word), QStringLiteral("nothing has happened"));
    const auto commit = (*m_anna->groups.find(kGroup))->commit({});
    QVERIFY(commit);
    QVERIFY(commit->removed().isEmpty());
}

// Gina's profile was copied, went on, was put back, and a new device took its place.
void TestCommitter::aFormerDeviceOpensAndSendsNothing()
{
    QVERIFY(m_gina->committer.join(begin(mls::KeyPackageUse::Once)));
    const mls::SavedGroup copy = (*m_gina->groups.find(kGroup))->saved();
    const auto since = m_gina->says(QStringLiteral("said since the copy"));
    const auto answer = m_anna->says(QStringLiteral("answered since the copy"));
    QVERIFY(since && answer);

    Profile renewed;
    renewed.kind = ProfileKind::Guest;
    renewed.account_seed = m_acme.guest.account.seed().clone();
    renewed.device_seed = crypto::Secret32::random(m_random);
    renewed.root_key = m_acme.root.publicKey();
    renewed.registrar_key = m_acme.registrar.publicKey();
    renewed.organisation = identity::SignedOrganisation::sign(m_acme.document(), m_acme.root);
    renewed.leaf = m_acme.guestLeaf();
    renewed.leaf.device = certifyDevice(renewed, kNow);
    renewed.former_seeds.push_back(m_acme.guest.device.seed().clone());
    auto identity = Identity::open(std::move(renewed), kNow);
    QVERIFY(identity);
    m_gina = std::make_unique<Seat>(*std::move(identity), *m_ginas, m_clock, m_random);
    QVERIFY(m_ginas->groupEpochs().save({kGroup, {copy.epoch}}));
    QVERIFY(m_ginas->groupRatchets().save({kGroup, {copy.ratchets}}));

    QVERIFY(m_gina->groups.isFormers(kGroup));
    QVERIFY(!m_gina->groups.isMember(kGroup));
    QCOMPARE(codeOf(m_gina->says(QStringLiteral("on old keys"))), static_cast<int>(Code::Forbidden));
    QCOMPARE(codeOf(m_gina->committer.change(kGroup, {}, {}, RequestId{2})),
             static_cast<int>(Code::NotFound));
    QCOMPARE(m_gina->opens(*since), QStringLiteral("said since the copy"));
    QCOMPARE(m_gina->opens(*answer), QStringLiteral("answered since the copy"));

    const auto info = (*m_anna->groups.find(kGroup))->groupInfo();
    QVERIFY(info && m_gina->committer.mayReturn(*info));
    const auto entry = m_gina->committer.enter(kGroup, *info, RequestId{3});
    QVERIFY(entry && entry->is_external);
    const auto change = m_anna->committer.read(
        m_gina->envelope(protocol::EnvelopeKind::Commit, entry->epoch, entry->commit.bytes));
    QVERIFY(change && change->has_value());
    QCOMPARE((*change)->joined.size(), 1);
    QCOMPARE((*change)->left.size(), 1);
    QVERIFY(m_gina->committer.accepted(kGroup));
    QVERIFY(m_gina->groups.isMember(kGroup));
    const auto word = m_gina->says(QStringLiteral("on new keys"));
    QVERIFY(word);
    QCOMPARE(m_anna->opens(*word), QStringLiteral("on new keys"));
}

CHAT121_TEST_MAIN(TestCommitter)
#include "tst_committer.moc"
