// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which marks count, and that everything else stays as it was typed.
#include "client/ui/text/markup.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace {

using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;

class TestMarkup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void insideOfALine_data();
    void insideOfALine();
    void lines_data();
    void lines();
    void linksInCodeAreCode();
    void tooMuchIsShownAsTyped();
    void endlessMarksAreHarmless_data();
    void endlessMarksAreHarmless();
    void plainWords_data();
    void plainWords();
};

QString marksAt(const Markup &markup, int place)
{
    QString marks;
    const auto add = [&](Mark mark, QChar sign) {
        for (const MarkedSpan &span : markup.spans)
            if (span.mark == mark && span.part.start <= place && place < span.part.end()) marks += sign;
    };
    add(Mark::Strong, u'b');
    add(Mark::Emphasis, u'i');
    add(Mark::Code, u'c');
    return marks;
}

// What is shown: | for a quote, {level marker} for a list, # for a block of code, and [bic] where the marks
// of the following letters change.
QString described(const QString &text)
{
    const std::optional<Markup> markup = markupIn(text, linksIn(text));
    if (!markup) return u"as typed"_s;
    QStringList lines;
    for (const MarkedLine &line : markup->lines) {
        QString shown = QString(line.quotes, u'|');
        if (line.level > 0) shown += u"{%1 %2}"_s.arg(line.level).arg(line.marker);
        if (line.is_code) shown += line.starts_code ? u"## "_s : u"# "_s;
        QString marks;
        for (const TextPart &part : markup->shownParts(line)) {
            for (int place = part.start; place < part.end(); ++place) {
                const QString here = marksAt(*markup, place);
                if (here != marks) shown += u'[' + here + u']';
                marks = here;
                shown += text.at(place);
            }
        }
        if (!marks.isEmpty()) shown += u"[]"_s;
        lines.append(shown);
    }
    return lines.join(u'\n');
}

void TestMarkup::insideOfALine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const QString as_typed = u"as typed"_s;

    QTest::newRow("no marks") << u"Hello"_s << as_typed;
    QTest::newRow("nothing") << u""_s << as_typed;
    QTest::newRow("strong") << u"**bold** word"_s << u"[b]bold[] word"_s;
    QTest::newRow("emphasis") << u"an *important* word"_s << u"an [i]important[] word"_s;
    QTest::newRow("both") << u"***both***"_s << u"[bi]both[]"_s;
    QTest::newRow("one in the other") << u"**a *b* c**"_s << u"[b]a [bi]b[b] c[]"_s;
    QTest::newRow("closed together") << u"**a *b***"_s << u"[b]a [bi]b[]"_s;
    QTest::newRow("closed together, the other way") << u"*a **b***"_s << u"[i]a [bi]b[]"_s;
    QTest::newRow("opened together") << u"***a** b*"_s << u"[bi]a[i] b[]"_s;
    QTest::newRow("opened together, the other way") << u"***a* b**"_s << u"[bi]a[b] b[]"_s;
    QTest::newRow("beside signs") << u"(*a*), “**b**”!"_s << u"([i]a[]), “[b]b[]”!"_s;
    QTest::newRow("no spaces between words") << u"这是**粗体**字"_s << u"这是[b]粗体[]字"_s;
    QTest::newRow("Hebrew") << u"זה *חשוב* מאוד"_s << u"זה [i]חשוב[] מאוד"_s;
    QTest::newRow("an emoji") << u"*\U0001F44D*"_s << u"[i]\U0001F44D[]"_s;

    QTest::newRow("a product is none") << u"2*3*4"_s << as_typed;
    QTest::newRow("nor with spaces") << u"2 * 3 * 4 ** 5"_s << as_typed;
    QTest::newRow("letters of another plane are letters") << u"\U00010400*a*"_s << as_typed;
    QTest::newRow("not closed") << u"**open"_s << as_typed;
    QTest::newRow("not opened") << u"open**"_s << as_typed;
    QTest::newRow("spaces inside") << u"** a ** * b *"_s << as_typed;
    QTest::newRow("within a word") << u"a**b**c"_s << as_typed;
    QTest::newRow("over two lines") << u"*a\nb*"_s << as_typed;
    QTest::newRow("four stars") << u"****a****"_s << as_typed;
    QTest::newRow("names of files") << u"*.cpp and *.h"_s << as_typed;
    QTest::newRow("crossed: the first that closes counts") << u"**a *b** c*"_s << u"[b]a *b[] c*"_s;
    QTest::newRow("more stars than were opened") << u"**a***"_s << u"[b]a[]*"_s;
    QTest::newRow("fewer stars than were opened") << u"***a**"_s << u"*[b]a[]"_s;

    QTest::newRow("code") << u"`a*b*c` *d*"_s << u"[c]a*b*c[] [i]d[]"_s;
    QTest::newRow("code with a tick") << u"``a`b``"_s << u"[c]a`b[]"_s;
    QTest::newRow("three ticks in a line") << u"```x```"_s << u"[c]x[]"_s;
    QTest::newRow("strong code") << u"**`x`**"_s << u"[bc]x[]"_s;
    QTest::newRow("code not closed") << u"`open *a*"_s << u"`open [i]a[]"_s;
    QTest::newRow("other ticks close nothing") << u"`a``"_s << as_typed;
    QTest::newRow("four ticks") << u"````a````"_s << as_typed;

    QTest::newRow("stars of an address")
        << u"*see https://a.example/x*y*z*"_s << u"[i]see https://a.example/x*y*z[]"_s;
    QTest::newRow("a strong address") << u"**https://a.example**"_s << u"[b]https://a.example[]"_s;
}

