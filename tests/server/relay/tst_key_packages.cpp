// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Key packages: each is handed out once, the last-resort one when no other is left, to those only who
// have a reason to ask.

#include "common/protocol/messages/delivery.h"
#include "server/relay/handlers.h"
#include "server/store/sql.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;

namespace {

class TestKeyPackages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void eachIsHandedOutOnce();
    void theLastResortComesLastAndStays();
    void aRetryGetsTheSamePackages();
    void aSpentPackageDoesNotComeBack();
    void everyDeviceOfTheAccountIsAsked();
    void theOwnerIsTold();
    void tooManyAreRefused();
    void anExpiredOneIsNeitherTakenNorGiven();
    void shortLivedOnesDoNotPileUp();
    void whoMayAsk_data();
    void whoMayAsk();
    void nobodyUsesUpAnothersPackages();
    void theOwnerIsToldOfTheLastResort();
    void fetchingIsLimited();

private:
    KeyPackageUpload package(char name, bool is_last_resort = false) const;
    quint32 publish(const Caller &caller, const QList<KeyPackageUpload> &packages);
    QList<QByteArray> fetch(const Caller &caller, AccountId account);

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_agent, m_colleague;
};

void TestKeyPackages::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_agent = m_people->staff({m_people->departments.support});
    m_colleague = m_people->staff({m_people->departments.support});
}

void TestKeyPackages::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

KeyPackageUpload TestKeyPackages::package(char name, bool is_last_resort) const
{
    return {*Hash::from(QByteArray(32, name)),
            m_fixture->clock.now() + std::chrono::hours(24),
            is_last_resort,
            {QByteArray("package ") + name}};
}

quint32 TestKeyPackages::publish(const Caller &caller, const QList<KeyPackageUpload> &packages)
{
    return m_fixture->ask<KeyPackagesPublished>(caller, PublishKeyPackages{m_people->next(), packages})
        .available;
}

QList<QByteArray> TestKeyPackages::fetch(const Caller &caller, AccountId account)
{
    QList<QByteArray> found;
    const auto answer = m_fixture->ask<KeyPackages>(caller, FetchKeyPackages{m_people->next(), account});
    for (const DeviceKeyPackage &entry : answer.packages.items)
        found.append(entry.package.bytes);
    return found;
}

void TestKeyPackages::eachIsHandedOutOnce()
{
    QCOMPARE(publish(m_agent, {package('a'), package('b'), package('c')}), 3u);
    QSet<QByteArray> seen;
    for (int i = 0; i < 3; ++i)
        seen.insert(fetch(m_colleague, m_agent.account).value(0));
    QCOMPARE(seen, (QSet<QByteArray>{"package a", "package b", "package c"}));
    QVERIFY(fetch(m_colleague, m_agent.account).isEmpty());
}

void TestKeyPackages::theLastResortComesLastAndStays()
{
    QCOMPARE(publish(m_agent, {package('z', true), package('a')}), 1u);
    QCOMPARE(fetch(m_colleague, m_agent.account), (QList<QByteArray>{"package a"}));
    QCOMPARE(fetch(m_colleague, m_agent.account), (QList<QByteArray>{"package z"}));
    QCOMPARE(fetch(m_colleague, m_agent.account), (QList<QByteArray>{"package z"}));
    QCOMPARE(publish(m_agent, {package('y', true)}), 0u); // replaces the older one
    QCOMPARE(fetch(m_colleague, m_agent.account), (QList<QByteArray>{"package y"}));
}

void TestKeyPackages::aRetryGetsTheSamePackages()
{
    publish(m_agent, {package('a'), package('b')});
    const FetchKeyPackages ask{m_people->next(), m_agent.account};
    const auto first = m_fixture->ask<KeyPackages>(m_colleague, ask);
    QCOMPARE(encodeFrame(m_fixture->ask<KeyPackages>(m_colleague, ask)), encodeFrame(first));
    QCOMPARE(fetch(m_colleague, m_agent.account).size(), 1); // the second one is still there
}

