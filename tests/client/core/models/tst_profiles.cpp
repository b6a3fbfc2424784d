// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Profiles set the rules that they are for and nothing else, and say in words what would be signed.
#include "client/core/models/desk_profiles.h"
#include "common/base/limits.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace Qt::StringLiterals;

namespace {

// With something of its own wherever a profile has no say.
DepartmentInfo someDepartment()
{
    DepartmentInfo department;
    department.id = {7};
    department.name = u"Billing"_s;
    department.region = u"eu-north"_s;
    department.desk.zone = u"Europe/Lisbon"_s;
    department.desk.weekly = {{540, 480}};
    department.desk.special = {{QDate(2026, 12, 25), {}}};
    department.desk.terms = u"We keep what you write."_s;
    department.desk.terms_version = 3;
    department.desk.questions = {{true, {{{}, u"Which?"_s, {}}}}};
    department.desk.is_offered = true;
    department.desk.languages = {u"de"_s};
    return department;
}

} // namespace

class TestProfiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachSetsItsRules_data();
    void eachSetsItsRules();
    void eachLeavesTheRestAsItWas_data() { profiles(); }
    void eachLeavesTheRestAsItWas();
    void eachIsKnownAgain_data() { profiles(); }
    void eachIsKnownAgain();
    void eachIsWithinTheBounds_data() { profiles(); }
    void eachIsWithinTheBounds();
    void eachSaysWhatItSigns_data() { profiles(); }
    void eachSaysWhatItSigns();
    void whatIsChangedIsSaidOtherwise();

private:
    void profiles()
    {
        QTest::addColumn<DeskProfile>("profile");
        for (const DeskProfile profile : kDeskProfiles)
            QTest::addRow("%s", qPrintable(profileName(profile))) << profile;
    }
};

void TestProfiles::eachSetsItsRules_data()
{
    QTest::addColumn<DeskProfile>("profile");
    QTest::addColumn<Routing>("routing");
    QTest::addColumn<int>("capacity");
    QTest::addColumn<QList<int>>("alarms");
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("is_archived");
    QTest::addColumn<bool>("is_shielded");
    QTest::addColumn<StaffSaving>("saving");
    QTest::addColumn<bool>("is_reading_told");
    QTest::addColumn<bool>("is_typing_told");
    using enum DeskProfile;
    QTest::newRow("support") << Support << Routing::LeastBusy << 4 << QList<int>{60, 180, 600} << 365 << true
                             << false << StaffSaving::Supervisors << true << true;
    QTest::newRow("questions during a stream") << StreamQA << Routing::Manual << 8 << QList<int>{300} << 30
                                               << false << false << StaffSaving::Everybody << false << false;
    QTest::newRow("tutoring") << Tutoring << Routing::LastAgent << 2 << QList<int>{120, 300, 900} << 365
                              << true << false << StaffSaving::Supervisors << true << true;
    QTest::newRow("telehealth") << Telehealth << Routing::LastAgent << 1 << QList<int>{60, 180, 300} << 30
                                << false << true << StaffSaving::Nobody << true << false;
    QTest::newRow("internal") << Internal << Routing::RoundRobin << 4 << QList<int>{300, 900} << 90 << true
                              << false << StaffSaving::Everybody << true << true;
}

void TestProfiles::eachSetsItsRules()
{
    QFETCH(DeskProfile, profile);
    const DepartmentInfo set = withProfile(someDepartment(), profile);
    QTEST(set.desk.routing, "routing");
    QTEST(set.desk.capacity, "capacity");
    QTEST(set.desk.alarms_s, "alarms");
    QTEST(set.retention_days, "days");
    QTEST(set.is_archived, "is_archived");
    QTEST(set.is_shielded, "is_shielded");
    QTEST(set.staff_saving, "saving");
    QTEST(set.desk.is_reading_told, "is_reading_told");
    QTEST(set.desk.is_typing_told, "is_typing_told");
}

