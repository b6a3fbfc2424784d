// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What windows say of a department's routing and hours comes into the signed document as it was said, or not
// at all.
#include "client/core/engine/desk/desk_rules.h"
#include "client/core/models/desk_profiles.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::engine;
using namespace Qt::StringLiterals;

using Change = void (*)(DeskRules &);

namespace {

DeskRules everything()
{
    DeskRules rules;
    rules.routing = Routing::LastAgent;
    rules.capacity = 5;
    rules.offer_s = 20;
    rules.silent_s = 600;
    rules.alarms_s = {30, 90};
    rules.zone = u"Europe/Lisbon"_s;
    rules.weekly = {{540, 480}, {6 * 1440 + 1320, 240}};
    rules.special = {{QDate(2026, 12, 25), {}}, {QDate(2026, 12, 31), {540, 180}}};
    rules.terms = u"We keep what you write for 30 days."_s;
    rules.terms_version = 1;
    rules.questions = {{true, {{{}, u"Which?"_s, {u"Red"_s, u"Blue"_s}}}}};
    rules.is_offered = true;
    rules.languages = {u"de"_s, u"pt-BR"_s};
    rules.is_typing_told = false;
    return rules;
}

class TestRulesOfDesks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaidIsRead();
    void everyProfileCanBeSigned();
    void whatNoDocumentSaysIsRefused_data();
    void whatNoDocumentSaysIsRefused();
    void otherTermsHaveTheNextVersion();
    void whenItOpensIsKnown();
};

