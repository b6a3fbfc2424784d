// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An administrator in root's place: what one may certify, how long it holds, and what dismissing one does.
// And who is recognised although the time is over.
#include "common/identity/invitation.h"
#include "common/identity/key_log.h"
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <functional>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;
using namespace std::chrono_literals;

namespace {

// ACME with Adam, an administrator of Support until `kAdamEnds`, who certifies Anna.
const UnixTime kAdamEnds = kNow + 30 * kDay;

struct Office : Acme {
    Person adam{random};
    Badge adams{adam.account.publicKey(),
                QStringLiteral("Adam"),
                Role::Admin,
                QList<DepartmentId>{kSupport},
                kNow - kDay,
                kAdamEnds};
    Badge annas{anna.account.publicKey(),
                QStringLiteral("Anna"),
                Role::Agent,
                QList<DepartmentId>{kSupport},
                kNow - kDay,
                kNow + 90 * kDay};
    InvitationCertificate invited = invitationCertificate();

    SignedBadge adamsBadge() const { return SignedBadge::sign(adams, root); }
    StaffChain badgeByAdam() const
    {
        return {CertifiedByAdmin{adamsBadge(), SignedBadge::sign(annas, adam.account)}};
    }
    StaffChain invitationByAdam() const
    {
        return {CertifiedByAdmin{adamsBadge(),
                                 InvitedAccount{SignedInvitation::sign(invited, adam.account),
                                                SignedEnrolledAccount::sign(enrolled(), invitation)}}};
    }
};

using Change = std::function<void(Office &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestCertifiedByAdmin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAdministratorCertifies();
    void rights_data();
    void rights();
    void aStrangerInTheMiddleIsRefused();
    void itEndsWithTheAdministrator();
    void everyFlippedBitIsRefused();
    void anInvitationByAnAdministratorIsALink();
    void theLogHasBothBadges();
    void aDismissedAdministratorTakesTheirPeopleAlong();
    void whoIsOverIsStillRecognised();
};

void TestCertifiedByAdmin::anAdministratorCertifies()
{
    const Office office;
    for (const StaffChain &chain : {office.badgeByAdam(), office.invitationByAdam()}) {
        const auto travelled = decode<StaffChain>(encode(chain));
        QVERIFY(travelled);
        QVERIFY(*travelled == chain);
        const auto staff = verifyStaff(*travelled, office.root.publicKey(), kNow);
        QVERIFY(staff);
        QCOMPARE(staff->name, QStringLiteral("Anna"));
        QVERIFY(staff->account == accountIdOf(office.anna.account.publicKey()));
        QVERIFY(staff->certified_by == accountIdOf(office.adam.account.publicKey()));
        QVERIFY(staff->not_after == kAdamEnds);
    }
    QVERIFY(verifyStaff(office.badgeByAdam(), office.root.publicKey(), kNow)->is_badge);
    QVERIFY(!verifyStaff(office.invitationByAdam(), office.root.publicKey(), kNow)->is_badge);
}

void TestCertifiedByAdmin::rights_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, int expected, Change change) {
        QTest::newRow(name) << std::move(change) << expected;
    };
    const auto give = [](Role role) {
        return [role](Office &office) { office.annas.role = office.invited.role = role; };
    };
    const auto departments = [](QList<DepartmentId> given) {
        return [given](Office &office) { office.annas.departments = office.invited.departments = given; };
    };
    constexpr int kForbidden = refused(Code::Forbidden);

    row("as it is", kAccepted, [](Office &) {});
    row("a supervisor", kAccepted, give(Role::Supervisor));
    row("a bot", kAccepted, give(Role::Bot));
    row("an administrator without bounds gives any department", kAccepted, [](Office &office) {
        office.adams.departments = {};
        office.annas.departments = office.invited.departments = {};
    });
    row("another administrator", kForbidden, give(Role::Admin));
    row("an owner", kForbidden, give(Role::Owner));
    row("a guest", kForbidden, give(Role::Guest));
    row("another department", kForbidden, departments({kSales}));
    row("one department more", kForbidden, departments({kSupport, kSales}));
    row("all departments", kForbidden, departments({}));
    row("by an agent", kForbidden, [](Office &office) { office.adams.role = Role::Agent; });
    row("by a supervisor", kForbidden, [](Office &office) { office.adams.role = Role::Supervisor; });
}

void TestCertifiedByAdmin::rights()
{
    QFETCH(Change, change);
    Office office;
    change(office);
    QTEST(outcome(verifyStaff(office.badgeByAdam(), office.root.publicKey(), kNow)), "expected");
    QTEST(outcome(verifyStaff(office.invitationByAdam(), office.root.publicKey(), kNow)), "expected");
}

void TestCertifiedByAdmin::aStrangerInTheMiddleIsRefused()
{
    const Office office;
    const auto crypto = refused(Code::Crypto);
    const SignedBadge own_badge = SignedBadge::sign(office.adams, office.adam.account);
    const SignedBadge by_adam = SignedBadge::sign(office.annas, office.adam.account);
    const SignedBadge by_root = SignedBadge::sign(office.annas, office.root);
    const auto judge = [&](const SignedBadge &admin, const SignedBadge &badge) {
        return outcome(verifyStaff({CertifiedByAdmin{admin, badge}}, office.root.publicKey(), kNow));
    };
    QCOMPARE(judge(office.adamsBadge(), by_adam), kAccepted);
    QCOMPARE(judge(own_badge, by_adam), crypto);
    QCOMPARE(judge(office.adamsBadge(), by_root), crypto);
    QCOMPARE(judge(by_adam, office.adamsBadge()), crypto);
    // Without the administrator's badge it is nobody's word.
    QCOMPARE(outcome(verifyStaff({by_adam}, office.root.publicKey(), kNow)), crypto);
}

