// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Open or not, and when next: over weekends, midnights, holidays and clocks that are set.
#include "common/identity/opening_hours.h"
#include "tests/support/test_main.h"

#include <QDateTime>
#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace Qt::StringLiterals;

namespace {

constexpr quint16 kDay = 1440;

UnixTime at(const QString &iso)
{
    const QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
    if (!time.isValid()) qFatal("no time: %s", qPrintable(iso));
    return {time.toMSecsSinceEpoch()};
}

quint32 dayOf(const char *iso)
{
    return quint32(QDate(1970, 1, 1).daysTo(QDate::fromString(QLatin1StringView(iso), Qt::ISODate)));
}

// Monday to Friday, 9 to 17.
OpeningHours office()
{
    OpeningHours hours;
    hours.zone = u"Europe/Berlin"_s;
    for (quint16 day = 0; day < 5; ++day)
        hours.weekly.items.append({quint16(day * kDay + 540), 480});
    return hours;
}

OpeningHours withSpans(const QList<WeeklySpan> &spans)
{
    OpeningHours hours;
    hours.zone = u"Europe/Berlin"_s;
    hours.weekly.items = spans;
    return hours;
}

class TestOpeningHours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void moments_data();
    void moments();
    void whoSaysNothingIsOpen();
    void hostileValues_data();
    void hostileValues();
    void whatOpensIsOpenAndNothingBeforeIt();
};

void weekRows()
{
    const auto row = [](const char *name, const OpeningHours &hours, const QString &now,
                        const QString &next) { QTest::newRow(name) << hours << now << next; };
    // 2026-11-23 is a Monday; Berlin is an hour ahead in winter and two in summer.
    row("a minute early", office(), u"2026-11-23T07:59:00Z"_s, u"2026-11-23T08:00:00Z"_s);
    row("as it opens", office(), u"2026-11-23T08:00:00Z"_s, u"2026-11-23T08:00:00Z"_s);
    row("the last moment", office(), u"2026-11-23T15:59:59Z"_s, u"2026-11-23T15:59:59Z"_s);
    row("as it closes", office(), u"2026-11-23T16:00:00Z"_s, u"2026-11-24T08:00:00Z"_s);
    row("at the weekend", office(), u"2026-11-28T12:00:00Z"_s, u"2026-11-30T08:00:00Z"_s);
    row("in summer", office(), u"2026-07-13T06:30:00Z"_s, u"2026-07-13T07:00:00Z"_s);
    row("the weekend when summer ends", office(), u"2026-10-23T20:00:00Z"_s, u"2026-10-26T08:00:00Z"_s);
    row("the weekend when summer begins", office(), u"2026-03-27T20:00:00Z"_s, u"2026-03-30T07:00:00Z"_s);
    row("never", withSpans({}), u"2026-11-23T12:00:00Z"_s, QString());

    const OpeningHours night = withSpans({{1320, 480}}); // Monday 22:00 to Tuesday 6:00
    row("before midnight", night, u"2026-11-23T22:30:00Z"_s, u"2026-11-23T22:30:00Z"_s);
    row("after midnight", night, u"2026-11-24T04:59:00Z"_s, u"2026-11-24T04:59:00Z"_s);
    row("after the night", night, u"2026-11-24T05:00:00Z"_s, u"2026-11-30T21:00:00Z"_s);
    const OpeningHours over_week = withSpans({{6 * kDay + 1380, 120}}); // Sunday 23:00 to Monday 1:00
    row("over the end of the week", over_week, u"2026-11-29T23:30:00Z"_s, u"2026-11-29T23:30:00Z"_s);
    row("after the end of the week", over_week, u"2026-11-30T00:00:00Z"_s, u"2026-12-06T22:00:00Z"_s);
    OpeningHours kathmandu = office();
    kathmandu.zone = u"Asia/Kathmandu"_s; // 5:45 ahead
    row("an offset of quarters", kathmandu, u"2026-11-23T03:00:00Z"_s, u"2026-11-23T03:15:00Z"_s);
}

