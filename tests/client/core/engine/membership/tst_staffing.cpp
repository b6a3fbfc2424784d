// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who gives whom a new badge, and when: root everybody, an administrator lesser roles of the own
// departments, from half of a badge's life on. Times are a fake clock's.
#include "client/core/engine/membership/staffing.h"
#include "common/crypto/init.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using identity::Role;
using identity::StaffChain;
using identity::VerifiedStaff;
using namespace std::chrono_literals;

class TestStaffing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void rootRenewsInTime_data();
    void rootRenewsInTime();
    void whoCameByAnInvitationGetsABadge();
    void nobodyIsRenewedAgainAndAgain();
    void anAdministratorRenews_data();
    void anAdministratorRenews();
    void anAdministratorsOwnEndIsTheEnd();
    void anAdministratorInvitesAgain_data();
    void anAdministratorInvitesAgain();
    void rootInvitesAgainWhoIsNoOwner();
    void dismissals();
    void aYearInTheLifeOfABadge();

private:
    Identity open(const Person &person, const identity::LeafIdentity &leaf, bool has_root)
    {
        auto identity = identityOf(m_acme, person, leaf, ProfileKind::Staff);
        if (!identity) qFatal("no identity");
        if (has_root) identity->setRootSeed(m_acme.root.seed().clone());
        return *std::move(identity);
    }
    Identity owner() { return open(m_acme.founder, m_acme.founderLeaf(), true); }
    Identity administrator(QList<DepartmentId> departments, UnixTime end)
    {
        const identity::Badge badge{m_adam.account.publicKey(),
                                    QStringLiteral("Adam"),
                                    Role::Admin,
                                    std::move(departments),
                                    kNow - kDay,
                                    end};
        return open(m_adam, {m_acme.chainOf(badge), m_adam.signedCertificate()}, false);
    }
    VerifiedStaff agent(UnixTime end, Role role = Role::Agent, QList<DepartmentId> departments = {kSupport})
    {
        VerifiedStaff staff{identity::accountIdOf(m_acme.anna.account.publicKey()),
                            m_acme.anna.account.publicKey(), QStringLiteral("Anna"), role,
                            std::move(departments)};
        staff.not_after = end;
        staff.is_badge = true;
        return staff;
    }
    VerifiedStaff verified(const StaffChain &chain, UnixTime now)
    {
        const auto staff = identity::verifyStaff(chain, m_acme.root.publicKey(), now);
        if (!staff) qFatal("a badge that nobody believes");
        return *staff;
    }
    void dismiss(Identity &identity, const QList<AccountId> &accounts)
    {
        identity::OrganisationDocument document = m_acme.document();
        for (const AccountId account : accounts)
            document.dismissals.items.append({account, kNow});
        const auto next = identity::SignedOrganisation::sign(document, m_acme.root);
        identity.setOrganisation(next, *identity::verifyOrganisation(next, m_acme.root.publicKey()));
    }

    Acme m_acme;
    Person m_adam{m_acme.random};
};

void TestStaffing::rootRenewsInTime_data()
{
    QTest::addColumn<qint64>("hours"); // left of the badge
    QTest::addColumn<bool>("is_renewed");
    constexpr qint64 kHalf = std::chrono::duration_cast<std::chrono::hours>(limits::kBadgeRenewal).count();
    QTest::newRow("fresh") << 2 * kHalf << false;
    QTest::newRow("half of it left") << kHalf << false;
    QTest::newRow("less than half") << kHalf - 1 << true;
    QTest::newRow("at its end") << qint64(0) << true;
    QTest::newRow("long over: somebody was on leave") << qint64(-2400) << true;
}

