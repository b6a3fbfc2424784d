// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department takes nothing from a customer for a while: what is refused and what is not, who blocks and who
// lifts, and that nobody else hears of it. Rows RB-03, RB-07.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/blocks.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/signals.h"
#include "server/desk/liveness.h"
#include "server/store/block_rows.h"
#include "tests/server/desk/desk_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class TestBlocks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup() { m_desk.reset(); }

    void wordsAreRefusedUntilItIsOver();
    void withoutATermItIsLifted();
    void neitherOldNorNewConversationsAreTaken();
    void whatWasWrittenStaysReadable();
    void othersAreNotTouched();
    void nobodyElseIsTold();
    void onlyCustomersOfTheDepartmentAreBlocked_data();
    void onlyCustomersOfTheDepartmentAreBlocked();
    void termsHaveBounds_data();
    void termsHaveBounds();
    void agentsMakeItLongerNotShorter();
    void onlySupervisorsLift();
    void staffOfTheDepartmentSeeThem();
    void whatIsOverIsDeleted();

private:
    RequestId next() { return m_desk->people.next(); }
    DepartmentId support() { return m_desk->people.departments.support; }
    UnixTime in(std::chrono::milliseconds span) { return m_desk->fixture.clock.now() + span; }
    void block(const Caller &who, UnixTime until)
    {
        m_desk->fixture.ask<protocol::Done>(who, BlockGuest{next(), support(), guest().account, until});
    }
    Append words(const Caller &who)
    {
        Append message;
        message.request = next();
        message.log = m_id;
        message.kind = EnvelopeKind::Application;
        message.epoch = 1;
        message.sealed.bytes = "words";
        Q_UNUSED(who)
        return message;
    }
    StartConversation beginning(ConversationId id)
    {
        return {next(), id, support(), {u"de"_s}, StartMode::Live, {"opening"}};
    }
    QList<Block> blocks(const Caller &who)
    {
        return m_desk->fixture.ask<Blocks>(who, FetchBlocks{next(), support()}).blocks.items;
    }
    const Caller &agent() { return m_desk->agent; }
    const Caller &guest() { return m_desk->guest; }

    std::unique_ptr<test::DeskFixture> m_desk;
    Caller m_supervisor;
    ConversationId m_id{};
};

// Somebody whom the agent serves.
void TestBlocks::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
    m_supervisor = m_desk->people.staff({support()}, identity::Role::Supervisor);
    m_desk->serve(agent());
    m_id = m_desk->start(guest());
    m_desk->take(agent(), m_id);
    m_desk->commitFirst(agent(), guest(), m_id);
    m_desk->fixture.takeDeliveries();
}

void TestBlocks::wordsAreRefusedUntilItIsOver()
{
    m_desk->fixture.ask<Stored>(guest(), words(guest()));
    block(agent(), in(1h));
    m_desk->fixture.clock.advance(10min);
    const Append refused = words(guest());
    const Refusal refusal = m_desk->fixture.refusal(guest(), refused);
    QCOMPARE(refusal.code, Code::Forbidden);
    QCOMPARE(refusal.reason, Reason::Blocked);
    QCOMPARE(std::chrono::milliseconds(refusal.retry_after_ms), 50min);
    QCOMPARE(m_desk->fixture.refusal(guest(), Signal{m_id, {"typing"}}).reason, Reason::Blocked);
    m_desk->fixture.clock.advance(50min - 1ms);
    QCOMPARE(m_desk->fixture.refusal(guest(), refused).reason, Reason::Blocked);
    m_desk->fixture.clock.advance(1ms);
    m_desk->fixture.ask<Stored>(guest(), refused); // the same, said again
}

