// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom the server delivers to, against those who can read: a commit that says something else in clear than
// what is sealed is noticed by everybody, told in the conversation, and put right by the staff's clients.
// Source: crypto.md, section 3.
#include "client/core/engine/membership/routing_check.h"
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <atomic>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 90'000; // of those who look again half a minute later

const QString kCutOff = QStringLiteral("The server does not deliver to a computer of ");
const QString kCutOffHere = QStringLiteral("The server does not deliver to this computer");
const QString kOutside = QStringLiteral("delivers to a computer that is not among the readers");
const QString kRight = QStringLiteral("The server delivers to the readers again");

// What a faulty program says in clear beside its sealed commits.
class FaultyProgram {
public:
    void bends(std::function<bool(protocol::Commit &)> bend)
    {
        const std::lock_guard lock(m_mutex);
        m_bend = std::move(bend);
        m_bent = 0;
    }
    int bent() const { return m_bent; } // commits, since then

    // The device that the first commit of a log has let in for this account.
    DeviceId invited(LogId log) const
    {
        const std::lock_guard lock(m_mutex);
        return m_invited.value(log);
    }

    protocol::Commit apply(protocol::Commit commit)
    {
        const std::lock_guard lock(m_mutex);
        if (commit.epoch == 0 && !commit.added.items.isEmpty())
            m_invited.insert(commit.log, commit.added.items.constFirst().device);
        if (m_bend && m_bend(commit)) ++m_bent;
        return commit;
    }

private:
    mutable std::mutex m_mutex;
    std::function<bool(protocol::Commit &)> m_bend;
    QHash<LogId, DeviceId> m_invited;
    std::atomic_int m_bent = 0;
};

identity::VerifiedMember readerWith(AccountId account, DeviceId device)
{
    identity::VerifiedMember reader;
    reader.device.account = account;
    reader.device.device = device;
    return reader;
}

} // namespace

class TestRoutingCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatDiffers_data();
    void whatDiffers();
    void whoIsCutOffIsToldAndGetsWhatWasMissed();
    void whoIsNoReaderIsToldAndPutOut();
    void aRestartSaysNothingAgain();

private:
    std::unique_ptr<Client> hire(const QString &name);
    void watch(Client &client);
    AccountId accountOf(const QString &name);
    AccountId ginas();
    Talk *talkOf(Client &client) { return client.workspace().talk(m_gina->talk()->id()); }
    static int count(Talk *talk, const QString &text);
    bool has(Client &client, const QString &text, int times = 1);

    Company m_company;
    FaultyProgram m_program;                  // Bert's
    std::atomic_bool m_is_correcting = false; // else what staff correct comes to nothing
    std::unique_ptr<Client> m_bert, m_carl, m_dora, m_gina;
};

std::unique_ptr<Client> TestRoutingCheck::hire(const QString &name)
{
    const QString link = m_company.founder().invites(QStringLiteral("staff"));
    auto client = std::make_unique<Client>(m_company.home(name));
    if (!client->joins(link, name)) return nullptr;
    watch(*client);
    return client;
}

// The server refuses a correction of another epoch, and it is tried again.
void TestRoutingCheck::watch(Client &client)
{
    const bool is_faulty = &client == m_bert.get();
    client.tampering().bendSent([this, is_faulty](const QByteArray &frame) -> QList<QByteArray> {
        if (auto correction = protocol::decodeFrame<protocol::Reroute>(frame)) {
            if (!m_is_correcting) correction->epoch += 1000;
            return {protocol::encodeFrame(*correction)};
        }
        const auto commit = protocol::decodeFrame<protocol::Commit>(frame);
        if (!commit || !is_faulty) return {frame};
        return {protocol::encodeFrame(m_program.apply(*commit))};
    });
}

AccountId TestRoutingCheck::accountOf(const QString &name)
{
    AccountId found{};
    const auto is_known = [&] {
        for (const Colleague &colleague : m_bert->workspace().colleagues())
            if (colleague.name == name) found = colleague.account;
        return found.isValid();
    };
    return QTest::qWaitFor(is_known, kPatienceMs) ? found : AccountId{};
}

AccountId TestRoutingCheck::ginas()
{
    for (const RosterRow &row : m_gina->talk()->roster())
        if (row.is_me) return row.account;
    return {};
}

int TestRoutingCheck::count(Talk *talk, const QString &text)
{
    int times = 0;
    for (int row = 0; row < talk->timeline()->size(); ++row)
        times += talk->timeline()->at(row).text.contains(text) ? 1 : 0;
    return times;
}

bool TestRoutingCheck::has(Client &client, const QString &text, int times)
{
    const bool has_come = QTest::qWaitFor([&] { return count(talkOf(client), text) >= times; }, kPatienceMs);
    if (!has_come) qInfo().noquote() << "instead:" << rowsOf(talkOf(client)).join(u'\n');
    return has_come;
}

