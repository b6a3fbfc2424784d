// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/filled_store.h"

#include "client/core/search/index.h"
#include "tests/support/random_sources.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chat121::bench {

namespace {

constexpr int kRowsPerTransaction = 2000;
constexpr qint64 kBegin = 1'700'000'000'000;
constexpr qint64 kStepMs = 60'000;

double msOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

QDir sentencesFolder()
{
    return {qEnvironmentVariable("CHAT121_SHARED") + u"/nlp"_s, u"*.train.tsv.gz"_s, QDir::Name, QDir::Files};
}

// None: the texts are made up.
QStringList sentences()
{
    QStringList all;
    const QDir folder = sentencesFolder();
    for (const QString &name : folder.entryList()) {
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
    // The first ones come most often.
    static const QStringList frequent{
        u"the"_s,     u"you"_s,  u"to"_s,     u"my"_s,   u"is"_s,     u"have"_s,   u"with"_s,   u"what"_s,
        u"it"_s,      u"not"_s,  u"can"_s,    u"when"_s, u"order"_s,  u"please"_s, u"thanks"_s, u"where"_s,
        u"account"_s, u"late"_s, u"refund"_s, u"help"_s, u"cancel"_s, u"confirm"_s};
    const auto count = static_cast<quint64>(frequent.size());
    QString text;
    for (quint64 word = 3 + random.below(15); word > 0; --word) {
        if (random.below(3) > 0) {
            text += frequent.at(static_cast<qsizetype>(random.below(1 + random.below(count))));
        } else {
            for (quint64 i = 1 + random.below(4); i > 0; --i)
                text += syllables.at(static_cast<qsizetype>(random.below(12)));
        }
        text += u' ';
    }
    if (random.below(200) == 0) text += u"https://www.example.org/help"_s;
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
    row.is_mine = number % 2 == 1 && conversation % 10 == 0 && number < total / 10;
    row.author = {static_cast<quint64>(conversation) * 2 + (number % 2)};
    row.author_name = number % 2 ? agents.at(conversation % 10) : u"Customer %1"_s.arg(conversation);
    row.author_role = number % 2 ? u"Support"_s : u"Guest"_s;
    row.sent_at = sentAt(number);
    row.text = texts.isEmpty()
                   ? madeUp(random)
                   : texts.at(static_cast<qsizetype>(random.below(static_cast<quint64>(texts.size()))));
    if (number % 40 == 0) row.text += u" order 10%1"_s.arg(number, 7, 10, QLatin1Char('0'));
    if (number == total / 3) row.text += u" Zwetschgenknödel"_s;
    return row;
}

ConversationRecord recordOf(ConversationId id, const TimelineRow &first)
{
    ConversationRecord record;
    record.id = id;
    record.state = protocol::ConversationState::Closed;
    record.title = first.author_name;
    record.preview = first.text.left(160);
    record.last_at = first.sent_at;
    record.read_up_to = {kRowsPerConversation};
    return record;
}

} // namespace

Texts textsInUse()
{
    return sentencesFolder().isEmpty() ? Texts::MadeUp : Texts::Sentences;
}

UnixTime sentAt(int number)
{
    return {kBegin + number * kStepMs};
}

bool fillStore(LocalStore &store, int messages)
{
    const QStringList texts = sentences();
    test::SeededRandom random(121);
    for (int first = 0; first < messages; first += kRowsPerTransaction) {
        auto transaction = store.begin();
        if (!transaction) return false;
        for (int number = first; number < std::min(messages, first + kRowsPerTransaction); ++number) {
            const TimelineRow row = rowOf(number, messages, texts, random);
            const ConversationId id{static_cast<quint64>(number / kRowsPerConversation) + 1};
            if (!store.messages().put(id, row)) return false;
            if (number % kRowsPerConversation != 0) continue;
            if (!store.conversations().save(recordOf(id, row))) return false;
        }
        if (!transaction->commit()) return false;
    }
    return true;
}

std::optional<IndexTimes> makeIndex(LocalStore &store, const Clock &clock)
{
    search::Index index(store, clock);
    if (!index.open()) return std::nullopt;
    IndexTimes times;
    QElapsedTimer whole;
    whole.start();
    for (;;) {
        QElapsedTimer slice;
        slice.start();
        const auto more = index.work();
        if (!more) return std::nullopt;
        times.longest_slice_ms = std::max(times.longest_slice_ms, msOf(slice));
        if (!*more) break;
    }
    times.whole_ms = msOf(whole);
    return times;
}

} // namespace chat121::bench
