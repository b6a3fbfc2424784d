// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How quick the search is in a large local store: making the index, its size, opening the store,
// the first results and the first page of several kinds of queries.
//
//   bench_search [--messages N] [--store DIRECTORY] [--json] [--limit-ms N]
//
// What is in the store: filled_store.h. A store that is kept with --store is used again by the next run. With
// --limit-ms the exit status is 1 when the first results of a query, on a disk that has been read, take
// longer, or when a query that has to find something finds nothing.
#include "client/core/search/finder.h"
#include "common/crypto/sodium_random.h"
#include "tests/bench/filled_store.h"
#include "tests/support/temporary_directory.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <algorithm>
#include <cstdio>

namespace {

using namespace chat121;
using namespace Qt::Literals::StringLiterals;

constexpr int kRounds = 9;

double msOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

struct Bench {
    int messages = 0;
    QJsonObject figures;
    QString directory;
    crypto::Secret32 key = *crypto::Secret32::from(QByteArray(32, 'k'));
    crypto::SodiumRandom random{};
    SystemClock clock{};
    std::unique_ptr<LocalStore> store{};

    bool open()
    {
        auto opened = LocalStore::open(directory, key, random);
        if (!opened) return false;
        store = *std::move(opened);
        return true;
    }
    qint64 fileBytes() const { return QFileInfo(directory + u"/store.sqlite"_s).size(); }
};

bool fill(Bench &bench)
{
    QElapsedTimer timer;
    timer.start();
    if (!bench::fillStore(*bench.store, bench.messages)) return false;
    const bool is_real = bench::textsInUse() == bench::Texts::Sentences;
    bench.figures.insert(u"texts"_s, is_real ? u"sentences of CHAT121_SHARED/nlp"_s : u"made up"_s);
    bench.figures.insert(u"write_us_per_message"_s, msOf(timer) * 1000 / bench.messages);
    return true;
}

bool makeIndex(Bench &bench)
{
    bench.store.reset(); // so that everything is in the one file
    if (!bench.open()) return false;
    const qint64 before = bench.fileBytes();
    const auto times = bench::makeIndex(*bench.store, bench.clock);
    if (!times) return false;
    bench.figures.insert(u"index_s"_s, times->whole_ms / 1000);
    bench.figures.insert(u"index_longest_slice_ms"_s, times->longest_slice_ms);
    bench.figures.insert(u"messages_mb"_s, static_cast<double>(before) / 1e6);
    return true;
}

// What a start does with the store until the lists can be shown.
bool start(Bench &bench)
{
    bench.store.reset();
    bench.figures.insert(u"with_index_mb"_s, static_cast<double>(bench.fileBytes()) / 1e6);
    QElapsedTimer timer;
    timer.start();
    if (!bench.open()) return false;
    bench.figures.insert(u"start_open_ms"_s, msOf(timer));
    const auto records = bench.store->conversations().all();
    if (!records) return false;
    bench.figures.insert(u"start_records_ms"_s, msOf(timer));
    search::Index index(*bench.store, bench.clock);
    if (!index.open()) return false;
    bench.figures.insert(u"start_lists_ms"_s, msOf(timer));
    return true;
}

struct Times {
    double first = 0;
    double page = 0;
    qsizetype hits = 0;
};

Times measure(search::Finder &finder, const search::Finder::Request &request)
{
    Times times;
    QEventLoop loop;
    QElapsedTimer timer;
    QObject context;
    QObject::connect(&finder, &search::Finder::found, &context, [&](const QList<StoredRow> &rows) {
        if (times.hits == 0) times.first = msOf(timer);
        times.hits += rows.size();
    });
    QObject::connect(&finder, &search::Finder::finished, &context, [&] { loop.quit(); });
    QObject::connect(&finder, &search::Finder::failed, &context, [&] { loop.quit(); });
    timer.start();
    finder.find(request);
    loop.exec();
    times.page = msOf(timer);
    if (times.hits == 0) times.first = times.page;
    return times;
}

struct Kind {
    QString name;
    search::Finder::Request request;
};
const QString kNothing = u"nothing like it"_s; // the one that finds none

QList<Kind> kindsOf(const Bench &bench)
{
    const QDate middle = QDateTime::fromMSecsSinceEpoch(bench::sentAt(bench.messages / 2).ms).date();
    const std::pair<QString, QString> typed[] = {
        {u"rare word"_s, u"zwetschgenknodel"_s},
        {u"frequent word"_s, u"the"_s},
        {u"three frequent words"_s, u"you have with"_s},
        {u"substring of 3 letters"_s, u"onf"_s},
        {u"prefix of 2 letters"_s, u"wh"_s},
        {u"1 letter"_s, u"z"_s},
        {u"half a number"_s, u"0000440"_s},
        {u"exact words"_s, u"\"cancel my order\""_s},
        {kNothing, u"qqzzyyxxw"_s},
        {u"from:"_s, u"from:ayse order"_s},
        {u"from: a rare name"_s, u"from:\"customer 77\""_s},
        {u"from:me, the oldest tenth"_s, u"from:me"_s},
        {u"before:"_s, u"refund before:"_s + middle.toString(Qt::ISODate)},
        {u"has:link"_s, u"has:link"_s},
    };
    QList<Kind> kinds;
    for (const auto &[name, text] : typed)
        kinds.append({name, {search::parseQuery(text, QTimeZone::utc()), {}}});
    QSet<qint64> oldest;
    for (quint64 id = 1; id <= 200; ++id)
        oldest.insert(bench.store->messages().tagOf({id}));
    const QSet<qint64> one{bench.store->messages().tagOf({7})};
    kinds.append({u"in one conversation"_s, {search::parseQuery(u"order"_s, QTimeZone::utc()), one}});
    kinds.append(
        {u"has:link, in 200 old ones"_s, {search::parseQuery(u"has:link"_s, QTimeZone::utc()), oldest}});
    kinds.append({u"all of 200 old ones"_s, {search::parseQuery(u"after:2000"_s, QTimeZone::utc()), oldest}});
    return kinds;
}

bool queries(Bench &bench)
{
    search::Index index(*bench.store, bench.clock);
    if (!index.open()) return false;
    search::Finder finder(*bench.store, index, bench.clock);
    QJsonObject all;
    for (const auto &[name, request] : kindsOf(bench)) {
        const Times cold = measure(finder, request);
        std::vector<double> first;
        std::vector<double> page;
        for (int i = 0; i < kRounds; ++i) {
            const Times warm = measure(finder, request);
            first.push_back(warm.first);
            page.push_back(warm.page);
        }
        std::sort(first.begin(), first.end());
        std::sort(page.begin(), page.end());
        all.insert(name, QJsonObject{{u"first_time_ms"_s, cold.first},
                                     {u"first_ms"_s, first[kRounds / 2]},
                                     {u"page_ms"_s, page[kRounds / 2]},
                                     {u"hits"_s, cold.hits}});
    }
    bench.figures.insert(u"queries"_s, all);
    return true;
}

void print(const Bench &bench, bool as_json)
{
    QTextStream out(stdout);
    if (as_json) {
        out << QJsonDocument(bench.figures).toJson(QJsonDocument::Compact) << Qt::endl;
        return;
    }
    out.setRealNumberNotation(QTextStream::FixedNotation);
    out.setRealNumberPrecision(2);
    for (auto it = bench.figures.constBegin(); it != bench.figures.constEnd(); ++it)
        if (it->isDouble())
            out << it.key().leftJustified(26) << it->toDouble() << '\n';
        else if (it->isString())
            out << it.key().leftJustified(26) << it->toString() << '\n';
    const QJsonObject all = bench.figures.value(u"queries"_s).toObject();
    for (auto it = all.constBegin(); it != all.constEnd(); ++it) {
        const QJsonObject times = it->toObject();
        out << it.key().leftJustified(26) << "first results " << times.value(u"first_ms"_s).toDouble()
            << " ms (the first time " << times.value(u"first_time_ms"_s).toDouble() << "), page "
            << times.value(u"page_ms"_s).toDouble() << " ms, " << times.value(u"hits"_s).toInt() << " hits\n";
    }
}

// Whether each query found what it had to, soon enough.
bool isMet(const Bench &bench, double limit_ms)
{
    bool is_met = true;
    const QJsonObject all = bench.figures.value(u"queries"_s).toObject();
    for (auto it = all.constBegin(); it != all.constEnd(); ++it) {
        const double first = it->toObject().value(u"first_ms"_s).toDouble();
        const bool has_hit = it->toObject().value(u"hits"_s).toInt() > 0;
        if (has_hit != (it.key() != kNothing))
            std::fprintf(stderr, "bench_search: NOT MET: %s: %s\n", qPrintable(it.key()),
                         has_hit ? "something was found" : "nothing was found");
        else if (first > limit_ms)
            std::fprintf(stderr, "bench_search: NOT MET: %s took %.1f ms\n", qPrintable(it.key()), first);
        else
            continue;
        is_met = false;
    }
    return is_met;
}

bool run(Bench &bench)
{
    const bool is_new = !LocalStore::existsIn(bench.directory);
    if (!bench.open()) return false;
    bench.figures.insert(u"messages"_s, bench.messages);
    if (is_new && (!fill(bench) || !makeIndex(bench))) return false;
    return start(bench) && queries(bench);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"messages"_s, u"How many messages."_s, u"n"_s, u"1000000"_s},
                       {u"store"_s, u"Where the store is kept."_s, u"directory"_s},
                       {u"limit-ms"_s, u"Fail when first results take longer."_s, u"n"_s},
                       {u"json"_s, u"Print one JSON object."_s}});
    parser.addHelpOption();
    parser.process(application);
    const test::TemporaryDirectory temporary;
    Bench bench;
    bench.messages = std::max(1000, parser.value(u"messages"_s).toInt());
    bench.directory = parser.isSet(u"store"_s) ? parser.value(u"store"_s) : temporary.filePath(u"profile"_s);
    if (!run(bench)) {
        qCritical("the store failed");
        return EXIT_FAILURE;
    }
    print(bench, parser.isSet(u"json"_s));
    if (!parser.isSet(u"limit-ms"_s)) return EXIT_SUCCESS;
    return isMet(bench, parser.value(u"limit-ms"_s).toDouble()) ? EXIT_SUCCESS : EXIT_FAILURE;
}