void TestRoutingCheck::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_bert = hire(QStringLiteral("Bert"));
    m_carl = hire(QStringLiteral("Carl"));
    m_dora = hire(QStringLiteral("Dora"));
    QVERIFY(m_bert && m_carl && m_dora);
    watch(*m_bert);
    m_bert->workspace().setDutyStatus(DutyStatus::Available, 9);
    const QString link = m_company.founder().invites(QStringLiteral("customers"));
    m_gina = m_company.guest(link, QStringLiteral("Gina"));
    QVERIFY(m_gina);
    QVERIFY(begins(*m_bert, *m_gina, QStringLiteral("Good morning")));
    QVERIFY(m_program.invited(m_gina->talk()->id()).isValid());
}

void TestRoutingCheck::whatDiffers_data()
{
    using Pairs = QList<std::pair<quint64, quint64>>; // account, device
    QTest::addColumn<Pairs>("routed");
    QTest::addColumn<Pairs>("readers");
    QTest::addColumn<QList<quint64>>("outside");
    QTest::addColumn<QList<quint64>>("cut_off");
    using Ids = QList<quint64>;
    QTest::newRow("the same in another order")
        << Pairs{{1, 11}, {2, 21}} << Pairs{{2, 21}, {1, 11}} << Ids{} << Ids{};
    QTest::newRow("a reader is cut off") << Pairs{{1, 11}} << Pairs{{1, 11}, {2, 21}} << Ids{} << Ids{21};
    QTest::newRow("a stranger is delivered to")
        << Pairs{{1, 11}, {3, 31}} << Pairs{{1, 11}} << Ids{31} << Ids{};
    QTest::newRow("a reader's further computer is delivered to")
        << Pairs{{1, 11}, {1, 12}} << Pairs{{1, 11}} << Ids{12} << Ids{};
    QTest::newRow("a stranger in a reader's place")
        << Pairs{{1, 11}, {3, 31}} << Pairs{{1, 11}, {2, 21}} << Ids{31} << Ids{21};
    QTest::newRow("a computer that stands for an older one")
        << Pairs{{1, 12}, {2, 21}} << Pairs{{1, 11}, {2, 21}} << Ids{} << Ids{};
    QTest::newRow("one computer stands for one")
        << Pairs{{1, 13}} << Pairs{{1, 11}, {1, 12}} << Ids{} << Ids{12};
    QTest::newRow("nobody is delivered to") << Pairs{} << Pairs{{1, 11}} << Ids{} << Ids{11};
}

void TestRoutingCheck::whatDiffers()
{
    using Pairs = QList<std::pair<quint64, quint64>>;
    QFETCH(Pairs, routed);
    QFETCH(Pairs, readers);
    QFETCH(QList<quint64>, outside);
    QFETCH(QList<quint64>, cut_off);
    QList<protocol::DeviceOf> devices;
    for (const auto &[account, device] : routed)
        devices.append({DeviceId{device}, AccountId{account}});
    QList<identity::VerifiedMember> members;
    for (const auto &[account, device] : readers)
        members.append(readerWith({account}, {device}));
    const auto difference = engine::RoutingCheck::compare(devices, members);
    QList<quint64> found_outside;
    for (const protocol::DeviceOf &device : difference.outside)
        found_outside.append(device.device.value);
    QList<quint64> found_cut_off;
    for (const identity::VerifiedMember &reader : difference.cut_off)
        found_cut_off.append(reader.device.device.value);
    QCOMPARE(found_outside, outside);
    QCOMPARE(found_cut_off, cut_off);
    QCOMPARE(difference.isNone(), outside.isEmpty() && cut_off.isEmpty());
}

