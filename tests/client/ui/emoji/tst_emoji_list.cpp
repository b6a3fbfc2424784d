// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Emoji are found by words, the best first; the table has each once, with a name.
#include "client/ui/emoji/emoji_list.h"
#include "client/ui/text/emoji.h"
#include "common/base/limits.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>
#include <QTranslator>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;

// What a language may have in place of the words here.
class OtherWords final : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        const bool is_coffee = qstrcmp(context, "Emoji") == 0 && qstrncmp(text, "coffee", 6) == 0;
        return is_coffee ? u"Käffchen, heiße Tasse"_s : QString();
    }
};

class TestEmojiList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachStandsThereOnce();
    void wordsFindThem_data();
    void wordsFindThem();
    void theNameGoesFirst();
    void recentOnesGoFirst();
    void translatedWordsFindThem();
};

void TestEmojiList::eachStandsThereOnce()
{
    QSet<QString> signs;
    QSet<QString> names;
    for (const Emoji &emoji : everyEmoji()) {
        QVERIFY2(isOnlyEmoji(emoji.sign), qPrintable(emoji.name));
        QVERIFY(emoji.sign.toUtf8().size() <= limits::kReactionBytesMax);
        QVERIFY2(!emoji.name.isEmpty() && !names.contains(emoji.name), qPrintable(emoji.name));
        QVERIFY2(!signs.contains(emoji.sign), qPrintable(emoji.name));
        signs.insert(emoji.sign);
        names.insert(emoji.name);
    }
    QVERIFY(signs.size() > 200);
}

void TestEmojiList::wordsFindThem_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("first"); // empty: nothing

    QTest::newRow("the name") << u"rocket"_s << u"🚀"_s;
    QTest::newRow("how it begins") << u"rock"_s << u"🚀"_s;
    QTest::newRow("capitals and spaces") << u"  Thumbs UP "_s << u"👍"_s;
    QTest::newRow("a word beside the name") << u"invoice"_s << u"🧾"_s;
    QTest::newRow("two words in any order") << u"moon night"_s << u"🌙"_s;
    QTest::newRow("the sign itself") << u"☕"_s << u"☕"_s;
    QTest::newRow("not inside of words") << u"ocket"_s << QString();
    QTest::newRow("only one of two words") << u"rocket xyz"_s << QString();
    QTest::newRow("only commas finds all") << u", "_s << u"😀"_s;
}

void TestEmojiList::wordsFindThem()
{
    QFETCH(QString, query);
    const QList<Emoji> found = foundEmoji(everyEmoji(), query, {});
    QTEST(found.isEmpty() ? QString() : found.constFirst().sign, "first");
}

void TestEmojiList::theNameGoesFirst()
{
    const QList<Emoji> found = foundEmoji(everyEmoji(), u"heart"_s, {});
    QVERIFY(found.size() > 5);
    QVERIFY(found.constFirst().name.contains(u"heart"));
    QCOMPARE(foundEmoji(everyEmoji(), u"sad"_s, {}).value(0).name, u"slightly sad"_s);
}

void TestEmojiList::recentOnesGoFirst()
{
    const QList<Emoji> every = everyEmoji();
    const QList<Emoji> found = foundEmoji(every, {}, {u"🚀"_s, u"🏴"_s, u"👍"_s});
    QCOMPARE(found.at(0).sign, u"🚀"_s);
    QCOMPARE(found.at(1).sign, u"🏴"_s); // not of ours
    QCOMPARE(found.at(2).name, u"thumbs up"_s);
    QCOMPARE(found.size(), every.size() + 1);
    QStringList many;
    for (const Emoji &emoji : every)
        many.prepend(emoji.sign);
    QCOMPARE(foundEmoji(every, {}, many).size(), every.size());
    QCOMPARE(foundEmoji(every, u"rocket"_s, many).size(), 1);
}

void TestEmojiList::translatedWordsFindThem()
{
    OtherWords words;
    QCoreApplication::installTranslator(&words);
    const QList<Emoji> every = everyEmoji();
    QCOMPARE(foundEmoji(every, u"kaff"_s, {}).value(0).name, u"Käffchen"_s);
    QCOMPARE(foundEmoji(every, u"heisse tasse"_s, {}).value(0).sign, u"☕"_s);
    QVERIFY(foundEmoji(every, u"coffee"_s, {}).isEmpty());
    QCoreApplication::removeTranslator(&words);
}

} // namespace

CHAT121_TEST_MAIN(TestEmojiList)

#include "tst_emoji_list.moc"
