// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key of a department, to which customers seal what waits: another one is published when somebody is
// dismissed, when a computer is removed, and once a day by one member for all. With real clients and a real
// server; what is published is read from the server's database. How the private halves end:
// tst_old_team_keys.
#include "common/crypto/init.h"
#include "common/identity/department_key.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/delivery.h"
#include "tests/client/core/engine/linked_client.h"
#include "tests/e2e/support/server_records.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <mutex>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
constexpr std::chrono::milliseconds kDay = limits::kDepartmentKeyRotation;

// Of an encoded PublishedDepartmentKey; 0 if it is none. The signature is the clients' and the server's
// affair.
quint64 idIn(const QByteArray &published)
{
    auto key = decode<identity::PublishedDepartmentKey>(published);
    if (!key) return 0;
    const auto statement = decode<identity::DepartmentKey>(std::get<0>(key->key.fields()).bytes);
    return statement ? statement->id.value : 0;
}

// Which keys left with whose commits.
class KeyWatch {
public:
    struct Sent {
        quint64 id = 0;
        QString by;
        QList<DeviceId> removed;
        bool is_refresh = false; // nobody comes, nobody goes
    };

    void watch(Client &client, const QString &name)
    {
        client.tampering().watchSent([this, name](const QByteArray &frame) {
            const auto commit = protocol::decodeFrame<protocol::Commit>(frame);
            if (!commit || commit->department_key.bytes.isEmpty()) return;
            Sent sent{idIn(commit->department_key.bytes), name, {}, false};
            for (const protocol::DeviceOf &device : commit->removed.items)
                sent.removed.append(device.device);
            sent.is_refresh = sent.removed.isEmpty() && commit->added.items.isEmpty() && !commit->is_external;
            const std::lock_guard lock(m_guard);
            m_sent.append(sent);
        });
    }

    QList<Sent> sent()
    {
        const std::lock_guard lock(m_guard);
        return m_sent;
    }

private:
    std::mutex m_guard;
    QList<Sent> m_sent;
};

} // namespace

class TestTeamKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aDismissalBringsAnotherKey();
    void aRemovedComputerBringsAnotherKey();
    void whatComesUnderAnOlderKeyIsSealedAnew();
    void afterADayOneMemberBringsAnotherKeyForAll();

private:
    quint64 published(); // the id of the department's key
    std::optional<KeyWatch::Sent> commitOf(quint64 id);
    bool isReadBy(Client &agent, const QString &customer);
    bool hasLooked(Client &client);

    KeyWatch m_watch; // before the clients, which tell it
    Company m_company;
    QString m_link;
    std::unique_ptr<Client> m_anna, m_bert, m_annas_second, m_fiona;
};

void TestTeamKeys::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(u"customers"_s);
    m_watch.watch(m_company.founder(), u"fiona"_s);
    for (const auto &[name, client] : {std::pair(u"anna"_s, &m_anna), std::pair(u"bert"_s, &m_bert)}) {
        *client = std::make_unique<Client>(m_company.home(name));
        m_watch.watch(**client, name);
        QVERIFY((*client)->joins(m_company.founder().invites(u"staff"_s), name));
    }
}

quint64 TestTeamKeys::published()
{
    QByteArray key;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"keys"_s);
        database.setDatabaseName(e2e::databaseIn(m_company.home(u"server"_s)));
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        const bool is_asked = query.exec(u"SELECT inbox_key FROM department WHERE inbox_key IS NOT NULL"_s);
        if (is_asked && query.next()) key = query.value(0).toByteArray();
    }
    QSqlDatabase::removeDatabase(u"keys"_s);
    return idIn(key);
}

std::optional<KeyWatch::Sent> TestTeamKeys::commitOf(quint64 id)
{
    for (const KeyWatch::Sent &sent : m_watch.sent())
        if (sent.id == id) return sent;
    return std::nullopt;
}

// What a new customer seals to the key that is published now.
bool TestTeamKeys::isReadBy(Client &agent, const QString &customer)
{
    const auto guest = m_company.guest(m_link, customer);
    if (!guest) return false;
    const QString words = u"Who reads %1?"_s.arg(customer);
    guest->talk()->say(words);
    const ConversationId id = guest->talk()->id();
    LiveWorkspace &workspace = agent.workspace();
    return QTest::qWaitFor([&] { return workspace.queue()->rowOf(id) >= 0; }, kPatienceMs) &&
           agent.sees(workspace.talk(id), words);
}

// A client asks for its archive after it has looked at the keys of its teams, so the answer comes later.
bool TestTeamKeys::hasLooked(Client &client)
{
    return QTest::qWaitFor(
        [&] { return client.workspace().history().state != HistoryStatus::State::Unknown; }, kPatienceMs);
}

