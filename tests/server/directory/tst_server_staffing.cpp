// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Newer chains for staff, and who is no longer staff: whose word counts, what it does to log-ins, devices
// and conversations, and that nothing of it is taken back by an older statement.

#include "common/identity/key_log.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/key_log.h"
#include "common/protocol/messages/links.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"
#include "server/desk/liveness.h"
#include "server/store/account_rows.h"
#include "server/store/desk_rows.h"
#include "server/store/key_package_rows.h"
#include "server/store/organisation_rows.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using identity::Role;
using test::Person;

namespace {

constexpr auto kDay = std::chrono::hours(24);

class TestServerStaffing : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aNewerChainTakesThePlaceOfTheOlder();
    void chainsThatAreRefused_data();
    void chainsThatAreRefused();
    void anOlderChainChangesNothing();
    void aBadgeInTimeLetsInWhoWouldBeOver();
    void anotherRoleEndsTheSessions();
    void whoIsDismissedIsOut();
    void whoIsDismissedLeavesNoWayIn();
    void nothingBringsADismissedAccountBack();
    void strangersAreNotToldWhoWasDismissed_data();
    void strangersAreNotToldWhoWasDismissed();
    void aDismissedAdministratorTakesTheirPeopleAlong();
    void theirConversationsReturnAtOnce_data();
    void theirConversationsReturnAtOnce();
    void anOlderDocumentIsRefused();

private:
    CertifyStaff certify(const QByteArray &chain) const { return {m_organisation->next(), {chain}}; }
    // The next document, which dismisses these.
    Verdict<Outcome> dismiss(const QList<AccountId> &accounts);
    // A customer's, which the agent has taken.
    ConversationId takenBy(const Caller &agent);
    ConversationRow conversationRow(ConversationId conversation);

    Caller m_owner;
    identity::SignedOrganisation m_document;
    quint64 m_number = 1;
};

void TestServerStaffing::init()
{
    begin();
    m_owner = m_organisation->found();
    m_document = m_organisation->document();
    m_number = 1;
}

Verdict<Outcome> TestServerStaffing::dismiss(const QList<AccountId> &accounts)
{
    identity::OrganisationDocument body = *m_document.verify(m_organisation->root.publicKey());
    body.number = ++m_number;
    body.previous = m_document.hash();
    for (const AccountId account : accounts)
        body.dismissals.items.append({account, now()});
    m_document = identity::SignedOrganisation::sign(body, m_organisation->root);
    return m_fixture->send(m_owner, PublishOrganisation{m_organisation->next(), {encode(m_document)}});
}

// --- chains ---------------------------------------------------------------------------------------

void TestServerStaffing::aNewerChainTakesThePlaceOfTheOlder()
{
    const Person anna = m_organisation->person();
    m_organisation->comeIn(anna, Role::Agent);
    m_fixture->takeDeliveries();
    const QByteArray newer = badge(m_organisation->root, anna, now() + 1000 * kDay);
    m_fixture->ask<protocol::Done>(m_owner, certify(newer));
    QCOMPARE(chainOf(anna), newer);
    const auto told = m_fixture->delivered<protocol::Staff>();
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().first.kind == Audience::Kind::Staff);
    QVERIFY(told.first().second.staff.items.first().staff_chain.bytes == newer);
    // It is in the key log.
    const auto chain = decode<identity::StaffChain>(newer);
    FetchKeyLog question{m_organisation->next(), {}, {}};
    question.leaves.items = {identity::leafOf(identity::loggedAs(*chain).first())};
    QVERIFY(m_fixture->ask<protocol::KeyLog>(m_owner, question).inclusion.items.first().is_logged);
}

void TestServerStaffing::chainsThatAreRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("by somebody else's key") << "key";
    QTest::newRow("that is over") << "over";
    QTest::newRow("of the future") << "future";
    QTest::newRow("for an account that nobody knows") << "unknown";
    QTest::newRow("for a guest") << "guest";
    QTest::newRow("an invitation") << "invitation";
    QTest::newRow("by an agent") << "agent";
    QTest::newRow("no chain at all") << "nothing";
}

