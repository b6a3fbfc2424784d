// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department's routing and opening hours: bounds, and where they stand in the signed document.
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;
using namespace Qt::StringLiterals;

using RoutingChange = void (*)(RoutingRules &);
using HoursChange = void (*)(OpeningHours &);

namespace {

class TestDepartmentRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void routing_data();
    void routing();
    void hours_data();
    void hours();
    void bothAreCheckedWithTheDocument();
    void theyStandBehindTheShields();
    void whatIsToldStandsBehindThem();
    void theyHaveOneForm_data();
    void theyHaveOneForm();
    void allHolidaysTogetherAreBounded();
};

void TestDepartmentRules::routing_data()
{
    QTest::addColumn<RoutingChange>("change");
    QTest::addColumn<int>("expected");
    const int malformed = refused(Code::Malformed);
    const auto row = [](const char *name, int expected, RoutingChange change) {
        QTest::newRow(name) << change << expected;
    };
    row("as it is", kAccepted, [](RoutingRules &) {});
    row("the largest capacity", kAccepted, [](auto &rules) { rules.capacity = limits::kAgentCapacityMax; });
    row("a larger one", malformed, [](auto &rules) { rules.capacity = limits::kAgentCapacityMax + 1; });
    row("the shortest offer", kAccepted, [](auto &rules) { rules.offer_s = limits::kOfferSecondsMin; });
    row("a shorter one", malformed, [](auto &rules) { rules.offer_s = limits::kOfferSecondsMin - 1; });
    row("no time for an offer", malformed, [](auto &rules) { rules.offer_s = 0; });
    row("the longest offer", kAccepted, [](auto &rules) { rules.offer_s = limits::kOfferSecondsMax; });
    row("a longer one", malformed, [](auto &rules) { rules.offer_s = limits::kOfferSecondsMax + 1; });
    row("the shortest silence", kAccepted, [](auto &rules) { rules.silent_s = limits::kSilentSecondsMin; });
    row("a shorter one", malformed, [](auto &rules) { rules.silent_s = limits::kSilentSecondsMin - 1; });
    row("a silence of a day", kAccepted, [](auto &rules) { rules.silent_s = limits::kSilentSecondsMax; });
    row("a longer silence", malformed, [](auto &rules) { rules.silent_s = limits::kSilentSecondsMax + 1; });
    row("alarms that rise", kAccepted, [](auto &rules) {
        rules.alarms_s.items = {limits::kWaitAlarmSecondsMin, 60, 61};
    });
    row("an alarm at once", malformed, [](auto &rules) { rules.alarms_s.items = {0}; });
    row("an alarm too early", malformed,
        [](auto &rules) { rules.alarms_s.items = {limits::kWaitAlarmSecondsMin - 1}; });
    row("an alarm twice", malformed, [](auto &rules) { rules.alarms_s.items = {60, 60}; });
    row("alarms that fall", malformed, [](auto &rules) { rules.alarms_s.items = {60, 30}; });
}

void TestDepartmentRules::routing()
{
    QFETCH(RoutingChange, change);
    RoutingRules rules;
    change(rules);
    QTEST(outcome(checkRouting(rules)), "expected");
}