void TestCertifiedByAdmin::itEndsWithTheAdministrator()
{
    const Office office;
    const auto judge = [&](UnixTime now) {
        return outcome(verifyStaff(office.badgeByAdam(), office.root.publicKey(), now));
    };
    QCOMPARE(judge(kAdamEnds), kAccepted);
    QCOMPARE(judge(kAdamEnds + 1ms), refused(Code::Expired));
    QCOMPARE(judge(office.adams.not_before - limits::kClockSkewMax - 1ms), refused(Code::Expired));
}

void TestCertifiedByAdmin::everyFlippedBitIsRefused()
{
    const Office office;
    const auto passes = [&](const QByteArray &bad) {
        const auto chain = decode<StaffChain>(bad);
        return chain && verifyStaff(*chain, office.root.publicKey(), kNow).has_value();
    };
    QCOMPARE(firstFlippedBitThatPasses(encode(office.badgeByAdam()), passes), -1);
    const QByteArray bytes = encode(office.invitationByAdam());
    QCOMPARE(firstFlippedBitThatPasses(bytes, passes), -1);
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QCOMPARE(outcome(decode<StaffChain>(bytes.first(size))), refused(Code::Malformed));
}

void TestCertifiedByAdmin::anInvitationByAnAdministratorIsALink()
{
    Office office;
    const auto link = [&] {
        Invitation invitation;
        invitation.endpoints = {*parseHostPort(u"chat.acme.example:9443")};
        invitation.registrar_key = office.registrar.publicKey();
        invitation.purpose =
            StaffInvitation{office.root.publicKey(), office.invitation.seed().clone(),
                            SignedInvitation::sign(office.invited, office.adam.account), office.adamsBadge()};
        return toLink(invitation);
    };
    const auto back = parseInvitation(link());
    QVERIFY(back);
    const auto &staff = std::get<StaffInvitation>(back->purpose);
    QVERIFY(staff.admin == office.adamsBadge());
    QCOMPARE(toLink(*back), link());
    QVERIFY(checkInvitationTime(*back, office.invited.not_after));
    QCOMPARE(outcome(checkInvitationTime(*back, office.invited.not_after + 1ms)), refused(Code::Expired));
    const auto counted = invitationOf(office.invitationByAdam(), office.root.publicKey());
    QVERIFY(counted && *counted && **counted == office.invited);

    office.invited.departments = QList<DepartmentId>{kSales};
    QCOMPARE(outcome(parseInvitation(link())), refused(Code::Forbidden));
}

void TestCertifiedByAdmin::theLogHasBothBadges()
{
    const Office office;
    const QList<LoggedStatement> logged = loggedAs(office.badgeByAdam());
    QCOMPARE(logged.size(), 2);
    QVERIFY(logged.contains({StatementKind::Badge, office.adamsBadge().hash()}));
    QCOMPARE(loggedAs(office.invitationByAdam()).size(), 3);
}

void TestCertifiedByAdmin::aDismissedAdministratorTakesTheirPeopleAlong()
{
    const Office office;
    const auto anna = verifyStaff(office.badgeByAdam(), office.root.publicKey(), kNow);
    const auto by_root =
        verifyStaff({SignedBadge::sign(office.annas, office.root)}, office.root.publicKey(), kNow);
    QVERIFY(anna && by_root);
    OrganisationDocument document = office.document();
    const auto organisation = [&] {
        return *verifyOrganisation(SignedOrganisation::sign(document, office.root), office.root.publicKey());
    };
    QVERIFY(!organisation().isDismissed(*anna));
    document.dismissals.items = {{accountIdOf(office.adam.account.publicKey()), kNow}};
    QVERIFY(organisation().isDismissed(*anna));
    QVERIFY(!organisation().isDismissed(*by_root));
    document.dismissals.items = {{anna->account, kNow + kDay}};
    QVERIFY(organisation().isDismissed(*anna) && organisation().isDismissed(*by_root));
    QVERIFY(organisation().dismissedAt(anna->account) == kNow + kDay);
}

void TestCertifiedByAdmin::whoIsOverIsStillRecognised()
{
    const Office office;
    const LeafIdentity leaf{office.badgeByAdam(), office.anna.signedCertificate()};
    const auto member = recogniseMember(leaf, office.anchors());
    QVERIFY(member);
    QVERIFY(member->notAfter() == kAdamEnds);
    QCOMPARE(member->staff()->name, QStringLiteral("Anna"));
    QCOMPARE(outcome(verifyMember(leaf, office.anchors(), kAdamEnds + 1ms)), refused(Code::Expired));
    // The time alone is forgiven.
    const TrustAnchors swapped{office.registrar.publicKey(), office.root.publicKey()};
    QCOMPARE(outcome(recogniseMember(leaf, swapped)), refused(Code::Crypto));
    const LeafIdentity other_device{office.badgeByAdam(), office.guest.signedCertificate()};
    QCOMPARE(outcome(recogniseMember(other_device, office.anchors())), refused(Code::Crypto));
}

CHAT121_TEST_MAIN(TestCertifiedByAdmin)
#include "tst_certified_by_admin.moc"