void TestServerStaffing::chainsThatAreRefused()
{
    QFETCH(QString, what);
    const Person anna = m_organisation->person();
    const Caller agent = m_organisation->comeIn(anna, Role::Agent);
    const QByteArray before = chainOf(anna);
    const UnixTime end = now() + 1000 * kDay;
    QByteArray chain = badge(m_organisation->root, anna, end);
    if (what == "key") chain = badge(anna.account, anna, end);
    if (what == "over") chain = badge(m_organisation->root, anna, now() - kDay);
    if (what == "unknown") chain = badge(m_organisation->root, m_organisation->person(), end);
    if (what == "invitation")
        chain = m_organisation->invited(anna, crypto::SigningKey::generate(m_fixture->random), 1);
    if (what == "nothing") chain = "nothing";
    if (what == "future") {
        m_fixture->clock.advance(10 * kDay);
        chain = badge(m_organisation->root, anna, end);
        m_fixture->clock.advance(-10 * kDay);
    }
    if (what == "guest") {
        const Person guest = m_organisation->person();
        QVERIFY(
            m_fixture->send({}, m_organisation->registration(guest, m_organisation->guestToken(m_owner))));
        chain = badge(m_organisation->root, guest, end);
    }
    m_fixture->refusal(what == "agent" ? agent : m_owner, certify(chain));
    QCOMPARE(chainOf(anna), before);
}

void TestServerStaffing::anOlderChainChangesNothing()
{
    const Person anna = m_organisation->person();
    m_organisation->comeIn(anna, Role::Agent);
    const QByteArray newer = badge(m_organisation->root, anna, now() + 1000 * kDay);
    const QByteArray older = badge(m_organisation->root, anna, now() + 999 * kDay);
    m_fixture->ask<protocol::Done>(m_owner, certify(newer));
    m_fixture->takeDeliveries();
    m_fixture->ask<protocol::Done>(m_owner, certify(older));
    QCOMPARE(chainOf(anna), newer);
    QVERIFY(m_fixture->delivered<protocol::Staff>().isEmpty());
    // Nor does coming in with it.
    QVERIFY(m_fixture->send({}, m_organisation->registration(anna, older)));
    QCOMPARE(chainOf(anna), newer);
}

void TestServerStaffing::aBadgeInTimeLetsInWhoWouldBeOver()
{
    const crypto::SigningKey &root = m_organisation->root;
    const Person anna = m_organisation->person();
    const Person olga = m_organisation->person();
    QVERIFY(m_fixture->send({}, m_organisation->registration(anna, badge(root, anna, now() + 20 * kDay))));
    QVERIFY(m_fixture->send(
        {}, m_organisation->registration(olga, badge(root, olga, now() + 20 * kDay, Role::Owner))));
    m_fixture->ask<protocol::Done>(m_owner, certify(badge(root, anna, now() + 200 * kDay)));
    m_fixture->clock.advance(150 * kDay);
    QVERIFY(m_fixture->send({}, m_organisation->logIn(anna, 2, 100)));
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(olga, 2, 100)).reason, Reason::BadgeOver);
    // Whoever has the key comes in again with a badge of the own making.
    const QByteArray own = badge(root, olga, now() + 90 * kDay, Role::Owner);
    QVERIFY(m_fixture->send({}, m_organisation->registration(olga, own)));
    QVERIFY(m_fixture->send({}, m_organisation->logIn(olga, 2, 200)));
    m_fixture->clock.advance(51 * kDay);
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(anna, 3, 300)).reason, Reason::BadgeOver);
}

void TestServerStaffing::anotherRoleEndsTheSessions()
{
    const Person anna = m_organisation->person();
    m_organisation->comeIn(anna, Role::Agent);
    const auto ends = [&](Role role, int days) {
        m_fixture->takeDeliveries();
        m_fixture->ask<protocol::Done>(m_owner,
                                       certify(badge(m_organisation->root, anna, now() + days * kDay, role)));
        const auto deliveries = m_fixture->takeDeliveries();
        return std::any_of(deliveries.cbegin(), deliveries.cend(), [&](const Delivery &delivery) {
            return delivery.keeping == Keeping::Unknown && delivery.to.account == anna.accountId();
        });
    };
    QVERIFY(!ends(Role::Agent, 1000));
    QVERIFY(ends(Role::Supervisor, 1001));
}

// --- dismissals -----------------------------------------------------------------------------------

void TestServerStaffing::whoIsDismissedIsOut()
{
    const Person anna = m_organisation->person();
    const Person ben = m_organisation->person();
    m_organisation->comeIn(anna, Role::Agent);
    m_organisation->comeIn(ben, Role::Agent);
    m_fixture->takeDeliveries();
    QVERIFY(dismiss({anna.accountId()}));
    int ended = 0;
    for (const Delivery &delivery : m_fixture->takeDeliveries())
        ended += delivery.keeping == Keeping::Unknown && delivery.to.account == anna.accountId() ? 1 : 0;
    QCOMPARE(ended, 1);
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(anna, 2, 100)).reason, Reason::Dismissed);
    QVERIFY(m_fixture->send({}, m_organisation->logIn(ben, 2, 100)));
    const auto staff = m_fixture->ask<protocol::Staff>(m_owner, FetchStaff{m_organisation->next()});
    for (const StaffEntry &entry : staff.staff.items)
        QVERIFY(entry.account != anna.accountId());
    QVERIFY(dismiss({})); // the next document names them still; they are told once
    for (const Delivery &delivery : m_fixture->takeDeliveries())
        QVERIFY(delivery.keeping != Keeping::Unknown);
}

