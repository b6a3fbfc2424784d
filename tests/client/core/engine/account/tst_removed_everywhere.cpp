// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md E12: a computer that its person removes is out of every group within a minute, of conversations
// and of the team, and what is sealed to the department afterwards stays locked for it. With real clients
// and a real server. One removal on one conversation: tst_own_devices.
#include "client/core/local_store/local_store.h"
#include "common/crypto/init.h"
#include "common/identity/opening.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "tests/client/core/engine/client_store.h"
#include "tests/client/core/engine/linked_client.h"
#include "tests/e2e/support/server_records.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>

#include <atomic>
#include <mutex>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
constexpr qint64 kOutMs = 60'000;   // the row of the threat list

// The logs whose commits left this device out.
struct Removals {
    std::mutex guard;
    QSet<quint64> logs;

    void watch(Client &client, DeviceId lost)
    {
        client.tampering().watchSent([this, lost](const QByteArray &frame) {
            const auto commit = protocol::decodeFrame<protocol::Commit>(frame);
            if (!commit) return;
            for (const protocol::DeviceOf &device : commit->removed.items) {
                const std::lock_guard lock(guard);
                if (device.device == lost) logs.insert(commit->log.value);
            }
        });
    }
};

} // namespace

class TestRemovedEverywhere : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRemovedComputerIsOutOfEveryGroupWithinAMinute();
    void whatIsSealedLaterStaysLockedForIt();

private:
    // How many of the conversations and the team lead to this device, by the server's table.
    qint64 open(DeviceId device);
    struct Newcomer {
        ConversationId conversation{};
        quint64 key = 0; // the department's, to which the first words are sealed
    };
    // A new customer's words, once Anna has read them.
    std::optional<Newcomer> newcomer(const QString &name);

    Removals m_removals; // before the clients, which tell it
    Company m_company;
    QString m_link;
    std::unique_ptr<Client> m_anna, m_second, m_gina, m_hugo;
    std::optional<Newcomer> m_before;
};

void TestRemovedEverywhere::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(u"customers"_s);
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_gina = m_company.guest(m_link, u"Gina"_s);
    m_hugo = m_company.guest(m_link, u"Hugo"_s);
    QVERIFY(m_gina && m_hugo);
    QVERIFY(begins(*m_anna, *m_gina, u"My kettle whistles"_s));
    QVERIFY(begins(*m_anna, *m_hugo, u"My toaster hums"_s));
    m_second = linkedClient(m_company, *m_anna, u"anna 2"_s);
    QVERIFY(m_second);
    for (Client *customer : {m_gina.get(), m_hugo.get()}) {
        const ConversationId id = customer->talk()->id();
        QTRY_VERIFY_WITH_TIMEOUT(m_second->workspace().mine()->rowOf(id) >= 0, kPatienceMs);
        QVERIFY(customer->sees(customer->talk(), u"Anna (Support) reads on one more device"_s));
    }
    m_anna->workspace().fetchDevices();
    QTRY_VERIFY_WITH_TIMEOUT(open(otherDeviceOf(*m_anna)) == 3, kPatienceMs); // with the team
    m_before = newcomer(u"Ida"_s);
    QVERIFY(m_before);
    QVERIFY(m_second->sees(m_second->workspace().talk(m_before->conversation), u"Ida here"_s));
}

qint64 TestRemovedEverywhere::open(DeviceId device)
{
    const QString logs = u"%1, %2, (SELECT team FROM department)"_s.arg(qint64(m_gina->talk()->id().value))
                             .arg(qint64(m_hugo->talk()->id().value));
    return e2e::numberFrom(m_company.home(u"server"_s),
                           u"SELECT count(*) FROM member WHERE device = %1 AND to_sequence IS NULL "
                           "AND log IN (%2)"_s.arg(QString::number(qint64(device.value)), logs));
}

std::optional<TestRemovedEverywhere::Newcomer> TestRemovedEverywhere::newcomer(const QString &name)
{
    const auto guest = m_company.guest(m_link, name);
    if (!guest) return std::nullopt;
    const auto key = std::make_shared<std::atomic<quint64>>(0);
    guest->tampering().watchSent([key](const QByteArray &frame) {
        const auto start = protocol::decodeFrame<protocol::StartConversation>(frame);
        const auto id = start ? identity::inboxKeyOf(start->opening.bytes)
                              : Result<identity::InboxKeyId>(Error{Code::NotFound, {}});
        if (id) *key = id->value;
    });
    const QString words = name + u" here"_s;
    guest->talk()->say(words);
    const ConversationId id = guest->talk()->id();
    const auto waits = [&] { return m_anna->workspace().queue()->rowOf(id) >= 0; };
    if (!QTest::qWaitFor(waits, kPatienceMs) || !m_anna->sees(m_anna->workspace().talk(id), words))
        return std::nullopt;
    return key->load() != 0 ? std::optional(Newcomer{id, key->load()}) : std::nullopt;
}

// One clock, from the click on.
void TestRemovedEverywhere::aRemovedComputerIsOutOfEveryGroupWithinAMinute()
{
    const DeviceId lost = otherDeviceOf(*m_anna);
    QCOMPARE(open(lost), 3); // two conversations and the team
    for (Client *client : {m_anna.get(), m_gina.get(), m_hugo.get(), &m_company.founder()})
        m_removals.watch(*client, lost);
    const QString line = u"A device of Anna (Support) was removed"_s;
    const auto says_so = [&](Client &client, Talk *talk) {
        return rowsOf(talk).filter(line).size() == 1 && client.workspace().state() == Workspace::State::Ready;
    };
    const auto is_out = [&] {
        return open(lost) == 0 && says_so(*m_gina, m_gina->talk()) && says_so(*m_hugo, m_hugo->talk());
    };
    QElapsedTimer clock;
    clock.start();
    m_anna->workspace().removeDevice(lost);
    QTRY_VERIFY_WITH_TIMEOUT(is_out(), 2 * kPatienceMs);
    const qint64 took = clock.elapsed();
    qInfo("out of two conversations and the team after %lld ms", static_cast<long long>(took));
    QVERIFY2(took <= kOutMs, qPrintable(QString::number(took)));
    { // and out of the cryptographic groups, by a commit in each
        const std::lock_guard lock(m_removals.guard);
        QCOMPARE(m_removals.logs.size(), 3);
        QVERIFY(m_removals.logs.contains(m_gina->talk()->id().value));
        QVERIFY(m_removals.logs.contains(m_hugo->talk()->id().value));
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_second->workspace().isRemoved(), kPatienceMs);
}

// Whatever it gets hold of: what it has of the department's keys opens what was sealed before, and no more.
void TestRemovedEverywhere::whatIsSealedLaterStaysLockedForIt()
{
    const auto later = newcomer(u"Jane"_s);
    QVERIFY(later);
    m_second.reset();
    const auto store = storeAt(m_company.home(u"anna 2"_s));
    QVERIFY(store);
    const auto old_key = store->departmentKeys().find(m_before->key);
    const auto new_key = store->departmentKeys().find(later->key);
    QVERIFY(old_key && new_key);
    QVERIFY(old_key->has_value());
    QVERIFY(!new_key->has_value());
}

CHAT121_TEST_MAIN(TestRemovedEverywhere)
#include "tst_removed_everywhere.moc"
