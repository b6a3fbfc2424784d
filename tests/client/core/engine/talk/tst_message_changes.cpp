// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said about messages after them: whose word counts, in which order, also before the message is
// there.
#include "client/core/engine/notices/words.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using content::Deletion;
using content::Edit;
using content::Reaction;
using content::TextMessage;

namespace {

const QString kThumb = QStringLiteral("\U0001F44D");
const QString kHeart = QStringLiteral("\u2764\uFE0F");

MessageId named(char letter)
{
    return *MessageId::from(QByteArray(16, letter));
}

QString face(quint64 number)
{
    const char32_t face = 0x1F600 + static_cast<char32_t>(number);
    return QString::fromUcs4(&face, 1);
}

QStringList emojis(const TimelineRow &row)
{
    QStringList all;
    for (const RowReaction &reaction : row.reactions)
        all.append(reaction.emoji);
    return all;
}

} // namespace

class TestMessageChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anEditTakesThePlaceOfTheWords();
    void theLastEditInTheLogCounts();
    void aDeletionLeavesALine();
    void theListShowsWhatIsLeft();
    void nobodyElsesWordsAreChanged_data();
    void nobodyElsesWordsAreChanged();
    void eachPersonHasOneReaction();
    void onlyEmojiAreReactions_data();
    void onlyEmojiAreReactions();
    void reactionsAreBounded();
    void whatComesBeforeItsMessageWaits_data();
    void whatComesBeforeItsMessageWaits();
    void whoeverSpeaksOfNothingFillsTheirOwnShare();
    void anAnswerShowsTheMessageAsItIsHere();
    void anAnswerToWhatIsNotHereShowsItsAuthorsWord();
    void olderProgramsAreTold_data();
    void olderProgramsAreTold();

private:
    bool hears(ReadingSeat &author, const content::Item &item, char letter);
    TimelineRow row(char letter);
    TimelineRow shown(char letter);

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;  // has made the group
    std::unique_ptr<ReadingSeat> m_fiona; // reads
    std::unique_ptr<ReadingSeat> m_gina;  // the customer
};

void TestMessageChanges::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
}

void TestMessageChanges::cleanup()
{
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

// Fiona reads what is said under the id that `letter` stands for.
bool TestMessageChanges::hears(ReadingSeat &author, const content::Item &item, char letter)
{
    const auto said = author.says(item, letter);
    return said && m_fiona->reads(*said);
}

TimelineRow TestMessageChanges::row(char letter)
{
    const auto row = m_fiona->store.messages().find(kTalk, named(letter));
    return row && *row ? **row : TimelineRow{};
}

TimelineRow TestMessageChanges::shown(char letter)
{
    return m_fiona->ledger.shown(kTalk, {row(letter)}).constFirst();
}

void TestMessageChanges::anEditTakesThePlaceOfTheWords()
{
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("at noon")}, 'a'));
    m_clock.advance(std::chrono::minutes(1));
    QVERIFY(hears(*m_gina, Edit{named('a'), QStringLiteral("at one")}, 'b'));
    QCOMPARE(m_fiona->messages(), QStringList{QStringLiteral("at one")});
    QCOMPARE(row('a').edited_at, m_clock.now());
    QCOMPARE(row('a').sequence, Sequence{1});
    QCOMPARE(row('a').changed, Sequence{2});
    QCOMPARE(m_fiona->lines(), QStringList());
}

void TestMessageChanges::theLastEditInTheLogCounts()
{
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("one")}, 'a'));
    QVERIFY(hears(*m_gina, Edit{named('a'), QStringLiteral("two")}, 'b'));
    QVERIFY(hears(*m_gina, Edit{named('a'), QStringLiteral("three")}, 'c'));
    QVERIFY(hears(*m_gina, Edit{named('a'), QStringLiteral("   ")}, 'd')); // nothing is no other word
    QCOMPARE(m_fiona->messages(), QStringList{QStringLiteral("three")});
    // The row came out of the archive as it is after the last one.
    const MessageChange old{
        {2}, m_gina->identity.account(), {}, {}, {named('b'), kNow, Edit{named('a'), QStringLiteral("two")}}};
    QVERIFY(m_fiona->ledger.change(kTalk, old));
    QCOMPARE(m_fiona->messages(), QStringList{QStringLiteral("three")});
}

void TestMessageChanges::aDeletionLeavesALine()
{
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("my number is 7")}, 'a'));
    const TimelineRow before = row('a');
    QVERIFY(hears(*m_anna, Reaction{named('a'), kThumb}, 'b'));
    QVERIFY(hears(*m_gina, Deletion{named('a')}, 'c'));
    QCOMPARE(m_fiona->messages(), QStringList());
    QCOMPARE(m_fiona->lines(), QStringList{words::messageDeleted(before.author_name, before.author_role)});
    QCOMPARE(row('a').sequence, Sequence{1});
    QCOMPARE(row('a').reactions.size(), 0);
    // It does not come back.
    QVERIFY(hears(*m_gina, Edit{named('a'), QStringLiteral("my number is 8")}, 'd'));
    QVERIFY(hears(*m_anna, Reaction{named('a'), kThumb}, 'e'));
    QCOMPARE(m_fiona->messages(), QStringList());
    QCOMPARE(row('a').reactions.size(), 0);
    QCOMPARE(m_fiona->store.messages().unreadCount(kTalk, {}).value(), 0);
}

