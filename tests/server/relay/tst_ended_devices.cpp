// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Devices that have ended and are still in a group: every member may leave them out, and nobody else.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/registration.h"
#include "server/store/log_rows.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using identity::Role;
using test::Person;

namespace {

constexpr auto kDay = std::chrono::hours(24);

class TestEndedDevices : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aColleagueMayLeaveThemOut_data();
    void aColleagueMayLeaveThemOut();
    void nobodyDoesSoFromOutside();

private:
    void end(const QString &how);
    void dismiss(AccountId account);
    protocol::Commit leaveAnnaOut();

    Caller m_owner, m_ben;
    std::optional<Person> m_adam, m_anna, m_bens;
};

// Anna, whom Adam has certified, and Ben are agents in one team.
void TestEndedDevices::init()
{
    begin();
    m_owner = m_organisation->found();
    m_adam.emplace(m_organisation->person());
    m_anna.emplace(m_organisation->person());
    const UnixTime end = now() + 1000 * kDay;
    const QByteArray adams = badge(m_organisation->root, *m_adam, end, Role::Admin);
    m_fixture->ask<Registered>({}, m_organisation->registration(*m_adam, adams));
    const QByteArray annas = badgeBy(*m_adam, adams, *m_anna, now() + 500 * kDay);
    m_fixture->ask<Registered>({}, m_organisation->registration(*m_anna, annas));
    m_organisation->logInAs(*m_anna);
    m_bens.emplace(m_organisation->person());
    m_ben = m_organisation->comeIn(*m_bens, Role::Agent);
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(auto entry, findLog(sql, m_organisation->departments.support_team));
        TRY(setEpoch(sql, *entry, 0, 1));
        TRY(addMember(sql, *entry, {m_ben.device, m_ben.account}, Sequence{1}));
        return addMember(sql, *entry, {m_anna->deviceId(), m_anna->accountId()}, Sequence{1});
    });
}

protocol::Commit TestEndedDevices::leaveAnnaOut()
{
    protocol::Commit message;
    message.request = m_organisation->next();
    message.log = m_organisation->departments.support_team;
    message.epoch = 1;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    message.removed.items = {{m_anna->deviceId(), m_anna->accountId()}};
    message.department_key.bytes =
        m_organisation->departmentKey(*m_bens, m_organisation->departments.support);
    return message;
}

void TestEndedDevices::dismiss(AccountId account)
{
    const identity::SignedOrganisation first = m_organisation->document();
    identity::OrganisationDocument body = *first.verify(m_organisation->root.publicKey());
    body.number = 2;
    body.previous = first.hash();
    body.dismissals.items.append({account, now()});
    const auto next = identity::SignedOrganisation::sign(body, m_organisation->root);
    m_fixture->ask<protocol::Done>(m_owner, PublishOrganisation{m_organisation->next(), {encode(next)}});
}

void TestEndedDevices::end(const QString &how)
{
    if (how == QStringLiteral("removed")) {
        const Caller anna{m_anna->accountId(), m_anna->deviceId(), Role::Agent, {}};
        const identity::DeviceRemoval removal{m_anna->account.publicKey(), m_anna->device.publicKey(), now()};
        const QByteArray bytes = encode(identity::SignedDeviceRemoval::sign(removal, m_anna->account));
        m_fixture->ask<protocol::Done>(anna, RemoveDevice{m_organisation->next(), {bytes}});
    }
    if (how == QStringLiteral("replaced")) {
        const Person next = m_organisation->person();
        const auto invitation = crypto::SigningKey::generate(m_fixture->random);
        m_fixture->ask<Registered>(
            {}, m_organisation->registration(
                    next, m_organisation->invited(next, invitation, 1, {}, m_anna->accountId())));
    }
    if (how == QStringLiteral("dismissed")) dismiss(m_anna->accountId());
    if (how == QStringLiteral("certifier")) dismiss(m_adam->accountId());
    if (how == QStringLiteral("certificate")) m_fixture->clock.advance(366 * kDay);
    if (how == QStringLiteral("badge")) {
        m_fixture->clock.advance(300 * kDay); // with a new certificate in between
        m_fixture->ask<Registered>({}, m_organisation->furtherDevice(*m_anna));
        m_fixture->clock.advance(201 * kDay);
    }
}

void TestEndedDevices::aColleagueMayLeaveThemOut_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("may");
    QTest::newRow("not while it is at work") << "not" << false;
    QTest::newRow("its account has removed it") << "removed" << true;
    QTest::newRow("another account stands for its account") << "replaced" << true;
    QTest::newRow("its account was dismissed") << "dismissed" << true;
    QTest::newRow("the administrator who had certified it was dismissed") << "certifier" << true;
    QTest::newRow("its certificate is over") << "certificate" << true;
    QTest::newRow("its account's badge is over") << "badge" << true;
}

void TestEndedDevices::aColleagueMayLeaveThemOut()
{
    QFETCH(QString, how);
    QFETCH(bool, may);
    end(how);
    if (!may) {
        QCOMPARE(m_fixture->refusal(m_ben, leaveAnnaOut()).code, Code::Forbidden);
        return;
    }
    m_fixture->ask<Stored>(m_ben, leaveAnnaOut());
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto entry, findLog(sql, m_organisation->departments.support_team));
        const bool is_out = !entry->hasMember(m_anna->deviceId());
        return is_out ? success() : Result<void>(Error{Code::Conflict, QStringLiteral("still there")});
    });
}

void TestEndedDevices::nobodyDoesSoFromOutside()
{
    end(QStringLiteral("dismissed"));
    const Caller carl = m_organisation->comeIn(m_organisation->person(), Role::Agent);
    protocol::Commit message = leaveAnnaOut();
    QCOMPARE(m_fixture->refusal(carl, message).reason, Reason::NotAMember);
    message.is_external = true;
    QCOMPARE(m_fixture->refusal(carl, message).code, Code::Forbidden);
}

} // namespace

CHAT121_TEST_MAIN(TestEndedDevices)
#include "tst_ended_devices.moc"
