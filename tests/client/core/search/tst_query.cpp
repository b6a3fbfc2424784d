// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is typed into the search line, taken apart.

#include "client/core/search/query.h"
#include "common/base/limits.h"
#include "tests/support/test_main.h"

#include <QtTest>

namespace chat121::test {

using namespace search;
using namespace Qt::StringLiterals;

namespace {

QString listOf(const QList<Needle> &needles)
{
    QStringList texts;
    for (const Needle &needle : needles)
        texts.append(QString::fromStdU32String(needle.text));
    return texts.join(u'|');
}

QString dayOf(const std::optional<UnixTime> &time)
{
    return time ? QDateTime::fromMSecsSinceEpoch(time->ms, Qt::UTC).toString(u"yyyy-MM-dd hh:mm"_s)
                : QString();
}

} // namespace

class TestQuery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("words"); // a space stands where a word has to begin or end
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("departments");

        QTest::newRow("nothing") << u""_s << u""_s << u""_s << u""_s;
        QTest::newRow("only spaces and marks") << u"  ,  . "_s << u""_s << u""_s << u""_s;
        QTest::newRow("words") << u"Invoice  refund"_s << u"invoice|refund"_s << u""_s << u""_s;
        QTest::newRow("short words begin words") << u"to be"_s << u" to| be"_s << u""_s << u""_s;
        QTest::newRow("exact words") << u"\"second invoice\""_s << u" second invoice "_s << u""_s << u""_s;
        QTest::newRow("German quotation marks")
            << u"„zweite Rechnung“ bitte"_s << u" zweite rechnung |bitte"_s << u""_s << u""_s;
        QTest::newRow("French quotation marks") << u"« deux mots »"_s << u" deux mots "_s << u""_s << u""_s;
        QTest::newRow("a mark that is not closed")
            << u"\"second inv"_s << u" second inv "_s << u""_s << u""_s;
        QTest::newRow("empty marks") << u"\"\" word"_s << u"word"_s << u""_s << u""_s;
        QTest::newRow("from") << u"from:Anna late"_s << u"late"_s << u"anna"_s << u""_s;
        QTest::newRow("from, two people")
            << u"from:Anna from:\"Maria K.\""_s << u""_s << u"anna| maria k "_s << u""_s;
        QTest::newRow("German") << u"von:Anna Abteilung:Einkauf"_s << u""_s << u"anna"_s << u"einkauf"_s;
        QTest::newRow("capitals") << u"FROM:Anna"_s << u""_s << u"anna"_s << u""_s;
        QTest::newRow("department with a space")
            << u"department:\"Customer care\""_s << u""_s << u""_s << u" customer care "_s;
        QTest::newRow("a filter without a value") << u"word from:"_s << u"word"_s << u""_s << u""_s;
        QTest::newRow("a filter and a space") << u"from: anna"_s << u"anna"_s << u""_s << u""_s;
        QTest::newRow("an address is no filter")
            << u"https://acme.example"_s << u"https acme example"_s << u""_s << u""_s;
        QTest::newRow("an unknown filter is a word")
            << u"subject:bill"_s << u"subject bill"_s << u""_s << u""_s;
        QTest::newRow("a time is no filter") << u"10:30"_s << u" 10 30"_s << u""_s << u""_s;
        QTest::newRow("a quoted filter is words") << u"\"from:anna\""_s << u" from anna "_s << u""_s << u""_s;
    }
    void parses()
    {
        QFETCH(QString, typed);
        const Query query = parseQuery(typed, QTimeZone::utc());
        QTEST(listOf(query.words), "words");
        QTEST(listOf(query.from), "from");
        QTEST(listOf(query.departments), "departments");
        QCOMPARE(query.fault, QueryFault::None);
        const bool is_nothing = query.words.isEmpty() && query.from.isEmpty() && query.departments.isEmpty();
        QCOMPARE(query.isEmpty(), is_nothing);
    }

    void tags()
    {
        const Query query =
            parseQuery(u"tag:#Refund schlagwort:late-delivery tag:!? tag: word"_s, QTimeZone::utc());
        QCOMPARE(query.tags, QStringList({u"refund"_s, u"late-delivery"_s}));
        QCOMPARE(listOf(query.tag_words), u" refund | late delivery "_s);
        QCOMPARE(listOf(query.words), u"word"_s);
        QVERIFY(!parseQuery(u"tag:vip"_s, QTimeZone::utc()).isEmpty());
        QVERIFY(parseQuery(u"tag:"_s, QTimeZone::utc()).isEmpty());
    }

    void ratings_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("ratings"); // a bit each
        QTest::addColumn<QueryFault>("fault");

        QTest::newRow("one") << u"rating:5"_s << 0b10000 << QueryFault::None;
        QTest::newRow("equal") << u"rating:=1"_s << 0b00001 << QueryFault::None;
        QTest::newRow("worse") << u"rating:<3"_s << 0b00011 << QueryFault::None;
        QTest::newRow("worse, or the same") << u"rating:<=3"_s << 0b00111 << QueryFault::None;
        QTest::newRow("better") << u"rating:>3"_s << 0b11000 << QueryFault::None;
        QTest::newRow("better, or the same") << u"Bewertung:>=3"_s << 0b11100 << QueryFault::None;
        QTest::newRow("between two") << u"rating:>1 rating:<4"_s << 0b00110 << QueryFault::None;
        QTest::newRow("still being typed") << u"rating:<"_s << 0 << QueryFault::None;
        QTest::newRow("none is so") << u"rating:>5"_s << 0 << QueryFault::NotAKind;
        QTest::newRow("none is both") << u"rating:1 rating:5"_s << 0b00001 << QueryFault::NotAKind;
        QTest::newRow("too many") << u"rating:6"_s << 0 << QueryFault::NotAKind;
        QTest::newRow("nothing") << u"rating:0"_s << 0 << QueryFault::NotAKind;
        QTest::newRow("a word") << u"rating:good"_s << 0 << QueryFault::NotAKind;
        QTest::newRow("another sign") << u"rating:=>2"_s << 0 << QueryFault::NotAKind;
    }
    void ratings()
    {
        QFETCH(QString, typed);
        const Query query = parseQuery(typed, QTimeZone::utc());
        QTEST(int(query.ratings), "ratings");
        QTEST(query.fault, "fault");
        QCOMPARE(query.isEmpty(), query.ratings == 0);
    }

    void days_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("before");
        QTest::addColumn<bool>("is_understood");

        QTest::newRow("before") << u"before:2026-11-01"_s << u""_s << u"2026-11-01 00:00"_s << true;
        QTest::newRow("after") << u"after:2026-11-01"_s << u"2026-11-01 00:00"_s << u""_s << true;
        QTest::newRow("German") << u"vor:1.11.2026 nach:01.10.2026"_s << u"2026-10-01 00:00"_s
                                << u"2026-11-01 00:00"_s << true;
        QTest::newRow("from ... on") << u"ab:2026"_s << u"2026-01-01 00:00"_s << u""_s << true;
        QTest::newRow("a month") << u"before:2026-3"_s << u""_s << u"2026-03-01 00:00"_s << true;
        QTest::newRow("slashes") << u"after:2026/12/24"_s << u"2026-12-24 00:00"_s << u""_s << true;
        QTest::newRow("no such day") << u"before:2026-02-30"_s << u""_s << u""_s << false;
        QTest::newRow("a word") << u"before:christmas"_s << u""_s << u""_s << false;
        QTest::newRow("a leap day") << u"after:29.2.2028"_s << u"2028-02-29 00:00"_s << u""_s << true;
    }
    void days()
    {
        QFETCH(QString, typed);
        QFETCH(bool, is_understood);
        const Query query = parseQuery(typed, QTimeZone::utc());
        QTEST(dayOf(query.after), "after");
        QTEST(dayOf(query.before), "before");
        QCOMPARE(query.fault == QueryFault::None, is_understood);
        if (!is_understood) QCOMPARE(query.faulty, typed.section(u':', 1));
    }

    void aDayBeginsWhereTheReaderIs()
    {
        const Query query = parseQuery(u"before:2026-07-01"_s, QTimeZone("Europe/Berlin"));
        QCOMPARE(dayOf(query.before), u"2026-06-30 22:00"_s);
    }

    void otherFilters_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("has_link");
        QTest::addColumn<bool>("has_file");
        QTest::addColumn<bool>("is_from_me");
        QTest::addColumn<QueryFault>("fault");

        QTest::newRow("link") << u"has:link"_s << true << false << false << QueryFault::None;
        QTest::newRow("file") << u"has:file"_s << false << true << false << QueryFault::None;
        QTest::newRow("German file") << u"mit:Datei"_s << false << true << false << QueryFault::None;
        QTest::newRow("me") << u"from:me"_s << false << false << true << QueryFault::None;
        QTest::newRow("German me") << u"von:mir"_s << false << false << true << QueryFault::None;
        QTest::newRow("something else")
            << u"has:feathers"_s << false << false << false << QueryFault::NotAKind;
        QTest::newRow("starred") << u"is:starred"_s << false << false << false << QueryFault::None;
        QTest::newRow("being something else")
            << u"is:late"_s << false << false << false << QueryFault::NotAKind;
        QTest::newRow("much too long") << QString(limits::kSearchQueryCharsMax + 1, u'x') << false << false
                                       << false << QueryFault::TooLong;
    }
    void otherFilters()
    {
        QFETCH(QString, typed);
        const Query query = parseQuery(typed, QTimeZone::utc());
        QTEST(query.has_link, "has_link");
        QTEST(query.has_file, "has_file");
        QTEST(query.is_from_me, "is_from_me");
        QTEST(query.fault, "fault");
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestQuery)
#include "tst_query.moc"
