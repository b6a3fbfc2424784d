// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key of a department's waiting room: published with a team's commit or alone, checked as customers
// will check it, and handed to whoever asks.

#include "common/identity/department_key.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/registration.h"
#include "server/store/device_rows.h"
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
    void aTeamsCommitWithoutAKeyIsRefused_data();
    void aTeamsCommitWithoutAKeyIsRefused();
    void aTeamGrowsFromOutside();
    void whoIsThereIsToldBeforeLogIn();
    void aCommitThatLosesPublishesNothing();
    void aKeyIsRotatedWithoutACommit();
    void aKeyIsRefused_data();
    void aKeyIsRefused();

private:
    QByteArray key(const Person &publisher, DepartmentId department) const
    {
        return m_organisation->departmentKey(publisher, department);
    }
    protocol::Commit teamCommit(const QByteArray &key, quint64 epoch = 0);
    Refusal noKey() { return m_fixture->refusal(m_caller, ask()); }
    FetchDepartmentKey ask() { return {m_organisation->next(), m_organisation->departments.support}; }

    std::optional<Person> m_agent;
    Caller m_caller, m_owner;
};

void TestServerDepartmentKey::init()
{
    begin();
    m_owner = m_organisation->found();
    m_agent.emplace(m_organisation->person());
    m_caller = m_organisation->comeIn(*m_agent, Role::Agent, {m_organisation->departments.support});
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

void TestServerDepartmentKey::aTeamsCommitWithoutAKeyIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("which makes the group") << "first";
    QTest::newRow("which renews keys alone") << "renewal";
    QTest::newRow("which removes a colleague") << "removal";
    QTest::newRow("from outside") << "outside";
}

// Who was removed would open what is sealed to the key of the epoch before.
void TestServerDepartmentKey::aTeamsCommitWithoutAKeyIsRefused()
{
    QFETCH(QString, what);
    const auto &departments = m_organisation->departments;
    const Person colleague = m_organisation->person();
    const Caller other = m_organisation->comeIn(colleague, Role::Agent, {departments.support});
    QByteArray newest;
    if (what != "first") {
        auto first = teamCommit(newest = key(*m_agent, departments.support));
        first.added.items = {{other.device, other.account}};
        first.welcomes.items = {{other.device, {"welcome"}}};
        m_fixture->ask<Stored>(m_caller, first);
    }
    const bool is_outside = what == "outside";
    const Person late = m_organisation->person();
    const Caller sender =
        is_outside ? m_organisation->comeIn(late, Role::Agent, {departments.support}) : m_caller;
    auto message = teamCommit({}, what == "first" ? 0 : 1);
    message.is_external = is_outside;
    if (what == "removal") {
        m_fixture->mustWrite([&](Sql &sql) { return store::removeDevice(sql, other.device, "signed"); });
        message.removed.items = {{other.device, other.account}};
    }
    m_fixture->takeDeliveries();
    QCOMPARE(m_fixture->refusal(sender, message).code, Code::Malformed);
    QVERIFY(m_fixture->takeDeliveries().isEmpty());
    if (newest.isEmpty()) {
        QCOMPARE(noKey().reason, Reason::NoDepartmentKey);
    } else {
        QCOMPARE(m_fixture->ask<DepartmentKey>(m_caller, ask()).key.bytes, newest);
    }
    message.department_key.bytes = key(is_outside ? late : *m_agent, departments.support);
    m_fixture->ask<Stored>(sender, message);
    QCOMPARE(m_fixture->ask<DepartmentKey>(m_caller, ask()).key.bytes, message.department_key.bytes);
}

void TestServerDepartmentKey::aTeamGrowsFromOutside()
{
    const auto &departments = m_organisation->departments;
    const Person colleague = m_organisation->person();
    const Person gina = m_organisation->person();
    m_fixture->ask<Registered>({}, m_organisation->registration(gina, m_organisation->guestToken(m_owner)));
    const Caller guest = m_organisation->logInAs(gina);
    const auto first = teamCommit(key(*m_agent, departments.support));
    QCOMPARE(m_fixture->refusal(guest, first).reason, Reason::NotAMember);
    m_fixture->ask<Stored>(m_caller, first);
    auto entry = teamCommit(key(colleague, departments.support), 1);
    entry.is_external = true;
    const Caller sales = m_organisation->comeIn(m_organisation->person(), Role::Agent, {departments.sales});
    QCOMPARE(m_fixture->refusal(sales, entry).reason, Reason::NotAMember);
    QCOMPARE(m_fixture->refusal(guest, entry).reason, Reason::NotAMember);
    const Caller newcomer = m_organisation->comeIn(colleague, Role::Agent, {});
    const Caller outside =
        m_organisation->comeIn(m_organisation->person(), Role::Agent, {departments.support});
    m_fixture->takeDeliveries();
    m_fixture->ask<Stored>(newcomer, entry);
    const auto told = m_fixture->delivered<TeamChanged>();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().second.team, departments.support_team);
    QVERIFY(told.first().first.includes(outside)); // it may come in now
    for (const Caller &other : {newcomer, sales, guest})
        QVERIFY(!told.first().first.includes(other));
    const Append note{
        m_organisation->next(), departments.support_team, EnvelopeKind::Application, 0, 2, {}, {"note"}};
    m_fixture->ask<Stored>(newcomer, note);
    Since since;
    since.positions.items.append({departments.support_team, 0, {}});
    QCOMPARE(m_fixture->ask<Envelopes>(m_caller, since).envelopes.items.size(), 3);
    // A team has one group; only an admin may start over.
    auto again = teamCommit(key(colleague, departments.support));
    again.generation = 1;
    QCOMPARE(m_fixture->refusal(newcomer, again).reason, Reason::NotAMember);
    again = teamCommit(key(m_organisation->owner, departments.support));
    again.generation = 1;
    m_fixture->ask<Stored>(m_owner, again);
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
    QTest::newRow("nothing") << "nothing";
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
    if (what == "nothing") bytes.clear();
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
    // The epoch was not used up.
    m_fixture->ask<Stored>(m_caller, teamCommit(key(*m_agent, departments.support)));
}

} // namespace

CHAT121_TEST_MAIN(TestServerDepartmentKey)
#include "tst_server_department_key.moc"
