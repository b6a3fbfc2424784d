// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One commit for each epoch, what becomes visible with it, and whose devices it may add or remove.

#include "common/identity/ids.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/logs.h"
#include "server/relay/handlers.h"
#include "server/store/desk_rows.h"
#include "server/store/device_rows.h"
#include "server/store/envelope_rows.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using protocol::Commit;
using store::Refusal;

namespace {

class TestCommitOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void theTakersFirstCommitMakesTheGroup();
    void theLeaseEndsWithTheFirstCommit();
    void aTakeThatRanOutMakesNoGroup();
    void oneOfManyCommittersWins();
    void theLoserLearnsTheCurrentState();
    void aRetryGetsTheSameAnswer();
    void aWelcomeIsVisibleOnlyWithItsCommit();
    void aRemovedDeviceReadsUpToItsRemoval();
    void everybodyMayCarryOutARemoval();
    void aSuccessorGroupReplacesTheMembers();
    void anExternalCommitAddsTheSender();
    void aCommitThatLacksAPartStoresNothing_data();
    void aCommitThatLacksAPartStoresNothing();
    void whatACommitMayNotDo_data();
    void whatACommitMayNotDo();
    void groupInfoIsForThoseWhoMayJoin();
    void aFloodOfCommitsIsLimited();
    void aHundredCommittersAtOnce();

private:
    Commit commitFor(LogId log, quint64 epoch, QList<Caller> added = {}, QList<Caller> removed = {}) const;
    LogId waitingConversation(std::optional<UnixTime> lease);
    QList<quint64> readBy(const Caller &caller, LogId log);

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_guest, m_agent;
};

void TestCommitOrder::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guest = m_people->guest();
    m_agent = m_people->staff({m_people->departments.support});
}

void TestCommitOrder::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

Commit TestCommitOrder::commitFor(LogId log, quint64 epoch, QList<Caller> added, QList<Caller> removed) const
{
    Commit message;
    message.request = m_people->next();
    message.log = log;
    message.epoch = epoch;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info " + QByteArray::number(epoch + 1);
    for (const Caller &caller : added) {
        message.added.items.append({caller.device, caller.account});
        message.welcomes.items.append({caller.device, {"welcome"}});
    }
    for (const Caller &caller : removed)
        message.removed.items.append({caller.device, caller.account});
    return message;
}

// Taken by the agent, without a group.
LogId TestCommitOrder::waitingConversation(std::optional<UnixTime> lease)
{
    const LogId log{m_fixture->random.id()};
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY(createLog(sql, log, LogKind::Conversation, 0, 14));
        ConversationRow row{log, m_people->departments.support, m_guest.account};
        row.state = ConversationState::Taken;
        row.taker = m_agent.account;
        row.lease_until = lease;
        return putConversation(sql, row, m_fixture->clock.now());
    });
    return log;
}

QList<quint64> TestCommitOrder::readBy(const Caller &caller, LogId log)
{
    Since message;
    message.positions.items.append({log, 0, {}});
    QList<quint64> numbers;
    for (const Envelope &envelope : m_fixture->ask<Envelopes>(caller, message).envelopes.items)
        numbers.append(envelope.sequence.value);
    return numbers;
}

void TestCommitOrder::theTakersFirstCommitMakesTheGroup()
{
    const LogId log = waitingConversation(m_fixture->clock.now() + limits::kTakeLease);
    const Caller other_device = m_people->deviceOf(m_agent);
    QCOMPARE(m_fixture->refusal(m_guest, commitFor(log, 0)).reason, Reason::NotAMember); // not the taker
    m_fixture->ask<Stored>(m_agent, commitFor(log, 0, {m_guest, other_device}));
    for (const Caller &member : {m_guest, m_agent, other_device}) {
        const Append message{m_people->next(), log, EnvelopeKind::Application, 0, 1, {}, {"x"}};
        QVERIFY(m_fixture->send(member, message));
    }
    const auto info = m_fixture->ask<GroupInfo>(m_guest, FetchGroupInfo{m_people->next(), log});
    QCOMPARE(info.group_info.bytes, "info 1");
    QCOMPARE(info.epoch, 1ull);
}

void TestCommitOrder::theLeaseEndsWithTheFirstCommit()
{
    const LogId log = waitingConversation(m_fixture->clock.now() + limits::kTakeLease);
    m_fixture->ask<Stored>(m_agent, commitFor(log, 0, {m_guest}));
    bool has_lease = true;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto row, findConversation(sql, log));
        has_lease = row->lease_until.has_value();
        return success();
    });
    QVERIFY(!has_lease);
}

