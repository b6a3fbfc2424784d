// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom a log is delivered to: said to those devices only, and put right by staff within the rights of a
// commit.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "server/relay/handlers.h"
#include "server/store/desk_rows.h"
#include "server/store/device_rows.h"
#include "server/store/log_rows.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using protocol::Commit;
using store::Refusal;

namespace {

class TestMembers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void membersHearWhomTheLogIsDeliveredTo();
    void theAnswerIsOfTheLogsEpoch();
    void nobodyElseHearsOfALog();
    void whoWasCutOffGetsWhatCameMeanwhile();
    void whoIsPutBackIsWokenByTheNewestEnvelope();
    void whoNeverHadTheLogBeginsWithTheNewestEnvelope();
    void whoIsPutOutReadsUpToNow();
    void whatMayBePutRight_data();
    void whatMayBePutRight();
    void oneThatIsNotWithinTheRightsKeepsTheRest();
    void onlyTheCurrentEpochIsPutRight();
    void whatIsRightAlreadyIsLeftSo();
    void aRetryGetsTheSameAnswer();
    void whoIsCutOffMayNameItselfAlone();
    void theTakersOnlyComputerComesBack();
    void aTeamIsPutRightByItsSupervisor();
    void staffReadTheirTeamFromItsBeginning();
    void aFloodOfCorrectionsIsLimited();

private:
    Commit commitFor(LogId log, quint64 epoch, QList<Caller> added = {}, QList<Caller> removed = {}) const;
    Reroute rerouteOf(LogId log, quint64 epoch, QList<Caller> added, QList<Caller> removed = {}) const;
    void makeTeam(LogId team, const QList<Caller> &members);
    quint64 says(const Caller &caller, LogId log, quint64 epoch);
    QList<quint64> readBy(const Caller &caller, LogId log);
    QSet<quint64> devicesOf(const Caller &caller, LogId log);

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_guest, m_agent;
};

void TestMembers::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guest = m_people->guest();
    m_agent = m_people->staff({m_people->departments.support});
}

void TestMembers::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

Commit TestMembers::commitFor(LogId log, quint64 epoch, QList<Caller> added, QList<Caller> removed) const
{
    Commit message;
    message.request = m_people->next();
    message.log = log;
    message.epoch = epoch;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    for (const Caller &caller : added)
        message.added.items.append({caller.device, caller.account});
    for (const Caller &caller : removed)
        message.removed.items.append({caller.device, caller.account});
    return message;
}

Reroute TestMembers::rerouteOf(LogId log, quint64 epoch, QList<Caller> added, QList<Caller> removed) const
{
    Reroute message;
    message.request = m_people->next();
    message.log = log;
    message.epoch = epoch;
    for (const Caller &caller : added)
        message.added.items.append({caller.device, caller.account});
    for (const Caller &caller : removed)
        message.removed.items.append({caller.device, caller.account});
    return message;
}

// A team's commits bring a department's key, which is not what is tried here.
void TestMembers::makeTeam(LogId team, const QList<Caller> &members)
{
    m_fixture->mustWrite([&](store::Sql &sql) -> Result<void> {
        TRY_ASSIGN(auto entry, store::findLog(sql, team));
        TRY(store::setEpoch(sql, *entry, 0, 1));
        for (const Caller &member : members)
            TRY(store::addMember(sql, *entry, {member.device, member.account}, Sequence{1}));
        return success();
    });
}

quint64 TestMembers::says(const Caller &caller, LogId log, quint64 epoch)
{
    const Append message{m_people->next(), log, EnvelopeKind::Application, 0, epoch, {}, {"x"}};
    return m_fixture->ask<Stored>(caller, message).sequence.value;
}

QList<quint64> TestMembers::readBy(const Caller &caller, LogId log)
{
    Since message;
    message.positions.items.append({log, 0, {}});
    QList<quint64> numbers;
    for (const Envelope &envelope : m_fixture->ask<Envelopes>(caller, message).envelopes.items)
        numbers.append(envelope.sequence.value);
    return numbers;
}