void TestServerStaffing::whoIsDismissedLeavesNoWayIn()
{
    const Person anna = m_organisation->person();
    const Caller agent = m_organisation->comeIn(anna, Role::Agent);
    const PasswordRecord password = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<protocol::Done>(agent, SetPassword{m_organisation->next(), password});
    const KeyPackageUpload package{{}, now() + kDay, false, {"package"}};
    m_fixture->ask<KeyPackagesPublished>(agent, PublishKeyPackages{m_organisation->next(), {{package}}});
    const FixedBytes<32> finder = *FixedBytes<32>::from(QByteArray(32, 'f'));
    m_fixture->ask<protocol::Done>(
        agent, OpenLink{m_organisation->next(), crypto::sha256(finder.view()), {"offer"}});
    m_fixture->ask<protocol::Link>({}, FetchLink{RequestId{1}, finder});

    QVERIFY(dismiss({anna.accountId()}));
    const PasswordLogIn log_in{RequestId{1}, password.login_name, password.login_secret};
    QCOMPARE(m_fixture->ask<Refused>({}, log_in).reason, Reason::BadPassword);
    QCOMPARE(m_fixture->refusal({}, FetchLink{RequestId{1}, finder}).reason, Reason::LinkUnknown);
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const quint32 left, countKeyPackages(sql, anna.deviceId(), now()));
        return left == 0 ? success() : Result<void>(Error{Code::Conflict, QStringLiteral("key packages")});
    });
    // The name is free for whoever comes next.
    const Caller ben = m_organisation->comeIn(m_organisation->person(), Role::Agent);
    m_fixture->ask<protocol::Done>(ben, SetPassword{m_organisation->next(), password});
}

void TestServerStaffing::nothingBringsADismissedAccountBack()
{
    const Person anna = m_organisation->person();
    m_organisation->comeIn(anna, Role::Agent);
    QVERIFY(dismiss({anna.accountId()}));
    const QByteArray chain = badge(m_organisation->root, anna, now() + 1000 * kDay);
    const Person device{crypto::SigningKey::fromSeed(anna.account.seed().clone()),
                        m_organisation->person().device};
    const auto refused = [&] {
        return m_fixture->refusal(m_owner, certify(chain)).reason == Reason::Dismissed &&
               m_fixture->refusal({}, m_organisation->registration(device, chain)).reason ==
                   Reason::Dismissed &&
               m_fixture->refusal({}, m_organisation->furtherDevice(device)).reason == Reason::Dismissed;
    };
    QVERIFY(refused());
    // Not even a document that forgets it, long after.
    identity::OrganisationDocument body = *m_document.verify(m_organisation->root.publicKey());
    body.dismissals.items.clear();
    body.number = ++m_number;
    body.previous = m_document.hash();
    m_document = identity::SignedOrganisation::sign(body, m_organisation->root);
    QVERIFY(m_fixture->send(m_owner, PublishOrganisation{m_organisation->next(), {encode(m_document)}}));
    QVERIFY(refused());
}

void TestServerStaffing::strangersAreNotToldWhoWasDismissed_data()
{
    QTest::addColumn<bool>("is_certified");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("without a certificate") << false << Reason::None;
    QTest::newRow("with hers, but not her keys") << true << Reason::BadSignature;
}

// The same answer for somebody who has left and for somebody who never was there.
void TestServerStaffing::strangersAreNotToldWhoWasDismissed()
{
    QFETCH(bool, is_certified);
    QFETCH(Reason, reason);
    const Person anna = m_organisation->person();
    m_organisation->comeIn(anna, Role::Agent);
    RegisterDevice message = m_organisation->furtherDevice(anna);
    message.account_proof = m_organisation->furtherDevice(m_organisation->person()).account_proof;
    if (!is_certified) message.device_certificate.bytes = "no certificate";
    QVERIFY(dismiss({anna.accountId()}));
    const auto of_her = m_fixture->refusal({}, message);
    message.account = m_organisation->person().accountId();
    const auto of_nobody = m_fixture->refusal({}, message);
    QCOMPARE(of_her.reason, reason);
    QVERIFY(of_her == of_nobody);
}