void TestCommitOrder::aTakeThatRanOutMakesNoGroup()
{
    const LogId log = waitingConversation(m_fixture->clock.now() + limits::kTakeLease);
    m_fixture->clock.advance(limits::kTakeLease + std::chrono::milliseconds(1));
    QCOMPARE(m_fixture->refusal(m_agent, commitFor(log, 0, {m_guest})).reason, Reason::NotWaiting);
}

void TestCommitOrder::oneOfManyCommittersWins()
{
    QList<Caller> members{m_guest, m_agent};
    for (int i = 0; i < 98; ++i)
        members.append(m_people->deviceOf(m_agent));
    const LogId log = m_people->conversation(members);
    Port port;
    int answered = 0, stored = 0, conflicts = 0;
    for (const Caller &member : members) {
        store::Request request{&m_fixture->services, member, {}, encodeFrame(commitFor(log, 1)), {}, {}};
        const auto handler = m_fixture->table.admit(member, MessageType::Commit);
        QVERIFY(m_fixture->writer->submit(
            port, 100, store::job(**handler, request), [&](const Verdict<Outcome> &verdict) {
                ++answered;
                stored += decodeFrame<Stored>(verdict->reply) ? 1 : 0;
                conflicts += decodeFrame<CommitConflict>(verdict->reply) ? 1 : 0;
            }));
    }
    QTRY_COMPARE(answered, 100);
    QCOMPARE(stored, 1);
    QCOMPARE(conflicts, 99);
}

void TestCommitOrder::theLoserLearnsTheCurrentState()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    m_fixture->ask<Stored>(m_agent, commitFor(log, 1));
    const auto lost = m_fixture->ask<CommitConflict>(m_guest, commitFor(log, 1));
    QCOMPARE(lost.epoch, 2ull);
    QCOMPARE(lost.generation, 0u);
    QCOMPARE(m_fixture->ask<CommitConflict>(m_guest, commitFor(log, 3)).epoch, 2ull); // from the future
    Commit other_generation = commitFor(log, 2);
    other_generation.generation = 1;
    QCOMPARE(m_fixture->ask<CommitConflict>(m_guest, other_generation).generation, 0u);
    m_fixture->ask<Stored>(m_guest, commitFor(log, 2));
}

void TestCommitOrder::aRetryGetsTheSameAnswer()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const Commit message = commitFor(log, 1);
    const auto first = m_fixture->ask<Stored>(m_agent, message);
    m_fixture->ask<Stored>(m_guest, commitFor(log, 2));
    QCOMPARE(encodeFrame(m_fixture->ask<Stored>(m_agent, message)), encodeFrame(first));
}

void TestCommitOrder::aWelcomeIsVisibleOnlyWithItsCommit()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const Caller colleague = m_people->staff({m_people->departments.support});
    const LogId inbox = identity::inboxLogOf(colleague.device);
    m_fixture->takeDeliveries();
    m_fixture->ask<CommitConflict>(m_agent, commitFor(log, 7, {colleague})); // it loses
    QVERIFY(readBy(colleague, inbox).isEmpty());
    QVERIFY(m_fixture->takeDeliveries().isEmpty());

    const auto stored = m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {colleague}));
    QCOMPARE(readBy(colleague, inbox), (QList<quint64>{1}));
    const auto pushes = m_fixture->delivered<EnvelopePushed>();
    QCOMPARE(pushes.size(), 2);
    QVERIFY(pushes.at(0).first.includes(m_guest));
    QVERIFY(pushes.at(0).first.includes(colleague));
    QVERIFY(pushes.at(1).first.includes(colleague));
    QVERIFY(!pushes.at(1).first.includes(m_guest));
    QCOMPARE(pushes.at(1).second.envelope.kind, EnvelopeKind::Invitation);
    QCOMPARE(pushes.at(1).second.envelope.about, log);
    QCOMPARE(pushes.at(1).second.envelope.epoch, 2ull);
    // It reads from the commit that added it, not before.
    QCOMPARE(readBy(colleague, log), (QList<quint64>{stored.sequence.value}));
}

