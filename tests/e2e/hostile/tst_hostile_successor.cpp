// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md E4: a commit that locks one member out, RFC 9420, section 16.12. The member says so, the
// conversation goes on in its next generation, one commit later, and what was said meanwhile is not lost.
//
// Here the server damages the commit on its way to the member, which is the same to everybody. How a
// member makes such a commit: tests/common/mls/tst_insider,
// tests/client/core/engine/talk/tst_malicious_member.
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "tests/e2e/hostile/hostile_office.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::e2e;
using namespace Qt::StringLiterals;
using protocol::Envelope;
using protocol::EnvelopeKind;

namespace {

const QString kDiverged = u"From here on this conversation cannot be read on this device"_s;

} // namespace

class TestHostileSuccessor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_office.server().behaves(); }
    void whoIsLockedOutGoesOnInTheNextGeneration_data();
    void whoIsLockedOutGoesOnInTheNextGeneration();
    void whatTheServerMadeUpEndsNothingForTheOthers();
    void aServerThatIsBusyIsAskedAgain();

private:
    HostileServer &server() { return m_office.server(); }
    void damageCommitsFor(AccountId victim, const HostileTalk &talk);
    bool comesIn(Person &newcomer, const HostileTalk &talk, Person &by);
    protocol::EnvelopePushed nobodysCommit(const HostileTalk &talk);
    std::optional<protocol::Commit> newestCommit(const HostileTalk &talk);

    HostileOffice m_office;
    std::unique_ptr<Person> m_ben;
    std::unique_ptr<Person> m_carl;
    AccountId m_bens{};
};

void TestHostileSuccessor::initTestCase()
{
    QVERIFY(m_office.opens());
    m_ben = m_office.agent(u"Ben"_s);
    QVERIFY(m_ben);
    m_bens = server().newest();
    m_carl = m_office.agent(u"Carl"_s);
    QVERIFY(m_carl);
}

void TestHostileSuccessor::damageCommitsFor(AccountId victim, const HostileTalk &talk)
{
    server().answers(victim, editingEnvelopes([id = talk.id](Envelope &envelope) {
                         const bool is_it = envelope.log == id && envelope.kind == EnvelopeKind::Commit &&
                                            envelope.generation == 0 && envelope.epoch > 0;
                         QByteArray &body = envelope.body.bytes;
                         if (is_it) body[body.size() / 2] = static_cast<char>(body.at(body.size() / 2) ^ 1);
                         return true;
                     }));
}

bool TestHostileSuccessor::comesIn(Person &newcomer, const HostileTalk &talk, Person &by)
{
    by.bot().tell(u"add"_s, {{u"conversation"_s, talk.name}, {u"who"_s, newcomer.name()}});
    return by.seesLine(newcomer.name() + u" ("_s, talk.name);
}

std::optional<protocol::Commit> TestHostileSuccessor::newestCommit(const HostileTalk &talk)
{
    std::optional<protocol::Commit> newest;
    for (const auto &commit : server().heard<protocol::Commit>(kEverybody, Way::ToServer))
        if (commit.log == talk.id) newest = commit;
    return newest;
}

void TestHostileSuccessor::whoIsLockedOutGoesOnInTheNextGeneration_data()
{
    QTest::addColumn<QString>("victim");
    QTest::newRow("the customer") << u"customer"_s;
    QTest::newRow("the agent who had taken it") << u"Anna"_s;
    QTest::newRow("a colleague, who is let in again by hand") << u"Ben"_s;
}

