// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the private halves of a department's older keys end on the devices of its members: once nobody can
// seal to them any more and nothing waits under them; not before. With one device, without a server. When a
// newer one is made: tst_team_keys.
#include "client/core/engine/desk/previews.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/identity/opening.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr ConversationId kWaits{8001};
constexpr LogId kWaitingRoom{201}; // of kSupport, in acme.h

} // namespace

class TestOldTeamKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup();
    void anOldKeyEndsWhenNothingNeedsIt_data();
    void anOldKeyEndsWhenNothingNeedsIt();
    void whatWaitedLongIsReadUntilItIsGone();
    void theNewestKeyStays();
    void aLaterGenerationsKeyIsNewer();

private:
    crypto::HpkeKeyPair keeps(quint64 epoch, quint32 generation = 0); // made now
    protocol::Envelope opening(const crypto::HpkeKeyPair &to);
    bool has(const crypto::HpkeKeyPair &key) const
    {
        const auto record = m_anna->store.departmentKeys().find(idOf(key));
        return record && record->has_value();
    }
    static quint64 idOf(const crypto::HpkeKeyPair &key)
    {
        return identity::inboxKeyIdOf(key.public_key).value;
    }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<Previews> m_previews;
};

void TestOldTeamKeys::init()
{
    m_clock.jumpTo(kNow);
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_previews = std::make_unique<Previews>(m_anna->context, m_anna->ledger, nullptr);
}

void TestOldTeamKeys::cleanup()
{
    m_previews.reset();
    m_anna.reset();
    m_office.reset();
}

crypto::HpkeKeyPair TestOldTeamKeys::keeps(quint64 epoch, quint32 generation)
{
    auto pair = crypto::HpkeKeyPair::generate(m_random);
    DepartmentKeyRecord record;
    record.id = idOf(pair);
    record.department = kSupport;
    record.made_at = m_clock.now();
    record.order = DepartmentKeyRecord::orderOf({LogId{7}, generation}, epoch);
    record.private_key = pair.private_key.view().toByteArray();
    if (!m_anna->store.departmentKeys().save(record)) qFatal("no key");
    return pair;
}

// What a customer has sealed to this key, as it comes out of the waiting room.
protocol::Envelope TestOldTeamKeys::opening(const crypto::HpkeKeyPair &to)
{
    const content::Content content{*content::MessageId::from(QByteArray(16, 'm')), m_clock.now(),
                                   content::TextMessage{u"I wait"_s}};
    identity::Opening opening;
    opening.conversation = kWaits;
    opening.message = content.id;
    opening.written_at = m_clock.now();
    opening.display_name = u"Gina"_s;
    opening.content = content::encodeContent(content);
    opening.key_package = QByteArray(300, 'k');
    const identity::VerifiedDepartmentKey key{kSupport,
                                              identity::inboxKeyIdOf(to.public_key),
                                              to.public_key,
                                              m_clock.now() + limits::kDepartmentKeyLife,
                                              {}};
    const auto sealed =
        identity::sealOpening(opening, m_acme.guest.device, m_acme.guestLeaf(), key, m_random);
    if (!sealed) qFatal("no opening");
    protocol::Envelope envelope;
    envelope.log = kWaitingRoom;
    envelope.sequence = {1};
    envelope.kind = protocol::EnvelopeKind::Opening;
    envelope.about = kWaits;
    envelope.sender = identity::deviceIdOf(m_acme.guest.device.publicKey());
    envelope.sender_account = identity::accountIdOf(m_acme.guest.account.publicKey());
    envelope.stored_at = m_clock.now();
    envelope.body = *sealed;
    return envelope;
}

void TestOldTeamKeys::anOldKeyEndsWhenNothingNeedsIt_data()
{
    QTest::addColumn<bool>("waits");
    QTest::addColumn<int>("seconds"); // beyond the life of a published key
    QTest::addColumn<bool>("stays");
    QTest::newRow("nothing waits, and somebody may still seal to it") << false << -1 << true;
    QTest::newRow("nothing waits, and nobody may seal to it any more") << false << 0 << false;
    QTest::newRow("something waits, and somebody may still seal to it") << true << -1 << true;
    QTest::newRow("something waits, and nobody may seal to it any more") << true << 0 << true;
    QTest::newRow("something has waited for another day") << true << 24 * 3600 << true;
}

void TestOldTeamKeys::anOldKeyEndsWhenNothingNeedsIt()
{
    QFETCH(bool, waits);
    QFETCH(int, seconds);
    const auto older = keeps(1);
    if (waits) QVERIFY(m_previews->acceptWaiting(opening(older)));
    QCOMPARE(m_previews->guestOf(kWaits).has_value(), waits); // it was opened
    m_clock.advance(limits::kDepartmentKeyLife + std::chrono::seconds(seconds));
    const auto newest = keeps(2);
    m_previews->keysChanged(kSupport);
    QTEST(has(older), "stays");
    QVERIFY(has(newest));
}

void TestOldTeamKeys::whatWaitedLongIsReadUntilItIsGone()
{
    const auto older = keeps(1);
    const protocol::Envelope waiting = opening(older);
    QVERIFY(m_previews->acceptWaiting(waiting));
    m_clock.advance(limits::kDepartmentKeyLife + std::chrono::hours(24));
    const auto newest = keeps(2);
    m_previews->keysChanged(kSupport);
    QVERIFY(m_previews->guestOf(kWaits).has_value());
    QVERIFY(has(older));

    protocol::Envelope emptied = waiting; // it was taken, or sealed to the newest key
    emptied.kind = protocol::EnvelopeKind::Emptied;
    emptied.body = QByteArray();
    QVERIFY(m_previews->acceptWaiting(emptied));
    m_previews->keysChanged(kSupport);
    QVERIFY(!has(older));
    QVERIFY(has(newest));
}

// Also of a team of which nobody has been on-line for long.
void TestOldTeamKeys::theNewestKeyStays()
{
    const auto newest = keeps(5);
    m_clock.advance(3 * limits::kDepartmentKeyLife);
    m_previews->keysChanged(kSupport);
    QVERIFY(has(newest));
}

// Epochs begin anew with each generation of the team's group.
void TestOldTeamKeys::aLaterGenerationsKeyIsNewer()
{
    const auto before = keeps(700);
    m_clock.advance(limits::kDepartmentKeyLife);
    const auto next = keeps(1, 1);
    m_previews->keysChanged(kSupport);
    QVERIFY(has(next));
    QVERIFY(!has(before));
}

CHAT121_TEST_MAIN(TestOldTeamKeys)
#include "tst_old_team_keys.moc"