void TestMessageChanges::theListShowsWhatIsLeft()
{
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("first")}, 'a'));
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("last")}, 'b'));
    QVERIFY(hears(*m_gina, Edit{named('a'), QStringLiteral("another first")}, 'c'));
    QCOMPARE(m_fiona->ledger.find(kTalk)->preview.text, QStringLiteral("last"));
    QVERIFY(hears(*m_gina, Edit{named('b'), QStringLiteral("another last")}, 'd'));
    QCOMPARE(m_fiona->ledger.find(kTalk)->preview.text, QStringLiteral("another last"));
    QVERIFY(hears(*m_gina, Deletion{named('b')}, 'e'));
    QCOMPARE(m_fiona->ledger.find(kTalk)->preview.text, row('b').text);
    QVERIFY(!row('b').text.contains(QStringLiteral("another")));
}

void TestMessageChanges::nobodyElsesWordsAreChanged_data()
{
    QTest::addColumn<bool>("is_staffs");
    QTest::addColumn<bool>("is_deletion");
    QTest::newRow("a customer's words, edited by staff") << false << false;
    QTest::newRow("a customer's words, deleted by staff") << false << true;
    QTest::newRow("staff's words, edited by a customer") << true << false;
    QTest::newRow("staff's words, deleted by a customer") << true << true;
}

void TestMessageChanges::nobodyElsesWordsAreChanged()
{
    QFETCH(bool, is_staffs);
    QFETCH(bool, is_deletion);
    ReadingSeat &author = is_staffs ? *m_anna : *m_gina;
    ReadingSeat &other = is_staffs ? *m_gina : *m_anna;
    QVERIFY(hears(author, TextMessage{QStringLiteral("mine")}, 'a'));
    const content::Item item =
        is_deletion ? content::Item(Deletion{named('a')}) : Edit{named('a'), QStringLiteral("yours")};
    QVERIFY(hears(other, item, 'b'));
    QCOMPARE(m_fiona->messages(), QStringList{QStringLiteral("mine")});
    QCOMPARE(row('a').changed, Sequence{});
}

void TestMessageChanges::eachPersonHasOneReaction()
{
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("done")}, 'a'));
    QVERIFY(hears(*m_anna, Reaction{named('a'), kThumb}, 'b'));
    QVERIFY(hears(*m_gina, Reaction{named('a'), kThumb}, 'c'));
    QCOMPARE(emojis(row('a')), (QStringList{kThumb, kThumb}));
    QVERIFY(hears(*m_anna, Reaction{named('a'), kHeart}, 'd'));
    QCOMPARE(emojis(row('a')), (QStringList{kThumb, kHeart}));
    QCOMPARE(row('a').reactions.constLast().account, m_anna->identity.account());
    QVERIFY(hears(*m_anna, Reaction{named('a'), {}}, 'e'));
    QVERIFY(hears(*m_anna, Reaction{named('a'), {}}, 'f')); // there is none any more
    QCOMPARE(emojis(row('a')), QStringList{kThumb});
    QCOMPARE(row('a').changed, Sequence{5});
    QCOMPARE(row('a').text, QStringLiteral("done"));
}

void TestMessageChanges::onlyEmojiAreReactions_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a word") << QStringLiteral("yes");
    QTest::newRow("two emoji") << kThumb + kHeart;
    QTest::newRow("a line break") << QStringLiteral("\n");
    QTest::newRow("another direction of writing") << kThumb + QChar(0x202E);
}

void TestMessageChanges::onlyEmojiAreReactions()
{
    QFETCH(QString, text);
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("done")}, 'a'));
    QVERIFY(hears(*m_anna, Reaction{named('a'), text}, 'b'));
    QCOMPARE(row('a').reactions.size(), 0);
}

void TestMessageChanges::reactionsAreBounded()
{
    TimelineRow row;
    row.id = named('a');
    row.author = {1};
    const auto reacts = [&](quint64 who, const QString &emoji) {
        return applyTo(row, {{who}, {who}, {}, {}, {named('b'), kNow, Reaction{named('a'), emoji}}});
    };
    quint64 who = 0;
    for (; who < quint64(limits::kReactionKindsMax); ++who)
        QVERIFY(reacts(who + 1, face(who)));
    QVERIFY(!reacts(++who, kThumb)); // one kind too many
    while (row.reactions.size() < limits::kReactionsMax)
        QVERIFY(reacts(++who, row.reactions.constFirst().emoji));
    QVERIFY(!reacts(++who, row.reactions.constFirst().emoji));
    QCOMPARE(row.reactions.size(), limits::kReactionsMax);
}

