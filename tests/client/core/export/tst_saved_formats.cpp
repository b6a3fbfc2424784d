// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The three forms of a saved conversation: whatever people wrote stays text, every row is there once, and
// what could not be read says so.
#include "client/core/export/format.h"
#include "client/core/export/plain.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace chat121;
using namespace chat121::test;
using namespace chat121::transcript;
using namespace Qt::StringLiterals;

namespace {

constexpr UnixTime kTime{1'700'000'000'123}; // 2023-11-14T22:13:20.123Z
constexpr int kManyRows = 2000;

Facts sampleFacts()
{
    Facts facts;
    facts.conversation = {0xABC};
    facts.title = u"Gina"_s;
    facts.organisation = u"ACME"_s;
    facts.department = u"Support"_s;
    facts.made_at = kTime;
    facts.maker = {7};
    facts.maker_name = u"Anna"_s;
    facts.maker_role = u"Support"_s;
    facts.language = u"en"_s;
    RosterRow reader;
    reader.account = {8};
    reader.name = u"Gina"_s;
    reader.role = u"Guest"_s;
    facts.readers = {reader};
    return facts;
}

TimelineRow sampleRow(const QString &text)
{
    TimelineRow row;
    row.id = *MessageId::from(QByteArray(16, 'm'));
    row.sequence = {12};
    row.author = {8};
    row.sent_at = kTime;
    row.author_name = u"Gina"_s;
    row.author_role = u"Guest"_s;
    row.text = text;
    return row;
}

QString written(SavedFormat form, const Facts &facts, const QList<Entry> &entries)
{
    const auto format = makeFormat(form);
    QByteArray bytes = format->head(facts);
    Totals totals;
    for (const Entry &entry : entries) {
        bytes += format->row(entry);
        ++totals.rows;
        totals.unreadable += entry.row ? 0 : 1;
    }
    bytes += format->foot(totals);
    const QString text = QString::fromUtf8(bytes);
    return text.toUtf8() == bytes ? text : u"this is not UTF-8"_s;
}

Entry entryOf(const TimelineRow &row)
{
    return {row, row.sequence};
}

QString unescaped(QString html)
{
    html.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    return html.replace(u"&#39;"_s, u"'"_s).replace(u"&amp;"_s, u"&"_s);
}

// Each tag as it stands, without what it holds.
QStringList tagsOf(const QString &html)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    QStringList tags;
    for (auto matches = tag.globalMatch(html); matches.hasNext();)
        tags.append(matches.next().captured());
    return tags;
}

QString textOf(const QString &html)
{
    static const QRegularExpression text(u"<div class=\"text\" dir=\"auto\">(.*?)</div>"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    return unescaped(text.match(html).captured(1));
}

QJsonObject parsed(const QString &json)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8(), &error).object();
    if (error.error != QJsonParseError::NoError) qWarning("no JSON: %s", qPrintable(error.errorString()));
    return object;
}