void TestCommitOrder::aRemovedDeviceReadsUpToItsRemoval()
{
    const Caller colleague = m_people->staff({m_people->departments.support});
    const LogId log = m_people->conversation({m_guest, m_agent, colleague});
    m_fixture->ask<Stored>(m_guest,
                           Append{m_people->next(), log, EnvelopeKind::Application, 0, 1, {}, {"x"}});
    m_fixture->takeDeliveries();
    m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {}, {colleague}));
    QVERIFY(
        m_fixture->delivered<EnvelopePushed>().first().first.includes(colleague)); // it learns of its removal
    m_fixture->ask<Stored>(m_guest,
                           Append{m_people->next(), log, EnvelopeKind::Application, 0, 2, {}, {"x"}});
    QVERIFY(!m_fixture->delivered<EnvelopePushed>().first().first.includes(colleague));
    QCOMPARE(readBy(colleague, log), (QList<quint64>{1, 2}));
    QCOMPARE(readBy(m_agent, log), (QList<quint64>{1, 2, 3}));
    const Append late{m_people->next(), log, EnvelopeKind::Application, 0, 2, {}, {"x"}};
    QCOMPARE(m_fixture->refusal(colleague, late).reason, Reason::NotAMember);
}

// E12: the device's own account removed it, and only a customer is there to carry it out.
void TestCommitOrder::everybodyMayCarryOutARemoval()
{
    const Caller lost = m_people->deviceOf(m_agent);
    const LogId log = m_people->conversation({m_guest, m_agent, lost});
    QCOMPARE(m_fixture->refusal(m_guest, commitFor(log, 1, {}, {lost})).code, Code::Forbidden);
    m_fixture->mustWrite([&](Sql &sql) { return store::removeDevice(sql, lost.device, "signed"); });
    QCOMPARE(m_fixture->refusal(m_guest, commitFor(log, 1, {}, {lost, m_agent})).code, Code::Forbidden);
    QCOMPARE(m_fixture->refusal(m_guest, commitFor(log, 1, {lost})).reason, Reason::DeviceRevoked);
    m_fixture->ask<Stored>(m_guest, commitFor(log, 1, {}, {lost}));
    QCOMPARE(m_fixture->refusal(m_guest, commitFor(log, 2, {}, {lost})).code, Code::NotFound);
}

void TestCommitOrder::aSuccessorGroupReplacesTheMembers()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const Caller next_agent = m_people->staff({m_people->departments.support});
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(auto row, findConversation(sql, log));
        row->taker = next_agent.account;
        return putConversation(sql, *row, m_fixture->clock.now());
    });
    Commit successor = commitFor(log, 0, {m_guest});
    successor.generation = 1;
    Commit skipping = successor;
    skipping.generation = 2;
    QCOMPARE(m_fixture->ask<CommitConflict>(next_agent, skipping).generation, 0u);
    m_fixture->ask<Stored>(next_agent, successor);
    m_fixture->ask<Stored>(m_guest,
                           Append{m_people->next(), log, EnvelopeKind::Application, 1, 1, {}, {"x"}});
    QCOMPARE(readBy(m_agent, log), (QList<quint64>{1}));
    QCOMPARE(readBy(m_guest, log), (QList<quint64>{1, 2}));
    const Append old_group{m_people->next(), log, EnvelopeKind::Application, 0, 1, {}, {"x"}};
    QCOMPARE(m_fixture->refusal(m_guest, old_group).reason, Reason::EpochClosed);
}

void TestCommitOrder::anExternalCommitAddsTheSender()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    const Caller lost = m_guest;
    const Caller fresh = m_people->deviceOf(m_guest);
    Commit message = commitFor(log, 1, {}, {lost});
    message.is_external = true;
    m_fixture->ask<Stored>(fresh, message);
    m_fixture->ask<Stored>(m_agent,
                           Append{m_people->next(), log, EnvelopeKind::Application, 0, 2, {}, {"x"}});
    QCOMPARE(readBy(fresh, log), (QList<quint64>{1, 2}));
    QCOMPARE(readBy(lost, log), (QList<quint64>{1}));
}

void TestCommitOrder::aCommitThatLacksAPartStoresNothing_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("no commit") << "commit";
    QTest::newRow("no group info, which whoever comes in from outside needs") << "group info";
    QTest::newRow("no number of the request") << "request";
    QTest::newRow("a team's, without the key of its waiting room") << "key";
}

