// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A struct's fields() list as its codec: what comes back, and what is refused.
#include "common/codec/fields.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

enum class Colour : quint8 { Red = 1, Green = 2, Blue = 3 };

template <>
struct chat121::EnumRange<Colour> {
    static constexpr Colour min = Colour::Red;
    static constexpr Colour max = Colour::Blue;
};

namespace {

struct Item {
    quint16 number = 0;
    auto fields() { return std::tie(number); }
    bool operator==(const Item &) const = default;
};

struct Everything {
    quint8 byte = 0;
    quint64 large = 0;
    bool flag = false;
    Colour colour = Colour::Red;
    AccountId account;
    UnixTime time;
    FixedBytes<4> fixed;
    Opaque<100> opaque;
    Text<100> text;
    List<Item, 3> items;
    std::optional<Item> maybe;

    auto fields()
    {
        return std::tie(byte, large, flag, colour, account, time, fixed, opaque, text, items, maybe);
    }
    bool operator==(const Everything &) const = default;
};

Everything sample()
{
    Everything all;
    all.byte = 7;
    all.large = ~0ull;
    all.flag = true;
    all.colour = Colour::Blue;
    all.account = {0x1122334455667788};
    all.time = {1'700'000'000'000};
    all.fixed = *FixedBytes<4>::from("abcd");
    all.opaque = QByteArray("\0opaque", 7);
    all.text = QString::fromUtf8("Grüße, 你好 🙂");
    all.items = QList<Item>{{1}, {2}, {3}};
    all.maybe = Item{9};
    return all;
}

// Decodes `bytes` as a T whose only field is of the type of the row.
template <typename T>
int outcomeOf(const QByteArray &bytes)
{
    return outcome(decode<T>(bytes));
}

} // namespace

class TestFields : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsEncodedComesBack();
    void everyCutIsMalformed();
    void anExtraByteIsMalformed();
    void refusals_data();
    void refusals();
    void aListMayAnnounceWhatItLikes();
    void theLimitOfAListIsKept();
    void textIsUtf8_data();
    void textIsUtf8();
    void theLimitOfATextIsInBytes();
};

void TestFields::whatIsEncodedComesBack()
{
    const auto back = decode<Everything>(encode(sample()));
    QVERIFY(back);
    QVERIFY(*back == sample());

    const auto empty = decode<Everything>(encode(Everything{}));
    QVERIFY(empty);
    QVERIFY(*empty == Everything{});
}

void TestFields::everyCutIsMalformed()
{
    const QByteArray whole = encode(sample());
    for (qsizetype size = 0; size < whole.size(); ++size)
        QCOMPARE(outcomeOf<Everything>(whole.first(size)), refused(Code::Malformed));
}

void TestFields::anExtraByteIsMalformed()
{
    QCOMPARE(outcomeOf<Everything>(encode(sample()) + '\0'), refused(Code::Malformed));
}

void TestFields::refusals_data()
{
    QTest::addColumn<int>("expected");
    QTest::addColumn<int>("got");
    const auto add = [](const char *name, int got, int expected) { QTest::newRow(name) << expected << got; };
    const int malformed = refused(Code::Malformed);
    const auto hex = [](const char *digits) { return QByteArray::fromHex(digits); };

    add("false", outcomeOf<bool>(hex("00")), kAccepted);
    add("true", outcomeOf<bool>(hex("01")), kAccepted);
    add("a bool of 2", outcomeOf<bool>(hex("02")), malformed);
    add("a bool of 255", outcomeOf<bool>(hex("ff")), malformed);
    add("the first enum value", outcomeOf<Colour>(hex("01")), kAccepted);
    add("the last enum value", outcomeOf<Colour>(hex("03")), kAccepted);
    add("an enum below its range", outcomeOf<Colour>(hex("00")), malformed);
    add("an enum above its range", outcomeOf<Colour>(hex("04")), malformed);
    add("an optional that is absent", outcomeOf<std::optional<Item>>(hex("00")), kAccepted);
    add("an optional that is there", outcomeOf<std::optional<Item>>(hex("010001")), kAccepted);
    add("an optional's byte of 2", outcomeOf<std::optional<Item>>(hex("020001")), malformed);
    add("an optional without its value", outcomeOf<std::optional<Item>>(hex("01")), malformed);
    add("an absent optional with a value", outcomeOf<std::optional<Item>>(hex("000001")), malformed);
    add("the largest id", outcomeOf<AccountId>(hex("7fffffffffffffff")), kAccepted);
    add("an id with the top bit", outcomeOf<AccountId>(hex("8000000000000000")), malformed);
    add("the last time", outcomeOf<UnixTime>(hex("7fffffffffffffff")), kAccepted);
    add("a time before 1970", outcomeOf<UnixTime>(hex("ffffffffffffffff")), malformed);
    add("four fixed bytes", outcomeOf<FixedBytes<4>>(hex("61626364")), kAccepted);
    add("three of four fixed bytes", outcomeOf<FixedBytes<4>>(hex("616263")), malformed);
    add("five of four fixed bytes", outcomeOf<FixedBytes<4>>(hex("6162636465")), malformed);
    add("opaque at its limit", outcomeOf<Opaque<2>>(hex("026162")), kAccepted);
    add("opaque over its limit", outcomeOf<Opaque<2>>(hex("03616263")), refused(Code::TooLarge));
    add("half an item in a list", outcomeOf<List<Item, 3>>(hex("03000100")), malformed);
    add("a list longer than the input", outcomeOf<List<Item, 3>>(hex("040001")), malformed);
}