void addHostileTexts()
{
    QTest::addColumn<QString>("text");
    const char16_t nul[] = {u'a', 0, u'b'};
    const char16_t lone_high[] = {u'a', 0xD83D, u'b'};
    const char16_t lone_low[] = {u'a', 0xDE00, u'b'};
    const char16_t swapped[] = {0xDE00, 0xD83D};
    const char16_t at_the_end[] = {u'a', 0xD83D};
    QTest::newRow("words") << u"Grüße, 你好, \U0001F600"_s;
    QTest::newRow("nothing") << QString();
    QTest::newRow("a script") << u"<script>alert(1)</script>"_s;
    QTest::newRow("the end of a row") << u"</div></li><li class=\"own\">"_s;
    QTest::newRow("the end of the page") << u"</ol></main></body></html>"_s;
    QTest::newRow("an attribute") << u"\" onload=\"x' onload='y"_s;
    QTest::newRow("a picture") << u"<img src=https://example.org/x onerror=alert(1)>"_s;
    QTest::newRow("a comment") << u"<!-- --> <![CDATA[ ]]> <?x ?>"_s;
    QTest::newRow("entities") << u"&amp; &lt; &#60; &notin;"_s;
    QTest::newRow("a closed style") << u"</style><style>*{display:none}"_s;
    QTest::newRow("a NUL") << QString::fromUtf16(nul, 3);
    QTest::newRow("a lone high surrogate") << QString::fromUtf16(lone_high, 3);
    QTest::newRow("a lone low surrogate") << QString::fromUtf16(lone_low, 3);
    QTest::newRow("surrogates the wrong way round") << QString::fromUtf16(swapped, 2);
    QTest::newRow("half of a letter at the end") << QString::fromUtf16(at_the_end, 2);
    QTest::newRow("right to left") << u"שלום \u202Egnp.exe\u202C \u2069\u2069 x"_s;
    QTest::newRow("a line like another row")
        << u"hello\n[2023-11-14 22:13:20 +00:00] Anna (Support):\n    yes"_s;
    QTest::newRow("every kind of break") << u"a\r\nb\rc\u2028d\u2029e\vf\fg"_s;
    QTest::newRow("controls") << u"bell \a back \b escape \x1b[31m red, next \x85 line"_s;
    QTest::newRow("JSON") << u"\\\", \"kind\": \"event\" } ], {"_s;
    QTest::newRow("backslashes") << u"C:\\new\\table \\u0041 \\"_s;
    QTest::newRow("places for arguments") << u"%1 %2 %n %%"_s;
    QTest::newRow("very long") << QString(200'000, u'<');
}

} // namespace

class TestSavedFormats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textStaysText_data() { addHostileTexts(); }
    void textStaysText();
    void namesStayNames_data() { addHostileTexts(); }
    void namesStayNames();
    void everyRowIsThereOnce();
    void whatCannotBeReadSaysSo();
    void programsReadEverything();
    void programsReadRulesAsTheyAre();
    void answersEditsAndReactionsAreInIt();
    void hostileMarksStayText_data() { addHostileTexts(); }
    void hostileMarksStayText();
    void statesAreWords_data();
    void statesAreWords();
    void timesAreWritten_data();
    void timesAreWritten();
    void thePageLoadsNothing();
    void thePageHasLanguageAndDirection();
    void peopleReadTheFacts();
};

void TestSavedFormats::textStaysText()
{
    QFETCH(QString, text);
    const QList<Entry> hostile{entryOf(sampleRow(text))};
    const QList<Entry> tame{entryOf(sampleRow(QString(text.size(), u'x')))};

    const QString page = written(SavedFormat::Page, sampleFacts(), hostile);
    QCOMPARE(tagsOf(page), tagsOf(written(SavedFormat::Page, sampleFacts(), tame)));
    QCOMPARE(textOf(page), readable(text));
    for (const QChar c : page)
        QVERIFY(c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control);

    const QJsonObject data = parsed(written(SavedFormat::Data, sampleFacts(), hostile));
    QCOMPARE(data.value(u"rows"_s).toArray().size(), 1);
    QCOMPARE(data.value(u"rows"_s)[0][u"text"_s].toString(), wellFormed(text));
    QCOMPARE(data.value(u"rows"_s)[0][u"kind"_s].toString(), u"message"_s);

    const QString plain = written(SavedFormat::Text, sampleFacts(), hostile);
    const QStringList lines = plain.split(u'\n');
    QCOMPARE(lines.filter(QRegularExpression(u"^\\["_s)).size(), 1);
    for (const QChar c : plain)
        QVERIFY(c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control);
}

