// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A device that the server hides, and that its person removes: the removal is on disk until no open group
// has the device, whatever becomes of the first attempt, and the device is news as often as it is seen.
// security.md E16, E12.
#include "client/core/engine/account/devices.h"
#include "client/core/engine/profile/device_name.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/wired_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestHiddenDevice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup();
    void itsRemovalIsNotForgotten_data();
    void itsRemovalIsNotForgotten();
    void itIsNewsUntilItIsGone();
    void olderConversationsDoNotStandInTheWay();

private:
    void starts(); // the parts of the program that are about devices
    void comesBack();
    // Of the open group, in Anna's eyes.
    bool isIn() const;
    // The server's list has this device only. True: the other one is shown as new and hidden.
    bool isTold();
    DeviceId ghost() const { return identity::deviceIdOf(m_ghosts_key->device.publicKey()); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Person> m_ghosts_key; // of Anna's account
    identity::LeafIdentity m_ghosts_leaf;
    std::optional<Office<WiredSeat>> m_office;
    std::unique_ptr<WiredSeat> m_anna, m_ghost;
    std::unique_ptr<Membership> m_membership;
    std::unique_ptr<Removals> m_removals;
    std::unique_ptr<Devices> m_devices;
    DeviceList m_shown;
};

void TestHiddenDevice::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_ghosts_key.emplace(m_acme.random);
    m_ghosts_key->account = m_acme.anna.account.clone();
    m_ghosts_leaf = m_acme.annaLeaf();
    m_ghosts_leaf.device = m_ghosts_key->signedCertificate();
    m_anna = m_office->anna();
    m_ghost = m_office->seat(u"ghost"_s, *m_ghosts_key, m_ghosts_leaf, ProfileKind::Staff);
    QVERIFY(m_ghost->committer.join(begunWith(*m_anna, *m_ghost, mls::KeyPackageUse::Once)));
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Taken;
    QVERIFY(m_anna->ledger.save(record));
    connect(&m_anna->announcer, &Announcer::devicesChanged, this,
            [this](const DeviceList &devices) { m_shown = devices; });
    starts();
    QVERIFY(m_anna->logsIn());
    m_removals->caughtUp();
    QVERIFY(isTold());
    QVERIFY(isIn());
}

void TestHiddenDevice::cleanup()
{
    m_devices.reset();
    m_removals.reset();
    m_membership.reset();
    m_anna.reset();
    m_ghost.reset();
    m_office.reset();
}

void TestHiddenDevice::starts()
{
    m_devices.reset();
    m_removals.reset();
    m_membership = std::make_unique<Membership>(m_anna->context, m_anna->ledger, nullptr);
    m_removals = std::make_unique<Removals>(m_anna->context, m_anna->ledger, *m_membership, nullptr);
    m_devices =
        std::make_unique<Devices>(m_anna->context, m_anna->ledger, *m_membership, *m_removals, nullptr);
    QVERIFY(m_devices->load());
}

void TestHiddenDevice::comesBack()
{
    m_anna->connects();
    QVERIFY(m_anna->isLetIn());
    m_membership->resumePending();
}

bool TestHiddenDevice::isIn() const
{
    const auto members = m_anna->sealer.members(kGroup);
    return members && members->size() == 2;
}

bool TestHiddenDevice::isTold()
{
    m_devices->loggedIn();
    const auto asked = m_anna->sent<protocol::FetchDevices>();
    if (!asked) return false;
    protocol::DeviceEntry own;
    own.device = m_anna->identity.device();
    own.certificate.bytes = encode(m_acme.anna.signedCertificate());
    own.registered_at = kNow;
    own.name.bytes = sealDeviceName(m_anna->identity, thisComputer(), m_random);
    m_anna->answers(protocol::Devices{asked->request, {{own}}});
    m_devices->relied(m_ghosts_leaf); // as its group shows it
    QCoreApplication::processEvents();
    const QList<OwnDevice> &all = m_shown.devices;
    return std::any_of(all.cbegin(), all.cend(), [this](const OwnDevice &device) {
        return device.id == ghost() && device.is_new && device.is_hidden;
    });
}

void TestHiddenDevice::itsRemovalIsNotForgotten_data()
{
    QTest::addColumn<bool>("is_restarted");
    QTest::newRow("the line broke, and somebody else's commit came first") << false;
    QTest::newRow("the program ended as well") << true;
}

void TestHiddenDevice::itsRemovalIsNotForgotten()
{
    QFETCH(bool, is_restarted);
    m_devices->remove(ghost());
    const auto asked = m_anna->sent<protocol::RemoveDevice>();
    QVERIFY(asked);
    m_anna->answers(protocol::Refused{asked->request, Code::NotFound, {}, 0});
    QVERIFY(m_anna->sent<protocol::Commit>());

    m_anna->losesTheLine();
    m_membership->connectionLost();
    m_removals->connectionLost();
    m_devices->connectionLost();
    if (is_restarted) starts();
    comesBack();
    const auto late = m_anna->sent<protocol::Commit>();
    QVERIFY(late);
    m_anna->answers(protocol::CommitConflict{late->request, kTalk, 0, 2});
    QVERIFY(isIn());
    QCOMPARE(m_anna->count<protocol::Commit>(), 1);

    m_removals->caughtUp();
    QCOMPARE(m_anna->count<protocol::Commit>(), 2);
    m_anna->answers(protocol::Stored{m_anna->sent<protocol::Commit>()->request, kTalk, {1}, kNow});
    QVERIFY(!isIn());
    m_removals->caughtUp(); // it is done
    QCOMPARE(m_anna->count<protocol::Commit>(), 2);
    QVERIFY(!m_anna->store.notes().find(u"removals"_s).value());
}

void TestHiddenDevice::itIsNewsUntilItIsGone()
{
    m_devices->remove(ghost());
    const auto asked = m_anna->sent<protocol::RemoveDevice>();
    QVERIFY(asked);
    m_anna->answers(protocol::Refused{asked->request, Code::NotFound, {}, 0});
    m_anna->losesTheLine();
    m_membership->connectionLost();
    m_removals->connectionLost();
    m_devices->connectionLost();
    starts(); // and the group still shows it
    comesBack();
    QVERIFY(isTold());
}

void TestHiddenDevice::olderConversationsDoNotStandInTheWay()
{
    {
        auto transaction = m_anna->store.begin();
        QVERIFY(transaction);
        for (quint64 number = 1; number <= 2000; ++number) {
            ConversationRecord record;
            record.id = {100'000 + number};
            record.state = protocol::ConversationState::Closed;
            QVERIFY(m_anna->ledger.save(record));
        }
        QVERIFY(transaction->commit());
    }
    m_devices->remove(ghost());
    const auto asked = m_anna->sent<protocol::RemoveDevice>();
    QVERIFY(asked);
    m_anna->answers(protocol::Done{asked->request});
    const auto commit = m_anna->sent<protocol::Commit>();
    QVERIFY(commit);
    m_anna->answers(protocol::Stored{commit->request, kTalk, {1}, kNow});
    QVERIFY(!isIn());
}

CHAT121_TEST_MAIN(TestHiddenDevice)
#include "tst_hidden_device.moc"
