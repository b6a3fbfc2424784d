// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is found in a text, and what is left alone. The numbers are those that the makers of the schemes print
// as examples, or were made up with the right check digits.
#include "client/ui/text/private_numbers.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace {

using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;
using Kind = PrivateNumber::Kind;

class TestPrivateNumbers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAreFound_data();
    void numbersAreFound();
    void othersAreLeftAlone_data();
    void othersAreLeftAlone();
    void oneWrongDigitIsNone_data() { numbersAreFound_data(); }
    void oneWrongDigitIsNone();
    void allInATextAreFound();
    void allButFourAreHidden();
    void aLongTextIsQuick();
};

void TestPrivateNumbers::numbersAreFound_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<Kind>("kind");

    QTest::newRow("Visa") << u"4111 1111 1111 1111"_s << Kind::Card;
    QTest::newRow("Visa without spaces") << u"4111111111111111"_s << Kind::Card;
    QTest::newRow("Mastercard") << u"5555-5555-5555-4444"_s << Kind::Card;
    QTest::newRow("Mastercard, newer") << u"2223003122003222"_s << Kind::Card;
    QTest::newRow("American Express") << u"3782 822463 10005"_s << Kind::Card;
    QTest::newRow("Diners") << u"30569309025904"_s << Kind::Card;
    QTest::newRow("Discover") << u"6011111111111117"_s << Kind::Card;
    QTest::newRow("JCB") << u"3530111333300000"_s << Kind::Card;
    QTest::newRow("IBAN, Germany") << u"DE89 3704 0044 0532 0130 00"_s << Kind::Account;
    QTest::newRow("IBAN, United Kingdom") << u"GB29NWBK60161331926819"_s << Kind::Account;
    QTest::newRow("IBAN, Norway") << u"NO93 8601 1117 947"_s << Kind::Account;
    QTest::newRow("IBAN, Malta") << u"mt84 malt 0110 0001 2345 mtlc ast0 01s"_s << Kind::Account;
    QTest::newRow("Spain") << u"12345678Z"_s << Kind::Person;
    QTest::newRow("Spain, foreigner") << u"X-1234567-L"_s << Kind::Person;
    QTest::newRow("Italy") << u"RSSMRA85T10A562S"_s << Kind::Person;
    QTest::newRow("France") << u"2 55 08 14 168 025 38"_s << Kind::Person;
    QTest::newRow("Germany") << u"86 095 742 719"_s << Kind::Person;
    QTest::newRow("Poland") << u"44051401359"_s << Kind::Person;
    QTest::newRow("Switzerland") << u"756.9217.0769.85"_s << Kind::Person;
    QTest::newRow("Belgium") << u"85.07.30-033.28"_s << Kind::Person;
    QTest::newRow("Brazil") << u"529.982.247-25"_s << Kind::Person;
}

void TestPrivateNumbers::numbersAreFound()
{
    QFETCH(QString, number);
    QFETCH(Kind, kind);
    for (const auto &[before, after] :
         {std::pair{u""_s, u""_s}, {u"it is "_s, u" and now?"_s}, {u"("_s, u")."_s}}) {
        const auto found = privateNumbersIn(before + number + after);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first(), (PrivateNumber{kind, before.size(), number.size()}));
    }
}

// Each digit in turn, against the check digits: a few changes make another good number of some kind.
void TestPrivateNumbers::oneWrongDigitIsNone()
{
    QFETCH(QString, number);
    int changed = 0;
    int found = 0;
    for (qsizetype i = 0; i < number.size(); ++i) {
        if (!number.at(i).isDigit()) continue;
        QString other = number;
        other[i] = number.at(i) == u'9' ? u'0' : QChar(number.at(i).unicode() + 1);
        ++changed;
        if (!privateNumbersIn(other).isEmpty()) ++found;
    }
    QVERIFY(changed >= 7);
    QVERIFY2(found <= 1, qPrintable(QString::number(found)));
}

void TestPrivateNumbers::othersAreLeftAlone_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << u""_s;
    QTest::newRow("a telephone") << u"+49 30 901820, or 0151 23456789"_s;
    QTest::newRow("a telephone, USA") << u"(555) 123-4567"_s;
    QTest::newRow("a time") << u"2026-11-22 20:30:55"_s;
    QTest::newRow("an order") << u"order 10025512345678"_s;
    QTest::newRow("a parcel") << u"00340434292135100186"_s;
    QTest::newRow("a price") << u"1.234.567,89"_s;
    QTest::newRow("a version") << u"6.4.2-1.1.10"_s;
    QTest::newRow("an address") << u"192.168.100.200:8121"_s;
    QTest::newRow("a book") << u"978-3-16-148410-0"_s;
    QTest::newRow("part of a longer number") << u"941111111111111112345678"_s;
    QTest::newRow("part of a word") << u"A4111111111111111"_s;
    QTest::newRow("a hash") << u"e4111111111111111f"_s;
    QTest::newRow("USA, no such area") << u"900-12-3456"_s;
    QTest::newRow("USA, no such group") << u"123-00-6789"_s;
    QTest::newRow("UK, no such letters") << u"BG 12 34 56 A"_s;
    QTest::newRow("Brazil, one digit") << u"111.111.111-11"_s;
    QTest::newRow("of a country without accounts") << u"XX89 3704 0044 0532 0130 00"_s;
}

void TestPrivateNumbers::othersAreLeftAlone()
{
    QFETCH(QString, text);
    QCOMPARE(privateNumbersIn(text), QList<PrivateNumber>{});
}

void TestPrivateNumbers::allInATextAreFound()
{
    const QString text =
        u"123-45-6789 pays with 5555555555554444 from DE89370400440532013000 or QQ 12 34 56 C, "
        "no: AB 12 34 56 C"_s;
    const auto found = privateNumbersIn(text);
    QList<Kind> kinds;
    for (const PrivateNumber &number : found)
        kinds.append(number.kind);
    QCOMPARE(kinds, (QList<Kind>{Kind::Person, Kind::Card, Kind::Account, Kind::Person}));
}

void TestPrivateNumbers::allButFourAreHidden()
{
    const QString text = u"Card 4111 1111 1111 1111 and DE89 3704 0044 0532 0130 00 please"_s;
    QCOMPARE(withNumbersHidden(text, privateNumbersIn(text)),
             u"Card •••• •••• •••• 1111 and •••• •••• •••• •••• ••30 00 please"_s);
    QCOMPARE(privateNumbersIn(withNumbersHidden(text, privateNumbersIn(text))), QList<PrivateNumber>{});
}

void TestPrivateNumbers::aLongTextIsQuick()
{
    const QString text = u"4111 1111 1111 1112 DE89 3704 0044 "_s.repeated(2000);
    QCOMPARE(privateNumbersIn(text), QList<PrivateNumber>{}); // hangs where it is not
}

} // namespace

CHAT121_TEST_MAIN(TestPrivateNumbers)

#include "tst_private_numbers.moc"