void TestSavedFormats::namesStayNames()
{
    QFETCH(QString, text);
    if (text.size() > 1000) text.truncate(1000);
    Facts facts = sampleFacts();
    facts.title = facts.organisation = facts.department = facts.maker_name = facts.region = text;
    facts.readers[0].name = facts.readers[0].role = text;
    TimelineRow row = sampleRow(u"hello"_s);
    row.author_name = row.author_role = text;

    Facts tame = sampleFacts();
    tame.region = u"x"_s;
    if (text.isEmpty()) tame.department.clear();
    if (text.isEmpty()) tame.region.clear();
    TimelineRow tame_row = sampleRow(u"hello"_s);
    if (text.isEmpty()) tame_row.author_role.clear();
    const QString page = written(SavedFormat::Page, facts, {entryOf(row)});
    QCOMPARE(tagsOf(page), tagsOf(written(SavedFormat::Page, tame, {entryOf(tame_row)})));

    const QJsonObject data = parsed(written(SavedFormat::Data, facts, {entryOf(row)}));
    QCOMPARE(data.value(u"title"_s).toString(), wellFormed(text));
    QCOMPARE(data.value(u"readers_now"_s)[0][u"role"_s].toString(), wellFormed(text));
    QCOMPARE(data.value(u"rows"_s)[0][u"author"_s][u"name"_s].toString(), wellFormed(text));

    const QString plain = written(SavedFormat::Text, facts, {entryOf(row)});
    const qsizetype lines = plain.count(u'\n');
    QCOMPARE(lines, written(SavedFormat::Text, tame, {entryOf(tame_row)}).count(u'\n'));
    QVERIFY(!plain.contains(QChar(0x202E)) && !page.contains(QChar(0x202E)));
}

// A random conversation of all kinds, each row with a mark of its own.
void TestSavedFormats::everyRowIsThereOnce()
{
    SeededRandom random(7);
    QList<Entry> entries;
    for (int number = 0; number < kManyRows; ++number) {
        TimelineRow row = sampleRow(u"row <%1> said"_s.arg(number));
        row.kind = static_cast<RowKind>(random.below(3));
        row.state = static_cast<SendState>(random.below(6));
        row.is_mine = random.below(2) == 0;
        row.is_fallback = random.below(5) == 0;
        row.sequence = {random.below(4) == 0 ? 0 : static_cast<quint64>(number)};
        entries.append(entryOf(row));
    }
    const QString page = written(SavedFormat::Page, sampleFacts(), entries);
    const QString plain = written(SavedFormat::Text, sampleFacts(), entries);
    const QJsonArray rows =
        parsed(written(SavedFormat::Data, sampleFacts(), entries)).value(u"rows"_s).toArray();
    QCOMPARE(rows.size(), kManyRows);
    QCOMPARE(page.count(u"<li "_s), kManyRows);
    QCOMPARE(plain.count(u"\n["_s), kManyRows);
    qsizetype in_page = 0;
    qsizetype in_text = 0;
    for (int number = 0; number < kManyRows; ++number) { // in this order, and so each once
        QCOMPARE(rows.at(number)[u"text"_s].toString(), entries.at(number).row->text);
        QCOMPARE(rows.at(number)[u"number"_s].toInt(), number + 1);
        in_page = page.indexOf(u"row &lt;%1&gt; said"_s.arg(number), in_page);
        in_text = plain.indexOf(u"row <%1> said"_s.arg(number), in_text);
        QVERIFY(in_page++ > 0 && in_text++ > 0);
    }
    QCOMPARE(page.count(u" said"_s), kManyRows);
    QCOMPARE(plain.count(u" said"_s), kManyRows);
}

void TestSavedFormats::whatCannotBeReadSaysSo()
{
    const QList<Entry> entries{
        entryOf(sampleRow(u"before"_s)), {std::nullopt, {13}}, entryOf(sampleRow(u"after"_s))};
    const QString sentence = u"could not be read on this computer"_s;
    QCOMPARE(written(SavedFormat::Page, sampleFacts(), entries).count(sentence), 2); // the row and the total
    QCOMPARE(written(SavedFormat::Text, sampleFacts(), entries).count(sentence), 2);
    const QJsonObject data = parsed(written(SavedFormat::Data, sampleFacts(), entries));
    QCOMPARE(data.value(u"rows"_s)[1][u"kind"_s].toString(), u"unreadable"_s);
    QCOMPARE(data.value(u"rows"_s)[1][u"sequence"_s].toInt(), 13);
    QCOMPARE(data.value(u"totals"_s)[u"unreadable"_s].toInt(), 1);
    QCOMPARE(data.value(u"totals"_s)[u"rows"_s].toInt(), 3);
}

