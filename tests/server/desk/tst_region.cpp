// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department that is bound to a region is served by a server there, and by no other: whatever would store
// something of it elsewhere is refused, whoever sends it. What only takes away is not.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/signals.h"
#include "server/directory/handlers.h"
#include "server/store/log_rows.h"
#include "server/store/organisation_rows.h"
#include "tests/server/desk/desk_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace Qt::StringLiterals;

namespace {

class TestRegion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();
    void nothingIsStoredElsewhere_data();
    void nothingIsStoredElsewhere();
    void nobodyIsInvitedElsewhere();
    void whatWasStoredIsAnsweredAgain();
    void whatTakesAwayIsDone();
    void otherDepartmentsGoOn();
    void aRuleThatWasRolledBackIsForgotten();

private:
    void bind(const QString &region)
    {
        m_desk->fixture.mustWrite(
            [&](Sql &sql) { return setRegion(sql, m_desk->people.departments.support, region); });
    }
    void standAt(const QString &region) { m_desk->fixture.services.region = region; }
    Append word(LogId log) const
    {
        return {m_desk->people.next(), log, EnvelopeKind::Application, 0, 1, {}, {"sealed"}};
    }
    StartConversation newTalk(DepartmentId department) const
    {
        return {m_desk->people.next(),
                ConversationId{m_desk->fixture.random.id()},
                department,
                {u"de"_s},
                StartMode::Live,
                {"opening"}};
    }
    template <typename Message>
    bool isTaken(const Caller &caller, const Message &message, const char *what)
    {
        const auto verdict = m_desk->fixture.send(caller, message);
        if (!verdict && verdict.error().reason != Reason::OtherRegion)
            qFatal("%s: %d %s", what, int(verdict.error().reason), qPrintable(verdict.error().detail));
        if (!verdict && verdict.error().code != Code::Forbidden) qFatal("%s: another code", what);
        return verdict.has_value();
    }
    qint64 envelopes();

    std::unique_ptr<test::DeskFixture> m_desk;
    ConversationId m_talk, m_waiting;
};

void TestRegion::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
    directory::addHandlers(m_desk->fixture.table);
    m_talk = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, m_talk);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, m_talk);
    m_waiting = m_desk->start(m_desk->people.guest());
    m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(auto team, findLog(sql, m_desk->people.departments.support_team));
        TRY(setEpoch(sql, *team, 0, 1));
        return addMember(sql, *team, {m_desk->agent.device, m_desk->agent.account}, Sequence{1});
    });
    m_desk->fixture.takeDeliveries();
}

void TestRegion::cleanup()
{
    m_desk.reset();
}

qint64 TestRegion::envelopes()
{
    qint64 count = 0;
    m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(Rows rows, sql.query(u"SELECT COUNT(*) FROM envelope"_s));
        if (rows.next()) count = rows.number(0);
        return success();
    });
    return count;
}

void TestRegion::nothingIsStoredElsewhere_data()
{
    QTest::addColumn<QString>("bound");
    QTest::addColumn<QString>("here");
    QTest::addColumn<bool>("is_kept");
    QTest::newRow("bound to nothing, and the server says nothing") << QString() << QString() << true;
    QTest::newRow("bound to nothing") << QString() << u"eu-north"_s << true;
    QTest::newRow("bound to this region") << u"eu-north"_s << u"eu-north"_s << true;
    QTest::newRow("bound to another") << u"eu-north"_s << u"us-east"_s << false;
    QTest::newRow("bound, and the server says nothing") << u"eu-north"_s << QString() << false;
    QTest::newRow("a name that begins alike") << u"eu-north"_s << u"eu"_s << false;
    QTest::newRow("a name that goes on") << u"eu"_s << u"eu-north"_s << false;
}

void TestRegion::nothingIsStoredElsewhere()
{
    QFETCH(QString, bound);
    QFETCH(QString, here);
    QFETCH(bool, is_kept);
    const test::Departments &places = m_desk->people.departments;
    const Caller &guest = m_desk->guest;
    const Caller &agent = m_desk->agent;
    bind(bound);
    standAt(here);
    const qint64 before = envelopes();
    QCOMPARE(isTaken(guest, word(m_talk), "a customer's word"), is_kept);
    QCOMPARE(isTaken(agent, word(m_talk), "an agent's word"), is_kept);
    QCOMPARE(isTaken(agent, word(places.support_team), "a team's word"), is_kept);
    const Append opening{
        m_desk->people.next(), places.support_room, EnvelopeKind::Opening, 0, 0, m_talk, {"opening"}};
    QCOMPARE(isTaken(guest, opening, "an opening"), is_kept);
    QCOMPARE(isTaken(m_desk->people.guest(), newTalk(places.support), "a new conversation"), is_kept);
    const ReplaceWaiting again{
        m_desk->people.next(), places.support_room, Sequence{2}, m_waiting, {"sealed again"}};
    QCOMPARE(isTaken(agent, again, "an opening sealed again"), is_kept);
    QCOMPARE(isTaken(guest, Signal{m_talk, {"typing"}}, "a signal"), is_kept);
    QCOMPARE(isTaken(agent, Take{m_desk->people.next(), m_waiting}, "a take"), is_kept);
    Commit commit;
    commit.request = m_desk->people.next();
    commit.log = m_talk;
    commit.epoch = 1;
    commit.commit.bytes = "commit";
    commit.group_info.bytes = "info";
    QCOMPARE(isTaken(agent, commit, "a commit"), is_kept);
    if (is_kept) return;
    QCOMPARE(envelopes(), before);
    QVERIFY(m_desk->fixture.takeDeliveries().isEmpty());
    QCOMPARE(m_desk->queue(), QList<ConversationId>{m_waiting});
    // It is served as soon as it fits: another document, or another server.
    standAt(bound);
    QVERIFY(isTaken(guest, word(m_talk), "a word at home"));
    standAt(here);
    bind({});
    QVERIFY(isTaken(guest, word(m_talk), "a word without a rule"));
}