QSet<quint64> TestMembers::devicesOf(const Caller &caller, LogId log)
{
    QSet<quint64> devices;
    const auto answer = m_fixture->ask<Members>(caller, FetchMembers{m_people->next(), log});
    for (const DeviceOf &device : answer.devices.items)
        devices.insert(device.device.value);
    return devices;
}

void TestMembers::membersHearWhomTheLogIsDeliveredTo()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const auto answer = m_fixture->ask<Members>(m_guest, FetchMembers{m_people->next(), log});
    QCOMPARE(answer.log, log);
    QCOMPARE(answer.devices.items.size(), 2);
    for (const DeviceOf &device : answer.devices.items)
        QCOMPARE(device.account, device.device == m_guest.device ? m_guest.account : m_agent.account);
    const Caller colleague = m_people->staff({m_people->departments.support});
    m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {colleague}, {m_guest}));
    QCOMPARE(devicesOf(colleague, log), (QSet<quint64>{m_agent.device.value, colleague.device.value}));
}

void TestMembers::theAnswerIsOfTheLogsEpoch()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const FetchMembers ask{m_people->next(), log};
    QCOMPARE(m_fixture->ask<Members>(m_guest, ask).epoch, 1ull);
    m_fixture->ask<Stored>(m_agent, commitFor(log, 1));
    QCOMPARE(m_fixture->ask<Members>(m_guest, ask).epoch, 2ull);
    Commit next = commitFor(log, 0, {m_guest});
    next.generation = 1;
    m_fixture->ask<Stored>(m_agent, next);
    QCOMPARE(m_fixture->ask<Members>(m_guest, ask).generation, 1u);
    QCOMPARE(m_fixture->ask<Members>(m_guest, ask).epoch, 1ull);
}

void TestMembers::nobodyElseHearsOfALog()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const Refusal unknown = m_fixture->refusal(m_agent, FetchMembers{m_people->next(), LogId{0xabc}});
    QCOMPARE(unknown.reason, Reason::UnknownLog);
    const Caller owner = m_people->staff({}, identity::Role::Owner);
    for (const Caller &other : {m_people->guest(), m_people->deviceOf(m_guest), owner}) {
        QCOMPARE(m_fixture->refusal(other, FetchMembers{m_people->next(), log}), unknown);
        if (other.isStaff()) QCOMPARE(m_fixture->refusal(other, rerouteOf(log, 1, {other})), unknown);
    }
    // Who was a member is a stranger, and so is whoever reads a log without being one.
    m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {}, {m_guest}));
    QCOMPARE(m_fixture->refusal(m_guest, FetchMembers{m_people->next(), log}), unknown);
    const LogId room = m_people->departments.support_room;
    QCOMPARE(m_fixture->refusal(m_agent, FetchMembers{m_people->next(), room}), unknown);
}

// What the commit said in clear cut the customer off; what is sealed did not.
void TestMembers::whoWasCutOffGetsWhatCameMeanwhile()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const quint64 before = says(m_agent, log, 1);
    const auto commit = m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {}, {m_guest}));
    const quint64 missed = says(m_agent, log, 2);
    m_fixture->ask<Stored>(m_agent, commitFor(log, 2));
    QCOMPARE(readBy(m_guest, log), (QList<quint64>{before, commit.sequence.value}));

    m_fixture->ask<protocol::Done>(m_agent, rerouteOf(log, 3, {m_guest}));
    const quint64 after = says(m_guest, log, 3);
    QCOMPARE(readBy(m_guest, log),
             (QList<quint64>{before, commit.sequence.value, missed, missed + 1, after}));
    QVERIFY(devicesOf(m_guest, log).contains(m_guest.device.value));
    m_fixture->takeDeliveries();
    says(m_agent, log, 3);
    QVERIFY(m_fixture->delivered<EnvelopePushed>().constFirst().first.includes(m_guest));
}