void clockRows()
{
    const auto row = [](const char *name, const OpeningHours &hours, const QString &now,
                        const QString &next) { QTest::newRow(name) << hours << now << next; };
    // On 2026-03-29 at 2:00 the clock is set to 3:00, at 1:00 UTC; on 2026-10-25 at 3:00 to 2:00, at 1:00
    // UTC.
    const quint16 sunday = 6 * kDay;
    row("hours that the wall does not show", withSpans({{quint16(sunday + 135), 30}}),
        u"2026-03-28T12:00:00Z"_s, u"2026-04-05T00:15:00Z"_s);
    row("hours that begin where the wall jumps", withSpans({{quint16(sunday + 150), 120}}),
        u"2026-03-28T12:00:00Z"_s, u"2026-03-29T01:00:00Z"_s);
    row("a night that is shorter", withSpans({{quint16(5 * kDay + 1320), 480}}), u"2026-03-29T03:59:00Z"_s,
        u"2026-03-29T03:59:00Z"_s);
    row("a night that is shorter, over", withSpans({{quint16(5 * kDay + 1320), 480}}),
        u"2026-03-29T04:00:00Z"_s, u"2026-04-04T20:00:00Z"_s);
    const OpeningHours twice = withSpans({{quint16(sunday + 135), 30}}); // 2:15 to 2:45
    row("hours that come twice: the first", twice, u"2026-10-24T12:00:00Z"_s, u"2026-10-25T00:15:00Z"_s);
    row("hours that come twice: between", twice, u"2026-10-25T00:50:00Z"_s, u"2026-10-25T01:15:00Z"_s);
    row("hours that come twice: both over", twice, u"2026-10-25T01:45:00Z"_s, u"2026-11-01T01:15:00Z"_s);
    const OpeningHours until = withSpans({{quint16(sunday + 60), 75}}); // 1:00 to 2:15
    row("an end that comes twice", until, u"2026-10-25T00:20:00Z"_s, u"2026-10-25T01:00:00Z"_s);
    row("an end that came twice", until, u"2026-10-25T01:15:00Z"_s, u"2026-11-01T00:00:00Z"_s);
}

void holidayRows()
{
    const auto row = [](const char *name, const OpeningHours &hours, const QString &now,
                        const QString &next) { QTest::newRow(name) << hours << now << next; };
    OpeningHours feast = office();
    feast.holidays.items = {{dayOf("2026-12-24"), 540, 180}, {dayOf("2026-12-25"), 0, 0}};
    row("a short day", feast, u"2026-12-24T10:59:00Z"_s, u"2026-12-24T10:59:00Z"_s);
    row("after a short day, over a closed one and a weekend", feast, u"2026-12-24T11:00:00Z"_s,
        u"2026-12-28T08:00:00Z"_s);
    row("on a closed day", feast, u"2026-12-25T10:00:00Z"_s, u"2026-12-28T08:00:00Z"_s);

    OpeningHours market = office();
    market.holidays.items = {{dayOf("2026-11-28"), 600, 60}, {dayOf("2026-11-28"), 720, 60}};
    row("a Saturday that is open", market, u"2026-11-28T09:30:00Z"_s, u"2026-11-28T09:30:00Z"_s);
    row("between its hours", market, u"2026-11-28T10:30:00Z"_s, u"2026-11-28T11:00:00Z"_s);

    OpeningHours night = withSpans({{1320, 480}}); // Monday 22:00 to Tuesday 6:00
    night.holidays.items = {{dayOf("2026-11-24"), 0, 0}};
    row("a night ends where a closed day begins", night, u"2026-11-23T22:59:59Z"_s,
        u"2026-11-23T22:59:59Z"_s);
    row("and does not go on in it", night, u"2026-11-23T23:00:00Z"_s, u"2026-11-30T21:00:00Z"_s);
    OpeningHours eve = office();
    eve.holidays.items = {{dayOf("2026-12-31"), 1320, 240}}; // 22:00 to 2:00 of the new year
    row("a feast that goes into the next day", eve, u"2027-01-01T00:59:00Z"_s, u"2027-01-01T00:59:00Z"_s);
    row("a feast that is over", eve, u"2027-01-01T01:00:00Z"_s, u"2027-01-01T08:00:00Z"_s);

    OpeningHours once = withSpans({});
    once.holidays.items = {{dayOf("2027-11-23"), 600, 60}};
    row("open on one day in a year", once, u"2026-11-23T12:00:00Z"_s, u"2027-11-23T09:00:00Z"_s);
    once.holidays.items = {{dayOf("2028-11-23"), 600, 60}};
    row("open on one day in two years", once, u"2026-11-23T12:00:00Z"_s, QString());
}