void TestKeyPackages::aSpentPackageDoesNotComeBack()
{
    publish(m_agent, {package('a')});
    QCOMPARE(fetch(m_colleague, m_agent.account).size(), 1);
    QCOMPARE(publish(m_agent, {package('a'), package('b')}), 1u);
    QCOMPARE(fetch(m_colleague, m_agent.account), (QList<QByteArray>{"package b"}));
}

void TestKeyPackages::everyDeviceOfTheAccountIsAsked()
{
    const Caller phone = m_people->deviceOf(m_agent);
    publish(m_agent, {package('a')});
    publish(phone, {package('b')});
    QCOMPARE(fetch(m_agent, m_agent.account), (QList<QByteArray>{"package b"})); // without itself
    publish(phone, {package('c')});
    QCOMPARE(fetch(m_colleague, m_agent.account).size(), 2);
}

void TestKeyPackages::theOwnerIsTold()
{
    publish(m_agent, {package('a'), package('b')});
    m_fixture->takeDeliveries();
    fetch(m_colleague, m_agent.account);
    const auto told = m_fixture->delivered<KeyPackagesPublished>();
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().first.includes(m_agent));
    QVERIFY(!told.first().first.includes(m_colleague));
    QCOMPARE(told.first().second.available, 1u);
}

void TestKeyPackages::tooManyAreRefused()
{
    QList<KeyPackageUpload> many;
    for (int i = 0; i < limits::kKeyPackagesPerUpload; ++i)
        many.append(package(static_cast<char>(i)));
    for (qsizetype sent = 0; sent < limits::kKeyPackagesPerDeviceMax; sent += limits::kKeyPackagesPerUpload) {
        for (KeyPackageUpload &upload : many)
            upload.reference.data[1] = static_cast<quint8>(sent);
        publish(m_agent, many);
    }
    const auto refused = m_fixture->refusal(m_agent, PublishKeyPackages{m_people->next(), {{package('x')}}});
    QCOMPARE(refused.reason, Reason::QuotaReached);
}

void TestKeyPackages::anExpiredOneIsNeitherTakenNorGiven()
{
    publish(m_agent, {package('a')});
    m_fixture->clock.advance(std::chrono::hours(25));
    QVERIFY(fetch(m_colleague, m_agent.account).isEmpty());
    KeyPackageUpload old = package('b');
    old.expires_at = m_fixture->clock.now();
    QCOMPARE(m_fixture->refusal(m_agent, PublishKeyPackages{m_people->next(), {{old}}}).code, Code::Expired);
}

void TestKeyPackages::shortLivedOnesDoNotPileUp()
{
    for (char name = 'a'; name < 'k'; ++name) {
        KeyPackageUpload short_lived = package(name);
        short_lived.expires_at = m_fixture->clock.now() + std::chrono::seconds(1);
        QCOMPARE(publish(m_agent, {short_lived}), 1u);
        m_fixture->clock.advance(std::chrono::seconds(2));
    }
    qint64 rows_left = 0;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(Rows rows, sql.query(QStringLiteral("SELECT COUNT(*) FROM key_package")));
        if (rows.next()) rows_left = rows.number(0);
        return success();
    });
    QCOMPARE(rows_left, 1);
}

void TestKeyPackages::whoMayAsk_data()
{
    QTest::addColumn<QString>("asker");
    QTest::addColumn<QString>("owner");
    QTest::addColumn<bool>("may");
    QTest::newRow("staff for staff") << "agent"
                                     << "colleague" << true;
    QTest::newRow("the taker for the customer") << "agent"
                                                << "guest" << true;
    QTest::newRow("the customer for the taker") << "guest"
                                                << "agent" << true;
    QTest::newRow("the customer for own devices") << "guest"
                                                  << "guest" << true;
    QTest::newRow("the customer for other staff") << "guest"
                                                  << "colleague" << false;
    QTest::newRow("a customer for another") << "guest"
                                            << "stranger" << false;
    QTest::newRow("staff for a customer of a colleague") << "colleague"
                                                         << "guest" << false;
    QTest::newRow("staff for nobody") << "agent"
                                      << "nobody" << false;
}