void TestHostileSuccessor::whoIsLockedOutGoesOnInTheNextGeneration()
{
    QFETCH(QString, victim);
    auto talk = m_office.talk(u"Erna "_s + victim);
    QVERIFY(talk);
    QVERIFY(comesIn(*m_ben, *talk, m_office.anna()));
    m_ben->says(u"Ben is here"_s, talk->name);
    QVERIFY(m_ben->seesOwn(u"Ben is here"_s, u"read"_s));
    const bool is_customer = victim == u"customer", is_bens = victim == u"Ben";
    Person &out = is_customer ? *talk->customer : is_bens ? *m_ben : m_office.anna();
    Person &committer = is_bens ? m_office.anna() : *m_ben;
    damageCommitsFor(is_customer ? talk->account : is_bens ? m_bens : m_office.annas(), *talk);

    QVERIFY(comesIn(*m_carl, *talk, committer));
    QVERIFY(out.seesLine(kDiverged, is_customer ? QString() : talk->name));
    out.says(u"do you hear me"_s, talk->name);

    // Nobody does anything, and Anna and her customer are in the next generation.
    QVERIFY(victim == u"Anna"_s || m_office.anna().seesLine(u"went back to the queue"_s, talk->name));
    const auto next = [&] {
        const auto commit = newestCommit(*talk);
        return commit && commit->generation == 1;
    };
    QVERIFY(waitFor(next, 60s));
    // The two were shown different things, and find it out: what is said from now on is not in doubt.
    Person &first = is_customer ? m_office.anna() : *talk->customer;
    first.says(u"the first word"_s, is_customer ? talk->name : QString());
    QVERIFY(first.seesOwn(u"the first word"_s, u"read"_s));
    QVERIFY(m_office.isOpen(*talk, u"here again"_s));
    const QStringList both{u"Anna"_s, talk->customer->name()};
    QCOMPARE(readers(m_office.anna(), talk->name), both);
    QCOMPARE(readers(*talk->customer), both);
    QCOMPARE(newestCommit(*talk)->epoch, 0u); // one commit

    // What was said while locked out.
    if (is_bens) {
        QVERIFY(waitFor([&] { return count(*m_ben, u"do you hear me"_s, talk->name) == 1; }, 20s));
        QVERIFY(comesIn(*m_ben, *talk, m_office.anna()));
        m_ben->says(u"here I am"_s, talk->name);
        QVERIFY(talk->customer->seesMessage(u"here I am"_s));
        return;
    }
    Person &other = is_customer ? m_office.anna() : *talk->customer;
    QVERIFY(other.seesMessage(u"do you hear me"_s, is_customer ? talk->name : QString()));
    QCOMPARE(count(other, u"do you hear me"_s, is_customer ? talk->name : QString()), 1);
    QCOMPARE(count(out, u"do you hear me"_s, is_customer ? QString() : talk->name), 1);
}

// What the customer gets as the next envelope.
protocol::EnvelopePushed TestHostileSuccessor::nobodysCommit(const HostileTalk &talk)
{
    protocol::EnvelopePushed push;
    push.incarnation = server().incarnationOf(talk.account, talk.id);
    push.envelope.log = talk.id;
    push.envelope.sequence = {1};
    for (const Envelope &envelope : server().envelopes(kEverybody, talk.id))
        push.envelope.sequence = {std::max(push.envelope.sequence.value, envelope.sequence.value + 1)};
    push.envelope.kind = EnvelopeKind::Commit;
    push.envelope.sender = server().deviceOf(m_office.annas());
    push.envelope.sender_account = m_office.annas();
    push.envelope.epoch = 1;
    push.envelope.body = QByteArray("nobody's commit");
    return push;
}

// What is in no log was no member's commit. Who was told of it says so, and the conversation stays where
// it is: else one push of a server's would move any customer.
void TestHostileSuccessor::whatTheServerMadeUpEndsNothingForTheOthers()
{
    auto talk = m_office.talk(u"Frida"_s);
    QVERIFY(talk);
    const auto known = newestCommit(*talk);
    QVERIFY(known);
    QVERIFY(server().tells(talk->account, nobodysCommit(*talk)));
    QVERIFY(talk->customer->seesLine(kDiverged));
    QVERIFY(waitFor(
        [&] { return !server().heard<protocol::CannotFollow>(talk->account, Way::ToServer).isEmpty(); },
        20s));
    m_office.anna().says(u"still here"_s, talk->name);
    QVERIFY(m_office.anna().seesOwn(u"still here"_s, u"sent"_s));
    for (const auto &told : server().heard<protocol::StartAnew>(m_office.annas(), Way::ToClient))
        QVERIFY(told.conversation != talk->id);
}

// Who cannot follow says it until it was heard: an answer that is for later ends nothing.
void TestHostileSuccessor::aServerThatIsBusyIsAskedAgain()
{
    auto talk = m_office.talk(u"Gundula"_s);
    QVERIFY(talk);
    int asked = 0;
    server().requests(talk->account, [&](const QByteArray &message) -> QList<QByteArray> {
        const auto report = protocol::decodeFrame<protocol::CannotFollow>(message);
        if (!report) return {message};
        if (++asked > 1) return {message};
        server().tells(talk->account,
                       protocol::Refused{report->request, Code::Busy, protocol::Reason::ServerBusy, 1000});
        return {};
    });
    QVERIFY(server().tells(talk->account, nobodysCommit(*talk)));
    QVERIFY(talk->customer->seesLine(kDiverged));
    QVERIFY(waitFor([&] { return asked == 1; }, 20s));
    server().cut(talk->account);
    QVERIFY(waitFor([&] { return asked == 2; }, 30s));
    server().cut(talk->account); // and then, when it was heard, no more
    talk->customer->says(u"nothing more"_s);
    m_office.anna().says(u"still here"_s, talk->name);
    QVERIFY(m_office.anna().seesOwn(u"still here"_s, u"sent"_s));
    QCOMPARE(asked, 2);
}

CHAT121_TEST_MAIN(TestHostileSuccessor)
#include "tst_hostile_successor.moc"
