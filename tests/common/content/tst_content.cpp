// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is inside a sealed envelope: every type comes back as it went, and what is strange is shown
// by its fallback instead of being an error.
#include "common/content/content.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::content;

Q_DECLARE_METATYPE(chat121::content::Item)

namespace {

const MessageId kId = *MessageId::from(QByteArray(16, 'i'));

const MessageId kOther = *MessageId::from(QByteArray(16, 'o'));

// An item of a future version, as its bytes would be.
QByteArray itemOfType(quint16 type, const QByteArray &body, const QString &fallback,
                      const QByteArray &witness = {})
{
    Writer writer;
    writer.raw(kId.view());
    writer.u64(1000);
    writer.u16(type);
    writer.vector(fallback.toUtf8());
    writer.vector(body);
    writer.vector(witness);
    return writer.take();
}

} // namespace

class TestContent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTypeComesBack_data();
    void everyTypeComesBack();
    void aWitnessComesAlong();
    void aWitnessOfTheFutureIsIgnored();
    void strangeItemsShowTheirFallback_data();
    void strangeItemsShowTheirFallback();
    void brokenFramesAreRefused_data();
    void brokenFramesAreRefused();
};

void TestContent::everyTypeComesBack_data()
{
    QTest::addColumn<Item>("item");
    const auto row = [](const char *name, const Item &item) { QTest::newRow(name) << item; };
    row("text", TextMessage{QStringLiteral("Grüße, 你好, \U0001F600")});
    row("empty text", TextMessage{});
    row("receipt", Receipt{Sequence{7}, Sequence{5}});
    row("typing", Typing{true});
    row("profile", Profile{QStringLiteral("Maria"), QStringLiteral("pt-BR")});
    row("notice", Notice{NoticeKind::Returned});
    row("the newest notice", Notice{NoticeKind::Saved});
    row("consents", Consents{7, 2, 4, QStringLiteral("It may be saved as a file.")});
    row("consents of a later version", Consents{~quint64(0), 0xffff, 0, {}});
    row("a question for consents", ConsentQuestion{9});
    row("a step of a hand-over", HandOver{1, AccountId{7}, QStringLiteral("Bert")});
    row("a step of the future", HandOver{0xffff, {}, {}});
    row("what was said before", SharedPast{AccountId{7},
                                           QStringLiteral("Bert"),
                                           true,
                                           {{PastRow{kOther, Sequence{3}, AccountId{8}, UnixTime{9},
                                                     QStringLiteral("Gina"), QStringLiteral("Hello")}}}});
    row("nothing of what was said before", SharedPast{{}, {}, false, {}});
    row("reading along", Attendance{1});
    row("a question to be let in", JoinAsk{1, ConversationId{8}, AccountId{7}});
    row("a reply", Reply{kOther, QStringLiteral("When?"), QStringLiteral("At noon")});
    row("a reply to something that has no words", Reply{kOther, {}, QStringLiteral("At noon")});
    row("an edit", Edit{kOther, QStringLiteral("At one")});
    row("a deletion", Deletion{kOther});
    row("a reaction", Reaction{kOther, QStringLiteral("\U0001F44D")});
    row("a reaction that is withdrawn", Reaction{kOther, {}});
    row("a rating", Rating{4, QStringLiteral("Quick")});
    row("a rating without a word", Rating{5, {}});
    row("an agreement", Intake{7, QByteArray(300, 'p'), {}, {}, {}});
    row("an agreement that was received",
        Intake{~quint64(0),
               QByteArray(300, 'p'),
               QByteArray(200, 'r'),
               QList<StartAnswer>{{QStringLiteral("Which?"), QStringLiteral("The red one")}, {}},
               {QStringLiteral("de-AT"), QStringLiteral("Europe/Vienna"), QStringLiteral("shop/kettles")}});
    row("a receipt for it", ConsentReceipt{QByteArray(200, 'r')});
    row("first words", FirstWords{Intake{7, QByteArray(300, 'p'), {}, {}, {}}, QStringLiteral("Hello")});
}

