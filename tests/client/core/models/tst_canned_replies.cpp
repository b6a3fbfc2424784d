// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Canned replies: which are found and in which order, what is filled in, what is sound.
#include "client/core/models/reply_search.h"
#include "client/core/models/reply_variables.h"
#include "common/base/limits.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace {

using namespace chat121;
using namespace Qt::Literals::StringLiterals;

CannedReply replyOf(const QString &shortcut, const QString &title, const QString &text,
                    const QString &language = {}, int uses = 0, quint64 department = 1)
{
    static quint8 last = 0;
    CannedReply reply;
    reply.id.data[0] = ++last;
    reply.department = DepartmentId{department};
    reply.revision = 1;
    reply.shortcut = shortcut;
    reply.title = title;
    reply.language = language;
    reply.text = text;
    reply.uses = uses;
    return reply;
}

QStringList found(const QList<CannedReply> &replies, const ReplyQuery &query)
{
    QStringList shortcuts;
    for (const qsizetype place : searchReplies(replies, query))
        shortcuts.append(replies.at(place).shortcut + u':' + replies.at(place).language);
    return shortcuts;
}

QList<CannedReply> library()
{
    return {replyOf(u"refund"_s, u"Money back"_s, u"We have sent it."_s),
            replyOf(u"ref"_s, u"Reference number"_s, u"It is on the invoice."_s),
            replyOf(u"late"_s, u"Refused parcel"_s, u"The parcel is late."_s),
            replyOf(u"rush-early-find"_s, u"Hurry"_s, u"Soon."_s),
            replyOf(u"hello"_s, u"Größe und Gruß"_s, u"You may refer to me."_s)};
}

} // namespace

class TestCannedReplies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBestMatchComesFirst();
    void lettersAreFound_data();
    void lettersAreFound();
    void theLanguageThatIsWantedComesFirst();
    void whatIsUsedMoreComesFirst();
    void onlyOfTheDepartment();
    void variablesAreFilledIn_data();
    void variablesAreFilledIn();
    void aNameIsNotReadAgain();
    void blanksAreFoundAgain();
    void whatIsSound_data();
    void whatIsSound();
    void controlsAreTakenOut();
};

void TestCannedReplies::theBestMatchComesFirst()
{
    const QStringList wanted{u"ref:"_s, u"refund:"_s, u"late:"_s, u"rush-early-find:"_s, u"hello:"_s};
    QCOMPARE(found(library(), {u"ref"_s, {}, {}}), wanted);
}

void TestCannedReplies::lettersAreFound_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("first"); // empty: nothing is found
    QTest::newRow("capital letters") << u"REFUND"_s << u"refund:"_s;
    QTest::newRow("letters in their order") << u"rfd"_s << u"refund:"_s;
    QTest::newRow("a word of the title") << u"money"_s << u"refund:"_s;
    QTest::newRow("without the accents") << u"grosse"_s << u"hello:"_s;
    QTest::newRow("inside of a word of the title") << u"oney"_s << u"refund:"_s;
    QTest::newRow("a word of the text") << u"invoice"_s << u"ref:"_s;
    QTest::newRow("two words") << u"back mon"_s << u"refund:"_s;
    QTest::newRow("one of two does not match") << u"money invoice"_s << QString();
    QTest::newRow("the middle of a word of the text") << u"nvoice"_s << QString();
    QTest::newRow("letters in another order") << u"dfr"_s << QString();
    QTest::newRow("a path") << u"etc/hosts"_s << QString();
}

void TestCannedReplies::lettersAreFound()
{
    QFETCH(const QString, words);
    QFETCH(const QString, first);
    const QStringList all = found(library(), {words, {}, {}});
    QCOMPARE(all.isEmpty() ? QString() : all.constFirst(), first);
}

void TestCannedReplies::theLanguageThatIsWantedComesFirst()
{
    const QList<CannedReply> replies{
        replyOf(u"hi"_s, {}, u"Bonjour"_s, u"fr"_s, 9), replyOf(u"hi"_s, {}, u":)"_s, {}, 9),
        replyOf(u"hi"_s, {}, u"Hallo"_s, u"de"_s), replyOf(u"hi"_s, {}, u"Servus"_s, u"de-AT"_s)};
    QCOMPARE(found(replies, {u"hi"_s, {}, u"de-AT"_s}),
             (QStringList{u"hi:de-AT"_s, u"hi:de"_s, u"hi:"_s, u"hi:fr"_s}));
    QCOMPARE(found(replies, {u"hi"_s, {}, u"FR"_s}).constFirst(), u"hi:fr"_s);
}

void TestCannedReplies::whatIsUsedMoreComesFirst()
{
    const QList<CannedReply> replies{replyOf(u"thanks"_s, {}, u"a"_s),
                                     replyOf(u"thank-you"_s, {}, u"b"_s, {}, 3)};
    QCOMPARE(found(replies, {u"tha"_s, {}, {}}), (QStringList{u"thank-you:"_s, u"thanks:"_s}));
    QCOMPARE(found(replies, {u"thanks"_s, {}, {}}), QStringList{u"thanks:"_s});
    QCOMPARE(found(replies, {}).size(), 2);
}

