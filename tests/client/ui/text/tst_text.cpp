// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names cannot reach the words around them, and only what is plainly an address is a link.
#include "client/ui/text/emoji.h"
#include "client/ui/text/links.h"
#include "client/ui/text/names.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace {

using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanName_data();
    void cleanName();
    void initials_data();
    void initials();
    void emoji_data();
    void emoji();
    void direction_data();
    void direction();
    void links_data();
    void links();
    void realHost_data();
    void realHost();
    void longTextWithoutEndIsQuick();
};

void TestText::cleanName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");

    QTest::newRow("plain") << u"Maria K."_s << u"Maria K."_s;
    QTest::newRow("Arabic stays") << u"محمد علي"_s << u"محمد علي"_s;
    QTest::newRow("joiner inside a word stays") << u"می\u200Cخواهم"_s << u"می\u200Cخواهم"_s;
    QTest::newRow("markup is text") << u"<b>Anna</b>"_s << u"<b>Anna</b>"_s;
    QTest::newRow("right-to-left override") << u"Anna\u202Etroppus"_s << u"Annatroppus"_s;
    QTest::newRow("isolates") << u"\u2067Anna\u2069"_s << u"Anna"_s;
    QTest::newRow("marks") << u"\u200FAnna\u200E"_s << u"Anna"_s;
    QTest::newRow("zero width space") << u"An\u200Bna"_s << u"Anna"_s;
    QTest::newRow("joiner at the start") << u"\u200DAnna"_s << u"Anna"_s;
    QTest::newRow("line breaks") << u"Anna\nSupport\u2028ACME"_s << u"Anna Support ACME"_s;
    QTest::newRow("controls") << u"An\u0007na\u009B"_s << u"Anna"_s;
    QTest::newRow("only controls") << u"\u202E\u200B \n"_s << u""_s;
}

void TestText::cleanName()
{
    QFETCH(QString, name);
    QTEST(chat121::ui::cleanName(name), "shown");
}

void TestText::initials_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("initials");

    QTest::newRow("two names") << u"Maria Kowalska"_s << u"MK"_s;
    QTest::newRow("one name") << u"maria"_s << u"M"_s;
    QTest::newRow("three names") << u"Anna Maria Berg"_s << u"AB"_s;
    QTest::newRow("an accent that combines") << u"e\u0301mile zola"_s << u"E\u0301Z"_s;
    QTest::newRow("a number") << u"Guest 114"_s << u"G1"_s;
    QTest::newRow("a sign is no second letter") << u"Anna (away)"_s << u"A"_s;
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("only controls") << u"\u202E"_s << u""_s;
}

void TestText::initials()
{
    QFETCH(QString, name);
    QTEST(initialsOf(name), "initials");
}

void TestText::emoji_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("is_only_emoji");

    QTest::newRow("thumb") << u"\U0001F44D"_s << true;
    QTest::newRow("with a skin tone") << u"\U0001F44D\U0001F3FD"_s << true;
    QTest::newRow("three") << u"\U0001F389\U0001F389\U0001F389"_s << true;
    QTest::newRow("heart in emoji style") << u"\u2764\uFE0F"_s << true;
    QTest::newRow("four") << u"\U0001F389\U0001F389\U0001F389\U0001F389"_s << false;
    QTest::newRow("with a word") << u"\U0001F389 yes"_s << false;
    QTest::newRow("a digit") << u"3"_s << false;
    QTest::newRow("a lone joiner") << u"\u200D"_s << false;
    QTest::newRow("nothing") << u""_s << false;
}

void TestText::emoji()
{
    QFETCH(QString, text);
    QTEST(isOnlyEmoji(text), "is_only_emoji");
}

void TestText::direction_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("is_right_to_left");

    QTest::newRow("English") << u"Hello"_s << false;
    QTest::newRow("Hebrew") << u"שלום"_s << true;
    QTest::newRow("Arabic after a number") << u"4711 فاتورة"_s << true;
    QTest::newRow("English first") << u"Invoice פרטים"_s << false;
    QTest::newRow("only digits: the fallback") << u"12:30"_s << true;
}

void TestText::direction()
{
    QFETCH(QString, text);
    QFETCH(bool, is_right_to_left);
    QCOMPARE(directionOf(text, Qt::RightToLeft) == Qt::RightToLeft, is_right_to_left);
}

