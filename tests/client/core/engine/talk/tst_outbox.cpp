// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How often an outbox tries again, by a clock that the test moves: at once where the log has news, less and
// less often where a server only says the same once more. Nothing is lost by waiting, and nothing is said
// twice. security.md B4.
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/client/core/engine/talk/scripted_log.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using protocol::Append;

namespace {

constexpr int kLiesMax = 1000; // then even this server is honest: a test ends

using Answer = std::function<QByteArray(const Append &)>;

QByteArray epochClosed(const Append &append)
{
    const protocol::Refused no{append.request, Code::Conflict, protocol::Reason::EpochClosed, 0};
    return protocol::encodeFrame(no);
}

QByteArray storedAt(const Append &append, quint64 sequence)
{
    return protocol::encodeFrame(protocol::Stored{append.request, append.log, {sequence}, kNow});
}

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aServerThatRepeatsItselfIsAskedLessAndLess_data();
    void aServerThatRepeatsItselfIsAskedLessAndLess();
    void anEpochThatIsOverCostsNoTime();
    void aNewEpochEndsAPause();
    void theNextWordDoesNotWaitForTheOneBefore();
    void aLineTakesItsPlaceInTheLog();
    void aLineThatNobodyGetsStaysWhereItWas();

private:
    void logsIn();
    void serves(); // until nobody has anything to say
    void answers(const QByteArray &frame);
    void passes(std::chrono::seconds time);
    void says(const QString &text);
    bool commits(); // Gina, with new keys; the server has it in the log
    QByteArray honest(const Append &append);
    SendState stateOf(const QString &text);
    TimelineRow rowOf(const QString &text);

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<ReadingSeat> m_gina;
    QList<protocol::Envelope> m_log; // the server's
    QList<Append> m_appends;         // that it has seen
    Answer m_answer;
    qsizetype m_served = 0;
    quint64 m_request = 1;
};

void TestOutbox::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_gina = m_office->gina();
    QVERIFY(m_gina->committer.join(begunWith(*m_anna, *m_gina, mls::KeyPackageUse::Once)));
    for (ReadingSeat *each : {m_anna.get(), m_gina.get()}) {
        ConversationRecord record = each->ledger.recordOr(kTalk);
        record.state = protocol::ConversationState::Taken;
        record.department = kSupport;
        record.guest = m_gina->identity.account();
        QVERIFY(each->ledger.save(record));
    }
    m_answer = [this](const Append &append) { return honest(append); };
    logsIn();
}

void TestOutbox::cleanup()
{
    m_anna.reset();
    m_gina.reset();
    m_office.reset();
    m_log.clear();
    m_appends.clear();
    m_served = 0;
}

void TestOutbox::logsIn()
{
    connect(&m_anna->session, &Session::logCaughtUp, &m_anna->outbox, &Outbox::flush);
    m_anna->connection.start({{{QStringLiteral("acme.example"), 443}}, m_acme.registrar.publicKey()});
    m_anna->session.begin(
        {m_anna->identity.account(), m_anna->identity.device(), &m_anna->identity.deviceKey(), 1});
    QTRY_VERIFY(m_anna->script.newest() != nullptr);
    m_anna->script.newest()->playOpened();
    serves();
    QVERIFY(m_anna->session.isCaughtUp(kTalk));
}

void TestOutbox::serves()
{
    for (bool is_quiet = false; !is_quiet;) {
        QCoreApplication::processEvents();
        ScriptedTransport *line = m_anna->script.newest();
        is_quiet = m_served == line->sent.size();
        while (m_served < line->sent.size())
            answers(line->sent.at(m_served++));
    }
}

void TestOutbox::answers(const QByteArray &frame)
{
    const auto reply = [this](const QByteArray &answer) { m_anna->script.newest()->playReceived(answer); };
    if (const auto answer = answerToArrival(frame, m_acme.registrar.publicKey(), m_log))
        return reply(*answer);
    if (protocol::typeOf(frame) != protocol::MessageType::Append) return;
    m_appends.append(protocol::decodeFrame<Append>(frame).value());
    const bool is_tired = m_appends.size() > kLiesMax;
    reply(is_tired ? honest(m_appends.constLast()) : m_answer(m_appends.constLast()));
}

QByteArray TestOutbox::honest(const Append &append)
{
    protocol::Envelope envelope =
        m_anna->envelope(protocol::EnvelopeKind::Application, append.epoch, append.sealed.bytes);
    envelope.sequence = {static_cast<quint64>(m_log.size()) + 1};
    m_log.append(envelope);
    return storedAt(append, envelope.sequence.value);
}

void TestOutbox::passes(std::chrono::seconds time)
{
    for (auto second = std::chrono::seconds(0); second < time; ++second) {
        m_clock.advance(std::chrono::seconds(1));
        m_anna->outbox.flush(kTalk);
        serves();
    }
}

void TestOutbox::says(const QString &text)
{
    m_anna->outbox.say(kTalk, text);
    serves();
}

bool TestOutbox::commits()
{
    const auto commit = m_gina->committer.change(kGroup, {}, {}, RequestId{++m_request});
    if (!commit || !m_gina->committer.accepted(kGroup)) return false;
    protocol::Envelope envelope =
        m_gina->envelope(protocol::EnvelopeKind::Commit, commit->epoch, commit->commit.bytes);
    envelope.sequence = {static_cast<quint64>(m_log.size()) + 1};
    m_log.append(envelope);
    return true;
}

TimelineRow TestOutbox::rowOf(const QString &text)
{
    const auto page = m_anna->store.messages().newest(kTalk, 100);
    if (!page) return {};
    for (const TimelineRow &row : page->rows)
        if (row.text == text) return row;
    return {};
}