void TestMembers::whoIsPutBackIsWokenByTheNewestEnvelope()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {}, {m_guest}));
    const quint64 newest = says(m_agent, log, 2);
    m_fixture->takeDeliveries();
    m_fixture->ask<protocol::Done>(m_agent, rerouteOf(log, 2, {m_guest}));
    const auto pushes = m_fixture->delivered<EnvelopePushed>();
    QCOMPARE(pushes.size(), 1);
    QCOMPARE(pushes.constFirst().second.envelope.sequence.value, newest);
    QCOMPARE(pushes.constFirst().second.envelope.body.bytes, "x");
    QVERIFY(pushes.constFirst().first.includes(m_guest));
    QVERIFY(!pushes.constFirst().first.includes(m_agent));
}

void TestMembers::whoNeverHadTheLogBeginsWithTheNewestEnvelope()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    says(m_guest, log, 1);
    const quint64 newest = says(m_guest, log, 1);
    const Caller colleague = m_people->staff({m_people->departments.support});
    m_fixture->ask<protocol::Done>(m_agent, rerouteOf(log, 1, {colleague}));
    QCOMPARE(readBy(colleague, log), (QList<quint64>{newest}));
}

void TestMembers::whoIsPutOutReadsUpToNow()
{
    const Caller colleague = m_people->staff({m_people->departments.support});
    const LogId log = m_people->conversation({m_guest, m_agent, colleague});
    const quint64 last = says(m_guest, log, 1);
    m_fixture->ask<protocol::Done>(m_agent, rerouteOf(log, 1, {}, {colleague}));
    m_fixture->takeDeliveries();
    says(m_guest, log, 1);
    QVERIFY(!m_fixture->delivered<EnvelopePushed>().constFirst().first.includes(colleague));
    QCOMPARE(readBy(colleague, log), (QList<quint64>{last}));
    QVERIFY(!devicesOf(m_guest, log).contains(colleague.device.value));
}

void TestMembers::whatMayBePutRight_data()
{
    QTest::addColumn<QString>("sender");
    QTest::addColumn<QString>("added");
    QTest::addColumn<QString>("removed");
    QTest::addColumn<int>("code");
    const int forbidden = int(Code::Forbidden), missing = int(Code::NotFound), fine = 0;
    const auto row = [](const char *name, const char *sender, const char *added, const char *removed,
                        int code) {
        QTest::newRow(name) << QString::fromLatin1(sender) << QString::fromLatin1(added)
                            << QString::fromLatin1(removed) << code;
    };
    row("agent adds the customer's device", "agent", "guest2", "", fine);
    row("agent adds a colleague", "agent", "colleague", "", fine);
    row("agent removes the customer", "agent", "", "guest", fine);
    row("agent adds one of another department", "agent", "sales", "", forbidden);
    row("agent adds another customer", "agent", "stranger", "", forbidden);
    row("agent adds a device nobody has", "agent", "nobody", "", missing);
    row("agent adds a device that was removed", "agent", "revoked", "", forbidden);
    row("customer asks for anything", "guest", "guest2", "", forbidden);
    row("colleague asks without being in", "colleague", "colleague", "", missing);
    row("taker's other computer names itself", "agent2", "agent2", "", fine);
    row("taker's other computer names somebody else", "agent2", "guest2", "", forbidden);
    row("taker's other computer names somebody too", "agent2", "agent2 guest2", "", forbidden);
    row("taker's other computer removes the customer", "agent2", "agent2", "guest", forbidden);
}

