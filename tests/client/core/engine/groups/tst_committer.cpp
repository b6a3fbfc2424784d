// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Entering groups, as the disk has it: a Welcome counts once, and the keys of a former device open
// messages and send none.

#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

template <typename Value>
int codeOf(const Result<Value> &result)
{
    return result ? -1 : static_cast<int>(result.error().code);
}

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
    // Anna's group with Gina; the Welcome.
    protocol::Envelope begin(mls::KeyPackageUse use) { return begunWith(*m_anna, *m_gina, use); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<Seat>> m_office;
    std::unique_ptr<Seat> m_anna;
    std::unique_ptr<Seat> m_gina;
};

void TestCommitter::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_gina = m_office->gina();
}

void TestCommitter::cleanup()
{
    m_anna.reset();
    m_gina.reset();
    m_office.reset();
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
    auto identity = Identity::open(std::move(renewed));
    QVERIFY(identity);
    LocalStore &store = m_gina->store;
    m_gina = std::make_unique<Seat>(*std::move(identity), store, m_clock, m_random);
    QVERIFY(store.groupEpochs().save({kGroup, {copy.epoch}}));
    QVERIFY(store.groupRatchets().save({kGroup, {copy.ratchets}}));

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