// Nothing is said of anybody on duty, no key is handed out and no invitation made for what would be refused.
void TestRegion::nobodyIsInvitedElsewhere()
{
    const DepartmentId support = m_desk->people.departments.support;
    m_desk->fixture.mustWrite(
        [&](Sql &sql) { return putOrganisation(sql, 1, "document", m_desk->fixture.clock.now()); });
    m_desk->arrive(m_desk->agent);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent,
                                        SetStatus{m_desk->people.next(), AgentStatus::Available, 4});
    const auto on_duty = [&] {
        return m_desk->fixture
            .ask<protocol::Organisation>(m_desk->guest, FetchOrganisation{m_desk->people.next(), support})
            .agents_on_duty;
    };
    const auto invitation = [&] {
        CreateGuestInvitation message;
        message.request = m_desk->people.next();
        message.token_hash.data.fill(static_cast<char>(message.request.value));
        message.department = support;
        message.expires_at = m_desk->fixture.clock.now() + std::chrono::hours(1);
        return message;
    };
    const auto key = [&] { return FetchDepartmentKey{m_desk->people.next(), support}; };
    QCOMPARE(on_duty(), 1u);
    QVERIFY(isTaken(m_desk->agent, invitation(), "an invitation"));
    QVERIFY(isTaken(m_desk->guest, key(), "a key"));
    bind(u"eu-north"_s);
    QCOMPARE(on_duty(), 0u);
    QVERIFY(!isTaken(m_desk->agent, invitation(), "an invitation"));
    QVERIFY(!isTaken(m_desk->guest, key(), "a key"));
    standAt(u"eu-north"_s);
    QCOMPARE(on_duty(), 1u);
    QVERIFY(isTaken(m_desk->agent, invitation(), "an invitation"));
    QVERIFY(isTaken(m_desk->guest, key(), "a key"));
}

void TestRegion::whatWasStoredIsAnsweredAgain()
{
    const Append said = word(m_talk);
    const auto stored = m_desk->fixture.ask<Stored>(m_desk->guest, said);
    bind(u"eu-north"_s);
    QCOMPARE(m_desk->fixture.ask<Stored>(m_desk->guest, said).sequence, stored.sequence);
    QVERIFY(!isTaken(m_desk->guest, word(m_talk), "another word"));
}

void TestRegion::whatTakesAwayIsDone()
{
    bind(u"eu-north"_s);
    m_desk->fixture.ask<protocol::Done>(m_desk->agent, ReturnToQueue{m_desk->people.next(), m_talk});
    m_desk->fixture.ask<protocol::Done>(m_desk->guest, CloseConversation{m_desk->people.next(), m_talk});
    QVERIFY(m_desk->row(m_talk).state == ConversationState::Closed);
}

void TestRegion::otherDepartmentsGoOn()
{
    const DepartmentId sales = m_desk->people.departments.sales;
    const Caller customer = m_desk->people.guest();
    m_desk->fixture.mustWrite([&](Sql &sql) { return setRegion(sql, sales, u"eu-north"_s); });
    QVERIFY(isTaken(m_desk->guest, word(m_talk), "a word"));
    QVERIFY(isTaken(customer, newTalk(m_desk->people.departments.support), "a conversation"));
    QVERIFY(!isTaken(customer, newTalk(sales), "a conversation of the other department"));
}

// The writer remembers which regions there are: no longer than the database does.
void TestRegion::aRuleThatWasRolledBackIsForgotten()
{
    const auto undone = m_desk->fixture.write([&](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY(setRegion(sql, m_desk->people.departments.support, u"eu-north"_s));
        TRY_ASSIGN(const QStringList bound, boundRegions(sql));
        if (bound != QStringList{u"eu-north"_s}) qFatal("it is not seen at once");
        return store::Refusal{Code::Conflict};
    });
    QVERIFY(!undone);
    QVERIFY(isTaken(m_desk->guest, word(m_talk), "a word"));
    QStringList bound{u"unknown"_s};
    m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(bound, boundRegions(sql));
        return success();
    });
    QCOMPARE(bound, QStringList());
}

} // namespace

CHAT121_TEST_MAIN(TestRegion)
#include "tst_region.moc"