void TestMembers::whatMayBePutRight()
{
    QFETCH(QString, sender);
    QFETCH(QString, added);
    QFETCH(QString, removed);
    QFETCH(int, code);
    const QHash<QString, Caller> who{
        {"guest", m_guest},
        {"guest2", m_people->deviceOf(m_guest)},
        {"revoked", m_people->deviceOf(m_guest)},
        {"stranger", m_people->guest()},
        {"agent", m_agent},
        {"agent2", m_people->deviceOf(m_agent)},
        {"colleague", m_people->staff({m_people->departments.support})},
        {"sales", m_people->staff({m_people->departments.sales})},
        {"nobody", Caller{AccountId{3}, DeviceId{4}}},
    };
    m_fixture->mustWrite(
        [&](Sql &sql) { return store::removeDevice(sql, who.value("revoked").device, "signed"); });
    const LogId log = m_people->conversation({m_guest, m_agent});
    says(m_agent, log, 1);
    const QSet<quint64> before = devicesOf(m_agent, log);
    const auto list = [&](const QString &names) {
        QList<Caller> callers;
        for (const QString &name : names.split(u' ', Qt::SkipEmptyParts))
            callers.append(who.value(name));
        return callers;
    };
    const Reroute message = rerouteOf(log, 1, list(added), list(removed));
    const auto verdict = m_fixture->send(who.value(sender), message);
    QCOMPARE(verdict ? 0 : int(verdict.error().code), code);
    QSet<quint64> wanted = before;
    for (const Caller &caller : list(added))
        if (verdict) wanted.insert(caller.device.value);
    for (const Caller &caller : list(removed))
        if (verdict) wanted.remove(caller.device.value);
    QCOMPARE(devicesOf(m_agent, log), wanted);
}

void TestMembers::oneThatIsNotWithinTheRightsKeepsTheRest()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const QSet<quint64> before = devicesOf(m_agent, log);
    const Reroute both = rerouteOf(log, 1, {m_people->deviceOf(m_guest), m_people->guest()});
    QCOMPARE(m_fixture->refusal(m_agent, both).code, Code::Forbidden);
    QCOMPARE(devicesOf(m_agent, log), before);
}

void TestMembers::onlyTheCurrentEpochIsPutRight()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {}, {m_guest}));
    for (const quint64 epoch : {1ull, 3ull})
        QCOMPARE(m_fixture->refusal(m_agent, rerouteOf(log, epoch, {m_guest})).reason, Reason::EpochClosed);
    Reroute other_generation = rerouteOf(log, 2, {m_guest});
    other_generation.generation = 1;
    QCOMPARE(m_fixture->refusal(m_agent, other_generation).reason, Reason::EpochClosed);
    QCOMPARE(m_fixture->refusal(m_agent, rerouteOf(log, 0, {m_guest})).code, Code::Malformed);
    QVERIFY(!devicesOf(m_agent, log).contains(m_guest.device.value));
    m_fixture->ask<protocol::Done>(m_agent, rerouteOf(log, 2, {m_guest}));
    QVERIFY(devicesOf(m_agent, log).contains(m_guest.device.value));
}

// A colleague was faster; it costs nothing either.
void TestMembers::whatIsRightAlreadyIsLeftSo()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const quint64 first = says(m_agent, log, 1);
    const Caller gone = m_people->deviceOf(m_guest);
    m_fixture->takeDeliveries();
    for (int i = 0; i <= limits::kReroutesPerHour; ++i)
        m_fixture->ask<protocol::Done>(m_agent, rerouteOf(log, 1, {m_guest}, {gone}));
    QVERIFY(m_fixture->takeDeliveries().isEmpty());
    QCOMPARE(devicesOf(m_agent, log), (QSet<quint64>{m_guest.device.value, m_agent.device.value}));
    QCOMPARE(readBy(m_guest, log), (QList<quint64>{first}));
}

void TestMembers::aRetryGetsTheSameAnswer()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {}, {m_guest}));
    const Reroute message = rerouteOf(log, 2, {m_guest});
    m_fixture->ask<protocol::Done>(m_agent, message);
    m_fixture->ask<Stored>(m_agent, commitFor(log, 2, {}, {m_guest}));
    QCOMPARE(m_fixture->ask<protocol::Done>(m_agent, message).request,
             message.request); // and changes nothing
    QVERIFY(!devicesOf(m_agent, log).contains(m_guest.device.value));
}

// One computer of two: its account is in the conversation, so it could come in from outside too.
void TestMembers::whoIsCutOffMayNameItselfAlone()
{
    const Caller colleague = m_people->staff({m_people->departments.support});
    const Caller second = m_people->deviceOf(colleague);
    const LogId log = m_people->conversation({m_guest, m_agent, colleague, second});
    m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {}, {second}));
    QCOMPARE(m_fixture->refusal(second, rerouteOf(log, 2, {second}, {m_guest})).code, Code::Forbidden);
    m_fixture->ask<protocol::Done>(second, rerouteOf(log, 2, {second}));
    QVERIFY(devicesOf(m_agent, log).contains(second.device.value));
    // Nothing of the account is left: colleagues put it right.
    m_fixture->ask<Stored>(m_agent, commitFor(log, 2, {}, {colleague, second}));
    QCOMPARE(m_fixture->refusal(second, rerouteOf(log, 3, {second})).reason, Reason::UnknownLog);
}

