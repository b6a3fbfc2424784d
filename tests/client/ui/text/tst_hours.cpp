// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Opening hours of a day, as people of different places write them, and back.
#include "client/ui/text/hours.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

using Fault = ReadHours::Fault;
using Spans = QList<OpenSpan>;

class TestHours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areRead_data();
    void areRead();
    void areRefused_data();
    void areRefused();
    void areWrittenAsTheyAreRead_data();
    void areWrittenAsTheyAreRead();
};

void TestHours::areRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("locale");
    QTest::addColumn<Spans>("spans");
    QTest::newRow("closed") << u""_s << u"en_GB"_s << Spans{};
    QTest::newRow("only spaces") << u"  "_s << u"en_GB"_s << Spans{};
    QTest::newRow("hours") << u"9-17"_s << u"en_GB"_s << Spans{{540, 480}};
    QTest::newRow("with minutes") << u"9:30 – 17:45"_s << u"en_GB"_s << Spans{{570, 495}};
    QTest::newRow("with a point") << u"9.30-17.45"_s << u"de_DE"_s << Spans{{570, 495}};
    QTest::newRow("two") << u"9:00 – 12:30, 14 – 18:00"_s << u"en_GB"_s << Spans{{540, 210}, {840, 240}};
    QTest::newRow("two, in another order") << u"14-18; 9-12"_s << u"en_GB"_s << Spans{{540, 180}, {840, 240}};
    QTest::newRow("one beginning as the other ends")
        << u"9-12,12-14"_s << u"en_GB"_s << Spans{{540, 180}, {720, 120}};
    QTest::newRow("to the end of the day") << u"18-24:00"_s << u"en_GB"_s << Spans{{1080, 360}};
    QTest::newRow("a whole day") << u"0:00-24:00"_s << u"en_GB"_s << Spans{{0, 1440}};
    QTest::newRow("over midnight") << u"22:00 – 2:00"_s << u"en_GB"_s << Spans{{1320, 240}};
    QTest::newRow("until midnight") << u"22 – 0"_s << u"en_GB"_s << Spans{{1320, 120}};
    QTest::newRow("before and after noon") << u"9:00 AM – 5:30 PM"_s << u"en_US"_s << Spans{{540, 510}};
    QTest::newRow("24 hours where others are usual") << u"9-17:30"_s << u"en_US"_s << Spans{{540, 510}};
    QTest::newRow("other digits") << u"٩:٠٠ - ١٧:٠٠"_s << u"ar_EG"_s << Spans{{540, 480}};
    QTest::newRow("another comma") << u"9-12، 13-15"_s << u"ar_EG"_s << Spans{{540, 180}, {780, 120}};
}

void TestHours::areRead()
{
    QFETCH(QString, text);
    QFETCH(QString, locale);
    const ReadHours read = readHours(text, QLocale(locale));
    QCOMPARE(read.fault, Fault::None);
    QTEST(read.spans, "spans");
}

void TestHours::areRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("a word") << u"always"_s << Fault::NotHours;
    QTest::newRow("one time") << u"9:00"_s << Fault::NotHours;
    QTest::newRow("no end") << u"9:00 –"_s << Fault::NotHours;
    QTest::newRow("three times") << u"9-12-14"_s << Fault::NotHours;
    QTest::newRow("a comma too many") << u"9-12,"_s << Fault::NotHours;
    QTest::newRow("no such hour") << u"9-25"_s << Fault::NotHours;
    QTest::newRow("no such minute") << u"9-12:60"_s << Fault::NotHours;
    QTest::newRow("behind the end of the day") << u"9-24:01"_s << Fault::NotHours;
    QTest::newRow("beginning at the end") << u"24:00-2:00"_s << Fault::NotHours;
    QTest::newRow("a minute of one digit") << u"9:5-12"_s << Fault::NotHours;
    QTest::newRow("no time at all") << u"9-9:00"_s << Fault::NoLength;
    QTest::newRow("into each other") << u"9-13, 12-14"_s << Fault::Overlap;
    QTest::newRow("the same twice") << u"9-12, 9-12"_s << Fault::Overlap;
    QTest::newRow("a night over an evening") << u"20-4, 22-23"_s << Fault::Overlap;
}

void TestHours::areRefused()
{
    QFETCH(QString, text);
    const ReadHours read = readHours(text, QLocale(u"en_GB"_s));
    QTEST(read.fault, "fault");
    QVERIFY(read.spans.isEmpty());
}

void TestHours::areWrittenAsTheyAreRead_data()
{
    QTest::addColumn<QString>("locale");
    for (const char *name : {"en_GB", "en_US", "de_DE", "fi_FI", "fr_FR", "ar_EG", "fa_IR", "hi_IN", "C"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestHours::areWrittenAsTheyAreRead()
{
    QFETCH(QString, locale);
    const QLocale where(locale);
    const QList<Spans> all = {
        {}, {{540, 480}}, {{0, 1440}}, {{0, 1}, {1439, 1}}, {{545, 187}, {780, 300}, {1320, 240}}};
    for (const Spans &spans : all) {
        const QString text = hoursText(spans, where);
        const ReadHours read = readHours(text, where);
        QVERIFY2(read.fault == Fault::None, qPrintable(text));
        QVERIFY2(read.spans == spans, qPrintable(text));
    }
}

} // namespace

CHAT121_TEST_MAIN(TestHours)
#include "tst_hours.moc"
