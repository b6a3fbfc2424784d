// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Words that leave later: not before they are due, once, in their order, and never out of sight of their
// writer.
#include "client/core/engine/talk/send_later.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSendLater : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void itWaitsUntilItIsDue();
    void severalLeaveInTheirOrder();
    void whatIsPastLeavesAtOnce();
    void itIsChangedAndTakenBack();
    void itIsDueWhileTheProgramIsClosed();
    void itLeavesOnceHoweverTheProgramEnds();
    void whatAnotherCopyHasSaidIsNotSaidAgain();
    void whereNothingCanBeWrittenItIsHeld();
    void anOlderCopySendsNothing();
    void boundsGiveTheWordsBack();
    void whatHasLeftIsNotChanged();

private:
    std::unique_ptr<SendLater> starts(); // the program
    QList<LaterMessage> waiting() { return m_anna->ledger.facts(kTalk).later; }
    QList<content::Content> queued();
    QStringList queuedWords();
    void setState(protocol::ConversationState state);
    UnixTime in(std::chrono::milliseconds span) const { return m_clock.now() + span; }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<ReadingSeat> m_gina;
    std::unique_ptr<SendLater> m_later;
};

void TestSendLater::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_gina = m_office->gina();
    QVERIFY(m_gina->committer.join(begunWith(*m_anna, *m_gina, mls::KeyPackageUse::Once)));
    setState(protocol::ConversationState::Taken);
    m_later = starts();
    QVERIFY(m_anna->ledger.facts(kTalk).is_writable);
}

void TestSendLater::cleanup()
{
    m_later.reset();
    m_anna.reset();
    m_gina.reset();
    m_office.reset();
}

std::unique_ptr<SendLater> TestSendLater::starts()
{
    auto later = std::make_unique<SendLater>(m_anna->context, m_anna->ledger, m_anna->outbox, nullptr);
    later->begin();
    return later;
}

void TestSendLater::setState(protocol::ConversationState state)
{
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.state = state;
    record.department = kSupport;
    record.guest = m_gina->identity.account();
    QVERIFY(m_anna->ledger.save(record));
}

QList<content::Content> TestSendLater::queued()
{
    QList<content::Content> contents;
    const auto entries = m_anna->store.outbox().allOf(kTalk);
    if (!entries) return contents;
    for (const OutboxEntry &entry : *entries)
        if (const auto content = content::decodeContent(entry.content.bytes)) contents.append(*content);
    return contents;
}

QStringList TestSendLater::queuedWords()
{
    QStringList words;
    const auto contents = queued();
    for (const content::Content &content : contents)
        if (const auto *text = std::get_if<content::TextMessage>(&content.item))
            words.append(text->text.text);
    return words;
}

void TestSendLater::itWaitsUntilItIsDue()
{
    m_later->put(kTalk, u"Good morning"_s, in(1h));
    QCOMPARE(waiting().size(), 1);
    QCOMPARE(waiting().constFirst().due_at, in(1h));
    const MessageId id = waiting().constFirst().id;
    m_clock.advance(59min);
    m_later->look();
    QVERIFY(queued().isEmpty());
    QVERIFY(m_anna->messages().isEmpty());
    m_clock.advance(1min);
    m_later->look();
    QVERIFY(waiting().isEmpty());
    QCOMPARE(queuedWords(), QStringList{u"Good morning"_s});
    QCOMPARE(queued().constFirst().id, id);
    QCOMPARE(queued().constFirst().sent_at, m_clock.now()); // when it was said, not when it was written
    QCOMPARE(m_anna->messages(), QStringList{u"Good morning"_s});
    m_later->look();
    QCOMPARE(queuedWords().size(), 1);
}

void TestSendLater::severalLeaveInTheirOrder()
{
    m_later->put(kTalk, u"third"_s, in(3h));
    m_later->put(kTalk, u"first"_s, in(1h));
    m_later->put(kTalk, u"second"_s, in(2h));
    QCOMPARE(waiting().constFirst().text, u"first"_s);
    QCOMPARE(waiting().constLast().text, u"third"_s);
    m_clock.advance(150min);
    m_later->look();
    QCOMPARE(queuedWords(), QStringList({u"first"_s, u"second"_s}));
    m_clock.advance(24h);
    m_later->look();
    QCOMPARE(queuedWords(), QStringList({u"first"_s, u"second"_s, u"third"_s}));
}

void TestSendLater::whatIsPastLeavesAtOnce()
{
    m_later->put(kTalk, u"now"_s, {});
    QCOMPARE(queuedWords(), QStringList{u"now"_s});
    m_later->put(kTalk, u" \n"_s, {});
    QCOMPARE(queuedWords().size(), 1);
}

void TestSendLater::itIsChangedAndTakenBack()
{
    m_later->put(kTalk, u"one"_s, in(1h));
    m_later->put(kTalk, u"two"_s, in(2h));
    const QList<LaterMessage> before = waiting();
    m_later->change(kTalk, before.at(0).id, u"one, in other words"_s, in(3h));
    QCOMPARE(waiting().constLast().text, u"one, in other words"_s);
    QCOMPARE(waiting().constLast().id, before.at(0).id);
    m_later->cancel(kTalk, before.at(1).id);
    QCOMPARE(waiting().size(), 1);
    m_clock.advance(2h);
    m_later->look();
    QVERIFY(queued().isEmpty());
    m_later->change(kTalk, before.at(0).id, u"at once"_s, {});
    QCOMPARE(queuedWords(), QStringList{u"at once"_s});
}

