// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Clients as witnesses of the server's key log. The real server, and one that lies about its log: it
// has another one for some of its clients, rewrites it, leaves statements out, or proves nothing. Each
// is reported once, after one exchange of messages at the latest, and messages go on. security.md A2, E16.

#include "common/crypto/init.h"
#include "common/identity/key_log.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/key_log.h"
#include "server/store/organisation_rows.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/support/test_main.h"

#include <atomic>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace merkle = identity::merkle;

namespace {

constexpr int kPatienceMs = 30'000; // on a machine that has much else to do

const QString kSplit = u"different people different records"_s;
const QString kRewritten = u"changed its record of everybody's keys afterwards"_s;
const QString kMissing = u"not in its record of everybody's keys"_s;
const QString kWithheld = u"does not prove its record"_s;
const QString kSplitLine =
    u"The server shows the others in this conversation another record of keys than you"_s;

// A second key log, signed by the same registrar, which answers whatever it is asked: every statement
// that somebody wants to find is put into it. What a server would keep for a client that it lies to.
class OtherLog {
public:
    explicit OtherLog(const QByteArray &registrar_seed)
        : m_registrar(crypto::SigningKey::fromSeed(*crypto::Secret32::from(registrar_seed)))
    {
        for (int i = 0; i < 5; ++i)
            m_leaves.append(merkle::leafHash(QByteArray("another history ") + QByteArray::number(i)));
    }

    protocol::KeyLog answer(const protocol::FetchKeyLog &question)
    {
        for (const crypto::Hash &leaf : question.leaves.items) {
            if (!m_leaves.contains(leaf)) m_leaves.append(leaf);
        }
        const auto size = static_cast<quint64>(m_leaves.size());
        protocol::KeyLog reply;
        reply.request = question.request;
        const identity::KeyLogHead head{size, rootOf({0, size}), SystemClock().now()};
        reply.head.bytes = encode(identity::SignedKeyLogHead::sign(head, m_registrar));
        for (const quint64 earlier : question.sizes.items) {
            const bool is_there = earlier > 0 && earlier <= size;
            reply.consistency.items.append(
                path(is_there ? merkle::consistencyRanges(earlier, size) : QList<merkle::Range>()));
        }
        for (const crypto::Hash &leaf : question.leaves.items) {
            const auto index = static_cast<quint64>(m_leaves.indexOf(leaf));
            reply.inclusion.items.append({true, index, path(merkle::inclusionRanges(index, size))});
        }
        return reply;
    }

private:
    crypto::Hash rootOf(const merkle::Range &range) const
    {
        merkle::Frontier frontier;
        for (quint64 leaf = range.begin; leaf < range.end; ++leaf)
            frontier.append(m_leaves.at(static_cast<qsizetype>(leaf)));
        return frontier.root();
    }
    protocol::KeyLogPath path(const QList<merkle::Range> &ranges) const
    {
        protocol::KeyLogPath path;
        for (const merkle::Range &range : ranges)
            path.hashes.items.append(rootOf(range));
        return path;
    }

    const crypto::SigningKey m_registrar;
    QList<crypto::Hash> m_leaves;
};

// From now on a client sees `log` instead of the server's.
void showInstead(Tampering &tampering, const std::shared_ptr<OtherLog> &log)
{
    auto asked = std::make_shared<QHash<RequestId, protocol::FetchKeyLog>>();
    tampering.watchSent([asked](const QByteArray &frame) {
        if (const auto question = protocol::decodeFrame<protocol::FetchKeyLog>(frame))
            asked->insert(question->request, *question);
    });
    tampering.set(editing<protocol::KeyLog>([asked, log](protocol::KeyLog &message) {
        if (asked->contains(message.request)) message = log->answer(asked->take(message.request));
    }));
}

using Lie = std::function<void(protocol::KeyLog &)>;

} // namespace
Q_DECLARE_METATYPE(Lie)

class TestWitness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoIsHonestIsBelieved();
    void headsTravelWithMessages();
    void twoViewsAreReportedAfterOneExchange();
    void aHeadThatWasHeardIsNotForgottenInACrash();
    void lies_data();
    void lies();
    void aServerThatRefusesIsReportedAndMessagesGoOn();
    void aRewrittenLogIsReportedOnce();
    void whoIsNotRecordedIsReported();