void TestMarkup::insideOfALine()
{
    QFETCH(QString, text);
    QTEST(described(text), "shown");
}

void TestMarkup::lines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const QString as_typed = u"as typed"_s;

    QTest::newRow("a list") << u"- one\n- *two*"_s << u"{1 •}one\n{1 •}[i]two[]"_s;
    QTest::newRow("a list in a list")
        << u"- a\n  - b\n    - c\n          - d"_s << u"{1 •}a\n{2 •}b\n{3 •}c\n{3 •}d"_s;
    QTest::newRow("numbers as typed") << u"7. a\n12. b"_s << u"{1 7.}a\n{1 12.}b"_s;
    QTest::newRow("too long a number") << u"1234. a"_s << as_typed;
    QTest::newRow("no number of a list") << u"1.5 a"_s << as_typed;
    QTest::newRow("a dash without a space") << u"-5"_s << as_typed;
    QTest::newRow("a dash without words") << u"- \n-"_s << as_typed;
    QTest::newRow("the line below a signature") << u"-- \nAnna"_s << as_typed;

    QTest::newRow("a quote") << u"> a\n> b\nc"_s << u"|a\n|b\nc"_s;
    QTest::newRow("a quote with an empty line") << u"> a\n>\n> b"_s << u"|a\n|\n|b"_s;
    QTest::newRow("quotes in quotes") << u"> > a\n>> b"_s << u"||a\n||b"_s;
    QTest::newRow("no deeper than three") << u"> > > > a"_s << u"|||> a"_s;
    QTest::newRow("a list in a quote") << u"> - a"_s << u"|{1 •}a"_s;
    QTest::newRow("a face") << u">:("_s << as_typed;
    QTest::newRow("a lone sign") << u">"_s << as_typed;
    QTest::newRow("greater") << u">5 or a > b"_s << as_typed;

    QTest::newRow("code") << u"a\n```\nb *c*\n\n- d\n```\ne"_s << u"a\n## b *c*\n# \n# - d\ne"_s;
    QTest::newRow("the name of a language is shown") << u"```cpp\nint a;\n```"_s << u"## cpp\n# int a;"_s;
    QTest::newRow("two blocks") << u"```\na\n```\n```\nb\n```"_s << u"## a\n## b"_s;
    QTest::newRow("code not closed") << u"```\na"_s << as_typed;
    QTest::newRow("nothing in it") << u"```\n```"_s << as_typed;
    QTest::newRow("only the last is open") << u"```\na\n```\n```\nb"_s << u"## a\n```\nb"_s;
    QTest::newRow("code that is not alone in its line") << u"a ```\nb\n```"_s << as_typed;
}

void TestMarkup::lines()
{
    QFETCH(QString, text);
    QTEST(described(text), "shown");
}

void TestMarkup::linksInCodeAreCode()
{
    const auto links = [](const QString &text) { return markupIn(text, linksIn(text))->links.size(); };
    QCOMPARE(links(u"`https://a.example` https://b.example"_s), 1);
    QCOMPARE(links(u"```\nhttps://a.example\n```\nhttps://b.example"_s), 1);
    QCOMPARE(links(u"**https://a.example** `b`"_s), 1);
}

void TestMarkup::tooMuchIsShownAsTyped()
{
    QVERIFY(markupIn(u"*a* "_s.repeated(kMarkupSpansMax), {}));
    QVERIFY(!markupIn(u"*a* "_s.repeated(kMarkupSpansMax + 1), {}));
    QVERIFY(markupIn(u"- a\n"_s.repeated(kMarkupLinesMax - 1), {}));
    QVERIFY(!markupIn(u"- a\n"_s.repeated(kMarkupLinesMax), {}));
}

void TestMarkup::endlessMarksAreHarmless_data()
{
    QTest::addColumn<QString>("text");
    constexpr int kTimes = 8 * 1024;

    QTest::newRow("stars") << QString(kTimes, u'*');
    QTest::newRow("stars that open") << u" *a"_s.repeated(kTimes);
    QTest::newRow("stars that open both") << u" ***a"_s.repeated(kTimes);
    QTest::newRow("ticks") << u"` `` ``` ````"_s.repeated(kTimes);
    QTest::newRow("one tick, then pairs") << u"`"_s + u" ``"_s.repeated(kTimes);
    QTest::newRow("quotes") << QString(kTimes, u'>');
    QTest::newRow("digits") << QString(kTimes, u'1');
    QTest::newRow("blocks that never close") << u"```a\n"_s.repeated(1000);
    QTest::newRow("empty blocks") << u"```\n"_s.repeated(1000);
}

void TestMarkup::endlessMarksAreHarmless()
{
    QFETCH(QString, text);
    QVERIFY(chat121::ui::plainWords(text).size() <= text.size());
}

void TestMarkup::plainWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");

    QTest::newRow("as typed") << u"2*3*4"_s << u"2*3*4"_s;
    QTest::newRow("strong") << u"a **b** c"_s << u"a b c"_s;
    QTest::newRow("a quote is named once") << u"> a\n> *b*\nc"_s << u"Quote: a\nb\nc"_s;
    QTest::newRow("a list") << u"- a\n2. b"_s << u"• a\n2. b"_s;
    QTest::newRow("code") << u"```\na\n*b*\n```\nc"_s << u"Code: a\n*b*\nc"_s;
}

void TestMarkup::plainWords()
{
    QFETCH(QString, text);
    QTEST(chat121::ui::plainWords(text), "words");
}

} // namespace

CHAT121_TEST_MAIN(TestMarkup)

#include "tst_markup.moc"