void TestSavedFormats::programsReadEverything()
{
    TimelineRow said = sampleRow(u"hello"_s);
    said.is_mine = true;
    said.state = SendState::Read;
    TimelineRow event = sampleRow(u"Anna joined"_s);
    event.kind = RowKind::System;
    TimelineRow note = sampleRow(u"a note"_s);
    note.kind = RowKind::Note;
    TimelineRow strange = sampleRow(u"A poll"_s);
    strange.is_fallback = true;
    strange.sequence = {};
    const QJsonObject data = parsed(written(
        SavedFormat::Data, sampleFacts(), {entryOf(said), entryOf(event), entryOf(note), entryOf(strange)}));
    QCOMPARE(data.value(u"format"_s).toString(), u"chat121-conversation"_s);
    QCOMPARE(data.value(u"version"_s).toInt(), 1);
    QCOMPARE(data.value(u"conversation"_s).toString(), u"0000000000000abc"_s);
    QCOMPARE(data.value(u"saved_at"_s).toString(), u"2023-11-14T22:13:20.123Z"_s);
    QCOMPARE(data.value(u"saved_by"_s)[u"account"_s].toString(), u"0000000000000007"_s);
    const QJsonArray rows = data.value(u"rows"_s).toArray();
    const QJsonObject first = rows.at(0).toObject();
    QCOMPARE(first.keys(), (QStringList{u"at"_s, u"author"_s, u"id"_s, u"kind"_s, u"number"_s, u"own"_s,
                                        u"sequence"_s, u"state"_s, u"text"_s}));
    QCOMPARE(first.value(u"id"_s).toString(), u"6d"_s.repeated(16));
    QCOMPARE(first.value(u"at"_s).toString(), u"2023-11-14T22:13:20.123Z"_s);
    QCOMPARE(first.value(u"author"_s)[u"role"_s].toString(), u"Guest"_s);
    QCOMPARE(first.value(u"sequence"_s).toInt(), 12);
    QVERIFY(first.value(u"own"_s).toBool());
    QCOMPARE(rows.at(1)[u"kind"_s].toString(), u"event"_s);
    QVERIFY(!rows.at(1).toObject().contains(u"author"_s));
    QCOMPARE(rows.at(2)[u"kind"_s].toString(), u"note"_s);
    QCOMPARE(rows.at(3)[u"kind"_s].toString(), u"unknown"_s);
    QVERIFY(rows.at(3)[u"sequence"_s].isNull());
}

void TestSavedFormats::programsReadRulesAsTheyAre()
{
    Facts facts = sampleFacts();
    QJsonObject policy = parsed(written(SavedFormat::Data, facts, {})).value(u"policy"_s).toObject();
    QVERIFY(policy.value(u"messages_deleted_after_days"_s).isNull());
    QVERIFY(policy.value(u"kept_for_new_computers"_s).toBool());
    QCOMPARE(policy.value(u"staff_may_save"_s).toString(), u"everybody"_s);
    QVERIFY(policy.value(u"kept_in_region"_s).isNull());
    facts.retention_days = 30;
    facts.is_archived = false;
    facts.staff_saves = WhoSaves::Nobody;
    facts.region = u"EU"_s;
    policy = parsed(written(SavedFormat::Data, facts, {})).value(u"policy"_s).toObject();
    QCOMPARE(policy.value(u"messages_deleted_after_days"_s).toInt(), 30);
    QVERIFY(!policy.value(u"kept_for_new_computers"_s).toBool(true));
    QCOMPARE(policy.value(u"staff_may_save"_s).toString(), u"nobody"_s);
    QCOMPARE(policy.value(u"kept_in_region"_s).toString(), u"EU"_s);
}