static void zoneRows(void (*row)(const char *, int, HoursChange))
{
    const int malformed = refused(Code::Malformed);
    row("nothing is said", kAccepted, [](OpeningHours &hours) { hours = {}; });
    row("hours of no zone", malformed, [](auto &hours) { hours.zone = QString(); });
    row("holidays of no zone", malformed, [](auto &hours) {
        hours = {};
        hours.holidays.items = {{20'000, 0, 0}};
    });
    row("a zone of three parts", kAccepted,
        [](auto &hours) { hours.zone = u"America/Argentina/Buenos_Aires"_s; });
    row("a zone that this computer may not know", kAccepted,
        [](auto &hours) { hours.zone = u"Mars/Base"_s; });
    row("a path upwards", malformed, [](auto &hours) { hours.zone = u"../../etc/passwd"_s; });
    row("a path from the root", malformed, [](auto &hours) { hours.zone = u"/etc/passwd"_s; });
    row("a path that ends nowhere", malformed, [](auto &hours) { hours.zone = u"Europe/"_s; });
    row("two slashes", malformed, [](auto &hours) { hours.zone = u"Europe//Berlin"_s; });
    row("a name that turns the line", malformed, [](auto &hours) { hours.zone = QString(QChar(0x202e)); });
    row("letters of other scripts", malformed, [](auto &hours) { hours.zone = u"\u0415urope/Berlin"_s; });
}

static void weekRows(void (*row)(const char *, int, HoursChange))
{
    const int malformed = refused(Code::Malformed);
    row("all week", kAccepted, [](auto &hours) {
        hours.weekly.items.clear();
        for (int day = 0; day < 7; ++day)
            hours.weekly.items.append({quint16(day * 1440), 1440});
    });
    row("never", kAccepted, [](auto &hours) { hours.weekly.items.clear(); });
    row("one into the next", malformed, [](auto &hours) { hours.weekly.items = {{60, 61}, {120, 30}}; });
    row("one at the end of the other", kAccepted, [](auto &hours) {
        hours.weekly.items = {{60, 60}, {120, 30}};
    });
    row("not in order", malformed, [](auto &hours) { hours.weekly.items = {{120, 30}, {60, 30}}; });
    row("twice the same", malformed, [](auto &hours) { hours.weekly.items = {{60, 30}, {60, 30}}; });
    row("over the end of the week", kAccepted, [](auto &hours) { hours.weekly.items = {{10'079, 1440}}; });
    row("over the end of the week into the first", malformed, [](auto &hours) {
        hours.weekly.items = {{30, 60}, {10'079, 32}};
    });
    row("after the end of the week", malformed, [](auto &hours) { hours.weekly.items = {{10'080, 1}}; });
    row("for no time", malformed, [](auto &hours) { hours.weekly.items = {{60, 0}}; });
    row("for more than a day", malformed, [](auto &hours) { hours.weekly.items = {{60, 1441}}; });
    row("beyond every number", malformed, [](auto &hours) { hours.weekly.items = {{65'535, 65'535}}; });
}

void TestDepartmentRules::hours_data()
{
    QTest::addColumn<HoursChange>("change");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, int expected, HoursChange change) {
        QTest::newRow(name) << change << expected;
    };
    const int malformed = refused(Code::Malformed);
    zoneRows(row);
    weekRows(row);
    row("a closed day", kAccepted, [](auto &hours) { hours.holidays.items = {{20'000, 0, 0}}; });
    row("closed twice", malformed, [](auto &hours) {
        hours.holidays.items = {{20'000, 0, 0}, {20'000, 0, 0}};
    });
    row("closed and open", malformed, [](auto &hours) {
        hours.holidays.items = {{20'000, 0, 0}, {20'000, 60, 60}};
    });
    row("closed from some hour on", malformed, [](auto &hours) { hours.holidays.items = {{20'000, 60, 0}}; });
    row("open twice", kAccepted, [](auto &hours) {
        hours.holidays.items = {{20'000, 60, 60}, {20'000, 120, 60}};
    });
    row("open twice at once", malformed, [](auto &hours) {
        hours.holidays.items = {{20'000, 60, 61}, {20'000, 120, 60}};
    });
    row("days that fall", malformed, [](auto &hours) {
        hours.holidays.items = {{20'001, 0, 0}, {20'000, 0, 0}};
    });
    row("the last day", kAccepted, [](auto &hours) {
        hours.holidays.items = {{limits::kHolidayDayMax, 0, 0}};
    });
    row("a later one", malformed, [](auto &hours) {
        hours.holidays.items = {{limits::kHolidayDayMax + 1, 0, 0}};
    });
    row("after the end of the day", malformed, [](auto &hours) {
        hours.holidays.items = {{20'000, 1440, 1}};
    });
    row("more than a day", malformed, [](auto &hours) { hours.holidays.items = {{20'000, 0, 1441}}; });
}

void TestDepartmentRules::hours()
{
    QFETCH(HoursChange, change);
    OpeningHours hours;
    hours.zone = u"Europe/Berlin"_s;
    hours.weekly.items = {{540, 480}};
    change(hours);
    QTEST(outcome(checkHours(hours)), "expected");
}

Result<VerifiedOrganisation> verified(const OrganisationDocument &document)
{
    const Acme acme;
    return verifyOrganisation(SignedOrganisation::sign(document, acme.root), acme.root.publicKey());
}

void TestDepartmentRules::bothAreCheckedWithTheDocument()
{
    OrganisationDocument document = Acme().document();
    QVERIFY(verified(document));
    document.departments.items[1].policy.routing.offer_s = 1;
    QCOMPARE(outcome(verified(document)), refused(Code::Malformed));
    document = Acme().document();
    document.departments.items[1].policy.hours.zone = u"../x"_s;
    QCOMPARE(outcome(verified(document)), refused(Code::Malformed));
}

DepartmentDesk deskOf(DepartmentId id)
{
    DepartmentDesk desk{id};
    desk.routing.policy = RoutingPolicy::RoundRobin;
    desk.routing.alarms_s.items = {60};
    desk.hours.zone = u"Europe/Berlin"_s;
    desk.hours.weekly.items = {{540, 480}};
    return desk;
}

using Desks = List<DepartmentDesk, limits::kDepartmentsMax>;

void TestDepartmentRules::theyStandBehindTheShields()
{
    OrganisationDocument document = Acme().document();
    const QByteArray before = encode(document);
    DepartmentDesk desk = deskOf(kSales);
    document.departments.items[1].policy.routing = desk.routing;
    document.departments.items[1].policy.hours = desk.hours;
    QCOMPARE(encode(document), before + encode(DepartmentIds()) + encode(Desks({desk})));
    document.departments.items[0].policy.is_shielded = true;
    QCOMPARE(encode(document), before + encode(DepartmentIds({kSupport})) + encode(Desks({desk})));
    const auto read = decode<OrganisationDocument>(encode(document));
    QVERIFY(read);
    QVERIFY(*read == document);
    QVERIFY(verified(document)->department(kSales)->policy.hours == desk.hours);
}

using Starts = List<DepartmentStart, limits::kDepartmentsMax>;
using Talks = List<DepartmentTalk, limits::kDepartmentsMax>;

DepartmentTalk talkOf(DepartmentId id)
{
    DepartmentTalk talk{id};
    talk.talk.is_reading_told = false;
    return talk;
}

void TestDepartmentRules::whatIsToldStandsBehindThem()
{
    OrganisationDocument document = Acme().document();
    const QByteArray before = encode(document);
    document.departments.items[1].policy.talk = talkOf(kSales).talk;
    const QByteArray talks = encode(Starts()) + encode(Talks({talkOf(kSales)}));
    QCOMPARE(encode(document), before + encode(DepartmentIds()) + encode(Desks()) + talks);
    const DepartmentDesk desk = deskOf(kSales);
    document.departments.items[1].policy.routing = desk.routing;
    document.departments.items[1].policy.hours = desk.hours;
    QCOMPARE(encode(document), before + encode(DepartmentIds()) + encode(Desks({desk})) + talks);
    const auto read = decode<OrganisationDocument>(encode(document));
    QVERIFY(read);
    QVERIFY(*read == document);
    QVERIFY(!verified(document)->department(kSales)->policy.talk.is_reading_told);
    QVERIFY(verified(document)->department(kSupport)->policy.talk.is_reading_told);
}

void TestDepartmentRules::theyHaveOneForm_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<int>("expected");
    const int malformed = refused(Code::Malformed);
    const QByteArray none = encode(DepartmentIds());
    QTest::newRow("one") << none + encode(Desks({deskOf(kSales)})) << kAccepted;
    QTest::newRow("both") << none + encode(Desks({deskOf(kSupport), deskOf(kSales)})) << kAccepted;
    QTest::newRow("none") << none + encode(Desks()) << malformed;
    QTest::newRow("one that says nothing") << none + encode(Desks({DepartmentDesk{kSales}})) << malformed;
    QTest::newRow("another order") << none + encode(Desks({deskOf(kSales), deskOf(kSupport)})) << malformed;
    QTest::newRow("one twice") << none + encode(Desks({deskOf(kSales), deskOf(kSales)})) << malformed;
    QTest::newRow("a department that is not there") << none + encode(Desks({deskOf({999})})) << malformed;
    QTest::newRow("something after it") << none + encode(Desks({deskOf(kSales)})) + '\0' << malformed;
    QTest::newRow("cut off") << none + encode(Desks({deskOf(kSales)})).chopped(1) << malformed;
    const QByteArray nothing = none + encode(Desks());
    const QByteArray desk = none + encode(Desks({deskOf(kSales)}));
    QTest::newRow("who tells less") << nothing + encode(Starts()) + encode(Talks({talkOf(kSales)}))
                                    << kAccepted;
    QTest::newRow("with hours") << desk + encode(Starts()) + encode(Talks({talkOf(kSupport), talkOf(kSales)}))
                                << kAccepted;
    QTest::newRow("nobody who tells less") << desk + encode(Starts()) + encode(Talks()) << malformed;
    QTest::newRow("who tells everything")
        << nothing + encode(Starts()) + encode(Talks({DepartmentTalk{kSales}})) << malformed;
    QTest::newRow("who tells less, twice")
        << nothing + encode(Talks({talkOf(kSales), talkOf(kSales)})) << malformed;
    QTest::newRow("who tells less and is not there") << nothing + encode(Talks({talkOf({999})})) << malformed;
    QTest::newRow("something after who tells less")
        << nothing + encode(Starts()) + encode(Talks({talkOf(kSales)})) + '\0' << malformed;
    QTest::newRow("without the shields") << encode(Desks({deskOf(kSales)})) << malformed;
}

void TestDepartmentRules::theyHaveOneForm()
{
    QFETCH(QByteArray, behind);
    const QByteArray bytes = encode(Acme().document()) + behind;
    const auto read = decode<OrganisationDocument>(bytes);
    QTEST(outcome(read), "expected");
    if (read) QCOMPARE(encode(*read), bytes);
}

void TestDepartmentRules::allHolidaysTogetherAreBounded()
{
    OrganisationDocument document = Acme().document();
    document.departments.items.clear();
    Department department;
    department.name = u"Branch"_s;
    department.policy.hours.zone = u"Europe/Berlin"_s;
    for (quint32 i = 0; i < limits::kHolidaysPerDepartment; ++i)
        department.policy.hours.holidays.items.append({20'000 + i, 0, 0});
    for (quint64 id = 1; id <= limits::kHolidaysMax / limits::kHolidaysPerDepartment; ++id) {
        department.id = {id};
        department.waiting_room = {100 + id};
        department.team = {200 + id};
        document.departments.items.append(department);
    }
    QVERIFY(verified(document));
    department.id = {99};
    department.waiting_room = {199};
    department.team = {299};
    department.policy.hours.holidays.items.resize(1);
    document.departments.items.append(department);
    QCOMPARE(outcome(verified(document)), refused(Code::Malformed));
}

} // namespace

CHAT121_TEST_MAIN(TestDepartmentRules)
#include "tst_department_rules.moc"
