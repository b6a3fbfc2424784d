// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A removed device leaves a group by a commit of whoever is there: the account's signed word travels in
// it, and every member judges by that word alone. security.md E12.

#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/delivery.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

class TestExpulsion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aCustomerCarriesOutWhatTheAccountHasSigned();
    void nobodyIsExpelledTwice();
    void aCommitWithoutTheWordIsRefused_data();
    void aCommitWithoutTheWordIsRefused();

private:
    identity::SignedDeviceRemoval removal(const crypto::PublicKey &account, const crypto::PublicKey &device,
                                          const crypto::SigningKey &signer) const
    {
        return identity::SignedDeviceRemoval::sign({account, device, kNow}, signer);
    }
    identity::SignedDeviceRemoval rightRemoval() const
    {
        return removal(m_acme.anna.account.publicKey(), m_second->device.publicKey(), m_acme.anna.account);
    }
    qsizetype members(Seat &seat) { return seat.sealer.members(kGroup)->size(); }
    // As Anna's first device reads it.
    Result<std::optional<MembershipChange>> read(const protocol::Commit &commit)
    {
        return m_anna->committer.read(
            m_gina->envelope(protocol::EnvelopeKind::Commit, commit.epoch, commit.commit.bytes));
    }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Person> m_second; // Anna's other device
    std::optional<Office<Seat>> m_office;
    std::unique_ptr<Seat> m_anna, m_annas_second, m_gina;
};

void TestExpulsion::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_second.emplace(m_acme.random);
    m_second->account = m_acme.anna.account.clone();
    identity::LeafIdentity second = m_acme.annaLeaf();
    second.device = m_second->signedCertificate();
    m_anna = m_office->anna();
    m_annas_second = m_office->seat(QStringLiteral("second"), *m_second, second, ProfileKind::Staff);
    m_gina = m_office->gina();

    QList<QByteArray> packages;
    for (Seat *seat : {m_gina.get(), m_annas_second.get()}) {
        const auto package = seat->package(mls::KeyPackageUse::Once);
        QVERIFY(package);
        packages.append(package->message());
    }
    const protocol::Envelope welcome = begunWith(*m_anna, packages);
    QVERIFY(m_gina->committer.join(welcome));
    QVERIFY(m_annas_second->committer.join(welcome));
    QCOMPARE(members(*m_gina), 3);
}

void TestExpulsion::cleanup()
{
    m_anna.reset();
    m_annas_second.reset();
    m_gina.reset();
    m_office.reset();
}

void TestExpulsion::aCustomerCarriesOutWhatTheAccountHasSigned()
{
    const auto commit = m_gina->committer.expel(kGroup, rightRemoval(), RequestId{2});
    QVERIFY(commit);
    QCOMPARE(commit->removed.items.size(), 1);
    QCOMPARE(commit->removed.items.first().device, identity::deviceIdOf(m_second->device.publicKey()));
    const auto change = read(*commit);
    QVERIFY(change && change->has_value());
    QCOMPARE((*change)->left.size(), 1);
    QVERIFY(m_gina->committer.accepted(kGroup));
    QCOMPARE(members(*m_anna), 2);
    QCOMPARE(members(*m_gina), 2);
    const auto word = m_anna->says(QStringLiteral("for two"));
    QVERIFY(word);
    QCOMPARE(m_gina->opens(*word), QStringLiteral("for two"));
    QCOMPARE(m_annas_second->opens(*word), QStringLiteral("not opened"));
}

void TestExpulsion::nobodyIsExpelledTwice()
{
    QVERIFY(m_gina->committer.expel(kGroup, rightRemoval(), RequestId{2}));
    QVERIFY(m_gina->committer.accepted(kGroup));
    const auto again = m_gina->committer.expel(kGroup, rightRemoval(), RequestId{3});
    QVERIFY(!again);
    QCOMPARE(again.error().code, Code::NotFound);
}

void TestExpulsion::aCommitWithoutTheWordIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("no word at all") << "nothing";
    QTest::newRow("a word about another device") << "device";
    QTest::newRow("signed by the customer") << "signer";
    QTest::newRow("of the customer's account") << "account";
    QTest::newRow("bytes that are no words") << "bytes";
}

// What a customer's bent client could try.
void TestExpulsion::aCommitWithoutTheWordIsRefused()
{
    QFETCH(QString, what);
    const crypto::PublicKey &annas = m_acme.anna.account.publicKey();
    CommitWords words;
    if (what == "device")
        words.removals.items = {removal(annas, m_acme.anna.device.publicKey(), m_acme.anna.account)};
    if (what == "signer")
        words.removals.items = {removal(annas, m_second->device.publicKey(), m_acme.guest.account)};
    if (what == "account")
        words.removals.items = {
            removal(m_acme.guest.account.publicKey(), m_second->device.publicKey(), m_acme.guest.account)};
    mls::Group *const group = *m_gina->groups.find(kGroup);
    mls::CommitRequest wish;
    wish.authenticated_data = what == "bytes" ? QByteArray("words") : encode(words);
    for (const mls::Member &member : group->members())
        if (member.signature_key == m_second->device.publicKey()) wish.removes.append(member.leaf);
    QCOMPARE(wish.removes.size(), 1);
    const auto pending = group->commit(wish);
    QVERIFY(pending);
    protocol::Commit commit;
    commit.epoch = group->epoch();
    commit.commit = pending->commit();
    const auto change = read(commit);
    QVERIFY(!change);
    QCOMPARE(change.error().code, Code::Forbidden);
    QCOMPARE(members(*m_anna), 3);
}

} // namespace

CHAT121_TEST_MAIN(TestExpulsion)
#include "tst_expulsion.moc"