void TestFields::refusals()
{
    QFETCH(int, got);
    QTEST(got, "expected");
}

// A list header that announces 1 GiB on a ten-byte input, alone and as an item count.
void TestFields::aListMayAnnounceWhatItLikes()
{
    const QByteArray announced = QByteArray::fromHex("bfffffff") + QByteArray(6, '\0');
    const auto list = decode<List<Item, 1'000'000'000>>(announced);
    QCOMPARE(outcome(list), refused(Code::Malformed));

    Reader reader(announced);
    List<Item, 1'000'000'000> items;
    codec::get(reader, items);
    QCOMPARE(items.items.capacity(), 0);
}

void TestFields::theLimitOfAListIsKept()
{
    QCOMPARE((outcomeOf<List<Item, 3>>(QByteArray::fromHex("06000100020003"))), kAccepted);
    QCOMPARE((outcomeOf<List<Item, 3>>(QByteArray::fromHex("080001000200030004"))), refused(Code::TooLarge));
}

void TestFields::textIsUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("nothing") << QByteArray() << true;
    QTest::newRow("ASCII") << QByteArray("hello") << true;
    QTest::newRow("a zero character") << QByteArray("a\0b", 3) << true;
    QTest::newRow("four bytes: U+1F642") << QByteArray("\xf0\x9f\x99\x82") << true;
    QTest::newRow("a byte order mark is a character") << QByteArray("\xef\xbb\xbf"
                                                                    "a")
                                                      << true;
    QTest::newRow("a noncharacter: U+FFFE") << QByteArray("\xef\xbf\xbe") << true;
    QTest::newRow("a lone continuation byte") << QByteArray("a\x80") << false;
    QTest::newRow("a cut character") << QByteArray("a\xe4\xbd") << false;
    QTest::newRow("an overlong slash") << QByteArray("\xc0\xaf") << false;
    QTest::newRow("an overlong zero") << QByteArray("\xe0\x80\x80") << false;
    QTest::newRow("half a surrogate pair: U+D800") << QByteArray("\xed\xa0\x80") << false;
    QTest::newRow("beyond U+10FFFF") << QByteArray("\xf4\x90\x80\x80") << false;
    QTest::newRow("Latin-1") << QByteArray("gr\xfc\xdf"
                                           "e")
                             << false;
    QTest::newRow("0xff") << QByteArray("\xff") << false;
}

// One text has one encoding: what is accepted encodes to the same bytes.
void TestFields::textIsUtf8()
{
    QFETCH(QByteArray, bytes);
    Writer writer;
    writer.vector(bytes);
    const auto text = decode<Text<100>>(writer.bytes());
    QTEST(text.has_value(), "accepted");
    if (text) QCOMPARE(encode(*text), writer.bytes());
    if (!text) QCOMPARE(text.error().code, Code::Malformed);
}

void TestFields::theLimitOfATextIsInBytes()
{
    const QByteArray encoded = encode(Text<100>(QString::fromUtf8("üü")));
    QCOMPARE(outcomeOf<Text<4>>(encoded), kAccepted);
    QCOMPARE(outcomeOf<Text<3>>(encoded), refused(Code::TooLarge));
}

CHAT121_TEST_MAIN(TestFields)
#include "tst_fields.moc"