void TestRulesOfDesks::whatIsSaidIsRead()
{
    identity::DepartmentPolicy policy;
    policy.retention_days = 30;
    QVERIFY(deskRulesOf(policy) == DeskRules{});
    QVERIFY(putDeskRules(everything(), policy));
    QVERIFY(deskRulesOf(policy) == everything());
    QCOMPARE(policy.hours.holidays.items.constFirst().day, 20'812U); // days since 1970
    QCOMPARE(policy.retention_days, 30U);
    QVERIFY(putDeskRules({}, policy));
    QVERIFY(policy.routing == identity::RoutingRules{} && policy.hours == identity::OpeningHours{});
    QVERIFY(policy.talk == identity::TalkRules{});
}

void TestRulesOfDesks::everyProfileCanBeSigned()
{
    for (const DeskProfile profile : kDeskProfiles) {
        DepartmentInfo rules;
        rules.desk = everything();
        rules = withProfile(rules, profile);
        identity::DepartmentPolicy policy;
        QVERIFY(putRules(rules, policy));
        QVERIFY(deskRulesOf(policy) == rules.desk);
        QCOMPARE(int(policy.retention_days), rules.retention_days);
        QCOMPARE(policy.is_archived, rules.is_archived);
        QCOMPARE(policy.is_shielded, rules.is_shielded);
        QCOMPARE(int(policy.idle_minutes_max), rules.idle_minutes_max);
        QCOMPARE(int(policy.staff_export), int(rules.staff_saving));
    }
    identity::DepartmentPolicy nothing;
    QVERIFY(putRules({}, nothing));
    QVERIFY(nothing == identity::DepartmentPolicy{}); // who says nothing founds as ever
    DepartmentInfo wrong;
    wrong.retention_days = 7;
    wrong.desk.alarms_s = {90, 30};
    QVERIFY(!putRules(wrong, nothing));
    QVERIFY(nothing == identity::DepartmentPolicy{}); // as it was
}

// Whatever a window says about the version.
void TestRulesOfDesks::otherTermsHaveTheNextVersion()
{
    identity::DepartmentPolicy policy;
    DeskRules rules;
    const auto put = [&](const QString &terms) {
        rules.terms = terms;
        rules.terms_version = 77;
        return putDeskRules(rules, policy) ? static_cast<int>(policy.consent.version) : -1;
    };
    QCOMPARE(put({}), 0);
    QCOMPARE(put(u"First"_s), 1);
    QCOMPARE(put(u"First"_s), 1);
    QCOMPARE(put(u"Second"_s), 2);
    QCOMPARE(put({}), 3);
    QVERIFY(!policy.consent.isAsked());
    QCOMPARE(put(u"First"_s), 4);
}

void TestRulesOfDesks::whatNoDocumentSaysIsRefused_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, Change change) { QTest::newRow(name) << change; };
    row("a negative capacity", [](DeskRules &rules) { rules.capacity = -1; });
    row("a capacity that begins anew at 256", [](DeskRules &rules) { rules.capacity = 257; });
    row("no time for an offer", [](DeskRules &rules) { rules.offer_s = 0; });
    row("an offer that begins anew at 65536", [](DeskRules &rules) { rules.offer_s = 65'536 + 30; });
    row("a silence of a second", [](DeskRules &rules) { rules.silent_s = 1; });
    row("alarms that fall", [](DeskRules &rules) { rules.alarms_s = {60, 30}; });
    row("an alarm too many", [](DeskRules &rules) { rules.alarms_s = {30, 60, 90, 120}; });
    row("hours of no zone", [](DeskRules &rules) { rules.zone.clear(); });
    row("a file for a zone", [](DeskRules &rules) { rules.zone = u"../x"_s; });
    row("a zone that is too long", [](DeskRules &rules) { rules.zone = QString(41, u'a'); });
    row("a span behind the week", [](DeskRules &rules) { rules.weekly = {{7 * 1440, 60}}; });
    row("a week with too many", [](DeskRules &rules) {
        for (int i = 0; i < 22; ++i)
            rules.weekly.append({i * 60, 30});
    });
    row("a date before the calendar", [](DeskRules &rules) { rules.special = {{QDate(1969, 12, 31), {}}}; });
    row("terms of space alone", [](DeskRules &rules) { rules.terms = u" \n"_s; });
    row("terms that are too long",
        [](DeskRules &rules) { rules.terms = QString(limits::kConsentBytesMax + 1, u'x'); });
    row("a question without words", [](DeskRules &rules) { rules.questions = {{false, {{{}, {}, {}}}}}; });
    row("a language twice", [](DeskRules &rules) { rules.languages = {u"de"_s, u"de"_s}; });
    row("a language that is too long",
        [](DeskRules &rules) { rules.languages = {QString(limits::kLanguageBytesMax + 1, u'x')}; });
    row("no date", [](DeskRules &rules) { rules.special = {{QDate(), {}}}; });
    row("dates in no order", [](DeskRules &rules) {
        rules.special = {{QDate(2027, 1, 1), {}}, {QDate(2026, 1, 1), {}}};
    });
}

void TestRulesOfDesks::whatNoDocumentSaysIsRefused()
{
    QFETCH(Change, change);
    identity::DepartmentPolicy policy;
    QVERIFY(putDeskRules(everything(), policy));
    const identity::DepartmentPolicy before = policy;
    DeskRules rules = everything();
    change(rules);
    QVERIFY(!putDeskRules(rules, policy));
    QVERIFY(policy == before);
}

void TestRulesOfDesks::whenItOpensIsKnown()
{
    constexpr qint64 kHour = 3'600'000;
    const UnixTime monday{4 * 24 * kHour}; // 1970-01-05
    identity::OpeningHours hours;
    QCOMPARE(openingOf(hours, monday), Opening{}); // nobody says
    hours.zone = u"UTC"_s;
    QCOMPARE(openingOf(hours, monday), (Opening{true, {}})); // never
    hours.weekly.items = {{9 * 60, 8 * 60}};
    QCOMPARE(openingOf(hours, monday), (Opening{true, {monday.ms + 9 * kHour}}));
    QCOMPARE(openingOf(hours, {monday.ms + 9 * kHour}), Opening{});
    QCOMPARE(openingOf(hours, {monday.ms + 17 * kHour - 1}), Opening{});
    QCOMPARE(openingOf(hours, {monday.ms + 17 * kHour}), (Opening{true, {monday.ms + (7 * 24 + 9) * kHour}}));
    hours.zone = u"Europe/Nowhere"_s; // nobody can say
    QCOMPARE(openingOf(hours, monday), Opening{});
}

} // namespace

CHAT121_TEST_MAIN(TestRulesOfDesks)
#include "tst_rules_of_desks.moc"