void TestServerStaffing::aDismissedAdministratorTakesTheirPeopleAlong()
{
    const Person adam = m_organisation->person();
    const Person anna = m_organisation->person();
    const UnixTime end = now() + 300 * kDay;
    const QByteArray adams = badge(m_organisation->root, adam, end, Role::Admin);
    QVERIFY(m_fixture->send({}, m_organisation->registration(adam, adams)));
    const QByteArray by_adam = badgeBy(adam, adams, anna, end);
    QVERIFY(m_fixture->send({}, m_organisation->registration(anna, by_adam)));
    QVERIFY(m_fixture->send({}, m_organisation->logIn(anna, 1, 100)));
    const Person ben = m_organisation->person();
    m_organisation->comeIn(ben, Role::Agent);

    const auto ended = [&] {
        QList<AccountId> accounts;
        for (const Delivery &delivery : m_fixture->takeDeliveries()) {
            if (delivery.keeping == Keeping::Unknown) accounts.append(delivery.to.account);
        }
        return accounts;
    };
    m_fixture->takeDeliveries();
    QVERIFY(dismiss({adam.accountId()}));
    QCOMPARE(ended(), (QList<AccountId>{adam.accountId(), anna.accountId()}));
    QVERIFY(dismiss({})); // they are told once
    QVERIFY(ended().isEmpty());
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(anna, 2, 200)).reason, Reason::Dismissed);
    // Root's word brings them back, however soon it ends.
    const QByteArray by_root = badge(m_organisation->root, anna, end - kDay);
    m_fixture->ask<protocol::Done>(m_owner, certify(by_root));
    QVERIFY(m_fixture->send({}, m_organisation->logIn(anna, 3, 300)));
}

ConversationId TestServerStaffing::takenBy(const Caller &agent)
{
    const DepartmentId department = m_organisation->departments.support;
    m_fixture->mustWrite([&](Sql &sql) { return putInboxKey(sql, department, "placeholder", now()); });
    const Person person = m_organisation->person();
    m_fixture->ask<Registered>({}, m_organisation->registration(person, m_organisation->guestToken(m_owner)));
    const Caller guest = m_organisation->logInAs(person);
    const ConversationId conversation{m_fixture->random.id()};
    m_fixture->ask<Stored>(guest, StartConversation{m_organisation->next(),
                                                    conversation,
                                                    department,
                                                    {QStringLiteral("de")},
                                                    StartMode::Live,
                                                    {"opening"}});
    m_fixture->ask<Taken>(agent, Take{m_organisation->next(), conversation});
    return conversation;
}

ConversationRow TestServerStaffing::conversationRow(ConversationId conversation)
{
    ConversationRow row;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto found, findConversation(sql, conversation));
        row = found.value_or(ConversationRow());
        return success();
    });
    return row;
}

void TestServerStaffing::theirConversationsReturnAtOnce_data()
{
    QTest::addColumn<bool>("is_certifier");
    QTest::newRow("of whoever is dismissed") << false;
    QTest::newRow("of whoever was certified by them") << true;
}

void TestServerStaffing::theirConversationsReturnAtOnce()
{
    const Person adam = m_organisation->person();
    const Person anna = m_organisation->person();
    const UnixTime end = now() + 300 * kDay;
    const QByteArray adams = badge(m_organisation->root, adam, end, Role::Admin);
    QVERIFY(m_fixture->send({}, m_organisation->registration(adam, adams)));
    QVERIFY(m_fixture->send({}, m_organisation->registration(anna, badgeBy(adam, adams, anna, end))));
    const Caller agent = m_organisation->logInAs(anna);
    const ConversationId conversation = takenBy(agent);

    QFETCH(bool, is_certifier);
    QVERIFY(dismiss({is_certifier ? adam.accountId() : anna.accountId()}));
    QCOMPARE(conversationRow(conversation).state, ConversationState::Taken);
    QVERIFY(m_fixture->write([this](Sql &sql, UnixTime) { return desk::runDeadlines(sql, now()); }));
    QCOMPARE(conversationRow(conversation).state, ConversationState::Waiting);
    QVERIFY(!conversationRow(conversation).taker.isValid());
}

void TestServerStaffing::anOlderDocumentIsRefused()
{
    const identity::SignedOrganisation first = m_document;
    QVERIFY(dismiss({AccountId{99}})); // somebody whom this server has never seen
    QCOMPARE(m_fixture->refusal(m_owner, PublishOrganisation{m_organisation->next(), {encode(first)}}).code,
             Code::Expired);
}

} // namespace

CHAT121_TEST_MAIN(TestServerStaffing)
#include "tst_server_staffing.moc"