void TestOpeningHours::moments_data()
{
    QTest::addColumn<OpeningHours>("hours");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("next"); // the same: open now; empty: not in sight
    weekRows();
    clockRows();
    holidayRows();
}

void TestOpeningHours::moments()
{
    QFETCH(OpeningHours, hours);
    QFETCH(QString, now);
    QFETCH(QString, next);
    QVERIFY(checkHours(hours));
    const auto open = isOpen(hours, at(now));
    QVERIFY(open);
    QCOMPARE(*open, now == next);
    const auto found = nextOpening(hours, at(now));
    QVERIFY(found);
    QCOMPARE(found->has_value(), !next.isEmpty());
    if (!next.isEmpty())
        QCOMPARE(QDateTime::fromMSecsSinceEpoch((*found)->ms, Qt::UTC).toString(Qt::ISODate), next);
}

void TestOpeningHours::whoSaysNothingIsOpen()
{
    for (const UnixTime moment : {UnixTime{0}, UnixTime{-1}, at(u"2026-11-28T03:00:00Z"_s)}) {
        QVERIFY(isOpen({}, moment).value());
        QVERIFY(nextOpening({}, moment).value() == moment);
    }
}

void TestOpeningHours::hostileValues_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<int>("code");
    const qint64 usual = at(u"2026-11-23T12:00:00Z"_s).ms;
    QTest::newRow("a zone that nobody knows") << u"Mars/Base"_s << usual << int(Code::Unsupported);
    QTest::newRow("before every calendar") << u"Europe/Berlin"_s << qint64(-1) << int(Code::Malformed);
    QTest::newRow("after every calendar")
        << u"Europe/Berlin"_s << std::numeric_limits<qint64>::max() << int(Code::Malformed);
    QTest::newRow("the least number")
        << u"Europe/Berlin"_s << std::numeric_limits<qint64>::min() << int(Code::Malformed);
}

void TestOpeningHours::hostileValues()
{
    QFETCH(QString, zone);
    QFETCH(qint64, ms);
    QFETCH(int, code);
    OpeningHours hours = office();
    hours.zone = zone;
    const auto open = isOpen(hours, {ms});
    QVERIFY(!open);
    QCOMPARE(int(open.error().code), code);
    const auto next = nextOpening(hours, {ms});
    QVERIFY(!next);
    QCOMPARE(int(next.error().code), code);
}

// The year 2026 in steps of seven hours and some minutes, with both nights on which the clock is set.
void TestOpeningHours::whatOpensIsOpenAndNothingBeforeIt()
{
    OpeningHours hours = withSpans({{540, 480}, {1 * kDay + 1320, 480}, {6 * kDay + 90, 60}});
    hours.holidays.items = {{dayOf("2026-05-05"), 0, 0}, {dayOf("2026-10-25"), 120, 45}};
    const UnixTime end = at(u"2027-01-01T00:00:00Z"_s);
    for (UnixTime now = at(u"2026-01-01T00:00:00Z"_s); now < end; now = now + std::chrono::minutes(433)) {
        const auto next = nextOpening(hours, now);
        QVERIFY(next && *next && **next >= now);
        QVERIFY(isOpen(hours, **next).value());
        for (UnixTime early = now; early < **next; early = early + std::chrono::minutes(15))
            QVERIFY(!isOpen(hours, early).value());
    }
}

} // namespace

CHAT121_TEST_MAIN(TestOpeningHours)
#include "tst_opening_hours.moc"
