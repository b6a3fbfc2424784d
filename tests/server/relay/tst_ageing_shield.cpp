// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Under a department's metadata shield the database forgets who sent what as soon as the sender's device has
// it, and not before; other departments keep their day.

#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "server/relay/ageing.h"
#include "server/relay/handlers.h"
#include "server/relay/retention.h"
#include "server/store/coarse_time.h"
#include "server/store/envelope_rows.h"
#include "server/store/log_rows.h"
#include "server/store/organisation_rows.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kIncarnation = 14; // People::conversation

// What a row says of its origin.
struct Origin {
    bool has_sender = false;
    bool has_account = false;
    bool has_request = false;
    qint64 stored_ms = 0;

    bool isWhole() const { return has_sender && has_account && has_request; }
    bool isForgotten() const { return !has_sender && !has_account && !has_request; }
    bool isCoarse() const { return stored_ms == coarse({stored_ms}).ms; }
};

class TestAgeingShield : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void whatIsConfirmedIsForgottenAtOnce();
    void whatMayBeSentAgainIsKnown();
    void anotherDepartmentKeepsItsDay();
    void aTeamHasItsDepartmentsShield();
    void aWaitingRoomIsNoDifferent();
    void aShieldThatEndsBringsTheDayBack();

private:
    void shield(bool is_shielded)
    {
        m_fixture->mustWrite(
            [&](Sql &sql) { return setShielded(sql, m_people->departments.support, is_shielded); });
    }
    Stored say(LogId log)
    {
        return m_fixture->ask<Stored>(
            m_guest, Append{m_people->next(), log, EnvelopeKind::Application, 0, 1, {}, {"words"}});
    }
    void acknowledge(LogId log, Sequence sequence)
    {
        QVERIFY(m_fixture->send(m_guest, Acknowledge{log, kIncarnation, sequence}));
    }
    Sequence put(LogId log, EnvelopeKind kind);
    Origin originOf(LogId log, Sequence sequence);
    void run(std::chrono::milliseconds after); // a pass, so much later

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_guest, m_agent;
    LogId m_log;
};

void TestAgeingShield::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    const UnixTime now = m_fixture->clock.now();
    m_fixture->clock.advance(coarse(now) + kCoarseStep + 30min - now); // past the hour
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guest = m_people->guest();
    m_agent = m_people->staff({m_people->departments.support});
    m_log = m_people->conversation({m_guest, m_agent});
    run(0ms); // so that the clock is believed
    shield(true);
}

void TestAgeingShield::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

Sequence TestAgeingShield::put(LogId log, EnvelopeKind kind)
{
    Sequence sequence;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(auto entry, findLog(sql, log));
        TRY_ASSIGN(const Envelope stored,
                   append(sql, *entry,
                          {kind, m_guest.device, m_guest.account, m_people->next(), 0, 0, m_log, "sealed"},
                          m_fixture->clock.now()));
        sequence = stored.sequence;
        return success();
    });
    return sequence;
}

Origin TestAgeingShield::originOf(LogId log, Sequence sequence)
{
    Origin origin;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(Rows rows, sql.query(u"SELECT sender, sender_account, request, stored_at_ms FROM envelope "
                                        "WHERE log = ? AND sequence = ?"_s,
                                        {log, sequence}));
        if (!rows.next()) return Error{Code::NotFound, u"no row"_s};
        origin = {rows.number(0) != 0, rows.number(1) != 0, !rows.isNull(2), rows.number(3)};
        return success();
    });
    return origin;
}

void TestAgeingShield::run(std::chrono::milliseconds after)
{
    m_fixture->clock.advance(after);
    const auto looked =
        m_fixture->write([](Sql &sql, UnixTime now) { return relay::runRetention(sql, now, {}); });
    if (!looked) qFatal("retention failed");
    std::optional<relay::AgeingPlace> next = relay::AgeingPlace{};
    while (next) {
        const auto step = m_fixture->write(
            [from = *next](Sql &sql, UnixTime now) { return relay::runAgeing(sql, now, from); });
        if (!step) qFatal("a step failed");
        next = relay::nextPlace(*step);
    }
}