void TestStaffing::rootRenewsInTime()
{
    QFETCH(qint64, hours);
    const Identity fiona = owner();
    const VerifiedStaff anna = agent(kNow + std::chrono::hours(hours), Role::Supervisor);
    const auto made = Staffing::renewalOf(anna, fiona, kNow);
    QTEST(made.has_value(), "is_renewed");
    if (!made) return;
    const VerifiedStaff renewed = verified(*made, kNow);
    QVERIFY(renewed.account == anna.account);
    QCOMPARE(renewed.name, anna.name);
    QVERIFY(renewed.role == anna.role && renewed.departments == anna.departments);
    QVERIFY(renewed.not_after == kNow + limits::kBadgeLife);
    QVERIFY(renewed.is_badge && !renewed.certified_by.isValid());
}

void TestStaffing::whoCameByAnInvitationGetsABadge()
{
    const VerifiedStaff anna =
        verified(m_acme.chainOf(m_acme.invitationCertificate(), m_acme.enrolled()), kNow);
    QVERIFY(!anna.is_badge);
    const auto made = Staffing::renewalOf(anna, owner(), kNow);
    QVERIFY(made);
    QVERIFY(verified(*made, kNow).is_badge);
    QVERIFY(verified(*made, kNow).departments == QList<DepartmentId>{kSupport});
}

void TestStaffing::nobodyIsRenewedAgainAndAgain()
{
    const auto made = Staffing::renewalOf(agent(kNow), owner(), kNow);
    QVERIFY(made);
    QVERIFY(!Staffing::renewalOf(verified(*made, kNow), owner(), kNow));
    // The second of two owners, a moment later.
    QVERIFY(!Staffing::renewalOf(verified(*made, kNow), owner(), kNow + 5s));

    const Identity adam = administrator({kSupport}, kNow + 20 * kDay);
    const auto by_adam = Staffing::renewalOf(agent(kNow + kDay), adam, kNow);
    QVERIFY(by_adam);
    QVERIFY(!Staffing::renewalOf(verified(*by_adam, kNow), adam, kNow + 5s)); // still short, and no longer
}

void TestStaffing::anAdministratorRenews_data()
{
    QTest::addColumn<int>("role");
    QTest::addColumn<QList<quint64>>("departments");
    QTest::addColumn<bool>("is_renewed");
    const auto row = [](const char *name, Role role, const QList<quint64> &departments, bool is_renewed) {
        QTest::newRow(name) << static_cast<int>(role) << departments << is_renewed;
    };
    row("an agent of the department", Role::Agent, {kSupport.value}, true);
    row("a supervisor of the department", Role::Supervisor, {kSupport.value}, true);
    row("an agent of another department", Role::Agent, {kSales.value}, false);
    row("an agent of both", Role::Agent, {kSupport.value, kSales.value}, false);
    row("an agent of all", Role::Agent, {}, false);
    row("another administrator", Role::Admin, {kSupport.value}, false);
    row("an owner", Role::Owner, {}, false);
}

void TestStaffing::anAdministratorRenews()
{
    QFETCH(int, role);
    QFETCH(QList<quint64>, departments);
    QList<DepartmentId> served;
    for (const quint64 id : std::as_const(departments))
        served.append(DepartmentId{id});
    const auto made = Staffing::renewalOf(agent(kNow + kDay, static_cast<Role>(role), served),
                                          administrator({kSupport}, kNow + 80 * kDay), kNow);
    QTEST(made.has_value(), "is_renewed");
    if (made)
        QVERIFY(verified(*made, kNow).certified_by == identity::accountIdOf(m_adam.account.publicKey()));
}

// The same as they might give a badge.
void TestStaffing::anAdministratorInvitesAgain_data()
{
    anAdministratorRenews_data();
}