SendState TestOutbox::stateOf(const QString &text)
{
    return rowOf(text).state;
}

void TestOutbox::aServerThatRepeatsItselfIsAskedLessAndLess_data()
{
    QTest::addColumn<Answer>("lie");
    QTest::newRow("the epoch is over, and is not") << Answer(epochClosed);
    QTest::newRow("stored, where the log is not")
        << Answer([](const Append &append) { return storedAt(append, 7); });
}

void TestOutbox::aServerThatRepeatsItselfIsAskedLessAndLess()
{
    QFETCH(Answer, lie);
    m_answer = lie;
    says(QStringLiteral("hello"));
    QCOMPARE(m_appends.size(), 2); // at once, and once more with what the log has brought
    passes(std::chrono::minutes(10));
    // Five pauses that double, from half a second to eight at least; then each lasts 15 s to 30 s.
    QVERIFY2(m_appends.size() <= 2 + 5 + 600 / 15, qPrintable(QString::number(m_appends.size())));
    QVERIFY2(m_appends.size() >= 2 + 600 / 30, qPrintable(QString::number(m_appends.size())));
    QCOMPARE(stateOf(QStringLiteral("hello")), SendState::Queued);

    m_answer = [this](const Append &append) { return honest(append); };
    const qsizetype before = m_appends.size();
    passes(limits::kReconnectDelayMax);
    QCOMPARE(stateOf(QStringLiteral("hello")), SendState::Sent);
    passes(std::chrono::minutes(5));
    QCOMPARE(m_appends.size(), before + 1);
    QCOMPARE(m_log.size(), 1);
    QCOMPARE(m_gina->opens(m_log.constFirst()), QStringLiteral("hello"));
    for (const Append &append : std::as_const(m_appends))
        QCOMPARE(append.request, m_appends.constFirst().request); // so the server has it once
}

void TestOutbox::anEpochThatIsOverCostsNoTime()
{
    m_answer = [this](const Append &append) {
        if (append.epoch >= 4) return honest(append);
        if (!commits()) qFatal("no commit");
        return epochClosed(append);
    };
    says(QStringLiteral("hello"));
    QCOMPARE(m_appends.size(), 4); // one for each epoch, and the clock has not moved
    QCOMPARE(stateOf(QStringLiteral("hello")), SendState::Sent);
    QCOMPARE(m_gina->opens(m_log.constLast()), QStringLiteral("hello"));
}

void TestOutbox::aNewEpochEndsAPause()
{
    m_answer = epochClosed;
    says(QStringLiteral("hello"));
    passes(std::chrono::seconds(20));
    const qsizetype before = m_appends.size();
    m_anna->outbox.flush(kTalk);
    serves();
    QCOMPARE(m_appends.size(), before); // in a pause

    m_answer = [this](const Append &append) { return honest(append); };
    QVERIFY(commits());
    const protocol::EnvelopePushed push{1, m_log.constLast()};
    m_anna->script.newest()->playReceived(protocol::encodeFrame(push));
    serves();
    QCOMPARE(m_appends.size(), before + 1);
    QCOMPARE(stateOf(QStringLiteral("hello")), SendState::Sent);
}

// It is tried at once, as the first one was, when that is out of the way.
void TestOutbox::theNextWordDoesNotWaitForTheOneBefore()
{
    m_answer = epochClosed;
    says(QStringLiteral("hello"));
    says(QStringLiteral("are you there?"));
    QCOMPARE(m_appends.size(), 2); // in order: the second waits for the first
    m_answer = [this](const Append &append) { return honest(append); };
    passes(std::chrono::seconds(1));
    QCOMPARE(m_appends.size(), 4);
    QCOMPARE(stateOf(QStringLiteral("are you there?")), SendState::Sent);
}

// Its author reads it at once, and in the end where the others do.
void TestOutbox::aLineTakesItsPlaceInTheLog()
{
    const QString line = QStringLiteral("Anna saved it");
    QVERIFY(m_anna->outbox.tell(kTalk, content::Notice{content::NoticeKind::Saved}, line));
    QCOMPARE(rowOf(line).kind, RowKind::System);
    QCOMPARE(rowOf(line).sequence, Sequence{});
    QCOMPARE(m_anna->outbox.waiting(), 0); // no word of hers
    serves();
    says(QStringLiteral("hello"));
    QCOMPARE(m_appends.size(), 2);
    QCOMPARE(rowOf(line).sequence, Sequence{1});
    QCOMPARE(rowOf(line).state, SendState::None);
    QCOMPARE(rowOf(QStringLiteral("hello")).sequence, Sequence{2});
    QVERIFY(m_anna->store.outbox().all().value().isEmpty());
    QVERIFY(m_gina->reads(m_log.constFirst()));
    QCOMPARE(m_gina->lines().size(), 1);
    QVERIFY(m_gina->messages().isEmpty());
}

// The conversation was closed before the server had it.
void TestOutbox::aLineThatNobodyGetsStaysWhereItWas()
{
    says(QStringLiteral("hello"));
    m_answer = epochClosed;
    const QString line = QStringLiteral("Anna saved it");
    QVERIFY(m_anna->outbox.tell(kTalk, content::Notice{content::NoticeKind::Saved}, line));
    serves();
    QVERIFY(m_anna->outbox.giveUp(kTalk));
    QVERIFY(m_anna->store.outbox().all().value().isEmpty());
    QCOMPARE(rowOf(line).sequence, Sequence{1}); // below the last of the log, above what comes
    QCOMPARE(rowOf(line).state, SendState::None);
    QCOMPARE(rowOf(QStringLiteral("hello")).sequence, Sequence{1});
}

CHAT121_TEST_MAIN(TestOutbox)
#include "tst_outbox.moc"
