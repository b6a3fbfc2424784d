// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations that are put off: they come back once, at their time or when their customer writes, also
// after a restart, and nobody hides what waits for everybody.
#include "client/core/engine/desk/snoozes.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace std::chrono_literals;

class TestSnoozes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void itComesBackAtItsTime();
    void itsCustomerBringsItBack();
    void aColleaguesWordDoesNot();
    void itSurvivesARestart();
    void anotherTimeTakesItsPlace();
    void aClosedOneIsFollowedUp();
    void whatWaitsForEverybodyIsNotHidden();
    void whatCannotBePutOff_data();
    void whatCannotBePutOff();

private:
    ConversationRow row() { return m_fiona->ledger.listRow(m_fiona->ledger.recordOr(kTalk)); }
    void become(protocol::ConversationState state)
    {
        ConversationRecord record = m_fiona->ledger.recordOr(kTalk);
        record.state = state;
        QVERIFY(m_fiona->ledger.save(record));
    }
    UnixTime in(std::chrono::milliseconds span) { return m_clock.now() + span; }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<ReadingSeat> m_fiona; // puts it off
    std::unique_ptr<ReadingSeat> m_gina;  // the customer
    std::unique_ptr<Snoozes> m_snoozes;   // Fiona's
};

void TestSnoozes::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
    m_snoozes = std::make_unique<Snoozes>(m_fiona->context, m_fiona->ledger, nullptr);
    m_snoozes->begin();
    connect(&m_fiona->inbox, &Inbox::said, m_snoozes.get(), &Snoozes::said);
    QCOMPARE(row().state, chat121::ConversationState::Mine);
}

void TestSnoozes::cleanup()
{
    m_snoozes.reset();
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

void TestSnoozes::itComesBackAtItsTime()
{
    QSignalSpy ended(&m_fiona->announcer, &Announcer::snoozeEnded);
    const UnixTime until = in(1h);
    m_snoozes->snooze(kTalk, until);
    QCOMPARE(row().snoozed_until, until);
    const auto rows = m_fiona->ledger.listRows();
    QVERIFY(rows);
    QCOMPARE(rows->first().snoozed_until, until);
    m_clock.advance(59min);
    m_snoozes->look();
    QVERIFY(ended.isEmpty());
    QCOMPARE(row().snoozed_until, until);
    m_clock.advance(1min);
    m_snoozes->look();
    m_snoozes->look();
    QCOMPARE(ended.size(), 1); // once
    QCOMPARE(row().snoozed_until, UnixTime{});
    QVERIFY(row().is_back);
    m_snoozes->end(kTalk); // its reader has come to it
    QVERIFY(!row().is_back);
}

void TestSnoozes::itsCustomerBringsItBack()
{
    QSignalSpy ended(&m_fiona->announcer, &Announcer::snoozeEnded);
    m_snoozes->snooze(kTalk, in(1h));
    const auto words = m_gina->says(content::TextMessage{{QStringLiteral("One more thing")}}, 'a');
    QVERIFY(words && m_fiona->reads(*words));
    QCOMPARE(row().snoozed_until, UnixTime{});
    QVERIFY(!row().is_back); // the message says it
    m_clock.advance(2h);
    m_snoozes->look();
    QVERIFY(ended.isEmpty());
}

void TestSnoozes::aColleaguesWordDoesNot()
{
    const UnixTime until = in(1h);
    m_snoozes->snooze(kTalk, until);
    const auto words = m_anna->says(content::TextMessage{{QStringLiteral("I am here, too")}}, 'a');
    QVERIFY(words && m_fiona->reads(*words));
    QCOMPARE(row().snoozed_until, until);
}

void TestSnoozes::itSurvivesARestart()
{
    m_snoozes->snooze(kTalk, in(1h));
    m_snoozes.reset();
    m_clock.advance(24h); // while the program was closed
    QSignalSpy ended(&m_fiona->announcer, &Announcer::snoozeEnded);
    m_snoozes = std::make_unique<Snoozes>(m_fiona->context, m_fiona->ledger, nullptr);
    m_snoozes->begin();
    QCOMPARE(ended.size(), 1);
    QVERIFY(row().is_back);
}

void TestSnoozes::anotherTimeTakesItsPlace()
{
    m_snoozes->snooze(kTalk, in(1h));
    m_clock.advance(1h);
    m_snoozes->look();
    QVERIFY(row().is_back);
    const UnixTime until = in(48h);
    m_snoozes->snooze(kTalk, until);
    QVERIFY(!row().is_back);
    QCOMPARE(row().snoozed_until, until);
    m_snoozes->snooze(kTalk, in(limits::kLaterMax + 24h)); // no further than that
    QCOMPARE(row().snoozed_until, in(limits::kLaterMax));
}

void TestSnoozes::aClosedOneIsFollowedUp()
{
    become(protocol::ConversationState::Closed);
    const UnixTime until = in(24h);
    m_snoozes->snooze(kTalk, until);
    QCOMPARE(row().state, chat121::ConversationState::Closed);
    QCOMPARE(row().snoozed_until, until);
}

void TestSnoozes::whatWaitsForEverybodyIsNotHidden()
{
    m_snoozes->snooze(kTalk, in(1h));
    become(protocol::ConversationState::Waiting);
    QCOMPARE(row().snoozed_until, UnixTime{});
    protocol::DeskEntry entry;
    entry.conversation = kTalk;
    entry.state = protocol::ConversationState::Waiting;
    m_snoozes->seen({entry});
    become(protocol::ConversationState::Taken); // by Fiona again
    QCOMPARE(row().snoozed_until, UnixTime{});  // who takes it does not lose it from sight
}

void TestSnoozes::whatCannotBePutOff_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("one that waits") << "waiting";
    QTest::newRow("until a time that has passed") << "past";
    QTest::newRow("one that nobody knows") << "unknown";
}

void TestSnoozes::whatCannotBePutOff()
{
    QFETCH(QString, what);
    QSignalSpy failed(&m_fiona->announcer, &Announcer::actionFailed);
    if (what == QStringLiteral("waiting")) become(protocol::ConversationState::Waiting);
    const ConversationId id = what == QStringLiteral("unknown") ? ConversationId{77} : kTalk;
    m_snoozes->snooze(id, what == QStringLiteral("past") ? m_clock.now() : in(1h));
    QCOMPARE(failed.size(), 1);
    const auto kept = m_fiona->store.snoozes().count();
    QVERIFY(kept);
    QCOMPARE(*kept, 0);
}

CHAT121_TEST_MAIN(TestSnoozes)
#include "tst_snoozes.moc"