// Bert's commit lets Carl in, and says in clear that Gina's computer leaves.
void TestRoutingCheck::whoIsCutOffIsToldAndGetsWhatWasMissed()
{
    const LogId log = m_gina->talk()->id();
    const protocol::DeviceOf gina{m_program.invited(log), ginas()};
    QVERIFY(gina.device.isValid() && gina.account.isValid());
    m_program.bends([=](protocol::Commit &commit) {
        const bool is_it = commit.log == log && !commit.added.items.isEmpty();
        if (is_it) commit.removed.items.append(gina);
        return is_it;
    });
    talkOf(*m_bert)->addColleague(accountOf(QStringLiteral("Carl")));
    QVERIFY(has(*m_bert, kCutOff));
    QCOMPARE(m_program.bent(), 1);
    QVERIFY(has(*m_carl, kCutOff));
    QVERIFY(has(*m_gina, kCutOffHere));
    QCOMPARE(m_gina->talk()->roster().size(), 3); // she reads, as everybody's roster says
    talkOf(*m_bert)->say(QStringLiteral("While you were cut off"));
    QVERIFY(m_carl->sees(talkOf(*m_carl), QStringLiteral("While you were cut off")));
    QCOMPARE(count(m_gina->talk(), QStringLiteral("While you were cut off")), 0);

    // The next change makes all of them look again.
    m_program.bends({});
    m_is_correcting = true;
    talkOf(*m_bert)->addColleague(accountOf(QStringLiteral("Dora")));
    QVERIFY(has(*m_gina, QStringLiteral("While you were cut off")));
    QVERIFY(has(*m_bert, kRight));
    QVERIFY(has(*m_gina, kRight));
    QVERIFY(has(*m_carl, kRight));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 4, kPatienceMs);
    m_gina->talk()->say(QStringLiteral("I am back"));
    QVERIFY(m_bert->sees(talkOf(*m_bert), QStringLiteral("I am back")));
    talkOf(*m_bert)->say(QStringLiteral("Welcome back"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Welcome back")));
    QCOMPARE(count(talkOf(*m_bert), kCutOff), 1);
    QCOMPARE(count(m_gina->talk(), kCutOffHere), 1);
    QCOMPARE(count(m_gina->talk(), QStringLiteral("left out or reordered")), 0);
}

// Bert's commit leaves Dora out, and says in clear that nobody leaves.
void TestRoutingCheck::whoIsNoReaderIsToldAndPutOut()
{
    m_is_correcting = false;
    const LogId log = m_gina->talk()->id();
    m_program.bends([=](protocol::Commit &commit) {
        const bool is_it = commit.log == log && !commit.removed.items.isEmpty();
        if (is_it) commit.removed.items.clear();
        return is_it;
    });
    talkOf(*m_bert)->removeMember(accountOf(QStringLiteral("Dora")));
    QVERIFY(has(*m_bert, kOutside));
    QCOMPARE(m_program.bent(), 1);
    QVERIFY(has(*m_carl, kOutside));
    QVERIFY(has(*m_gina, kOutside)); // a customer's client says it too
    QCOMPARE(m_gina->talk()->roster().size(), 3);
    talkOf(*m_bert)->say(QStringLiteral("Not for Dora"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Not for Dora")));
    QCOMPARE(count(talkOf(*m_dora), QStringLiteral("Not for Dora")), 0);

    m_program.bends({});
    m_is_correcting = true;
    talkOf(*m_bert)->removeMember(accountOf(QStringLiteral("Carl")));
    QVERIFY(has(*m_bert, kRight, 2));
    QVERIFY(has(*m_gina, kRight, 2));
    QCOMPARE(count(m_gina->talk(), kOutside), 1);
    QCOMPARE(count(talkOf(*m_bert), kOutside), 1);
}

// A difference that a customer was told of, and that nobody puts right, is not news after a restart.
void TestRoutingCheck::aRestartSaysNothingAgain()
{
    m_is_correcting = false;
    const LogId log = m_gina->talk()->id();
    const protocol::DeviceOf gina{m_program.invited(log), ginas()};
    m_program.bends([=](protocol::Commit &commit) {
        const bool is_it = commit.log == log && !commit.added.items.isEmpty();
        if (is_it) commit.removed.items.append(gina);
        return is_it;
    });
    const int before = count(m_gina->talk(), kCutOffHere);
    talkOf(*m_bert)->addColleague(accountOf(QStringLiteral("Dora")));
    QVERIFY(has(*m_gina, kCutOffHere, before + 1));
    m_gina.reset();
    // Of the questions whom this conversation is delivered to.
    const auto refusals = std::make_shared<std::atomic_int>(0);
    m_gina = std::make_unique<Client>(
        m_company.home(QStringLiteral("Gina")), [log, refusals](Tampering &tampering) {
            const auto asked = std::make_shared<QSet<RequestId>>(); // both callbacks: the engine's thread
            tampering.watchSent([asked, log](const QByteArray &frame) {
                const auto question = protocol::decodeFrame<protocol::FetchMembers>(frame);
                if (question && question->log == log) asked->insert(question->request);
            });
            tampering.set([asked, refusals](const QByteArray &frame) -> QList<QByteArray> {
                const auto refused = protocol::decodeFrame<protocol::Refused>(frame);
                if (refused && asked->contains(refused->request)) ++*refusals;
                return {frame};
            });
        });
    QVERIFY(m_gina->isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(refusals->load() >= 2, kPatienceMs); // the second is believed
    m_gina->tampering().set({});
    m_program.bends({});
    m_is_correcting = true;
    talkOf(*m_bert)->say(QStringLiteral("Hello again"));
    QVERIFY(has(*m_gina, QStringLiteral("Hello again")));
    QVERIFY(has(*m_gina, kRight, 3));
    QCOMPARE(count(m_gina->talk(), kCutOffHere), before + 1);
}

CHAT121_TEST_MAIN(TestRoutingCheck)
#include "tst_routing_check.moc"
