// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server that tells the members of one conversation different commits: RFC 9750, section 5.2;
// security.md E2. Both sides learn it with the first message that passes from one to the other.
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

const QString kForked = u"The server has shown the people in this conversation different things"_s;

// The log as only Ben is told it.
struct Branch {
    Sequence end{};
    bool is_begun = false;
    bool is_closed = false; // the epoch that it began is over for the others, too
};

} // namespace

class TestHostileFork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_office.server().behaves(); }
    void aForkIsSeenWithTheFirstMessage();
    void aCommitThatWasHeldBackIsSeenWithTheFirstMessage();

private:
    HostileServer &server() { return m_office.server(); }
    bool comesIn(Person &newcomer, const HostileTalk &talk, Person &by);
    bool saysNothingMore(Person &person, AccountId account, const HostileTalk &talk);
    void shutIn(const HostileTalk &talk);
    void stored(RequestId request, const HostileTalk &talk);
    Sequence next() { return {++m_branch.end.value}; }
    Sequence newestOf(const HostileTalk &talk);

    HostileOffice m_office;
    std::unique_ptr<Person> m_ben;
    std::unique_ptr<Person> m_carl;
    AccountId m_bens{};
    Branch m_branch;
};

void TestHostileFork::initTestCase()
{
    QVERIFY(m_office.opens());
    m_ben = m_office.agent(u"Ben"_s);
    QVERIFY(m_ben);
    m_bens = server().newest();
    m_carl = m_office.agent(u"Carl"_s);
    QVERIFY(m_carl);
}

bool TestHostileFork::comesIn(Person &newcomer, const HostileTalk &talk, Person &by)
{
    by.bot().tell(u"add"_s, {{u"conversation"_s, talk.name}, {u"who"_s, newcomer.name()}});
    return by.seesLine(newcomer.name() + u" ("_s, talk.name);
}

// What is written now stays on this computer.
bool TestHostileFork::saysNothingMore(Person &person, AccountId account, const HostileTalk &talk)
{
    const auto sent = [&] {
        qsizetype count = 0;
        for (const auto &append : server().heard<protocol::Append>(account, Way::ToServer))
            count += append.log == talk.id ? 1 : 0;
        return count;
    };
    const qsizetype before = sent();
    person.says(u"to nobody"_s, talk.name);
    const bool is_kept = person.seesOwn(u"to nobody"_s, u"queued"_s) && !readers(person, talk.name).isEmpty();
    return is_kept && sent() == before && !person.hasSeen(u"to nobody"_s, u"sent"_s);
}

// What Ben is told from now on: the log ends before his commit of it, and goes on with what he says.
// Until `is_closed` nobody else hears that; then it goes to the others, too.
void TestHostileFork::shutIn(const HostileTalk &talk)
{
    m_branch = {};
    server().requests(m_bens, [this, &talk](const QByteArray &message) -> QList<QByteArray> {
        const auto commit = protocol::decodeFrame<protocol::Commit>(message);
        if (commit && commit->log == talk.id) {
            m_branch.end = newestOf(talk);
            m_branch.is_begun = true;
            stored(commit->request, talk);
            return {};
        }
        const auto append = protocol::decodeFrame<protocol::Append>(message);
        if (!append || append->log != talk.id || !m_branch.is_begun || m_branch.is_closed) return {message};
        stored(append->request, talk);
        return {};
    });
    server().answers(m_bens, editingEnvelopes([&](Envelope &envelope) {
                         return envelope.log != talk.id || !m_branch.is_begun;
                     }));
    server().answers(m_bens, editing<protocol::Stored>([&](protocol::Stored &answer) {
                         if (answer.log == talk.id && m_branch.is_begun) answer.sequence = next();
                     }));
}

void TestHostileFork::stored(RequestId request, const HostileTalk &talk)
{
    server().tells(m_bens, protocol::Stored{request, talk.id, next(), SystemClock().now()});
}

// The newest place that Ben has heard of.
Sequence TestHostileFork::newestOf(const HostileTalk &talk)
{
    Sequence newest{};
    for (const Envelope &envelope : server().envelopes(m_bens, talk.id))
        newest = std::max(newest, envelope.sequence);
    for (const auto &answer : server().heard<protocol::Stored>(m_bens, Way::ToClient))
        if (answer.log == talk.id) newest = std::max(newest, answer.sequence);
    return newest;
}

// Ben's commit is told to nobody, Anna's to everybody but Ben; to both it is said that theirs counts.
void TestHostileFork::aForkIsSeenWithTheFirstMessage()
{
    auto talk = m_office.talk(u"Flora"_s);
    QVERIFY(talk);
    QVERIFY(comesIn(*m_ben, *talk, m_office.anna()));
    QVERIFY(talk->customer->seesLine(u"Ben (Support) joined"_s));
    m_ben->says(u"Ben is here"_s, talk->name);
    QVERIFY(m_ben->seesOwn(u"Ben is here"_s, u"read"_s));
    QVERIFY(m_office.isOpen(*talk, u"before the fork"_s));
    QVERIFY(m_ben->seesMessage(u"before the fork, Anna"_s, talk->name));
    QVERIFY(m_ben->seesMessage(u"before the fork, customer"_s, talk->name));

    shutIn(*talk);
    QVERIFY(comesIn(*m_carl, *talk, *m_ben)); // on Ben's branch
    QVERIFY(m_branch.is_begun);
    QVERIFY(comesIn(m_office.office().founder(), *talk, m_office.anna())); // on Anna's
    QVERIFY(talk->customer->seesLine(u"Frieda ("_s));

    m_branch.is_closed = true;
    m_ben->says(u"do you hear me"_s, talk->name);
    QVERIFY(m_office.anna().seesLine(kForked, talk->name));
    QVERIFY(talk->customer->seesLine(kForked));
    QVERIFY(isWarned(m_office.anna(), kForked));
    QVERIFY(isWarned(*talk->customer, kForked));
    QCOMPARE(count(m_office.anna(), u"do you hear me"_s, talk->name), 0);
    QVERIFY(saysNothingMore(m_office.anna(), m_office.annas(), *talk));
    QVERIFY(saysNothingMore(*talk->customer, talk->account, *talk));
}

// Ben is not told that Anna has let somebody in, and that he does not know who reads is noticed.
void TestHostileFork::aCommitThatWasHeldBackIsSeenWithTheFirstMessage()
{
    auto talk = m_office.talk(u"Gerda"_s);
    QVERIFY(talk);
    QVERIFY(comesIn(*m_ben, *talk, m_office.anna()));
    m_ben->says(u"Ben is here"_s, talk->name);
    QVERIFY(m_ben->seesOwn(u"Ben is here"_s, u"read"_s));
    const auto is_hers = [&](const Envelope &envelope) {
        return envelope.log == talk->id && envelope.kind == EnvelopeKind::Commit;
    };
    const quint64 epoch = server().heard<protocol::Commit>(m_office.annas(), Way::ToServer).constLast().epoch;
    server().answers(m_bens, editingEnvelopes([&, epoch](Envelope &envelope) {
                         return !is_hers(envelope) || envelope.epoch <= epoch;
                     }));
    QVERIFY(comesIn(*m_carl, *talk, m_office.anna()));
    m_office.anna().says(u"Carl reads this"_s, talk->name);
    QVERIFY(talk->customer->seesMessage(u"Carl reads this"_s));
    QVERIFY(m_ben->seesLine(kForked, talk->name));
    QVERIFY(saysNothingMore(*m_ben, m_bens, *talk));
}

CHAT121_TEST_MAIN(TestHostileFork)
#include "tst_hostile_fork.moc"
