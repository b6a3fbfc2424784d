// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// PostgreSQL goes away in the middle of a COMMIT, and the server cannot know whether the transaction
// is stored. So it says that it is not; the client sends the same request again, and the number of
// the device and the request makes sure that the envelope is there once.

#include "common/protocol/messages/logs.h"
#include "server/relay/handlers.h"
#include "server/store/sql.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>

#include <future>

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace Qt::StringLiterals;
using store::Refusal;

namespace {

constexpr int kPatienceMs = 20'000;

class TestUnknownOutcome : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aCommitWhoseAnswerWasLostIsStoredOnce();
    void aTransactionThatWasCutOffIsNotStored();

private:
    Append message() { return {m_people->next(), m_log, EnvelopeKind::Application, 0, 1, {}, {"sealed"}}; }
    qsizetype storedEnvelopes();
    void setStandby(const QString &statement);
    bool isWaitingForStandby();
    void expectBatchWarning();

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    std::unique_ptr<Sql> m_operator; // another connection to the same database
    Caller m_guest;
    LogId m_log;
};

void TestUnknownOutcome::init()
{
    m_fixture = std::make_unique<test::StoreFixture>(u"postgres"_s);
    relay::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guest = m_people->guest();
    m_log = m_people->conversation({m_guest, m_people->staff({m_people->departments.support})});
    auto opened = Sql::open(m_fixture->url(), Use::Read);
    QVERIFY(opened);
    m_operator = *std::move(opened);
}

void TestUnknownOutcome::cleanup()
{
    m_operator.reset();
    m_people.reset();
    m_fixture.reset();
}

qsizetype TestUnknownOutcome::storedEnvelopes()
{
    Since since;
    since.request = m_people->next();
    since.positions.items.append({m_log, 0, Sequence{0}});
    since.bytes_max = 1'000'000;
    return m_fixture->ask<Envelopes>(m_guest, since).envelopes.items.size();
}

void TestUnknownOutcome::setStandby(const QString &statement)
{
    QVERIFY(m_operator->run(statement));
    QVERIFY(m_operator->run(u"SELECT pg_reload_conf()"_s));
}

// The transaction is committed here, and its answer is held back until a standby has it as well.
bool TestUnknownOutcome::isWaitingForStandby()
{
    auto rows = m_operator->query(u"SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep' "
                                  "AND application_name = 'chat121-server'"_s);
    return rows && rows->next() && rows->number(0) > 0;
}

void TestUnknownOutcome::expectBatchWarning()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"nothing of a batch was stored"_s));
}

void TestUnknownOutcome::aCommitWhoseAnswerWasLostIsStoredOnce()
{
    m_fixture->takeDeliveries();
    setStandby(u"ALTER SYSTEM SET synchronous_standby_names = 'nobody'"_s);
    expectBatchWarning();
    // PostgreSQL takes up the setting a little later: the first ones may get their answer.
    qsizetype answered = 0;
    Append lost;
    std::optional<Verdict<Outcome>> verdict;
    while (!verdict) {
        lost = message();
        auto sent = std::async(std::launch::async, [&] { return m_fixture->send(m_guest, lost); });
        const auto is_ready = [&] {
            return sent.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
        };
        QVERIFY(QTest::qWaitFor([&] { return is_ready() || isWaitingForStandby(); }, kPatienceMs));
        if (is_ready()) {
            QVERIFY(sent.get());
            ++answered;
            continue;
        }
        QVERIFY(m_operator->run(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                "WHERE wait_event = 'SyncRep'"_s));
        verdict = sent.get();
    }
    setStandby(u"ALTER SYSTEM RESET synchronous_standby_names"_s);

    QVERIFY(!*verdict);
    QCOMPARE(verdict->error().reason, Reason::ServerBusy);
    QVERIFY(verdict->error().retry_after_ms > 0);
    QVERIFY(!m_fixture->writer->isBroken());
    QCOMPARE(storedEnvelopes(), answered + 1); // it was stored after all, and nobody was told
    const QList<Delivery> deliveries = m_fixture->takeDeliveries();
    QCOMPARE(deliveries.size(), answered + 1);
    QCOMPARE(deliveries.last().keeping, Keeping::Unknown);
    QCOMPARE(deliveries.last().to.kind, Audience::Kind::Everybody);

    const auto again = m_fixture->ask<Stored>(m_guest, lost);
    QCOMPARE(again.request, lost.request);
    QCOMPARE(again.sequence.value, static_cast<quint64>(answered + 1));
    QCOMPARE(storedEnvelopes(), answered + 1);
    QCOMPARE(m_fixture->ask<Stored>(m_guest, message()).sequence.value, static_cast<quint64>(answered + 2));
}

void TestUnknownOutcome::aTransactionThatWasCutOffIsNotStored()
{
    const Append cut_off = message();
    m_fixture->takeDeliveries();
    expectBatchWarning();
    const auto verdict = m_fixture->write([&](Sql &sql, UnixTime now) -> Verdict<Outcome> {
        const Handler *const row = *m_fixture->table.admit(m_guest, MessageType::Append);
        const Request request{&m_fixture->services, m_guest, m_fixture->challenge,
                              encodeFrame(cut_off), {},      now};
        TRY_ASSIGN(Outcome outcome, row->run(sql, request));
        TRY(sql.run(u"SELECT pg_terminate_backend(pg_backend_pid())"_s));
        return outcome;
    });
    QVERIFY(!verdict);
    QCOMPARE(verdict.error().reason, Reason::ServerBusy);
    QCOMPARE(storedEnvelopes(), 0);
    QVERIFY(m_fixture->takeDeliveries().isEmpty()); // nobody has to come back for it
    QCOMPARE(m_fixture->ask<Stored>(m_guest, cut_off).sequence, Sequence{1});
    QCOMPARE(storedEnvelopes(), 1);
}

} // namespace

CHAT121_TEST_MAIN(TestUnknownOutcome)
#include "tst_unknown_outcome.moc"