void TestText::links_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found"); // as it stands in the text

    QTest::newRow("in a sentence") << u"See https://acme.example/a?b=1."_s
                                   << QStringList{u"https://acme.example/a?b=1"_s};
    QTest::newRow("www") << u"www.acme.example, please"_s << QStringList{u"www.acme.example"_s};
    QTest::newRow("two") << u"http://a.example http://b.example"_s
                         << QStringList{u"http://a.example"_s, u"http://b.example"_s};
    QTest::newRow("in brackets") << u"(https://a.example/x)"_s << QStringList{u"https://a.example/x"_s};
    QTest::newRow("own brackets") << u"https://a.example/x_(y)"_s
                                  << QStringList{u"https://a.example/x_(y)"_s};
    QTest::newRow("capitals") << u"HTTPS://A.EXAMPLE"_s << QStringList{u"HTTPS://A.EXAMPLE"_s};
    QTest::newRow("up to an override")
        << u"https://a.example/\u202Egpj.exe"_s << QStringList{u"https://a.example/"_s};
    QTest::newRow("up to a quote") << u"<a href=\"https://a.example\">"_s
                                   << QStringList{u"https://a.example"_s};
    QTest::newRow("javascript") << u"javascript://alert(1)"_s << QStringList{};
    QTest::newRow("file") << u"file:///etc/passwd"_s << QStringList{};
    QTest::newRow("share") << u"//10.0.0.1/share/x.png"_s << QStringList{};
    QTest::newRow("mail address") << u"anna@www.acme.example"_s << QStringList{};
    QTest::newRow("scheme without a host") << u"https:// nothing"_s << QStringList{};
    QTest::newRow("no address") << u"Version 1.2.3, see above"_s << QStringList{};
    QTest::newRow("a name in front of the host") << u"https://bank.example@evil.example/"_s << QStringList{};
    QTest::newRow("a name and a password") << u"https://bank.example:443@evil.example"_s << QStringList{};
    QTest::newRow("an empty name") << u"https://@evil.example"_s << QStringList{};
    QTest::newRow("a hidden one") << u"https://bank.example%2F@evil.example"_s << QStringList{};
    QTest::newRow("an @ behind the host")
        << u"https://a.example/@anna"_s << QStringList{u"https://a.example/@anna"_s};
    QTest::newRow("stars around it") << u"**https://a.example/x**"_s << QStringList{u"https://a.example/x"_s};
    QTest::newRow("endless") << u"https://a.example/"_s + QString(kLinkLettersMax, u'x') << QStringList{};
    QTest::newRow("inside a word") << u"xhttps://a.example"_s << QStringList{};
}

void TestText::links()
{
    QFETCH(QString, text);
    QStringList found;
    for (const Link &link : linksIn(text)) {
        found.append(text.mid(link.start, link.length));
        QVERIFY(link.url.scheme() == u"http" || link.url.scheme() == u"https");
    }
    QTEST(found, "found");
}

void TestText::realHost_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("may_imitate");

    QTest::newRow("plain") << u"https://acme.example/x"_s << u"acme.example"_s << false;
    QTest::newRow("Cyrillic a") << u"https://\u0430cme.example"_s << u"xn--cme-5cd.example"_s << true;
    QTest::newRow("mixed letters in one name")
        << u"https://p\u0430ypal.example"_s << u"xn--pypal-4ve.example"_s << true;
    QTest::newRow("port") << u"https://acme.example:8443/"_s << u"acme.example"_s << false;
}

void TestText::realHost()
{
    QFETCH(QString, address);
    const QList<Link> links = linksIn(address);
    QCOMPARE(links.size(), 1);
    QTEST(chat121::ui::realHost(links.at(0).url), "host");
    QTEST(mayImitate(links.at(0).url), "may_imitate");
}

void TestText::longTextWithoutEndIsQuick()
{
    const QString text = u"https://a.example/"_s + QString(32 * 1024, u'(');
    QCOMPARE(linksIn(text).size(), 0);
    QVERIFY(linksIn(u"https://"_s.repeated(4096)).size() <= 1);
    QCOMPARE(linksIn(u"www.a.example "_s.repeated(kLinksMax + 1)).size(), kLinksMax);
}

} // namespace

CHAT121_TEST_MAIN(TestText)

#include "tst_text.moc"