void TestAgeingShield::whatIsConfirmedIsForgottenAtOnce()
{
    const Stored stored = say(m_log);
    acknowledge(m_log, stored.sequence);
    QVERIFY(originOf(m_log, stored.sequence).isWhole());
    run(1ms);
    const Origin origin = originOf(m_log, stored.sequence);
    QVERIFY(origin.isForgotten());
    QCOMPARE(origin.stored_ms, coarse(stored.stored_at).ms);
    QVERIFY(origin.stored_ms != stored.stored_at.ms);
    const Stored later = say(m_log);
    run(1ms);
    QVERIFY(originOf(m_log, later.sequence).isWhole()); // its sender may not have heard of it
    acknowledge(m_log, later.sequence);
    run(1ms);
    QVERIFY(originOf(m_log, later.sequence).isForgotten());
}

void TestAgeingShield::whatMayBeSentAgainIsKnown()
{
    const Append asked{m_people->next(), m_log, EnvelopeKind::Application, 0, 1, {}, {"sent twice"}};
    const auto stored = m_fixture->ask<Stored>(m_guest, asked);
    acknowledge(m_log, {stored.sequence.value - 1}); // what stands before it
    QVERIFY(m_fixture->send(m_agent, Acknowledge{m_log, kIncarnation, stored.sequence}));
    for (int day = 0; day < 4; ++day)
        run(12h);
    QVERIFY(originOf(m_log, stored.sequence).isWhole());
    QCOMPARE(m_fixture->ask<Stored>(m_guest, asked).sequence, stored.sequence);
}

void TestAgeingShield::anotherDepartmentKeepsItsDay()
{
    const LogId other = m_people->conversation({m_guest, m_agent});
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY(sql.execute(u"UPDATE conversation SET department = ? WHERE log = ?"_s,
                        {m_people->departments.sales, other}));
        return success();
    });
    const Stored stored = say(other);
    acknowledge(other, stored.sequence);
    run(12h);
    QVERIFY(originOf(other, stored.sequence).isWhole());
    QCOMPARE(originOf(other, stored.sequence).stored_ms, stored.stored_at.ms);
    run(13h);
    QVERIFY(originOf(other, stored.sequence).isForgotten());
}

void TestAgeingShield::aTeamHasItsDepartmentsShield()
{
    const auto &departments = m_people->departments;
    const Sequence own = put(departments.support_team, EnvelopeKind::Application);
    const Sequence others = put(departments.sales_team, EnvelopeKind::Application);
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        for (const LogId team : {departments.support_team, departments.sales_team})
            TRY(sql.execute(u"INSERT INTO cursor (device, log, acknowledged) VALUES (?, ?, ?)"_s,
                            {m_guest.device, team, Sequence{99}}));
        return success();
    });
    run(1ms);
    QVERIFY(originOf(departments.support_team, own).isForgotten());
    QVERIFY(originOf(departments.support_team, own).isCoarse());
    QVERIFY(originOf(departments.sales_team, others).isWhole());
}

// Customers confirm nothing there, and staff check who has written by it.
void TestAgeingShield::aWaitingRoomIsNoDifferent()
{
    const LogId room = m_people->departments.support_room;
    const Sequence waiting = put(room, EnvelopeKind::Opening);
    const Sequence taken = put(room, EnvelopeKind::Emptied);
    run(12h);
    QVERIFY(originOf(room, waiting).isWhole());
    QVERIFY(originOf(room, taken).isWhole());
}

void TestAgeingShield::aShieldThatEndsBringsTheDayBack()
{
    const Stored stored = say(m_log);
    acknowledge(m_log, stored.sequence);
    shield(false);
    run(12h);
    QVERIFY(originOf(m_log, stored.sequence).isWhole());
    shield(true);
    run(1ms);
    QVERIFY(originOf(m_log, stored.sequence).isForgotten());
}

} // namespace

CHAT121_TEST_MAIN(TestAgeingShield)
#include "tst_ageing_shield.moc"