void TestKeyPackages::whoMayAsk()
{
    QFETCH(QString, asker);
    QFETCH(QString, owner);
    const Caller guest = m_people->guest();
    const QHash<QString, Caller> who{{"agent", m_agent},
                                     {"colleague", m_colleague},
                                     {"guest", guest},
                                     {"stranger", m_people->guest()},
                                     {"nobody", Caller{AccountId{9}, DeviceId{9}}}};
    m_people->conversation({guest, m_agent});
    const auto verdict =
        m_fixture->send(who.value(asker), FetchKeyPackages{m_people->next(), who.value(owner).account});
    QTEST(verdict.has_value(), "may");
    if (!verdict) QCOMPARE(verdict.error().code, Code::NotFound); // whether or not there is such an account
}

// security.md C6: "Prekey Pogo" (arXiv 2504.07323). Ten thousand requests, ten packages; the last-resort
// one is never given while there are others, and its owner is told when it is.
void TestKeyPackages::nobodyUsesUpAnothersPackages()
{
    QList<KeyPackageUpload> packages;
    for (char name = 'a'; name < 'u'; ++name)
        packages.append(package(name));
    packages.append(package('z', true));
    publish(m_agent, packages);
    m_fixture->takeDeliveries();
    int served = 0;
    for (int i = 0; i < 10'000; ++i) {
        const FetchKeyPackages ask{m_people->next(), m_agent.account};
        const auto verdict = m_fixture->send(m_colleague, ask);
        if (!verdict) {
            QCOMPARE(verdict.error().reason, Reason::RateLimited);
            continue;
        }
        const auto answer = decodeFrame<KeyPackages>(verdict->reply);
        QVERIFY(answer && answer->packages.items.constFirst().package.bytes != "package z");
        ++served;
    }
    QCOMPARE(served, limits::kKeyPackageFetchesOfOnePerHour);
    const auto told = m_fixture->delivered<KeyPackagesPublished>();
    QCOMPARE(told.size(), served);
    QCOMPARE(told.constLast().second.available, quint32(20 - served));
    QVERIFY(!told.constLast().second.is_last_resort_used);
    // Everybody else is free to ask, and so is she after an hour.
    QVERIFY(m_fixture->send(m_agent, FetchKeyPackages{m_people->next(), m_colleague.account}));
    QCOMPARE(fetch(m_people->staff({m_people->departments.support}), m_agent.account).size(), 1);
    m_fixture->clock.advance(std::chrono::hours(1));
    QCOMPARE(fetch(m_colleague, m_agent.account).size(), 1);
}

void TestKeyPackages::theOwnerIsToldOfTheLastResort()
{
    publish(m_agent, {package('a'), package('z', true)});
    m_fixture->takeDeliveries();
    fetch(m_colleague, m_agent.account);
    fetch(m_colleague, m_agent.account);
    const auto told = m_fixture->delivered<KeyPackagesPublished>();
    QCOMPARE(told.size(), 2);
    QVERIFY(!told.at(0).second.is_last_resort_used);
    QVERIFY(told.at(1).second.is_last_resort_used);
}

void TestKeyPackages::fetchingIsLimited()
{
    QList<Caller> others;
    for (int i = 0; i <= limits::kKeyPackageFetchesPerHour / limits::kKeyPackageFetchesOfOnePerHour; ++i)
        others.append(m_people->staff({m_people->departments.support}));
    const auto ask = [&](int number) {
        const auto &other = others.at(number / limits::kKeyPackageFetchesOfOnePerHour);
        return m_fixture->send(m_colleague, FetchKeyPackages{m_people->next(), other.account});
    };
    for (int i = 0; i < limits::kKeyPackageFetchesPerHour; ++i)
        QVERIFY(ask(i));
    const auto refused = ask(limits::kKeyPackageFetchesPerHour);
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Reason::RateLimited);
    // One's own are not counted: nobody else is short of them.
    const FetchKeyPackages own{m_people->next(), m_colleague.account};
    QVERIFY(m_fixture->send(m_colleague, own));
    m_fixture->clock.advance(std::chrono::hours(1));
    QVERIFY(ask(limits::kKeyPackageFetchesPerHour));
}

} // namespace

CHAT121_TEST_MAIN(TestKeyPackages)
#include "tst_key_packages.moc"