void TestMessageChanges::whatComesBeforeItsMessageWaits_data()
{
    QTest::addColumn<bool>("is_authors");
    QTest::addColumn<QStringList>("then");
    QTest::newRow("its author's") << true << QStringList{QStringLiteral("edited")};
    QTest::newRow("somebody else's") << false << QStringList{QStringLiteral("said")};
}

void TestMessageChanges::whatComesBeforeItsMessageWaits()
{
    QFETCH(bool, is_authors);
    QFETCH(QStringList, then);
    ReadingSeat &author = is_authors ? *m_gina : *m_anna;
    QVERIFY(hears(author, Edit{named('a'), QStringLiteral("first try")}, 'b'));
    QVERIFY(hears(author, Edit{named('a'), QStringLiteral("edited")}, 'c'));
    QCOMPARE(m_fiona->messages(), QStringList());
    QCOMPARE(m_fiona->store.waitingChanges().allOf(kTalk.value).value().size(), 2);
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("said")}, 'a'));
    QCOMPARE(m_fiona->messages(), then);
    QCOMPARE(m_fiona->store.waitingChanges().allOf(kTalk.value).value().size(), 0);
}

void TestMessageChanges::whoeverSpeaksOfNothingFillsTheirOwnShare()
{
    for (int i = 0; i < limits::kChangesWaitingMax + 5; ++i)
        QVERIFY(hears(*m_anna, Deletion{named('x')}, static_cast<char>('0' + i)));
    QVERIFY(hears(*m_gina, Deletion{named('a')}, 'b'));
    QCOMPARE(m_fiona->store.waitingChanges().allOf(kTalk.value).value().size(),
             limits::kChangesWaitingMax + 1);
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("said")}, 'a'));
    QCOMPARE(m_fiona->messages(), QStringList());
}

void TestMessageChanges::anAnswerShowsTheMessageAsItIsHere()
{
    QVERIFY(hears(*m_gina, TextMessage{QStringLiteral("When?")}, 'a'));
    QVERIFY(hears(*m_anna,
                  content::Reply{named('a'), QStringLiteral("I owe you money"), QStringLiteral("At noon")},
                  'b'));
    QCOMPARE(row('b').text, QStringLiteral("At noon"));
    QCOMPARE(row('b').quote.claim, QString()); // whatever it says
    QVERIFY(shown('b').quote.is_here);
    QCOMPARE(shown('b').quote.text, QStringLiteral("When?"));
    QCOMPARE(shown('b').quote.name, row('a').author_name);
    QVERIFY(hears(*m_gina, Edit{named('a'), QStringLiteral("When exactly?")}, 'c'));
    QCOMPARE(shown('b').quote.text, QStringLiteral("When exactly?"));
    QVERIFY(hears(*m_gina, Deletion{named('a')}, 'd'));
    QVERIFY(!shown('b').quote.text.contains(QStringLiteral("exactly")));
    QCOMPARE(shown('b').quote.name, QString());
}

void TestMessageChanges::anAnswerToWhatIsNotHereShowsItsAuthorsWord()
{
    QVERIFY(
        hears(*m_anna, content::Reply{named('z'), QStringLiteral("When?"), QStringLiteral("At noon")}, 'b'));
    QVERIFY(!shown('b').quote.is_here);
    QCOMPARE(shown('b').quote.text, QStringLiteral("When?"));
    QCOMPARE(shown('b').quote.name, QString());
}

void TestMessageChanges::olderProgramsAreTold_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("containing");
    QTest::newRow("an answer") << 0 << QStringLiteral("At noon");
    QTest::newRow("an edit") << 1 << QStringLiteral("at one");
    QTest::newRow("a deletion") << 2 << QStringLiteral("Anna");
    QTest::newRow("a reaction") << 3 << kThumb;
    QTest::newRow("a reaction that is taken back") << 4 << QStringLiteral("Anna");
    QTest::newRow("an edit that is long") << 5 << QStringLiteral("Anna");
}

void TestMessageChanges::olderProgramsAreTold()
{
    QFETCH(int, index);
    QFETCH(QString, containing);
    const QList<content::Item> items = {content::Reply{named('a'), {}, QStringLiteral("At noon")},
                                        Edit{named('a'), QStringLiteral("at one")},
                                        Deletion{named('a')},
                                        Reaction{named('a'), kThumb},
                                        Reaction{named('a'), {}},
                                        Edit{named('a'), QString(5000, QChar(0x00E9))}};
    const QString text = words::fallbackOf(items.at(index), QStringLiteral("Anna"));
    QVERIFY2(text.contains(containing) && text.contains(QStringLiteral("Anna")), qPrintable(text));
    QVERIFY(text.toUtf8().size() <= limits::kNameBytesMax);
    const content::Content content{named('b'), kNow, items.at(index)};
    QVERIFY(content::decodeContent(content::encodeContent(content, text)));
}

CHAT121_TEST_MAIN(TestMessageChanges)
#include "tst_message_changes.moc"
