// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Kills a program that writes messages and indexes them with signal 9 at random moments, and opens its
// store again: a search finds exactly what a look at every message finds, nothing twice, and the file
// holds no blocks that nobody knows. Default 15 cycles; CHAT121_CYCLES=1000 for the long run.

#include "tests/client/core/search/search_fixture.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QProcess>

namespace chat121::test {

using namespace search;
using namespace Qt::StringLiterals;

class TestIndexKill final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsMissedAndNothingComesTwice()
    {
        const int cycles = qEnvironmentVariableIntValue("CHAT121_CYCLES");
        SearchFixture f;
        SeededRandom random(7);
        for (int i = 0; i < (cycles > 0 ? cycles : 15); ++i) {
            killedWriter(f.path(), random.below(40), random.below(1'000'000));
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(u"cycle %1"_s.arg(i)));
            QVERIFY_OK(f.openAll());
            check(f);
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(u"cycle %1"_s.arg(i)));
            if (i % 5 == 4) {
                f.clock.advance(limits::kSearchPruneInterval);
                QVERIFY_OK(f.indexAll());
                check(f);
                checkBlocks(f);
                QVERIFY2(!QTest::currentTestFailed(), qPrintable(u"cycle %1, all work done"_s.arg(i)));
            }
            f.closeAll();
        }
    }

private:
    static void killedWriter(const QString &path, quint64 after_lines, quint64 seed)
    {
        QProcess writer;
        writer.start(qEnvironmentVariable("CHAT121_INDEX_WRITER"), {path, QString::number(seed)});
        QVERIFY2(writer.waitForStarted(20'000), "CHAT121_INDEX_WRITER");
        for (quint64 lines = 0; lines <= after_lines;) {
            if (!writer.canReadLine() && !writer.waitForReadyRead(20'000)) break;
            while (writer.canReadLine()) {
                const QByteArray line = writer.readLine().trimmed();
                QVERIFY2(!line.startsWith("error"), line.constData());
                ++lines;
            }
        }
        writer.kill();
        writer.waitForFinished();
    }

    static QStringList sorted(QStringList list)
    {
        list.sort();
        return list;
    }

    static void check(SearchFixture &f)
    {
        QStringList all;
        const auto page = f.store().messages().newest({1}, 100'000);
        QVERIFY(page.has_value());
        for (const TimelineRow &row : page->rows)
            all.append(row.text);
        for (const QString &query : {u"word7"_s, u"\"word42\" version1"_s, u"version2"_s}) {
            const Query parsed = parseQuery(query, QTimeZone::utc());
            QStringList expected;
            for (const QString &text : all) {
                const Folded folded = fold(text);
                const bool is_match = std::all_of(parsed.words.cbegin(), parsed.words.cend(),
                                                  [&](const Needle &needle) { return needle.isIn(folded); });
                if (is_match) expected.append(text);
            }
            QCOMPARE(sorted(f.texts(query)), sorted(expected));
        }
    }

    static void checkBlocks(SearchFixture &f)
    {
        QSet<quint32> known;
        for (const SegmentInfo &segment : f.index().segments())
            known.insert(segment.id);
        const auto found = f.store().search().segments();
        QVERIFY(found.has_value());
        for (const quint32 segment : *found)
            QVERIFY(known.contains(segment));
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestIndexKill)
#include "tst_index_kill.moc"