void TestCommitOrder::aCommitThatLacksAPartStoresNothing()
{
    QFETCH(QString, what);
    const bool is_team = what == "key";
    const Caller colleague = m_people->staff({m_people->departments.support});
    const LogId log =
        is_team ? m_people->departments.support_team : m_people->conversation({m_guest, m_agent});
    Commit message = commitFor(log, is_team ? 0 : 1, {colleague});
    if (what == "commit") message.commit.bytes.clear();
    if (what == "group info") message.group_info.bytes.clear();
    if (what == "request") message.request = {};
    m_fixture->takeDeliveries();
    QCOMPARE(m_fixture->refusal(m_agent, message).code, Code::Malformed);
    QVERIFY(m_fixture->takeDeliveries().isEmpty());
    QVERIFY(readBy(colleague, identity::inboxLogOf(colleague.device)).isEmpty());
    QCOMPARE(m_fixture->refusal(m_agent, FetchGroupInfo{m_people->next(), log}).code, Code::NotFound);
    if (is_team) return;
    const auto stored = m_fixture->ask<Stored>(m_agent, commitFor(log, 1, {colleague}));
    QCOMPARE(stored.sequence, Sequence{1}); // neither the epoch nor a number was used up
}

void TestCommitOrder::whatACommitMayNotDo_data()
{
    QTest::addColumn<QString>("sender");
    QTest::addColumn<QString>("added");
    QTest::addColumn<QString>("removed");
    QTest::addColumn<bool>("is_external");
    QTest::addColumn<int>("code");
    const int forbidden = int(Code::Forbidden), missing = int(Code::NotFound), fine = 0;
    QTest::newRow("guest adds own device") << "guest"
                                           << "guest2"
                                           << "" << false << fine;
    QTest::newRow("guest adds a stranger") << "guest"
                                           << "stranger"
                                           << "" << false << forbidden;
    QTest::newRow("guest adds an agent who is not the taker") << "guest"
                                                              << "colleague"
                                                              << "" << false << forbidden;
    QTest::newRow("guest removes the agent") << "guest"
                                             << ""
                                             << "agent" << false << forbidden;
    QTest::newRow("guest removes a device that is not there") << "guest"
                                                              << ""
                                                              << "guest2" << false << missing;
    QTest::newRow("agent adds a colleague") << "agent"
                                            << "colleague"
                                            << "" << false << fine;
    QTest::newRow("agent adds one of another department") << "agent"
                                                          << "sales"
                                                          << "" << false << forbidden;
    QTest::newRow("agent adds another customer") << "agent"
                                                 << "stranger"
                                                 << "" << false << forbidden;
    QTest::newRow("agent adds the customer's device") << "agent"
                                                      << "guest2"
                                                      << "" << false << fine;
    QTest::newRow("agent adds a device nobody has") << "agent"
                                                    << "nobody"
                                                    << "" << false << missing;
    QTest::newRow("agent removes the customer") << "agent"
                                                << ""
                                                << "guest" << false << fine;
    QTest::newRow("stranger commits") << "stranger"
                                      << ""
                                      << "" << false << forbidden;
    QTest::newRow("colleague commits without being in") << "colleague"
                                                        << ""
                                                        << "" << false << forbidden;
    QTest::newRow("guest's other device joins from outside") << "guest2"
                                                             << ""
                                                             << "guest" << true << fine;
    QTest::newRow("stranger joins from outside") << "stranger"
                                                 << ""
                                                 << "" << true << forbidden;
    QTest::newRow("colleague joins a conversation from outside") << "colleague"
                                                                 << ""
                                                                 << "" << true << forbidden;
    QTest::newRow("from outside, with another's device") << "guest2"
                                                         << ""
                                                         << "agent" << true << forbidden;
    QTest::newRow("from outside, adding a friend") << "guest2"
                                                   << "stranger"
                                                   << "" << true << forbidden;
}

void TestCommitOrder::whatACommitMayNotDo()
{
    QFETCH(QString, sender);
    QFETCH(QString, added);
    QFETCH(QString, removed);
    QFETCH(bool, is_external);
    QFETCH(int, code);
    const QHash<QString, Caller> who{
        {"guest", m_guest},
        {"guest2", m_people->deviceOf(m_guest)},
        {"stranger", m_people->guest()},
        {"agent", m_agent},
        {"colleague", m_people->staff({m_people->departments.support})},
        {"sales", m_people->staff({m_people->departments.sales})},
        {"nobody", Caller{AccountId{3}, DeviceId{4}}},
    };
    const LogId log = m_people->conversation({m_guest, m_agent});
    const auto list = [&](const QString &name) {
        return name.isEmpty() ? QList<Caller>() : QList{who.value(name)};
    };
    Commit message = commitFor(log, 1, list(added), list(removed));
    message.is_external = is_external;
    const auto verdict = m_fixture->send(who.value(sender), message);
    QCOMPARE(verdict ? 0 : int(verdict.error().code), code);
}