void TestBlocks::withoutATermItIsLifted()
{
    block(agent(), {});
    m_desk->fixture.clock.advance(24h * 3650);
    const Refusal refusal = m_desk->fixture.refusal(guest(), words(guest()));
    QCOMPARE(refusal.reason, Reason::Blocked);
    QCOMPARE(refusal.retry_after_ms, 0u);
    m_desk->fixture.ask<protocol::Done>(m_supervisor, LiftBlock{next(), support(), guest().account});
    m_desk->fixture.ask<Stored>(guest(), words(guest()));
    m_desk->fixture.ask<protocol::Done>(m_supervisor,
                                        LiftBlock{next(), support(), guest().account}); // there is none
}

void TestBlocks::neitherOldNorNewConversationsAreTaken()
{
    const ConversationId waiting = m_desk->start(guest());
    block(agent(), in(1h));
    Append more;
    more.request = next();
    more.log = m_desk->people.departments.support_room;
    more.kind = EnvelopeKind::Opening;
    more.about = waiting;
    more.sealed.bytes = "more";
    QCOMPARE(m_desk->fixture.refusal(guest(), more).reason, Reason::Blocked);
    QCOMPARE(m_desk->fixture.refusal(guest(), beginning({4711})).reason, Reason::Blocked);
    QCOMPARE(m_desk->fixture.refusal(guest(), beginning(waiting)).reason, Reason::Blocked);
    // Leaving is always possible.
    m_desk->fixture.ask<protocol::Done>(guest(), CloseConversation{next(), m_id});
}

void TestBlocks::whatWasWrittenStaysReadable()
{
    m_desk->fixture.ask<Stored>(agent(), words(agent()));
    block(agent(), in(1h));
    m_desk->fixture.ask<Stored>(agent(), words(agent())); // the agent goes on
    Since since;
    since.request = next();
    since.positions.items = {{m_id, 0, {}}};
    since.bytes_max = 100'000;
    const auto read = m_desk->fixture.ask<Envelopes>(guest(), since);
    QVERIFY(read.envelopes.items.size() >= 2);
}

void TestBlocks::othersAreNotTouched()
{
    block(agent(), in(1h));
    m_desk->start(m_desk->people.guest());
    m_desk->fixture.ask<Stored>(agent(), words(agent()));
    StartConversation sales = beginning({4712});
    sales.department = m_desk->people.departments.sales; // blocks are a department's
    m_desk->fixture.ask<Stored>(guest(), sales);
}

void TestBlocks::nobodyElseIsTold()
{
    block(agent(), in(1h));
    QVERIFY(m_desk->fixture.takeDeliveries().isEmpty());
    m_desk->fixture.refusal(guest(), words(guest()));
    QVERIFY(m_desk->fixture.takeDeliveries().isEmpty());
}

void TestBlocks::onlyCustomersOfTheDepartmentAreBlocked_data()
{
    QTest::addColumn<QString>("who");
    QTest::newRow("a colleague") << u"colleague"_s;
    QTest::newRow("oneself") << u"self"_s;
    QTest::newRow("nobody") << u"nobody"_s;
    QTest::newRow("a customer who has not been here") << u"stranger"_s;
}

void TestBlocks::onlyCustomersOfTheDepartmentAreBlocked()
{
    QFETCH(QString, who);
    AccountId account{12345};
    if (who == u"colleague") account = m_desk->colleague.account;
    if (who == u"self") account = agent().account;
    if (who == u"stranger") account = m_desk->people.guest().account;
    const BlockGuest message{next(), support(), account, in(1h)};
    QCOMPARE(m_desk->fixture.refusal(agent(), message).code, Code::NotFound);
}

void TestBlocks::termsHaveBounds_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<bool>("is_taken");
    const qint64 most = limits::kBlockTermMax.count();
    QTest::newRow("the shortest") << qint64(1) << true;
    QTest::newRow("the longest") << most << true;
    QTest::newRow("longer") << most + 1 << false;
    QTest::newRow("over now") << qint64(0) << false;
    QTest::newRow("over") << qint64(-1) << false;
}

