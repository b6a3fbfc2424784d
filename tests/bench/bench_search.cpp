// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How quick the search is in a large local store: making the index, its size, opening the store,
// the first results and the first page of several kinds of queries.
//
//   bench_search [--messages N] [--store DIRECTORY] [--json]
//
// With CHAT121_SHARED the texts are real sentences of its folder nlp; else they are made of syllables. A
// store that is kept with --store is used again by the next run.
#include "client/core/search/finder.h"
#include "common/crypto/sodium_random.h"
#include "tests/support/random_sources.h"
#include "tests/support/temporary_directory.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTextStream>

#include <algorithm>

namespace {

using namespace chat121;
using namespace Qt::Literals::StringLiterals;

constexpr int kRowsPerConversation = 50;
constexpr int kRowsPerTransaction = 2000;
constexpr int kRounds = 9;
constexpr qint64 kBegin = 1'700'000'000'000;
constexpr qint64 kStepMs = 60'000;

double msOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

QStringList sentences()
{
    QStringList all;
    const QDir folder(qEnvironmentVariable("CHAT121_SHARED") + u"/nlp"_s);
    for (const QString &name : folder.entryList({u"*.train.tsv.gz"_s}, QDir::Files, QDir::Name)) {
        QProcess unpack;
        unpack.start(u"gzip"_s, {u"-dc"_s, folder.filePath(name)});
        unpack.waitForFinished(-1);
        const QList<QByteArray> lines = unpack.readAllStandardOutput().split('\n');
        for (const QByteArray &line : lines)
            if (const qsizetype tab = line.indexOf('\t'); tab >= 0)
                all.append(QString::fromUtf8(line.mid(tab + 1)));
    }
    return all;
}

QString madeUp(test::SeededRandom &random)
{
    static const QStringList syllables{u"ka"_s,  u"lo"_s, u"mi"_s, u"ten"_s, u"ru"_s,  u"sha"_s,
                                       u"bor"_s, u"vi"_s, u"ge"_s, u"an"_s,  u"del"_s, u"po"_s};
    QString text;
    for (quint64 word = 3 + random.below(15); word > 0; --word) {
        for (quint64 i = 1 + random.below(4); i > 0; --i)
            text += syllables.at(static_cast<qsizetype>(random.below(12)));
        text += u' ';
    }
    return text;
}

// Conversations of fifty messages, a customer and one of ten agents in each.
TimelineRow rowOf(int number, int total, const QStringList &texts, test::SeededRandom &random)
{
    static const QStringList agents{u"Anna Roth"_s,   u"Jonas Weber"_s, u"Li Wei"_s,   u"Fatima Noor"_s,
                                    u"Pedro Sousa"_s, u"Chiara Neri"_s, u"Tom Hall"_s, u"Ayşe Kaya"_s,
                                    u"Ivan Petrov"_s, u"Mina Sato"_s};
    const int conversation = number / kRowsPerConversation;
    TimelineRow row;
    const auto value = static_cast<quint64>(number) + 1;
    for (int byte = 0; byte < 8; ++byte)
        row.id.data[static_cast<size_t>(byte)] = static_cast<quint8>(value >> (8 * byte));
    row.sequence = {static_cast<quint64>(number % kRowsPerConversation) + 1};
    row.is_mine = number % 2 == 1 && conversation % 10 == 0;
    row.author = {static_cast<quint64>(conversation) * 2 + (number % 2)};
    row.author_name = number % 2 ? agents.at(conversation % 10) : u"Customer %1"_s.arg(conversation);
    row.author_role = number % 2 ? u"Support"_s : u"Guest"_s;
    row.sent_at = {kBegin + number * kStepMs};
    row.text = texts.isEmpty()
                   ? madeUp(random)
                   : texts.at(static_cast<qsizetype>(random.below(static_cast<quint64>(texts.size()))));
    if (number % 40 == 0) row.text += u" order 10%1"_s.arg(number, 7, 10, QLatin1Char('0'));
    if (number == total / 3) row.text += u" Zwetschgenknödel"_s;
    return row;
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
    const QStringList texts = sentences();
    test::SeededRandom random(121);
    QElapsedTimer timer;
    timer.start();
    for (int first = 0; first < bench.messages; first += kRowsPerTransaction) {
        auto transaction = bench.store->begin();
        if (!transaction) return false;
        for (int number = first; number < std::min(bench.messages, first + kRowsPerTransaction); ++number) {
            const TimelineRow row = rowOf(number, bench.messages, texts, random);
            const ConversationId id{static_cast<quint64>(number / kRowsPerConversation) + 1};
            if (!bench.store->messages().put(id, row)) return false;
            if (number % kRowsPerConversation != 0) continue;
            ConversationRecord record;
            record.id = id;
            record.title = row.author_name;
            record.preview = row.text.left(160);
            record.last_at = row.sent_at;
            record.read_up_to = {kRowsPerConversation};
            if (!bench.store->conversations().save(record)) return false;
        }
        if (!transaction->commit()) return false;
    }
    bench.figures.insert(u"write_us_per_message"_s, msOf(timer) * 1000 / bench.messages);
    return true;
}

bool makeIndex(Bench &bench)
{
    bench.store.reset(); // so that everything is in the one file
    if (!bench.open()) return false;
    const qint64 before = bench.fileBytes();
    search::Index index(*bench.store, bench.clock);
    if (!index.open()) return false;
    QElapsedTimer whole;
    whole.start();
    double longest = 0;
    for (;;) {
        QElapsedTimer slice;
        slice.start();
        const auto more = index.work();
        if (!more) return false;
        longest = std::max(longest, msOf(slice));
        if (!*more) break;
    }
    bench.figures.insert(u"index_s"_s, msOf(whole) / 1000);
    bench.figures.insert(u"index_longest_slice_ms"_s, longest);
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

Times measure(Bench &bench, search::Finder &finder, const QString &text)
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
    search::Finder::Request request;
    timer.start();
    request.query = search::parseQuery(text, QTimeZone::utc());
    if (text == "conversation"_L1) {
        request.query = search::parseQuery(u"order"_s, QTimeZone::utc());
        request.conversations = QSet<qint64>{bench.store->messages().tagOf({7})};
    }
    finder.find(request);
    loop.exec();
    times.page = msOf(timer);
    if (times.hits == 0) times.first = times.page;
    return times;
}

bool queries(Bench &bench)
{
    const QDate middle = QDateTime::fromMSecsSinceEpoch(kBegin + bench.messages / 2 * kStepMs).date();
    const QList<std::pair<QString, QString>> kinds{
        {u"rare word"_s, u"zwetschgenknodel"_s},
        {u"frequent word"_s, u"the"_s},
        {u"three frequent words"_s, u"you have with"_s},
        {u"substring of 3 letters"_s, u"onf"_s},
        {u"prefix of 2 letters"_s, u"wh"_s},
        {u"1 letter"_s, u"z"_s},
        {u"half a number"_s, u"0000440"_s},
        {u"exact words"_s, u"\"cancel my order\""_s},
        {u"nothing like it"_s, u"qqzzyyxxw"_s},
        {u"from:"_s, u"from:ayse order"_s},
        {u"from: a rare name"_s, u"from:\"customer 77\""_s},
        {u"before:"_s, u"refund before:"_s + middle.toString(Qt::ISODate)},
        {u"has:link"_s, u"has:link"_s},
        {u"in one conversation"_s, u"conversation"_s},
    };
    search::Index index(*bench.store, bench.clock);
    if (!index.open()) return false;
    search::Finder finder(*bench.store, index, bench.clock);
    QJsonObject all;
    for (const auto &[name, text] : kinds) {
        const Times cold = measure(bench, finder, text);
        std::vector<double> first;
        std::vector<double> page;
        for (int i = 0; i < kRounds; ++i) {
            const Times warm = measure(bench, finder, text);
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
        if (it->isDouble()) out << it.key().leftJustified(26) << it->toDouble() << '\n';
    const QJsonObject all = bench.figures.value(u"queries"_s).toObject();
    for (auto it = all.constBegin(); it != all.constEnd(); ++it) {
        const QJsonObject times = it->toObject();
        out << it.key().leftJustified(26) << "first results " << times.value(u"first_ms"_s).toDouble()
            << " ms (the first time " << times.value(u"first_time_ms"_s).toDouble() << "), page "
            << times.value(u"page_ms"_s).toDouble() << " ms, " << times.value(u"hits"_s).toInt() << " hits\n";
    }
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
    return EXIT_SUCCESS;
}
