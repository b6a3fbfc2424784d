// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Archives: one for an account, appended to once, read by its devices and by nobody else; its keys
// change by compare-and-swap.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "server/relay/handlers.h"
#include "server/store/sql.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;

namespace {

ArchiveItem item(char id, const QByteArray &sealed)
{
    return {*FixedBytes<16>::from(QByteArray(16, id)), {sealed}};
}

class TestArchive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void nobodyHasOneUntilKeysArePut();
    void theFirstEntryStays();
    void aRetryAddsNothing();
    void whatIsForgottenIsEmptiedAndDoesNotComeBack();
    void nobodyEmptiesAnothers();
    void whatIsThereSurvivesARestart();
    void aBrokenBatchAddsNothing();
    void everyDeviceOfTheAccountReadsIt();
    void nobodyElseReadsIt_data();
    void nobodyElseReadsIt();
    void itIsNotALogToTalkIn();
    void keysAreSwappedOnlyAgainstTheLastOnes_data();
    void keysAreSwappedOnlyAgainstTheLastOnes();
    void theOtherDevicesAreTold();
    void theWordsFindTheKeysBeforeLogIn();
    void replacedWordsFindNothing();
    void nobodyTakesAnothersFinder();

private:
    Archive put(const Caller &caller, quint64 replaces, const QByteArray &keys, const Hash &finder = {});
    QList<QByteArray> read(const Caller &caller, LogId log);

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_agent, m_other_device, m_guest;
};

void TestArchive::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_agent = m_people->staff({m_people->departments.support});
    m_other_device = m_people->deviceOf(m_agent);
    m_guest = m_people->guest();
}

void TestArchive::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

Archive TestArchive::put(const Caller &caller, quint64 replaces, const QByteArray &keys, const Hash &finder)
{
    return m_fixture->ask<Archive>(caller, PutArchiveKeys{m_people->next(), replaces, {keys}, finder});
}

QList<QByteArray> TestArchive::read(const Caller &caller, LogId log)
{
    const auto reply = m_fixture->ask<Envelopes>(caller, Since{m_people->next(), {{{log, 0, {}}}}});
    QList<QByteArray> bodies;
    for (const Envelope &envelope : reply.envelopes.items)
        bodies.append(envelope.body.bytes);
    return bodies;
}

void TestArchive::nobodyHasOneUntilKeysArePut()
{
    QCOMPARE(m_fixture->ask<Archive>(m_agent, FetchArchive{m_people->next()}).version, 0u);
    QCOMPARE(m_fixture->refusal(m_agent, AppendArchive{m_people->next(), {{item('a', "one")}}}).reason,
             Reason::NoArchive);
    const Archive made = put(m_agent, 0, "sealed");
    QCOMPARE(made.version, 1u);
    QVERIFY(made.log.isValid());
    const auto fetched = m_fixture->ask<Archive>(m_other_device, FetchArchive{m_people->next()});
    QCOMPARE(fetched.log, made.log);
    QCOMPARE(fetched.keys.bytes, "sealed");
    QCOMPARE(m_fixture->ask<Archive>(m_guest, FetchArchive{m_people->next()}).version, 0u);
}

void TestArchive::theFirstEntryStays()
{
    const LogId log = put(m_agent, 0, "sealed").log;
    const auto first = m_fixture->ask<ArchiveAppended>(
        m_agent, AppendArchive{m_people->next(), {{item('a', "one"), item('b', "two")}}});
    QCOMPARE(first.added, 2u);
    const auto second = m_fixture->ask<ArchiveAppended>(
        m_other_device,
        AppendArchive{m_people->next(), {{item('b', "mine"), item('c', "three"), item('c', "x")}}});
    QCOMPARE(second.added, 1u);
    QCOMPARE(second.head, Sequence{3});
    QCOMPARE(read(m_agent, log), (QList<QByteArray>{"one", "two", "three"}));
}

void TestArchive::aRetryAddsNothing()
{
    const LogId log = put(m_agent, 0, "sealed").log;
    const AppendArchive message{m_people->next(), {{item('a', "one")}}};
    QCOMPARE(m_fixture->ask<ArchiveAppended>(m_agent, message).added, 1u);
    QCOMPARE(m_fixture->ask<ArchiveAppended>(m_agent, message).added, 0u);
    QCOMPARE(read(m_agent, log).size(), 1);
}