void TestStaffing::anAdministratorInvitesAgain()
{
    QFETCH(int, role);
    QFETCH(QList<quint64>, departments);
    QFETCH(bool, is_renewed);
    QList<DepartmentId> served;
    for (const quint64 id : std::as_const(departments))
        served.append(DepartmentId{id});
    const VerifiedStaff anna = agent(kNow + kDay, static_cast<Role>(role), served);
    const Identity adam = administrator({kSupport}, kNow + 80 * kDay);
    QCOMPARE(Staffing::mayInviteAgain(anna, adam), is_renewed);
    const bool is_lesser = role != static_cast<int>(Role::Admin) && role != static_cast<int>(Role::Owner);
    QCOMPARE(Staffing::mayInviteAgain(anna, administrator({}, kNow + 80 * kDay)), is_lesser); // of all
    QVERIFY(!Staffing::mayInviteAgain(*adam.self().staff(), adam));
}

void TestStaffing::rootInvitesAgainWhoIsNoOwner()
{
    const Identity fiona = owner();
    QVERIFY(Staffing::mayInviteAgain(agent(kNow, Role::Agent), fiona));
    QVERIFY(Staffing::mayInviteAgain(agent(kNow, Role::Admin), fiona));
    QVERIFY(!Staffing::mayInviteAgain(agent(kNow, Role::Owner), fiona));
    QVERIFY(!Staffing::mayInviteAgain(*fiona.self().staff(), fiona));
    VerifiedStaff ben = agent(kNow);
    ben.account = AccountId{5};
    QVERIFY(Staffing::mayInviteAgain(ben, administrator({kSupport}, kNow + kDay)));
    QVERIFY(!Staffing::mayInviteAgain(ben, open(m_acme.anna, m_acme.annaLeaf(), false))); // certifies nobody
}

void TestStaffing::anAdministratorsOwnEndIsTheEnd()
{
    const auto made =
        Staffing::renewalOf(agent(kNow + kDay), administrator({kSupport}, kNow + 10 * kDay), kNow);
    QVERIFY(made);
    QVERIFY(verified(*made, kNow).not_after == kNow + 10 * kDay);
    // Not worth a signature, and not theirs to give any more.
    QVERIFY(!Staffing::renewalOf(agent(kNow + 10 * kDay), administrator({kSupport}, kNow + 10 * kDay), kNow));
    QVERIFY(!Staffing::renewalOf(agent(kNow), administrator({kSupport}, kNow), kNow + 1s));
}

void TestStaffing::dismissals()
{
    Identity fiona = owner();
    VerifiedStaff anna = agent(kNow + 80 * kDay);
    anna.certified_by = identity::accountIdOf(m_adam.account.publicKey());
    QVERIFY(!Staffing::renewalOf(anna, fiona, kNow));
    dismiss(fiona, {anna.certified_by}); // then root stands in
    const auto made = Staffing::renewalOf(anna, fiona, kNow);
    QVERIFY(made && !verified(*made, kNow).certified_by.isValid());
    dismiss(fiona, {anna.certified_by, anna.account});
    QVERIFY(!Staffing::renewalOf(anna, fiona, kNow));
    QVERIFY(!Staffing::renewalOf(agent(kNow), fiona, kNow));
}

// An owner who looks in every 40 days, and an agent who never notices.
void TestStaffing::aYearInTheLifeOfABadge()
{
    const Identity fiona = owner();
    VerifiedStaff anna = verified(m_acme.chainOf(m_acme.invitationCertificate(), m_acme.enrolled()), kNow);
    int renewed = 0;
    StaffChain chain;
    for (int day = 0; day <= 365; ++day) {
        const UnixTime now = kNow + day * kDay;
        if (day % 40 == 0) {
            const auto made = Staffing::renewalOf(anna, fiona, now);
            if (made) {
                chain = *made;
                ++renewed;
            }
        }
        const auto valid = identity::verifyStaff(chain, m_acme.root.publicKey(), now);
        QVERIFY2(valid, qPrintable(QStringLiteral("over on day %1").arg(day)));
        anna = *valid;
    }
    QCOMPARE(renewed, 5);
}

CHAT121_TEST_MAIN(TestStaffing)
#include "tst_staffing.moc"