void TestContent::everyTypeComesBack()
{
    QFETCH(Item, item);
    const Content content{kId, UnixTime{1'700'000'000'000}, item};
    const auto back = decodeContent(encodeContent(content));
    QVERIFY(back);
    QVERIFY(*back == content);
}

void TestContent::aWitnessComesAlong()
{
    const Content content{kId, UnixTime{1}, Receipt{Sequence{7}, Sequence{5}}, Witness{QByteArray(113, 'h')}};
    const auto back = decodeContent(encodeContent(content));
    QVERIFY(back);
    QVERIFY(*back == content);
    QVERIFY(!back->witness.isEmpty());
}

void TestContent::aWitnessOfTheFutureIsIgnored()
{
    for (const QByteArray &witness : {QByteArray("more than we know"), QByteArray(512, '\xff')}) {
        const auto content = decodeContent(itemOfType(1, QByteArray("\x02Hi"), {}, witness));
        QVERIFY(content);
        QVERIFY(content->witness.isEmpty());
        QCOMPARE(std::get<TextMessage>(content->item).text.text, QStringLiteral("Hi"));
    }
    QVERIFY(!decodeContent(itemOfType(1, QByteArray("\x02Hi"), {}, QByteArray(513, 'w'))));
}

void TestContent::strangeItemsShowTheirFallback_data()
{
    QTest::addColumn<quint16>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a type of the future") << quint16(900) << QByteArray("anything");
    QTest::newRow("type 0") << quint16(0) << QByteArray();
    QTest::newRow("text that is no UTF-8") << quint16(1) << QByteArray("\x02\xff\xfe", 3);
    QTest::newRow("text with a byte too many") << quint16(1) << QByteArray("\x01Ax", 3);
    QTest::newRow("a notice of the future") << quint16(5) << QByteArray("\x7f\xff", 2);
    QTest::newRow("an excerpt beyond its bound")
        << quint16(16) << QByteArray(16, 'o') + "\x42\x01" + QByteArray(513, 'e') + '\0';
    QTest::newRow("an edit of nothing") << quint16(17) << QByteArray("\x01x");
    QTest::newRow("a deletion with more than an id") << quint16(18) << QByteArray(17, 'o');
    QTest::newRow("a reaction as long as a sentence")
        << quint16(19) << QByteArray(16, 'o') + "\x40\x41" + QByteArray(65, 'e');
    QTest::newRow("a rating with a word beyond its bound")
        << quint16(38) << QByteArray("\x05\x44\x01", 3) + QByteArray(1025, 'e');
    QTest::newRow("a proof beyond its bound")
        << quint16(40) << QByteArray(8, '\0') + "\x58\x01" + QByteArray(6145, 'p') + '\0';
    QTest::newRow("first words without an agreement's place") << quint16(42) << QByteArray("\x02Hi");
    QTest::newRow("a receipt cut short") << quint16(2) << QByteArray(8, '\0');
}

void TestContent::strangeItemsShowTheirFallback()
{
    QFETCH(quint16, type);
    QFETCH(QByteArray, body);
    const auto content = decodeContent(itemOfType(type, body, QStringLiteral("A poll")));
    QVERIFY(content);
    const auto *unknown = std::get_if<Unknown>(&content->item);
    QVERIFY(unknown);
    QCOMPARE(unknown->type, type);
    QCOMPARE(unknown->fallback, QStringLiteral("A poll"));
}

void TestContent::brokenFramesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = encodeContent({kId, UnixTime{1}, TextMessage{QStringLiteral("Hello")}});
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one byte missing") << whole.chopped(1);
    QTest::newRow("one byte too many") << whole + 'x';
    QTest::newRow("a time before 1970") << whole.first(16) + QByteArray(8, '\xff') + whole.mid(24);
}

void TestContent::brokenFramesAreRefused()
{
    QFETCH(QByteArray, bytes);
    const auto content = decodeContent(bytes);
    QVERIFY(!content);
    QCOMPARE(content.error().code, Code::Malformed);
}

CHAT121_TEST_MAIN(TestContent)
#include "tst_content.moc"