void TestArchive::whatIsForgottenIsEmptiedAndDoesNotComeBack()
{
    const LogId log = put(m_agent, 0, "sealed").log;
    const AppendArchive append{m_people->next(), {{item('a', "one"), item('b', "two")}}};
    m_fixture->ask<ArchiveAppended>(m_agent, append);
    const FixedBytes<16> unknown = item('x', {}).id;
    const ForgetArchived forget{m_people->next(), {{unknown, item('a', {}).id}}};
    m_fixture->ask<protocol::Done>(m_other_device, forget);
    const auto emptied = read(m_agent, log);
    QCOMPARE(emptied.size(), 2);
    QCOMPARE(emptied.at(0), crypto::sha256("one").toByteArray());
    QCOMPARE(emptied.at(1), "two");
    m_fixture->ask<protocol::Done>(m_agent,
                                   ForgetArchived{m_people->next(), forget.ids}); // by another device, too
    QCOMPARE(read(m_agent, log), emptied);
    QCOMPARE(m_fixture->ask<ArchiveAppended>(m_agent, AppendArchive{m_people->next(), append.items}).added,
             0u);
    QCOMPARE(read(m_agent, log), emptied);
}

void TestArchive::nobodyEmptiesAnothers()
{
    const LogId log = put(m_agent, 0, "sealed").log;
    m_fixture->ask<ArchiveAppended>(m_agent, AppendArchive{m_people->next(), {{item('a', "one")}}});
    const ForgetArchived forget{m_people->next(), {{item('a', {}).id}}};
    QCOMPARE(m_fixture->refusal(m_guest, forget).reason, Reason::NoArchive);
    put(m_guest, 0, "mine");
    m_fixture->ask<protocol::Done>(m_guest, ForgetArchived{m_people->next(), forget.ids});
    QCOMPARE(read(m_agent, log), QList<QByteArray>{"one"});
}

void TestArchive::whatIsThereSurvivesARestart()
{
    const LogId log = put(m_agent, 0, "sealed").log;
    QVERIFY(m_fixture->send(m_agent, AppendArchive{m_people->next(), {{item('a', "one")}}}));
    m_fixture->stop();
    m_fixture->start();
    const auto again = m_fixture->ask<ArchiveAppended>(
        m_agent, AppendArchive{m_people->next(), {{item('a', "other"), item('b', "two")}}});
    QCOMPARE(again.added, 1u);
    QCOMPARE(read(m_agent, log), (QList<QByteArray>{"one", "two"}));
}

void TestArchive::aBrokenBatchAddsNothing()
{
    const LogId log = put(m_agent, 0, "sealed").log;
    const AppendArchive message{m_people->next(), {{item('a', "one"), item('b', {})}}};
    QCOMPARE(m_fixture->refusal(m_agent, message).code, Code::Malformed);
    QVERIFY(read(m_agent, log).isEmpty());
}

void TestArchive::everyDeviceOfTheAccountReadsIt()
{
    const LogId log = put(m_agent, 0, "sealed").log;
    QVERIFY(m_fixture->send(m_agent, AppendArchive{m_people->next(), {{item('a', "one")}}}));
    QCOMPARE(read(m_other_device, log).size(), 1);
    const Caller later = m_people->deviceOf(m_agent);
    QCOMPARE(read(later, log).size(), 1);
}

void TestArchive::nobodyElseReadsIt_data()
{
    QTest::addColumn<identity::Role>("role");
    QTest::newRow("a colleague") << identity::Role::Agent;
    QTest::newRow("a supervisor") << identity::Role::Supervisor;
    QTest::newRow("the owner") << identity::Role::Owner;
    QTest::newRow("a customer") << identity::Role::Guest;
}

void TestArchive::nobodyElseReadsIt()
{
    QFETCH(identity::Role, role);
    const LogId log = put(m_agent, 0, "sealed").log;
    QVERIFY(m_fixture->send(m_agent, AppendArchive{m_people->next(), {{item('a', "one")}}}));
    const Caller other =
        role == identity::Role::Guest ? m_guest : m_people->staff({m_people->departments.support}, role);
    QVERIFY(read(other, log).isEmpty());
}