void TestBlocks::termsHaveBounds()
{
    QFETCH(qint64, ms);
    QFETCH(bool, is_taken);
    const BlockGuest message{next(), support(), guest().account, in(std::chrono::milliseconds(ms))};
    if (is_taken) {
        m_desk->fixture.ask<protocol::Done>(agent(), message);
    } else {
        QCOMPARE(m_desk->fixture.refusal(agent(), message).code, Code::Malformed);
    }
}

void TestBlocks::agentsMakeItLongerNotShorter()
{
    block(agent(), in(1h));
    block(agent(), in(2h));
    const BlockGuest shorter{next(), support(), guest().account, in(30min)};
    QCOMPARE(m_desk->fixture.refusal(agent(), shorter).code, Code::Conflict);
    block(agent(), {});
    const BlockGuest termed{next(), support(), guest().account, in(limits::kBlockTermMax)};
    QCOMPARE(m_desk->fixture.refusal(agent(), termed).code, Code::Conflict);
    block(m_supervisor, in(30min));
    QCOMPARE(blocks(agent()), (QList<Block>{{guest().account, in(30min)}}));
    m_desk->fixture.clock.advance(30min);
    block(agent(), in(1min)); // the one before is over
}

void TestBlocks::onlySupervisorsLift()
{
    block(agent(), in(1h));
    const LiftBlock lift{next(), support(), guest().account};
    const Caller sales = m_desk->people.staff({m_desk->people.departments.sales}, identity::Role::Supervisor);
    for (const Caller &who : {agent(), guest(), sales})
        QCOMPARE(m_desk->fixture.refusal(who, lift).code, Code::Forbidden);
    QCOMPARE(blocks(agent()).size(), 1);
    for (const identity::Role role :
         {identity::Role::Supervisor, identity::Role::Admin, identity::Role::Owner}) {
        block(agent(), {});
        m_desk->fixture.ask<protocol::Done>(m_desk->people.staff({}, role),
                                            LiftBlock{next(), support(), guest().account});
        QVERIFY(blocks(agent()).isEmpty());
    }
}

void TestBlocks::staffOfTheDepartmentSeeThem()
{
    const Caller other = m_desk->people.guest();
    m_desk->start(other);
    block(agent(), in(1h));
    m_desk->fixture.ask<protocol::Done>(agent(), BlockGuest{next(), support(), other.account, {}});
    QList<Block> expected{{guest().account, in(1h)}, {other.account, {}}};
    std::ranges::sort(expected, {}, [](const Block &one) { return qint64(one.guest.value); });
    QCOMPARE(blocks(m_desk->colleague), expected);
    const Caller sales = m_desk->people.staff({m_desk->people.departments.sales});
    QCOMPARE(m_desk->fixture.refusal(sales, FetchBlocks{next(), support()}).code, Code::Forbidden);
    const BlockGuest theirs{next(), support(), other.account, in(1h)};
    QCOMPARE(m_desk->fixture.refusal(sales, theirs).code, Code::Forbidden);
    m_desk->fixture.clock.advance(1h);
    QCOMPARE(blocks(m_desk->colleague).size(), 1);
}

void TestBlocks::whatIsOverIsDeleted()
{
    const Caller other = m_desk->people.guest();
    m_desk->start(other);
    block(agent(), in(1h));
    m_desk->fixture.ask<protocol::Done>(agent(), BlockGuest{next(), support(), other.account, {}});
    const auto kept = [&](AccountId account) {
        bool is_kept = false;
        m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
            TRY_ASSIGN(const auto row, findBlock(sql, support(), account));
            is_kept = row.has_value();
            return success();
        });
        return is_kept;
    };
    m_desk->fixture.clock.advance(1h);
    const UnixTime now = m_desk->fixture.clock.now();
    QVERIFY(kept(guest().account));
    QVERIFY(m_desk->fixture.write([now](Sql &sql, UnixTime) { return desk::tidyUp(sql, now); }));
    QVERIFY(!kept(guest().account));
    QVERIFY(kept(other.account));
}

} // namespace

CHAT121_TEST_MAIN(TestBlocks)
#include "tst_blocks.moc"