private:
    QString link() { return m_company.founder().invites(u"customers"_s); }
    std::unique_ptr<Client> guest(const QString &name) { return m_company.guest(link(), name); }
    bool proves(Client &client);
    static int warnings(const Client &client, const QString &containing);
    static int lines(Talk *talk, const QString &text);
    bool exchanges(Client &guest, const QString &words);
    bool rewrites(const QStringList &statements); // with the server stopped meanwhile
    std::shared_ptr<OtherLog> otherLog();

    Company m_company;
    std::unique_ptr<Client> m_anna;
    QByteArray m_registrar_seed;
};

void TestWitness::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 50);
    QVERIFY(otherLog());
}

std::shared_ptr<OtherLog> TestWitness::otherLog()
{
    if (m_registrar_seed.isEmpty()) {
        const auto url = store::parseDatabaseUrl(u"sqlite:"_s + m_company.home(u"server/chat121.sqlite"_s));
        if (!url) return nullptr;
        const auto sql = store::Sql::open(*url, store::Use::Read);
        if (!sql) return nullptr;
        const auto row = store::findRegistrar(**sql);
        if (!row || !*row) return nullptr;
        m_registrar_seed = (*row)->seed;
    }
    return std::make_shared<OtherLog>(m_registrar_seed);
}

bool TestWitness::rewrites(const QStringList &statements)
{
    if (!m_company.server().stop()) return false;
    {
        const auto url = store::parseDatabaseUrl(u"sqlite:"_s + m_company.home(u"server/chat121.sqlite"_s));
        const auto sql = store::Sql::open(*url, store::Use::Write);
        if (!sql) return false;
        for (const QString &statement : statements) {
            if (!(*sql)->run(statement)) return false;
        }
    }
    return m_company.server().start();
}

bool TestWitness::proves(Client &client)
{
    return QTest::qWaitFor(
        [&client] {
            const KeyLogFacts facts = client.workspace().keyLog();
            return facts.size > 0 && facts.waiting == 0;
        },
        kPatienceMs);
}

int TestWitness::warnings(const Client &client, const QString &containing)
{
    return static_cast<int>(
        std::count_if(client.problems.cbegin(), client.problems.cend(),
                      [&](const Problem &problem) { return problem.sentence.contains(containing); }));
}

int TestWitness::lines(Talk *talk, const QString &text)
{
    int count = 0;
    for (int row = 0; row < talk->timeline()->size(); ++row)
        count += talk->timeline()->at(row).text == text ? 1 : 0;
    return count;
}

// One word there, one word back.
bool TestWitness::exchanges(Client &guest, const QString &words)
{
    Talk *at_desk = m_anna->workspace().talk(guest.talk()->id());
    guest.talk()->say(words);
    if (!m_anna->sees(at_desk, words)) return false;
    const QString answer = u"Answer to "_s + words;
    at_desk->say(answer);
    return guest.sees(guest.talk(), answer);
}

void TestWitness::whoIsHonestIsBelieved()
{
    const auto maria = guest(u"Maria"_s);
    QVERIFY(maria);
    QVERIFY(begins(*m_anna, *maria, u"Hello from Maria"_s));
    QVERIFY(exchanges(*maria, u"and more"_s));
    for (Client *client : {m_anna.get(), maria.get(), &m_company.founder()}) {
        QVERIFY(proves(*client));
        QCOMPARE(client->workspace().keyLog().faults, 0);
        QCOMPARE(client->workspace().keyLog().root.size(), 64);
        QVERIFY(client->problems.isEmpty());
    }
}