void TestArchive::itIsNotALogToTalkIn()
{
    const LogId log = put(m_agent, 0, "sealed").log;
    const Append append{m_people->next(), log, EnvelopeKind::Application, 0, 0, {}, {"text"}};
    QCOMPARE(m_fixture->refusal(m_agent, append).reason, Reason::NotAMember);
    Commit commit;
    commit.request = m_people->next();
    commit.log = log;
    commit.commit = {"commit"};
    commit.group_info = {"info"};
    QVERIFY(!m_fixture->send(m_agent, commit));
}

void TestArchive::keysAreSwappedOnlyAgainstTheLastOnes_data()
{
    QTest::addColumn<quint64>("replaces");
    QTest::addColumn<bool>("is_taken");
    QTest::newRow("the last version") << quint64(2) << true;
    QTest::newRow("an older version") << quint64(1) << false;
    QTest::newRow("as if there were none") << quint64(0) << false;
    QTest::newRow("a version to come") << quint64(3) << false;
}

void TestArchive::keysAreSwappedOnlyAgainstTheLastOnes()
{
    QFETCH(quint64, replaces);
    QFETCH(bool, is_taken);
    const LogId log = put(m_agent, 0, "one").log;
    QCOMPARE(put(m_other_device, 1, "two").log, log);
    const PutArchiveKeys message{m_people->next(), replaces, {"three"}, {}};
    const auto verdict = m_fixture->send(m_agent, message);
    QCOMPARE(verdict.has_value(), is_taken);
    if (!verdict) QCOMPARE(verdict.error().code, Code::Conflict);
    const auto now = m_fixture->ask<Archive>(m_agent, FetchArchive{m_people->next()});
    QCOMPARE(now.keys.bytes, is_taken ? "three" : "two");
    QCOMPARE(now.version, is_taken ? 3u : 2u);
}

void TestArchive::theOtherDevicesAreTold()
{
    put(m_agent, 0, "sealed");
    m_fixture->takeDeliveries();
    QVERIFY(m_fixture->send(m_agent, AppendArchive{m_people->next(), {{item('a', "one")}}}));
    const auto told = m_fixture->delivered<ArchiveGrown>();
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().first.includes(m_other_device));
    QVERIFY(!told.first().first.includes(m_agent));
    QVERIFY(!told.first().first.includes(m_guest));
    QCOMPARE(told.first().second.head, Sequence{1});
    QVERIFY(m_fixture->send(m_agent, AppendArchive{m_people->next(), {{item('a', "one")}}}));
    QVERIFY(m_fixture->delivered<ArchiveGrown>().isEmpty());
    put(m_agent, 1, "newer");
    QCOMPARE(m_fixture->delivered<ArchiveGrown>().first().second.version, 2u);
}

void TestArchive::theWordsFindTheKeysBeforeLogIn()
{
    const auto identifier = *FixedBytes<32>::from(QByteArray(32, 'i'));
    put(m_guest, 0, "sealed", crypto::sha256(identifier.view()));
    const auto found = m_fixture->ask<Recovery>(Caller{}, FetchRecovery{m_people->next(), identifier});
    QCOMPARE(found.account, m_guest.account);
    QCOMPARE(found.version, 1u);
    QCOMPARE(found.keys.bytes, "sealed");
    // What the server keeps does not find it: who reads the database cannot ask.
    const FetchRecovery hash{m_people->next(), crypto::sha256(identifier.view())};
    QCOMPARE(m_fixture->refusal(Caller{}, hash).reason, Reason::NoArchive);
}

void TestArchive::replacedWordsFindNothing()
{
    const auto old = *FixedBytes<32>::from(QByteArray(32, 'o'));
    put(m_guest, 0, "sealed", crypto::sha256(old.view()));
    put(m_guest, 1, "newer", crypto::sha256("another"));
    QCOMPARE(m_fixture->refusal(Caller{}, FetchRecovery{m_people->next(), old}).reason, Reason::NoArchive);
}

void TestArchive::nobodyTakesAnothersFinder()
{
    const Hash finder = crypto::sha256("finder");
    put(m_guest, 0, "sealed", finder);
    const PutArchiveKeys message{m_people->next(), 0, {"mine"}, finder};
    QCOMPARE(m_fixture->refusal(m_people->guest(), message).code, Code::Conflict);
}

} // namespace

CHAT121_TEST_MAIN(TestArchive)
#include "tst_archive.moc"