void TestSavedFormats::answersEditsAndReactionsAreInIt()
{
    TimelineRow row = sampleRow(u"At one"_s);
    row.quote = {*MessageId::from(QByteArray(16, 'q')), {}, u"Anna"_s, u"When?"_s, true};
    row.edited_at = kTime + std::chrono::minutes(1);
    row.reactions = {{{7}, u"Anna"_s, u"\U0001F44D"_s, true}};
    const QList<Entry> entries{entryOf(row)};
    for (const SavedFormat form : {SavedFormat::Page, SavedFormat::Text}) {
        const QString text = unescaped(written(form, sampleFacts(), entries));
        QVERIFY(text.contains(u"in answer to Anna: When?"_s));
        QVERIFY(text.contains(u"edited "_s));
        QVERIFY(text.contains(u"\U0001F44D Anna"_s));
        QVERIFY(text.contains(u"At one"_s));
    }
    const QJsonObject json = parsed(written(SavedFormat::Data, sampleFacts(), entries));
    const QJsonObject said = json[u"rows"_s].toArray().at(0).toObject();
    QCOMPARE(said[u"answers"_s].toObject()[u"text"_s].toString(), u"When?"_s);
    QCOMPARE(said[u"answers"_s].toObject()[u"id"_s].toString(), u"71"_s.repeated(16));
    QVERIFY(said.contains(u"edited_at"_s));
    const QJsonObject reaction = said[u"reactions"_s].toArray().at(0).toObject();
    QCOMPARE(reaction[u"emoji"_s].toString(), u"\U0001F44D"_s);
    QCOMPARE(reaction[u"by"_s].toObject()[u"name"_s].toString(), u"Anna"_s);
}

void TestSavedFormats::hostileMarksStayText()
{
    QFETCH(QString, text);
    const auto marked = [](const QString &words) {
        TimelineRow row = sampleRow(u"plain"_s);
        row.quote = {*MessageId::from(QByteArray(16, 'q')), {}, words, words, true};
        row.reactions = {{{7}, words, words, false}};
        return QList<Entry>{entryOf(row)};
    };
    const QString tame = written(SavedFormat::Page, sampleFacts(), marked(u"x"_s));
    QCOMPARE(tagsOf(written(SavedFormat::Page, sampleFacts(), marked(text))), tagsOf(tame));
    const QString lines = written(SavedFormat::Text, sampleFacts(), marked(text));
    QCOMPARE(lines.count(u'\n'), written(SavedFormat::Text, sampleFacts(), marked(u"x"_s)).count(u'\n'));
    QCOMPARE(parsed(written(SavedFormat::Data, sampleFacts(), marked(text)))[u"rows"_s].toArray().size(), 1);
}

void TestSavedFormats::statesAreWords_data()
{
    QTest::addColumn<SendState>("state");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("of others") << SendState::None << u"received"_s << QString();
    QTest::newRow("queued") << SendState::Queued << u"queued"_s << u"[not sent yet]"_s;
    QTest::newRow("sent") << SendState::Sent << u"sent"_s << u"[sent]"_s;
    QTest::newRow("delivered") << SendState::Delivered << u"delivered"_s << u"[delivered]"_s;
    QTest::newRow("read") << SendState::Read << u"read"_s << u"[read]"_s;
    QTest::newRow("failed") << SendState::Failed << u"failed"_s << u"[not sent]"_s;
}

void TestSavedFormats::statesAreWords()
{
    QFETCH(SendState, state);
    QFETCH(QString, word);
    QFETCH(QString, sentence);
    TimelineRow row = sampleRow(u"hello"_s);
    row.state = state;
    const QJsonObject data = parsed(written(SavedFormat::Data, sampleFacts(), {entryOf(row)}));
    QCOMPARE(data.value(u"rows"_s)[0][u"state"_s].toString(), word);
    const QString plain = written(SavedFormat::Text, sampleFacts(), {entryOf(row)});
    QCOMPARE(plain.contains(u"Gina (Guest) ["_s), !sentence.isEmpty());
    QVERIFY(plain.contains(sentence));
}

