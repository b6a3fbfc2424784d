// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key of a department's waiting room: published with a team's commit or alone, checked as customers
// will check it, and handed to whoever asks.

#include "common/crypto/hpke.h"
#include "common/identity/department_key.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using identity::Role;
using test::Person;

namespace {

class TestServerDepartmentKey : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aKeyComesWithTheTeamsCommit();
    void whoIsThereIsToldBeforeLogIn();
    void aCommitThatLosesPublishesNothing();
    void aKeyIsRotatedWithoutACommit();
    void aKeyIsRefused_data();
    void aKeyIsRefused();

private:
    QByteArray key(const Person &publisher, DepartmentId department);
    protocol::Commit teamCommit(const QByteArray &key, quint64 epoch = 0);
    Refusal noKey() { return m_fixture->refusal(m_caller, ask()); }
    FetchDepartmentKey ask() { return {m_organisation->next(), m_organisation->departments.support}; }

    std::optional<Person> m_agent;
    Caller m_caller;
};

void TestServerDepartmentKey::init()
{
    begin();
    m_organisation->found();
    m_agent.emplace(m_organisation->person());
    m_caller = m_organisation->comeIn(*m_agent, Role::Agent, {m_organisation->departments.support});
}

QByteArray TestServerDepartmentKey::key(const Person &publisher, DepartmentId department)
{
    const auto chain = decode<identity::StaffChain>(
        m_organisation->badge(publisher, Role::Agent, {m_organisation->departments.support}));
    const auto certificate =
        decode<identity::SignedDeviceCertificate>(m_organisation->certificate(publisher));
    const identity::LeafIdentity leaf{*chain, *certificate};
    const auto public_key = *crypto::DhPublicKey::from(m_fixture->random.bytes(32));
    return encode(identity::publishDepartmentKey(department, public_key, publisher.device, leaf,
                                                 m_fixture->clock.now()));
}

protocol::Commit TestServerDepartmentKey::teamCommit(const QByteArray &key, quint64 epoch)
{
    protocol::Commit message;
    message.request = m_organisation->next();
    message.log = m_organisation->departments.support_team;
    message.epoch = epoch;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    message.department_key.bytes = key;
    return message;
}

void TestServerDepartmentKey::aKeyComesWithTheTeamsCommit()
{
    QCOMPARE(noKey().reason, Reason::NoDepartmentKey);
    const QByteArray published = key(*m_agent, m_organisation->departments.support);
    m_fixture->ask<Stored>(m_caller, teamCommit(published));
    const auto answer = m_fixture->ask<DepartmentKey>(m_caller, ask());
    QCOMPARE(answer.key.bytes, published);
    QCOMPARE(answer.agents_on_duty, 0u);
    m_fixture->ask<protocol::Done>(m_caller, SetStatus{m_organisation->next(), AgentStatus::Available, 3});
    QCOMPARE(m_fixture->ask<DepartmentKey>(m_caller, ask()).agents_on_duty, 1u);
}

// What a customer's consent page says before anything is accepted.
void TestServerDepartmentKey::whoIsThereIsToldBeforeLogIn()
{
    const auto on_duty = [&](DepartmentId department) {
        return m_fixture->ask<protocol::Organisation>({}, FetchOrganisation{RequestId{1}, department})
            .agents_on_duty;
    };
    const DepartmentId support = m_organisation->departments.support;
    const auto be = [&](AgentStatus status) {
        m_fixture->ask<protocol::Done>(m_caller, SetStatus{m_organisation->next(), status, 3});
    };
    QCOMPARE(on_duty(support), 0u);
    be(AgentStatus::Available);
    QCOMPARE(on_duty(support), 1u);
    be(AgentStatus::Busy);
    QCOMPARE(on_duty(support), 1u);
    QCOMPARE(on_duty({}), 0u);     // not asked for
    QCOMPARE(on_duty({4711}), 0u); // not there
    be(AgentStatus::Away);
    QCOMPARE(on_duty(support), 0u);
}

void TestServerDepartmentKey::aCommitThatLosesPublishesNothing()
{
    m_fixture->ask<CommitConflict>(m_caller, [&] {
        auto message = teamCommit(key(*m_agent, m_organisation->departments.support));
        message.generation = 3;
        return message;
    }());
    QCOMPARE(noKey().reason, Reason::NoDepartmentKey);
}

void TestServerDepartmentKey::aKeyIsRotatedWithoutACommit()
{
    const QByteArray first = key(*m_agent, m_organisation->departments.support);
    const QByteArray second = key(*m_agent, m_organisation->departments.support);
    for (const QByteArray &published : {first, second}) {
        m_fixture->ask<protocol::Done>(
            m_caller,
            PublishDepartmentKey{m_organisation->next(), m_organisation->departments.support, {published}});
    }
    QCOMPARE(m_fixture->ask<DepartmentKey>(m_caller, ask()).key.bytes, second);
}

void TestServerDepartmentKey::aKeyIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("no key at all") << "garbage";
    QTest::newRow("another department's") << "department";
    QTest::newRow("published by a colleague's device") << "colleague";
    QTest::newRow("a flipped bit") << "bit";
    QTest::newRow("signed with another device key") << "signature";
}

void TestServerDepartmentKey::aKeyIsRefused()
{
    QFETCH(QString, what);
    const auto &departments = m_organisation->departments;
    const Person other = m_organisation->person();
    QByteArray bytes = key(*m_agent, departments.support);
    if (what == "garbage") bytes = "garbage";
    if (what == "department") bytes = key(*m_agent, departments.sales);
    if (what == "colleague") bytes = key(other, departments.support);
    if (what == "bit") bytes[30] = static_cast<char>(bytes.at(30) ^ 1);
    if (what == "signature") {
        const Person mixed{m_agent->account.clone(), other.device.clone()};
        auto published = decode<identity::PublishedDepartmentKey>(key(mixed, departments.support));
        published->publisher.device =
            *decode<identity::SignedDeviceCertificate>(m_organisation->certificate(*m_agent));
        bytes = encode(*published);
    }
    QVERIFY(!m_fixture->send(m_caller,
                             PublishDepartmentKey{m_organisation->next(), departments.support, {bytes}}));
    QVERIFY(!m_fixture->send(m_caller, teamCommit(bytes)));
    QCOMPARE(noKey().reason, Reason::NoDepartmentKey);
    m_fixture->ask<Stored>(m_caller, teamCommit({})); // the epoch was not used up
}

} // namespace

CHAT121_TEST_MAIN(TestServerDepartmentKey)
#include "tst_server_department_key.moc"
