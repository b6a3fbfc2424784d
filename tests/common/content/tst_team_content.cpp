// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Entries of a team's log: what comes back, what is passed over, what is refused.
#include "common/content/content.h"
#include "common/content/team.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::content;
using namespace Qt::StringLiterals;

namespace {

TeamEntry note(const QString &text)
{
    return {*FixedBytes<16>::from(QByteArray(16, 'n')), UnixTime{1'700'000'000'000},
            TeamNote{LogId{7}, Sequence{9}, {{AccountId{3}, AccountId{4}}}, {text}}};
}

TeamEntry reply(const QString &text)
{
    return {*FixedBytes<16>::from(QByteArray(16, 'n')), UnixTime{1'700'000'000'000},
            TeamReply{*FixedBytes<16>::from(QByteArray(16, 'r')),
                      3,
                      false,
                      {u"refund"_s},
                      {u"Money back"_s},
                      {u"en-GB"_s},
                      {text}}};
}

QByteArray entryOfType(quint16 type, const QByteArray &body)
{
    Writer writer;
    writer.raw(QByteArray(16, 'n'));
    writer.u64(5);
    writer.u16(type);
    writer.vector(body);
    return writer.take();
}

QByteArray wrapUpWith(int tags, qsizetype tag_bytes, qsizetype remark_bytes)
{
    Writer list;
    for (int i = 0; i < tags; ++i)
        list.vector(QByteArray(tag_bytes, 't'));
    Writer writer;
    writer.u64(7);
    writer.u64(0);
    writer.u16(1);
    writer.vector(list.take());
    writer.vector(QByteArray(remark_bytes, 'x'));
    return writer.take();
}

QByteArray tooLongNote()
{
    Writer writer;
    writer.u64(7);
    writer.u64(0);
    writer.vector({});
    writer.vector(QByteArray(limits::kNoteBytesMax + 1, 'x'));
    return writer.take();
}

// Of a reply, up to where its text stands.
QByteArray replyUntilText(char is_deleted)
{
    Writer writer;
    writer.raw(QByteArray(16, 'r'));
    writer.u64(3);
    writer.raw(QByteArray(1, is_deleted));
    writer.vector("refund");
    writer.vector("Money back");
    writer.vector("en");
    return writer.take();
}

QByteArray replyWith(const QByteArray &text, char is_deleted = 0)
{
    Writer writer;
    writer.raw(replyUntilText(is_deleted));
    writer.vector(text);
    return writer.take();
}

} // namespace

class TestTeamContent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNoteComesBack();
    void aReplyComesBack();
    void aWrapUpComesBack();
    void strangeOnesArePassedOver_data();
    void strangeOnesArePassedOver();
    void brokenFramesAreRefused();
    void aSealedEntryIsNoMlsMessage();
    void keysAndQuestionsComeBack();
};

void TestTeamContent::aNoteComesBack()
{
    for (const QString &text : {u"Grüße, 你好, \U0001F600"_s, QString(limits::kNoteBytesMax, u'x')}) {
        const auto back = decodeTeamEntry(encodeTeamEntry(note(text)));
        QVERIFY(back);
        QVERIFY(*back == note(text));
    }
}

void TestTeamContent::aReplyComesBack()
{
    for (const QString &text : {u"Grüße,\n{customer.name}"_s, QString(limits::kReplyBytesMax, u'x')}) {
        const auto back = decodeTeamEntry(encodeTeamEntry(reply(text)));
        QVERIFY(back);
        QVERIFY(*back == reply(text));
    }
    QVERIFY(std::holds_alternative<TeamReply>(decodeTeamEntry(entryOfType(2, replyWith("x")))->item));
}

void TestTeamContent::aWrapUpComesBack()
{
    // Also of an outcome that this program does not know.
    for (const quint16 outcome : {quint16(0), quint16(1), quint16(60'000)}) {
        const TeamEntry entry{
            *FixedBytes<16>::from(QByteArray(16, 'w')), UnixTime{5},
            TeamWrapUp{
                LogId{7}, Sequence{9}, outcome, {{Tag{{u"refund"_s}}, Tag{{u"退款"_s}}}}, {u"Paid back"_s}}};
        const auto back = decodeTeamEntry(encodeTeamEntry(entry));
        QVERIFY(back);
        QVERIFY(*back == entry);
    }
    const auto most = decodeTeamEntry(entryOfType(
        3, wrapUpWith(limits::kWrapUpTagsMax, limits::kTagBytesMax, limits::kWrapUpRemarkBytesMax)));
    QVERIFY(most && std::holds_alternative<TeamWrapUp>(most->item));
}

void TestTeamContent::strangeOnesArePassedOver_data()
{
    QTest::addColumn<quint16>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a type of a newer program") << quint16(77) << QByteArray("anything");
    QTest::newRow("no type") << quint16(0) << QByteArray();
    QTest::newRow("a note that is cut") << quint16(1) << QByteArray("short");
    QTest::newRow("a wrap-up that is cut") << quint16(3) << wrapUpWith(1, 6, 0).chopped(1);
    QTest::newRow("too many tags") << quint16(3) << wrapUpWith(limits::kWrapUpTagsMax + 1, 1, 0);
    QTest::newRow("a tag that is too long") << quint16(3) << wrapUpWith(1, limits::kTagBytesMax + 1, 0);
    QTest::newRow("a remark that is too long")
        << quint16(3) << wrapUpWith(0, 0, limits::kWrapUpRemarkBytesMax + 1);
    QTest::newRow("a note that is too long") << quint16(1) << tooLongNote();
    QTest::newRow("a reply that is cut") << quint16(2) << replyUntilText(0);
    QTest::newRow("a reply that is too long")
        << quint16(2) << replyWith(QByteArray(limits::kReplyBytesMax + 1, 'x'));
    QTest::newRow("a reply that is no UTF-8") << quint16(2) << replyWith("\xff\xfe");
    QTest::newRow("a reply that is neither there nor deleted") << quint16(2) << replyWith("x", 2);
}

void TestTeamContent::strangeOnesArePassedOver()
{
    QFETCH(const quint16, type);
    QFETCH(const QByteArray, body);
    const auto entry = decodeTeamEntry(entryOfType(type, body));
    QVERIFY(entry);
    QVERIFY(std::holds_alternative<TeamUnknown>(entry->item));
}

void TestTeamContent::brokenFramesAreRefused()
{
    const QByteArray bytes = encodeTeamEntry(note(u"Refund"_s));
    QVERIFY(!decodeTeamEntry(bytes.chopped(1)));
    QVERIFY(!decodeTeamEntry(bytes + 'x'));
    QVERIFY(!decodeTeamEntry({}));
}

// Both lie in one log: the first two bytes tell them apart (RFC 9420, Section 6: mls10 is 1).
void TestTeamContent::aSealedEntryIsNoMlsMessage()
{
    const QByteArray bytes = encode(SealedTeamEntry{});
    QCOMPARE(bytes.first(2), QByteArray("\xf1\x21"));
}

void TestTeamContent::keysAndQuestionsComeBack()
{
    for (const Item &item : {Item(TeamKeys{{QByteArray("keys")}}), Item(TeamAsk{DeviceId{5}})}) {
        const Content content{*MessageId::from(QByteArray(16, 'm')), UnixTime{5}, item};
        const auto back = decodeContent(encodeContent(content));
        QVERIFY(back);
        QVERIFY(*back == content);
    }
}

CHAT121_TEST_MAIN(TestTeamContent)
#include "tst_team_content.moc"