void TestTeamKeys::aDismissalBringsAnotherKey()
{
    QVERIFY(isReadBy(*m_bert, u"Gina"_s)); // he is in the team
    const quint64 before = published();
    QVERIFY(before != 0);
    QVERIFY(dismisses(m_company.founder(), u"bert"_s));
    const auto removal = [&]() -> std::optional<KeyWatch::Sent> {
        for (const KeyWatch::Sent &sent : m_watch.sent())
            if (!sent.removed.isEmpty()) return sent;
        return std::nullopt;
    };
    QTRY_VERIFY_WITH_TIMEOUT(removal().has_value(), kPatienceMs);
    QVERIFY(removal()->by != u"bert");
    QVERIFY(removal()->id != before);
    QTRY_VERIFY_WITH_TIMEOUT(published() != before && published() != 0, kPatienceMs);
    QVERIFY(isReadBy(*m_anna, u"Hugo"_s)); // who is left has the new one
    m_bert.reset();
}

void TestTeamKeys::aRemovedComputerBringsAnotherKey()
{
    m_annas_second = linkedClient(m_company, *m_anna, u"anna 2"_s);
    QVERIFY(m_annas_second);
    m_watch.watch(*m_annas_second, u"anna 2"_s);
    QVERIFY(isReadBy(*m_annas_second, u"Ida"_s)); // it is in the team
    m_anna->workspace().fetchDevices();
    QTRY_VERIFY_WITH_TIMEOUT(otherDeviceOf(*m_anna).isValid(), kPatienceMs);
    const DeviceId lost = otherDeviceOf(*m_anna);
    const quint64 before = published();
    m_anna->workspace().removeDevice(lost);
    const auto removal = [&]() -> std::optional<KeyWatch::Sent> {
        for (const KeyWatch::Sent &sent : m_watch.sent())
            if (sent.removed.contains(lost)) return sent;
        return std::nullopt;
    };
    QTRY_VERIFY_WITH_TIMEOUT(removal().has_value(), kPatienceMs);
    QVERIFY(removal()->by != u"anna 2");
    QVERIFY(removal()->id != before);
    QTRY_VERIFY_WITH_TIMEOUT(published() != before && published() != 0, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_annas_second->workspace().isRemoved(), kPatienceMs);
    m_annas_second.reset();
    QVERIFY(isReadBy(*m_anna, u"Jane"_s));
}

// The customer asked for the key before it changed, and sends after it.
void TestTeamKeys::whatComesUnderAnOlderKeyIsSealedAnew()
{
    const auto greta = m_company.guest(m_link, u"Greta"_s);
    QVERIFY(greta);
    greta->tampering().set([first = std::optional<protocol::DepartmentKey>()](
                               const QByteArray &frame) mutable -> QList<QByteArray> {
        const auto key = protocol::decodeFrame<protocol::DepartmentKey>(frame);
        if (!key) return {frame};
        if (!first) first = *key;
        first->request = key->request;
        return {protocol::encodeFrame(*first)};
    });
    greta->talk()->say(u"Is anybody there?"_s);
    const ConversationId id = greta->talk()->id();
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().queue()->rowOf(id) >= 0, kPatienceMs);

    const quint64 before = published();
    const auto carl = m_company.agent(u"Carl"_s); // who has never had the key of before
    QVERIFY(carl);
    QTRY_VERIFY_WITH_TIMEOUT(published() != before, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(carl->workspace().queue()->rowOf(id) >= 0, kPatienceMs);
    greta->talk()->say(u"My kettle whistles."_s);
    QVERIFY(carl->sees(carl->workspace().talk(id), u"My kettle whistles."_s));
    QVERIFY(carl->sees(carl->workspace().talk(id), u"Is anybody there?"_s));
}

// Fiona's clock is ahead from the start of her program on, so that she notes the new key as one of that day;
// then she looks at a key that is a moment old. Before it, Anna looked at one that was a day old.
void TestTeamKeys::afterADayOneMemberBringsAnotherKeyForAll()
{
    const quint64 before = published();
    m_company.founderLeaves();
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    m_watch.watch(*m_anna, u"anna a day later"_s);
    m_anna->clock().shift(kDay);
    QVERIFY(m_anna->isConnected());
    const auto annas = [&] {
        const auto sent = commitOf(published());
        return sent && sent->by == u"anna a day later" && sent->is_refresh;
    };
    QTRY_VERIFY_WITH_TIMEOUT(annas(), kPatienceMs);
    QVERIFY(published() != before);

    for (int start = 1; start <= 2; ++start) { // she reads of it, then she has it already
        m_fiona.reset();
        m_fiona = std::make_unique<Client>(m_company.home(u"founder"_s));
        m_watch.watch(*m_fiona, u"fiona a day later"_s);
        m_fiona->clock().shift(kDay);
        QVERIFY(m_fiona->isConnected());
        QVERIFY(hasLooked(*m_fiona));
        QVERIFY(isReadBy(*m_fiona, u"Kay %1"_s.arg(start)));
    }
    for (const KeyWatch::Sent &sent : m_watch.sent())
        QVERIFY2(sent.by != u"fiona a day later", qPrintable(sent.by));
}

CHAT121_TEST_MAIN(TestTeamKeys)
#include "tst_team_keys.moc"