void TestSavedFormats::timesAreWritten_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("in_utc");
    QTest::addColumn<QString>("in_nepal");
    QTest::newRow("now") << kTime.ms << u"2023-11-14T22:13:20.123Z"_s << u"2023-11-15 03:58:20 +05:45"_s;
    QTest::newRow("the epoch") << qint64(0) << u"1970-01-01T00:00:00.000Z"_s
                               << u"1970-01-01 05:45:00 +05:45"_s;
    QTest::newRow("before it") << qint64(-1000) << u"1969-12-31T23:59:59.000Z"_s
                               << u"1970-01-01 05:44:59 +05:45"_s;
    QTest::newRow("a clock far ahead")
        << std::numeric_limits<qint64>::max() << u"9999-12-30T20:00:00.000Z"_s << QString();
    QTest::newRow("a clock far behind")
        << std::numeric_limits<qint64>::min() << u"0001-01-02T02:53:20.000Z"_s << QString();
}

void TestSavedFormats::timesAreWritten()
{
    QFETCH(qint64, ms);
    QFETCH(QString, in_utc);
    QFETCH(QString, in_nepal);
    QCOMPARE(utc({ms}), in_utc);
    const QString there = local({ms}, QTimeZone(5 * 3600 + 45 * 60));
    if (!in_nepal.isEmpty()) QCOMPARE(there, in_nepal);
    QCOMPARE(there.size(), u"2023-11-15 03:58:20 +05:45"_s.size());
    QVERIFY(local({ms}, QTimeZone(-3600)).endsWith(u"-01:00"_s));
}

void TestSavedFormats::thePageLoadsNothing()
{
    const QString page = written(SavedFormat::Page, sampleFacts(), {entryOf(sampleRow(u"hello"_s))});
    static const QRegularExpression policy(
        u"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'sha256-([A-Za-z0-9+/=]+)'; base-uri 'none'; form-action 'none'\">"_s);
    const auto match = policy.match(page);
    QVERIFY(match.hasMatch());
    // What the policy allows is the style that stands there, to the letter.
    const QString style = page.section(u"<style>"_s, 1).section(u"</style>"_s, 0, 0);
    const QByteArray sum = QCryptographicHash::hash(style.toUtf8(), QCryptographicHash::Sha256).toBase64();
    QCOMPARE(match.captured(1).toLatin1(), sum);
    QVERIFY(page.indexOf(u"Content-Security-Policy"_s) < page.indexOf(u"<style>"_s));
    for (const auto &word : {u"<script"_s, u"src="_s, u"href="_s, u"url("_s, u"http:"_s, u"https:"_s,
                             u"@import"_s, u"javascript:"_s, u" on"_s + u"load"_s, u"style="_s})
        QVERIFY2(!page.contains(word, Qt::CaseInsensitive), qPrintable(word));
    QVERIFY(page.contains(u"@media print"_s));
    QVERIFY(page.startsWith(u"<!DOCTYPE html>\n"_s) && page.endsWith(u"</html>\n"_s));
}

void TestSavedFormats::thePageHasLanguageAndDirection()
{
    Facts facts = sampleFacts();
    QVERIFY(written(SavedFormat::Page, facts, {}).contains(u"<html lang=\"en\" dir=\"ltr\">"_s));
    facts.language = u"ar"_s;
    facts.is_right_to_left = true;
    QVERIFY(written(SavedFormat::Page, facts, {}).contains(u"<html lang=\"ar\" dir=\"rtl\">"_s));
}

void TestSavedFormats::peopleReadTheFacts()
{
    Facts facts = sampleFacts();
    facts.retention_days = 30;
    facts.is_archived = false;
    facts.staff_saves = WhoSaves::Supervisors;
    facts.region = u"EU"_s;
    for (const SavedFormat form : {SavedFormat::Page, SavedFormat::Text}) {
        const QString text = written(form, facts, {});
        for (const auto &fact : {u"This file is not encrypted."_s, u"ACME"_s, u"Support"_s,
                                 u"Anna (Support)"_s, u"Gina (Guest)"_s, u"2023-11-14 22:13:20 +00:00"_s,
                                 u"after 30 day"_s, u"supervisors, administrators and owners"_s, u"EU"_s})
            QVERIFY2(text.contains(fact), qPrintable(fact));
    }
}

CHAT121_TEST_MAIN(TestSavedFormats)
#include "tst_saved_formats.moc"