// The founder has slept through what the others have proven since, and learns it from their words.
void TestWitness::headsTravelWithMessages()
{
    const auto nora = guest(u"Nora"_s);
    QVERIFY(nora);
    QVERIFY(proves(*nora));
    const KeyLogFacts newest = nora->workspace().keyLog();
    const KeyLogFacts before = m_anna->workspace().keyLog();
    QVERIFY(newest.size > before.size);
    QVERIFY(begins(*m_anna, *nora, u"Hello from Nora"_s));
    QVERIFY(exchanges(*nora, u"a word"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().keyLog().size >= newest.size, kPatienceMs);
    QCOMPARE(m_anna->workspace().keyLog().faults, 0);
}

void TestWitness::twoViewsAreReportedAfterOneExchange()
{
    // A profile that has proven nothing yet cannot know better: it is new to the other log.
    const auto log = otherLog();
    const auto lie = [log](Tampering &tampering) { showInstead(tampering, log); };
    auto other = std::make_unique<Client>(m_company.home(u"Victor"_s), lie);
    QVERIFY(other->joins(link(), u"Victor"_s));
    QVERIFY(proves(*other));
    QCOMPARE(other->workspace().keyLog().faults, 0);
    m_anna->problems.clear();

    QVERIFY(begins(*m_anna, *other, u"Hello from Victor"_s));
    QVERIFY(exchanges(*other, u"one word"_s));
    QVERIFY(m_anna->isWarned(kSplit));
    QVERIFY(other->isWarned(kSplit));
    Talk *at_desk = m_anna->workspace().talk(other->talk()->id());
    QVERIFY(m_anna->sees(at_desk, kSplitLine));
    QVERIFY(other->sees(other->talk(), kSplitLine));

    for (const QString &words : {u"two"_s, u"three"_s}) // messages go on, and nobody is told again
        QVERIFY(exchanges(*other, words));
    QCOMPARE(warnings(*m_anna, kSplit), 1);
    QCOMPARE(warnings(*other, kSplit), 1);
    QCOMPARE(lines(at_desk, kSplitLine), 1);
    QCOMPARE(m_anna->workspace().keyLog().faults, 1);

    other.reset(); // the evidence is on disk
    other = std::make_unique<Client>(m_company.home(u"Victor"_s), lie);
    QVERIFY(other->isConnected());
    QVERIFY(proves(*other));
    QCOMPARE(other->workspace().keyLog().faults, 1);
    QCOMPARE(warnings(*other, kSplit), 0);
}

// The message is on disk, the question was never answered: the next start asks again.
void TestWitness::aHeadThatWasHeardIsNotForgottenInACrash()
{
    auto liar = std::make_unique<Client>(m_company.home(u"Carl"_s));
    showInstead(liar->tampering(), otherLog());
    QVERIFY(liar->joins(link(), u"Carl"_s));
    QVERIFY(proves(*liar));

    m_anna->problems.clear();
    const int faults = m_anna->workspace().keyLog().faults;
    std::atomic_int held = 0;
    m_anna->tampering().set([&held](const QByteArray &frame) -> QList<QByteArray> {
        if (protocol::typeOf(frame) != protocol::MessageType::KeyLog) return {frame};
        ++held;
        return {};
    });
    QVERIFY(begins(*m_anna, *liar, u"Hello from Carl"_s));
    QVERIFY(exchanges(*liar, u"a word"_s));
    QTRY_VERIFY_WITH_TIMEOUT(held > 0, kPatienceMs);
    QCOMPARE(m_anna->workspace().keyLog().faults, faults);
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    QVERIFY(m_anna->isWarned(kSplit));
    QCOMPARE(m_anna->workspace().keyLog().faults, faults + 1);
}

void TestWitness::lies_data()
{
    QTest::addColumn<Lie>("lie");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QString &sentence, Lie lie) {
        QTest::newRow(name) << std::move(lie) << sentence;
    };
    using protocol::KeyLog;
    row("a head without a signature", kWithheld, [](KeyLog &log) { log.head.bytes.back() ^= 1; });
    row("a head with another size", kWithheld, [](KeyLog &log) { log.head.bytes[8] ^= 1; });
    row("no head", kWithheld, [](KeyLog &log) { log.head.bytes.clear(); });
    row("a proof too few", kWithheld, [](KeyLog &log) { log.inclusion.items.removeLast(); });
    row("a proof too many", kWithheld,
        [](KeyLog &log) { log.consistency.items.append(protocol::KeyLogPath{}); });
    row("a statement that is not there", kMissing,
        [](KeyLog &log) { log.inclusion.items.first() = protocol::KeyLogInclusion{}; });
    row("another place", kMissing, [](KeyLog &log) { log.inclusion.items.first().index ^= 1; });
    row("a path cut short", kMissing,
        [](KeyLog &log) { log.inclusion.items.first().path.hashes.items.removeLast(); });
    row("a path of another leaf", kMissing,
        [](KeyLog &log) { log.inclusion.items.first().path = log.inclusion.items.last().path; });
}