void TestSendLater::itIsDueWhileTheProgramIsClosed()
{
    m_later->put(kTalk, u"kept"_s, in(1h));
    m_later.reset();
    m_clock.advance(24h);
    QVERIFY(queued().isEmpty());
    m_later = starts();
    QCOMPARE(queuedWords(), QStringList{u"kept"_s});
    QVERIFY(waiting().isEmpty());
}

// The list and the outbox change in one transaction: undone, both are as they were.
void TestSendLater::itLeavesOnceHoweverTheProgramEnds()
{
    m_later->put(kTalk, u"once"_s, in(1h));
    m_clock.advance(1h);
    {
        auto transaction = m_anna->store.begin();
        QVERIFY(transaction);
        m_later->look();
        QCOMPARE(queuedWords().size(), 1);
    } // the program ends here
    QVERIFY(queued().isEmpty());
    QVERIFY(m_anna->messages().isEmpty());
    QCOMPARE(waiting().size(), 1);
    m_later = starts();
    QCOMPARE(queuedWords(), QStringList{u"once"_s});
    m_later = starts();
    QCOMPARE(queuedWords(), QStringList{u"once"_s});
}

void TestSendLater::whatAnotherCopyHasSaidIsNotSaidAgain()
{
    m_later->put(kTalk, u"said"_s, in(1h));
    TimelineRow row;
    row.id = waiting().constFirst().id;
    row.sequence = {3};
    row.is_mine = true;
    row.state = SendState::Sent;
    row.sent_at = m_clock.now();
    row.text = u"said"_s;
    QVERIFY(m_anna->ledger.put(kTalk, row));
    m_clock.advance(1h);
    m_later->look();
    QVERIFY(queued().isEmpty());
    QVERIFY(waiting().isEmpty());
    QCOMPARE(m_anna->messages(), QStringList{u"said"_s});
}

void TestSendLater::whereNothingCanBeWrittenItIsHeld()
{
    m_later->put(kTalk, u"too late"_s, in(1h));
    setState(protocol::ConversationState::Closed);
    m_clock.advance(1h);
    m_later->look();
    QVERIFY(queued().isEmpty());
    QCOMPARE(waiting().size(), 1);
    QVERIFY(waiting().constFirst().is_held);
    // It does not leave by itself when somebody has the conversation again.
    setState(protocol::ConversationState::Taken);
    m_later->look();
    QVERIFY(queued().isEmpty());
    m_later->change(kTalk, waiting().constFirst().id, u"after all"_s, in(1min));
    QVERIFY(!waiting().constFirst().is_held);
    m_clock.advance(1min);
    m_later->look();
    QCOMPARE(queuedWords(), QStringList{u"after all"_s});
}

void TestSendLater::anOlderCopySendsNothing()
{
    m_later = std::make_unique<SendLater>(m_anna->context, m_anna->ledger, m_anna->outbox, nullptr);
    m_later->put(kTalk, u"not from here"_s, in(1min));
    m_clock.advance(1h);
    m_later->look();
    QVERIFY(queued().isEmpty());
    QCOMPARE(waiting().size(), 1);
}

void TestSendLater::boundsGiveTheWordsBack()
{
    QSignalSpy unsaid(&m_anna->announcer, &Announcer::unsaid);
    const QString text(limits::kTextBytesMax + 1, u'x');
    m_later->put(kTalk, text, in(1h));
    QCOMPARE(unsaid.size(), 1);
    QCOMPARE(unsaid.at(0).at(1).toString(), text);
    QVERIFY(waiting().isEmpty());
    for (int i = 0; i < limits::kLaterMessagesMax; ++i)
        m_later->put(kTalk, u"word"_s, in(1h));
    QCOMPARE(unsaid.size(), 1);
    m_later->put(kTalk, u"one too many"_s, in(1h));
    QCOMPARE(unsaid.size(), 2);
    QCOMPARE(waiting().size(), limits::kLaterMessagesMax);
    m_later->cancel(kTalk, waiting().constFirst().id);
    m_later->put(kTalk, u"far away"_s, in(limits::kLaterMax + 24h));
    QCOMPARE(waiting().constLast().due_at, in(limits::kLaterMax));
}

void TestSendLater::whatHasLeftIsNotChanged()
{
    QSignalSpy unsaid(&m_anna->announcer, &Announcer::unsaid);
    m_later->put(kTalk, u"as it was"_s, in(1h));
    const MessageId id = waiting().constFirst().id;
    m_clock.advance(1h);
    m_later->look();
    m_later->change(kTalk, id, u"other words"_s, in(1h));
    m_later->cancel(kTalk, id);
    QCOMPARE(queuedWords(), QStringList{u"as it was"_s});
    QCOMPARE(unsaid.size(), 1);
    QCOMPARE(unsaid.at(0).at(1).toString(), u"other words"_s);
    QVERIFY(waiting().isEmpty());
}

CHAT121_TEST_MAIN(TestSendLater)
#include "tst_send_later.moc"