void TestMembers::theTakersOnlyComputerComesBack()
{
    const Caller colleague = m_people->staff({m_people->departments.support});
    const LogId log = m_people->conversation({m_guest, m_agent, colleague});
    m_fixture->ask<Stored>(colleague, commitFor(log, 1, {}, {m_agent}));
    m_fixture->ask<protocol::Done>(m_agent, rerouteOf(log, 2, {m_agent}));
    QVERIFY(devicesOf(m_guest, log).contains(m_agent.device.value));
}

void TestMembers::aTeamIsPutRightByItsSupervisor()
{
    const LogId team = m_people->departments.support_team;
    const Caller colleague = m_people->staff({m_people->departments.support});
    const Caller supervisor = m_people->staff({m_people->departments.support}, identity::Role::Supervisor);
    makeTeam(team, {m_agent, colleague, supervisor});
    QCOMPARE(m_fixture->refusal(m_agent, rerouteOf(team, 1, {}, {colleague})).code, Code::Forbidden);
    m_fixture->ask<protocol::Done>(supervisor, rerouteOf(team, 1, {}, {colleague}));
    QVERIFY(!devicesOf(m_agent, team).contains(colleague.device.value));
    // Who serves the team may come in by itself, and so be put back by itself, or by anybody in it.
    m_fixture->ask<protocol::Done>(colleague, rerouteOf(team, 1, {colleague}));
    m_fixture->ask<protocol::Done>(supervisor, rerouteOf(team, 1, {}, {colleague}));
    m_fixture->ask<protocol::Done>(m_agent, rerouteOf(team, 1, {colleague}));
    QVERIFY(devicesOf(m_agent, team).contains(colleague.device.value));
}

// Who came later, or is not in yet; nobody of another department, and no customer. Saying something there is
// for its members.
void TestMembers::staffReadTheirTeamFromItsBeginning()
{
    const LogId team = m_people->departments.support_team;
    makeTeam(team, {m_agent});
    const QList<quint64> all{says(m_agent, team, 1), says(m_agent, team, 1)};
    const Caller later = m_people->staff({m_people->departments.support});
    const Caller others = m_people->staff({m_people->departments.sales});
    QCOMPARE(readBy(m_agent, team), all);
    QCOMPARE(readBy(later, team), all);
    QCOMPARE(readBy(others, team), QList<quint64>());
    QCOMPARE(readBy(m_guest, team), QList<quint64>());
    const Append message{m_people->next(), team, EnvelopeKind::Application, 0, 1, {}, {"x"}};
    QCOMPARE(m_fixture->refusal(later, message).code, Code::Forbidden);
}

void TestMembers::aFloodOfCorrectionsIsLimited()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const auto turn = [&](int i) {
        return i % 2 == 0 ? rerouteOf(log, 1, {}, {m_guest}) : rerouteOf(log, 1, {m_guest});
    };
    for (int i = 0; i < limits::kReroutesPerHour; ++i)
        m_fixture->ask<protocol::Done>(m_agent, turn(i));
    QCOMPARE(m_fixture->refusal(m_agent, turn(0)).reason, Reason::RateLimited);
    QVERIFY(devicesOf(m_agent, log).contains(m_guest.device.value));
    const LogId another = m_people->conversation({m_guest, m_agent});
    m_fixture->ask<protocol::Done>(m_agent, rerouteOf(another, 1, {}, {m_guest}));
    m_fixture->clock.advance(std::chrono::hours(1));
    m_fixture->ask<protocol::Done>(m_agent, turn(0));
}

} // namespace

CHAT121_TEST_MAIN(TestMembers)
#include "tst_members.moc"
