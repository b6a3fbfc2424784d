// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Texts that a reader takes for the same fold to the same, in many scripts; and what is found in what.
// Expected forms are by hand, after UAX #15 and CaseFolding.txt.

#include "client/core/search/matcher.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QtTest>

namespace chat121::test {

using namespace search;
using namespace Qt::StringLiterals;

class TestFold final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void folds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("folded");

        QTest::newRow("empty") << u""_s << u""_s;
        QTest::newRow("only separators") << u" ,.-!? \n"_s << u""_s;
        QTest::newRow("words and punctuation") << u"Hello,  World!"_s << u" hello world "_s;
        QTest::newRow("address") << u"Anna@acme-shop.example"_s << u" anna acme shop example "_s;
        QTest::newRow("German") << u"Ärger über Straßenbahn-Öl"_s << u" arger uber strassenbahn ol "_s;
        QTest::newRow("capital sharp s") << u"GROẞE"_s << u" grosse "_s;
        QTest::newRow("decomposed like composed") << u"e\u0301te\u0301"_s << u" ete "_s;
        QTest::newRow("French ligatures") << u"Œuvre ﬁn"_s << u" oeuvre fin "_s;
        QTest::newRow("Polish") << u"ŁÓDŹ"_s << u" lodz "_s;
        QTest::newRow("Danish") << u"Rødgrød Æble"_s << u" rodgrod aeble "_s;
        QTest::newRow("Turkish") << u"İSTANBUL ılık"_s << u" istanbul ilik "_s;
        QTest::newRow("Vietnamese") << u"Đường phố"_s << u" duong pho "_s;
        QTest::newRow("Greek, both small sigmas") << u"Ὀδυσσεύς"_s << u" οδυσσευσ "_s;
        QTest::newRow("Cyrillic") << u"Ёлка Йод"_s << u" елка иод "_s;
        QTest::newRow("Hebrew with points") << u"שָׁלוֹם"_s << u" שלום "_s;
        QTest::newRow("Arabic with vowels and alef forms") << u"أَهْلًا"_s << u" اهلا "_s;
        QTest::newRow("Arabic stretched") << u"مرحـــبا"_s << u" مرحبا "_s;
        QTest::newRow("Persian letters") << u"یک"_s << u" يك "_s;
        QTest::newRow("Arabic digits") << u"١٢٣ ۴۵"_s << u" 123 45 "_s;
        QTest::newRow("Devanagari keeps its vowels") << u"हिन्दी"_s << u" हिन्दी "_s;
        QTest::newRow("Devanagari without nukta") << u"क़लम"_s << u" कलम "_s;
        QTest::newRow("Hangul as letters") << u"한국"_s << u" \u1112\u1161\u11ab\u1100\u116e\u11a8 "_s;
        QTest::newRow("Chinese") << u"你好，世界"_s << u" 你好 世界 "_s;
        QTest::newRow("Japanese keeps voiced sounds") << u"がぎ"_s << u" か\u3099き\u3099 "_s;
        QTest::newRow("half-width Katakana") << u"ﾃｽﾄ"_s << u" テスト "_s;
        QTest::newRow("full-width Latin") << u"ＡＢＣ１"_s << u" abc1 "_s;
        QTest::newRow("mixed scripts are apart") << u"iPhone手机壳"_s << u" iphone 手机壳 "_s;
        QTest::newRow("emoji without its modifiers") << u"ok👍🏽!"_s << u" ok 👍 "_s;
        QTest::newRow("joined emoji") << u"👩‍💻"_s << u" 👩💻 "_s;
        QTest::newRow("symbols") << u"C++ 5€"_s << u" c ++ 5 € "_s;
        QTest::newRow("soft hyphen and zero width") << u"Bu\u00adch\u200bstabe"_s << u" buchstabe "_s;
        QTest::newRow("bidirectional marks") << u"\u202eabc\u202c"_s << u" abc "_s;
        QTest::newRow("half a surrogate pair") << u"a"_s + QChar(0xd83d) + u"b"_s << u" a b "_s;
        QTest::newRow("beyond the BMP, Deseret") << u"𐐀"_s << u" 𐐨 "_s;
    }
    void folds()
    {
        QFETCH(QString, text);
        QFETCH(QString, folded);
        const Folded result = fold(text);
        QCOMPARE(QString::fromStdU32String(result.text), folded);
        QCOMPARE(result.at.size(), result.text.empty() ? 0 : result.text.size() + 1);
    }

    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::addColumn<bool>("is_whole");
        QTest::addColumn<bool>("is_found");

        QTest::newRow("beginning") << u"my invoice"_s << u"inv"_s << false << true;
        QTest::newRow("inside") << u"my invoice"_s << u"voic"_s << false << true;
        QTest::newRow("end") << u"my invoice"_s << u"ice"_s << false << true;
        QTest::newRow("two letters at a beginning") << u"my invoice"_s << u"in"_s << false << true;
        QTest::newRow("two letters inside") << u"my invoice"_s << u"vo"_s << false << false;
        QTest::newRow("one letter at a beginning") << u"my invoice"_s << u"m"_s << false << true;
        QTest::newRow("one letter inside") << u"my invoice"_s << u"o"_s << false << false;
        QTest::newRow("over a hyphen") << u"a check-in desk"_s << u"check-in"_s << false << true;
        QTest::newRow("over another separator") << u"a check in desk"_s << u"check-in"_s << false << true;
        QTest::newRow("not over a gap") << u"check me in"_s << u"check-in"_s << false << false;
        QTest::newRow("whole words") << u"the second invoice came"_s << u"second invoice"_s << true << true;
        QTest::newRow("whole words, cut") << u"the second invoices"_s << u"second invoice"_s << true << false;
        QTest::newRow("whole words, other order")
            << u"invoice second"_s << u"second invoice"_s << true << false;
        QTest::newRow("whole word inside") << u"invoices"_s << u"invoice"_s << true << false;
        QTest::newRow("one Chinese character") << u"我要退款"_s << u"款"_s << false << true;
        QTest::newRow("two Chinese characters inside") << u"我要退款"_s << u"要退"_s << false << true;
        QTest::newRow("not neighbours") << u"我要退款"_s << u"我退"_s << false << false;
        QTest::newRow("Chinese in quotes") << u"我要退款"_s << u"退款"_s << true << true;
        QTest::newRow("Thai inside") << u"สวัสดีครับ"_s << u"ดีค"_s << false << true;
        QTest::newRow("Hangul as it is typed") << u"한국어"_s << u"하"_s << false << true;
        QTest::newRow("emoji") << u"great 👍🏽"_s << u"👍"_s << false << true;
        QTest::newRow("C++") << u"I like C++."_s << u"c++"_s << false << true;
        QTest::newRow("C++ is not C#") << u"I like C#."_s << u"c++"_s << false << false;
        QTest::newRow("accents in the query") << u"Muller"_s << u"müller"_s << false << true;
        QTest::newRow("accents in the text") << u"Müller"_s << u"MULLER"_s << false << true;
        QTest::newRow("part of a number") << u"order 10044217"_s << u"0442"_s << false << true;
    }
    // What a text has to have for the index is in what the index has of the text, whenever it matches.
    void finds()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        QFETCH(bool, is_whole);
        QFETCH(bool, is_found);
        const Needle needle = needleOf(part, is_whole ? Wanted::Whole : Wanted::Part, Field::Text);
        const Folded folded = fold(text);
        QCOMPARE(needle.isIn(folded), is_found);
        QVERIFY(!needle.terms.empty());
        const std::vector<Term> terms = termsOf(folded, Field::Text);
        if (is_found)
            QVERIFY(std::includes(terms.cbegin(), terms.cend(), needle.terms.cbegin(), needle.terms.cend()));
    }

    // The same for every part of texts in many scripts: the index never hides what matches.
    void everyPartOfEveryTextHasItsTerms()
    {
        const QStringList texts{u"Die Straße nach Łódź, 10:30!"_s,
                                u"हिन्दी में संदेश"_s,
                                u"iPhone手机壳が好きC++"_s,
                                u"สวัสดีครับ hello"_s,
                                u"안녕하세요 친구"_s,
                                u"أَهْلًا وسهلا ١٢٣"_s,
                                u"ok👍🏽👩‍💻 a b cd"_s};
        for (const QString &text : texts)
            for (const Field field : {Field::Text, Field::AuthorName})
                for (const Wanted wanted : {Wanted::Part, Wanted::Whole})
                    QCOMPARE(hiddenPart(text, wanted, field), QString());
    }

    void namesAndTextsDoNotMix()
    {
        const Folded folded = fold(u"Anna"_s);
        const std::vector<Term> text = termsOf(folded, Field::Text);
        const std::vector<Term> name = termsOf(folded, Field::AuthorName);
        QVERIFY(!name.empty());
        for (const Term term : name)
            QVERIFY(!std::binary_search(text.cbegin(), text.cend(), term));
    }

    void aWholeNameIsToldFromLongerOnes()
    {
        const Needle needle = needleOf(u"customer 77"_s, Wanted::Whole, Field::AuthorName);
        const auto hasAll = [&](const QString &name) {
            const std::vector<Term> terms = termsOf(fold(name), Field::AuthorName);
            return std::includes(terms.cbegin(), terms.cend(), needle.terms.cbegin(), needle.terms.cend());
        };
        QVERIFY(hasAll(u"Customer 77"_s));
        for (const QString &other :
             {u"Customer 770"_s, u"Customer 7"_s, u"Customer 177"_s, u"Customers 77"_s})
            QVERIFY2(!hasAll(other), qPrintable(other));
    }

    void snippets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("snippet"); // marks in brackets

        QTest::newRow("one word") << u"My invoice is wrong"_s << u"invoice"_s << u"My [invoice] is wrong"_s;
        QTest::newRow("with its accents")
            << u"Café e\u0301te\u0301."_s << u"ete"_s << u"Café [e\u0301te\u0301]."_s;
        QTest::newRow("sharp s") << u"die Straße dort"_s << u"strasse"_s << u"die [Straße] dort"_s;
        QTest::newRow("inside of a word") << u"Straßenbahn"_s << u"enba"_s << u"Straß[enba]hn"_s;
        QTest::newRow("each place") << u"go, going, gone"_s << u"go"_s << u"[go], [go]ing, [go]ne"_s;
        QTest::newRow("overlapping words") << u"abcdef"_s << u"abcd cdef"_s << u"[abcdef]"_s;
        QTest::newRow("whole words") << u"an order, my order."_s << u"\"my order\""_s
                                     << u"an order, [my order]."_s;
        QTest::newRow("lines become one") << u"one\ntwo\tthree"_s << u"two"_s << u"one [two] three"_s;
        QTest::newRow("no words") << u"hello"_s << u"has:link"_s << u"hello"_s;
        QTest::newRow("Arabic") << u"قال أَهْلًا لنا"_s << u"اهلا"_s << u"قال [أَهْلًا] لنا"_s;
        QTest::newRow("far inside") << u"word "_s.repeated(40) + u"needle end"_s << u"needle"_s
                                    << u"…word word word word [needle] end"_s;
    }
    void snippets()
    {
        QFETCH(QString, text);
        QFETCH(QString, query);
        QFETCH(QString, snippet);
        const Snippet made = snippetOf(text, parseQuery(query, QTimeZone::utc()).words);
        QString shown = made.text;
        for (auto mark = made.marks.crbegin(); mark != made.marks.crend(); ++mark) {
            shown.insert(mark->first + mark->size, u']');
            shown.insert(mark->first, u'[');
        }
        QCOMPARE(shown, snippet);
    }

    void longSnippetIsCutBetweenCharacters()
    {
        const QString text = u"👩🏽‍💻"_s.repeated(200);
        for (int lead = 0; lead < 8; ++lead) {
            const QString shown = snippetOf(QString(lead, u'x') + text, {}).text;
            QVERIFY(shown.size() <= limits::kSearchSnippetChars + 1);
            QVERIFY(shown.isValidUtf16());
            QVERIFY(shown.endsWith(u"👩🏽‍💻…"_s));
        }
    }

    // Every place of every text: never outside of it, never backwards.
    void placesAreInTheText()
    {
        SeededRandom random(5);
        const QString letters = u"aÄß\u0301한が👩‍💻 ,.१ก้ﷺ"_s;
        for (int round = 0; round < 300; ++round) {
            QString text;
            for (quint64 i = random.below(20); i > 0; --i)
                text +=
                    letters.at(static_cast<qsizetype>(random.below(static_cast<quint64>(letters.size()))));
            const Folded folded = fold(text);
            for (size_t first = 0; first < folded.text.size(); ++first) {
                for (size_t size = 1; first + size <= folded.text.size(); ++size) {
                    const auto [begin, end] = folded.origin(first, size);
                    QVERIFY(0 <= begin && begin <= end && end <= text.size());
                }
            }
        }
    }

private:
    // A part of the text that matches it and has a term that the index does not know of it; empty: none.
    static QString hiddenPart(const QString &text, Wanted wanted, Field field)
    {
        const Folded folded = fold(text);
        const std::vector<Term> terms = termsOf(folded, field);
        for (qsizetype from = 0; from < text.size(); ++from) {
            for (qsizetype size = 1; from + size <= text.size(); ++size) {
                const Needle needle = needleOf(text.sliced(from, size), wanted, field);
                if (needle.isEmpty() || !needle.isIn(folded)) continue;
                if (!std::includes(terms.cbegin(), terms.cend(), needle.terms.cbegin(), needle.terms.cend()))
                    return text.sliced(from, size);
            }
        }
        return {};
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestFold)
#include "tst_fold.moc"
