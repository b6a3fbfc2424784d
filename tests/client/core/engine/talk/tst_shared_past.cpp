// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What was said before a colleague came in, as a member of the staff shows it: taken where it can be from,
// marked as theirs, and known to everybody. Rows AD-05, AD-07.
#include "client/core/engine/notices/words.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr Sequence kBegan{5}; // Fiona was let in

content::MessageId idOf(char letter)
{
    return *content::MessageId::from(QByteArray(16, letter));
}

} // namespace

class TestSharedPast : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoCameInReadsItAsItIsShown();
    void everybodyReadsThatItIsShown();
    void onlyWhatCanBeFromBeforeIsTaken_data();
    void onlyWhatCanBeFromBeforeIsTaken();
    void whatIsKnownStays();
    void itsAuthorMayStillEditIt();
    void onlyStaffShowIt();
    void saidTwiceIsTold();

private:
    content::PastRow row(char letter, quint64 sequence, const QString &text) const
    {
        return {idOf(letter), Sequence{sequence},    m_gina->identity.account(),
                kNow,         {u"Gina\n(really)"_s}, {text}};
    }
    content::SharedPast past(const QList<content::PastRow> &rows) const
    {
        return {m_fiona->identity.account(), {m_fiona->identity.self().staff()->name}, false, rows};
    }
    std::optional<TimelineRow> shown(char letter)
    {
        const auto found = m_fiona->store.messages().find(kTalk, idOf(letter));
        return found ? *found : std::nullopt;
    }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<ReadingSeat> m_fiona; // who came in
    std::unique_ptr<ReadingSeat> m_gina;  // the customer
};

void TestSharedPast::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
    QVERIFY(m_fiona->ledger.generationBegan(kGroup, kBegan, 1));
    QVERIFY(m_gina->ledger.generationBegan(kGroup, kBegan, 1));
}

void TestSharedPast::cleanup()
{
    m_gina.reset();
    m_fiona.reset();
    m_anna.reset();
    m_office.reset();
}

void TestSharedPast::whoCameInReadsItAsItIsShown()
{
    const auto said = m_anna->says(past({row('x', 2, u"Hello"_s), row('y', 3, u"Are you there?"_s)}), 'a');
    QVERIFY(said && m_fiona->reads(*said));
    QCOMPARE(m_fiona->messages(), (QStringList{u"Hello"_s, u"Are you there?"_s}));
    const auto first = shown('x');
    QVERIFY(first && !first->is_mine);
    QCOMPARE(first->author, m_gina->identity.account());
    QCOMPARE(first->author_name, u"Gina (really)"_s); // one line
    QCOMPARE(first->author_role, words::asShownBy(m_anna->identity.self().staff()->name));
    QCOMPARE(first->sequence, Sequence{2});
    QCOMPARE(m_fiona->lines().filter(u"shows you what was said before"_s).size(), 1);
    QCOMPARE(m_fiona->ledger.recordOr(kTalk).preview.text, u"Are you there?"_s);
}

void TestSharedPast::everybodyReadsThatItIsShown()
{
    content::SharedPast some = past({row('x', 2, u"Hello"_s)});
    some.is_cut = true;
    const auto said = m_anna->says(some, 'a');
    QVERIFY(said && m_gina->reads(*said));
    QVERIFY(m_gina->messages().isEmpty()); // she has it herself
    const QStringList lines = m_gina->lines().filter(u"what was said before"_s);
    QCOMPARE(lines.size(), 1);
    const QString fiona = m_fiona->identity.self().staff()->name;
    QVERIFY2(lines.constFirst().contains(fiona), qPrintable(lines.constFirst()));
    QVERIFY2(lines.constFirst().contains(u"the newest of it"_s), qPrintable(lines.constFirst()));
}

void TestSharedPast::onlyWhatCanBeFromBeforeIsTaken_data()
{
    QTest::addColumn<quint64>("sequence");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("is_readers"); // said by who reads it
    QTest::addColumn<bool>("is_taken");
    QTest::newRow("from before") << quint64(4) << u"Hello"_s << false << true;
    QTest::newRow("without a place") << quint64(0) << u"Hello"_s << false << false;
    QTest::newRow("where the reader came in") << kBegan.value << u"Hello"_s << false << false;
    QTest::newRow("after that") << kBegan.value + 1 << u"Hello"_s << false << false;
    QTest::newRow("the far future") << ~quint64(0) << u"Hello"_s << false << false;
    QTest::newRow("the reader's own word") << quint64(4) << u"Hello"_s << true << false;
    QTest::newRow("nothing") << quint64(4) << QString() << false << false;
}

void TestSharedPast::onlyWhatCanBeFromBeforeIsTaken()
{
    QFETCH(quint64, sequence);
    QFETCH(QString, text);
    QFETCH(bool, is_readers);
    content::PastRow one = row('x', sequence, text);
    if (is_readers) one.author = m_fiona->identity.account();
    const auto said = m_anna->says(past({one}), 'a');
    QVERIFY(said && m_fiona->reads(*said));
    QTEST(m_fiona->messages() == QStringList{text}, "is_taken");
    QTEST(shown('x').has_value(), "is_taken");
}

void TestSharedPast::whatIsKnownStays()
{
    const auto real = m_gina->says(content::TextMessage{{u"I agree"_s}}, 'x');
    QVERIFY(real && m_fiona->reads(*real));
    const auto said = m_anna->says(past({row('x', 2, u"I disagree"_s)}), 'a');
    QVERIFY(said && m_fiona->reads(*said));
    QCOMPARE(m_fiona->messages(), QStringList{u"I agree"_s});
}

void TestSharedPast::itsAuthorMayStillEditIt()
{
    const auto said = m_anna->says(past({row('x', 2, u"Hello"_s)}), 'a');
    QVERIFY(said && m_fiona->reads(*said));
    const auto not_theirs = m_anna->says(content::Edit{idOf('x'), {u"Goodbye"_s}}, 'b');
    QVERIFY(not_theirs && m_fiona->reads(*not_theirs));
    QCOMPARE(m_fiona->messages(), QStringList{u"Hello"_s});
    const auto edit = m_gina->says(content::Edit{idOf('x'), {u"Hello again"_s}}, 'c');
    QVERIFY(edit && m_fiona->reads(*edit));
    QCOMPARE(m_fiona->messages(), QStringList{u"Hello again"_s});
}

void TestSharedPast::onlyStaffShowIt()
{
    const auto said = m_gina->says(past({row('x', 2, u"Hello"_s)}), 'a');
    QVERIFY(said && m_fiona->reads(*said));
    QVERIFY(m_fiona->messages().isEmpty());
    QVERIFY(m_fiona->lines().isEmpty());
}

void TestSharedPast::saidTwiceIsTold()
{
    for (int time = 0; time < 2; ++time) {
        const auto said = m_anna->says(past({row('x', 2, u"Hello"_s)}), 'a');
        QVERIFY(said && m_fiona->reads(*said));
    }
    QCOMPARE(m_fiona->messages().size(), 1);
    QCOMPARE(m_fiona->lines().filter(words::messageReplayed()).size(), 1);
}

CHAT121_TEST_MAIN(TestSharedPast)
#include "tst_shared_past.moc"