void TestProfiles::eachLeavesTheRestAsItWas()
{
    QFETCH(DeskProfile, profile);
    const DepartmentInfo before = someDepartment();
    DepartmentInfo after = withProfile(before, profile);
    QVERIFY(after != before);
    after.retention_days = before.retention_days;
    after.is_archived = before.is_archived;
    after.is_shielded = before.is_shielded;
    after.staff_saving = before.staff_saving;
    after.idle_minutes_max = before.idle_minutes_max;
    after.desk.routing = before.desk.routing;
    after.desk.capacity = before.desk.capacity;
    after.desk.offer_s = before.desk.offer_s;
    after.desk.silent_s = before.desk.silent_s;
    after.desk.alarms_s = before.desk.alarms_s;
    after.desk.is_reading_told = before.desk.is_reading_told;
    after.desk.is_typing_told = before.desk.is_typing_told;
    QVERIFY(after == before);
}

void TestProfiles::eachIsKnownAgain()
{
    QFETCH(DeskProfile, profile);
    QVERIFY(!profileOf(someDepartment()));
    DepartmentInfo set = withProfile(someDepartment(), profile);
    QCOMPARE(profileOf(set), std::optional(profile));
    QVERIFY(withProfile(set, profile) == set);
    set.desk.capacity += 1; // changed afterwards: it is the owner's now
    QVERIFY(!profileOf(set));
}

void TestProfiles::eachIsWithinTheBounds()
{
    QFETCH(DeskProfile, profile);
    const DepartmentInfo set = withProfile({}, profile);
    QVERIFY(set.retention_days >= 0 && set.retention_days <= int(limits::kRetentionDaysMax));
    QVERIFY(set.desk.capacity <= limits::kAgentCapacityMax);
    QVERIFY(set.desk.offer_s >= limits::kOfferSecondsMin && set.desk.offer_s <= limits::kOfferSecondsMax);
    QVERIFY(set.desk.silent_s == 0 || set.desk.silent_s >= int(limits::kSilentSecondsMin));
    QVERIFY(set.desk.alarms_s.size() <= limits::kWaitAlarmsMax);
    QVERIFY(std::is_sorted(set.desk.alarms_s.cbegin(), set.desk.alarms_s.cend()));
}

void TestProfiles::eachSaysWhatItSigns()
{
    QFETCH(DeskProfile, profile);
    const QStringList words = rulesInWords(withProfile({}, profile));
    QVERIFY(words.size() >= 8);
    for (const QString &sentence : words)
        QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u'%'), qPrintable(sentence));
    QVERIFY(!profileName(profile).isEmpty() && !profilePurpose(profile).isEmpty());
    for (const DeskProfile other : kDeskProfiles) // no two are alike to who reads them
        QVERIFY(other == profile || rulesInWords(withProfile({}, other)) != words);
}

// What a profile decides shows in its words, each rule by itself.
void TestProfiles::whatIsChangedIsSaidOtherwise()
{
    const DepartmentInfo before = withProfile({}, DeskProfile::Support);
    using Change = void (*)(DepartmentInfo &);
    const Change changes[] = {
        [](DepartmentInfo &one) { one.desk.routing = Routing::LastAgent; },
        [](DepartmentInfo &one) { one.desk.capacity = 0; },
        [](DepartmentInfo &one) { one.desk.offer_s = 45; },
        [](DepartmentInfo &one) { one.desk.silent_s = 0; },
        [](DepartmentInfo &one) { one.desk.alarms_s.clear(); },
        [](DepartmentInfo &one) { one.retention_days = 0; },
        [](DepartmentInfo &one) { one.is_archived = false; },
        [](DepartmentInfo &one) { one.is_shielded = true; },
        [](DepartmentInfo &one) { one.staff_saving = StaffSaving::Nobody; },
        [](DepartmentInfo &one) { one.desk.is_reading_told = false; },
        [](DepartmentInfo &one) { one.desk.is_typing_told = false; },
        [](DepartmentInfo &one) { one.idle_minutes_max = 0; },
    };
    QSet<QString> seen{rulesInWords(before).join(u'\n')};
    for (const Change change : changes) {
        DepartmentInfo other = before;
        change(other);
        seen.insert(rulesInWords(other).join(u'\n'));
    }
    QCOMPARE(seen.size(), qsizetype(1 + std::size(changes)));
}

CHAT121_TEST_MAIN(TestProfiles)
#include "tst_profiles.moc"