void TestCannedReplies::onlyOfTheDepartment()
{
    const QList<CannedReply> replies{replyOf(u"a"_s, {}, u"x"_s, {}, 0, 1),
                                     replyOf(u"b"_s, {}, u"x"_s, {}, 0, 2)};
    QCOMPARE(found(replies, {{}, DepartmentId{2}, {}}), QStringList{u"b:"_s});
    QCOMPARE(found(replies, {{}, {}, {}}).size(), 2);
}

void TestCannedReplies::variablesAreFilledIn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("filled");
    QTest::addColumn<QStringList>("blanks");
    QTest::newRow("a name") << u"Dear {customer.name},"_s << u"Dear Maria K.,"_s << QStringList();
    QTest::newRow("twice") << u"{department}{department}"_s << u"SupportSupport"_s << QStringList();
    QTest::newRow("one that nobody knows")
        << u"Order {order.number}!"_s << u"Order {order.number}!"_s << QStringList{u"{order.number}"_s};
    QTest::newRow("one that is empty") << u"{agent.name} for {customer.name}"_s
                                       << u"{agent.name} for Maria K."_s << QStringList{u"{agent.name}"_s};
    QTest::newRow("no variable") << u"{ a } {} {X} {1}"_s << u"{ a } {} {X} {1}"_s << QStringList();
    QTest::newRow("not closed") << u"{customer.name"_s << u"{customer.name"_s << QStringList();
    QTest::newRow("braces around one") << u"{{department}}"_s << u"{Support}"_s << QStringList();
}

void TestCannedReplies::variablesAreFilledIn()
{
    QFETCH(const QString, text);
    QFETCH(const QString, filled);
    QFETCH(const QStringList, blanks);
    const FilledReply reply = fillIn(
        text, {{u"customer.name"_s, u"Maria K."_s}, {u"department"_s, u"Support"_s}, {u"agent.name"_s, {}}});
    QCOMPARE(reply.text, filled);
    QStringList marked;
    for (const Blank &blank : reply.blanks)
        marked.append(reply.text.mid(blank.first, blank.size));
    QCOMPARE(marked, blanks);
}

void TestCannedReplies::aNameIsNotReadAgain()
{
    const FilledReply reply = fillIn(u"{customer.name} {agent.name}"_s,
                                     {{u"customer.name"_s, u"{agent.name}"_s}, {u"agent.name"_s, u"Anna"_s}});
    QCOMPARE(reply.text, u"{agent.name} Anna"_s);
    QVERIFY(reply.blanks.isEmpty());
}

void TestCannedReplies::blanksAreFoundAgain()
{
    const QString text = u"if {a} then {order.number}"_s;
    QCOMPARE(variablesIn(text + text), (QStringList{u"a"_s, u"order.number"_s}));
    QCOMPARE(firstBlank(text, {u"order.number"_s}), (Blank{12, 14}));
    QCOMPARE(firstBlank(text, {u"customer.name"_s}).size, 0);
}

void TestCannedReplies::whatIsSound_data()
{
    QTest::addColumn<QString>("shortcut");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("fault");
    const auto row = [](const char *name, const QString &shortcut, const QString &language,
                        const QString &text, ReplyFault fault) {
        QTest::newRow(name) << shortcut << language << text << static_cast<int>(fault);
    };
    row("sound", u"re-fund.2"_s, u"en-GB"_s, u"x"_s, ReplyFault::None);
    row("of any script", u"возврат"_s, {}, u"x"_s, ReplyFault::None);
    row("with marks", u"धन्यवाद"_s, u"hi"_s, u"x"_s, ReplyFault::None);
    row("no shortcut", {}, {}, u"x"_s, ReplyFault::NoShortcut);
    row("two words", u"re fund"_s, {}, u"x"_s, ReplyFault::BadShortcut);
    row("with the slash", u"/refund"_s, {}, u"x"_s, ReplyFault::BadShortcut);
    row("a line behind it", u"refund\n"_s, {}, u"x"_s, ReplyFault::BadShortcut);
    row("too long a shortcut", QString(limits::kReplyShortcutBytesMax + 1, u'x'), {}, u"x"_s,
        ReplyFault::LongShortcut);
    row("no language", u"a"_s, u"English, please"_s, u"x"_s, ReplyFault::BadLanguage);
    row("too long a language", u"a"_s, u"en-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a"_s, u"x"_s,
        ReplyFault::BadLanguage);
    row("no text", u"a"_s, {}, u" \n"_s, ReplyFault::NoText);
    row("as long as it may be", u"a"_s, {}, QString(limits::kReplyBytesMax, u'x'), ReplyFault::None);
    row("too long", u"a"_s, {}, QString(limits::kReplyBytesMax + 1, u'x'), ReplyFault::LongText);
}

void TestCannedReplies::whatIsSound()
{
    QFETCH(const QString, shortcut);
    QFETCH(const QString, language);
    QFETCH(const QString, text);
    QFETCH(const int, fault);
    QCOMPARE(static_cast<int>(faultOf(replyOf(shortcut, {}, text, language))), fault);
}

void TestCannedReplies::controlsAreTakenOut()
{
    QCOMPARE(cleanReplyText(u"a\r\nb\rc\n\td\x1b[1m\x07"_s), u"a\nb\nc\n\td[1m"_s);
}

CHAT121_TEST_MAIN(TestCannedReplies)
#include "tst_canned_replies.moc"