void TestCommitOrder::groupInfoIsForThoseWhoMayJoin()
{
    const LogId team = m_people->departments.support_team;
    const FetchGroupInfo ask{m_people->next(), team};
    QCOMPARE(m_fixture->refusal(m_agent, ask).code, Code::NotFound); // no group yet
    m_fixture->mustWrite([&](Sql &sql) { return putGroupInfo(sql, team, {0, 1, "info 1"}); });
    QVERIFY(m_fixture->send(m_people->staff({}), ask));
    QCOMPARE(m_fixture->refusal(m_guest, ask).reason, Reason::UnknownLog);
    QCOMPARE(m_fixture->refusal(m_people->staff({m_people->departments.sales}), ask).reason,
             Reason::UnknownLog);
}

// security.md E14: a thousand commits in a minute by one member; the others are served.
void TestCommitOrder::aFloodOfCommitsIsLimited()
{
    const LogId log = m_people->conversation({m_guest, m_agent});
    quint64 epoch = 1;
    int refused = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto verdict = m_fixture->send(m_guest, commitFor(log, epoch));
        if (verdict) {
            ++epoch;
            continue;
        }
        QCOMPARE(verdict.error().reason, Reason::RateLimited);
        QVERIFY(verdict.error().retry_after_ms > 0);
        ++refused;
    }
    QCOMPARE(epoch, quint64(1 + limits::kCommitsPerMinute));
    QCOMPARE(refused, 1000 - limits::kCommitsPerMinute);
    Append word{m_people->next(), log, EnvelopeKind::Application, 0, epoch, {}, {"word"}};
    QVERIFY(m_fixture->send(m_agent, word));
    QVERIFY(m_fixture->send(m_agent, commitFor(log, epoch)));
    m_fixture->clock.advance(std::chrono::minutes(1));
    QVERIFY(m_fixture->send(m_guest, commitFor(log, epoch + 1)));
}

// security.md E7, RFC 9750 5.2.3: one commit wins each epoch, and no Welcome of a losing one is seen.
void TestCommitOrder::aHundredCommittersAtOnce()
{
    QList<Caller> members{m_guest, m_agent};
    while (members.size() < 100)
        members.append(m_people->staff({m_people->departments.support}));
    const LogId log = m_people->conversation(members);
    const int newcomers = 100;
    QList<Caller> invited;
    for (int i = 0; i < newcomers; ++i)
        invited.append(m_people->staff({m_people->departments.support}));
    int entered = 0;
    for (quint64 epoch = 1; epoch <= 3; ++epoch) {
        m_fixture->takeDeliveries();
        int won = 0, invited_by_winner = 0;
        for (int i = 0; i < 100; ++i) {
            const bool may_invite = members.at(i).isStaff();
            const auto verdict = m_fixture->send(
                members.at(i),
                commitFor(log, epoch, may_invite ? QList<Caller>{invited.at(i)} : QList<Caller>{}));
            QVERIFY(verdict);
            const bool is_won = decodeFrame<Stored>(verdict->reply).has_value();
            won += is_won ? 1 : 0;
            invited_by_winner += is_won && may_invite ? 1 : 0;
            const auto lost = decodeFrame<CommitConflict>(verdict->reply);
            QCOMPARE(lost.has_value(), !is_won);
            if (lost) QCOMPARE(lost->epoch, epoch + 1);
        }
        QCOMPARE(won, 1);
        int welcomes = 0;
        for (const auto &[to, push] : m_fixture->delivered<EnvelopePushed>())
            welcomes += push.envelope.kind == EnvelopeKind::Invitation ? 1 : 0;
        QCOMPARE(welcomes, invited_by_winner);
        // Nobody stands in a lost branch: also who asks later finds the winner's Welcome alone.
        entered += invited_by_winner;
        int found = 0;
        for (const Caller &newcomer : std::as_const(invited))
            found += static_cast<int>(readBy(newcomer, identity::inboxLogOf(newcomer.device)).size());
        QCOMPARE(found, entered);
        std::rotate(members.begin(), members.begin() + 7, members.end());
    }
}

} // namespace

CHAT121_TEST_MAIN(TestCommitOrder)
#include "tst_commit_order.moc"
