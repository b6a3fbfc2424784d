// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a search finds, in which order, and that it can be left at any time.

#include "tests/client/core/search/search_fixture.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

namespace chat121::test {

using namespace search;
using namespace Qt::StringLiterals;

namespace {

constexpr int kBatch = limits::kSearchBatchRows;
constexpr qint64 kDay = 24 * 3600 * 1000;
const UnixTime kNoon{1'793'620'800'000}; // 2026-11-02 12:00 UTC

TimelineRow saidOn(quint32 number, int day, const QString &text, const QString &author)
{
    TimelineRow row = said(number, text, author);
    row.sent_at = {kNoon.ms + day * kDay + number};
    return row;
}

} // namespace

class TestFinder final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_f = std::make_unique<SearchFixture>();
        QVERIFY_OK(m_f->openAll());
    }

    void filters_data()
    {
        QTest::addColumn<bool>("is_indexed");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("texts"); // newest first

        for (const bool is_indexed : {false, true}) {
            const auto row = [&](const char *name, const QString &query, const QStringList &texts) {
                QTest::newRow(is_indexed ? qPrintable(u"%1, indexed"_s.arg(QLatin1StringView(name))) : name)
                    << is_indexed << query << texts;
            };
            const QString anna = u"See https://acme.example for the refund"_s;
            const QString maria_1 = u"My refund is late"_s;
            const QString maria_2 = u"Where is my Rückerstattung?"_s;
            const QString mine = u"I wrote about a refund"_s;
            row("a word", u"refund"_s, {mine, anna, maria_1});
            row("all words", u"refund late"_s, {maria_1});
            row("words in any order", u"late refund"_s, {maria_1});
            row("folded", u"ruckers"_s, {maria_2});
            row("nothing", u"refunds"_s, {});
            row("exact words", u"\"my refund\""_s, {maria_1});
            row("from", u"from:maria refund"_s, {maria_1});
            row("from, only that", u"from:maria"_s, {maria_2, maria_1});
            row("from, part of a name", u"von:kowal"_s, {maria_2, maria_1});
            row("from, quoted", u"from:\"Maria Kowalska\""_s, {maria_2, maria_1});
            row("from, quoted and cut", u"from:\"Maria Kowal\""_s, {});
            row("from, the end of a name", u"from:alska"_s, {maria_2, maria_1});
            row("from, one letter", u"from:m"_s, {maria_2, maria_1});
            row("from, quoted and whole", u"from:\"Kowalska\""_s, {maria_2, maria_1});
            row("from two", u"from:anna from:maria refund"_s, {anna, maria_1});
            row("from me", u"from:me"_s, {mine});
            row("from me or Anna", u"from:me from:anna"_s, {mine, anna});
            row("from nobody", u"from:zoe"_s, {});
            row("a name is no word", u"kowalska"_s, {});
            row("link", u"has:link"_s, {anna});
            row("link and word", u"has:link refund"_s, {anna});
            row("link and another word", u"has:link late"_s, {});
            row("starred", u"is:starred"_s, {maria_2});
            row("starred, in German, and a word", u"ist:markiert my"_s, {maria_2});
            row("starred and another word", u"is:starred late"_s, {});
            const QString note = u"Solved\n#vip #rush-job"_s;
            row("tag", u"tag:VIP"_s, {note});
            row("two tags, and a word", u"schlagwort:vip tag:#rush-job solved"_s, {note});
            row("tag, one is missing", u"tag:vip tag:calm"_s, {});
            row("tag, a part of one", u"tag:rush"_s, {});
            row("tag, not in what was said", u"tag:refund"_s, {});
            row("files: none yet", u"has:file refund"_s, {});
            row("before", u"before:2026-11-03 refund"_s, {maria_1});
            row("after", u"after:2026-11-04 refund"_s, {mine, anna});
            row("between", u"after:2026-11-03 before:2026-11-05"_s, {anna, maria_2});
            row("before all", u"before:2020"_s, {});
        }
    }
    void filters()
    {
        QFETCH(bool, is_indexed);
        QFETCH(QString, query);
        TimelineRow mine = saidOn(5, 4, u"I wrote about a refund"_s, u"Jonas"_s);
        mine.is_mine = true;
        TimelineRow starred = saidOn(2, 1, u"Where is my Rückerstattung?"_s, u"Maria Kowalska"_s);
        starred.is_starred = true;
        QVERIFY_OK(m_f->write({1}, {saidOn(1, 0, u"My refund is late"_s, u"Maria Kowalska"_s), starred}));
        QVERIFY_OK(
            m_f->write({2}, {saidOn(3, 2, u"See https://acme.example for the refund"_s, u"Anna"_s), mine}));
        TimelineRow note = saidOn(6, 5, u"Solved\n#vip #rush-job"_s, u"Bert"_s);
        note.kind = RowKind::Note;
        TimelineRow hashed = saidOn(7, 6, u"I am no #vip"_s, u"Bert"_s);
        QVERIFY_OK(m_f->write({3}, {note, hashed}));
        if (is_indexed) {
            QList<TimelineRow> filler;
            for (quint32 i = 0; i < kBatch; ++i)
                filler.append(saidOn(100 + i, 100, u"nothing"_s, u"Tom"_s));
            QVERIFY_OK(m_f->write({99}, filler));
            QVERIFY_OK(m_f->indexAll());
            QVERIFY(!m_f->index().segments().isEmpty());
        }
        QStringList texts = m_f->texts(query);
        texts.removeAll(u"nothing"_s);
        QTEST(texts, "texts");
    }

    void onlyInSomeConversations()
    {
        for (quint64 talk = 1; talk <= 40; ++talk) {
            QList<TimelineRow> rows;
            for (quint32 i = 0; i < 60; ++i)
                rows.append(said(static_cast<quint32>(talk * 100 + i), u"word in %1"_s.arg(talk)));
            QVERIFY_OK(m_f->write({talk}, rows));
        }
        QVERIFY_OK(m_f->indexAll());
        const auto tag = [&](quint64 talk) { return m_f->store().messages().tagOf({talk}); };
        QCOMPARE(m_f->find(u"word"_s, QSet<qint64>{tag(7)}).size(), 60);
        QCOMPARE((m_f->find(u"word"_s, QSet<qint64>{tag(7), tag(9)}).size()), 120);
        QCOMPARE(m_f->find(u"word"_s, QSet<qint64>{}).size(), 0);
        QCOMPARE(m_f->find(u"word"_s, QSet<qint64>{tag(4711)}).size(), 0);
        for (const StoredRow &row : m_f->find(u"word"_s, QSet<qint64>{tag(7)}))
            QCOMPARE(row.value.text, u"word in 7"_s);
    }

    // So many that their lists are not looked up one by one; with and without anything else to look for.
    void inManyConversations()
    {
        constexpr int kMany = 20;
        QSet<qint64> tags;
        for (quint64 talk = 1; talk <= 2 * kMany; ++talk) {
            const auto number = static_cast<quint32>(talk * 100);
            QList<TimelineRow> rows;
            for (quint32 i = 0; i < 59; ++i)
                rows.append(said(number + i, u"word in %1"_s.arg(talk)));
            rows.append(said(number + 59, u"www.example.org/%1"_s.arg(talk)));
            rows.last().is_mine = talk % 4 == 0;
            QVERIFY_OK(m_f->write({talk}, rows));
            if (talk % 2 == 0) tags.insert(m_f->store().messages().tagOf({talk}));
        }
        QVERIFY_OK(m_f->indexAll());
        QVERIFY(!m_f->index().segments().isEmpty());
        QCOMPARE(m_f->find(u"word"_s, tags).size(), kMany * 59);
        QCOMPARE(m_f->find(u"has:link"_s, tags).size(), kMany);
        QCOMPARE(m_f->find(u"from:me"_s, tags).size(), kMany / 2);
        QCOMPARE(m_f->find(u"after:2000"_s, tags).size(), kMany * 60);
        for (const StoredRow &row : m_f->find(u"after:2000"_s, tags))
            QVERIFY(tags.contains(row.conversation));
    }

    // As an archive brings them: years later, the oldest last or in any order.
    void newestFirstHoweverTheyCame()
    {
        SeededRandom random(4);
        QList<TimelineRow> rows;
        for (quint32 i = 0; i < 5 * kBatch; ++i) {
            TimelineRow row = said(i, i % 7 == 0 ? u"wanted %1"_s.arg(i) : u"other"_s);
            row.sent_at = {kNoon.ms + static_cast<qint64>(random.below(1'000'000'000))};
            rows.append(row);
        }
        for (int part = 0; part < 5; ++part) {
            QVERIFY_OK(m_f->write({1}, rows.mid(part * kBatch, kBatch)));
            if (part < 4) QVERIFY_OK(m_f->indexAll());
        }
        QVERIFY(m_f->index().segments().size() > 2);
        const QList<StoredRow> found = m_f->find(u"wanted"_s);
        QCOMPARE(found.size(), (5 * kBatch + 6) / 7);
        for (qsizetype i = 1; i < found.size(); ++i)
            QVERIFY(found.at(i - 1).value.sent_at >= found.at(i).value.sent_at);
    }

    void pagesAreTheSameAsAll()
    {
        QVERIFY_OK(m_f->writeFiller(10, 3 * kBatch));
        QVERIFY_OK(m_f->indexAll());
        const QList<StoredRow> page = m_f->find(u"filler"_s, {}, 1);
        QCOMPARE(page.size(), limits::kSearchPageHits);
        QVERIFY(m_f->hasMore());
        const QList<StoredRow> all = m_f->find(u"filler"_s);
        QCOMPARE(all.size(), 3 * kBatch);
        QSet<qint64> rows;
        for (const StoredRow &row : all)
            rows.insert(row.row);
        QCOMPARE(rows.size(), all.size());
    }

    void theNextSearchTakesThePlaceOfTheLast()
    {
        QVERIFY_OK(m_f->writeFiller(10, 2 * kBatch));
        QVERIFY_OK(m_f->write({1}, {said(1, u"needle"_s)}));
        int finished = 0;
        QStringList texts;
        QObject context;
        connect(&m_f->finder(), &Finder::found, &context, [&](const QList<StoredRow> &rows) {
            for (const StoredRow &row : rows)
                texts.append(row.value.text);
        });
        connect(&m_f->finder(), &Finder::finished, &context, [&] { ++finished; });
        for (const QString &typed : {u"f"_s, u"fi"_s, u"fil"_s, u"needle"_s})
            m_f->finder().find({parseQuery(typed, QTimeZone::utc()), {}});
        QTRY_COMPARE(finished, 1);
        QCoreApplication::processEvents();
        QCOMPARE(finished, 1);
        QCOMPARE(texts, QStringList{u"needle"_s});
    }

    void cancelledIsSilent()
    {
        QVERIFY_OK(m_f->writeFiller(10, 100));
        QObject context;
        connect(&m_f->finder(), &Finder::found, &context, [] { QFAIL("cancelled"); });
        connect(&m_f->finder(), &Finder::finished, &context, [] { QFAIL("cancelled"); });
        m_f->finder().find({parseQuery(u"filler"_s, QTimeZone::utc()), {}});
        m_f->finder().cancel();
        m_f->finder().more();
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
    }

    // Whoever is told the first rows may ask for something else there and then.
    void asksAgainWhileItIsTold()
    {
        QVERIFY_OK(m_f->writeFiller(10, 2 * kBatch));
        QVERIFY_OK(m_f->write({1}, {said(1, u"needle"_s)}));
        QVERIFY_OK(m_f->indexAll());
        int finished = 0;
        QString last;
        QObject context;
        connect(&m_f->finder(), &Finder::found, &context, [&](const QList<StoredRow> &rows) {
            if (last.isEmpty()) m_f->finder().find({parseQuery(u"needle"_s, QTimeZone::utc()), {}});
            last = rows.constLast().value.text;
        });
        connect(&m_f->finder(), &Finder::finished, &context, [&] { ++finished; });
        m_f->finder().find({parseQuery(u"filler"_s, QTimeZone::utc()), {}});
        QTRY_COMPARE(last, u"needle"_s);
        QTRY_COMPARE(finished, 1);
    }

    // Segments become others while a search goes on: nothing is left out, nothing comes twice.
    void theIndexChangesMeanwhile()
    {
        for (int i = 0; i < 7; ++i) {
            QVERIFY_OK(m_f->writeFiller(static_cast<quint32>(20'000 + i * kBatch), kBatch));
            QVERIFY_OK(m_f->indexAll());
        }
        QCOMPARE(m_f->index().segments().size(), 7);
        m_f->clock.tick = limits::kSearchSlice; // one step of the search in each turn of the event loop
        QSet<qint64> rows;
        int finished = 0;
        bool has_more = false;
        QObject context;
        connect(&m_f->finder(), &Finder::found, &context, [&](const QList<StoredRow> &found) {
            for (const StoredRow &row : found) {
                QVERIFY(!rows.contains(row.row));
                rows.insert(row.row);
            }
        });
        connect(&m_f->finder(), &Finder::finished, &context, [&](bool more) {
            ++finished;
            has_more = more;
            if (more) m_f->finder().more();
        });
        connect(&m_f->finder(), &Finder::failed, &context,
                [](const Error &error) { QFAIL(qPrintable(error.detail)); });
        m_f->finder().find({parseQuery(u"filler"_s, QTimeZone::utc()), {}});
        QVERIFY_OK(m_f->writeFiller(40'000, kBatch));
        for (int i = 0; i < 200'000 && (finished == 0 || has_more); ++i) {
            if (i % 3 == 0) QVERIFY_OK(m_f->index().work());
            QCoreApplication::processEvents();
        }
        QVERIFY(finished > 0 && !has_more);
        QVERIFY(rows.size() >= 7 * kBatch);
        m_f->clock.tick = {};
        QVERIFY_OK(m_f->indexAll());
        QCOMPARE(m_f->index().segments().size(), 1);
    }

private:
    std::unique_ptr<SearchFixture> m_f;
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestFinder)
#include "tst_finder.moc"