void TestWitness::lies()
{
    QFETCH(Lie, lie);
    QFETCH(QString, sentence);
    static int number = 0;
    Client victim(m_company.home(u"lied-to-%1"_s.arg(++number)));
    auto has_lied = std::make_shared<bool>(false);
    victim.tampering().set(editing<protocol::KeyLog>([lie, has_lied](protocol::KeyLog &message) {
        if (!std::exchange(*has_lied, true)) lie(message);
    }));
    QVERIFY(victim.joins(link(), u"Lena"_s));
    QVERIFY(victim.isWarned(sentence));
    QCOMPARE(victim.workspace().keyLog().faults, 1);
    QCOMPARE(victim.problems.size(), 1);
}

void TestWitness::aServerThatRefusesIsReportedAndMessagesGoOn()
{
    Client victim(m_company.home(u"refused"_s));
    victim.tampering().set([](const QByteArray &frame) -> QList<QByteArray> {
        const auto log = protocol::decodeFrame<protocol::KeyLog>(frame);
        if (!log) return {frame};
        return {protocol::encodeFrame(
            protocol::Refused{log->request, Code::Forbidden, protocol::Reason::None, 0})};
    });
    QVERIFY(victim.joins(link(), u"Rita"_s));
    QVERIFY(victim.isWarned(kWithheld));
    QVERIFY(begins(*m_anna, victim, u"Hello from Rita"_s));
    QVERIFY(exchanges(victim, u"a word"_s));
    QCOMPARE(victim.workspace().keyLog().size, quint64(0));
    QCOMPARE(warnings(victim, kWithheld), 1);
}

void TestWitness::aRewrittenLogIsReportedOnce()
{
    auto witness = guest(u"Wanda"_s);
    QVERIFY(witness);
    QVERIFY(begins(*m_anna, *witness, u"Hello from Wanda"_s));
    QVERIFY(proves(*witness));
    m_anna->problems.clear();
    const QString before = witness->workspace().keyLog().root;
    // The next start makes the log anew, in another order.
    QVERIFY(rewrites({u"DELETE FROM key_log"_s}));
    QVERIFY(witness->isWarned(kRewritten));
    QVERIFY(m_anna->isWarned(kRewritten));
    QTRY_VERIFY_WITH_TIMEOUT(witness->workspace().keyLog().root != before, kPatienceMs);
    QCOMPARE(witness->workspace().keyLog().faults, 1);

    QVERIFY(exchanges(*witness, u"and after it"_s));
    m_company.server().killHard();
    QVERIFY(m_company.server().start());
    QVERIFY(exchanges(*witness, u"and again"_s));
    QVERIFY(proves(*witness));
    QCOMPARE(warnings(*witness, kRewritten), 1);
    QCOMPARE(warnings(*witness, kSplit), 0);
    QCOMPARE(warnings(*m_anna, kRewritten), 1);
}

// Everybody is in the database, but the log says nothing of them: a new customer finds out.
void TestWitness::whoIsNotRecordedIsReported()
{
    const QString invitation = link(); // before the founder has to come back
    QVERIFY(rewrites({u"DELETE FROM key_log"_s,
                      u"INSERT INTO key_log (node, kind, hash) SELECT 0, 1, document FROM organisation "
                      "WHERE number = 1"_s,
                      u"UPDATE key_log SET hash = zeroblob(32)"_s}));
    Client newcomer(m_company.home(u"newcomer"_s));
    QVERIFY(newcomer.joins(invitation, u"Nina"_s));
    QVERIFY(newcomer.isWarned(kMissing)); // the organisation's own document
    QVERIFY(begins(*m_anna, newcomer, u"Hello from Nina"_s));
    QVERIFY(exchanges(newcomer, u"a word"_s));
    QTRY_VERIFY_WITH_TIMEOUT(newcomer.workspace().keyLog().faults > 1, kPatienceMs); // Anna's badge, too
}

CHAT121_TEST_MAIN(TestWitness)
#include "tst_witness.moc"
